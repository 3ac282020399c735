// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/courier.h"

namespace rookery::delivery {

/// What follows an attempt that did not settle the event.
struct Plan {
    enum class Stop {
        None,           ///< it goes again by itself at `due`
        Person,         ///< the outcome itself asks for a person (a web page)
        TriedLong,      ///< 72 h in which the program ran and the network was there
        UnansweredLong, ///< 24 h since it first left without an answer: later a repeat might count
    };
    UtcMs due;
    Stop stop = Stop::None;
    std::chrono::milliseconds tried{0}; ///< in all, to be stored
};

/// Exponential from 2 s with full jitter, at most 5 min. `failures` in a row before this one; `random` in [0, 1).
[[nodiscard]] std::chrono::milliseconds backOff(int failures, double random);

/// BEHAVIOUR.md §Outcomes, "When". Pure; `now` is when the outcome came.
[[nodiscard]] Plan planNext(
    const Verdict& verdict, const Journey& journey, UtcMs now, std::chrono::milliseconds took, double random);

} // namespace rookery::delivery
