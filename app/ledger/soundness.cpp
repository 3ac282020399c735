// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/soundness.h"

#include "ledger/database.h"

#include <QCoreApplication>

#include <sqlite3.h>

#include <array>
#include <cstring>
#include <memory>

namespace rookery::ledger {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::Soundness)
};

constexpr int ToldOfAKind = 5;
constexpr int ToldByDatabase = 20;
constexpr int StepsBetweenLooks = 10'000; // of SQLite's machine

/// Something that is true of every row. `broken` selects what a person may know the row by.
struct Rule {
    const char* says; ///< with %1 for that
    int since;        ///< schema
    const char* broken;
};

constexpr std::array Rules{
    Rule{QT_TRANSLATE_NOOP("rookery::ledger::Soundness", "Order %1: its event ID is not the one in its fields."), 1,
        "SELECT order_id FROM event WHERE event_id = '' OR event_id IS NOT fields ->> '$.eventID'"},
    Rule{QT_TRANSLATE_NOOP("rookery::ledger::Soundness", "Order %1 is in no state that there is."), 1,
        "SELECT order_id FROM event WHERE state NOT IN (1, 2, 3, 4, 5, 7)"},
    Rule{QT_TRANSLATE_NOOP("rookery::ledger::Soundness", "Order %1 has another number of attempts than it counts."), 1,
        "SELECT order_id FROM event WHERE attempts <> (SELECT count(*) FROM attempt WHERE attempt.event = event.id) "
        "OR attempts <> (SELECT coalesce(max(number), 0) FROM attempt WHERE attempt.event = event.id)"},
    Rule{QT_TRANSLATE_NOOP("rookery::ledger::Soundness", "Order %1 has an attempt without an outcome."), 1,
        "SELECT order_id FROM event JOIN attempt ON attempt.event = event.id WHERE done_ms IS NULL AND state <> 2"},
    Rule{QT_TRANSLATE_NOOP(
             "rookery::ledger::Soundness", "Order %1 is being sent without exactly one attempt under way."),
        1,
        "SELECT order_id FROM event WHERE state = 2 AND 1 <> (SELECT count(*) FROM attempt "
        "WHERE attempt.event = event.id AND done_ms IS NULL)"},
    Rule{QT_TRANSLATE_NOOP("rookery::ledger::Soundness", "Order %1 is delivered without an attempt that was."), 1,
        "SELECT order_id FROM event WHERE state = 3 AND NOT EXISTS (SELECT 1 FROM attempt "
        "WHERE attempt.event = event.id AND outcome = 'delivered')"},
    Rule{QT_TRANSLATE_NOOP("rookery::ledger::Soundness", "Order %1 is refused without an attempt that was."), 1,
        "SELECT order_id FROM event WHERE state = 4 AND NOT EXISTS (SELECT 1 FROM attempt "
        "WHERE attempt.event = event.id AND outcome = 'refused')"},
    Rule{QT_TRANSLATE_NOOP("rookery::ledger::Soundness", "Order %1: an attempt carried other bytes than are frozen."),
        1,
        "SELECT order_id FROM event JOIN attempt ON attempt.event = event.id WHERE target IS NULL OR "
        "substr(url, -length(target)) IS NOT target"},
    Rule{QT_TRANSLATE_NOOP("rookery::ledger::Soundness", "A decision belongs to event %1, which is not there."), 1,
        "SELECT event FROM decision WHERE event NOT IN (SELECT id FROM event)"},
    Rule{QT_TRANSLATE_NOOP("rookery::ledger::Soundness", "An attempt belongs to event %1, which is not there."), 1,
        "SELECT event FROM attempt WHERE event NOT IN (SELECT id FROM event)"},
    Rule{QT_TRANSLATE_NOOP("rookery::ledger::Soundness", "A correction belongs to event %1, which is not there."), 2,
        "SELECT event FROM correction WHERE event NOT IN (SELECT id FROM event)"},
    Rule{QT_TRANSLATE_NOOP("rookery::ledger::Soundness", "Order %1 came with a batch that is not there."), 4,
        "SELECT order_id FROM event WHERE batch IS NOT NULL AND batch NOT IN (SELECT id FROM batch)"},
};

bool isInterruption(const SQLite::Exception& e) { return (e.getErrorCode() & 0xFF) == SQLITE_INTERRUPT; }

/// One look through one ledger.
class Look final {
public:
    Look(Connection& db, const QString& file) : m_db(db), m_file(file) { }

    [[nodiscard]] Soundness all()
    {
        part([this] { wholeFile(); });
        part([this] { m_found.schema = m_db.execAndGet("PRAGMA user_version").getInt(); });
        for (const Rule& rule : Rules) {
            if (m_found.schema >= rule.since)
                part([this, &rule] { check(rule); });
        }
        part([this] { sums(); });
        part([this] { words(); });
        return m_found;
    }

private:
    // What is damaged in one place says nothing of the others.
    template <typename F>
    void part(const F& look)
    {
        try {
            look();
        } catch (const SQLite::Exception& e) {
            if (isInterruption(e))
                throw;
            const QString damage = storageError(e, m_file).sentence;
            if (!m_found.problems.contains(damage))
                m_found.problems << damage;
        }
    }

    void wholeFile()
    {
        SQLite::Statement rows(m_db, "PRAGMA integrity_check(" + std::to_string(ToldByDatabase) + ")");
        while (rows.executeStep()) {
            const QString said = textOf(rows.getColumn(0));
            if (said != QLatin1StringView("ok"))
                m_found.problems << Words::tr("The file is damaged: %1.").arg(said);
        }
    }

    void check(const Rule& rule)
    {
        SQLite::Statement rows(m_db, rule.broken);
        int told = 0;
        while (told++ < ToldOfAKind && rows.executeStep())
            m_found.problems << Words::tr(rule.says).arg(textOf(rows.getColumn(0)));
    }

    // By the rows themselves, and by the indexes from which the window counts.
    void sums()
    {
        m_found.events = m_db.execAndGet("SELECT count(*) FROM event NOT INDEXED").getInt64();
        m_found.attempts = m_db.execAndGet("SELECT count(*) FROM attempt NOT INDEXED").getInt64();
        SQLite::Statement rows(m_db, "SELECT state, count(*) FROM event NOT INDEXED GROUP BY state");
        qint64 sum = 0;
        while (rows.executeStep()) {
            m_found.states[State(rows.getColumn(0).getInt())] = rows.getColumn(1).getInt64();
            sum += rows.getColumn(1).getInt64();
        }
        const auto indexed = [this](const char* count) { return qint64(m_db.execAndGet(count).getInt64()); };
        const bool agree = sum == m_found.events
            && indexed("SELECT count(*) FROM event WHERE state IN (1, 5)")
                == m_found.states.value(State::Waiting) + m_found.states.value(State::Unknown)
            && indexed("SELECT count(*) FROM event WHERE state = 2") == m_found.states.value(State::Sending)
            && indexed("SELECT count(*) FROM event WHERE state = 4") == m_found.states.value(State::Refused);
        if (!agree)
            m_found.problems << Words::tr("The states do not sum up to the number of orders.");
    }

    // The index holds no texts to compare with, so the same one is made anew in a place that goes away by itself, and
    // both are read side by side: word by word, order by order.
    void words()
    {
        m_db.exec("CREATE VIRTUAL TABLE temp.fresh_text USING fts5(text, content='', tokenize='trigram', detail=none);"
                  "CREATE VIRTUAL TABLE temp.fresh_words USING fts5vocab(temp, fresh_text, instance);"
                  "CREATE VIRTUAL TABLE temp.kept_words USING fts5vocab(main, event_text, instance);");
        m_db.exec(m_found.schema < 2 ? "INSERT INTO temp.fresh_text(rowid, text) SELECT id, text FROM main.event"
                                     : "INSERT INTO temp.fresh_text(rowid, text) SELECT id, text || iif(note = '', '', "
                                       "char(10) || note) FROM main.event");
        {
            SQLite::Statement fresh(m_db, "SELECT term, doc FROM temp.fresh_words");
            SQLite::Statement kept(m_db, "SELECT term, doc FROM temp.kept_words");
            if (!areEqual(fresh, kept))
                m_found.problems << Words::tr(
                    "The index of words does not agree with the orders: a search may miss some.");
        }
        m_db.exec("DROP TABLE temp.kept_words; DROP TABLE temp.fresh_words; DROP TABLE temp.fresh_text;");
    }

    static bool areEqual(SQLite::Statement& a, SQLite::Statement& b)
    {
        while (true) {
            const bool more = a.executeStep();
            if (b.executeStep() != more)
                return false;
            if (!more)
                return true;
            const SQLite::Column termA = a.getColumn(0);
            const SQLite::Column termB = b.getColumn(0);
            if (a.getColumn(1).getInt64() != b.getColumn(1).getInt64() || termA.getBytes() != termB.getBytes()
                || std::memcmp(termA.getBlob(), termB.getBlob(), std::size_t(termA.getBytes())) != 0)
                return false;
        }
    }

    Connection& m_db;
    QString m_file;
    Soundness m_found;
};

} // namespace

Result<Soundness> soundnessOf(Connection& db, const QString& ledgerFile, const std::atomic_bool& stop)
{
    const auto release = [](sqlite3* handle) { sqlite3_progress_handler(handle, 0, nullptr, nullptr); };
    const std::unique_ptr<sqlite3, decltype(release)> watched(db.getHandle(), release);
    sqlite3_progress_handler(
        watched.get(), StepsBetweenLooks,
        [](void* flag) { return static_cast<const std::atomic_bool*>(flag)->load() ? 1 : 0; },
        const_cast<std::atomic_bool*>(&stop)); // NOLINT(cppcoreguidelines-pro-type-const-cast): it is only read
    try {
        return Look(db, ledgerFile).all();
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, ledgerFile));
    }
}

} // namespace rookery::ledger
