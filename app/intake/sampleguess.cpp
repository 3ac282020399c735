// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/sampleguess.h"

#include <algorithm>
#include <array>

namespace rookery::intake {

namespace {

QString textOf(std::string_view cell) { return QString::fromUtf8(cell.data(), qsizetype(cell.size())); }

// The value of up to two digits in front; what follows them is taken off.
int takeNumber(std::string_view& text)
{
    int value = 0;
    std::size_t size = 0;
    for (; size < text.size() && text[size] >= '0' && text[size] <= '9'; ++size)
        value = size < 4 ? value * 10 + (text[size] - '0') : value;
    text.remove_prefix(size);
    return value;
}

} // namespace

Guess<NumberStyle> guessNumbers(const std::vector<std::vector<std::string>>& sample)
{
    std::array<int, 4> votes{};
    std::array<QString, 4> examples;
    for (const std::vector<std::string>& row : sample) {
        for (const std::string& cell : row) {
            const auto style = !isDateLike(cell) ? styleOf(cell) : std::nullopt;
            if (!style)
                continue;
            // A space that groups tells French from German once; decimals alone do not tell them apart.
            if (votes[std::size_t(*style)]++ == 0)
                examples[std::size_t(*style)] = textOf(cell);
        }
    }
    auto& [en, de, fr, es] = votes;
    if (fr > 0 && fr + de > en)
        return {NumberStyle::Fr, false, examples[std::size_t(NumberStyle::Fr)]};
    if (de > en)
        return {NumberStyle::De, false, examples[std::size_t(NumberStyle::De)]};
    return {NumberStyle::En, false, examples[std::size_t(NumberStyle::En)]};
}

Guess<DateStyle> guessDates(const std::vector<std::vector<std::string>>& sample)
{
    constexpr int Months = 12;
    QString dayFirst;
    QString monthFirst;
    QString yearFirst;
    QString doubtful;
    for (const std::vector<std::string>& row : sample) {
        for (const std::string& whole : row) {
            const std::string_view cell = trimmed(whole);
            if (!isDateLike(cell))
                continue;
            std::string_view rest = cell;
            const char sign = cell[cell.find_first_of("-./")];
            const bool startsWithYear = cell.find(sign) == 4;
            const int first = takeNumber(rest);
            rest.remove_prefix(1);
            const int second = takeNumber(rest);
            // A point parts the dates of those who write the day first.
            QString& says = startsWithYear      ? yearFirst
                : sign == '.' || first > Months ? dayFirst
                : second > Months               ? monthFirst
                                                : doubtful;
            if (says.isEmpty())
                says = textOf(cell);
        }
    }
    if (!dayFirst.isEmpty())
        return {DateStyle::DayFirst, monthFirst.isEmpty(), dayFirst};
    if (!monthFirst.isEmpty())
        return {DateStyle::MonthFirst, true, monthFirst};
    if (!doubtful.isEmpty())
        return {DateStyle::DayFirst, false, doubtful};
    return yearFirst.isEmpty() ? Guess<DateStyle>{DateStyle::DayFirst, false, {}}
                               : Guess<DateStyle>{DateStyle::YearFirst, true, yearFirst};
}

bool looksLikeHeader(const std::vector<std::string>& cells, std::size_t columns)
{
    std::size_t named = 0;
    for (const std::string& cell : cells) {
        const std::string_view name = trimmed(cell);
        if (name.empty())
            continue;
        const bool isData = isAmountLike(name) || isDateLike(name) || isUuid(name)
            || (columns == 1 && std::any_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }));
        if (isData)
            return false;
        ++named;
    }
    return named * 2 > columns || (named > 0 && columns == 1);
}

} // namespace rookery::intake
