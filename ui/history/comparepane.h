// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"
#include "pixel/compare.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace rookery::ui {

/// Two requests held against each other, parameter by parameter; what always differs is left aside.
class ComparePane final : public QWidget {
    Q_OBJECT

public:
    explicit ComparePane(QWidget* parent = nullptr);

    void show(const ledger::EventRecord& a, const ledger::EventRecord& b);
    void takeFocus();

Q_SIGNALS:
    void closed();
    void copied();

private:
    void fill();
    [[nodiscard]] QList<pixel::Compared> shown() const;

    QList<pixel::Compared> m_rows;
    QLabel* m_title;
    QLabel* m_answers;
    QCheckBox* m_all;
    QPushButton* m_copy;
    QTableWidget* m_table;
};

} // namespace rookery::ui
