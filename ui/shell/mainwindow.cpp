// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "engine/choice.h"
#include "engine/queue.h"
#include "profile/profilefile.h"
#include "ui/batch/batchpage.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/common/question.h"
#include "ui/common/worldwatch.h"
#include "ui/help/helpwindow.h"
#include "ui/history/historypage.h"
#include "ui/order/orderpage.h"
#include "ui/shell/deskverbs.h"
#include "ui/shell/editmenu.h"
#include "ui/shell/header.h"
#include "ui/shell/keyplace.h"
#include "ui/shell/notifier.h"
#include "ui/shell/panes.h"
#include "ui/shell/rail.h"
#include "ui/shell/shortcutsheet.h"
#include "ui/shell/statusline.h"
#include "ui/shell/verbs.h"
#include "ui/shell/worldanswers.h"
#include "ui/shell/worldstrip.h"

#include <QAbstractButton>
#include <QAction>
#include <QCloseEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>

namespace rookery::ui {

namespace {

constexpr int FollowMs = 40;
constexpr int CountMs = 250;
constexpr int Unpainted = 1000; // ms
constexpr QSize Start{1280, 720};
constexpr QSize Frame{0, 32};  // what window managers put around it; not known before it is shown
constexpr int RoomyIcons = 68; // a window as wide as so many icons has room for everything
constexpr int HighIcons = 28;  // and as high as so many

// Of the memo.
const QString OrderKey = QStringLiteral("order");
const QString BatchKey = QStringLiteral("batch");
const QString HistoryKey = QStringLiteral("history");
const QString StatusKey = QStringLiteral("status");
const QString PlaceKey = QStringLiteral("place");
const QString PageKey = QStringLiteral("page"); // 0 to 2, as in the rail
const QString SaidKey = QStringLiteral("saidWhatWaits");
const QString SettingsKey = QStringLiteral("settings");
const QString KeysKey = QStringLiteral("keys");
const QString HelpKey = QStringLiteral("help");

} // namespace

MainWindow::MainWindow(Desk& desk, QWidget* parent)
    : QMainWindow(parent)
    , m_desk(desk)
    , m_memory(desk.folder().path() + QStringLiteral("/window.json"))
    , m_verbs(new Verbs(this))
    , m_deskVerbs(new DeskVerbs(desk, *m_verbs, this))
    , m_edit(new EditMenu(this))
    , m_header(new Header(desk))
    , m_rail(new Rail)
    , m_world(new WorldStrip)
    , m_answers(new WorldAnswers(desk, this))
    , m_pages(new QStackedWidget)
    , m_order(new OrderPage(desk))
    , m_status(new StatusLine(desk))
    , m_notifier(new Notifier(this))
{
    m_notifier->setSound(desk.settings().soundOnFailure);
    connect(&desk, &Desk::settingsChanged, this, [this] { m_notifier->setSound(m_desk.settings().soundOnFailure); });
    showTitle();
    setAcceptDrops(true);
    if (!m_memory.placeWindow(*this))
        resize(Start.boundedTo(screen()->availableSize() - Frame));
    m_verbs->fillMenus(menuBar());

    m_rail->addPage(m_verbs->action(Verb::NewOrder), QStringLiteral("neworder"));
    m_rail->addPage(m_verbs->action(Verb::Batch), QStringLiteral("batch"));
    m_rail->addPage(m_verbs->action(Verb::History), QStringLiteral("history"));
    m_rail->addTool(m_verbs->action(Verb::Practise), QStringLiteral("practice"));
    m_rail->addTool(m_verbs->action(Verb::Settings), QStringLiteral("profiles"));
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

    m_count.setSingleShot(true);
    connect(&m_count, &QTimer::timeout, this, &MainWindow::count);
    connect(&m_changed, &Portions::due, this, &MainWindow::followNow);
    connect(m_verbs, &Verbs::triggered, this, &MainWindow::perform);
    connect(m_edit, &EditMenu::moved, this, &MainWindow::updateEditing);
    connect(m_verbs->menu(Verb::Copy), &QMenu::aboutToShow, this, &MainWindow::updateEditing);
    connectDesk();
    connectOrderPage();
    makeRoom();
    showOrderPage();
    showWorld();
}

void MainWindow::finish()
{
    makeBatch();
    makeHistory();
    Q_EMIT begun();
    if (!m_fileToOpen.isEmpty())
        openFile(std::exchange(m_fileToOpen, {}));
}

void MainWindow::makeBatch()
{
    m_batch = new BatchPage(m_desk);
    m_pages->addWidget(m_batch);
    connect(m_batch, &Page::verbsChanged, this, &MainWindow::updateVerbs);
    connect(m_batch, &BatchPage::searchWanted, this, &MainWindow::showSearch);
    connect(m_batch, &BatchPage::orderWanted, this, &MainWindow::showOrder);
    connect(m_order, &OrderPage::orderForBatch, this, [this](const pixel::Event& order) {
        const QString why = m_batch->work().addOrder(order);
        m_status->say(
            why.isEmpty() ? tr("Order %1 stands in the batch now.").arg(order.value(pixel::Field::OrderId)) : why,
            !why.isEmpty());
        if (why.isEmpty())
            m_order->perform(Verb::ClearForm);
    });
    connect(m_order, &OrderPage::rowsPasted, this, [this](const QString& text) {
        showPage(m_batch);
        m_batch->openSource({tr("the clipboard"), {}, text.toUtf8()});
    });
}

void MainWindow::makeHistory()
{
    m_history = new HistoryPage(m_desk);
    m_pages->addWidget(m_history);
    m_verbs->menu(Verb::Find)->addMenu(m_history->columnsMenu());
    connect(m_history, &Page::verbsChanged, this, &MainWindow::updateVerbs);
    connect(m_history, &HistoryPage::copyToEdit, this, [this](const ledger::EventRecord& event) {
        showPage(m_order);
        m_order->startFrom(event);
    });
    connect(m_history, &HistoryPage::orderWanted, this, &MainWindow::showOrderPage);
    connect(m_history, &HistoryPage::profileWanted, m_deskVerbs, &DeskVerbs::showProfile);
    m_memory.arrangeParts(*this);
}

bool MainWindow::mayBeReplaced() const
{
    return m_history && m_order->mayBeReplaced() && m_batch->mayBeReplaced() && m_history->mayBeReplaced()
        && !m_deskVerbs->isInSettings();
}

void MainWindow::makeWay() { m_deskVerbs->makeWay(); }

QJsonObject MainWindow::memo()
{
    m_order->keepDraft();
    m_memory.keep(*this);
    return {{OrderKey, m_order->memo()}, {BatchKey, m_batch->memo()}, {HistoryKey, m_history->memo()},
        {StatusKey, m_status->memo()}, {PlaceKey, QString::fromLatin1(saveGeometry().toBase64())},
        {PageKey, m_pages->currentIndex()}, {SaidKey, m_saidWhatWaits}, {KeysKey, keyPlaceOf(*this)},
        {SettingsKey, m_deskVerbs->memo()}, {HelpKey, m_help && m_help->isVisible() ? m_help->memo() : QJsonObject()}};
}

void MainWindow::takeUp(const QJsonObject& memo)
{
    restoreGeometry(QByteArray::fromBase64(memo.value(PlaceKey).toString().toLatin1()));
    m_begun = true; // by the one before
    makeBatch();
    makeHistory();
    m_order->takeUp(memo.value(OrderKey).toObject()); // before a draft may be restored, which then finds it typed
    m_desk.tellAgain();
    m_batch->takeUp(memo.value(BatchKey).toObject());
    m_history->takeUp(memo.value(HistoryKey).toObject());
    m_status->takeUp(memo.value(StatusKey).toObject());
    m_saidWhatWaits = memo.value(SaidKey).toBool();
    if (m_desk.isOpen())
        m_order->refresh();
    showPage(static_cast<Page*>(m_pages->widget(memo.value(PageKey).toInt())));
}

void MainWindow::takeUpKeys(const QJsonObject& memo)
{
    activateWindow();
    if (!takeUpKeyPlace(*this, memo.value(KeysKey).toObject()))
        static_cast<Page*>(m_pages->currentWidget())->arrive();
    if (const QJsonObject help = memo.value(HelpKey).toObject(); !help.isEmpty()) {
        showHelp();
        m_help->takeUp(help);
    }
    m_deskVerbs->takeUp(memo.value(SettingsKey).toObject());
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
            || ((verb == Verb::Undo || verb == Verb::Redo || verb == Verb::Paste) && page->can(verb)));
}

void MainWindow::connectDesk()
{
    const engine::Engine* engine = m_desk.signalsOf();
    connect(engine, &engine::Engine::eventsChanged, this, &MainWindow::follow);
    connect(engine, &engine::Engine::attemptRecorded, this, &MainWindow::tellOutcome);
    connect(&m_desk.worldWatch(), &WorldWatch::changed, this, &MainWindow::showWorld);
    connect(m_world, &WorldStrip::wanted, m_answers, &WorldAnswers::answer);
    connect(m_answers, &WorldAnswers::searchWanted, this, &MainWindow::showSearch);
    connect(m_answers, &WorldAnswers::batchWanted, this, &MainWindow::showBatchPage);
    connect(m_answers, &WorldAnswers::settingsWanted, this, [this] { perform(Verb::Settings); });
    connect(m_status, &StatusLine::openRequested, this, &MainWindow::showOrder);
    connect(&m_desk, &Desk::ledgerMoved, this, [this] {
        m_batch->catchUp();
        m_history->catchUp();
        m_order->refresh();
        m_header->refresh();
        m_desk.worldWatch().count();
    });
    connect(&m_desk, &Desk::said, m_status, &StatusLine::say);
    connect(&m_desk, &Desk::failed, this, [this] {
        m_header->refresh(); // what is there can still be counted
        updateVerbs();
    });
    connect(&m_desk, &Desk::opened, this, [this] {
        m_header->refresh();
        updateVerbs();
    });
    connect(&m_desk, &Desk::profileChosen, this, [this] {
        showTitle();
        updateVerbs();
    });
}

void MainWindow::showTitle()
{
    const auto profile = m_desk.profile();
    setWindowTitle(profile ? tr("%1 - Rookery").arg(profile->name) : tr("Rookery"));
}

void MainWindow::connectOrderPage()
{
    connect(m_order, &Page::verbsChanged, this, &MainWindow::updateVerbs);
    connect(m_order, &OrderPage::openRequested, this, &MainWindow::showOrder);
    connect(m_order, &OrderPage::profileWanted, m_deskVerbs, &DeskVerbs::setUpProfile);
    connect(m_order, &OrderPage::profileFileWanted, m_deskVerbs, &DeskVerbs::importProfile);
    connect(m_header, &Header::standingWanted, this, [this](ledger::Standing standing) { showStanding(standing); });
    connect(m_header, &Header::searchWanted, this, &MainWindow::showSearch);
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
    if (m_deskVerbs->perform(verb))
        return;
    switch (verb) {
    case Verb::NewOrder:
        showOrderPage();
        break;
    case Verb::Batch:
        showBatchPage();
        break;
    case Verb::OpenBatchFile:
        showPage(m_batch);
        m_batch->chooseFile();
        break;
    case Verb::PasteBatch:
        showPage(m_batch);
        m_batch->pasteClipboard();
        break;
    case Verb::History:
        showHistoryPage();
        break;
    case Verb::Find:
        if (m_pages->currentWidget() == m_order)
            showPage(m_history);
        static_cast<Page*>(m_pages->currentWidget())->perform(verb);
        break;
    case Verb::SwitchProfile:
        m_header->focusProfiles();
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
    case Verb::Help:
        showHelp();
        break;
    case Verb::Shortcuts:
        ShortcutSheet(*menuBar(), this).exec();
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
    m_changed.start(); // the page says what holds now
    m_pages->setCurrentWidget(page);
    m_rail->setCurrent(m_verbs->action(page == m_order ? Verb::NewOrder
            : page == m_batch                          ? Verb::Batch
                                                       : Verb::History));
    updateVerbs();
}

void MainWindow::showOrderPage()
{
    showPage(m_order);
    m_order->arrive();
}

void MainWindow::showBatchPage()
{
    showPage(m_batch);
    m_batch->arrive();
}

void MainWindow::showHistoryPage()
{
    showPage(m_history);
    m_history->arrive();
}

void MainWindow::openBatch(const QString& file)
{
    if (!m_batch) { // a second copy of the program was faster than this window
        m_fileToOpen = file;
        return;
    }
    showPage(m_batch);
    m_batch->openSource({QFileInfo(file).fileName(), file, {}});
}

void MainWindow::openFile(const QString& file)
{
    if (m_batch && QFileInfo(file).suffix().compare(profile::ProfileFileSuffix, Qt::CaseInsensitive) == 0)
        m_deskVerbs->openProfileFile(file);
    else
        openBatch(file);
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
    m_deskVerbs->update();
    updateEditing();
}

void MainWindow::follow(const QList<qint64>& events)
{
    m_changed.add(events);
    m_changed.start(FollowMs);
}

void MainWindow::followNow(const QList<qint64>& events)
{
    m_batch->follow(events);
    m_history->follow(events);
    if (const ledger::Reader* reader = m_desk.reader())
        m_notifier->take(reader->among({}, events).value_or(QList<ledger::EventRecord>()));
    if (!m_count.isActive())
        m_count.start(m_sinceCounted.isValid() && m_sinceCounted.elapsed() < CountMs ? CountMs : 0);
}

void MainWindow::count()
{
    m_sinceCounted.start();
    m_order->refresh();
    m_header->refresh();
    m_desk.worldWatch().count();
}

void MainWindow::tellOutcome(qint64 event)
{
    if (const ledger::Reader* reader = m_desk.reader()) {
        // What is tried again and again is no news of it; the header counts it, and the history says when it goes.
        if (const auto record = reader->event(event); record && !(engine::nextTry(*record) && record->attempts > 1))
            m_status->tell(*record);
    }
}

void MainWindow::showWorld() { m_world->show(statesOf(m_desk.worldWatch().world())); }

void MainWindow::showOrder(qint64 event)
{
    showPage(m_history);
    m_history->open(event);
}

void MainWindow::showStanding(ledger::Standing standing, const QString& within)
{
    showPage(m_history);
    m_history->filter(standing, within);
}

void MainWindow::showHelp()
{
    if (!m_help)
        m_help = new HelpWindow(keyEntries(*menuBar()), this);
    m_help->show();
    m_help->raise();
    m_help->activateWindow();
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
    begin();
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    if (!m_begun)
        QTimer::singleShot(Unpainted, this, &MainWindow::begin);
}

void MainWindow::begin()
{
    if (std::exchange(m_begun, true))
        return;
    QTimer::singleShot(0, this, &MainWindow::finish);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    makeRoom();
}

// Where text is large for the window, the pages come before the words of the rail, and before the air around what
// stands above and below them.
void MainWindow::makeRoom()
{
    m_rail->setBrief(width() < iconSide() * RoomyIcons);
    const bool low = height() < iconSide() * HighIcons;
    m_rail->setLow(low);
    m_header->setLow(low);
    m_status->setLow(low);
}

// Enter presses the button that has the keys, as in a dialog.
void MainWindow::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    auto* button = qobject_cast<QAbstractButton*>(focusWidget());
    if (isEnter && !(event->modifiers() & ~Qt::KeypadModifier) && button && !event->isAutoRepeat())
        return button->click();
    QMainWindow::keyPressEvent(event);
}

// A file may be dropped on whatever page is in front.
void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (m_batch && urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    openFile(event->mimeData()->urls().first().toLocalFile());
}

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
    if (m_batch && m_batch->isSending()
        && !askOnce(this, tr("A batch is being sent"),
            tr("Some of its rows are not saved as orders yet. They stay on the page of batches, and can be sent when "
               "Rookery is started again."),
            tr("Quit"), tr("Stay")))
        return false;
    const ledger::Reader* reader = m_desk.isOpen() ? m_desk.reader() : nullptr;
    if (!reader || m_saidWhatWaits)
        return true;
    ledger::HistoryQuery open;
    open.states = {ledger::State::Waiting, ledger::State::Sending, ledger::State::Unknown};
    ledger::HistoryQuery underWay;
    underWay.states = {ledger::State::Sending};
    const auto count = [reader](const ledger::HistoryQuery& query) { return int(reader->count(query).value_or(0)); };
    const int all = count(open);
    if (all == 0)
        return true;
    m_saidWhatWaits = true;
    QStringList said;
    const int byThemselves = count(engine::queuedOf({})) + count(underWay);
    if (byThemselves > 0)
        said << (m_desk.paused().isEmpty()
                ? tr("%Ln order(s) have not arrived yet. They are saved, and go when Rookery is started again.",
                    nullptr, byThemselves)
                : tr("%Ln order(s) have not arrived yet. They are saved. Sending is stopped: they go when it is "
                     "resumed.",
                    nullptr, byThemselves));
    if (all > byThemselves)
        said << tr("%Ln order(s) do(es) not go by themselves: open the history and decide what becomes of them.",
            nullptr, all - byThemselves);
    return askOnce(this, tr("Orders have not arrived"), said.join(u'\n'), tr("Quit"), tr("Stay"));
}

} // namespace rookery::ui
