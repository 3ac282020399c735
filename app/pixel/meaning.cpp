// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/meaning.h"

#include "pixel/amount.h"
#include "pixel/currency.h"
#include "pixel/dialect.h"
#include "pixel/timezonename.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QUuid>

#include <algorithm>
#include <cstdlib>

namespace rookery::pixel {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::pixel::Meaning)
};

constexpr qint64 MsPerSecond = 1000;
constexpr qint64 MsPerMicrosecond = 1000; // of which a thousand make one ms

std::optional<qint64> digitsOf(const QString& text)
{
    static const QRegularExpression Digits(QStringLiteral("\\A[0-9]{1,18}\\z"));
    return Digits.match(text).hasMatch() ? std::optional(text.toLongLong()) : std::nullopt;
}

/// Milliseconds only: what has another number of digits is something else.
std::optional<UtcMs> instantOf(const QString& text)
{
    constexpr qsizetype MsDigits = 13;
    const auto number = digitsOf(text);
    return number && text.size() == MsDigits ? std::optional(UtcMs(*number)) : std::nullopt;
}

QString utcText(UtcMs instant)
{
    return QLocale::c().toString(instant.dateTime(), QStringLiteral("yyyy-MM-dd HH:mm:ss")) + QStringLiteral(" UTC");
}

QString instantText(UtcMs instant, const QString& zone)
{
    const QString utc = utcText(instant);
    if (!isTimeZoneName(zone))
        return utc;
    const QDateTime local = instant.dateTime().toTimeZone(QTimeZone(zone.toLatin1()));
    const bool sameDay = local.date() == instant.dateTime().date();
    const QString time
        = QLocale::c().toString(local, sameDay ? QStringLiteral("HH:mm") : QStringLiteral("yyyy-MM-dd HH:mm"));
    //: %1 a date and time in UTC, %2 the time there, %3 a time zone
    return Words::tr("%1, %2 in %3").arg(utc, time, zone);
}

QString timestampMeaning(const QString& value, const QString& zone)
{
    constexpr qsizetype SecondsDigits = 10;
    constexpr qsizetype MicrosecondsDigits = 16;
    if (const auto instant = instantOf(value))
        return instantText(*instant, zone);
    const auto number = digitsOf(value);
    if (number && value.size() == SecondsDigits)
        return Words::tr("read as seconds: %1").arg(instantText(UtcMs(*number * MsPerSecond), zone));
    if (number && value.size() == MicrosecondsDigits)
        return Words::tr("read as microseconds: %1").arg(instantText(UtcMs(*number / MsPerMicrosecond), zone));
    return {};
}

QString offsetText(int seconds)
{
    constexpr int PerHour = 3600;
    constexpr int PerMinute = 60;
    const int minutes = std::abs(seconds) % PerHour / PerMinute;
    QString text = seconds < 0 ? QStringLiteral("UTC-") : QStringLiteral("UTC+");
    text += QString::number(std::abs(seconds) / PerHour);
    if (minutes != 0)
        text += u':' + QString::number(minutes).rightJustified(2, u'0');
    return text;
}

QString zoneMeaning(const QString& value, const Event& event)
{
    const auto instant = instantOf(event.value(Field::Timestamp));
    if (!instant || !isTimeZoneName(value))
        return {};
    return Words::tr("%1 at that time").arg(offsetText(QTimeZone(value.toLatin1()).offsetFromUtc(instant->dateTime())));
}

QString currencyMeaning(const QString& value)
{
    constexpr int UsualDigits = 2;
    const auto currency = currencyOfCode(value);
    if (!currency)
        return {};
    if (currency->minorDigits == UsualDigits)
        return currency->name;
    //: %1 is a currency
    return currency->minorDigits == 0
        ? Words::tr("%1, without decimals").arg(currency->name)
        //: %1 is a currency, %2 a number above two
        : Words::tr("%1, with %2 decimals").arg(currency->name).arg(currency->minorDigits);
}

QString partMeaning(const QString& value, const Event& event)
{
    const auto part = Amount::parse(value);
    const auto revenue = Amount::parse(event.value(Field::Revenue));
    if (!part || !revenue || revenue->isZero() || part->isNegative() || revenue->isNegative())
        return {};
    // For the eye only; an amount never goes through a float on its way out.
    const double percent = part->text().toDouble() / revenue->text().toDouble() * 100;
    //: %1 is a number such as 20.0
    return Words::tr("%1 % of the revenue").arg(QLocale().toString(percent, 'f', 1));
}

bool isVendorsExample(Field field, const QString& value)
{
    const Findings findings = checkValue(field, value);
    return std::any_of(findings.begin(), findings.end(),
        [](const Finding& f) { return f.code.endsWith(QLatin1StringView(".placeholder")); });
}

bool isUuid(const QString& text)
{
    static const QRegularExpression Uuid(QStringLiteral("\\A[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\z"));
    return Uuid.match(text).hasMatch();
}

// RFC 9562: the first 48 bits of a version 7 are milliseconds since 1970; the version is the 13th digit.
QString uuidMeaning(const QString& text)
{
    constexpr qsizetype VersionAt = 14;
    if (!isUuid(text))
        return Words::tr("not a UUID");
    if (QUuid(text).isNull())
        return Words::tr("all zeros: names nobody");
    const QChar version = text.at(VersionAt);
    if (version == u'7')
        return Words::tr("made %1").arg(utcText(UtcMs((text.first(8) + text.sliced(9, 4)).toLongLong(nullptr, 16))));
    if (version == u'4')
        return Words::tr("a random UUID (version 4)");
    return version >= u'1' && version <= u'8' ? Words::tr("a UUID of version %1").arg(version)
                                              : Words::tr("shaped like a UUID, of no known version");
}

QString unknownMeaning(const QString& key)
{
    if (const auto field = fieldOfDialect(key))
        return Words::tr("a phone app's word for %1; not in the field table").arg(label(*field));
    if (isAppOnlyKey(key))
        return Words::tr("only in events of phone apps; not in the field table");
    return Words::tr("not in the field table");
}

QString eventMeaning(const QString& value)
{
    return value == QLatin1StringView("pv") ? Words::tr("a page view, not a transaction") : help(Field::Event);
}

QString orderMeaning(const Parameter& parameter)
{
    return parameter.key == OrderIdKey ? Words::tr("the order ID, under the key of the vendor's sample") : QString();
}

QString fieldMeaning(Field field, const Parameter& parameter, const Event& event, const QString& zone)
{
    switch (field) {
    case Field::Timestamp:
        return timestampMeaning(parameter.value, zone);
    case Field::Event:
        return eventMeaning(parameter.value);
    case Field::TrackerVersion:
    case Field::Platform:
    case Field::CharacterSet:
        return help(field);
    case Field::TimeZone:
        return zoneMeaning(parameter.value, event);
    case Field::EventId:
    case Field::VisitorId:
    case Field::SessionId:
    case Field::UserId:
        return uuidMeaning(parameter.value);
    case Field::OrderId:
        return orderMeaning(parameter);
    case Field::Currency:
        return currencyMeaning(parameter.value);
    case Field::Tax:
    case Field::Shipping:
        return partMeaning(parameter.value, event);
    case Field::AppId:
    case Field::DigitalProperty:
    case Field::ConversionName:
    case Field::Revenue:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

QString meaningOf(const Parameter& parameter, const Event& event, const QString& zone)
{
    if (!parameter.field)
        return unknownMeaning(parameter.key);
    if (parameter.value.isEmpty())
        return Words::tr("without a value");
    if (isVendorsExample(*parameter.field, parameter.value))
        return Words::tr("the vendor's example, still in place");
    return fieldMeaning(*parameter.field, parameter, event, zone);
}

} // namespace rookery::pixel
