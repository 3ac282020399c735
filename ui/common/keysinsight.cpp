// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/keysinsight.h"

#include <QApplication>
#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>

namespace rookery::ui {

KeysInSight::KeysInSight(QScrollArea& area, int margin) : QObject(&area), m_area(area), m_margin(margin)
{
    m_arranged.setSingleShot(true);
    m_arranged.setInterval(0);
    connect(&m_arranged, &QTimer::timeout, this, &KeysInSight::bring);
    area.viewport()->installEventFilter(this);
    area.widget()->installEventFilter(this);
    connect(area.verticalScrollBar(), &QScrollBar::valueChanged, this, &KeysInSight::look);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, QWidget* now) {
        if (!now || !m_area.widget()->isAncestorOf(now))
            return;
        m_area.ensureWidgetVisible(now, 0, m_margin);
        m_inSight = true;
    });
}

QWidget* KeysInSight::keys() const
{
    QWidget* keys = m_area.window()->focusWidget();
    return keys && m_area.widget()->isAncestorOf(keys) ? keys : nullptr;
}

void KeysInSight::look()
{
    const QWidget* widget = keys();
    const QWidget* viewport = m_area.viewport();
    m_inSight = !widget || viewport->rect().intersects({widget->mapTo(viewport, QPoint()), widget->size()});
}

void KeysInSight::bring()
{
    if (QWidget* widget = keys(); widget && m_inSight)
        m_area.ensureWidgetVisible(widget, 0, m_margin);
}

bool KeysInSight::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        m_arranged.start();
    return QObject::eventFilter(watched, event);
}

} // namespace rookery::ui
