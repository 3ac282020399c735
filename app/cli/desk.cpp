// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/desk.h"

#include "cli/terminal.h"

namespace rookery::cli {

Result<profile::DataFolder> Desk::folder() const
{
    const auto given = textOf(dataDir);
    if (!given)
        return tl::unexpected(given.error());
    return profile::DataFolder::resolve(*given);
}

Result<profile::ProfileStore> Desk::profiles() const
{
    const auto data = folder();
    if (!data)
        return tl::unexpected(data.error());
    return profile::ProfileStore(data->profileFolder(), profile::DataFolder::systemProfileFolders());
}

Result<engine::Engine*> Desk::engine()
{
    const auto data = folder();
    if (!data)
        return tl::unexpected(data.error());
    const auto name = textOf(agent);
    if (!name)
        return tl::unexpected(name.error());
    const auto settings = profile::Settings::load(data->settingsFile());
    if (!settings)
        return tl::unexpected(settings.error());
    auto made = std::make_unique<engine::Engine>(*data, profile::resolveAgent(*name, *settings), m_clock, m_ids);
    if (Done ok = made->open(); !ok)
        return tl::unexpected(ok.error());
    m_engine = std::move(made);
    return m_engine.get();
}

} // namespace rookery::cli
