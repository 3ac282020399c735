// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/deskverbs.h"

#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/profile/profiledialog.h"
#include "ui/settings/aboutpane.h"
#include "ui/settings/settingsdialog.h"
#include "ui/shell/verbs.h"

#include <QAction>
#include <QApplication>
#include <QDialogButtonBox>
#include <QInputDialog>
#include <QMainWindow>
#include <QMenuBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int TextStep = 10; // per cent
constexpr int Padding = 16;
constexpr int AboutLetters = 90;

} // namespace

DeskVerbs::DeskVerbs(Desk& desk, const Verbs& verbs, QMainWindow* window)
    : QObject(window)
    , m_desk(desk)
    , m_verbs(verbs)
    , m_window(window)
{
    connect(&m_desk, &Desk::appearanceChanged, this, &DeskVerbs::showAppearance);
    showAppearance();
}

bool DeskVerbs::perform(Verb verb)
{
    switch (verb) {
    case Verb::Settings:
        showSettings();
        return true;
    case Verb::Practise:
        m_desk.practise();
        return true;
    case Verb::AgentName:
        askAgentName();
        return true;
    case Verb::About:
        showAbout();
        return true;
    case Verb::StopSending:
        if (m_desk.paused().contains(QString())) // its key once more
            resumeAll();
        else
            m_desk.tell([](engine::Engine& engine) { return engine.pause({}); });
        return true;
    case Verb::ResumeSending:
        resumeAll();
        return true;
    case Verb::SchemeSystem:
        setScheme(schemeText(Scheme::System));
        return true;
    case Verb::SchemeLight:
        setScheme(schemeText(Scheme::Light));
        return true;
    case Verb::SchemeDark:
        setScheme(schemeText(Scheme::Dark));
        return true;
    case Verb::TextBigger:
        setTextPercent(m_desk.settings().textPercent + TextStep);
        return true;
    case Verb::TextSmaller:
        setTextPercent(m_desk.settings().textPercent - TextStep);
        return true;
    case Verb::TextUsual:
        setTextPercent(profile::Settings::FewestPercent);
        return true;
    default:
        return false;
    }
}

void DeskVerbs::setScheme(const QString& scheme) { m_desk.setAppearance(scheme, m_desk.settings().textPercent); }

void DeskVerbs::setTextPercent(int percent) { m_desk.setAppearance(m_desk.settings().scheme, percent); }

void DeskVerbs::showSettings(const QJsonObject& memo)
{
    SettingsDialog dialog(m_desk, *m_window->menuBar(), m_window);
    dialog.takeUp(memo);
    m_settings = &dialog;
    m_memo = {};
    dialog.exec();
    m_settings = nullptr;
}

void DeskVerbs::makeWay()
{
    if (!m_settings || QApplication::activeModalWidget() != m_settings || m_settings->hasChanges())
        return;
    m_memo = m_settings->memo();
    m_settings->done(QDialog::Accepted);
}

void DeskVerbs::takeUp(const QJsonObject& memo)
{
    if (!memo.isEmpty())
        QTimer::singleShot(0, this, [this, memo] { showSettings(memo); });
}

void DeskVerbs::showProfile(const QString& name)
{
    if (m_desk.isOpen())
        showSettings(SettingsDialog::memoOf(name));
}

void DeskVerbs::setUpProfile() { ProfileDialog(m_desk, m_window).exec(); }

void DeskVerbs::importProfile()
{
    ProfileDialog dialog(m_desk, m_window);
    QTimer::singleShot(0, &dialog, &ProfileDialog::chooseImport); // over the dialog, not before it
    dialog.exec();
}

void DeskVerbs::openProfileFile(const QString& file)
{
    ProfileDialog dialog(m_desk, m_window);
    QTimer::singleShot(0, &dialog, [&dialog, file] { dialog.importFile(file); });
    dialog.exec();
}

// Whatever was stopped: all of it, or one profile.
void DeskVerbs::resumeAll()
{
    for (const QString& name : m_desk.paused())
        m_desk.tell([name](engine::Engine& engine) { return engine.resume(name); });
}

void DeskVerbs::update()
{
    for (const Verb verb : {Verb::Practise, Verb::Settings, Verb::StopSending, Verb::ResumeSending})
        m_verbs.action(verb)->setEnabled(m_desk.isOpen());
}

void DeskVerbs::showAppearance()
{
    const Scheme scheme = schemeOf(m_desk.settings().scheme);
    m_verbs.action(Verb::SchemeSystem)->setChecked(scheme == Scheme::System);
    m_verbs.action(Verb::SchemeLight)->setChecked(scheme == Scheme::Light);
    m_verbs.action(Verb::SchemeDark)->setChecked(scheme == Scheme::Dark);
    using profile::Settings;
    const int percent = m_desk.settings().textPercent;
    m_verbs.action(Verb::TextBigger)->setEnabled(percent < Settings::MostPercent);
    m_verbs.action(Verb::TextSmaller)->setEnabled(percent > Settings::FewestPercent);
    m_verbs.action(Verb::TextUsual)->setEnabled(percent != Settings::FewestPercent);
}

void DeskVerbs::showAbout()
{
    QDialog dialog(m_window);
    dialog.setWindowTitle(tr("About Rookery"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    auto* layout = new QVBoxLayout(&dialog);
    layout->setContentsMargins(Padding, Padding, Padding, Padding);
    layout->setSpacing(Padding);
    layout->addWidget(new AboutPane(m_desk));
    layout->addWidget(buttons);
    const int width = dialog.fontMetrics().averageCharWidth() * AboutLetters;
    dialog.resize(width, layout->totalHeightForWidth(width));
    buttons->button(QDialogButtonBox::Close)->setFocus();
    dialog.exec();
}

void DeskVerbs::askAgentName()
{
    bool given = false;
    const QString name = QInputDialog::getText(m_window, tr("Agent name"),
        tr("Recorded with every order from this desk; empty for the login name:"), QLineEdit::Normal, m_desk.agent(),
        &given);
    if (given)
        m_desk.setAgent(name.trimmed());
}

} // namespace rookery::ui
