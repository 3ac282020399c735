// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/cellshape.h"

#include <algorithm>
#include <array>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;

// Space, tab, no-break space, narrow no-break space, thin space.
constexpr std::array Spaces{" "sv, "\t"sv, "\xC2\xA0"sv, "\xE2\x80\xAF"sv, "\xE2\x80\x89"sv};
// Dollar, pound, euro, yen.
constexpr std::array Signs{"$"sv, "\xC2\xA3"sv, "\xE2\x82\xAC"sv, "\xC2\xA5"sv};

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }

template <typename Words>
bool takeOff(std::string_view& cell, const Words& words)
{
    for (const std::string_view word : words) {
        if (cell.starts_with(word)) {
            cell.remove_prefix(word.size());
            return true;
        }
        if (cell.ends_with(word)) {
            cell.remove_suffix(word.size());
            return true;
        }
    }
    return false;
}

// Digits and what parts them, without sign and currency; empty: it is no amount.
std::string_view bareNumber(std::string_view cell)
{
    cell = trimmed(cell);
    if (cell.size() > 48)
        return {};
    if (takeOff(cell, Signs)) {
        cell = trimmed(cell);
    } else if (cell.size() > 3 && isCurrencyCode(cell.substr(0, 3))) {
        cell = trimmed(cell.substr(3));
    } else if (cell.size() > 3 && isCurrencyCode(cell.substr(cell.size() - 3))) {
        cell = trimmed(cell.substr(0, cell.size() - 3));
    }
    if (cell.starts_with('-') || cell.starts_with('+'))
        cell.remove_prefix(1);
    takeOff(cell, Signs);
    cell = trimmed(cell);
    return !cell.empty() && isDigit(cell.front()) && isDigit(cell.back()) ? cell : std::string_view();
}

} // namespace

QString numberStyleText(NumberStyle style)
{
    switch (style) {
    case NumberStyle::En:
        return QStringLiteral("en");
    case NumberStyle::De:
        return QStringLiteral("de");
    case NumberStyle::Fr:
        return QStringLiteral("fr");
    case NumberStyle::Es:
        return QStringLiteral("es");
    case NumberStyle::Plain:
        return QStringLiteral("plain");
    }
    Q_UNREACHABLE();
}

std::optional<NumberStyle> numberStyleOfText(QStringView text)
{
    for (const NumberStyle style :
        {NumberStyle::En, NumberStyle::De, NumberStyle::Fr, NumberStyle::Es, NumberStyle::Plain}) {
        if (text == numberStyleText(style))
            return style;
    }
    return std::nullopt;
}

QString numberExample(NumberStyle style)
{
    switch (style) {
    case NumberStyle::En:
        return QStringLiteral("1,234.56");
    case NumberStyle::De:
    case NumberStyle::Es:
        return QStringLiteral("1.234,56");
    case NumberStyle::Fr:
        return QStringLiteral("1 234,56");
    case NumberStyle::Plain:
        return QStringLiteral("1234.56");
    }
    Q_UNREACHABLE();
}

std::string_view trimmed(std::string_view cell)
{
    if (!cell.empty() && cell.front() > ' ' && cell.back() > ' ')
        return cell; // the usual case: char is signed or not, either way no space begins beyond ASCII here
    while (takeOff(cell, Spaces)) { }
    return cell;
}

std::string_view unguarded(std::string_view cell)
{
    const std::size_t start = cell.find_first_not_of('\'');
    const bool isGuarded
        = start != std::string_view::npos && start > 0 && "=+-@\t\r"sv.find(cell[start]) != std::string_view::npos;
    return isGuarded ? cell.substr(1) : cell;
}

bool isPlainText(std::string_view cell)
{
    if (cell.empty() || cell.front() == ' ' || cell.back() == ' ')
        return false;
    return std::all_of(cell.begin(), cell.end(), [](char c) { return c >= ' ' && c < 0x7F; });
}

bool isUuid(std::string_view cell)
{
    constexpr auto Shape = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh"sv;
    if (cell.size() != Shape.size())
        return false;
    // To the end in any case and without a branch: hex digits are as random as it gets, and each would be guessed
    // wrong.
    unsigned wrong = 0;
    for (std::size_t i = 0; i < Shape.size(); ++i) {
        const auto c = static_cast<unsigned char>(cell[i]);
        const unsigned digit = static_cast<unsigned char>(c - '0') < 10U ? 1U : 0U;
        const unsigned letter = static_cast<unsigned char>((c | 0x20U) - 'a') < 6U ? 1U : 0U;
        const unsigned dash = c == '-' ? 1U : 0U;
        wrong |= Shape[i] == '-' ? dash ^ 1U : (digit | letter) ^ 1U;
    }
    return wrong == 0;
}

bool isCurrencyCode(std::string_view cell)
{
    return cell.size() == 3 && isUpper(cell[0]) && isUpper(cell[1]) && isUpper(cell[2]);
}

bool isAmountLike(std::string_view cell)
{
    std::string_view number = bareNumber(cell);
    if (number.empty())
        return false;
    while (!number.empty()) {
        const char c = number.front();
        if (isDigit(c) || c == '.' || c == ',' || c == '\'') {
            number.remove_prefix(1);
            continue;
        }
        const auto* const space
            = std::find_if(Spaces.begin(), Spaces.end(), [&](auto s) { return number.starts_with(s); });
        if (space == Spaces.end())
            return false;
        number.remove_prefix(space->size());
    }
    return true;
}

bool isDateLike(std::string_view cell)
{
    // Three runs of digits parted twice by the same sign; a time may follow.
    std::size_t at = 0;
    char sign = 0;
    for (int run = 0; run < 3; ++run) {
        const std::size_t from = at;
        while (at < cell.size() && isDigit(cell[at]))
            ++at;
        const std::size_t digits = at - from;
        if (digits == 0 || digits > 4 || digits == 3)
            return false;
        if (run == 2)
            break;
        if (at == cell.size() || "-./"sv.find(cell[at]) == std::string_view::npos || (sign != 0 && cell[at] != sign))
            return false;
        sign = cell[at++];
    }
    return at == cell.size() || cell[at] == ' ' || cell[at] == 'T' || cell[at] == ',';
}

bool isOrderLike(std::string_view cell)
{
    cell = trimmed(cell);
    return !cell.empty() && cell.size() <= 64 && cell.find(' ') == std::string_view::npos
        && std::any_of(cell.begin(), cell.end(), isDigit);
}

std::optional<NumberStyle> styleOf(std::string_view cell)
{
    if (!isAmountLike(cell))
        return std::nullopt;
    const std::string_view number = bareNumber(cell);
    const std::size_t last = number.find_last_of(".,");
    if (last == std::string_view::npos)
        return std::nullopt;
    const std::string_view before = number.substr(0, last);
    const char other = number[last] == '.' ? ',' : '.';
    const bool isGroup = number.size() - last - 1 == 3;
    // A sign that stands twice groups; so may one with three digits behind it, unless the other one stands before it
    // or what does is no group: `0,500`, `1234,500`.
    if (before.find(number[last]) != std::string_view::npos)
        return number[last] == '.' ? NumberStyle::De : NumberStyle::En;
    const bool mayGroup
        = before.front() != '0' && (before.size() <= 3 || !std::all_of(before.begin(), before.end(), isDigit));
    if (isGroup && mayGroup && before.find(other) == std::string_view::npos)
        return std::nullopt;
    if (number[last] == '.')
        return NumberStyle::En;
    const bool hasSpace = std::any_of(
        Spaces.begin(), Spaces.end(), [before](auto space) { return before.find(space) != std::string_view::npos; });
    return hasSpace ? NumberStyle::Fr : NumberStyle::De;
}

std::string_view leadingAmount(std::string_view cell)
{
    constexpr std::size_t LongAmount = 48;
    cell = trimmed(cell);
    std::string_view found;
    for (std::size_t end = cell.find_first_of(" ("sv); end <= LongAmount; // npos is more
         end = cell.find_first_of(" ("sv, end + 1)) {
        const std::string_view front = trimmed(cell.substr(0, end));
        if (!isAmountLike(front))
            continue;
        const bool hasCurrency = std::any_of(front.begin(), front.end(),
            [](char c) { return isUpper(c) || c == '$' || static_cast<unsigned char>(c) >= 0xA3; });
        if (hasCurrency || styleOf(front))
            found = front;
    }
    return found;
}

std::string_view taxRate(std::string_view cell)
{
    constexpr std::array Known{"0"sv, "3"sv, "4"sv, "5"sv, "6"sv, "7"sv, "8"sv, "9"sv, "10"sv, "12"sv, "13"sv, "14"sv,
        "15"sv, "16"sv, "17"sv, "18"sv, "19"sv, "20"sv, "21"sv, "22"sv, "23"sv, "24"sv, "25"sv, "27"sv};
    cell = trimmed(cell);
    if (cell.ends_with('%'))
        cell = trimmed(cell.substr(0, cell.size() - 1));
    if (const std::size_t sign = cell.find_first_of(".,"); sign != std::string_view::npos) {
        const std::string_view decimals = cell.substr(sign + 1);
        if (decimals.empty() || decimals.size() > 2 || decimals.find_first_not_of('0') != std::string_view::npos)
            return {};
        cell = cell.substr(0, sign);
    }
    const auto* const known = std::find(Known.begin(), Known.end(), cell);
    return known == Known.end() ? std::string_view() : *known;
}

std::string_view plainAmount(std::string_view cell, NumberStyle style, bool isGroupingKnown, std::span<char, 32> buffer)
{
    // Most cells are wire text already. Three decimals may be a group.
    if (const int decimals = decimalSign(style) == '.' ? wireDecimals(cell) : -1;
        decimals >= 0 && (decimals != 3 || style == NumberStyle::Plain))
        return cell;
    cell = trimmed(cell);
    if (takeOff(cell, Signs))
        cell = trimmed(cell);
    if (cell.empty() || cell.size() > buffer.size())
        return {};
    const char decimal = decimalSign(style);
    const char group = decimal == '.' ? ',' : '.';
    std::size_t size = 0;
    std::size_t run = 0; // digits since the last sign
    bool isGrouped = false;
    bool hasPoint = false;
    for (std::size_t at = 0; at < cell.size(); ++at) {
        const char c = cell[at];
        if (isDigit(c)) {
            buffer[size++] = c;
            ++run;
            continue;
        }
        if (hasPoint || run == 0 || (isGrouped && run != 3))
            return {};
        if (c == decimal) {
            buffer[size++] = '.';
            hasPoint = true;
        } else {
            std::size_t width = c == group && style != NumberStyle::Fr && style != NumberStyle::Plain ? 1 : 0;
            for (const std::string_view space : Spaces) {
                if (style == NumberStyle::Fr && space != "\t"sv && cell.substr(at).starts_with(space))
                    width = space.size();
            }
            if (width == 0 || (!isGrouped && (run > 3 || cell[0] == '0')))
                return {};
            isGrouped = true;
            at += width - 1;
        }
        run = 0;
    }
    // Three digits behind a lone sign may be a group of the other style.
    const bool isDoubtful = isGrouped ? !hasPoint && !isGroupingKnown && style != NumberStyle::Fr
                                      : hasPoint && run == 3 && style != NumberStyle::Plain;
    if (run == 0 || isDoubtful || (isGrouped && !hasPoint && run != 3))
        return {};
    const std::string_view text(buffer.data(), size);
    return wireDecimals(text) < 0 ? std::string_view() : text;
}

int wireDecimals(std::string_view cell)
{
    constexpr std::size_t MaxWhole = 12; // pixel::Amount's bounds
    constexpr std::size_t MaxDecimals = 6;
    std::size_t whole = 0;
    while (whole < cell.size() && isDigit(cell[whole]))
        ++whole;
    if (whole == 0 || whole > MaxWhole)
        return -1;
    if (whole == cell.size())
        return 0;
    const std::string_view decimals = cell.substr(whole + 1);
    if (cell[whole] != '.' || decimals.empty() || decimals.size() > MaxDecimals)
        return -1;
    return std::all_of(decimals.begin(), decimals.end(), isDigit) ? int(decimals.size()) : -1;
}

} // namespace rookery::intake
