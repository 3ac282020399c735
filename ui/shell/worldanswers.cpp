// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/worldanswers.h"

#include "engine/queue.h"
#include "ui/common/desk.h"
#include "ui/common/systemsettings.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QProcess>

namespace rookery::ui {

WorldAnswers::WorldAnswers(Desk& desk, QWidget* window) : QObject(window), m_desk(desk), m_window(window) { }

void WorldAnswers::answer(Remedy remedy, const QStringList& profiles)
{
    switch (remedy) {
    case Remedy::OpenAgain:
    case Remedy::GoOn:
        m_desk.open();
        break;
    case Remedy::RecordAgain:
        recordAgain();
        break;
    case Remedy::OtherFolder:
    case Remedy::OtherLedger:
        chooseFolder();
        break;
    case Remedy::GoOnSending:
        for (const QString& profile : profiles)
            m_desk.tell([profile](engine::Engine& engine) { return engine.resume(profile); });
        break;
    case Remedy::ShowBatch:
        Q_EMIT batchWanted();
        break;
    case Remedy::ShowWaiting:
        // A search names one profile or none: of several it finds all that goes by itself, theirs among it.
        Q_EMIT searchWanted(engine::queuedSearch(profiles.size() == 1 ? profiles.first() : QString()));
        break;
    case Remedy::BackUp:
        m_desk.backUp();
        break;
    case Remedy::ClockSettings:
        if (!openSystemSettings(SystemPage::Clock))
            Q_EMIT m_desk.said(tr("The clock settings could not be opened."), true);
        break;
    case Remedy::Settings:
        Q_EMIT settingsWanted();
        break;
    case Remedy::None:
        break;
    }
}

// It would be tried before long in any case; whoever has made room wants to know at once.
void WorldAnswers::recordAgain()
{
    m_desk.ask(
        this, [](engine::Engine& engine) { return engine.recordAgain(); },
        [this](const Done& done) {
            if (done)
                Q_EMIT m_desk.said(tr("Orders can be recorded again."), false);
            else
                Q_EMIT m_desk.said(tr("Tried again, and it is as before. %1").arg(done.error().sentence), true);
        });
}

void WorldAnswers::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(m_window, tr("Data folder"));
    if (folder.isEmpty())
        return;
    // A ledger belongs to one process from start to end, so another folder is another start.
    if (QProcess::startDetached(QCoreApplication::applicationFilePath(), {QStringLiteral("--data-dir"), folder}))
        m_window->close();
}

} // namespace rookery::ui
