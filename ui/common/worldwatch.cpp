// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/worldwatch.h"

#include "engine/queue.h"
#include "ui/common/desk.h"
#include "ui/common/systemsettings.h"

namespace rookery::ui {

namespace {

int waitingOrders(const ledger::Reader& reader, const QString& profile)
{
    return int(reader.count(engine::queuedOf(profile)).value_or(0));
}

} // namespace

WorldWatch::WorldWatch(Desk& desk) : QObject(&desk), m_desk(desk)
{
    connect(&desk, &Desk::failed, this, [this](const Error& error) {
        take([&](World& world) {
            world.closed = error.sentence;
            world.unsavable = error.code == Error::Code::ReadOnly;
            world.rescued = error.code == Error::Code::Rescued;
            world.newer = error.code == Error::Code::NewerLedger;
        });
    });
    connect(&desk, &Desk::opened, this, [this] { take([](World& world) { world.closed.clear(); }); });
    connect(
        &desk, &Desk::pausedChanged, this, [this] { take([this](World& world) { world.paused = m_desk.paused(); }); });
    connect(
        &desk, &Desk::onlineChanged, this, [this] { take([this](World& world) { world.online = m_desk.online(); }); });
    connect(&desk, &Desk::profilesChanged, this,
        [this] { take([this](World& world) { world.badProfiles = m_desk.profileProblems(); }); });
    m_world.badProfiles = desk.profileProblems();
    m_world.hasClockSettings = systemSettings(SystemPage::Clock).has_value();
    hearOfEngine();
}

void WorldWatch::hearOfEngine()
{
    const engine::Engine* engine = m_desk.signalsOf();
    connect(engine, &engine::Engine::troubled, this, [this](const Error& error) {
        take([&](World& world) {
            world.trouble = error.sentence;
            world.unsavable = error.code == Error::Code::ReadOnly;
        });
    });
    connect(engine, &engine::Engine::troubleOver, this, [this] { take([](World& world) { world.trouble.clear(); }); });
    connect(engine, &engine::Engine::clockCompared, this,
        [this](qint64 aheadMs) { take([aheadMs](World& world) { world.clockAheadMs = aheadMs; }); });
    connect(engine, &engine::Engine::circuitChanged, this, [this](const QString& profile, bool open) {
        take([&](World& world) {
            world.silent.removeAll(profile);
            if (open)
                world.silent << profile;
        });
    });
    connect(engine, &engine::Engine::answerChanged, this, [this](const QString& profile, bool answers) {
        take([&](World& world) {
            world.unanswered.removeAll(profile);
            if (!answers)
                world.unanswered << profile;
        });
    });
    connect(engine, &engine::Engine::diskLow, this,
        [this](qint64 free) { take([free](World& world) { world.lowDisk = free; }); });
    connect(engine, &engine::Engine::backUpFailed, this, [this](const Error& error) {
        if (error.code != Error::Code::Interrupted)
            take([&](World& world) { world.backUpFailure = error.sentence; });
    });
    connect(
        engine, &engine::Engine::backedUp, this, [this] { take([](World& world) { world.backUpFailure.clear(); }); });
    connect(engine, &engine::Engine::diskEnough, this, [this] { take([](World& world) { world.lowDisk.reset(); }); });
}

void WorldWatch::take(const std::function<void(World&)>& change)
{
    change(m_world);
    recount();
    Q_EMIT changed();
}

void WorldWatch::setBrokenOff(const QString& batch)
{
    if (batch != m_world.brokenOff)
        take([&](World& world) { world.brokenOff = batch; });
}

void WorldWatch::count()
{
    const World before = m_world;
    recount();
    if (m_world != before)
        Q_EMIT changed();
}

void WorldWatch::recount()
{
    m_world.waiting = 0;
    m_world.waitingOf.clear();
    if (const ledger::Reader* reader = m_desk.isOpen() ? m_desk.reader() : nullptr) {
        if (!m_world.online.value_or(true))
            m_world.waiting = waitingOrders(*reader, {});
        for (const QString& profile : std::as_const(m_world.silent))
            m_world.waitingOf.insert(profile, waitingOrders(*reader, profile));
    }
}

} // namespace rookery::ui
