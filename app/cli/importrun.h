// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/desk.h"
#include "cli/importoptions.h"
#include "cli/stopsignal.h"

namespace rookery::cli {

/// What became of one source.
struct ImportEnd {
    int code = 0;
    std::optional<Error> error; ///< it could not be begun, so nothing of it was used
    bool isComplete = false;    ///< every row was looked at, and what became of each is told
    bool isStopped = false;     ///< by the signal, between two transactions
    engine::ImportCounts counts;
};

/// The profile that the options name. NotFound; BadInput where nothing may be sent with it.
[[nodiscard]] Result<profile::Profile> sendableProfile(const Desk& desk, const ImportOptions& options);

/// Reads, checks, accepts, sends and tells as the options say. `engine`: null where the desk is to open it, if it is
/// needed. `stop`: null where nobody asks.
[[nodiscard]] ImportEnd runImport(
    Desk& desk, const ImportOptions& options, engine::Engine* engine = nullptr, const StopSignal* stop = nullptr);

/// Sends once what is due of this profile. The exit code of what went wrong.
[[nodiscard]] int deliverDue(engine::Engine& engine, const QString& profile, const StopSignal* stop);

} // namespace rookery::cli
