// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/ledger.h"

#include "ledger/database.h"
#include "ledger/durable.h"
#include "ledger/ledgerwrite.h"
#include "ledger/rescue.h"
#include "ledger/schema.h"
#include "ledger/unsettled.h"
#include "ledger/writing.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <sqlite3.h>

namespace rookery::ledger {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::Ledger)
};

using namespace std::chrono_literals;

// No delay that the schedule gives is longer: what is due later than this was written by a clock that was wrong.
constexpr auto LongestDelay = 1h + 10min;

QString duplicateSentence(const EventRecord& earlier)
{
    const QString when
        = QLocale::c().toString(earlier.confirmed.dateTime().toLocalTime(), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    if (earlier.isPast())
        return Words::tr("Order %1 was here before: confirmed %2 and removed from the history since. A second one is "
                         "left out of reports.")
            .arg(earlier.orderId(), when);
    const QString what = stateText(earlier.state);
    return Words::tr("Order %1 is here already: confirmed %2 by %3, %4 %5, %6. A second one is left out of reports.")
        .arg(earlier.orderId(), when, earlier.agent, earlier.fields.value(pixel::Field::Revenue),
            earlier.fields.value(pixel::Field::Currency), what);
}

} // namespace

Ledger::Ledger(QString file, Owner owner)
    : m_file(std::move(file))
    , m_owner(std::move(owner))
    , m_reader(new Reader(m_file, nullptr))
{
}
Ledger::~Ledger() = default;

Result<std::unique_ptr<Ledger>> Ledger::open(const QString& file)
{
    const auto makeOwner = [&file]() -> Result<Owner> {
        // Under the lock, so that nobody sweeps away an owner that is just being made.
        FileLock::Failure why{};
        const auto lock = FileLock::tryLock(lockFileOf(file), LockPatience, &why);
        if (!lock)
            return tl::unexpected(lockError(file, why));
        return Owner::make(ownersOf(file));
    };
    auto owner = makeOwner();
    if (!owner)
        return tl::unexpected(owner.error());
    auto ledger = std::unique_ptr<Ledger>(new Ledger(file, std::move(*owner)));
    Done ok = ledger->reopen();
    if (isMarkedDamaged(file))
        ok = ledger->mend();
    if (!ok)
        return tl::unexpected(ok.error());
    return ledger;
}

// The one who asked for the ledger is told, and asks again.
Done Ledger::mend()
{
    m_reader->m_db.reset();
    const QString shown = QDir::toNativeSeparators(m_file);
    const auto rescued = [&]() -> Result<Rescued> {
        FileLock::Failure why{};
        const auto lock = FileLock::tryLock(lockFileOf(m_file), LockPatience, &why);
        if (!lock)
            return tl::unexpected(lockError(m_file, why));
        if (isShared())
            return failure(Error::Code::Storage,
                Words::tr(
                    "%1 is damaged. Close every window and program that uses it and start again: what can be read "
                    "is recovered then.")
                    .arg(shown));
        return rescue(m_file);
    }();
    if (!rescued)
        return tl::unexpected(rescued.error());
    if (rescued->setAside.isEmpty())
        return reopen();
    return failure(Error::Code::Rescued,
        Words::tr(
            "The ledger was damaged. %1 of %2 orders could be read and are in a new one; the damaged one is kept as "
            "%3. From now on the new one is used. What is missing may be in a back-up.")
            .arg(QString::number(rescued->orders), QString::number(rescued->of),
                QDir::toNativeSeparators(rescued->setAside)));
}

Error Ledger::lockError(const QString& file, FileLock::Failure why)
{
    if (why == FileLock::Failure::Taken)
        return {Error::Code::Busy, Words::tr("Another program keeps the ledger busy. Try again."), lockFileOf(file)};
    return {Error::Code::ReadOnly,
        Words::tr("Can't save to %1, so sending is off: every order must be recorded first.")
            .arg(QFileInfo(file).absolutePath()),
        lockFileOf(file)};
}

Done Ledger::reopen()
{
    FileLock::Failure why{};
    const auto lock = FileLock::tryLock(lockFileOf(m_file), LockPatience, &why);
    if (!lock)
        return tl::unexpected(lockError(m_file, why));
    m_reader->m_db.reset();
    Done done = openLocked();
    if (!done && done.error().code == Error::Code::Storage)
        giveUp();
    return done;
}

Done Ledger::openLocked()
{
    const bool isNew = !QFile::exists(m_file + QLatin1StringView("-wal"));
    auto db = openForWriting(m_file);
    if (!db)
        return tl::unexpected(db.error());
    if (Done ok = migrate(**db, m_file); !ok)
        return ok;
    const bool doubtful = m_isUnsettled || isUnsettled(m_file);
    if (doubtful) {
        const int result
            = sqlite3_wal_checkpoint_v2((*db)->getHandle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
        if (result != SQLITE_OK)
            return tl::unexpected(storageError(SQLite::Exception((*db)->getHandle(), result), m_file));
    }
    // SQLite does it too, and does not say when it failed: then the WAL would have no name.
    if ((isNew || doubtful) && !syncFolder(QFileInfo(m_file).absolutePath()))
        return failure(
            Error::Code::Storage, Words::tr("The ledger %1 could not be used.").arg(QDir::toNativeSeparators(m_file)));
    if (doubtful && !markSettled(m_file))
        return failure(Error::Code::ReadOnly,
            Words::tr("Can't save to %1, so sending is off: every order must be recorded first.")
                .arg(QDir::toNativeSeparators(m_file)),
            unsettledMarkOf(m_file));
    m_isUnsettled = false;
    m_walPages = 0;
    sqlite3_wal_hook((*db)->getHandle(),
        [](void* self, sqlite3*, const char*, int pages) {
            static_cast<Ledger*>(self)->m_walPages = pages;
            return SQLITE_OK;
        },
        this);
    m_reader.reset(new Reader(m_file, std::move(*db)));
    return {};
}

void Ledger::giveUp()
{
    m_isUnsettled = true;
    markUnsettled(m_file); // before the connection goes, and with it what keeps others from reading what was not synced
    m_reader->m_db.reset();
}

Done Ledger::ensureOpen() { return m_reader->m_db ? Done() : reopen(); }

// The commit failed with the disk. Either it left nothing, or it is there and counts; since the ledger could be opened
// anew, what is there is safe.
Result<qint64> Ledger::settleDoubt(const NewEvent& event, const Error& error)
{
    if (Done ok = ensureOpen(); !ok)
        return failure(Error::Code::Storage,
            Words::tr("The disk failed while order %1 was saved. It may be in the history: look there before you send "
                      "it again.")
                .arg(event.fields.value(pixel::Field::OrderId)),
            error.detail);
    const auto found = reader().find(event.fields.value(pixel::Field::EventId));
    if (!found || found->eventId() != event.fields.value(pixel::Field::EventId))
        return tl::unexpected(error);
    return found->id;
}

Result<Confirmed> Ledger::insert(const NewEvent& event, UtcMs now)
{
    const auto earlier = reader().earlierOrder(event.fields.value(pixel::Field::OrderId), event.place);
    if (!earlier)
        return tl::unexpected(earlier.error());
    if (*earlier && !event.allowDuplicate)
        return Confirmed{0, *earlier};
    const auto id = writing::insertEvent(db(), event, now);
    if (!id) {
        const QString& eventId = event.fields.value(pixel::Field::EventId);
        const auto taken = reader().find(eventId);
        return failure(Error::Code::BadInput,
            Words::tr("The event ID %1 is order %2's already. A new event needs another one.")
                .arg(eventId, taken ? taken->orderId() : QString()));
    }
    if (*earlier)
        writing::insertDecision(
            db(), *id, {QStringLiteral("duplicate-allowed"), (*earlier)->eventId(), event.agent, now});
    noteOverrides(event, earlier->has_value(), now);
    return Confirmed{*id, *earlier};
}

// What a person decided against the program's advice stands with the order, and stays where the order does not.
void Ledger::noteOverrides(const NewEvent& event, bool isDuplicate, UtcMs now)
{
    QStringList overrides;
    for (const Decision& decision : event.decisions)
        overrides << decision.what;
    if (isDuplicate)
        overrides << QStringLiteral("duplicate-allowed");
    for (const QString& what : std::as_const(overrides))
        writing::insertJournal(db(),
            {what,
                {{QStringLiteral("order"), event.fields.value(pixel::Field::OrderId)},
                    {QStringLiteral("event"), event.fields.value(pixel::Field::EventId)},
                    {QStringLiteral("profile"), event.profile}},
                event.agent, now});
}

Result<qint64> Ledger::confirm(const NewEvent& event, UtcMs now)
{
    const auto accepted = write([&]() -> Result<qint64> {
        const auto confirmed = insert(event, now);
        if (!confirmed)
            return tl::unexpected(confirmed.error());
        if (confirmed->event == 0)
            return failure(
                Error::Code::Duplicate, duplicateSentence(*confirmed->earlier), confirmed->earlier->eventId());
        writing::indexText(db(), confirmed->event, confirmed->event);
        return confirmed->event;
    });
    return accepted || m_reader->m_db ? accepted : settleDoubt(event, accepted.error());
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
    SQLite::Statement rows(
        db(), selectEvents(where.append(" ORDER BY id LIMIT ").append(std::to_string(request.limit))));
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
    const auto taken = write([&]() -> Result<Takings> {
        Takings takings;
        const QList<EventRecord> found = candidates(request);
        takings.exhausted = found.size() < request.limit;
        for (const EventRecord& candidate : found) {
            takings.lastSeen = candidate.id;
            if (!next(candidate.state, Move::Take))
                continue;
            const Trail trail = writing::trailOf(db(), candidate);
            const Clearance clearance = clear(candidate, trail);
            if (clearance.kind == Clearance::Kind::Go)
                takings.taken << writing::takeEvent(db(), candidate, trail, clearance, request, ownerName());
            else
                takings.refusal = clearance.message;
            if (clearance.kind == Clearance::Kind::Hold)
                writing::holdEvent(db(), candidate.id, clearance.hold, clearance.message);
        }
        return takings;
    });
    if (taken) {
        for (const Taken& one : taken->taken)
            m_underWay << one.attempt;
    }
    return taken;
}

Done Ledger::complete(const QList<Completion>& completions)
{
    const Done done = write([&]() -> Done {
        for (const Completion& completion : completions)
            writing::completeAttempt(db(), completion);
        return {};
    });
    if (done) {
        for (const Completion& completion : completions)
            m_underWay.remove(completion.attempt);
    }
    return done;
}

Result<QList<qint64>> Ledger::recover(UtcMs now)
{
    if (Done ok = ensureOpen(); !ok)
        return tl::unexpected(ok.error());
    try {
        // Looked at before the lock is asked for: nearly always there is nothing to do.
        if (!db().execAndGet("SELECT EXISTS (SELECT 1 FROM event WHERE state = 2)").getInt())
            return QList<qint64>();
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
    return write([&]() -> Result<QList<qint64>> {
        QList<qint64> recovered;
        const QList<writing::Sending> sending = writing::sendingEvents(db());
        for (const writing::Sending& one : sending) {
            // Ours, but never given out: a take that was reported as failed and reached the disk after all.
            const bool alive = one.owner == ownerName() ? m_underWay.contains(one.attempt) : m_owner.isAlive(one.owner);
            if (alive)
                continue;
            writing::recoverEvent(db(), one.event, now);
            recovered << one.event;
        }
        return recovered;
    });
}

Done Ledger::countRunning(const QStringList& profiles, UtcMs now)
{
    if (profiles.isEmpty())
        return {};
    return write([&]() -> Done {
        for (const QString& profile : profiles)
            writing::countRunning(db(), profile, now);
        return {};
    });
}

Done Ledger::cancel(qint64 event, UtcMs now, const QString& agent)
{
    return write([&]() -> Done {
        if (writing::cancelEvent(db(), event, agent, now))
            return {};
        const auto found = reader().event(event);
        if (!found)
            return tl::unexpected(found.error());
        return failure(Error::Code::NotAllowed,
            Words::tr("Order %1 can't be taken back any more: it is %2.")
                .arg(found->orderId(), stateText(found->state)));
    });
}

Result<QList<qint64>> Ledger::cancelAll(const QList<qint64>& events, UtcMs now, const QString& agent)
{
    return write([&]() -> Result<QList<qint64>> {
        QList<qint64> cancelled;
        for (const qint64 event : events) {
            if (writing::cancelEvent(db(), event, agent, now))
                cancelled << event;
        }
        return cancelled;
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

Result<qint64> Ledger::openEvents(const QString& profile) const
{
    HistoryQuery query;
    query.profile = profile;
    query.states = {State::Waiting, State::Sending, State::Unknown};
    return reader().count(query);
}

Result<QStringList> Ledger::profilesAtWork() const
{
    try {
        // From name to name through the index, however many events each has.
        SQLite::Statement rows(db(),
            "WITH RECURSIVE name(text) AS (SELECT min(profile) FROM event WHERE state IN (1, 5) AND hold = 0 UNION ALL "
            "SELECT (SELECT min(profile) FROM event WHERE state IN (1, 5) AND hold = 0 AND profile > name.text) "
            "FROM name WHERE name.text IS NOT NULL) SELECT text FROM name WHERE text IS NOT NULL");
        QStringList profiles;
        while (rows.executeStep())
            profiles << textOf(rows.getColumn(0));
        return profiles;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
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
            "UPDATE event SET due_ms = min(due_ms, 0), hold = CASE WHEN hold IN (3, 6) THEN 0 ELSE hold END "
            "WHERE state IN (1, 5) AND profile = :profile");
        bind(row, ":profile", profile);
        row.exec();
        return {};
    });
}

Done Ledger::makeDue(const QList<qint64>& events)
{
    if (events.isEmpty())
        return {};
    return write([&]() -> Done {
        SQLite::Statement row(db(), "UPDATE event SET due_ms = :due, hold = 0 WHERE id = :id AND state IN (1, 5)");
        for (const qint64 event : events) {
            row.reset();
            bind(row, ":due", DueByPerson.value());
            bind(row, ":id", event);
            row.exec();
        }
        return {};
    });
}

Done Ledger::releaseProfileHolds()
{
    try {
        if (!db().execAndGet("SELECT EXISTS (SELECT 1 FROM event WHERE hold > 0 AND hold IN (3, 6))").getInt())
            return {};
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
    return write([&]() -> Done {
        db().exec("UPDATE event SET hold = 0 WHERE hold > 0 AND hold IN (3, 6)");
        return {};
    });
}

void Ledger::limitSize(qint64 bytes)
{
    constexpr qint64 PageBytes = 4096;
    db().exec("PRAGMA max_page_count = " + std::to_string(std::max<qint64>(1, bytes / PageBytes)));
}

} // namespace rookery::ledger
