// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/filelock.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace rookery::ledger {

using namespace std::chrono_literals;

std::unique_ptr<FileLock> FileLock::tryLock(const QString& path, std::chrono::milliseconds patience, Failure* why)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) {
        if (why != nullptr)
            *why = Failure::NoAccess;
        return nullptr;
    }
    // flock() belongs to the open file, so two engines in one process exclude each other too.
    const auto end = std::chrono::steady_clock::now() + patience;
    for (auto pause = 1ms;; pause = std::min(pause * 2, std::chrono::milliseconds(20))) {
        if (::flock(fd, LOCK_EX | LOCK_NB) == 0)
            return std::unique_ptr<FileLock>(new FileLock(fd));
        if (errno != EINTR && std::chrono::steady_clock::now() >= end)
            break;
        std::this_thread::sleep_for(pause);
    }
    ::close(fd);
    if (why != nullptr)
        *why = Failure::Taken;
    return nullptr;
}

FileLock::~FileLock() { ::close(int(m_handle)); }

} // namespace rookery::ledger
