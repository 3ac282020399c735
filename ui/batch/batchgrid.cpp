// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batchgrid.h"

#include "ui/batch/sheetmodel.h"
#include "ui/common/look.h"
#include "ui/common/table.h"

#include <QApplication>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace rookery::ui {

namespace {

constexpr int CellPadding = 10;
constexpr int OwnPadding = 3; // of the style
constexpr int NumberLetters = 12;
constexpr int StatusLetters = 27;
constexpr int FewestOfNumber = 9; // where text is large, and the room is short
constexpr int FewestOfStatus = 20;
constexpr int LeastLetters = 13;
constexpr int OrderLetters = 20;
constexpr int HeaderRoom = 7; // both paddings, and its letters are bold
constexpr int SampledRows = 100;
constexpr int MostLetters = 40;

/// A cell with a line below; what is wrong is outlined, and the current cell has a frame.
class CellDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Colours& c = colours();
        const QRect& r = option.rect;
        painter->fillRect(r, option.state.testFlag(QStyle::State_Selected) ? c.selected : c.surface);
        painter->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), c.line);
        const int wrong = index.data(SheetModel::WrongRole).toInt();
        const QRect inner = r.adjusted(0, 0, -1, -1);
        if (wrong >= int(pixel::Severity::Warning)) {
            const bool isBad = wrong == int(pixel::Severity::Error);
            painter->fillRect(inner, isBad ? c.softBad : c.softCareful);
            painter->setPen(isBad ? c.notDelivered : c.check);
            painter->drawRect(inner.adjusted(0, 0, -1, -1));
        }
        QStyleOptionViewItem cell = option;
        cell.state &= ~(QStyle::State_HasFocus | QStyle::State_Selected | QStyle::State_MouseOver);
        cell.rect.adjust(CellPadding - OwnPadding, 0, -CellPadding + OwnPadding, -1);
        QStyledItemDelegate::paint(painter, cell, index);
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(c.accent, 2));
            painter->drawRect(inner.adjusted(1, 1, -1, -1));
        }
    }

    [[nodiscard]] QWidget* createEditor(
        QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QWidget* editor = QStyledItemDelegate::createEditor(parent, option, index);
        if (auto* edit = qobject_cast<QLineEdit*>(editor)) {
            edit->setFrame(false);
            edit->setAccessibleName(
                index.model()->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString());
        }
        return editor;
    }
};

} // namespace

BatchGrid::BatchGrid(SheetModel* model, BatchWork& work, QWidget* parent)
    : QTableView(parent)
    , m_model(model)
    , m_work(work)
{
    setModel(model);
    setObjectName(QStringLiteral("batch"));
    setAccessibleName(tr("Rows of the batch"));
    calmTable(this);
    setItemDelegate(new CellDelegate(this));
    setSelectionBehavior(QAbstractItemView::SelectItems);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(
        QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed | QAbstractItemView::DoubleClicked);
    horizontalHeader()->setStretchLastSection(true);
    connect(model, &QAbstractItemModel::modelReset, this, &BatchGrid::showWidths);
}

void BatchGrid::showWidths()
{
    const int letter = fontMetrics().averageCharWidth();
    const int rows = qMin(SampledRows, m_model->rowCount());
    for (int column = 0; column < m_model->columnCount(); ++column) {
        int letters = column == SheetModel::NumberColumn ? (isTextLarge() ? FewestOfNumber : NumberLetters)
            : column == SheetModel::StatusColumn         ? (isTextLarge() ? FewestOfStatus : StatusLetters)
            : column == SheetModel::FirstField           ? OrderLetters
                                                         : LeastLetters;
        if (m_model->fieldAt(column))
            letters = qMax(letters,
                int(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().size()) + HeaderRoom);
        for (int row = 0; m_model->fieldAt(column) && row < rows; ++row)
            letters = qMax(letters,
                int(m_model->data(m_model->index(row, column), Qt::DisplayRole).toString().size())
                    + 7); // both paddings, and digits are wide
        setColumnWidth(column, letter * qMin(letters, MostLetters));
    }
    if (m_model->rowCount() > 0 && !currentIndex().isValid())
        setCurrentIndex(m_model->index(0, SheetModel::FirstField));
}

void BatchGrid::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT moved();
}

void BatchGrid::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    Q_EMIT moved();
}

bool BatchGrid::hasChoice() const { return currentIndex().isValid() || selectionModel()->hasSelection(); }

QModelIndexList BatchGrid::sortedSelection() const
{
    QModelIndexList cells = selectionModel()->selectedIndexes();
    if (cells.isEmpty() && currentIndex().isValid())
        cells << currentIndex(); // what has the keys is meant
    std::sort(cells.begin(), cells.end(), [](const QModelIndex& a, const QModelIndex& b) {
        return a.row() != b.row() ? a.row() < b.row() : a.column() < b.column();
    });
    return cells;
}

void BatchGrid::fillDown()
{
    QList<CellEdit> edits;
    QHash<int, QString> values; // by column, of the topmost row
    const QModelIndexList cells = sortedSelection();
    if (cells.isEmpty())
        return;
    // One row alone is filled from the one above it.
    const bool isOneRow = cells.first().row() == cells.last().row();
    for (const QModelIndex& cell : cells) {
        const int column = m_model->sourceColumn(cell.column());
        if (column < 0)
            continue;
        if (isOneRow && cell.row() > 0)
            values.insert(column, m_model->data(cell.siblingAtRow(cell.row() - 1), Qt::EditRole).toString());
        else if (!values.contains(column))
            values.insert(column, m_model->data(cell, Qt::EditRole).toString());
        edits << CellEdit{m_model->sheetRow(cell.row()), column, values.value(column)};
    }
    m_work.edits().edit(tr("Fill down"), edits);
}

// Rows with the header above them are no cells but a table of their own, and what was sent is written over by nobody.
bool BatchGrid::canPaste(const QString& text) const
{
    if (!currentIndex().isValid() || text.isEmpty() || m_model->sourceColumn(currentIndex().column()) < 0
        || !m_work.isEditable(m_model->sheetRow(currentIndex().row())))
        return false;
    const QStringList first = text.left(text.indexOf(u'\n')).trimmed().split(u'\t');
    return first.size() < 2
        || first != m_work.sheet().shape().header.first(qMin(first.size(), qsizetype(m_work.sheet().columns())));
}

void BatchGrid::pasteBlock(const QString& text)
{
    const QModelIndexList chosen = sortedSelection();
    QModelIndex from = currentIndex();
    if (chosen.contains(from)) { // at its upper left corner, wherever the keys are
        const auto left = std::min_element(chosen.begin(), chosen.end(),
            [](const QModelIndex& a, const QModelIndex& b) { return a.column() < b.column(); });
        from = chosen.first().siblingAtColumn(left->column());
    }
    QString block = text;
    block.remove(u'\r');
    if (block.endsWith(u'\n'))
        block.chop(1);
    const QStringList lines = block.split(u'\n');
    if (!from.isValid())
        return;
    m_work.edits().undo().beginMacro(tr("Paste"));
    const qsizetype missing = from.row() + lines.size() - m_model->rowCount();
    if (missing > 0 && !m_model->isFiltered())
        m_work.edits().addRows(missing);
    QList<CellEdit> edits;
    for (qsizetype line = 0; line < lines.size() && from.row() + line < m_model->rowCount(); ++line) {
        const QStringList cells = lines[line].split(u'\t');
        for (qsizetype cell = 0; cell < cells.size(); ++cell) {
            const int column = m_model->sourceColumn(from.column() + int(cell));
            if (column >= 0)
                edits << CellEdit{m_model->sheetRow(from.row() + int(line)), column, cells[cell]};
        }
    }
    m_work.edits().edit(tr("Paste"), edits);
    m_work.edits().undo().endMacro();
    if (const auto over = from.row() + lines.size() - m_model->rowCount(); over > 0)
        Q_EMIT cutOff(int(over));
}

void BatchGrid::copyCells() const
{
    QString text;
    int row = -1;
    const QModelIndexList cells = sortedSelection();
    for (const QModelIndex& cell : cells) {
        if (row >= 0)
            text += cell.row() == row ? u'\t' : u'\n';
        row = cell.row();
        text += m_model->data(cell, Qt::EditRole).toString();
    }
    QGuiApplication::clipboard()->setText(text);
}

void BatchGrid::clearCells()
{
    QList<CellEdit> edits;
    const QModelIndexList cells = sortedSelection();
    for (const QModelIndex& cell : cells) {
        if (const int column = m_model->sourceColumn(cell.column()); column >= 0)
            edits << CellEdit{m_model->sheetRow(cell.row()), column, {}};
    }
    m_work.edits().edit(tr("Clear cells"), edits);
}

void BatchGrid::toggleLeftOut()
{
    QList<qsizetype> rows;
    const QModelIndexList cells = sortedSelection();
    for (const QModelIndex& cell : cells) {
        const qsizetype row = m_model->sheetRow(cell.row());
        if (rows.isEmpty() || rows.last() != row)
            rows << row;
    }
    if (!rows.isEmpty())
        m_work.edits().setLeftOut(rows, !m_work.sheet().isLeftOut(rows.first()));
}

bool BatchGrid::hasFix() const
{
    if (!currentIndex().isValid())
        return false;
    const QList<intake::RowFinding> findings = m_work.findings(m_model->sheetRow(currentIndex().row()));
    return std::any_of(findings.begin(), findings.end(), [](const auto& finding) { return !finding.fix.isEmpty(); });
}

void BatchGrid::acceptFix()
{
    if (!currentIndex().isValid())
        return;
    const qsizetype row = m_model->sheetRow(currentIndex().row());
    const int column = m_model->sourceColumn(currentIndex().column());
    const QList<intake::RowFinding> findings = m_work.findings(row);
    const intake::RowFinding* chosen = nullptr;
    for (const intake::RowFinding& finding : findings) {
        if (!finding.fix.isEmpty() && (!chosen || finding.column == column))
            chosen = &finding;
    }
    if (chosen)
        m_work.edits().edit(tr("Accept the suggestion"), {{row, chosen->column, chosen->fix}});
}

bool BatchGrid::goToProblem(int step)
{
    const QModelIndex current = currentIndex();
    int row = m_model->nextProblem(current.isValid() ? current.row() : 0, step);
    // The row that has the keys counts, unless they are on its problem already.
    if (current.isValid() && row == current.row() && problemCell(row) == current)
        row = m_model->nextProblem(row + step, step);
    if (row < 0)
        return false;
    setCurrentIndex(problemCell(row));
    setFocus();
    return true;
}

QModelIndex BatchGrid::problemCell(int row) const
{
    int column = SheetModel::FirstField;
    for (int at = column; at < m_model->problemColumn(); ++at) {
        if (m_model->data(m_model->index(row, at), SheetModel::WrongRole).toInt() > int(pixel::Severity::Note)) {
            column = at;
            break;
        }
    }
    return m_model->index(row, column);
}

// Enter goes down, as in a spreadsheet; it comes here too from a cell that is being written.
void BatchGrid::keyPressEvent(QKeyEvent* event)
{
    const bool isPlain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (isPlain && event->key() == Qt::Key_Space)
        return toggleLeftOut();
    if (isPlain && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace))
        return clearCells();
    if (isPlain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        // What is written in a cell is taken when this event is through, and until then its editor has to stay.
        m_goesDown = state() == EditingState;
        if (!m_goesDown)
            goDown();
        return;
    }
    QTableView::keyPressEvent(event);
}

void BatchGrid::closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint)
{
    QTableView::closeEditor(editor, hint);
    if (std::exchange(m_goesDown, false) && hint == QAbstractItemDelegate::SubmitModelCache)
        goDown();
}

void BatchGrid::goDown()
{
    const QModelIndex below = currentIndex().siblingAtRow(currentIndex().row() + 1);
    if (below.isValid())
        setCurrentIndex(below);
}

} // namespace rookery::ui
