// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/columnmargins.h"

#include "ui/common/card.h"

#include <QEvent>
#include <QLayout>
#include <QScrollArea>
#include <QScrollBar>

namespace rookery::ui {

ColumnMargins::ColumnMargins(QScrollArea& area, QLayout& column) : QObject(&area), m_area(area), m_column(column)
{
    area.verticalScrollBar()->installEventFilter(this);
}

void ColumnMargins::set(int side, int top, int bottom)
{
    m_side = side;
    m_top = top;
    m_bottom = bottom;
    apply();
}

void ColumnMargins::apply()
{
    const int bar = m_scrolls ? m_area.verticalScrollBar()->sizeHint().width() : 0;
    setMargins(m_column, m_side, m_top, qMax(0, m_side - bar), m_bottom);
}

bool ColumnMargins::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide) {
        m_scrolls = event->type() == QEvent::Show;
        apply();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace rookery::ui
