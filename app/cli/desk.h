// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"
#include "profile/settings.h"

#include <functional>
#include <memory>
#include <string>

namespace rookery::cli {

/// What every verb may need: the options that stand anywhere, and the core, opened when it is asked for.
class Desk {
public:
    std::string dataDir;      ///< --data-dir
    std::string agent;        ///< --agent
    std::function<int()> run; ///< the chosen verb

    /// Storage: it is there and can't be read.
    [[nodiscard]] Result<profile::DataFolder> folder() const;
    [[nodiscard]] Result<profile::ProfileStore> profiles() const;
    /// Who is recorded: --agent, else the settings' name, else the login name.
    [[nodiscard]] Result<QString> agentName() const;
    /// The engine on this thread, its ledger open for writing. What it finds out about the clock goes to stderr.
    [[nodiscard]] Result<engine::Engine*> engine();

private:
    engine::SystemClock m_clock;
    engine::UuidV7 m_ids;
    std::unique_ptr<engine::Engine> m_engine;
    bool m_clockTold = false;
};

} // namespace rookery::cli
