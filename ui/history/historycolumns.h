// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

class QAction;
class QMenu;

namespace rookery::ui {

class HistoryTable;

/// Which columns the history shows: a menu with a line for each, of the header and of the window. What the table
/// shows is remembered with the window (common/windowmemory.h), so the menu asks the table whenever it opens.
class HistoryColumns final : public QObject {
    Q_OBJECT

public:
    explicit HistoryColumns(HistoryTable* table);

    [[nodiscard]] QMenu* menu() const { return m_menu; }

private:
    void update();

    HistoryTable* m_table;
    QMenu* m_menu;
    QList<QAction*> m_actions; // by column
};

} // namespace rookery::ui
