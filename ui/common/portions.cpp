// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/portions.h"

#include <algorithm>
#include <iterator>

namespace rookery::ui {

Portions::Portions(QObject* parent) : QObject(parent)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, qOverload<>(&Portions::start));
}

void Portions::add(const QList<qint64>& events) { m_events.insert(events.begin(), events.end()); }

void Portions::start(int afterMs)
{
    if (!m_next.isActive())
        m_next.start(afterMs);
}

void Portions::clear()
{
    m_events.clear();
    m_next.stop();
}

void Portions::start()
{
    if (m_events.empty())
        return;
    const auto end = std::next(m_events.begin(), std::min(count(), Size));
    const QList<qint64> events(m_events.begin(), end);
    m_events.erase(m_events.begin(), end);
    if (!m_events.empty())
        m_next.start(0);
    Q_EMIT due(events);
}

} // namespace rookery::ui
