// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/worldanswers.h"

#include "ui/common/clocksettings.h"
#include "ui/common/desk.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QProcess>

namespace rookery::ui {

WorldAnswers::WorldAnswers(Desk& desk, QWidget* window) : QObject(window), m_desk(desk), m_window(window) { }

void WorldAnswers::answer(Remedy remedy, const QStringList& profiles)
{
    switch (remedy) {
    case Remedy::OpenAgain:
        m_desk.open();
        break;
    case Remedy::OtherFolder:
        chooseFolder();
        break;
    case Remedy::GoOnSending:
        for (const QString& profile : profiles)
            m_desk.tell([profile](engine::Engine& engine) { return engine.resume(profile); });
        break;
    case Remedy::ShowWaiting:
        Q_EMIT standingWanted(whereMostWait());
        break;
    case Remedy::BackUp:
        m_desk.backUp();
        break;
    case Remedy::ClockSettings:
        if (!openClockSettings())
            Q_EMIT m_desk.said(tr("The clock settings could not be opened."), true);
        break;
    case Remedy::Settings:
        Q_EMIT settingsWanted();
        break;
    case Remedy::None:
        break;
    }
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

// What was tried in vain is "not delivered" to people, what was not tried yet is "waiting".
ledger::Standing WorldAnswers::whereMostWait() const
{
    using ledger::Standing;
    Standing where = Standing::UnderWay;
    qint64 most = 0;
    const ledger::Reader* reader = m_desk.reader();
    for (const Standing standing : {Standing::UnderWay, Standing::NotDelivered, Standing::Unknown}) {
        ledger::HistoryQuery query;
        query.standing = standing;
        const qint64 count = reader ? reader->count(query).value_or(0) : 0;
        if (count > most) {
            most = count;
            where = standing;
        }
    }
    return where;
}

} // namespace rookery::ui
