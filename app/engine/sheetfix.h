// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/sheetcheck.h"

#include <functional>

namespace rookery::engine {

/// What is to stand in a cell instead of what stands there.
struct SheetFix {
    qsizetype row = 0;
    int column = 0;
    QString text;
};

/// The cells of all rows with that problem, as `fix` mends them; where it gives nothing, or the cell says something
/// else than when it was looked at, there is none.
[[nodiscard]] QList<SheetFix> fixesFor(const intake::Sheet& sheet, const SheetReport& report,
    const SheetProblem& problem, const std::function<QString(const intake::RowFinding&)>& fix);

/// An amount that may be read in two ways, as a cell that can be read in one way only: the first way, or the other.
/// Empty: there are no two.
[[nodiscard]] QString readingOf(const QString& found, intake::NumberStyle style, bool other);
/// Both, of the first row with that problem.
[[nodiscard]] std::optional<std::pair<QString, QString>> readingsOf(
    const SheetProblem& problem, intake::NumberStyle style);

/// The problem in a few words; empty: only its sentence says it.
[[nodiscard]] QString problemName(const SheetProblem& problem, intake::NumberStyle style);

} // namespace rookery::engine
