// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/field.h"

namespace rookery::pixel {

/// The field that a phone SDK of the vendor means by its own word for it (PROTOCOL.md §Other words for the same
/// things): `transactionAmount` is the revenue. Such keys are understood and never sent.
[[nodiscard]] std::optional<Field> fieldOfDialect(const QString& key);

/// Keys that only events of phone apps have: `screenName`, `deepLink`, ...
[[nodiscard]] bool isAppOnlyKey(const QString& key);

} // namespace rookery::pixel
