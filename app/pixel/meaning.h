// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/decode.h"

namespace rookery::pixel {

/// What a value says, in a few words for an analyst (UX.md, twenty details, no. 12): a timestamp as a date in UTC and
/// in `zone` (an IANA name, or empty), a tax as a part of the revenue, when an event ID was made. `event` holds the
/// other values of the URL. Empty where there is nothing to say. Whether the value is right is asked with check().
[[nodiscard]] QString meaningOf(const Parameter& parameter, const Event& event, const QString& zone);

} // namespace rookery::pixel
