// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "ledger/record.h"
#include "pixel/error.h"

#include <functional>
#include <memory>

class QTemporaryDir;

namespace rookery::ledger {

/// Reads the ledger through a connection of its own and writes nothing. Lists come in keyset pages.
class Reader {
public:
    /// NotFound if there is no ledger yet. Where the folder cannot be written, a private copy of ledger and WAL
    /// is read, because SQLite needs the WAL's index beside it.
    [[nodiscard]] static Result<std::unique_ptr<Reader>> open(const QString& file);
    ~Reader();

    /// Newest first: the `limit` events before `before`, or the newest.
    [[nodiscard]] Result<QList<EventRecord>> page(
        const HistoryQuery& query, std::optional<qint64> before, int limit) const;
    /// Newest first: those after `after`, for what came in since a page was read.
    [[nodiscard]] Result<QList<EventRecord>> newerThan(const HistoryQuery& query, qint64 after, int limit) const;
    /// Those of `ids` that match the query, in no particular order.
    [[nodiscard]] Result<QList<EventRecord>> among(const HistoryQuery& query, const QList<qint64>& ids) const;
    /// Oldest first, one at a time, until `visit` says false; `limit` 0: all.
    [[nodiscard]] Done forEach(
        const HistoryQuery& query, int limit, const std::function<bool(const EventRecord&)>& visit) const;

    [[nodiscard]] Result<qint64> count(const HistoryQuery& query) const;
    /// Count and exact sum by standing, for a day or so: each row that matches is read.
    [[nodiscard]] Result<QMap<Standing, Tally>> tallies(const HistoryQuery& query) const;
    /// When the oldest order that is still under way or open was confirmed.
    [[nodiscard]] Result<std::optional<UtcMs>> oldestOpen() const;
    /// By eventID, else the newest with that order ID. NotFound.
    [[nodiscard]] Result<EventRecord> find(const QString& eventOrOrder) const;
    [[nodiscard]] Result<EventRecord> event(qint64 id) const;
    /// The newest event of that order at that place. What was cancelled before it left does not count.
    [[nodiscard]] Result<std::optional<EventRecord>> earlierOrder(const QString& orderId, const Place& place) const;
    /// In the order in which they were made.
    [[nodiscard]] Result<QList<AttemptRecord>> attempts(qint64 event) const;
    [[nodiscard]] Result<QList<Decision>> decisions(qint64 event) const;

    /// Another number than before: somebody else wrote into the ledger since.
    [[nodiscard]] Result<int> dataVersion() const;

private:
    friend class Ledger;
    explicit Reader(QString file, std::unique_ptr<SQLite::Database> db);
    /// Throws what a failing disk throws where there is no connection (any more).
    [[nodiscard]] SQLite::Database& db() const;
    [[nodiscard]] Result<QList<EventRecord>> select(
        const std::string& tail, const std::function<void(SQLite::Statement&)>& bindAll) const;

    QString m_file;
    std::unique_ptr<SQLite::Database> m_db;
    std::unique_ptr<QTemporaryDir> m_copy;
};

/// `SELECT` of what readEvent() reads; `tail` is the condition and what follows it.
[[nodiscard]] std::string selectEvents(const std::string& tail);
[[nodiscard]] EventRecord readEvent(SQLite::Statement& row);

} // namespace rookery::ledger
