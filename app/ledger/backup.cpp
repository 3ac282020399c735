// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/backup.h"

#include "ledger/database.h"
#include "ledger/durable.h"
#include "ledger/schema.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QStorageInfo>
#include <QTimeZone>

#include <algorithm>

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

#include <array>

namespace rookery::ledger {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::Backup)
};

constexpr int PagesAtOnce = 2000;          // then it is asked whether to go on
constexpr qint64 RoomToLeave = 50'000'000; // a copy must not take the room of the next order
constexpr qint64 MsPerSecond = 1000;
constexpr qint64 MsPerDay = MsPerSecond * 60 * 60 * 24;
constexpr auto OwnerOnly = QFile::ReadOwner | QFile::WriteOwner;
constexpr std::array Tables{"event", "attempt", "decision", "correction", "draft"};
using Counts = std::array<int64_t, Tables.size()>;

QString stampOf(UtcMs time) { return time.dateTime().toUTC().toString(QStringLiteral("yyyyMMdd-HHmmss")); }

QString pathOf(const QString& folder, UtcMs time)
{
    return QDir(folder).filePath(QStringLiteral("ledger-%1.sqlite").arg(stampOf(time)));
}

// The ledger's own errors speak of sending, which goes on.
Error failed(const SQLite::Exception& e, const QString& folder)
{
    const Error error = storageError(e, folder);
    const QString shown = QDir::toNativeSeparators(folder);
    switch (error.code) {
    case Error::Code::DiskFull:
        return {error.code, Words::tr("The disk is full, so no back-up could be made in %1.").arg(shown), error.detail};
    case Error::Code::ReadOnly:
        return {error.code, Words::tr("No back-up could be made: %1 can't be written.").arg(shown), error.detail};
    case Error::Code::Busy:
    case Error::Code::Interrupted:
        return error;
    default:
        return {Error::Code::Storage, Words::tr("No back-up could be made in %1.").arg(shown), error.detail};
    }
}

// Whatever it is doing, it ends soon after somebody set `stop`.
void obey(const std::atomic_bool& stop, SQLite::Database& db)
{
    constexpr int Often = 10'000; // steps of SQLite's machine
    sqlite3_progress_handler(
        db.getHandle(), Often, [](void* flag) { return static_cast<const std::atomic_bool*>(flag)->load() ? 1 : 0; },
        const_cast<std::atomic_bool*>(&stop)); // NOLINT(cppcoreguidelines-pro-type-const-cast): it is only read
}

Counts countsOf(SQLite::Database& db)
{
    Counts counts{};
    for (std::size_t i = 0; i < Tables.size(); ++i)
        // A ledger of an older version has not all of them.
        counts.at(i) = db.tableExists(Tables.at(i))
            ? db.execAndGet(std::string("SELECT COUNT(*) FROM ") + Tables.at(i)).getInt64()
            : -1;
    return counts;
}

Done prepare(const QString& ledgerFile, const QString& folder)
{
    const QString shown = QDir::toNativeSeparators(folder);
    const QFileInfo info(folder);
    if (!info.exists()) {
        if (!QDir().mkpath(folder))
            return failure(
                Error::Code::ReadOnly, Words::tr("No back-up could be made: %1 can't be written.").arg(shown));
        QFile::setPermissions(folder, OwnerOnly | QFile::ExeOwner);
    } else if (!info.isDir()) {
        return failure(Error::Code::ReadOnly,
            Words::tr("No back-up could be made: %1 is a file; a folder is needed there.").arg(shown));
    }
    const qint64 free = QStorageInfo(folder).bytesAvailable();
    const qint64 wanted = QFileInfo(ledgerFile).size() + RoomToLeave;
    if (free >= 0 && free < wanted)
        return failure(Error::Code::DiskFull,
            Words::tr("No back-up was made: the disk of %1 has not enough room for one.").arg(shown),
            QStringLiteral("%1 of %2 bytes").arg(free).arg(wanted));
    return {};
}

/// A file that nobody else has, and that is gone at the end unless it was good.
class Part final {
public:
    /// Another program may be at the same within the same second; then a later one is taken.
    [[nodiscard]] static Result<std::unique_ptr<Part>> make(const QString& folder, UtcMs now);
    ~Part()
    {
        if (m_isKept)
            return;
        QFile::remove(path());
        QFile::remove(path() + QLatin1StringView("-journal"));
    }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

    [[nodiscard]] QString path() const { return m_whole + QLatin1StringView(".part"); }
    [[nodiscard]] UtcMs made() const { return m_made; }
    /// It was good. Its name; empty: it can't be renamed.
    [[nodiscard]] QString keep()
    {
        m_isKept = QFile::rename(path(), m_whole);
        return m_isKept ? m_whole : QString();
    }

private:
    Part(QString whole, UtcMs made) : m_whole(std::move(whole)), m_made(made) { }

    QString m_whole;
    UtcMs m_made;
    bool m_isKept = false;
};

Result<std::unique_ptr<Part>> Part::make(const QString& folder, UtcMs now)
{
    for (UtcMs made(now.value() / MsPerSecond * MsPerSecond);; made = UtcMs(made.value() + MsPerSecond)) {
        const QString whole = pathOf(folder, made);
        QFile file(whole + QLatin1StringView(".part"));
        if (QFile::exists(whole) || file.exists())
            continue;
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
            if (file.exists())
                continue;
            return failure(Error::Code::ReadOnly,
                Words::tr("No back-up could be made: %1 can't be written.").arg(QDir::toNativeSeparators(folder)),
                file.errorString());
        }
        std::unique_ptr<Part> part(new Part(whole, made));
        file.setPermissions(OwnerOnly); // from its first byte on
        if (!QFile::exists(whole))      // or somebody's was finished between the two looks
            return part;
    }
}

// What was counted at the moment that was copied.
Result<Counts> copy(const QString& ledgerFile, const QString& part, const std::atomic_bool& stop)
{
    const auto source = openForReading(ledgerFile);
    if (!source)
        return tl::unexpected(source.error());
    if (Done ok = checkVersion(**source, ledgerFile); !ok)
        return tl::unexpected(ok.error());
    try {
        // One moment for all of it: without this a write of somebody else would begin the copy anew, again and again.
        obey(stop, **source);
        (*source)->exec("BEGIN");
        const Counts counts = countsOf(**source);
        SQLite::Database target(sqliteName(part), SQLite::OPEN_READWRITE);
        {
            SQLite::Backup backup(target, **source);
            int result = SQLITE_OK;
            while (result != SQLITE_DONE) {
                if (stop)
                    return failure(Error::Code::Interrupted, Words::tr("The back-up was not finished."));
                result = backup.executeStep(PagesAtOnce);
                if (result == SQLITE_BUSY || result == SQLITE_LOCKED)
                    return failure(Error::Code::Busy, Words::tr("No back-up could be made: the ledger is busy."));
            }
        }
        target.exec("PRAGMA journal_mode = DELETE"); // one file, and nothing beside it
        return counts;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(failed(e, QFileInfo(part).path()));
    }
}

Done verify(const QString& part, const Counts& counts, const std::atomic_bool& stop)
{
    try {
        SQLite::Database copied(sqliteName(part), SQLite::OPEN_READONLY);
        obey(stop, copied);
        const QString sound = textOf(copied.execAndGet("PRAGMA quick_check(1)"));
        if (sound == QLatin1StringView("ok") && countsOf(copied) == counts)
            return {};
        return failure(Error::Code::Storage,
            Words::tr("The back-up does not hold what the ledger holds, so it was not kept."), sound);
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(failed(e, QFileInfo(part).path()));
    }
}

// What a clock that was wrong dated ahead goes first: it would outlive all that come after it.
void removeOld(const QString& folder, UtcMs now)
{
    QList<Backup> all = backupsIn(folder);
    std::stable_partition(all.begin(), all.end(), [now](const Backup& backup) { return backup.made <= now; });
    for (qsizetype i = KeptBackups; i < all.size(); ++i)
        QFile::remove(all[i].file);
}

// Of one that was killed on the way. A younger one may be another program's, and at work.
void removeRemains(const QString& folder, UtcMs now)
{
    const QFileInfoList parts = QDir(folder).entryInfoList({QStringLiteral("ledger-*.sqlite.part*")}, QDir::Files);
    for (const QFileInfo& part : parts) {
        if (part.lastModified().toMSecsSinceEpoch() < now.value() - MsPerDay)
            QFile::remove(part.filePath());
    }
}

} // namespace

Result<Backup> backUp(const QString& ledgerFile, const QString& folder, UtcMs now, const std::atomic_bool& stop)
{
    if (!QFile::exists(ledgerFile))
        return failure(Error::Code::NotFound, Words::tr("There is nothing to back up yet."), ledgerFile);
    if (Done ok = prepare(ledgerFile, folder); !ok)
        return tl::unexpected(ok.error());
    removeRemains(folder, now);
    const auto part = Part::make(folder, now);
    if (!part)
        return tl::unexpected(part.error());
    const auto counts = copy(ledgerFile, (*part)->path(), stop);
    if (!counts)
        return tl::unexpected(counts.error());
    if (Done ok = verify((*part)->path(), *counts, stop); !ok)
        return tl::unexpected(ok.error());
    const Backup backup{(*part)->keep(), (*part)->made()};
    // The new one is there for good before an older one goes.
    if (backup.file.isEmpty() || !syncFolder(folder))
        return failure(Error::Code::ReadOnly,
            Words::tr("No back-up could be made: %1 can't be written.").arg(QDir::toNativeSeparators(folder)));
    removeOld(folder, std::max(now, backup.made));
    return backup;
}

QList<Backup> backupsIn(const QString& folder)
{
    static const QRegularExpression Name(QStringLiteral(R"(^ledger-(\d{8}-\d{6})\.sqlite$)"));
    QList<Backup> backups;
    const QStringList names = QDir(folder).entryList({QStringLiteral("ledger-*.sqlite")}, QDir::Files,
        QDir::Name | QDir::Reversed); // by name is by time
    for (const QString& name : names) {
        const auto match = Name.match(name);
        if (!match.hasMatch())
            continue; // somebody else's: neither counted nor removed
        QDateTime made = QDateTime::fromString(match.captured(1), QStringLiteral("yyyyMMdd-HHmmss"));
        made.setTimeZone(QTimeZone::utc());
        if (made.isValid())
            backups << Backup{QDir(folder).filePath(name), UtcMs(made.toMSecsSinceEpoch())};
    }
    return backups;
}

} // namespace rookery::ledger
