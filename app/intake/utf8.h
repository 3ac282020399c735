// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rookery::intake {

/// How the text at one place reads as UTF-8 (Unicode 15, table 3-7: no overlong forms, no surrogates).
struct Utf8Step {
    std::size_t size = 0;      ///< bytes of the character, or of the part that cannot be one
    bool isValid = false;      ///< it is a character
    bool isIncomplete = false; ///< the text ends within a character
};

/// `text` must not be empty.
[[nodiscard]] Utf8Step utf8Step(std::string_view text);

/// The index of the first byte from `at` on that is not ASCII, or the size.
[[nodiscard]] std::size_t skipAscii(std::string_view text, std::size_t at);

/// The index of the first byte that does not belong to a whole character, or the size; `multibyte` is set where
/// characters beyond ASCII came before it.
[[nodiscard]] std::size_t validUtf8(std::string_view text, bool& multibyte);

/// Writes a code point that is no surrogate; `to` has room for four bytes. Gives the bytes written.
std::size_t writeUtf8(char32_t c, char* to);

} // namespace rookery::intake
