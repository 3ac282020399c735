// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/courier.h"

namespace rookery::delivery {

/// What follows an attempt that did not settle the event.
struct Plan {
    enum class Stop {
        None,           ///< it goes again by itself after `delay`
        Person,         ///< the outcome itself asks for a person (a web page)
        TriedLong,      ///< 72 h in which the program ran and the network was there
        UnansweredLong, ///< 24 h since it first left without an answer: later a repeat might count
    };
    std::chrono::milliseconds delay{0};
    Stop stop = Stop::None;
};

/// Exponential from 2 s with full jitter, at most 5 min. `failures` in a row before this one; `random` in [0, 1).
[[nodiscard]] std::chrono::milliseconds backOff(int failures, double random);

/// Whether an event has had its time: then only a person sends it. `now` by the wall clock.
[[nodiscard]] Plan::Stop limitReached(const Journey& journey, UtcMs now);

/// BEHAVIOUR.md §Outcomes, "When". Pure; `now` is when the outcome came, by the wall clock.
[[nodiscard]] Plan planNext(const Verdict& verdict, const Journey& journey, UtcMs now, double random);

/// False where the outcome says that this computer has no network: nobody tries then, and that time does not count.
[[nodiscard]] bool networkWasThere(const Verdict& verdict);

} // namespace rookery::delivery
