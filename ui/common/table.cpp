// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/table.h"

#include "ui/common/look.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

namespace rookery::ui {

namespace {

constexpr int RowHeight = 30;
constexpr int RowPadding = 12;
constexpr int CellPadding = 10;

/// A cell with room at both sides and a line below; the row is what has the focus.
class RowDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Colours& c = colours();
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->fillRect(option.rect, selected ? c.selected : c.surface);
        const QRect& r = option.rect;
        painter->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), c.line);
        QStyleOptionViewItem cell = option;
        cell.state &= ~(QStyle::State_HasFocus | QStyle::State_Selected | QStyle::State_MouseOver);
        cell.rect.adjust(CellPadding - 3, 0, -CellPadding + 3, -1); // the style itself leaves three
        QStyledItemDelegate::paint(painter, cell, index);
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(2 * CellPadding, 0);
    }
};

} // namespace

void calmTable(QTableView* table)
{
    table->setItemDelegate(new RowDelegate(table));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    const int rowHeight = qMax(RowHeight, table->fontMetrics().height() + RowPadding);
    table->verticalHeader()->setMinimumSectionSize(rowHeight); // the style asks for the room of a head
    table->verticalHeader()->setDefaultSectionSize(rowHeight);
    QHeaderView* header = table->horizontalHeader();
    header->setHighlightSections(false);
    QFont bold = header->font();
    bold.setWeight(QFont::DemiBold);
    header->setFont(bold);
    QPalette palette = header->palette();
    palette.setColor(QPalette::ButtonText, colours().muted);
    palette.setColor(QPalette::WindowText, colours().muted);
    header->setPalette(palette);
    softenSelection(table);
}

} // namespace rookery::ui
