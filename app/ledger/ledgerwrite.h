// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/database.h"
#include "ledger/filelock.h"
#include "ledger/ledger.h"

#include <sqlite3.h>

/// The one way in which Ledger changes anything; for the files that implement it.
namespace rookery::ledger {

inline constexpr std::chrono::seconds LockPatience{10};
inline constexpr int CheckpointPages = 1000;

// One transaction under the lock.
template <typename F>
auto Ledger::write(const F& change) -> decltype(change())
{
    if (Done ok = ensureOpen(); !ok)
        return tl::unexpected(ok.error());
    FileLock::Failure why{};
    const auto lock = FileLock::tryLock(lockFileOf(m_file), LockPatience, &why);
    if (!lock)
        return tl::unexpected(lockError(m_file, why));
    Error error;
    try {
        SQLite::Transaction transaction(db(), SQLite::TransactionBehavior::IMMEDIATE);
        auto result = change();
        if (!result)
            return result; // the transaction's destructor rolls back
        transaction.commit();
        if (m_walPages > CheckpointPages
            && sqlite3_wal_checkpoint_v2(db().getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr)
                == SQLITE_OK)
            m_walPages = 0; // else it is tried again after the next commit
        return result;
    } catch (const SQLite::Exception& e) {
        error = storageError(e, m_file);
        if ((e.getErrorCode() & 0xFF) == SQLITE_IOERR)
            giveUp(); // a failed sync poisons the connection
    }
    return tl::unexpected(error);
}

} // namespace rookery::ledger
