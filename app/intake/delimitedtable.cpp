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
constexpr std::size_t RowsAboveHeader = 20;

struct SampleRow {
    qint64 number = 0;
    std::vector<std::string> cells;
};

QString textOf(std::string_view cell) { return QString::fromUtf8(cell.data(), qsizetype(cell.size())); }

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

Guess<qint64> guessHeader(const std::vector<SampleRow>& rows, std::size_t columns)
{
    for (std::size_t i = 0; i < rows.size() && i < RowsAboveHeader; ++i) {
        if (looksLikeHeader(rows[i].cells, columns))
            return {rows[i].number, false, textOf(rows[i].cells.front())};
        // A row with data ends the search; a title stands alone in its row.
        const auto filled = std::count_if(
            rows[i].cells.begin(), rows[i].cells.end(), [](const std::string& cell) { return !cell.empty(); });
        if (filled > 1 || columns == 1)
            break;
    }
    return {0, false, rows.empty() ? QString() : textOf(rows.front().cells.front())};
}

} // namespace

DelimitedTable::DelimitedTable(
    TextReader::Source source, std::string_view head, bool headIsWhole, const Choices& choices)
    : m_text(std::move(source), choices.encoding)
    , m_head(textOfHead(head, headIsWhole, choices.encoding))
    , m_separator(guessSeparator(m_head))
    , m_rows(without(m_separator.lineSize, m_text), choices.separator.value_or(m_separator.separator))
{
    const EncodingGuess encoding = guessEncoding(head, headIsWhole);
    m_shape.encoding = {choices.encoding.value_or(encoding.encoding), choices.encoding || encoding.isCertain,
        QString::fromStdString(choices.encoding ? std::string() : encoding.example)};
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
    m_shape.kind = Kind::Delimited;
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
                report(row.number, -1, pixel::Severity::Note, "table.above-header",
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
    m_shape.numbers = choices.numbers ? Guess<NumberStyle>{*choices.numbers, true, {}} : guessNumbers(m_shape.sample);
    m_shape.dates = choices.dates ? Guess<DateStyle>{*choices.dates, true, {}} : guessDates(m_shape.sample);
}

bool DelimitedTable::isHeaderAgain() const
{
    const auto cells = m_rows.cells();
    return !m_headerCells.empty() && std::equal(cells.begin(), cells.end(), m_headerCells.begin(), m_headerCells.end());
}

void DelimitedTable::report(qint64 row, int column, pixel::Severity severity, const char* code, const QString& sentence)
{
    RowFinding finding;
    finding.row = row;
    finding.column = column;
    finding.columnName = m_shape.header.value(column);
    finding.what.severity = severity;
    finding.what.code = QLatin1StringView(code);
    finding.what.sentence = sentence;
    m_findings << finding;
}

bool DelimitedTable::next(Row& row)
{
    while (!m_isAtEnd && m_rows.next()) {
        if (m_rows.row() <= m_shape.headerRow.value || m_rows.isEmptyRow())
            continue;
        row.number = m_rows.row();
        row.cells = m_rows.cells();
        row.oddCells = m_rows.oddCells();
        row.isHeaderAgain = isHeaderAgain();
        return true;
    }
    if (m_isAtEnd)
        return false;
    m_isAtEnd = true;
    // The text has been gone through: now it is known what it is.
    m_shape.encoding.value = m_text.encoding();
    if (const auto open = m_rows.openQuote())
        report(open->row, open->column, pixel::Severity::Error, "table.open-quote",
            Words::tr("Row %1: expected a closing quote, found the end of the file. Nothing from here on was read; "
                      "close the quote or take it away.")
                .arg(open->row));
    if (m_text.hasFailed())
        report(0, -1, pixel::Severity::Error, "table.unreadable",
            Words::tr("The file could not be read to its end; what is behind row %1 is missing.").arg(m_rows.row()));
    if (m_text.damaged() > 0)
        report(0, -1, pixel::Severity::Warning, "table.damaged-text",
            Words::tr("Check: the text is not all %1; a replacement mark stands where it is not. Another encoding may "
                      "be the right one.")
                .arg(encodingText(m_text.encoding())));
    return false;
}

} // namespace rookery::intake
