// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/answers.h"
#include "faults/world.h"

#include "ledger/ledger.h"

#include <algorithm>

using namespace rookery;
using namespace std::chrono_literals;
using model::Came;
using std::chrono::milliseconds;

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
        return Came(any(LooksCount));
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
        report.verdict.outcome = delivery::Outcome(any(4));
    say(QStringLiteral("told again"));
    (void)isGood(program.outbox->record(reports));
}

void World::cancel(Program& program)
{
    model::Order& order = m_desk.of(anyOrder());
    say(QStringLiteral("cancel ") + QString::number(order.id));
    const Done done = program.ledger->cancel(order.id, m_clock.utc(), QStringLiteral("desk 4"));
    demand(done.has_value() == (order.state == model::State::Waiting), [&] {
        return QStringLiteral("cancelling %1, which is %2")
            .arg(QString::number(order.id), ledger::stateText(order.state));
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
    say(QStringLiteral("hold %1: %2").arg(QString::number(order.id)).arg(int(hold)));
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
    say(QStringLiteral("due: %1 %2").arg(QString::number(ids[0]), QString::number(ids[1])));
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
