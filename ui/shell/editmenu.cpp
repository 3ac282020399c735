// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/editmenu.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QTextEdit>

#include <algorithm>

namespace rookery::ui {

namespace {

// Slots that each text widget of Qt has under the same name; ours may have its own, such as for pasting a whole row.
const char* slotOf(Verb verb)
{
    switch (verb) {
    case Verb::Undo:
        return "undo";
    case Verb::Redo:
        return "redo";
    case Verb::Cut:
        return "cut";
    case Verb::Copy:
        return "copy";
    case Verb::Paste:
        return "paste";
    default:
        return "selectAll";
    }
}

bool isText(const QWidget* widget)
{
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QTextEdit*>(widget)
        || qobject_cast<const QPlainTextEdit*>(widget);
}

struct Abilities {
    bool writable, undo, redo, selected, empty;
};

template <typename Edit>
Abilities abilitiesOfText(const Edit& edit)
{
    return {!edit.isReadOnly(), edit.document()->isUndoAvailable(), edit.document()->isRedoAvailable(),
        edit.textCursor().hasSelection(), edit.document()->isEmpty()};
}

Abilities abilitiesOf(const QWidget* widget)
{
    if (const auto* line = qobject_cast<const QLineEdit*>(widget))
        return {!line->isReadOnly(), line->isUndoAvailable(), line->isRedoAvailable(), line->hasSelectedText(),
            line->text().isEmpty()};
    if (const auto* text = qobject_cast<const QTextEdit*>(widget))
        return abilitiesOfText(*text);
    return abilitiesOfText(*qobject_cast<const QPlainTextEdit*>(widget));
}

} // namespace

EditMenu::EditMenu(QWidget* window) : QObject(window)
{
    connect(qobject_cast<QApplication*>(QApplication::instance()), &QApplication::focusChanged, this,
        [this, window](QWidget*, QWidget* now) {
            if (!now || qobject_cast<QMenuBar*>(now) || qobject_cast<QMenu*>(now) || !window->isAncestorOf(now))
                return;
            if (m_target)
                m_target->removeEventFilter(this);
            m_target = isText(now) || qobject_cast<QAbstractItemView*>(now) ? now : nullptr;
            if (m_target)
                m_target->installEventFilter(this);
            Q_EMIT moved();
        });
}

// A text keeps these keys to itself even where it has nothing to take back; then they are for the page. So are those
// that a text knows only on some systems (to the end of the line, delete the line), where the menus promise something
// else.
bool EditMenu::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && watched == m_target) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if ((key->matches(QKeySequence::Undo) && !can(Verb::Undo))
            || (key->matches(QKeySequence::Redo) && !can(Verb::Redo)) || isOfMenus(*key)) {
            event->ignore();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

bool EditMenu::isOfMenus(const QKeyEvent& key) const
{
    const bool isLetter = key.key() >= Qt::Key_A && key.key() <= Qt::Key_Z;
    if (!isLetter || !key.modifiers().testFlag(Qt::ControlModifier))
        return false;
    for (const auto editing : {QKeySequence::Undo, QKeySequence::Redo, QKeySequence::Cut, QKeySequence::Copy,
             QKeySequence::Paste, QKeySequence::SelectAll}) {
        if (key.matches(editing))
            return false;
    }
    const QKeySequence typed(key.keyCombination());
    const auto actions = parent()->findChildren<QAction*>();
    return std::any_of(actions.begin(), actions.end(),
        [&typed](const QAction* action) { return action->isEnabled() && action->shortcuts().contains(typed); });
}

const QList<Verb>& EditMenu::verbs()
{
    static const QList<Verb> Verbs{Verb::Undo, Verb::Redo, Verb::Cut, Verb::Copy, Verb::Paste, Verb::SelectAll};
    return Verbs;
}

bool EditMenu::can(Verb verb) const
{
    if (!m_target)
        return false;
    if (const auto* list = qobject_cast<const QAbstractItemView*>(m_target.data()))
        return verb == Verb::SelectAll && list->selectionMode() == QAbstractItemView::ExtendedSelection;
    const Abilities is = abilitiesOf(m_target.data());
    switch (verb) {
    case Verb::Undo:
        return is.writable && is.undo;
    case Verb::Redo:
        return is.writable && is.redo;
    case Verb::Cut:
        return is.writable && is.selected;
    case Verb::Copy:
        return is.selected;
    case Verb::Paste:
        return is.writable && !QApplication::clipboard()->text().isEmpty();
    default:
        return !is.empty;
    }
}

void EditMenu::perform(Verb verb)
{
    if (can(verb))
        QMetaObject::invokeMethod(m_target, slotOf(verb));
}

} // namespace rookery::ui
