// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"
#include "cli/terminal.h"
#include "cli/verbs.h"

#include "ledger/restore.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <atomic>
#include <memory>

namespace rookery::cli {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::RestoreVerb)
};

constexpr qsizetype NamedAtMost = 20; // in a sentence; the JSON line names all

void sayLoss(const ledger::Loss& loss)
{
    if (!loss.unreadable.isEmpty())
        say(Words::tr("The present ledger can't be read to the end, so not all of what is lost can be told: %1")
                .arg(loss.unreadable));
    if (loss.orders > 0)
        say(Words::tr("%Ln order(s) of the present ledger are not in the copy.", nullptr, int(loss.orders)));
    if (loss.open.isEmpty())
        return;
    QString names = loss.open.mid(0, NamedAtMost).join(QStringLiteral(", "));
    if (loss.open.size() > NamedAtMost)
        names += QStringLiteral(", ...");
    //: %1 order IDs
    say(Words::tr("%Ln of them still have to go, and will not: %1.", nullptr, int(loss.open.size())).arg(names));
}

void print(const ledger::Loss& loss, const ledger::Restoration::Outcome* outcome)
{
    QJsonObject json{{QStringLiteral("restored"), outcome != nullptr}, {QStringLiteral("lost"), loss.orders},
        {QStringLiteral("lostOpen"), QJsonArray::fromStringList(loss.open)}};
    if (outcome != nullptr) {
        json.insert(QStringLiteral("orders"), outcome->orders);
        json.insert(QStringLiteral("broughtUpToDate"), outcome->taken);
        json.insert(QStringLiteral("held"), outcome->held);
        json.insert(QStringLiteral("setAside"), outcome->setAside);
    }
    printJson(json);
}

int runRestore(const Desk& desk, const std::string& file, bool yes)
{
    const auto data = desk.folder();
    const auto copy = textOf(file);
    const auto agent = desk.agentName();
    if (!data || !copy || !agent)
        return report(!data ? data.error() : !copy ? copy.error() : agent.error());
    if (Done ok = data->create(); !ok)
        return report(ok.error());
    const std::atomic_bool stop = false;
    auto restoration = ledger::Restoration::prepare(data->ledgerFile(), *copy, engine::SystemClock().utc(), stop);
    if (!restoration)
        return report(restoration.error());
    sayLoss(restoration->loss());
    if (restoration->loss().isAny() && !yes) {
        print(restoration->loss(), nullptr);
        say(Words::tr("rookery-cli: Nothing was changed. --yes restores the copy all the same."));
        return BadUsage;
    }
    const auto outcome = restoration->carryOut(*agent);
    if (!outcome)
        return report(outcome.error());
    print(restoration->loss(), &*outcome);
    say(Words::tr("The ledger has %Ln order(s) now.", nullptr, int(outcome->orders)));
    if (outcome->held > 0)
        say(Words::tr("%Ln order(s) may have been sent since the copy was made, and wait for a person.", nullptr,
            int(outcome->held)));
    if (!outcome->setAside.isEmpty())
        say(Words::tr("The former ledger is %1.").arg(outcome->setAside));
    return AllDone;
}

} // namespace

void addRestoreVerb(CLI::App& group, Desk& desk)
{
    CLI::App* verb = group.add_subcommand("restore",
        "Put a checked copy in the ledger's place; the present one is set aside beside it. Not while a window or "
        "`watch` has it open");
    const auto file = std::make_shared<std::string>();
    const auto yes = std::make_shared<bool>(false);
    verb->add_option("file", *file, "A back-up, or another copy of a ledger")->required();
    verb->add_flag("--yes", *yes, "Also where orders of the present ledger are lost by it");
    verb->callback([&desk, file, yes] { desk.run = [&desk, file, yes] { return runRestore(desk, *file, *yes); }; });
}

} // namespace rookery::cli
