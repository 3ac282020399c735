// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"
#include "cli/terminal.h"
#include "cli/verbs.h"

#include <QCoreApplication>
#include <QFile>

namespace rookery::cli {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::JournalVerb)
};

int runJournal(const Desk& desk)
{
    const auto data = desk.folder();
    if (!data)
        return report(data.error());
    const auto reader = ledger::Reader::open(data->ledgerFile());
    if (!reader)
        return report(reader.error());
    const Done read = (*reader)->forEachEntry([](const ledger::JournalEntry& entry) {
        printJson({{QStringLiteral("at"), entry.at.isoText()}, {QStringLiteral("agent"), entry.agent},
            {QStringLiteral("what"), entry.what}, {QStringLiteral("detail"), entry.detail}});
        return true;
    });
    return read ? AllDone : report(read.error());
}

} // namespace

void noteInJournal(const Desk& desk, const QString& what, const QJsonObject& detail)
{
    const auto data = desk.folder();
    const auto agent = desk.agentName();
    if (!data || !QFile::exists(data->ledgerFile()))
        return;
    const auto book = agent ? ledger::Ledger::open(data->ledgerFile()) : tl::unexpected(agent.error());
    const Done noted = book ? (*book)->note({what, detail, *agent, engine::SystemClock().utc()})
                            : Done(tl::unexpected(book.error()));
    if (!noted)
        say(Words::tr("This could not be written into the journal: %1").arg(noted.error().sentence));
}

void addJournalVerb(CLI::App& group, Desk& desk)
{
    CLI::App* verb = group.add_subcommand("journal",
        "Who exported, purged, restored or erased what, saved or removed a profile, or overruled the program: a JSON "
        "line each, oldest first");
    verb->callback([&desk] { desk.run = [&desk] { return runJournal(desk); }; });
}

} // namespace rookery::cli
