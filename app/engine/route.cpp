// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/route.h"

namespace rookery::engine {

delivery::Route routeOf(const profile::Profile& profile)
{
    delivery::Route route;
    route.origin = profile.origin();
    route.host = profile.host;
    route.connectTo = profile.connectTo;
    route.caFile = profile.caFile;
    route.useProxy = profile.live;
    route.connectTimeout = profile.connectTimeout;
    route.answerTimeout = profile.answerTimeout;
    return route;
}

} // namespace rookery::engine
