// SPDX-License-Identifier: GPL-3.0-or-later
// Orders that leave the ledger (purge() makes one of the steps here), people that leave orders, and the file without
// them.
#include "ledger/ledgerwrite.h"
#include "ledger/purge.h"
#include "ledger/writing.h"

#include <QFileInfo>

namespace rookery::ledger {

namespace {

// To write the file anew takes seconds up to here, which is what others wait for the lock.
constexpr qint64 QuicklyWritten = 200'000'000;
constexpr int PagesMerged = 200;

std::string whereLeaving(const PurgeQuery& query)
{
    // By ID, not by the index of times: that one would be sorted anew for each portion.
    std::string where = "state IN (3, 4, 7) AND +confirmed_ms < :before";
    if (!query.profile.isEmpty())
        where += " AND profile = :profile";
    // What happened to an order since it was archived is in this ledger only, so the order stays.
    if (!query.archive.isEmpty())
        where += " AND EXISTS (SELECT 1 FROM kept.event AS k WHERE k.id = event.id AND k.event_id = event.event_id "
                 "AND k.state = event.state AND k.attempts = event.attempts) "
                 "AND (SELECT count(*) FROM kept.decision AS d WHERE d.event = event.id) = "
                 "(SELECT count(*) FROM main.decision AS d WHERE d.event = event.id) "
                 "AND (SELECT count(*) FROM kept.correction AS c WHERE c.event = event.id) = "
                 "(SELECT count(*) FROM main.correction AS c WHERE c.event = event.id)";
    return where;
}

void bindLeaving(SQLite::Statement& statement, const PurgeQuery& query)
{
    bind(statement, ":before", query.before.value());
    if (!query.profile.isEmpty())
        bind(statement, ":profile", query.profile);
}

// Sent or not, where an answer failed to come it may have arrived. Of one that left for another host than it was
// confirmed for, both are remembered.
constexpr auto Remember = "INSERT INTO past_order (order_id, app_id, host, live, at_ms) "
                          "SELECT order_id, app_id, host, live, confirmed_ms FROM event WHERE id IN temp.leaving "
                          "AND (state = 3 OR first_unanswered_ms IS NOT NULL) UNION "
                          "SELECT order_id, app_id, left_host, live, confirmed_ms FROM event WHERE id IN temp.leaving "
                          "AND left_host IS NOT NULL AND (state = 3 OR first_unanswered_ms IS NOT NULL)";
// A contentless index forgets only what it is told word for word.
constexpr auto Unindex = "INSERT INTO event_text (event_text, rowid, text) "
                         "SELECT 'delete', id, text || iif(note = '', '', char(10) || note) FROM event "
                         "WHERE id IN temp.leaving";

} // namespace

Result<qint64> Ledger::countPurge(const PurgeQuery& query) const
{
    try {
        SQLite::Statement row(db(), "SELECT count(*) FROM event WHERE " + whereLeaving(query));
        bindLeaving(row, query);
        row.executeStep();
        return row.getColumn(0).getInt64();
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<PurgedPortion> Ledger::purgeSome(const PurgeQuery& query, qint64 after, int limit)
{
    return write([&]() -> Result<PurgedPortion> {
        db().exec("CREATE TEMP TABLE IF NOT EXISTS leaving (id INTEGER PRIMARY KEY); DELETE FROM temp.leaving;");
        SQLite::Statement choose(db(),
            "INSERT INTO temp.leaving SELECT id FROM main.event AS event WHERE id > :after AND " + whereLeaving(query)
                + " ORDER BY id LIMIT " + std::to_string(limit));
        bind(choose, ":after", after);
        bindLeaving(choose, query);
        PurgedPortion portion;
        portion.events = choose.exec();
        portion.exhausted = portion.events < limit;
        if (portion.events == 0)
            return portion;
        portion.last = db().execAndGet("SELECT max(id) FROM temp.leaving").getInt64();
        db().exec(Remember);
        db().exec(Unindex);
        portion.attempts = db().exec("DELETE FROM main.attempt WHERE event IN temp.leaving");
        for (const char* table : {"decision", "correction"})
            db().exec(std::string("DELETE FROM main.").append(table).append(" WHERE event IN temp.leaving"));
        db().exec("DELETE FROM main.draft WHERE slot IN (SELECT 'note:' || id FROM temp.leaving)");
        db().exec("DELETE FROM main.event WHERE id IN temp.leaving");
        return portion;
    });
}

Result<QList<qint64>> Ledger::purgeBatches(const PurgeQuery& query)
{
    return write([&]() -> Result<QList<qint64>> {
        // One that is still being read in has no rows yet, and may have no orders either.
        std::string where = "opened_ms < :before AND rows IS NOT NULL "
                            "AND NOT EXISTS (SELECT 1 FROM event WHERE event.batch = batch.id)";
        if (!query.profile.isEmpty())
            where += " AND profile = :profile";
        SQLite::Statement rows(db(), "DELETE FROM batch WHERE " + where + " RETURNING id");
        bindLeaving(rows, query);
        QList<qint64> batches;
        while (rows.executeStep())
            batches << rows.getColumn(0).getInt64();
        return batches;
    });
}

Done Ledger::attachArchive(const QString& file)
{
    try {
        SQLite::Statement attach(db(), "ATTACH :file AS kept");
        bind(attach, ":file", file);
        attach.exec();
        return {};
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, file));
    }
}

void Ledger::detachArchive() const
{
    if (m_reader->m_db)
        m_reader->m_db->tryExec("DETACH kept");
}

Result<bool> Ledger::mergeText(bool begin)
{
    // What was deleted from the index is marked in a newer piece and stands in an older one. Below zero means all
    // pieces there are; said again and again it would begin anew with each order that comes in meanwhile.
    return write([&]() -> Result<bool> {
        const int before = db().getTotalChanges();
        db().exec("INSERT INTO event_text (event_text, rank) VALUES ('merge', "
            + std::to_string(begin ? -PagesMerged : PagesMerged) + ")");
        constexpr int Nothing = 2; // SQLite's own sign: fewer changes than this
        return db().getTotalChanges() - before >= Nothing;
    });
}

Result<Erasure> Ledger::eraseRemains()
{
    if (Done ok = ensureOpen(); !ok)
        return tl::unexpected(ok.error());
    FileLock::Failure why{};
    const auto lock = FileLock::tryLock(lockFileOf(m_file), LockPatience, &why);
    if (!lock)
        return tl::unexpected(lockError(m_file, why));
    Erasure erasure;
    try {
        const bool isQuick = QFileInfo(m_file).size() < QuicklyWritten;
        if (isQuick || !isShared()) {
            db().exec("VACUUM");
            erasure.isShrunk = true;
        }
        // Waits for readers as long as for anything.
        erasure.isWalGone
            = sqlite3_wal_checkpoint_v2(db().getHandle(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr)
            == SQLITE_OK;
        m_walPages = 0;
        return erasure;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<ErasedRows> Ledger::erase(const PersonId& person, UtcMs now, const QString& agent)
{
    return write([&]() -> Result<ErasedRows> {
        ErasedRows erased = erasePerson(db(), person, {}, false);
        for (const qint64 event : std::as_const(erased.events))
            writing::insertDecision(db(), event, {QStringLiteral("identity-erased"), {}, agent, now});
        return erased;
    });
}

} // namespace rookery::ledger
