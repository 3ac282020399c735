// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/xlsxnumber.h"

#include <algorithm>

namespace rookery::intake {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

constexpr std::size_t MaxText = 400; // longer than any double is written
constexpr int MaxExponent = 100'000; // beyond what a double can be, far from overflow

} // namespace

std::optional<XlsxNumber> XlsxNumber::parse(std::string_view text)
{
    if (text.size() > MaxText)
        return std::nullopt;
    XlsxNumber number;
    std::size_t i = 0;
    if (i < text.size() && (text[i] == '-' || text[i] == '+'))
        number.m_isNegative = text[i++] == '-';
    const std::size_t start = i;
    bool hasPoint = false;
    for (; i < text.size() && (isDigit(text[i]) || (text[i] == '.' && !hasPoint)); ++i) {
        if (text[i] == '.') {
            hasPoint = true;
            continue;
        }
        number.m_digits += text[i];
        if (!hasPoint)
            ++number.m_point;
    }
    if (i - start == std::size_t(hasPoint))
        return std::nullopt;
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        bool isNegative = false;
        if (i < text.size() && (text[i] == '-' || text[i] == '+'))
            isNegative = text[i++] == '-';
        if (i == text.size())
            return std::nullopt;
        int exponent = 0;
        for (; i < text.size() && isDigit(text[i]); ++i)
            exponent = std::min(exponent * 10 + (text[i] - '0'), MaxExponent);
        number.m_point += isNegative ? -exponent : exponent;
    }
    if (i != text.size())
        return std::nullopt;
    number.tidy();
    return number;
}

void XlsxNumber::tidy()
{
    const std::size_t first = std::min(m_digits.find_first_not_of('0'), m_digits.size());
    m_digits.erase(0, first);
    m_point -= int(first);
    m_digits.erase(m_digits.find_last_not_of('0') + 1);
    if (m_digits.empty()) {
        m_point = 0;
        m_isNegative = false;
    }
}

XlsxNumber XlsxNumber::roundedToDigits(int digits) const
{
    if (digits < 0) // less than half of the last digit that stays
        return {};
    XlsxNumber number = *this;
    const auto kept = std::size_t(digits);
    if (kept >= m_digits.size())
        return number;
    const bool isUp = m_digits[kept] >= '5';
    number.m_digits.resize(kept);
    if (isUp) {
        std::size_t i = kept;
        while (i > 0 && number.m_digits[i - 1] == '9')
            number.m_digits[--i] = '0';
        if (i > 0) {
            ++number.m_digits[i - 1];
        } else {
            number.m_digits.insert(number.m_digits.begin(), '1');
            ++number.m_point;
        }
    }
    number.tidy();
    return number;
}

XlsxNumber XlsxNumber::roundedToDecimals(int decimals) const { return roundedToDigits(m_point + decimals); }

XlsxNumber XlsxNumber::timesTenTo(int power) const
{
    XlsxNumber number = *this;
    if (!isZero())
        number.m_point += power;
    return number;
}

std::string XlsxNumber::text(int minDecimals, int minWholeDigits) const
{
    const auto point = std::size_t(wholeDigits());
    std::string whole = m_digits.substr(0, std::min(point, m_digits.size()));
    whole.append(point - whole.size(), '0');
    if (whole.size() < std::size_t(minWholeDigits))
        whole.insert(0, std::size_t(minWholeDigits) - whole.size(), '0');
    std::string decimals(m_point < 0 ? std::size_t(-m_point) : 0, '0');
    if (m_digits.size() > point)
        decimals += m_digits.substr(point);
    else
        decimals.clear();
    if (decimals.size() < std::size_t(minDecimals))
        decimals.append(std::size_t(minDecimals) - decimals.size(), '0');
    std::string text = m_isNegative ? "-" : "";
    text += whole;
    if (!decimals.empty())
        text += '.' + decimals;
    return text;
}

} // namespace rookery::intake
