// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/table.h"

#include <memory>

namespace rookery::intake {

/// Gives the rows of another reader, each with the cells of the one behind it (Row::following): what becomes of a row
/// may hang on the next. Its position is one row ahead.
class LookAhead final : public RowReader {
public:
    explicit LookAhead(std::unique_ptr<RowReader> rows);

    [[nodiscard]] bool next(Row& row) override;
    [[nodiscard]] bool looksAhead() const override { return true; }
    [[nodiscard]] std::span<const std::string_view> upcoming() const override { return m_rows->upcoming(); }
    [[nodiscard]] qint64 position() const override { return m_rows->position(); }

private:
    /// A row that stays when its reader goes on.
    struct Kept {
        qint64 number = 0;
        std::vector<char> bytes; // no string: swapped, its views would point into the other one if it is short
        std::vector<std::string_view> cells;
        std::vector<int> oddCells;
        std::vector<RowFinding> flaws;
        bool isHeaderAgain = false;

        void take(const Row& row);
    };

    void readOn();

    std::unique_ptr<RowReader> m_rows;
    Kept m_given;
    Kept m_ahead;
    bool m_hasAhead = false;
    bool m_hasBegun = false;
};

/// The reader itself, where it looks ahead on its own.
[[nodiscard]] std::unique_ptr<RowReader> lookingAhead(std::unique_ptr<RowReader> rows);

} // namespace rookery::intake
