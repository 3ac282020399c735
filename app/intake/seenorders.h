// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/largepages.h"

#include <QtGlobal>

#include <cstdint>
#include <string_view>
#include <vector>

namespace rookery::intake {

/// The order IDs that a file has had, as one 64-bit hash and a row number each: 24 to 48 bytes an order, whatever the
/// IDs are. Two different IDs among a million share a hash once in some forty million files; the later one is then held
/// back as a duplicate for a person to look at, and nothing is lost.
class SeenOrders final {
public:
    SeenOrders();

    /// What an ID is remembered by; its place in memory is on its way from now on, so ask some time before add().
    [[nodiscard]] std::uint64_t hashOf(std::string_view orderId) const;
    /// The row in which the ID was first seen, or 0, in which case it has been seen now. Rows are above 0.
    qint64 add(std::uint64_t hash, qint64 row);
    qint64 add(std::string_view orderId, qint64 row) { return add(hashOf(orderId), row); }
    [[nodiscard]] bool has(std::uint64_t hash) const { return m_places[placeOf(hash)].hash == hash; }
    [[nodiscard]] qsizetype size() const { return qsizetype(m_size); }

private:
    [[nodiscard]] std::size_t placeOf(std::uint64_t hash) const;
    void grow();

    /// Side by side, as each new order needs both: one look into memory that is rarely at hand.
    struct Seen {
        std::uint64_t hash = 0; // 0: free
        qint64 row = 0;
    };

    // The size is a power of two, at most two thirds are taken. A hash's place goes by its upper bits, so that growing
    // moves all of them in order.
    std::vector<Seen, LargePages<Seen>> m_places;
    unsigned m_shift = 0;
    std::size_t m_size = 0;
};

} // namespace rookery::intake
