// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/stopsignal.h"

#include <csignal>

namespace rookery::cli {

namespace {

volatile std::sig_atomic_t isStopAsked = 0; // NOLINT(*-avoid-non-const-global-variables): all that a handler may touch

void ask(int signal)
{
    isStopAsked = 1;
    std::signal(signal, SIG_DFL);
}

} // namespace

StopSignal::StopSignal()
{
    isStopAsked = 0;
    std::signal(SIGINT, ask);
    std::signal(SIGTERM, ask);
}

StopSignal::~StopSignal()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

bool StopSignal::isAsked() const { return isStopAsked != 0; } // NOLINT(*-convert-member-functions-to-static)

} // namespace rookery::cli
