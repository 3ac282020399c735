// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/finding.h"

#include <QByteArray>

namespace rookery::pixel {

/// A URL that went through an HTML decoder or encoder on its way here (PROTOCOL.md §Damaged on the way).
struct Damage {
    Findings findings;   ///< one for each damaged place, position as a byte offset; empty: nothing is damaged
    QByteArray repaired; ///< the URL as it must have been
};

/// Knows `&currency` become `¤cy`, `&timestamp` become `×tamp` (raw or percent-encoded), and `&amp;` for `&`.
[[nodiscard]] Damage findDamage(const QByteArray& url);

} // namespace rookery::pixel
