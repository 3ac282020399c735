// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/rowcheck.h"

#include "intake/idcheck.h"
#include "intake/oddid.h"
#include "intake/otherheader.h"
#include "intake/wiretext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::RowCheck)
};

using namespace std::string_view_literals;
using pixel::Field;
using pixel::Severity;

// Stand in where the program gives the value later, so that a check does not miss them.
const QString AnyEventId = QStringLiteral("e");
const QString AnyInstant = QStringLiteral("1700000000000");

std::vector<std::string> utf8Of(const QStringList& texts)
{
    std::vector<std::string> out;
    for (const QString& text : texts)
        out.push_back(text.toStdString());
    return out;
}

std::vector<MappedColumn> columnsOf(const Mapping& mapping)
{
    std::vector<MappedColumn> columns;
    for (const pixel::FieldSpec& spec : pixel::fieldTable()) {
        if (const int column = mapping.columnOf(spec.field); column >= 0)
            columns.push_back({spec.field, std::size_t(column)});
    }
    return columns;
}

// What stands in every row, unless one of its cells says otherwise.
pixel::Event fixedOf(const CheckRules& rules)
{
    pixel::Event fixed = rules.defaults;
    for (const pixel::FieldSpec& spec : pixel::fieldTable()) {
        if (rules.mapping.constants().has(spec.field))
            fixed.set(spec.field, rules.mapping.constants().value(spec.field));
    }
    return fixed;
}

bool isListed(std::string_view cell, const std::vector<std::string>& listed)
{
    return isPlainText(cell) && !mayBePlaceholder(cell)
        && (listed.empty() || std::find(listed.begin(), listed.end(), cell) != listed.end());
}

} // namespace

QString verdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ready:
        return QStringLiteral("ready");
    case Verdict::Fix:
        return QStringLiteral("fix");
    case Verdict::Duplicate:
        return QStringLiteral("duplicate");
    case Verdict::HeaderAgain:
        return QStringLiteral("header");
    }
    Q_UNREACHABLE();
}

RowCheck::RowCheck(CheckRules rules)
    : m_rules(std::move(rules))
    , m_columns(columnsOf(m_rules.mapping))
    , m_fixed(fixedOf(m_rules))
    , m_cells(m_rules)
    , m_amounts(m_rules)
    , m_times(m_rules, m_fixed.value(Field::TimeZone))
    , m_conversions(utf8Of(m_rules.context.conversions))
    , m_properties(utf8Of(m_rules.context.properties))
    , m_calledOff(m_rules.header, m_rules.mapping)
    , m_unclaimed(m_rules.header, m_rules.mapping)
    , m_report(m_rules.header)
{
    m_fixedBytes.reserve(pixel::FieldCount);
    for (const pixel::FieldSpec& s : pixel::fieldTable()) {
        m_fixedBytes.push_back(m_fixed.value(s.field).toStdString());
        m_fixedValues[std::size_t(s.field)] = m_fixedBytes.back();
    }
    m_values = m_fixedValues;

    // Once for all rows: whether what none of them changes is right. An order of one unit stands for theirs.
    pixel::Event usual = m_fixed;
    usual.set(Field::EventId, AnyEventId);
    usual.set(Field::Timestamp, AnyInstant);
    for (const MappedColumn column : m_columns) {
        if (column.field == Field::OrderId)
            usual.set(column.field, QStringLiteral("1"));
        else if (column.field == Field::Revenue)
            usual.set(column.field, QStringLiteral("1000000000"));
    }
    pixel::CheckContext context = m_rules.context;
    context.now.reset();
    context.usual.reset();
    m_fixedIsFlawless = pixel::check(usual, context).isEmpty() && m_amounts.isAccountKnown()
        && !m_rules.mapping.constants().has(Field::Revenue) && !m_rules.mapping.constants().has(Field::Tax)
        && !m_rules.mapping.constants().has(Field::Shipping) && !m_rules.mapping.constants().has(Field::Timestamp);
    for (const MappedColumn column : m_columns)
        m_fixedIsFlawless = m_fixedIsFlawless && !m_amounts.isOdd(column.field);
    const pixel::CheckContext& rule = m_rules.context;
    if (rule.usual && rule.unusualFactor > 0) // pixel::check() has the last word
        m_unusualFrom = double(millionthsOf(rule.usual->text().toStdString())) * rule.unusualFactor;
}

Verdict RowCheck::check(const Row& row)
{
    m_row = row;
    m_report.clear();
    m_sameAs = 0;
    m_isFlawless = !row.isHeaderAgain && m_otherHeader == 0 && m_fixedIsFlawless && takeFlawless(row);
    // A row without a flaw is no row of names.
    const HeaderLikeness likeness = row.isHeaderAgain ? HeaderLikeness::Same
        : m_isFlawless                                ? HeaderLikeness::None
                       : headerLikeness(row.cells, m_rules.header, m_rules.mapping.columnOf(Field::OrderId),
                           m_rules.mapping.columnOf(Field::Revenue));
    if (likeness == HeaderLikeness::Same) {
        m_otherHeader = 0;
        RowFinding& finding = m_report.add(row, -1, Severity::Warning, QStringLiteral("table.header-again"));
        finding.what.sentence = Words::tr("Row %1 is the header once more and is left out.").arg(row.number);
        return Verdict::HeaderAgain;
    }
    if (likeness == HeaderLikeness::Other)
        m_otherHeader = row.number;
    if (m_otherHeader > 0) {
        reportOtherTable(row);
        return Verdict::Fix;
    }
    const std::string_view orderId = trimmed(cellOf(row, m_rules.mapping.columnOf(Field::OrderId)));
    const std::uint64_t hash = m_seen.hashOf(orderId);
    if (!m_isFlawless) {
        checkClosely(row);
    } else {
        m_sum += quint64(m_millionths[std::size_t(Field::Revenue)]);
        ++m_summed;
    }
    if (!orderId.empty())
        m_sameAs = m_seen.add(hash, row.number);
    const std::uint64_t before = std::exchange(m_before, hash);
    const qint64 differs = m_rules.unequal && !orderId.empty() ? m_rules.unequal->otherRowOf(hash) : 0;
    if (differs > 0) {
        m_isFlawless = false;
        reportUnequal(row, m_sameAs > 0 ? m_sameAs : differs);
        return Verdict::Fix;
    }
    if (m_sameAs == 0 && goesOn(row, orderId)) {
        m_isFlawless = false;
        reportGoesOn(row);
    }
    if (m_isFlawless && m_sameAs == 0)
        return Verdict::Ready;
    if (m_sameAs > 0) {
        m_isFlawless = false;
        RowFinding& finding = m_report.add(
            row, m_rules.mapping.columnOf(Field::OrderId), Severity::Warning, QStringLiteral("transactionId.in-file"));
        finding.what.field = Field::OrderId;
        finding.found = textOf(orderId);
        const QString sentence = hash == before
            ? Words::tr("Row %1 has the same order ID as row %2, \"%3\". If they are lines of one order, say how they "
                        "are put together: the first alone, the sum of all, or all must be equal.")
            : Words::tr("Row %1 has the same order ID as row %2, \"%3\".");
        finding.what.sentence = sentence.arg(row.number).arg(m_sameAs).arg(finding.found);
    }
    return m_report.hasErrors() ? Verdict::Fix : m_sameAs > 0 ? Verdict::Duplicate : Verdict::Ready;
}

// Whether the next row is another line of the same order that says something else of it. An empty cell says nothing.
bool RowCheck::goesOn(const Row& row, std::string_view orderId) const
{
    const auto order = std::size_t(m_rules.mapping.columnOf(Field::OrderId)); // -1: more than there are
    if (orderId.empty() || order >= row.following.size() || orderId != trimmed(row.following[order])
        || isNobodysId(orderId))
        return false;
    return std::any_of(m_columns.begin(), m_columns.end(), [&row](const MappedColumn& column) {
        const std::string_view next
            = column.at < row.following.size() ? trimmed(row.following[column.at]) : std::string_view();
        return !next.empty() && (column.at >= row.cells.size() || trimmed(row.cells[column.at]) != next);
    });
}

// The later row is held back. Alone, the first may be a part of an order that is sent as if it were all.
void RowCheck::reportGoesOn(const Row& row)
{
    const auto at = std::size_t(m_rules.mapping.columnOf(Field::OrderId));
    RowFinding& finding = m_report.add(row, MappedColumn{Field::OrderId, at}, Severity::Warning, "goes-on");
    finding.found = textOf(trimmed(row.cells[at]));
    finding.what.sentence
        = Words::tr("Check: row %1, %2: the next row has \"%3\" too and says something else of it. Only "
                    "this row is used. If they are lines of one order, say how they are put together.")
              .arg(QString::number(row.number), finding.columnName, finding.found);
}

// Neither the first nor a later one: nobody here knows which of them is the order, or whether all of them together are.
void RowCheck::reportUnequal(const Row& row, qint64 other)
{
    const auto at = std::size_t(m_rules.mapping.columnOf(Field::OrderId));
    RowFinding& finding = m_report.add(row, MappedColumn{Field::OrderId, at}, Severity::Error, "unequal");
    finding.found = textOf(trimmed(row.cells[at]));
    finding.expected = Words::tr("rows of one order that say the same");
    finding.what.sentence
        = Words::tr("Row %1, %2: \"%3\" stands in row %4 too, with other amounts, so none of these rows is sent. Leave "
                    "out what is not the order. If they are lines of one order, say how they are put together.")
              .arg(QString::number(row.number), finding.columnName, finding.found, QString::number(other));
}

void RowCheck::expect(std::span<const std::string_view> cells) const
{
    const auto column = std::size_t(m_rules.mapping.columnOf(Field::OrderId)); // -1: more than there are
    if (column < cells.size())
        (void)m_seen.hashOf(trimmed(cells[column]));
}

// True only where pixel::check() would find nothing and no cell has to be read in another way than it stands; the
// values are taken on the way.
bool RowCheck::takeFlawless(const Row& row)
{
    if (!m_cells.isFlawless(row))
        return false;
    for (const MappedColumn column : m_columns) {
        if (!takeFlawless(column.field, cellOf(row, column)))
            return false;
    }
    if (m_calledOff.columnIn(row.cells) >= 0 || m_unclaimed.isIn(row.cells) || m_amounts.differsFromBase(row))
        return false;
    const auto millionths = [this](Field field) { return m_millionths[std::size_t(field)]; };
    const qint64 revenue = millionths(Field::Revenue);
    if (maySumUp(quint64(revenue)))
        return false; // checkSum() knows
    return revenue > 0 && millionths(Field::Tax) <= revenue && millionths(Field::Shipping) <= revenue
        && !(m_unusualFrom && double(revenue) >= *m_unusualFrom);
}

bool RowCheck::takeFlawless(Field field, std::string_view cell)
{
    const auto i = std::size_t(field);
    m_values[i] = cell.empty() ? m_fixedValues[i] : cell;
    switch (field) {
    case Field::OrderId:
        return isFlawlessOrderId(cell);
    case Field::Revenue:
    case Field::Tax:
    case Field::Shipping:
        return takeFlawlessAmount(field, cell);
    case Field::Currency:
        if (!m_amounts.isSignOfAccount(cell))
            return cell == m_amounts.code();
        m_values[i] = m_amounts.code();
        return true;
    case Field::Timestamp:
        if (!cell.empty())
            m_values[i] = m_times.flawless(cell, m_buffers[i]);
        return cell.empty() || !m_values[i].empty();
    case Field::VisitorId:
    case Field::SessionId:
    case Field::UserId:
        return cell.empty() || isFlawlessUuid(cell);
    case Field::ConversionName:
        return isListed(cell, m_conversions);
    case Field::DigitalProperty:
        return isListed(cell, m_properties);
    default:
        return false;
    }
}

bool RowCheck::takeFlawlessAmount(Field field, std::string_view cell)
{
    const auto i = std::size_t(field);
    m_millionths[i] = 0;
    m_values[i] = {}; // no amount stands in the place of another row's
    if (cell.empty())
        return field != Field::Revenue;
    const std::string_view wire = m_amounts.flawless(cell, m_buffers[i]);
    if (wire.empty())
        return false;
    m_millionths[i] = millionthsOf(wire);
    m_values[i] = wire;
    return true;
}

void RowCheck::checkClosely(const Row& row)
{
    m_cells.check(row, m_report);
    // A row that its reader could not make out is not blamed for what it lacks besides.
    const bool isUnreadable = std::any_of(row.flaws.begin(), row.flaws.end(), [](const RowFinding& flaw) {
        return flaw.column < 0 && flaw.what.severity == Severity::Error && !flaw.what.field;
    });
    if (isUnreadable && std::all_of(row.cells.begin(), row.cells.end(), [](auto cell) { return cell.empty(); }))
        return;
    if (auto finding = m_calledOff.findingIn(row.number, row.cells))
        m_report.add(*std::move(finding));
    while (auto finding = m_unclaimed.findingIn(row.number, row.cells))
        m_report.add(*std::move(finding));
    if (m_amounts.differsFromBase(row))
        m_amounts.reportBase(row, m_report);
    m_cells.checkParting(row, m_report);
    pixel::Event event = m_fixed;
    for (const MappedColumn column : m_columns)
        takeCell(row, column, event);
    checkSum(row, event);
    checkEvent(row, std::move(event));
}

// Nobody knows which of its columns is what: the mapping was made for the first header.
void RowCheck::reportOtherTable(const Row& row)
{
    RowFinding& finding = m_report.add(row, -1, Severity::Error, QStringLiteral("table.other-header"));
    finding.what.sentence = row.number == m_otherHeader
        ? Words::tr("Row %1 names columns, and not as the header does: another table begins here. Import it as a file "
                    "of its own, and leave the row out.")
              .arg(row.number)
        : Words::tr("Row %1 stands below the header in row %2, so its columns may not be those of this table. Import "
                    "what is below that row as a file of its own.")
              .arg(row.number)
              .arg(m_otherHeader);
}

// The last row of a sheet sums up the others, whatever it is called there; no order is called without a digit and costs
// exactly that.
void RowCheck::checkSum(const Row& row, const pixel::Event& event)
{
    const auto amount = pixel::Amount::parse(event.value(Field::Revenue));
    if (!amount || amount->isNegative())
        return;
    const auto millionths = quint64(millionthsOf(amount->text().toStdString()));
    const MappedColumn column{Field::OrderId, std::size_t(m_rules.mapping.columnOf(Field::OrderId))};
    const std::string_view id = trimmed(cellOf(row, column));
    if (maySumUp(millionths) && !m_report.hasErrorOf(Field::OrderId) && std::none_of(id.begin(), id.end(), isDigit)) {
        RowFinding& finding = reportOrderId(row, column, "sum-row",
            Words::tr("Row %1, %2: \"%3\" has the sum of all rows above for its amount. Leave the row out if it is no "
                      "order."),
            m_report);
        finding.expected = Words::tr("an order ID");
    }
    m_sum += millionths;
    ++m_summed;
}

void RowCheck::takeCell(const Row& row, MappedColumn column, pixel::Event& event)
{
    const std::string_view whole = cellOf(row, column);
    const std::string_view cell = trimmed(whole);
    if (cell.empty()) {
        // An empty cell leaves what the profile says; what is only spaces is as empty.
        if (isAmount(column.field) || column.field == Field::OrderId)
            event.set(column.field, {});
        return;
    }
    if (isAmount(column.field)) {
        event.set(column.field, m_amounts.take(row, column, event.value(Field::Currency), m_report));
        return;
    }
    if (column.field == Field::Timestamp) {
        event.set(column.field, m_times.take(row, column, m_report));
        return;
    }
    event.set(column.field,
        column.field == Field::Currency && m_amounts.isSignOfAccount(cell) ? m_rules.context.currency : textOf(cell));
    if (column.field == Field::OrderId)
        checkOrderId(row, column, m_report);
    if (isIdentity(column.field))
        checkLetters(row, column, m_rules.isCodePageGuessed, m_report);
    if (cell.size() != whole.size()) {
        RowFinding& finding = m_report.add(row, column, Severity::Note, "trimmed");
        finding.found = textOf(whole);
        finding.what.sentence = Words::tr("Row %1, %2: the spaces around \"%3\" are left out.")
                                    .arg(row.number)
                                    .arg(finding.columnName, textOf(cell));
    }
}

void RowCheck::checkEvent(const Row& row, pixel::Event event)
{
    event.set(Field::EventId, AnyEventId);
    if (!event.has(Field::Timestamp))
        event.set(Field::Timestamp,
            QString::number(m_rules.context.now ? m_rules.context.now->value() : AnyInstant.toLongLong()));
    std::array<bool, pixel::FieldCount> areSaid{};
    for (const pixel::FieldSpec& spec : pixel::fieldTable())
        areSaid[std::size_t(spec.field)] = m_report.hasErrorOf(spec.field);
    const pixel::Findings found = pixel::check(event, m_rules.context);
    for (const pixel::Finding& what : found) {
        // What could not be read has been said in better words.
        if (what.field && areSaid[std::size_t(*what.field)])
            continue;
        RowFinding finding;
        finding.row = row.number;
        finding.column = what.field ? m_rules.mapping.columnOf(*what.field) : -1;
        finding.columnName = m_report.columnName(finding.column);
        finding.what = what;
        if (what.field)
            finding.found = event.value(*what.field);
        fillSuggestion(finding);
        m_report.add(std::move(finding));
    }
}

// The few flaws that have one remedy.
void RowCheck::fillSuggestion(RowFinding& finding) const
{
    if (finding.what.code == QLatin1StringView("currency.lower-case"))
        finding.fix = finding.found.toUpper();
    if (finding.what.field == Field::Currency) {
        finding.expected = m_rules.context.currency;
    } else if (finding.what.code == QLatin1StringView("timestamp.seconds")) {
        finding.fix = finding.found + QStringLiteral("000");
    }
}

pixel::Event RowCheck::event() const
{
    pixel::Event event = m_fixed;
    for (const MappedColumn column : m_columns) {
        if (m_isFlawless) {
            event.set(column.field, textOf(m_values[std::size_t(column.field)]));
            continue;
        }
        const std::string_view cell = trimmed(cellOf(m_row, column));
        if (isAmount(column.field))
            event.set(column.field, m_amounts.textFor(cell));
        else if (column.field == Field::Timestamp && !cell.empty())
            event.set(column.field, m_times.textFor(cell));
        else if (column.field == Field::Currency && m_amounts.isSignOfAccount(cell))
            event.set(column.field, m_rules.context.currency);
        else if (!cell.empty() || column.field == Field::OrderId)
            event.set(column.field, textOf(cell));
    }
    return event;
}

} // namespace rookery::intake
