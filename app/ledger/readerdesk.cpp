// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside the orders: what people decided, corrected, typed and searched for, and what is usual.
#include "ledger/database.h"
#include "ledger/reader.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace rookery::ledger {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::Reader)
};

constexpr int UsualOf = 200;       // orders that say what is usual
constexpr int UsualAmong = 50'000; // of all profiles: a rare one must not cost a walk through a million rows
constexpr int UsualLeast = 10;     // with fewer nobody can tell

constexpr auto CorrectionColumns
    = "correction.kind, reason, old_amount, new_amount, correction.agent, correction.at_ms";
constexpr int CorrectionColumnCount = 6;

Correction readCorrection(SQLite::Statement& row, int i)
{
    Correction c;
    c.kind = CorrectionKind(row.getColumn(i++).getInt());
    c.reason = textOf(row.getColumn(i++));
    c.oldAmount = textOf(row.getColumn(i++));
    c.newAmount = textOf(row.getColumn(i++));
    c.agent = textOf(row.getColumn(i++));
    c.at = UtcMs(row.getColumn(i++).getInt64());
    return c;
}

Draft readDraft(SQLite::Statement& row)
{
    return {textOf(row.getColumn(0)), bytesOf(row.getColumn(1)), UtcMs(row.getColumn(2).getInt64()),
        textOf(row.getColumn(3))};
}

} // namespace

QString noteSlot(qint64 event) { return QStringLiteral("note:%1").arg(event); }

Result<QList<Decision>> Reader::decisions(qint64 event) const
{
    try {
        SQLite::Statement statement(
            db(), "SELECT what, detail, agent, at_ms FROM decision WHERE event = :event ORDER BY id");
        bind(statement, ":event", event);
        QList<Decision> decisions;
        while (statement.executeStep())
            decisions << Decision{textOf(statement.getColumn(0)), textOf(statement.getColumn(1)),
                textOf(statement.getColumn(2)), UtcMs(statement.getColumn(3).getInt64())};
        return decisions;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<QList<Correction>> Reader::corrections(qint64 event) const
{
    try {
        SQLite::Statement statement(db(),
            std::string("SELECT ")
                .append(CorrectionColumns)
                .append(" FROM correction WHERE event = :event ORDER BY id"));
        bind(statement, ":event", event);
        QList<Correction> corrections;
        while (statement.executeStep())
            corrections << readCorrection(statement, 0);
        return corrections;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<QList<CorrectedEvent>> Reader::correctedEvents() const
{
    try {
        std::string sql = "SELECT ";
        sql.append(CorrectionColumns).append(", found.* FROM correction JOIN (").append(selectEvents("correction > 0"));
        sql.append(") AS found ON found.id = correction.event WHERE correction.id = "
                   "(SELECT max(id) FROM correction AS last WHERE last.event = found.id) ORDER BY correction.id");
        SQLite::Statement statement(db(), sql);
        QList<CorrectedEvent> corrected;
        while (statement.executeStep())
            corrected << CorrectedEvent{readEvent(statement, CorrectionColumnCount), readCorrection(statement, 0)};
        return corrected;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<std::optional<pixel::Amount>> Reader::usualRevenue(const QString& profile, const QString& currency) const
{
    try {
        SQLite::Statement statement(db(),
            "SELECT fields ->> '$.revenue' FROM event WHERE profile = :profile AND fields ->> '$.currency' = :currency "
            "AND state <> 7 AND id > (SELECT coalesce(max(id), 0) FROM event) - :among ORDER BY id DESC LIMIT :most");
        bind(statement, ":among", qint64(UsualAmong));
        bind(statement, ":most", qint64(UsualOf));
        bind(statement, ":profile", profile);
        bind(statement, ":currency", currency);
        QList<pixel::Amount> revenues;
        while (statement.executeStep()) {
            if (const auto revenue = pixel::Amount::parse(textOf(statement.getColumn(0))))
                revenues << *revenue;
        }
        if (revenues.size() < UsualLeast)
            return std::nullopt;
        const auto middle = revenues.begin() + revenues.size() / 2;
        std::nth_element(revenues.begin(), middle, revenues.end());
        return *middle;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<QList<Draft>> Reader::drafts() const
{
    try {
        SQLite::Statement statement(db(), "SELECT slot, content, saved_ms, agent FROM draft ORDER BY saved_ms");
        QList<Draft> drafts;
        while (statement.executeStep())
            drafts << readDraft(statement);
        return drafts;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<std::optional<Draft>> Reader::draft(const QString& slot) const
{
    try {
        SQLite::Statement statement(db(), "SELECT slot, content, saved_ms, agent FROM draft WHERE slot = :slot");
        bind(statement, ":slot", slot);
        return statement.executeStep() ? std::optional(readDraft(statement)) : std::nullopt;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<QList<SavedSearch>> Reader::savedSearches() const
{
    try {
        SQLite::Statement statement(db(), "SELECT name, text FROM saved_search ORDER BY name");
        QList<SavedSearch> searches;
        while (statement.executeStep())
            searches << SavedSearch{textOf(statement.getColumn(0)), textOf(statement.getColumn(1))};
        return searches;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Done Reader::forEachEntry(const std::function<bool(const JournalEntry&)>& visit) const
{
    try {
        SQLite::Statement row(db(), "SELECT what, detail, agent, at_ms FROM journal ORDER BY id");
        bool goOn = true;
        while (goOn && row.executeStep())
            goOn = visit({textOf(row.getColumn(0)), QJsonDocument::fromJson(bytesOf(row.getColumn(1))).object(),
                textOf(row.getColumn(2)), UtcMs(row.getColumn(3).getInt64())});
        return {};
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<QList<Batch>> Reader::selectBatches(const char* tail, qint64 value) const
{
    try {
        std::string sql = "SELECT id, name, profile, agent, opened_ms, choices, rows, held, duplicates, "
                          "(SELECT count(*) FROM event WHERE event.batch = batch.id) FROM batch ";
        SQLite::Statement statement(db(), sql.append(tail));
        bind(statement, ":value", value);
        QList<Batch> batches;
        while (statement.executeStep()) {
            int i = 0;
            Batch b;
            b.id = statement.getColumn(i++).getInt64();
            b.name = textOf(statement.getColumn(i++));
            b.profile = textOf(statement.getColumn(i++));
            b.agent = textOf(statement.getColumn(i++));
            b.opened = UtcMs(statement.getColumn(i++).getInt64());
            b.choices = bytesOf(statement.getColumn(i++));
            if (const SQLite::Column rows = statement.getColumn(i++); !rows.isNull())
                b.rows = rows.getInt64();
            b.held = statement.getColumn(i++).getInt64();
            b.duplicates = statement.getColumn(i++).getInt64();
            b.accepted = statement.getColumn(i++).getInt64();
            batches << b;
        }
        return batches;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<QList<Batch>> Reader::batches(int limit) const { return selectBatches("ORDER BY id DESC LIMIT :value", limit); }

Result<QHash<qint64, BatchStanding>> Reader::batchStandings(const std::function<bool()>& goOn) const
{
    try {
        QHash<qint64, BatchStanding> standings;
        // One for each index that knows them.
        for (const char* states : {"state IN (1, 5)", "state = 2", "state = 4", "state = 7"}) {
            SQLite::Statement statement(db(),
                std::string("SELECT batch, state, failures, hold FROM event WHERE batch IS NOT NULL AND ") + states);
            while (statement.executeStep()) {
                if (!goOn())
                    return failure(Error::Code::Interrupted, {});
                const auto state = static_cast<State>(statement.getColumn(1).getInt());
                const auto standing = standingOf(
                    state, statement.getColumn(2).getInt(), static_cast<Hold>(statement.getColumn(3).getInt()));
                BatchStanding& batch = standings[statement.getColumn(0).getInt64()];
                ++(state == State::Cancelled             ? batch.cancelled
                        : standing == Standing::UnderWay ? batch.underWay
                        : standing == Standing::Unknown  ? batch.unknown
                                                         : batch.failed);
            }
        }
        return standings;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<Batch> Reader::batch(qint64 id) const
{
    const auto found = selectBatches("WHERE id = :value", id);
    if (!found)
        return tl::unexpected(found.error());
    if (found->isEmpty())
        return failure(Error::Code::NotFound, Words::tr("There is no batch %1.").arg(id));
    return found->first();
}

} // namespace rookery::ledger
