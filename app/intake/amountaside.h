// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace rookery::intake {

/// Whether what stands behind an amount leaves it what it is: `gross`, `(incl. VAT 224.92)`, `pounds`, `(about
/// $15.80)`. Anything else may mean another amount, or none: `CR`, `- 12.00`, `net`, `(refunded)`.
[[nodiscard]] bool isAside(const QString& text);

} // namespace rookery::intake
