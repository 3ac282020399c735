// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;
class QPushButton;

namespace rookery::ui {

/// What the order page shows before there is a profile: three ways to get one.
class StartCard final : public QWidget {
    Q_OBJECT

public:
    explicit StartCard(QWidget* parent = nullptr);

    void takeFocus();

Q_SIGNALS:
    void practiceWanted();
    void profileWanted();
    void profileFileWanted();

private:
    void addChoice(QPushButton* button, const QString& words);

    QGridLayout* m_choices;
    QPushButton* m_practise;
};

} // namespace rookery::ui
