// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"

#include <QWidget>

class QLabel;

namespace rookery::ui {

class Desk;
class TallyFetcher;
class TallyRow;

/// What became of today's orders of the chosen profile, by its own time zone: how many and how much, state by state.
/// What was corrected since counts as it is now, and is named.
class TodayPanel final : public QWidget {
    Q_OBJECT

public:
    explicit TodayPanel(Desk& desk, QWidget* parent = nullptr);

    void refresh();

Q_SIGNALS:
    /// Somebody wants to see them.
    /// `within`: the search of the history that finds what is counted here.
    void standingWanted(rookery::ledger::Standing standing, const QString& within);

private:
    void show(const QMap<ledger::Standing, ledger::Tally>& tallies);
    void addRow(ledger::Standing standing, const QString& word, const QString& icon, const QColor& colour);

    Desk& m_desk;
    TallyFetcher* m_fetcher;
    QMap<ledger::Standing, TallyRow*> m_rows;
    ledger::HistoryQuery m_shown; // what they are of
    QLabel* m_title;
    QLabel* m_corrected; // what is not, or not as it was sent, in the numbers above
    QLabel* m_identity;  // how many carry one
};

} // namespace rookery::ui
