// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/sheet.h"

class QLineEdit;
class QMenuBar;

namespace rookery::ui {

class KeySheet;

/// The keys, at hand over the window, with a search.
class ShortcutSheet final : public Sheet {
    Q_OBJECT

public:
    ShortcutSheet(const QMenuBar& menus, QWidget* parent);

    /// Words of which each must occur in what is shown.
    void search(const QString& words);
    /// What is shown, one line an entry.
    [[nodiscard]] QStringList shown() const;

private:
    QLineEdit* m_search;
    KeySheet* m_keys;
};

} // namespace rookery::ui
