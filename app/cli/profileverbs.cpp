// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"
#include "cli/terminal.h"
#include "cli/verbs.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTimeZone>

namespace rookery::cli {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::ProfileVerbs)
};

struct ProfileOptions {
    std::string name, host, scheme = "https", path = "/i", appId, currency, timeZone, orderKey = "transactionId",
                            connectTo, caFile;
    std::vector<std::string> properties, conversions;
    int port = 0;
    double pace = 0;
    int oldestDays = profile::Profile().oldestOrderDays;
    bool live = false;
};

Result<profile::Profile> readProfile(const ProfileOptions& o)
{
    profile::Profile profile;
    const auto orderKey = pixel::orderKeyOfText(QString::fromStdString(o.orderKey));
    if (!orderKey)
        return failure(Error::Code::BadInput,
            Words::tr("--order-key: expected transactionId, orderId or both, found \"%1\".")
                .arg(QString::fromStdString(o.orderKey)));
    profile.orderKey = *orderKey;
    profile.live = o.live;
    profile.colour = profile::usualColour(o.live);
    profile.port = o.port;
    profile.pace = o.pace;
    profile.oldestOrderDays = o.oldestDays;
    const std::array<std::pair<const std::string*, QString*>, 9> texts{
        {{&o.name, &profile.name}, {&o.host, &profile.host}, {&o.scheme, &profile.scheme}, {&o.path, &profile.path},
            {&o.appId, &profile.appId}, {&o.currency, &profile.currency}, {&o.timeZone, &profile.timeZone},
            {&o.connectTo, &profile.connectTo}, {&o.caFile, &profile.caFile}}};
    for (const auto& [from, to] : texts) {
        auto text = textOf(*from);
        if (!text)
            return tl::unexpected(text.error());
        *to = *text;
    }
    for (const auto& [from, to] :
        {std::pair(&o.properties, &profile.properties), std::pair(&o.conversions, &profile.conversions)}) {
        for (const std::string& entry : *from) {
            auto text = textOf(entry);
            if (!text)
                return tl::unexpected(text.error());
            *to << *text;
        }
    }
    if (profile.timeZone.isEmpty())
        profile.timeZone = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    if (!profile.caFile.isEmpty())
        profile.caFile = QFileInfo(profile.caFile).absoluteFilePath();
    // As a person types it; the profile file has them normalised.
    profile.host = profile.host.toLower();
    if (profile.host.count(u':') > 1 && !profile.host.startsWith(u'['))
        profile.host = u'[' + profile.host + u']';
    return profile;
}

int add(Desk& desk, const ProfileOptions& options)
{
    const auto data = desk.folder();
    if (!data)
        return report(data.error());
    const auto profile = readProfile(options);
    if (!profile)
        return report(profile.error());
    if (Done ok = data->create(); !ok)
        return report(ok.error());
    const auto profiles = desk.profiles();
    if (profiles->find(profile->name))
        return report({Error::Code::BadInput,
            Words::tr("There is a profile called \"%1\" already. Remove it first.").arg(profile->name)});
    // The journal is in the ledger; where there is none yet, nothing has happened that it could tell of.
    const auto engine = QFile::exists(data->ledgerFile()) ? desk.engine() : Result<engine::Engine*>(nullptr);
    if (!engine)
        return report(engine.error());
    const Done saved = *engine ? (*engine)->saveProfile(*profile) : profiles->save(*profile);
    return saved ? AllDone : report(saved.error());
}

QJsonObject profileJson(const profile::Profile& profile)
{
    QJsonObject json = profile::toJson(profile);
    json.insert(QStringLiteral("locked"), profile.locked);
    return json;
}

int list(const Desk& desk)
{
    const auto profiles = desk.profiles();
    if (!profiles)
        return report(profiles.error());
    const QList<profile::Profile> all = profiles->all();
    for (const profile::Profile& profile : all)
        printJson(profileJson(profile));
    int code = AllDone;
    const QList<Error> problems = profiles->problems();
    for (const Error& problem : problems)
        code = worse(code, report(problem));
    return code;
}

int show(const Desk& desk, const std::string& name)
{
    const auto profiles = desk.profiles();
    const auto text = textOf(name);
    if (!profiles || !text)
        return report(!profiles ? profiles.error() : text.error());
    const auto profile = profiles->find(*text);
    if (!profile)
        return report(profile.error());
    printJson(profileJson(*profile));
    return AllDone;
}

int remove(Desk& desk, const std::string& name)
{
    const auto text = textOf(name);
    if (!text)
        return report(text.error());
    const auto data = desk.folder();
    if (!data)
        return report(data.error());
    // Without a ledger nothing can wait for it.
    if (!QFile::exists(data->ledgerFile())) {
        const auto profiles = desk.profiles();
        const Done removed = profiles->remove(*text);
        return removed ? AllDone : report(removed.error());
    }
    const auto engine = desk.engine();
    if (!engine)
        return report(engine.error());
    const Done removed = (*engine)->removeProfile(*text);
    return removed ? AllDone : report(removed.error());
}

void declareAdd(CLI::App& verb, ProfileOptions& o)
{
    verb.add_option("name", o.name, "What people call it")->required();
    verb.add_option("--host", o.host, "Tracking host, e.g. corvidae.example.com")->required();
    verb.add_option("--port", o.port, "Port (default: the scheme's own)");
    verb.add_option("--scheme", o.scheme, "https; http only where the connection stays on this computer");
    verb.add_option("--path", o.path, "Path (default: /i)");
    verb.add_option("--app-id", o.appId, "appId")->required();
    verb.add_option("--property", o.properties, "digitalProperty; repeat it to list more")->required();
    verb.add_option("--currency", o.currency, "ISO 4217, the account's")->required();
    verb.add_option("--conversion", o.conversions, "conversionName; repeat it to list more")->required();
    verb.add_option("--timezone", o.timeZone, "IANA name (default: this computer's)");
    verb.add_option("--order-key", o.orderKey, "transactionId (default), orderId or both");
    verb.add_option("--connect-to", o.connectTo, "IP address to connect to; the host name is still verified");
    verb.add_option("--ca-file", o.caFile, "PEM file with further CA certificates");
    verb.add_option("--pace", o.pace, "Requests a second at the most (default: as fast as it goes)");
    verb.add_option(
        "--oldest-days", o.oldestDays, "Rows of a file with older orders are held back (default: 30; 0: no limit)");
    verb.add_flag("--live", o.live, "Orders really count (default: practice)");
}

} // namespace

void addProfileVerbs(CLI::App& app, Desk& desk)
{
    CLI::App* verbs = app.add_subcommand("profile", "Where events go and as whom");
    verbs->require_subcommand(1);

    CLI::App* addVerb = verbs->add_subcommand("add", "Make a profile; practice unless --live");
    const auto options = std::make_shared<ProfileOptions>();
    declareAdd(*addVerb, *options);
    addVerb->callback([&desk, options] { desk.run = [&desk, options] { return add(desk, *options); }; });

    CLI::App* listVerb = verbs->add_subcommand("list", "All profiles, a JSON line each");
    listVerb->callback([&desk] { desk.run = [&desk] { return list(desk); }; });

    const auto name = std::make_shared<std::string>();
    CLI::App* showVerb = verbs->add_subcommand("show", "One profile as JSON");
    showVerb->add_option("name", *name)->required();
    showVerb->callback([&desk, name] { desk.run = [&desk, name] { return show(desk, *name); }; });

    CLI::App* removeVerb = verbs->add_subcommand("remove", "Remove a profile that no event waits for");
    removeVerb->add_option("name", *name)->required();
    removeVerb->callback([&desk, name] { desk.run = [&desk, name] { return remove(desk, *name); }; });
    for (CLI::App* verb : {addVerb, listVerb, showVerb, removeVerb})
        verb->fallthrough();
}

} // namespace rookery::cli
