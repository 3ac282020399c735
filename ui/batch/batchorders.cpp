// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batchorders.h"

#include "ui/common/desk.h"
#include "ui/common/world.h"
#include "ui/common/worldwatch.h"

namespace rookery::ui {

namespace {

constexpr qsizetype KeptRecords = 500; // more than are in sight at once

}

ledger::EventRecord RowNow::record() const
{
    ledger::EventRecord record;
    record.id = event;
    record.state = state;
    record.failures = wasTried ? 1 : 0;
    return record;
}

ledger::Standing RowNow::standing() const { return ledger::standingOf(state, wasTried ? 1 : 0, ledger::Hold::None); }

bool RowNow::hasFailed() const
{
    return event != 0 && (standing() == ledger::Standing::NotDelivered || standing() == ledger::Standing::Unknown);
}

BatchOrders::BatchOrders(Desk& desk, QObject* parent) : QObject(parent), m_desk(desk), m_records(KeptRecords)
{
    connect(&m_changed, &Portions::due, this, &BatchOrders::followNow);
}

void BatchOrders::clear()
{
    m_now.clear();
    m_rowOfEvent.clear();
    m_changed.clear();
    m_records.clear();
    m_failures = 0;
    m_toRetry.clear();
    m_retried.clear();
    m_first = m_last = -1;
}

void BatchOrders::setSize(qsizetype rows) { m_now.resize(std::size_t(rows)); }

RowNow BatchOrders::at(qsizetype row) const
{
    return std::size_t(row) < m_now.size() ? m_now[std::size_t(row)] : RowNow();
}

std::optional<ledger::EventRecord> BatchOrders::failedRecord(qsizetype row) const
{
    const RowNow now = at(row);
    if (!now.hasFailed())
        return std::nullopt;
    if (const ledger::EventRecord* known = m_records.object(now.event))
        return *known;
    const ledger::Reader* reader = m_desk.reader();
    const auto records
        = reader ? reader->among({}, {now.event}).value_or(QList<ledger::EventRecord>()) : QList<ledger::EventRecord>();
    if (records.isEmpty())
        return std::nullopt;
    m_records.insert(now.event, new ledger::EventRecord(records.first()));
    return records.first();
}

QString BatchOrders::heldUp(const QString& profile) const { return heldUpText(m_desk.worldWatch().world(), profile); }

std::vector<bool> BatchOrders::accepted() const
{
    std::vector<bool> accepted(m_now.size());
    for (std::size_t row = 0; row < m_now.size(); ++row)
        accepted[row] = m_now[row].event != 0;
    return accepted;
}

QList<qint64> BatchOrders::events(const std::function<bool(const RowNow&)>& wanted) const
{
    QList<qint64> events;
    for (const RowNow& now : m_now) {
        if (now.event != 0 && wanted(now))
            events << now.event;
    }
    return events;
}

void BatchOrders::add(qsizetype row, qint64 event)
{
    if (std::size_t(row) >= m_now.size())
        setSize(row + 1);
    if (m_now[std::size_t(row)].event != 0)
        return; // what is known of it is newer
    m_now[std::size_t(row)].event = event;
    m_rowOfEvent.insert(event, row);
}

void BatchOrders::take(qsizetype row, const ledger::EventRecord& event)
{
    add(row, event.id);
    const bool isHeld = event.hold != ledger::Hold::None;
    RowNow& now = m_now[std::size_t(row)];
    m_failures -= now.hasFailed() && !now.isHeld ? 1 : 0;
    now = {event.id, event.state, event.failures > 0 || isHeld, isHeld};
    m_failures += now.hasFailed() && !now.isHeld ? 1 : 0;
    if (event.state != ledger::State::Sending)
        m_retried.remove(event.id);
    m_records.remove(event.id);
    m_first = m_first < 0 ? row : qMin(m_first, row);
    m_last = qMax(m_last, row);
}

void BatchOrders::tell()
{
    const qsizetype first = std::exchange(m_first, -1);
    if (m_retried.isEmpty())
        retryNext();
    Q_EMIT changed(first, std::exchange(m_last, -1));
}

void BatchOrders::follow(const QList<qint64>& events)
{
    QList<qint64> ours;
    for (const qint64 event : events) {
        if (m_rowOfEvent.contains(event))
            ours << event;
    }
    m_changed.add(ours);
    m_changed.start();
}

void BatchOrders::followNow(const QList<qint64>& events)
{
    const ledger::Reader* reader = m_desk.reader();
    if (!reader)
        return;
    const auto records = reader->among({}, events);
    if (!records) {
        Q_EMIT failed(records.error());
        return;
    }
    for (const ledger::EventRecord& event : *records)
        take(m_rowOfEvent.value(event.id), event);
    tell();
}

void BatchOrders::cancelWaiting()
{
    const QList<qint64> waiting = events([](const RowNow& now) { return now.state == ledger::State::Waiting; });
    for (qsizetype at = 0; at < waiting.size(); at += engine::Engine::MostCancelled) {
        const QList<qint64> some = waiting.mid(at, engine::Engine::MostCancelled);
        m_desk.ask(
            this, [some](engine::Engine& engine) { return engine.cancelAll(some); },
            [this, wanted = some.size()](const Result<QList<qint64>>& taken) {
                if (taken)
                    Q_EMIT cancelled(taken->size(), wanted - taken->size());
                else
                    Q_EMIT failed(taken.error());
            });
    }
}

void BatchOrders::retryFailed()
{
    const QList<qint64> open = events([](const RowNow& now) {
        return now.state == ledger::State::Unknown || (now.state == ledger::State::Waiting && now.wasTried);
    });
    for (qsizetype at = 0; at < open.size(); at += engine::Engine::MostInOneGo)
        m_desk.tell([some = open.mid(at, engine::Engine::MostInOneGo)](
                        engine::Engine& engine) { return engine.resendAll(some); });
    m_toRetry = events([](const RowNow& now) { return now.state == ledger::State::Refused; });
    m_retried.clear();
    retryNext();
}

void BatchOrders::retryNext()
{
    const QList<qint64> some = m_toRetry.first(qMin(m_toRetry.size(), qsizetype(engine::Engine::MostAtOnce)));
    if (some.isEmpty())
        return;
    m_toRetry.remove(0, some.size());
    m_retried = QSet<qint64>(some.begin(), some.end());
    m_desk.ask(
        this, [some](engine::Engine& engine) { return engine.resendAll(some); },
        [this](const Done& done) {
            if (done)
                return;
            m_toRetry.clear(); // the next would be told the same
            Q_EMIT failed(done.error());
        });
}

} // namespace rookery::ui
