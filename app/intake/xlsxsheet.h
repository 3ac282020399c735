// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/xlsxbook.h"

#include <span>

namespace rookery::intake {

/// The rows of a sheet, one after another, each cell as it is shown.
class XlsxSheet final {
public:
    static constexpr int MaxColumns = 16'384; // to XFD
    static constexpr qint64 MaxRows = 1'048'576;
    static constexpr std::size_t MaxRowText = 128UL * 1024 * 1024; // a full row can have 16,384 times 32,767 characters

    enum class Type {
        Text,
        Marked, ///< text that the spreadsheet says is meant as it stands, whatever it looks like
        Number,
        Date,
        Other,
    };
    struct Cell {
        std::string_view text; // empty: nothing is there
        Type type = Type::Text;
    };
    struct Flawed {
        int column = 0;
        XlsxFlaw flaw = XlsxFlaw::None;
        std::string stored; ///< what the cell holds, where it shows something else; its place, where that is none
    };
    struct Columns {
        int first = 0;
        int last = 0;
    };
    /// What ended the sheet before its time.
    enum class End { None, RowBeyondLast, RowTooLong, NoSheet };

    /// The book must outlive it.
    XlsxSheet(TextReader::Source source, const XlsxBook& book);

    /// The next row with something in it; false at the end.
    [[nodiscard]] bool next();
    // Of that row:
    [[nodiscard]] qint64 number() const { return m_number; }
    [[nodiscard]] bool isHidden() const { return m_isHidden; }
    [[nodiscard]] std::span<const Cell> cells() const { return {m_cells.data(), m_width}; }
    [[nodiscard]] std::span<const Flawed> flaws() const { return m_flaws; }

    /// Known before the first row.
    [[nodiscard]] const std::vector<Columns>& hiddenColumns() const { return m_hiddenColumns; }
    /// `A1:C1`; known at the end, and no more of them than a person would read.
    [[nodiscard]] const std::vector<std::string>& mergedCells() const { return m_mergedCells; }
    [[nodiscard]] qint64 mergedCount() const { return m_mergedCount; }
    /// Rows that have the number of one before them, or a lower one; they are left out.
    [[nodiscard]] const std::vector<qint64>& misplacedRows() const { return m_misplacedRows; }
    [[nodiscard]] qint64 misplacedCount() const { return m_misplacedCount; }

    [[nodiscard]] const XlsxXml& xml() const { return m_xml; }
    [[nodiscard]] End end() const { return m_end; }

private:
    struct Place {
        std::size_t at = 0;
        std::size_t size = 0;
    };

    void startElement();
    bool readRow();
    void readCell();
    void takeValue(int column, std::string_view type, std::size_t style, bool hasFormula);
    void takeText(int column, std::string_view text, Type type = Type::Text);
    void takeNumber(int column, const XlsxFormat& format);
    void takeDate(int column);
    [[nodiscard]] int columnOf(std::string_view reference) const;
    void report(int column, XlsxFlaw flaw, std::string_view stored);

    const XlsxBook& m_book;
    XlsxXml m_xml;
    bool m_isInData = false;
    bool m_isWorksheet = false;

    qint64 m_number = 0;     // of the row at hand
    qint64 m_lastNumber = 0; // of the last that was given a number
    bool m_isHidden = false;
    int m_nextColumn = 0;
    std::size_t m_reached = 0; // behind the last cell that the row has
    std::size_t m_width = 0;   // behind the last cell that is not empty
    std::vector<Cell> m_cells;
    std::vector<Place> m_places; // of the cells' texts in m_text; the size is 0 where the text is elsewhere
    std::vector<bool> m_isTaken;
    std::string m_text;
    std::string m_value;
    std::string m_type;
    std::vector<Flawed> m_flaws;

    std::vector<Columns> m_hiddenColumns;
    std::vector<std::string> m_mergedCells;
    qint64 m_mergedCount = 0;
    std::vector<qint64> m_misplacedRows;
    qint64 m_misplacedCount = 0;
    End m_end = End::None;
};

/// `A`, `AA`, ...: `column` counts from 0.
[[nodiscard]] std::string xlsxColumnName(int column);

} // namespace rookery::intake
