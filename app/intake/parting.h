// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/mapping.h"

#include <optional>
#include <span>
#include <string_view>

namespace rookery::intake {

/// Where commas part the columns, a number with a decimal comma that stands without quotes comes apart: `12,50` is 12,
/// and 50 in the next column, and all that is behind it has moved by one.
class Parting final {
public:
    Parting() = default; ///< no commas part the columns
    Parting(const TableShape& shape, const Mapping& mapping);

    /// The column where a number begins that may have come apart, or -1.
    [[nodiscard]] int columnIn(std::span<const std::string_view> cells) const;

private:
    [[nodiscard]] bool isRevenueParted(std::span<const std::string_view> cells) const;
    [[nodiscard]] int movedFrom(std::span<const std::string_view> cells) const;
    void look(const TableShape& shape);

    bool m_isPossible = false;
    bool m_isLikely = false;            ///< the first rows all look so
    bool m_areDecimalsUsual = false;    ///< what is whole and has two digits beside it stands out
    std::size_t m_usual = 0;            ///< cells of a row that is whole
    std::size_t m_revenue = 0;          ///< its column, or more than there are
    std::size_t m_order = 0;            ///< the same of the order ID, which has no decimals
    std::size_t m_last = 0;             ///< behind the last column that matters
    std::optional<pixel::Field> m_next; ///< the field behind the revenue
};
[[nodiscard]] Parting partingOf(const TableShape& shape, const Mapping& mapping);

} // namespace rookery::intake
