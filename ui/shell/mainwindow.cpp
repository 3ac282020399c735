// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "ui/common/bar.h"
#include "ui/common/desk.h"
#include "ui/common/question.h"
#include "ui/history/historypage.h"
#include "ui/order/orderpage.h"
#include "ui/profile/profiledialog.h"
#include "ui/shell/header.h"
#include "ui/shell/rail.h"
#include "ui/shell/statusline.h"
#include "ui/shell/verbs.h"

#include <QAction>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QFileDialog>
#include <QGridLayout>
#include <QInputDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QProcess>
#include <QStackedWidget>

namespace rookery::ui {

namespace {

constexpr int FollowMs = 40;
constexpr QSize Start{1280, 720};
constexpr int BarMargin = 8;

} // namespace

MainWindow::MainWindow(Desk& desk, QWidget* parent)
    : QMainWindow(parent)
    , m_desk(desk)
    , m_verbs(new Verbs(this))
    , m_header(new Header(desk))
    , m_rail(new Rail)
    , m_pausedBar(new Bar)
    , m_troubleBar(new Bar)
    , m_clockBar(new Bar)
    , m_pages(new QStackedWidget)
    , m_order(new OrderPage(desk))
    , m_status(new StatusLine(desk))
{
    setWindowTitle(tr("Rookery"));
    resize(Start);
    m_verbs->fillMenus(menuBar());

    m_rail->addPage(m_verbs->action(Verb::NewOrder), QStringLiteral("neworder"));
    m_rail->addPage(m_verbs->action(Verb::History), QStringLiteral("history"));
    m_rail->addTool(m_verbs->action(Verb::Practise), QStringLiteral("practice"));
    m_rail->addTool(m_verbs->action(Verb::Profiles), QStringLiteral("profiles"));
    m_pages->addWidget(m_order);

    auto* bars = new QVBoxLayout;
    bars->setContentsMargins(BarMargin, 0, BarMargin, 0);
    bars->setSpacing(BarMargin);
    bars->addWidget(m_troubleBar);
    bars->addWidget(m_pausedBar);
    bars->addWidget(m_clockBar);
    auto* body = new QWidget;
    auto* layout = new QGridLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header, 0, 0, 1, 2);
    layout->addWidget(m_rail, 1, 0, 2, 1);
    layout->addLayout(bars, 1, 1);
    layout->addWidget(m_pages, 2, 1);
    layout->addWidget(m_status, 3, 0, 1, 2);
    layout->setColumnStretch(1, 1);
    layout->setRowStretch(2, 1);
    setCentralWidget(body);

    m_follow.setSingleShot(true);
    m_follow.setInterval(FollowMs);
    connect(&m_follow, &QTimer::timeout, this, &MainWindow::followNow);
    connect(m_verbs, &Verbs::triggered, this, &MainWindow::perform);
    connectDesk();
    connectOrderPage();
    showOrderPage();
}

void MainWindow::finish()
{
    m_history = new HistoryPage(m_desk);
    m_pages->addWidget(m_history);
    connect(m_history, &Page::verbsChanged, this, &MainWindow::updateVerbs);
    connect(m_history, &HistoryPage::copyToEdit, this, [this](const ledger::EventRecord& event) {
        showPage(m_order);
        m_order->startFrom(event);
    });
    Q_EMIT painted();
}

void MainWindow::connectDesk()
{
    const engine::Engine* engine = m_desk.signalsOf();
    connect(engine, &engine::Engine::eventsChanged, this, &MainWindow::follow);
    connect(engine, &engine::Engine::attemptRecorded, this, &MainWindow::tellOutcome);
    connect(&m_desk, &Desk::pausedChanged, this, &MainWindow::showPaused);
    connect(&m_desk, &Desk::ledgerMoved, this, [this] {
        m_history->catchUp();
        m_order->refresh();
        m_header->refresh();
    });
    connect(engine, &engine::Engine::troubled, this, [this](const Error& error) {
        m_troubleBar->say(Bar::Mood::Bad, tr("Sending has stopped and goes on by itself: %1").arg(error.sentence));
    });
    connect(engine, &engine::Engine::troubleOver, m_troubleBar, &Bar::dismiss);
    connect(engine, &engine::Engine::clockCompared, this, &MainWindow::showClock);
    connect(&m_desk, &Desk::said, m_status, &StatusLine::say);
    connect(&m_desk, &Desk::failed, this, &MainWindow::ledgerFailed);
    connect(&m_desk, &Desk::opened, this, [this] {
        m_troubleBar->dismiss();
        m_header->refresh();
        updateVerbs();
    });
    connect(&m_desk, &Desk::profilesChanged, this, [this] {
        if (!m_desk.profileProblems().isEmpty())
            m_status->say(m_desk.profileProblems().first(), true);
    });
    connect(&m_desk, &Desk::profileChosen, this, [this] {
        const auto profile = m_desk.profile();
        setWindowTitle(profile ? tr("%1 - Rookery").arg(profile->name) : tr("Rookery"));
        updateVerbs();
    });
}

void MainWindow::connectOrderPage()
{
    connect(m_order, &Page::verbsChanged, this, &MainWindow::updateVerbs);
    connect(m_order, &OrderPage::openRequested, this, [this](qint64 event) {
        showPage(m_history);
        m_history->open(event);
    });
    connect(m_order, &OrderPage::profileWanted, this, [this] { perform(Verb::Profiles); });
    connect(m_order, &OrderPage::profileFileWanted, this, [this] {
        ProfileDialog dialog(m_desk, this);
        QTimer::singleShot(0, &dialog, &ProfileDialog::chooseImport); // over the dialog, not before it
        dialog.exec();
    });
    const auto showStanding = [this](ledger::Standing standing) {
        showPage(m_history);
        m_history->filter(standing);
    };
    connect(m_header, &Header::standingWanted, this, showStanding);
    connect(m_order, &OrderPage::standingWanted, this, showStanding);
}

void MainWindow::perform(Verb verb)
{
    if (!m_history)
        return; // a key that was faster than the window
    switch (verb) {
    case Verb::NewOrder:
        showOrderPage();
        break;
    case Verb::History:
        showHistoryPage();
        break;
    case Verb::Find:
        showPage(m_history);
        m_history->perform(verb);
        break;
    case Verb::SwitchProfile:
        m_header->focusProfiles();
        break;
    case Verb::Profiles:
        ProfileDialog(m_desk, this).exec();
        break;
    case Verb::Practise:
        m_desk.practise();
        break;
    case Verb::AgentName:
        askAgentName();
        break;
    case Verb::StopSending:
        m_desk.tell([](engine::Engine& engine) { return engine.pause({}); });
        break;
    case Verb::ResumeSending:
        m_desk.tell([](engine::Engine& engine) { return engine.resume({}); });
        break;
    case Verb::About:
        about();
        break;
    case Verb::Quit:
        close();
        break;
    default:
        static_cast<Page*>(m_pages->currentWidget())->perform(verb);
        break;
    }
}

void MainWindow::showPage(Page* page)
{
    m_pages->setCurrentWidget(page);
    m_rail->setCurrent(m_verbs->action(page == m_order ? Verb::NewOrder : Verb::History));
    updateVerbs();
}

void MainWindow::showOrderPage()
{
    showPage(m_order);
    m_order->arrive();
}

void MainWindow::showHistoryPage()
{
    showPage(m_history);
    m_history->arrive();
}

void MainWindow::updateVerbs()
{
    const auto* page = static_cast<const Page*>(m_pages->currentWidget());
    for (const Verb verb : {Verb::Send, Verb::ClearForm, Verb::Ditto, Verb::Retry, Verb::ResendAsNew, Verb::EditCopy,
             Verb::CancelOrder, Verb::CopyRows, Verb::CopyUrl, Verb::Export})
        m_verbs->action(verb)->setEnabled(page->can(verb));
    for (const Verb verb : {Verb::Practise, Verb::Profiles, Verb::StopSending, Verb::ResumeSending})
        m_verbs->action(verb)->setEnabled(m_desk.isOpen());
}

void MainWindow::follow(const QList<qint64>& events)
{
    m_changed.unite(QSet<qint64>(events.begin(), events.end()));
    if (!m_follow.isActive())
        m_follow.start();
}

void MainWindow::followNow()
{
    const QList<qint64> events = m_changed.values();
    m_changed.clear();
    m_history->follow(events);
    m_order->refresh();
    m_header->refresh();
}

void MainWindow::tellOutcome(qint64 event)
{
    if (const ledger::Reader* reader = m_desk.reader()) {
        if (const auto record = reader->event(event))
            m_status->tell(*record);
    }
}

void MainWindow::ledgerFailed(const Error& error)
{
    updateVerbs();
    m_troubleBar->say(Bar::Mood::Bad,
        tr("Sending is off, because every order must be recorded first. %1").arg(error.sentence),
        {{tr("Choose another folder..."), [this] { chooseFolder(); }}, {tr("Try again"), [this] { m_desk.open(); }}});
}

void MainWindow::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Data folder"));
    if (folder.isEmpty())
        return ledgerFailed({Error::Code::ReadOnly, tr("No other folder was chosen.")});
    // A ledger belongs to one process from start to end, so another folder is another start.
    if (QProcess::startDetached(QCoreApplication::applicationFilePath(), {QStringLiteral("--data-dir"), folder}))
        close();
}

void MainWindow::showPaused()
{
    const QStringList& paused = m_desk.paused();
    if (paused.isEmpty())
        return m_pausedBar->dismiss();
    const bool all = paused.contains(QString());
    m_pausedBar->say(Bar::Mood::Careful,
        all ? tr("All sending is stopped. Orders are accepted and wait.")
            : tr("Sending is stopped for %1. Its orders wait.").arg(paused.join(QLatin1StringView(", "))),
        {{tr("Go on sending"), [this, paused] {
              for (const QString& profile : paused)
                  m_desk.tell([profile](engine::Engine& engine) { return engine.resume(profile); });
          }}});
}

void MainWindow::showClock(qint64 aheadMs)
{
    constexpr qint64 Notable = 5;
    constexpr qint64 MsPerMinute = 60'000;
    const int minutes = int(aheadMs / MsPerMinute);
    if (qAbs(minutes) < Notable)
        return m_clockBar->dismiss();
    m_clockBar->say(Bar::Mood::Careful,
        minutes > 0
            ? tr("This computer's clock is %Ln minute(s) fast, so order times will be wrong.", nullptr, minutes)
            : tr("This computer's clock is %Ln minute(s) slow, so order times will be wrong.", nullptr, -minutes));
}

void MainWindow::askAgentName()
{
    bool given = false;
    const QString name = QInputDialog::getText(this, tr("Agent name"),
        tr("Recorded with every order from this desk; empty for the login name:"), QLineEdit::Normal, m_desk.agent(),
        &given);
    if (given)
        m_desk.setAgent(name.trimmed());
}

void MainWindow::about()
{
    QMessageBox::about(this, tr("About Rookery"),
        tr("Rookery %1\nReports offline orders to a Corvidae collector, each once.\nHistory and profiles: %2")
            .arg(QStringLiteral(ROOKERY_VERSION), m_desk.folder().path())
            .toHtmlEscaped()
            .replace(u'\n', QLatin1StringView("<br>")));
}

void MainWindow::comeForward()
{
    setWindowState((windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    show();
    raise();
    activateWindow();
}

void MainWindow::paintEvent(QPaintEvent* event)
{
    QMainWindow::paintEvent(event);
    if (m_painted)
        return;
    m_painted = true;
    QTimer::singleShot(0, this, &MainWindow::finish);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_order->keepDraft();
    if (!mayClose())
        return event->ignore();
    QMainWindow::closeEvent(event);
}

// What has not arrived is said once, so that nobody goes home believing that it has.
bool MainWindow::mayClose()
{
    const ledger::Reader* reader = m_desk.isOpen() ? m_desk.reader() : nullptr;
    if (!reader || m_saidWhatWaits)
        return true;
    ledger::HistoryQuery open;
    open.states = {ledger::State::Waiting, ledger::State::Sending, ledger::State::Unknown};
    const int count = int(reader->count(open).value_or(0));
    if (count == 0)
        return true;
    m_saidWhatWaits = true;
    return askOnce(this, tr("Orders are waiting"),
        tr("%Ln order(s) have not arrived yet. They are saved, and go when Rookery is started again.", nullptr, count),
        tr("Quit"), tr("Stay"));
}

} // namespace rookery::ui
