// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/cellshape.h"
#include "intake/rowfinding.h"
#include "intake/textencoding.h"

#include <QStringList>

#include <deque>
#include <span>
#include <string>
#include <vector>

namespace rookery::intake {

/// What somebody pasted or opened.
enum class Kind { Delimited, HtmlTable, Json, JsonLines, Urls, AccessLog, Har, Commands, Screen, Xlsx };

/// `delimited text`, `JSON lines`, ...; for people.
[[nodiscard]] QString kindText(Kind kind);

/// Which way round the numbers of a date like 03/04/2026 are.
enum class DateStyle { YearFirst, DayFirst, MonthFirst };

/// One guess, with a real cell by which a person can judge it. A person's choice is certain.
template <typename T>
struct Guess {
    T value = {};
    bool isCertain = false;
    QString example; ///< as it stands in the file; empty: nothing tells
};

/// All that is known of a table but its rows.
struct TableShape {
    Kind kind = Kind::Delimited;
    QStringList header;       ///< a name for each column; `Column 3` where the file has none
    Guess<qint64> headerRow;  ///< its number; 0: there is none
    Guess<Encoding> encoding; ///< of text
    Guess<char> separator;    ///< of delimited text
    Guess<NumberStyle> numbers;
    Guess<DateStyle> dates;
    QStringList sheets;                           ///< of a spreadsheet, the hidden ones too
    Guess<int> sheet;                             ///< the one that is read, from 1; 0: not a spreadsheet
    std::vector<std::vector<std::string>> sample; ///< the first rows below the header, for guesses and to show
};

/// Whether a person or cells that can be read in one way only say which sign groups the digits of numbers. What a
/// spreadsheet holds as numbers says nothing of what was typed into it as text, nor one request of the next.
[[nodiscard]] inline bool isGroupingKnown(const TableShape& shape)
{
    switch (shape.kind) {
    case Kind::Xlsx:
        return !shape.numbers.example.isEmpty();
    case Kind::Urls:
    case Kind::AccessLog:
    case Kind::Har:
    case Kind::Commands:
        return shape.numbers.isCertain;
    default:
        return shape.numbers.isCertain || !shape.numbers.example.isEmpty();
    }
}

/// Whether the text was read as one byte a character only because it is no UTF-8: which code page it is of, no byte
/// tells.
[[nodiscard]] inline bool isCodePageGuessed(const TableShape& shape)
{
    return shape.encoding.value == Encoding::Windows1252 && !shape.encoding.isCertain;
}

/// One row as a reader gives it; the views are good until the next one.
struct Row {
    qint64 number = 0;                       ///< as the spreadsheet counts
    std::span<const std::string_view> cells; ///< UTF-8; may be fewer or more than the header has
    std::span<const int> oddCells;           ///< columns whose quotes make no sense; they are given as they stand
    std::span<const RowFinding> flaws = {};  ///< what its reader found wrong in it; of cells, if they are mapped
    bool isHeaderAgain = false;
    std::span<const std::string_view> following = {}; ///< the cells of the next one, if its reader looks ahead
};

/// Where rows come from, one after another: every kind of file has one.
class RowReader {
public:
    RowReader() = default;
    virtual ~RowReader() = default;
    Q_DISABLE_COPY_MOVE(RowReader)

    [[nodiscard]] const TableShape& shape() const { return m_shape; }
    /// False at the end. Rows with nothing in them are passed over; the header is not a row.
    [[nodiscard]] virtual bool next(Row& row) = 0;
    /// The cells of a row that next() will give some rows later, where they are at hand: what has to be fetched from
    /// far memory for it can be on its way by then. Else empty.
    [[nodiscard]] virtual std::span<const std::string_view> upcoming() const { return {}; }
    /// Whether its rows come with the cells of those that follow them.
    [[nodiscard]] virtual bool looksAhead() const { return false; }
    /// What is wrong with the file itself; complete when next() has given false.
    [[nodiscard]] const QList<RowFinding>& findings() const { return m_findings; }
    /// Bytes gone through, for progress.
    [[nodiscard]] virtual qint64 position() const = 0;

protected:
    TableShape m_shape;           // NOLINT(*-non-private-member-variables-in-classes)
    QList<RowFinding> m_findings; // NOLINT(*-non-private-member-variables-in-classes)
};

/// All rows of a file, kept: for a grid, which wants any of them at any time. The cells stay UTF-8 in a few large
/// blocks (their bytes, one to five more each, and 16 a row) until somebody looks at them.
class Table final {
public:
    explicit Table(TableShape shape) : m_shape(std::move(shape)) { }

    void append(const Row& row);

    [[nodiscard]] const TableShape& shape() const { return m_shape; }
    [[nodiscard]] qsizetype size() const { return qsizetype(m_rows.size()); }
    /// The spreadsheet's number of the row at `index`.
    [[nodiscard]] qint64 numberAt(qsizetype index) const { return m_rows[std::size_t(index)].number; }
    /// The index of a row by its number, or -1: empty ones are not there.
    [[nodiscard]] qsizetype indexOf(qint64 number) const;
    /// The views are good for as long as the table is.
    [[nodiscard]] std::vector<std::string_view> cellsAt(qsizetype index) const;
    [[nodiscard]] QString cellAt(qsizetype index, int column) const;

private:
    struct Place {
        qint64 number;
        const char* at;
    };

    TableShape m_shape;
    std::deque<std::string> m_blocks; // never grown beyond their capacity, so that views stay good
    std::vector<Place> m_rows;
};

} // namespace rookery::intake
