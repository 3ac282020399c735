// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/amount.h"
#include "pixel/amountstyle.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace rookery::ui {

/// "1.234: which one?", under the field: two buttons, also by Alt+1 and Alt+2, and by 1 and 2 while it has the keys.
class AmountQuestion final : public QWidget {
    Q_OBJECT

public:
    explicit AmountQuestion(QWidget* parent = nullptr);

    void ask(const QString& typed, const pixel::Amount& first, const pixel::Amount& second, pixel::AmountStyle style);
    /// Puts the keys on the first answer.
    void takeFocus();

Q_SIGNALS:
    void answered(const rookery::pixel::Amount& amount);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    pixel::Amount m_first;
    pixel::Amount m_second;
    QLabel* m_label;
    QPushButton* m_firstButton;
    QPushButton* m_secondButton;
};

} // namespace rookery::ui
