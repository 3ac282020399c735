// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/circuit.h"

namespace rookery::delivery {

void Circuit::succeeded() { *this = Circuit(); }

void Circuit::failed(Ms now, Ms delay, bool hopeless)
{
    ++m_failures;
    m_probing = false;
    if (hopeless || m_failures >= FailuresToOpen) {
        m_open = true;
        m_nextProbe = now + delay;
    }
}

void Circuit::probeNow()
{
    m_probing = false;
    m_nextProbe = Ms(0);
}

} // namespace rookery::delivery
