// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "pixel/error.h"
#include "ui/common/choice.h"

#include <QObject>

#include <atomic>
#include <mutex>

class QThread;

namespace rookery::ledger {
class Reader;
}

namespace rookery::ui {

/// Reads all that match a search, on a thread and with a reader of its own: in order of confirmation.
class Matching final : public QObject {
    Q_OBJECT

public:
    static constexpr int Most = 100'000;

    using QObject::QObject;
    /// Ends what is being read.
    ~Matching() override;

    /// found() or failed() follows (BadInput where there are more than Most), once for the newest: what was being
    /// collected before is given up.
    void collect(const QString& ledgerFile, const ledger::HistoryQuery& query);

Q_SIGNALS:
    void found(const rookery::ui::Choice& choice);
    void failed(const rookery::Error& error);

private:
    [[nodiscard]] Result<Choice> read(const QString& ledgerFile, const ledger::HistoryQuery& query);
    void giveUp();

    QThread* m_thread = nullptr;
    quint64 m_turn = 0;
    std::atomic<bool> m_givenUp = false;
    std::mutex m_guard; // of who holds the pointer
    ledger::Reader* m_reader = nullptr;
};

} // namespace rookery::ui
