// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/amountstyle.h"
#include "ui/common/portions.h"
#include "ui/history/countdown.h"
#include "ui/history/historyfetcher.h"

#include <QAbstractTableModel>

namespace rookery::ui {

/// The ledger's events, or their attempts, as a table, newest first. Pages are read in the background; what changes in
/// the ledger is told row by row, so that selection and scroll position stay where they are.
class HistoryModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using enum HistoryColumn::Kind;
    static constexpr int PageSize = 200;
    /// Of rows that nobody looks at.
    static constexpr int MostKept = 2000;
    static constexpr int MostNoted = 10'000;

    explicit HistoryModel(QObject* parent = nullptr);

    /// What keeps a profile's orders from going again by themselves: a few words, and a sentence.
    void setHeldUp(const HeldUp& words, const HeldUp& sentence)
    {
        m_heldUp = words;
        m_heldUpSentence = sentence;
    }

    /// What a profile's LIVE mark is drawn in.
    /// LIVE stands beside the order ID: where the column of the profiles is out of sight.
    void setMarksLive(bool marks);
    void setColourOf(const std::function<QColor(const QString& profile)>& colourOf) { m_colourOf = colourOf; }

    /// `reader` (null until there is a ledger) follows what changes; pages are read by one of our own from `file`.
    void setLedger(const ledger::Reader* reader, const QString& file);
    /// `wider`: without some of its conditions, to be counted where nothing matches the query.
    void setQuery(const ledger::HistoryQuery& query, const ledger::HistoryQuery& wider = {});
    [[nodiscard]] const ledger::HistoryQuery& query() const { return m_query; }
    void setGrouping(Grouping grouping);
    [[nodiscard]] Grouping grouping() const { return m_grouping; }
    void setAmountStyle(pixel::AmountStyle style) { m_style = style; }
    [[nodiscard]] pixel::AmountStyle amountStyle() const { return m_style; }
    /// The column that is shown first: who listens to the window hears the whole row there.
    void setLeadColumn(int column) { m_lead = column; }
    /// How many rows from the first one somebody looks at or has chosen: those stay, whatever comes in above them.
    void setNeeded(const std::function<int()>& needed) { m_needed = needed; }
    /// These changed in the ledger, or are new in it. Told by followed() as they are read, some at a time.
    void follow(const QList<qint64>& events);
    /// At once, before all that waits to be read.
    void followNow(const QList<qint64>& events);
    /// Another program may have changed anything: what was read is read again, and what came in above it.
    void catchUp();
    /// Nobody looks: what changes is followed when somebody does.
    void setWatched(bool watched);

    [[nodiscard]] const ledger::EventRecord& record(int row) const { return m_rows[row].event; }
    [[nodiscard]] const HistoryRow& row(int row) const { return m_rows[row]; }
    /// The first row of that event; -1: not among what was read so far.
    [[nodiscard]] int rowOf(qint64 event) const;
    /// The first page of the present query has not come yet: what is there belongs to the one before.
    [[nodiscard]] bool isReading() const { return m_reading == Reading::First; }
    /// Nothing until it was counted; followed from then on.
    [[nodiscard]] std::optional<HistoryCount> count() const { return m_count; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void failed(const rookery::Error& error);
    /// A page came, or the count.
    void read();
    void followed(const QList<qint64>& events);

private:
    enum class Reading { Nothing, First, More };

    void reload();
    void take(const HistoryBatch& batch);
    void replaceOrInsert(QList<HistoryRow> rows);
    void trim();
    void removeRow(int row);
    [[nodiscard]] int placeOf(qint64 key) const;
    [[nodiscard]] bool isBehindTheEnd(qint64 key) const;
    [[nodiscard]] QString text(const HistoryRow& row, int column) const { return cellText(row, column, m_style); }

    [[nodiscard]] QPixmap liveMark(const QString& profile) const;
    [[nodiscard]] QString shownState(const HistoryRow& row) const;
    [[nodiscard]] QString spoken(const HistoryRow& row) const;
    [[nodiscard]] QString heldUp(const HistoryRow& row) const;

    HistoryFetcher m_fetcher;
    std::function<QColor(const QString& profile)> m_colourOf;
    bool m_marksLive = false;
    const ledger::Reader* m_reader = nullptr;
    ledger::HistoryQuery m_query;
    ledger::HistoryQuery m_wider;
    Grouping m_grouping = Grouping::Orders;
    pixel::AmountStyle m_style = pixel::AmountStyle::Point;
    int m_lead = Confirmed;
    QList<HistoryRow> m_rows; // by key, descending
    std::optional<HistoryCount> m_count;
    Reading m_reading = Reading::Nothing;
    bool m_more = false;
    bool m_fresh = false;   // nothing of the present query has come yet
    QList<qint64> m_missed; // changed while a page was being read
    Portions m_changed;
    bool m_isWatched = true;
    bool m_isOutdated = false; // too much changed while nobody looked to note each
    std::function<int()> m_needed;
    HeldUp m_heldUp;
    HeldUp m_heldUpSentence;
};

/// The record behind an index of the model or of a proxy of it.
inline constexpr int EventIdRole = Qt::UserRole;

} // namespace rookery::ui
