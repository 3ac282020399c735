// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "cli/waiting.h"

#include <QCoreApplication>
#include <QSet>

namespace rookery::cli {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::SendingVerbs)
};

using namespace std::chrono_literals;
using Seconds = std::chrono::duration<double>;

bool isPaused(const engine::Engine& engine, const QString& profile)
{
    const QStringList paused = engine.paused().value_or(QStringList());
    return paused.contains(QString()) || paused.contains(profile);
}

class Deadline {
public:
    explicit Deadline(double seconds)
        : m_end(
            std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::nanoseconds>(Seconds(seconds)))
    {
    }
    [[nodiscard]] std::chrono::milliseconds left() const
    {
        return std::max(
            0ms, std::chrono::duration_cast<std::chrono::milliseconds>(m_end - std::chrono::steady_clock::now()));
    }

private:
    std::chrono::steady_clock::time_point m_end;
};

// The event as the ledger has it now: its line on stdout, its exit code. `status` is the last attempt's.
int printEvent(const engine::Engine& engine, qint64 event)
{
    const auto record = engine.reader().event(event);
    if (!record)
        return report(record.error());
    const auto attempts = engine.reader().attempts(event);
    if (!attempts)
        return report(attempts.error());
    QJsonObject json = resultJson(*record, attempts->isEmpty() ? std::nullopt : attempts->last().result);
    if (record->isOpen() && isPaused(engine, record->profile))
        json.insert(QStringLiteral("message"), Words::tr("Accepted and on disk. Sending is stopped; it waits."));
    printJson(json);
    return exitCodeOf(record->state);
}

// Goes on trying when it is due, as long as patience lasts.
void retry(engine::Engine& engine, Waiting& waiting, qint64 event, const Deadline& deadline)
{
    constexpr auto Look = 100ms;
    while (deadline.left() > 0ms && !waiting.trouble()) {
        const auto record = engine.reader().event(event);
        const bool elsewhere = record && record->state == ledger::State::Sending; // another program has it
        if (!record || (!record->isOpen() && !elsewhere) || record->hold != ledger::Hold::None)
            return;
        const auto due = record->due - engine::SystemClock().utc();
        if (elsewhere || due > 0ms || isPaused(engine, record->profile)) {
            waiting.sleep(std::min({std::max<std::chrono::milliseconds>(due, Look), deadline.left()}));
            continue;
        }
        engine.sendOnce({event});
        waiting.untilPassFinished();
    }
}

// One try, and with patience more of them when they are due.
int sendAndWait(engine::Engine& engine, qint64 event, double patience)
{
    const Deadline deadline(patience);
    Waiting waiting(engine);
    engine.sendOnce({event});
    waiting.untilPassFinished();
    retry(engine, waiting, event, deadline);
    int code = printEvent(engine, event);
    if (waiting.trouble())
        code = worse(code, report(*waiting.trouble()));
    return code;
}

int runSend(Desk& desk, const OrderOptions& options, double wait, bool allowDuplicate)
{
    auto order = options.read();
    if (!order)
        return report(order.error());
    order->allowDuplicate = allowDuplicate;
    const auto profiles = desk.profiles();
    if (!profiles)
        return report(profiles.error());
    const auto profile = profiles->find(order->profile);
    if (!profile)
        return report(profile.error());
    const engine::Preview preview = engine::preview(*order, *profile, engine::SystemClock().utc());
    say(preview.findings);
    if (!preview.canBeSent())
        return BadUsage;
    const auto engine = desk.engine();
    if (!engine)
        return report(engine.error());
    const auto accepted = (*engine)->confirm(*order);
    if (!accepted)
        return report(accepted.error());
    return sendAndWait(**engine, *accepted, wait);
}

struct ResendOptions {
    std::string wanted;
    bool asNew = false;
    bool despiteCorrection = false;
};

int runResend(Desk& desk, const ResendOptions& options)
{
    const auto text = textOf(options.wanted);
    if (!text)
        return report(text.error());
    const auto engine = desk.engine();
    if (!engine)
        return report(engine.error());
    const auto record = (*engine)->reader().find(*text);
    if (!record)
        return report(record.error());
    if (options.asNew) {
        const auto accepted = (*engine)->confirmAsNew(record->id, options.despiteCorrection);
        return accepted ? sendAndWait(**engine, *accepted, 0) : report(accepted.error());
    }
    Waiting waiting(**engine);
    if (Done sent = (*engine)->resend(record->id, options.despiteCorrection); !sent)
        return report(sent.error());
    (*engine)->finishUnderWay();
    waiting.untilPassFinished();
    int code = printEvent(**engine, record->id);
    if (waiting.trouble())
        code = worse(code, report(*waiting.trouble()));
    return code;
}

// What is still open afterwards counts as well: "done" is said of nothing that did not leave.
int remainder(const engine::Engine& engine, const QString& profile, const QSet<qint64>& printed)
{
    constexpr int MostReasons = 20;
    ledger::HistoryQuery query;
    query.states = {ledger::State::Waiting, ledger::State::Sending, ledger::State::Unknown};
    query.profile = profile;
    int untried = 0;
    QStringList reasons;
    int code = AllDone;
    const Done read = engine.reader().forEach(query, 0, [&](const ledger::EventRecord& event) {
        code = StillOpen;
        if (printed.contains(event.id))
            return true;
        ++untried;
        if (event.hold != ledger::Hold::None && reasons.size() < MostReasons && !reasons.contains(event.message))
            reasons << event.message;
        return true;
    });
    if (!read)
        return report(read.error());
    if (untried > 0)
        say(Words::tr(
            "%Ln event(s) were not tried: held, not due, stopped, or behind a collector that does not answer.", nullptr,
            untried));
    for (const QString& reason : std::as_const(reasons))
        say(QStringLiteral("  ") + reason);
    return code;
}

// Sending stopped because the ledger takes nothing. What is under way still comes in, and perhaps there is room by
// then.
void endUnderWay(engine::Engine& engine, Waiting& waiting)
{
    constexpr auto Patience = 5s;
    const Deadline deadline(Seconds(Patience).count());
    engine.stop();
    engine.finishUnderWay();
    while (!waiting.passFinished() && deadline.left() > 0ms)
        waiting.sleep(deadline.left());
}

int runDeliver(Desk& desk, const engine::Engine::PassOptions& options, double wait)
{
    const auto opened = desk.engine();
    if (!opened)
        return report(opened.error());
    engine::Engine& engine = **opened;
    if (!options.profile.isEmpty()) {
        if (const auto profile = engine.profiles().find(options.profile); !profile)
            return report(profile.error());
    }
    QSet<qint64> tried;
    QObject::connect(&engine, &engine::Engine::taken, &engine,
        [&tried](const QList<qint64>& events) { tried.unite(QSet<qint64>(events.begin(), events.end())); });
    const Deadline deadline(wait);
    Waiting waiting(engine);
    if (Done ok = engine.deliverOnce(options); !ok)
        return report(ok.error());
    waiting.untilPassFinished();
    if (wait > 0 && !waiting.trouble()) {
        engine.start(options.profile);
        while (engine.hasWork(options.profile) && deadline.left() > 0ms && !waiting.trouble())
            waiting.sleep(std::min<std::chrono::milliseconds>(100ms, deadline.left()));
        engine.stop();
        engine.finishUnderWay();
        waiting.untilPassFinished();
    }
    if (waiting.trouble())
        endUnderWay(engine, waiting);
    QList<qint64> ids = tried.values();
    std::sort(ids.begin(), ids.end());
    int code = AllDone;
    for (const qint64 id : std::as_const(ids))
        code = worse(code, printEvent(engine, id));
    code = worse(code, remainder(engine, options.profile, tried));
    if (waiting.trouble())
        code = worse(code, report(*waiting.trouble()));
    return code;
}

int runPause(Desk& desk, const std::string& name, bool pause)
{
    const auto profile = textOf(name);
    if (!profile)
        return report(profile.error());
    const auto engine = desk.engine();
    if (!engine)
        return report(engine.error());
    if (!profile->isEmpty()) {
        if (const auto found = (*engine)->profiles().find(*profile); !found)
            return report(found.error());
    }
    const Done done = pause ? (*engine)->pause(*profile) : (*engine)->resume(*profile);
    return done ? AllDone : report(done.error());
}

} // namespace

void addSendingVerbs(CLI::App& app, Desk& desk)
{
    CLI::App* send = app.add_subcommand("send", "Accept an order, then try to deliver it once");
    const auto order = std::make_shared<OrderOptions>();
    const auto wait = std::make_shared<double>(0);
    const auto allowDuplicate = std::make_shared<bool>(false);
    order->addTo(*send);
    send->add_option("--wait", *wait, "Go on trying for so many seconds")->check(CLI::NonNegativeNumber);
    send->add_flag("--allow-duplicate", *allowDuplicate, "Send although the ledger has this order ID");
    send->callback([&desk, order, wait, allowDuplicate] {
        desk.run = [&desk, order, wait, allowDuplicate] { return runSend(desk, *order, *wait, *allowDuplicate); };
    });

    CLI::App* deliver = app.add_subcommand("deliver", "Try what waits once each, in order of confirmation");
    const auto profile = std::make_shared<std::string>();
    const auto due = std::make_shared<bool>(false);
    const auto all = std::make_shared<bool>(false);
    deliver->add_option("--profile", *profile, "Only of this profile");
    deliver->add_option("--wait", *wait, "Go on by the schedule for so many seconds")->check(CLI::NonNegativeNumber);
    deliver->add_flag("--due", *due, "Only what the schedule would send now");
    deliver->add_flag("--all", *all, "Also what is held, got a web page, or went unanswered for 24 h");
    deliver->callback([&desk, profile, due, all, wait] {
        desk.run = [&desk, profile, due, all, wait] {
            const auto name = textOf(*profile);
            return name ? runDeliver(desk, {*name, *due, *all}, *wait) : report(name.error());
        };
    });

    CLI::App* resend = app.add_subcommand("resend", "Send a stored event's bytes once more");
    const auto again = std::make_shared<ResendOptions>();
    resend->add_option("event-or-order", again->wanted, "eventID, or order ID (its newest event)")->required();
    resend->add_flag("--as-new", again->asNew, "A new event with the same values; the order ID counts once");
    resend->add_flag("--despite-correction", again->despiteCorrection, "Also an order that was corrected since");
    resend->callback([&desk, again] { desk.run = [&desk, again] { return runResend(desk, *again); }; });

    for (const bool pause : {true, false}) {
        CLI::App* verb = pause ? app.add_subcommand("pause", "Stop all sending, or that of a profile")
                               : app.add_subcommand("resume", "Go on after pause");
        verb->add_option("--profile", *profile, "Only this profile");
        verb->callback([&desk, profile, pause] {
            desk.run = [&desk, profile, pause] { return runPause(desk, *profile, pause); };
        });
    }
}

} // namespace rookery::cli
