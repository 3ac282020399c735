// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/verbs.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

namespace rookery::ui {

namespace {

enum class Menu { File, Edit, Order, Batch, History, View, Colours, Tools, Help };

// Not the standard keys: Windows' have the backspace among them.
#ifdef Q_OS_MACOS // where Alt and an arrow move the caret by words
const QKeySequence BackKey(Qt::CTRL | Qt::Key_BracketLeft);
const QKeySequence ForwardKey(Qt::CTRL | Qt::Key_BracketRight);
const QList<QKeySequence> RedoKeys{QKeySequence::Redo};
#else
const QKeySequence BackKey(Qt::ALT | Qt::Key_Left);
const QKeySequence ForwardKey(Qt::ALT | Qt::Key_Right);
// Either is what some people are used to, wherever they are.
const QList<QKeySequence> RedoKeys{Qt::CTRL | Qt::Key_Y, Qt::CTRL | Qt::SHIFT | Qt::Key_Z};
#endif

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
        {Verb::Settings, Menu::File, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Settings..."),
            {Qt::CTRL | Qt::Key_Comma}, false, QAction::PreferencesRole,
            QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Settings")},
        {Verb::AgentName, Menu::File, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Agent name..."), {}},
        {Verb::Export, Menu::File, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Export what is shown..."),
            {Qt::CTRL | Qt::Key_E}, true},
        {Verb::ExportCorrections, Menu::File,
            QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Export the list of &corrections..."), {}},
        {Verb::Quit, Menu::File, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Quit"), {QKeySequence::Quit}, true,
            QAction::QuitRole},
        {Verb::Undo, Menu::Edit, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Undo"), {QKeySequence::Undo}},
        {Verb::Redo, Menu::Edit, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Redo"), RedoKeys},
        {Verb::Cut, Menu::Edit, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Cu&t"), {QKeySequence::Cut}, true},
        // Outside of a text it copies the selected rows: two actions with one key, and neither would act (QT-NOTES 4).
        {Verb::Copy, Menu::Edit, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Copy"), {QKeySequence::Copy}},
        {Verb::Paste, Menu::Edit, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Paste"), {QKeySequence::Paste}},
        {Verb::SelectAll, Menu::Edit, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Select &all"), {QKeySequence::SelectAll},
            true},
        {Verb::Send, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Send"),
            {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter}},
        {Verb::ClearForm, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Clear the form"),
            {Qt::CTRL | Qt::Key_N}},
        {Verb::Ditto, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Same as the last order, or fill down"),
            {Qt::CTRL | Qt::Key_D}},
        {Verb::KeepValue, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Keep this value for the next order"),
            {Qt::CTRL | Qt::SHIFT | Qt::Key_D}},
        {Verb::Now, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "No&w as the order's time"),
            {Qt::CTRL | Qt::Key_Semicolon}},
        {Verb::Park, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Save for &later"), {Qt::CTRL | Qt::Key_S},
            true},
        {Verb::AddToBatch, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Add to the &batch instead"),
            {Qt::CTRL | Qt::SHIFT | Qt::Key_Return, Qt::CTRL | Qt::SHIFT | Qt::Key_Enter}},
        {Verb::Parked, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Saved for later..."),
            {Qt::CTRL | Qt::SHIFT | Qt::Key_S}},
        {Verb::MoreDetails, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&More details"),
            {Qt::CTRL | Qt::Key_J}, true},
        {Verb::OtherPreview, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Sentence or &address"),
            {Qt::CTRL | Qt::Key_T}},
        {Verb::NextProblem, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Next &problem"), {Qt::Key_F8}},
        {Verb::PreviousProblem, Menu::Order, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Pre&vious problem"),
            {Qt::SHIFT | Qt::Key_F8}},
        {Verb::OpenBatchFile, Menu::Batch, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Open a file..."),
            {QKeySequence::Open}},
        {Verb::PasteBatch, Menu::Batch, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Paste rows"),
            {Qt::CTRL | Qt::SHIFT | Qt::Key_V}},
        {Verb::NewBatch, Menu::Batch, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&New batch"), {}},
        {Verb::MatchColumns, Menu::Batch, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Columns and format"), {}, true},
        {Verb::AcceptFix, Menu::Batch, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Accept the &suggestion"),
            {Qt::CTRL | Qt::SHIFT | Qt::Key_F}, true},
        {Verb::FixAll, Menu::Batch,
            QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Fix all with the sa&me problem, or answer"),
            {Qt::CTRL | Qt::Key_G}},
        {Verb::LeaveOut, Menu::Batch, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Leave rows out, or take them in"),
            {Qt::CTRL | Qt::SHIFT | Qt::Key_Delete}},
        {Verb::AddRow, Menu::Batch, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Add a row"),
            {Qt::CTRL | Qt::SHIFT | Qt::Key_N}},
        {Verb::ShowEarlier, Menu::Batch, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "S&how the order in History"), {}},
        {Verb::SaveRejects, Menu::Batch, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Save rows to &fix..."), {}, true},
        {Verb::Retry, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Retry, or resend the same"),
            {Qt::CTRL | Qt::Key_R}},
        {Verb::EditCopy, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Edit a copy..."),
            {Qt::CTRL | Qt::SHIFT | Qt::Key_E}},
        {Verb::ResendAsNew, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Resend as &new event..."),
            {Qt::CTRL | Qt::SHIFT | Qt::Key_R}},
        {Verb::CancelOrder, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Cance&l what waits"), {}},
        {Verb::Correct, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Mark as cancelled or c&hanged..."), {},
            true},
        {Verb::WithdrawCorrection, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Take the correction back"),
            {}},
        {Verb::Note, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "N&ote..."), {Qt::CTRL | Qt::Key_L}},
        {Verb::Compare, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Compare"), {Qt::CTRL | Qt::Key_K}},
        {Verb::MoveToBin, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Move to &bin"),
            {QKeySequence::Delete}},
        {Verb::Restore, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Put back from the bin"), {}},
        {Verb::SelectMatching, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Select all that &match"),
            {Qt::CTRL | Qt::SHIFT | Qt::Key_A}, true},
        {Verb::PreviousAttempt, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Previous attempt"), {BackKey}},
        {Verb::NextAttempt, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Next attempt"), {ForwardKey}},
        {Verb::CopyRows, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Copy ro&ws"), {}, true},
        {Verb::CopyUrl, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Copy &address"),
            {Qt::CTRL | Qt::Key_U}},
        {Verb::CopyCommand, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Copy as a comman&d"),
            {Qt::CTRL | Qt::SHIFT | Qt::Key_C}},
        {Verb::CopyPowerShell, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Copy as PowerShell"), {}},
        {Verb::CopyCmd, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Copy for the command prompt"), {}},
        {Verb::CopyBash, Menu::History, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Copy for bash"), {}},
        {Verb::NewOrder, Menu::View, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&New order"), {Qt::CTRL | Qt::Key_1}},
        {Verb::Batch, Menu::View, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Batch"), {Qt::CTRL | Qt::Key_2}},
        {Verb::History, Menu::View, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&History"), {Qt::CTRL | Qt::Key_3}},
        {Verb::Find, Menu::View, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Find"), {QKeySequence::Find}, true},
        {Verb::SwitchProfile, Menu::View, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Switch &profile"),
            {Qt::CTRL | Qt::SHIFT | Qt::Key_P}},
        {Verb::NextPane, Menu::View, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Ne&xt pane"), {Qt::Key_F6}},
        {Verb::PreviousPane, Menu::View, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Pre&vious pane"),
            {Qt::SHIFT | Qt::Key_F6}},
        {Verb::TextBigger, Menu::View, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Bigger text"),
            {Qt::CTRL | Qt::Key_Equal, Qt::CTRL | Qt::Key_Plus}, true},
        {Verb::TextSmaller, Menu::View, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Smaller text"),
            {Qt::CTRL | Qt::Key_Minus}},
        {Verb::TextUsual, Menu::View, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Usual text size"),
            {Qt::CTRL | Qt::Key_0}},
        {Verb::SchemeSystem, Menu::Colours, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Follow the system"), {}},
        {Verb::SchemeLight, Menu::Colours, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Light"), {}},
        {Verb::SchemeDark, Menu::Colours, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Dark"), {}},
        {Verb::Practise, Menu::Tools, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Practice on this computer"), {}, false,
            QAction::NoRole, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "Practice")},
        {Verb::StopSending, Menu::Tools, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Stop all sending"), {Qt::Key_F9},
            true},
        {Verb::ResumeSending, Menu::Tools, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Resume sending"),
            {Qt::SHIFT | Qt::Key_F9}},
        {Verb::Help, Menu::Help, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Help"), {QKeySequence::HelpContents}},
        {Verb::Shortcuts, Menu::Help, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&Keys..."), {Qt::CTRL | Qt::Key_Slash}},
        {Verb::About, Menu::Help, QT_TRANSLATE_NOOP("rookery::ui::Verbs", "&About Rookery"), {}, true,
            QAction::AboutRole},
    };
    return Table;
}

} // namespace

Verbs::Verbs(QWidget* window) : QObject(window)
{
    auto* schemes = new QActionGroup(this);
    for (const VerbSpec& spec : table()) {
        auto* action = new QAction(QCoreApplication::translate("rookery::ui::Verbs", spec.text), this);
        action->setShortcuts(spec.keys);
        action->setAutoRepeat(false); // a held key sends once (QT-NOTES 2)
        action->setMenuRole(spec.role);
        if (spec.menu == Menu::Colours) {
            action->setCheckable(true);
            schemes->addAction(action);
        }
        if (spec.shortText)
            action->setIconText(QCoreApplication::translate("rookery::ui::Verbs", spec.shortText));
        connect(action, &QAction::triggered, this, [this, verb = spec.verb] { Q_EMIT triggered(verb); });
        window->addAction(action);
        m_actions.insert(int(spec.verb), action);
    }
}

void Verbs::fillMenus(QMenuBar* menus) const
{
    QHash<int, QMenu*> byKind;
    // None of these letters leads to a field of the form (FieldRow): a key that means two things does neither.
    for (const auto& [kind, title] : {std::pair(Menu::File, tr("&File")), std::pair(Menu::Edit, tr("&Edit")),
             std::pair(Menu::Order, tr("Or&der")), std::pair(Menu::Batch, tr("&Batch")),
             std::pair(Menu::History, tr("H&istory")), std::pair(Menu::View, tr("&View")),
             std::pair(Menu::Tools, tr("&Tools")), std::pair(Menu::Help, tr("&Help"))})
        byKind.insert(int(kind), menus->addMenu(title));
    for (const VerbSpec& spec : table()) {
        if (spec.menu == Menu::Colours && !byKind.contains(int(Menu::Colours)))
            byKind.insert(int(Menu::Colours), byKind.value(int(Menu::View))->addMenu(tr("&Colours")));
        QMenu* menu = byKind.value(int(spec.menu));
        if (spec.startsGroup)
            menu->addSeparator();
        menu->addAction(action(spec.verb));
    }
}

QMenu* Verbs::menu(Verb verb) const
{
    const QList<QObject*> objects = action(verb)->associatedObjects();
    for (QObject* object : objects) {
        if (auto* menu = qobject_cast<QMenu*>(object))
            return menu;
    }
    return nullptr;
}

QList<Verb> Verbs::ofPages()
{
    QList<Verb> verbs{Verb::Export, Verb::ExportCorrections};
    for (const VerbSpec& spec : table()) {
        if (spec.menu == Menu::Order || spec.menu == Menu::History
            || (spec.menu == Menu::Batch && spec.verb != Verb::OpenBatchFile && spec.verb != Verb::PasteBatch))
            verbs << spec.verb;
    }
    return verbs;
}

QList<Verb> Verbs::all()
{
    QList<Verb> verbs;
    for (const VerbSpec& spec : table())
        verbs << spec.verb;
    return verbs;
}

} // namespace rookery::ui
