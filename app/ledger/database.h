// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QString>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rookery::ledger {

/// A connection that keeps the statements it has prepared: to prepare one costs more than to run it.
class Connection final : public SQLite::Database {
public:
    using SQLite::Database::Database;

private:
    friend class Prepared;
    std::unordered_map<std::string_view, std::unique_ptr<SQLite::Statement>> m_idle; // by their own text
};

/// A statement of a connection, for as long as this lives; then it is without values and waits for the next one who
/// needs it. For texts of the program, of which there are few.
class Prepared final {
public:
    Prepared(Connection& db, const char* sql);
    ~Prepared();
    Q_DISABLE_COPY_MOVE(Prepared)

    SQLite::Statement* operator->() { return m_statement.get(); }
    operator SQLite::Statement&() { return *m_statement; } // NOLINT(google-explicit-constructor): it is one

private:
    Connection& m_db;
    std::unique_ptr<SQLite::Statement> m_statement;
};

/// What SQLite said, as an error of ours: full disk, read-only, not a database, busy, damaged. What is damaged is
/// marked for the next who opens it (rescue.h).
[[nodiscard]] Error storageError(const SQLite::Exception& e, const QString& file);

/// The file's name as SQLite takes it: on Windows in UTF-8, which is not what other programs take there.
[[nodiscard]] std::string sqliteName(const QString& file);

/// Opens for writing; makes the file if it is not there. Checkpoints are never made by SQLite itself (QT-NOTES 18).
/// The caller holds the writer's lock.
[[nodiscard]] Result<std::unique_ptr<Connection>> openForWriting(const QString& file);

/// Opens for reading only. NotFound if there is no ledger yet.
[[nodiscard]] Result<std::unique_ptr<Connection>> openForReading(const QString& file);

void bind(SQLite::Statement& statement, const char* name, const QString& text);
void bind(SQLite::Statement& statement, const char* name, const QByteArray& bytes);
void bind(SQLite::Statement& statement, const char* name, qint64 number);
[[nodiscard]] QString textOf(const SQLite::Column& column);
[[nodiscard]] QByteArray bytesOf(const SQLite::Column& column);

} // namespace rookery::ledger
