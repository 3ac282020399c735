// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"
#include "pixel/utcms.h"

#include <QList>
#include <QString>

#include <functional>

namespace rookery::ledger {

class Ledger;

/// What leaves the ledger: settled events, that is delivered, refused and cancelled ones. What still has to go, is
/// being sent or is unknown never does.
struct PurgeQuery {
    UtcMs before;         ///< confirmed before
    QString profile = {}; ///< only this one's; empty: of all
    QString archive = {}; ///< only what stands in that ledger exactly as it does here
};

/// One transaction's worth of it.
struct PurgedPortion {
    qint64 events = 0;
    qint64 attempts = 0;
    qint64 last = 0;       ///< the last event that went, for the next portion
    bool exhausted = true; ///< there was no more
};

/// What became of the file when rows had left it.
struct Erasure {
    bool isShrunk = false;  ///< else it is too large to be written anew while another program works on it
    bool isWalGone = false; ///< else another program is reading from it all the time
};

struct Purged {
    qint64 events = 0;
    qint64 attempts = 0;
    QList<qint64> batches; ///< of which nothing is left
    Erasure erasure;
};

/// Removes them with all that belongs to them, in portions between which everybody else on this ledger gets a turn, and
/// then sees to it that their bytes are gone from the file. Orders that may have counted stay known by their IDs. Ends
/// after a portion where `goOn`, which hears how many went, says false: what went is gone, the rest is there.
[[nodiscard]] Result<Purged> purge(
    Ledger& ledger, const PurgeQuery& query, const std::function<bool(qint64 events)>& goOn);

} // namespace rookery::ledger
