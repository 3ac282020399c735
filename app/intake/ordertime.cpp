// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/ordertime.h"

#include "pixel/timezonename.h"

#include <QRegularExpression>

namespace rookery::intake {

namespace {

using namespace std::chrono_literals;

constexpr int MonthsInAYear = 12;
constexpr int FirstYear = 2002; // before it, a time in ms has fewer digits than the collector expects
constexpr int LastYear = 2999;
constexpr int SecondsInAMinute = 60;
constexpr int MinutesInAnHour = 60;
constexpr qint64 MsInASecond = 1000;
constexpr auto AroundAChange = 24h; // no zone changes its clocks twice in two days

// Qt takes any word for a rule of POSIX.
QTimeZone zoneOf(const QString& name) { return pixel::isTimeZoneName(name) ? QTimeZone(name.toLatin1()) : QTimeZone(); }

int offsetAt(const QTimeZone& zone, UtcMs time) { return zone.offsetFromUtc(time.dateTime()); }

UtcMs instantOf(qint64 wall, int offset) { return UtcMs(wall - offset * MsInASecond); }

/// The instants at which the clocks of the zone show this; the earlier one first.
QList<UtcMs> instantsOf(const QTimeZone& zone, qint64 wall)
{
    QList<UtcMs> found;
    for (const auto way : {-AroundAChange, AroundAChange}) {
        const int offset = offsetAt(zone, UtcMs(wall) + way);
        const UtcMs instant = instantOf(wall, offset);
        if (offsetAt(zone, instant) == offset && !found.contains(instant))
            found << instant;
    }
    std::sort(found.begin(), found.end());
    return found;
}

QString offsetText(int seconds)
{
    const int minutes = qAbs(seconds) / SecondsInAMinute;
    return QStringLiteral("%1%2:%3")
        .arg(QLatin1Char(seconds < 0 ? '-' : '+'))
        .arg(minutes / MinutesInAnHour, 2, 10, QLatin1Char('0'))
        .arg(minutes % MinutesInAnHour, 2, 10, QLatin1Char('0'));
}

QString wallText(qint64 wall)
{
    const QDateTime shown = UtcMs(wall).dateTime();
    const bool whole = shown.time().second() == 0;
    return shown.toString(whole ? QStringLiteral("yyyy-MM-dd HH:mm") : QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

// Day and month as they stand; the other way round only where that is the one date that there is.
QDate dateOf(int first, int second, int year)
{
    return second > MonthsInAYear ? QDate(year, first, second) : QDate(year, second, first);
}

std::optional<QDate> dateOf(const QRegularExpressionMatch& match, const QDate& today)
{
    const auto number = [&match](const QString& group) { return match.captured(group).toInt(); };
    QDate date = today;
    if (!match.captured(QStringLiteral("isoYear")).isEmpty())
        date = QDate(
            number(QStringLiteral("isoYear")), number(QStringLiteral("isoMonth")), number(QStringLiteral("isoDay")));
    else if (!match.captured(QStringLiteral("year")).isEmpty())
        date
            = dateOf(number(QStringLiteral("first")), number(QStringLiteral("second")), number(QStringLiteral("year")));
    if (!date.isValid() || date.year() < FirstYear || date.year() > LastYear)
        return std::nullopt;
    return date;
}

std::optional<int> offsetOf(const QRegularExpressionMatch& match)
{
    const QString text = match.captured(QStringLiteral("offset"));
    if (text.isEmpty())
        return std::nullopt;
    if (text.compare(u'Z', Qt::CaseInsensitive) == 0)
        return 0;
    const int minutes = text.sliced(1, 2).toInt() * MinutesInAnHour + text.last(2).toInt();
    return (text.startsWith(u'-') ? -minutes : minutes) * SecondsInAMinute;
}

const QRegularExpression& shape()
{
    static const QRegularExpression Shape(QStringLiteral(
        "\\A(?:(?:(?<isoYear>[0-9]{4})-(?<isoMonth>[0-9]{1,2})-(?<isoDay>[0-9]{1,2})"
        "|(?<first>[0-9]{1,2})(?<mark>[/.-])(?<second>[0-9]{1,2})\\k<mark>(?<year>[0-9]{4}))(?:T| *, *| +))?"
        "(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<seconds>[0-9]{2}))?"
        " ?(?<offset>[Zz]|[+-][0-9]{2}:?[0-9]{2})?\\z"));
    return Shape;
}

} // namespace

qint64 wallMs(const QDate& date, const QTime& time)
{
    constexpr qint64 Day1970 = 2440588;
    constexpr qint64 MsInADay = 24LL * 60 * 60 * MsInASecond;
    return (date.toJulianDay() - Day1970) * MsInADay + time.msecsSinceStartOfDay();
}

OrderTimeReading readOrderTime(const QString& text, const QString& zone, UtcMs now)
{
    const QTimeZone clocks = zoneOf(zone);
    const QRegularExpressionMatch match = shape().match(text.trimmed());
    if (!clocks.isValid() || !match.hasMatch())
        return {};
    const auto date = dateOf(match, wallClock(now, zone).date());
    const QTime time(match.captured(QStringLiteral("hour")).toInt(), match.captured(QStringLiteral("minute")).toInt(),
        match.captured(QStringLiteral("seconds")).toInt());
    if (!date || !time.isValid())
        return {};
    const qint64 wall = wallMs(*date, time);
    if (const auto offset = offsetOf(match)) {
        const UtcMs instant = instantOf(wall, *offset);
        return {instant, ClockChange::None, showOrderTime(instant, zone)};
    }
    const WallReading reading = readWall(*date, time, clocks);
    return {reading.time, reading.change, wallText(wall)};
}

WallReading readWall(const QDate& date, const QTime& time, const QTimeZone& zone)
{
    const qint64 wall = wallMs(date, time);
    const QList<UtcMs> instants = instantsOf(zone, wall);
    if (instants.isEmpty()) // by the clocks as they were before
        return {instantOf(wall, offsetAt(zone, UtcMs(wall) - AroundAChange)), ClockChange::Skipped};
    return {instants.first(), instants.size() > 1 ? ClockChange::Twice : ClockChange::None};
}

// No zone changes its clocks twice in two days, so that looks closer together than that see every change. What
// readWall() asks about a time of this day lies between the first look and the last one.
std::optional<int> WallClock::steadyOffset(qint64 day) const
{
    constexpr auto Step = 12h;
    constexpr int Looks = 11;
    const UtcMs noon(wallMs(QDate::fromJulianDay(day), QTime(12, 0)));
    const UtcMs start = noon - Step * (Looks / 2);
    const int offset = offsetAt(m_zone, start);
    for (int i = 1; i < Looks; ++i) {
        if (offsetAt(m_zone, start + Step * i) != offset)
            return std::nullopt;
    }
    return offset;
}

WallReading WallClock::read(const QDate& date, const QTime& time) const
{
    const qint64 day = date.toJulianDay();
    if (day != m_day) {
        const auto known = m_offsets.find(day);
        m_offset = known != m_offsets.end() ? known->second : m_offsets.emplace(day, steadyOffset(day)).first->second;
        m_day = day;
    }
    return m_offset ? WallReading{instantOf(wallMs(date, time), *m_offset), ClockChange::None}
                    : readWall(date, time, m_zone);
}

QString showOrderTime(UtcMs time, const QString& zone)
{
    const QTimeZone clocks = zoneOf(zone);
    if (!clocks.isValid())
        return {};
    const int offset = offsetAt(clocks, time);
    const qint64 wall = time.value() + offset * MsInASecond;
    const QString text = wallText(wall);
    return instantsOf(clocks, wall - wall % MsInASecond).size() > 1 ? text + u' ' + offsetText(offset) : text;
}

QDateTime wallClock(UtcMs time, const QString& zone) { return time.dateTime().toTimeZone(zoneOf(zone)); }

} // namespace rookery::intake
