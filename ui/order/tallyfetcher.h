// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "pixel/error.h"

#include <QElapsedTimer>
#include <QObject>
#include <QThread>

#include <memory>
#include <mutex>
#include <optional>

namespace rookery::ledger {
class Reader;
}

namespace rookery::ui {

/// Adds up orders on a thread and with a reader of its own: a day may have 100,000 of them. While it adds, what is
/// asked for waits, and only the last of that is done.
class TallyFetcher final : public QObject {
    Q_OBJECT

public:
    using Tallies = QMap<ledger::Standing, ledger::Tally>;

    explicit TallyFetcher(QObject* parent = nullptr);
    ~TallyFetcher() override;

    /// fetched() or failed() follows, unless another day or profile is asked for meanwhile.
    void fetch(const QString& ledgerFile, const ledger::HistoryQuery& query);

Q_SIGNALS:
    void fetched(const rookery::ui::TallyFetcher::Tallies& tallies);
    void failed(const rookery::Error& error);

private:
    struct Request {
        QString file;
        ledger::HistoryQuery query;
    };
    void start(const Request& request);
    void take(const Request& request, const Result<Tallies>& result);
    [[nodiscard]] Result<Tallies> read(const Request& request);

    QThread m_thread;
    QObject* m_worker; // lives on the thread
    bool m_isBusy = false;
    QElapsedTimer m_took;
    std::optional<Request> m_next;
    // Of the worker; the guard is for who interrupts it.
    std::mutex m_readerGuard;
    std::unique_ptr<ledger::Reader> m_reader;
    QString m_file;
};

} // namespace rookery::ui
