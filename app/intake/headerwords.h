// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/field.h"

#include <QStringList>

namespace rookery::intake {

/// `transactionAmount`, `Montant de la TVA`, `Betrag (€)`: as words, in small letters and without accents.
[[nodiscard]] QStringList wordsOf(const QString& header);

/// How surely a column of this name holds the field, in percent; 0: nothing says so. English, German, French and
/// Spanish, with the words of web shops; accents, case, signs and the order of neutral words do not matter.
/// `Order Total Tax Amount` is a tax, `Total (excl. VAT)` no revenue.
[[nodiscard]] int nameConfidence(const QString& header, pixel::Field field);

/// The name has a word by which it is one of something else, whatever the others are: `Shipping method`.
[[nodiscard]] bool isNameOfOther(const QString& header, pixel::Field field);

/// The currencies that the name of a column of amounts speaks of, as codes and signs: `Total (USD)`, `Betrag in CHF`,
/// `total_usd`, `Total £`. A code in small letters that is a word (`all`) is none.
[[nodiscard]] QStringList currenciesOf(const QString& header);

/// What the name says that amounts count, if not whole units of a currency: `cents` of `revenue_cents`, `TEUR` of
/// `Umsatz TEUR`. Empty: nothing.
[[nodiscard]] QString oddUnitOf(const QString& header);

} // namespace rookery::intake
