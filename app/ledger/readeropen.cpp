// SPDX-License-Identifier: GPL-3.0-or-later
// How a reader comes to its connection: beside the one who writes, after an older version, or from a folder that
// cannot be written.
#include "ledger/reader.h"

#include "ledger/database.h"
#include "ledger/filelock.h"
#include "ledger/schema.h"
#include "ledger/unsettled.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

namespace rookery::ledger {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::Reader)
};

using namespace std::chrono_literals;
constexpr auto LockPatience = 10s;
const QString CopyName = QStringLiteral("ledger.sqlite");

// A folder that cannot be written may still hold the WAL of a crash, which must be read with the ledger.
std::unique_ptr<QTemporaryDir> privateCopy(const QString& file)
{
    auto copy = std::make_unique<QTemporaryDir>();
    if (!copy->isValid() || !QFile::copy(file, copy->filePath(CopyName)))
        return nullptr;
    const QString wal = file + QLatin1StringView("-wal");
    if (QFile::exists(wal) && !QFile::copy(wal, copy->filePath(QStringLiteral("ledger.sqlite-wal"))))
        return nullptr;
    for (const char* name : {"ledger.sqlite", "ledger.sqlite-wal"})
        QFile::setPermissions(copy->filePath(QLatin1StringView(name)), QFile::ReadOwner | QFile::WriteOwner);
    return copy;
}

// A ledger of an older version, in a place that can be written.
Done bringUpToDate(const QString& file)
{
    const auto lock = FileLock::tryLock(lockFileOf(file), LockPatience);
    if (!lock)
        return failure(Error::Code::ReadOnly, Words::tr("The ledger %1 could not be brought up to date.").arg(file));
    auto db = openForWriting(file);
    Done done = db ? migrate(**db, file) : Done(tl::unexpected(db.error()));
    if (!done && done.error().code == Error::Code::Storage)
        markUnsettled(file);
    return done;
}

enum class Older { BroughtUpToDate, AsItIs };

Result<std::unique_ptr<Connection>> openChecked(const QString& file, Older older)
{
    auto db = openForReading(file);
    if (!db)
        return db;
    if (Done ok = checkVersion(**db, file); !ok)
        return tl::unexpected(ok.error());
    try {
        if (older == Older::BroughtUpToDate && (*db)->tableExists("event") && isOlder(**db)) {
            db->reset();
            if (Done ok = bringUpToDate(file); !ok)
                return failure(Error::Code::ReadOnly, ok.error().sentence, ok.error().detail);
            return openForReading(file);
        }
        if (!(*db)->tableExists("event"))
            return failure(Error::Code::NotFound, Words::tr("There is no ledger yet."), file);
        return db;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, file));
    }
}

// As it is at one moment, whoever writes into it meanwhile.
Result<std::unique_ptr<QTemporaryDir>> copyOf(Connection& db, const QString& file)
{
    auto copy = std::make_unique<QTemporaryDir>();
    if (!copy->isValid())
        return failure(
            Error::Code::Storage, Words::tr("There is no room for a copy of the ledger."), copy->errorString());
    try {
        SQLite::Statement statement(db, "VACUUM INTO :file");
        bind(statement, ":file", copy->filePath(CopyName));
        statement.exec();
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, file));
    }
    return copy;
}

} // namespace

Result<std::unique_ptr<Reader>> Reader::openUntouched(const QString& file)
{
    auto db = openForReading(file);
    if (!db)
        return tl::unexpected(db.error());
    if (Done ok = checkVersion(**db, file); !ok)
        return ok.error().code == Error::Code::ReadOnly ? open(file) : tl::unexpected(ok.error());
    try {
        if (!(*db)->tableExists("event") || !isOlder(**db))
            return open(file);
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, file));
    }
    auto copy = copyOf(**db, file);
    if (!copy)
        return tl::unexpected(copy.error());
    auto reader = open((*copy)->filePath(CopyName));
    if (reader) {
        (*reader)->m_file = file;
        (*reader)->m_copy = *std::move(copy);
    }
    return reader;
}

Result<std::unique_ptr<Reader>> Reader::open(const QString& file)
{
    return openOrCopy(file, [](const QString& path) { return openChecked(path, Older::BroughtUpToDate); });
}

Result<std::unique_ptr<Reader>> Reader::openAsItIs(const QString& file)
{
    return openOrCopy(file, [](const QString& path) { return openChecked(path, Older::AsItIs); });
}

Result<std::unique_ptr<Reader>> Reader::openOrCopy(
    const QString& file, const std::function<Result<std::unique_ptr<Connection>>(const QString&)>& openFile)
{
    auto db = openFile(file);
    if (db)
        return std::unique_ptr<Reader>(new Reader(file, std::move(*db)));
    if (db.error().code != Error::Code::ReadOnly)
        return tl::unexpected(db.error());
    auto copy = privateCopy(file);
    if (!copy)
        return tl::unexpected(db.error());
    auto copied = openFile(copy->filePath(CopyName));
    if (!copied)
        return tl::unexpected(copied.error());
    auto reader = std::unique_ptr<Reader>(new Reader(file, std::move(*copied)));
    reader->m_copy = std::move(copy);
    return reader;
}

} // namespace rookery::ledger
