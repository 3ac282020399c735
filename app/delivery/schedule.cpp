// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/schedule.h"

#include <algorithm>

namespace rookery::delivery {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds FirstDelay = 2s;
constexpr milliseconds LongestDelay = 5min;
constexpr int DoublingsToLongest = 8; // 2 s * 2^8 is more than 5 min
constexpr milliseconds LongestTrying = 72h;
constexpr milliseconds LongestUnanswered = 24h;

// Without the network nobody tries; that time does not count against the event.
bool networkWasThere(const Verdict& verdict)
{
    return verdict.reason != QLatin1StringView("net.host-not-found")
        && verdict.reason != QLatin1StringView("net.unreachable");
}

} // namespace

milliseconds backOff(int failures, double random)
{
    const int doublings = std::clamp(failures, 0, DoublingsToLongest);
    const milliseconds most = std::min(FirstDelay * (1 << doublings), LongestDelay);
    return milliseconds(qint64(double(most.count()) * random));
}

Plan planNext(const Verdict& verdict, const Journey& journey, UtcMs now, milliseconds took, double random)
{
    const milliseconds delay = std::max(backOff(journey.failures, random), verdict.retryAfter.value_or(0ms));
    Plan plan;
    plan.due = now + delay;
    plan.tried = journey.tried + (networkWasThere(verdict) ? took + delay : 0ms);

    const bool unanswered = verdict.outcome == Outcome::Unknown || journey.firstUnanswered.has_value();
    const UtcMs since = journey.firstUnanswered.value_or(now);
    if (verdict.again == Again::Never)
        plan.stop = Plan::Stop::Person;
    else if (unanswered && plan.due - since > LongestUnanswered)
        plan.stop = Plan::Stop::UnansweredLong;
    else if (plan.tried > LongestTrying)
        plan.stop = Plan::Stop::TriedLong;
    return plan;
}

} // namespace rookery::delivery
