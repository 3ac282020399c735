// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/database.h"

#include "ledger/rescue.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <sqlite3.h>

namespace rookery::ledger {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::Database)
};

constexpr int BusyTimeoutMs = 10'000;

void configure(SQLite::Database& db)
{
    sqlite3_extended_result_codes(db.getHandle(), 1);
    sqlite3_db_config(db.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    db.setBusyTimeout(BusyTimeoutMs);
    db.exec("PRAGMA wal_autocheckpoint = 0");
    db.exec("PRAGMA foreign_keys = ON");
}

} // namespace

Prepared::Prepared(Connection& db, const char* sql) : m_db(db)
{
    if (auto idle = db.m_idle.extract(sql))
        m_statement = std::move(idle.mapped());
    else
        m_statement = std::make_unique<SQLite::Statement>(db, sql);
}

Prepared::~Prepared()
{
    (void)m_statement->tryReset(); // what failed was thrown when it ran
    m_statement->clearBindings();
    const std::string_view sql = m_statement->getQuery();
    m_db.m_idle.try_emplace(sql, std::move(m_statement)); // or it was needed twice at once, and the other one is kept
}

Error storageError(const SQLite::Exception& e, const QString& file)
{
    const QString path = QDir::toNativeSeparators(file);
    const QString detail = QStringLiteral("SQLite %1 (%2): %3")
                               .arg(QString::number(e.getErrorCode()), QString::number(e.getExtendedErrorCode()),
                                   QString::fromUtf8(e.what()));
    switch (e.getErrorCode() & 0xFF) {
    case SQLITE_FULL:
        return {
            Error::Code::DiskFull, Words::tr("The disk is full, so nothing can be recorded in %1.").arg(path), detail};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {Error::Code::ReadOnly,
            Words::tr("Can't save to %1, so sending is off: every order must be recorded first.").arg(path), detail};
    case SQLITE_NOTADB:
        return {Error::Code::NotALedger,
            Words::tr("%1 is not a Rookery ledger, and was left as it is. Move it away and try again, or choose "
                      "another folder.")
                .arg(path),
            detail};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {Error::Code::Busy, Words::tr("Another program keeps %1 busy. Try again.").arg(path), detail};
    case SQLITE_INTERRUPT:
        return {Error::Code::Interrupted, Words::tr("It was not read to the end."), detail};
    case SQLITE_CORRUPT:
        markDamaged(file);
        return {Error::Code::Storage,
            Words::tr("%1 is damaged. Nothing was changed in it; what can be read is recovered at the next start.")
                .arg(path),
            detail};
    default:
        return {Error::Code::Storage, Words::tr("The ledger %1 could not be used.").arg(path), detail};
    }
}

std::string sqliteName(const QString& file)
{
#ifdef Q_OS_WIN
    return file.toStdString();
#else
    return QFile::encodeName(file).toStdString();
#endif
}

Result<std::unique_ptr<Connection>> openForWriting(const QString& file)
{
    try {
        const bool fresh = !QFile::exists(file);
        auto db = std::make_unique<Connection>(sqliteName(file), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        if (fresh)
            QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
        configure(*db);
        // FULL: what was confirmed survives a power cut. NORMAL loses acknowledged rows (QT-NOTES 19).
        db->exec("PRAGMA synchronous = FULL");
        db->exec("PRAGMA fullfsync = ON");
        // What a person deletes, a draft or a purged order, is not left lying in the pages it was in.
        db->exec("PRAGMA secure_delete = ON");
        return db;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, file));
    }
}

Result<std::unique_ptr<Connection>> openForReading(const QString& file)
{
    if (!QFile::exists(file))
        return failure(Error::Code::NotFound, Words::tr("There is no ledger yet."), file);
    try {
        auto db = std::make_unique<Connection>(sqliteName(file), SQLite::OPEN_READONLY);
        configure(*db);
        return db;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, file));
    }
}

void bind(SQLite::Statement& statement, const char* name, const QString& text)
{
    statement.bind(name, text.toStdString());
}

void bind(SQLite::Statement& statement, const char* name, const QByteArray& bytes)
{
    statement.bind(name, bytes.constData(), int(bytes.size()));
}

void bind(SQLite::Statement& statement, const char* name, qint64 number)
{
    statement.bind(name, static_cast<int64_t>(number));
}

QString textOf(const SQLite::Column& column) { return QString::fromUtf8(column.getText(), column.getBytes()); }

QByteArray bytesOf(const SQLite::Column& column)
{
    return {static_cast<const char*>(column.getBlob()), column.getBytes()};
}

} // namespace rookery::ledger
