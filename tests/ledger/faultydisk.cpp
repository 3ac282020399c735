// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/faultydisk.h"

#include <new>

namespace {

// SQLite hands over plain memory of szOsFile bytes: ours first, the real file's behind it.
sqlite3_file* realOf(sqlite3_file* file, std::size_t headSize)
{
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + headSize);
}

} // namespace

struct FaultyDisk::File {
    sqlite3_file base;
    FaultyDisk* disk;
    sqlite3_io_methods methods;

    static File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
    static sqlite3_file* real(sqlite3_file* file) { return realOf(file, sizeof(File)); }
    template <auto Method, typename... Arguments>
    static int forward(sqlite3_file* file, Arguments... arguments)
    {
        return (real(file)->pMethods->*Method)(real(file), arguments...);
    }
};

FaultyDisk::FaultyDisk() : m_real(sqlite3_vfs_find(nullptr)), m_vfs(*m_real)
{
    m_vfs.zName = "faulty";
    m_vfs.szOsFile = int(sizeof(File)) + m_real->szOsFile;
    m_vfs.pAppData = this;
    m_vfs.xOpen = &FaultyDisk::open;
    sqlite3_vfs_register(&m_vfs, 1);
}

FaultyDisk::~FaultyDisk()
{
    sqlite3_vfs_unregister(&m_vfs);
    sqlite3_vfs_register(m_real, 1);
}

int FaultyDisk::open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out)
{
    auto* disk = static_cast<FaultyDisk*>(vfs->pAppData);
    auto* ours = new (file) File{};
    ours->disk = disk;
    const int result = disk->m_real->xOpen(disk->m_real, name, File::real(file), flags, out);
    if (!File::real(file)->pMethods)
        return result; // never opened, so nothing to close
    using M = sqlite3_io_methods;
    M& m = ours->methods;
    m.iVersion = 2;
    m.xClose = File::forward<&M::xClose>;
    m.xRead = File::forward<&M::xRead, void*, int, sqlite3_int64>;
    m.xWrite = File::forward<&M::xWrite, const void*, int, sqlite3_int64>;
    m.xTruncate = File::forward<&M::xTruncate, sqlite3_int64>;
    m.xSync = &FaultyDisk::sync;
    m.xFileSize = File::forward<&M::xFileSize, sqlite3_int64*>;
    m.xLock = File::forward<&M::xLock, int>;
    m.xUnlock = File::forward<&M::xUnlock, int>;
    m.xCheckReservedLock = File::forward<&M::xCheckReservedLock, int*>;
    m.xFileControl = File::forward<&M::xFileControl, int, void*>;
    m.xSectorSize = File::forward<&M::xSectorSize>;
    m.xDeviceCharacteristics = File::forward<&M::xDeviceCharacteristics>;
    m.xShmMap = File::forward<&M::xShmMap, int, int, int, void volatile**>;
    m.xShmLock = File::forward<&M::xShmLock, int, int, int>;
    m.xShmBarrier = [](sqlite3_file* f) { File::real(f)->pMethods->xShmBarrier(File::real(f)); };
    m.xShmUnmap = File::forward<&M::xShmUnmap, int>;
    ours->base.pMethods = &m;
    return result;
}

int FaultyDisk::sync(sqlite3_file* file, int flags)
{
    FaultyDisk& disk = *File::of(file).disk;
    if (disk.m_failures > 0) {
        --disk.m_failures;
        return SQLITE_IOERR_FSYNC;
    }
    return File::real(file)->pMethods->xSync(File::real(file), flags);
}
