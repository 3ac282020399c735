// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <string_view>

namespace rookery::intake {

[[nodiscard]] inline bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// The value of wire text with at most 12 digits and 6 decimals, which fits 18.
[[nodiscard]] inline qint64 millionthsOf(std::string_view wire)
{
    qint64 value = 0;
    int decimals = -1;
    for (const char c : wire) {
        if (c == '.') {
            decimals = 0;
            continue;
        }
        value = value * 10 + (c - '0');
        decimals += decimals >= 0 ? 1 : 0;
    }
    for (int i = std::max(decimals, 0); i < 6; ++i)
        value *= 10;
    return value;
}

} // namespace rookery::intake
