// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/mapping.h"
#include "intake/parting.h"
#include "intake/table.h"
#include "intake/unequalorders.h"

#include "pixel/check.h"

#include <chrono>
#include <memory>
#include <optional>

namespace rookery::intake {

/// What is the same for every row of an import.
struct CheckRules {
    QStringList header;
    Mapping mapping;
    NumberStyle numbers = NumberStyle::En;
    bool isGroupingKnown = false;   ///< see isGroupingKnown()
    bool isCodePageGuessed = false; ///< see isCodePageGuessed()
    Parting parting;                ///< nothing has come apart unless it is told
    /// Where it is not certain, each time that could be read the other way round has a warning.
    Guess<DateStyle> dates = {DateStyle::DayFirst, true, {}};
    /// What the profile fills; the mapping's constants and columns go before. Times without an offset are of its zone.
    pixel::Event defaults;
    pixel::CheckContext context; ///< the same as the form's
    /// The profile's limit: older orders are held back. Nothing: there is none.
    std::optional<std::chrono::hours> oldest = {};
    /// The orders whose rows differ, which are held back. Null: nobody has looked, or it has been said what they are.
    std::shared_ptr<const UnequalOrders> unequal = {};
};

} // namespace rookery::intake
