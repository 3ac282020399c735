// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/mapping.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace rookery::intake {

/// Columns that are called like the tax or the shipping of an order while nothing fills that field: rates of tax, which
/// nobody takes for amounts, or what a person passed over. Left out in silence, they would look as if they were sent.
class Unclaimed final {
public:
    Unclaimed(const QStringList& header, const Mapping& mapping);

    /// Whether findingIn() has something to say of such a row.
    [[nodiscard]] bool isIn(std::span<const std::string_view> cells) const
    {
        return !m_columns.empty() && indexIn(cells) < m_columns.size();
    }
    /// Once for each column, in the first row in which there is something to leave out.
    [[nodiscard]] std::optional<RowFinding> findingIn(qint64 row, std::span<const std::string_view> cells);

private:
    struct Column {
        pixel::Field field;
        std::size_t at;
    };

    [[nodiscard]] std::size_t indexIn(std::span<const std::string_view> cells) const;

    QStringList m_header;
    std::vector<Column> m_columns; // of which nothing has been said
};

} // namespace rookery::intake
