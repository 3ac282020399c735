// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/ledger.h"

#include <QTemporaryDir>
#include <QTest>

/// A ledger in a folder of its own, and orders to put into it.
struct Book {
    Book() { open(); }

    void open()
    {
        auto opened = rookery::ledger::Ledger::open(file());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().sentence));
        ledger = std::move(*opened);
    }
    void close() { ledger.reset(); }
    [[nodiscard]] QString file() const { return folder.filePath(QStringLiteral("ledger.sqlite")); }

    [[nodiscard]] static rookery::ledger::NewEvent order(const QString& orderId, const QString& eventId)
    {
        using rookery::pixel::Field;
        rookery::ledger::NewEvent event;
        event.fields.setConstants();
        event.fields.set(Field::OrderId, orderId);
        event.fields.set(Field::EventId, eventId);
        event.fields.set(Field::AppId, QStringLiteral("app"));
        event.fields.set(Field::Revenue, QStringLiteral("19.99"));
        event.fields.set(Field::Currency, QStringLiteral("GBP"));
        event.profile = QStringLiteral("Acme");
        event.place = {QStringLiteral("corvidae.example.com"), QStringLiteral("app"), false, {event.profile}};
        event.agent = QStringLiteral("desk 4");
        return event;
    }
    qint64 add(const QString& orderId, rookery::UtcMs now = rookery::UtcMs(1000))
    {
        const auto id = ledger->confirm(order(orderId, QStringLiteral("e-") + orderId), now);
        return id ? *id : 0;
    }

    static rookery::ledger::Clearance go(const rookery::ledger::EventRecord&, const rookery::ledger::Trail&)
    {
        return {rookery::ledger::Clearance::Kind::Go, "https://corvidae.example.com", "/i", rookery::ledger::Hold::None,
            {}};
    }
    [[nodiscard]] rookery::ledger::TakeRequest due(int limit = 100, rookery::UtcMs now = rookery::UtcMs(2000)) const
    {
        rookery::ledger::TakeRequest request;
        request.now = now;
        request.dueBy = now;
        request.limit = limit;
        request.cause = QStringLiteral("test");
        request.agent = QStringLiteral("desk 4");
        return request;
    }
    [[nodiscard]] QList<rookery::ledger::Taken> take(const rookery::ledger::TakeRequest& request) const
    {
        const auto takings = ledger->take(request, go);
        return takings ? takings->taken : QList<rookery::ledger::Taken>();
    }
    static rookery::ledger::Completion outcome(
        const rookery::ledger::Taken& taken, rookery::ledger::Move move, std::optional<int> status = {})
    {
        rookery::ledger::Completion c;
        c.attempt = taken.attempt;
        c.event = taken.event;
        c.due = rookery::UtcMs(5000);
        c.leftHost = QStringLiteral("corvidae.example.com");
        c.result.done = rookery::UtcMs(3000);
        c.result.outcome = move;
        c.result.status = status;
        c.result.sentence = QStringLiteral("What happened.");
        c.result.leftCount = 1;
        return c;
    }
    [[nodiscard]] rookery::ledger::EventRecord event(qint64 id) const { return *ledger->reader().event(id); }

    QTemporaryDir folder;
    std::unique_ptr<rookery::ledger::Ledger> ledger;
};
