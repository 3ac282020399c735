// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/datafolder.h"

#include <QStringList>

namespace rookery::engine {

/// Files of the data folder that hold orders beside the ledger.

/// The rows of that batch, as they were brought in.
[[nodiscard]] QString sheetFile(const profile::DataFolder& folder, qint64 batch);
/// All of them: of batches, what somebody works on, and what was put away.
[[nodiscard]] QStringList keptSheets(const profile::DataFolder& folder);
/// Back-ups, what a newer version or a restore set aside, and ledgers out of which the rest was rescued.
[[nodiscard]] QStringList ledgerCopies(const profile::DataFolder& folder);

} // namespace rookery::engine
