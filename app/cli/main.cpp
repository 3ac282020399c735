// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "engine/selftest.h"

#include <QCoreApplication>
#include <QTranslator>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <clocale>
#include <csignal>
#include <langinfo.h>
#include <sys/stat.h>
#else
#include <fcntl.h>
#include <io.h>
#include <windows.h>
#endif

using namespace rookery;

namespace {

#ifdef Q_OS_UNIX
void prepareProcess()
{
    ::umask(077); // what this program writes is its owner's
    std::signal(SIGPIPE, SIG_IGN);
    // Qt wants UTF-8 and says so on stderr at length where the locale is plain C.
    std::setlocale(LC_ALL, "");
    if (qstrcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        qputenv("LC_ALL", "C.UTF-8");
}
#else
void prepareProcess()
{
    // What is written is bytes: no other line ends, and no code page of the console's own.
    for (FILE* stream : {stdin, stdout, stderr})
        _setmode(_fileno(stream), _O_BINARY);
    SetConsoleOutputCP(CP_UTF8);
}
#endif

// On Windows argv is in the ANSI code page (QT-NOTES 23); elsewhere the bytes are taken as they are and checked.
std::vector<std::string> argumentsOf(int argc, char** argv)
{
    std::vector<std::string> arguments;
#ifdef Q_OS_WIN
    const QStringList given = QCoreApplication::arguments();
    for (const QString& argument : given)
        arguments.push_back(argument.toStdString());
    Q_UNUSED(argc)
    Q_UNUSED(argv)
#else
    arguments.assign(argv, argv + argc);
#endif
    arguments.erase(arguments.begin());
    std::reverse(arguments.begin(), arguments.end()); // CLI11 takes them from the back
    return arguments;
}

int selfTest()
{
    const QList<engine::SelfCheck> checks = engine::selfTest();
    for (const engine::SelfCheck& check : checks)
        cli::printLine(check.line());
    return engine::hasPassed(checks) ? cli::AllDone : cli::Trouble;
}

} // namespace

int main(int argc, char** argv)
{
    prepareProcess();
    QCoreApplication qt(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("rookery-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ROOKERY_VERSION));

    QTranslator plurals; // English needs one too: "1 order", "2 orders"
    if (plurals.load(QStringLiteral(":/i18n/rookery_en.qm")))
        QCoreApplication::installTranslator(&plurals);

    cli::Desk desk;
    CLI::App app("Rookery: reports offline orders to a Corvidae collector", "rookery-cli");
    app.set_version_flag("--version", "rookery-cli " ROOKERY_VERSION);
    app.add_option(
        "--data-dir", desk.dataDir, "Data folder (default: ROOKERY_DATA_DIR, or Rookery in the user's data)");
    app.add_option("--agent", desk.agent, "Who is recorded (default: the settings' name, or the login name)");
    // Like --help: nothing else of the line is asked for.
    app.add_flag_callback(
        "--self-test",
        [&desk] {
            desk.run = selfTest;
            throw CLI::Success();
        },
        "Say whether everything is there that the program needs, and end");
    app.require_subcommand(1);
    app.fallthrough();
    app.footer("Exit codes: 0 done, 1 storage or internal trouble, 2 bad input, 3 accepted but not all delivered, "
               "4 refused, 5 some rows held back and the others accepted.");
    cli::addProfileVerbs(app, desk);
    cli::addUrlVerbs(app, desk);
    cli::addSendingVerbs(app, desk);
    cli::addImportVerb(app, desk);
    cli::addWatchVerb(app, desk);
    cli::addHistoryVerb(app, desk);
    cli::addCorrectionsVerb(app, desk);
    cli::addLedgerVerbs(app, desk);
    cli::addPersonVerbs(app, desk);
    cli::addPracticeVerb(app, desk);
    for (CLI::App* verb : app.get_subcommands({}))
        verb->fallthrough();

    try {
        app.parse(argumentsOf(argc, argv));
    } catch (const CLI::ParseError& e) {
        const bool asked = e.get_exit_code() == int(CLI::ExitCodes::Success); // --help, --version
        if (asked && desk.run)                                                // --self-test
            return desk.run();
        app.exit(e);
        return asked ? cli::AllDone : cli::BadUsage;
    }
    const int code = desk.run();
    // What was to be read there is not: a full disk behind a redirection, a reader that went away.
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        cli::say(QCoreApplication::translate("main", "rookery-cli: the result could not be written."));
        return cli::Trouble;
    }
    return code;
}
