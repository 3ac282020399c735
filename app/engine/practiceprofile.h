// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"

namespace rookery::engine {

/// Whether it is the profile that Engine::startPractice() makes and points at its collector.
[[nodiscard]] bool isOwnPractice(const profile::Profile& profile);

} // namespace rookery::engine
