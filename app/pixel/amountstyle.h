// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace rookery::pixel {

/// How the people of a profile write amounts. The wire always carries `1000.99`.
enum class AmountStyle {
    Point, ///< 1,000.99
    Comma, ///< 1.000,99
};

} // namespace rookery::pixel
