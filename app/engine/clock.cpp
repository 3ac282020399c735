// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/clock.h"

#ifdef Q_OS_LINUX
#include <ctime>
#elif defined(Q_OS_WIN)
#include <windows.h>
#endif

namespace rookery::engine {

std::chrono::milliseconds SystemClock::slept() const
{
#ifdef Q_OS_LINUX
    const auto read = [](clockid_t clock) {
        timespec time{};
        ::clock_gettime(clock, &time);
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    };
    return std::chrono::duration_cast<std::chrono::milliseconds>(read(CLOCK_BOOTTIME) - read(CLOCK_MONOTONIC));
#elif defined(Q_OS_WIN)
    ULONGLONG awake = 0; // in 100 ns; the other one counts on while the machine sleeps
    ::QueryUnbiasedInterruptTime(&awake);
    constexpr ULONGLONG PerMs = 10'000;
    return std::chrono::milliseconds(qint64(::GetTickCount64()) - qint64(awake / PerMs));
#else
    return std::chrono::milliseconds(0); // waking up is noticed by the network coming back
#endif
}

} // namespace rookery::engine
