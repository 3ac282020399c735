// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"
#include "cli/importrun.h"
#include "cli/incoming.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "cli/waiting.h"

#include "ledger/filelock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace rookery::cli {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::WatchVerb)
};

using namespace std::chrono_literals;

constexpr auto Look = 200ms;         // between two looks at the folder and at the signal
constexpr auto BusyPatience = 2s;    // of --once, with a file that somebody is about to close
constexpr auto SendAgain = 5s;       // what is due by then goes out, whether a file comes or not
constexpr auto ReadAgain = 30'000ms; // after trouble that is not the file's
constexpr auto MoveAgain = 2'000ms;  // of a file that is done with and can't be moved yet

struct WatchOptions {
    std::string folder;
    ImportOptions import;
    double settle = 2;
    bool once = false;
};

// The name of the profile, if all that does not depend on a file is right.
Result<QString> readProfile(const Desk& desk, const ImportOptions& options)
{
    if (const Done ok = options.check(); !ok)
        return tl::unexpected(ok.error());
    const auto profile = sendableProfile(desk, options);
    if (!profile)
        return tl::unexpected(profile.error());
    return profile->name;
}

/// Takes one file after another out of the folder. What an interrupted run has accepted of a file is known by its
/// orders when the file is read again.
class Watch final {
public:
    Watch(
        Desk& desk, engine::Engine& engine, const WatchOptions& options, const QString& folder, const QString& profile)
        : m_desk(desk)
        , m_engine(engine)
        , m_options(options)
        , m_profile(profile)
        , m_incoming(folder, std::chrono::milliseconds(qint64(options.settle * 1000)))
    {
        m_options.import.summary = true;
        m_options.import.send = true;
        m_options.import.skipDuplicates = true;
        m_options.import.rejectsIfAny = true;
        m_options.import.holdsCalledOff = true; // nobody is there to be asked
    }

    int run()
    {
        if (const Done ok = m_incoming.prepare(); !ok)
            return report(ok.error());
        say(Words::tr("Watching. A file is safest when it is renamed into the folder."));
        int code = AllDone;
        Waiting waiting(m_engine);
        auto sent = std::chrono::steady_clock::now() - SendAgain;
        auto idle = std::chrono::steady_clock::now(); // when nobody was seen writing
        while (!m_stop.isAsked()) {
            const QList<Incoming::File> files = m_incoming.complete();
            for (const Incoming::File& file : files) {
                if (m_stop.isAsked())
                    break;
                // That the profile or the mapping is gone is no file's fault.
                if (const auto profile = readProfile(m_desk, m_options.import); !profile)
                    return report(profile.error());
                code = worse(code, take(file));
            }
            if (m_stop.isAsked())
                break;
            const auto now = std::chrono::steady_clock::now();
            if (m_incoming.busy().isEmpty())
                idle = now;
            const bool ends = m_options.once && files.isEmpty() && !m_incoming.hasUnsettled()
                && (m_incoming.busy().isEmpty() || now - idle >= BusyPatience);
            if ((ends || now - sent >= SendAgain) && m_engine.hasWork(m_profile)) {
                code = worse(code, deliverDue(m_engine, m_profile, &m_stop));
                sent = std::chrono::steady_clock::now();
            }
            if (ends) {
                for (const QString& name : m_incoming.busy())
                    say(Words::tr("%1 was left: somebody has it open for writing.").arg(name));
                code = m_incoming.busy().isEmpty() ? code : worse(code, StillOpen);
                break;
            }
            waiting.sleep(Look);
        }
        if (m_stop.isAsked())
            say(Words::tr("Stopped. What is in the folder is read when the watch goes on."));
        return code;
    }

private:
    int take(const Incoming::File& file)
    {
        if (const auto done = m_unmoved.find(file.name); done != m_unmoved.end()) {
            if (done->file == file)
                return moveAgain(*done);
            m_unmoved.erase(done); // another one under its name
        }
        const QString name = m_incoming.freeName(file);
        ImportOptions options = m_options.import;
        options.file = m_incoming.pathOf(file).toStdString();
        options.results = m_incoming.resultsOf(name).toStdString();
        options.rejects = m_incoming.rejectsOf(name).toStdString();
        say(Words::tr("%1:").arg(file.name));
        const ImportEnd end = runImport(m_desk, options, &m_engine, &m_stop);
        if (end.isStopped)
            return end.code;
        QString state = QStringLiteral("left");
        int code = end.code;
        Done moved;
        std::optional<Unmoved> unmoved;
        if (end.isComplete) {
            unmoved = Unmoved{file, name, false};
            moved = move(*unmoved);
            state = QStringLiteral("done");
        } else if (end.error && end.code == BadUsage) {
            moved = putReason(name, *end.error);
            if (moved) {
                unmoved = Unmoved{file, name, true};
                moved = move(*unmoved);
            }
            state = QStringLiteral("rejected");
        }
        if (!moved) {
            state = QStringLiteral("left");
            const int failed = report(moved.error());
            const bool hasChanged = moved.error().code == Error::Code::Busy;
            code = hasChanged ? worse(code, StillOpen) : worse(code, failed);
            if (unmoved && !hasChanged)
                m_unmoved.insert(file.name, *unmoved);
        }
        if (state == QLatin1StringView("left"))
            m_incoming.leave(file, m_unmoved.contains(file.name) ? MoveAgain : ReadAgain);
        tell(file, state, name, end);
        return code;
    }

    /// A file that is done with, but stands where it stood.
    struct Unmoved {
        Incoming::File file;
        QString name; ///< the free one that it was given, by which the files about it go
        bool isRejected = false;
    };

    [[nodiscard]] Done move(const Unmoved& done) const
    {
        return done.isRejected ? m_incoming.moveToRejects(done.file, done.name)
                               : m_incoming.moveToDone(done.file, done.name);
    }

    // It was read and told of; only the move is tried again, and why it failed was said.
    int moveAgain(const Unmoved& done)
    {
        if (!move(done)) {
            m_incoming.leave(done.file, MoveAgain);
            return StillOpen;
        }
        const QString name = done.file.name; // it goes with its entry
        m_unmoved.remove(name);
        say(Words::tr("%1 is out of the way now.").arg(name));
        return AllDone;
    }

    // Before the file itself goes, so that none lies there without its reason.
    [[nodiscard]] Done putReason(const QString& name, const Error& error) const
    {
        QSaveFile reason(m_incoming.reasonOf(name));
        QString text = error.sentence + u'\n';
        if (!error.detail.isEmpty())
            text += error.detail + u'\n';
        if (!reason.open(QIODevice::WriteOnly) || reason.write(text.toUtf8()) < 0 || !reason.commit())
            return failure(Error::Code::Storage,
                Words::tr("%1 could not be written: %2.").arg(reason.fileName(), reason.errorString()));
        return {};
    }

    void tell(const Incoming::File& file, const QString& state, const QString& name, const ImportEnd& end) const
    {
        const auto ifThere = [](const QString& path) {
            return QFileInfo::exists(path) ? QJsonValue(QDir::toNativeSeparators(path)) : QJsonValue();
        };
        printJson({{QStringLiteral("file"), file.name}, {QStringLiteral("state"), state},
            {QStringLiteral("rows"), end.counts.rows}, {QStringLiteral("accepted"), end.counts.accepted},
            {QStringLiteral("fix"), end.counts.fix}, {QStringLiteral("duplicates"), end.counts.duplicates()},
            {QStringLiteral("results"), ifThere(m_incoming.resultsOf(name))},
            {QStringLiteral("rejects"), ifThere(m_incoming.rejectsOf(name))},
            {QStringLiteral("message"), end.error ? QJsonValue(end.error->sentence) : QJsonValue()}});
    }

    Desk& m_desk;
    engine::Engine& m_engine;
    WatchOptions m_options;
    QString m_profile;
    Incoming m_incoming;
    QHash<QString, Unmoved> m_unmoved; // by its name
    StopSignal m_stop;
};

Result<QString> readFolder(const std::string& text)
{
    const auto given = textOf(text);
    if (!given)
        return tl::unexpected(given.error());
    const QFileInfo info(*given);
    if (!info.isDir())
        return failure(
            Error::Code::BadInput, Words::tr("There is no folder %1.").arg(QDir::toNativeSeparators(*given)));
    return info.absoluteFilePath();
}

int runWatch(Desk& desk, const WatchOptions& options)
{
    const auto folder = readFolder(options.folder);
    if (!folder)
        return report(folder.error());
    const auto profile = readProfile(desk, options.import);
    if (!profile)
        return report(profile.error());
    auto why = ledger::FileLock::Failure::Taken;
    const auto lock = ledger::FileLock::tryLock(*folder + QStringLiteral("/.rookery-watch.lock"), 0ms, &why);
    if (!lock)
        return report({Error::Code::Storage,
            why == ledger::FileLock::Failure::Taken ? Words::tr("The folder %1 is watched already.").arg(*folder)
                                                    : Words::tr("The folder %1 can't be written to.").arg(*folder),
            {}});
    const auto engine = desk.engine();
    if (!engine)
        return report(engine.error());
    return Watch(desk, **engine, options, *folder, *profile).run();
}

} // namespace

void addWatchVerb(CLI::App& app, Desk& desk)
{
    auto options = std::make_shared<WatchOptions>();
    CLI::App* verb = app.add_subcommand("watch", "Import each file that is put into a folder, and send its orders");
    verb->add_option("folder", options->folder, "The folder; its files go to done/ and rejects/ in it")->required();
    options->import.addReadingTo(*verb);
    verb->add_option("--settle", options->settle, "Seconds a file has to stay as it is (default: 2)")
        ->check(CLI::Range(0.0, 86400.0));
    verb->add_flag("--once", options->once, "Take what is there, then end");
    verb->footer(
        "A file is taken when it has not changed for the settling time and, as far as can be told, nobody has it open\n"
        "for writing. The safe way is to write it elsewhere on the same drive and rename it into the folder. Names\n"
        "that start with a point or end like .part or .tmp are left alone, and so are empty files.\n"
        "\n"
        "done/ gets the file and NAME.results.csv with what became of each row; rejects/ gets NAME.rejects.csv with "
        "the\n"
        "rows that were held back, or the whole file and NAME.reason.txt where it could not be read at all. Orders "
        "that\n"
        "are here already are recognised and not sent again, so a file that comes twice, overlaps another or was\n"
        "interrupted half-way does no harm. A JSON line for each file goes to stdout.\n"
        "\n"
        "Nobody is asked here: an order that its file calls refunded, cancelled or not paid yet, or that a log says "
        "was\n"
        "answered, of which import only warns, is held back and goes to NAME.rejects.csv with that reason. Import it "
        "by hand if it is a sale.\n"
        "\n"
        "SIGINT and SIGTERM end it after the transaction at hand; a second one ends it at once, which loses nothing.\n"
        "The exit code is the one of import that a script has to hear of first, over all files.");
    verb->callback([&desk, options] { desk.run = [&desk, options] { return runWatch(desk, *options); }; });
}

} // namespace rookery::cli
