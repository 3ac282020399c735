// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/timecheck.h"

#include "pixel/timezonename.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::TimeCheck)
};

using pixel::Severity;

} // namespace

TimeCheck::TimeCheck(const CheckRules& rules, const QString& zone)
    : m_dates(rules.dates)
    , m_now(rules.context.now)
    , m_oldest(rules.oldest)
{
    // Qt takes any word for a rule of POSIX.
    if (pixel::isTimeZoneName(zone))
        m_clock = WallClock(QTimeZone(zone.toLatin1()));
}

std::string_view TimeCheck::flawless(std::string_view cell, std::span<char, 32> buffer) const
{
    // Well within what pixel::check() takes for recent; what is not goes the long way.
    constexpr auto Recent = std::chrono::hours(24 * 29);
    const CellTime reading = readCellTime(cell, m_dates.value, m_clock);
    const auto oldest = std::min<std::chrono::hours>(m_oldest.value_or(Recent), Recent);
    const bool isSure = reading.isPlain()
        || (m_dates.isCertain && reading.time && !reading.isOtherStyle && !reading.isSeconds && !reading.isDateAlone
            && reading.change == ClockChange::None && !isInDoubt(reading));
    if (!isSure || (m_now && (*reading.time > *m_now || *reading.time <= *m_now - oldest)))
        return {};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), reading.time->value());
    return {buffer.data(), std::size_t(written.ptr - buffer.data())};
}

QString TimeCheck::textFor(std::string_view cell) const
{
    const CellTime reading = readCellTime(cell, m_dates.value, m_clock);
    return reading.time ? reading.time->text() : textOf(cell);
}

QString TimeCheck::take(const Row& row, MappedColumn column, RowReport& report) const
{
    const std::string_view cell = trimmed(cellOf(row, column));
    say(row, column, readCellTime(cell, m_dates.value, m_clock), report);
    return textFor(cell);
}

QString TimeCheck::shownTime(UtcMs time) const
{
    return m_clock.isValid() ? showOrderTime(time, QString::fromLatin1(m_clock.zone().id())) : time.isoText();
}

void TimeCheck::say(const Row& row, MappedColumn column, const CellTime& reading, RowReport& report) const
{
    const QString found = textOf(trimmed(cellOf(row, column)));
    const QString shown = reading.time ? shownTime(*reading.time) : QString();
    // %1 row, %2 column, %3 what was found, %4 what else there is to show
    const auto add
        = [&](Severity severity, const char* kind, const QString& sentence, const QString& more = {}) -> RowFinding& {
        RowFinding& finding = report.add(row, column, severity, kind);
        finding.found = found;
        const QString number = QString::number(row.number);
        finding.what.sentence = more.isEmpty() ? sentence.arg(number, finding.columnName, found)
                                               : sentence.arg(number, finding.columnName, found, more);
        return finding;
    };
    if (!reading.time) {
        const QString example = timeExample(m_dates.value);
        RowFinding& finding = reading.needsZone
            ? add(Severity::Error, "no-zone",
                Words::tr("Row %1, %2: \"%3\" does not say its time zone, and the profile has none."))
            : add(Severity::Error, "not-a-time", Words::tr("Row %1, %2: expected a time like %4, found \"%3\"."),
                example);
        finding.expected = example;
        return;
    }
    if (m_oldest && m_now && *reading.time < *m_now - *m_oldest) {
        RowFinding& finding = add(Severity::Error, "too-old",
            Words::tr(
                "Row %1, %2: \"%3\" is older than the profile allows. Filling in past orders is the vendor's job; "
                "export the row for them."));
        //: %1 is a date and a time of day
        finding.expected = Words::tr("%1 or later").arg(shownTime(*m_now - *m_oldest));
    }
    if (reading.isSeconds)
        add(Severity::Warning, "seconds",
            Words::tr("Check: row %1, %2: \"%3\" was read as seconds since 1970, which is %4."), shown);
    if (reading.isDateAlone)
        add(Severity::Note, "no-time-of-day",
            Words::tr("Row %1, %2: \"%3\" has no time of day and was read as midnight."));
    if (reading.isOtherStyle)
        add(Severity::Warning, "other-date-style",
            Words::tr("Check: row %1, %2: \"%3\" has day and month the other way round than the file; it was read as "
                      "%4."),
            shown);
    else if (isInDoubt(reading))
        add(Severity::Warning, "doubtful-date",
            Words::tr(
                "Check: row %1, %2: \"%3\" could be another day; it was read as %4. Say which comes first, day or "
                "month."),
            shown);
    if (reading.change == ClockChange::Skipped)
        add(Severity::Warning, "skipped-hour",
            Words::tr("Check: row %1, %2: the clocks went forward over \"%3\", so there was no such time."));
    else if (reading.change == ClockChange::Twice)
        add(Severity::Warning, "hour-twice",
            Words::tr("Check: row %1, %2: the clocks showed \"%3\" twice; the first one was taken."));
}

} // namespace rookery::intake
