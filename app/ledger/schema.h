// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace rookery::ledger {

/// What this version writes, and the newest it can read.
inline constexpr int SchemaVersion = 1;

/// Brings an opened database to SchemaVersion, each step in a transaction of its own.
/// NotALedger (somebody else's database), NewerLedger, Storage.
[[nodiscard]] Done migrate(SQLite::Database& db, const QString& file);

/// For readers: that it is a ledger and not a newer one.
[[nodiscard]] Done checkVersion(SQLite::Database& db, const QString& file);

} // namespace rookery::ledger
