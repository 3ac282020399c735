// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"

namespace rookery::profile {

/// How files end in which profiles travel from desk to desk; what is in them is what is on disk (profilestore.h).
inline constexpr QLatin1StringView ProfileFileSuffix("rookery-profile");

/// What a profile file holds. The profile itself is practice whatever the file says (BEHAVIOUR.md §Security): only a
/// person makes it live.
struct ImportedProfile {
    Profile profile;
    bool saysLive = false;
};

/// BadInput (names line and key), Storage.
[[nodiscard]] Result<ImportedProfile> importProfile(const QString& file);
/// Atomically. A profile has no secrets, so neither has the file. BadInput (wrong values), Storage.
[[nodiscard]] Done exportProfile(const Profile& profile, const QString& file);

/// The same as practice: neither live nor in the colour of live ones.
[[nodiscard]] Profile asPractice(Profile profile);
/// `wanted`, or with a number behind it the first that is not taken.
[[nodiscard]] QString freeName(const QString& wanted, const QList<Profile>& taken);
/// The same under a name of its own, as practice and not locked.
[[nodiscard]] Profile copyOf(const Profile& profile, const QList<Profile>& taken);

} // namespace rookery::profile
