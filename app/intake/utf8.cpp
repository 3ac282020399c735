// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/utf8.h"

#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace rookery::intake {

namespace {

unsigned char byteAt(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

bool isTail(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

} // namespace

Utf8Step utf8Step(std::string_view text)
{
    const unsigned char first = byteAt(text, 0);
    if (first < 0x80)
        return {1, true, false};
    if (first < 0xC2 || first > 0xF4)
        return {1, false, false};
    const std::size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    // Only the second byte has narrower bounds than the rest.
    const unsigned char lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned char highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    for (std::size_t i = 1; i < size; ++i) {
        if (i == text.size())
            return {i, false, true};
        const unsigned char byte = byteAt(text, i);
        if (i == 1 ? byte < lowest || byte > highest : !isTail(byte))
            return {i, false, false};
    }
    return {size, true, false};
}

std::size_t skipAscii(std::string_view text, std::size_t at)
{
#ifdef __SSE2__
    constexpr std::size_t Wide = 64;
    while (at + Wide <= text.size()) {
        const auto* from = reinterpret_cast<const __m128i*>(text.data() + at);
        const __m128i all = _mm_or_si128(_mm_or_si128(_mm_loadu_si128(from), _mm_loadu_si128(from + 1)),
            _mm_or_si128(_mm_loadu_si128(from + 2), _mm_loadu_si128(from + 3)));
        if (_mm_movemask_epi8(all) != 0)
            break;
        at += Wide;
    }
#endif
    while (at + sizeof(std::uint64_t) <= text.size()) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, sizeof word);
        if ((word & 0x8080808080808080U) != 0)
            break;
        at += sizeof word;
    }
    while (at < text.size() && byteAt(text, at) < 0x80)
        ++at;
    return at;
}

std::size_t validUtf8(std::string_view text, bool& multibyte)
{
    for (std::size_t at = skipAscii(text, 0); at < text.size(); at = skipAscii(text, at)) {
        const Utf8Step step = utf8Step(text.substr(at));
        if (!step.isValid)
            return at;
        multibyte = true;
        at += step.size;
    }
    return text.size();
}

std::size_t writeUtf8(char32_t c, char* to)
{
    const auto tail = [c](unsigned shift) { return static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
    if (c < 0x80) {
        to[0] = static_cast<char>(c);
        return 1;
    }
    if (c < 0x800) {
        to[0] = static_cast<char>(0xC0U | (c >> 6U));
        to[1] = tail(0);
        return 2;
    }
    if (c < 0x10000) {
        to[0] = static_cast<char>(0xE0U | (c >> 12U));
        to[1] = tail(6);
        to[2] = tail(0);
        return 3;
    }
    to[0] = static_cast<char>(0xF0U | (c >> 18U));
    to[1] = tail(12);
    to[2] = tail(6);
    to[3] = tail(0);
    return 4;
}

} // namespace rookery::intake
