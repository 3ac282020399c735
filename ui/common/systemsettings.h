// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace rookery::ui {

/// A page of the desktop's own settings.
enum class SystemPage { Clock, Network };

/// What opens it.
struct SystemSettings {
    QString program; ///< empty where the desktop has an address for it
    QStringList arguments;
};

/// Nothing: this desktop has none that we know of. Asks the disk; once is enough.
[[nodiscard]] std::optional<SystemSettings> systemSettings(SystemPage page);
[[nodiscard]] bool openSystemSettings(SystemPage page);

} // namespace rookery::ui
