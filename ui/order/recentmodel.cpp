// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/recentmodel.h"

#include "ui/common/words.h"

#include <utility>

namespace rookery::ui {

void RecentModel::setRecords(const QList<ledger::EventRecord>& records)
{
    if (records == m_records)
        return;
    beginResetModel();
    m_records = records;
    endResetModel();
}

void RecentModel::setProfile(const QString& chosen)
{
    if (std::exchange(m_chosen, chosen) != chosen && !m_records.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

QString RecentModel::otherProfile(int row) const
{
    const QString& own = m_records[row].profile;
    return own == m_chosen ? QString() : own;
}

int RecentModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_records.size()); }

QVariant RecentModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ledger::EventRecord& record = m_records[index.row()];
    const QString other = otherProfile(index.row());
    //: %1 what became of an order, %2 a profile
    const auto told
        = [&] { return other.isEmpty() ? resultText(record) : tr("%1, %2").arg(resultText(record), other); };
    switch (role) {
    case Qt::DisplayRole:
        return record.orderId();
    case Qt::ToolTipRole:
        return told().toHtmlEscaped();
    case Qt::AccessibleTextRole:
        return tr("%1, %2").arg(timeText(record.confirmed), told());
    default:
        return {};
    }
}

} // namespace rookery::ui
