// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/table.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace rookery::intake {

/// Gives the rows of another reader, which reads them on a thread of its own meanwhile, a few blocks ahead and no more:
/// what is done with a row need not wait for the next one to be read. Not for pipes: who stops early waits for the read
/// that is under way.
class ReadAhead final : public RowReader {
public:
    explicit ReadAhead(std::unique_ptr<RowReader> rows);
    ~ReadAhead() override;
    Q_DISABLE_COPY_MOVE(ReadAhead)

    [[nodiscard]] bool next(Row& row) override;
    [[nodiscard]] bool looksAhead() const override { return true; }
    [[nodiscard]] std::span<const std::string_view> upcoming() const override;
    [[nodiscard]] qint64 position() const override { return m_position; }

private:
    struct Block;

    void readAll();
    [[nodiscard]] std::unique_ptr<Block> emptyBlock();
    [[nodiscard]] bool takeBlock();

    std::unique_ptr<RowReader> m_rows; // the thread's own until it has ended
    std::unique_ptr<Block> m_block;    // the one whose rows are given
    std::size_t m_next = 0;
    qint64 m_position = 0;

    std::mutex m_mutex; // of what stands below
    std::condition_variable m_changed;
    std::deque<std::unique_ptr<Block>> m_full;
    std::vector<std::unique_ptr<Block>> m_free;
    bool m_hasEnded = false;
    bool m_isStopped = false;

    std::thread m_thread; // the last: it uses all of them
};

} // namespace rookery::intake
