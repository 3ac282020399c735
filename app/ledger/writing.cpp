// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/writing.h"

#include "ledger/database.h"
#include "pixel/target.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace rookery::ledger::writing {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ledger::Writing)
};

using namespace std::chrono_literals;

// A program that counts less often than this was not running in between.
constexpr auto LongestCount = 1min;

// Nothing in it has to be escaped.
bool isPlain(QStringView text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() < u' ' || c == u'"' || c == u'\\' || c.isSurrogate(); // a lone half has no UTF-8
    });
}

// UTF-8. Nearly all values are plain, and a QJsonDocument takes as long as all that SQLite does with them.
std::string json(const pixel::Event& fields)
{
    std::string text;
    for (const pixel::FieldSpec& s : pixel::fieldTable()) {
        if (!fields.has(s.field))
            continue;
        if (!isPlain(fields.value(s.field)))
            return QJsonDocument(fields.toJson()).toJson(QJsonDocument::Compact).toStdString();
        text += text.empty() ? "{\"" : ",\"";
        text.append(s.key).append("\":\"").append(fields.value(s.field).toStdString()) += '"';
    }
    return text.empty() ? "{}" : text + '}';
}

// What a search looks through: everything by which a person may remember an order.
QString searchText(const NewEvent& event)
{
    QString words = event.profile;
    const auto add = [&words](const QString& word) {
        if (!word.isEmpty())
            words += (words.isEmpty() ? QString() : QStringLiteral("\n")) + word;
    };
    add(event.agent);
    add(event.place.host);
    for (const pixel::FieldSpec& s : pixel::fieldTable()) {
        if (s.origin == pixel::Origin::Person || s.field == pixel::Field::EventId
            || s.field == pixel::Field::ConversionName || s.field == pixel::Field::Currency)
            add(event.fields.value(s.field));
    }
    return words;
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

// Whether it was still open.
bool completeRow(Connection& db, qint64 attempt, const AttemptResult& r)
{
    Prepared row(db,
        "UPDATE attempt SET done_ms = :done, outcome = :outcome, status = :status, reason = :reason, "
        "sentence = :sentence, detail = :detail, left_count = :left, connect_ms = :connect, tls_ms = :tls, "
        "sent_ms = :sent, headers_ms = :headersms, end_ms = :end, headers = :headers, body = :body "
        "WHERE id = :id AND done_ms IS NULL");
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
    return row->exec() > 0;
}

void writeMessage(Connection& db, qint64 event, const QString& message)
{
    Prepared row(db, "UPDATE event SET message = :message WHERE id = :id");
    bind(row, ":message", message);
    bind(row, ":id", event);
    row->exec();
}

void writeAnswer(Connection& db, const Completion& c, bool everUnanswered)
{
    Prepared row(db, "UPDATE event SET last_status = :status, last_took_ms = :took WHERE id = :id");
    bindOptional(row, ":status", c.result.status);
    bindOptional(row, ":took", c.result.endMs);
    bind(row, ":id", c.event);
    row->exec();
    QString message = c.result.sentence;
    if (c.result.outcome == Move::Refuse && everUnanswered)
        message += u' ' + Words::tr("An earlier try may have arrived.");
    writeMessage(db, c.event, message);
}

// `HTTP 503`, or the reason's code where no answer came.
QString shortly(const AttemptResult& result)
{
    return result.status ? QStringLiteral("HTTP %1").arg(*result.status) : result.reason;
}

// As a profile writes it: without port, an IPv6 address in its brackets.
QString hostOf(const QString& url)
{
    const qsizetype from = url.indexOf(QLatin1StringView("://")) + 3;
    QString host = url.sliced(from, url.indexOf(u'/', from) - from);
    if (const qsizetype colon = host.lastIndexOf(u':'); colon > host.lastIndexOf(u']'))
        host.truncate(colon);
    return host;
}

} // namespace

std::optional<qint64> insertEvent(Connection& db, const NewEvent& event, UtcMs now)
{
    Prepared row(db,
        "INSERT INTO event (event_id, order_id, app_id, host, live, profile, order_key, fields, confirmed_ms, agent, "
        "state, text, note, declined, order_ms, batch, batch_row) VALUES (:event, :order, :app, :host, :live, "
        ":profile, "
        ":key, :fields, :confirmed, :agent, :state, :text, :note, :declined, :ordered, :batch, :row) "
        "ON CONFLICT (event_id) DO NOTHING");
    bind(row, ":event", event.fields.value(pixel::Field::EventId));
    bind(row, ":order", event.fields.value(pixel::Field::OrderId));
    bind(row, ":app", event.fields.value(pixel::Field::AppId));
    bind(row, ":host", event.place.host);
    bind(row, ":live", qint64(event.place.live));
    bind(row, ":profile", event.profile);
    bind(row, ":key", pixel::orderKeyText(event.orderKey));
    row->bind(":fields", json(event.fields));
    bind(row, ":confirmed", now.value());
    bind(row, ":agent", event.agent);
    bind(row, ":state", qint64(*next(State::Draft, Move::Confirm)));
    bind(row, ":text", searchText(event));
    bind(row, ":note", event.note);
    bind(row, ":declined", qint64(event.declined));
    bindOptional(row, ":ordered", event.orderTime ? std::optional(event.orderTime->value()) : std::nullopt);
    bindOptional(row, ":batch", event.batch ? std::optional(event.batch->batch) : std::nullopt);
    bindOptional(row, ":row", event.batch ? std::optional(event.batch->row) : std::nullopt);
    if (row->exec() == 0)
        return std::nullopt;
    const qint64 id = db.getLastInsertRowid();
    for (const Decision& decision : event.decisions)
        insertDecision(db, id, decision);
    return id;
}

void indexText(Connection& db, qint64 first, qint64 last)
{
    Prepared rows(db,
        "INSERT INTO event_text (rowid, text) SELECT id, text || iif(note = '', '', char(10) || note) FROM event "
        "WHERE id BETWEEN :first AND :last");
    bind(rows, ":first", first);
    bind(rows, ":last", last);
    rows->exec();
}

void setNote(Connection& db, qint64 event, const QString& note)
{
    Prepared row(db, "UPDATE event SET note = :note WHERE id = :id");
    bind(row, ":note", note);
    bind(row, ":id", event);
    row->exec();
}

bool cancelEvent(Connection& db, qint64 event, const QString& agent, UtcMs now)
{
    constexpr State From = State::Waiting; // the only one that Move::Cancel leaves
    Prepared row(db, "UPDATE event SET state = :to, hold = 0 WHERE id = :id AND state = :from");
    bind(row, ":to", qint64(*next(From, Move::Cancel)));
    bind(row, ":id", event);
    bind(row, ":from", qint64(From));
    if (row->exec() == 0)
        return false;
    insertDecision(db, event, {QStringLiteral("cancelled"), {}, agent, now});
    return true;
}

void insertCorrection(Connection& db, qint64 event, const Correction& correction)
{
    Prepared row(db,
        "INSERT INTO correction (event, at_ms, agent, kind, reason, old_amount, new_amount) "
        "VALUES (:event, :at, :agent, :kind, :reason, :old, :new)");
    bind(row, ":event", event);
    bind(row, ":at", correction.at.value());
    bind(row, ":agent", correction.agent);
    bind(row, ":kind", qint64(correction.kind));
    bind(row, ":reason", correction.reason);
    bind(row, ":old", correction.oldAmount);
    bind(row, ":new", correction.newAmount);
    row->exec();
    Prepared mark(db, "UPDATE event SET correction = :kind WHERE id = :id");
    const bool holds = correction.kind != CorrectionKind::Withdrawn;
    bind(mark, ":kind", qint64(holds ? correction.kind : CorrectionKind::None));
    bind(mark, ":id", event);
    mark->exec();
}

void insertDecision(Connection& db, qint64 event, const Decision& decision)
{
    Prepared row(
        db, "INSERT INTO decision (event, at_ms, agent, what, detail) VALUES (:event, :at, :agent, :what, :detail)");
    bind(row, ":event", event);
    bind(row, ":at", decision.at.value());
    bind(row, ":agent", decision.agent);
    bind(row, ":what", decision.what);
    bind(row, ":detail", decision.detail);
    row->exec();
}

void insertJournal(Connection& db, const JournalEntry& entry)
{
    Prepared row(db, "INSERT INTO journal (at_ms, agent, what, detail) VALUES (:at, :agent, :what, :detail)");
    bind(row, ":at", entry.at.value());
    bind(row, ":agent", entry.agent);
    bind(row, ":what", entry.what);
    bind(row, ":detail", QString::fromUtf8(QJsonDocument(entry.detail).toJson(QJsonDocument::Compact)));
    row->exec();
}

Trail trailOf(Connection& db, const EventRecord& event)
{
    Prepared row(db,
        "SELECT coalesce(left_host, ''), coalesce(ms - tried_from_ms, 0) FROM event "
        "LEFT JOIN running ON running.profile = event.profile WHERE id = :id");
    bind(row, ":id", event.id);
    row->executeStep();
    return {textOf(row->getColumn(0)), std::chrono::milliseconds(row->getColumn(1).getInt64())};
}

Taken takeEvent(Connection& db, const EventRecord& event, const Trail& trail, const Clearance& clearance,
    const TakeRequest& request, const QString& owner)
{
    QByteArray target = event.target;
    if (target.isEmpty()) {
        pixel::Event stamped = event.fields;
        if (!stamped.has(pixel::Field::Timestamp))
            stamped.set(pixel::Field::Timestamp, request.now.text());
        target = pixel::requestTarget(clearance.path, stamped, event.orderKey);
        Prepared freeze(db, "UPDATE event SET fields = :fields, target = :target WHERE id = :id");
        freeze->bind(":fields", json(stamped));
        bind(freeze, ":target", target);
        bind(freeze, ":id", event.id);
        freeze->exec();
    }
    const QByteArray url = clearance.origin + target;
    // What is sent again comes out of the bin: its outcome must not go unseen.
    Prepared mark(db,
        "UPDATE event SET state = :state, before = :before, owner = :owner, hold = 0, binned_ms = NULL, attempts = "
        "attempts + 1, "
        "last_url = :url, tried_from_ms = coalesce(tried_from_ms, "
        "(SELECT ms FROM running WHERE running.profile = event.profile), 0) WHERE id = :id");
    bind(mark, ":state", qint64(*next(event.state, Move::Take)));
    bind(mark, ":before", qint64(event.state));
    bind(mark, ":owner", owner);
    bind(mark, ":url", url);
    bind(mark, ":id", event.id);
    mark->exec();

    Prepared row(db,
        "INSERT INTO attempt (event, number, taken_ms, owner, agent, cause, url) "
        "VALUES (:event, :number, :taken, :owner, :agent, :cause, :url)");
    bind(row, ":event", event.id);
    bind(row, ":number", qint64(event.attempts) + 1);
    bind(row, ":taken", request.now.value());
    bind(row, ":owner", owner);
    bind(row, ":agent", request.agent);
    bind(row, ":cause", request.cause);
    bind(row, ":url", url);
    row->exec();

    return {
        event.id, db.getLastInsertRowid(), event.profile, target, event.failures, event.firstUnanswered, trail.tried};
}

void holdEvent(Connection& db, qint64 event, Hold hold, const QString& message)
{
    Prepared row(db, "UPDATE event SET hold = :hold, message = :message WHERE id = :id AND state IN (1, 5)");
    bind(row, ":hold", qint64(hold));
    bind(row, ":message", message);
    bind(row, ":id", event);
    row->exec();
}

void completeAttempt(Connection& db, const Completion& c)
{
    if (!completeRow(db, c.attempt, c.result))
        return;
    Prepared read(db, "SELECT before, first_unanswered_ms, failures FROM event WHERE id = :id AND state = 2");
    bind(read, ":id", c.event);
    if (!read->executeStep())
        return;
    const auto before = State(read->getColumn(0).getInt());
    const bool lost = c.result.outcome == Move::LoseTrack;
    const bool everUnanswered = lost || !read->getColumn(1).isNull();
    const State state = *next(State::Sending, c.result.outcome, {before, everUnanswered});
    const bool answered = c.result.outcome == Move::Deliver || c.result.outcome == Move::Refuse;
    const bool settled = state == State::Delivered || state == State::Refused;

    Prepared row(db,
        "UPDATE event SET state = :state, before = NULL, owner = NULL, hold = :hold, failures = :failures, "
        "due_ms = :due, first_unanswered_ms = coalesce(first_unanswered_ms, :unanswered), "
        "left_host = coalesce(:left, left_host) WHERE id = :id");
    bind(row, ":state", qint64(state));
    bind(row, ":hold", qint64(settled ? Hold::None : c.hold));
    bind(row, ":failures", qint64(answered || settled ? 0 : read->getColumn(2).getInt() + 1));
    bind(row, ":due", c.due.value());
    bindOptional(row, ":unanswered", lost ? std::optional(c.result.done.value()) : std::nullopt);
    if (c.leftHost.isEmpty())
        row->bind(":left");
    else
        bind(row, ":left", c.leftHost);
    bind(row, ":id", c.event);
    row->exec();

    // Delivered stays delivered: what a resend got is told by its attempt, not by the event.
    const bool failedResend = before == State::Delivered && c.result.outcome != Move::Deliver;
    if (failedResend)
        writeMessage(db, c.event,
            Words::tr("It was delivered before, and that stays. A resend got: %1.").arg(shortly(c.result)));
    else
        writeAnswer(db, c, everUnanswered);
}

QList<Sending> sendingEvents(Connection& db)
{
    QList<Sending> found;
    Prepared rows(db,
        "SELECT event.id, attempt.id, event.owner FROM event JOIN attempt ON attempt.event = event.id "
        "WHERE event.state = 2 AND attempt.done_ms IS NULL");
    while (rows->executeStep())
        found << Sending{rows->getColumn(0).getInt64(), rows->getColumn(1).getInt64(), textOf(rows->getColumn(2))};
    return found;
}

void recoverEvent(Connection& db, qint64 event, UtcMs now)
{
    Prepared open(db, "SELECT id, url, taken_ms FROM attempt WHERE event = :id AND done_ms IS NULL");
    bind(open, ":id", event);
    if (!open->executeStep())
        return;
    Completion c;
    c.attempt = open->getColumn(0).getInt64();
    c.event = event;
    c.leftHost = hostOf(QString::fromUtf8(bytesOf(open->getColumn(1)))); // it may have left, so to no other by itself
    c.result.done = now;
    c.result.outcome = Move::LoseTrack;
    c.result.reason = QStringLiteral("program.interrupted");
    c.result.sentence = Words::tr("The program was interrupted while this was being sent. It may have arrived; "
                                  "retrying is safe, because it cannot be counted twice.");
    // From when the collector may have had it, not from when somebody found out.
    const qint64 taken = open->getColumn(2).getInt64();
    open->reset();
    Prepared since(db, "UPDATE event SET first_unanswered_ms = coalesce(first_unanswered_ms, :taken) WHERE id = :id");
    bind(since, ":taken", taken);
    bind(since, ":id", event);
    since->exec();
    completeAttempt(db, c);
}

void countRunning(Connection& db, const QString& profile, UtcMs now)
{
    Prepared row(db,
        "INSERT INTO running (profile, ms, counted_to_ms) VALUES (:profile, 0, :now) ON CONFLICT (profile) DO UPDATE "
        "SET ms = ms + max(0, min(:now - counted_to_ms, :most)), counted_to_ms = :now");
    bind(row, ":profile", profile);
    bind(row, ":now", now.value());
    bind(row, ":most", qint64(std::chrono::milliseconds(LongestCount).count()));
    row->exec();
}

} // namespace rookery::ledger::writing
