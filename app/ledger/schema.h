// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace rookery::ledger {

/// What this version writes, and the newest it can read.
inline constexpr int SchemaVersion = 6;

/// Brings an opened database to SchemaVersion, each step in a transaction of its own. A ledger of an older version is
/// copied first, as `<name>-version<n>-<time>.sqlite` beside it; the three newest copies are kept.
/// NotALedger (somebody else's database), NewerLedger, Storage.
[[nodiscard]] Done migrate(SQLite::Database& db, const QString& file);

/// The steps alone, for a file that is a copy itself or is only being made: no copy, and its journal mode stays.
[[nodiscard]] Done upgrade(SQLite::Database& db, const QString& file);

/// For readers: that it is a ledger. A newer one may be looked at.
[[nodiscard]] Done checkVersion(SQLite::Database& db, const QString& file);
/// Written by an older version: has to be brought up to date before its columns can be asked for.
[[nodiscard]] bool isOlder(SQLite::Database& db);

} // namespace rookery::ledger
