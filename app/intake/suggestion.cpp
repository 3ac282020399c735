// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/amounttext.h"
#include "intake/calledoff.h"
#include "intake/headerwords.h"
#include "intake/mapping.h"
#include "intake/ownfile.h"

#include "pixel/currency.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>

namespace rookery::intake {

namespace {

using pixel::Field;

constexpr int WorthShowing = 30;
constexpr int Contradicted = 40; // by the cells, whatever the name says
constexpr int ByCellsAlone = 45;
constexpr int WireKey = 100;
constexpr int Margin = 5; // candidates so near to the best are as good

/// What the cells of one column have in common, as shares of those that are not empty.
struct Cells {
    int filled = 0;
    int amounts = 0;
    int decimals = 0;
    int marked = 0; // amounts with a currency
    int dates = 0;
    int uuids = 0;
    int currencies = 0;
    int codes = 0; // of currencies that there are
    int orders = 0;
    int digits = 0; // have one at least
    int words = 0;  // have none, and letters that are more than `n/a`
    std::set<std::string_view> different;

    [[nodiscard]] bool areMost(int n) const { return n * 2 > filled; }
};

// In any case: `gbp` is a flaw to be mended in a currency column, not a reason to take it for another.
bool isThreeLetters(std::string_view cell)
{
    return cell.size() == 3
        && std::all_of(cell.begin(), cell.end(), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
}

// `Bob` and `Sos` are names.
bool isKnownCode(std::string_view cell)
{
    const bool isUpper = isCurrencyCode(cell);
    const bool isLower = std::all_of(cell.begin(), cell.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return isThreeLetters(cell) && (isUpper || isLower) && pixel::currencyOfCode(textOf(cell).toUpper()).has_value();
}

bool hasThreeLetters(std::string_view cell)
{
    return std::count_if(cell.begin(), cell.end(), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }) >= 3;
}

// `$12`, `12 GBP`
bool isMarkedAmount(std::string_view cell)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return isAmountLike(cell) && !currencyMark(textOf(cell)).isEmpty()
        && (!isDigit(cell.front()) || !isDigit(cell.back()));
}

Cells look(const TableShape& shape, int column)
{
    Cells cells;
    for (const std::vector<std::string>& row : shape.sample) {
        if (std::size_t(column) >= row.size())
            continue;
        const std::string_view cell = trimmed(row[std::size_t(column)]);
        if (cell.empty())
            continue;
        ++cells.filled;
        const bool isDate = isDateLike(cell);
        cells.dates += isDate ? 1 : 0;
        // A screen says more than the amount; which part of it is meant is asked row by row.
        cells.amounts += !isDate && (isAmountLike(cell) || !leadingAmount(cell).empty()) ? 1 : 0;
        cells.marked += isMarkedAmount(cell) ? 1 : 0;
        cells.decimals += !isDate && styleOf(cell) ? 1 : 0;
        cells.uuids += isUuid(cell) ? 1 : 0;
        cells.currencies += isThreeLetters(cell) ? 1 : 0;
        cells.codes += isKnownCode(cell) ? 1 : 0;
        cells.orders += isOrderLike(cell) ? 1 : 0;
        const bool hasDigit = cell.find_first_of("0123456789") != std::string_view::npos;
        cells.digits += hasDigit ? 1 : 0;
        cells.words += !hasDigit && hasThreeLetters(cell) ? 1 : 0;
        cells.different.insert(cell);
    }
    return cells;
}

// Most cells are not what the name promises. They are held back one by one where no other column is meant: a column of
// money that is left out in silence would be worse.
bool areUnreadable(const Cells& cells, Field field)
{
    switch (field) {
    case Field::Revenue:
    case Field::Tax:
    case Field::Shipping:
        return cells.filled > 0 && !cells.areMost(cells.amounts);
    case Field::Currency:
        return cells.filled > 0 && !cells.areMost(cells.currencies);
    default:
        return false;
    }
}

// The cells say that the column is something else.
bool contradicts(const Cells& cells, Field field)
{
    if (cells.filled == 0)
        return false;
    switch (field) {
    case Field::Revenue:
        return cells.digits == 0;
    case Field::Shipping:
        return cells.digits == 0 && cells.areMost(cells.words); // how the parcel goes, not what it costs
    case Field::OrderId:
        return cells.areMost(cells.dates) || cells.areMost(cells.decimals);
    case Field::Timestamp:
        return !cells.areMost(cells.dates) && !cells.areMost(cells.amounts);
    default:
        return false;
    }
}

int cellConfidence(const Cells& cells, Field field)
{
    if (cells.filled == 0)
        return 0;
    switch (field) {
    case Field::Revenue:
        return cells.areMost(cells.decimals) || cells.areMost(cells.marked) ? ByCellsAlone : 0;
    case Field::Currency:
        return cells.areMost(cells.currencies) ? ByCellsAlone : 0;
    case Field::OrderId:
        return cells.orders == cells.filled && cells.different.size() == std::size_t(cells.filled)
                && !cells.areMost(cells.dates) && !cells.areMost(cells.decimals) && !cells.areMost(cells.uuids)
            ? ByCellsAlone
            : 0;
    case Field::VisitorId:
    case Field::SessionId:
    case Field::UserId:
        return cells.areMost(cells.uuids) ? ByCellsAlone : 0;
    default:
        return 0;
    }
}

// A shop whose order number stands under a name that says nothing; its other columns give it away.
bool isShopifyName(const TableShape& shape, int column)
{
    return shape.header[column] == QLatin1StringView("Name")
        && shape.header.contains(QStringLiteral("Financial Status"))
        && shape.header.contains(QStringLiteral("Lineitem quantity"));
}

int confidence(const TableShape& shape, int column, const Cells& cells, Field field)
{
    // The wire key of another field says what the column is: an eventID is nobody's user ID, whatever it looks like.
    if (const auto other = pixel::fieldOfKey(shape.header[column]); other && other != field)
        return 0;
    int byName = nameConfidence(shape.header[column], field);
    if (field == Field::OrderId && isShopifyName(shape, column))
        byName = 95;
    // UUIDs under a vague name are worth more than under none.
    const bool isIdentity = field == Field::VisitorId || field == Field::SessionId || field == Field::UserId;
    if (isIdentity && byName > 0 && cells.filled > 0 && cells.uuids == cells.filled)
        byName = std::min(byName + 10, WireKey);
    if (contradicts(cells, field))
        byName = std::min(byName, Contradicted);
    // Left out, another currency would pass for the account's.
    if (field == Field::Currency && cells.areMost(cells.codes) && !isNameOfOther(shape.header[column], field))
        byName = std::max(byName, ConfidentFrom);
    return std::max(byName, cellConfidence(cells, field));
}

std::string_view cellAt(const std::vector<std::string>& row, int column)
{
    return column >= 0 && std::size_t(column) < row.size() ? trimmed(row[std::size_t(column)]) : std::string_view();
}

// Whether a tax is a known share of an amount that includes it, as far as cents let it be one.
bool isShare(std::string_view tax, std::string_view amount, const TableShape& shape)
{
    constexpr double Cent = 0.01;
    const auto valueOf = [&shape](std::string_view cell) {
        std::array<char, 32> buffer{};
        const std::string_view wire = plainAmount(cell, shape.numbers.value, isGroupingKnown(shape), buffer);
        return textOf(wire).toDouble(); // 0 where it is in doubt
    };
    const double part = valueOf(tax);
    const double rest = valueOf(amount) - part;
    if (part <= 0 || rest <= 0)
        return false;
    const double percent = 100 * part / rest;
    const double nearest = std::round(percent);
    return std::abs(percent - nearest) <= 100 * Cent / rest && !taxRate(std::to_string(int(nearest))).empty();
}

// `19`, `19`, `7` under `MwSt` are rates: whole numbers that are known as such, and the same beside different amounts.
// So are `19,00` and `19 %`. Where most of them are a share of their amounts that is known as a rate, they are amounts:
// 21.00 of 126.00 is 20 % of what is left.
bool areRates(const TableShape& shape, int tax, int revenue)
{
    std::map<std::string_view, std::string_view> seen; // rate to revenue
    bool isBesideDifferent = false;
    int shares = 0;
    int others = 0;
    for (const std::vector<std::string>& row : shape.sample) {
        const std::string_view cell = cellAt(row, tax);
        const std::string_view amount = cellAt(row, revenue);
        if (cell.empty() || amount.empty())
            continue;
        const std::string_view rate = taxRate(cell);
        if (rate.empty())
            return false;
        if (rate != "0")
            ++(isShare(cell, amount, shape) ? shares : others);
        const auto [at, isNew] = seen.emplace(rate, amount);
        isBesideDifferent = isBesideDifferent || (!isNew && rate != "0" && at->second != amount);
    }
    return isBesideDifferent && others >= shares; // left out with a word is better than a wrong tax
}

} // namespace

Suggestion suggestMapping(const TableShape& shape)
{
    std::vector<Cells> cells;
    cells.reserve(std::size_t(shape.header.size()));
    for (int column = 0; column < shape.header.size(); ++column)
        cells.push_back(look(shape, column));

    const std::vector<bool> areOurs = ownColumns(shape.header);
    Suggestion suggestion;
    for (const pixel::FieldSpec& s : pixel::fieldTable()) {
        if (!isMappable(s.field))
            continue;
        QList<Candidate> ofField;
        for (int column = 0; column < shape.header.size(); ++column) {
            if (areOurs[std::size_t(column)])
                continue;
            const int c = confidence(shape, column, cells[std::size_t(column)], s.field);
            if (c >= WorthShowing)
                ofField << Candidate{s.field, column, c};
        }
        const auto isUnreadable
            = [&](const Candidate& c) { return areUnreadable(cells[std::size_t(c.column)], c.field); };
        const bool hasReadable = std::any_of(ofField.begin(), ofField.end(),
            [&](const Candidate& c) { return c.confidence >= ConfidentFrom && !isUnreadable(c); });
        for (Candidate& c : ofField) {
            const bool isRate
                = s.field == Field::Tax && areRates(shape, c.column, suggestion.mapping.columnOf(Field::Revenue));
            if (isRate || (hasReadable && isUnreadable(c)))
                c.confidence = std::min(c.confidence, Contradicted);
        }
        std::stable_sort(ofField.begin(), ofField.end(),
            [](const Candidate& a, const Candidate& b) { return a.confidence > b.confidence; });
        // A lone `id` is the order's, if nothing else comes near.
        constexpr int Plausible = 60;
        if (s.field == pixel::Field::OrderId && !ofField.isEmpty() && ofField[0].confidence == Plausible
            && (ofField.size() == 1 || ofField[1].confidence < Plausible))
            ofField[0].confidence = ConfidentFrom;
        suggestion.candidates << ofField;
        if (ofField.isEmpty() || ofField[0].confidence < ConfidentFrom)
            continue;
        const int nearBest = ofField[0].confidence == WireKey ? WireKey : ofField[0].confidence - Margin;
        const bool isClash = ofField.size() > 1 && ofField[1].confidence >= std::max(nearBest, ConfidentFrom);
        if (isClash)
            suggestion.undecided << s.field;
        else
            suggestion.mapping.setColumn(s.field, ofField[0].column);
    }
    // Whatever its amounts are called, they are no sales; who means them to be says so.
    if (isOfRefunds(shape))
        suggestion.mapping.setColumn(pixel::Field::Revenue, -1);
    return suggestion;
}

} // namespace rookery::intake
