// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "engine/backupkeeper.h"
#include "engine/ledgeroutbox.h"
#include "practice/practicecollector.h"

#include <QCoreApplication>
#include <QTimer>

#include <utility>

namespace rookery::engine {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::engine::Engine)
};

using namespace std::chrono_literals;

constexpr auto TickEvery = 30s;
constexpr auto NotableSleep = 20s;

QString sentences(const pixel::Findings& findings)
{
    QStringList errors;
    for (const pixel::Finding& finding : findings) {
        if (finding.severity == pixel::Severity::Error)
            errors << finding.sentence;
    }
    return errors.join(u'\n');
}

} // namespace

Engine::Engine(profile::DataFolder folder, QString agent, Clock& clock, EventIds& ids, QObject* parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_profiles(m_folder.profileFolder(), profile::DataFolder::systemProfileFolders())
    , m_agent(std::move(agent))
    , m_clock(clock)
    , m_ids(ids)
    , m_tick(this)
    , m_disk(DiskSpace::of(m_folder.path()))
    , m_backups(new BackupKeeper(m_folder.ledgerFile(), m_folder.backupFolder(), m_clock, this))
{
    connect(m_backups, &BackupKeeper::made, this, &Engine::backedUp);
    connect(m_backups, &BackupKeeper::failed, this, &Engine::backUpFailed);
    m_tick.setInterval(TickEvery);
    connect(&m_tick, &QTimer::timeout, this, &Engine::tick);
}

Engine::~Engine() = default;

Done Engine::open()
{
    if (Done ok = m_folder.create(); !ok)
        return ok;
    auto ledger = ledger::Ledger::open(m_folder.ledgerFile());
    if (!ledger)
        return tl::unexpected(ledger.error());
    m_ledger = std::move(*ledger);
    m_outbox = std::make_unique<LedgerOutbox>(*m_ledger, m_clock);
    m_outbox->setProfiles(m_profiles.all());
    m_slept = m_clock.slept();
    m_dispatcher = std::make_unique<delivery::Dispatcher>(*m_outbox);
    connect(m_dispatcher.get(), &delivery::Dispatcher::taken, this, &Engine::taken);
    connect(m_dispatcher.get(), &delivery::Dispatcher::taken, this, &Engine::eventsChanged);
    connect(m_dispatcher.get(), &delivery::Dispatcher::passFinished, this, &Engine::passFinished);
    connect(m_dispatcher.get(), &delivery::Dispatcher::troubled, this, &Engine::troubled);
    connect(m_dispatcher.get(), &delivery::Dispatcher::troubled, this, [this] { m_dispatcherIsTroubled = true; });
    connect(m_dispatcher.get(), &delivery::Dispatcher::troubleOver, this, [this] {
        m_dispatcherIsTroubled = false;
        if (!m_troubleTold)
            Q_EMIT troubleOver();
    });
    connect(m_dispatcher.get(), &delivery::Dispatcher::recorded, this, &Engine::announce);
    connect(m_dispatcher.get(), &delivery::Dispatcher::circuitChanged, this, &Engine::circuitChanged);
    if (Done ok = m_ledger->releaseProfileHolds(); !ok)
        return ok;
    return recover();
}

Done Engine::ready() const
{
    if (isOpen())
        return {};
    return failure(Error::Code::Storage, Words::tr("Nothing can be saved at the moment: the ledger is not open."));
}

void Engine::announce(const QList<delivery::Report>& reports)
{
    QList<qint64> events;
    for (const delivery::Report& report : reports) {
        events << report.parcel.event;
        if (report.verdict.clockSkew)
            Q_EMIT clockCompared(report.verdict.clockSkew->count());
        hearAnswer(report);
    }
    Q_EMIT eventsChanged(events);
    for (const qint64 event : std::as_const(events))
        Q_EMIT attemptRecorded(event);
}

// What the circuit's probe waits for, such as a bad certificate, is something else than silence.
void Engine::hearAnswer(const delivery::Report& report)
{
    const QString& profile = report.parcel.line;
    const bool silent = !report.answer.status && report.verdict.again != delivery::Again::Probe;
    if (silent == m_silent.contains(profile))
        return;
    if (silent)
        m_silent.insert(profile);
    else
        m_silent.remove(profile);
    Q_EMIT answerChanged(profile, !silent);
}

Done Engine::recover()
{
    const auto recovered = m_ledger->recover(m_clock.utc());
    if (!recovered)
        return tl::unexpected(recovered.error());
    if (!recovered->isEmpty())
        Q_EMIT eventsChanged(*recovered);
    return {};
}

void Engine::start(const QString& profile)
{
    m_outbox->setCause(QStringLiteral("schedule"), m_agent);
    m_dispatcher->start(profile.isEmpty() ? QStringList() : QStringList{profile});
    m_tick.start();
    lookAtDisk();
}

void Engine::stop()
{
    m_tick.stop();
    m_dispatcher->stop();
}

void Engine::tick()
{
    Done done = recover();
    if (done)
        done = countRunning();
    if (done)
        done = readProfiles();
    tellTrouble(done);
    const auto slept = m_clock.slept();
    if (slept - std::exchange(m_slept, slept) > NotableSleep)
        networkIsBack();
    m_dispatcher->wake();
    lookAtDisk();
    lookAtBackups();
}

void Engine::backUpDaily() { m_backUpDaily = true; }

void Engine::backUpNow() { m_backups->start(); }

void Engine::setDiskFloor(qint64 bytes)
{
    m_disk.setFloor(bytes);
    if (isOpen())
        lookAtDisk();
}

void Engine::lookAtBackups()
{
    if (!m_backUpDaily || !m_backups->isDue())
        return;
    // An empty ledger in place of one that is gone must not push out the copies of that one.
    const auto any = reader().page({}, std::nullopt, 1);
    if (any && !any->isEmpty())
        m_backups->start();
}

void Engine::lookAtDisk()
{
    if (!m_disk.look())
        return;
    if (const auto low = m_disk.low())
        Q_EMIT diskLow(*low);
    else
        Q_EMIT diskEnough();
}

Done Engine::countRunning()
{
    const auto atWork = m_ledger->profilesAtWork();
    if (!atWork)
        return tl::unexpected(atWork.error());
    QStringList counted = *atWork;
    const QStringList reached = m_dispatcher->linesWithNetwork();
    counted.removeIf([&reached](const QString& profile) { return !reached.contains(profile); });
    return m_ledger->countRunning(counted, m_clock.utc());
}

// Another program may have written them, or a person with an editor: what is sent goes by what is there now.
Done Engine::readProfiles()
{
    const QStringList changed = m_outbox->setProfiles(m_profiles.all());
    if (changed.isEmpty())
        return {};
    Done done;
    for (const QString& name : changed) {
        if (done)
            done = m_ledger->makeDue(name);
    }
    m_dispatcher->freshStart();
    Q_EMIT profilesChanged();
    return done;
}

void Engine::tellTrouble(const Done& done)
{
    const bool wasTold = std::exchange(m_troubleTold, !done);
    if (!done)
        Q_EMIT troubled(done.error());
    else if (wasTold && !m_dispatcherIsTroubled) // it is over when both can go on
        Q_EMIT troubleOver();
}

Done Engine::recordAgain()
{
    Done done = ready();
    if (done)
        done = recover();
    if (done)
        done = countRunning();
    if (!done)
        return done;
    tellTrouble(done);
    return m_dispatcher->recordAgain();
}

void Engine::networkIsBack()
{
    if (!isOpen())
        return;
    Done done;
    const QList<delivery::Outbox::Line> lines = m_outbox->lines();
    for (const delivery::Outbox::Line& line : lines) {
        if (done)
            done = m_ledger->makeDue(line.name);
    }
    tellTrouble(done);
    m_dispatcher->freshStart();
}

Result<qint64> Engine::confirm(const Order& order)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    if (const Done ok = readProfiles(); !ok)
        return tl::unexpected(ok.error());
    const auto profile = m_profiles.find(order.profile);
    if (!profile)
        return tl::unexpected(profile.error());
    return accept(order, *profile);
}

ledger::NewEvent Engine::newEvent(
    const Order& identified, const profile::Profile& profile, const QList<profile::Profile>& all, UtcMs now) const
{
    ledger::NewEvent event;
    event.fields = resolve(identified, profile);
    event.profile = profile.name;
    event.place = placeOf(identified, profile, all);
    event.orderKey = profile.orderKey;
    event.agent = m_agent;
    event.note = identified.note;
    event.orderTime = identified.orderTime;
    event.declined = identified.declined;
    event.allowDuplicate = identified.allowDuplicate;
    event.batch = identified.batch;
    event.decisions = decisionsOf(event.fields, profile, m_agent, now);
    if (!identified.resentFrom.isEmpty())
        event.decisions << ledger::Decision{QStringLiteral("resent-as-new"), identified.resentFrom, m_agent, now};
    if (identified.declined)
        event.decisions << ledger::Decision{QStringLiteral("tracking-declined"), {}, m_agent, now};
    return event;
}

Result<qint64> Engine::accept(const Order& order, const profile::Profile& profile)
{
    if (const QString why = profile.sendingForbidden(); !why.isEmpty())
        return failure(Error::Code::BadInput, why);
    const UtcMs now = m_clock.utc();
    Order identified = order;
    if (identified.eventId.isEmpty())
        identified.eventId = m_ids.make(now);
    const Preview checked = preview(identified, profile, now);
    if (!checked.canBeSent())
        return failure(Error::Code::BadInput, sentences(checked.findings));
    const auto id = m_ledger->confirm(newEvent(identified, profile, m_profiles.all(), now), now);
    if (id)
        tellAccepted({*id});
    return id;
}

void Engine::tellAccepted(const QList<qint64>& events)
{
    if (events.isEmpty())
        return;
    Q_EMIT eventsChanged(events);
    if (m_dispatcher->isRunning())
        QMetaObject::invokeMethod(m_dispatcher.get(), &delivery::Dispatcher::wake, Qt::QueuedConnection);
}

// What the vendor was told to take out again must not come back by a key that was pressed in passing.
Result<ledger::EventRecord> Engine::resendable(qint64 event, bool despiteCorrection) const
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    auto record = reader().event(event);
    if (record && record->correction != ledger::CorrectionKind::None && !despiteCorrection)
        return failure(Error::Code::NotAllowed,
            record->correction == ledger::CorrectionKind::Cancelled
                ? Words::tr("Order %1 was marked as cancelled by its buyer. It is not sent again without a decision.")
                      .arg(record->orderId())
                : Words::tr("The amount of order %1 was corrected. It is not sent again without a decision.")
                      .arg(record->orderId()));
    return record;
}

Done Engine::resend(qint64 event, bool despiteCorrection)
{
    const auto record = resendable(event, despiteCorrection);
    if (!record)
        return tl::unexpected(record.error());
    if (!ledger::next(record->state, ledger::Move::Take) || record->state == ledger::State::Sending)
        return failure(Error::Code::NotAllowed,
            Words::tr("Order %1 can't be sent again now: it is %2.")
                .arg(record->orderId(), ledger::stateText(record->state)));
    if (const Done ok = readProfiles(); !ok)
        return ok;
    m_outbox->setCause(QStringLiteral("resend"), m_agent);
    const Done sent = m_dispatcher->sendNow({event});
    m_outbox->setCause(QStringLiteral("schedule"), m_agent);
    return sent;
}

Done Engine::resendAll(const QList<qint64>& events)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    const auto records = reader().among({}, events);
    if (!records)
        return tl::unexpected(records.error());
    QList<qint64> open;
    QList<qint64> settled;
    for (const ledger::EventRecord& record : *records) {
        if (record.correction != ledger::CorrectionKind::None || record.state == ledger::State::Sending
            || !ledger::next(record.state, ledger::Move::Take))
            continue;
        (record.isOpen() ? open : settled) << record.id;
    }
    if (settled.size() > MostAtOnce)
        return failure(Error::Code::NotAllowed,
            Words::tr("%1 orders that are delivered or refused would go again at once; %2 is the most. Choose fewer.")
                .arg(settled.size())
                .arg(MostAtOnce));
    if (const Done ok = readProfiles(); !ok)
        return ok;
    if (const Done due = m_ledger->makeDue(open); !due)
        return due;
    Q_EMIT eventsChanged(open);
    m_dispatcher->freshStart();
    std::sort(settled.begin(), settled.end());
    m_outbox->setCause(QStringLiteral("resend"), m_agent);
    const Done sent = settled.isEmpty() ? Done() : m_dispatcher->sendNow(settled);
    m_outbox->setCause(QStringLiteral("schedule"), m_agent);
    return sent;
}

Result<qint64> Engine::confirmAsNew(qint64 event, bool despiteCorrection)
{
    const auto record = resendable(event, despiteCorrection);
    if (!record)
        return tl::unexpected(record.error());
    Order order;
    order.typed = record->fields;
    order.typed.set(pixel::Field::EventId, {});
    order.typed.set(pixel::Field::Timestamp, {});
    order.orderTime = record->orderTime; // it is still the same sale
    order.declined = record->declined;
    order.profile = record->profile;
    order.allowDuplicate = true;
    order.resentFrom = record->eventId();
    return confirm(order);
}

Done Engine::cancel(qint64 event)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    const Done done = m_ledger->cancel(event, m_clock.utc(), m_agent);
    if (done)
        Q_EMIT eventsChanged({event});
    return done;
}

Done Engine::hold(qint64 event)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    const Done done = m_ledger->setHold(event, ledger::Hold::Person, m_clock.utc(), m_agent);
    if (done)
        Q_EMIT eventsChanged({event});
    return done;
}

Done Engine::release(qint64 event)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    const Done done = m_ledger->setHold(event, ledger::Hold::None, m_clock.utc(), m_agent);
    if (done) {
        Q_EMIT eventsChanged({event});
        m_dispatcher->wake();
    }
    return done;
}

void Engine::sendOnce(const QList<qint64>& events)
{
    m_outbox->setCause(QStringLiteral("send"), m_agent);
    if (Done ok = m_dispatcher->sendNow(events); !ok && ok.error().code != Error::Code::NotAllowed)
        Q_EMIT troubled(ok.error());
    finishUnderWay();
}

Done Engine::deliverOnce(const PassOptions& options)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    if (Done ok = recover(); !ok)
        return ok;
    if (Done ok = readProfiles(); !ok)
        return ok;
    delivery::Wanted how;
    how.ignoreDue = !options.dueOnly;
    how.includeHeld = options.all;
    QStringList lines;
    const QList<delivery::Outbox::Line> all = m_outbox->lines();
    for (const delivery::Outbox::Line& line : all) {
        if (options.profile.isEmpty() || line.name == options.profile)
            lines << line.name;
    }
    m_outbox->setCause(options.dueOnly ? QStringLiteral("schedule") : QStringLiteral("deliver"), m_agent);
    m_dispatcher->pass(lines, how);
    return {};
}

void Engine::finishUnderWay() { m_dispatcher->pass({}, {}); }

bool Engine::hasWork(const QString& profile) const
{
    const QList<delivery::Outbox::Line> lines = m_outbox->lines();
    return m_dispatcher->inFlight() > 0 || std::any_of(lines.begin(), lines.end(), [&](const auto& line) {
        const auto due = m_ledger->nextDue(line.name);
        return (profile.isEmpty() || line.name == profile) && due && due->has_value();
    });
}

Done Engine::pause(const QString& profile)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    const Done done = m_ledger->pause(profile, m_clock.utc(), m_agent);
    if (done)
        Q_EMIT pauseChanged(paused().value_or(QStringList()));
    return done;
}

Done Engine::resume(const QString& profile)
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    const Done done = m_ledger->resume(profile);
    if (done) {
        Q_EMIT pauseChanged(paused().value_or(QStringList()));
        m_dispatcher->wake();
    }
    return done;
}

Result<QStringList> Engine::paused() const
{
    if (const Done ok = ready(); !ok)
        return tl::unexpected(ok.error());
    return m_ledger->paused();
}

void Engine::setAgent(const QString& agent)
{
    m_agent = agent;
    if (m_outbox)
        m_outbox->setCause(QStringLiteral("schedule"), m_agent);
}

} // namespace rookery::engine
