// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace rookery::ui {

/// What opens the desktop's settings of date and time.
struct ClockSettings {
    QString program; ///< empty on Windows, which has an address for it
    QStringList arguments;
};

/// Nothing: this desktop has none that we know of. Asks the disk; once is enough.
[[nodiscard]] std::optional<ClockSettings> clockSettings();
[[nodiscard]] bool openClockSettings();

} // namespace rookery::ui
