// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/utcms.h"

#include <QByteArrayView>

#include <optional>

namespace rookery::delivery {

/// A date of an HTTP header in any of the three forms of RFC 9110 §5.6.7. `now` settles the century of a
/// two-digit year.
[[nodiscard]] std::optional<UtcMs> parseHttpDate(QByteArrayView text, UtcMs now);

} // namespace rookery::delivery
