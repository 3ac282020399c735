// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "ledger/record.h"
#include "pixel/error.h"
#include "ui/common/portions.h"

#include <QCache>
#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>
#include <vector>

namespace rookery::ui {

class Desk;

/// What became of a row that was accepted.
struct RowNow {
    qint64 event = 0; ///< 0: it was not
    ledger::State state = ledger::State::Waiting;
    bool wasTried = false; ///< and has not arrived, or is held: "not delivered" while it waits
    bool isHeld = false;

    /// An event that looks and is told of as this row is.
    [[nodiscard]] ledger::EventRecord record() const;
    [[nodiscard]] ledger::Standing standing() const;
    /// It did not arrive, or nobody knows.
    [[nodiscard]] bool hasFailed() const;
};

/// The orders that rows of a batch became, by row, and what the ledger says of them now.
class BatchOrders final : public QObject {
    Q_OBJECT

public:
    explicit BatchOrders(Desk& desk, QObject* parent = nullptr);

    void clear();
    /// So many rows, all or some of which may become orders.
    void setSize(qsizetype rows);
    [[nodiscard]] bool isEmpty() const { return m_now.empty(); }
    [[nodiscard]] qsizetype size() const { return qsizetype(m_now.size()); }
    [[nodiscard]] RowNow at(qsizetype row) const;
    /// All that the ledger has of the order, where it did not arrive or nobody knows: why, and when it goes again.
    [[nodiscard]] std::optional<ledger::EventRecord> failedRecord(qsizetype row) const;
    /// Why what goes by itself to this profile does not go now; empty: it does.
    [[nodiscard]] QString heldUp(const QString& profile) const;
    /// By row.
    [[nodiscard]] std::vector<bool> accepted() const;
    /// How many did not arrive or are unknown; those that are held aside.
    [[nodiscard]] qsizetype failures() const { return m_failures; }
    /// Of the rows that were accepted, in their order.
    [[nodiscard]] QList<qint64> events(const std::function<bool(const RowNow&)>& wanted) const;

    /// The row became this order.
    void add(qsizetype row, qint64 event);
    /// As the ledger has it; more of them are told at once by tell().
    void take(qsizetype row, const ledger::EventRecord& event);
    void tell();
    /// These changed in the ledger, or may have.
    void follow(const QList<qint64>& events);

    /// What waits is taken back; what has left has left. Told by cancelled().
    void cancelWaiting();
    /// Those that did not arrive, or may not have. What was refused goes in portions, the next when the one before is
    /// through: it does not keep to the pace of the profile.
    void retryFailed();

Q_SIGNALS:
    /// Of these rows, or of none of them.
    void changed(qsizetype first, qsizetype last);
    /// So many were taken back, and so many had left meanwhile.
    void cancelled(qsizetype taken, qsizetype left);
    void failed(const rookery::Error& error);

private:
    void retryNext();
    void followNow(const QList<qint64>& events);

    Desk& m_desk;
    std::vector<RowNow> m_now; // by row
    QHash<qint64, qsizetype> m_rowOfEvent;
    Portions m_changed;
    mutable QCache<qint64, ledger::EventRecord> m_records; // of those that somebody looked at
    qsizetype m_failures = 0;
    QList<qint64> m_toRetry; // refused, and not asked for yet
    QSet<qint64> m_retried;  // asked for, and not through
    qsizetype m_first = -1;  // taken, and not told of yet
    qsizetype m_last = -1;
};

} // namespace rookery::ui
