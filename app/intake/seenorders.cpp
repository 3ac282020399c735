// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/seenorders.h"

#include <cstring>

namespace rookery::intake {

namespace {

constexpr unsigned FirstBits = 10;
constexpr std::uint64_t Odd = 0xD6E8FEB86659FD93U;

template <typename Word>
std::uint64_t wordAt(const char* at)
{
    Word word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

// Up to seven bytes.
std::uint64_t shortWord(std::string_view text)
{
    std::uint64_t word = 0;
    std::size_t at = 0;
    if (constexpr std::size_t Half = sizeof(std::uint32_t); text.size() >= Half) {
        word = wordAt<std::uint32_t>(text.data());
        at = Half;
    }
    for (; at < text.size(); ++at)
        word |= std::uint64_t(static_cast<unsigned char>(text[at])) << (at * 8);
    return word;
}

std::uint64_t stirred(std::uint64_t h)
{
    h ^= h >> 32U;
    h *= Odd;
    h ^= h >> 32U;
    h *= Odd;
    return h ^ h >> 32U;
}

} // namespace

SeenOrders::SeenOrders() : m_places(std::size_t(1) << FirstBits), m_shift(64 - FirstBits) { }

std::uint64_t SeenOrders::hashOf(std::string_view orderId) const
{
    constexpr std::size_t Word = sizeof(std::uint64_t);
    std::uint64_t h = 0x9E3779B97F4A7C15U;
    if (orderId.size() < Word) {
        h ^= shortWord(orderId);
    } else {
        const char* at = orderId.data();
        const char* const last = at + orderId.size() - Word;
        // Loses nothing, as all steps here; and one multiplication is not enough: digits that differ at the end of a
        // word would change few bits, and those of the next word would make up for them.
        for (; at <= last; at += Word)
            h = stirred(h ^ wordAt<std::uint64_t>(at));
        if (orderId.size() % Word > 0)
            h ^= wordAt<std::uint64_t>(last); // with some bytes of the word before
    }
    // The size last: before, a sign that differs would make up for it.
    h = stirred(h) ^ orderId.size();
#ifdef __GNUC__
    __builtin_prefetch(&m_places[h >> m_shift]);
#endif
    return h == 0 ? 1 : h;
}

std::size_t SeenOrders::placeOf(std::uint64_t hash) const
{
    const std::size_t mask = m_places.size() - 1;
    std::size_t at = hash >> m_shift;
    while (m_places[at].hash != 0 && m_places[at].hash != hash)
        at = (at + 1) & mask;
    return at;
}

qint64 SeenOrders::add(std::uint64_t hash, qint64 row)
{
    std::size_t at = placeOf(hash);
    if (m_places[at].hash == hash)
        return m_places[at].row;
    if ((m_size + 1) * 3 > m_places.size() * 2) {
        grow();
        at = placeOf(hash);
    }
    m_places[at] = {hash, row};
    ++m_size;
    return 0;
}

void SeenOrders::grow()
{
    decltype(m_places) places(m_places.size() * 2);
    --m_shift;
    m_places.swap(places);
    for (const Seen& seen : places) {
        if (seen.hash != 0)
            m_places[placeOf(seen.hash)] = seen;
    }
}

} // namespace rookery::intake
