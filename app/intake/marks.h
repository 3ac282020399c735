// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace rookery::intake {

/// Bytes that a scan looks at together.
inline constexpr std::size_t MarkBlock = 64;

/// A bit for each of the 64 bytes from `at` on that means something in delimited text: the separator, the double
/// quote, CR, LF. Without special instructions: eight bytes in a word, each held against the four.
[[nodiscard]] inline std::uint64_t marksPortable(const char* at, char separator)
{
    std::uint64_t out = 0;
    if constexpr (std::endian::native == std::endian::little) {
        constexpr std::uint64_t Ones = 0x0101010101010101U;
        constexpr std::uint64_t Low = 0x7F7F7F7F7F7F7F7FU;
        const std::array<std::uint64_t, 4> wanted{
            Ones * static_cast<unsigned char>(separator), Ones * '"', Ones * '\n', Ones * '\r'};
        for (std::size_t i = 0; i < MarkBlock; i += sizeof(std::uint64_t)) {
            std::uint64_t word = 0;
            std::memcpy(&word, at + i, sizeof word);
            std::uint64_t found = 0;
            for (const std::uint64_t w : wanted) {
                const std::uint64_t differs = word ^ w; // a byte of it is zero where they agree
                found |= ~(((differs & Low) + Low) | differs | Low);
            }
            // The upper bits of the eight bytes, put side by side.
            out |= (((found >> 7U) * 0x0102040810204080U) >> 56U) << i;
        }
    } else {
        for (std::size_t i = 0; i < MarkBlock; ++i) {
            const char c = at[i];
            out |= std::uint64_t(c == separator || c == '"' || c == '\n' || c == '\r') << i;
        }
    }
    return out;
}

/// The same, the fastest way there is here.
[[nodiscard]] inline std::uint64_t marksOf(const char* at, char separator)
{
#ifdef __SSE2__
    const __m128i cell = _mm_set1_epi8(separator);
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i lf = _mm_set1_epi8('\n');
    const __m128i cr = _mm_set1_epi8('\r');
    const auto sixteen = [&](std::size_t i) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + i));
        const __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, cell), _mm_cmpeq_epi8(bytes, quote)),
            _mm_or_si128(_mm_cmpeq_epi8(bytes, lf), _mm_cmpeq_epi8(bytes, cr)));
        return std::uint64_t(static_cast<std::uint32_t>(_mm_movemask_epi8(found)));
    };
    return sixteen(0) | sixteen(16) << 16U | sixteen(32) << 32U | sixteen(48) << 48U;
#else
    return marksPortable(at, separator);
#endif
}

} // namespace rookery::intake
