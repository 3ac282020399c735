// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historymodel.h"

#include "ledger/reader.h"
#include "ui/common/look.h"
#include "ui/common/profilemark.h"
#include "ui/common/words.h"
#include "ui/history/countdown.h"

#include <QApplication>
#include <QFont>
#include <QSet>

#include <algorithm>
#include <utility>

namespace rookery::ui {

namespace {

// Figures stand below each other from right to left as well: their last digits are at the right in every script.
Qt::Alignment sideOf(int column) { return isNumber(column) ? Qt::AlignRight | Qt::AlignAbsolute : Qt::AlignLeft; }

UtcMs now() { return UtcMs(QDateTime::currentMSecsSinceEpoch()); }

} // namespace

HistoryModel::HistoryModel(QObject* parent) : QAbstractTableModel(parent)
{
    connect(&m_fetcher, &HistoryFetcher::fetched, this, &HistoryModel::take);
    connect(&m_fetcher, &HistoryFetcher::counted, this, [this](const HistoryCount& count) {
        m_count = count;
        Q_EMIT read();
    });
    connect(&m_fetcher, &HistoryFetcher::failed, this, [this](const Error& error) {
        m_reading = Reading::Nothing;
        Q_EMIT failed(error);
    });
    connect(&m_changed, &Portions::due, this, &HistoryModel::followNow);
}

void HistoryModel::setLedger(const ledger::Reader* reader, const QString& file)
{
    m_reader = reader;
    m_fetcher.setLedger(file);
    reload();
}

void HistoryModel::setQuery(const ledger::HistoryQuery& query, const ledger::HistoryQuery& wider)
{
    m_wider = wider;
    if (query == m_query)
        return;
    m_query = query;
    reload();
}

void HistoryModel::setGrouping(Grouping grouping)
{
    if (grouping == m_grouping)
        return;
    m_grouping = grouping;
    reload();
}

void HistoryModel::reload()
{
    m_count.reset();
    m_missed.clear();
    m_changed.clear();
    m_isOutdated = false;
    m_more = false;
    m_fresh = true;
    m_reading = m_reader ? Reading::First : Reading::Nothing;
    if (m_reader)
        m_fetcher.fetch({m_query, m_wider, m_grouping, std::nullopt, PageSize, true});
}

void HistoryModel::take(const HistoryBatch& batch)
{
    // What was shown before stays until there is something to show instead.
    if (m_fresh) {
        m_fresh = false;
        beginResetModel();
        m_rows = batch.rows;
        endResetModel();
    } else if (!batch.rows.isEmpty()) {
        const int first = int(m_rows.size());
        beginInsertRows({}, first, first + int(batch.rows.size()) - 1);
        m_rows << batch.rows;
        endInsertRows();
    }
    if (batch.last) {
        m_reading = Reading::Nothing;
        m_more = batch.more;
        follow(std::exchange(m_missed, {}));
    }
    Q_EMIT read();
}

bool HistoryModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_more && m_reading == Reading::Nothing;
}

void HistoryModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent))
        return;
    m_reading = Reading::More;
    // It ends what went before, the count too if that was not finished.
    m_fetcher.fetch({m_query, m_wider, m_grouping, m_rows.last().key(), PageSize, !m_count});
}

int HistoryModel::placeOf(qint64 key) const
{
    const auto it = std::lower_bound(
        m_rows.begin(), m_rows.end(), key, [](const HistoryRow& row, qint64 wanted) { return row.key() > wanted; });
    return int(it - m_rows.begin());
}

int HistoryModel::rowOf(qint64 event) const
{
    if (m_grouping == Grouping::Orders) {
        const int row = placeOf(event);
        return row < m_rows.size() && m_rows[row].key() == event ? row : -1;
    }
    const auto it
        = std::find_if(m_rows.begin(), m_rows.end(), [event](const HistoryRow& row) { return row.event.id == event; });
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

bool HistoryModel::isBehindTheEnd(qint64 key) const { return m_more && !m_rows.isEmpty() && key < m_rows.last().key(); }

void HistoryModel::removeRow(int row)
{
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
    if (m_count && m_grouping == Grouping::Orders)
        --m_count->matching;
}

// What is new belongs to the top; what newly matches further down belongs where its key says. In runs: each insertion
// moves all that is below, and a batch brings thousands.
void HistoryModel::replaceOrInsert(QList<HistoryRow> rows)
{
    std::sort(rows.begin(), rows.end(), [](const HistoryRow& a, const HistoryRow& b) { return a.key() > b.key(); });
    for (auto row = rows.begin(); row != rows.end();) {
        const int place = placeOf(row->key());
        if (place < m_rows.size() && m_rows[place].key() == row->key()) {
            m_rows[place] = *row++;
            Q_EMIT dataChanged(index(place, 0), index(place, ColumnCount - 1));
            continue;
        }
        if (isBehindTheEnd(row->key()))
            return; // as are those after it
        const auto end = place == m_rows.size()
            ? rows.end()
            : std::find_if(row, rows.end(), [&](const HistoryRow& next) { return next.key() <= m_rows[place].key(); });
        const auto count = int(end - row);
        beginInsertRows({}, place, place + count - 1);
        m_rows.insert(place, count, HistoryRow());
        std::move(row, end, m_rows.begin() + place);
        endInsertRows();
        if (m_count && m_grouping == Grouping::Orders)
            m_count->matching += count;
        row = end;
    }
    trim();
}

// Thousands come in at the top while a batch is sent; what is far below what anybody looks at can be read again.
void HistoryModel::trim()
{
    const int kept = qMax(MostKept, (m_needed ? m_needed() : 0) + PageSize);
    if (m_reading != Reading::Nothing || m_rows.size() <= kept + PageSize)
        return;
    beginRemoveRows({}, kept, int(m_rows.size()) - 1);
    m_rows.resize(kept);
    m_more = true;
    endRemoveRows();
}

void HistoryModel::follow(const QList<qint64>& events)
{
    if (!m_reader || m_isOutdated)
        return;
    if (m_reading != Reading::Nothing) // what is being read may be older than the change
        m_missed << events;
    if (m_reading == Reading::First)
        return;
    m_changed.add(events);
    if (m_isWatched)
        return m_changed.start();
    m_isOutdated = m_changed.count() > MostNoted;
    if (m_isOutdated)
        m_changed.clear();
}

void HistoryModel::setWatched(bool watched)
{
    m_isWatched = watched;
    if (!watched)
        return m_changed.stop();
    if (std::exchange(m_isOutdated, false))
        catchUp();
    else
        m_changed.start();
}

void HistoryModel::followNow(const QList<qint64>& events)
{
    if (!m_reader)
        return;
    const auto matching = m_reader->among(m_query, events);
    if (!matching)
        return Q_EMIT failed(matching.error());
    QSet<qint64> gone(events.begin(), events.end());
    for (const ledger::EventRecord& event : *matching)
        gone.remove(event.id);
    for (const qint64 event : std::as_const(gone)) {
        for (int row = rowOf(event); row >= 0; row = rowOf(event))
            removeRow(row);
    }
    QList<HistoryRow> rows;
    for (const ledger::EventRecord& event : *matching) {
        if (m_grouping == Grouping::Orders) {
            rows << HistoryRow{event, {}};
            continue;
        }
        const auto attempts = m_reader->attempts(event.id);
        if (!attempts)
            return Q_EMIT failed(attempts.error());
        for (const ledger::AttemptRecord& attempt : *attempts) {
            if (ledger::matches(m_query, attempt))
                rows << HistoryRow{event, attempt};
        }
    }
    replaceOrInsert(rows);
    Q_EMIT followed(events);
}

void HistoryModel::catchUp()
{
    if (!m_reader || m_reading == Reading::First)
        return;
    if (!m_isWatched) {
        m_isOutdated = true;
        return;
    }
    // Attempts have no cheap way to tell what is new.
    if (m_grouping == Grouping::Attempts)
        return reload();
    QList<qint64> ids;
    for (const HistoryRow& row : std::as_const(m_rows))
        ids << row.event.id;
    const auto above = m_reader->newerThan(m_query, ids.isEmpty() ? 0 : ids.first(), PageSize);
    if (!above)
        return Q_EMIT failed(above.error());
    if (above->size() == PageSize)
        return reload(); // there may be more between those and ours
    for (const ledger::EventRecord& record : *above)
        ids << record.id;
    follow(ids);
}

void HistoryModel::setMarksLive(bool marks)
{
    if (marks == std::exchange(m_marksLive, marks) || m_rows.isEmpty())
        return;
    Q_EMIT dataChanged(index(0, OrderId), index(rowCount() - 1, OrderId), {Qt::DecorationRole});
}

int HistoryModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

int HistoryModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const HistoryRow& row = m_rows[index.row()];
    const int column = index.column();
    const auto look = [&row] { return row.attempt ? attemptLook(*row.attempt) : lookOf(row.event); };
    const ledger::CorrectionKind corrected = row.event.correction;
    const bool isCorrected = corrected != ledger::CorrectionKind::None;
    switch (role) {
    case Qt::DisplayRole:
        return column == Status ? shownState(row) : text(row, column);
    case Qt::ForegroundRole:
        if (column == Status)
            return isCorrected && !row.attempt ? colours().check : look().colour;
        return column == Revenue && isCorrected ? QVariant(colours().check) : QVariant();
    case Qt::FontRole: {
        QFont font;
        font.setWeight(column == Status ? QFont::DemiBold : QFont::Normal);
        font.setStrikeOut(column == Revenue && corrected == ledger::CorrectionKind::Cancelled);
        return column == Status || font.strikeOut() ? QVariant(font) : QVariant();
    }
    case Qt::DecorationRole:
        if (column == Revenue && corrected == ledger::CorrectionKind::AmountChanged)
            return icon(correctionIcon(corrected), colours().check); // a dash before an amount would be its sign
        if (column == OrderId)
            return m_marksLive && row.event.live ? QVariant(liveMark(row.event.profile)) : QVariant();
        if (column == Profile)
            return row.event.live ? QVariant(liveMark(row.event.profile))
                                  : icon(QStringLiteral("practice"), colours().practice);
        return column == Status ? QVariant(icon(look().icon, look().colour)) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(sideOf(column) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        if (column == Note)
            return text(row, Note).toHtmlEscaped();
        if (column == Revenue && isCorrected)
            return correctionWord(corrected);
        return column == Status
            ? QVariant((row.attempt && row.attempt->result ? row.attempt->result->sentence : row.event.message)
                           .toHtmlEscaped())
            : QVariant();
    case Qt::AccessibleTextRole:
        if (column == Profile && column != m_lead && !row.event.live)
            //: %1 the column, %2 a profile
            return tr("%1: %2, practice").arg(columnTitle(column, m_grouping), text(row, column));
        return column == m_lead ? spoken(row) : tr("%1: %2").arg(columnTitle(column, m_grouping), text(row, column));
    case EventIdRole:
        return row.event.id;
    default:
        return {};
    }
}

// As in the header.
QPixmap HistoryModel::liveMark(const QString& profile) const
{
    return ProfileMark::picture(
        true, m_colourOf ? m_colourOf(profile) : colours().text, QApplication::font(), qApp->devicePixelRatio());
}

// What goes again by itself does not look like what waits for a person.
QString HistoryModel::shownState(const HistoryRow& row) const
{
    const QString again = row.attempt ? QString() : againText(row.event, now(), heldUp(row));
    return again.isEmpty() ? text(row, Status) : tr("%1, %2").arg(text(row, Status), again);
}

QString HistoryModel::heldUp(const HistoryRow& row) const { return m_heldUp ? m_heldUp(row.event.profile) : QString(); }

QString HistoryModel::spoken(const HistoryRow& row) const
{
    //: %1 what became of an order, %2 and %3 its revenue, %4 a time
    const QString words = row.event.live ? tr("%1, %2 %3, confirmed %4") : tr("%1, %2 %3, practice, confirmed %4");
    const QString sentence
        = words.arg(resultText(row.event, m_heldUpSentence ? m_heldUpSentence(row.event.profile) : QString()),
            text(row, Revenue), text(row, Currency), timeText(row.event.confirmed));
    const QString again = againSpoken(row.event, now(), heldUp(row));
    return again.isEmpty() ? sentence : tr("%1, %2").arg(sentence, again);
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(sideOf(section) | Qt::AlignVCenter);
    if (role == Qt::DisplayRole && section == Currency)
        return tr("Cur.", "currency"); // as wide as what stands below it
    const bool whole
        = role == Qt::DisplayRole || role == Qt::AccessibleTextRole || (role == Qt::ToolTipRole && section == Currency);
    return whole ? columnTitle(section, m_grouping) : QVariant();
}

} // namespace rookery::ui
