// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"

namespace rookery::ui {

/// What a search is for, for people who do not know its grammar: `Not delivered; agent has "desk 4"`. Times are this
/// computer's. `hidePersonal`: without the values that may be a visitor, session or user ID.
[[nodiscard]] QString filterWords(const ledger::HistoryQuery& query, bool hidePersonal);

/// The word of a standing, for people; of Any: what is none of the others.
[[nodiscard]] QString standingWord(ledger::Standing standing);

} // namespace rookery::ui
