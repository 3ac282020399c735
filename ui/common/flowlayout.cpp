// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/flowlayout.h"

#include <QStyle>
#include <QWidget>

#include <utility>

namespace rookery::ui {

FlowLayout::FlowLayout(int gap, QWidget* parent) : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(gap);
}

FlowLayout::~FlowLayout() { qDeleteAll(m_items); }

QLayoutItem* FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size;
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    place(rect, true);
}

int FlowLayout::place(const QRect& rect, bool forGood) const
{
    const auto direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    QPoint next = rect.topLeft();
    int lineHeight = 0;
    int extra = 0;
    for (QLayoutItem* item : m_items) {
        const QSize size = item->sizeHint();
        if (item->spacerItem())
            extra = size.width();
        if (item->isEmpty())
            continue;
        next.rx() += next.x() > rect.left() ? extra : 0;
        extra = 0;
        if (next.x() > rect.left() && next.x() + size.width() > rect.left() + rect.width()) {
            next = QPoint(rect.left(), next.y() + lineHeight + spacing());
            lineHeight = 0;
        }
        if (item->alignment().testFlag(Qt::AlignTrailing))
            next.setX(rect.left() + rect.width() - size.width());
        if (forGood)
            item->setGeometry(QStyle::visualRect(direction, rect, QRect(next, size)));
        next.rx() += size.width() + spacing();
        lineHeight = qMax(lineHeight, size.height());
    }
    return next.y() + lineHeight - rect.top();
}

} // namespace rookery::ui
