// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/rudeserver.h"
#include "engine/engine.h"
#include "engine/handclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

/// An engine on a folder of its own, a collector that misbehaves, and a profile that points there.
struct Till {
    Till()
    {
        server.start();
        restart();
        const rookery::Done saved = engine->saveProfile(profile());
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().sentence));
    }

    void restart()
    {
        engine.reset();
        engine = std::make_unique<rookery::engine::Engine>(
            rookery::profile::DataFolder(folder.path()), QStringLiteral("desk 4"), clock, ids);
        const rookery::Done opened = engine->open();
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().sentence));
    }

    [[nodiscard]] rookery::profile::Profile profile() const
    {
        rookery::profile::Profile p;
        p.name = QStringLiteral("Acme");
        p.scheme = QStringLiteral("http");
        p.host = QStringLiteral("127.0.0.1");
        p.port = server.serverPort();
        p.appId = QStringLiteral("acme-uk");
        p.properties = {QStringLiteral("acme-shop")};
        p.conversions = {QStringLiteral("Sale")};
        p.currency = QStringLiteral("GBP");
        p.timeZone = QStringLiteral("Europe/London");
        p.connectTimeout = std::chrono::milliseconds(500);
        p.answerTimeout = std::chrono::milliseconds(500);
        return p;
    }

    [[nodiscard]] static rookery::engine::Order order(
        const QString& id, const QString& revenue = QStringLiteral("19.99"))
    {
        rookery::engine::Order order;
        order.profile = QStringLiteral("Acme");
        order.typed.set(rookery::pixel::Field::OrderId, id);
        order.typed.set(rookery::pixel::Field::Revenue, revenue);
        return order;
    }

    /// 0 where it was not accepted.
    [[nodiscard]] qint64 confirm(const QString& id) const { return engine->confirm(order(id)).value_or(0); }
    [[nodiscard]] bool sendOnce(const QList<qint64>& events) const
    {
        QSignalSpy finished(engine.get(), &rookery::engine::Engine::passFinished);
        engine->sendOnce(events);
        return !finished.isEmpty() || finished.wait(10'000);
    }
    [[nodiscard]] bool deliver(const rookery::engine::Engine::PassOptions& options = {}) const
    {
        QSignalSpy finished(engine.get(), &rookery::engine::Engine::passFinished);
        return engine->deliverOnce(options) && (!finished.isEmpty() || finished.wait(10'000));
    }
    [[nodiscard]] rookery::ledger::EventRecord event(qint64 id) const { return *engine->reader().event(id); }
    [[nodiscard]] QList<rookery::ledger::AttemptRecord> attempts(qint64 id) const
    {
        return *engine->reader().attempts(id);
    }

    QTemporaryDir folder;
    HandClock clock;
    rookery::engine::UuidV7 ids;
    RudeServer server;
    std::unique_ptr<rookery::engine::Engine> engine;
};
