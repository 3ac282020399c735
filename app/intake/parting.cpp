// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/parting.h"

#include "intake/wiretext.h"

#include <algorithm>
#include <map>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;
using pixel::Field;

constexpr std::size_t LongestGroup = 3;
constexpr int FewRows = 2;

bool isWhole(std::string_view cell)
{
    return !cell.empty() && cell.size() <= 12 && std::all_of(cell.begin(), cell.end(), isDigit);
}

bool isTwoDigits(std::string_view cell) { return cell.size() == 2 && isDigit(cell[0]) && isDigit(cell[1]); }

// `99,00` without quotes among commas: 99, and the decimals in the next column. They are two digits that no amount
// begins with, or a part that is more than the whole; `1,234.50` does the same.
bool lookParted(std::string_view whole, std::string_view next, std::optional<Field> fieldOfNext)
{
    if (isTwoDigits(next) && next[0] == '0')
        return true;
    const bool isPart = fieldOfNext == Field::Tax || fieldOfNext == Field::Shipping;
    const bool isRest = isTwoDigits(next) || (whole.size() <= 3 && next.find('.') == 3 && wireDecimals(next) >= 0);
    return isPart && isRest && millionthsOf(next) > millionthsOf(whole);
}

// `12`, `-12` or `€12`, and behind it `5`, `50`, `500`, `234.50` or `50 €`: it takes little where the row is too long.
bool mayBeParts(std::string_view whole, std::string_view next)
{
    const auto digits = std::size_t(std::find_if_not(next.begin(), next.end(), isDigit) - next.begin());
    if (digits == 0 || digits > LongestGroup || !isAmountLike(whole) || !isDigit(whole.back())
        || whole.find_first_of(".,"sv) != std::string_view::npos)
        return false;
    const std::string_view behind = next.substr(digits);
    return behind.empty() || (isAmountLike(next) && (digits == LongestGroup || behind[0] != '.'));
}

std::string_view at(std::span<const std::string_view> cells, std::size_t column)
{
    return column < cells.size() ? trimmed(cells[column]) : std::string_view();
}

} // namespace

Parting partingOf(const TableShape& shape, const Mapping& mapping) { return {shape, mapping}; }

Parting::Parting(const TableShape& shape, const Mapping& mapping)
    : m_isPossible(shape.kind == Kind::Delimited && shape.separator.value == ',')
    , m_usual(std::size_t(shape.header.size()))
    , m_revenue(std::size_t(mapping.columnOf(Field::Revenue)))
    , m_order(std::size_t(mapping.columnOf(Field::OrderId)))
    , m_next(mapping.fieldOf(mapping.columnOf(Field::Revenue) + 1))
{
    for (const pixel::FieldSpec& s : pixel::fieldTable())
        m_last = std::max(m_last, std::size_t(mapping.columnOf(s.field) + 1));
    if (m_isPossible)
        look(shape);
}

void Parting::look(const TableShape& shape)
{
    bool isSeen = false;
    bool areAll = true;
    int withDecimals = 0;
    int parted = 0;
    bool areOthers = false; // whole ones, or two digits beside decimals: such a column has them
    std::map<std::size_t, int> sizes;
    std::vector<std::string_view> cells;
    for (const std::vector<std::string>& row : shape.sample) {
        cells.assign(row.begin(), row.end());
        if (movedFrom(cells) < 0)
            ++sizes[cells.size()];
        const std::string_view revenue = at(cells, m_revenue);
        const std::string_view next = at(cells, m_revenue + 1);
        if (revenue.empty() || m_revenue + 1 >= cells.size())
            continue;
        const bool hasDecimals = styleOf(revenue).has_value();
        withDecimals += hasDecimals ? 1 : 0;
        parted += isWhole(revenue) && isTwoDigits(next) ? 1 : 0;
        areOthers = areOthers || isWhole(revenue) != isTwoDigits(next);
        if (next.empty() && isWhole(revenue))
            continue;
        areAll = areAll && isWhole(revenue) && isTwoDigits(next);
        isSeen = isSeen || (areAll && lookParted(revenue, next, m_next));
    }
    m_isLikely = areAll && isSeen;
    m_areDecimalsUsual = withDecimals > FewRows && withDecimals > parted && !areOthers;
    const auto most = std::max_element(
        sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != sizes.end())
        m_usual = std::max(m_usual, most->first);
}

bool Parting::isRevenueParted(std::span<const std::string_view> cells) const
{
    if (m_revenue >= cells.size() || cells.size() - m_revenue < 2)
        return false;
    const std::string_view whole = trimmed(cells[m_revenue]);
    const std::string_view next = trimmed(cells[m_revenue + 1]);
    return isWhole(whole)
        && (lookParted(whole, next, m_next) || ((m_isLikely || m_areDecimalsUsual) && isTwoDigits(next)));
}

// A row that is too long by empty cells alone has lost nothing, but what stands behind two parts of one number is not
// in its own column.
int Parting::movedFrom(std::span<const std::string_view> cells) const
{
    if (cells.size() <= m_usual)
        return -1;
    for (std::size_t i = 0; i < m_last && i + 1 < cells.size(); ++i) {
        if (i != m_order && mayBeParts(trimmed(cells[i]), trimmed(cells[i + 1])))
            return int(i);
    }
    return -1;
}

int Parting::columnIn(std::span<const std::string_view> cells) const
{
    if (!m_isPossible)
        return -1;
    if (isRevenueParted(cells))
        return int(m_revenue);
    if (cells.size() <= m_usual)
        return -1;
    // What no column has room for is said of the row without us.
    const auto behind = cells.subspan(m_usual);
    const bool areEmpty = std::all_of(behind.begin(), behind.end(), [](auto cell) { return trimmed(cell).empty(); });
    return areEmpty ? movedFrom(cells) : -1;
}

} // namespace rookery::intake
