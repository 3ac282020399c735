// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/utcms.h"

#include <QString>

namespace rookery::engine {

/// Gives each confirmed event its ID, once.
class EventIds {
public:
    virtual ~EventIds() = default;
    [[nodiscard]] virtual QString make(UtcMs now) = 0;
};

/// UUID version 7 (RFC 9562): unique, and in time order, which keeps the ledger's index narrow (QT-NOTES 20).
class UuidV7 final : public EventIds {
public:
    [[nodiscard]] QString make(UtcMs now) override;
};

} // namespace rookery::engine
