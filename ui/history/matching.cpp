// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/matching.h"

#include "ledger/reader.h"

#include <QScopeGuard>
#include <QThread>

namespace rookery::ui {

Matching::~Matching() { giveUp(); }

void Matching::giveUp()
{
    if (!m_thread)
        return;
    ++m_turn;
    m_givenUp = true;
    {
        const std::scoped_lock lock(m_guard);
        if (m_reader)
            m_reader->interrupt();
    }
    m_thread->wait();
    delete m_thread;
    m_thread = nullptr;
    m_givenUp = false;
}

void Matching::collect(const QString& ledgerFile, const ledger::HistoryQuery& query)
{
    giveUp();
    auto result = std::make_shared<Result<Choice>>();
    m_thread = QThread::create([this, ledgerFile, query, result] { *result = read(ledgerFile, query); });
    connect(m_thread, &QThread::finished, this, [this, result, turn = m_turn] {
        if (turn != m_turn)
            return; // it was given up when it had finished already
        m_thread->wait();
        m_thread->deleteLater();
        m_thread = nullptr;
        if (*result)
            Q_EMIT found(**result);
        else
            Q_EMIT failed(result->error());
    });
    m_thread->start();
}

Result<Choice> Matching::read(const QString& ledgerFile, const ledger::HistoryQuery& query)
{
    const auto opened = ledger::Reader::open(ledgerFile);
    if (!opened)
        return tl::unexpected(opened.error());
    const auto hold = [this](ledger::Reader* reader) {
        const std::scoped_lock lock(m_guard);
        m_reader = reader;
    };
    hold(opened->get());
    const auto letGo = qScopeGuard([&hold] { hold(nullptr); });
    QList<ledger::EventRecord> all;
    const Done done = (*opened)->forEach(query, Most + 1, [this, &all](const ledger::EventRecord& event) {
        all << event;
        return !m_givenUp;
    });
    if (!done)
        return tl::unexpected(done.error());
    if (all.size() > Most)
        return failure(Error::Code::BadInput,
            tr("More than %1 orders match; narrow the search first. Nothing was chosen.").arg(Most));
    return Choice(all);
}

} // namespace rookery::ui
