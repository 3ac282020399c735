// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "pixel/error.h"
#include "ui/history/historycells.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <mutex>

namespace rookery::ledger {
class Reader;
}

namespace rookery::ui {

/// What is to be read: `limit` rows from behind `before`, or the newest.
struct HistoryRequest {
    ledger::HistoryQuery query;
    ledger::HistoryQuery wider = {}; ///< counted where nothing matches the query; empty: it is not
    Grouping grouping = Grouping::Orders;
    std::optional<qint64> before = {};
    int limit = 0;
    bool count = false; ///< afterwards: how many match in all
};

/// Some rows of a request; several may come, the last one says whether there are more behind it.
struct HistoryBatch {
    QList<HistoryRow> rows;
    bool last = false;
    bool more = false;
};

/// How many match in all, how many of those that would match are in the bin, and, where none matches, how many do the
/// wider query.
struct HistoryCount {
    qint64 matching = 0;
    qint64 binned = 0;
    qint64 wider = 0;
};

/// Reads the history on a thread and with a reader of its own, so that no search holds the window, however many rows
/// it has to look at. Only the newest request is of interest: a new one ends the one before.
class HistoryFetcher final : public QObject {
    Q_OBJECT

public:
    explicit HistoryFetcher(QObject* parent = nullptr);
    ~HistoryFetcher() override;

    void setLedger(const QString& file);
    /// fetched() follows, once or several times, then counted() where that was asked for; or failed().
    void fetch(const HistoryRequest& request);

Q_SIGNALS:
    void fetched(const rookery::ui::HistoryBatch& batch);
    void counted(const rookery::ui::HistoryCount& count);
    void failed(const rookery::Error& error);

private:
    void run(const HistoryRequest& request, quint64 turn);
    [[nodiscard]] Done read(const HistoryRequest& request, quint64 turn);
    [[nodiscard]] bool isWanted(quint64 turn) const { return m_turn == turn; }
    template <typename Tell>
    void tell(quint64 turn, Tell tell);

    QThread m_thread;
    QObject* m_worker; // lives on m_thread
    std::atomic<quint64> m_turn = 0;
    std::mutex m_readerGuard; // of who holds the pointer, not of reading
    std::unique_ptr<ledger::Reader> m_reader;
    QString m_file;
};

} // namespace rookery::ui

Q_DECLARE_METATYPE(rookery::ui::HistoryBatch)
