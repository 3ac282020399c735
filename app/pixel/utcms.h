// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QTimeZone>

#include <chrono>
#include <compare>

namespace rookery {

/// An instant in UTC milliseconds since 1970. A type of its own, so that it is never taken for a duration,
/// for seconds or for a local time.
class UtcMs {
public:
    constexpr explicit UtcMs(qint64 ms = 0) : m_ms(ms) { }

    [[nodiscard]] constexpr qint64 value() const { return m_ms; }
    /// The wire text: decimal digits.
    [[nodiscard]] QString text() const { return QString::number(m_ms); }
    /// `2026-11-23T10:42:07.123Z`
    [[nodiscard]] QString isoText() const { return dateTime().toString(Qt::ISODateWithMs); }
    [[nodiscard]] QDateTime dateTime() const { return QDateTime::fromMSecsSinceEpoch(m_ms, Qt::UTC); }

    constexpr auto operator<=>(const UtcMs&) const = default;
    constexpr UtcMs operator+(std::chrono::milliseconds d) const { return UtcMs(m_ms + d.count()); }
    constexpr UtcMs operator-(std::chrono::milliseconds d) const { return UtcMs(m_ms - d.count()); }
    constexpr std::chrono::milliseconds operator-(UtcMs other) const
    {
        return std::chrono::milliseconds(m_ms - other.m_ms);
    }

private:
    qint64 m_ms;
};

} // namespace rookery
