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

} // namespace

milliseconds backOff(int failures, double random)
{
    const int doublings = std::clamp(failures, 0, DoublingsToLongest);
    const milliseconds most = std::min(FirstDelay * (1 << doublings), LongestDelay);
    return milliseconds(qint64(double(most.count()) * random));
}

bool networkWasThere(const Verdict& verdict)
{
    return verdict.reason != QLatin1StringView("net.host-not-found")
        && verdict.reason != QLatin1StringView("net.unreachable");
}

Plan::Stop limitReached(const Journey& journey, UtcMs now)
{
    if (journey.firstUnanswered && now - *journey.firstUnanswered > LongestUnanswered)
        return Plan::Stop::UnansweredLong;
    return journey.tried > LongestTrying ? Plan::Stop::TriedLong : Plan::Stop::None;
}

Plan planNext(const Verdict& verdict, const Journey& journey, UtcMs now, double random)
{
    Plan plan;
    plan.delay = std::max(backOff(journey.failures, random), verdict.retryAfter.value_or(0ms));
    // By the time of the next try.
    Journey next = journey;
    if (verdict.outcome == Outcome::Unknown && !next.firstUnanswered)
        next.firstUnanswered = now;
    if (networkWasThere(verdict))
        next.tried += plan.delay;
    plan.stop = verdict.again == Again::Never ? Plan::Stop::Person : limitReached(next, now + plan.delay);
    return plan;
}

} // namespace rookery::delivery
