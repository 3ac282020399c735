// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/seenorders.h"

#include <cstring>

namespace rookery::intake {

namespace {

constexpr unsigned FirstBits = 10;

std::uint64_t stirred(std::uint64_t h)
{
    h ^= h >> 32U;
    h *= 0xD6E8FEB86659FD93U;
    h ^= h >> 32U;
    h *= 0xD6E8FEB86659FD93U;
    return h ^ h >> 32U;
}

} // namespace

SeenOrders::SeenOrders()
    : m_hashes(std::size_t(1) << FirstBits)
    , m_rows(std::size_t(1) << FirstBits)
    , m_shift(64 - FirstBits)
{
}

std::uint64_t SeenOrders::hashOf(std::string_view orderId) const
{
    std::uint64_t h = 0x9E3779B97F4A7C15U + orderId.size();
    while (orderId.size() >= sizeof h) {
        std::uint64_t word = 0;
        std::memcpy(&word, orderId.data(), sizeof word);
        h = stirred(h ^ word);
        orderId.remove_prefix(sizeof word);
    }
    std::uint64_t word = 0;
    if (!orderId.empty())
        std::memcpy(&word, orderId.data(), orderId.size());
    h = stirred(stirred(h ^ word));
#ifdef __GNUC__
    __builtin_prefetch(&m_hashes[h >> m_shift]);
    __builtin_prefetch(&m_rows[h >> m_shift]);
#endif
    return h == 0 ? 1 : h;
}

std::size_t SeenOrders::placeOf(std::uint64_t hash) const
{
    const std::size_t mask = m_hashes.size() - 1;
    std::size_t at = hash >> m_shift;
    while (m_hashes[at] != 0 && m_hashes[at] != hash)
        at = (at + 1) & mask;
    return at;
}

qint64 SeenOrders::add(std::uint64_t hash, qint64 row)
{
    std::size_t at = placeOf(hash);
    if (m_hashes[at] == hash)
        return m_rows[at];
    if ((m_size + 1) * 3 > m_hashes.size() * 2) {
        grow();
        at = placeOf(hash);
    }
    m_hashes[at] = hash;
    m_rows[at] = std::uint32_t(row);
    ++m_size;
    return 0;
}

void SeenOrders::grow()
{
    std::vector<std::uint64_t> hashes(m_hashes.size() * 2);
    std::vector<std::uint32_t> rows(m_rows.size() * 2);
    --m_shift;
    m_hashes.swap(hashes);
    m_rows.swap(rows);
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        if (hashes[i] == 0)
            continue;
        const std::size_t at = placeOf(hashes[i]);
        m_hashes[at] = hashes[i];
        m_rows[at] = rows[i];
    }
}

} // namespace rookery::intake
