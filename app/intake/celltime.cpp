// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/celltime.h"

#include "intake/cellshape.h"

#include <algorithm>
#include <array>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;

constexpr int FirstYear = 2002; // before it, a time in ms has fewer digits than the collector expects
constexpr int LastYear = 2999;
constexpr int Months = 12;
constexpr std::size_t SecondsDigits = 10;
constexpr std::size_t MillisecondsDigits = 13;
constexpr std::size_t BareDateDigits = 8;
constexpr qint64 MsInASecond = 1000;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
// Beyond ASCII as well: `d\xC3\xA9c.`
bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
char lowered(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }

// The months of four languages by how their names begin.
struct Month {
    std::string_view start;
    int number;
};
constexpr std::array MonthNames{Month{"jan", 1}, Month{"ene", 1}, Month{"feb", 2}, Month{"fev", 2},
    Month{"f\xC3\xA9v", 2}, Month{"mar", 3}, Month{"m\xC3\xA4r", 3}, Month{"mrz", 3}, Month{"apr", 4}, Month{"avr", 4},
    Month{"abr", 4}, Month{"may", 5}, Month{"mai", 5}, Month{"juin", 6}, Month{"jun", 6}, Month{"juil", 7},
    Month{"jul", 7}, Month{"aug", 8}, Month{"ago", 8}, Month{"aou", 8}, Month{"ao\xC3\xBB", 8}, Month{"sep", 9},
    Month{"oct", 10}, Month{"okt", 10}, Month{"nov", 11}, Month{"dec", 12}, Month{"dez", 12}, Month{"dic", 12},
    Month{"d\xC3\xA9"
          "c",
        12}};

int monthOf(std::string_view word)
{
    for (const Month& month : MonthNames) {
        if (word.size() >= month.start.size()
            && std::equal(
                month.start.begin(), month.start.end(), word.begin(), [](char a, char b) { return a == lowered(b); }))
            return month.number;
    }
    return 0;
}

class Parser {
public:
    Parser(std::string_view text, DateStyle style, const WallClock& clock)
        : m_rest(text)
        , m_style(style)
        , m_clock(clock)
    {
    }

    CellTime run()
    {
        if (!takeDate())
            return {};
        if (!m_rest.empty() && !takeTime())
            return {};
        takeOffset();
        return m_rest.empty() ? made() : CellTime();
    }

private:
    [[nodiscard]] char front() const { return m_rest.empty() ? '\0' : m_rest.front(); }

    void skip(std::string_view signs)
    {
        while (!m_rest.empty() && signs.find(m_rest.front()) != std::string_view::npos)
            m_rest.remove_prefix(1);
    }

    bool take(char sign)
    {
        if (front() != sign)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    // Its digits are left in m_digits.
    bool takeNumber(int& value, std::size_t maxDigits)
    {
        value = 0;
        m_digits = 0;
        while (isDigit(front()) && m_digits < maxDigits) {
            value = value * 10 + (front() - '0');
            m_rest.remove_prefix(1);
            ++m_digits;
        }
        return m_digits > 0 && !isDigit(front());
    }

    std::string_view takeWord()
    {
        std::size_t size = 0;
        while (size < m_rest.size() && isLetter(m_rest[size]))
            ++size;
        const std::string_view word = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return word;
    }

    bool takeDate()
    {
        const std::string_view whole = m_rest;
        if (isLetter(front())) {
            const int month = monthOf(takeWord());
            skip("., "sv);
            // `Mon 23 Nov 2026`: a day of the week; it may look like a month, as in `mar. 24 nov. 2026`.
            if (isDigit(front()) && takeNumbers())
                return true;
            m_rest = whole;
            (void)takeWord();
            skip(". "sv);
            return month > 0 && takeMonthFirst(month);
        }
        return takeNumbers();
    }

    // `Nov 23, 2026`
    bool takeMonthFirst(int month)
    {
        int day = 0;
        int year = 0;
        if (!takeNumber(day, 2))
            return false;
        skip("., "sv);
        return takeYear(year) && setDate(year, month, day);
    }

    bool takeYear(int& year)
    {
        if (!takeNumber(year, 4) || (m_digits != 2 && m_digits != 4))
            return false;
        year += m_digits == 2 ? 2000 : 0;
        return true;
    }

    bool takeNumbers()
    {
        int first = 0;
        if (!takeNumber(first, 4) || m_digits == 3)
            return false;
        const bool isYear = m_digits == 4;
        const char sign = front();
        if ("-./ "sv.find(sign) == std::string_view::npos)
            return false;
        skip(sign == '.' ? ". "sv : m_rest.substr(0, 1));
        if (isLetter(front())) { // 23-Nov-2026, 23. November 2026
            const int month = monthOf(takeWord());
            skip(".-/ "sv);
            int year = 0;
            return month > 0 && !isYear && takeYear(year) && setDate(year, month, first);
        }
        int second = 0;
        if (sign == ' ' || !takeNumber(second, 2) || !take(sign))
            return false;
        if (isYear) {
            int day = 0;
            return takeNumber(day, 2) && setDate(first, second, day);
        }
        return takeRest(first, second, sign);
    }

    bool takeRest(int first, int second, char sign)
    {
        int third = 0;
        if (!takeYear(third))
            return false;
        if (m_style == DateStyle::YearFirst && m_digits == 2)
            return setDate(first + 2000, second, third - 2000);
        const bool isDayFirst = sign == '.' || m_style != DateStyle::MonthFirst;
        int day = isDayFirst ? first : second;
        int month = isDayFirst ? second : first;
        m_out.isDoubtful = sign != '.' && first <= Months && second <= Months && first != second;
        if (month > Months && day <= Months && sign != '.') {
            std::swap(day, month);
            m_out.isOtherStyle = true;
        }
        return setDate(third, month, day);
    }

    bool setDate(int year, int month, int day)
    {
        m_date = QDate(year, month, day);
        return m_date.isValid() && year >= FirstYear && year <= LastYear;
    }

    bool takeTime()
    {
        // `T`, a space, a comma; a server's log has a colon.
        const std::string_view before = m_rest;
        skip("T, :"sv);
        if (m_rest.size() == before.size())
            return false;
        int hour = 0;
        int minute = 0;
        int second = 0;
        if (!isDigit(front())) // `2026-11-23 UTC`
            return !m_rest.empty();
        if (!takeNumber(hour, 2) || !(take(':') || take('h')) || !takeNumber(minute, 2) || m_digits != 2)
            return false;
        if (take(':') && (!takeNumber(second, 2) || m_digits != 2))
            return false;
        int ms = 0;
        if ((front() == '.' || front() == ',') && m_rest.size() > 1 && isDigit(m_rest[1])) {
            m_rest.remove_prefix(1);
            int scale = 100;
            for (; isDigit(front()); m_rest.remove_prefix(1), scale /= 10)
                ms += (front() - '0') * scale;
        }
        if (!takeHalfOfDay(hour))
            return false;
        m_time = QTime(hour, minute, second, ms);
        m_hasTime = true;
        return m_time.isValid();
    }

    bool takeHalfOfDay(int& hour)
    {
        constexpr int Noon = 12;
        const std::string_view before = m_rest;
        skip(" "sv);
        const std::string_view word = takeWord();
        std::string lower(word);
        std::transform(lower.begin(), lower.end(), lower.begin(), lowered);
        if (lower == "uhr" || lower == "h")
            return true;
        if (lower != "am" && lower != "pm") {
            m_rest = before;
            return true;
        }
        if (hour < 1 || hour > Noon)
            return false;
        hour = hour % Noon + (lower == "pm" ? Noon : 0);
        return true;
    }

    void takeOffset()
    {
        skip(" "sv);
        constexpr std::array Names{"Z"sv, "z"sv, "UTC"sv, "GMT"sv};
        if (std::find(Names.begin(), Names.end(), m_rest) != Names.end()) {
            m_rest = {};
            m_offset = 0;
            return;
        }
        const char sign = front();
        if ((sign != '+' && sign != '-') || !m_hasTime)
            return;
        const std::string_view before = m_rest;
        m_rest.remove_prefix(1);
        std::string digits;
        for (const char c : m_rest) {
            if (isDigit(c))
                digits += c;
            else if (c != ':')
                return;
        }
        if (digits.size() == 2)
            digits += "00";
        if (digits.size() != 4) {
            m_rest = before;
            return;
        }
        const int hours = (digits[0] - '0') * 10 + digits[1] - '0';
        const int minutes = (digits[2] - '0') * 10 + digits[3] - '0';
        if (hours > 14 || minutes > 59) {
            m_rest = before;
            return;
        }
        m_offset = (hours * 60 + minutes) * 60 * (sign == '-' ? -1 : 1);
        m_rest = {};
    }

    CellTime made()
    {
        m_out.isDateAlone = !m_hasTime;
        if (m_offset) {
            m_out.time = UtcMs(wallMs(m_date, m_time) - *m_offset * MsInASecond);
        } else if (!m_clock.isValid()) {
            m_out.needsZone = true;
        } else {
            const WallReading reading = m_clock.read(m_date, m_time);
            m_out.time = reading.time;
            m_out.change = reading.change;
        }
        return m_out;
    }

    std::string_view m_rest;
    DateStyle m_style;
    const WallClock& m_clock;
    std::size_t m_digits = 0;
    QDate m_date;
    QTime m_time = QTime(0, 0);
    bool m_hasTime = false;
    std::optional<int> m_offset; // in seconds
    CellTime m_out;
};

CellTime readDigits(std::string_view digits, DateStyle style, const WallClock& clock)
{
    CellTime out;
    if (digits.size() == BareDateDigits) {
        const std::string text = std::string(digits.substr(0, 4)) + '-' + std::string(digits.substr(4, 2)) + '-'
            + std::string(digits.substr(6));
        return Parser(text, style, clock).run();
    }
    qint64 value = 0;
    if (digits.size() == SecondsDigits || digits.size() == MillisecondsDigits) {
        for (const char c : digits)
            value = value * 10 + (c - '0');
        out.isSeconds = digits.size() == SecondsDigits;
        out.time = UtcMs(out.isSeconds ? value * MsInASecond : value);
        // Not 1970: the wire wants thirteen digits.
        if (digits.front() == '0')
            return {};
    }
    return out;
}

} // namespace

CellTime readCellTime(std::string_view cell, DateStyle style, const WallClock& clock)
{
    cell = trimmed(cell);
    constexpr std::size_t LongTime = 64;
    if (cell.empty() || cell.size() > LongTime)
        return {};
    if (std::all_of(cell.begin(), cell.end(), isDigit))
        return readDigits(cell, style, clock);
    return Parser(cell, style, clock).run();
}

QString timeExample(DateStyle style)
{
    switch (style) {
    case DateStyle::YearFirst:
        return QStringLiteral("2026-11-23 10:42");
    case DateStyle::DayFirst:
        return QStringLiteral("23/11/2026 10:42");
    case DateStyle::MonthFirst:
        return QStringLiteral("11/23/2026 10:42");
    }
    Q_UNREACHABLE();
}

} // namespace rookery::intake
