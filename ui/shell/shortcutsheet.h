// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QGridLayout;
class QLabel;
class QLineEdit;
class QMenuBar;

namespace rookery::ui {

/// Every key that does something, by menu, as the menus have them; and those that belong to a field or a list.
class ShortcutSheet final : public QDialog {
    Q_OBJECT

public:
    ShortcutSheet(const QMenuBar& menus, QWidget* parent);

    /// Words of which each must occur in what is shown.
    void search(const QString& words);
    /// What is shown, one line an entry.
    [[nodiscard]] QStringList shown() const;

private:
    struct Entry {
        QString menu;
        QString text;
        QString keys;
    };
    void collect(const QString& title, const QList<QAction*>& actions);
    void lay();
    [[nodiscard]] QWidget* makeColumns(int most);

    QList<Entry> m_entries;
    QString m_words;
    QLineEdit* m_search;
    QWidget* m_sheet = nullptr;
    QLabel* m_none;
};

} // namespace rookery::ui
