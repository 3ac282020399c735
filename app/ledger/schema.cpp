// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/schema.h"

#include "ledger/database.h"
#include "ledger/durable.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>

#include <array>

namespace rookery::ledger {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::Schema)
};

constexpr int ApplicationId = 0x526F6F6B; // "Rook"

// Times are UTC ms. Text is UTF-8 as typed. The triggers hold what must never change, whoever writes.
constexpr auto Version1 = R"sql(
CREATE TABLE event (
    id INTEGER PRIMARY KEY,                   -- order of confirmation
    event_id TEXT NOT NULL UNIQUE,
    order_id TEXT NOT NULL,
    app_id TEXT NOT NULL,
    host TEXT NOT NULL,                       -- the collector's name when it was confirmed
    live INTEGER NOT NULL,
    profile TEXT NOT NULL,
    order_key TEXT NOT NULL,
    fields TEXT NOT NULL,                     -- JSON by wire key; timestamp is added when it is first taken
    confirmed_ms INTEGER NOT NULL,
    agent TEXT NOT NULL,
    target BLOB,                              -- path and query, frozen when it is first taken
    left_host TEXT,                           -- the host a request has left for
    state INTEGER NOT NULL,
    before INTEGER,                           -- while sending: the state it was taken from
    owner TEXT,                               -- while sending: who sends it
    hold INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,      -- in a row
    due_ms INTEGER NOT NULL DEFAULT 0,
    first_unanswered_ms INTEGER,
    tried_from_ms INTEGER,                    -- the profile's running time when it was first taken
    last_status INTEGER,
    last_took_ms INTEGER,
    last_url BLOB,
    message TEXT NOT NULL DEFAULT '',         -- for the agent, of the last attempt
    text TEXT NOT NULL                        -- what a search looks through
);
CREATE INDEX event_by_order ON event(order_id, app_id);
CREATE INDEX event_by_confirmed ON event(confirmed_ms);
CREATE INDEX event_pending ON event(id) WHERE state IN (1, 5);
CREATE INDEX event_due ON event(profile, due_ms) WHERE state IN (1, 5) AND hold = 0;
CREATE INDEX event_sending ON event(id) WHERE state = 2;
CREATE INDEX event_refused ON event(id) WHERE state = 4;
CREATE INDEX event_held ON event(hold) WHERE hold > 0;
CREATE VIRTUAL TABLE event_text USING fts5(text, content='', tokenize='trigram', detail=none);
CREATE TRIGGER event_text_insert AFTER INSERT ON event BEGIN
    INSERT INTO event_text(rowid, text) VALUES (NEW.id, NEW.text);
END;
CREATE TRIGGER event_identity BEFORE UPDATE OF event_id, order_id, app_id, live, order_key, confirmed_ms ON event
WHEN NEW.event_id IS NOT OLD.event_id OR NEW.order_id IS NOT OLD.order_id OR NEW.app_id IS NOT OLD.app_id
    OR NEW.live IS NOT OLD.live OR NEW.order_key IS NOT OLD.order_key OR NEW.confirmed_ms IS NOT OLD.confirmed_ms
BEGIN SELECT RAISE(ABORT, 'what was confirmed never changes'); END;
CREATE TRIGGER event_frozen BEFORE UPDATE OF target, fields ON event
WHEN OLD.target IS NOT NULL AND (NEW.target IS NOT OLD.target OR NEW.fields IS NOT OLD.fields)
BEGIN SELECT RAISE(ABORT, 'a frozen request target never changes'); END;

CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES event(id),
    number INTEGER NOT NULL,                  -- 1 for the event's first
    taken_ms INTEGER NOT NULL,
    owner TEXT NOT NULL,
    agent TEXT NOT NULL,
    cause TEXT NOT NULL,                      -- send, retry, resend, deliver
    url BLOB NOT NULL,
    done_ms INTEGER,                          -- null until it is completed, once
    outcome TEXT,
    status INTEGER,
    reason TEXT,
    sentence TEXT,
    detail TEXT,
    left_count INTEGER,                       -- how many times the request left; null: nobody knows (a crash)
    connect_ms INTEGER, tls_ms INTEGER, sent_ms INTEGER, headers_ms INTEGER, end_ms INTEGER,
    headers BLOB,
    body BLOB,                                -- its first 4 KB
    UNIQUE (event, number)
);
CREATE TRIGGER attempt_completed BEFORE UPDATE ON attempt WHEN OLD.done_ms IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a completed attempt never changes'); END;

CREATE TABLE decision (                       -- what a person decided against the program's advice
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES event(id),
    at_ms INTEGER NOT NULL,
    agent TEXT NOT NULL,
    what TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX decision_by_event ON decision(event);

CREATE TABLE pause (                          -- sending is stopped for a profile, or for all ('')
    profile TEXT PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    agent TEXT NOT NULL
);

CREATE TABLE running (                        -- how long a profile's events could have gone: the program ran
    profile TEXT PRIMARY KEY,                 -- and the network was there
    ms INTEGER NOT NULL,
    counted_to_ms INTEGER NOT NULL            -- so that several programs do not count the same time
);

CREATE TABLE draft (
    slot TEXT PRIMARY KEY,
    saved_ms INTEGER NOT NULL,
    agent TEXT NOT NULL,
    content TEXT NOT NULL                     -- JSON, as typed
);
)sql";

// Afterwards: notes, the bin, corrections, and searches that have a name.
constexpr auto Version2 = R"sql(
ALTER TABLE event ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE event ADD COLUMN binned_ms INTEGER;
ALTER TABLE event ADD COLUMN declined INTEGER NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN correction INTEGER NOT NULL DEFAULT 0; -- the one that holds
CREATE INDEX event_binned ON event(id) WHERE binned_ms IS NOT NULL;
CREATE INDEX event_noted ON event(id) WHERE note <> '';
CREATE INDEX event_corrected ON event(id) WHERE correction > 0;
DROP TRIGGER event_text_insert;
CREATE TRIGGER event_text_insert AFTER INSERT ON event BEGIN
    INSERT INTO event_text(rowid, text) VALUES (NEW.id, NEW.text || iif(NEW.note = '', '', char(10) || NEW.note));
END;
-- A contentless index forgets only what it is told word for word.
CREATE TRIGGER event_text_note AFTER UPDATE OF note ON event WHEN NEW.note <> OLD.note BEGIN
    INSERT INTO event_text(event_text, rowid, text)
        VALUES ('delete', OLD.id, OLD.text || iif(OLD.note = '', '', char(10) || OLD.note));
    INSERT INTO event_text(rowid, text) VALUES (NEW.id, NEW.text || iif(NEW.note = '', '', char(10) || NEW.note));
END;

CREATE TABLE correction (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES event(id),
    at_ms INTEGER NOT NULL,
    agent TEXT NOT NULL,
    kind INTEGER NOT NULL,
    reason TEXT NOT NULL,
    old_amount TEXT NOT NULL,
    new_amount TEXT NOT NULL
);
CREATE INDEX correction_by_event ON correction(event);
CREATE TRIGGER correction_kept BEFORE UPDATE ON correction
BEGIN SELECT RAISE(ABORT, 'a correction never changes; another one takes it back'); END;

CREATE TABLE saved_search (
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    agent TEXT NOT NULL
);
)sql";

// The order's own time, which was confirmed with the rest and stays as that does.
constexpr auto Version3 = R"sql(
ALTER TABLE event ADD COLUMN order_ms INTEGER; -- null: nobody said when the order was taken
DROP TRIGGER event_identity;
CREATE TRIGGER event_identity
BEFORE UPDATE OF event_id, order_id, app_id, live, order_key, confirmed_ms, order_ms ON event
WHEN NEW.event_id IS NOT OLD.event_id OR NEW.order_id IS NOT OLD.order_id OR NEW.app_id IS NOT OLD.app_id
    OR NEW.live IS NOT OLD.live OR NEW.order_key IS NOT OLD.order_key OR NEW.confirmed_ms IS NOT OLD.confirmed_ms
    OR NEW.order_ms IS NOT OLD.order_ms
BEGIN SELECT RAISE(ABORT, 'what was confirmed never changes'); END;
)sql";

// Orders that came in together, and which row each of them was: that row is accepted once.
constexpr auto Version4 = R"sql(
CREATE TABLE batch (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    profile TEXT NOT NULL,
    agent TEXT NOT NULL,
    opened_ms INTEGER NOT NULL,
    choices TEXT NOT NULL,                    -- JSON: how it was read
    rows INTEGER,                             -- null until the last one was looked at
    held INTEGER NOT NULL DEFAULT 0,
    duplicates INTEGER NOT NULL DEFAULT 0
);
ALTER TABLE event ADD COLUMN batch INTEGER REFERENCES batch(id);
ALTER TABLE event ADD COLUMN batch_row INTEGER;
CREATE UNIQUE INDEX event_of_batch ON event(batch, batch_row) WHERE batch IS NOT NULL;
-- What is still open is counted all the time, so the index has all that it is counted by.
DROP INDEX event_pending;
CREATE INDEX event_pending ON event(id, state, failures, hold, profile) WHERE state IN (1, 5);
DROP TRIGGER event_identity;
CREATE TRIGGER event_identity
BEFORE UPDATE OF event_id, order_id, app_id, live, order_key, confirmed_ms, order_ms, batch, batch_row ON event
WHEN NEW.event_id IS NOT OLD.event_id OR NEW.order_id IS NOT OLD.order_id OR NEW.app_id IS NOT OLD.app_id
    OR NEW.live IS NOT OLD.live OR NEW.order_key IS NOT OLD.order_key OR NEW.confirmed_ms IS NOT OLD.confirmed_ms
    OR NEW.order_ms IS NOT OLD.order_ms OR NEW.batch IS NOT OLD.batch OR NEW.batch_row IS NOT OLD.batch_row
BEGIN SELECT RAISE(ABORT, 'what was confirmed never changes'); END;
)sql";

// Whoever inserts events indexes their text once for all of them: the trigger made each of a thousand write the index.
constexpr auto Version5 = R"sql(
DROP TRIGGER event_text_insert;
CREATE INDEX event_cancelled ON event(id) WHERE state = 7;
)sql";

// Orders outlive their rows: what was purged is known when it comes again. And who took something away, or out.
constexpr auto Version6 = R"sql(
CREATE TABLE past_order (                     -- was purged, and may have counted; nothing in it tells of a person
    id INTEGER PRIMARY KEY,
    order_id TEXT NOT NULL,
    app_id TEXT NOT NULL,
    host TEXT NOT NULL,                       -- where it went
    live INTEGER NOT NULL,
    at_ms INTEGER NOT NULL                    -- when it was confirmed
);
CREATE INDEX past_order_by_order ON past_order(order_id, app_id);

CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    agent TEXT NOT NULL,
    what TEXT NOT NULL,
    detail TEXT NOT NULL                      -- JSON, without personal values
);
CREATE TRIGGER journal_kept BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
-- REPLACE deletes without a word.
CREATE TRIGGER journal_added BEFORE INSERT ON journal WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;
)sql";

constexpr std::array<const char*, SchemaVersion> Migrations{Version1, Version2, Version3, Version4, Version5, Version6};
constexpr int KeptCopies = 3;

int pragma(SQLite::Database& db, const char* name) { return db.execAndGet(std::string("PRAGMA ") + name).getInt(); }

Done refuseForeign(SQLite::Database& db, const QString& file)
{
    const int version = pragma(db, "user_version");
    const int tables = db.execAndGet("SELECT count(*) FROM sqlite_master").getInt();
    const bool empty = version == 0 && tables == 0;
    if (!empty && pragma(db, "application_id") != ApplicationId)
        return failure(Error::Code::NotALedger,
            Words::tr("%1 is another program's database. It was left as it is; choose another data folder.")
                .arg(QDir::toNativeSeparators(file)));
    if (version > SchemaVersion)
        return failure(Error::Code::NewerLedger,
            Words::tr("This history was made by a newer version. You can look but not send."),
            QStringLiteral("schema %1, this version writes %2").arg(version).arg(SchemaVersion));
    return {};
}

// What a newer version makes of the ledger cannot be taken back, so the former one is kept beside it. The copy has its
// name only when it is whole: one that was cut off would be taken for one of the newest copies, in place of a good one.
Done copyBefore(SQLite::Database& db, const QString& file, int version)
{
    const QFileInfo ledger(file);
    const QDir dir = ledger.dir();
    const QString stem = ledger.completeBaseName() + QLatin1StringView("-version");
    const QStringList remains = dir.entryList({stem + QLatin1StringView("*.part")}, QDir::Files);
    for (const QString& remain : remains)
        QFile::remove(dir.filePath(remain));
    const QString name = QStringLiteral("%1%2-%3.sqlite")
                             .arg(stem, QString::number(version),
                                 QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz")));
    const QString copy = dir.filePath(name);
    const QString part = copy + QLatin1StringView(".part");
    const auto nothingHalf = qScopeGuard([&part] { QFile::remove(part); });
    SQLite::Statement statement(db, "VACUUM INTO :file");
    bind(statement, ":file", part);
    statement.exec();
    QFile::setPermissions(part, QFile::ReadOwner | QFile::WriteOwner);
    if (!QFile::rename(part, copy) || !syncFolder(dir.path()))
        return failure(Error::Code::Storage,
            Words::tr("%1 was left as it is: it could not be copied before being brought up to date.")
                .arg(QDir::toNativeSeparators(file)),
            part);
    const QStringList copies = dir.entryList({stem + QLatin1StringView("*.sqlite")}, QDir::Files, QDir::Time);
    for (qsizetype i = KeptCopies; i < copies.size(); ++i)
        QFile::remove(dir.filePath(copies[i]));
    return {};
}

} // namespace

Done migrate(SQLite::Database& db, const QString& file)
{
    try {
        if (Done ok = refuseForeign(db, file); !ok)
            return ok;
        db.exec("PRAGMA journal_mode = WAL"); // only now: it changes the file
        if (const int version = pragma(db, "user_version"); version > 0 && version < SchemaVersion) {
            if (Done ok = copyBefore(db, file, version); !ok)
                return ok;
        }
        return upgrade(db, file);
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, file));
    }
}

Done upgrade(SQLite::Database& db, const QString& file)
{
    try {
        for (int version = pragma(db, "user_version"); version < SchemaVersion; ++version) {
            SQLite::Transaction step(db, SQLite::TransactionBehavior::IMMEDIATE);
            db.exec(Migrations[std::size_t(version)]);
            db.exec("PRAGMA application_id = " + std::to_string(ApplicationId));
            db.exec("PRAGMA user_version = " + std::to_string(version + 1));
            step.commit();
        }
        return {};
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, file));
    }
}

Done checkVersion(SQLite::Database& db, const QString& file)
{
    try {
        Done ok = refuseForeign(db, file);
        if (!ok && ok.error().code == Error::Code::NewerLedger)
            return {}; // a newer one may be looked at
        return ok;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, file));
    }
}

bool isOlder(SQLite::Database& db) { return pragma(db, "user_version") < SchemaVersion; }

} // namespace rookery::ledger
