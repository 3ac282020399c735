// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/amountaside.h"

#include "intake/headerwords.h"

#include <QSet>

#include <algorithm>
#include <string_view>

namespace rookery::intake {

namespace {

bool isHarmless(const QString& word)
{
    static const QSet<QString> Known = [] {
        QSet<QString> words;
        const QString all = QStringLiteral(
            "incl included enthalten inbegriffen compris comprise incluido incluida of which davon dont tax taxes vat "
            "gst "
            "mwst ust umsatzsteuer mehrwertsteuer steuer tva iva gross brutto ttc total gesamt about approx "
            "approximately circa ca etwa rund environ and und et y");
        for (const QString& one : all.split(u' '))
            words << one;
        return words;
    }();
    return Known.contains(word) || !currenciesOf(word).isEmpty();
}

bool isNumber(const QString& word)
{
    return std::all_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
}

// Signs that make a calculation, a range or a rate of it.
bool hasSigns(const QString& text)
{
    constexpr std::u16string_view Signs = u"+-*/%=<>~\u00D7\u2013\u2014\u2212";
    return std::any_of(text.begin(), text.end(), [Signs](QChar c) { return Signs.find(c.unicode()) != Signs.npos; });
}

} // namespace

bool isAside(const QString& text)
{
    const QString behind = text.trimmed();
    const bool isInBrackets = behind.startsWith(u'(') && behind.indexOf(u')') == behind.size() - 1;
    QStringList words = wordsOf(behind.toLower()); // MwSt is one word
    const qsizetype all = words.size();
    words.removeIf(isNumber);
    // A number of its own is one of a tax or of another currency, which somebody says beside it.
    const bool hasNumbers = words.size() < all;
    const bool isSaid = !words.isEmpty() || !currenciesOf(behind).isEmpty();
    return !hasSigns(behind) && isSaid && (isInBrackets || !hasNumbers)
        && std::all_of(words.begin(), words.end(), isHarmless);
}

} // namespace rookery::intake
