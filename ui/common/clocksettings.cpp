// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/clocksettings.h"

#include <QDesktopServices>
#include <QProcess>
#include <QStandardPaths>
#include <QUrl>

namespace rookery::ui {

std::optional<ClockSettings> clockSettings()
{
#ifdef Q_OS_WIN
    return ClockSettings{{}, {QStringLiteral("ms-settings:dateandtime")}};
#else
    // The desktop's own one first, where several are installed.
    QList<ClockSettings> known{{QStringLiteral("gnome-control-center"), {QStringLiteral("datetime")}},
        {QStringLiteral("systemsettings"), {QStringLiteral("kcm_clock")}},
        {QStringLiteral("systemsettings5"), {QStringLiteral("kcm_clock")}}};
    if (qEnvironmentVariable("XDG_CURRENT_DESKTOP").contains(QLatin1StringView("KDE")))
        known.move(0, known.size() - 1);
    for (const ClockSettings& settings : std::as_const(known)) {
        const QString found = QStandardPaths::findExecutable(settings.program);
        if (!found.isEmpty())
            return ClockSettings{found, settings.arguments};
    }
    return std::nullopt;
#endif
}

bool openClockSettings()
{
    const auto settings = clockSettings();
    if (!settings)
        return false;
    if (settings->program.isEmpty())
        return QDesktopServices::openUrl(QUrl(settings->arguments.first()));
    return QProcess::startDetached(settings->program, settings->arguments);
}

} // namespace rookery::ui
