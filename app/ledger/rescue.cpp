// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/rescue.h"

#include "ledger/database.h"
#include "ledger/durable.h"
#include "ledger/schema.h"
#include "ledger/writing.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QSet>
#include <QStringList>
#include <QtEndian>

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>

namespace rookery::ledger {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::Rescue)
};

struct Table {
    const char* name;
    const char* index = nullptr; ///< knows of every row
    const char* isRow = nullptr; ///< true of its rows and of no other table's
};
// In the order in which they refer to each other.
constexpr std::array Tables{Table{"batch"},
    Table{"event", "sqlite_autoindex_event_1",
        "typeof(order_id) = 'text' AND typeof(confirmed_ms) = 'integer' AND json_valid(fields) "
        "AND fields ->> '$.eventID' = event_id"},
    Table{"attempt", "sqlite_autoindex_attempt_1",
        "typeof(event) = 'integer' AND typeof(number) = 'integer' AND typeof(taken_ms) = 'integer' "
        "AND typeof(owner) = 'text' AND typeof(cause) = 'text' AND typeof(url) = 'blob'"},
    Table{"decision", "decision_by_event"}, Table{"correction", "correction_by_event"},
    Table{"pause", "sqlite_autoindex_pause_1"}, Table{"running", "sqlite_autoindex_running_1"},
    Table{"draft", "sqlite_autoindex_draft_1"}, Table{"saved_search", "sqlite_autoindex_saved_search_1"},
    Table{"past_order", "past_order_by_order"}, Table{"journal"}};

QString markOf(const QString& file) { return file + QLatin1StringView(".damaged"); }

std::filesystem::path pathOf(const QString& file) { return {file.toStdU16String()}; }

void removeWithItsOwn(const QString& file)
{
    for (const char* suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(file + QLatin1StringView(suffix));
}

// 0 where that can't be read either.
qint64 numberOf(SQLite::Database& db, const std::string& sql)
{
    try {
        return db.execAndGet(sql).getInt64();
    } catch (const SQLite::Exception&) {
        return 0;
    }
}

// What both have, so that a ledger of an older version is read as well.
std::string commonColumns(SQLite::Database& from, SQLite::Database& to, const char* table)
{
    const auto columnsOf = [table](SQLite::Database& db) {
        QStringList names;
        SQLite::Statement rows(db, std::string("SELECT name FROM pragma_table_info('") + table + "')");
        while (rows.executeStep())
            names << textOf(rows.getColumn(0));
        return names;
    };
    const QStringList theirs = columnsOf(from);
    QStringList both = columnsOf(to);
    both.removeIf([&theirs](const QString& name) { return !theirs.contains(name); });
    return both.join(QLatin1StringView(", ")).toStdString();
}

using Statement = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>;

Statement prepare(SQLite::Database& db, const std::string& sql)
{
    sqlite3_stmt* statement = nullptr;
    if (const int result = sqlite3_prepare_v2(db.getHandle(), sql.c_str(), -1, &statement, nullptr);
        result != SQLITE_OK)
        throw SQLite::Exception(db.getHandle(), result);
    return {statement, &sqlite3_finalize};
}

/// One table, row by row and value by value. A damaged page ends a query, so what is behind it is asked for by halves.
class Copy final {
public:
    Copy(SQLite::Database& from, SQLite::Database& to, const Table& table, const char* condition = "1")
        : m_from(from)
        , m_to(to)
        , m_columns(commonColumns(from, to, table.name))
        , m_read(prepare(from,
              "SELECT rowid, " + m_columns + " FROM " + table.name + " NOT INDEXED WHERE rowid BETWEEN ?1 AND ?2 AND "
                  + condition + " ORDER BY rowid"))
        , m_write(prepare(to,
              std::string("INSERT OR IGNORE INTO ") + table.name + " (rowid, " + m_columns + ") SELECT ?"
                  + repeated(", ?", sqlite3_column_count(m_read.get()) - 1)))
    {
    }

    void rows(qint64 first, qint64 last)
    {
        if (first > last || m_patience == 0)
            return;
        const qint64 next = readOn(first, last);
        if (next >= last)
            return; // all of them, or that one is lost
        const qint64 middle = next + (last - next) / 2;
        rows(next, middle);
        rows(middle + 1, last);
    }

    /// As far as it goes, in one piece.
    void readable() { (void)readOn(1, std::numeric_limits<qint64>::max() - 1); }

private:
    static std::string repeated(const char* text, int times)
    {
        std::string all;
        for (int i = 0; i < times; ++i)
            all += text;
        return all;
    }

    // Behind the last one; or the first one that cannot be read.
    qint64 readOn(qint64 first, qint64 last)
    {
        sqlite3_reset(m_read.get());
        sqlite3_bind_int64(m_read.get(), 1, first);
        sqlite3_bind_int64(m_read.get(), 2, last);
        qint64 next = first;
        int result = sqlite3_step(m_read.get());
        for (; result == SQLITE_ROW; result = sqlite3_step(m_read.get())) {
            write();
            next = sqlite3_column_int64(m_read.get(), 0) + 1;
        }
        if (result == SQLITE_DONE)
            return last + 1;
        if ((result & 0xFF) != SQLITE_CORRUPT)
            throw SQLite::Exception(m_from.getHandle(), result);
        --m_patience;
        return next;
    }

    void write()
    {
        sqlite3_reset(m_write.get());
        for (int i = 0; i < sqlite3_column_count(m_read.get()); ++i)
            sqlite3_bind_value(m_write.get(), i + 1, sqlite3_column_value(m_read.get(), i));
        if (const int result = sqlite3_step(m_write.get());
            result != SQLITE_DONE && (result & 0xFF) != SQLITE_CONSTRAINT)
            throw SQLite::Exception(m_to.getHandle(), result);
    }

    SQLite::Database& m_from;
    SQLite::Database& m_to;
    std::string m_columns;
    Statement m_read;
    Statement m_write;
    int m_patience = 1'000'000; // a number that is damaged itself may name more rows than there can be
};

/// The pages of a damaged database one by one, for rows to which no way leads any more: where an inner page of a table
/// is lost, all that hangs on it is whole. Each page that holds rows is laid where the table begins, and is the table
/// then.
class Pages final {
public:
    /// Of a copy that is gone afterwards.
    Pages(const QString& damaged, const QString& copy) : m_file(copy)
    {
        if (!QFile::copy(damaged, copy) || !m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
            return;
        constexpr int ModeAt = 18;
        put(ModeAt, QByteArray(2, 1)); // no WAL
        const QByteArray size = get(16, 2);
        m_bytes = size.size() == 2 ? qFromBigEndian<quint16>(size.constData()) : 0;
        m_count = m_bytes >= 512 ? m_file.size() / m_bytes : 0;
        findFree();
    }
    ~Pages()
    {
        m_file.close();
        removeWithItsOwn(m_file.fileName());
    }
    Q_DISABLE_COPY_MOVE(Pages)

    void copy(const Table& table, SQLite::Database& to)
    {
        if (m_count == 0)
            return;
        SQLite::Database db(sqliteName(m_file.fileName()), SQLite::OPEN_READONLY);
        db.exec("PRAGMA writable_schema = ON");
        const qint64 root
            = numberOf(db, std::string("SELECT rootpage FROM sqlite_master WHERE name = '") + table.name + "'");
        if (root < 2 || root > m_count)
            return;
        const QByteArray was = page(root);
        Copy rows(db, to, table, table.isRow);
        for (qint64 number = 2; number <= m_count; ++number) {
            const QByteArray bytes = number == root ? was : page(number);
            constexpr char RowsOfATable = 0x0D;
            if (bytes.startsWith(RowsOfATable) && !m_free.contains(number)) {
                lay(root, bytes);
                rows.readable();
            }
        }
        lay(root, was);
    }

private:
    [[nodiscard]] QByteArray get(qint64 at, qint64 count)
    {
        return m_file.seek(at) ? m_file.read(count) : QByteArray();
    }
    void put(qint64 at, const QByteArray& bytes)
    {
        if (!m_file.seek(at) || m_file.write(bytes) != bytes.size())
            throw SQLite::Exception("no room to look at the damaged pages", SQLITE_FULL);
    }
    [[nodiscard]] QByteArray page(qint64 number) { return get((number - 1) * m_bytes, m_bytes); }
    [[nodiscard]] static quint32 numberAt(const QByteArray& bytes, qsizetype at)
    {
        return at + 4 <= bytes.size() ? qFromBigEndian<quint32>(bytes.constData() + at) : 0;
    }

    void lay(qint64 number, const QByteArray& bytes)
    {
        put((number - 1) * m_bytes, bytes);
        constexpr int ChangesAt = 24; // by which a connection knows that what it remembers is old
        put(ChangesAt, QByteArray::number(++m_changes).rightJustified(4, '0').right(4));
    }

    // What is on it was thrown away: rows as they were some time.
    void findFree()
    {
        constexpr int FirstAt = 32;
        qint64 trunk = numberAt(get(FirstAt, 4), 0);
        while (trunk > 1 && trunk <= m_count && !m_free.contains(trunk)) {
            m_free << trunk;
            const QByteArray bytes = page(trunk);
            const quint32 leaves = qMin(numberAt(bytes, 4), quint32(m_bytes / 4));
            for (quint32 i = 0; i < leaves; ++i)
                m_free << numberAt(bytes, 8 + 4 * qsizetype(i));
            trunk = numberAt(bytes, 0);
        }
    }

    QFile m_file;
    int m_bytes = 0;
    qint64 m_count = 0;
    QSet<qint64> m_free;
    int m_changes = 1000; // of four digits
};

void copyTable(SQLite::Database& from, SQLite::Database& to, const Table& table)
{
    const std::string newest = std::string("SELECT max(rowid) FROM ") + table.name;
    qint64 last = numberOf(from, newest + " NOT INDEXED");
    if (table.index != nullptr)
        last = qMax(last, numberOf(from, newest + " INDEXED BY " + table.index));
    try {
        Copy(from, to, table).rows(1, last);
    } catch (const SQLite::Exception& e) {
        // A table that an older version did not have, or whose own description is lost.
        if ((e.getErrorCode() & 0xFF) != SQLITE_ERROR && (e.getErrorCode() & 0xFF) != SQLITE_CORRUPT)
            throw;
    }
}

// What refers to something that is lost.
constexpr auto Tidy = R"sql(
DELETE FROM attempt WHERE event NOT IN (SELECT id FROM event);
DELETE FROM decision WHERE event NOT IN (SELECT id FROM event);
DELETE FROM correction WHERE event NOT IN (SELECT id FROM event);
INSERT INTO batch (id, name, profile, agent, opened_ms, choices)
    SELECT DISTINCT batch, '', '', '', 0, '{}' FROM event WHERE batch NOT IN (SELECT id FROM batch);
UPDATE event SET state = 5, before = NULL, owner = NULL,
        first_unanswered_ms = coalesce(first_unanswered_ms, confirmed_ms)
    WHERE state = 2 AND NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.event = event.id AND done_ms IS NULL);
)sql";

bool isSound(SQLite::Database& db)
{
    try {
        if (db.execAndGet("PRAGMA integrity_check(1)").getString() != "ok")
            return false;
        db.exec("INSERT INTO event_text (event_text) VALUES ('integrity-check')"); // writes nothing
        return true;
    } catch (const SQLite::Exception&) {
        return false;
    }
}

void copyAll(SQLite::Database& from, Connection& to, const QString& file)
{
    to.exec("PRAGMA foreign_keys = OFF");
    SQLite::Transaction transaction(to, SQLite::TransactionBehavior::IMMEDIATE);
    for (const Table& table : Tables) {
        copyTable(from, to, table);
        // Also where nothing failed: a way that leads elsewhere looks like any other.
        if (table.isRow != nullptr)
            Pages(file, file + QLatin1StringView(".pages")).copy(table, to);
    }
    to.exec(Tidy);
    writing::indexText(to, 1, numberOf(to, "SELECT max(id) FROM event"));
    transaction.commit();
    // One file, and nothing beside it.
    sqlite3_db_config(to.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    to.exec("PRAGMA journal_mode = DELETE");
}

} // namespace

void markDamaged(const QString& file)
{
    QFile mark(markOf(file));
    if (QFileInfo(file).isFile())
        (void)mark.open(QIODevice::WriteOnly); // where it cannot be made, nothing can be rescued either
}

bool isMarkedDamaged(const QString& file) { return QFile::exists(markOf(file)); }

Result<Rescued> rescue(const QString& file)
{
    const QString fresh = file + QLatin1StringView(".rescued");
    removeWithItsOwn(fresh); // of one that was cut off
    QFile::remove(file + QLatin1StringView(".pages"));
    const auto nothingHalf = qScopeGuard([&fresh] { removeWithItsOwn(fresh); });
    Rescued rescued;
    try {
        {
            SQLite::Database damaged(sqliteName(file), SQLite::OPEN_READWRITE);
            damaged.exec("PRAGMA writable_schema = ON"); // so that one damaged description does not hide all the others
            sqlite3_db_config(damaged.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
            if (isSound(damaged)) {
                QFile::remove(markOf(file));
                return rescued;
            }
            // Nothing of it may be left to be taken for the new one's.
            if (const int result
                = sqlite3_wal_checkpoint_v2(damaged.getHandle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
                result != SQLITE_OK)
                throw SQLite::Exception(damaged.getHandle(), result);
            auto to = openForWriting(fresh);
            if (!to)
                return tl::unexpected(to.error());
            if (Done ok = migrate(**to, fresh); !ok)
                return tl::unexpected(ok.error());
            copyAll(damaged, **to, file);
            rescued.orders = numberOf(**to, "SELECT count(*) FROM event");
            const std::string index = std::string(" INDEXED BY ") + Tables.at(1).index;
            rescued.of = qMax(rescued.orders, numberOf(damaged, "SELECT count(*) FROM event" + index));
            rescued.of = qMax(rescued.of, numberOf(**to, "SELECT max(id) FROM event"));
        }
        if (rescued.orders == 0)
            return failure(Error::Code::Storage,
                Words::tr(
                    "%1 is damaged, and no order in it can be read. It was left as it is: put a back-up in its place.")
                    .arg(QDir::toNativeSeparators(file)));
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, file));
    }
    const QFileInfo info(file);
    rescued.setAside = info.dir().filePath(
        QStringLiteral("%1-damaged-%2.sqlite")
            .arg(info.completeBaseName(), QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"))));
    // At each moment there is a ledger under its name: the damaged one, or the whole new one.
    std::error_code failed;
    std::filesystem::create_hard_link(pathOf(file), pathOf(rescued.setAside), failed);
    if (failed && !QFile::copy(file, rescued.setAside))
        return failure(Error::Code::Storage,
            Words::tr("%1 is damaged and could not be set aside.").arg(QDir::toNativeSeparators(file)),
            QString::fromStdString(failed.message()));
    for (const char* suffix : {"-wal", "-shm"})
        QFile::remove(file + QLatin1StringView(suffix));
    std::filesystem::rename(pathOf(fresh), pathOf(file), failed);
    if (failed || !syncFolder(info.path()))
        return failure(Error::Code::Storage,
            Words::tr("%1 is damaged and could not be replaced.").arg(QDir::toNativeSeparators(file)),
            QString::fromStdString(failed.message()));
    QFile::remove(markOf(file));
    return rescued;
}

} // namespace rookery::ledger
