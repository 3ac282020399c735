// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/rowcheck.h"

#include "intake/amountaside.h"
#include "intake/amounttext.h"
#include "intake/headerwords.h"
#include "intake/oddid.h"
#include "intake/otherheader.h"
#include "intake/wiretext.h"

#include "pixel/currency.h"
#include "pixel/timezonename.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <charconv>
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

bool isAmount(Field field) { return field == Field::Revenue || field == Field::Tax || field == Field::Shipping; }

// What is sent as it stands and compared with what another system has.
bool isIdentity(Field field)
{
    return field == Field::OrderId || field == Field::VisitorId || field == Field::SessionId || field == Field::UserId;
}

// As the file would write it, so that the fix can be put into the cell.
QString inStyle(const pixel::Amount& amount, NumberStyle style)
{
    return QString(amount.text()).replace(u'.', QLatin1Char(decimalSign(style)));
}

std::vector<std::string> utf8Of(const QStringList& texts)
{
    std::vector<std::string> out;
    for (const QString& text : texts)
        out.push_back(text.toStdString());
    return out;
}

// The vendor's examples, which pixel::check() knows; it is asked where one may be meant.
bool mayBePlaceholder(std::string_view cell)
{
    const char first = char(cell[0] | 0x20);
    return (first == 'y' || first == 'u') && cell.find('-') != std::string_view::npos;
}

bool isNobody(std::string_view uuid)
{
    constexpr std::array Known{"00000000"sv, "a8469964"sv, "b1aadba2"sv, "8679739f"sv};
    std::array<char, 8> start{};
    std::transform(uuid.begin(), uuid.begin() + 8, start.begin(), [](char c) { return char(c | 0x20); });
    return std::find(Known.begin(), Known.end(), std::string_view(start.data(), 8)) != Known.end();
}

int extraColumnOf(const QStringList& header)
{
    const QStringList ours = rejectColumns();
    const auto at = std::search(header.begin(), header.end(), ours.begin(), ours.end());
    return at == header.end() ? -1 : int(at - header.begin() + ours.size() - 1);
}

// Whether an amount names another currency: by a mark of its own, else by those of the words around it, `12.50 (USD)`,
// `12.50 Dollar`.
bool isOfOther(const QString& currency, const QString& amount, const QString& sentence)
{
    if (currency.isEmpty())
        return false;
    // `€12.50 USD` is of neither.
    const bool hasOtherSign = std::any_of(amount.begin(), amount.end(),
        [&](QChar c) { return c.category() == QChar::Symbol_Currency && !mayBeMarkOf(QString(c), currency); });
    const QString mark = currencyMark(amount);
    if (!mark.isEmpty() && mayBeMarkOf(mark, currency))
        return hasOtherSign;
    if (!mark.isEmpty())
        return true;
    const QStringList named = sentence == amount ? QStringList() : currenciesOf(sentence);
    return !named.isEmpty()
        && std::none_of(named.begin(), named.end(), [&](const QString& other) { return mayBeMarkOf(other, currency); });
}

bool isAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// A number like others, but for its length (pixel::Amount).
bool isTooLong(std::string_view cell, NumberStyle style)
{
    constexpr std::ptrdiff_t MaxWholeDigits = 12;
    constexpr std::ptrdiff_t MaxDecimals = 6;
    const auto* const sign = std::find(cell.begin(), cell.end(), decimalSign(style));
    return isAmountLike(cell)
        && (std::count_if(cell.begin(), sign, isDigit) > MaxWholeDigits
            || std::count_if(sign, cell.end(), isDigit) > MaxDecimals);
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
    , m_fixed(m_rules.defaults)
    , m_currency(m_rules.context.currency.toStdString())
    , m_conversions(utf8Of(m_rules.context.conversions))
    , m_properties(utf8Of(m_rules.context.properties))
    , m_calledOff(m_rules.header, m_rules.mapping)
    , m_unclaimed(m_rules.header, m_rules.mapping)
    , m_extraColumn(extraColumnOf(m_rules.header))
{
    for (const pixel::FieldSpec& s : pixel::fieldTable()) {
        if (m_rules.mapping.constants().has(s.field))
            m_fixed.set(s.field, m_rules.mapping.constants().value(s.field));
        if (const int column = m_rules.mapping.columnOf(s.field); column >= 0)
            m_columns.push_back({s.field, std::size_t(column)});
    }
    // Qt takes any word for a rule of POSIX.
    if (const QString zone = m_fixed.value(Field::TimeZone); pixel::isTimeZoneName(zone))
        m_clock = WallClock(QTimeZone(zone.toLatin1()));
    const auto currency = pixel::currencyOfCode(m_rules.context.currency);
    if (currency)
        m_minorDigits = currency->minorDigits;
    else
        m_currency.clear();
    for (const char16_t sign : u"$\u00A3\u20AC\u00A5"sv) {
        if (currency && mayBeMarkOf(QString(QChar(sign)), currency->code))
            m_sign = QString(QChar(sign)).toStdString();
        if (currency && isSignOf(QString(QChar(sign)), currency->code))
            m_signAlone = QString(QChar(sign)).toStdString();
    }
    readHeader();

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
    for (const Column column : m_columns) {
        if (column.field == Field::OrderId)
            usual.set(column.field, QStringLiteral("1"));
        else if (column.field == Field::Revenue)
            usual.set(column.field, QStringLiteral("1000000000"));
    }
    pixel::CheckContext context = m_rules.context;
    context.now.reset();
    m_fixedIsFlawless = pixel::check(usual, context).isEmpty() && !m_currency.empty()
        && !m_rules.mapping.constants().has(Field::Revenue) && !m_rules.mapping.constants().has(Field::Tax)
        && !m_rules.mapping.constants().has(Field::Shipping) && !m_rules.mapping.constants().has(Field::Timestamp);
    for (const Column column : m_columns) {
        const auto i = std::size_t(column.field);
        m_fixedIsFlawless = m_fixedIsFlawless && m_headerCurrencies[i].isEmpty() && m_headerUnits[i].isEmpty();
    }
}

// What the names of the columns of amounts say of all rows.
void RowCheck::readHeader()
{
    const QString& account = m_rules.context.currency;
    for (const Column column : m_columns) {
        if (!isAmount(column.field))
            continue;
        const QString name = m_rules.header.value(int(column.at));
        m_headerUnits[std::size_t(column.field)] = oddUnitOf(name);
        const QStringList named = currenciesOf(name);
        const bool isOwn
            = std::any_of(named.begin(), named.end(), [&](const QString& mark) { return mayBeMarkOf(mark, account); });
        if (!account.isEmpty() && !named.isEmpty() && !isOwn)
            m_headerCurrencies[std::size_t(column.field)] = named.first();
    }
    // Magento: `Grand Total (Purchased)` is what was paid, in whatever currency, `Grand Total (Base)` the shop's own.
    const auto plainWords = [](const QString& name) {
        QStringList words = wordsOf(name);
        words.removeAll(QStringLiteral("purchased"));
        const bool isBase = words.removeAll(QStringLiteral("base")) > 0;
        return std::pair(words, isBase);
    };
    const int revenue = m_rules.mapping.columnOf(Field::Revenue);
    if (revenue < 0 || m_rules.mapping.columnOf(Field::Currency) >= 0)
        return;
    const auto own = plainWords(m_rules.header.value(revenue));
    for (int i = 0; i < m_rules.header.size(); ++i) {
        const auto other = plainWords(m_rules.header[i]);
        if (i != revenue && own.first.contains(QStringLiteral("total")) && other.first == own.first
            && other.second != own.second)
            m_baseColumn = i;
    }
}

AmountReading RowCheck::read(const QString& text) const
{
    return readAmount(text, amountStyle(m_rules.numbers), groupingOf(m_rules.numbers, m_rules.isGroupingKnown));
}

std::string_view RowCheck::plain(std::string_view cell, std::span<char, 32> buffer) const
{
    return plainAmount(cell, m_rules.numbers, m_rules.isGroupingKnown, buffer);
}

bool RowCheck::isSignOfAccount(std::string_view cell) const { return !m_signAlone.empty() && cell == m_signAlone; }

bool RowCheck::differsFromBase(const Row& row) const
{
    if (m_baseColumn < 0 || std::size_t(m_baseColumn) >= row.cells.size())
        return false;
    const std::string_view base = trimmed(row.cells[std::size_t(m_baseColumn)]);
    const std::string_view own = trimmed(cellOf(row, Field::Revenue));
    if (base.empty() || own.empty() || base == own)
        return false;
    const AmountReading one = read(textOf(base));
    const AmountReading two = read(textOf(own));
    return !one.amount || !two.amount || *one.amount != *two.amount;
}

// What a row had no column for when it was held back: taken for mended only when it is gone.
std::string_view RowCheck::extraIn(const Row& row) const
{
    const auto at = std::size_t(m_extraColumn); // -1: more than there are
    return at < row.cells.size() ? trimmed(row.cells[at]) : std::string_view();
}

std::string_view RowCheck::cellOf(const Row& row, Field field) const
{
    const int column = m_rules.mapping.columnOf(field);
    return column >= 0 && std::size_t(column) < row.cells.size() ? row.cells[std::size_t(column)] : std::string_view();
}

Verdict RowCheck::check(const Row& row)
{
    m_row = row;
    if (!m_findings.isEmpty())
        m_findings.clear();
    m_sameAs = 0;
    m_isFlawless = !row.isHeaderAgain && m_otherHeader == 0 && m_fixedIsFlawless && takeFlawless(row);
    // A row without a flaw is no row of names.
    const HeaderLikeness likeness = row.isHeaderAgain ? HeaderLikeness::Same
        : m_isFlawless                                ? HeaderLikeness::None
                       : headerLikeness(row.cells, m_rules.header, m_rules.mapping.columnOf(Field::OrderId),
                           m_rules.mapping.columnOf(Field::Revenue));
    if (likeness == HeaderLikeness::Same) {
        m_otherHeader = 0;
        RowFinding& finding = report(row, -1, Severity::Warning, QStringLiteral("table.header-again"));
        finding.what.sentence = Words::tr("Row %1 is the header once more and is left out.").arg(row.number);
        return Verdict::HeaderAgain;
    }
    if (likeness == HeaderLikeness::Other)
        m_otherHeader = row.number;
    if (m_otherHeader > 0) {
        reportOtherTable(row);
        return Verdict::Fix;
    }
    const std::string_view orderId = trimmed(cellOf(row, Field::OrderId));
    const std::uint64_t hash = m_seen.hashOf(orderId);
    if (!m_isFlawless) {
        checkClosely(row);
    } else {
        m_sum += quint64(m_millionths[std::size_t(Field::Revenue)]);
        ++m_amounts;
    }
    if (!orderId.empty())
        m_sameAs = m_seen.add(hash, row.number);
    const std::uint64_t before = std::exchange(m_before, hash);
    if (m_sameAs == 0 && goesOn(row)) {
        m_isFlawless = false;
        reportGoesOn(row);
    }
    if (m_isFlawless && m_sameAs == 0)
        return Verdict::Ready;
    if (m_sameAs > 0) {
        m_isFlawless = false;
        RowFinding& finding = report(
            row, m_rules.mapping.columnOf(Field::OrderId), Severity::Warning, QStringLiteral("transactionId.in-file"));
        finding.what.field = Field::OrderId;
        finding.found = textOf(orderId);
        const QString sentence = hash == before
            ? Words::tr("Row %1 has the same order ID as row %2, \"%3\". If they are lines of one order, say how they "
                        "are put together: the first alone, the sum of all, or all must be equal.")
            : Words::tr("Row %1 has the same order ID as row %2, \"%3\".");
        finding.what.sentence = sentence.arg(row.number).arg(m_sameAs).arg(finding.found);
    }
    const bool hasErrors = std::any_of(m_findings.begin(), m_findings.end(),
        [](const RowFinding& finding) { return finding.what.severity == Severity::Error; });
    return hasErrors ? Verdict::Fix : m_sameAs > 0 ? Verdict::Duplicate : Verdict::Ready;
}

// Whether the next row is another line of the same order that says something else of it. An empty cell says nothing.
bool RowCheck::goesOn(const Row& row) const
{
    const auto order = std::size_t(m_rules.mapping.columnOf(Field::OrderId)); // -1: more than there are
    if (order >= row.following.size() || order >= row.cells.size())
        return false;
    const std::string_view id = trimmed(row.cells[order]);
    if (id.empty() || id != trimmed(row.following[order]) || isNobodysId(id))
        return false;
    return std::any_of(m_columns.begin(), m_columns.end(), [&row](const Column& column) {
        const std::string_view next
            = column.at < row.following.size() ? trimmed(row.following[column.at]) : std::string_view();
        return !next.empty() && (column.at >= row.cells.size() || trimmed(row.cells[column.at]) != next);
    });
}

// The later row is held back. Alone, the first may be a part of an order that is sent as if it were all.
void RowCheck::reportGoesOn(const Row& row)
{
    const auto at = std::size_t(m_rules.mapping.columnOf(Field::OrderId));
    RowFinding& finding = report(row, {Field::OrderId, at}, Severity::Warning, "goes-on");
    finding.found = textOf(trimmed(row.cells[at]));
    finding.what.sentence
        = Words::tr("Check: row %1, %2: the next row has \"%3\" too and says something else of it. Only "
                    "this row is used. If they are lines of one order, say how they are put together.")
              .arg(QString::number(row.number), finding.columnName, finding.found);
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
    if (!row.oddCells.empty() || !row.flaws.empty() || row.cells.size() > std::size_t(m_rules.header.size()))
        return false;
    for (const Column column : m_columns) {
        const std::string_view cell = column.at < row.cells.size() ? row.cells[column.at] : std::string_view();
        if (!takeFlawless(column.field, cell))
            return false;
    }
    if (m_calledOff.columnIn(row.cells) >= 0 || m_unclaimed.isIn(row.cells) || !extraIn(row).empty()
        || differsFromBase(row) || m_rules.parting.columnIn(row.cells) >= 0)
        return false;
    const auto millionths = [this](Field field) { return m_millionths[std::size_t(field)]; };
    const qint64 revenue = millionths(Field::Revenue);
    if (maySumUp(quint64(revenue)))
        return false; // checkSum() knows
    return revenue > 0 && millionths(Field::Tax) <= revenue && millionths(Field::Shipping) <= revenue;
}

bool RowCheck::takeFlawless(Field field, std::string_view cell)
{
    const auto i = std::size_t(field);
    m_values[i] = cell.empty() ? m_fixedValues[i] : cell;
    switch (field) {
    case Field::OrderId:
        return isPlainText(cell) && !isUuid(cell) && !mayBePlaceholder(cell)
            && (!mayBeOddId(cell) || oddIdOf(cell) == OddId::None);
    case Field::Revenue:
    case Field::Tax:
    case Field::Shipping:
        return takeFlawlessAmount(field, cell);
    case Field::Currency:
        if (!isSignOfAccount(cell))
            return cell == m_currency;
        m_values[i] = m_currency;
        return true;
    case Field::Timestamp:
        return cell.empty() || takeFlawlessTime(cell);
    case Field::VisitorId:
    case Field::SessionId:
    case Field::UserId:
        return cell.empty() || (isUuid(cell) && !isNobody(cell));
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
    const std::string_view wire = plain(cell, m_buffers[i]);
    const int decimals = wire.empty() ? -1 : wireDecimals(wire);
    if (decimals < 0 || decimals == 1 || decimals > m_minorDigits)
        return false;
    if (!(isDigit(cell.front()) && isDigit(cell.back()))
        && (m_sign.empty() || cell.find(m_sign) == std::string_view::npos))
        return false; // another currency's, or spaces
    m_millionths[i] = millionthsOf(wire);
    m_values[i] = wire;
    return true;
}

bool RowCheck::takeFlawlessTime(std::string_view cell)
{
    // Well within what pixel::check() takes for recent; what is not goes the long way.
    constexpr auto Recent = std::chrono::hours(24 * 29);
    const CellTime reading = readCellTime(cell, m_rules.dates.value, m_clock);
    const auto now = m_rules.context.now;
    const auto oldest = std::min<std::chrono::hours>(m_rules.oldest.value_or(Recent), Recent);
    const bool isSure = reading.isPlain()
        || (m_rules.dates.isCertain && reading.time && !reading.isOtherStyle && !reading.isSeconds
            && !reading.isDateAlone && reading.change == ClockChange::None && !isInDoubt(reading));
    if (!isSure || (now && (*reading.time > *now || *reading.time <= *now - oldest)))
        return false;
    constexpr auto At = std::size_t(Field::Timestamp);
    std::array<char, 32>& buffer = m_buffers[At];
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), reading.time->value());
    m_values[At] = {buffer.data(), std::size_t(written.ptr - buffer.data())};
    return true;
}

void RowCheck::checkClosely(const Row& row)
{
    checkCells(row);
    // A row that its reader could not make out is not blamed for what it lacks besides.
    const bool isUnreadable = std::any_of(row.flaws.begin(), row.flaws.end(), [](const RowFinding& flaw) {
        return flaw.column < 0 && flaw.what.severity == Severity::Error && !flaw.what.field;
    });
    if (isUnreadable && std::all_of(row.cells.begin(), row.cells.end(), [](auto cell) { return cell.empty(); }))
        return;
    if (auto finding = m_calledOff.findingIn(row.number, row.cells))
        m_findings << *std::move(finding);
    while (auto finding = m_unclaimed.findingIn(row.number, row.cells))
        m_findings << *std::move(finding);
    if (differsFromBase(row))
        reportBase(row);
    if (const int column = m_rules.parting.columnIn(row.cells); column >= 0)
        reportParted(row, column);
    pixel::Event event = m_fixed;
    for (const Column column : m_columns)
        takeCell(row, column, event);
    checkSum(row, event);
    checkEvent(row, std::move(event));
}

// Nobody knows which of its columns is what: the mapping was made for the first header.
void RowCheck::reportOtherTable(const Row& row)
{
    RowFinding& finding = report(row, -1, Severity::Error, QStringLiteral("table.other-header"));
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
    const std::string_view id = trimmed(cellOf(row, Field::OrderId));
    const bool isSaid = std::any_of(m_findings.begin(), m_findings.end(),
        [](const RowFinding& f) { return f.what.field == Field::OrderId && f.what.severity == Severity::Error; });
    if (maySumUp(millionths) && !isSaid && std::none_of(id.begin(), id.end(), isDigit)) {
        RowFinding& finding = reportOrderId(row, "sum-row",
            Words::tr("Row %1, %2: \"%3\" has the sum of all rows above for its amount. Leave the row out if it is no "
                      "order."));
        finding.expected = Words::tr("an order ID");
    }
    m_sum += millionths;
    ++m_amounts;
}

// What is wrong before any value is looked at.
void RowCheck::checkCells(const Row& row)
{
    for (const RowFinding& finding : row.flaws) {
        const bool isMapped = m_rules.mapping.fieldOf(finding.column).has_value();
        // The time is looked at below, if it is taken at all.
        if (isMapped && finding.what.code.startsWith(QLatin1StringView("timestamp.")))
            continue;
        m_findings << finding;
        // What nobody takes need not be mended.
        if (finding.column >= 0 && !isMapped && finding.what.severity == Severity::Error)
            m_findings.last().what.severity = Severity::Note;
    }
    for (const int column : row.oddCells) {
        const bool isMapped = m_rules.mapping.fieldOf(column).has_value();
        RowFinding& finding = report(
            row, column, isMapped ? Severity::Error : Severity::Note, QStringLiteral("table.text-behind-quote"));
        finding.found = textOf(row.cells[std::size_t(column)]);
        finding.expected = Words::tr("nothing behind the closing quote");
        finding.what.sentence
            = Words::tr("Row %1, %2: expected nothing behind the closing quote, found %3. Double the quotes within the "
                        "cell or take them away.")
                  .arg(row.number)
                  .arg(finding.columnName, finding.found);
    }
    for (auto i = std::size_t(m_rules.header.size()); i < row.cells.size(); ++i) {
        if (trimmed(row.cells[i]).empty())
            continue;
        RowFinding& finding = report(row, int(i), Severity::Error, QStringLiteral("table.extra-cell"));
        finding.found = textOf(row.cells[i]);
        //: %2 is a number of columns
        finding.expected = Words::tr("%1 cells").arg(m_rules.header.size());
        finding.what.sentence = Words::tr("Row %1: expected %2 cells, found %3; the first without a header is \"%4\". "
                                          "Look for a separator that should stand within quotes.")
                                    .arg(row.number)
                                    .arg(m_rules.header.size())
                                    .arg(row.cells.size())
                                    .arg(finding.found);
        break;
    }
    if (const std::string_view extra = extraIn(row); !extra.empty()) {
        RowFinding& finding = report(row, m_extraColumn, Severity::Error, QStringLiteral("table.extra-cell"));
        finding.found = textOf(extra);
        finding.what.sentence
            = Words::tr("Row %1 had more cells than columns: \"%2\". Mend the row, then empty the cell in %3.")
                  .arg(row.number)
                  .arg(finding.found, finding.columnName);
    }
}

void RowCheck::takeCell(const Row& row, Column column, pixel::Event& event)
{
    const std::string_view whole = cellOf(row, column.field);
    const std::string_view cell = trimmed(whole);
    if (cell.empty()) {
        // An empty cell leaves what the profile says; what is only spaces is as empty.
        if (isAmount(column.field) || column.field == Field::OrderId)
            event.set(column.field, {});
        return;
    }
    if (isAmount(column.field)) {
        takeAmount(row, column, event);
        return;
    }
    if (column.field == Field::Timestamp) {
        takeTime(row, column, event);
        return;
    }
    event.set(column.field,
        column.field == Field::Currency && isSignOfAccount(cell) ? m_rules.context.currency : textOf(cell));
    if (column.field == Field::OrderId)
        checkOrderId(row);
    if (isIdentity(column.field))
        checkLetters(row, column);
    if (cell.size() != whole.size()) {
        RowFinding& finding = report(row, column, Severity::Note, "trimmed");
        finding.found = textOf(whole);
        finding.what.sentence = Words::tr("Row %1, %2: the spaces around \"%3\" are left out.")
                                    .arg(row.number)
                                    .arg(finding.columnName, textOf(cell));
    }
}

void RowCheck::takeAmount(const Row& row, Column column, pixel::Event& event)
{
    const QString found = textOf(trimmed(cellOf(row, column.field)));
    const AmountReading reading = read(found);
    const QString example = numberExample(m_rules.numbers);
    const std::string_view leading
        = reading.amount ? std::string_view() : leadingAmount(trimmed(cellOf(row, column.field)));
    // Before anything is proposed: a fix is written without its mark.
    if (const QString currency = event.value(Field::Currency).toUpper();
        isOfOther(currency, leading.empty() ? found : textOf(leading), found)) {
        event.set(column.field, found);
        reportOther(row, column, currency);
        return;
    }
    if (reportHeader(row, column) || (!reading.amount && reportNegative(row, column))) {
        event.set(column.field, found);
        return;
    }
    if (isSure(reading)) {
        event.set(column.field, reading.amount->text());
        return;
    }
    event.set(column.field, found);
    const AmountReading inSentence = leading.empty() ? AmountReading() : read(textOf(leading));
    // `12.50 T€` is no 12.50.
    const bool isClear = inSentence.amount && !inSentence.other && !inSentence.inOtherStyle
        && oddUnitOf(found).isEmpty() && isAside(found.sliced(textOf(leading).size()));
    const bool isLong = !reading.amount && isTooLong(trimmed(cellOf(row, column.field)), m_rules.numbers);
    RowFinding& finding = report(row, column, Severity::Error,
        isLong                ? "too-long"
            : isClear         ? "in-sentence"
            : !reading.amount ? "not-a-number"
            : reading.other   ? "ambiguous"
                              : "other-style");
    finding.found = found;
    finding.expected = Words::tr("a number like %1").arg(example);
    if (isLong) {
        finding.what.sentence
            = Words::tr("Row %1, %2: \"%3\" is too long for an amount, which has 12 digits and 6 decimals at the most.")
                  .arg(row.number)
                  .arg(finding.columnName, found);
    } else if (isClear) {
        finding.fix = inStyle(*inSentence.amount, m_rules.numbers);
        finding.what.sentence = Words::tr("Row %1, %2: expected only a number like %3, found \"%4\". Change to %5?")
                                    .arg(row.number)
                                    .arg(finding.columnName, example, found, finding.fix);
    } else if (!reading.amount) {
        finding.what.sentence = Words::tr("Row %1, %2: expected a number like %3, found \"%4\".")
                                    .arg(row.number)
                                    .arg(finding.columnName, example, found);
    } else if (reading.other) {
        finding.what.sentence
            = Words::tr("Row %1, %2: \"%3\" may mean %4 or %5. Write it so that only one is possible.")
                  .arg(row.number)
                  .arg(finding.columnName, found, reading.amount->text(), reading.other->text());
    } else {
        finding.fix = inStyle(*reading.amount, m_rules.numbers);
        finding.what.sentence = Words::tr("Row %1, %2: expected a number like %3, found \"%4\". Change to %5?")
                                    .arg(row.number)
                                    .arg(finding.columnName, example, found, finding.fix);
    }
}

// Whatever is right or wrong with the number, the money is not.
void RowCheck::reportOther(const Row& row, Column column, const QString& currency)
{
    const QString found = textOf(trimmed(cellOf(row, column.field)));
    RowFinding& finding = report(row, column, Severity::Error, "other-currency");
    finding.found = found;
    finding.expected = currency;
    finding.what.sentence
        = Words::tr("Row %1, %2: expected an amount in %3, found \"%4\". An order in another currency can't be sent.")
              .arg(row.number)
              .arg(finding.columnName, currency, found);
}

// True where the name of the column says that its amounts are not what they would be sent as. Where a column of
// currencies says otherwise of the row, there is only a warning.
bool RowCheck::reportHeader(const Row& row, Column column)
{
    const QString& unit = m_headerUnits[std::size_t(column.field)];
    const QString& other = m_headerCurrencies[std::size_t(column.field)];
    if (unit.isEmpty() && other.isEmpty())
        return false;
    const QString& currency = m_rules.context.currency;
    const QString own = textOf(trimmed(cellOf(row, Field::Currency)));
    if (unit.isEmpty() && mayBeMarkOf(other, own))
        return false; // the row's currency is the one to be mended
    const bool isSaidOtherwise = unit.isEmpty() && !own.isEmpty();
    RowFinding& finding = report(row, column, isSaidOtherwise ? Severity::Warning : Severity::Error,
        unit.isEmpty() ? "header-currency" : "header-unit");
    finding.found = textOf(trimmed(cellOf(row, column.field)));
    finding.expected = currency;
    if (isSaidOtherwise)
        finding.what.sentence = Words::tr("Check: row %1, %2: the column's name says %3, and the row's currency is %4.")
                                    .arg(row.number)
                                    .arg(finding.columnName, other, own);
    else if (unit.isEmpty())
        finding.what.sentence
            = Words::tr("Row %1, %2: the column's name says %3, and the account's currency is %4. An order in another "
                        "currency can't be sent.")
                  .arg(row.number)
                  .arg(finding.columnName, other, currency);
    else
        finding.what.sentence
            = Words::tr("Row %1, %2: the column's name says \"%3\", and amounts are sent in whole units of the "
                        "currency. Convert the column and give it another name.")
                  .arg(row.number)
                  .arg(finding.columnName, unit);
    return !isSaidOtherwise;
}

// As books write what goes back: `(12.50)`, `100,00-`, with a minus sign that is no hyphen.
bool RowCheck::reportNegative(const Row& row, Column column)
{
    const QString found = textOf(trimmed(cellOf(row, column.field)));
    static const QRegularExpression Negative(QStringLiteral(
        "\\A(?:[^\\d(]*\\(([^()]*\\d[^()]*)\\)[^\\d]*|([^\\d]*)[-\u2212\u2013]([^\\d]*\\d.*)|(.*\\d\\D*?)\\s*"
        "[-\u2212\u2013](\\D*))\\z"));
    const QRegularExpressionMatch match = Negative.match(found);
    if (!match.hasMatch())
        return false;
    const QString amount
        = match.captured(1) + match.captured(2) + match.captured(3) + match.captured(4) + match.captured(5);
    if (!read(amount).amount)
        return false;
    RowFinding& finding = report(row, column, Severity::Error, "negative");
    finding.found = found;
    finding.expected = Words::tr("an amount above nothing");
    finding.what.sentence = Words::tr("Row %1, %2: \"%3\" is a negative amount. Refunds are not sent.")
                                .arg(row.number)
                                .arg(finding.columnName, found);
    return true;
}

void RowCheck::reportBase(const Row& row)
{
    const int revenue = m_rules.mapping.columnOf(Field::Revenue);
    RowFinding& finding = report(row, {Field::Revenue, std::size_t(revenue)}, Severity::Error, "unequal-base");
    finding.found = textOf(trimmed(cellOf(row, Field::Revenue)));
    finding.expected = textOf(trimmed(row.cells[std::size_t(m_baseColumn)]));
    finding.what.sentence
        = Words::tr("Row %1: %2 is %3 and %4 is %5, so the order was paid in another currency. Enter "
                    "in both what it is in the account's.")
              .arg(row.number)
              .arg(finding.columnName, finding.found, m_rules.header.value(m_baseColumn), finding.expected);
}

void RowCheck::reportParted(const Row& row, int column)
{
    const auto at = std::size_t(column);
    const auto field = m_rules.mapping.fieldOf(column);
    RowFinding& finding = field ? report(row, {*field, at}, Severity::Error, "parted")
                                : report(row, column, Severity::Error, QStringLiteral("table.parted"));
    const QString next = textOf(trimmed(row.cells[at + 1]));
    finding.found = textOf(trimmed(row.cells[at]));
    finding.what.sentence = Words::tr(
        "Row %1, %2: %3, and %4 in the next column, look like one number whose comma parted it. Put numbers "
        "with a comma in quotes, or part the columns by another sign.")
                                .arg(row.number)
                                .arg(finding.columnName, finding.found, next);
}

// `sentence`: %1 is the row, %2 the column, %3 what stands there.
RowFinding& RowCheck::reportOrderId(const Row& row, const char* kind, const QString& sentence)
{
    const int column = m_rules.mapping.columnOf(Field::OrderId);
    RowFinding& finding = report(row, {Field::OrderId, std::size_t(column)}, Severity::Error, kind);
    finding.found = textOf(trimmed(cellOf(row, Field::OrderId)));
    finding.what.sentence = sentence.arg(QString::number(row.number), finding.columnName, finding.found);
    return finding;
}

void RowCheck::checkOrderId(const Row& row)
{
    // Its reader may know better why it is none.
    const int column = m_rules.mapping.columnOf(Field::OrderId);
    const bool isSaid = std::any_of(m_findings.begin(), m_findings.end(),
        [column](const RowFinding& f) { return f.column == column && f.what.severity == Severity::Error; });
    if (isSaid)
        return;
    const std::string_view id = trimmed(cellOf(row, Field::OrderId));
    switch (oddIdOf(id)) {
    case OddId::None:
        return;
    case OddId::QuotedMail: {
        const std::size_t start = id.find_first_not_of("> "sv);
        const QString fix = start == std::string_view::npos ? QString() : textOf(id.substr(start));
        RowFinding& finding = reportOrderId(
            row, "quote-mark", Words::tr("Row %1, %2: \"%3\" begins with the mark of a quoted e-mail. Change to %4?"));
        finding.fix = fix;
        finding.what.sentence = finding.what.sentence.arg(fix);
        return;
    }
    case OddId::Formula: {
        RowFinding& finding = reportOrderId(row, "formula",
            Words::tr("Row %1, %2: %3 is a formula by which a spreadsheet keeps the zeros of an ID. Change to %4?"));
        finding.fix = textOf(id.substr(2, id.size() - 3));
        finding.what.sentence = finding.what.sentence.arg(finding.fix);
        return;
    }
    case OddId::Sum:
        reportOrderId(row, "sum-row", Words::tr("Row %1, %2: \"%3\" names a sum, not an order. Leave the row out."));
        break;
    case OddId::NoValue:
        reportOrderId(row, "no-value", Words::tr("Row %1, %2: expected an order ID, found \"%3\", which is none."));
        break;
    case OddId::ErrorValue:
        reportOrderId(row, "error-value",
            Words::tr("Row %1, %2: expected an order ID, found \"%3\", which a spreadsheet shows where it can't show "
                      "the value. Mend it there and export it again."));
        break;
    case OddId::Rounded:
        reportOrderId(row, "rounded",
            Words::tr("Row %1, %2: a spreadsheet made a number of the order ID, and \"%3\" is not all of it. Take the "
                      "ID from where it comes from."));
        break;
    case OddId::Template:
        reportOrderId(row, "template",
            Words::tr("Row %1, %2: expected an order ID, found \"%3\", which a program should have put it in the place "
                      "of."));
        break;
    case OddId::Exponent:
        reportOrderId(row, "exponent",
            Words::tr("Check: row %1, %2: a spreadsheet may have made a number of the order ID; \"%3\" was taken."))
            .what.severity
            = Severity::Warning;
        return;
    }
    m_findings.last().expected = Words::tr("an order ID");
}

// Letters that were read in another encoding than they were written in make another ID, which looks like one.
void RowCheck::checkLetters(const Row& row, Column column)
{
    const std::string_view cell = trimmed(cellOf(row, column.field));
    if (std::all_of(cell.begin(), cell.end(), isAscii))
        return;
    const QString found = textOf(cell);
    if (const QString before = beforeMisreading(found); !before.isEmpty()) {
        RowFinding& finding = report(row, column, Severity::Error, "misread");
        finding.found = found;
        finding.fix = before;
        finding.what.sentence
            = Words::tr("Row %1, %2: \"%3\" looks like text in UTF-8 that was read in another encoding. Change to %4?")
                  .arg(QString::number(row.number), finding.columnName, found, before);
    } else if (m_rules.isCodePageGuessed) {
        RowFinding& finding = report(row, column, Severity::Warning, "guessed-letters");
        finding.found = found;
        finding.what.sentence
            = Words::tr("Check: row %1, %2: \"%3\" was read as %4, which is a guess. If its letters are "
                        "others, choose another encoding or save the file as UTF-8.")
                  .arg(QString::number(row.number), finding.columnName, found, encodingText(Encoding::Windows1252));
    }
}

void RowCheck::takeTime(const Row& row, Column column, pixel::Event& event)
{
    const std::string_view cell = trimmed(cellOf(row, column.field));
    const CellTime reading = readCellTime(cell, m_rules.dates.value, m_clock);
    event.set(column.field, reading.time ? reading.time->text() : textOf(cell));
    reportTime(row, column, reading);
}

QString RowCheck::shownTime(UtcMs time) const
{
    return m_clock.isValid() ? showOrderTime(time, QString::fromLatin1(m_clock.zone().id())) : time.isoText();
}

void RowCheck::reportTime(const Row& row, Column column, const CellTime& reading)
{
    const QString found = textOf(trimmed(cellOf(row, column.field)));
    const QString shown = reading.time ? shownTime(*reading.time) : QString();
    // %1 row, %2 column, %3 what was found, %4 what else there is to show
    const auto add = [&](Severity severity, const char* kind, const QString& sentence, const QString& more = {}) {
        RowFinding& finding = report(row, column, severity, kind);
        finding.found = found;
        const QString number = QString::number(row.number);
        finding.what.sentence = more.isEmpty() ? sentence.arg(number, finding.columnName, found)
                                               : sentence.arg(number, finding.columnName, found, more);
    };
    if (!reading.time) {
        const QString example = timeExample(m_rules.dates.value);
        if (reading.needsZone)
            add(Severity::Error, "no-zone",
                Words::tr("Row %1, %2: \"%3\" does not say its time zone, and the profile has none."));
        else
            add(Severity::Error, "not-a-time", Words::tr("Row %1, %2: expected a time like %4, found \"%3\"."),
                example);
        m_findings.last().expected = example;
        return;
    }
    const auto now = m_rules.context.now;
    if (m_rules.oldest && now && *reading.time < *now - *m_rules.oldest) {
        add(Severity::Error, "too-old",
            Words::tr(
                "Row %1, %2: \"%3\" is older than the profile allows. Filling in past orders is the vendor's job; "
                "export the row for them."));
        //: %1 is a date and a time of day
        m_findings.last().expected = Words::tr("%1 or later").arg(shownTime(*now - *m_rules.oldest));
    }
    if (reading.isSeconds)
        add(Severity::Warning, "seconds",
            Words::tr("Check: row %1, %2: \"%3\" was read as seconds since 1970, which is %4."), shown);
    if (reading.isDateAlone)
        add(Severity::Note, "no-time-of-day",
            Words::tr("Row %1, %2: \"%3\" has no time of day and was read as midnight."));
    if (reading.isOtherStyle)
        add(Severity::Warning, "other-date-style",
            Words::tr("Check: row %1, %2: \"%3\" has day and month the other way round than the file; it was read as "
                      "%4."),
            shown);
    else if (isInDoubt(reading))
        add(Severity::Warning, "doubtful-date",
            Words::tr(
                "Check: row %1, %2: \"%3\" could be another day; it was read as %4. Say which comes first, day or "
                "month."),
            shown);
    if (reading.change == ClockChange::Skipped)
        add(Severity::Warning, "skipped-hour",
            Words::tr("Check: row %1, %2: the clocks went forward over \"%3\", so there was no such time."));
    else if (reading.change == ClockChange::Twice)
        add(Severity::Warning, "hour-twice",
            Words::tr("Check: row %1, %2: the clocks showed \"%3\" twice; the first one was taken."));
}

void RowCheck::checkEvent(const Row& row, pixel::Event event)
{
    event.set(Field::EventId, AnyEventId);
    if (!event.has(Field::Timestamp))
        event.set(Field::Timestamp,
            QString::number(m_rules.context.now ? m_rules.context.now->value() : AnyInstant.toLongLong()));
    const qsizetype before = m_findings.size();
    const auto isSaid = [&](Field field) {
        return std::any_of(m_findings.begin(), m_findings.begin() + before,
            [field](const RowFinding& f) { return f.what.field == field && f.what.severity == Severity::Error; });
    };
    const pixel::Findings found = pixel::check(event, m_rules.context);
    for (const pixel::Finding& what : found) {
        // What could not be read has been said in better words.
        if (what.field && isSaid(*what.field))
            continue;
        RowFinding finding;
        finding.row = row.number;
        finding.column = what.field ? m_rules.mapping.columnOf(*what.field) : -1;
        finding.columnName = m_rules.header.value(finding.column);
        finding.what = what;
        if (what.field)
            finding.found = event.value(*what.field);
        fillSuggestion(finding);
        m_findings << finding;
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

RowFinding& RowCheck::report(const Row& row, int column, Severity severity, const QString& code)
{
    RowFinding finding;
    finding.row = row.number;
    finding.column = column;
    finding.columnName = m_rules.header.value(column);
    finding.what.severity = severity;
    finding.what.code = code;
    m_findings << finding;
    return m_findings.last();
}

RowFinding& RowCheck::report(const Row& row, Column column, Severity severity, const char* kind)
{
    RowFinding& finding
        = report(row, int(column.at), severity, pixel::key(column.field) + u'.' + QLatin1StringView(kind));
    finding.what.field = column.field;
    return finding;
}

pixel::Event RowCheck::event() const
{
    pixel::Event event = m_fixed;
    if (m_isFlawless) {
        for (const Column column : m_columns)
            event.set(column.field, textOf(m_values[std::size_t(column.field)]));
        return event;
    }
    for (const Column column : m_columns) {
        const std::string_view cell = trimmed(cellOf(m_row, column.field));
        if (column.field == Field::Timestamp && !cell.empty()) {
            const CellTime reading = readCellTime(cell, m_rules.dates.value, m_clock);
            event.set(column.field, reading.time ? reading.time->text() : textOf(cell));
            continue;
        }
        if (!isAmount(column.field)) {
            if (column.field == Field::Currency && isSignOfAccount(cell))
                event.set(column.field, m_rules.context.currency);
            else if (!cell.empty() || column.field == Field::OrderId)
                event.set(column.field, textOf(cell));
            continue;
        }
        std::array<char, 32> buffer{};
        const std::string_view wire = plain(cell, buffer);
        if (!wire.empty()) {
            event.set(column.field, textOf(wire));
            continue;
        }
        const AmountReading reading = read(textOf(cell));
        event.set(column.field, isSure(reading) ? reading.amount->text() : textOf(cell));
    }
    return event;
}

} // namespace rookery::intake
