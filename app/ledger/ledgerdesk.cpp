// SPDX-License-Identifier: GPL-3.0-or-later
// What the desk keeps in the ledger beside its orders: the switch that stops sending, drafts, searches with a name, the
// journal.
#include "ledger/ledgerwrite.h"
#include "ledger/writing.h"

namespace rookery::ledger {

Done Ledger::pause(const QString& profile, UtcMs now, const QString& agent)
{
    return write([&]() -> Done {
        SQLite::Statement row(
            db(), "INSERT OR IGNORE INTO pause (profile, at_ms, agent) VALUES (:profile, :at, :agent)");
        bind(row, ":profile", profile);
        bind(row, ":at", now.value());
        bind(row, ":agent", agent);
        row.exec();
        return {};
    });
}

Done Ledger::resume(const QString& profile)
{
    return write([&]() -> Done {
        SQLite::Statement row(db(), "DELETE FROM pause WHERE profile = :profile");
        bind(row, ":profile", profile);
        row.exec();
        return {};
    });
}

Result<QStringList> Ledger::paused() const
{
    try {
        QStringList profiles;
        SQLite::Statement rows(db(), "SELECT profile FROM pause ORDER BY profile");
        while (rows.executeStep())
            profiles << textOf(rows.getColumn(0));
        return profiles;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Done Ledger::saveDraft(const QString& slot, const QByteArray& content, UtcMs now, const QString& agent)
{
    return write([&]() -> Done {
        SQLite::Statement row(db(),
            "INSERT INTO draft (slot, saved_ms, agent, content) VALUES (:slot, :saved, :agent, :content) "
            "ON CONFLICT (slot) DO UPDATE SET saved_ms = :saved, agent = :agent, content = :content");
        bind(row, ":slot", slot);
        bind(row, ":saved", now.value());
        bind(row, ":agent", agent);
        bind(row, ":content", QString::fromUtf8(content));
        row.exec();
        return {};
    });
}

Done Ledger::discardDraft(const QString& slot)
{
    return write([&]() -> Done {
        SQLite::Statement row(db(), "DELETE FROM draft WHERE slot = :slot");
        bind(row, ":slot", slot);
        row.exec();
        return {};
    });
}

Done Ledger::saveSearch(const SavedSearch& search, UtcMs now, const QString& agent)
{
    return write([&]() -> Done {
        SQLite::Statement row(db(),
            "INSERT INTO saved_search (name, text, at_ms, agent) VALUES (:name, :text, :at, :agent) "
            "ON CONFLICT (name) DO UPDATE SET text = :text, at_ms = :at, agent = :agent");
        bind(row, ":name", search.name);
        bind(row, ":text", search.text);
        bind(row, ":at", now.value());
        bind(row, ":agent", agent);
        row.exec();
        return {};
    });
}

Done Ledger::removeSearch(const QString& name)
{
    return write([&]() -> Done {
        SQLite::Statement row(db(), "DELETE FROM saved_search WHERE name = :name");
        bind(row, ":name", name);
        row.exec();
        return {};
    });
}

Done Ledger::note(const JournalEntry& entry)
{
    return write([&]() -> Done {
        writing::insertJournal(db(), entry);
        return {};
    });
}

} // namespace rookery::ledger
