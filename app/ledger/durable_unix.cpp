// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/durable.h"

#include <QFile>

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace rookery::ledger {

bool syncFolder(const QString& path)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
#ifdef F_FULLFSYNC
    bool done = ::fcntl(fd, F_FULLFSYNC) == 0 || ::fsync(fd) == 0; // fsync() there leaves it in the drive's memory
#else
    bool done = ::fsync(fd) == 0;
#endif
    done = done || errno == EINVAL || errno == ENOTSUP; // a file system that can't, and never will
    ::close(fd);
    return done;
}

} // namespace rookery::ledger
