// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/database.h"
#include "ledger/journal.h"
#include "ledger/record.h"
#include "ledger/taking.h"

#include <QHash>

/// The statements behind Ledger's transactions, one function a statement or a short run of them. They throw what
/// SQLiteCpp throws; Ledger catches.
namespace rookery::ledger::writing {

/// Nothing: its event ID is taken. It is found by its words when indexText() was there too.
[[nodiscard]] std::optional<qint64> insertEvent(Connection& db, const NewEvent& event, UtcMs now);
/// For the events from `first` to `last`, once, in the transaction that inserted them: one by one the index would be
/// written anew for each.
void indexText(Connection& db, qint64 first, qint64 last);
void setNote(Connection& db, qint64 event, const QString& note);
/// False, and nothing is changed, where it can't be taken back (any more).
[[nodiscard]] bool cancelEvent(Connection& db, qint64 event, const QString& agent, UtcMs now);
/// And makes it the one that holds.
void insertCorrection(Connection& db, qint64 event, const Correction& correction);
void insertDecision(Connection& db, qint64 event, const Decision& decision);
void insertJournal(Connection& db, const JournalEntry& entry);

[[nodiscard]] Trail trailOf(Connection& db, const EventRecord& event);

/// Stamps and freezes where that has not been done, marks as sending, inserts the attempt.
[[nodiscard]] Taken takeEvent(Connection& db, const EventRecord& event, const Trail& trail, const Clearance& clearance,
    const TakeRequest& request, const QString& owner);
void holdEvent(Connection& db, qint64 event, Hold hold, const QString& message);

/// Completes the attempt's row and moves the event to where its outcome and its past lead. Does nothing where the
/// row was completed before: by recovery, or because a commit that was reported as failed did reach the disk.
void completeAttempt(Connection& db, const Completion& completion);

/// An event that says *sending*, with its open attempt.
struct Sending {
    qint64 event = 0;
    qint64 attempt = 0;
    QString owner;
};
[[nodiscard]] QList<Sending> sendingEvents(Connection& db);
/// What a crash leaves: the open attempt is completed as interrupted.
void recoverEvent(Connection& db, qint64 event, UtcMs now);

/// Adds what has passed since it was last counted, at the most a minute, to the running time of the profile.
void countRunning(Connection& db, const QString& profile, UtcMs now);

} // namespace rookery::ledger::writing
