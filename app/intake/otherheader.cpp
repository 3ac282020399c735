// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/otherheader.h"

#include "intake/cellshape.h"
#include "intake/headerwords.h"
#include "intake/oddid.h"

#include <QSet>

#include <algorithm>

namespace rookery::intake {

namespace {

constexpr std::size_t LongestName = 80;

bool hasDigit(std::string_view cell)
{
    return std::any_of(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Words that names of columns are made of, and hardly a value beside an amount.
bool hasHeaderWord(std::string_view cell)
{
    static const QSet<QString> Known = [] {
        QSet<QString> words;
        const QString all
            = QStringLiteral("id number nr nummer numero total amount betrag summe montant importe value price preis "
                             "prix precio date datum fecha currency wahrung devise moneda gross net brutto netto tax "
                             "vat mwst iva tva revenue umsatz bestellnummer auftragsnummer gesamtbetrag");
        for (const QString& word : all.split(u' '))
            words << word;
        return words;
    }();
    const QStringList words = wordsOf(textOf(cell));
    return std::any_of(words.begin(), words.end(), [](const QString& word) { return Known.contains(word); });
}

bool isAlike(const QString& a, const QString& b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

} // namespace

HeaderLikeness headerLikeness(
    std::span<const std::string_view> cells, const QStringList& header, int orderColumn, int amountColumn)
{
    const auto cellAt = [&cells](int column) {
        return column >= 0 && std::size_t(column) < cells.size() ? trimmed(cells[std::size_t(column)])
                                                                 : std::string_view();
    };
    const std::string_view amount = cellAt(amountColumn);
    if (amount.empty() || amount.size() > LongestName || hasDigit(amount))
        return HeaderLikeness::None;
    qsizetype filled = 0;
    qsizetype known = 0;  // names of the header, wherever they stand
    qsizetype inTurn = 0; // where they stand there
    bool hasDigits = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string_view cell = trimmed(cells[i]);
        if (cell.empty())
            continue;
        if (cell.size() > LongestName)
            return HeaderLikeness::None;
        ++filled;
        hasDigits = hasDigits || hasDigit(cell);
        const QString name = textOf(cell);
        known += header.contains(name, Qt::CaseInsensitive) ? 1 : 0;
        inTurn += isAlike(header.value(qsizetype(i)), name) ? 1 : 0;
    }
    if (filled < 2)
        return HeaderLikeness::None;
    if (inTurn == filled)
        return HeaderLikeness::Same;
    if (known > 1 && known * 2 >= filled)
        return HeaderLikeness::Other;
    const std::string_view order = cellAt(orderColumn);
    const bool isOther = !hasDigits && !order.empty() && oddIdOf(order) == OddId::None && hasHeaderWord(order)
        && hasHeaderWord(amount);
    return isOther ? HeaderLikeness::Other : HeaderLikeness::None;
}

} // namespace rookery::intake
