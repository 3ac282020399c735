// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <span>
#include <string_view>

namespace rookery::intake {

/// How a file writes its numbers; the command line's `en`, `de`, `fr`, `es`, `plain`.
enum class NumberStyle {
    En,    ///< 1,234.56
    De,    ///< 1.234,56
    Fr,    ///< 1 234,56
    Es,    ///< 1.234,56
    Plain, ///< 1234.56 as we write it ourselves: a point is the decimal sign, whatever stands behind it
};

[[nodiscard]] QString numberStyleText(NumberStyle style);
[[nodiscard]] std::optional<NumberStyle> numberStyleOfText(QStringView text);
/// How 1234.56 is written in it.
[[nodiscard]] QString numberExample(NumberStyle style);
[[nodiscard]] inline char decimalSign(NumberStyle style)
{
    return style == NumberStyle::En || style == NumberStyle::Plain ? '.' : ',';
}

/// The bytes of a cell for people; what is no UTF-8 becomes U+FFFD.
[[nodiscard]] inline QString textOf(std::string_view cell)
{
    return QString::fromUtf8(cell.data(), qsizetype(cell.size()));
}

// What the bytes of one cell look like, for guesses and for the short way through a check. None looks further than it
// must, and none allocates.

/// Without the spaces at both ends; the no-break ones go as well.
[[nodiscard]] std::string_view trimmed(std::string_view cell);
/// Without the apostrophe by which our exports keep a spreadsheet from running a cell that starts with = + - @, tab or
/// CR; the text may have apostrophes of its own before them. A file that went through a spreadsheet has it still.
[[nodiscard]] std::string_view unguarded(std::string_view cell);
/// Printable ASCII, no space at either end: no check of a text value has anything to say.
[[nodiscard]] bool isPlainText(std::string_view cell);
/// 8-4-4-4-12 hex digits.
[[nodiscard]] bool isUuid(std::string_view cell);
/// Three upper-case letters.
[[nodiscard]] bool isCurrencyCode(std::string_view cell);
/// A number in any style, with or without a currency sign or code. Plain digits are one.
[[nodiscard]] bool isAmountLike(std::string_view cell);
/// `2026-11-23`, `23.11.2026 10:15`, `11/23/26`: digits parted by - . / in the shape of a date.
[[nodiscard]] bool isDateLike(std::string_view cell);
/// Has a digit, no inner space, and is at most 64 bytes long.
[[nodiscard]] bool isOrderLike(std::string_view cell);

/// The style that an amount gives away by its decimal sign: `12,50` and `1.234,56`, but not `1,234`.
[[nodiscard]] std::optional<NumberStyle> styleOf(std::string_view cell);

/// The amount that a sentence begins with, `GBP 1,349.50` of `GBP 1,349.50 (incl. VAT 224.92)`: only where a currency
/// or decimals say that it is one and something follows. Empty: there is none.
[[nodiscard]] std::string_view leadingAmount(std::string_view cell);

/// The whole number of a cell that may be a rate of tax somewhere: `19` of `19`, `19,0`, `19.00 %`. Empty: it is none.
[[nodiscard]] std::string_view taxRate(std::string_view cell);

/// The wire text of an amount about which there is no doubt: digits, grouped as the style does, with or without a
/// currency sign. Points into the cell or into `buffer`. Empty: look closer (amounttext.h), which reads all that this
/// reads the same. Where it is not known that the style's own sign groups, a lone group of it is in doubt.
[[nodiscard]] std::string_view plainAmount(
    std::string_view cell, NumberStyle style, bool isGroupingKnown, std::span<char, 32> buffer);

/// The decimals of wire text that this cell is already (digits, a point and at most six decimals), or -1.
[[nodiscard]] int wireDecimals(std::string_view cell);

} // namespace rookery::intake
