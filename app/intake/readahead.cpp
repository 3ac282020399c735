// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/readahead.h"

#include <algorithm>

namespace rookery::intake {

namespace {

constexpr std::size_t BlockSize = 256UL * 1024;
constexpr std::size_t BlockRows = 4096; // of short ones; an order with flaws is much more than its bytes
constexpr std::size_t MostBlocks = 4;

} // namespace

/// Rows that follow each other, with all that their reader said of them.
struct ReadAhead::Block {
    struct Place {
        qint64 number = 0;
        std::size_t cells = 0; // where they begin
        std::size_t oddCells = 0;
        std::size_t flaws = 0;
        bool isHeaderAgain = false;
    };

    std::string bytes; // never grown beyond its capacity while there are cells, so that their views stay good
    std::vector<std::string_view> cells;
    std::vector<int> oddCells;
    std::vector<RowFinding> flaws;
    std::vector<Place> places;
    std::string nextBytes; // of the row that begins the next block
    std::vector<std::string_view> nextCells;
    qint64 position = 0; // behind the last row

    [[nodiscard]] bool hasRoomFor(std::size_t size) const
    {
        return places.empty() || (places.size() < BlockRows && bytes.capacity() - bytes.size() >= size);
    }

    void add(const Row& row, std::size_t size)
    {
        if (places.empty())
            bytes.reserve(std::max(BlockSize, size));
        places.push_back({row.number, cells.size(), oddCells.size(), flaws.size(), row.isHeaderAgain});
        for (const std::string_view cell : row.cells) {
            const std::size_t at = bytes.size();
            bytes += cell;
            cells.emplace_back(bytes.data() + at, cell.size());
        }
        oddCells.insert(oddCells.end(), row.oddCells.begin(), row.oddCells.end());
        flaws.insert(flaws.end(), row.flaws.begin(), row.flaws.end());
    }

    [[nodiscard]] Row rowAt(std::size_t index) const
    {
        const Place& place = places[index];
        const Place end = index + 1 < places.size() ? places[index + 1]
                                                    : Place{0, cells.size(), oddCells.size(), flaws.size(), false};
        const bool isLast = index + 1 == places.size();
        const std::size_t behind = index + 2 < places.size() ? places[index + 2].cells : cells.size();
        const std::span<const std::string_view> following
            = isLast ? std::span(nextCells) : std::span(cells).subspan(end.cells, behind - end.cells);
        return {place.number, std::span(cells).subspan(place.cells, end.cells - place.cells),
            std::span(oddCells).subspan(place.oddCells, end.oddCells - place.oddCells),
            std::span(flaws).subspan(place.flaws, end.flaws - place.flaws), place.isHeaderAgain, following};
    }

    void endBefore(const Row& row)
    {
        for (const std::string_view cell : row.cells)
            nextBytes += cell;
        std::size_t at = 0;
        for (const std::string_view cell : row.cells) {
            nextCells.emplace_back(nextBytes.data() + at, cell.size());
            at += cell.size();
        }
    }

    void clear()
    {
        nextBytes.clear();
        if (nextBytes.capacity() > 2 * BlockSize)
            nextBytes.shrink_to_fit();
        nextCells.clear();
        bytes.clear();
        if (bytes.capacity() > 2 * BlockSize)
            bytes.shrink_to_fit(); // one large cell
        cells.clear();
        oddCells.clear();
        flaws.clear();
        places.clear();
    }
};

ReadAhead::ReadAhead(std::unique_ptr<RowReader> rows) : m_rows(std::move(rows))
{
    m_shape = m_rows->shape();
    m_thread = std::thread([this] { readAll(); });
}

ReadAhead::~ReadAhead()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

// On the thread.
void ReadAhead::readAll()
{
    std::unique_ptr<Block> block = emptyBlock();
    Row row;
    const auto handOver = [&] {
        const std::lock_guard lock(m_mutex);
        m_full.push_back(std::move(block));
        m_changed.notify_all();
    };
    while (block && m_rows->next(row)) {
        std::size_t size = 0;
        for (const std::string_view cell : row.cells)
            size += cell.size();
        if (!block->hasRoomFor(size)) {
            block->endBefore(row);
            handOver();
            block = emptyBlock();
            if (!block)
                return;
        }
        block->add(row, size);
        block->position = m_rows->position();
    }
    if (block)
        handOver();
    const std::lock_guard lock(m_mutex);
    m_hasEnded = true;
    m_changed.notify_all();
}

// Null: nobody wants any more.
std::unique_ptr<ReadAhead::Block> ReadAhead::emptyBlock()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_isStopped || m_full.size() < MostBlocks; });
    if (m_isStopped)
        return nullptr;
    if (m_free.empty())
        return std::make_unique<Block>();
    std::unique_ptr<Block> block = std::move(m_free.back());
    m_free.pop_back();
    lock.unlock();
    block->clear();
    return block;
}

// False: there is none any more, and the reader has said all it has to say.
bool ReadAhead::takeBlock()
{
    std::unique_lock lock(m_mutex);
    if (m_block)
        m_free.push_back(std::move(m_block));
    m_next = 0;
    m_changed.wait(lock, [this] { return m_hasEnded || !m_full.empty(); });
    if (!m_full.empty()) {
        m_block = std::move(m_full.front());
        m_full.pop_front();
        m_position = m_block->position;
        m_changed.notify_all();
        return true;
    }
    lock.unlock();
    if (m_thread.joinable()) {
        m_thread.join();
        m_shape = m_rows->shape();
        m_findings = m_rows->findings();
        m_position = m_rows->position();
    }
    return false;
}

bool ReadAhead::next(Row& row)
{
    while (!m_block || m_next == m_block->places.size()) {
        if (!takeBlock())
            return false;
    }
    row = m_block->rowAt(m_next++);
    return true;
}

std::span<const std::string_view> ReadAhead::upcoming() const
{
    constexpr std::size_t Rows = 8;
    return m_block && m_next + Rows < m_block->places.size() ? m_block->rowAt(m_next + Rows).cells
                                                             : std::span<const std::string_view>();
}

} // namespace rookery::intake
