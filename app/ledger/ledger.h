// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/filelock.h"
#include "ledger/journal.h"
#include "ledger/owner.h"
#include "ledger/personrows.h"
#include "ledger/purge.h"
#include "ledger/reader.h"
#include "ledger/taking.h"

#include <QSet>

namespace rookery::ledger {

/// What became of one order among many: an event, or 0 and the earlier one because of which it was held back.
struct Confirmed {
    qint64 event = 0;
    std::optional<EventRecord> earlier;
};

/// The durable book. Every function that changes something is one transaction under the lock that all programs
/// share (QT-NOTES 18), on disk when it returns (`synchronous=FULL`), and undone as a whole when it fails. Where the
/// disk itself fails nobody knows which of the two a commit was: the connection is given up, and the next call opens
/// anew and goes by what is there then (QT-NOTES 22). Lives on one thread.
class Ledger {
public:
    /// Opens or makes the ledger and the owner's lock beside it. ReadOnly, NotALedger, NewerLedger, Busy, Storage.
    /// Storage once, too, where it was damaged and what could be read is in a new one now: the sentence says how much.
    [[nodiscard]] static Result<std::unique_ptr<Ledger>> open(const QString& file);
    ~Ledger();

    /// Accepts an order; from here on it is never lost. Duplicate: the order ID is there already and nobody
    /// allowed another one (the sentence says since when). BadInput: the event ID is taken. The event's ID in the
    /// ledger.
    [[nodiscard]] Result<qint64> confirm(const NewEvent& event, UtcMs now);
    /// Many in one transaction, one answer for each: all are accepted but those whose order ID is there already, also
    /// by one before it among them. Where another fault stands in the way of one, none is accepted.
    [[nodiscard]] Result<QList<Confirmed>> confirmAll(const QList<NewEvent>& events, UtcMs now);
    /// Rows that come in together. The batch's ID.
    [[nodiscard]] Result<qint64> openBatch(const Batch& batch);
    /// All its rows were looked at.
    [[nodiscard]] Done closeBatch(qint64 batch, qint64 rows, qint64 held, qint64 duplicates);

    /// Takes what is due: stamps and freezes what was never taken, inserts an attempt row each, marks the events
    /// as sending under our name. Obeys the switch that stops all sending.
    [[nodiscard]] Result<Takings> take(const TakeRequest& request, const Clear& clear);
    /// Records outcomes, each once.
    [[nodiscard]] Done complete(const QList<Completion>& completions);
    /// Events that say *sending* and whose owner is gone become unknown again, or what they were if that is known.
    /// Their IDs.
    [[nodiscard]] Result<QList<qint64>> recover(UtcMs now);
    /// The schedule of these profiles has run since the last call, and the network was there: Trail::tried grows.
    [[nodiscard]] Done countRunning(const QStringList& profiles, UtcMs now);

    /// Waiting only: nothing has left. NotAllowed.
    [[nodiscard]] Done cancel(qint64 event, UtcMs now, const QString& agent);
    /// Those that could still be taken back, and were; the others stay as they are.
    [[nodiscard]] Result<QList<qint64>> cancelAll(const QList<qint64>& events, UtcMs now, const QString& agent);
    [[nodiscard]] Done setHold(qint64 event, Hold hold, UtcMs now, const QString& agent);

    /// `profile` empty: all sending.
    [[nodiscard]] Done pause(const QString& profile, UtcMs now, const QString& agent);
    [[nodiscard]] Done resume(const QString& profile);
    [[nodiscard]] Result<QStringList> paused() const;

    /// Events of the profile that still have to go; a profile with some cannot be removed.
    [[nodiscard]] Result<qint64> openEvents(const QString& profile) const;
    /// Profiles, still there or not, of which something could go by itself.
    [[nodiscard]] Result<QStringList> profilesAtWork() const;
    /// When the profile's next try by itself is due; held and stopped events aside.
    [[nodiscard]] Result<std::optional<UtcMs>> nextDue(const QString& profile) const;
    /// What waits of this profile is due at once, and what was held because of its settings is looked at again:
    /// the network is back, the machine woke up, the profile was changed.
    [[nodiscard]] Done makeDue(const QString& profile);
    /// These, if they still have to go, are due at once, and whatever held them is over, also what would hold them
    /// again when they are taken: a person wants it. DueByPerson, until it was tried.
    [[nodiscard]] Done makeDue(const QList<qint64>& events);
    /// Holds that a profile's settings caused, and that its settings may have mended.
    [[nodiscard]] Done releaseProfileHolds();

    [[nodiscard]] Done saveDraft(const QString& slot, const QByteArray& content, UtcMs now, const QString& agent);
    [[nodiscard]] Done discardDraft(const QString& slot);
    [[nodiscard]] Done saveSearch(const SavedSearch& search, UtcMs now, const QString& agent);
    [[nodiscard]] Done removeSearch(const QString& name);

    // --- Afterwards. None of this touches what was sent or what will be.
    /// Each its own. Those whose note is another now. NotFound, and none is written, where one of them is not there.
    /// What was being typed there (noteSlot()) is no draft any more.
    [[nodiscard]] Result<QList<qint64>> setNotes(const QList<NoteOfEvent>& notes, UtcMs now, const QString& agent);
    /// Out of sight, or back. What still has to go or may have gone stays where it is. Those that moved.
    [[nodiscard]] Result<QList<qint64>> setBinned(
        const QList<qint64>& events, bool binned, UtcMs now, const QString& agent);
    /// Records that a caller cancelled or changed what was delivered, or that this was a mistake (Withdrawn).
    /// The old amount is filled in. What is cancelled and unknown is held. NotAllowed where nothing can have arrived,
    /// BadInput where the new amount is none.
    [[nodiscard]] Done correct(qint64 event, const Correction& correction);

    // --- Orders that leave. The steps of purge(); each is short but the last one.
    [[nodiscard]] Result<qint64> countPurge(const PurgeQuery& query) const;
    [[nodiscard]] Result<PurgedPortion> purgeSome(const PurgeQuery& query, qint64 after, int limit);
    /// Those before that moment of which no order is left, nor any to come. Their IDs.
    [[nodiscard]] Result<QList<qint64>> purgeBatches(const PurgeQuery& query);
    [[nodiscard]] Done attachArchive(const QString& file);
    void detachArchive() const;
    /// A part of what brings the index of words, as it was when it was called with `begin`, into one piece, so that
    /// nothing of what left is in it; whether there is more to do.
    [[nodiscard]] Result<bool> mergeText(bool begin);
    /// Writes the file anew, unless that would keep others waiting for too long, and empties the WAL.
    [[nodiscard]] Result<Erasure> eraseRemains();

    /// The identity of one person leaves all settled orders, and the ID whatever people wrote; eraseRemains() makes
    /// sure of the bytes.
    [[nodiscard]] Result<ErasedRows> erase(const PersonId& person, UtcMs now, const QString& agent);

    /// Adds to the journal; what Ledger does itself against the program's advice is there already.
    [[nodiscard]] Done note(const JournalEntry& entry);

    /// Whether another program has this ledger open.
    [[nodiscard]] bool isShared() const { return Owner::isAnyAlive(ownersOf(m_file), ownerName()); }

    /// The ledger may not grow beyond so many bytes; what would is refused as a full disk is.
    void limitSize(qint64 bytes);

    /// Reads what was written a moment ago, through the same connection.
    [[nodiscard]] const Reader& reader() const { return *m_reader; }
    [[nodiscard]] const QString& ownerName() const { return m_owner.name(); }

private:
    Ledger(QString file, Owner owner);

    [[nodiscard]] static Error lockError(const QString& file, FileLock::Failure why);
    [[nodiscard]] Done mend();
    [[nodiscard]] Done reopen();
    [[nodiscard]] Done openLocked();
    void giveUp();
    [[nodiscard]] Done ensureOpen();
    [[nodiscard]] Result<Confirmed> insert(const NewEvent& event, UtcMs now);
    void noteOverrides(const NewEvent& event, bool isDuplicate, UtcMs now);
    [[nodiscard]] Result<qint64> settleDoubt(const NewEvent& event, const Error& error);
    [[nodiscard]] Result<QList<Confirmed>> foundAgain(const QList<NewEvent>& events) const;
    template <typename F>
    [[nodiscard]] auto write(const F& change) -> decltype(change());
    [[nodiscard]] QList<EventRecord> candidates(const TakeRequest& request);
    [[nodiscard]] Connection& db() const { return m_reader->db(); }

    QString m_file;
    Owner m_owner;
    std::unique_ptr<Reader> m_reader; // owns the one writable connection, or none after a failure; never null
    QSet<qint64> m_underWay;          // attempts that take() gave out and complete() has not seen yet
    int m_walPages = 0;
    bool m_isUnsettled = false; // as unsettled.h says, also where no file can be made any more
};

} // namespace rookery::ledger
