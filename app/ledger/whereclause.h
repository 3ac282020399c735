// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"

namespace rookery::ledger {

/// The same condition without the index of words: for a handful of rows that are known, it would cost a walk through
/// everything that matches. bindQuery() serves both.
[[nodiscard]] std::string whereAmongFew(const HistoryQuery& query);

} // namespace rookery::ledger
