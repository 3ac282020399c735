// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <memory>

namespace rookery::ledger {

/// An exclusive lock of the operating system on a file, released when the object or the process ends, however
/// it ends. Made by tryLock() or not at all.
class FileLock {
public:
    enum class Failure {
        Taken,    ///< another holder
        NoAccess, ///< the file cannot be made or opened
    };

    /// Tries until `patience` is over; zero asks once.
    [[nodiscard]] static std::unique_ptr<FileLock> tryLock(
        const QString& path, std::chrono::milliseconds patience, Failure* why = nullptr);
    ~FileLock();

    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    explicit FileLock(qintptr handle) : m_handle(handle) { }

    qintptr m_handle;
};

/// The file whose lock all writers of this ledger share.
[[nodiscard]] inline QString lockFileOf(const QString& ledger) { return ledger + QLatin1StringView(".lock"); }

} // namespace rookery::ledger
