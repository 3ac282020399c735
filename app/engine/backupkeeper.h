// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/clock.h"
#include "ledger/backup.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <optional>

class QThread;

namespace rookery::engine {

/// Makes back-ups of the ledger, one at a time, on a thread of its own: a large one takes its time, and orders do not
/// wait for it.
class BackupKeeper final : public QObject {
    Q_OBJECT

public:
    BackupKeeper(QString ledgerFile, QString folder, Clock& clock, QObject* parent = nullptr);
    /// Gives up the one that is being made.
    ~BackupKeeper() override;

    /// The newest one is older than a day, and none was tried in vain within the last hour.
    [[nodiscard]] bool isDue() const;
    /// made() or failed() follows. Nothing happens while one is being made, of which they tell as well.
    void start();

Q_SIGNALS:
    void made(const rookery::ledger::Backup& backup);
    void failed(const rookery::Error& error);

private:
    void take(const Result<ledger::Backup>& result);

    QString m_ledgerFile;
    QString m_folder;
    Clock& m_clock;
    std::unique_ptr<QThread> m_thread;
    std::atomic_bool m_stop = false;
    std::optional<std::chrono::milliseconds> m_failed; // by the steady clock
};

} // namespace rookery::engine
