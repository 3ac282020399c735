// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"
#include "cli/terminal.h"
#include "cli/verbs.h"

#include "engine/person.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>

#include <memory>

namespace rookery::cli {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::PersonVerbs)
};

struct PersonOptions {
    std::string id;
    bool cancel = false;
};

Result<ledger::PersonId> readId(const PersonOptions& options)
{
    const auto text = textOf(options.id);
    return text ? ledger::PersonId::parse(*text) : tl::unexpected(text.error());
}

int runExport(const Desk& desk, const PersonOptions& options)
{
    const auto id = readId(options);
    const auto data = desk.folder();
    if (!id || !data)
        return report(!id ? id.error() : data.error());
    const auto found = engine::exportPerson(*data, *id);
    if (!found)
        return report(found.error());
    printJson(*found);
    const auto size = [&found](const char* key) { return found->value(QLatin1StringView(key)).toArray().size(); };
    say(Words::tr("%Ln order(s) found.", nullptr, int(size("events") + size("onlyInCopies"))));
    noteInJournal(desk, QStringLiteral("person-export"),
        {{QStringLiteral("events"), size("events")}, {QStringLiteral("onlyInCopies"), size("onlyInCopies")},
            {QStringLiteral("drafts"), size("drafts")}, {QStringLiteral("rows"), size("rows")}});
    return AllDone;
}

void print(const engine::PersonErasure& all)
{
    QJsonObject files;
    for (auto file = all.files.begin(); file != all.files.end(); ++file)
        files.insert(file.key(), *file);
    printJson({{QStringLiteral("erased"), QJsonArray::fromStringList(all.ledger.orders)},
        {QStringLiteral("cancelled"), QJsonArray::fromStringList(all.cancelled)},
        {QStringLiteral("open"), QJsonArray::fromStringList(all.ledger.open)},
        {QStringLiteral("mentions"), all.ledger.mentions}, {QStringLiteral("files"), files},
        {QStringLiteral("otherIds"), QJsonArray::fromStringList(all.ledger.others)},
        {QStringLiteral("notReached"), QJsonArray::fromStringList(all.notReached + engine::outOfReach())}});
}

int runErase(const Desk& desk, const PersonOptions& options)
{
    const auto id = readId(options);
    const auto data = desk.folder();
    const auto agent = desk.agentName();
    if (!id || !data || !agent)
        return report(!id ? id.error() : !data ? data.error() : agent.error());
    if (!QFile::exists(data->ledgerFile()))
        return report({Error::Code::NotFound, Words::tr("There is no ledger in %1 yet.").arg(data->path())});
    const auto book = ledger::Ledger::open(data->ledgerFile());
    if (!book)
        return report(book.error());
    const auto all = engine::erasePerson(**book, *data, *id, options.cancel, engine::SystemClock().utc(), *agent);
    if (!all)
        return report(all.error());
    print(*all);
    say(Words::tr("%Ln order(s) are without an identity now.", nullptr, int(all->ledger.orders.size())));
    if (!all->ledger.others.isEmpty())
        say(Words::tr("%Ln other ID(s) stood in these orders. What else is known by them is found by them alone.",
            nullptr, int(all->ledger.others.size())));
    for (const QString& missed : all->notReached)
        say(Words::tr("rookery-cli: Not reached: %1").arg(missed));
    for (const QString& beyond : engine::outOfReach())
        say(Words::tr("Out of reach: %1").arg(beyond));
    if (!all->isWalGone)
        say(Words::tr("rookery-cli: %1-wal could not be emptied, so it may still stand there. Run this once more.")
                .arg(data->ledgerFile()));
    if (!all->isWalGone || !all->notReached.isEmpty())
        return Trouble;
    if (all->ledger.open.isEmpty())
        return AllDone;
    //: %1 order IDs
    say(Words::tr("%Ln order(s) still have to go or may have gone, and what is sent for them never changes, in copies "
                  "neither: %1. --cancel takes back those that wait.",
        nullptr, int(all->ledger.open.size()))
            .arg(all->ledger.open.join(QStringLiteral(", "))));
    return StillOpen;
}

} // namespace

void addPersonVerbs(CLI::App& app, Desk& desk)
{
    CLI::App* group = app.add_subcommand("person", "What is kept of one visitor, session or user");
    group->require_subcommand(1);
    const auto options = std::make_shared<PersonOptions>();
    CLI::App* out = group->add_subcommand("export", "All that the data folder holds about this ID, as JSON");
    CLI::App* erase = group->add_subcommand("erase",
        "Take the identity out of settled orders, drafts, kept rows and copies of the ledger. The orders stay. Not "
        "while "
        "a window or `watch` has the ledger open");
    for (CLI::App* verb : {out, erase}) {
        verb->add_option("id", options->id, "Visitor, session or user ID")->required();
        verb->fallthrough();
    }
    erase->add_flag("--cancel", options->cancel, "Take back orders of theirs that wait, and erase them too");
    out->callback([&desk, options] { desk.run = [&desk, options] { return runExport(desk, *options); }; });
    erase->callback([&desk, options] { desk.run = [&desk, options] { return runErase(desk, *options); }; });
}

} // namespace rookery::cli
