// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/utcms.h"

#include <QTimeZone>

#include <optional>
#include <unordered_map>

namespace rookery::intake {

/// What the clocks of a zone did to a time of day.
enum class ClockChange {
    None,
    Skipped, ///< the clocks went forward over it: it is read as far behind the change as it was written
    Twice,   ///< the clocks went back over it: the first one is meant, unless an offset says otherwise
};

/// When an order was taken, as a person wrote it.
struct OrderTimeReading {
    std::optional<UtcMs> time; ///< nothing: it is not a time
    ClockChange change = ClockChange::None;
    /// The same with its date, `2026-11-23 10:42`: a time of day alone means another day tomorrow. Reads as `time`
    /// does.
    QString text;
};

/// Takes `10:42` (of the day that `now` is in the zone), `2026-11-23 10:42`, `23/11/2026 10:42`, `23.11.2026 10:42`,
/// each with seconds or without, and behind it an offset (`Z`, `+01:00`) that decides which of two is meant.
/// The day comes before the month unless it can't: `11/23/2026` is the 23rd of November, whatever this computer's
/// language. `zone` is an IANA name.
[[nodiscard]] OrderTimeReading readOrderTime(const QString& text, const QString& zone, UtcMs now);

/// As it is typed, date first: `2026-11-23 10:42`, with seconds if it has some, with its offset where the clocks show
/// it twice. readOrderTime() takes it back (to the second).
[[nodiscard]] QString showOrderTime(UtcMs time, const QString& zone);

/// The instant at which the clocks of a zone show this; the first of two.
struct WallReading {
    UtcMs time;
    ClockChange change = ClockChange::None;
};
/// What the clock shows, as if it were UTC.
[[nodiscard]] qint64 wallMs(const QDate& date, const QTime& time);
/// `zone` must be valid.
[[nodiscard]] WallReading readWall(const QDate& date, const QTime& time, const QTimeZone& zone);

/// readWall() for many times of one zone: most are of days, each of which comes again and again, about which the clocks
/// do not change. For one thread.
class WallClock final {
public:
    /// A zone that is not valid reads no time.
    WallClock() = default;
    explicit WallClock(const QTimeZone& zone) : m_zone(zone) { }

    [[nodiscard]] const QTimeZone& zone() const { return m_zone; }
    [[nodiscard]] bool isValid() const { return m_zone.isValid(); }
    [[nodiscard]] WallReading read(const QDate& date, const QTime& time) const;

private:
    /// The one offset of that Julian day and those about it; nothing: there are several.
    [[nodiscard]] std::optional<int> steadyOffset(qint64 day) const;

    QTimeZone m_zone;
    mutable std::optional<qint64> m_day; // the Julian day that was read last
    mutable std::optional<int> m_offset; // its steadyOffset()
    mutable std::unordered_map<qint64, std::optional<int>> m_offsets;
};

/// What the clocks of the zone show then. Not valid where there is no such zone.
[[nodiscard]] QDateTime wallClock(UtcMs time, const QString& zone);

} // namespace rookery::intake
