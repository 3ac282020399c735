// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/delimitedtable.h"

#include "intake/sampleguess.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::DelimitedTable)
};

constexpr std::size_t SampleRows = 100;

// The first bytes as text, without the row that their end cuts off.
std::string textOfHead(std::string_view head, bool isWhole, std::optional<Encoding> encoding)
{
    TextReader reader(sourceOf(head), encoding);
    std::string text;
    std::array<char, 4096> buffer{};
    while (const qsizetype n = reader.read(buffer.data(), buffer.size()))
        text.append(buffer.data(), std::size_t(n));
    if (const std::size_t end = text.find_last_of("\r\n"sv); !isWhole && end != std::string::npos)
        text.resize(end + 1);
    return text;
}

std::vector<SampleRow> sampleOf(std::string_view text, char separator)
{
    std::vector<SampleRow> rows;
    DelimitedReader reader(sourceOf(text), separator);
    while (rows.size() < SampleRows && reader.next()) {
        if (!reader.isEmptyRow())
            rows.push_back({reader.row(), {reader.cells().begin(), reader.cells().end()}});
    }
    return rows;
}

} // namespace

DelimitedTable::DelimitedTable(
    TextReader::Source source, std::string_view head, bool headIsWhole, const Choices& choices)
    : TextTable(Kind::Delimited, std::move(source), choices)
    , m_head(textOfHead(head, headIsWhole, choices.encoding))
    , m_separator(guessSeparator(m_head))
    , m_rows(without(m_separator.lineSize, m_text), choices.separator.value_or(m_separator.separator))
{
    guessEncodingOf(head, headIsWhole, choices);
    guess(std::string_view(m_head).substr(std::size_t(m_separator.lineSize)), choices);
    m_head.clear();
    m_head.shrink_to_fit();
}

DelimitedReader::Source DelimitedTable::without(qsizetype lineSize, TextReader& text)
{
    return [lineSize, &text](char* to, qsizetype max) mutable {
        for (;;) {
            const qsizetype n = text.read(to, max);
            if (lineSize == 0 || n <= 0)
                return n;
            const qsizetype dropped = std::min(lineSize, n);
            lineSize -= dropped;
            if (n > dropped) {
                std::copy(to + dropped, to + n, to);
                return n - dropped;
            }
        }
    };
}

void DelimitedTable::guess(std::string_view text, const Choices& choices)
{
    const char separator = choices.separator.value_or(m_separator.separator);
    const std::vector<SampleRow> rows = sampleOf(text, separator);
    m_shape.separator = {separator, choices.separator || m_separator.lineSize > 0,
        rows.empty() ? QString() : textOf(text.substr(0, std::min<std::size_t>(text.find_first_of("\r\n"sv), 60)))};

    auto columns = std::size_t(m_separator.columns);
    if (choices.separator) {
        columns = 1;
        for (const SampleRow& row : rows)
            columns = std::max(columns, row.cells.size());
    }
    m_shape.headerRow = choices.headerRow ? Guess<qint64>{*choices.headerRow, true, {}} : guessHeader(rows, columns);
    const auto header = std::find_if(
        rows.begin(), rows.end(), [this](const SampleRow& row) { return row.number == m_shape.headerRow.value; });
    if (header != rows.end()) {
        m_headerCells = header->cells;
        columns = m_headerCells.size();
        for (const SampleRow& row : rows) {
            if (row.number < header->number)
                report(row.number, pixel::Severity::Note, "table.above-header",
                    Words::tr("Row %1 stands above the header and is left out.").arg(row.number));
        }
    }
    for (std::size_t i = 0; i < columns; ++i) {
        const QString name = i < m_headerCells.size() ? textOf(trimmed(m_headerCells[i])) : QString();
        m_shape.header << (name.isEmpty() ? Words::tr("Column %1").arg(i + 1) : name);
    }
    for (const SampleRow& row : rows) {
        if (row.number > m_shape.headerRow.value)
            m_shape.sample.push_back(row.cells);
    }
    guessStyles(choices);
}

bool DelimitedTable::isHeaderAgain() const
{
    const auto cells = m_rows.cells();
    return !m_headerCells.empty() && std::equal(cells.begin(), cells.end(), m_headerCells.begin(), m_headerCells.end());
}

bool DelimitedTable::next(Row& row)
{
    while (!m_isAtEnd && m_rows.next()) {
        if (m_rows.row() <= m_shape.headerRow.value || m_rows.isEmptyRow())
            continue;
        row.number = m_rows.row();
        row.cells = m_rows.cells();
        row.oddCells = m_rows.oddCells();
        row.flaws = {};
        row.isHeaderAgain = isHeaderAgain();
        return true;
    }
    if (m_isAtEnd)
        return false;
    m_isAtEnd = true;
    const auto open = m_rows.openQuote();
    if (open)
        report(open->row, pixel::Severity::Error, "table.open-quote",
            Words::tr("Row %1: expected a closing quote, found the end of the file. Nothing from here on was read; "
                      "close the quote or take it away.")
                .arg(open->row),
            open->column);
    if (open) {
        m_flaws.push_back(m_findings.last());
        m_flaws.back().column = -1; // of the row, whatever is mapped
        m_flaws.back().columnName.clear();
        row = {open->row, {}, {}, m_flaws, false};
    }
    reportText(m_rows.row());
    return open.has_value();
}

} // namespace rookery::intake
