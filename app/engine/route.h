// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/courier.h"
#include "profile/profile.h"

namespace rookery::engine {

/// The connection settings of a profile, as they are now.
[[nodiscard]] delivery::Route routeOf(const profile::Profile& profile);

} // namespace rookery::engine
