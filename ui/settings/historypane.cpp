// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/historypane.h"

#include "ledger/backup.h"
#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/common/words.h"
#include "ui/profile/settingssheet.h"

#include <QDesktopServices>
#include <QDir>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QUrl>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int PathLetters = 40;
constexpr int Gap = 12;
constexpr int WarnStep = 50; // MB

} // namespace

HistoryPane::HistoryPane(Desk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_sheet(new SettingsSheet)
    , m_backUp(new QPushButton(tr("&Back up now")))
    , m_result(new Remark)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_sheet);
    addFolder();
    addBackups();
    addWarning();
    m_sheet->finish([](const QString&) { return true; });
    showNewest();
}

void HistoryPane::addFolder()
{
    m_sheet->addSection(tr("Where it lies"));
    auto* path = m_sheet->textEdit("dataFolder", PathLetters);
    path->setText(QDir::toNativeSeparators(m_desk.folder().path()));
    path->setReadOnly(true);
    path->setCursorPosition(0);
    auto* open = new QPushButton(tr("&Open folder"));
    connect(open, &QPushButton::clicked, this,
        [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_desk.folder().path())); });
    m_sheet->addRow("dataFolder", tr("Data folder"), SettingsSheet::withButton(path, open),
        tr("History, profiles and settings of this desk. Files there are readable by you only."),
        SettingsSheet::Hint::Beneath);
    path->setToolTip(path->text());
}

void HistoryPane::addBackups()
{
    m_sheet->addSection(tr("Back-ups"));
    m_backUp->setAutoDefault(false);
    m_result->setObjectName(QStringLiteral("backupResult"));
    auto* both = new QWidget;
    auto* line = new QHBoxLayout(both);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(Gap);
    line->addWidget(m_backUp);
    line->addWidget(m_result, 1);
    both->setFocusProxy(m_backUp);
    m_sheet->addRow("backup", tr("Copy of the history"), both,
        tr("One a day is made by itself while the window is open. The newest %1 are kept, in the folder \"backups\" of "
           "the data folder.")
            .arg(ledger::KeptBackups),
        SettingsSheet::Hint::Beneath);
    connect(m_backUp, &QPushButton::clicked, this, &HistoryPane::backUp);
    const engine::Engine* engine = m_desk.signalsOf();
    connect(engine, &engine::Engine::backedUp, this, &HistoryPane::showNewest);
    connect(engine, &engine::Engine::backUpFailed, this, [this](const Error& error) {
        m_result->setWrap(true);
        m_result->show(QStringLiteral("refused"), colours().notDelivered, error.sentence);
    });
}

void HistoryPane::addWarning()
{
    m_sheet->addSection(tr("Room on the disk"));
    using profile::Settings;
    auto* box = m_sheet->addNumber("diskWarnMb", tr("&Warn below"), Settings::LeastDiskWarnMb, Settings::MostDiskWarnMb,
        tr(" MB"), tr("A line over the window says so when less than this is free on the disk of the data folder."));
    box->setSingleStep(WarnStep);
    box->setKeyboardTracking(false); // half a number is none
    box->setValue(m_desk.settings().diskWarnMb);
    connect(box, &QSpinBox::valueChanged, this, [this](int megabytes) {
        m_desk.changeSettings([megabytes](Settings& settings) { settings.diskWarnMb = megabytes; });
    });
}

void HistoryPane::backUp()
{
    m_result->setWrap(false);
    m_result->show(QStringLiteral("sending"), colours().waiting, tr("Copying and checking..."));
    m_desk.backUp();
}

void HistoryPane::showNewest()
{
    const QList<ledger::Backup> backups = ledger::backupsIn(m_desk.folder().backupFolder());
    m_result->setWrap(false);
    if (backups.isEmpty())
        return m_result->show(QStringLiteral("check"), colours().muted, tr("None yet."));
    //: %1 is a time, today's or with a date
    m_result->show(QStringLiteral("delivered"), colours().delivered,
        tr("Last back-up: %1, checked.").arg(timeText(backups.first().made)));
}

int HistoryPane::search(const QString& words) { return m_sheet->search(words); }

} // namespace rookery::ui
