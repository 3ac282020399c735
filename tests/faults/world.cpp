// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/world.h"

#include "faults/answers.h"

#include "delivery/schedule.h"
#include "ledger/ledger.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QFileInfo>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

using namespace rookery;
using namespace std::chrono_literals;
using model::Came;
using std::chrono::milliseconds;

namespace {

constexpr qint64 LongestBackOff = 300'000;
constexpr int FailuresToOpen = 10;

profile::Profile profileOf(const QString& name, const QString& host)
{
    profile::Profile p;
    p.name = name;
    p.scheme = QStringLiteral("http");
    p.host = host;
    p.appId = QStringLiteral("app");
    return p;
}

QString text(qint64 number) { return QString::number(number); }
QString text(std::optional<qint64> number) { return number ? text(*number) : QStringLiteral("-"); }

// One order as a line, to be compared and to be read.
QString lineOf(const model::Order& o)
{
    const bool sends = o.state == model::State::Sending;
    const QStringList words{text(o.id), QString::fromUtf8(o.eventId), ledger::stateText(o.state),
        sends ? ledger::stateText(o.before) : QStringLiteral("-"), text(int(o.hold)), text(o.attempts),
        text(o.failures), text(o.due), text(o.unanswered), o.leftHost, QString::fromUtf8(o.target)};
    return words.join(u' ');
}

QString lineOf(SQLite::Statement& row)
{
    const auto textAt = [&row](int column) {
        const SQLite::Column value = row.getColumn(column);
        return QString::fromUtf8(static_cast<const char*>(value.getBlob()), value.getBytes());
    };
    const auto stateAt = [&row](int column) {
        const SQLite::Column value = row.getColumn(column);
        return value.isNull() ? QStringLiteral("-") : ledger::stateText(ledger::State(value.getInt()));
    };
    const auto numberAt = [&row](int column) {
        const SQLite::Column value = row.getColumn(column);
        return value.isNull() ? QStringLiteral("-") : text(value.getInt64());
    };
    return QStringList{numberAt(0), textAt(1), stateAt(2), stateAt(3), numberAt(4), numberAt(5), numberAt(6),
        numberAt(7), numberAt(8), textAt(9), textAt(10)}
        .join(u' ');
}

} // namespace

bool World::isGood(const Done& done)
{
    return demand(done.has_value(), [&] { return done.error().sentence + u' ' + done.error().detail; });
}

World::World(quint32 seed)
    : m_folder((QFileInfo(QStringLiteral("/dev/shm")).isWritable() ? QStringLiteral("/dev/shm") : QDir::tempPath())
        + QStringLiteral("/rookery-world-XXXXXX"))
    , m_random(seed)
{
    for (const QString& name : Names)
        m_desk.profiles.insert(name, {Host});
    for (Program& program : m_programs)
        open(program);
    const QString file = m_folder.filePath(QStringLiteral("ledger.sqlite"));
    m_look = std::make_unique<SQLite::Database>(QFile::encodeName(file).toStdString(), SQLite::OPEN_READONLY);
}

World::~World() = default;

qsizetype World::count(model::State state) const
{
    return std::count_if(m_desk.orders.begin(), m_desk.orders.end(), [&](const auto& o) { return o.state == state; });
}

qsizetype World::count(model::Hold hold) const
{
    return std::count_if(m_desk.orders.begin(), m_desk.orders.end(), [&](const auto& o) { return o.hold == hold; });
}

QString World::anyProfile() { return Names[any(int(Names.size()))]; }

qint64 World::scheduleNow(const Program& program) const { return program.outbox->scheduleNow().value(); }

void World::useProfiles()
{
    QList<profile::Profile> there;
    for (auto it = m_desk.profiles.cbegin(); it != m_desk.profiles.cend(); ++it) {
        if (it->isThere)
            there << profileOf(it.key(), it->host);
    }
    for (Program& program : m_programs) {
        if (program.outbox)
            program.outbox->setProfiles(there);
    }
}

// As Engine::open() does it.
void World::open(Program& program)
{
    auto opened = ledger::Ledger::open(m_folder.filePath(QStringLiteral("ledger.sqlite")));
    if (!demand(opened.has_value(), [&] { return opened.error().sentence; }))
        return;
    program.ledger = std::move(*opened);
    program.outbox = std::make_unique<engine::LedgerOutbox>(*program.ledger, m_clock);
    program.owner = ++m_owners;
    useProfiles();
    (void)isGood(program.ledger->releaseProfileHolds());
    m_desk.releaseProfileHolds();
    recover(program);
}

// Whatever was on its way may have left or not, and nobody hears of an answer.
void World::crash(Program& program)
{
    say(QStringLiteral("program %1 dies with %2 under way").arg(program.owner).arg(program.underWay.size()));
    for (const delivery::Parcel& parcel : std::as_const(program.underWay)) {
        if (any(2) == 0)
            mayHaveLeft(parcel);
    }
    ++m_crashes;
    m_dead << program.owner;
    program = Program();
    open(program);
}

void World::recover(Program& program)
{
    if (!isGood(program.ledger->recover(m_clock.utc()).map([](const auto&) {})))
        return;
    for (const int owner : std::as_const(m_dead))
        m_desk.recover(owner);
    m_dead.clear();
}

ledger::NewEvent World::order(const QString& orderId, const QString& profile)
{
    using pixel::Field;
    ledger::NewEvent event;
    event.fields.setConstants();
    event.fields.set(Field::OrderId, orderId);
    event.fields.set(Field::EventId, QStringLiteral("e-%1").arg(m_desk.orders.size() + 1));
    event.fields.set(Field::AppId, QStringLiteral("app"));
    event.fields.set(Field::UserId, QStringLiteral("a+b %& é"));
    event.fields.set(Field::Revenue, QStringLiteral("%1.99").arg(any(1000)));
    event.fields.set(Field::Currency, QStringLiteral("GBP"));
    event.profile = profile;
    event.place = {m_desk.profiles[profile].host, QStringLiteral("app"), false, {profile}};
    event.agent = QStringLiteral("desk 4");
    return event;
}

void World::know(const ledger::NewEvent& event, qint64 id)
{
    model::Order order;
    order.id = id;
    order.eventId = event.fields.value(pixel::Field::EventId).toUtf8();
    order.orderId = event.fields.value(pixel::Field::OrderId);
    order.profile = event.profile;
    m_desk.orders << order;
    demand(id == m_desk.orders.size(), [&] { return QStringLiteral("order %1 got ID %2").arg(order.orderId).arg(id); });
}

void World::confirm(const QString& profile, int count)
{
    QList<ledger::NewEvent> events;
    const qsizetype first = m_desk.orders.size() + 1;
    for (int i = 0; i < count; ++i) {
        events << order(QStringLiteral("o-%1").arg(first + i), profile);
        events.last().fields.set(pixel::Field::EventId, QStringLiteral("e-%1").arg(first + i));
    }
    const auto confirmed = m_programs[0].ledger->confirmAll(events, m_clock.utc());
    if (!isGood(confirmed.map([](const auto&) {})))
        return;
    for (int i = 0; i < count; ++i)
        know(events[i], (*confirmed)[i].event);
}

void World::take(Program& program, const delivery::Wanted& wanted)
{
    const qint64 now = m_clock.utc().value();
    const model::Ask ask{wanted.line, wanted.events, wanted.limit, wanted.after, wanted.ignoreDue, wanted.includeHeld};
    const auto haul = program.outbox->take(wanted);
    if (!isGood(haul.map([](const auto&) {})))
        return;
    const QList<qint64> expected = m_desk.take(ask, now, scheduleNow(program), program.owner);
    QList<qint64> taken;
    for (const delivery::Parcel& parcel : haul->parcels) {
        taken << parcel.event;
        model::Order& order = m_desk.of(parcel.event);
        if (order.target.isEmpty()) {
            order.target = parcel.target;
            const QUrlQuery query(QUrl::fromEncoded(parcel.target));
            demand(query.queryItemValue(QStringLiteral("timestamp")) == text(now)
                    && query.queryItemValue(QStringLiteral("eventID")).toUtf8() == order.eventId
                    && !parcel.target.contains('+'),
                [&] { return QStringLiteral("frozen as %1").arg(QString::fromUtf8(parcel.target)); });
        }
        demand(parcel.target == order.target, [&] {
            return QStringLiteral("%1 goes with other bytes: ").arg(order.orderId) + QString::fromUtf8(parcel.target);
        });
        demand(parcel.route.host == m_desk.profiles[order.profile].host,
            [&] { return QStringLiteral("%1 goes to %2").arg(order.orderId, parcel.route.host); });
        const auto since = parcel.journey.firstUnanswered;
        demand(parcel.journey.failures == order.failures && parcel.journey.tried.count() == order.tried
                && (since ? std::optional(since->value()) : std::nullopt) == order.unanswered,
            [&] { return QStringLiteral("%1 has been through something else").arg(order.orderId); });
        program.circuits[parcel.line].sent();
        program.underWay << parcel;
    }
    QStringList names;
    for (const qint64 id : std::as_const(taken))
        names << text(id);
    say(QStringLiteral("program %1 takes %2").arg(program.owner).arg(names.join(u' ')));
    demand(taken == expected, [&] {
        QStringList wantedNames;
        for (const qint64 id : expected)
            wantedNames << text(id);
        return QStringLiteral("taken: %1; to be taken: %2").arg(names.join(u' '), wantedNames.join(u' '));
    });
}

void World::schedule(Program& program, const QString& profile)
{
    delivery::Circuit& circuit = program.circuits[profile];
    const auto due = program.outbox->nextDue(profile);
    if (!isGood(due.map([](const auto&) {})))
        return;
    const auto expected = m_desk.nextDue(profile);
    demand((*due ? std::optional((*due)->value()) : std::nullopt) == expected,
        [&] { return QStringLiteral("%1: due %2").arg(profile, text(expected)); });
    if (!circuit.allows(m_clock.steady()))
        return;
    delivery::Wanted wanted;
    wanted.line = profile;
    wanted.limit = circuit.isOpen() ? 1 : 1 + any(6);
    take(program, wanted);
}

void World::mayHaveLeft(const delivery::Parcel& parcel)
{
    ++m_requests;
    const QByteArray eventId = m_desk.of(parcel.event).eventId;
    const QByteArray before = m_received.value(eventId, parcel.target);
    demand(before == parcel.target,
        [&] { return QStringLiteral("the collector got %1 in two spellings").arg(QString::fromUtf8(eventId)); });
    m_received.insert(eventId, parcel.target);
}

// As Dispatcher::collect() does it.
void World::answer(Program& program, const delivery::Parcel& parcel, Came came)
{
    const Look& look = lookOf(came);
    say(QStringLiteral("%1 gets %2 (%3)").arg(text(parcel.event)).arg(int(came)).arg(look.status));
    if (model::leaves(came))
        mayHaveLeft(parcel);
    const delivery::Answer answer = answerOf(look);
    const UtcMs now = m_clock.utc();
    delivery::Report report{
        parcel, answer, delivery::judge(answer, parcel.route.host, now), delivery::Plan(), UtcMs(), now};
    report.plan = delivery::planNext(report.verdict, parcel.journey, now, m_random.generateDouble());
    report.due = program.outbox->scheduleNow() + report.plan.delay;
    demand(report.verdict.outcome == look.outcome,
        [&] { return QStringLiteral("%1 is judged as %2").arg(int(came)).arg(int(report.verdict.outcome)); });
    const qint64 delay = report.plan.delay.count();
    const qint64 asked = look.retryAfter * 1000LL;
    demand(delay >= asked && delay <= std::max(asked, LongestBackOff),
        [&] { return QStringLiteral("a delay of %1 ms").arg(delay); });

    delivery::Circuit& circuit = program.circuits[parcel.line];
    int& failures = program.failures[parcel.line];
    const bool wasOpen = circuit.isOpen();
    if (report.verdict.outcome == delivery::Outcome::Delivered
        || report.verdict.outcome == delivery::Outcome::Refused) {
        circuit.succeeded();
        failures = 0;
    } else {
        circuit.failed(m_clock.steady(), report.plan.delay, report.verdict.again == delivery::Again::Probe);
        ++failures;
    }
    const bool isHopeless = came == Came::Insecure || came == Came::SignIn;
    demand(circuit.isOpen() == (failures > 0 && (wasOpen || isHopeless || failures >= FailuresToOpen)),
        [&] { return QStringLiteral("the circuit of %1 after %2 failures").arg(parcel.line).arg(failures); });

    if (isGood(program.outbox->record({report})))
        m_desk.complete(parcel.event, came, now.value(), delay, report.due.value());
    program.told = {report};
}

void World::countRunning(const QStringList& profiles)
{
    const auto atWork = m_programs[0].ledger->profilesAtWork();
    if (!isGood(atWork.map([](const auto&) {})))
        return;
    demand(QSet<QString>(atWork->begin(), atWork->end()) == m_desk.atWork(),
        [&] { return QStringLiteral("at work: ") + atWork->join(u' '); });
    (void)isGood(m_programs[0].ledger->countRunning(profiles, m_clock.utc()));
    for (const QString& profile : profiles)
        m_desk.countRunning(profile, m_clock.utc().value());
}

void World::check()
{
    if (!m_wrong.isEmpty())
        return;
    static const char* const Rows
        = "SELECT id, event_id, state, before, hold, attempts, failures, due_ms, first_unanswered_ms, "
          "coalesce(left_host, ''), coalesce(target, '') FROM event ORDER BY id";
    SQLite::Statement rows(*m_look, Rows);
    qsizetype seen = 0;
    QHash<model::State, qsizetype> counts;
    qint64 attempts = 0;
    for (; rows.executeStep(); ++seen) {
        if (!demand(seen < m_desk.orders.size(), [] { return QStringLiteral("there is an order too many"); }))
            return;
        const QString found = lineOf(rows);
        const QString expected = lineOf(m_desk.orders[seen]);
        demand(found == expected, [&] { return QStringLiteral("is:     %1\nshould: %2").arg(found, expected); });
        ++counts[model::State(rows.getColumn(2).getInt())];
        m_holdsSeen << model::Hold(rows.getColumn(4).getInt());
        attempts += rows.getColumn(5).getInt();
    }
    using model::State;
    const qsizetype sum = counts[State::Waiting] + counts[State::Sending] + counts[State::Delivered]
        + counts[State::Refused] + counts[State::Unknown] + counts[State::Cancelled];
    demand(sum == m_desk.orders.size(),
        [&] { return QStringLiteral("%1 accepted, %2 counted").arg(m_desk.orders.size()).arg(sum); });
    SQLite::Statement tries(*m_look, "SELECT count(*), count(*) - count(done_ms) FROM attempt");
    tries.executeStep();
    demand(tries.getColumn(0).getInt64() == attempts && tries.getColumn(1).getInt64() == counts[State::Sending],
        [&] { return QStringLiteral("%1 attempts do not add up").arg(attempts); });
}

void World::makePeace()
{
    say(QStringLiteral("peace"));
    for (Program& program : m_programs) {
        while (!program.underWay.isEmpty() && m_wrong.isEmpty())
            answer(program, program.underWay.takeFirst(), Came::Image);
    }
    for (const QString& name : m_desk.profiles.keys())
        m_desk.profiles[name] = {Host};
    useProfiles();
    Program& program = m_programs[0];
    recover(program);
    const QSet<QString> paused = m_desk.paused;
    for (const QString& name : paused)
        (void)isGood(program.ledger->resume(name));
    m_desk.paused.clear();
    for (const model::Order& order : QList<model::Order>(m_desk.orders)) {
        if (order.state == model::State::Delivered || order.state == model::State::Cancelled || !m_wrong.isEmpty())
            continue;
        delivery::Wanted wanted;
        wanted.events = {order.id};
        wanted.includeHeld = true;
        take(program, wanted);
        while (!program.underWay.isEmpty() && m_wrong.isEmpty())
            answer(program, program.underWay.takeFirst(), Came::Image);
    }
    check();
    for (const model::Order& order : std::as_const(m_desk.orders)) {
        const bool isDone = order.state == model::State::Delivered;
        demand(isDone || order.state == model::State::Cancelled,
            [&] { return QStringLiteral("after the peace: ") + lineOf(order); });
        demand(!isDone || m_received.value(order.eventId) == order.target,
            [&] { return QStringLiteral("called delivered, and not at the collector: ") + lineOf(order); });
    }
    for (auto it = m_received.cbegin(); it != m_received.cend(); ++it) {
        demand(std::any_of(m_desk.orders.begin(), m_desk.orders.end(),
                   [&](const model::Order& order) { return order.eventId == it.key() && order.target == it.value(); }),
            [&] { return QStringLiteral("at the collector, and nobody's: ") + QString::fromUtf8(it.key()); });
    }
}

void World::runSchedule(const QString& profile, Came came)
{
    Program& program = m_programs[0];
    schedule(program, profile);
    while (!program.underWay.isEmpty() && m_wrong.isEmpty())
        answer(program, program.underWay.takeFirst(), came);
}

std::optional<milliseconds> World::wakesIn(const QString& profile) const
{
    const Program& program = m_programs[0];
    const auto due = program.outbox->nextDue(profile);
    if (!due || !*due)
        return std::nullopt;
    milliseconds wait = std::max(**due - program.outbox->scheduleNow(), 0ms);
    const delivery::Circuit circuit = program.circuits.value(profile);
    if (circuit.isOpen())
        wait = std::max(wait, circuit.nextProbe() - m_clock.steady());
    return wait;
}

void World::retryAll()
{
    QList<qint64> open;
    for (const model::Order& order : std::as_const(m_desk.orders)) {
        if (order.isOpen())
            open << order.id;
    }
    (void)isGood(m_programs[0].ledger->makeDue(open));
    m_desk.makeDue(open);
    for (delivery::Circuit& circuit : m_programs[0].circuits)
        circuit.probeNow();
}
