// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/filelock.h"
#include "pixel/error.h"
#include "pixel/utcms.h"

#include <QStringList>

#include <atomic>
#include <memory>

namespace rookery::ledger {

class Connection;

/// What the present ledger has and a copy has not.
struct Loss {
    qint64 orders = 0;
    QStringList open; ///< of them those that have not arrived for sure, by order ID
    /// Nothing where the present ledger is sound, or there is none; else why what it holds can't be told.
    QString unreadable;

    [[nodiscard]] bool isAny() const { return orders > 0 || !unreadable.isEmpty(); }
};

/// A copy of the ledger that is to take the ledger's place. Holds the writer's lock from prepare() on, so what it says
/// is still true when it is carried out. What has happened to an order since the copy was made has happened: of orders
/// that are in both, what was sent and what came of it is taken over from the present ledger, and those that only that
/// one has stay known by their IDs if they may have arrived. What the copy holds as open and the present ledger can't
/// tell of may have gone since, so it waits for a person.
class Restoration final {
public:
    /// Verifies the copy by making one of it and looking through that; changes nothing yet. NotFound, BadInput (it is
    /// the ledger itself), NotALedger, NewerLedger, Storage (it is not sound), NotAllowed (a program has the ledger
    /// open), Busy, Interrupted.
    [[nodiscard]] static Result<Restoration> prepare(
        const QString& ledgerFile, const QString& copy, UtcMs now, const std::atomic_bool& stop);
    ~Restoration();
    Restoration(Restoration&&) noexcept;
    Restoration& operator=(Restoration&&) noexcept = delete;

    [[nodiscard]] const Loss& loss() const { return m_loss; }

    struct Outcome {
        QString setAside; ///< where the former ledger is now; empty: there was none
        qint64 orders = 0;
        qint64 taken = 0; ///< of them with what happened since the copy
        qint64 held = 0;  ///< of them open, and waiting for a person now
    };
    /// Puts the copy in place. The former ledger stays, under a dated name. Storage, DiskFull, ReadOnly: everything is
    /// as it was.
    [[nodiscard]] Result<Outcome> carryOut(const QString& agent);

private:
    Restoration(QString ledgerFile, QString copy, UtcMs now, std::unique_ptr<FileLock> lock);

    [[nodiscard]] Done makePart(const std::atomic_bool& stop);
    void compare(const std::atomic_bool& stop);
    [[nodiscard]] Outcome settle(const QString& agent);
    [[nodiscard]] Result<QString> setAside() const;

    QString m_ledgerFile;
    QString m_copy;
    QString m_part;
    UtcMs m_now;
    std::unique_ptr<FileLock> m_lock;
    std::unique_ptr<Connection> m_db; // of the part, the present ledger beside it as `present`
    bool m_isAttached = false;
    Loss m_loss;
};

} // namespace rookery::ledger
