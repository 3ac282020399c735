// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/state.h"
#include "pixel/error.h"

namespace rookery::cli {

/// What the program's end tells a script. With many events Trouble goes before NotAccepted before SomeRejected before
/// StillOpen.
enum ExitCode {
    AllDone = 0,      ///< delivered, or nothing to do
    Trouble = 1,      ///< storage or internal
    BadUsage = 2,     ///< bad input; nothing was accepted
    StillOpen = 3,    ///< accepted, but not all delivered: waiting or unknown
    NotAccepted = 4,  ///< the collector refused it
    SomeRejected = 5, ///< some rows were held back, the others were accepted
};

[[nodiscard]] inline int exitCodeOf(const Error& error)
{
    switch (error.code) {
    case Error::Code::BadInput:
    case Error::Code::NotFound:
    case Error::Code::Duplicate:
    case Error::Code::NotAllowed:
        return BadUsage;
    default:
        return Trouble;
    }
}

[[nodiscard]] inline int exitCodeOf(ledger::State state)
{
    switch (state) {
    case ledger::State::Waiting:
    case ledger::State::Sending:
    case ledger::State::Unknown:
        return StillOpen;
    case ledger::State::Refused:
        return NotAccepted;
    default:
        return AllDone;
    }
}

/// The one that a script has to hear of first.
[[nodiscard]] inline int worse(int a, int b)
{
    const auto rank = [](int code) {
        switch (code) {
        case Trouble:
            return 5;
        case BadUsage:
            return 4;
        case NotAccepted:
            return 3;
        case SomeRejected:
            return 2;
        case StillOpen:
            return 1;
        default:
            return 0;
        }
    };
    return rank(a) >= rank(b) ? a : b;
}

} // namespace rookery::cli
