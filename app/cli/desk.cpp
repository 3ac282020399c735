// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/desk.h"

#include "cli/terminal.h"

#include <QCoreApplication>

#include <utility>

namespace rookery::cli {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::cli::Desk)
};

constexpr qint64 MsPerMinute = 60'000;
constexpr int NotableMinutes = 5;

} // namespace

Result<profile::DataFolder> Desk::folder() const
{
    const auto given = textOf(dataDir);
    if (!given)
        return tl::unexpected(given.error());
    const auto data = profile::DataFolder::resolve(*given, QCoreApplication::applicationDirPath());
    if (Done ok = data.mayBeRead(); !ok)
        return tl::unexpected(ok.error());
    return data;
}

Result<profile::ProfileStore> Desk::profiles() const
{
    const auto data = folder();
    if (!data)
        return tl::unexpected(data.error());
    return profile::ProfileStore(data->profileFolder(), profile::DataFolder::systemProfileFolders());
}

Result<QString> Desk::agentName() const
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
    return profile::resolveAgent(*name, *settings);
}

Result<engine::Engine*> Desk::engine()
{
    const auto data = folder();
    if (!data)
        return tl::unexpected(data.error());
    const auto name = agentName();
    if (!name)
        return tl::unexpected(name.error());
    auto made = std::make_unique<engine::Engine>(*data, *name, m_clock, m_ids);
    if (Done ok = made->open(); !ok)
        return tl::unexpected(ok.error());
    m_engine = std::move(made);
    QObject::connect(m_engine.get(), &engine::Engine::clockCompared, m_engine.get(), [this](qint64 aheadMs) {
        const auto minutes = int(aheadMs / MsPerMinute);
        if (qAbs(minutes) < NotableMinutes || std::exchange(m_clockTold, true))
            return;
        say(minutes > 0 ? Words::tr("This computer's clock is %Ln minute(s) ahead of the server's.", nullptr, minutes)
                        : Words::tr("This computer's clock is %Ln minute(s) behind the server's.", nullptr, -minutes));
    });
    return m_engine.get();
}

} // namespace rookery::cli
