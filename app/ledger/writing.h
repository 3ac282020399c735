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
void insertDecision(SQLite::Database& db, qint64 event, const Decision& decision);

/// The columns of an event that only sending needs.
struct SendingColumns {
    QString leftHost;
    std::chrono::milliseconds tried{0};
};
[[nodiscard]] SendingColumns sendingColumns(SQLite::Database& db, qint64 event);

/// Stamps and freezes where that has not been done, marks as sending, inserts the attempt.
[[nodiscard]] Taken takeEvent(SQLite::Database& db, const EventRecord& event, const Clearance& clearance,
    const TakeRequest& request, const QString& owner);
void holdEvent(SQLite::Database& db, qint64 event, Hold hold, const QString& message);

/// Completes the attempt's row and moves the event to where its outcome and its past lead.
void completeAttempt(SQLite::Database& db, const Completion& completion);

/// Owner by event, for every row that says *sending*.
[[nodiscard]] QHash<qint64, QString> sendingEvents(SQLite::Database& db);
/// What a crash leaves: the open attempt is completed as interrupted.
void recoverEvent(SQLite::Database& db, qint64 event, UtcMs now);

} // namespace rookery::ledger::writing
