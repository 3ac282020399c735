// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/seenorders.h"
#include "ledger/reader.h"

namespace rookery::engine {

/// Orders that are here under the same ID in other small and capital letters: other orders for the collector, and
/// perhaps the same for whoever typed them. The first IDs are looked up in the ledger one by one; who asks for more has
/// all IDs that the ledger holds read once, as a hash each, so that a large file costs one look into memory a row.
class AlikeOrders final {
public:
    /// `known`: null where there is no ledger; then none is.
    AlikeOrders(const ledger::Reader* known, ledger::Place place);

    /// Storage: the ledger failed.
    [[nodiscard]] Result<std::optional<ledger::EventRecord>> alike(std::string_view orderId);

private:
    [[nodiscard]] Result<bool> mayBeThere(std::string_view orderId);
    /// The same for all that differ in their letters alone.
    [[nodiscard]] std::uint64_t hashOf(std::string_view orderId);

    const ledger::Reader* m_known;
    ledger::Place m_place;
    int m_lookedUp = 0;
    bool m_isRead = false;
    intake::SeenOrders m_ids;
    std::string m_folded;
};

} // namespace rookery::engine
