// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/utcms.h"

#include <chrono>

namespace rookery::engine {

/// The wall clock for what is recorded and stamped, and a steady one for what is waited for: a wall clock that
/// jumps must neither freeze nor flood the sender.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual UtcMs utc() const = 0;
    [[nodiscard]] virtual std::chrono::milliseconds steady() const = 0;
    /// How long the machine has slept since it was started, as far as the system tells; only differences count.
    [[nodiscard]] virtual std::chrono::milliseconds slept() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] UtcMs utc() const override { return UtcMs(QDateTime::currentMSecsSinceEpoch()); }
    [[nodiscard]] std::chrono::milliseconds steady() const override
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now().time_since_epoch());
    }
    [[nodiscard]] std::chrono::milliseconds slept() const override;
};

} // namespace rookery::engine
