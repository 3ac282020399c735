// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QTimer>

#include <set>

namespace rookery::ui {

/// Events that something is to be done about, each once, in their order, and so few in a turn of the event loop that
/// the keys have theirs in between.
class Portions final : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype Size = 100;

    explicit Portions(QObject* parent = nullptr);

    void add(const QList<qint64>& events);
    /// The first portion now, and each of the others in a turn of its own.
    void start();
    /// The first portion after that time, unless it is under way.
    void start(int afterMs);
    void stop() { m_next.stop(); }
    void clear();
    [[nodiscard]] qsizetype count() const { return qsizetype(m_events.size()); }

Q_SIGNALS:
    void due(const QList<qint64>& events);

private:
    std::set<qint64> m_events;
    QTimer m_next;
};

} // namespace rookery::ui
