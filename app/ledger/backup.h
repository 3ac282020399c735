// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"
#include "pixel/utcms.h"

#include <QList>

#include <atomic>

namespace rookery::ledger {

/// A copy of the ledger in a file of its own, `ledger-YYYYMMDD-HHMMSS.sqlite`; the name tells when, in UTC.
struct Backup {
    QString file;
    UtcMs made;

    bool operator==(const Backup&) const = default;
};

inline constexpr int KeptBackups = 7;

/// Copies the ledger into `folder` while everything goes on working on it, by a connection of its own that only reads:
/// one moment, all of it. The copy gets its name when it was opened, found sound and holds as many rows of each table;
/// until then, and where anything fails, no file stays behind. Readable by its owner only. Older ones go when there
/// are more than KeptBackups. NotFound (no ledger yet), DiskFull, ReadOnly, Storage, Interrupted (somebody set `stop`).
[[nodiscard]] Result<Backup> backUp(
    const QString& ledgerFile, const QString& folder, UtcMs now, const std::atomic_bool& stop);

/// The copies in that folder, newest first.
[[nodiscard]] QList<Backup> backupsIn(const QString& folder);

} // namespace rookery::ledger
