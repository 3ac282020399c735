// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/mapping.h"

#include <cstdint>
#include <unordered_map>
#include <unordered_set>

namespace rookery::intake {

/// The orders of a source that stand in several rows, wherever those are. While it is looked through, a hash and a
/// number of each order are kept; afterwards, the hashes of these alone.
class RepeatedOrders final {
public:
    /// Reads all rows.
    RepeatedOrders(RowReader& rows, const Mapping& mapping);

    [[nodiscard]] bool isEmpty() const { return m_hashes.empty(); }
    /// By SeenOrders::hashOf() of the order ID.
    [[nodiscard]] bool has(std::uint64_t hash) const { return m_hashes.contains(hash); }

private:
    std::unordered_set<std::uint64_t> m_hashes;
};

/// Those of them whose rows differ in an amount or its currency: nobody can tell which row is the order. The same order
/// once more is none of them.
class UnequalOrders final {
public:
    /// Reads all rows of the same source once more. Amounts are compared by value, and an empty cell says nothing.
    UnequalOrders(RowReader& rows, const Mapping& mapping, const RepeatedOrders& repeated);
    UnequalOrders() = default; ///< there is none

    [[nodiscard]] bool isEmpty() const { return m_rows.empty(); }
    /// By SeenOrders::hashOf() of the order ID: the first row that says something else than the rows of the order
    /// before it. 0: all say the same.
    [[nodiscard]] qint64 otherRowOf(std::uint64_t hash) const;

private:
    std::unordered_map<std::uint64_t, qint64> m_rows;
};

} // namespace rookery::intake
