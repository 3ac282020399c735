// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/keysinsight.h"

#include <QApplication>
#include <QEvent>
#include <QScrollArea>

namespace rookery::ui {

KeysInSight::KeysInSight(QScrollArea& area, int margin) : QObject(&area), m_area(area), m_margin(margin)
{
    m_arranged.setSingleShot(true);
    m_arranged.setInterval(0);
    connect(&m_arranged, &QTimer::timeout, this, &KeysInSight::bring);
    area.viewport()->installEventFilter(this);
    area.widget()->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, QWidget* now) {
        if (now && m_area.widget()->isAncestorOf(now))
            m_area.ensureWidgetVisible(now, 0, m_margin);
    });
}

void KeysInSight::bring()
{
    QWidget* keys = m_area.window()->focusWidget();
    if (keys && m_area.widget()->isAncestorOf(keys))
        m_area.ensureWidgetVisible(keys, 0, m_margin);
}

bool KeysInSight::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        m_arranged.start();
    return QObject::eventFilter(watched, event);
}

} // namespace rookery::ui
