// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <functional>
#include <optional>

class QString;

namespace rookery::engine {

/// Whether the disk of the data folder is nearly full: said before an order can't be recorded, not when.
class DiskSpace final {
public:
    /// Bytes that are free; nothing: nobody knows.
    using Free = std::function<std::optional<qint64>()>;
    static constexpr qint64 UsualFloor = 500'000'000;

    explicit DiskSpace(Free free, qint64 floor = UsualFloor);
    /// Of the disk that `folder` is on.
    [[nodiscard]] static Free of(const QString& folder);

    /// From the next look() on.
    void setFloor(qint64 floor) { m_floor = floor; }
    /// Asks. True: low() is another than before.
    bool look();
    /// How many bytes are free, if that is less than the floor; in whole megabytes, so that not each write is news.
    [[nodiscard]] std::optional<qint64> low() const { return m_low; }

private:
    Free m_free;
    qint64 m_floor;
    std::optional<qint64> m_low;
};

} // namespace rookery::engine
