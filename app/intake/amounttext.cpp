// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/amounttext.h"

#include "pixel/currency.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace rookery::intake {

namespace {

using pixel::Amount;
using pixel::AmountStyle;

// Not QChar::isSpace(): it also takes line ends and tabs, and those part two numbers.
bool isSpace(QChar c) { return c.category() == QChar::Separator_Space; }

// Those that a pattern's \s does not know are the no-break ones.
QString plainSpaces(QString text)
{
    text = text.trimmed();
    std::replace_if(text.begin(), text.end(), isSpace, u' ');
    return text;
}

// The same sign in the width of East Asian letters, or small.
QChar plainSign(QChar c)
{
    switch (c.unicode()) {
    case 0xFF04:
    case 0xFE69:
        return u'$';
    case 0xFFE0:
        return QChar(0x00A2);
    case 0xFFE1:
        return QChar(0x00A3);
    case 0xFFE5:
        return QChar(0x00A5);
    case 0xFFE6:
        return QChar(0x20A9);
    default:
        return c;
    }
}

struct Mark {
    QStringView mark;
    const char* codes;
};

// Signs, and what people write with letters. Other signs may be of any currency, and are of no account's.
constexpr std::array Marks{
    Mark{u"$",
        "ARS AUD BBD BMD BND BRL BSD BZD CAD CLP COP CUP CVE DOP FJD GYD HKD JMD KYD LRD MOP MXN NAD NIO NZD "
        "SBD SGD SRD TOP TTD TWD USD UYU WST XCD ZWL"},
    Mark{u"\u00A3", "EGP FKP GBP GIP LBP SDG SHP SSP SYP"},
    Mark{u"\u20AC", "EUR"},
    Mark{u"\u00A5", "CNY JPY"},
    Mark{u"\u20B9", "INR"},
    Mark{u"\u20BD", "RUB"},
    Mark{u"\u20BA", "TRY"},
    Mark{u"\u20B4", "UAH"},
    Mark{u"\u20A9", "KPW KRW"},
    Mark{u"\u20AA", "ILS"},
    Mark{u"\u0E3F", "THB"},
    Mark{u"\u20AB", "VND"},
    Mark{u"\u20B1", "PHP"},
    Mark{u"\u20A6", "NGN"},
    Mark{u"\u20B5", "GHS"},
    Mark{u"\u20A1", "CRC"},
    Mark{u"\u20B2", "PYG"},
    Mark{u"\u20AE", "MNT"},
    Mark{u"\u20AD", "LAK"},
    Mark{u"\u20B8", "KZT"},
    Mark{u"\u20BC", "AZN"},
    Mark{u"\u20BE", "GEL"},
    Mark{u"\u20A8", "INR LKR MUR NPR PKR SCR"},
    Mark{u"\u09F3", "BDT"},
    Mark{u"\u17DB", "KHR"},
    Mark{u"\u060B", "AFN"},
    Mark{u"\u058F", "AMD"},
    Mark{u"\uFDFC", "IRR OMR QAR SAR YER"},
    Mark{u"US$", "USD"},
    Mark{u"CA$", "CAD"},
    Mark{u"C$", "CAD NIO"},
    Mark{u"AU$", "AUD"},
    Mark{u"A$", "AUD"},
    Mark{u"NZ$", "NZD"},
    Mark{u"HK$", "HKD"},
    Mark{u"NT$", "TWD"},
    Mark{u"S$", "SGD"},
    Mark{u"MX$", "MXN"},
    Mark{u"R$", "BRL"},
    Mark{u"kr", "DKK ISK NOK SEK"},
    Mark{u"z\u0142", "PLN"},
    Mark{u"K\u010D", "CZK"},
    Mark{u"Ft", "HUF"},
    Mark{u"Fr", "CHF"},
};

// `US$` and `kr` at either end; its captures 1 and 2, of which one is empty.
QRegularExpressionMatch lettersIn(const QString& text)
{
    static const QRegularExpression Letters(
        QStringLiteral("\\A((?:US|CA?|AU?|NZ|HK|NT|S|MX|R)\\$|kr|z\u0142|K\u010D|Ft|Fr)\\.?\\s*(?=[-\\d])|"
                       "(?<=\\d)\\s*((?:US|CA?|AU?|NZ|HK|NT|S|MX|R)\\$|kr|z\u0142|K\u010D|Ft|Fr)\\.?\\z"));
    return Letters.match(text);
}

// The code of a currency at either end; its captures 1 and 2, of which one is empty.
std::optional<QRegularExpressionMatch> codeIn(const QString& text)
{
    static const QRegularExpression Code(
        QStringLiteral("\\A([A-Za-z]{3})\\s*(?=[-\\d\\p{Sc}.,])|(?<=[\\d\\p{Sc}])\\s*([A-Za-z]{3})\\z"));
    QRegularExpressionMatch match = Code.match(text);
    const bool isCode
        = match.hasMatch() && pixel::currencyOfCode((match.captured(1) + match.captured(2)).toUpper()).has_value();
    return isCode ? std::optional(std::move(match)) : std::nullopt;
}

// What is left without a currency sign or code at either end and without space around it.
QString bareNumber(QString text)
{
    text = plainSpaces(text);
    if (const auto match = codeIn(text))
        text.remove(match->capturedStart(), match->capturedLength());
    else if (const auto letters = lettersIn(text); letters.hasMatch())
        text.remove(letters.capturedStart(), letters.capturedLength());
    static const QRegularExpression Sign(QStringLiteral("\\A(-?)\\s*\\p{Sc}\\s*|\\s*\\p{Sc}\\z"));
    text.replace(Sign, QStringLiteral("\\1"));
    return text.trimmed();
}

// `1,000,000` with the given sign: whether all groups behind the first have three digits. `0,125` is no group:
// nobody leads one with a zero, and 125 would be a thousand times too much.
bool isGrouped(const QString& whole, QChar sign)
{
    const QStringList groups = whole.split(sign);
    if (groups.size() > 1 && groups.first().startsWith(u'0'))
        return false;
    for (qsizetype i = 0; i < groups.size(); ++i) {
        if (i == 0 ? groups[i].isEmpty() || groups[i].size() > 3 : groups[i].size() != 3)
            return false;
    }
    return true;
}

std::optional<Amount> parse(const QString& wireText)
{
    const auto amount = Amount::parse(wireText);
    return amount ? std::optional(*amount) : std::nullopt;
}

// The last sign parts the decimals; what stands before it may be grouped by the other.
std::optional<Amount> readWith(QString digits, QChar decimalSign, QChar groupSign)
{
    const bool negative = digits.startsWith(u'-');
    if (negative)
        digits.remove(0, 1);
    const qsizetype at = digits.indexOf(decimalSign);
    QString whole = at < 0 ? digits : digits.first(at);
    const QString decimals = at < 0 ? QString() : digits.sliced(at + 1);
    if (whole.contains(groupSign)) {
        if (!isGrouped(whole, groupSign))
            return std::nullopt;
        whole.remove(groupSign);
    }
    const QString sign = negative ? QStringLiteral("-") : QString();
    return parse(sign + whole + (at < 0 ? QString() : u'.' + decimals));
}

} // namespace

AmountReading readAmount(const QString& text, AmountStyle style, Grouping grouping)
{
    QString digits = bareNumber(text);
    // Spaces and apostrophes group: 1 000,99. They must do so properly, or two numbers would become one.
    for (QChar& c : digits) {
        if (c == u'\'' || c == u'\u2019')
            c = u' ';
    }
    if (digits.contains(u' ')) {
        const qsizetype end = digits.indexOf(QRegularExpression(QStringLiteral("[.,]")));
        const QString whole = end < 0 ? digits : digits.first(end);
        if (!isGrouped(whole.startsWith(u'-') ? whole.sliced(1) : whole, u' '))
            return {};
        digits = QString(whole).remove(u' ') + (end < 0 ? QString() : digits.sliced(end));
        if (digits.contains(u' '))
            return {};
    }

    const bool point = style == AmountStyle::Point;
    const auto own = point ? readWith(digits, u'.', u',') : readWith(digits, u',', u'.');
    const auto foreign = point ? readWith(digits, u',', u'.') : readWith(digits, u'.', u',');
    if (!own)
        return {foreign, {}, foreign.has_value()};
    if (!foreign || *own == *foreign)
        return {own, {}, false};
    // Both make sense and differ: one sign with exactly three digits behind it. In the own style's favour where
    // that sign groups (1,234 among people who write 1,234.56), a question where it would be the decimal sign and
    // where nobody knows what it is.
    const QChar groupSign = point ? u',' : u'.';
    const bool isGroup = digits.contains(groupSign);
    const bool isSure = (grouping == Grouping::Known && isGroup) || (grouping == Grouping::None && !isGroup);
    return {own, isSure ? std::nullopt : foreign, false};
}

QString currencyMark(const QString& text)
{
    const QString plain = plainSpaces(text);
    if (const auto match = codeIn(plain))
        return (match->captured(1) + match->captured(2)).toUpper();
    if (const auto letters = lettersIn(plain); letters.hasMatch())
        return letters.captured(1) + letters.captured(2);
    const auto sign
        = std::find_if(plain.begin(), plain.end(), [](QChar c) { return c.category() == QChar::Symbol_Currency; });
    return sign == plain.end() ? QString() : QString(plainSign(*sign));
}

bool mayBeMarkOf(const QString& mark, QStringView currency)
{
    const QString plain = mark.size() == 1 ? QString(plainSign(mark[0])) : mark;
    const auto* const known
        = std::find_if(Marks.begin(), Marks.end(), [&](const Mark& one) { return plain == one.mark; });
    if (known != Marks.end())
        return QString::fromLatin1(known->codes).split(u' ').contains(currency);
    return mark == currency;
}

bool isSignOf(const QString& text, QStringView currency)
{
    // Where people write a pound sign and nothing else, they mean sterling.
    return currency == u"GBP" ? text == QChar(0x00A3) : std::any_of(Marks.begin(), Marks.end(), [&](const Mark& one) {
        return one.mark.size() == 1 && text == one.mark && currency == QLatin1StringView(one.codes);
    });
}

bool mayBeSameMark(const QString& one, const QString& two)
{
    return one == two || (one.size() == 3 && mayBeMarkOf(two, one)) || (two.size() == 3 && mayBeMarkOf(one, two));
}

QString showAmount(const pixel::Amount& amount, pixel::AmountStyle style)
{
    const QChar group = style == pixel::AmountStyle::Point ? u',' : u'.';
    const QChar point = style == pixel::AmountStyle::Point ? u'.' : u',';
    QString text = amount.text();
    const qsizetype first = text.startsWith(u'-') ? 1 : 0;
    qsizetype end = text.indexOf(u'.');
    if (end < 0)
        end = text.size();
    else
        text[end] = point;
    for (qsizetype i = end - 3; i > first; i -= 3)
        text.insert(i, group);
    return text;
}

} // namespace rookery::intake
