// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/checkrules.h"
#include "intake/rowreport.h"

#include <string_view>

namespace rookery::intake {

/// The cells of a row before any value is looked at: what its reader found in them, and how many there are.
class CellsCheck final {
public:
    explicit CellsCheck(const CheckRules& rules);

    [[nodiscard]] bool isFlawless(const Row& row) const
    {
        return row.oddCells.empty() && row.flaws.empty() && row.cells.size() <= std::size_t(m_columns)
            && (m_extraColumn < 0 || extraIn(row).empty()) && m_parting.columnIn(row.cells) < 0;
    }
    void check(const Row& row, RowReport& report) const;
    /// To be said behind what is said of the row as an order.
    void checkParting(const Row& row, RowReport& report) const;

private:
    [[nodiscard]] std::string_view extraIn(const Row& row) const;
    void reportParted(const Row& row, int column, RowReport& report) const;

    Mapping m_mapping;
    Parting m_parting;
    qsizetype m_columns;    // that have a name
    int m_extraColumn = -1; // of a file of rejects: what its row had no column for
};

} // namespace rookery::intake
