// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace rookery::ui {

/// What the order page shows before there is a profile: two ways to get one.
class StartCard final : public QWidget {
    Q_OBJECT

public:
    explicit StartCard(QWidget* parent = nullptr);

    void takeFocus();

Q_SIGNALS:
    void practiceWanted();
    void profileWanted();

private:
    QPushButton* m_practise;
};

} // namespace rookery::ui
