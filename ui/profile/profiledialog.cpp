// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/profiledialog.h"

#include "ui/profile/profileeditor.h"

#include <QShortcut>
#include <QShowEvent>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int Padding = 16;
constexpr QSize Start{1040, 680};
constexpr QSize BriefStart{860, 560};

} // namespace

ProfileDialog::ProfileDialog(Desk& desk, QWidget* parent)
    : QDialog(parent)
    , m_editor(new ProfileEditor(desk, ProfileEditor::Place::Alone))
{
    setWindowTitle(tr("Profiles"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Padding, Padding, Padding, Padding);
    layout->addWidget(m_editor);
    makeRoom();
    connect(m_editor, &ProfileEditor::briefChanged, this, &ProfileDialog::makeRoom);
    connect(m_editor, &ProfileEditor::closeWanted, this, &ProfileDialog::reject);
    connect(m_editor, &ProfileEditor::practising, this, &ProfileDialog::accept);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_editor, &ProfileEditor::focusSearch);
}

void ProfileDialog::makeRoom()
{
    const bool brief = m_editor->isBrief();
    if (!isVisible() || !brief)
        resize(brief ? BriefStart : size().expandedTo(Start));
}

void ProfileDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    if (!event->spontaneous())
        m_editor->focusStart();
}

void ProfileDialog::chooseImport() { m_editor->chooseImport(); }

void ProfileDialog::importFile(const QString& file) { m_editor->importFile(file); }

void ProfileDialog::exportTo(const QString& file) { m_editor->exportTo(file); }

void ProfileDialog::reject()
{
    if (m_editor->mayLeave())
        QDialog::reject();
}

} // namespace rookery::ui
