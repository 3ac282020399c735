// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/personrows.h"

#include "ledger/database.h"
#include "ledger/schema.h"
#include "ledger/state.h"
#include "pixel/field.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <sqlite3.h>

#include <algorithm>
#include <array>

namespace rookery::ledger {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::PersonRows)
};

/// The triggers that keep what must never change are away for as long as this lives, and come back with it or with the
/// transaction that is rolled back.
class Unguarded final {
public:
    explicit Unguarded(SQLite::Database& db) : m_db(db)
    {
        SQLite::Statement rows(db,
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN ('event_frozen', "
            "'attempt_completed', 'correction_kept')");
        std::string drops;
        while (rows.executeStep()) {
            drops += "DROP TRIGGER " + rows.getColumn(0).getString() + ";";
            m_triggers += rows.getColumn(1).getString() + ";";
        }
        rows.reset();
        m_db.exec(drops);
    }
    void end() const { m_db.exec(m_triggers); }

private:
    SQLite::Database& m_db;
    std::string m_triggers;
};

struct Theirs {
    qint64 id = 0;
    QByteArray fields, target, lastUrl;
    QString order, text, note, message;
};

bool isSettled(State state)
{
    return state == State::Delivered || state == State::Refused || state == State::Cancelled;
}

/// The erasing of one person from one ledger.
class Eraser final {
public:
    Eraser(Connection& db, const PersonId& id)
        : m_db(db)
        , m_id(id)
        , m_schema(db.execAndGet("PRAGMA user_version").getInt())
    {
    }

    ErasedRows run(const QSet<QString>& open, bool isCopy)
    {
        const QList<Theirs> theirs = find(open, isCopy);
        const Unguarded unguarded(m_db);
        for (const Theirs& one : theirs)
            erase(one);
        eraseMentions();
        unguarded.end();
        m_erased.others.removeDuplicates();
        return m_erased;
    }

private:
    QList<Theirs> find(const QSet<QString>& open, bool isCopy)
    {
        QList<Theirs> theirs;
        // This lets through what has it as a part, too; those few are looked at one by one.
        SQLite::Statement rows(m_db,
            std::string("SELECT id, event_id, order_id, state, fields, target, last_url, text, message, ")
                + (m_schema < 2 ? "''" : "note") + " FROM event WHERE instr(lower(fields), lower(:id)) > 0");
        bind(rows, ":id", m_id.text());
        while (rows.executeStep()) {
            const QJsonObject fields = QJsonDocument::fromJson(bytesOf(rows.getColumn(4))).object();
            QStringList ids;
            for (const pixel::Field field : pixel::IdentityFields)
                ids << fields.value(pixel::key(field)).toString();
            ids.removeAll({});
            const auto isTheirs = [this](const QString& value) { return m_id.is(value); };
            if (std::none_of(ids.begin(), ids.end(), isTheirs))
                continue;
            const QString order = textOf(rows.getColumn(2));
            const bool stays = open.contains(textOf(rows.getColumn(1)))
                || (!isCopy && !isSettled(State(rows.getColumn(3).getInt())));
            (stays ? m_erased.open : m_erased.orders) << order;
            if (stays)
                continue;
            ids.removeIf(isTheirs);
            m_erased.others << ids;
            m_erased.events << rows.getColumn(0).getInt64();
            theirs << Theirs{rows.getColumn(0).getInt64(), bytesOf(rows.getColumn(4)), bytesOf(rows.getColumn(5)),
                bytesOf(rows.getColumn(6)), order, textOf(rows.getColumn(7)), textOf(rows.getColumn(9)),
                textOf(rows.getColumn(8))};
        }
        return theirs;
    }

    [[nodiscard]] static QList<PersonId> idsOf(const QJsonObject& fields)
    {
        QList<PersonId> ids;
        for (const pixel::Field field : pixel::IdentityFields) {
            if (const auto id = PersonId::parse(fields.value(pixel::key(field)).toString()))
                ids << *id;
        }
        return ids;
    }

    void index(const char* what, const Theirs& one, const QString& text)
    {
        SQLite::Statement row(m_db,
            std::string("INSERT INTO event_text (").append(what).append("rowid, text) VALUES (")
                + (*what != '\0' ? "'delete', " : "") + ":id, :text)");
        bind(row, ":id", one.id);
        bind(row, ":text", one.note.isEmpty() ? text : text + u'\n' + one.note);
        row.exec();
    }

    void erase(const Theirs& one)
    {
        QJsonObject fields = QJsonDocument::fromJson(one.fields).object();
        const QList<PersonId> ids = idsOf(fields);
        const auto without = [&ids](QByteArray bytes) {
            for (const PersonId& id : ids)
                bytes = id.takenOutOf(bytes);
            return bytes;
        };
        QStringList lines = one.text.split(u'\n');
        for (const pixel::Field field : pixel::IdentityFields) {
            lines.removeAll(fields.value(pixel::key(field)).toString());
            fields.remove(pixel::key(field));
        }
        const QString text = lines.join(u'\n');
        index("event_text, ", one, one.text);
        index("", one, text);
        SQLite::Statement row(m_db,
            "UPDATE event SET fields = :fields, target = :target, last_url = :url, text = :text, message = :message "
            "WHERE id = :id");
        bind(row, ":id", one.id);
        bind(row, ":fields", QString::fromUtf8(QJsonDocument(fields).toJson(QJsonDocument::Compact)));
        if (!one.target.isEmpty())
            bind(row, ":target", withoutIdentity(one.target));
        if (!one.lastUrl.isEmpty())
            bind(row, ":url", withoutIdentity(one.lastUrl));
        bind(row, ":text", text);
        bind(row, ":message", QString::fromUtf8(without(one.message.toUtf8())));
        row.exec();
        eraseAttempts(one.id, without);
        if (m_schema >= 2 && without(one.note.toUtf8()) != one.note.toUtf8()) {
            SQLite::Statement note(m_db, "UPDATE event SET note = :note WHERE id = :id"); // its trigger indexes it
            bind(note, ":id", one.id);
            bind(note, ":note", QString::fromUtf8(without(one.note.toUtf8())));
            note.exec();
        }
    }

    // What a collector answered may hold what it was asked.
    template <typename F>
    void eraseAttempts(qint64 event, const F& without)
    {
        SQLite::Statement rows(
            m_db, "SELECT id, url, detail, sentence, headers, body FROM attempt WHERE event = :event");
        bind(rows, ":event", event);
        SQLite::Statement row(m_db,
            "UPDATE attempt SET url = :url, detail = :detail, sentence = :sentence, headers = :headers, body = :body "
            "WHERE id = :id");
        while (rows.executeStep()) {
            row.reset();
            row.clearBindings();
            bind(row, ":id", qint64(rows.getColumn(0).getInt64()));
            bind(row, ":url", withoutIdentity(bytesOf(rows.getColumn(1))));
            int i = 2;
            for (const char* text : {":detail", ":sentence"}) {
                if (const SQLite::Column column = rows.getColumn(i++); !column.isNull())
                    bind(row, text, QString::fromUtf8(without(bytesOf(column))));
            }
            for (const char* bytes : {":headers", ":body"}) {
                if (const SQLite::Column column = rows.getColumn(i++); !column.isNull())
                    bind(row, bytes, without(bytesOf(column)));
            }
            row.exec();
        }
    }

    void eraseMentions()
    {
        struct Place {
            const char *table, *column;
            int since;
        };
        constexpr std::array Places{Place{"event", "note", 2}, Place{"decision", "detail", 1},
            Place{"correction", "reason", 2}, Place{"draft", "content", 1}, Place{"saved_search", "text", 2},
            Place{"saved_search", "name", 2}, Place{"batch", "choices", 4}, Place{"batch", "name", 4}};
        for (const Place& place : Places) {
            if (m_schema >= place.since)
                eraseMentionsIn(place.table, place.column);
        }
    }

    void eraseMentionsIn(const std::string& table, const std::string& column)
    {
        QHash<qint64, QByteArray> found;
        {
            SQLite::Statement rows(m_db,
                "SELECT rowid, " + column + " FROM " + table + " WHERE instr(lower(" + column + "), lower(?)) > 0");
            rows.bind(1, m_id.text().toStdString());
            while (rows.executeStep()) {
                const QByteArray text = bytesOf(rows.getColumn(1));
                if (m_id.standsIn(text))
                    found.insert(rows.getColumn(0).getInt64(), text);
            }
        }
        SQLite::Statement row(m_db, "UPDATE OR REPLACE " + table + " SET " + column + " = :text WHERE rowid = :id");
        for (auto text = found.begin(); text != found.end(); ++text) {
            row.reset();
            bind(row, ":text", QString::fromUtf8(m_id.takenOutOf(*text)));
            bind(row, ":id", text.key());
            row.exec();
        }
        m_erased.mentions += found.size();
    }

    Connection& m_db;
    PersonId m_id;
    int m_schema;
    ErasedRows m_erased;
};

} // namespace

ErasedRows erasePerson(Connection& db, const PersonId& id, const QSet<QString>& open, bool isCopy)
{
    return Eraser(db, id).run(open, isCopy);
}

Result<ErasedRows> erasePersonInCopy(const QString& file, const PersonId& id, const QSet<QString>& open)
{
    const auto db = openForWriting(file);
    if (!db)
        return tl::unexpected(db.error());
    if (Done ok = checkVersion(**db, file); !ok)
        return tl::unexpected(ok.error());
    try {
        if ((*db)->execAndGet("PRAGMA user_version").getInt() > SchemaVersion)
            return failure(
                Error::Code::NewerLedger, Words::tr("It was written by a newer version of this program."), file);
        SQLite::Transaction all(**db, SQLite::TransactionBehavior::IMMEDIATE);
        const ErasedRows erased = erasePerson(**db, id, open, true);
        (*db)->exec("INSERT INTO event_text (event_text) VALUES ('optimize')");
        all.commit();
        (*db)->exec("VACUUM");
        sqlite3_wal_checkpoint_v2((*db)->getHandle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
        (*db)->exec("PRAGMA journal_mode = DELETE"); // one file, and nothing beside it
        return erased;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, file));
    }
}

} // namespace rookery::ledger
