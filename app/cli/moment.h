// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"
#include "pixel/utcms.h"

#include <string>

namespace rookery::cli {

/// A date is the start of that day here; a time without a zone is local too. BadInput names the option.
[[nodiscard]] Result<UtcMs> readMoment(const char* option, const std::string& given);

} // namespace rookery::cli
