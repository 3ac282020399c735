// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/event.h"

#include <QByteArray>

/// The vendor's sample request (PROTOCOL.md), as bytes and as the event they stand for.
namespace vendorsample {

inline const QByteArray Origin = QByteArrayLiteral("https://corvidae.example.com");
inline const QByteArray Url = QByteArrayLiteral(
    "https://corvidae.example.com/i?timestamp=1735689600000&event=tr&trackerVersion=na&appId=your-app-id"
    "&platform=server&digitalProperty=your-property-name&timezone=Europe/London&characterSet=UTF-8"
    "&eventID=unique-event-id&visitorId=a8469964-2f2d-41fe-94fa-7e71c1df1022"
    "&sessionId=b1aadba2-97c4-4c48-9fff-ae9b51579470&userId=8679739f-8a1c-48fb-b498-d46b78e0fa01"
    "&conversionName=your-conversion&orderId=1234abcd&currency=USD&revenue=1000.99&tax=200.2&shipping=14.99");

inline rookery::pixel::Event event()
{
    using rookery::pixel::Field;
    rookery::pixel::Event event;
    event.setConstants();
    event.set(Field::Timestamp, QStringLiteral("1735689600000"));
    event.set(Field::AppId, QStringLiteral("your-app-id"));
    event.set(Field::DigitalProperty, QStringLiteral("your-property-name"));
    event.set(Field::TimeZone, QStringLiteral("Europe/London"));
    event.set(Field::EventId, QStringLiteral("unique-event-id"));
    event.set(Field::VisitorId, QStringLiteral("a8469964-2f2d-41fe-94fa-7e71c1df1022"));
    event.set(Field::SessionId, QStringLiteral("b1aadba2-97c4-4c48-9fff-ae9b51579470"));
    event.set(Field::UserId, QStringLiteral("8679739f-8a1c-48fb-b498-d46b78e0fa01"));
    event.set(Field::ConversionName, QStringLiteral("your-conversion"));
    event.set(Field::OrderId, QStringLiteral("1234abcd"));
    event.set(Field::Currency, QStringLiteral("USD"));
    event.set(Field::Revenue, QStringLiteral("1000.99"));
    event.set(Field::Tax, QStringLiteral("200.2"));
    event.set(Field::Shipping, QStringLiteral("14.99"));
    return event;
}

} // namespace vendorsample
