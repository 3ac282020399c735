// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/field.h"

#include <QCoreApplication>

#include <algorithm>

namespace rookery::pixel {

namespace {

constexpr auto Ctx = "rookery::pixel::Field";

constexpr std::array<FieldSpec, FieldCount> Table{{
    // clang-format off
    {Field::Timestamp, "timestamp", QT_TRANSLATE_NOOP("rookery::pixel::Field", "Time"),
        Presence::Required, Origin::Program, Check::Instant, nullptr, Privacy::Open,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "When the request is first made: milliseconds since 1970, UTC.")},
    {Field::Event, "event", QT_TRANSLATE_NOOP("rookery::pixel::Field", "Event"),
        Presence::Required, Origin::Program, Check::Constant, "tr", Privacy::Open,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "Always tr: a transaction.")},
    {Field::TrackerVersion, "trackerVersion", QT_TRANSLATE_NOOP("rookery::pixel::Field", "Tracker version"),
        Presence::Required, Origin::Program, Check::Constant, "na", Privacy::Open,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "Always na: the event comes from outside the web page.")},
    {Field::AppId, "appId", QT_TRANSLATE_NOOP("rookery::pixel::Field", "App ID"),
        Presence::Required, Origin::Profile, Check::Text, nullptr, Privacy::Open,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "The Corvidae application of the account.")},
    {Field::Platform, "platform", QT_TRANSLATE_NOOP("rookery::pixel::Field", "Platform"),
        Presence::Required, Origin::Profile, Check::Text, "server", Privacy::Open,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "The kind of client, server unless the vendor says otherwise.")},
    {Field::DigitalProperty, "digitalProperty", QT_TRANSLATE_NOOP("rookery::pixel::Field", "Property"),
        Presence::Required, Origin::Profile, Check::Text, nullptr, Privacy::Open,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "A property name of the Corvidae account, letter for letter.")},
    {Field::TimeZone, "timezone", QT_TRANSLATE_NOOP("rookery::pixel::Field", "Time zone"),
        Presence::Required, Origin::Profile, Check::TimeZone, nullptr, Privacy::Open,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "IANA name of the zone of the sending machine, Europe/London.")},
    {Field::CharacterSet, "characterSet", QT_TRANSLATE_NOOP("rookery::pixel::Field", "Character set"),
        Presence::Required, Origin::Program, Check::CharacterSet, "UTF-8", Privacy::Open,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "Always UTF-8.")},
    {Field::EventId, "eventID", QT_TRANSLATE_NOOP("rookery::pixel::Field", "Event ID"),
        Presence::Required, Origin::Program, Check::Text, nullptr, Privacy::Open,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "Given once, when an order is confirmed. The collector ignores a repeat.")},
    {Field::VisitorId, "visitorId", QT_TRANSLATE_NOOP("rookery::pixel::Field", "Visitor ID"),
        Presence::IfKnown, Origin::Person, Check::Uuid, nullptr, Privacy::Personal,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "The web visitor who bought, if known.")},
    {Field::SessionId, "sessionId", QT_TRANSLATE_NOOP("rookery::pixel::Field", "Session ID"),
        Presence::IfKnown, Origin::Person, Check::Uuid, nullptr, Privacy::Personal,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "Any web session of that visitor, if known.")},
    {Field::UserId, "userId", QT_TRANSLATE_NOOP("rookery::pixel::Field", "User ID"),
        Presence::IfKnown, Origin::Person, Check::Uuid, nullptr, Privacy::Personal,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "The user who bought, if known.")},
    {Field::ConversionName, "conversionName", QT_TRANSLATE_NOOP("rookery::pixel::Field", "Conversion"),
        Presence::Required, Origin::Profile, Check::Text, nullptr, Privacy::Open,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "A conversion type of the account, such as Sale.")},
    {Field::OrderId, "transactionId", QT_TRANSLATE_NOOP("rookery::pixel::Field", "Order ID"),
        Presence::Required, Origin::Person, Check::Text, nullptr, Privacy::Open,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "The order's own number. A second order with the same ID is left out of reports.")},
    {Field::Currency, "currency", QT_TRANSLATE_NOOP("rookery::pixel::Field", "Currency"),
        Presence::Required, Origin::Profile, Check::Currency, nullptr, Privacy::Open,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "ISO 4217, the currency assigned to the account.")},
    {Field::Revenue, "revenue", QT_TRANSLATE_NOOP("rookery::pixel::Field", "Revenue"),
        Presence::Required, Origin::Person, Check::Revenue, nullptr, Privacy::Open,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "The gross value of the order.")},
    {Field::Tax, "tax", QT_TRANSLATE_NOOP("rookery::pixel::Field", "Tax"),
        Presence::Optional, Origin::Person, Check::PartOfRevenue, nullptr, Privacy::Open,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "The tax in it.")},
    {Field::Shipping, "shipping", QT_TRANSLATE_NOOP("rookery::pixel::Field", "Shipping"),
        Presence::Optional, Origin::Person, Check::PartOfRevenue, nullptr, Privacy::Open,
        QT_TRANSLATE_NOOP("rookery::pixel::Field", "The shipping in it.")},
    // clang-format on
}};

constexpr bool isInEnumOrder()
{
    for (std::size_t i = 0; i < Table.size(); ++i) {
        if (std::size_t(Table[i].field) != i)
            return false;
    }
    return true;
}
static_assert(isInEnumOrder());

} // namespace

const std::array<FieldSpec, FieldCount>& fieldTable() { return Table; }

const FieldSpec& spec(Field field) { return Table[std::size_t(field)]; }

QString key(Field field) { return QString::fromLatin1(spec(field).key); }

QString label(Field field) { return QCoreApplication::translate(Ctx, spec(field).label); }

QString help(Field field) { return QCoreApplication::translate(Ctx, spec(field).help); }

std::optional<Field> fieldOfKey(QStringView key)
{
    const auto row = std::find_if(
        Table.begin(), Table.end(), [key](const FieldSpec& s) { return key == QLatin1StringView(s.key); });
    return row == Table.end() ? std::nullopt : std::optional(row->field);
}

} // namespace rookery::pixel
