// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/recentmodel.h"

#include "ui/common/words.h"

namespace rookery::ui {

void RecentModel::setRecords(const QList<ledger::EventRecord>& records)
{
    if (records == m_records)
        return;
    beginResetModel();
    m_records = records;
    endResetModel();
}

int RecentModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_records.size()); }

QVariant RecentModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ledger::EventRecord& record = m_records[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return record.orderId();
    case Qt::ToolTipRole:
        return resultText(record).toHtmlEscaped();
    case Qt::AccessibleTextRole:
        return tr("%1, %2").arg(timeText(record.confirmed), resultText(record));
    default:
        return {};
    }
}

} // namespace rookery::ui
