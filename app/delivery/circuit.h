// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace rookery::delivery {

/// One for each profile: after 10 failures in a row, or at once where the next event could do no better, it
/// opens, and then one probe at a time goes until one gets through. Times are of the steady clock.
class Circuit {
public:
    using Ms = std::chrono::milliseconds;

    [[nodiscard]] bool isOpen() const { return m_open; }
    /// Whether something may be sent now: closed, or open with the next probe due and none under way.
    [[nodiscard]] bool allows(Ms now) const { return !m_open || (!m_probing && now >= m_nextProbe); }
    /// When allows() becomes true by itself; meaningful while open and not probing.
    [[nodiscard]] Ms nextProbe() const { return m_nextProbe; }

    void sent() { m_probing = m_open; }
    /// The collector answered, whatever it said of the event.
    void succeeded();
    /// `delay` until the next probe; `hopeless`: the next event could do no better.
    void failed(Ms now, Ms delay, bool hopeless);
    /// The next probe may go at once: the network is back, the profile was changed.
    void probeNow();

    static constexpr int FailuresToOpen = 10;

private:
    bool m_open = false;
    bool m_probing = false;
    int m_failures = 0;
    Ms m_nextProbe{0};
};

} // namespace rookery::delivery
