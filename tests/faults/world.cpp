// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/world.h"

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
const QString Host = QStringLiteral("127.0.0.1");
const QString OtherHost = QStringLiteral("localhost");
const QStringList Names{QStringLiteral("Acme"), QStringLiteral("Bodega"), QStringLiteral("Café")};

// What each of them looks like to whoever sent the request, and what BEHAVIOUR.md calls it.
struct Look {
    Came came;
    QNetworkReply::NetworkError error;
    int status;
    int left;
    bool complete;
    bool timedOut;
    const char* type;
    int retryAfter; // s
    delivery::Outcome outcome;
};
using Reply = QNetworkReply;
using delivery::Outcome;
const std::array Looks{
    Look{Came::Image, Reply::NoError, 200, 1, true, false, "image/gif", 0, Outcome::Delivered},
    Look{Came::WebPage, Reply::NoError, 200, 1, true, false, "text/html", 0, Outcome::Unknown},
    Look{Came::Redirect, Reply::NoError, 302, 1, true, false, "", 0, Outcome::Refused},
    Look{Came::Refusal, Reply::ContentNotFoundError, 404, 1, true, false, "", 0, Outcome::Refused},
    Look{Came::Busy, Reply::ServiceUnavailableError, 503, 1, true, false, "", 900, Outcome::Waiting},
    Look{Came::BusyTwice, Reply::ServiceUnavailableError, 503, 2, true, false, "", 0, Outcome::Unknown},
    Look{Came::Nobody, Reply::ConnectionRefusedError, 0, 0, false, false, "", 0, Outcome::Waiting},
    Look{Came::Offline, Reply::HostNotFoundError, 0, 0, false, false, "", 0, Outcome::Waiting},
    Look{Came::Insecure, Reply::SslHandshakeFailedError, 0, 0, false, false, "", 0, Outcome::Waiting},
    Look{Came::SignIn, Reply::ProxyAuthenticationRequiredError, 0, 0, false, false, "", 0, Outcome::Waiting},
    Look{Came::Silence, Reply::OperationCanceledError, 0, 1, false, true, "", 0, Outcome::Unknown},
    Look{Came::Reset, Reply::RemoteHostClosedError, 0, 1, false, false, "", 0, Outcome::Unknown},
    Look{Came::Half, Reply::RemoteHostClosedError, 200, 1, false, false, "image/gif", 0, Outcome::Unknown},
};

const Look& lookOf(Came came) { return Looks[std::size_t(came)]; }

delivery::Answer answerOf(const Look& look)
{
    delivery::Answer answer;
    answer.error = look.error;
    if (look.status > 0)
        answer.status = look.status;
    answer.leftCount = look.left;
    answer.complete = look.complete;
    answer.timedOut = look.timedOut;
    if (*look.type)
        answer.headers << qMakePair(QByteArray("Content-Type"), QByteArray(look.type));
    if (look.retryAfter > 0)
        answer.headers << qMakePair(QByteArray("Retry-After"), QByteArray::number(look.retryAfter));
    answer.body = look.came == Came::WebPage ? "<!DOCTYPE html><html>Sign in</html>" : "GIF89a";
    return answer;
}

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

template <typename T>
bool World::demand(bool good, const T& what)
{
    if (!good)
        m_wrong << what();
    return good;
}

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

void World::confirmOne()
{
    const QString profile = anyProfile();
    const ledger::NewEvent event = order(QStringLiteral("o-%1").arg(m_desk.orders.size() + 1), profile);
    say(QStringLiteral("confirm ") + event.fields.value(pixel::Field::OrderId));
    const auto id = anyProgram().ledger->confirm(event, m_clock.utc());
    if (isGood(id.map([](auto) {})))
        know(event, *id);
}

void World::confirmSome()
{
    const QString profile = anyProfile();
    say(QStringLiteral("confirm some of ") + profile);
    const qsizetype first = m_desk.orders.size() + 1;
    const int count = 2 + any(6);
    QList<ledger::NewEvent> events;
    for (int i = 0; i < count; ++i) {
        events << order(QStringLiteral("o-%1").arg(first + i), profile);
        events.last().fields.set(pixel::Field::EventId, QStringLiteral("e-%1").arg(first + i));
    }
    events << events.first(); // its own repeat
    events.last().fields.set(pixel::Field::EventId, QStringLiteral("e-again"));
    const auto confirmed = anyProgram().ledger->confirmAll(events, m_clock.utc());
    if (!isGood(confirmed.map([](const auto&) {})))
        return;
    for (int i = 0; i < count; ++i)
        know(events[i], (*confirmed)[i].event);
    demand(confirmed->last().event == 0, [] { return QStringLiteral("a repeat among many was accepted"); });
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

// The same order once more: held back, unless somebody decided otherwise; the same event never.
void World::confirmAgain()
{
    const model::Order& known = m_desk.of(anyOrder());
    ledger::Ledger& ledger = *anyProgram().ledger;
    ledger::NewEvent event = order(known.orderId, known.profile);
    if (known.state != model::State::Cancelled) {
        const auto again = ledger.confirm(event, m_clock.utc());
        demand(!again && again.error().code == Error::Code::Duplicate,
            [&] { return QStringLiteral("%1 was accepted twice").arg(known.orderId); });
    }
    event.allowDuplicate = true;
    event.fields.set(pixel::Field::EventId, QString::fromUtf8(known.eventId));
    const auto same = ledger.confirm(event, m_clock.utc());
    demand(!same && same.error().code == Error::Code::BadInput,
        [&] { return QStringLiteral("event %1 was accepted twice").arg(QString::fromUtf8(known.eventId)); });
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

void World::scheduleAll(Program& program)
{
    for (const QString& name : Names)
        schedule(program, name);
}

void World::personSends(Program& program)
{
    delivery::Wanted wanted;
    const int count = 1 + any(3);
    for (int i = 0; i < count; ++i) {
        if (const qint64 id = anyOrder(); !wanted.events.contains(id))
            wanted.events << id;
    }
    std::sort(wanted.events.begin(), wanted.events.end());
    wanted.limit = int(wanted.events.size());
    wanted.ignoreDue = true;
    wanted.includeHeld = true;
    take(program, wanted);
}

// `deliver`, `deliver --all`: a portion of them.
void World::passOverAll(Program& program)
{
    delivery::Wanted wanted;
    wanted.line = anyProfile();
    wanted.ignoreDue = true;
    wanted.includeHeld = any(3) == 0;
    wanted.after = any(3) == 0 ? anyOrder() : 0;
    wanted.limit = 1 + any(6);
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
    if (report.verdict.outcome == Outcome::Delivered || report.verdict.outcome == Outcome::Refused) {
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

Came World::anyAnswer()
{
    constexpr int Moods = 5;
    if (any(60) == 0)
        m_mood = any(Moods);
    switch (m_mood) {
    case 1:
        return any(4) == 0 ? Came::Silence : Came::Reset;
    case 2:
        return any(4) == 0 ? Came::Nobody : Came::Busy;
    case 3:
        return Came::Offline;
    case 4:
        return Came::Image;
    default:
        return Looks[std::size_t(any(int(Looks.size())))].came;
    }
}

void World::answerSome(Program& program)
{
    for (int i = 1 + any(6); i > 0 && !program.underWay.isEmpty() && m_wrong.isEmpty(); --i)
        answer(program, program.underWay.takeAt(any(int(program.underWay.size()))), anyAnswer());
}

// What is completed once is never changed again.
void World::tellAgain(Program& program)
{
    QList<delivery::Report> reports = program.told;
    for (delivery::Report& report : reports)
        report.verdict.outcome = Outcome(any(4));
    say(QStringLiteral("told again"));
    (void)isGood(program.outbox->record(reports));
}

void World::cancel(Program& program)
{
    model::Order& order = m_desk.of(anyOrder());
    say(QStringLiteral("cancel ") + text(order.id));
    const Done done = program.ledger->cancel(order.id, m_clock.utc(), QStringLiteral("desk 4"));
    demand(done.has_value() == (order.state == model::State::Waiting), [&] {
        return QStringLiteral("cancelling %1, which is %2").arg(text(order.id), ledger::stateText(order.state));
    });
    if (!done)
        return;
    order.state = model::State::Cancelled;
    order.hold = model::Hold::None;
}

void World::holdOrRelease(Program& program)
{
    model::Order& order = m_desk.of(anyOrder());
    const auto hold = any(2) == 0 ? model::Hold::Person : model::Hold::None;
    say(QStringLiteral("hold %1: %2").arg(text(order.id)).arg(int(hold)));
    if (!isGood(program.ledger->setHold(order.id, hold, m_clock.utc(), QStringLiteral("desk 4"))))
        return;
    if (order.isOpen())
        order.hold = hold;
}

void World::pauseOrResume(Program& program)
{
    const QString profile = any(4) == 0 ? QString() : anyProfile();
    const bool pause = any(4) == 0;
    say(QStringLiteral("%1 \"%2\"").arg(pause ? QStringLiteral("pause") : QStringLiteral("resume"), profile));
    if (!isGood(pause ? program.ledger->pause(profile, m_clock.utc(), QStringLiteral("desk 4"))
                      : program.ledger->resume(profile)))
        return;
    if (pause)
        m_desk.paused << profile;
    else
        m_desk.paused.remove(profile);
}

void World::makeDue(Program& program)
{
    if (any(2) == 0) {
        const QString profile = anyProfile();
        say(QStringLiteral("due: ") + profile);
        (void)isGood(program.ledger->makeDue(profile));
        m_desk.makeDue(profile);
        program.circuits[profile].probeNow();
        return;
    }
    const QList<qint64> ids{anyOrder(), anyOrder()};
    say(QStringLiteral("due: %1 %2").arg(text(ids[0]), text(ids[1])));
    (void)isGood(program.ledger->makeDue(ids));
    m_desk.makeDue(ids);
}

// As Engine::readProfiles() does it.
void World::changeProfile()
{
    const QString name = anyProfile();
    model::Profile& profile = m_desk.profiles[name];
    if (profile.isThere && any(4) > 0)
        profile.host = profile.host == Host ? OtherHost : Host;
    else
        profile.isThere = !profile.isThere;
    say(QStringLiteral("%1 is %2 now").arg(name, profile.isThere ? profile.host : QStringLiteral("gone")));
    useProfiles();
    (void)isGood(m_programs[0].ledger->makeDue(name));
    m_desk.makeDue(name);
    for (Program& program : m_programs)
        program.circuits[name].probeNow();
}

void World::letTimePass()
{
    static const std::array<milliseconds, 8> Spans{10ms, 2s, 30s, 5min, 1h, 7h, 20h, 30h};
    const milliseconds most = Spans[std::size_t(std::min(any(8), any(8)))];
    const milliseconds time(m_random.bounded(qint64(most.count())));
    if (any(20) == 0) {
        const milliseconds jump = any(2) == 0 ? time : -time;
        say(QStringLiteral("the wall clock jumps by %1 s").arg(jump.count() / 1000));
        m_clock.setWall(jump);
        return;
    }
    say(QStringLiteral("%1 s pass").arg(time.count() / 1000));
    m_clock.pass(time);
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

void World::step()
{
    if (!m_wrong.isEmpty())
        return;
    constexpr int MostOrders = 80;
    const bool isFull = m_desk.orders.size() >= MostOrders;
    const int chance = any(100);
    Program& program = anyProgram();
    if (m_desk.orders.isEmpty() || (chance < 6 && !isFull))
        confirmOne();
    else if (chance < 8 && !isFull)
        confirmSome();
    else if (chance < 10)
        confirmAgain();
    else if (chance < 35)
        scheduleAll(program);
    else if (chance < 62)
        answerSome(program);
    else if (chance < 66)
        passOverAll(program);
    else if (chance < 71)
        personSends(program);
    else if (chance < 72)
        tellAgain(program);
    else if (chance < 74)
        cancel(program);
    else if (chance < 77)
        holdOrRelease(program);
    else if (chance < 80)
        pauseOrResume(program);
    else if (chance < 83)
        makeDue(program);
    else if (chance < 85)
        changeProfile();
    else if (chance < 93)
        letTimePass();
    else if (chance < 96)
        countRunning({anyProfile(), anyProfile()});
    else if (chance < 98)
        recover(program);
    else
        crash(program);
    check();
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
