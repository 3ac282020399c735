// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace rookery::pixel {

/// Whether it is a name of the IANA time zone database, letter for letter: `Europe/London`, `Etc/UTC`, `UTC`, and the
/// older names that still link to one (`US/Eastern`, `GB`). Offsets (`UTC+3`) and POSIX rules (`CET-1CEST`) are none.
[[nodiscard]] bool isTimeZoneName(const QString& text);

} // namespace rookery::pixel
