// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of a ledger as a whole, whichever version wrote it.
#include "ledger/database.h"
#include "ledger/reader.h"
#include "ledger/soundness.h"
#include "ledger/statistics.h"

#include <sqlite3.h>

namespace rookery::ledger {

namespace {

qint64 number(SQLite::Database& db, const char* sql) { return db.execAndGet(sql).getInt64(); }

// A ledger of an older version has not all of them.
qint64 rowsOf(SQLite::Database& db, const char* table)
{
    return db.tableExists(table) ? number(db, std::string("SELECT count(*) FROM ").append(table).c_str()) : 0;
}

std::optional<UtcMs> momentOf(SQLite::Database& db, const char* sql)
{
    SQLite::Statement row(db, sql);
    if (!row.executeStep() || row.getColumn(0).isNull())
        return std::nullopt;
    return UtcMs(row.getColumn(0).getInt64());
}

Statistics countAll(SQLite::Database& db)
{
    Statistics all;
    SQLite::Statement rows(db, "SELECT profile, state, count(*) FROM event GROUP BY profile, state");
    while (rows.executeStep()) {
        const qint64 count = rows.getColumn(2).getInt64();
        all.profiles[textOf(rows.getColumn(0))][State(rows.getColumn(1).getInt())] = count;
        all.events += count;
    }
    all.attempts = rowsOf(db, "attempt");
    all.drafts = rowsOf(db, "draft");
    all.batches = rowsOf(db, "batch");
    all.pastOrders = rowsOf(db, "past_order");
    all.oldest = momentOf(db, "SELECT min(confirmed_ms) FROM event");
    all.newest = momentOf(db, "SELECT max(confirmed_ms) FROM event");
    all.freeBytes = number(db, "PRAGMA freelist_count") * number(db, "PRAGMA page_size");
    all.schema = int(number(db, "PRAGMA user_version"));
    return all;
}

} // namespace

Result<Soundness> Reader::soundness(const std::atomic_bool& stop) const
{
    Result<Soundness> found;
    const Done looked = ofOneMoment([&]() -> Done {
        found = soundnessOf(db(), m_file, stop);
        return found ? Done() : Done(tl::unexpected(found.error()));
    });
    return looked ? found : tl::unexpected(looked.error());
}

Result<Statistics> Reader::statistics() const
{
    Statistics all;
    const Done counted = ofOneMoment([&]() -> Done {
        all = countAll(db());
        return {};
    });
    return counted ? Result<Statistics>(all) : tl::unexpected(counted.error());
}

QString sqliteVersion() { return QString::fromLatin1(sqlite3_libversion()); }

} // namespace rookery::ledger
