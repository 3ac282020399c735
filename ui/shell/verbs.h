// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/verb.h"

#include <QHash>
#include <QObject>

class QAction;
class QMenu;
class QMenuBar;
class QWidget;

namespace rookery::ui {

/// One action for each verb, in the menus and under its keys: text, keys and menu stand in one table.
class Verbs final : public QObject {
    Q_OBJECT

public:
    /// The actions' keys work in `window`.
    explicit Verbs(QWidget* window);

    void fillMenus(QMenuBar* menus) const;
    [[nodiscard]] QAction* action(Verb verb) const { return m_actions.value(int(verb)); }
    /// The menu that a verb is in; once they are filled.
    [[nodiscard]] QMenu* menu(Verb verb) const;
    [[nodiscard]] static QList<Verb> all();
    /// Those that the page in front does, or cannot do now.
    [[nodiscard]] static QList<Verb> ofPages();

Q_SIGNALS:
    void triggered(rookery::ui::Verb verb);

private:
    QHash<int, QAction*> m_actions;
};

} // namespace rookery::ui
