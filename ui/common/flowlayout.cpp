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

int FlowLayout::lineWidth() const
{
    int width = 0;
    for (const QLayoutItem* item : m_items)
        width += item->isEmpty() ? 0 : item->sizeHint().width() + (width > 0 ? spacing() : 0);
    return width;
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    place(rect, true);
}

// Those with a trailing alignment, one behind the other from there on.
int FlowLayout::widthOfTrailing(qsizetype first) const
{
    int width = 0;
    for (qsizetype i = first; i < m_items.size(); ++i) {
        const QLayoutItem* item = m_items[i];
        if (item->isEmpty())
            continue;
        if (!item->alignment().testFlag(Qt::AlignTrailing))
            break;
        width += (width > 0 ? spacing() : 0) + item->sizeHint().width();
    }
    return width;
}

int FlowLayout::place(const QRect& rect, bool forGood) const
{
    const auto direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    const int end = rect.left() + rect.width();
    QPoint next = rect.topLeft();
    int lineHeight = 0;
    int extra = 0;
    bool inTrailing = false;
    QList<std::pair<QLayoutItem*, QRect>> line;
    const auto endLine = [&] {
        for (const auto& [item, place] : std::as_const(line)) {
            if (forGood)
                item->setGeometry(
                    QStyle::visualRect(direction, rect, place.translated(0, (lineHeight - place.height()) / 2)));
        }
        line.clear();
    };
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        QLayoutItem* item = m_items[i];
        const QSize size(qMin(item->sizeHint().width(), rect.width()), item->sizeHint().height());
        if (item->spacerItem())
            extra = size.width();
        if (item->isEmpty())
            continue;
        next.rx() += next.x() > rect.left() ? extra : 0;
        extra = 0;
        const bool isTrailing = item->alignment().testFlag(Qt::AlignTrailing);
        const int wanted = isTrailing && !inTrailing ? widthOfTrailing(i) : size.width();
        if (next.x() > rect.left() && next.x() + wanted > end) {
            endLine();
            next = QPoint(rect.left(), next.y() + lineHeight + spacing());
            lineHeight = 0;
        }
        // Alone in a line, several of them begin it.
        if (isTrailing && !inTrailing && (next.x() > rect.left() || wanted == size.width()))
            next.setX(qMax(next.x(), end - wanted));
        inTrailing = isTrailing;
        line << std::pair(item, QRect(next, size));
        next.rx() += size.width() + spacing();
        lineHeight = qMax(lineHeight, size.height());
    }
    endLine();
    return next.y() + lineHeight - rect.top();
}

} // namespace rookery::ui
