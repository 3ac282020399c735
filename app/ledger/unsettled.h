// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

/// A sync of the ledger failed, in whatever program. The system forgets the pages of a sync that failed, and shows them
/// as long as they are in memory: a WAL can be read to its end and yet be missing on the disk from the middle on. What
/// was committed behind that would be gone with it when the power goes. So whoever opens the ledger next brings all
/// that counts into the ledger itself, before anything is written. A file says so, for as long as the memory lasts: it
/// need not be synced. Who has the ledger open already goes by the WAL's index, in which what was not synced is not.
namespace rookery::ledger {

[[nodiscard]] inline QString unsettledMarkOf(const QString& ledger) { return ledger + QLatin1StringView(".unsettled"); }

inline void markUnsettled(const QString& ledger)
{
    QFile mark(unsettledMarkOf(ledger));
    (void)mark.open(QIODevice::WriteOnly); // whoever cannot make it knows all the same
}

[[nodiscard]] inline bool isUnsettled(const QString& ledger) { return QFile::exists(unsettledMarkOf(ledger)); }

/// False: it is still there.
[[nodiscard]] inline bool markSettled(const QString& ledger)
{
    return QFile::remove(unsettledMarkOf(ledger)) || !isUnsettled(ledger);
}

} // namespace rookery::ledger
