// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/xlsxtable.h"

#include "intake/headerwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace rookery::intake {

namespace {

using pixel::Severity;
using Type = XlsxSheet::Type;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::XlsxTable)
};

constexpr std::size_t SampleRows = 100;
// As in JSON: what has more is no table of orders, and each name costs time when fields are matched. The cells behind
// them are there, and extra.
constexpr std::size_t MaxNames = 1000;

QString cellName(int column, qint64 row)
{
    return QString::fromStdString(xlsxColumnName(column)) + QString::number(row);
}

// Of `B2:C4`: 4.
qint64 lastRowOf(std::string_view range)
{
    const std::size_t digits = range.find_last_not_of("0123456789") + 1;
    return textOf(range.substr(digits)).toLongLong();
}

} // namespace

Result<std::unique_ptr<RowReader>> XlsxTable::open(std::unique_ptr<ZipArchive> archive, const Choices& choices)
{
    Result<std::unique_ptr<XlsxBook>> book = XlsxBook::open(std::move(archive));
    if (!book)
        return tl::unexpected(book.error());
    const Result<int> index = (*book)->indexOf(choices.sheet);
    if (!index)
        return tl::unexpected(index.error());
    Result<std::unique_ptr<ZipPart>> part = (*book)->openSheet(*index);
    if (!part)
        return tl::unexpected(part.error());
    return std::unique_ptr<RowReader>(new XlsxTable(std::move(*book), std::move(*part), *index, choices));
}

XlsxTable::XlsxTable(
    std::unique_ptr<XlsxBook> book, std::unique_ptr<ZipPart> part, int sheetIndex, const Choices& choices)
    : m_book(std::move(book))
    , m_part(std::move(part))
    , m_sheet([from = m_part.get()](char* to, qsizetype max) { return from->read(to, max); }, *m_book)
    , m_sheetName(m_book->sheets()[std::size_t(sheetIndex)].name)
{
    m_shape.kind = Kind::Xlsx;
    for (const XlsxBook::Sheet& sheet : m_book->sheets())
        m_shape.sheets << sheet.name;
    m_shape.sheet = {sheetIndex + 1, choices.sheet || m_shape.sheets.size() == 1, m_sheetName};
    m_shape.encoding = {Encoding::Utf8, true, {}};

    while (m_kept.size() < SampleRows && m_sheet.next()) {
        Kept row;
        row.number = m_sheet.number();
        row.isHidden = m_sheet.isHidden();
        for (const XlsxSheet::Cell& cell : m_sheet.cells()) {
            row.texts.emplace_back(cell.text);
            row.types.push_back(cell.type);
        }
        row.flaws.assign(m_sheet.flaws().begin(), m_sheet.flaws().end());
        m_kept.push_back(std::move(row));
    }
    guess(choices);
}

void XlsxTable::guess(const Choices& choices)
{
    std::size_t columns = 0;
    for (const Kept& row : m_kept)
        columns = std::max(columns, row.texts.size());
    m_shape.headerRow
        = choices.headerRow ? Guess<qint64>{*choices.headerRow, true, {}} : guessHeader(keptRows(), columns);
    const qint64 headerRow = m_shape.headerRow.value;
    while (!m_kept.empty() && m_kept.front().number <= headerRow) {
        if (m_kept.front().number == headerRow) {
            m_headerCells = std::move(m_kept.front().texts);
            columns = m_headerCells.size();
        } else {
            report(m_kept.front().number, Severity::Note, "table.above-header",
                Words::tr("Row %1 stands above the header and is left out.").arg(m_kept.front().number));
        }
        m_kept.pop_front();
    }
    nameColumns(columns);
    findOrderIds();
    const std::vector<std::vector<std::string>> typed = typedTexts();
    m_shape.numbers = choices.numbers ? Guess<NumberStyle>{*choices.numbers, true, numberExample(*choices.numbers)}
                                      : guessNumbers(typed);
    m_shape.dates = choices.dates ? Guess<DateStyle>{*choices.dates, true, {}} : guessDates(typed);
    for (const Kept& row : m_kept) {
        startRow(row.number, row.texts.size());
        for (std::size_t i = 0; i < row.texts.size(); ++i)
            appendCell(row.texts[i], row.types[i]);
        m_shape.sample.emplace_back(m_cells.begin(), m_cells.end());
    }
    m_number = 0;

    for (const XlsxSheet::Columns hidden : m_sheet.hiddenColumns()) {
        // Often all of them are, to the last that there can be.
        const int last = std::min(hidden.last, int(columns) - 1);
        if (hidden.first > last)
            continue;
        RowFinding& finding = report(0, Severity::Warning, "xlsx.hidden-column",
            hidden.first == last
                ? Words::tr("Check: column %1 is hidden in the spreadsheet. It was read like the others.")
                      .arg(columnText(last))
                : Words::tr(
                    "Check: the columns %1 to %2 are hidden in the spreadsheet. They were read like the others.")
                      .arg(columnText(hidden.first), columnText(last)));
        finding.column = hidden.first;
        finding.columnName = m_shape.header.value(hidden.first);
    }
}

// Here it is known which cells are numbers and dates.
std::vector<SampleRow> XlsxTable::keptRows() const
{
    std::vector<SampleRow> rows;
    for (const Kept& kept : m_kept) {
        SampleRow& row = rows.emplace_back(SampleRow{kept.number, kept.texts});
        for (const Type type : kept.types)
            row.areData.push_back(type != Type::Text && type != Type::Marked);
    }
    return rows;
}

void XlsxTable::nameColumns(std::size_t columns)
{
    for (std::size_t i = 0; i < std::min(columns, MaxNames); ++i) {
        const QString name = i < m_headerCells.size() ? textOf(trimmed(m_headerCells[i])) : QString();
        m_shape.header << (name.isEmpty() ? Words::tr("Column %1").arg(i + 1) : name);
    }
}

// Columns that are called so, whoever maps them later.
void XlsxTable::findOrderIds()
{
    for (const QString& name : std::as_const(m_shape.header)) {
        const int asOrder = nameConfidence(name, pixel::Field::OrderId);
        m_areOrderIds.push_back(asOrder >= 60 && asOrder > nameConfidence(name, pixel::Field::Revenue));
    }
}

// Real numbers and dates have no language: only what was typed as text tells.
std::vector<std::vector<std::string>> XlsxTable::typedTexts() const
{
    std::vector<std::vector<std::string>> rows;
    for (const Kept& kept : m_kept) {
        std::vector<std::string>& row = rows.emplace_back();
        for (std::size_t i = 0; i < kept.texts.size(); ++i) {
            if (kept.types[i] == Type::Text || kept.types[i] == Type::Marked)
                row.push_back(kept.texts[i]);
        }
    }
    return rows;
}

Guess<NumberStyle> XlsxTable::guessNumbers(const std::vector<std::vector<std::string>>& typed)
{
    Guess<NumberStyle> guess = intake::guessNumbers(typed);
    const auto isOther = [](const std::string& cell) {
        return !isDateLike(cell) && styleOf(cell).value_or(NumberStyle::En) != NumberStyle::En;
    };
    guess.isCertain = std::none_of(
        typed.begin(), typed.end(), [&](const auto& row) { return std::any_of(row.begin(), row.end(), isOther); });
    return guess;
}

Guess<DateStyle> XlsxTable::guessDates(const std::vector<std::vector<std::string>>& typed) const
{
    const Guess<DateStyle> guess = intake::guessDates(typed);
    if (!guess.example.isEmpty())
        return guess;
    for (const Kept& row : m_kept) {
        const auto date = std::find(row.types.begin(), row.types.end(), Type::Date);
        if (date != row.types.end())
            return {DateStyle::YearFirst, true, textOf(row.texts[std::size_t(date - row.types.begin())])};
    }
    return {DateStyle::YearFirst, false, {}};
}

QString XlsxTable::columnText(int column) const
{
    const QString letters = QString::fromStdString(xlsxColumnName(column));
    const QString name = column < int(m_headerCells.size()) ? m_shape.header.value(column) : QString();
    //: a column of a spreadsheet, e.g. C (Order total)
    return name.isEmpty() ? letters : Words::tr("%1 (%2)").arg(letters, name);
}

RowFinding& XlsxTable::report(qint64 row, Severity severity, const char* code, const QString& sentence)
{
    RowFinding finding;
    finding.row = row;
    finding.what.severity = severity;
    finding.what.code = QLatin1StringView(code);
    finding.what.sentence = sentence;
    m_findings << finding;
    return m_findings.last();
}

void XlsxTable::startRow(qint64 number, std::size_t width)
{
    m_number = number;
    m_cells.clear();
    m_cells.reserve(width);
    m_rewritten.clear();
    m_dateAsOrderId = -1;
}

// One style of numbers for all the table: what is a number here is written as the others are. An order ID is none,
// whatever the cell says.
void XlsxTable::appendCell(std::string_view text, Type type)
{
    const bool isOrderId = m_cells.size() < m_areOrderIds.size() && m_areOrderIds[m_cells.size()];
    m_dateAsOrderId = isOrderId && type == Type::Date ? int(m_cells.size()) : m_dateAsOrderId;
    if (type == Type::Number && !isOrderId && m_shape.numbers.value != NumberStyle::En) {
        // Not the point of `12.50 kr.`
        const auto isDigit = [text](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
        std::size_t point = text.find('.');
        while (point != std::string_view::npos && !(isDigit(point - 1) && isDigit(point + 1)))
            point = text.find('.', point + 1);
        if (point != std::string_view::npos) {
            std::string& other = m_rewritten.emplace_back(text);
            other[point] = decimalSign(m_shape.numbers.value);
            text = other;
        }
    }
    if (type == Type::Text)
        text = unguarded(text);
    m_cells.push_back(text);
}

bool XlsxTable::next(Row& row)
{
    if (m_isAtEnd)
        return false;
    if (!m_kept.empty()) {
        m_given = std::move(m_kept.front());
        m_kept.pop_front();
        startRow(m_given.number, m_given.texts.size());
        for (std::size_t i = 0; i < m_given.texts.size(); ++i)
            appendCell(m_given.texts[i], m_given.types[i]);
        finishRow(row, m_given.isHidden, m_given.flaws);
        return true;
    }
    while (m_sheet.next()) {
        if (m_sheet.number() <= m_shape.headerRow.value)
            continue; // a header chosen far below
        startRow(m_sheet.number(), m_sheet.cells().size());
        for (const XlsxSheet::Cell& cell : m_sheet.cells())
            appendCell(cell.text, cell.type);
        finishRow(row, m_sheet.isHidden(), m_sheet.flaws());
        return true;
    }
    finish();
    return false;
}

void XlsxTable::finishRow(Row& row, bool isHidden, std::span<const XlsxSheet::Flawed> flaws)
{
    m_flaws.clear();
    if (isHidden) {
        RowFinding finding;
        finding.row = m_number;
        finding.what.severity = Severity::Warning;
        finding.what.code = QStringLiteral("xlsx.hidden-row");
        finding.what.sentence
            = Words::tr("Check row %1: it is hidden in the spreadsheet. Is it meant to be there?").arg(m_number);
        m_flaws.push_back(finding);
    }
    for (const XlsxSheet::Flawed& flawed : flaws) {
        if (flawed.flaw == XlsxFlaw::TimeNotShown)
            noteTimeNotShown(flawed);
        else
            m_flaws.push_back(findingOf(flawed));
    }
    if (m_dateAsOrderId >= 0) {
        RowFinding& finding = m_flaws.emplace_back();
        finding.row = m_number;
        finding.column = m_dateAsOrderId;
        finding.columnName = m_shape.header.value(m_dateAsOrderId);
        finding.found = textOf(m_cells[std::size_t(m_dateAsOrderId)]);
        finding.what.severity = Severity::Warning;
        finding.what.code = QStringLiteral("xlsx.date-as-id");
        finding.what.sentence = Words::tr("Check cell %1: the spreadsheet holds a date, read as %2; an ID like 3-11 "
                                          "becomes one when it is typed there.")
                                    .arg(cellName(m_dateAsOrderId, m_number), finding.found);
    }
    row.number = m_number;
    row.cells = m_cells;
    row.oddCells = {};
    row.flaws = m_flaws;
    row.isHeaderAgain = !m_headerCells.empty()
        && std::equal(m_cells.begin(), m_cells.end(), m_headerCells.begin(), m_headerCells.end());
}

void XlsxTable::noteTimeNotShown(const XlsxSheet::Flawed& flawed)
{
    if (!m_columnsWithTime.insert(flawed.column).second)
        return;
    RowFinding& finding = report(m_number, Severity::Note, "xlsx.time-not-shown",
        Words::tr(
            "Column %1 holds times too, but shows days alone, as in cell %2: the days were taken. Give the column "
            "a format with the time if it matters.")
            .arg(columnText(flawed.column), cellName(flawed.column, m_number)));
    finding.column = flawed.column;
    finding.columnName = m_shape.header.value(flawed.column);
}

RowFinding XlsxTable::findingOf(const XlsxSheet::Flawed& flawed) const
{
    RowFinding finding;
    finding.row = m_number;
    finding.column = flawed.column;
    finding.columnName = flawed.column < 0 ? QString() : m_shape.header.value(flawed.column);
    finding.found = textOf(flawed.stored);
    const QString shown = flawed.column >= 0 && flawed.column < int(m_cells.size())
        ? textOf(m_cells[std::size_t(flawed.column)])
        : QString();
    const QString cell = flawed.column < 0 ? QString() : cellName(flawed.column, m_number);
    const auto say = [&finding](Severity severity, const char* code, const QString& sentence) {
        finding.what.severity = severity;
        finding.what.code = QLatin1StringView(code);
        finding.what.sentence = sentence;
    };
    switch (flawed.flaw) {
    case XlsxFlaw::Rounded:
        say(Severity::Warning, "xlsx.rounded",
            Words::tr("Check cell %1: it holds %2 and shows %3; what it shows was taken.")
                .arg(cell, finding.found, shown));
        break;
    case XlsxFlaw::TooLong:
        say(Severity::Warning, "xlsx.too-many-digits",
            Words::tr(
                "Check cell %1: a spreadsheet keeps 15 digits of a number, so the last ones of %2 may not be those "
                "that were typed. Format the column as text and enter it again.")
                .arg(cell, shown));
        break;
    case XlsxFlaw::Inexact:
        finding.expected = Words::tr("a text, or a number of at most 15 digits");
        say(Severity::Error, "xlsx.inexact",
            Words::tr(
                "Cell %1: a spreadsheet keeps 15 digits of a number, so %2 is not all of what was typed. Format the "
                "column as text and enter it again.")
                .arg(cell, shown));
        break;
    case XlsxFlaw::Shortened:
        say(Severity::Warning, "xlsx.shortened",
            Words::tr("Check cell %1: the spreadsheet shows it shortened; %2, which it holds, was taken.")
                .arg(cell, shown));
        break;
    case XlsxFlaw::NoDate:
        finding.expected = Words::tr("a date");
        say(Severity::Error, "xlsx.no-date",
            Words::tr("Cell %1: expected a date, found %2, which is no day there ever was. Enter the date again.")
                .arg(cell, shown));
        break;
    case XlsxFlaw::NoNumber:
        finding.expected = Words::tr("a number");
        say(Severity::Error, "xlsx.no-number",
            Words::tr("Cell %1: expected a number, found \"%2\". Enter it again.").arg(cell, finding.found));
        break;
    case XlsxFlaw::ErrorValue:
        finding.expected = Words::tr("a value");
        say(Severity::Error, "xlsx.error-value",
            Words::tr("Cell %1: expected a value, found the error %2. Mend the formula.").arg(cell, finding.found));
        break;
    case XlsxFlaw::NoResult:
        finding.expected = Words::tr("the result of a formula");
        say(Severity::Error, "xlsx.no-result",
            Words::tr("Cell %1: expected the result of its formula, found none. Open the file in a spreadsheet program "
                      "and save it.")
                .arg(cell));
        break;
    case XlsxFlaw::NoString:
        finding.expected = Words::tr("a text of the file");
        say(Severity::Error, "xlsx.no-text",
            Words::tr("Cell %1: expected one of the texts that the file has, found number %2, which is not there. The "
                      "file is damaged: open it in a spreadsheet program and save it once more.")
                .arg(cell, finding.found));
        break;
    case XlsxFlaw::Twice:
        say(Severity::Error, "xlsx.twice",
            Words::tr(
                "Cell %1 stands twice in the file, the second time as \"%2\". Open it in a spreadsheet program and "
                "save it once more.")
                .arg(cell, finding.found));
        break;
    case XlsxFlaw::NoReference:
        finding.expected = Words::tr("a cell of this row, A to XFD");
        say(Severity::Error, "xlsx.no-cell",
            Words::tr("Row %1: expected a cell of it, A%1 to XFD%1, found \"%2\", which was left out. The file is "
                      "damaged.")
                .arg(m_number)
                .arg(finding.found));
        break;
    case XlsxFlaw::TimeNotShown:
    case XlsxFlaw::None:
        break;
    }
    return finding;
}

void XlsxTable::finish()
{
    m_isAtEnd = true;
    const QString sheet = Words::tr("The sheet \"%1\"").arg(m_sheetName);
    switch (m_sheet.end()) {
    case XlsxSheet::End::RowBeyondLast:
        report(0, Severity::Error, "xlsx.row-beyond-last",
            Words::tr("%1 has a row %2, and there can be %3: nothing from there on was read. The file is damaged.")
                .arg(sheet)
                .arg(m_sheet.number())
                .arg(XlsxSheet::MaxRows));
        break;
    case XlsxSheet::End::RowTooLong:
        report(0, Severity::Error, "xlsx.row-too-long",
            Words::tr("%1: row %2 is longer than a row can be; nothing from there on was read.")
                .arg(sheet)
                .arg(m_sheet.number()));
        break;
    case XlsxSheet::End::NoSheet:
        report(0, Severity::Error, "xlsx.no-sheet",
            Words::tr("%1 is not the XML of a sheet. Open the file in a spreadsheet program and save it once more.")
                .arg(sheet));
        break;
    case XlsxSheet::End::None:
        break;
    }
    if (m_sheet.xml().flaw() != XlsxXml::Flaw::None || m_part->failure() != ZipPart::Failure::None) {
        const qint64 row = m_sheet.number();
        report(row, Severity::Error, m_part->failure() == ZipPart::Failure::Bomb ? "xlsx.too-large" : "xlsx.damaged",
            xlsxSentence(m_part->failure(), m_sheet.xml().flaw(),
                row == 0 ? sheet : Words::tr("%1, at row %2,").arg(sheet).arg(row)));
    }
    if (m_sheet.xml().damaged() > 0)
        report(0, Severity::Warning, "table.damaged-text",
            Words::tr("Check: the text of %1 is not all Unicode; a replacement mark stands where it is not.")
                .arg(sheet));
    for (const qint64 row : m_sheet.misplacedRows())
        report(row, Severity::Error, "xlsx.misplaced-row",
            Words::tr(
                "A row %1 stands in the file behind that row or a later one, and was left out. Open the file in a "
                "spreadsheet program and save it once more.")
                .arg(row));
    if (const qint64 more = m_sheet.misplacedCount() - qint64(m_sheet.misplacedRows().size()); more > 0)
        report(0, Severity::Error, "xlsx.misplaced-row",
            Words::tr("More rows that stand in the wrong place and were left out: %1.").arg(more));
    if (m_sheet.mergedCount() > 0) {
        QStringList ranges;
        for (const std::string& range : m_sheet.mergedCells()) {
            if (lastRowOf(range) > m_shape.headerRow.value) // a title above the table may be as wide as it likes
                ranges << textOf(range);
        }
        if (m_sheet.mergedCount() > qint64(m_sheet.mergedCells().size()))
            ranges << QStringLiteral("...");
        if (ranges.isEmpty())
            return;
        report(0, Severity::Warning, "xlsx.merged",
            Words::tr(
                "Check: cells are merged in %1: %2. Their value was read in the first of them, the others are empty.")
                .arg(sheet, ranges.join(u", ")));
    }
}

qint64 XlsxTable::position() const
{
    if (m_isAtEnd)
        return m_book->size();
    const double share = double(m_part->position()) / double(std::max<qint64>(m_part->claimedSize(), 1));
    return qint64(double(m_book->size()) * std::min(share, 1.0));
}

} // namespace rookery::intake
