// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>
#include <QTimer>

class QPushButton;

namespace rookery::ui {

class HistoryModel;

/// The rows of the history. What comes in above moves neither the selection nor what is being looked at: a small
/// button says how many there are and leads to them.
class HistoryTable final : public QTableView {
    Q_OBJECT

public:
    explicit HistoryTable(HistoryModel* model, QWidget* parent = nullptr);

    void selectRow(int row);
    /// Head and this many whole rows, with the bar below them.
    [[nodiscard]] int heightOf(int rows) const;
    /// Those that are to be seen, from left to right.
    [[nodiscard]] QList<int> shownColumns() const;
    /// Needed ones (historycells.h) stay.
    void setShown(int column, bool shown);
    /// Which, in which order and how wide: as it was at first.
    void resetColumns();
    /// The chosen rows as the table shows them, for spreadsheets.
    void copyRows() const;

protected:
    [[nodiscard]] QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeRoom(int first, int count);
    void fitStates();
    void makeRoomForMark(bool marks);
    [[nodiscard]] int lengthWithStates(int states, int upTo = -1) const;
    void showNew(int count);
    void settleColumns();
    void countDown();

    HistoryModel* m_model;
    QByteArray m_usualColumns;
    int m_stateWidth = 0; // that nobody chose
    bool m_fitted = false;
    bool m_cramped = false; // not all columns have room
    QPushButton* m_new;
    int m_newAbove = 0;
    QTimer m_seconds; // while it is to be seen
};

} // namespace rookery::ui
