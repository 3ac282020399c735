// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"

#include <QString>

namespace rookery::profile {

/// What this console remembers that is no event and no profile. Lives in settings.json.
struct Settings {
    QString agent; ///< who sits here, on every event and decision; empty: the login name
    QString currentProfile;
    QString scheme = {};   ///< colours: `light`, `dark`; anything else follows the system
    int textPercent = 100; ///< text size, of the system's own; FewestPercent to MostPercent

    bool enterSends = false;     ///< Enter on the last field of the form sends, instead of going round
    bool soundOnFailure = false; ///< when an order does not arrive
    int diskWarnMb = 500;        ///< megabytes that are free when the disk begins to be called nearly full

    int undoSeconds = 3; ///< a batch can be taken back so long; 0: until a person says that it may go

    static constexpr int MostUndoSeconds = 120;
    static constexpr int FewestPercent = 100;
    static constexpr int MostPercent = 200;
    static constexpr int LeastDiskWarnMb = 50;
    static constexpr int MostDiskWarnMb = 100'000;

    /// A missing file gives the defaults. BadInput names line and key.
    [[nodiscard]] static Result<Settings> load(const QString& file);
    /// Atomically; keys that this version does not know are kept.
    [[nodiscard]] Done save(const QString& file) const;
};

/// `given` (--agent), else the settings' name, else the login name.
[[nodiscard]] QString resolveAgent(const QString& given, const Settings& settings);

} // namespace rookery::profile
