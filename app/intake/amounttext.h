// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/cellshape.h"

#include "pixel/amount.h"
#include "pixel/amountstyle.h"

#include <optional>

namespace rookery::intake {

/// An amount as a person wrote it.
struct AmountReading {
    std::optional<pixel::Amount> amount; ///< nothing: it is not an amount
    std::optional<pixel::Amount> other;  ///< set: it may as well mean this; a person decides
    bool inOtherStyle = false;           ///< it makes sense only with the decimal sign of the other style
};

/// Whether it is known which sign groups digits in threes; where it is only guessed, `1,234` is asked as `1.234` is.
enum class Grouping {
    Known, ///< by the sign that is not the decimal one
    Guessed,
    None, ///< there is none: a sign for decimals is one
};

/// Takes `1000.99`, `£1,000.99`, `1 000,99`, `1.000,99 EUR`: currency signs, codes and grouping go, digits stay as
/// they were written. Where both a thousands sign and a decimal sign would make sense (`1.234`), both readings come
/// back, the one of `style` first. Groups that are not three digits (`1,00,0`) are no amount.
[[nodiscard]] AmountReading readAmount(
    const QString& text, pixel::AmountStyle style, Grouping grouping = Grouping::Known);

/// How people read a file that writes its numbers so.
[[nodiscard]] inline pixel::AmountStyle amountStyle(NumberStyle style)
{
    return decimalSign(style) == '.' ? pixel::AmountStyle::Point : pixel::AmountStyle::Comma;
}

/// In the French style spaces group, so that a point is never known to.
[[nodiscard]] inline Grouping groupingOf(NumberStyle style, bool isKnown)
{
    if (style == NumberStyle::Plain)
        return Grouping::None;
    return isKnown && style != NumberStyle::Fr ? Grouping::Known : Grouping::Guessed;
}

/// The currency that an amount names by itself: its code in capitals, else its sign, in the usual width. Empty: none.
[[nodiscard]] QString currencyMark(const QString& text);
/// Whether an amount with this mark may be one of that currency: `$` is the sign of many, `€` of one, and a sign that
/// we do not know of none.
[[nodiscard]] bool mayBeMarkOf(const QString& mark, QStringView currency);
/// Whether the text is a sign that stands for that currency and no other.
[[nodiscard]] bool isSignOf(const QString& text, QStringView currency);
/// Whether two marks may stand for one currency: `$` and `USD`, but not `$` and `€`.
[[nodiscard]] bool mayBeSameMark(const QString& one, const QString& two);

/// As the people of the profile read it, digits grouped: `1,000.99` or `1.000,99`. Never goes on the wire.
[[nodiscard]] QString showAmount(const pixel::Amount& amount, pixel::AmountStyle style);

} // namespace rookery::intake
