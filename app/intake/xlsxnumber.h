// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rookery::intake {

/// A number as its decimal digits. Spreadsheets store binary numbers and write them with up to 17 digits; they show and
/// compare 15 of them. All of it is done in digits, so that nothing is rounded that a person does not see rounded.
class XlsxNumber final {
public:
    /// What a spreadsheet keeps of a number.
    static constexpr int Significant = 15;

    /// Takes `-12.50`, `1.5E-7`; nothing for anything else.
    [[nodiscard]] static std::optional<XlsxNumber> parse(std::string_view text);

    /// Half away from zero, as a spreadsheet shows it.
    [[nodiscard]] XlsxNumber roundedToDigits(int digits) const;
    [[nodiscard]] XlsxNumber roundedToDecimals(int decimals) const;
    [[nodiscard]] XlsxNumber timesTenTo(int power) const;

    [[nodiscard]] bool isZero() const { return m_digits.empty(); }
    [[nodiscard]] bool isNegative() const { return m_isNegative; }
    /// Digits before the decimal sign, 0 for those below one.
    [[nodiscard]] int wholeDigits() const { return m_point > 0 ? m_point : 0; }
    /// No exponent, however large: only for numbers that are isShort().
    [[nodiscard]] std::string text(int minDecimals = 0, int minWholeDigits = 1) const;
    /// Its digits fit on a line.
    [[nodiscard]] bool isShort() const { return m_point <= 40 && m_point >= -20 && m_digits.size() <= 60; }

    bool operator==(const XlsxNumber& other) const = default;

private:
    // 0.<digits> times ten to the power of m_point; no zeros at either end.
    bool m_isNegative = false;
    std::string m_digits;
    int m_point = 0;

    void tidy();
};

} // namespace rookery::intake
