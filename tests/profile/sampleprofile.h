// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"

/// A profile with a value of its own in every field, so that none can get lost unseen.
inline rookery::profile::Profile sampleProfile(const QString& name)
{
    rookery::profile::Profile profile;
    profile.name = name;
    profile.live = true;
    profile.scheme = QStringLiteral("http");
    profile.host = QStringLiteral("corvidae.example.com");
    profile.port = 8443;
    profile.path = QStringLiteral("/pixel/i");
    profile.connectTo = QStringLiteral("127.0.0.1");
    profile.caFile = QStringLiteral("/etc/ssl/own.pem");
    profile.pace = 2.5;
    profile.connectTimeout = std::chrono::milliseconds(1234);
    profile.answerTimeout = std::chrono::milliseconds(5678);
    profile.appId = QStringLiteral("shop");
    profile.properties = QStringList{QStringLiteral("shop-uk"), QStringLiteral("shop-ie")};
    profile.platform = QStringLiteral("till");
    profile.currency = QStringLiteral("GBP");
    profile.conversions = QStringList{QStringLiteral("Sale"), QStringLiteral("Lead")};
    profile.timeZone = QStringLiteral("Europe/London");
    profile.orderKey = rookery::pixel::OrderKey::Both;
    profile.timestampFrom = rookery::profile::TimestampFrom::Order;
    profile.amountStyle = rookery::pixel::AmountStyle::Comma;
    profile.colour = QStringLiteral("#aB00fF");
    profile.retentionDays = 30;
    profile.unusualFactor = 7.5;
    profile.oldestOrderDays = 45;
    profile.webCode.kind = rookery::profile::WebCodeKind::Pattern;
    profile.webCode.field = rookery::pixel::Field::UserId;
    profile.webCode.pattern = QStringLiteral("(?<visitor>[0-9a-f-]{36})");
    profile.webCode.file = QStringLiteral("/srv/codes.csv");
    return profile;
}
