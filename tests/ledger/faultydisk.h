// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sqlite3.h>

/// A disk whose syncs fail when it is told so: SQLite's own file system with one call in between. As long as it lives,
/// every database that is opened lies on it.
class FaultyDisk {
public:
    FaultyDisk();
    ~FaultyDisk();

    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    /// The next `count` syncs fail; what was written stays in the file, as it does on Linux.
    void failSyncs(int count) { m_failures = count; }
    [[nodiscard]] int failuresLeft() const { return m_failures; }

private:
    struct File;
    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out);
    static int sync(sqlite3_file* file, int flags);

    sqlite3_vfs* m_real;
    sqlite3_vfs m_vfs;
    int m_failures = 0;
};
