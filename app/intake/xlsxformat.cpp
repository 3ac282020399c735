// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/xlsxformat.h"

#include "intake/cellshape.h"
#include "intake/xlsxnumber.h"

#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;

constexpr char Digit = '\x01';
constexpr int MaxDecimals = 30; // the most that a spreadsheet lets one choose

char lowered(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }
bool isLetter(char c) { return lowered(c) >= 'a' && lowered(c) <= 'z'; }

bool startsWith(std::string_view text, std::string_view word)
{
    return text.size() >= word.size()
        && std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == lowered(b); });
}

double numberOf(std::string_view text)
{
    bool ok = false;
    const double value = QByteArrayView(text.data(), qsizetype(text.size())).toDouble(&ok);
    return ok ? value : std::nan("");
}

// The sections of a code, parted by the semicolons that are no text.
std::vector<std::string_view> sectionsOf(std::string_view code)
{
    std::vector<std::string_view> sections;
    std::size_t start = 0;
    bool isQuoted = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code[i] == '"')
            isQuoted = !isQuoted;
        else if (!isQuoted && code[i] == '\\')
            ++i;
        else if (!isQuoted && code[i] == ';') {
            sections.push_back(code.substr(start, i - start));
            start = i + 1;
        }
    }
    sections.push_back(code.substr(start));
    return sections;
}

// A sign or a code of a currency: `£`, `EUR`.
bool isCurrency(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    const bool isCode
        = text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return isCode || text.find('$') != std::string_view::npos
        || std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// What stands beside the digits and says more than they do, without space around it: a currency, a minus, a word.
std::string remarkIn(std::string_view text)
{
    text = trimmed(text);
    const bool saysMore = std::any_of(text.begin(), text.end(), [](char c) {
        return isLetter(c) || "-()$%0123456789"sv.find(c) != std::string_view::npos
            || static_cast<unsigned char>(c) >= 0x80;
    });
    return saysMore ? std::string(text) : std::string();
}

// Of a number that is shown with its own minus.
std::string withoutMinus(std::string text)
{
    std::erase_if(text, [](char c) { return c == '-' || c == '(' || c == ')'; });
    return std::string(trimmed(text));
}

void appendTwo(std::string& to, long long n)
{
    if (n < 10)
        to += '0';
    to += std::to_string(n);
}

std::string dayText(long long days)
{
    const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{int(days)}}};
    std::string text = std::to_string(int(day.year()));
    text.insert(0, 4 - std::min<std::size_t>(text.size(), 4), '0');
    text += '-';
    appendTwo(text, unsigned(day.month()));
    text += '-';
    appendTwo(text, unsigned(day.day()));
    return text;
}

// Whole digits that a binary number holds as they stand; beyond that, not even each even number.
bool isExact(std::string_view digits)
{
    constexpr qint64 Most = 1LL << 53U;
    qint64 value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() && std::abs(value) <= Most;
}

} // namespace

void XlsxFormat::readBracket(std::string_view inside, Section& section)
{
    if (inside.empty())
        return;
    const char c = lowered(inside.front());
    const bool isElapsed = (c == 'h' || c == 'm' || c == 's')
        && std::all_of(inside.begin(), inside.end(), [c](char other) { return lowered(other) == c; });
    if (isElapsed) {
        section.kind = Section::Kind::Date;
        section.hasTime = true;
        section.isElapsed = true;
    } else if (c == '<' || c == '>' || c == '=') {
        section.condition = c;
        inside.remove_prefix(1);
        if (!inside.empty() && inside.front() == '=') {
            section.condition = c == '<' ? 'l' : 'g';
            inside.remove_prefix(1);
        } else if (!inside.empty() && inside.front() == '>') {
            section.condition = 'n';
            inside.remove_prefix(1);
        }
        section.limit = numberOf(inside);
    }
}

XlsxFormat::Section XlsxFormat::read(std::string_view code)
{
    Section section;
    bool isPastPoint = false;
    bool hasMonthOrMinute = false;
    int commas = 0;  // since the last placeholder
    std::string all; // as in the pattern, with the currencies in brackets
    bool isText = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const std::string_view tail = code.substr(i);
        const char c = code[i];
        if (c == '"') {
            const std::size_t end = std::min(code.find('"', i + 1), code.size());
            section.pattern += code.substr(i + 1, end - i - 1);
            all += code.substr(i + 1, end - i - 1);
            i = end;
        } else if (c == '\\') {
            if (++i < code.size()) {
                section.pattern += code[i];
                all += code[i];
            }
        } else if (c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            const std::size_t end = std::min(code.find(']', i + 1), code.size());
            readBracket(code.substr(i + 1, end - i - 1), section);
            if (tail.starts_with("[$"sv)) // `[$CHF-807]`, the number for the language
                all += code.substr(i + 2, std::min(code.find('-', i), end) - i - 2);
            i = end;
        } else if (startsWith(tail, "general"sv)) {
            section.isGeneral = true;
            all += Digit;
            i += "general"sv.size() - 1;
        } else if (startsWith(tail, "am/pm"sv) || startsWith(tail, "a/p"sv)) {
            section.hasTime = true;
            i += startsWith(tail, "am/pm"sv) ? 4U : 2U;
        } else if ((c == 'E' || c == 'e') && tail.size() > 1 && (tail[1] == '+' || tail[1] == '-')
            && section.placeholders > 0) {
            section.isScientific = true;
            break;
        } else if (c == '0' || c == '#' || c == '?') {
            section.hasGrouping = section.hasGrouping || commas > 0;
            commas = 0;
            ++section.placeholders;
            if (isPastPoint)
                ++section.decimals;
            else if (c == '0')
                ++section.wholeZeros;
            section.pattern += Digit;
            all += Digit;
        } else if (c == '.') {
            isPastPoint = isPastPoint || section.placeholders > 0 || tail.find_first_of("0#?"sv) == 1;
        } else if (c == ',') {
            commas += section.placeholders > 0;
        } else if (c == '%') {
            section.isPercent = true;
        } else if (c == '/' && section.placeholders > 0) {
            section.isFraction = true;
        } else if (c == '@') {
            isText = true;
        } else if (lowered(c) == 'd' || lowered(c) == 'y' || lowered(c) == 'g' || lowered(c) == 'e'
            || lowered(c) == 'b') {
            section.hasDay = true;
        } else if (lowered(c) == 'h' || lowered(c) == 's') {
            section.hasTime = true;
        } else if (lowered(c) == 'm') {
            hasMonthOrMinute = true;
        } else {
            section.pattern += c;
            all += c;
        }
    }
    section.scale = commas;
    if (section.hasDay || section.hasTime || hasMonthOrMinute) {
        section.kind = Section::Kind::Date;
        section.hasDay = section.hasDay || !section.hasTime;
    } else if (section.placeholders > 0 && !section.isFraction) {
        section.kind = Section::Kind::Number;
        section.decimals = std::min(section.decimals, MaxDecimals);
        section.wholeZeros = std::min(section.wholeZeros, MaxDecimals);
    } else if (isText) {
        section.kind = Section::Kind::Text;
    }
    if (section.kind != Section::Kind::Date && section.kind != Section::Kind::Text) {
        const std::size_t first = std::min(all.find(Digit), all.size());
        section.before = remarkIn(std::string_view(all).substr(0, first));
        if (first < all.size())
            section.after = remarkIn(std::string_view(all).substr(all.rfind(Digit) + 1));
        // `M` says what is left out, and it is not.
        if (section.scale > 0 && !isCurrency(section.after))
            section.after.clear();
    }
    return section;
}

XlsxFormat::XlsxFormat(std::string_view code)
{
    constexpr std::size_t MaxCode = 4096; // a spreadsheet takes 255
    for (const std::string_view section : sectionsOf(code.substr(0, MaxCode))) {
        if (m_sections.size() < 4)
            m_sections.push_back(read(section));
    }
    // One way for all numbers, and nothing but digits and a currency.
    bool isPlain = true;
    m_before = m_sections.front().before;
    m_after = m_sections.front().after;
    for (const Section& section : m_sections) {
        const bool isAsFirst
            = section.kind == m_sections.front().kind && section.decimals == m_sections.front().decimals;
        isPlain = isPlain && section.condition == 0 && !section.isPercent && !section.isScientific && section.scale == 0
            && !isPattern(section) && section.wholeZeros <= 1 && withoutMinus(m_before) == m_before
            && withoutMinus(m_after) == m_after
            && (isAsFirst || section.kind == Section::Kind::Text || showsNothing(section));
    }
    const Section& first = m_sections.front();
    if (!isPlain || first.kind == Section::Kind::Date)
        m_plainDecimals = -1;
    else if (first.kind == Section::Kind::Number)
        m_plainDecimals = first.decimals;
}

XlsxFormat XlsxFormat::builtIn(int id)
{
    // What the standard leaves to the language (27 to 36, 50 to 58: East Asian dates) is a day, with its time if it
    // has one.
    switch (id) {
    case 1:
    case 3:
    case 5:
    case 6:
    case 37:
    case 38:
    case 41:
    case 42:
    case 59:
    case 61:
        return XlsxFormat("0"sv);
    case 2:
    case 4:
    case 7:
    case 8:
    case 39:
    case 40:
    case 43:
    case 44:
    case 60:
    case 62:
        return XlsxFormat("0.00"sv);
    case 9:
    case 67:
        return XlsxFormat("0%"sv);
    case 10:
    case 68:
        return XlsxFormat("0.00%"sv);
    case 11:
        return XlsxFormat("0.00E+00"sv);
    case 48:
        return XlsxFormat("##0.0E+0"sv);
    case 14:
    case 15:
    case 16:
    case 17:
    case 71:
    case 72:
    case 73:
    case 74:
        return XlsxFormat("yyyy-mm-dd"sv);
    case 22:
    case 77:
    case 81:
        return XlsxFormat("yyyy-mm-dd h:mm"sv);
    case 18:
    case 19:
    case 20:
    case 21:
    case 45:
    case 47:
    case 32:
    case 33:
    case 75:
    case 76:
    case 78:
    case 80:
        return XlsxFormat("h:mm:ss"sv);
    case 46:
    case 79:
        return XlsxFormat("[h]:mm:ss"sv);
    default:
        break;
    }
    if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return XlsxFormat("yyyy-mm-dd h:mm"sv);
    return {};
}

const XlsxFormat::Section& XlsxFormat::sectionFor(double value) const
{
    static const Section ForGeneral;
    if (m_sections.empty())
        return ForGeneral;
    const Section* chosen = &m_sections.front();
    const bool hasConditions = std::any_of(
        m_sections.begin(), m_sections.end(), [](const Section& section) { return section.condition != 0; });
    if (hasConditions) {
        const auto fits = [value](const Section& section) {
            switch (section.condition) {
            case '<':
                return value < section.limit;
            case '>':
                return value > section.limit;
            case '=':
                return value == section.limit;
            case 'l':
                return value <= section.limit;
            case 'g':
                return value >= section.limit;
            case 'n':
                return value != section.limit;
            default:
                return true;
            }
        };
        const auto fitting = std::find_if(m_sections.begin(), m_sections.end(), fits);
        chosen = fitting != m_sections.end() ? &*fitting : chosen;
    } else if (value < 0 && m_sections.size() > 1) {
        chosen = &m_sections[1];
    } else if (value == 0 && m_sections.size() > 2) {
        chosen = &m_sections[2];
    }
    // A dash for zero, or nothing at all: the number is there none the less.
    return showsNothing(*chosen) ? m_sections.front() : *chosen;
}

bool XlsxFormat::showsNothing(const Section& section)
{
    const bool hasNoDigit = section.placeholders == 0 || (section.wholeZeros == 0 && section.decimals == 0);
    return hasNoDigit && !section.isGeneral && !section.isFraction && section.kind != Section::Kind::Date
        && section.kind != Section::Kind::Text;
}

// What is between and before the digits belongs to the value, not to a currency or a unit.
bool XlsxFormat::isPattern(const Section& section)
{
    if (section.kind != Section::Kind::Number || section.decimals > 0 || section.hasGrouping || section.isPercent
        || section.isScientific || section.scale > 0)
        return false;
    const std::size_t first = section.pattern.find(Digit);
    const std::string_view before = std::string_view(section.pattern).substr(0, first);
    const bool hasMore = section.pattern.size() > std::size_t(section.placeholders);
    if (section.wholeZeros > 1)
        return hasMore && !isCurrency(before)
            && !isCurrency(std::string_view(section.pattern).substr(section.pattern.rfind(Digit) + 1));
    return std::any_of(before.begin(), before.end(), isLetter) && !isCurrency(before);
}

XlsxShown XlsxFormat::show(std::string_view stored, bool is1904) const
{
    const double value = numberOf(stored);
    const Section& section = sectionFor(value);
    if (section.kind == Section::Kind::Date)
        return showDate(stored, value, section, is1904);
    XlsxShown shown = showNumber(stored, section);
    if (shown.isNumber && value != 0) {
        const bool isNegative = shown.text.starts_with('-');
        shown.text = withRemarks(shown.text, isNegative ? withoutMinus(section.before) : section.before,
            isNegative ? withoutMinus(section.after) : section.after);
    }
    return shown;
}

std::string XlsxFormat::withRemarks(std::string_view number, std::string_view before, std::string_view after)
{
    // Digits that are part of the format must not become part of the number.
    const char last = before.empty() ? ' ' : before.back();
    const bool isWord = isLetter(last) || last == '.' || (last >= '0' && last <= '9');
    const bool hasMinus = number.starts_with('-') && !isWord;
    std::string text(hasMinus ? "-" : "");
    text += before;
    if (isWord)
        text += ' ';
    text += number.substr(hasMinus ? 1 : 0);
    if (!after.empty() && "-)%"sv.find(after.front()) == std::string_view::npos)
        text += ' ';
    text += after;
    return text;
}

XlsxShown XlsxFormat::showNumber(std::string_view stored, const Section& section)
{
    XlsxShown shown;
    const auto number = XlsxNumber::parse(stored);
    if (!number) {
        shown.text = stored;
        shown.flaw = XlsxFlaw::NoNumber;
        return shown;
    }
    shown.isNumber = true;
    if (!number->isShort()) {
        shown.text = stored;
        return shown;
    }
    const XlsxNumber kept = number->roundedToDigits(XlsxNumber::Significant);
    if (number->wholeDigits() > XlsxNumber::Significant) {
        // The digits as they stand, if they stand there: they may come from a program that knows them all.
        const bool isWritten = stored.find_first_of(".eE"sv) == std::string_view::npos;
        shown.text = isWritten ? std::string(stored) : kept.text();
        shown.flaw = isWritten && isExact(stored) ? XlsxFlaw::TooLong : XlsxFlaw::Inexact;
        return shown;
    }
    if (section.kind != Section::Kind::Number || section.isScientific || section.scale > 0) {
        shown.text = kept.text();
        if (section.scale > 0)
            shown.flaw = XlsxFlaw::Shortened;
        if (section.isScientific) {
            const bool isLonger = !(kept.roundedToDigits(1 + section.decimals) == kept);
            shown.flaw = isLonger ? XlsxFlaw::Shortened : XlsxFlaw::None;
        }
        return shown;
    }
    const XlsxNumber value = section.isPercent ? kept.timesTenTo(2) : kept;
    const XlsxNumber rounded = value.roundedToDecimals(section.decimals);
    if (!(rounded == value))
        shown.flaw = XlsxFlaw::Rounded;
    if (isPattern(section) && !rounded.isNegative()) {
        // From the right, as digits are; what is too much stands where the first one does.
        const std::string digits = rounded.text(0, section.wholeZeros);
        std::size_t left = digits.size();
        auto places = std::size_t(section.placeholders);
        for (std::size_t i = section.pattern.size(); i-- > 0;) {
            const char c = section.pattern[i];
            if (c != Digit) {
                shown.text.insert(shown.text.begin(), c);
                continue;
            }
            const std::size_t n = --places == 0 ? left : std::min<std::size_t>(left, 1);
            left -= n;
            shown.text.insert(0, digits, left, n);
        }
        shown.isNumber = false;
        return shown;
    }
    shown.text = rounded.text(section.decimals, std::max(section.wholeZeros, 1));
    if (section.isPercent)
        shown.text += '%';
    return shown;
}

XlsxShown XlsxFormat::showDate(std::string_view stored, double value, const Section& section, bool is1904)
{
    constexpr long long DaySeconds = 86400;
    constexpr double LastDay = 2'958'465; // 9999-12-31
    XlsxShown shown;
    shown.isDate = true;
    if (!(value >= 0 && value < LastDay + 1)) {
        shown.text = stored;
        shown.flaw = std::isnan(value) ? XlsxFlaw::NoNumber : XlsxFlaw::NoDate;
        return shown;
    }
    constexpr long long Thousand = 1000;
    const bool showsMs = section.hasDay && section.hasTime && section.decimals > 0;
    const long long allMs
        = showsMs ? std::llround(value * DaySeconds * Thousand) : std::llround(value * DaySeconds) * Thousand;
    const long long all = allMs / Thousand;
    const long long day = all / DaySeconds;
    const long long second = all % DaySeconds;
    const auto appendTime = [&shown](long long hours, long long seconds) {
        appendTwo(shown.text, hours);
        shown.text += ':';
        appendTwo(shown.text, seconds / 60 % 60);
        shown.text += ':';
        appendTwo(shown.text, seconds % 60);
    };
    if (section.isElapsed) {
        appendTime(all / 3600, second);
        return shown;
    }
    if (section.hasTime && day == 0 && !section.hasDay) {
        appendTime(second / 3600, second);
        return shown;
    }
    // Spreadsheets that count from 1900 have a 29 February 1900, which there never was: day 60.
    constexpr long long Epoch1904 = 24107; // days before 1970
    constexpr long long Epoch1900 = 25569; // of 1899-12-30, from which all days behind that one count right
    if (is1904) {
        shown.text = dayText(day - Epoch1904);
    } else if (day == 0 || day == 60) {
        shown.text = day == 0 ? "1900-01-00" : "1900-02-29";
        shown.flaw = XlsxFlaw::NoDate;
    } else {
        shown.text = dayText(day - Epoch1900 + (day < 60 ? 1 : 0));
    }
    if (section.hasTime) {
        // `yyyy-mm-dd"T"hh:mm:ss.000"Z"` says all of an instant, its offset too.
        shown.text += section.pattern.find('T') != std::string::npos ? 'T' : ' ';
        appendTime(second / 3600, second);
        if (showsMs)
            shown.text += '.' + std::to_string(Thousand + allMs % Thousand).substr(1);
        if (section.pattern.ends_with('Z'))
            shown.text += 'Z';
    } else if (second != 0 && shown.flaw == XlsxFlaw::None) {
        shown.flaw = XlsxFlaw::TimeNotShown;
    }
    return shown;
}

} // namespace rookery::intake
