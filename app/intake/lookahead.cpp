// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/lookahead.h"

#include <utility>

namespace rookery::intake {

std::unique_ptr<RowReader> lookingAhead(std::unique_ptr<RowReader> rows)
{
    return rows->looksAhead() ? std::move(rows) : std::make_unique<LookAhead>(std::move(rows));
}

LookAhead::LookAhead(std::unique_ptr<RowReader> rows) : m_rows(std::move(rows)) { m_shape = m_rows->shape(); }

void LookAhead::Kept::take(const Row& row)
{
    number = row.number;
    bytes.clear();
    for (const std::string_view cell : row.cells)
        bytes.insert(bytes.end(), cell.begin(), cell.end());
    cells.clear();
    std::size_t at = 0;
    for (const std::string_view cell : row.cells) {
        cells.emplace_back(bytes.data() + at, cell.size());
        at += cell.size();
    }
    oddCells.assign(row.oddCells.begin(), row.oddCells.end());
    flaws.assign(row.flaws.begin(), row.flaws.end());
    isHeaderAgain = row.isHeaderAgain;
}

void LookAhead::readOn()
{
    Row row;
    m_hasAhead = m_rows->next(row);
    if (m_hasAhead) {
        m_ahead.take(row);
        return;
    }
    m_findings = m_rows->findings();
    m_shape = m_rows->shape();
}

bool LookAhead::next(Row& row)
{
    if (!std::exchange(m_hasBegun, true))
        readOn();
    if (!m_hasAhead)
        return false;
    std::swap(m_given, m_ahead);
    readOn();
    row = {m_given.number, m_given.cells, m_given.oddCells, m_given.flaws, m_given.isHeaderAgain, {}};
    if (m_hasAhead)
        row.following = m_ahead.cells;
    return true;
}

} // namespace rookery::intake
