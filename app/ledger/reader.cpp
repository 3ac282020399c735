// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/reader.h"

#include "ledger/database.h"
#include "ledger/fieldstext.h"
#include "ledger/otherletters.h"
#include "ledger/whereclause.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <sqlite3.h>

namespace rookery::ledger {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::Reader)
};

std::optional<qint64> optionalNumber(const SQLite::Column& column)
{
    return column.isNull() ? std::nullopt : std::optional<qint64>(column.getInt64());
}

std::optional<int> optionalInt(const SQLite::Column& column)
{
    return column.isNull() ? std::nullopt : std::optional<int>(column.getInt());
}

Move outcomeOfText(const QString& text)
{
    if (text == QLatin1StringView("delivered"))
        return Move::Deliver;
    if (text == QLatin1StringView("refused"))
        return Move::Refuse;
    return text == QLatin1StringView("waiting") ? Move::Postpone : Move::LoseTrack;
}

constexpr auto AttemptColumns
    = "attempt.id, event, number, taken_ms, attempt.agent, cause, url, done_ms, outcome, status, reason, sentence, "
      "detail, left_count, connect_ms, tls_ms, sent_ms, headers_ms, end_ms, headers, body";
constexpr int AttemptColumnCount = 21;
constexpr int MostLooks = 500; // for an ID in other letters: some milliseconds

AttemptRecord readAttempt(SQLite::Statement& row)
{
    int i = 0;
    AttemptRecord a;
    a.id = row.getColumn(i++).getInt64();
    a.event = row.getColumn(i++).getInt64();
    a.number = row.getColumn(i++).getInt();
    a.taken = UtcMs(row.getColumn(i++).getInt64());
    a.agent = textOf(row.getColumn(i++));
    a.cause = textOf(row.getColumn(i++));
    a.url = bytesOf(row.getColumn(i++));
    const auto done = optionalNumber(row.getColumn(i++));
    if (!done)
        return a;
    AttemptResult r;
    r.done = UtcMs(*done);
    r.outcome = outcomeOfText(textOf(row.getColumn(i++)));
    r.status = optionalInt(row.getColumn(i++));
    r.reason = textOf(row.getColumn(i++));
    r.sentence = textOf(row.getColumn(i++));
    r.detail = textOf(row.getColumn(i++));
    r.leftCount = optionalInt(row.getColumn(i++));
    for (auto* phase : {&r.connectMs, &r.tlsMs, &r.sentMs, &r.headersMs, &r.endMs})
        *phase = optionalNumber(row.getColumn(i++));
    r.headers = bytesOf(row.getColumn(i++));
    r.body = bytesOf(row.getColumn(i++));
    a.result = r;
    return a;
}

} // namespace

std::string selectEvents(const std::string& tail)
{
    std::string sql
        = "SELECT id, fields, profile, host, live, order_key, state, before, hold, confirmed_ms, agent, target, "
          "last_url, "
          "attempts, failures, due_ms, first_unanswered_ms, last_status, last_took_ms, message, note, binned_ms, "
          "declined, correction, order_ms, batch, batch_row FROM event WHERE ";
    return sql.append(tail);
}

EventRecord readEvent(SQLite::Statement& row, int firstColumn)
{
    int i = firstColumn;
    EventRecord e;
    e.id = row.getColumn(i++).getInt64();
    e.fields = fieldsOfText(bytesOf(row.getColumn(i++)));
    e.profile = textOf(row.getColumn(i++));
    e.host = textOf(row.getColumn(i++));
    e.live = row.getColumn(i++).getInt() != 0;
    e.orderKey = pixel::orderKeyOfText(textOf(row.getColumn(i++))).value_or(pixel::OrderKey::TransactionId);
    e.state = State(row.getColumn(i++).getInt());
    e.before = State(row.getColumn(i++).getInt());
    e.hold = Hold(row.getColumn(i++).getInt());
    e.confirmed = UtcMs(row.getColumn(i++).getInt64());
    e.agent = textOf(row.getColumn(i++));
    e.target = bytesOf(row.getColumn(i++));
    e.lastUrl = bytesOf(row.getColumn(i++));
    e.attempts = row.getColumn(i++).getInt();
    e.failures = row.getColumn(i++).getInt();
    e.due = UtcMs(row.getColumn(i++).getInt64());
    if (const auto first = optionalNumber(row.getColumn(i++)))
        e.firstUnanswered = UtcMs(*first);
    e.lastStatus = optionalInt(row.getColumn(i++));
    e.lastTookMs = optionalNumber(row.getColumn(i++));
    e.message = textOf(row.getColumn(i++));
    e.note = textOf(row.getColumn(i++));
    if (const auto binned = optionalNumber(row.getColumn(i++)))
        e.binned = UtcMs(*binned);
    e.declined = row.getColumn(i++).getInt() != 0;
    e.correction = CorrectionKind(row.getColumn(i++).getInt());
    if (const auto ordered = optionalNumber(row.getColumn(i++)))
        e.orderTime = UtcMs(*ordered);
    const auto batch = optionalNumber(row.getColumn(i++));
    const auto batchRow = optionalNumber(row.getColumn(i++));
    if (batch && batchRow)
        e.batch = BatchRow{*batch, *batchRow};
    return e;
}

Reader::Reader(QString file, std::unique_ptr<Connection> db) : m_file(std::move(file)), m_db(std::move(db)) { }
Reader::~Reader() = default;

Connection& Reader::db() const
{
    if (!m_db)
        throw SQLite::Exception("the connection was given up after a failure", SQLITE_IOERR);
    return *m_db;
}

Result<QList<EventRecord>> Reader::select(
    const std::string& tail, const std::function<void(SQLite::Statement&)>& bindAll) const
{
    try {
        SQLite::Statement statement(db(), selectEvents(tail));
        bindAll(statement);
        QList<EventRecord> events;
        while (statement.executeStep())
            events << readEvent(statement);
        return events;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<QList<EventRecord>> Reader::page(const HistoryQuery& query, std::optional<qint64> before, int limit) const
{
    return select(whereClause(query) + (before ? " AND id < :edge" : "") + " ORDER BY id DESC LIMIT :limit",
        [&](SQLite::Statement& s) {
            bindQuery(s, query);
            if (before)
                bind(s, ":edge", *before);
            bind(s, ":limit", qint64(limit));
        });
}

Result<QList<EventRecord>> Reader::newerThan(const HistoryQuery& query, qint64 after, int limit) const
{
    return select(whereAmongFew(query) + " AND id > :edge ORDER BY id DESC LIMIT :limit", [&](SQLite::Statement& s) {
        bindQuery(s, query);
        bind(s, ":edge", after);
        bind(s, ":limit", qint64(limit));
    });
}

Result<QList<EventRecord>> Reader::among(const HistoryQuery& query, const QList<qint64>& ids) const
{
    if (ids.isEmpty())
        return QList<EventRecord>();
    std::string list;
    for (const qint64 id : ids) {
        if (!list.empty())
            list += ',';
        list += std::to_string(id);
    }
    return select(
        "id IN (" + list + ") AND " + whereAmongFew(query), [&](SQLite::Statement& s) { bindQuery(s, query); });
}

Done Reader::forEach(const HistoryQuery& query, int limit, const std::function<bool(const EventRecord&)>& visit) const
{
    try {
        SQLite::Statement statement(db(),
            selectEvents(
                whereClause(query) + " ORDER BY id" + (limit > 0 ? " LIMIT " + std::to_string(limit) : std::string())));
        bindQuery(statement, query);
        while (statement.executeStep()) {
            if (!visit(readEvent(statement)))
                break;
        }
        return {};
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Done Reader::walk(
    const HistoryQuery& query, std::optional<qint64> before, const std::function<bool(const EventRecord&)>& visit) const
{
    try {
        SQLite::Statement statement(
            db(), selectEvents(whereClause(query) + (before ? " AND id < :edge" : "") + " ORDER BY id DESC"));
        bindQuery(statement, query);
        if (before)
            bind(statement, ":edge", *before);
        while (statement.executeStep() && visit(readEvent(statement)))
            continue;
        return {};
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Done Reader::visitAttempts(const HistoryQuery& query, const std::string& tail, std::optional<qint64> before,
    const std::function<bool(const AttemptOfEvent&)>& visit) const
{
    try {
        std::string sql = "SELECT ";
        sql.append(AttemptColumns).append(", found.* FROM attempt JOIN (").append(selectEvents(whereClause(query)));
        sql.append(") AS found ON found.id = attempt.event").append(before ? " WHERE attempt.id < :edge" : "");
        SQLite::Statement statement(db(), sql.append(tail));
        bindQuery(statement, query);
        if (before)
            bind(statement, ":edge", *before);
        while (statement.executeStep()) {
            const AttemptRecord attempt = readAttempt(statement);
            if (matches(query, attempt) && !visit({attempt, readEvent(statement, AttemptColumnCount)}))
                break;
        }
        return {};
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Done Reader::walkAttempts(const HistoryQuery& query, std::optional<qint64> before,
    const std::function<bool(const AttemptOfEvent&)>& visit) const
{
    return visitAttempts(query, " ORDER BY attempt.id DESC", before, visit);
}

Done Reader::forEachAttempt(
    const HistoryQuery& query, int limit, const std::function<bool(const AttemptOfEvent&)>& visit) const
{
    int left = limit;
    return visitAttempts(query, " ORDER BY attempt.id", std::nullopt,
        [&](const AttemptOfEvent& one) { return visit(one) && (limit <= 0 || --left > 0); });
}

Done Reader::ofOneMoment(const std::function<Done()>& reads) const
{
    try {
        const SQLite::Transaction view(db()); // deferred: it begins with the first read
        return reads();
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

namespace {

// The conditions of conditionOf() (query.cpp), one index each; null: by the query as it stands.
const char* countOf(const HistoryQuery& query)
{
    HistoryQuery rest = query;
    rest.standing = Standing::Any;
    HistoryQuery queued;
    queued.terms = {{Term::Kind::Queued}};
    // What was refused is left out before any of it is looked at.
    if (query.standing == Standing::NotDelivered && rest == queued)
        return "SELECT count(*) FROM event WHERE state IN (1, 5) AND state = 1 AND failures > 0 AND hold = 0";
    if (rest != HistoryQuery())
        return nullptr;
    switch (query.standing) {
    case Standing::UnderWay:
        return "SELECT (SELECT count(*) FROM event WHERE state IN (1, 5) AND state = 1 AND failures = 0 AND hold = 0)"
               " + (SELECT count(*) FROM event WHERE state = 2)";
    case Standing::NotDelivered:
        return "SELECT (SELECT count(*) FROM event WHERE state IN (1, 5) AND state = 1 AND (failures > 0 OR hold > 0))"
               " + (SELECT count(*) FROM event WHERE state = 4)";
    case Standing::Unknown:
        return "SELECT count(*) FROM event WHERE state IN (1, 5) AND state = 5";
    case Standing::Any:
    case Standing::Delivered:
        return nullptr;
    }
    Q_UNREACHABLE();
}

} // namespace

Result<qint64> Reader::count(const HistoryQuery& query) const
{
    // What is in the bin is few and has an index; what is not has neither.
    if (query.bin == Bin::Hidden) {
        HistoryQuery all = query;
        all.bin = Bin::Included;
        HistoryQuery binned = query;
        binned.bin = Bin::Only;
        const auto counted = count(all);
        const auto hidden = counted ? count(binned) : counted;
        return hidden ? Result<qint64>(*counted - *hidden) : hidden;
    }
    // What the window counts all the time is counted in indexes, without a look at the orders themselves.
    const char* fromIndexes = countOf(query);
    try {
        SQLite::Statement statement(
            db(), fromIndexes ? fromIndexes : "SELECT count(*) FROM event WHERE " + whereClause(query));
        bindQuery(statement, query);
        statement.executeStep();
        return statement.getColumn(0).getInt64();
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<QMap<Standing, Tally>> Reader::tallies(const HistoryQuery& query) const
{
    try {
        SQLite::Statement statement(db(),
            "SELECT state, failures, hold, fields ->> '$.currency', fields ->> '$.revenue', coalesce(fields ->> "
            "'$.visitorId', fields ->> '$.sessionId', fields ->> '$.userId') IS NOT NULL, correction, "
            "CASE correction WHEN 2 THEN (SELECT new_amount FROM correction AS last WHERE last.event = event.id "
            "ORDER BY last.id DESC LIMIT 1) END FROM event WHERE "
                + whereClause(query));
        bindQuery(statement, query);
        QMap<Standing, Tally> tallies;
        while (statement.executeStep()) {
            Tally& tally = tallies[standingOf(State(statement.getColumn(0).getInt()), statement.getColumn(1).getInt(),
                Hold(statement.getColumn(2).getInt()))];
            ++tally.count;
            const auto correction = State(statement.getColumn(0).getInt()) == State::Delivered
                ? CorrectionKind(statement.getColumn(6).getInt())
                : CorrectionKind::None;
            if (correction == CorrectionKind::Cancelled) {
                ++tally.cancelled;
                continue;
            }
            const bool changed = correction == CorrectionKind::AmountChanged;
            tally.changed += changed ? 1 : 0;
            tally.identified += statement.getColumn(5).getInt();
            if (const auto revenue = pixel::Amount::parse(textOf(statement.getColumn(changed ? 7 : 4))))
                tally.sums[textOf(statement.getColumn(3))] += *revenue;
        }
        return tallies;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<std::optional<UtcMs>> Reader::oldestUnderWay() const
{
    try {
        // Each index gives its first one; put together they would be read to their ends.
        SQLite::Statement statement(db(),
            "SELECT confirmed_ms FROM event WHERE id = (SELECT min(id) FROM (SELECT (SELECT id FROM event WHERE "
            "state IN (1, 5) AND state = 1 AND failures = 0 AND hold = 0 ORDER BY id LIMIT 1) AS id UNION ALL SELECT "
            "(SELECT id FROM event WHERE state = 2 ORDER BY id LIMIT 1)))");
        return statement.executeStep() ? std::optional(UtcMs(statement.getColumn(0).getInt64())) : std::nullopt;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<int> Reader::dataVersion() const
{
    try {
        return db().execAndGet("PRAGMA data_version").getInt();
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<EventRecord> Reader::find(const QString& eventOrOrder) const
{
    for (const char* column : {"event_id", "order_id"}) {
        const auto found = select(std::string(column) + " = :wanted ORDER BY id DESC LIMIT 1",
            [&](SQLite::Statement& s) { bind(s, ":wanted", eventOrOrder); });
        if (!found)
            return tl::unexpected(found.error());
        if (!found->isEmpty())
            return found->first();
    }
    return failure(Error::Code::NotFound, Words::tr("No order and no event is called \"%1\".").arg(eventOrOrder));
}

Result<EventRecord> Reader::event(qint64 id) const
{
    auto found = among({}, {id});
    if (!found)
        return tl::unexpected(found.error());
    if (found->isEmpty())
        return failure(Error::Code::NotFound, Words::tr("There is no such event any more."));
    return found->first();
}

Result<bool> Reader::hasOrder(std::string_view orderId) const
{
    try {
        Prepared probe(db(),
            "SELECT 1 FROM event WHERE order_id = ?1 UNION ALL SELECT 1 FROM past_order WHERE order_id = ?1 LIMIT 1");
        probe->bind(1, std::string(orderId)); // as text: bytes would equal no order ID
        return probe->executeStep();
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<std::optional<EventRecord>> Reader::earlierOrder(const QString& orderId, const Place& place) const
{
    const QByteArray order = orderId.toUtf8();
    const auto isThere = hasOrder({order.constData(), std::size_t(order.size())});
    if (!isThere)
        return tl::unexpected(isThere.error());
    if (!*isThere)
        return std::nullopt;
    std::string profiles;
    for (qsizetype i = 0; i < place.profiles.size(); ++i)
        profiles += (i > 0 ? ", :profile" : ":profile") + std::to_string(i);
    const auto found = select("order_id = :order AND app_id = :app AND live = :live "
                              "AND (host = :host OR left_host = :host OR profile IN ("
            + profiles + ")) AND (state <> 7 OR left_host IS NOT NULL) ORDER BY id DESC LIMIT 1",
        [&](SQLite::Statement& s) {
            bind(s, ":order", orderId);
            bind(s, ":app", place.appId);
            bind(s, ":host", place.host);
            bind(s, ":live", qint64(place.live));
            for (qsizetype i = 0; i < place.profiles.size(); ++i)
                bind(s, (":profile" + std::to_string(i)).c_str(), place.profiles[i]);
        });
    if (!found)
        return tl::unexpected(found.error());
    return found->isEmpty() ? pastOrder(orderId, place) : std::optional(found->first());
}

Result<std::optional<EventRecord>> Reader::pastOrder(const QString& orderId, const Place& place) const
{
    try {
        SQLite::Statement row(db(),
            "SELECT at_ms FROM past_order WHERE order_id = :order AND app_id = :app AND live = :live AND host = :host "
            "ORDER BY id DESC LIMIT 1");
        bind(row, ":order", orderId);
        bind(row, ":app", place.appId);
        bind(row, ":live", qint64(place.live));
        bind(row, ":host", place.host);
        if (!row.executeStep())
            return std::nullopt;
        EventRecord past;
        past.fields.set(pixel::Field::OrderId, orderId);
        past.fields.set(pixel::Field::AppId, place.appId);
        past.host = place.host;
        past.live = place.live;
        past.state = State::Delivered;
        past.confirmed = UtcMs(row.getColumn(0).getInt64());
        past.message = Words::tr("It was removed from the history since.");
        return past;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Result<std::optional<EventRecord>> Reader::earlierInOtherLetters(const QString& orderId, const Place& place) const
{
    const OtherLetters ways(orderId);
    if (ways.isOnlyOne())
        return std::nullopt;
    try {
        std::optional<EventRecord> newest;
        std::optional<QString> next = ways.first();
        for (int looks = 0; next && looks < MostLooks; ++looks) {
            const auto found = orderFrom(*next);
            if (!found)
                break;
            if (*found != orderId && ways.contains(*found)) {
                const auto earlier = earlierOrder(*found, place);
                if (!earlier)
                    return earlier;
                if (*earlier && (!newest || newest->confirmed < (*earlier)->confirmed))
                    newest = *earlier;
            }
            next = ways.after(*found);
        }
        return newest;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

Done Reader::forEachOrderId(const std::function<void(std::string_view)>& tell) const
{
    try {
        Prepared ids(db(), "SELECT order_id FROM event UNION ALL SELECT order_id FROM past_order");
        while (ids->executeStep()) {
            const SQLite::Column id = ids->getColumn(0);
            const char* text = id.getText();
            tell({text, std::size_t(id.getBytes())});
        }
        return {};
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

std::optional<QString> Reader::orderFrom(const QString& orderId) const
{
    // Each index gives its first one; together they would be read to their ends.
    Prepared probe(db(),
        "SELECT min(id) FROM (SELECT (SELECT order_id FROM event WHERE order_id >= ?1 ORDER BY order_id LIMIT 1) AS id "
        "UNION ALL SELECT (SELECT order_id FROM past_order WHERE order_id >= ?1 ORDER BY order_id LIMIT 1))");
    probe->bind(1, orderId.toStdString());
    probe->executeStep();
    const SQLite::Column found = probe->getColumn(0);
    return found.isNull() ? std::nullopt : std::optional(textOf(found));
}

Result<QList<AttemptRecord>> Reader::attempts(qint64 event) const
{
    try {
        SQLite::Statement statement(db(),
            std::string("SELECT ").append(AttemptColumns).append(" FROM attempt WHERE event = :event ORDER BY number"));
        bind(statement, ":event", event);
        QList<AttemptRecord> attempts;
        while (statement.executeStep())
            attempts << readAttempt(statement);
        return attempts;
    } catch (const SQLite::Exception& e) {
        return tl::unexpected(storageError(e, m_file));
    }
}

void Reader::interrupt() const
{
    if (m_db)
        sqlite3_interrupt(m_db->getHandle());
}

} // namespace rookery::ledger
