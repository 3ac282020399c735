// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTableView;

namespace rookery::ui {

/// Holds a table and gives it as many whole rows as there is room for: none is cut, and none is empty.
class WholeRows final : public QWidget {
    Q_OBJECT

public:
    /// A few rows are to be seen at the least; those behind them scroll.
    WholeRows(QTableView* table, int leastRows, QWidget* parent = nullptr);

    /// Its height: all rows, and the few.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] int heightOf(int rows) const;
    void place();

    QTableView* m_table;
    int m_leastRows;
};

} // namespace rookery::ui
