// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/orderlines.h"

#include "intake/amounttext.h"
#include "intake/oddid.h"

#include "pixel/amount.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <iterator>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::OrderLines)
};

using pixel::Field;

std::string_view cellAt(const std::vector<std::string>& cells, int column)
{
    return column >= 0 && std::size_t(column) < cells.size() ? trimmed(cells[std::size_t(column)]) : std::string_view();
}

// As RowCheck reads it, where it has no doubt.
std::optional<pixel::Amount> amountOf(std::string_view cell, NumberStyle numbers, bool isGroupingKnown)
{
    std::array<char, 32> buffer{};
    if (const auto amount = pixel::Amount::parse(textOf(plainAmount(cell, numbers, isGroupingKnown, buffer))))
        return *amount;
    const AmountReading reading = readAmount(textOf(cell), amountStyle(numbers), groupingOf(numbers, isGroupingKnown));
    const bool isSure = reading.amount && !reading.other && !reading.inOtherStyle && !reading.amount->isNegative();
    return isSure ? reading.amount : std::nullopt;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

QString markOf(std::string_view cell)
{
    const bool isBare = cell.empty() || (isDigit(cell.front()) && isDigit(cell.back()));
    return isBare ? QString() : currencyMark(textOf(cell));
}

bool isAmount(Field field) { return field == Field::Revenue || field == Field::Tax || field == Field::Shipping; }

// By value: 5.00 is 5.0, and a bare number says nothing of its currency.
bool isSameAmount(std::string_view a, std::string_view b, NumberStyle numbers, bool isGroupingKnown)
{
    const auto one = amountOf(a, numbers, isGroupingKnown);
    const auto two = amountOf(b, numbers, isGroupingKnown);
    if (!one || !two || *one != *two)
        return false;
    const QString mark = markOf(a);
    const QString other = markOf(b);
    return mark.isEmpty() || other.isEmpty() || mayBeSameMark(mark, other);
}

// In the place of the number in `cell`, so that the mark beside it stays; in the file's own style, as all cells are.
std::string withAmount(std::string_view cell, const pixel::Amount& amount, NumberStyle numbers)
{
    const auto first = std::find_if(cell.begin(), cell.end(), isDigit);
    const auto last = std::find_if(cell.rbegin(), std::make_reverse_iterator(first), isDigit).base();
    const QString text = QString(amount.text()).replace(u'.', QLatin1Char(decimalSign(numbers)));
    return std::string(cell.begin(), first) + text.toStdString() + std::string(last, cell.end());
}

// By which two lines are told apart.
std::string lineText(const Row& row, const Mapping& mapping, LineRule rule)
{
    constexpr char Between = '\0'; // stands in no cell that can be sent
    std::string text;
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
        if (rule == LineRule::Equal && !mapping.fieldOf(int(column)))
            continue;
        text += trimmed(row.cells[column]);
        text += Between;
    }
    text.erase(text.find_last_not_of(Between) + 1); // cells that are missing at the end are empty ones
    return text;
}

} // namespace

QString lineRuleText(LineRule rule)
{
    switch (rule) {
    case LineRule::First:
        return QStringLiteral("first");
    case LineRule::Sum:
        return QStringLiteral("sum");
    case LineRule::Equal:
        return QStringLiteral("equal");
    }
    Q_UNREACHABLE();
}

std::optional<LineRule> lineRuleOfText(QStringView text)
{
    for (const LineRule rule : {LineRule::First, LineRule::Sum, LineRule::Equal}) {
        if (text == lineRuleText(rule))
            return rule;
    }
    return std::nullopt;
}

bool hasSeveralLines(const TableShape& shape, const Mapping& mapping)
{
    std::string_view before;
    for (const std::vector<std::string>& row : shape.sample) {
        const std::string_view id = cellAt(row, mapping.columnOf(Field::OrderId));
        if (!id.empty() && id == before)
            return true;
        before = id;
    }
    return false;
}

ScatteredOrders::ScatteredOrders(RowReader& rows, const Mapping& mapping)
{
    const auto column = std::size_t(mapping.columnOf(Field::OrderId)); // -1: more than there are
    std::string before;
    for (Row row; rows.next(row);) {
        const std::string_view id
            = column < row.cells.size() && !row.isHeaderAgain ? trimmed(row.cells[column]) : std::string_view();
        if (!id.empty() && id != before && !isNobodysId(id)) {
            const std::uint64_t hash = m_seen.hashOf(id);
            if (m_seen.add(hash, row.number) > 0)
                m_back.emplace(hash, row.number);
        }
        before = id;
    }
}

void ScatteredOrders::lookForRepeats(RowReader& rows, const Mapping& mapping, LineRule rule)
{
    const auto column = std::size_t(mapping.columnOf(Field::OrderId)); // -1: more than there are
    struct Part {
        std::uint64_t order = 0; // 0: of an order that stands in one place
        qint64 row = 0;
        std::vector<std::uint64_t> lines;
    };
    std::unordered_map<std::uint64_t, std::unordered_set<std::uint64_t>> said; // by order
    std::unordered_map<std::uint64_t, qint64> back;
    const auto end = [&](const Part& part) {
        if (part.order == 0)
            return;
        const auto [known, isFirst] = said.try_emplace(part.order);
        auto& before = known->second;
        const auto isSaid = [&before](std::uint64_t line) { return before.contains(line); };
        if (!isFirst && std::all_of(part.lines.begin(), part.lines.end(), isSaid)) {
            m_repeats.insert(part.row);
            return;
        }
        before.insert(part.lines.begin(), part.lines.end());
        if (!isFirst)
            back.try_emplace(part.order, part.row);
    };
    Part part;
    std::string before;
    for (Row row; rows.next(row);) {
        const std::string_view id
            = column < row.cells.size() && !row.isHeaderAgain ? trimmed(row.cells[column]) : std::string_view();
        if (id.empty() || id != before) {
            end(std::exchange(part, {}));
            const std::uint64_t order = id.empty() ? 0 : m_seen.hashOf(id);
            if (m_back.contains(order))
                part = {order, row.number, {}};
        }
        if (part.order != 0)
            part.lines.push_back(m_seen.hashOf(lineText(row, mapping, rule)));
        before = id;
    }
    end(part);
    m_back = std::move(back);
}

qint64 ScatteredOrders::comesBackIn(std::string_view orderId) const
{
    const auto found = m_back.find(m_seen.hashOf(orderId));
    return found == m_back.end() ? 0 : found->second;
}

OrderLines::OrderLines(std::unique_ptr<RowReader> rows, const Mapping& mapping, NumberStyle numbers, LineRule rule,
    std::shared_ptr<const ScatteredOrders> scattered)
    : m_rows(std::move(rows))
    , m_mapping(mapping)
    , m_numbers(numbers)
    , m_rule(rule)
    , m_calledOff(m_rows->shape().header, mapping)
    , m_scattered(std::move(scattered))
{
    m_shape = m_rows->shape();
}

bool OrderLines::read(Kept& kept)
{
    Row row;
    if (m_isAtEnd || !m_rows->next(row)) {
        m_isAtEnd = true;
        m_findings = m_rows->findings();
        m_shape = m_rows->shape();
        return false;
    }
    kept.number = row.number;
    kept.cells.assign(row.cells.begin(), row.cells.end());
    kept.oddCells.assign(row.oddCells.begin(), row.oddCells.end());
    kept.flaws.assign(row.flaws.begin(), row.flaws.end());
    kept.isHeaderAgain = row.isHeaderAgain;
    return true;
}

std::string_view OrderLines::orderId(const Kept& line) const
{
    const std::string_view id
        = line.isHeaderAgain ? std::string_view() : cellAt(line.cells, m_mapping.columnOf(Field::OrderId));
    return isNobodysId(id) ? std::string_view() : id;
}

bool OrderLines::next(Row& row)
{
    m_further.clear();
    m_flaws.clear();
    if (m_ahead)
        m_order = std::move(*m_ahead);
    else if (!read(m_order))
        return false;
    m_ahead.reset();
    m_flaws = m_order.flaws;
    for (Kept line; read(line);) {
        if (orderId(line).empty() || orderId(line) != orderId(m_order)) {
            m_ahead = std::move(line);
            break;
        }
        m_further.push_back(line.number);
        absorb(line);
    }
    if (m_rule != LineRule::First)
        checkTogether();
    m_views.assign(m_order.cells.begin(), m_order.cells.end());
    row = {m_order.number, m_views, m_order.oddCells, m_flaws, m_order.isHeaderAgain};
    return true;
}

void OrderLines::checkTogether()
{
    const std::string_view id = orderId(m_order);
    if (id.empty())
        return;
    const qint64 first = m_seen.add(id, m_order.number);
    if (first > 0 && m_scattered && m_scattered->isRepeat(m_order.number))
        return;
    const qint64 later = m_scattered ? m_scattered->comesBackIn(id) : 0;
    if (first == 0 && later == 0)
        return;
    RowFinding& finding = report(Field::OrderId, m_order, "lines-apart");
    finding.expected = Words::tr("lines that follow each other");
    //: %1 and %2 are numbers of rows, %3 is an order ID
    finding.what.sentence = (first > 0
            ? Words::tr("Row %1 belongs to order \"%3\" in row %2, but other orders stand between them, so it was not "
                        "added. Sort the file by order ID.")
            : Words::tr("Row %1 is only a part of order \"%3\", which goes on in row %2 behind other orders. Sort the "
                        "file by order ID."))
                                .arg(QString::number(m_order.number), QString::number(first > 0 ? first : later),
                                    finding.found);
}

// What stands in the way of a line of its own stands in the way of its order.
void OrderLines::absorbFlaws(const Kept& line)
{
    m_flaws.insert(m_flaws.end(), line.flaws.begin(), line.flaws.end());
    const bool hasExtra = std::any_of(
        line.cells.begin() + std::ptrdiff_t(std::min(line.cells.size(), std::size_t(m_shape.header.size()))),
        line.cells.end(), [](const std::string& cell) { return !trimmed(cell).empty(); });
    const auto odd = std::find_if(line.oddCells.begin(), line.oddCells.end(),
        [this](int column) { return m_mapping.fieldOf(column).has_value(); });
    if (!hasExtra && odd == line.oddCells.end())
        return;
    RowFinding& finding = report(hasExtra ? -1 : *odd, line,
        hasExtra ? QStringLiteral("table.extra-cell") : QStringLiteral("table.text-behind-quote"));
    finding.what.sentence
        = Words::tr("Row %1 belongs to the order in row %2 and has cells that can't be told apart. Look "
                    "for a separator or a quote that should stand within quotes.")
              .arg(line.number)
              .arg(m_order.number);
}

// What is said of one line is said of its order, once; what the first says is left for the check of the order.
void OrderLines::askCalledOff(const Kept& line)
{
    m_views.assign(line.cells.begin(), line.cells.end());
    const auto finding = m_calledOff.findingIn(line.number, m_views);
    const auto isKnown = [](const RowFinding& flaw) { return flaw.what.code == CalledOffCode; };
    if (!finding || std::any_of(m_flaws.begin(), m_flaws.end(), isKnown))
        return;
    m_views.assign(m_order.cells.begin(), m_order.cells.end());
    if (m_calledOff.columnIn(m_views) < 0)
        m_flaws.push_back(*finding);
}

void OrderLines::absorb(const Kept& line)
{
    absorbFlaws(line);
    askCalledOff(line);
    for (const pixel::FieldSpec& s : pixel::fieldTable()) {
        if (m_mapping.columnOf(s.field) < 0 || s.field == Field::OrderId)
            continue;
        if (m_rule == LineRule::Sum && isAmount(s.field))
            add(s.field, line);
        else if (m_rule == LineRule::Equal || s.field == Field::Currency)
            compare(s.field, line); // one order has one currency, whatever becomes of its amounts
    }
}

void OrderLines::add(Field field, const Kept& line)
{
    const int column = m_mapping.columnOf(field);
    const std::string_view more = cellAt(line.cells, column);
    if (more.empty())
        return;
    if (m_order.cells.size() <= std::size_t(column))
        m_order.cells.resize(std::size_t(column) + 1);
    std::string& cell = m_order.cells[std::size_t(column)];
    const std::string_view sum = trimmed(cell);
    const auto one = amountOf(sum, m_numbers, isGroupingKnown(m_shape));
    const auto two = amountOf(more, m_numbers, isGroupingKnown(m_shape));
    if (!two) {
        reportUnreadable(field, line, m_order);
    } else if (sum.empty()) {
        cell = std::string(more);
    } else if (one) {
        const QString mark = markOf(sum);
        const QString other = markOf(more);
        if (mark.isEmpty() || other.isEmpty() || mayBeSameMark(mark, other)) {
            // The mark that says most, for the check.
            cell = withAmount(other.size() > mark.size() ? more : sum, *one + *two, m_numbers);
            return;
        }
        RowFinding& finding = report(field, line, "unequal-marks");
        finding.expected = mark;
        finding.what.sentence
            = Words::tr("Row %1, %2: expected an amount in %3 to add to row %4 of the same order, found \"%5\".")
                  .arg(line.number)
                  .arg(finding.columnName, mark)
                  .arg(m_order.number)
                  .arg(finding.found);
    } else if (readAmount(textOf(sum), amountStyle(m_numbers), groupingOf(m_numbers, isGroupingKnown(m_shape))).other) {
        // The check may take it for what the currency has three decimals for. What else cannot be read stays, for it.
        reportUnreadable(field, m_order, line);
    }
}

void OrderLines::reportUnreadable(Field field, const Kept& line, const Kept& other)
{
    RowFinding& finding = report(field, line, "unreadable-line");
    finding.expected = Words::tr("a number like %1").arg(numberExample(m_numbers));
    finding.what.sentence = Words::tr("Row %1, %2: expected a number like %3 to add to row %4, found \"%5\".")
                                .arg(line.number)
                                .arg(finding.columnName, numberExample(m_numbers))
                                .arg(other.number)
                                .arg(finding.found);
}

void OrderLines::compare(Field field, const Kept& line)
{
    const int column = m_mapping.columnOf(field);
    const std::string_view other = cellAt(line.cells, column);
    const std::string_view own = cellAt(m_order.cells, column);
    if (other.empty() || other == own
        || (isAmount(field) && isSameAmount(own, other, m_numbers, isGroupingKnown(m_shape))))
        return;
    if (own.empty()) {
        if (m_order.cells.size() <= std::size_t(column))
            m_order.cells.resize(std::size_t(column) + 1);
        m_order.cells[std::size_t(column)] = std::string(other);
        return;
    }
    RowFinding& finding = report(field, line, "unequal-lines");
    finding.expected = textOf(own);
    finding.what.sentence = Words::tr("Row %1, %2: expected \"%3\" as in row %4 of the same order, found \"%5\".")
                                .arg(line.number)
                                .arg(finding.columnName, finding.expected)
                                .arg(m_order.number)
                                .arg(finding.found);
}

RowFinding& OrderLines::report(Field field, const Kept& line, const char* kind)
{
    RowFinding& finding = report(m_mapping.columnOf(field), line, pixel::key(field) + u'.' + QLatin1StringView(kind));
    finding.what.field = field;
    return finding;
}

RowFinding& OrderLines::report(int column, const Kept& line, const QString& code)
{
    RowFinding finding;
    finding.row = line.number;
    finding.column = column;
    finding.columnName = m_shape.header.value(column);
    finding.found = textOf(cellAt(line.cells, column));
    finding.what.severity = pixel::Severity::Error;
    finding.what.code = code;
    m_flaws.push_back(finding);
    return m_flaws.back();
}

} // namespace rookery::intake
