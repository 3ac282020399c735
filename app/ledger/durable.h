// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace rookery::ledger {

/// What was made, renamed or removed in the folder survives a power cut. False: it may not.
[[nodiscard]] bool syncFolder(const QString& path);

} // namespace rookery::ledger
