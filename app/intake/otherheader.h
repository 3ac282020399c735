// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <span>
#include <string_view>

namespace rookery::intake {

/// What a row below the header is to it.
enum class HeaderLikeness {
    None,  ///< a row like others
    Same,  ///< the header once more, but for case and outer spaces
    Other, ///< names of columns, but others or in another order: what follows is another table
};

/// `amountColumn`: where a row of the table has an amount, which no name of a column is; -1: nowhere.
[[nodiscard]] HeaderLikeness headerLikeness(
    std::span<const std::string_view> cells, const QStringList& header, int orderColumn, int amountColumn);

} // namespace rookery::intake
