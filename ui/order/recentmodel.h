// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QAbstractListModel>

namespace rookery::ui {

/// A handful of orders, newest first; those of another profile than the chosen one say so.
class RecentModel final : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setRecords(const QList<ledger::EventRecord>& records);
    void setProfile(const QString& chosen);
    [[nodiscard]] const ledger::EventRecord& record(int row) const { return m_records[row]; }
    /// Its profile, where that is another than the chosen one.
    [[nodiscard]] QString otherProfile(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<ledger::EventRecord> m_records;
    QString m_chosen;
};

} // namespace rookery::ui
