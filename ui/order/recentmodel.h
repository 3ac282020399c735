// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QAbstractListModel>

namespace rookery::ui {

/// A handful of orders, newest first.
class RecentModel final : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setRecords(const QList<ledger::EventRecord>& records);
    [[nodiscard]] const ledger::EventRecord& record(int row) const { return m_records[row]; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<ledger::EventRecord> m_records;
};

} // namespace rookery::ui
