// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"

#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QLabel;
class QLineEdit;

namespace rookery::ui {

/// The head of the history: what to look for, which states, and how many there are.
class HistoryFinder final : public QWidget {
    Q_OBJECT

public:
    explicit HistoryFinder(QWidget* parent = nullptr);

    void takeFocus();
    /// All orders of this standing, whatever was searched for.
    void find(ledger::Standing standing);
    void showCount(int read, bool more);

Q_SIGNALS:
    void changed(const rookery::ledger::HistoryQuery& query);
    /// Enter or Down: on to the list.
    void left();
    void exportWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] QLayout* makeSearch();
    [[nodiscard]] QLayout* makeChips();
    void tell();

    QLineEdit* m_search;
    QButtonGroup* m_standing;
    QLabel* m_count;
    QTimer m_typing;
};

} // namespace rookery::ui
