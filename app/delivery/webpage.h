// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/outcome.h"

namespace rookery::delivery {

/// Whether the answer is a page for a person (captive portal, wrong host) and not what a collector gives.
[[nodiscard]] bool isWebPage(const Answer& answer);

} // namespace rookery::delivery
