// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/filelock.h"

#include <QDir>

#include <algorithm>
#include <thread>

#include <windows.h>

namespace rookery::ledger {

using namespace std::chrono_literals;

std::unique_ptr<FileLock> FileLock::tryLock(const QString& path, std::chrono::milliseconds patience, Failure* why)
{
    const std::wstring native = QDir::toNativeSeparators(path).toStdWString();
    const HANDLE file = CreateFileW(native.c_str(), GENERIC_READ | GENERIC_WRITE,
        FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE) {
        if (why != nullptr)
            *why = Failure::NoAccess;
        return nullptr;
    }
    const auto end = std::chrono::steady_clock::now() + patience;
    for (auto pause = 1ms;; pause = std::min(pause * 2, std::chrono::milliseconds(20))) {
        OVERLAPPED range{};
        if (LockFileEx(file, LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &range))
            return std::unique_ptr<FileLock>(new FileLock(qintptr(file)));
        if (std::chrono::steady_clock::now() >= end)
            break;
        std::this_thread::sleep_for(pause);
    }
    CloseHandle(file);
    if (why != nullptr)
        *why = Failure::Taken;
    return nullptr;
}

FileLock::~FileLock() { CloseHandle(HANDLE(m_handle)); }

} // namespace rookery::ledger
