// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/sampleguess.h"

#include "intake/headerwords.h"
#include "intake/mapping.h"

#include <algorithm>
#include <array>

namespace rookery::intake {

namespace {

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

/// How many cells of a row have something in them, apart by what it looks like.
struct Filled {
    std::size_t named = 0;
    std::size_t data = 0;
};

Filled filledOf(const SampleRow& row, std::size_t columns)
{
    const auto hasDigit = [](std::string_view name) {
        return std::any_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    Filled filled;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const std::string_view name = trimmed(row.cells[i]);
        if (name.empty())
            continue;
        const bool isData = (i < row.areData.size() && row.areData[i]) || isAmountLike(name) || isDateLike(name)
            || isUuid(name) || (columns == 1 && hasDigit(name));
        ++(isData ? filled.data : filled.named);
    }
    return filled;
}

// Those in which something stands; a table may begin in the fourth.
std::size_t usedColumns(const std::vector<SampleRow>& rows, std::size_t columns)
{
    std::vector<bool> areUsed(columns);
    for (const SampleRow& row : rows) {
        for (std::size_t i = 0; i < std::min(columns, row.cells.size()); ++i)
            areUsed[i] = areUsed[i] || !trimmed(row.cells[i]).empty();
    }
    return std::size_t(std::count(areUsed.begin(), areUsed.end(), true));
}

// An order ID and an amount, by names that hardly mean anything else.
bool namesAnOrder(const SampleRow& row)
{
    const auto names = [&row](pixel::Field field) {
        return std::any_of(row.cells.begin(), row.cells.end(),
            [field](const std::string& cell) { return nameConfidence(textOf(cell), field) >= ConfidentFrom; });
    };
    return names(pixel::Field::OrderId) && names(pixel::Field::Revenue);
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
    // Where others say the contrary, no cell is an example of how all are written.
    constexpr int Few = 10;
    if (const int comma = de + fr; std::min(en, comma) * Few > std::max(en, comma))
        examples.fill({});
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

bool looksLikeHeader(const SampleRow& row, std::size_t columns)
{
    const Filled filled = filledOf(row, columns);
    return filled.data == 0 && (filled.named * 2 > columns || (filled.named > 0 && columns == 1));
}

Guess<qint64> guessHeader(const std::vector<SampleRow>& rows, std::size_t width)
{
    const std::size_t columns = usedColumns(rows, width);
    constexpr std::size_t RowsAboveHeader = 20;
    const auto start = [](const SampleRow& row) { return row.cells.empty() ? QString() : textOf(row.cells.front()); };
    for (std::size_t i = 0; i < rows.size() && i < RowsAboveHeader; ++i) {
        if (looksLikeHeader(rows[i], columns))
            return {rows[i].number, false, start(rows[i])};
        // A row with data ends the search; a title stands alone in its row.
        const Filled filled = filledOf(rows[i], columns);
        if (filled.named + filled.data > 1 || columns == 1)
            break;
    }
    // `Created: | 2.12.2026` above a table has data, and is narrower than what it stands above.
    std::size_t widest = 0;
    for (std::size_t i = 0; i < rows.size() && i < RowsAboveHeader; ++i) {
        const Filled filled = filledOf(rows[i], columns);
        if (filled.named > widest && looksLikeHeader(rows[i], columns) && namesAnOrder(rows[i]))
            return {rows[i].number, false, start(rows[i])};
        widest = std::max(widest, filled.named + filled.data);
    }
    return {0, false, rows.empty() ? QString() : start(rows.front())};
}

} // namespace rookery::intake
