// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "ledger/record.h"
#include "ui/common/bar.h"
#include "ui/common/page.h"
#include "ui/history/choice.h"

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace rookery::ui {

class Card;
class ComparePane;
class Desk;
class EventDetails;
class Exporter;
class HistoryActions;
class HistoryFinder;
class HistoryModel;
class HistoryTable;
class SelectionPane;

/// Every order that was ever accepted: found, looked into, sent again, noted, corrected, exported.
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
    void search(const QString& text);

Q_SIGNALS:
    void copyToEdit(const rookery::ledger::EventRecord& event);
    /// This profile is to be looked at.
    void profileWanted(const QString& name);

private:
    [[nodiscard]] QWidget* makeTableCard();
    [[nodiscard]] QWidget* makeDetailsCard();
    void connectParts();
    void takeLedger();
    void pageCame();
    void showSelected();
    void showCount();
    [[nodiscard]] QString emptyText() const;
    void readChosen();
    void chooseMatching();
    void tell(Bar::Mood mood, const QString& text, const std::function<void()>& undo);
    void exportShown();
    void exportCorrections();
    [[nodiscard]] QStringList shownColumns() const;

    Desk& m_desk;
    HistoryModel* m_model;
    Exporter* m_exporter;
    HistoryActions* m_actions;
    HistoryFinder* m_finder;
    Bar* m_bar;
    HistoryTable* m_table;
    QWidget* m_tableCard;
    QWidget* m_empty;
    QLabel* m_emptyText;
    QPushButton* m_clearSearch;
    QString m_unreadable; // why there is nothing to read; empty: there is
    Card* m_detailsCard;
    QStackedWidget* m_detailsStack;
    EventDetails* m_details;
    SelectionPane* m_selection;
    ComparePane* m_compare;
    Choice m_chosen;              // in order of confirmation
    bool m_choseMatching = false; // more than the rows that are selected: all that match
    bool m_arriving = false;      // the keys belong to the first page when it comes
    qint64 m_wanted = 0;          // to be selected when it was read
    std::function<void()> m_undo; // of what was done last
};

} // namespace rookery::ui
