// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/restore.h"

#include "ledger/database.h"
#include "ledger/journal.h"
#include "ledger/owner.h"
#include "ledger/reader.h"
#include "ledger/schema.h"
#include "ledger/soundness.h"
#include "ledger/writing.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonObject>

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

#include <filesystem>

namespace rookery::ledger {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::Restoration)
};

using namespace std::chrono_literals;
constexpr auto LockPatience = 10s;

// Who may have counted, of those that only the present ledger has.
constexpr auto OnlyPresent
    = "FROM present.event AS p WHERE NOT EXISTS (SELECT 1 FROM main.event WHERE main.event.event_id = p.event_id)";
// What sending knows of an order; what people wrote beside it goes back to what the copy says.
constexpr auto Sent = "left_host, state, before, owner, hold, attempts, failures, due_ms, "
                      "first_unanswered_ms, tried_from_ms, last_status, last_took_ms, last_url, message";
constexpr auto AttemptColumns
    = "number, taken_ms, owner, agent, cause, url, done_ms, outcome, status, reason, sentence, detail, left_count, "
      "connect_ms, tls_ms, sent_ms, headers_ms, end_ms, headers, body";

QString shown(const QString& file) { return QDir::toNativeSeparators(file); }

std::filesystem::path pathOf(const QString& file) { return {file.toStdU16String()}; }

Error lockError(const QString& file, FileLock::Failure why)
{
    if (why == FileLock::Failure::Taken)
        return {Error::Code::Busy, Words::tr("Another program keeps the ledger busy. Try again."), lockFileOf(file)};
    return {Error::Code::ReadOnly, Words::tr("Nothing can be restored: %1 can't be written.").arg(shown(file))};
}

bool hasTable(SQLite::Database& db, const char* schema, const char* table)
{
    SQLite::Statement row(
        db, std::string("SELECT 1 FROM ").append(schema).append(".sqlite_master WHERE type = 'table' AND name = ?"));
    row.bind(1, table);
    return row.executeStep();
}

// The same file under a second name: it costs no room where the disk can do that.
bool nameAgain(const QString& from, const QString& to)
{
    std::error_code failed;
    std::filesystem::create_hard_link(pathOf(from), pathOf(to), failed);
    return !failed || QFile::copy(from, to);
}

// What is in the copy as it is now needs nothing; an order that moved has another state or another attempt.
qint64 takeOverWhatWasSent(Connection& db)
{
    db.exec("CREATE TEMP TABLE moved AS SELECT e.id AS id, p.id AS present FROM main.event AS e "
            "JOIN present.event AS p ON p.event_id = e.event_id WHERE p.state <> e.state OR p.attempts <> e.attempts "
            "OR p.hold <> e.hold OR p.due_ms <> e.due_ms");
    db.exec("DELETE FROM main.attempt WHERE event IN (SELECT id FROM moved)");
    std::string attempts = "INSERT INTO main.attempt (event, ";
    attempts.append(AttemptColumns).append(") SELECT moved.id, ").append(AttemptColumns);
    db.exec(attempts.append(" FROM moved JOIN present.attempt AS a ON a.event = moved.present ORDER BY a.id"));
    // Frozen bytes are the same in both, unless somebody's identity was taken out of one since.
    std::string events = "UPDATE main.event SET (fields, target, ";
    events.append(Sent).append(") = (SELECT iif(main.event.target IS NULL, p.fields, main.event.fields), "
                               "coalesce(main.event.target, p.target), ");
    events.append(Sent).append(" FROM (SELECT * FROM present.event WHERE id = (SELECT present FROM moved "
                               "WHERE moved.id = main.event.id)) AS p) WHERE id IN (SELECT id FROM moved)");
    db.exec(events);
    const qint64 taken = db.execAndGet("SELECT count(*) FROM moved").getInt64();
    db.exec("DROP TABLE moved");
    return taken;
}

// What only the present ledger knows and must not be forgotten, whatever becomes of its rows.
void keepWhatMustBeKnown(Connection& db)
{
    db.exec(std::string("INSERT INTO main.past_order (order_id, app_id, host, live, at_ms) SELECT order_id, app_id, "
                        "coalesce(left_host, host), live, confirmed_ms ")
                .append(OnlyPresent)
                .append(" AND (state = 3 OR first_unanswered_ms IS NOT NULL)"));
    if (!hasTable(db, "present", "past_order"))
        return;
    db.exec("INSERT INTO main.past_order (order_id, app_id, host, live, at_ms) "
            "SELECT order_id, app_id, host, live, at_ms FROM present.past_order EXCEPT "
            "SELECT order_id, app_id, host, live, at_ms FROM main.past_order");
    db.exec("INSERT INTO main.journal (at_ms, agent, what, detail) "
            "SELECT at_ms, agent, what, detail FROM (SELECT at_ms, agent, what, detail FROM present.journal EXCEPT "
            "SELECT at_ms, agent, what, detail FROM main.journal) ORDER BY at_ms");
}

// Nobody can tell what has become of these since.
qint64 holdOpenOnes(Connection& db, const std::string& unknown, UtcMs now)
{
    QList<qint64> sending;
    {
        SQLite::Statement rows(db, "SELECT id FROM main.event WHERE state = 2 AND " + unknown);
        while (rows.executeStep())
            sending << rows.getColumn(0).getInt64();
    }
    for (const qint64 event : sending)
        writing::recoverEvent(db, event, now);
    SQLite::Statement hold(
        db, "UPDATE main.event SET hold = :hold, message = :message WHERE state IN (1, 5) AND " + unknown);
    bind(hold, ":hold", qint64(Hold::Person));
    bind(hold, ":message",
        Words::tr("This order comes from a copy of the ledger and may have been sent since. Look before it goes."));
    return hold.exec();
}

} // namespace

Restoration::Restoration(QString ledgerFile, QString copy, UtcMs now, std::unique_ptr<FileLock> lock)
    : m_ledgerFile(std::move(ledgerFile))
    , m_copy(std::move(copy))
    , m_part(m_ledgerFile + QLatin1StringView(".restored-part"))
    , m_now(now)
    , m_lock(std::move(lock))
{
}

Restoration::Restoration(Restoration&&) noexcept = default;

Restoration::~Restoration()
{
    if (!m_lock)
        return; // moved from
    m_db.reset();
    for (const char* suffix : {"", "-journal", "-wal", "-shm"})
        QFile::remove(m_part + QLatin1StringView(suffix));
}

Result<Restoration> Restoration::prepare(
    const QString& ledgerFile, const QString& copy, UtcMs now, const std::atomic_bool& stop)
{
    if (!QFileInfo(copy).isFile())
        return failure(Error::Code::NotFound, Words::tr("There is no file %1.").arg(shown(copy)));
    if (QFileInfo(copy).canonicalFilePath() == QFileInfo(ledgerFile).canonicalFilePath())
        return failure(Error::Code::BadInput, Words::tr("%1 is the ledger itself.").arg(shown(copy)));
    FileLock::Failure why{};
    auto lock = FileLock::tryLock(lockFileOf(ledgerFile), LockPatience, &why);
    if (!lock)
        return tl::unexpected(lockError(ledgerFile, why));
    if (Owner::isAnyAlive(ownersOf(ledgerFile)))
        return failure(Error::Code::NotAllowed,
            Words::tr("Another program has this ledger open: a window, or `watch`. End it first; nothing was "
                      "changed."));
    Restoration restoration(ledgerFile, copy, now, std::move(lock));
    if (Done ok = restoration.makePart(stop); !ok)
        return tl::unexpected(ok.error());
    restoration.compare(stop);
    return restoration;
}

Done Restoration::makePart(const std::atomic_bool& stop)
{
    const auto source = openForReading(m_copy);
    if (!source)
        return tl::unexpected(source.error());
    if (Done ok = checkVersion(**source, m_copy); !ok)
        return ok;
    try {
        if ((*source)->execAndGet("PRAGMA user_version").getInt() > SchemaVersion)
            return failure(Error::Code::NewerLedger,
                Words::tr("%1 was written by a newer version of this program. Nothing was changed.")
                    .arg(shown(m_copy)));
        if (!(*source)->tableExists("event"))
            return failure(Error::Code::NotALedger, Words::tr("%1 is not a Rookery ledger.").arg(shown(m_copy)));
        QFile::remove(m_part);
        auto part = openForWriting(m_part);
        if (!part)
            return tl::unexpected(part.error());
        m_db = std::move(*part);
        SQLite::Backup(*m_db, **source).executeStep(-1);
        m_db->exec("PRAGMA journal_mode = DELETE"); // one file, and nothing beside it
        const auto found = soundnessOf(*m_db, m_copy, stop);
        if (!found)
            return tl::unexpected(found.error());
        if (!found->isSound())
            return failure(Error::Code::Storage,
                Words::tr("%1 is not sound, so it does not take the ledger's place. Nothing was changed.")
                    .arg(shown(m_copy)),
                found->problems.first());
        return upgrade(*m_db, m_part);
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_copy));
    }
}

void Restoration::compare(const std::atomic_bool& stop)
{
    if (!QFile::exists(m_ledgerFile))
        return;
    try {
        const auto present = Reader::openAsItIs(m_ledgerFile);
        const auto found = present ? (*present)->soundness(stop) : tl::unexpected(present.error());
        if (!found || !found->isSound())
            m_loss.unreadable = found ? found->problems.first() : found.error().sentence;
        SQLite::Statement attach(*m_db, "ATTACH :file AS present");
        bind(attach, ":file", m_ledgerFile);
        attach.exec();
        m_isAttached = true;
        m_loss.orders = m_db->execAndGet(std::string("SELECT count(*) ") + OnlyPresent).getInt64();
        SQLite::Statement open(
            *m_db, std::string("SELECT order_id ").append(OnlyPresent).append(" AND state IN (1, 2, 5) ORDER BY id"));
        while (open.executeStep())
            m_loss.open << textOf(open.getColumn(0));
    } catch (const SQLite::Exception& e) {
        if (m_loss.unreadable.isEmpty())
            m_loss.unreadable = storageError(e, m_ledgerFile).sentence;
    }
}

Restoration::Outcome Restoration::settle(const QString& agent)
{
    Outcome outcome;
    SQLite::Transaction all(*m_db, SQLite::TransactionBehavior::IMMEDIATE);
    const bool isPresentSound = m_isAttached && m_loss.unreadable.isEmpty();
    if (isPresentSound) {
        outcome.taken = takeOverWhatWasSent(*m_db);
        keepWhatMustBeKnown(*m_db);
    }
    outcome.held
        = holdOpenOnes(*m_db, isPresentSound ? "event_id NOT IN (SELECT event_id FROM present.event)" : "1", m_now);
    outcome.orders = m_db->execAndGet("SELECT count(*) FROM main.event").getInt64();
    writing::insertJournal(*m_db,
        {QStringLiteral("restore"),
            {{QStringLiteral("copy"), QFileInfo(m_copy).fileName()}, {QStringLiteral("lost"), m_loss.orders},
                {QStringLiteral("held"), outcome.held}},
            agent, m_now});
    all.commit();
    return outcome;
}

// Everything of the former ledger gets a second name before the first one is taken from it: whenever this is broken
// off, one of the two is whole.
Result<QString> Restoration::setAside() const
{
    if (!QFile::exists(m_ledgerFile))
        return QString();
    const QFileInfo ledger(m_ledgerFile);
    QString aside;
    for (UtcMs at = m_now; aside.isEmpty() || QFile::exists(aside); at = at + 1s)
        aside = ledger.dir().filePath(
            QStringLiteral("%1-set-aside-%2.sqlite")
                .arg(ledger.completeBaseName(), at.dateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"))));
    for (const char* suffix : {"", "-wal"}) {
        const QString from = m_ledgerFile + QLatin1StringView(suffix);
        if (QFileInfo(from).size() > 0 && !nameAgain(from, aside + QLatin1StringView(suffix)))
            return failure(Error::Code::Storage,
                Words::tr("The ledger could not be set aside as %1. Nothing was changed.").arg(shown(aside)));
    }
    return aside;
}

Result<Restoration::Outcome> Restoration::carryOut(const QString& agent)
{
    Outcome outcome;
    try {
        outcome = settle(agent);
        if (m_isAttached) {
            // So that nothing of it is in its WAL only; what is damaged is set aside with its WAL.
            sqlite3_wal_checkpoint_v2(m_db->getHandle(), "present", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
            m_db->exec("DETACH present");
        }
        m_db.reset();
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_part));
    }
    const auto aside = setAside();
    if (!aside)
        return tl::unexpected(aside.error());
    // A WAL that met another file than its own would be played into it.
    for (const char* suffix : {"-wal", "-shm"})
        QFile::remove(m_ledgerFile + QLatin1StringView(suffix));
    std::error_code failed;
    std::filesystem::rename(pathOf(m_part), pathOf(m_ledgerFile), failed);
    if (failed)
        return failure(Error::Code::Storage,
            Words::tr("The copy could not be put in place. The ledger is %1.").arg(shown(*aside)),
            QString::fromStdString(failed.message()));
    outcome.setAside = *aside;
    return outcome;
}

} // namespace rookery::ledger
