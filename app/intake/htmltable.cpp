// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/htmltable.h"

#include "intake/sampleguess.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::HtmlTable)
};

using pixel::Severity;

constexpr std::size_t SampleRows = 100;
constexpr std::size_t MaxColumns = 1000;

bool isAllHeader(const std::vector<HtmlGrid::Cell>& row)
{
    return std::all_of(row.begin(), row.end(), [](const HtmlGrid::Cell& cell) { return cell.isHeader; });
}

} // namespace

HtmlTable::HtmlTable(TextReader::Source source, std::string_view head, bool headIsWhole, const Choices& choices)
    : TextTable(Kind::HtmlTable, std::move(source), choices)
{
    guessEncodingOf(head, headIsWhole, choices);
    choose(readHtmlTables(readPage()));
    findHeader(choices);
}

std::string HtmlTable::readPage()
{
    constexpr qsizetype Step = 64L * 1024;
    std::string page;
    for (;;) {
        const std::size_t size = page.size();
        page.resize(size + std::size_t(Step));
        const qsizetype n = m_text.read(page.data() + size, Step);
        page.resize(size + std::size_t(n));
        if (n == 0)
            break;
        if (page.size() > MaxPage) {
            report(0, Severity::Error, "html.too-long",
                Words::tr("The page is larger than %1 MB and was not read. Copy only the table.")
                    .arg(MaxPage / 1024 / 1024));
            return {};
        }
    }
    m_read = qint64(page.size());
    return page;
}

void HtmlTable::choose(std::vector<HtmlGrid> tables)
{
    std::erase_if(tables, [](const HtmlGrid& table) { return table.filled == 0; });
    const auto largest = std::max_element(
        tables.begin(), tables.end(), [](const HtmlGrid& a, const HtmlGrid& b) { return a.filled < b.filled; });
    if (largest == tables.end()) {
        if (m_findings.isEmpty())
            report(0, Severity::Error, "html.no-table", Words::tr("Expected a table, found a page without one."));
        return;
    }
    if (!largest->isClosed)
        report(0, Severity::Warning, "html.cut-off",
            Words::tr("Check: the page ends within the table, so rows may be missing. Copy it again."));
    if (tables.size() > 1) {
        QStringList others;
        constexpr qsizetype MaxNamed = 5;
        for (auto table = tables.begin(); table != tables.end() && others.size() < MaxNamed; ++table) {
            const auto& cells = table->rows.front();
            const auto filled = std::find_if(
                cells.begin(), cells.end(), [](const HtmlGrid::Cell& cell) { return !cell.text.empty(); });
            if (table != largest)
                //: names a table of a web page: its place on the page, its number of rows, its first cell
                others << Words::tr("table %1 (rows: %2, \"%3\")")
                              .arg(table - tables.begin() + 1)
                              .arg(table->rows.size())
                              .arg(filled == cells.end() ? QString() : excerptOf(filled->text));
        }
        report(0, Severity::Note, "html.other-tables",
            Words::tr("The page has several tables; the largest, table %1, is read. Left out: %2.")
                .arg(largest - tables.begin() + 1)
                .arg(others.join(QLatin1StringView("; "))));
    }
    m_table = std::move(*largest);
}

void HtmlTable::findHeader(const Choices& choices)
{
    // The rows as they will be given, to see which is the header and what is below.
    std::vector<std::vector<std::string>> first;
    std::size_t columns = 0;
    while (m_index < m_table.rows.size() && first.size() <= SampleRows) {
        spread();
        first.emplace_back(m_cells.begin(), m_cells.end());
        columns = std::max(columns, m_cells.size());
    }
    m_index = 0;
    m_hanging.clear();

    std::size_t headers = 0; // rows of nothing but header cells, at the top
    while (headers < m_table.rows.size() && headers < first.size() && isAllHeader(m_table.rows[headers]))
        ++headers;
    if (choices.headerRow)
        m_shape.headerRow = {*choices.headerRow, true, {}};
    else if (headers > 0 && headers < m_table.rows.size())
        m_shape.headerRow = {qint64(headers), true, {}};
    else if (!first.empty() && looksLikeHeader({1, first.front()}, columns))
        m_shape.headerRow = {1, false, {}};
    const qint64 row = m_shape.headerRow.value;
    if (row > 0 && row <= qint64(first.size()))
        m_headerCells = first[std::size_t(row - 1)];
    for (std::size_t i = 0; i < columns; ++i) {
        const QString name = i < m_headerCells.size() ? textOf(trimmed(m_headerCells[i])).simplified() : QString();
        m_shape.header << (name.isEmpty() ? Words::tr("Column %1").arg(i + 1) : name);
    }
    if (!m_headerCells.empty())
        m_shape.headerRow.example = m_shape.header.value(0);
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (qint64(i) >= row)
            m_shape.sample.push_back(std::move(first[i]));
    }
    guessStyles(choices);
}

// The cells of the row at m_index, each in its column, and what hangs into it from above.
void HtmlTable::spread()
{
    m_cells.clear();
    m_sources.clear();
    m_spanned.clear();
    const std::vector<HtmlGrid::Cell>& row = m_table.rows[m_index++];
    std::size_t column = 0;
    const auto takeHanging = [&] {
        while (column < m_hanging.size() && m_hanging[column].rows > 0) {
            Hanging& hanging = m_hanging[column];
            --hanging.rows;
            m_cells.resize(column + 1);
            if (hanging.cell != nullptr && !hanging.cell->text.empty()) {
                m_cells[column] = unguarded(hanging.cell->text);
                m_sources.resize(column + 1);
                m_sources[column] = hanging.cell;
                m_spanned.push_back(int(column));
            }
            ++column;
        }
    };
    for (const HtmlGrid::Cell& cell : row) {
        takeHanging();
        if (column >= MaxColumns)
            break;
        const std::size_t end = std::min(column + std::size_t(cell.columns), MaxColumns);
        m_cells.resize(end);
        m_cells[column] = unguarded(cell.text);
        m_sources.resize(column + 1);
        m_sources[column] = &cell;
        if (cell.rows > 1) {
            m_hanging.resize(std::max(m_hanging.size(), end));
            for (std::size_t i = column; i < end; ++i)
                m_hanging[i] = {i == column ? &cell : nullptr, cell.rows - 1};
        }
        column = end;
    }
    // Those further to the right, whatever gaps are between them.
    for (; column < m_hanging.size(); ++column)
        takeHanging();
}

RowFinding& HtmlTable::addFlaw(qint64 number, int column, Severity severity, const char* code, const QString& sentence)
{
    m_flaws.push_back(flawOf(m_shape, number, column, severity, code, sentence));
    if (column >= 0)
        m_flaws.back().found = textOf(m_cells[std::size_t(column)]);
    return m_flaws.back();
}

// What a person sees on the page, and nobody in the cells.
void HtmlTable::findFlaws(qint64 number)
{
    m_flaws.clear();
    if (m_table.areHidden[m_index - 1])
        addFlaw(number, -1, Severity::Warning, "html.hidden-row",
            Words::tr("Check row %1: it is hidden on the page. Is it meant to be there?").arg(number));
    for (const int column : m_spanned)
        addFlaw(number, column, Severity::Note, "html.spanned",
            Words::tr("Row %1, %2: the cell spans several rows and stands for each of them.")
                .arg(number)
                .arg(m_shape.header.value(column)));
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        const HtmlGrid::Cell* cell = m_sources[i];
        if (!cell)
            continue;
        const int column = int(i);
        const QString name = m_shape.header.value(column);
        const QString found = excerptOf(m_cells[i]);
        if (cell->hasRaised)
            addFlaw(number, column, Severity::Error, "html.raised",
                Words::tr("Row %1, %2: \"%3\" has a small number in it, which may be cents or a footnote. Write what "
                          "is meant.")
                    .arg(number)
                    .arg(name, found));
        if (cell->joint == HtmlGrid::Cell::Joint::Cents)
            addFlaw(number, column, Severity::Error, "html.maybe-cents",
                Words::tr(
                    "Row %1, %2: \"%3\" is put together of two parts, and the last two digits may be cents. Write "
                    "what is meant.")
                    .arg(number)
                    .arg(name, found));
        else if (cell->joint == HtmlGrid::Cell::Joint::Digits)
            addFlaw(number, column, Severity::Warning, "html.joined",
                Words::tr("Check: row %1, %2: \"%3\" is put together of two parts; the page may show them apart.")
                    .arg(number)
                    .arg(name, found));
        if (cell->hasStruck && !cell->text.empty())
            addFlaw(number, column, Severity::Note, "html.struck",
                Words::tr("Row %1, %2: what is crossed out beside \"%3\" is left out.").arg(number).arg(name, found));
        if (cell->isField)
            addFlaw(number, column, Severity::Warning, "html.form-field",
                Words::tr("Check: row %1, %2: \"%3\" stands in a field of a form; what was typed there since is not in "
                          "the page.")
                    .arg(number)
                    .arg(name, found));
    }
}

bool HtmlTable::next(Row& row)
{
    while (m_index < m_table.rows.size()) {
        spread();
        const auto number = qint64(m_index);
        const bool isEmpty = std::all_of(m_cells.begin(), m_cells.end(), [](auto cell) { return cell.empty(); });
        const bool isStruck = std::any_of(
            m_sources.begin(), m_sources.end(), [](const HtmlGrid::Cell* cell) { return cell && cell->hasStruck; });
        if (number <= m_shape.headerRow.value || (isEmpty && !isStruck))
            continue;
        findFlaws(number);
        if (isEmpty)
            addFlaw(number, -1, Severity::Error, "html.struck-row",
                Words::tr("Row %1 is crossed out. Leave it out.").arg(number));
        const bool isHeaderAgain = !m_headerCells.empty()
            && std::equal(m_cells.begin(), m_cells.end(), m_headerCells.begin(), m_headerCells.end());
        row = {number, m_cells, {}, m_flaws, isHeaderAgain};
        return true;
    }
    if (!m_isAtEnd)
        reportText();
    m_isAtEnd = true;
    return false;
}

} // namespace rookery::intake
