// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"
#include "ledger/taking.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QHash>

/// The statements behind Ledger's transactions, one function a statement or a short run of them. They throw what
/// SQLiteCpp throws; Ledger catches.
namespace rookery::ledger::writing {

[[nodiscard]] qint64 insertEvent(SQLite::Database& db, const NewEvent& event, UtcMs now);
void setNote(SQLite::Database& db, qint64 event, const QString& note);
/// False, and nothing is changed, where it can't be taken back (any more).
[[nodiscard]] bool cancelEvent(SQLite::Database& db, qint64 event, const QString& agent, UtcMs now);
/// And makes it the one that holds.
void insertCorrection(SQLite::Database& db, qint64 event, const Correction& correction);
void insertDecision(SQLite::Database& db, qint64 event, const Decision& decision);

[[nodiscard]] Trail trailOf(SQLite::Database& db, const EventRecord& event);

/// Stamps and freezes where that has not been done, marks as sending, inserts the attempt.
[[nodiscard]] Taken takeEvent(SQLite::Database& db, const EventRecord& event, const Trail& trail,
    const Clearance& clearance, const TakeRequest& request, const QString& owner);
void holdEvent(SQLite::Database& db, qint64 event, Hold hold, const QString& message);

/// Completes the attempt's row and moves the event to where its outcome and its past lead. Does nothing where the
/// row was completed before: by recovery, or because a commit that was reported as failed did reach the disk.
void completeAttempt(SQLite::Database& db, const Completion& completion);

/// An event that says *sending*, with its open attempt.
struct Sending {
    qint64 event = 0;
    qint64 attempt = 0;
    QString owner;
};
[[nodiscard]] QList<Sending> sendingEvents(SQLite::Database& db);
/// What a crash leaves: the open attempt is completed as interrupted.
void recoverEvent(SQLite::Database& db, qint64 event, UtcMs now);

/// Adds what has passed since it was last counted, at the most a minute, to the running time of the profile.
void countRunning(SQLite::Database& db, const QString& profile, UtcMs now);

} // namespace rookery::ledger::writing
