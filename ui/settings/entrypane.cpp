// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/entrypane.h"

#include "ui/common/desk.h"
#include "ui/profile/settingssheet.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int NameLetters = 28;

} // namespace

EntryPane::EntryPane(Desk& desk, QWidget* parent) : QWidget(parent), m_desk(desk), m_sheet(new SettingsSheet)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_sheet);
    m_sheet->addSection(tr("This desk"));
    addAgent();
    m_sheet->addSection(tr("The form"));
    auto* enter = m_sheet->addCheck("enterSends", tr("Enter key"), tr("Enter on the last &field sends the order"),
        tr("Otherwise Enter goes from field to field, and only Ctrl+Enter sends."));
    addUndoSeconds();
    m_sheet->addSection(tr("When something goes wrong"));
    auto* sound = m_sheet->addCheck("soundOnFailure", tr("Sound"), tr("&Sound when an order does not arrive"),
        tr("Once, however many there are, and also where this window is behind another one."));
    m_sheet->finish([](const QString&) { return true; });

    enter->setChecked(m_desk.settings().enterSends);
    sound->setChecked(m_desk.settings().soundOnFailure);
    connect(enter, &QCheckBox::toggled, this,
        [this](bool on) { m_desk.changeSettings([on](profile::Settings& settings) { settings.enterSends = on; }); });
    connect(sound, &QCheckBox::toggled, this, [this](bool on) {
        m_desk.changeSettings([on](profile::Settings& settings) { settings.soundOnFailure = on; });
    });
}

void EntryPane::addUndoSeconds()
{
    m_sheet->addSection(tr("Batches"));
    auto* box = m_sheet->addNumber("undoSeconds", tr("Time to &undo"), 0, profile::Settings::MostUndoSeconds, tr(" s"),
        tr("So long nothing of a batch leaves, and Undo takes it back. 0: until you press Send again."));
    box->setKeyboardTracking(false); // half a number is none
    box->setValue(m_desk.settings().undoSeconds);
    connect(box, &QSpinBox::valueChanged, this, [this](int seconds) {
        m_desk.changeSettings([seconds](profile::Settings& settings) { settings.undoSeconds = seconds; });
    });
}

void EntryPane::addAgent()
{
    m_agent = m_sheet->addText("agent", tr("Agent &name"), NameLetters,
        tr("Recorded with every order from this desk. Empty: the login name."), SettingsSheet::Hint::Beneath);
    m_agent->setText(m_desk.settings().agent);
    m_agent->setPlaceholderText(profile::resolveAgent({}, {}));
    connect(m_agent, &QLineEdit::editingFinished, this, &EntryPane::takeAgent);
}

void EntryPane::takeAgent()
{
    const QString before = m_desk.settings().agent;
    const QString name = m_agent->text().trimmed();
    if (name == before)
        return;
    m_desk.setAgent(name);
    Q_EMIT said(Bar::Mood::Calm, tr("Orders from this desk are recorded under \"%1\" from now on.").arg(m_desk.agent()),
        {{tr("Undo"), [this, before] {
              m_agent->setText(before);
              m_desk.setAgent(before);
          }}});
}

int EntryPane::search(const QString& words) { return m_sheet->search(words); }

} // namespace rookery::ui
