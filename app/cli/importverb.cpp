// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/importrun.h"
#include "cli/verbs.h"

namespace rookery::cli {

void addImportVerb(CLI::App& app, Desk& desk)
{
    auto options = std::make_shared<ImportOptions>();
    CLI::App* verb = app.add_subcommand("import", "Read orders from a file, check each row, accept the ready ones");
    options->addTo(*verb);
    verb->callback([&desk, options] { desk.run = [&desk, options] { return runImport(desk, *options).code; }; });
}

} // namespace rookery::cli
