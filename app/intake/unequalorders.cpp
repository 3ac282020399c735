// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/unequalorders.h"

#include "intake/amounttext.h"
#include "intake/oddid.h"
#include "intake/seenorders.h"
#include "intake/wiretext.h"

#include <algorithm>
#include <array>
#include <limits>

namespace rookery::intake {

namespace {

using pixel::Field;

std::string_view idOf(const Row& row, std::size_t column)
{
    return column < row.cells.size() && !row.isHeaderAgain ? trimmed(row.cells[column]) : std::string_view();
}

/// What an order has said so far: one value for each thing that its rows must agree about.
class Said {
public:
    [[nodiscard]] std::uint64_t hashOf(std::string_view orderId) const { return m_values.hashOf(orderId); }

    /// False: it has said something else before. `value` is above 0.
    [[nodiscard]] bool agrees(std::uint64_t order, unsigned about, qint64 value)
    {
        constexpr std::uint64_t Odd = 0x9E3779B97F4A7C15U;
        const qint64 before = m_values.add(std::max<std::uint64_t>(order ^ about * Odd, 1), value);
        return before == 0 || before == value;
    }

    /// A value for what is text.
    [[nodiscard]] qint64 valueOf(std::string_view text) const
    {
        const auto most = std::uint64_t(std::numeric_limits<qint64>::max());
        return std::max<qint64>(qint64(m_values.hashOf(text) & most), 1);
    }

private:
    SeenOrders m_values; // in the place of rows
};

/// Reads amounts as RowCheck does, where it has no doubt; what is in doubt is compared as it stands.
class Values {
public:
    explicit Values(const TableShape& shape) : m_numbers(shape.numbers.value), m_isGroupingKnown(isGroupingKnown(shape))
    {
    }

    [[nodiscard]] qint64 amount(std::string_view cell, const Said& said) const
    {
        std::array<char, 32> buffer{};
        if (const std::string_view wire = plainAmount(cell, m_numbers, m_isGroupingKnown, buffer); !wire.empty())
            return millionthsOf(wire) + 1;
        const AmountReading reading
            = readAmount(textOf(cell), amountStyle(m_numbers), groupingOf(m_numbers, m_isGroupingKnown));
        if (!reading.amount || reading.other || reading.inOtherStyle || reading.amount->isNegative())
            return said.valueOf(cell);
        return millionthsOf(reading.amount->text().toStdString()) + 1;
    }

    /// 0: a bare number, which says nothing of its currency.
    [[nodiscard]] static qint64 mark(std::string_view cell, const Said& said)
    {
        if (isDigit(cell.front()) && isDigit(cell.back()))
            return 0;
        const QString mark = currencyMark(textOf(cell));
        return mark.isEmpty() ? 0 : said.valueOf(mark.toStdString());
    }

private:
    NumberStyle m_numbers;
    bool m_isGroupingKnown;
};

} // namespace

RepeatedOrders::RepeatedOrders(RowReader& rows, const Mapping& mapping)
{
    const auto order = std::size_t(mapping.columnOf(Field::OrderId)); // -1: more than there are
    SeenOrders seen;
    for (Row row; rows.next(row);) {
        if (const auto upcoming = rows.upcoming(); order < upcoming.size())
            (void)seen.hashOf(trimmed(upcoming[order])); // on its way from memory
        const std::string_view id = idOf(row, order);
        if (id.empty())
            continue;
        const std::uint64_t hash = seen.hashOf(id);
        if (seen.add(hash, row.number) > 0 && !isNobodysId(id))
            m_hashes.insert(hash);
    }
}

UnequalOrders::UnequalOrders(RowReader& rows, const Mapping& mapping, const RepeatedOrders& repeated)
{
    if (repeated.isEmpty())
        return;
    const Values values(rows.shape());
    const auto columnOf = [&mapping](Field field) { return std::size_t(mapping.columnOf(field)); };
    const std::size_t order = columnOf(Field::OrderId); // -1: more than there are
    const std::array columns{
        columnOf(Field::Revenue), columnOf(Field::Tax), columnOf(Field::Shipping), columnOf(Field::Currency)};
    Said said;
    for (Row row; rows.next(row);) {
        const std::string_view id = idOf(row, order);
        const std::uint64_t hash = said.hashOf(id);
        if (id.empty() || !repeated.has(hash))
            continue;
        bool agrees = true;
        for (unsigned i = 0; i < columns.size(); ++i) {
            const std::size_t column = columns[i];
            const std::string_view cell = column < row.cells.size() ? trimmed(row.cells[column]) : std::string_view();
            if (cell.empty())
                continue;
            const bool isCurrency = i == columns.size() - 1;
            agrees = said.agrees(hash, 2 * i, isCurrency ? said.valueOf(cell) : values.amount(cell, said)) && agrees;
            if (const qint64 mark = isCurrency ? 0 : Values::mark(cell, said); mark > 0)
                agrees = said.agrees(hash, 2 * i + 1, mark) && agrees;
        }
        if (!agrees)
            m_rows.emplace(hash, row.number);
    }
}

qint64 UnequalOrders::otherRowOf(std::uint64_t hash) const
{
    if (m_rows.empty())
        return 0;
    const auto found = m_rows.find(hash);
    return found == m_rows.end() ? 0 : found->second;
}

} // namespace rookery::intake
