// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/faultydisk.h"

#include <cstddef>
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
    const char* path; // SQLite's, good until the file is closed
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
    m_vfs.xDelete = &FaultyDisk::remove;
    sqlite3_vfs_register(&m_vfs, 1);
}

FaultyDisk::~FaultyDisk()
{
    sqlite3_vfs_unregister(&m_vfs);
    sqlite3_vfs_register(m_real, 1);
}

int FaultyDisk::before(const Step& step)
{
    if (step.kind != Step::Kind::Sync || m_failures == 0)
        return SQLITE_OK;
    --m_failures;
    return SQLITE_IOERR_FSYNC;
}

void FaultyDisk::after(const Step& /*step*/) { }

template <typename F>
int FaultyDisk::perform(const Step& step, const F& how)
{
    if (const int fault = before(step); fault != SQLITE_OK)
        return fault;
    const int result = how();
    if (result == SQLITE_OK)
        after(step);
    return result;
}

int FaultyDisk::open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out)
{
    auto* disk = static_cast<FaultyDisk*>(vfs->pAppData);
    auto* ours = new (file) File{};
    ours->disk = disk;
    ours->path = name;
    const int result = disk->perform({Step::Kind::Open, name},
        [&] { return disk->m_real->xOpen(disk->m_real, name, File::real(file), flags, out); });
    if (!File::real(file)->pMethods)
        return result; // never opened, so nothing to close
    using M = sqlite3_io_methods;
    M& m = ours->methods;
    m.iVersion = 2;
    m.xClose = File::forward<&M::xClose>;
    m.xRead = File::forward<&M::xRead, void*, int, sqlite3_int64>;
    m.xWrite = &FaultyDisk::write;
    m.xTruncate = &FaultyDisk::truncate;
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

int FaultyDisk::remove(sqlite3_vfs* vfs, const char* name, int syncFolder)
{
    auto* disk = static_cast<FaultyDisk*>(vfs->pAppData);
    return disk->perform(
        {Step::Kind::Delete, name}, [&] { return disk->m_real->xDelete(disk->m_real, name, syncFolder); });
}

int FaultyDisk::write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at)
{
    FaultyDisk& disk = *File::of(file).disk;
    const Step step{Step::Kind::Write, File::of(file).path, at, bytes, count};
    const int fault = disk.before(step);
    const int reach = fault == SQLITE_OK ? count : count / 2;
    const int result = File::real(file)->pMethods->xWrite(File::real(file), bytes, reach, at);
    if (result == SQLITE_OK)
        disk.after({Step::Kind::Write, step.path, at, bytes, reach});
    return fault == SQLITE_OK ? result : fault;
}

int FaultyDisk::truncate(sqlite3_file* file, sqlite3_int64 size)
{
    return File::of(file).disk->perform({Step::Kind::Truncate, File::of(file).path, size},
        [&] { return File::real(file)->pMethods->xTruncate(File::real(file), size); });
}

int FaultyDisk::sync(sqlite3_file* file, int flags)
{
    return File::of(file).disk->perform({Step::Kind::Sync, File::of(file).path},
        [&] { return File::real(file)->pMethods->xSync(File::real(file), flags); });
}
