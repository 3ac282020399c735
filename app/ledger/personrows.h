// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/personid.h"
#include "pixel/utcms.h"

#include <QSet>
#include <QStringList>

namespace rookery::ledger {

class Connection;

/// What was found of a person in one ledger, and taken out.
struct ErasedRows {
    QList<qint64> events; ///< that are theirs and without an identity now
    QStringList orders;   ///< the same, by order ID
    QStringList open;     ///< that are theirs and stay as they are: what is frozen and may still go never changes
    QStringList others;   ///< further visitor, session and user IDs of these orders
    qint64 mentions = 0;  ///< texts beside other orders, drafts, searches, batches in which the ID stood
};

/// Takes the whole identity out of each settled order that has this ID, in its fields, words, frozen target and
/// attempts, and the ID out of all else that people wrote. The orders stay, with state, order ID and event ID. Within
/// the caller's transaction. Of a ledger of an older version too. `open`: events that are not settled, whatever this
/// ledger says; those that it says so of stay anyway where `isCopy` is false.
[[nodiscard]] ErasedRows erasePerson(Connection& db, const PersonId& id, const QSet<QString>& open, bool isCopy);

/// The same in a copy of the ledger, as a transaction, with the bytes. NewerLedger, NotALedger, Storage: as it was.
[[nodiscard]] Result<ErasedRows> erasePersonInCopy(const QString& file, const PersonId& id, const QSet<QString>& open);

} // namespace rookery::ledger
