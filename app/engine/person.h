// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/ledger.h"
#include "profile/datafolder.h"

#include <QJsonObject>

namespace rookery::engine {

/// All that the data folder holds about one visitor, session or user ID: orders with their attempts, drafts, searches,
/// rows of kept batches, and orders that only copies of the ledger still have. What could not be read is named.
[[nodiscard]] Result<QJsonObject> exportPerson(const profile::DataFolder& folder, const ledger::PersonId& id);

struct PersonErasure {
    ledger::ErasedRows ledger;   ///< what is open in it stays in the copies too
    QStringList cancelled;       ///< orders that waited, and were taken back for it
    QMap<QString, qint64> files; ///< copies and kept rows from which something was taken: how many orders or places
    QStringList notReached;      ///< a sentence each: files that could not be read
    bool isWalGone = false;
};

/// Takes the person out of all of it. Orders that are not settled stay as they are, unless they wait and `cancel` takes
/// them back first. NotAllowed: another program has the ledger open, and would write down again what it still shows.
[[nodiscard]] Result<PersonErasure> erasePerson(ledger::Ledger& book, const profile::DataFolder& folder,
    const ledger::PersonId& id, bool cancel, UtcMs now, const QString& agent);

/// Where people have to look themselves: a sentence each.
[[nodiscard]] QStringList outOfReach();

} // namespace rookery::engine
