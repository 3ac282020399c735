// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historyfetcher.h"

#include "ledger/reader.h"

#include <QElapsedTimer>

namespace rookery::ui {

namespace {

// A screen fills as rows are found; fewer than this are worth a message only after a while.
constexpr qsizetype BatchSize = 200;
constexpr qint64 BatchMs = 50;

} // namespace

HistoryFetcher::HistoryFetcher(QObject* parent) : QObject(parent), m_worker(new QObject)
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

HistoryFetcher::~HistoryFetcher()
{
    ++m_turn;
    {
        const std::lock_guard guard(m_readerGuard);
        if (m_reader)
            m_reader->interrupt();
    }
    m_thread.quit();
    m_thread.wait();
}

void HistoryFetcher::setLedger(const QString& file)
{
    QMetaObject::invokeMethod(m_worker, [this, file] {
        const std::lock_guard guard(m_readerGuard);
        m_reader.reset();
        m_file = file;
    });
}

void HistoryFetcher::fetch(const HistoryRequest& request)
{
    const quint64 turn = ++m_turn;
    {
        const std::lock_guard guard(m_readerGuard);
        if (m_reader)
            m_reader->interrupt(); // before the new request can start, so that it never hits that one
    }
    QMetaObject::invokeMethod(m_worker, [this, request, turn] { run(request, turn); });
}

// On the worker's thread, to this object's.
template <typename Tell>
void HistoryFetcher::tell(quint64 turn, Tell tell)
{
    QMetaObject::invokeMethod(this, [this, turn, tell = std::move(tell)] {
        if (isWanted(turn))
            tell();
    });
}

void HistoryFetcher::run(const HistoryRequest& request, quint64 turn)
{
    if (!isWanted(turn))
        return;
    if (!m_reader) {
        auto opened = ledger::Reader::open(m_file);
        if (!opened)
            return tell(turn, [this, error = opened.error()] { Q_EMIT failed(error); });
        const std::lock_guard guard(m_readerGuard);
        m_reader = std::move(*opened);
    }
    // An interruption was for a request that nobody waits for any more, and is not told.
    if (const Done done = read(request, turn); !done)
        tell(turn, [this, error = done.error()] { Q_EMIT failed(error); });
}

Done HistoryFetcher::read(const HistoryRequest& request, quint64 turn)
{
    QElapsedTimer sinceTold;
    sinceTold.start();
    HistoryBatch batch;
    int found = 0;
    const auto keep = [&](HistoryRow row) {
        if (++found > request.limit)
            return false; // it only says that there are more
        batch.rows << std::move(row);
        if (batch.rows.size() >= BatchSize || sinceTold.elapsed() >= BatchMs) {
            tell(turn, [this, batch] { Q_EMIT fetched(batch); });
            batch.rows.clear();
            sinceTold.start();
        }
        return isWanted(turn);
    };
    const Done done = request.grouping == Grouping::Orders
        ? m_reader->walk(request.query, request.before,
            [&](const ledger::EventRecord& event) {
                return keep({event, {}});
            })
        : m_reader->walkAttempts(request.query, request.before, [&](const ledger::AttemptOfEvent& one) {
              return keep({one.event, one.attempt});
          });
    if (!done)
        return done;
    batch.last = true;
    batch.more = found > request.limit;
    tell(turn, [this, batch] { Q_EMIT fetched(batch); });
    if (!request.count)
        return {};

    const auto matching = m_reader->count(request.query);
    if (!matching)
        return tl::unexpected(matching.error());
    HistoryCount count{*matching};
    if (*matching == 0 && request.wider != request.query)
        count.wider = m_reader->count(request.wider).value_or(0);
    if (request.query.bin == ledger::Bin::Hidden) {
        ledger::HistoryQuery binned = request.query;
        binned.bin = ledger::Bin::Only;
        count.binned = m_reader->count(binned).value_or(0);
    }
    tell(turn, [this, count] { Q_EMIT counted(count); });
    return {};
}

} // namespace rookery::ui
