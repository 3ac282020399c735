// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"
#include "cli/terminal.h"
#include "cli/verbs.h"

#include "ledger/backup.h"

namespace rookery::cli {

namespace {

int runBackup(const Desk& desk)
{
    const auto data = desk.folder();
    if (!data)
        return report(data.error());
    const std::atomic_bool stop = false;
    const auto backup = ledger::backUp(data->ledgerFile(), data->backupFolder(), engine::SystemClock().utc(), stop);
    if (!backup)
        return report(backup.error());
    printJson({{QStringLiteral("file"), backup->file}, {QStringLiteral("made"), backup->made.isoText()}});
    return AllDone;
}

} // namespace

void addLedgerVerbs(CLI::App& app, Desk& desk)
{
    CLI::App* group = app.add_subcommand("ledger", "Look after the ledger");
    group->require_subcommand(1);
    CLI::App* backup = group->add_subcommand(
        "backup", "Copy the ledger into the folder `backups` beside it, checked; the newest 7 are kept");
    backup->callback([&desk] { desk.run = [&desk] { return runBackup(desk); }; });
}

} // namespace rookery::cli
