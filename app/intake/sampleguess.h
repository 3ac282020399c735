// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/table.h"

namespace rookery::intake {

/// A row near the beginning of a file, with its number.
struct SampleRow {
    qint64 number = 0;
    std::vector<std::string> cells;
    std::vector<bool> areData
        = {}; ///< cells that are known to be numbers or dates, whatever they look like; may be short
};

/// A row of names: most columns have one, none is a number or a date.
[[nodiscard]] bool looksLikeHeader(const SampleRow& row, std::size_t columns);
/// The header, with its first cell; titles may stand above it, each alone in its row, and where its names leave no
/// doubt whatever is narrower. 0: there is none.
[[nodiscard]] Guess<qint64> guessHeader(const std::vector<SampleRow>& rows, std::size_t width);

/// The style of the numbers in the first rows below the header, with a cell that says so.
[[nodiscard]] Guess<NumberStyle> guessNumbers(const std::vector<std::vector<std::string>>& sample);

/// Which way round dates like 03/04/2026 are. Certain where a cell leaves no doubt (23/11/2026, 23.11.2026) and none
/// says otherwise; what begins with the year reads the same in every style and speaks only where nothing else does.
[[nodiscard]] Guess<DateStyle> guessDates(const std::vector<std::vector<std::string>>& sample);

} // namespace rookery::intake
