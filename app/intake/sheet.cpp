// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/sheet.h"

#include <algorithm>

namespace rookery::intake {

namespace {

constexpr qsizetype AskEvery = 1000; // rows

} // namespace

Result<std::shared_ptr<const SheetSource>> readSheet(RowReader& rows, const std::function<bool(qint64 bytes)>& goOn)
{
    auto source = std::make_shared<SheetSource>(rows.shape());
    for (Row row; rows.next(row);) {
        const qsizetype index = source->table.size();
        source->table.append(row);
        if (!row.oddCells.empty() || !row.flaws.empty() || row.isHeaderAgain) {
            RowFlaws flaws{{row.oddCells.begin(), row.oddCells.end()}, {}, row.isHeaderAgain};
            flaws.findings = QList<RowFinding>(row.flaws.begin(), row.flaws.end());
            source->flaws.insert(index, flaws);
        }
        if (index % AskEvery == 0 && goOn && !goOn(rows.position()))
            return failure(Error::Code::Interrupted, {});
    }
    source->findings = rows.findings();
    return source;
}

Sheet::Sheet(std::shared_ptr<const SheetSource> source) : m_source(std::move(source)), m_shape(m_source->table.shape())
{
}

qint64 Sheet::numberAt(qsizetype index) const
{
    const qsizetype known = sourceSize();
    if (index < known)
        return m_source->table.numberAt(index);
    const qint64 last = known > 0 ? m_source->table.numberAt(known - 1) : m_shape.headerRow.value;
    return last + (index - known) + 1;
}

qsizetype Sheet::indexOf(qint64 number) const
{
    const qsizetype known = sourceSize();
    if (m_added > 0) {
        const qint64 first = numberAt(known);
        if (number >= first)
            return number - first < m_added ? known + qsizetype(number - first) : -1;
    }
    return m_source ? m_source->table.indexOf(number) : -1;
}

std::vector<std::string_view> Sheet::cellsAt(qsizetype index) const
{
    std::vector<std::string_view> cells;
    if (index < sourceSize())
        cells = m_source->table.cellsAt(index);
    const auto over = m_cells.constFind(index);
    if (over == m_cells.constEnd())
        return cells;
    for (auto cell = over->constBegin(); cell != over->constEnd(); ++cell) {
        if (cells.size() <= std::size_t(cell.key()))
            cells.resize(std::size_t(cell.key()) + 1);
        cells[std::size_t(cell.key())] = {cell->constData(), std::size_t(cell->size())};
    }
    return cells;
}

QString Sheet::cellAt(qsizetype index, int column) const
{
    const auto over = m_cells.constFind(index);
    if (over != m_cells.constEnd()) {
        if (const auto cell = over->constFind(column); cell != over->constEnd())
            return QString::fromUtf8(*cell);
    }
    return originalAt(index, column);
}

QString Sheet::originalAt(qsizetype index, int column) const
{
    return index < sourceSize() ? m_source->table.cellAt(index, column) : QString();
}

void Sheet::setCell(qsizetype index, int column, const QString& text)
{
    if (text != originalAt(index, column)) {
        m_cells[index].insert(column, text.toUtf8());
        return;
    }
    const auto over = m_cells.find(index);
    if (over == m_cells.end())
        return;
    over->remove(column);
    if (over->isEmpty())
        m_cells.erase(over);
}

bool Sheet::isChanged(qsizetype index, int column) const
{
    const auto over = m_cells.constFind(index);
    return over != m_cells.constEnd() && over->contains(column);
}

void Sheet::setLeftOut(qsizetype index, bool leftOut)
{
    if (leftOut)
        m_leftOut.insert(index);
    else
        m_leftOut.remove(index);
}

void Sheet::addRows(qsizetype count)
{
    m_added += count;
    for (qsizetype gone = size(); gone < size() - count; ++gone) {
        m_cells.remove(gone);
        m_leftOut.remove(gone);
    }
}

bool Sheet::isBlank(qsizetype index) const
{
    const std::vector<std::string_view> cells = cellsAt(index);
    const bool isEmpty = std::all_of(cells.begin(), cells.end(),
        [](std::string_view cell) { return cell.find_first_not_of(" \t") == std::string_view::npos; });
    if (!isEmpty)
        return false;
    // What its reader could not make out was something.
    const QList<RowFinding> findings = flawsAt(index).findings;
    return std::none_of(findings.begin(), findings.end(),
        [](const RowFinding& finding) { return finding.what.severity == pixel::Severity::Error; });
}

RowFlaws Sheet::flawsAt(qsizetype index) const
{
    if (!m_source)
        return {};
    const auto found = m_source->flaws.constFind(index);
    if (found == m_source->flaws.constEnd())
        return {};
    RowFlaws flaws = *found;
    std::erase_if(flaws.oddCells, [&](int column) { return isChanged(index, column); });
    flaws.findings.removeIf([&](const RowFinding& finding) { return isChanged(index, finding.column); });
    flaws.isHeaderAgain = flaws.isHeaderAgain && !m_cells.contains(index);
    return flaws;
}

SheetRows::SheetRows(Sheet sheet) : m_sheet(std::move(sheet))
{
    m_shape = m_sheet.shape();
    if (m_sheet.source())
        m_findings = m_sheet.source()->findings;
}

void SheetRows::lookAhead()
{
    m_ahead = m_next;
    while (m_ahead < m_sheet.size() && (m_sheet.isLeftOut(m_ahead) || m_sheet.isBlank(m_ahead)))
        ++m_ahead;
    m_following = m_ahead < m_sheet.size() ? m_sheet.cellsAt(m_ahead) : std::vector<std::string_view>();
}

bool SheetRows::next(Row& row)
{
    if (m_ahead < 0)
        lookAhead();
    if (m_ahead >= m_sheet.size())
        return false;
    const qsizetype index = m_ahead;
    m_cells = std::move(m_following);
    m_flaws = m_sheet.flawsAt(index);
    m_next = index + 1;
    lookAhead();
    row = {m_sheet.numberAt(index), m_cells, m_flaws.oddCells,
        std::span<const RowFinding>(m_flaws.findings.constData(), std::size_t(m_flaws.findings.size())),
        m_flaws.isHeaderAgain, m_following};
    return true;
}

} // namespace rookery::intake
