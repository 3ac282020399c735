// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/opening.h"
#include "intake/sampleguess.h"
#include "intake/xlsxsheet.h"

#include <deque>
#include <set>

namespace rookery::intake {

/// A sheet of an .xlsx file as a table. The cells are as the spreadsheet shows them, money without its thousands and
/// currency signs, times as `2026-11-23 10:42:00`; where that is not what the cell holds, the row says so.
class XlsxTable final : public RowReader {
public:
    [[nodiscard]] static Result<std::unique_ptr<RowReader>> open(
        std::unique_ptr<ZipArchive> archive, const Choices& choices);

    [[nodiscard]] bool next(Row& row) override;
    /// Of the file, in proportion to what has been unpacked.
    [[nodiscard]] qint64 position() const override;

private:
    /// A row that was read to guess from.
    struct Kept {
        qint64 number = 0;
        bool isHidden = false;
        std::vector<std::string> texts;
        std::vector<XlsxSheet::Type> types;
        std::vector<XlsxSheet::Flawed> flaws;
    };

    XlsxTable(std::unique_ptr<XlsxBook> book, std::unique_ptr<ZipPart> part, int sheetIndex, const Choices& choices);

    void guess(const Choices& choices);
    [[nodiscard]] std::vector<SampleRow> keptRows() const;
    [[nodiscard]] std::vector<std::vector<std::string>> typedTexts() const;
    [[nodiscard]] static Guess<NumberStyle> guessNumbers(const std::vector<std::vector<std::string>>& typed);
    [[nodiscard]] Guess<DateStyle> guessDates(const std::vector<std::vector<std::string>>& typed) const;
    void nameColumns(std::size_t columns);
    void findOrderIds();

    void startRow(qint64 number, std::size_t width);
    void appendCell(std::string_view text, XlsxSheet::Type type);
    void finishRow(Row& row, bool isHidden, std::span<const XlsxSheet::Flawed> flaws);
    [[nodiscard]] RowFinding findingOf(const XlsxSheet::Flawed& flawed) const;
    void noteTimeNotShown(const XlsxSheet::Flawed& flawed);
    void finish();
    [[nodiscard]] QString columnText(int column) const;
    RowFinding& report(qint64 row, pixel::Severity severity, const char* code, const QString& sentence);

    std::unique_ptr<XlsxBook> m_book;
    std::unique_ptr<ZipPart> m_part;
    XlsxSheet m_sheet;
    QString m_sheetName;
    std::deque<Kept> m_kept;
    Kept m_given; // the kept row whose cells are out
    std::vector<std::string> m_headerCells;

    qint64 m_number = 0;
    std::vector<std::string_view> m_cells;
    std::deque<std::string> m_rewritten; // numbers with another decimal sign
    std::vector<bool> m_areOrderIds;     // by column
    int m_dateAsOrderId = -1;            // the column, in the row at hand
    std::vector<RowFinding> m_flaws;
    std::set<int> m_columnsWithTime; // said once for each
    bool m_isAtEnd = false;
};

} // namespace rookery::intake
