// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/bar.h"

#include <QWidget>

class QLineEdit;

namespace rookery::ui {

class Desk;
class SettingsSheet;

/// How orders are typed at this desk, and who types them.
class EntryPane final : public QWidget {
    Q_OBJECT

public:
    explicit EntryPane(Desk& desk, QWidget* parent = nullptr);

    /// Hides what has nothing to do with these words; none: shows everything. How many settings are left.
    int search(const QString& words);

Q_SIGNALS:
    void said(rookery::ui::Bar::Mood mood, const QString& text, const QList<rookery::ui::Bar::Answer>& answers);

private:
    void addAgent();
    void addUndoSeconds();
    void takeAgent();

    Desk& m_desk;
    SettingsSheet* m_sheet;
    QLineEdit* m_agent = nullptr;
};

} // namespace rookery::ui
