// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "ledger/record.h"
#include "ui/common/bar.h"
#include "ui/common/choice.h"
#include "ui/common/page.h"

class QLabel;
class QMenu;
class QPushButton;

namespace rookery::ui {

class Card;
class ComparePane;
class Desk;
class EventDetails;
class HistoryActions;
class HistoryColumns;
class HistoryExport;
class HistoryFinder;
class HistoryModel;
class HistoryTable;
class Matching;
class NoteKeeper;
class PageColumn;
class PageStack;
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
    /// `within`: of what this search finds.
    void filter(ledger::Standing standing, const QString& within = {});
    void search(const QString& text);
    /// Which columns are shown: for the window's menu.
    [[nodiscard]] QMenu* columnsMenu() const;

Q_SIGNALS:
    void copyToEdit(const rookery::ledger::EventRecord& event);
    /// Nothing is there yet, and somebody wants to begin.
    void orderWanted();
    /// This profile is to be looked at.
    void profileWanted(const QString& name);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeTableCard();
    void makeDetailsCard();
    void connectParts();
    void connectEmpty();
    void measureDetails();
    void takeLedger();
    void pageCame();
    void showSelected();
    void showFollowed(const QList<qint64>& events);
    void showSelection();
    void followWorld();
    void showCount();
    [[nodiscard]] QString emptyText() const;
    void readChosen();
    void choose(const Choice& matching);
    void tell(
        Bar::Mood mood, const QString& text, const std::function<void()>& undo, const QList<Bar::Answer>& others = {});
    void act(Verb verb);
    [[nodiscard]] bool staysInSight() const;
    void tellWhyItStays();
    void tellProgress(const QString& text);
    void exportShown();

    Desk& m_desk;
    HistoryModel* m_model;
    HistoryExport* m_export;
    HistoryActions* m_actions;
    Matching* m_matching;
    NoteKeeper* m_notes;
    HistoryFinder* m_finder;
    Bar* m_bar;
    HistoryTable* m_table;
    HistoryColumns* m_columns;
    QWidget* m_tableCard;
    QWidget* m_empty;
    QLabel* m_emptyText;
    QPushButton* m_clearSearch;
    QPushButton* m_widen;
    QPushButton* m_newOrder;
    QString m_unreadable; // why there is nothing to read; empty: there is
    qint64 m_wider = 0;   // how many match whatever their state and day, where none matches
    Card* m_detailsCard;
    PageStack* m_detailsStack;
    EventDetails* m_details;
    SelectionPane* m_selection;
    ComparePane* m_compare;
    PageColumn* m_column;
    const QWidget* m_measured = nullptr; // the page of the details at that time
    Choice m_chosen;                     // in order of confirmation
    bool m_choseMatching = false;        // more than the rows that are selected: all that match
    bool m_arriving = false;             // the keys belong to the first page when it comes
    bool m_tellsProgress = false;        // the bar shows how far an export is
    qint64 m_wanted = 0;                 // to be selected when it was read
    std::function<void()> m_undo;        // of what was done last
};

} // namespace rookery::ui
