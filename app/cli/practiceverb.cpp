// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"
#include "cli/terminal.h"
#include "cli/verbs.h"

#include "practice/practicecollector.h"

#include <QCoreApplication>
#include <QFile>

namespace rookery::cli {

namespace {

int runPractice(quint16 port, const std::string& scriptFile)
{
    engine::SystemClock clock;
    practice::PracticeCollector collector([&clock] { return clock.utc(); });
    if (!scriptFile.empty()) {
        QFile file(QString::fromStdString(scriptFile));
        if (!file.open(QIODevice::ReadOnly))
            return report({Error::Code::BadInput, file.errorString(), file.fileName()});
        const auto script = practice::AnswerScript::parse(file.readAll());
        if (!script)
            return report(script.error());
        collector.setScript(*script);
    }
    const auto listening = collector.listen(port);
    if (!listening)
        return report(listening.error());
    printLine(collector.origin());
    return QCoreApplication::exec();
}

} // namespace

void addPracticeVerb(CLI::App& app, Desk& desk)
{
    CLI::App* verb = app.add_subcommand("practice", "Run a practice collector on this computer until it is ended");
    const auto port = std::make_shared<quint16>(quint16(0));
    const auto script = std::make_shared<std::string>();
    verb->add_option("--port", *port, "Port; 0: any that is free (default)");
    verb->add_option("--script", *script, "JSON file with answers to misbehave by");
    verb->callback([&desk, port, script] { desk.run = [port, script] { return runPractice(*port, *script); }; });
}

} // namespace rookery::cli
