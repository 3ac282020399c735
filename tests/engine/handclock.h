// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/clock.h"

/// A clock that the test moves: the steady part goes with it unless only the wall clock is set.
class HandClock final : public rookery::engine::Clock {
public:
    [[nodiscard]] rookery::UtcMs utc() const override { return rookery::UtcMs(m_utc); }
    [[nodiscard]] std::chrono::milliseconds steady() const override { return m_steady; }
    [[nodiscard]] std::chrono::milliseconds slept() const override { return m_slept; }
    void sleep(std::chrono::milliseconds time)
    {
        m_utc += time.count();
        m_slept += time;
    }
    void pass(std::chrono::milliseconds time)
    {
        m_utc += time.count();
        m_steady += time;
    }
    void setWall(std::chrono::milliseconds difference) { m_utc += difference.count(); }

private:
    qint64 m_utc = 1'795'000'000'000;
    std::chrono::milliseconds m_steady{1'000'000};
    std::chrono::milliseconds m_slept{0};
};
