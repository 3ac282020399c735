// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "ledger/record.h"
#include "ui/common/page.h"

class QLabel;
class QPushButton;
class QTableView;

namespace rookery::ui {

class Bar;
class Card;
class Desk;
class EventDetails;
class Exporter;
class HistoryFinder;
class HistoryModel;

/// Every order that was ever accepted: found, looked into, sent again, exported.
class HistoryPage final : public Page {
    Q_OBJECT

public:
    explicit HistoryPage(Desk& desk, QWidget* parent = nullptr);

    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    void arrive() override;
    [[nodiscard]] bool mayBeReplaced() const override;
    [[nodiscard]] QJsonObject memo() const override;
    void takeUp(const QJsonObject& memo) override;
    [[nodiscard]] QWidgetList panes() const override;

    void follow(const QList<qint64>& events);
    /// Another program may have changed anything.
    void catchUp();
    /// Selects this one, whatever is filtered out at the moment.
    void open(qint64 event);
    void filter(ledger::Standing standing);

Q_SIGNALS:
    void copyToEdit(const rookery::ledger::EventRecord& event);
    void newOrderWanted();

private:
    void makeTable();
    void search(const ledger::HistoryQuery& query);
    void select(int row);
    void showSelected();
    void showCount();
    [[nodiscard]] QList<qint64> selected() const;
    [[nodiscard]] std::optional<ledger::EventRecord> current() const;
    void retry();
    void resendAsNew();
    void cancelOrders();
    void copyRows() const;
    void exportShown();

    Desk& m_desk;
    HistoryModel* m_model;
    Exporter* m_exporter;
    HistoryFinder* m_finder;
    Bar* m_bar;
    QTableView* m_table;
    QWidget* m_empty;
    QLabel* m_emptyText;
    QPushButton* m_clearSearch;
    QString m_unreadable; // why there is nothing to read; empty: there is
    Card* m_tableCard;
    EventDetails* m_details;
    Card* m_detailsCard;
};

} // namespace rookery::ui
