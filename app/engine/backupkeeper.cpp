// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backupkeeper.h"

#include <QThread>

#include <algorithm>

namespace rookery::engine {

namespace {

using namespace std::chrono_literals;
constexpr auto Every = 24h;
constexpr auto AgainAfter = 1h;

} // namespace

BackupKeeper::BackupKeeper(QString ledgerFile, QString folder, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_ledgerFile(std::move(ledgerFile))
    , m_folder(std::move(folder))
    , m_clock(clock)
{
}

BackupKeeper::~BackupKeeper()
{
    m_stop = true;
    if (m_thread)
        m_thread->wait();
}

bool BackupKeeper::isDue() const
{
    if (m_thread || (m_failed && m_clock.steady() - *m_failed < AgainAfter))
        return false;
    const QList<ledger::Backup> backups = ledger::backupsIn(m_folder);
    // Those of the days to come were made by a clock that was wrong, and say nothing of today.
    const UtcMs now = m_clock.utc();
    const auto newest = std::find_if(
        backups.begin(), backups.end(), [now](const ledger::Backup& backup) { return backup.made <= now; });
    return newest == backups.end() || now - newest->made >= Every;
}

void BackupKeeper::start()
{
    if (m_thread)
        return;
    m_thread.reset(QThread::create([this, now = m_clock.utc()] {
        auto result = ledger::backUp(m_ledgerFile, m_folder, now, m_stop);
        QMetaObject::invokeMethod(
            this, [this, result = std::move(result)] { take(result); }, Qt::QueuedConnection);
    }));
    m_thread->setObjectName(QStringLiteral("backup"));
    m_thread->start(QThread::LowPriority);
}

void BackupKeeper::take(const Result<ledger::Backup>& result)
{
    m_thread->wait(); // it has nothing more to do
    m_thread.reset();
    m_failed.reset();
    if (result)
        return Q_EMIT made(*result);
    m_failed = m_clock.steady();
    Q_EMIT failed(result.error());
}

} // namespace rookery::engine
