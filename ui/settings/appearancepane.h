// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace rookery::ui {

class Desk;
class SettingsSheet;

/// Colours and text size, which the View menu has as well.
class AppearancePane final : public QWidget {
    Q_OBJECT

public:
    explicit AppearancePane(Desk& desk, QWidget* parent = nullptr);

    /// Hides what has nothing to do with these words; none: shows everything. How many settings are left.
    int search(const QString& words);

private:
    SettingsSheet* m_sheet;
};

} // namespace rookery::ui
