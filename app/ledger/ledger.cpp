// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/ledger.h"

#include "ledger/database.h"
#include "ledger/schema.h"
#include "ledger/writing.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

#include <sqlite3.h>

namespace rookery::ledger {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::Ledger)
};

using namespace std::chrono_literals;

constexpr auto LockPatience = 10s;
constexpr int CheckpointPages = 1000;
// No delay that the schedule gives is longer: what is due later than this was written by a clock that was wrong.
constexpr auto LongestDelay = 1h + 10min;

QString lockFile(const QString& ledger) { return ledger + QLatin1StringView(".lock"); }

Error lockError(const QString& file, FileLock::Failure why)
{
    if (why == FileLock::Failure::Taken)
        return {Error::Code::Busy, Words::tr("Another program keeps the ledger busy. Try again."), lockFile(file)};
    return {Error::Code::ReadOnly,
        Words::tr("Can't save to %1, so sending is off: every order must be recorded first.")
            .arg(QFileInfo(file).absolutePath()),
        lockFile(file)};
}

QString duplicateSentence(const EventRecord& earlier)
{
    const QString when
        = QLocale::c().toString(earlier.confirmed.dateTime().toLocalTime(), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    const QString what = stateText(earlier.state);
    return Words::tr("Order %1 is here already: confirmed %2 by %3, %4 %5, %6. A second one is left out of reports.")
        .arg(earlier.orderId(), when, earlier.agent, earlier.fields.value(pixel::Field::Revenue),
            earlier.fields.value(pixel::Field::Currency), what);
}

} // namespace

Ledger::Ledger(QString file, Owner owner) : m_file(std::move(file)), m_owner(std::move(owner)) { }
Ledger::~Ledger() = default;

Result<std::unique_ptr<Ledger>> Ledger::open(const QString& file)
{
    auto owner = Owner::make(QFileInfo(file).absolutePath() + QLatin1StringView("/owners"));
    if (!owner)
        return tl::unexpected(owner.error());
    auto ledger = std::unique_ptr<Ledger>(new Ledger(file, std::move(*owner)));
    if (Done ok = ledger->reopen(); !ok)
        return tl::unexpected(ok.error());
    return ledger;
}

Done Ledger::reopen()
{
    FileLock::Failure why{};
    const auto lock = FileLock::tryLock(lockFile(m_file), LockPatience, &why);
    if (!lock)
        return tl::unexpected(lockError(m_file, why));
    m_reader.reset();
    auto db = openForWriting(m_file);
    if (!db)
        return tl::unexpected(db.error());
    if (Done ok = migrate(**db, m_file); !ok)
        return ok;
    sqlite3_wal_hook((*db)->getHandle(),
        [](void* self, sqlite3*, const char*, int pages) {
            static_cast<Ledger*>(self)->m_walPages = pages;
            return SQLITE_OK;
        },
        this);
    m_reader.reset(new Reader(m_file, std::move(*db)));
    return {};
}

// One transaction under the lock. A failed sync poisons the connection (QT-NOTES 22): it is opened anew, and
// what is there then is what counts.
template <typename F>
auto Ledger::write(const F& change) -> decltype(change())
{
    if (!m_reader) {
        if (Done ok = reopen(); !ok)
            return tl::unexpected(ok.error());
    }
    FileLock::Failure why{};
    const auto lock = FileLock::tryLock(lockFile(m_file), LockPatience, &why);
    if (!lock)
        return tl::unexpected(lockError(m_file, why));
    Error error;
    try {
        SQLite::Transaction transaction(db(), SQLite::TransactionBehavior::IMMEDIATE);
        auto result = change();
        if (!result)
            return result; // the transaction's destructor rolls back
        transaction.commit();
        if (m_walPages > CheckpointPages) {
            sqlite3_wal_checkpoint_v2(db().getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
            m_walPages = 0;
        }
        return result;
    } catch (const SQLite::Exception& e) {
        error = storageError(e, m_file);
        if ((e.getErrorCode() & 0xFF) == SQLITE_IOERR)
            m_reader.reset();
    }
    return tl::unexpected(error);
}

Result<qint64> Ledger::confirm(const NewEvent& event, UtcMs now)
{
    return write([&]() -> Result<qint64> {
        const auto earlier = reader().earlierOrder(
            event.fields.value(pixel::Field::OrderId), event.fields.value(pixel::Field::AppId), event.host, event.live);
        if (!earlier)
            return tl::unexpected(earlier.error());
        if (*earlier && !event.allowDuplicate)
            return failure(Error::Code::Duplicate, duplicateSentence(**earlier), (*earlier)->eventId());
        const qint64 id = writing::insertEvent(db(), event, now);
        if (*earlier)
            writing::insertDecision(
                db(), id, {QStringLiteral("duplicate-allowed"), (*earlier)->eventId(), event.agent, now});
        return id;
    });
}

QList<EventRecord> Ledger::candidates(const TakeRequest& request)
{
    std::string where;
    if (!request.ids.isEmpty()) {
        where = "id IN (";
        for (const qint64 id : request.ids) {
            if (where.back() != '(')
                where += ',';
            where += std::to_string(id);
        }
        where += ") AND state <> 2";
    } else {
        where = "state IN (1, 5) AND id > :after";
        if (!request.includeHeld)
            where += " AND hold = 0";
        if (!request.ignoreDue)
            where += " AND (due_ms <= :now OR due_ms > :beyond)";
        if (!request.profile.isEmpty())
            where += " AND profile = :profile";
    }
    where += " AND NOT EXISTS (SELECT 1 FROM pause WHERE pause.profile IN ('', event.profile))";
    SQLite::Statement rows(db(),
        std::string("SELECT ") + EventColumns + " FROM event WHERE " + where + " ORDER BY id LIMIT "
            + std::to_string(request.limit));
    if (request.ids.isEmpty()) {
        bind(rows, ":after", request.after);
        if (!request.ignoreDue) {
            bind(rows, ":now", request.dueBy.value());
            bind(rows, ":beyond", (request.dueBy + LongestDelay).value());
        }
        if (!request.profile.isEmpty())
            bind(rows, ":profile", request.profile);
    }
    QList<EventRecord> found;
    while (rows.executeStep())
        found << readEvent(rows);
    return found;
}

Result<Takings> Ledger::take(const TakeRequest& request, const Clear& clear)
{
    return write([&]() -> Result<Takings> {
        Takings takings;
        const QList<EventRecord> found = candidates(request);
        takings.exhausted = found.size() < request.limit;
        for (const EventRecord& candidate : found) {
            takings.lastSeen = candidate.id;
            if (!next(candidate.state, Move::Take))
                continue;
            const auto columns = writing::sendingColumns(db(), candidate.id);
            const Clearance clearance = clear(candidate, columns.leftHost);
            if (clearance.kind == Clearance::Kind::Go)
                takings.taken << writing::takeEvent(db(), candidate, clearance, request, ownerName());
            else if (clearance.kind == Clearance::Kind::Hold)
                writing::holdEvent(db(), candidate.id, clearance.hold, clearance.message);
        }
        return takings;
    });
}

Done Ledger::complete(const QList<Completion>& completions)
{
    return write([&]() -> Done {
        for (const Completion& completion : completions)
            writing::completeAttempt(db(), completion);
        return {};
    });
}

Result<QList<qint64>> Ledger::recover(UtcMs now)
{
    // Looked at before the lock is asked for: nearly always there is nothing to do.
    if (!m_reader) {
        if (Done ok = reopen(); !ok)
            return tl::unexpected(ok.error());
    }
    try {
        if (!db().execAndGet("SELECT EXISTS (SELECT 1 FROM event WHERE state = 2)").getInt())
            return QList<qint64>();
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
    return write([&]() -> Result<QList<qint64>> {
        QList<qint64> recovered;
        const auto sending = writing::sendingEvents(db());
        for (auto it = sending.begin(); it != sending.end(); ++it) {
            if (m_owner.isAlive(it.value()))
                continue;
            writing::recoverEvent(db(), it.key(), now);
            recovered << it.key();
        }
        return recovered;
    });
}

Done Ledger::cancel(qint64 event, UtcMs now, const QString& agent)
{
    return write([&]() -> Done {
        const auto found = reader().event(event);
        if (!found)
            return tl::unexpected(found.error());
        const auto state = next(found->state, Move::Cancel);
        if (!state)
            return failure(Error::Code::NotAllowed,
                Words::tr("Order %1 can't be taken back any more: it is %2.")
                    .arg(found->orderId(), stateText(found->state)));
        db().exec("UPDATE event SET state = " + std::to_string(int(*state))
            + ", hold = 0 WHERE id = " + std::to_string(event));
        writing::insertDecision(db(), event, {QStringLiteral("cancelled"), {}, agent, now});
        return {};
    });
}

Done Ledger::setHold(qint64 event, Hold hold, UtcMs now, const QString& agent)
{
    return write([&]() -> Done {
        db().exec("UPDATE event SET hold = " + std::to_string(int(hold)) + " WHERE id = " + std::to_string(event)
            + " AND state IN (1, 5)");
        const QString what = hold == Hold::None ? QStringLiteral("released") : QStringLiteral("held");
        writing::insertDecision(db(), event, {what, {}, agent, now});
        return {};
    });
}

Done Ledger::addDecision(qint64 event, const Decision& decision)
{
    return write([&]() -> Done {
        writing::insertDecision(db(), event, decision);
        return {};
    });
}

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

Result<qint64> Ledger::openEvents(const QString& profile) const
{
    HistoryQuery query;
    query.profile = profile;
    query.states = {State::Waiting, State::Sending, State::Unknown};
    return reader().count(query);
}

Result<std::optional<UtcMs>> Ledger::nextDue(const QString& profile) const
{
    try {
        SQLite::Statement row(db(),
            "SELECT min(due_ms) FROM event WHERE state IN (1, 5) AND hold = 0 AND profile = :profile "
            "AND NOT EXISTS (SELECT 1 FROM pause WHERE pause.profile IN ('', :profile))");
        bind(row, ":profile", profile);
        row.executeStep();
        return row.getColumn(0).isNull() ? std::nullopt : std::optional(UtcMs(row.getColumn(0).getInt64()));
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Done Ledger::makeDue(const QString& profile)
{
    return write([&]() -> Done {
        SQLite::Statement row(db(),
            "UPDATE event SET due_ms = 0, hold = CASE WHEN hold IN (3, 6) THEN 0 ELSE hold END "
            "WHERE state IN (1, 5) AND profile = :profile");
        bind(row, ":profile", profile);
        row.exec();
        return {};
    });
}

Done Ledger::releaseProfileHolds()
{
    try {
        if (!db().execAndGet("SELECT EXISTS (SELECT 1 FROM event WHERE state IN (1, 5) AND hold IN (3, 6))").getInt())
            return {};
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
    return write([&]() -> Done {
        db().exec("UPDATE event SET hold = 0 WHERE state IN (1, 5) AND hold IN (3, 6)");
        return {};
    });
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

void Ledger::limitSize(qint64 bytes)
{
    constexpr qint64 PageBytes = 4096;
    db().exec("PRAGMA max_page_count = " + std::to_string(std::max<qint64>(1, bytes / PageBytes)));
}

Result<std::optional<Ledger::Draft>> Ledger::draft(const QString& slot) const
{
    try {
        SQLite::Statement row(db(), "SELECT content, saved_ms FROM draft WHERE slot = :slot");
        bind(row, ":slot", slot);
        if (!row.executeStep())
            return std::nullopt;
        return Draft{bytesOf(row.getColumn(0)), UtcMs(row.getColumn(1).getInt64())};
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

} // namespace rookery::ledger
