// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/systemsettings.h"

#include <QDesktopServices>
#include <QProcess>
#include <QStandardPaths>
#include <QUrl>

namespace rookery::ui {

std::optional<SystemSettings> systemSettings(SystemPage page)
{
    const bool clock = page == SystemPage::Clock;
#if defined(Q_OS_WIN)
    return SystemSettings{
        {}, {clock ? QStringLiteral("ms-settings:dateandtime") : QStringLiteral("ms-settings:network-proxy")}};
#elif defined(Q_OS_MACOS)
    return SystemSettings{{},
        {clock ? QStringLiteral("x-apple.systempreferences:com.apple.preference.datetime")
               : QStringLiteral("x-apple.systempreferences:com.apple.preference.network")}};
#else
    const QString gnome = clock ? QStringLiteral("datetime") : QStringLiteral("network");
    const QString plasma = clock ? QStringLiteral("kcm_clock") : QStringLiteral("kcm_proxy");
    // The desktop's own one first, where several are installed.
    QList<SystemSettings> known{{QStringLiteral("gnome-control-center"), {gnome}},
        {QStringLiteral("systemsettings"), {plasma}}, {QStringLiteral("systemsettings5"), {plasma}}};
    if (qEnvironmentVariable("XDG_CURRENT_DESKTOP").contains(QLatin1StringView("KDE")))
        known.move(0, known.size() - 1);
    for (const SystemSettings& settings : std::as_const(known)) {
        const QString found = QStandardPaths::findExecutable(settings.program);
        if (!found.isEmpty())
            return SystemSettings{found, settings.arguments};
    }
    return std::nullopt;
#endif
}

bool openSystemSettings(SystemPage page)
{
    const auto settings = systemSettings(page);
    if (!settings)
        return false;
    if (settings->program.isEmpty())
        return QDesktopServices::openUrl(QUrl(settings->arguments.first()));
    return QProcess::startDetached(settings->program, settings->arguments);
}

} // namespace rookery::ui
