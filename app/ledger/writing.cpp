// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/writing.h"

#include "ledger/database.h"
#include "pixel/target.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace rookery::ledger::writing {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::Writing)
};

QByteArray json(const pixel::Event& fields) { return QJsonDocument(fields.toJson()).toJson(QJsonDocument::Compact); }

// What a search looks through: everything by which a person may remember an order.
QString searchText(const NewEvent& event)
{
    QStringList words{event.profile, event.agent, event.host};
    for (const pixel::FieldSpec& s : pixel::fieldTable()) {
        if (s.origin == pixel::Origin::Person || s.field == pixel::Field::EventId
            || s.field == pixel::Field::ConversionName || s.field == pixel::Field::Currency)
            words << event.fields.value(s.field);
    }
    words.removeAll(QString());
    return words.join(u'\n');
}

QString outcomeText(Move outcome)
{
    switch (outcome) {
    case Move::Deliver:
        return QStringLiteral("delivered");
    case Move::Refuse:
        return QStringLiteral("refused");
    case Move::Postpone:
        return QStringLiteral("waiting");
    default:
        return QStringLiteral("unknown");
    }
}

void bindOptional(SQLite::Statement& statement, const char* name, std::optional<qint64> number)
{
    if (number)
        bind(statement, name, *number);
    else
        statement.bind(name);
}

void completeRow(SQLite::Database& db, qint64 attempt, const AttemptResult& r)
{
    SQLite::Statement row(db,
        "UPDATE attempt SET done_ms = :done, outcome = :outcome, status = :status, reason = :reason, "
        "sentence = :sentence, detail = :detail, left_count = :left, connect_ms = :connect, tls_ms = :tls, "
        "sent_ms = :sent, headers_ms = :headersms, end_ms = :end, headers = :headers, body = :body WHERE id = :id");
    bind(row, ":id", attempt);
    bind(row, ":done", r.done.value());
    bind(row, ":outcome", outcomeText(r.outcome));
    bindOptional(row, ":status", r.status);
    bind(row, ":reason", r.reason);
    bind(row, ":sentence", r.sentence);
    bind(row, ":detail", r.detail);
    bindOptional(row, ":left", r.leftCount);
    bindOptional(row, ":connect", r.connectMs);
    bindOptional(row, ":tls", r.tlsMs);
    bindOptional(row, ":sent", r.sentMs);
    bindOptional(row, ":headersms", r.headersMs);
    bindOptional(row, ":end", r.endMs);
    bind(row, ":headers", r.headers);
    bind(row, ":body", r.body.first(std::min(r.body.size(), KeptBody)));
    row.exec();
}

} // namespace

qint64 insertEvent(SQLite::Database& db, const NewEvent& event, UtcMs now)
{
    SQLite::Statement row(db,
        "INSERT INTO event (event_id, order_id, app_id, host, live, profile, order_key, fields, confirmed_ms, agent, "
        "state, due_ms, text) VALUES (:event, :order, :app, :host, :live, :profile, :key, :fields, :confirmed, :agent, "
        ":state, :confirmed, :text)");
    bind(row, ":event", event.fields.value(pixel::Field::EventId));
    bind(row, ":order", event.fields.value(pixel::Field::OrderId));
    bind(row, ":app", event.fields.value(pixel::Field::AppId));
    bind(row, ":host", event.host);
    bind(row, ":live", qint64(event.live));
    bind(row, ":profile", event.profile);
    bind(row, ":key", pixel::orderKeyText(event.orderKey));
    bind(row, ":fields", QString::fromUtf8(json(event.fields)));
    bind(row, ":confirmed", now.value());
    bind(row, ":agent", event.agent);
    bind(row, ":state", qint64(*next(State::Draft, Move::Confirm)));
    bind(row, ":text", searchText(event));
    row.exec();
    const qint64 id = db.getLastInsertRowid();
    for (const Decision& decision : event.decisions)
        insertDecision(db, id, decision);
    return id;
}

void insertDecision(SQLite::Database& db, qint64 event, const Decision& decision)
{
    SQLite::Statement row(
        db, "INSERT INTO decision (event, at_ms, agent, what, detail) VALUES (:event, :at, :agent, :what, :detail)");
    bind(row, ":event", event);
    bind(row, ":at", decision.at.value());
    bind(row, ":agent", decision.agent);
    bind(row, ":what", decision.what);
    bind(row, ":detail", decision.detail);
    row.exec();
}

SendingColumns sendingColumns(SQLite::Database& db, qint64 event)
{
    SQLite::Statement row(db, "SELECT coalesce(left_host, ''), tried_ms FROM event WHERE id = :id");
    bind(row, ":id", event);
    row.executeStep();
    return {textOf(row.getColumn(0)), std::chrono::milliseconds(row.getColumn(1).getInt64())};
}

Taken takeEvent(SQLite::Database& db, const EventRecord& event, const Clearance& clearance, const TakeRequest& request,
    const QString& owner)
{
    QByteArray target = event.target;
    if (target.isEmpty()) {
        pixel::Event stamped = event.fields;
        if (!stamped.has(pixel::Field::Timestamp))
            stamped.set(pixel::Field::Timestamp, request.now.text());
        target = pixel::requestTarget(clearance.path, stamped, event.orderKey);
        SQLite::Statement freeze(db, "UPDATE event SET fields = :fields, target = :target WHERE id = :id");
        bind(freeze, ":fields", QString::fromUtf8(json(stamped)));
        bind(freeze, ":target", target);
        bind(freeze, ":id", event.id);
        freeze.exec();
    }
    const QByteArray url = clearance.origin + target;
    SQLite::Statement mark(db,
        "UPDATE event SET state = :state, before = :before, owner = :owner, hold = 0, attempts = attempts + 1, "
        "last_url = :url WHERE id = :id");
    bind(mark, ":state", qint64(*next(event.state, Move::Take)));
    bind(mark, ":before", qint64(event.state));
    bind(mark, ":owner", owner);
    bind(mark, ":url", url);
    bind(mark, ":id", event.id);
    mark.exec();

    SQLite::Statement row(db,
        "INSERT INTO attempt (event, number, taken_ms, owner, agent, cause, url) "
        "VALUES (:event, :number, :taken, :owner, :agent, :cause, :url)");
    bind(row, ":event", event.id);
    bind(row, ":number", qint64(event.attempts) + 1);
    bind(row, ":taken", request.now.value());
    bind(row, ":owner", owner);
    bind(row, ":agent", request.agent);
    bind(row, ":cause", request.cause);
    bind(row, ":url", url);
    row.exec();

    Taken taken{event.id, db.getLastInsertRowid(), event.profile, clearance.host, target, event.state, event.failures,
        event.firstUnanswered, sendingColumns(db, event.id).tried};
    return taken;
}

void holdEvent(SQLite::Database& db, qint64 event, Hold hold, const QString& message)
{
    SQLite::Statement row(db, "UPDATE event SET hold = :hold, message = :message WHERE id = :id");
    bind(row, ":hold", qint64(hold));
    bind(row, ":message", message);
    bind(row, ":id", event);
    row.exec();
}

void completeAttempt(SQLite::Database& db, const Completion& c)
{
    completeRow(db, c.attempt, c.result);

    SQLite::Statement read(db, "SELECT before, first_unanswered_ms, failures FROM event WHERE id = :id AND state = 2");
    bind(read, ":id", c.event);
    if (!read.executeStep())
        return; // the attempt was completed by recovery, which moved the event
    const bool lost = c.result.outcome == Move::LoseTrack;
    const bool everUnanswered = lost || !read.getColumn(1).isNull();
    const State state = *next(State::Sending, c.result.outcome, {State(read.getColumn(0).getInt()), everUnanswered});
    const bool answered = c.result.outcome == Move::Deliver || c.result.outcome == Move::Refuse;
    const int failures = answered ? 0 : read.getColumn(2).getInt() + 1;
    const bool settled = state == State::Delivered || state == State::Refused;

    QString message = c.result.sentence;
    if (c.result.outcome == Move::Refuse && everUnanswered)
        message += u' ' + Words::tr("An earlier try may have arrived.");
    SQLite::Statement row(db,
        "UPDATE event SET state = :state, before = NULL, owner = NULL, hold = :hold, failures = :failures, "
        "due_ms = :due, tried_ms = :tried, first_unanswered_ms = coalesce(first_unanswered_ms, :unanswered), "
        "left_host = coalesce(left_host, :left), last_status = :status, last_took_ms = :took, message = :message "
        "WHERE id = :id");
    bind(row, ":state", qint64(state));
    bind(row, ":hold", qint64(settled ? Hold::None : c.hold));
    bind(row, ":failures", qint64(failures));
    bind(row, ":due", c.due.value());
    bind(row, ":tried", qint64(c.tried.count()));
    bindOptional(row, ":unanswered", lost ? std::optional(c.result.done.value()) : std::nullopt);
    if (c.leftHost.isEmpty())
        row.bind(":left");
    else
        bind(row, ":left", c.leftHost);
    bindOptional(row, ":status", c.result.status);
    bindOptional(row, ":took", c.result.endMs);
    bind(row, ":message", message);
    bind(row, ":id", c.event);
    row.exec();
}

QHash<qint64, QString> sendingEvents(SQLite::Database& db)
{
    QHash<qint64, QString> owners;
    SQLite::Statement rows(db, "SELECT id, owner FROM event WHERE state = 2");
    while (rows.executeStep())
        owners.insert(rows.getColumn(0).getInt64(), textOf(rows.getColumn(1)));
    return owners;
}

void recoverEvent(SQLite::Database& db, qint64 event, UtcMs now)
{
    SQLite::Statement open(db,
        "SELECT attempt.id, attempt.url, event.tried_ms FROM attempt JOIN event ON event.id = attempt.event "
        "WHERE attempt.event = :id AND attempt.done_ms IS NULL");
    bind(open, ":id", event);
    if (!open.executeStep())
        return;
    Completion c;
    c.attempt = open.getColumn(0).getInt64();
    c.event = event;
    c.tried = std::chrono::milliseconds(open.getColumn(2).getInt64());
    c.due = now;
    const QString url = QString::fromUtf8(bytesOf(open.getColumn(1)));
    // It may have left, so it may go to no other host by itself.
    const qsizetype from = url.indexOf(QLatin1StringView("://")) + 3;
    QString host = url.sliced(from, url.indexOf(u'/', from) - from);
    if (const qsizetype colon = host.lastIndexOf(u':'); colon > host.lastIndexOf(u']'))
        host.truncate(colon);
    c.leftHost = host;
    c.result.done = now;
    c.result.outcome = Move::LoseTrack;
    c.result.reason = QStringLiteral("program.interrupted");
    c.result.sentence = Words::tr("The program was interrupted while this was being sent. It may have arrived; "
                                  "retrying is safe, because it cannot be counted twice.");
    open.reset();
    completeAttempt(db, c);
}

} // namespace rookery::ledger::writing
