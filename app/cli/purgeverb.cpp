// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"
#include "cli/moment.h"
#include "cli/terminal.h"
#include "cli/verbs.h"

#include "engine/keptfiles.h"
#include "ledger/archive.h"
#include "ledger/ledger.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

#include <atomic>
#include <memory>

namespace rookery::cli {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::PurgeVerb)
};

struct PurgeOptions {
    std::string before, profile, file;
    bool yes = false;
};

/// A ledger to take something out of, and what.
struct Errand {
    profile::DataFolder data;
    QString agent;
    std::unique_ptr<ledger::Ledger> book;
    ledger::PurgeQuery query;
};

Result<Errand> prepare(const Desk& desk, const PurgeOptions& options)
{
    const auto before = readMoment("--before", options.before);
    const auto profile = textOf(options.profile);
    const auto data = desk.folder();
    const auto agent = desk.agentName();
    if (!before || !profile)
        return tl::unexpected(!before ? before.error() : profile.error());
    if (!data || !agent)
        return tl::unexpected(!data ? data.error() : agent.error());
    // A year that was mistyped must not take everything.
    if (*before > engine::SystemClock().utc())
        return failure(Error::Code::BadInput, Words::tr("--before: that time is still to come."));
    if (!QFile::exists(data->ledgerFile()))
        return failure(Error::Code::NotFound, Words::tr("There is no ledger in %1 yet.").arg(data->path()));
    auto book = ledger::Ledger::open(data->ledgerFile());
    if (!book)
        return tl::unexpected(book.error());
    return Errand{*data, *agent, std::move(*book), {*before, *profile}};
}

// The rows as they were brought in go with the last of their orders.
qint64 removeSheets(const profile::DataFolder& data, const QList<qint64>& batches)
{
    qint64 removed = 0;
    for (const qint64 batch : batches)
        removed += QFile::remove(engine::sheetFile(data, batch)) ? 1 : 0;
    return removed;
}

int carryOut(Errand& errand, const QString& what, qint64 archived)
{
    QJsonObject detail{{QStringLiteral("before"), errand.query.before.isoText()}};
    if (!errand.query.profile.isEmpty())
        detail.insert(QStringLiteral("profile"), errand.query.profile);
    if (!errand.query.archive.isEmpty())
        detail.insert(QStringLiteral("file"), QFileInfo(errand.query.archive).fileName());
    const auto all = ledger::purge(*errand.book, errand.query, [](qint64) { return true; });
    detail.insert(QStringLiteral("events"), all ? QJsonValue(all->events) : QJsonValue());
    const Done noted = errand.book->note({what, detail, errand.agent, engine::SystemClock().utc()});
    if (!all || !noted)
        return report(!all ? all.error() : noted.error());
    const qint64 sheets = removeSheets(errand.data, all->batches);
    const QStringList copies = engine::ledgerCopies(errand.data);
    QJsonObject json{{QStringLiteral("purged"), all->events}, {QStringLiteral("attempts"), all->attempts},
        {QStringLiteral("batches"), all->batches.size()}, {QStringLiteral("sheets"), sheets},
        {QStringLiteral("shrunk"), all->erasure.isShrunk}, {QStringLiteral("walEmptied"), all->erasure.isWalGone},
        {QStringLiteral("bytes"), QFileInfo(errand.data.ledgerFile()).size()},
        {QStringLiteral("copies"), QJsonArray::fromStringList(copies)}};
    if (!errand.query.archive.isEmpty()) {
        json.insert(QStringLiteral("archived"), archived);
        json.insert(QStringLiteral("archive"), errand.query.archive);
    }
    printJson(json);
    say(Words::tr("%Ln order(s) were removed.", nullptr, int(all->events)));
    if (archived > all->events)
        say(Words::tr("%Ln order(s) changed while they were archived, and stay in the ledger too.", nullptr,
            int(archived - all->events)));
    if (!copies.isEmpty())
        say(Words::tr(
            "%Ln older copies of the ledger in the data folder may still hold them.", nullptr, int(copies.size())));
    if (!all->erasure.isShrunk)
        say(Words::tr("The file keeps its size while another program has it open; what was removed is overwritten."));
    if (all->erasure.isWalGone)
        return AllDone;
    say(Words::tr(
        "rookery-cli: Another program reads from the ledger all the time, so what was removed may still stand "
        "in %1-wal. End it and purge again.")
            .arg(errand.data.ledgerFile()));
    return Trouble;
}

int runPurge(const Desk& desk, const PurgeOptions& options)
{
    auto errand = prepare(desk, options);
    if (!errand)
        return report(errand.error());
    if (!options.yes) {
        const auto count = errand->book->countPurge(errand->query);
        if (!count)
            return report(count.error());
        printJson({{QStringLiteral("purged"), 0}, {QStringLiteral("wouldPurge"), *count}});
        say(Words::tr(
            "rookery-cli: %Ln settled order(s) would be removed for good. Nothing was changed; --yes does it.", nullptr,
            int(*count)));
        return BadUsage;
    }
    return carryOut(*errand, QStringLiteral("purge"), 0);
}

int runArchive(const Desk& desk, const PurgeOptions& options)
{
    const auto file = textOf(options.file);
    auto errand = file ? prepare(desk, options) : tl::unexpected(file.error());
    if (!errand)
        return report(errand.error());
    const QString target = QFileInfo(*file).absoluteFilePath();
    const std::atomic_bool stop = false;
    const auto archived = ledger::archive(errand->data.ledgerFile(), target, errand->query, stop);
    if (!archived)
        return report(archived.error());
    errand->query.archive = target;
    return carryOut(*errand, QStringLiteral("archive"), *archived);
}

void addOptions(CLI::App& verb, PurgeOptions& options)
{
    verb.add_option("--before", options.before, "Date or ISO time of confirming; what is younger stays")->required();
    verb.add_option("--profile", options.profile, "Only this profile's");
}

} // namespace

void addPurgeVerbs(CLI::App& group, Desk& desk)
{
    const auto options = std::make_shared<PurgeOptions>();
    CLI::App* purge = group.add_subcommand("purge",
        "Remove delivered, refused and cancelled orders for good. Their IDs stay known, so that none counts twice");
    addOptions(*purge, *options);
    purge->add_flag("--yes", options->yes, "Do it; without it is only counted");
    purge->callback([&desk, options] { desk.run = [&desk, options] { return runPurge(desk, *options); }; });

    CLI::App* archive = group.add_subcommand("archive",
        "Put them into a ledger of their own, checked, before they are removed. In a folder of its own and called "
        "ledger.sqlite it opens with --data-dir");
    addOptions(*archive, *options);
    archive->add_option("file", options->file, "The file to make")->required();
    archive->callback([&desk, options] { desk.run = [&desk, options] { return runArchive(desk, *options); }; });
}

} // namespace rookery::cli
