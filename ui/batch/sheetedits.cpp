// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/sheetedits.h"

#include <QUndoCommand>

#include <algorithm>

namespace rookery::ui {

namespace {

/// One step that can be taken back.
class Step final : public QUndoCommand {
public:
    Step(const QString& what, std::function<void()> there, std::function<void()> back)
        : QUndoCommand(what)
        , m_there(std::move(there))
        , m_back(std::move(back))
    {
    }
    void redo() override { m_there(); }
    void undo() override { m_back(); }

private:
    std::function<void()> m_there;
    std::function<void()> m_back;
};

} // namespace

SheetEdits::SheetEdits(std::function<bool(qsizetype)> mayChange, QObject* parent)
    : QObject(parent)
    , m_mayChange(std::move(mayChange))
{
}

SheetEdits::~SheetEdits()
{
    m_undo.disconnect(); // it tells that it is empty when it goes
}

void SheetEdits::setSheet(const intake::Sheet& sheet)
{
    m_undo.clear();
    m_sheet = sheet;
}

void SheetEdits::apply(const QList<CellEdit>& cells)
{
    qsizetype first = m_sheet.size();
    qsizetype last = 0;
    for (const CellEdit& cell : cells) {
        m_sheet.setCell(cell.row, cell.column, cell.text);
        first = qMin(first, cell.row);
        last = qMax(last, cell.row);
    }
    Q_EMIT rowsChanged(first, last);
}

void SheetEdits::edit(const QString& what, const QList<CellEdit>& cells)
{
    QList<CellEdit> there;
    QList<CellEdit> back;
    for (const CellEdit& cell : cells) {
        const QString before = m_sheet.cellAt(cell.row, cell.column);
        if (before == cell.text || !m_mayChange(cell.row))
            continue;
        there << cell;
        back << CellEdit{cell.row, cell.column, before};
    }
    if (!there.isEmpty())
        m_undo.push(new Step(
            what, [this, there] { apply(there); }, [this, back] { apply(back); }));
}

void SheetEdits::applyLeftOut(const QList<qsizetype>& rows, bool leftOut)
{
    for (const qsizetype row : rows)
        m_sheet.setLeftOut(row, leftOut);
    const auto [first, last] = std::minmax_element(rows.begin(), rows.end());
    Q_EMIT rowsChanged(*first, *last);
}

void SheetEdits::setLeftOut(const QList<qsizetype>& rows, bool leftOut)
{
    QList<qsizetype> changed;
    for (const qsizetype row : rows) {
        if (m_mayChange(row) && m_sheet.isLeftOut(row) != leftOut)
            changed << row;
    }
    if (changed.isEmpty())
        return;
    const QString what = leftOut ? tr("Leave %Ln row(s) out", nullptr, int(changed.size()))
                                 : tr("Take %Ln row(s) in again", nullptr, int(changed.size()));
    m_undo.push(new Step(
        what, [this, changed, leftOut] { applyLeftOut(changed, leftOut); },
        [this, changed, leftOut] { applyLeftOut(changed, !leftOut); }));
}

void SheetEdits::applyAdded(qsizetype count)
{
    Q_EMIT addingRows(count);
    m_sheet.addRows(count);
    Q_EMIT rowsAdded(count);
}

void SheetEdits::addRows(qsizetype count)
{
    if (!m_mayChange(m_sheet.size()))
        return;
    m_undo.push(new Step(
        tr("Add %Ln row(s)", nullptr, int(count)), [this, count] { applyAdded(count); },
        [this, count] { applyAdded(-count); }));
}

void SheetEdits::decide(const QString& what, const std::function<void()>& there, const std::function<void()>& back)
{
    m_undo.push(new Step(what, there, back));
}

} // namespace rookery::ui
