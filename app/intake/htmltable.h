// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/htmltables.h"
#include "intake/texttable.h"

namespace rookery::intake {

/// The largest table of a web page or of the clipboard; the others are named in a finding. Rows count from 1, the
/// header included. A cell that spans several rows stands in each of them, with a note; one that spans columns stands
/// in the first of them, for an amount must not be there twice.
///
/// The page is read whole, up to MaxPage bytes: only at its end is it known which table is the largest.
class HtmlTable final : public TextTable {
public:
    static constexpr std::size_t MaxPage = 64UL * 1024 * 1024;

    HtmlTable(TextReader::Source source, std::string_view head, bool headIsWhole, const Choices& choices);

    [[nodiscard]] bool next(Row& row) override;
    [[nodiscard]] qint64 position() const override { return m_read; }

private:
    struct Hanging {
        const HtmlGrid::Cell* cell = nullptr;
        int rows = 0; // still to come
    };

    [[nodiscard]] std::string readPage();
    void choose(std::vector<HtmlGrid> tables);
    void findHeader(const Choices& choices);
    void spread();
    void findFlaws(qint64 number);
    RowFinding& addFlaw(qint64 number, int column, pixel::Severity severity, const char* code, const QString& sentence);

    HtmlGrid m_table;
    qint64 m_read = 0;
    std::size_t m_index = 0;        // of the row that is next
    std::vector<Hanging> m_hanging; // by column: what spans into the next row
    std::vector<std::string_view> m_cells;
    std::vector<const HtmlGrid::Cell*> m_sources; // of m_cells; null where there is none
    std::vector<int> m_spanned;                   // columns of the row at hand that come from above
    std::vector<std::string> m_headerCells;
    std::vector<RowFinding> m_flaws;
    bool m_isAtEnd = false;
};

} // namespace rookery::intake
