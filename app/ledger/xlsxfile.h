// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/exportfile.h"
#include "ledger/zipstream.h"

namespace rookery::ledger {

/// A workbook for Excel and its like (ECMA-376), row by row. Every cell has its type: amounts are numbers with as many
/// decimals as the order was sent with, counts are numbers, instants are dates that show as `2026-11-23T10:42:07.123Z`,
/// so they sort, add up and still say that they are UTC. Everything else is text, so that no ID loses a zero and no
/// note becomes a formula; it needs no apostrophe for that. An amount that a spreadsheet could not give back digit by
/// digit (more than 15 of them, `007.5`) is text as well, and so is an instant before March 1900.
///
/// Limits of the format: beyond 1,048,576 rows, header included, or as much as readers take for one, another sheet
/// begins, with the header again. A cell holds 32,767 characters; what is longer is cut, with `…` as its last, and
/// counted in cutCells(). Characters that XML has no way to say are written as `_x0007_`, which spreadsheets read back.
///
/// Written here and not by libxlsxwriter (1.1.4), which keeps two unpacked copies of each sheet in temporary files and
/// makes an empty workbook, without an error, where these do not fit on the disk; nor can it be stopped while it packs.
class XlsxStream final : public RowStream {
public:
    static constexpr qint64 MaxRows = 1'048'576;
    static constexpr qsizetype MaxText = 32'767; ///< UTF-16 units

    /// `maxRows` of a sheet is smaller only in tests.
    XlsxStream(QIODevice& out, const ExportOptions& options, qint64 maxRows = MaxRows);

    [[nodiscard]] bool write(const EventRecord& event) override;
    [[nodiscard]] bool finish() override;
    [[nodiscard]] qint64 cutCells() const override { return m_cutCells; }

private:
    enum class Type { Text, Amount, Count, Instant };
    struct Column {
        ExportColumn column;
        Type type;
        std::string letters; // `AB`
    };

    [[nodiscard]] static Type typeOf(ExportColumn column);
    [[nodiscard]] bool startBook();
    [[nodiscard]] bool startSheet();
    [[nodiscard]] bool endSheet();
    [[nodiscard]] bool endBook();
    [[nodiscard]] bool flush();
    void openCell(const Column& column, int style);
    void appendText(const Column& column, int style);
    void appendNumber(const Column& column, int style, std::string_view number);
    void appendCell(const Column& column, const EventRecord& event);

    ZipStream m_zip;
    ExportOptions m_options;
    std::vector<Column> m_columns;
    qint64 m_maxRows;
    int m_sheets = 0;
    qint64 m_row = 0;       // of the sheet
    qint64 m_sheetSize = 0; // of what is flushed
    qint64 m_cutCells = 0;
    std::string m_xml;   // what is not flushed yet
    std::string m_value; // of the cell at hand; kept for its memory
    std::string m_rowText;
};

} // namespace rookery::ledger
