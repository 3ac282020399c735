// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/world.h"

#include <QObject>

#include <functional>

namespace rookery::ui {

class Desk;

/// Keeps the facts about the world, whichever window shows them.
class WorldWatch final : public QObject {
    Q_OBJECT

public:
    /// Belongs to the desk.
    explicit WorldWatch(Desk& desk);

    [[nodiscard]] const World& world() const { return m_world; }
    /// By its name; empty: somebody has seen it.
    void setBrokenOff(const QString& batch);
    /// Counts again what waits, if there is something to say about it.
    void count();

Q_SIGNALS:
    void changed();

private:
    void take(const std::function<void(World&)>& change);
    void hearOfEngine();
    void recount();

    Desk& m_desk;
    World m_world;
};

} // namespace rookery::ui
