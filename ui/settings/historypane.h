// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace rookery::ui {

class Desk;
class Remark;
class SettingsSheet;

/// Where the history lies, its back-ups, and when to warn of a disk that fills up.
class HistoryPane final : public QWidget {
    Q_OBJECT

public:
    explicit HistoryPane(Desk& desk, QWidget* parent = nullptr);

    /// Hides what has nothing to do with these words; none: shows everything. How many settings are left.
    int search(const QString& words);

private:
    void addFolder();
    void addBackups();
    void addWarning();
    void backUp();
    void showNewest();

    Desk& m_desk;
    SettingsSheet* m_sheet;
    QPushButton* m_backUp;
    Remark* m_result;
};

} // namespace rookery::ui
