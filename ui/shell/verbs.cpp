// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/verbs.h"

#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

namespace rookery::ui {

namespace {

enum class Menu { File, Order, View, Tools, Help };

struct VerbSpec {
    Verb verb;
    Menu menu;
    const char* text; // translated in the context of Verbs
    QList<QKeySequence> keys;
    bool startsGroup = false;
    QAction::MenuRole role = QAction::NoRole;
    const char* shortText = nullptr; ///< where the room is narrow
};

const QList<VerbSpec>& table()
{
    // Ctrl+Return does not match the keypad's Enter (QT-NOTES 1).
    static const QList<VerbSpec> Table{
        {Verb::Profiles, Menu::File, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Profiles..."),
            {Qt::CTRL | Qt::Key_Comma}, false, QAction::PreferencesRole},
        {Verb::AgentName, Menu::File, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Agent name..."), {}},
        {Verb::Export, Menu::File, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Export what is shown..."),
            {Qt::CTRL | Qt::Key_E}, true},
        {Verb::Quit, Menu::File, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Quit"), {QKeySequence::Quit}, true,
            QAction::QuitRole},
        {Verb::Send, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Send"),
            {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter}},
        {Verb::ClearForm, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Clear the form"),
            {Qt::CTRL | Qt::Key_N}},
        {Verb::Ditto, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Same as the last order"),
            {Qt::CTRL | Qt::Key_D}},
        {Verb::Retry, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Retry, or resend the same"),
            {Qt::CTRL | Qt::Key_R}, true},
        {Verb::EditCopy, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Edit a copy..."),
            {Qt::CTRL | Qt::SHIFT | Qt::Key_E}},
        {Verb::ResendAsNew, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Resend as &new event..."),
            {Qt::CTRL | Qt::SHIFT | Qt::Key_R}},
        {Verb::CancelOrder, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Cance&l waiting order"), {}},
        {Verb::CopyRows, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "C&opy rows"), {QKeySequence::Copy},
            true},
        {Verb::CopyUrl, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Copy &address"), {Qt::CTRL | Qt::Key_U}},
        {Verb::NewOrder, Menu::View, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&New order"), {Qt::CTRL | Qt::Key_1}},
        {Verb::History, Menu::View, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&History"), {Qt::CTRL | Qt::Key_3}},
        {Verb::Find, Menu::View, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Find"), {QKeySequence::Find}, true},
        {Verb::SwitchProfile, Menu::View, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Switch &profile"),
            {Qt::CTRL | Qt::SHIFT | Qt::Key_P}},
        {Verb::Practise, Menu::Tools, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Practise on this computer"), {}, false,
            QAction::NoRole, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Practise")},
        {Verb::StopSending, Menu::Tools, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Stop all sending"), {Qt::Key_F9},
            true},
        {Verb::ResumeSending, Menu::Tools, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Go on sending"),
            {Qt::SHIFT | Qt::Key_F9}},
        {Verb::About, Menu::Help, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&About Rookery"), {}, false,
            QAction::AboutRole},
    };
    return Table;
}

} // namespace

Verbs::Verbs(QWidget* window) : QObject(window)
{
    for (const VerbSpec& spec : table()) {
        auto* action = new QAction(QCoreApplication::translate("rookery::ui::Verbs", spec.text), this);
        action->setShortcuts(spec.keys);
        action->setAutoRepeat(false); // a held key sends once (QT-NOTES 2)
        action->setMenuRole(spec.role);
        if (spec.shortText)
            action->setIconText(QCoreApplication::translate("rookery::ui::Verbs", spec.shortText));
        connect(action, &QAction::triggered, this, [this, verb = spec.verb] { Q_EMIT triggered(verb); });
        window->addAction(action);
        m_actions.insert(int(spec.verb), action);
    }
}

void Verbs::fillMenus(QMenuBar* menus) const
{
    const QHash<int, QMenu*> byKind{{int(Menu::File), menus->addMenu(tr("&File"))},
        {int(Menu::Order), menus->addMenu(tr("&Order"))}, {int(Menu::View), menus->addMenu(tr("&View"))},
        {int(Menu::Tools), menus->addMenu(tr("&Tools"))}, {int(Menu::Help), menus->addMenu(tr("&Help"))}};
    for (const VerbSpec& spec : table()) {
        QMenu* menu = byKind.value(int(spec.menu));
        if (spec.startsGroup)
            menu->addSeparator();
        menu->addAction(action(spec.verb));
    }
}

QList<Verb> Verbs::all()
{
    QList<Verb> verbs;
    for (const VerbSpec& spec : table())
        verbs << spec.verb;
    return verbs;
}

} // namespace rookery::ui
