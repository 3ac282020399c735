// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"
#include "cli/terminal.h"
#include "cli/verbs.h"

#include "ledger/backup.h"
#include "ledger/reader.h"
#include "ledger/soundness.h"
#include "ledger/statistics.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>

#include <atomic>
#include <memory>

namespace rookery::cli {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::LedgerVerb)
};

QJsonValue isoOf(const std::optional<UtcMs>& moment) { return moment ? QJsonValue(moment->isoText()) : QJsonValue(); }

QJsonObject statesJson(const QMap<ledger::State, qint64>& states)
{
    QJsonObject json;
    for (auto state = states.begin(); state != states.end(); ++state)
        json.insert(ledger::stateText(state.key()), *state);
    return json;
}

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

void printSoundness(const QString& file, const ledger::Soundness& found)
{
    printJson({{QStringLiteral("sound"), found.isSound()}, {QStringLiteral("file"), file},
        {QStringLiteral("schema"), found.schema}, {QStringLiteral("events"), found.events},
        {QStringLiteral("attempts"), found.attempts}, {QStringLiteral("states"), statesJson(found.states)},
        {QStringLiteral("problems"), QJsonArray::fromStringList(found.problems)}});
}

int runCheck(const Desk& desk)
{
    const auto data = desk.folder();
    if (!data)
        return report(data.error());
    const std::atomic_bool stop = false;
    const auto reader = ledger::Reader::openAsItIs(data->ledgerFile());
    const auto found = reader ? (*reader)->soundness(stop) : tl::unexpected(reader.error());
    if (!found && found.error().code == Error::Code::NotFound)
        return report(found.error());
    if (!found) {
        ledger::Soundness nothing;
        nothing.problems << found.error().sentence;
        printSoundness(data->ledgerFile(), nothing);
        return report(found.error());
    }
    printSoundness(data->ledgerFile(), *found);
    if (found->isSound()) {
        say(Words::tr("The ledger is sound: %Ln order(s).", nullptr, int(found->events)));
        return AllDone;
    }
    for (const QString& problem : found->problems)
        say(QStringLiteral("rookery-cli: ") + problem);
    say(Words::tr("The ledger is not sound. Nothing was changed; `ledger restore` puts a back-up in its place."));
    return Trouble;
}

QJsonArray backupsJson(const QString& folder)
{
    QJsonArray json;
    const QList<ledger::Backup> backups = ledger::backupsIn(folder);
    for (const ledger::Backup& backup : backups)
        json << QJsonObject{{QStringLiteral("file"), backup.file}, {QStringLiteral("made"), backup.made.isoText()},
            {QStringLiteral("bytes"), QFileInfo(backup.file).size()}};
    return json;
}

int runStats(const Desk& desk)
{
    const auto data = desk.folder();
    if (!data)
        return report(data.error());
    const QString file = data->ledgerFile();
    const auto reader = ledger::Reader::openAsItIs(file);
    const auto all = reader ? (*reader)->statistics() : tl::unexpected(reader.error());
    if (!all)
        return report(all.error());
    QJsonObject profiles;
    for (auto profile = all->profiles.begin(); profile != all->profiles.end(); ++profile)
        profiles.insert(profile.key(), statesJson(*profile));
    const qint64 bytes = QFileInfo(file).size();
    const QJsonArray backups = backupsJson(data->backupFolder());
    printJson({{QStringLiteral("file"), file}, {QStringLiteral("bytes"), bytes},
        {QStringLiteral("walBytes"), QFileInfo(file + QLatin1StringView("-wal")).size()},
        {QStringLiteral("freeBytes"), all->freeBytes}, {QStringLiteral("schema"), all->schema},
        {QStringLiteral("sqlite"), ledger::sqliteVersion()}, {QStringLiteral("events"), all->events},
        {QStringLiteral("profiles"), profiles}, {QStringLiteral("attempts"), all->attempts},
        {QStringLiteral("oldest"), isoOf(all->oldest)}, {QStringLiteral("newest"), isoOf(all->newest)},
        {QStringLiteral("drafts"), all->drafts}, {QStringLiteral("batches"), all->batches},
        {QStringLiteral("pastOrders"), all->pastOrders}, {QStringLiteral("backups"), backups}});
    say(Words::tr("%Ln order(s)", nullptr, int(all->events)) + QStringLiteral(", ")
        + QLocale::c().formattedDataSize(bytes) + QStringLiteral(", ")
        + Words::tr("%Ln back-up(s)", nullptr, int(backups.size())));
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
    CLI::App* check = group->add_subcommand(
        "check", "Look through the whole ledger whether it is sound; changes nothing, 1 if it is not");
    check->callback([&desk] { desk.run = [&desk] { return runCheck(desk); }; });
    CLI::App* stats = group->add_subcommand("stats", "How much the ledger holds, as a JSON line");
    stats->callback([&desk] { desk.run = [&desk] { return runStats(desk); }; });
    addRestoreVerb(*group, desk);
    addPurgeVerbs(*group, desk);
    addJournalVerb(*group, desk);
    const auto verbs = group->get_subcommands({});
    for (CLI::App* verb : verbs)
        verb->fallthrough();
}

} // namespace rookery::cli
