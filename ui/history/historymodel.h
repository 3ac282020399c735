// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "ledger/record.h"
#include "pixel/amountstyle.h"
#include "pixel/error.h"

#include <QAbstractTableModel>

namespace rookery::ledger {
class Reader;
}

namespace rookery::ui {

/// The ledger's events as a table, newest first, a keyset page at a time. What changes in the ledger is told row
/// by row, so that selection and scroll position stay where they are.
class HistoryModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Confirmed, Status, OrderId, Revenue, Currency, Tries, Http, Took, Profile, Agent, ColumnCount };
    static constexpr int PageSize = 200;

    using QAbstractTableModel::QAbstractTableModel;

    /// Null until there is a ledger. Reads the first page.
    void setReader(const ledger::Reader* reader);
    void setQuery(const ledger::HistoryQuery& query);
    [[nodiscard]] const ledger::HistoryQuery& query() const { return m_query; }
    void setAmountStyle(pixel::AmountStyle style) { m_style = style; }
    /// These changed in the ledger, or are new in it.
    void follow(const QList<qint64>& events);

    /// Another program may have changed anything: the first rows are read again, and what came in above them.
    void catchUp();

    [[nodiscard]] const ledger::EventRecord& record(int row) const { return m_records[row]; }
    /// -1: not among what was read so far.
    [[nodiscard]] int rowOf(qint64 event) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    void failed(const rookery::Error& error);

private:
    void reload();
    [[nodiscard]] QString text(const ledger::EventRecord& record, int column) const;
    [[nodiscard]] QList<ledger::EventRecord> valueOrFail(const Result<QList<ledger::EventRecord>>& records);

    const ledger::Reader* m_reader = nullptr;
    ledger::HistoryQuery m_query;
    pixel::AmountStyle m_style = pixel::AmountStyle::Point;
    QList<ledger::EventRecord> m_records; // by ID, descending
    bool m_more = false;
};

/// The record behind an index of the model or of a proxy of it.
inline constexpr int EventIdRole = Qt::UserRole;

} // namespace rookery::ui
