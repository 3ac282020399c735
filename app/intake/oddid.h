// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace rookery::intake {

/// What stands in the place of an order ID and is none, or no more.
enum class OddId {
    None,
    QuotedMail, ///< `> A-1`
    Sum,        ///< names a sum: `Grand total`, `E5 Ergebnis`, `**`
    NoValue,    ///< says that there is none: `n/a`, `null`, `-`, `(blank)`, or is a currency
    ErrorValue, ///< what a spreadsheet shows where it has no value: `#N/A`, `#REF!`, `########`
    Rounded,    ///< a number in the scientific notation, whose last digits are lost: `4.50001E+12`
    Exponent,   ///< the same with all its digits: `1E+05`. Without the plus it is as good as any other text.
    Formula,    ///< the text within a formula: `="00012"`
    Template,   ///< where a program should have put it: `{{order.id}}`
};

/// By its bytes alone: false where it is certainly none of them, as almost always. The cell is not empty.
[[nodiscard]] bool mayBeOddId(std::string_view cell);
/// Of a cell without spaces around it.
[[nodiscard]] OddId oddIdOf(std::string_view cell);

/// Several orders may have it, so that rows which share it need not belong together.
[[nodiscard]] bool isNobodysId(std::string_view cell);

} // namespace rookery::intake
