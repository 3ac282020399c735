// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sqlite3.h>

/// A disk that fails when it is told so: SQLite's own file system with a question before each step that changes
/// something. As long as it lives, every database that is opened lies on it. This one fails syncs; a derived one
/// decides for itself.
class FaultyDisk {
public:
    FaultyDisk();
    virtual ~FaultyDisk();

    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    /// The next `count` syncs fail; what was written stays in the file, as it does on Linux.
    void failSyncs(int count) { m_failures = count; }
    [[nodiscard]] int failuresLeft() const { return m_failures; }

protected:
    struct Step {
        enum class Kind { Open, Write, Truncate, Sync, Delete };

        Kind kind = Kind::Open;
        const char* path = nullptr; ///< null: a file without a name that ends with its connection
        sqlite3_int64 at = 0;       ///< Write: where; Truncate: the new size
        const void* bytes = nullptr;
        int count = 0;
    };

    /// SQLITE_OK, or what the step fails with. Of a write that fails the first half reaches the file.
    virtual int before(const Step& step);
    /// It was done.
    virtual void after(const Step& step);

private:
    struct File;
    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out);
    static int remove(sqlite3_vfs* vfs, const char* name, int syncFolder);
    static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at);
    static int truncate(sqlite3_file* file, sqlite3_int64 size);
    static int sync(sqlite3_file* file, int flags);
    template <typename F>
    int perform(const Step& step, const F& how);

    sqlite3_vfs* m_real;
    sqlite3_vfs m_vfs;
    int m_failures = 0;
};
