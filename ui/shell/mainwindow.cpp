// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/common/question.h"
#include "ui/common/worldwatch.h"
#include "ui/history/historypage.h"
#include "ui/order/orderpage.h"
#include "ui/profile/profiledialog.h"
#include "ui/shell/editmenu.h"
#include "ui/shell/header.h"
#include "ui/shell/notifier.h"
#include "ui/shell/panes.h"
#include "ui/shell/rail.h"
#include "ui/shell/shortcutsheet.h"
#include "ui/shell/statusline.h"
#include "ui/shell/verbs.h"
#include "ui/shell/worldstrip.h"

#include <QAction>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QFileDialog>
#include <QGridLayout>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QProcess>
#include <QStackedWidget>

namespace rookery::ui {

namespace {

constexpr int FollowMs = 40;
constexpr QSize Start{1280, 720};
constexpr int TextStep = 10;   // per cent
constexpr int RoomyIcons = 68; // a window as wide as so many icons has room for everything

// Of the memo.
const QString OrderKey = QStringLiteral("order");
const QString HistoryKey = QStringLiteral("history");
const QString StatusKey = QStringLiteral("status");
const QString PlaceKey = QStringLiteral("place");
const QString IsHistoryKey = QStringLiteral("isHistory");
const QString SaidKey = QStringLiteral("saidWhatWaits");
const QString KeysKey = QStringLiteral("keys");
const QString CursorKey = QStringLiteral("cursor");
const QString SelectionKey = QStringLiteral("selection");
const QString SelectionLengthKey = QStringLiteral("selectionLength");

} // namespace

MainWindow::MainWindow(Desk& desk, QWidget* parent)
    : QMainWindow(parent)
    , m_desk(desk)
    , m_memory(desk.folder().path() + QStringLiteral("/window.json"))
    , m_verbs(new Verbs(this))
    , m_edit(new EditMenu(this))
    , m_header(new Header(desk))
    , m_rail(new Rail)
    , m_world(new WorldStrip)
    , m_pages(new QStackedWidget)
    , m_order(new OrderPage(desk))
    , m_status(new StatusLine(desk))
    , m_notifier(new Notifier(this))
{
    setWindowTitle(tr("Rookery"));
    if (!m_memory.placeWindow(*this))
        resize(Start);
    m_verbs->fillMenus(menuBar());

    m_rail->addPage(m_verbs->action(Verb::NewOrder), QStringLiteral("neworder"));
    m_rail->addPage(m_verbs->action(Verb::History), QStringLiteral("history"));
    m_rail->addTool(m_verbs->action(Verb::Practise), QStringLiteral("practice"));
    m_rail->addTool(m_verbs->action(Verb::Profiles), QStringLiteral("profiles"));
    m_pages->addWidget(m_order);
    m_status->addStop(m_verbs->action(Verb::StopSending), m_verbs->action(Verb::ResumeSending));

    auto* body = new QWidget;
    auto* layout = new QGridLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header, 0, 0, 1, 2);
    layout->addWidget(m_world, 1, 0, 1, 2);
    layout->addWidget(m_rail, 2, 0);
    layout->addWidget(m_pages, 2, 1);
    layout->addWidget(m_status, 3, 0, 1, 2);
    layout->setColumnStretch(1, 1);
    layout->setRowStretch(2, 1);
    setCentralWidget(body);

    m_follow.setSingleShot(true);
    m_follow.setInterval(FollowMs);
    connect(&m_follow, &QTimer::timeout, this, &MainWindow::followNow);
    connect(m_verbs, &Verbs::triggered, this, &MainWindow::perform);
    connect(m_edit, &EditMenu::moved, this, &MainWindow::updateEditing);
    connect(m_verbs->menu(Verb::Copy), &QMenu::aboutToShow, this, &MainWindow::updateEditing);
    showAppearance();
    connectDesk();
    connectOrderPage();
    makeRoom();
    showOrderPage();
    showWorld();
}

void MainWindow::finish()
{
    makeHistory();
    Q_EMIT painted();
}

void MainWindow::makeHistory()
{
    m_history = new HistoryPage(m_desk);
    m_pages->addWidget(m_history);
    connect(m_history, &Page::verbsChanged, this, &MainWindow::updateVerbs);
    connect(m_history, &HistoryPage::copyToEdit, this, [this](const ledger::EventRecord& event) {
        showPage(m_order);
        m_order->startFrom(event);
    });
    m_memory.arrangeParts(*this);
}

bool MainWindow::mayBeReplaced() const { return m_history && m_order->mayBeReplaced() && m_history->mayBeReplaced(); }

QJsonObject MainWindow::memo()
{
    m_order->keepDraft();
    m_memory.keep(*this);
    const QWidget* keys = focusWidget();
    QJsonObject memo{{OrderKey, m_order->memo()}, {HistoryKey, m_history->memo()}, {StatusKey, m_status->memo()},
        {PlaceKey, QString::fromLatin1(saveGeometry().toBase64())},
        {IsHistoryKey, m_pages->currentWidget() == m_history}, {SaidKey, m_saidWhatWaits},
        {KeysKey, keys ? keys->objectName() : QString()}};
    if (const auto* line = qobject_cast<const QLineEdit*>(keys)) {
        memo.insert(CursorKey, line->cursorPosition());
        memo.insert(SelectionKey, line->hasSelectedText() ? line->selectionStart() : -1);
        memo.insert(SelectionLengthKey, line->selectionLength());
    }
    return memo;
}

void MainWindow::takeUp(const QJsonObject& memo)
{
    restoreGeometry(QByteArray::fromBase64(memo.value(PlaceKey).toString().toLatin1()));
    m_painted = true; // by the one before
    makeHistory();
    m_order->takeUp(memo.value(OrderKey).toObject()); // before a draft may be restored, which then finds it typed
    m_desk.tellAgain();
    m_history->takeUp(memo.value(HistoryKey).toObject());
    m_status->takeUp(memo.value(StatusKey).toObject());
    m_saidWhatWaits = memo.value(SaidKey).toBool();
    if (m_desk.isOpen())
        m_order->refresh();
    if (memo.value(IsHistoryKey).toBool())
        showPage(m_history);
}

void MainWindow::takeUpKeys(const QJsonObject& memo)
{
    activateWindow();
    const QString name = memo.value(KeysKey).toString();
    auto* keys = name.isEmpty() ? nullptr : findChild<QWidget*>(name);
    if (!keys || !keys->isVisible())
        return static_cast<Page*>(m_pages->currentWidget())->arrive();
    keys->setFocus(Qt::OtherFocusReason);
    auto* line = qobject_cast<QLineEdit*>(keys);
    if (!line)
        return;
    line->setCursorPosition(memo.value(CursorKey).toInt());
    if (const int start = memo.value(SelectionKey).toInt(); start >= 0)
        line->setSelection(start, memo.value(SelectionLengthKey).toInt());
}

QWidgetList MainWindow::panes() const
{
    auto* page = static_cast<Page*>(m_pages->currentWidget());
    const QWidgetList own = page->panes();
    return QWidgetList{m_header, m_rail} + (own.isEmpty() ? QWidgetList{page} : own) + QWidgetList{m_status};
}

void MainWindow::updateEditing()
{
    const auto* page = static_cast<const Page*>(m_pages->currentWidget());
    for (const Verb verb : EditMenu::verbs())
        m_verbs->action(verb)->setEnabled(m_edit->can(verb) || (verb == Verb::Copy && page->can(Verb::CopyRows))
            || (verb == Verb::Undo && page->can(verb)));
}

void MainWindow::showAppearance()
{
    const Scheme scheme = schemeOf(m_desk.settings().scheme);
    m_verbs->action(Verb::SchemeSystem)->setChecked(scheme == Scheme::System);
    m_verbs->action(Verb::SchemeLight)->setChecked(scheme == Scheme::Light);
    m_verbs->action(Verb::SchemeDark)->setChecked(scheme == Scheme::Dark);
    using profile::Settings;
    const int percent = m_desk.settings().textPercent;
    m_verbs->action(Verb::TextBigger)->setEnabled(percent < Settings::MostPercent);
    m_verbs->action(Verb::TextSmaller)->setEnabled(percent > Settings::FewestPercent);
    m_verbs->action(Verb::TextUsual)->setEnabled(percent != Settings::FewestPercent);
}

void MainWindow::connectDesk()
{
    const engine::Engine* engine = m_desk.signalsOf();
    connect(engine, &engine::Engine::eventsChanged, this, &MainWindow::follow);
    connect(engine, &engine::Engine::attemptRecorded, this, &MainWindow::tellOutcome);
    connect(&m_desk.worldWatch(), &WorldWatch::changed, this, &MainWindow::showWorld);
    connect(m_world, &WorldStrip::wanted, this, &MainWindow::answerWorld);
    connect(&m_desk, &Desk::ledgerMoved, this, [this] {
        m_history->catchUp();
        m_order->refresh();
        m_header->refresh();
        m_desk.worldWatch().count();
    });
    connect(&m_desk, &Desk::said, m_status, &StatusLine::say);
    connect(&m_desk, &Desk::appearanceChanged, this, &MainWindow::showAppearance);
    connect(&m_desk, &Desk::failed, this, &MainWindow::updateVerbs);
    connect(&m_desk, &Desk::opened, this, [this] {
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
    connect(m_header, &Header::standingWanted, this, &MainWindow::showStanding);
    connect(m_order, &OrderPage::standingWanted, this, &MainWindow::showStanding);
    connect(m_notifier, &Notifier::clicked, this, [this](ledger::Standing standing) {
        comeForward();
        showStanding(standing);
    });
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
    case Verb::SchemeSystem:
        m_desk.setAppearance(schemeText(Scheme::System), m_desk.settings().textPercent);
        break;
    case Verb::SchemeLight:
        m_desk.setAppearance(schemeText(Scheme::Light), m_desk.settings().textPercent);
        break;
    case Verb::SchemeDark:
        m_desk.setAppearance(schemeText(Scheme::Dark), m_desk.settings().textPercent);
        break;
    case Verb::TextBigger:
        m_desk.setAppearance(m_desk.settings().scheme, m_desk.settings().textPercent + TextStep);
        break;
    case Verb::TextSmaller:
        m_desk.setAppearance(m_desk.settings().scheme, m_desk.settings().textPercent - TextStep);
        break;
    case Verb::TextUsual:
        m_desk.setAppearance(m_desk.settings().scheme, profile::Settings::FewestPercent);
        break;
    case Verb::NextPane:
    case Verb::PreviousPane:
        focusNextPane(panes(), verb == Verb::NextPane);
        break;
    case Verb::Undo:
    case Verb::Redo:
    case Verb::Cut:
    case Verb::Copy:
    case Verb::Paste:
    case Verb::SelectAll:
        if (m_edit->can(verb))
            m_edit->perform(verb);
        else
            static_cast<Page*>(m_pages->currentWidget())->perform(verb == Verb::Copy ? Verb::CopyRows : verb);
        break;
    case Verb::Shortcuts:
        ShortcutSheet(*menuBar(), this).exec();
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

void MainWindow::showSearch(const QString& text)
{
    showPage(m_history);
    m_history->search(text);
}

void MainWindow::updateVerbs()
{
    const auto* page = static_cast<const Page*>(m_pages->currentWidget());
    for (const Verb verb : Verbs::ofPages())
        m_verbs->action(verb)->setEnabled(page->can(verb));
    for (const Verb verb : {Verb::Practise, Verb::Profiles, Verb::StopSending, Verb::ResumeSending})
        m_verbs->action(verb)->setEnabled(m_desk.isOpen());
    updateEditing();
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
    if (const ledger::Reader* reader = m_desk.reader())
        m_notifier->take(reader->among({}, events).value_or(QList<ledger::EventRecord>()));
    m_order->refresh();
    m_header->refresh();
    m_desk.worldWatch().count();
}

void MainWindow::tellOutcome(qint64 event)
{
    if (const ledger::Reader* reader = m_desk.reader()) {
        if (const auto record = reader->event(event))
            m_status->tell(*record);
    }
}

void MainWindow::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Data folder"));
    if (folder.isEmpty())
        return;
    // A ledger belongs to one process from start to end, so another folder is another start.
    if (QProcess::startDetached(QCoreApplication::applicationFilePath(), {QStringLiteral("--data-dir"), folder}))
        close();
}

void MainWindow::showWorld() { m_world->show(statesOf(m_desk.worldWatch().world())); }

void MainWindow::answerWorld(Deed deed, const QStringList& profiles)
{
    switch (deed) {
    case Deed::OpenAgain:
        m_desk.open();
        break;
    case Deed::OtherFolder:
        chooseFolder();
        break;
    case Deed::GoOnSending:
        for (const QString& profile : profiles)
            m_desk.tell([profile](engine::Engine& engine) { return engine.resume(profile); });
        break;
    case Deed::ShowWaiting:
        showStanding(whereMostWait());
        break;
    case Deed::None:
        break;
    }
}

// What was tried in vain is "not delivered" to people, what was not tried yet is "waiting".
ledger::Standing MainWindow::whereMostWait() const
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

void MainWindow::showStanding(ledger::Standing standing)
{
    showPage(m_history);
    m_history->filter(standing);
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

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    makeRoom();
}

// Where text is large for the window, the pages come before the words of the rail.
void MainWindow::makeRoom() { m_rail->setBrief(width() < iconSide() * RoomyIcons); }

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_order->keepDraft();
    if (!mayClose())
        return event->ignore();
    m_memory.keep(*this);
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
