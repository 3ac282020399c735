// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/calledoff.h"
#include "intake/mapping.h"
#include "intake/seenorders.h"

#include <memory>
#include <unordered_map>
#include <unordered_set>

namespace rookery::intake {

/// What an order of several lines, as web shops export one for each item, is made of. A person chooses.
enum class LineRule {
    First, ///< its first line; the others only say what was in it
    Sum,   ///< revenue, tax and shipping of all lines together, with the mark of their currency; the rest of its
           ///< first line
    Equal, ///< what all of them say; where two differ it needs fixing. An empty cell says nothing.
};

/// `first`, `sum`, `equal`; for the command line and mapping files.
[[nodiscard]] QString lineRuleText(LineRule rule);
[[nodiscard]] std::optional<LineRule> lineRuleOfText(QStringView text);

/// Whether the first rows have an order ID twice in a row: then a rule should be asked for.
[[nodiscard]] bool hasSeveralLines(const TableShape& shape, const Mapping& mapping);

/// The orders of a source whose lines do not all follow each other: what a look through it beforehand finds.
class ScatteredOrders final {
public:
    /// Reads all rows.
    ScatteredOrders(RowReader& rows, const Mapping& mapping);

    [[nodiscard]] bool isEmpty() const { return m_back.empty(); }
    /// Reads all rows of the same source once more: what comes back line by line as it stood before is no part of its
    /// order but the same once more. Where all lines have to say the same, what no field has is not compared.
    void lookForRepeats(RowReader& rows, const Mapping& mapping, LineRule rule);

    /// The row in which the order first comes back with something new, or 0.
    [[nodiscard]] qint64 comesBackIn(std::string_view orderId) const;
    /// The lines from this row on are those of an earlier part of their order, once more.
    [[nodiscard]] bool isRepeat(qint64 row) const { return m_repeats.contains(row); }

private:
    SeenOrders m_seen;
    std::unordered_map<std::uint64_t, qint64> m_back; // by hash
    std::unordered_set<qint64> m_repeats;             // the first rows of such parts
};

/// Puts the lines of an order together: a reader that gives one row for each order, with the number of its first line.
/// Lines belong together where they follow each other, as nothing is held but the order at hand. Where all lines count,
/// an order that comes back after others is an error in the later row, and with ScatteredOrders in the first one too:
/// half an order is not sent. What only repeats lines of before is given as it is, for a duplicate. That one of its
/// lines was called off is a warning about the order.
class OrderLines final : public RowReader {
public:
    /// `scattered`: null where nobody has looked beforehand; then the first part of an order that comes back is given
    /// as if it were all of it.
    OrderLines(std::unique_ptr<RowReader> rows, const Mapping& mapping, NumberStyle numbers, LineRule rule,
        std::shared_ptr<const ScatteredOrders> scattered = nullptr);

    [[nodiscard]] bool next(Row& row) override;
    [[nodiscard]] qint64 position() const override { return m_rows->position(); }
    /// The numbers of the lines behind the first, of the row that next() gave.
    [[nodiscard]] std::span<const qint64> furtherLines() const { return m_further; }

private:
    /// A row that stays when its reader goes on.
    struct Kept {
        qint64 number = 0;
        std::vector<std::string> cells;
        std::vector<int> oddCells;
        std::vector<RowFinding> flaws;
        bool isHeaderAgain = false;
    };

    [[nodiscard]] bool read(Kept& kept);
    /// Empty where there is none, or one that other orders may have as well: such a line belongs to no other.
    [[nodiscard]] std::string_view orderId(const Kept& line) const;
    void checkTogether();
    void absorb(const Kept& line);
    void askCalledOff(const Kept& line);
    void absorbFlaws(const Kept& line);
    void add(pixel::Field field, const Kept& line);
    void reportUnreadable(pixel::Field field, const Kept& line, const Kept& other);
    void compare(pixel::Field field, const Kept& line);
    RowFinding& report(pixel::Field field, const Kept& line, const char* kind);
    RowFinding& report(int column, const Kept& line, const QString& code);

    std::unique_ptr<RowReader> m_rows;
    Mapping m_mapping;
    NumberStyle m_numbers;
    LineRule m_rule;
    CalledOff m_calledOff;
    std::shared_ptr<const ScatteredOrders> m_scattered;
    SeenOrders m_seen;
    Kept m_order;
    std::optional<Kept> m_ahead;
    bool m_isAtEnd = false;
    std::vector<qint64> m_further;
    std::vector<RowFinding> m_flaws;
    std::vector<std::string_view> m_views;
};

} // namespace rookery::intake
