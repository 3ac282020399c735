// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"
#include "pixel/amountstyle.h"

#include <QString>

namespace rookery::ui {

/// A line of the history: an event, or one of its attempts.
struct HistoryRow {
    ledger::EventRecord event;
    std::optional<ledger::AttemptRecord> attempt;

    /// Rows are in descending order of it.
    [[nodiscard]] qint64 key() const { return attempt ? attempt->id : event.id; }
    bool operator==(const HistoryRow&) const = default;
};

/// One row an order, or one a request.
enum class Grouping { Orders, Attempts };

/// What there is to see of a row, in the order of old.
struct HistoryColumn {
    enum Kind { Confirmed, Status, OrderId, Revenue, Currency, Tries, Http, Took, Profile, Agent, Note, ColumnCount };
};

/// What a column is called, and what stands in it: in the table, on the clipboard and in the report. Touches nothing
/// of the window, so from any thread.
[[nodiscard]] QString columnTitle(int column, Grouping grouping);
[[nodiscard]] QString cellText(const HistoryRow& row, int column, pixel::AmountStyle style);
/// Its cells stand at the right.
[[nodiscard]] bool isNumber(int column);
/// How many letters wide, as it comes; 0: what is left.
[[nodiscard]] int usualWidth(int column);
/// Without it a row says nothing that anybody could act on.
[[nodiscard]] bool isNeeded(int column);
/// Under which keys an export has it (ledger/exportfile.h).
[[nodiscard]] QStringList exportKeys(int column);

} // namespace rookery::ui
