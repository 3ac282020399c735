// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/tallyfetcher.h"

#include "ledger/reader.h"

#include <QTimer>

namespace rookery::ui {

TallyFetcher::TallyFetcher(QObject* parent) : QObject(parent), m_worker(new QObject)
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

TallyFetcher::~TallyFetcher()
{
    {
        const std::lock_guard guard(m_readerGuard);
        if (m_reader)
            m_reader->interrupt();
    }
    m_thread.quit();
    m_thread.wait();
}

void TallyFetcher::fetch(const QString& ledgerFile, const ledger::HistoryQuery& query)
{
    if (m_isBusy)
        m_next = Request{ledgerFile, query};
    else
        start({ledgerFile, query});
}

void TallyFetcher::start(const Request& request)
{
    m_isBusy = true;
    m_took.start();
    QMetaObject::invokeMethod(m_worker, [this, request] {
        QMetaObject::invokeMethod(this, [this, request, result = read(request)] { take(request, result); });
    });
}

// Told although more has changed since: while thousands are sent there is always more. And a rest as long as the work,
// or a big day would be added up again and again all the time.
void TallyFetcher::take(const Request& request, const Result<Tallies>& result)
{
    QTimer::singleShot(m_next && m_next->query != request.query ? 0 : int(m_took.elapsed()), this, [this] {
        m_isBusy = false;
        if (const auto next = std::exchange(m_next, std::nullopt))
            start(*next);
    });
    if (m_next && m_next->query != request.query)
        return; // of another profile or day
    if (result)
        Q_EMIT fetched(*result);
    else
        Q_EMIT failed(result.error());
}

Result<TallyFetcher::Tallies> TallyFetcher::read(const Request& request)
{
    if (!m_reader || request.file != m_file) {
        auto opened = ledger::Reader::open(request.file);
        if (!opened)
            return tl::unexpected(opened.error());
        const std::lock_guard guard(m_readerGuard);
        m_reader = std::move(*opened);
        m_file = request.file;
    }
    return m_reader->tallies(request.query);
}

} // namespace rookery::ui
