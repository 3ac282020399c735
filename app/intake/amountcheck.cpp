// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/amountcheck.h"

#include "intake/amountaside.h"
#include "intake/headerwords.h"
#include "intake/wiretext.h"

#include "pixel/currency.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::AmountCheck)
};

using namespace std::string_view_literals;
using pixel::Field;
using pixel::Severity;

// As the file would write it, so that the fix can be put into the cell.
QString inStyle(const pixel::Amount& amount, NumberStyle style)
{
    return QString(amount.text()).replace(u'.', QLatin1Char(decimalSign(style)));
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

} // namespace

AmountCheck::AmountCheck(const CheckRules& rules)
    : m_header(rules.header)
    , m_numbers(rules.numbers)
    , m_isGroupingKnown(rules.isGroupingKnown)
    , m_account(rules.context.currency)
    , m_revenueColumn(rules.mapping.columnOf(Field::Revenue))
    , m_currencyColumn(rules.mapping.columnOf(Field::Currency))
{
    if (const auto currency = pixel::currencyOfCode(m_account)) {
        m_code = m_account.toStdString();
        m_minorDigits = currency->minorDigits;
        for (const char16_t sign : u"$\u00A3\u20AC\u00A5"sv) {
            if (mayBeMarkOf(QString(QChar(sign)), currency->code))
                m_sign = QString(QChar(sign)).toStdString();
            if (isSignOf(QString(QChar(sign)), currency->code))
                m_signAlone = QString(QChar(sign)).toStdString();
        }
    }
    readHeader(rules.mapping);
}

bool AmountCheck::isOdd(Field field) const
{
    return !m_headerCurrencies[std::size_t(field)].isEmpty() || !m_headerUnits[std::size_t(field)].isEmpty();
}

std::string_view AmountCheck::flawless(std::string_view cell, std::span<char, 32> buffer) const
{
    const std::string_view wire = plainAmount(cell, m_numbers, m_isGroupingKnown, buffer);
    const int decimals = wire.empty() ? -1 : wireDecimals(wire);
    if (decimals < 0 || decimals == 1 || decimals > m_minorDigits)
        return {};
    const bool hasSign = !m_sign.empty() && cell.find(m_sign) != std::string_view::npos;
    // What stands around it else is another currency's, or spaces.
    return hasSign || (isDigit(cell.front()) && isDigit(cell.back())) ? wire : std::string_view();
}

QString AmountCheck::textFor(std::string_view cell) const
{
    std::array<char, 32> buffer{};
    if (const std::string_view wire = plainAmount(cell, m_numbers, m_isGroupingKnown, buffer); !wire.empty())
        return textOf(wire);
    const AmountReading reading = read(textOf(cell));
    return isSure(reading) ? reading.amount->text() : textOf(cell);
}

// What the names of the columns of amounts say of all rows.
void AmountCheck::readHeader(const Mapping& mapping)
{
    for (const Field field : {Field::Revenue, Field::Tax, Field::Shipping}) {
        const int column = mapping.columnOf(field);
        if (column < 0)
            continue;
        const QString name = m_header.value(column);
        m_headerUnits[std::size_t(field)] = oddUnitOf(name);
        const QStringList named = currenciesOf(name);
        const bool isOwn = std::any_of(
            named.begin(), named.end(), [&](const QString& mark) { return mayBeMarkOf(mark, m_account); });
        if (!m_account.isEmpty() && !named.isEmpty() && !isOwn)
            m_headerCurrencies[std::size_t(field)] = named.first();
    }
    // Magento: `Grand Total (Purchased)` is what was paid, in whatever currency, `Grand Total (Base)` the shop's own.
    const auto plainWords = [](const QString& name) {
        QStringList words = wordsOf(name);
        words.removeAll(QStringLiteral("purchased"));
        const bool isBase = words.removeAll(QStringLiteral("base")) > 0;
        return std::pair(words, isBase);
    };
    const int revenue = m_revenueColumn;
    if (revenue < 0 || m_currencyColumn >= 0)
        return;
    const auto own = plainWords(m_header.value(revenue));
    for (int i = 0; i < m_header.size(); ++i) {
        const auto other = plainWords(m_header[i]);
        if (i != revenue && own.first.contains(QStringLiteral("total")) && other.first == own.first
            && other.second != own.second)
            m_baseColumn = i;
    }
}

AmountReading AmountCheck::read(const QString& text) const
{
    return readAmount(text, amountStyle(m_numbers), groupingOf(m_numbers, m_isGroupingKnown));
}

bool AmountCheck::differsFromBase(const Row& row) const
{
    if (m_baseColumn < 0 || std::size_t(m_baseColumn) >= row.cells.size())
        return false;
    const std::string_view base = trimmed(row.cells[std::size_t(m_baseColumn)]);
    const std::string_view own = trimmed(cellOf(row, m_revenueColumn));
    if (base.empty() || own.empty() || base == own)
        return false;
    const AmountReading one = read(textOf(base));
    const AmountReading two = read(textOf(own));
    return !one.amount || !two.amount || *one.amount != *two.amount;
}

QString AmountCheck::take(const Row& row, MappedColumn column, const QString& currencyOfRow, RowReport& report) const
{
    const QString found = textOf(trimmed(cellOf(row, column)));
    const AmountReading reading = read(found);
    const QString example = numberExample(m_numbers);
    const std::string_view leading = reading.amount ? std::string_view() : leadingAmount(trimmed(cellOf(row, column)));
    // Before anything is proposed: a fix is written without its mark.
    if (const QString currency = currencyOfRow.toUpper();
        isOfOther(currency, leading.empty() ? found : textOf(leading), found)) {
        reportOther(row, column, currency, report);
        return found;
    }
    if (reportHeader(row, column, report) || (!reading.amount && reportNegative(row, column, report)))
        return found;
    if (isSure(reading))
        return reading.amount->text();
    const AmountReading inSentence = leading.empty() ? AmountReading() : read(textOf(leading));
    // `12.50 T€` is no 12.50.
    const bool isClear = inSentence.amount && !inSentence.other && !inSentence.inOtherStyle
        && oddUnitOf(found).isEmpty() && isAside(found.sliced(textOf(leading).size()));
    const bool isLong = !reading.amount && isTooLong(trimmed(cellOf(row, column)), m_numbers);
    RowFinding& finding = report.add(row, column, Severity::Error,
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
        finding.fix = inStyle(*inSentence.amount, m_numbers);
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
        finding.fix = inStyle(*reading.amount, m_numbers);
        finding.what.sentence = Words::tr("Row %1, %2: expected a number like %3, found \"%4\". Change to %5?")
                                    .arg(row.number)
                                    .arg(finding.columnName, example, found, finding.fix);
    }
    return found;
}

// Whatever is right or wrong with the number, the money is not.
void AmountCheck::reportOther(const Row& row, MappedColumn column, const QString& currency, RowReport& report) const
{
    const QString found = textOf(trimmed(cellOf(row, column)));
    RowFinding& finding = report.add(row, column, Severity::Error, "other-currency");
    finding.found = found;
    finding.expected = currency;
    finding.what.sentence
        = Words::tr("Row %1, %2: expected an amount in %3, found \"%4\". An order in another currency can't be sent.")
              .arg(row.number)
              .arg(finding.columnName, currency, found);
}

// True where the name of the column says that its amounts are not what they would be sent as. Where a column of
// currencies says otherwise of the row, there is only a warning.
bool AmountCheck::reportHeader(const Row& row, MappedColumn column, RowReport& report) const
{
    const QString& unit = m_headerUnits[std::size_t(column.field)];
    const QString& other = m_headerCurrencies[std::size_t(column.field)];
    if (unit.isEmpty() && other.isEmpty())
        return false;
    const QString& currency = m_account;
    const QString own = textOf(trimmed(cellOf(row, m_currencyColumn)));
    if (unit.isEmpty() && mayBeMarkOf(other, own))
        return false; // the row's currency is the one to be mended
    const bool isSaidOtherwise = unit.isEmpty() && !own.isEmpty();
    RowFinding& finding = report.add(row, column, isSaidOtherwise ? Severity::Warning : Severity::Error,
        unit.isEmpty() ? "header-currency" : "header-unit");
    finding.found = textOf(trimmed(cellOf(row, column)));
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
bool AmountCheck::reportNegative(const Row& row, MappedColumn column, RowReport& report) const
{
    const QString found = textOf(trimmed(cellOf(row, column)));
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
    RowFinding& finding = report.add(row, column, Severity::Error, "negative");
    finding.found = found;
    finding.expected = Words::tr("an amount above nothing");
    finding.what.sentence = Words::tr("Row %1, %2: \"%3\" is a negative amount. Refunds are not sent.")
                                .arg(row.number)
                                .arg(finding.columnName, found);
    return true;
}

void AmountCheck::reportBase(const Row& row, RowReport& report) const
{
    RowFinding& finding
        = report.add(row, MappedColumn{Field::Revenue, std::size_t(m_revenueColumn)}, Severity::Error, "unequal-base");
    finding.found = textOf(trimmed(cellOf(row, m_revenueColumn)));
    finding.expected = textOf(trimmed(row.cells[std::size_t(m_baseColumn)]));
    finding.what.sentence = Words::tr("Row %1: %2 is %3 and %4 is %5, so the order was paid in another currency. Enter "
                                      "in both what it is in the account's.")
                                .arg(row.number)
                                .arg(finding.columnName, finding.found, m_header.value(m_baseColumn), finding.expected);
}

} // namespace rookery::intake
