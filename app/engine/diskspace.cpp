// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diskspace.h"

#include <QStorageInfo>

#include <utility>

namespace rookery::engine {

namespace {

constexpr qint64 Megabyte = 1'000'000;

} // namespace

DiskSpace::DiskSpace(Free free, qint64 floor) : m_free(std::move(free)), m_floor(floor) { }

DiskSpace::Free DiskSpace::of(const QString& folder)
{
    return [folder]() -> std::optional<qint64> {
        const qint64 free = QStorageInfo(folder).bytesAvailable();
        return free < 0 ? std::nullopt : std::optional(free);
    };
}

bool DiskSpace::look()
{
    const auto free = m_free();
    const auto low = free && *free < m_floor ? std::optional(*free / Megabyte * Megabyte) : std::nullopt;
    return std::exchange(m_low, low) != low;
}

} // namespace rookery::engine
