// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/archive.h"

#include "ledger/database.h"
#include "ledger/reader.h"
#include "ledger/schema.h"
#include "ledger/soundness.h"
#include "ledger/writing.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <limits>
#include <string>

namespace rookery::ledger {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::Archive)
};

/// A file that is gone at the end, unless it got its name.
class Part final {
public:
    explicit Part(const QString& target) : m_path(target + QLatin1StringView(".part")) { remove(); }
    ~Part() { remove(); }
    Q_DISABLE_COPY_MOVE(Part)

    [[nodiscard]] const QString& path() const { return m_path; }

private:
    void remove() const
    {
        for (const char* suffix : {"", "-journal"})
            QFile::remove(m_path + QLatin1StringView(suffix));
    }

    QString m_path;
};

// By name: a table that was added to by a migration has its columns in another order than one that was made anew.
std::string columnsOf(SQLite::Database& db, const char* table)
{
    SQLite::Statement rows(db, std::string("SELECT group_concat(name, ', ') FROM pragma_table_info('") + table + "')");
    rows.executeStep();
    return rows.getColumn(0).getString();
}

void copyRows(SQLite::Database& db, const char* table, const std::string& where)
{
    const std::string columns = columnsOf(db, table);
    std::string sql = "INSERT INTO main.";
    sql.append(table).append(" (").append(columns).append(") SELECT ").append(columns);
    db.exec(sql.append(" FROM source.").append(table).append(" WHERE ").append(where));
}

qint64 fill(Connection& db, const QString& ledgerFile, const PurgeQuery& query)
{
    {
        SQLite::Statement attach(db, "ATTACH :file AS source");
        bind(attach, ":file", ledgerFile);
        attach.exec();
    }
    SQLite::Transaction all(db);
    db.exec("CREATE TEMP TABLE leaving (id INTEGER PRIMARY KEY)");
    {
        std::string sql = "INSERT INTO temp.leaving SELECT id FROM source.event WHERE state IN (3, 4, 7) "
                          "AND confirmed_ms < :before";
        SQLite::Statement choose(db, query.profile.isEmpty() ? sql : sql + " AND profile = :profile");
        bind(choose, ":before", query.before.value());
        if (!query.profile.isEmpty())
            bind(choose, ":profile", query.profile);
        choose.exec();
    }
    copyRows(db, "batch", "id IN (SELECT batch FROM source.event WHERE id IN temp.leaving)");
    copyRows(db, "event", "id IN temp.leaving");
    for (const char* table : {"attempt", "decision", "correction"})
        copyRows(db, table, "event IN temp.leaving");
    writing::indexText(db, 0, std::numeric_limits<qint64>::max());
    const qint64 events = db.execAndGet("SELECT count(*) FROM main.event").getInt64();
    all.commit();
    db.exec("DROP TABLE temp.leaving; DETACH source;");
    return events;
}

Done verify(const QString& part, qint64 events, const std::atomic_bool& stop)
{
    const auto reader = Reader::openAsItIs(part);
    const auto found = reader ? (*reader)->soundness(stop) : tl::unexpected(reader.error());
    if (!found)
        return tl::unexpected(found.error());
    if (found->isSound() && found->events == events)
        return {};
    return failure(Error::Code::Storage,
        Words::tr("The archive does not hold what the ledger holds, so it was not kept. Nothing was removed."),
        found->problems.join(u'\n'));
}

} // namespace

Result<qint64> archive(
    const QString& ledgerFile, const QString& target, const PurgeQuery& query, const std::atomic_bool& stop)
{
    if (QFile::exists(target))
        return failure(Error::Code::BadInput,
            Words::tr("There is a file %1 already; an archive gets one of its own.")
                .arg(QDir::toNativeSeparators(target)));
    const Part part(target);
    qint64 events = 0;
    {
        const auto db = openForWriting(part.path());
        if (!db)
            return tl::unexpected(db.error());
        if (Done ok = upgrade(**db, part.path()); !ok)
            return tl::unexpected(ok.error());
        try {
            events = fill(**db, ledgerFile, query);
        } catch (const SQLite::Exception& e) {
            return tl::unexpected(storageError(e, part.path()));
        }
    }
    if (events == 0)
        return failure(Error::Code::NotFound, Words::tr("There is nothing to archive before that time."));
    if (Done ok = verify(part.path(), events, stop); !ok)
        return tl::unexpected(ok.error());
    if (!QFile::rename(part.path(), target))
        return failure(Error::Code::ReadOnly,
            Words::tr("The archive could not be called %1. Nothing was removed.")
                .arg(QDir::toNativeSeparators(target)));
    return events;
}

} // namespace rookery::ledger
