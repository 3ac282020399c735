// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/ordertime.h"
#include "intake/table.h"

namespace rookery::intake {

/// When an order was taken, as a cell of a file says it.
struct CellTime {
    std::optional<UtcMs> time; ///< nothing: it is no time, or `needsZone`
    ClockChange change = ClockChange::None;
    bool isSeconds = false;    ///< it is a number of seconds since 1970
    bool isDateAlone = false;  ///< midnight is meant
    bool isDoubtful = false;   ///< day and month could be the other way round
    bool isOtherStyle = false; ///< it makes sense only the other way round
    bool needsZone = false;    ///< it has no offset, and no zone was given

    /// There is nothing to say about it.
    [[nodiscard]] bool isPlain() const
    {
        return time && change == ClockChange::None && !isSeconds && !isDateAlone && !isDoubtful && !isOtherStyle;
    }
};

/// Takes `2026-11-23T10:42:07.5Z`, `23/11/2026 10:42`, `11/23/26 2:05 PM`, `23.11.2026`, `Mon 23 Nov 2026 14:05`,
/// `20261123`, and seconds (10 digits) or milliseconds (13) since 1970. `style` says which comes first of two numbers
/// that could be day and month; parted by points it is always the day. Years of two digits are of this century. An
/// offset (`Z`, `+01:00`, `UTC`) decides by itself; else the clock's zone does, and the first of two where its clocks
/// show the time twice. The serial numbers of spreadsheets are no times here: their reader knows which cells are dates.
[[nodiscard]] CellTime readCellTime(std::string_view cell, DateStyle style, const WallClock& clock);

/// How the 23rd of November is written in it: `2026-11-23 10:42`, `23/11/2026 10:42`, `11/23/2026 10:42`.
[[nodiscard]] QString timeExample(DateStyle style);

} // namespace rookery::intake
