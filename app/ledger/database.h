// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QString>

#include <memory>

namespace rookery::ledger {

/// What SQLite said, as an error of ours: full disk, read-only, not a database, busy, damaged.
[[nodiscard]] Error storageError(const SQLite::Exception& e, const QString& file);

/// Opens for writing; makes the file if it is not there. Checkpoints are never made by SQLite itself (QT-NOTES 18).
/// The caller holds the writer's lock.
[[nodiscard]] Result<std::unique_ptr<SQLite::Database>> openForWriting(const QString& file);

/// Opens for reading only. NotFound if there is no ledger yet.
[[nodiscard]] Result<std::unique_ptr<SQLite::Database>> openForReading(const QString& file);

void bind(SQLite::Statement& statement, const char* name, const QString& text);
void bind(SQLite::Statement& statement, const char* name, const QByteArray& bytes);
void bind(SQLite::Statement& statement, const char* name, qint64 number);
[[nodiscard]] QString textOf(const SQLite::Column& column);
[[nodiscard]] QByteArray bytesOf(const SQLite::Column& column);

} // namespace rookery::ledger
