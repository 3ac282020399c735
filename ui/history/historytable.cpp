// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historytable.h"

#include "engine/choice.h"
#include "ledger/exportfile.h"
#include "ui/common/look.h"
#include "ui/common/profilemark.h"
#include "ui/common/table.h"
#include "ui/history/historymodel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace rookery::ui {

namespace {

constexpr int PillMargin = 8;
constexpr int MarkGap = 8;
constexpr int SecondMs = 1000;
constexpr int LeastLetters = 8;
constexpr int FewestOfState = 20; // "Not delivered" and its picture

} // namespace

HistoryTable::HistoryTable(HistoryModel* model, QWidget* parent)
    : QTableView(parent)
    , m_model(model)
    , m_new(new QPushButton(this))
{
    setModel(model);
    setObjectName(QStringLiteral("history"));
    setAccessibleName(tr("Orders"));
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsMovable(true);
    calmTable(this);
    const int letter = fontMetrics().averageCharWidth();
    horizontalHeader()->setMinimumSectionSize(LeastLetters * letter); // not as wide as the widest letters there are
    for (int column = 0; column < HistoryModel::ColumnCount; ++column) {
        // The last one gets what is left, and must not ask for more of its own.
        setColumnWidth(column, letter * qMax(LeastLetters, usualWidth(column)));
    }
    m_usualColumns = horizontalHeader()->saveState();
    m_stateWidth = columnWidth(HistoryModel::Status);
    connect(horizontalHeader(), &QHeaderView::sectionMoved, this, &HistoryTable::settleColumns);
    // Also what restoreState() says when it is through.
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &HistoryTable::settleColumns);

    m_seconds.setInterval(SecondMs);
    connect(&m_seconds, &QTimer::timeout, this, &HistoryTable::countDown);

    m_new->setFocusPolicy(Qt::NoFocus); // the keys for it are Home and Ctrl+Home
    m_new->setIcon(icon(QStringLiteral("up"), colours().accent));
    m_new->hide();
    connect(m_new, &QPushButton::clicked, this, &QTableView::scrollToTop);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) {
        makeRoom(first, last - first + 1);
        fitStates();
    });
    connect(model, &QAbstractItemModel::dataChanged, this, &HistoryTable::fitStates);
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        showNew(0);
        m_fitted = false;
        fitStates();
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == 0)
            showNew(0);
    });
}

// Where not all columns have room, the states have what those in sight need, not what the longest would, and no more
// than leaves room for the order ID and the amount.
void HistoryTable::fitStates()
{
    const int endOfProfile = columnViewportPosition(HistoryModel::Profile) + horizontalScrollBar()->value()
        + horizontalHeader()->minimumSectionSize();
    const bool marks = isColumnHidden(HistoryModel::Profile) || endOfProfile > viewport()->width();
    m_model->setMarksLive(marks);
    makeRoomForMark(marks);
    if (columnWidth(HistoryModel::Status) != m_stateWidth)
        return; // somebody has made it as wide as it is
    const int letter = fontMetrics().averageCharWidth();
    const int usual = letter * usualWidth(HistoryModel::Status);
    const bool cramped = lengthWithStates(usual) > viewport()->width();
    const int least = letter * FewestOfState;
    const int upToMoney = viewport()->width() - lengthWithStates(0, HistoryModel::Currency);
    const int most = qBound(least, upToMoney, usual);
    const int fit = cramped ? qBound(least, sizeHintForColumn(HistoryModel::Status), most) : usual;
    const bool wasCramped = std::exchange(m_cramped, cramped);
    if (std::exchange(m_fitted, m_model->rowCount() > 0) && fit <= m_stateWidth && cramped && wasCramped)
        return; // they do not jump about
    m_stateWidth = fit;
    setColumnWidth(HistoryModel::Status, fit);
}

// No order ID is cut for the mark before it. A width that somebody chose stays.
void HistoryTable::makeRoomForMark(bool marks)
{
    const int usual = fontMetrics().averageCharWidth() * usualWidth(HistoryModel::OrderId);
    const int wide = usual + ProfileMark::sizeOf(true, font()).width() + MarkGap;
    const int now = columnWidth(HistoryModel::OrderId);
    if (now == (marks ? usual : wide))
        setColumnWidth(HistoryModel::OrderId, marks ? wide : usual);
}

// The last column takes what is left, so its own width says nothing.
int HistoryTable::lengthWithStates(int states, int upTo) const
{
    const QList<int> shown = shownColumns();
    int length = 0;
    for (const int column : shown) {
        length += column == HistoryModel::Status ? states
            : column == shown.last()             ? horizontalHeader()->minimumSectionSize()
                                                 : columnWidth(column);
        if (column == upTo)
            break;
    }
    return length;
}

// What is looked at stays where it is when rows come in above it.
void HistoryTable::makeRoom(int first, int count)
{
    QScrollBar* bar = verticalScrollBar();
    const int rowHeight = verticalHeader()->defaultSectionSize();
    if (bar->value() == 0 || first * rowHeight >= bar->value())
        return;
    const int value = bar->value() + count * rowHeight;
    bar->setMaximum(qMax(bar->maximum(), value)); // the view has not counted them yet
    bar->setValue(value);
    showNew(m_newAbove + count);
}

void HistoryTable::showNew(int count)
{
    m_newAbove = count;
    m_new->setVisible(count > 0);
    if (count == 0)
        return;
    m_new->setText(tr("%Ln new", nullptr, count));
    m_new->adjustSize();
    m_new->move((viewport()->width() - m_new->width()) / 2, horizontalHeader()->height() + PillMargin);
    m_new->raise();
}

// Rows are chosen here, so there is no first cell of a row to go to.
QModelIndex HistoryTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (m_model->rowCount() > 0 && (action == MoveHome || action == MoveEnd))
        return m_model->index(action == MoveHome ? 0 : m_model->rowCount() - 1, shownColumns().first());
    return QTableView::moveCursor(action, modifiers);
}

// With Ctrl a view goes there without choosing it, which nobody sees where no cell has the keys.
void HistoryTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Home && event->key() != Qt::Key_End)
        return QTableView::keyPressEvent(event);
    QKeyEvent plain(event->type(), event->key(), event->modifiers() & ~Qt::ControlModifier, event->text());
    QTableView::keyPressEvent(&plain);
}

void HistoryTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    m_fitted = m_fitted && event->oldSize().width() == event->size().width();
    fitStates();
    showNew(m_newAbove);
}

void HistoryTable::showEvent(QShowEvent* event)
{
    QTableView::showEvent(event);
    m_seconds.start();
}

void HistoryTable::hideEvent(QHideEvent* event)
{
    QTableView::hideEvent(event);
    m_seconds.stop();
}

// Of the rows that are in sight, only the cell of the state, and only where it counts.
void HistoryTable::countDown()
{
    const int first = rowAt(0);
    if (first < 0 || isColumnHidden(HistoryModel::Status) || m_model->grouping() == Grouping::Attempts)
        return;
    const int last = rowAt(viewport()->height() - 1);
    for (int row = first; row <= (last < 0 ? m_model->rowCount() - 1 : last); ++row) {
        if (engine::nextTry(m_model->record(row)))
            update(m_model->index(row, HistoryModel::Status));
    }
}

int HistoryTable::heightOf(int rows) const
{
    const QHeaderView* header = horizontalHeader();
    return qMin(header->sizeHint().height(), header->maximumHeight()) + rows * verticalHeader()->defaultSectionSize()
        + horizontalScrollBar()->sizeHint().height();
}

void HistoryTable::selectRow(int row)
{
    // Not QTableView's: it asks which keys are down and would toggle, because Ctrl+3 brought us here.
    selectionModel()->setCurrentIndex(
        m_model->index(row, shownColumns().first()), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

QList<int> HistoryTable::shownColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns << column;
    }
    return columns;
}

void HistoryTable::setShown(int column, bool shown)
{
    setColumnHidden(column, !shown && !isNeeded(column));
    settleColumns();
}

void HistoryTable::resetColumns()
{
    horizontalHeader()->restoreState(m_usualColumns);
    m_stateWidth = columnWidth(HistoryModel::Status);
    m_fitted = false;
    fitStates();
}

// What was remembered may be of another version, or written by hand.
void HistoryTable::settleColumns()
{
    for (int column = 0; column < HistoryModel::ColumnCount; ++column) {
        if (isNeeded(column) && isColumnHidden(column))
            showColumn(column);
    }
    m_model->setLeadColumn(shownColumns().first());
}

void HistoryTable::copyRows() const
{
    const QList<int> columns = shownColumns();
    const auto lineOf = [&columns](const auto& cellOf) {
        QStringList cells;
        for (const int column : columns)
            cells << ledger::guardedCell(cellOf(column)).replace(u'\t', u' ').replace(u'\n', u' ');
        return cells.join(u'\t');
    };
    QStringList lines{lineOf([this](int c) { return columnTitle(c, m_model->grouping()); })};
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex& row : std::as_const(rows))
        lines << lineOf([this, &row](int c) { return cellText(m_model->row(row.row()), c, m_model->amountStyle()); });
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace rookery::ui
