// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <compare>

namespace rookery::pixel {

/// Money as decimal text: `-` if negative, digits, optionally `.` and digits (PROTOCOL.md, "Where the page
/// contradicts itself"). The digits go out as they were given; comparison is by value, so 200.2 equals 200.20.
class Amount {
public:
    enum class Error { NotDecimal, TooLong };

    Amount() : m_text(QStringLiteral("0")) { }

    /// Takes wire text only: currency signs and separators are cleaned up in `intake`, which knows the style.
    [[nodiscard]] static tl::expected<Amount, Error> parse(QStringView text);

    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] bool isNegative() const { return m_whole < 0 || m_millionths < 0; }
    [[nodiscard]] bool isZero() const { return m_whole == 0 && m_millionths == 0; }
    /// Digits behind the point as they were written: 2 for 200.20.
    [[nodiscard]] int decimals() const;
    /// Whether the value can be paid in a currency with so many minor digits: 10.500 fits two, 10.505 does not.
    [[nodiscard]] bool fitsMinorDigits(int digits) const;

    /// Exact; the sum is written with as many decimals as the longer of the two.
    Amount operator+(const Amount& other) const;
    Amount& operator+=(const Amount& other) { return *this = *this + other; }

    // Weak ordering, because two equal amounts may still differ in text().
    std::weak_ordering operator<=>(const Amount& other) const;
    bool operator==(const Amount& other) const
    {
        return m_whole == other.m_whole && m_millionths == other.m_millionths;
    }

private:
    QString m_text;
    // Both carry the sign. Two numbers rather than one, so that a sum over millions of rows cannot overflow.
    qint64 m_whole = 0;
    qint64 m_millionths = 0;
};

} // namespace rookery::pixel
