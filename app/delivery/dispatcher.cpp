// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/dispatcher.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace rookery::delivery {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds RecordWithin = 50ms;
constexpr milliseconds RecordAgain = 2s;
constexpr milliseconds ShortestWait = 10ms;
// Other programs write to the ledger too, and clocks move: nothing is waited for longer than this without a look.
constexpr milliseconds LookAtLeast = 30s;

bool isHealthy(Outcome outcome) { return outcome == Outcome::Delivered || outcome == Outcome::Refused; }

} // namespace

Dispatcher::Dispatcher(Outbox& outbox, QObject* parent) : QObject(parent), m_outbox(outbox), m_courier(this)
{
    m_flushTimer.setSingleShot(true);
    m_dueTimer.setSingleShot(true);
    connect(&m_flushTimer, &QTimer::timeout, this, &Dispatcher::flush);
    connect(&m_dueTimer, &QTimer::timeout, this, &Dispatcher::pump);
    connect(&m_courier, &Courier::finished, this, &Dispatcher::collect);
    readLines();
}

Dispatcher::~Dispatcher()
{
    // Outcomes that are known are worth more than the 50 ms that they were to wait for company.
    disconnect(&m_courier, nullptr, this, nullptr);
    if (!m_unrecorded.isEmpty())
        (void)m_outbox.record(m_unrecorded);
}

void Dispatcher::start(const QStringList& only)
{
    m_only = only;
    m_scheduled = true;
    readLines();
    pump();
}

void Dispatcher::stop()
{
    m_scheduled = false;
    m_pass.reset();
    m_dueTimer.stop();
}

Done Dispatcher::sendNow(const QList<qint64>& events)
{
    Wanted wanted;
    wanted.events = events;
    wanted.limit = int(events.size());
    wanted.ignoreDue = true;
    wanted.includeHeld = true;
    const auto haul = m_outbox.take(wanted);
    if (!haul)
        return tl::unexpected(haul.error());
    if (haul->parcels.isEmpty())
        return failure(Error::Code::NotAllowed,
            haul->refusal.isEmpty() ? QCoreApplication::translate("rookery::delivery::Dispatcher",
                "It can't be sent now: it is under way, was taken back, or sending is stopped.")
                                    : haul->refusal);
    send(haul->parcels);
    return {};
}

void Dispatcher::pass(const QStringList& lines, const Wanted& how)
{
    m_only.clear();
    readLines();
    m_pass = how;
    for (auto it = m_lines.begin(); it != m_lines.end(); ++it) {
        it->passedTo = 0;
        it->passDone = !lines.contains(it.key());
    }
    // Never from inside this call: whoever waits for the end of the pass is not waiting yet.
    QMetaObject::invokeMethod(this, &Dispatcher::pump, Qt::QueuedConnection);
}

void Dispatcher::wake()
{
    readLines();
    pump();
}

QStringList Dispatcher::linesWithNetwork() const
{
    QStringList lines;
    for (auto it = m_lines.begin(); it != m_lines.end(); ++it) {
        if (it->networkThere)
            lines << it.key();
    }
    return lines;
}

void Dispatcher::freshStart()
{
    m_courier.forgetConnections();
    for (Line& line : m_lines)
        line.circuit.probeNow();
    readLines();
    pump();
}

void Dispatcher::readLines()
{
    m_lineOrder.clear();
    const QList<Outbox::Line> lines = m_outbox.lines();
    for (const Outbox::Line& line : lines) {
        if (m_only.isEmpty() || m_only.contains(line.name))
            m_lineOrder << line.name;
        m_lines[line.name].pace = line.pace;
    }
}

void Dispatcher::pump()
{
    if (m_pumping || m_trouble || (!m_scheduled && !m_pass))
        return;
    m_pumping = true;
    for (const QString& name : std::as_const(m_lineOrder)) {
        if (!m_trouble)
            pumpLine(name, m_lines[name]);
    }
    m_pumping = false;
    if (m_scheduled)
        scheduleNext();
    else
        finishPassIfDone();
}

Wanted Dispatcher::wantedOf(const QString& name, const Line& line, int room) const
{
    Wanted wanted = m_pass.value_or(Wanted());
    wanted.line = name;
    wanted.limit = room;
    wanted.after = m_pass ? line.passedTo : 0;
    return wanted;
}

void Dispatcher::pumpLine(const QString& name, Line& line)
{
    while (!m_pass || !line.passDone) {
        const milliseconds now = m_outbox.steady();
        // In a pass an open circuit ends the line's turn: each is tried once, and these would fail too.
        if (m_pass && line.circuit.isOpen()) {
            line.passDone = true;
            return;
        }
        if (!line.circuit.allows(now))
            return;
        if (line.pace > 0 && now < line.nextByPace) {
            if (m_pass)
                m_dueTimer.start(line.nextByPace - now);
            return;
        }
        const bool oneByOne = line.pace > 0 || line.circuit.isOpen();
        const int room = std::min(Window - line.inFlight, oneByOne ? 1 : Window);
        if (room <= 0)
            return;
        const auto haul = m_outbox.take(wantedOf(name, line, room));
        if (!haul)
            return getIntoTrouble(haul.error());
        line.passedTo = std::max(line.passedTo, haul->lastSeen);
        if (m_pass && haul->exhausted)
            line.passDone = true;
        if (!haul->parcels.isEmpty() && line.pace > 0)
            line.nextByPace = now + milliseconds(qint64(1000.0 / line.pace));
        send(haul->parcels);
        if (haul->exhausted)
            return;
    }
}

void Dispatcher::send(const QList<Parcel>& parcels)
{
    if (parcels.isEmpty())
        return;
    QList<qint64> events;
    for (const Parcel& parcel : parcels)
        events << parcel.event;
    Q_EMIT taken(events);
    for (const Parcel& parcel : parcels) {
        Line& line = m_lines[parcel.line];
        ++line.inFlight;
        line.circuit.sent();
        m_courier.send(parcel);
    }
}

void Dispatcher::collect(const Parcel& parcel, const Answer& answer)
{
    const UtcMs now = m_outbox.now();
    Report report{parcel, answer, judge(answer, parcel.route.host, now), Plan(), UtcMs(), now};
    report.plan = planNext(report.verdict, parcel.journey, now, QRandomGenerator::global()->generateDouble());
    report.due = m_outbox.scheduleNow() + report.plan.delay;

    Line& line = m_lines[parcel.line];
    --line.inFlight;
    line.networkThere = networkWasThere(report.verdict);
    const bool wasOpen = line.circuit.isOpen();
    if (isHealthy(report.verdict.outcome))
        line.circuit.succeeded();
    else
        line.circuit.failed(m_outbox.steady(), report.plan.delay, report.verdict.again == Again::Probe);
    if (line.circuit.isOpen() != wasOpen)
        Q_EMIT circuitChanged(parcel.line, !wasOpen);

    m_unrecorded << report;
    if (m_trouble)
        return;
    if (m_courier.inFlight() == 0 || m_unrecorded.size() >= MostUnrecorded)
        flush();
    else if (!m_flushTimer.isActive())
        m_flushTimer.start(RecordWithin);
    if (m_scheduled || m_pass)
        QMetaObject::invokeMethod(this, &Dispatcher::pump, Qt::QueuedConnection);
}

void Dispatcher::getIntoTrouble(const Error& error)
{
    m_trouble = error;
    m_flushTimer.start(RecordAgain);
    if (!std::exchange(m_troubleTold, true))
        Q_EMIT troubled(error);
}

Done Dispatcher::recordAgain()
{
    if (m_trouble)
        flush();
    return m_trouble ? Done(tl::unexpected(*m_trouble)) : Done();
}

void Dispatcher::flush()
{
    m_flushTimer.stop();
    const QList<Report> reports = m_unrecorded;
    if (!reports.isEmpty()) {
        if (Done ok = m_outbox.record(reports); !ok)
            return getIntoTrouble(ok.error());
        m_unrecorded.clear();
    }
    m_trouble.reset();
    if (!reports.isEmpty())
        Q_EMIT recorded(reports);
    pump();
    // Only now: what could not be taken may still be what cannot be taken.
    if (!m_trouble && std::exchange(m_troubleTold, false))
        Q_EMIT troubleOver();
}

void Dispatcher::scheduleNext()
{
    milliseconds wait = LookAtLeast;
    const milliseconds steady = m_outbox.steady();
    for (const QString& name : std::as_const(m_lineOrder)) {
        const Line& line = m_lines[name];
        if (line.inFlight >= Window || (line.circuit.isOpen() && line.inFlight > 0))
            continue; // its answer wakes us
        const auto due = m_outbox.nextDue(name);
        if (!due)
            return getIntoTrouble(due.error());
        if (!*due)
            continue;
        milliseconds lineWait = std::max(**due - m_outbox.scheduleNow(), 0ms);
        if (line.circuit.isOpen())
            lineWait = std::max(lineWait, line.circuit.nextProbe() - steady);
        if (line.pace > 0)
            lineWait = std::max(lineWait, line.nextByPace - steady);
        wait = std::min(wait, std::max(lineWait, ShortestWait));
    }
    m_dueTimer.start(wait);
}

void Dispatcher::finishPassIfDone()
{
    if (!m_pass || m_courier.inFlight() > 0 || !m_unrecorded.isEmpty() || m_trouble)
        return;
    for (const QString& name : std::as_const(m_lineOrder)) {
        if (!m_lines[name].passDone)
            return;
    }
    m_pass.reset();
    Q_EMIT passFinished();
}

} // namespace rookery::delivery
