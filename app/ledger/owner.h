// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/filelock.h"
#include "pixel/error.h"

namespace rookery::ledger {

/// Who is sending: one engine of one process. Its lock lives exactly as long as it does, so that anybody can
/// tell whether a row that says *sending* still has somebody behind it.
class Owner {
public:
    /// `folder` holds a lock file for each owner; what dead ones left there is swept away. Call it under the ledger's
    /// lock: a file that is just being made is not locked yet.
    [[nodiscard]] static Result<Owner> make(const QString& folder);
    ~Owner();

    Owner(Owner&&) noexcept = default;
    Owner& operator=(Owner&&) noexcept = default;

    [[nodiscard]] const QString& name() const { return m_name; }
    /// False only if its lock is free.
    [[nodiscard]] bool isAlive(const QString& owner) const;
    /// Whether any is but this one, of whatever program. Call it under the ledger's lock.
    [[nodiscard]] static bool isAnyAlive(const QString& folder, const QString& except = {});

private:
    Owner(QString folder, QString name, std::unique_ptr<FileLock> lock);

    QString m_folder;
    QString m_name;
    std::unique_ptr<FileLock> m_lock;
};

/// The folder of those who have this ledger open for writing.
[[nodiscard]] QString ownersOf(const QString& ledger);

} // namespace rookery::ledger
