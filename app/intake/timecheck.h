// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/celltime.h"
#include "intake/checkrules.h"
#include "intake/rowreport.h"

#include <span>
#include <string_view>

namespace rookery::intake {

/// The time of an order as a cell has it, and whether it is one that may be sent.
class TimeCheck final {
public:
    /// `zone`: of times without an offset; not a name of one: they have none.
    TimeCheck(const CheckRules& rules, const QString& zone);

    /// The wire text of a cell that nothing can be said against, or empty.
    [[nodiscard]] std::string_view flawless(std::string_view cell, std::span<char, 32> buffer) const;
    /// The wire text of a cell, or the cell itself where it can't be read.
    [[nodiscard]] QString textFor(std::string_view cell) const;
    /// The same, and says why. The cell is not empty.
    [[nodiscard]] QString take(const Row& row, MappedColumn column, RowReport& report) const;

private:
    /// That the year comes first in the file says nothing of a date where it does not.
    [[nodiscard]] bool isInDoubt(const CellTime& reading) const
    {
        return reading.isDoubtful && !(m_dates.isCertain && m_dates.value != DateStyle::YearFirst);
    }
    [[nodiscard]] QString shownTime(UtcMs time) const;
    void say(const Row& row, MappedColumn column, const CellTime& reading, RowReport& report) const;

    Guess<DateStyle> m_dates;
    std::optional<UtcMs> m_now;
    std::optional<std::chrono::hours> m_oldest;
    WallClock m_clock;
};

} // namespace rookery::intake
