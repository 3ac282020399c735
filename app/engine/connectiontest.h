// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/probe.h"
#include "profile/profile.h"

#include <functional>

namespace rookery::engine {

/// What "Test connection" found out.
struct ConnectionAnswer {
    delivery::ProbeResult probe;
    QList<delivery::ProbeFact> facts;
    QString report; ///< everything, as text for IT
};

/// Asks the profile's server whether it is there, with the connection settings that an order would have. Reports
/// nothing and writes nothing. `then` is called once, on the thread of `home`; not if `home` is gone by then.
void testConnection(
    QObject* home, const profile::Profile& profile, const std::function<void(const ConnectionAnswer&)>& then);

} // namespace rookery::engine
