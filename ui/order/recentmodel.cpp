// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/recentmodel.h"

#include "engine/choice.h"
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

void RecentModel::setHeldUp(const HeldUp& words, const HeldUp& sentence)
{
    m_heldUp = words;
    m_heldUpSentence = sentence;
}

QString RecentModel::againText(int row) const
{
    const ledger::EventRecord& record = m_records[row];
    if (!engine::nextTry(record))
        return {};
    const QString heldUp = m_heldUp ? m_heldUp(record.profile) : QString();
    //: of an order that failed, where there is little room: by itself
    return heldUp.isEmpty() ? tr("goes again") : heldUp;
}

int RecentModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_records.size()); }

QVariant RecentModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ledger::EventRecord& record = m_records[index.row()];
    const QString other = otherProfile(index.row());
    const auto told = [&] {
        const QString result = resultText(record, m_heldUpSentence ? m_heldUpSentence(record.profile) : QString());
        //: %1 what became of an order, %2 a profile
        return other.isEmpty() ? result : tr("%1, %2").arg(result, other);
    };
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
