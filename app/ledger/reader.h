// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/journal.h"
#include "ledger/query.h"
#include "ledger/record.h"
#include "pixel/error.h"

#include <atomic>
#include <functional>
#include <memory>

class QTemporaryDir;

namespace rookery::ledger {

class Connection;
struct Soundness;
struct Statistics;

/// Something typed and not sent: the form as it stands (slot `form`), or parked.
struct Draft {
    QString slot;
    QByteArray content; ///< JSON, as typed
    UtcMs saved;
    QString agent;
};

/// Where the note of an order is kept while it is typed.
[[nodiscard]] QString noteSlot(qint64 event);

/// A search that somebody gave a name.
struct SavedSearch {
    QString name;
    QString text;

    bool operator==(const SavedSearch&) const = default;
};

/// Reads the ledger through a connection of its own and writes nothing. Lists come in keyset pages.
class Reader {
public:
    /// NotFound if there is no ledger yet. Where the folder cannot be written, a private copy of ledger and WAL
    /// is read, because SQLite needs the WAL's index beside it.
    [[nodiscard]] static Result<std::unique_ptr<Reader>> open(const QString& file);
    /// The same, but a ledger of an older version stays as it is: a private copy of it is brought up to date and read.
    [[nodiscard]] static Result<std::unique_ptr<Reader>> openUntouched(const QString& file);
    /// The same, as the older version wrote it; for those that ask only for what that version had.
    [[nodiscard]] static Result<std::unique_ptr<Reader>> openAsItIs(const QString& file);
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

    /// Newest first from behind `before` (or the newest), one at a time, until `visit` says false.
    [[nodiscard]] Done walk(const HistoryQuery& query, std::optional<qint64> before,
        const std::function<bool(const EventRecord&)>& visit) const;
    /// Attempts of matching events, newest first from behind the attempt `before`, until `visit` says false.
    [[nodiscard]] Done walkAttempts(const HistoryQuery& query, std::optional<qint64> before,
        const std::function<bool(const AttemptOfEvent&)>& visit) const;
    /// The same, oldest first; `limit` 0: all.
    [[nodiscard]] Done forEachAttempt(
        const HistoryQuery& query, int limit, const std::function<bool(const AttemptOfEvent&)>& visit) const;

    /// What `reads` reads through this reader is the ledger of one moment, so that its sums fit its rows.
    [[nodiscard]] Done ofOneMoment(const std::function<Done()>& reads) const;

    [[nodiscard]] Result<qint64> count(const HistoryQuery& query) const;
    /// Count and exact sum by standing, for a day or so: each row that matches is read.
    [[nodiscard]] Result<QMap<Standing, Tally>> tallies(const HistoryQuery& query) const;
    /// When the oldest order that is still under way was confirmed: what waits for a person aside.
    [[nodiscard]] Result<std::optional<UtcMs>> oldestUnderWay() const;
    /// By eventID, else the newest with that order ID. NotFound.
    [[nodiscard]] Result<EventRecord> find(const QString& eventOrOrder) const;
    [[nodiscard]] Result<EventRecord> event(qint64 id) const;
    /// Whether there is any event with that order ID, wherever it went: cheap, for looking many up of which few are
    /// there.
    [[nodiscard]] Result<bool> hasOrder(std::string_view orderId) const;
    /// The newest event of that order at that place. What was cancelled before it left does not count. Of one that was
    /// purged only what is still known (EventRecord::isPast()).
    [[nodiscard]] Result<std::optional<EventRecord>> earlierOrder(const QString& orderId, const Place& place) const;
    /// The newest order at that place whose ID is this one in other small and capital letters: another order for the
    /// collector, and perhaps the same one for whoever typed it.
    [[nodiscard]] Result<std::optional<EventRecord>> earlierInOtherLetters(
        const QString& orderId, const Place& place) const;
    /// Each order ID there is, or was before it was purged, some of them more than once: out of the indexes.
    [[nodiscard]] Done forEachOrderId(const std::function<void(std::string_view)>& tell) const;
    /// In the order in which they were made.
    [[nodiscard]] Result<QList<AttemptRecord>> attempts(qint64 event) const;
    [[nodiscard]] Result<QList<Decision>> decisions(qint64 event) const;
    /// Of one event, in the order in which they were made; withdrawn ones and withdrawals too.
    [[nodiscard]] Result<QList<Correction>> corrections(qint64 event) const;
    /// The corrections that hold, one an event, in the order in which they were made: what the vendor is told.
    [[nodiscard]] Result<QList<CorrectedEvent>> correctedEvents() const;
    /// The middle of the profile's last orders in this currency; nothing where there are too few to tell.
    [[nodiscard]] Result<std::optional<pixel::Amount>> usualRevenue(
        const QString& profile, const QString& currency) const;
    /// All that is typed and not sent, oldest first.
    [[nodiscard]] Result<QList<Draft>> drafts() const;
    [[nodiscard]] Result<std::optional<Draft>> draft(const QString& slot) const;
    [[nodiscard]] Result<QList<SavedSearch>> savedSearches() const;
    /// The journal, oldest first, one at a time, until `visit` says false.
    [[nodiscard]] Done forEachEntry(const std::function<bool(const JournalEntry&)>& visit) const;
    /// The newest `limit` of them, the newest first.
    [[nodiscard]] Result<QList<Batch>> batches(int limit) const;
    /// Of all batches with anything that is not settled, by batch. Reads all of that, so not in a window's thread;
    /// Interrupted where `goOn` says false.
    [[nodiscard]] Result<QHash<qint64, BatchStanding>> batchStandings(const std::function<bool()>& goOn) const;
    /// NotFound.
    [[nodiscard]] Result<Batch> batch(qint64 id) const;

    /// Of the whole ledger, whichever version wrote it. Each row is read; Interrupted (somebody set `stop`).
    [[nodiscard]] Result<Soundness> soundness(const std::atomic_bool& stop) const;
    [[nodiscard]] Result<Statistics> statistics() const;

    /// Ends what this reader is reading on another thread with Error::Code::Interrupted. From any thread.
    void interrupt() const;

    /// Another number than before: somebody else wrote into the ledger since.
    [[nodiscard]] Result<int> dataVersion() const;

private:
    friend class Ledger;
    [[nodiscard]] Result<QList<Batch>> selectBatches(const char* tail, qint64 value) const;
    explicit Reader(QString file, std::unique_ptr<Connection> db);
    [[nodiscard]] static Result<std::unique_ptr<Reader>> openOrCopy(
        const QString& file, const std::function<Result<std::unique_ptr<Connection>>(const QString&)>& openFile);
    /// Throws what a failing disk throws where there is no connection (any more).
    [[nodiscard]] Connection& db() const;
    [[nodiscard]] Done visitAttempts(const HistoryQuery& query, const std::string& tail, std::optional<qint64> before,
        const std::function<bool(const AttemptOfEvent&)>& visit) const;
    [[nodiscard]] Result<std::optional<EventRecord>> pastOrder(const QString& orderId, const Place& place) const;
    /// The first order ID of the ledger from this one on. Throws.
    [[nodiscard]] std::optional<QString> orderFrom(const QString& orderId) const;
    [[nodiscard]] Result<QList<EventRecord>> select(
        const std::string& tail, const std::function<void(SQLite::Statement&)>& bindAll) const;

    QString m_file;
    std::unique_ptr<Connection> m_db;
    std::unique_ptr<QTemporaryDir> m_copy;
};

/// `SELECT` of what readEvent() reads; `tail` is the condition and what follows it.
[[nodiscard]] std::string selectEvents(const std::string& tail);
[[nodiscard]] EventRecord readEvent(SQLite::Statement& row, int firstColumn = 0);

} // namespace rookery::ledger
