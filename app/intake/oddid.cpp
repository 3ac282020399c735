// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/oddid.h"

#include "intake/cellshape.h"
#include "intake/headerwords.h"

#include "pixel/currency.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isAsciiLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

bool areDigits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), isDigit); }

// Of the words below, in small letters.
bool mayBeginSum(char c) { return "tsgmaczeidr"sv.find(char(c | 0x20)) != std::string_view::npos; }

// What stands where nothing does; a sign of another script or a picture may be an ID.
bool isFiller(QChar c) { return c.isPunct() || c.isSpace() || (c < u'\x7F' && !c.isLetterOrNumber()); }

// In the words of the header's languages and of those that write the same. Each may be all that there is.
const QSet<QString>& sums()
{
    static const QSet<QString> Names = [] {
        QSet<QString> names;
        const QString all = QStringLiteral(
            "total|grand total|sub total|subtotal|sum|sums|summe|summen|gesamt|gesamtsumme|gesamtergebnis|ergebnis|"
            "teilergebnis|zwischensumme|endsumme|insgesamt|zusammen|mittelwert|durchschnitt|anzahl|total general|"
            "sous total|totaux|somme|moyenne|suma|suma total|promedio|cuenta|totale|totale complessivo|somma|media|"
            "totaal|eindtotaal|subtotaal|soma|average|avg|mean|count|row count");
        for (const QString& name : all.split(u'|'))
            names << name;
        return names;
    }();
    return Names;
}

// Those that say it whatever stands beside them: `Total E5`, `Anzahl 2`, `E6 Ergebnis`.
bool isSumWord(const QString& token)
{
    static const QSet<QString> Words{QStringLiteral("total"), QStringLiteral("subtotal"), QStringLiteral("totaux"),
        QStringLiteral("totale"), QStringLiteral("totaal"), QStringLiteral("sum"), QStringLiteral("summe"),
        QStringLiteral("somme"), QStringLiteral("suma"), QStringLiteral("somma"), QStringLiteral("gesamt"),
        QStringLiteral("gesamtsumme"), QStringLiteral("gesamtergebnis"), QStringLiteral("ergebnis"),
        QStringLiteral("teilergebnis"), QStringLiteral("zwischensumme"), QStringLiteral("mittelwert"),
        QStringLiteral("average"), QStringLiteral("count"), QStringLiteral("anzahl")};
    const QStringList words = wordsOf(token);
    return words.size() == 1 && Words.contains(words.first());
}

bool isSumSign(const QString& token)
{
    return std::all_of(
        token.begin(), token.end(), [](QChar c) { return c == u'*' || c == u'\u03A3' || c == u'\u2211'; });
}

bool isSum(const QString& cell)
{
    if (sums().contains(wordsOf(cell).join(u' ')))
        return true;
    const QStringList tokens = cell.simplified().split(u' ');
    return isSumSign(tokens.first()) || (tokens.size() > 1 && (isSumWord(tokens.first()) || isSumWord(tokens.last())));
}

bool isNoValue(const QString& cell)
{
    static const QSet<QString> Names{QStringLiteral("n a"), QStringLiteral("na"), QStringLiteral("nan"),
        QStringLiteral("nil"), QStringLiteral("null"), QStringLiteral("none"), QStringLiteral("undefined"),
        QStringLiteral("blank"), QStringLiteral("leer"), QStringLiteral("vide"), QStringLiteral("object object")};
    if (std::all_of(cell.begin(), cell.end(), isFiller))
        return true;
    // The currency of a sum that stands below the orders.
    if (cell.size() == 3 && pixel::currencyOfCode(cell.toUpper()))
        return true;
    return cell.size() < 20 && Names.contains(wordsOf(cell.toLower()).join(u' '));
}

bool isErrorValue(std::string_view cell)
{
    constexpr std::array Names{"#N/A"sv, "#NA"sv, "#NV"sv, "#N/V"sv, "#NULL"sv, "#REF"sv, "#ND"sv};
    if (cell.starts_with("Err:"sv))
        return areDigits(cell.substr(4));
    return cell.size() > 1 && cell[0] == '#'
        && (cell.find_first_not_of('#') == std::string_view::npos
            || (!isDigit(cell[1]) && (cell.back() == '!' || cell.back() == '?'))
            || std::find(Names.begin(), Names.end(), cell) != Names.end());
}

OddId scientific(std::string_view cell)
{
    const std::size_t power = cell.find_first_of("eE"sv);
    if (power == std::string_view::npos || !isDigit(cell[0]))
        return OddId::None;
    std::string_view exponent = cell.substr(power + 1);
    const bool hasPlus = exponent.starts_with('+');
    exponent.remove_prefix(hasPlus ? 1 : 0);
    const std::string_view number = cell.substr(0, power);
    const std::size_t point = number.find_first_of(".,"sv);
    if (!areDigits(exponent) || !areDigits(number.substr(0, point)))
        return OddId::None;
    if (point != std::string_view::npos)
        return areDigits(number.substr(point + 1)) ? OddId::Rounded : OddId::None;
    // From twelve digits on a spreadsheet shows five of them at most: `1E+15` may have been any that begins
    // with 1.00000.
    constexpr int Whole = 11;
    const bool isShortened = textOf(exponent).toInt() >= Whole || exponent.size() > 3;
    return !hasPlus ? OddId::None : isShortened ? OddId::Rounded : OddId::Exponent;
}

} // namespace

// Asked of every row: the first and the last byte say it mostly.
bool mayBeOddId(std::string_view cell)
{
    const char first = cell.front();
    const char last = cell.back();
    const bool hasNumber = isDigit(first) || (first == '#' && cell.size() > 1 && isDigit(cell[1]));
    if ((!hasNumber && !isAsciiLetter(first)) || (!isDigit(last) && !isAsciiLetter(last)))
        return true;
    // `Total E5`, `E5 Total`; but not `Order 1001`.
    if ((isAsciiLetter(last) || mayBeginSum(first)) && cell.find_first_of(" :"sv) != std::string_view::npos)
        return true;
    if (!hasNumber)
        return std::none_of(cell.begin(), cell.end(), isDigit);
    return std::any_of(cell.begin(), cell.end(), [](char c) { return (c | 0x20) == 'e'; })
        && cell.find_first_of(".,+"sv) != std::string_view::npos;
}

OddId oddIdOf(std::string_view cell)
{
    if (cell.empty() || !mayBeOddId(cell))
        return OddId::None;
    if (cell[0] == '>')
        return OddId::QuotedMail;
    if (cell.starts_with("=\""sv) && cell.ends_with('"') && cell.size() > 3)
        return OddId::Formula;
    if (cell.find("{{"sv) != std::string_view::npos || cell.find("${"sv) != std::string_view::npos)
        return OddId::Template;
    if (isErrorValue(cell))
        return OddId::ErrorValue;
    if (const OddId odd = scientific(cell); odd != OddId::None)
        return odd;
    const QString text = textOf(cell);
    if (isSum(text))
        return OddId::Sum;
    return isNoValue(text) ? OddId::NoValue : OddId::None;
}

bool isNobodysId(std::string_view cell)
{
    switch (oddIdOf(cell)) {
    case OddId::NoValue:
    case OddId::ErrorValue:
    case OddId::Rounded:
    case OddId::Exponent:
    case OddId::Template:
        return true;
    case OddId::None:
    case OddId::QuotedMail:
    case OddId::Sum:
    case OddId::Formula:
        return false;
    }
    return false;
}

} // namespace rookery::intake
