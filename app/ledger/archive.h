// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/purge.h"

#include <atomic>

namespace rookery::ledger {

/// Writes what the query means into a ledger of its own, with all that belongs to it, and verifies that by opening it;
/// the ledger stays as it is. It gets its name when it is sound; where anything fails, no file stays behind. How many
/// events it holds. BadInput: there is a file of that name. NotFound: nothing to archive. Storage, DiskFull, ReadOnly.
[[nodiscard]] Result<qint64> archive(
    const QString& ledgerFile, const QString& target, const PurgeQuery& query, const std::atomic_bool& stop);

} // namespace rookery::ledger
