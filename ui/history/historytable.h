// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

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
    void copyRows() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeRoom(int first, int count);
    void showNew(int count);

    HistoryModel* m_model;
    QPushButton* m_new;
    int m_newAbove = 0;
};

} // namespace rookery::ui
