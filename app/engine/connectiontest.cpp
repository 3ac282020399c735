// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/connectiontest.h"

#include "engine/route.h"

namespace rookery::engine {

void testConnection(
    QObject* home, const profile::Profile& profile, const std::function<void(const ConnectionAnswer&)>& then)
{
    delivery::Route route = routeOf(profile);
    // Practice never goes through a proxy because it stays here; a server elsewhere is asked the way that live has.
    route.useProxy = !profile.reachesLoopbackOnly();
    auto* probe = new delivery::Probe(home);
    QObject::connect(probe, &delivery::Probe::finished, home, [=](const delivery::ProbeResult& result) {
        probe->deleteLater();
        then({result, delivery::probeFacts(result, route),
            delivery::probeReport(result, route, QDateTime::currentDateTimeUtc())});
    });
    probe->start(route, profile.path.toUtf8());
}

} // namespace rookery::engine
