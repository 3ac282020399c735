// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/table.h"

namespace rookery::intake {

/// A row of names: most columns have one, none is a number or a date.
[[nodiscard]] bool looksLikeHeader(const std::vector<std::string>& cells, std::size_t columns);

/// The style of the numbers in the first rows below the header, with a cell that says so.
[[nodiscard]] Guess<NumberStyle> guessNumbers(const std::vector<std::vector<std::string>>& sample);

/// Which way round dates like 03/04/2026 are. Certain where a cell leaves no doubt (23/11/2026, 23.11.2026) and none
/// says otherwise; what begins with the year reads the same in every style and speaks only where nothing else does.
[[nodiscard]] Guess<DateStyle> guessDates(const std::vector<std::vector<std::string>>& sample);

} // namespace rookery::intake
