// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QMenuBar;
class QScrollArea;

namespace rookery::ui {

/// What a key does.
struct KeyEntry {
    QString menu;
    QString text;
    QString keys;
};

/// Every key that does something, by menu, as the menus have them; and those that belong to a field or a list.
[[nodiscard]] QList<KeyEntry> keyEntries(const QMenuBar& menus);

/// Shows them in columns, as many as there is room for.
class KeySheet final : public QWidget {
    Q_OBJECT

public:
    /// `room`: the width it can have at first.
    KeySheet(const QMenuBar& menus, int room, QWidget* parent = nullptr);

    /// Words of which each must occur in what is shown. How many are left.
    int search(const QString& words);
    /// What is shown, one line an entry.
    [[nodiscard]] QStringList shown() const;
    /// With nothing to scroll.
    [[nodiscard]] QSize wantedSize() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void lay(int columns);
    [[nodiscard]] QWidget* makeColumns(int most);

    QList<KeyEntry> m_entries;
    QString m_words;
    QLabel* m_none;
    QScrollArea* m_scroll;
    int m_twoColumns = 0; // how wide they are, when all is shown
    int m_columns = 1;
};

} // namespace rookery::ui
