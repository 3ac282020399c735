// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historymodel.h"

#include "ledger/reader.h"
#include "ui/common/look.h"
#include "ui/common/words.h"

#include <QFont>

#include <algorithm>

namespace rookery::ui {

void HistoryModel::setReader(const ledger::Reader* reader)
{
    m_reader = reader;
    reload();
}

void HistoryModel::setQuery(const ledger::HistoryQuery& query)
{
    if (query == m_query)
        return;
    m_query = query;
    reload();
}

QList<ledger::EventRecord> HistoryModel::valueOrFail(const Result<QList<ledger::EventRecord>>& records)
{
    if (records)
        return *records;
    Q_EMIT failed(records.error());
    return {};
}

void HistoryModel::reload()
{
    beginResetModel();
    m_records = m_reader ? valueOrFail(m_reader->page(m_query, std::nullopt, PageSize)) : QList<ledger::EventRecord>();
    m_more = m_records.size() == PageSize;
    endResetModel();
}

bool HistoryModel::canFetchMore(const QModelIndex& parent) const { return !parent.isValid() && m_more; }

void HistoryModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    const auto page = valueOrFail(m_reader->page(m_query, m_records.last().id, PageSize));
    m_more = page.size() == PageSize;
    if (page.isEmpty())
        return;
    const int first = int(m_records.size());
    beginInsertRows({}, first, first + int(page.size()) - 1);
    m_records << page;
    endInsertRows();
}

int HistoryModel::rowOf(qint64 event) const
{
    const auto it = std::lower_bound(m_records.begin(), m_records.end(), event,
        [](const ledger::EventRecord& record, qint64 id) { return record.id > id; });
    return it != m_records.end() && it->id == event ? int(it - m_records.begin()) : -1;
}

void HistoryModel::follow(const QList<qint64>& events)
{
    if (!m_reader)
        return;
    QHash<qint64, ledger::EventRecord> now;
    const auto matching = m_reader->among(m_query, events);
    if (!matching)
        return Q_EMIT failed(matching.error());
    for (const ledger::EventRecord& record : *matching)
        now.insert(record.id, record);

    for (const qint64 event : events) {
        const int row = rowOf(event);
        if (row < 0)
            continue;
        if (const auto it = now.constFind(event); it != now.constEnd()) {
            m_records[row] = *it;
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        } else {
            beginRemoveRows({}, row, row);
            m_records.removeAt(row);
            endRemoveRows();
        }
    }

    // What is new belongs to the top; what newly matches further down belongs where its ID says.
    for (auto it = now.constBegin(); it != now.constEnd(); ++it) {
        if (rowOf(it.key()) >= 0 || (m_more && it.key() < m_records.last().id))
            continue;
        const auto place = std::lower_bound(m_records.begin(), m_records.end(), it.key(),
            [](const ledger::EventRecord& record, qint64 id) { return record.id > id; });
        const int row = int(place - m_records.begin());
        beginInsertRows({}, row, row);
        m_records.insert(row, *it);
        endInsertRows();
    }
}

void HistoryModel::catchUp()
{
    if (!m_reader)
        return;
    QList<qint64> ids;
    for (const ledger::EventRecord& record : m_records.first(qMin(m_records.size(), qsizetype(PageSize))))
        ids << record.id;
    const auto above = valueOrFail(m_reader->newerThan(m_query, ids.isEmpty() ? 0 : ids.first(), PageSize));
    if (above.size() == PageSize)
        return reload(); // there may be more between those and ours
    for (const ledger::EventRecord& record : above)
        ids << record.id;
    follow(ids);
}

int HistoryModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_records.size()); }

int HistoryModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString HistoryModel::text(const ledger::EventRecord& record, int column) const
{
    switch (column) {
    case Confirmed:
        return timeText(record.confirmed);
    case Status:
        return lookOf(record).word;
    case OrderId:
        return record.orderId();
    case Revenue:
        return revenueText(record, m_style);
    case Currency:
        return record.fields.value(pixel::Field::Currency);
    case Tries:
        return QString::number(record.attempts);
    case Http:
        return record.lastStatus ? QString::number(*record.lastStatus) : QString();
    case Took:
        return record.lastTookMs ? tookText(*record.lastTookMs) : QString();
    case Profile:
        return record.profile;
    case Agent:
        return record.agent;
    default:
        return {};
    }
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_records.size())
        return {};
    const ledger::EventRecord& record = m_records[index.row()];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(record, column);
    case Qt::ForegroundRole:
        return column == Status ? QVariant(lookOf(record).colour) : QVariant();
    case Qt::FontRole: {
        QFont bold;
        bold.setWeight(QFont::DemiBold);
        return column == Status ? QVariant(bold) : QVariant();
    }
    case Qt::DecorationRole:
        return column == Status ? QVariant(icon(lookOf(record).icon, lookOf(record).colour)) : QVariant();
    case Qt::TextAlignmentRole: {
        const bool number = column == Revenue || column == Tries || column == Http || column == Took;
        return QVariant::fromValue((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    case Qt::ToolTipRole:
        return column == Status ? QVariant(record.message.toHtmlEscaped()) : QVariant();
    case Qt::AccessibleTextRole:
        return column == Confirmed
            ? tr("%1, %2 %3, confirmed %4")
                  .arg(resultText(record), text(record, Revenue), text(record, Currency), text(record, Confirmed))
            : tr("%1: %2").arg(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(), text(record, column));
    case EventIdRole:
        return record.id;
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool number = section == Revenue || section == Tries || section == Http || section == Took;
        return QVariant::fromValue((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Confirmed:
        return tr("Confirmed");
    case Status:
        return tr("Status");
    case OrderId:
        return pixel::label(pixel::Field::OrderId);
    case Revenue:
        return pixel::label(pixel::Field::Revenue);
    case Currency:
        return pixel::label(pixel::Field::Currency);
    case Tries:
        return tr("Tries");
    case Http:
        return tr("HTTP");
    case Took:
        return tr("Took");
    case Profile:
        return tr("Profile");
    case Agent:
        return tr("Agent");
    default:
        return {};
    }
}

} // namespace rookery::ui
