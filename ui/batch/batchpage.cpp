// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batchpage.h"

#include "ui/batch/batchgrid.h"
#include "ui/batch/batchstart.h"
#include "ui/batch/batchwords.h"
#include "ui/batch/matchpane.h"
#include "ui/batch/problembar.h"
#include "ui/batch/rowfilters.h"
#include "ui/batch/runrow.h"
#include "ui/batch/sendrow.h"
#include "ui/batch/sheetmodel.h"
#include "ui/common/bar.h"
#include "ui/common/card.h"
#include "ui/common/columnmargins.h"
#include "ui/common/desk.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/filename.h"
#include "ui/common/look.h"
#include "ui/common/pagestack.h"
#include "ui/common/question.h"
#include "ui/common/words.h"
#include "ui/common/worldwatch.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace rookery::ui {

namespace {

using Doing = BatchWork::Doing;

constexpr int Margin = 24;
constexpr int Gap = 10;
constexpr int RefreshMs = 60;
constexpr int RefilterMs = 500; // rows go out of a list of those that wait
constexpr int SlowMs = 400;
constexpr int ShownBatches = 50;
constexpr int LeastRows = 7;  // that the grid has room for, with its head
constexpr int FewestRows = 4; // where text is large, and so is what stands around it

const QString BatchKey = QStringLiteral("batch");

BatchSource clipboardSource(const QMimeData& data, const QString& name)
{
    if (data.hasUrls() && data.urls().first().isLocalFile()) {
        const QString file = data.urls().first().toLocalFile();
        return {QFileInfo(file).fileName(), file, {}};
    }
    // A spreadsheet gives its cells as text and as a web page; the text has them as they are shown.
    const QString text = data.text();
    if (!text.contains(u'\t') && data.hasHtml() && data.html().contains(QStringLiteral("<table"), Qt::CaseInsensitive))
        return {name, {}, data.html().toUtf8()};
    return {name, {}, text.toUtf8()};
}

QString pageKey() { return QKeySequence(Qt::CTRL | Qt::Key_2).toString(QKeySequence::NativeText); }

int rowsOf(const QString& text)
{
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    return int(
        std::count_if(lines.begin(), lines.end(), [](const QString& line) { return !line.trimmed().isEmpty(); }));
}

} // namespace

BatchPage::BatchPage(Desk& desk, QWidget* parent)
    : Page(parent)
    , m_desk(desk)
    , m_work(new BatchWork(desk, this))
    , m_model(new SheetModel(*m_work, this))
    , m_about(new ElidedLabel)
    , m_match(new QPushButton(tr("Columns and format...")))
    , m_new(new QPushButton(tr("New batch")))
    , m_inHistory(new QPushButton(tr("Show in History")))
    , m_bar(new Bar)
    , m_problem(new ProblemBar(*m_work))
    , m_filters(new RowFilters)
    , m_run(new RunRow)
    , m_stack(new PageStack)
    , m_start(new BatchStart)
    , m_matchPane(new MatchPane(*m_work))
    , m_grid(new BatchGrid(m_model, *m_work))
    , m_gridCard(new Card)
    , m_row(new QLabel)
    , m_foot(new SendRow(desk, *m_work))
{
    setAcceptDrops(true);
    auto* inCard = new QVBoxLayout(m_gridCard);
    inCard->setContentsMargins(1, Card::Edge, 1, Card::Edge);
    inCard->addWidget(m_grid, 1);
    m_row->setTextFormat(Qt::PlainText);
    m_row->setWordWrap(true);
    m_row->setContentsMargins(Margin, 0, Margin, 0);
    m_row->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_row->setMinimumHeight(2 * m_row->fontMetrics().height()); // does not jump from row to row
    m_row->setAccessibleName(tr("What is wrong in this row"));
    m_stack->addPage(m_start);
    m_stack->addPage(m_gridCard);
    m_stack->addPage(m_matchPane);
    // Where text is large the page scrolls, and what sends stays in sight.
    auto* body = new QWidget;
    auto* inside = new QVBoxLayout(body);
    inside->setSpacing(Gap);
    inside->addLayout(makeHead());
    inside->addWidget(m_bar);
    inside->addWidget(m_run);
    inside->addWidget(m_filters);
    inside->addWidget(m_problem);
    inside->addWidget(m_stack, 1);
    auto* area = new QScrollArea;
    area->setWidget(body);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    (new ColumnMargins(*area, *inside))->set(Margin, isTextLarge() ? Gap : Gap + Gap, isTextLarge() ? 0 : Gap);
    area->setFocusPolicy(Qt::NoFocus);
    // Where the page scrolls, the rows come into sight with the keys, and when what stands above has grown.
    connect(qApp, &QApplication::focusChanged, area, [this] { showGrid(); });
    connect(area->verticalScrollBar(), &QScrollBar::rangeChanged, area, [this] { showGrid(); });
    m_area = area;
    area->viewport()->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, Gap);
    layout->setSpacing(0);
    layout->addWidget(area, 1);
    layout->addWidget(m_row); // in sight wherever the grid is scrolled to
    layout->addWidget(m_foot);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(RefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, &BatchPage::showAll);
    m_refilter.setSingleShot(true);
    m_refilter.setInterval(RefilterMs);
    connect(&m_refilter, &QTimer::timeout, m_model, &SheetModel::followStates);
    m_slow.setSingleShot(true);
    m_slow.setInterval(SlowMs);
    connect(&m_slow, &QTimer::timeout, this, &BatchPage::showRun);
    connectWork();
    connect(
        m_filters, &RowFilters::changed, this, [this] { m_model->setFilter(m_filters->chosen(), m_filters->text()); });
    connect(m_grid, &BatchGrid::moved, this, &BatchPage::showRow);
    connect(m_grid, &BatchGrid::moved, this, &Page::verbsChanged);
    for (int i = 0; i < Bar::MostAnswers; ++i) {
        auto* key = new QShortcut(QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + i)), this);
        key->setContext(Qt::WidgetWithChildrenShortcut);
        key->setAutoRepeat(false);
        connect(key, &QShortcut::activated, m_problem, [this, i] { m_problem->answer(i); });
    }
    connect(m_problem, &ProblemBar::columnsWanted, this, [this] { showRows(false); });
    connect(m_problem, &ProblemBar::answered, m_grid, [this] { m_grid->setFocus(); });
    connect(m_problem, &ProblemBar::showWanted, this, [this](RowFilter filter) {
        m_filters->choose(filter);
        m_grid->goToProblem(1);
    });
    connect(&m_work->orders(), &BatchOrders::cancelled, this, [this](qsizetype taken, qsizetype left) {
        const QString said = tr("%Ln order(s) cancelled.", nullptr, int(taken));
        m_bar->say(Bar::Mood::Calm, left > 0 ? said + u' ' + tr("%Ln had left meanwhile.", nullptr, int(left)) : said,
            {{tr("Close"), {}}});
    });
    connect(m_foot, &SendRow::sendWanted, this, [this] { perform(Verb::Send); });
    connect(m_foot, &SendRow::rejectsWanted, this, &BatchPage::saveRejects);
    connect(m_foot, &SendRow::resultsWanted, this, &BatchPage::saveResults);
    connect(m_grid, &BatchGrid::cutOff, this, [this](int lines) {
        Q_EMIT m_desk.said(
            tr("%Ln line(s) had no row here and were not pasted. Show all rows first.", nullptr, lines), true);
    });
    connect(m_run, &RunRow::stopWanted, m_work, &BatchWork::giveUp);
    connect(m_run, &RunRow::pauseWanted, m_work, &BatchWork::pause);
    connect(m_run, &RunRow::cancelWanted, this, [this] { perform(Verb::CancelOrder); });
    connect(m_run, &RunRow::retryWanted, &m_work->orders(), &BatchOrders::retryFailed);
    connect(m_matchPane, &MatchPane::choicesWanted, this, [this](const std::function<void()>& apply) {
        if (!m_work->sheet().hasChanges()
            || askDeliberately(this, tr("Read again"),
                tr("To read it that way the rows come in once more, and what was changed in them is lost."),
                tr("Read again")))
            apply();
        else // the box shows what was not taken
            QMetaObject::invokeMethod(this, &BatchPage::showMatch, Qt::QueuedConnection);
    });
    connect(m_start, &BatchStart::pasteWanted, this, &BatchPage::pasteClipboard);
    connect(m_start, &BatchStart::fileWanted, this, &BatchPage::chooseFile);
    connect(m_start, &BatchStart::typingWanted, m_work, &BatchWork::typeRows);
    connect(m_start, &BatchStart::templateWanted, this, &BatchPage::saveTemplate);
    connect(m_start, &BatchStart::batchWanted, this, [this](qint64 batch) {
        if (m_work->isKept(batch))
            m_work->reopen(batch);
        else // it came in by the command line, or its rows were taken away since
            Q_EMIT searchWanted(QStringLiteral("batch:%1").arg(batch));
    });
    connect(m_start, &BatchStart::putAwayWanted, m_work, qOverload<const QString&>(&BatchWork::bringBack));
    connect(&m_desk, &Desk::opened, this, [this] {
        showBatches();
        m_work->takeUpKept();
    });
    connect(&m_desk, &Desk::profileChosen, this, &BatchPage::showAll);
    connect(&m_desk, &Desk::pausedChanged, this, [this] {
        // Only its own words: something else may be said by now.
        if (!m_desk.isPaused(m_work->profileName()) && m_bar->text() == std::exchange(m_saidPaused, {}))
            m_bar->dismiss();
        showRun();
    });
    connect(&m_desk.worldWatch(), &WorldWatch::changed, &m_refresh, qOverload<>(&QTimer::start));
    showAll();
}

QLayout* BatchPage::makeHead()
{
    auto* head = new QHBoxLayout;
    head->setSpacing(Gap);
    auto* title = new QLabel(tr("Batch"));
    title->setFont(titleFont());
    QPalette palette = m_about->palette();
    palette.setColor(QPalette::WindowText, colours().muted);
    m_about->setPalette(palette);
    head->addWidget(title);
    head->addWidget(m_about, 1);
    head->addWidget(m_inHistory);
    head->addWidget(m_match);
    head->addWidget(m_new);
    m_match->setObjectName(QStringLiteral("match"));
    connect(m_match, &QPushButton::clicked, this, [this] { perform(Verb::MatchColumns); });
    connect(m_new, &QPushButton::clicked, this, [this] { perform(Verb::NewBatch); });
    connect(m_inHistory, &QPushButton::clicked, this,
        [this] { Q_EMIT searchWanted(QStringLiteral("batch:%1").arg(m_work->batch())); });
    return head;
}

// High enough for some rows, and never higher than what can be seen of it: its head stays in sight with the rows.
bool BatchPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_area->viewport() && event->type() == QEvent::Resize) {
        const int rows = (isTextLarge() ? FewestRows : LeastRows) * m_grid->verticalHeader()->defaultSectionSize();
        m_gridCard->setMinimumHeight(qMin(rows, m_area->viewport()->height()));
        QTimer::singleShot(0, this, &BatchPage::showGrid); // when all have their places
    }
    return Page::eventFilter(watched, event);
}

void BatchPage::showGrid()
{
    const QWidget* keys = window()->focusWidget();
    if (keys == m_grid || m_grid->isAncestorOf(keys))
        m_area->ensureWidgetVisible(m_gridCard, 0, 0);
}

void BatchPage::connectWork()
{
    connect(m_work, &BatchWork::replaced, this, [this] {
        m_bar->dismiss();
        if (m_putAside)
            sayPutAside(*m_putAside);
        if (m_former)
            sayFormer(*m_former);
        if (m_work->doing() != Doing::Reading) { // said, and the others are there
            m_putAside.reset();
            m_former.reset();
        }
        m_filters->choose(RowFilter::All);
        m_matchPane->refresh();
        if (m_work->isEmpty()) {
            m_stack->setCurrentPage(m_start);
            showBatches();
        } else {
            showRows(m_work->whatIsMissing().isEmpty());
        }
        showAll();
    });
    connect(m_work, &BatchWork::mappingChanged, this, [this] { m_refresh.start(); });
    connect(m_work, &BatchWork::checked, this, [this] {
        // That there is none is said of what was there: it does not stand for rows that have one since.
        if (m_saidNoProblem && m_work->counts().problems() > 0)
            Q_EMIT m_desk.said({}, false);
        showAll();
    });
    connect(&m_desk, &Desk::said, this, [this] { m_saidNoProblem = false; });
    connect(m_work, &BatchWork::statesChanged, this, [this] {
        m_saidNoProblem = false; // what became of an order has been said in its place
        if (!m_refresh.isActive())
            m_refresh.start();
        if (!m_refilter.isActive())
            m_refilter.start();
    });
    connect(m_work, &BatchWork::rowsChanged, this, [this] {
        if (!m_refresh.isActive())
            m_refresh.start();
    });
    connect(&m_work->edits().undo(), &QUndoStack::indexChanged, this, [this] { Q_EMIT verbsChanged(); });
    connect(m_work, &BatchWork::doingChanged, this, [this] {
        m_progress = 0;
        m_slow.start();
        if (m_work->doing() == Doing::Countdown) {
            m_bar->say(Bar::Mood::Careful, countdownText(),
                {{tr("Undo"), [this] { m_work->takeBack(); }}, {tr("Send now"), [this] { m_work->sendNow(); }}});
            m_grid->setFocus(); // Ctrl+Z means the sending now, not what was typed into a field
        } else if (m_counting) {
            m_bar->dismiss();
        }
        if (m_counting && m_work->doing() != Doing::Countdown && m_work->doing() != Doing::Accepting)
            m_bar->say(Bar::Mood::Careful, tr("The batch was not sent: nothing of it has left."), {{tr("Close"), {}}});
        m_counting = m_work->doing() == Doing::Countdown;
        if (m_work->doing() == Doing::Nothing && !m_next.isEmpty())
            offerNext();
        showAll();
    });
    connect(m_work, &BatchWork::pausedAt, this, [this](qsizetype row) {
        m_bar->say(Bar::Mood::Bad,
            tr("Sending of this profile was paused: row %1 did not arrive.").arg(m_work->sheet().numberAt(row)),
            {{tr("Resume"), [this] { m_work->pause(false); }}, {tr("Close"), {}}});
        m_saidPaused = m_bar->text();
    });
    connect(m_work, &BatchWork::countedDown, this, [this] { m_bar->retell(countdownText()); });
    connect(m_work, &BatchWork::progressed, this, [this](qint64 done) {
        m_progress = done;
        if (!m_slow.isActive())
            showRun();
    });
    connect(m_work, &BatchWork::restored, this, &BatchPage::offerKept);
    connect(m_work, &BatchWork::putAside, this, [this](qsizetype rows) { m_putAside = rows; });
    connect(m_work, &BatchWork::wasBrokenOff, this, [this](const QString& name) {
        m_bar->say(Bar::Mood::Careful,
            tr("The program ended while %1 was being sent. Each row says what became of it; rows that are still ready "
               "were not sent.")
                .arg(name),
            {{tr("Close"), {}}});
        if (!isVisible())
            m_desk.worldWatch().setBrokenOff(name);
    });
    connect(m_work, &BatchWork::goesOn, this, [this](const QString& name) {
        m_bar->say(Bar::Mood::Calm,
            tr("The program ended while %1 was being sent, and goes on with it. Each row says where it is.").arg(name),
            {{tr("Close"), {}}});
        sayElsewhere(tr("%1 is still being sent: %2 shows it.").arg(name, pageKey()));
    });
    connect(m_work, &BatchWork::standingsRead, m_start, &BatchStart::showStandings);
    connect(m_work, &BatchWork::failed, this, [this](const Error& error) {
        if (error.code == Error::Code::Interrupted)
            return showAll();
        m_bar->say(Bar::Mood::Bad, error.sentence, {{tr("Close"), {}}});
        showAll();
    });
    connect(m_work, &BatchWork::written, this, [this](const QString& file, qint64 rows) {
        Q_EMIT m_desk.said(tr("%Ln row(s) written to %1.", nullptr, int(rows)).arg(QFileInfo(file).fileName()), false);
    });
}

QString BatchPage::countdownText() const
{
    const int ready = int(m_work->counts().ready());
    const int seconds = m_work->secondsLeft();
    return seconds > 0 ? tr("Sending %Ln order(s) in %1 s. Nothing has left yet.", nullptr, ready).arg(seconds)
                       : tr("%Ln order(s) go when you press Send once more. Nothing has left yet.", nullptr, ready);
}

void BatchPage::sayPutAside(qsizetype rows)
{
    m_bar->say(Bar::Mood::Calm,
        rows > 0 ? tr("%Ln row(s) put away.", nullptr, int(rows)) : tr("What you were working on before was put away."),
        {{tr("Bring them back"), [this] { m_work->bringBack(); }}, {tr("Close"), {}}});
}

void BatchPage::sayFormer(const Former& former)
{
    m_bar->say(Bar::Mood::Calm,
        (former.goesOn ? tr("%1 goes on by itself, and is in the list of batches.")
                       : tr("%1 is in the list of batches."))
            .arg(former.name),
        {{tr("Back to it"), [this, batch = former.batch] { m_work->reopen(batch); }}, {tr("Close"), {}}});
}

void BatchPage::offerKept(const QDateTime& kept)
{
    if (m_wasHere)
        return; // nothing had gone
    m_bar->say(Bar::Mood::Calm,
        tr("Restored the batch that you were working on at %1. Nothing of it was sent.")
            .arg(timeText(UtcMs(kept.toMSecsSinceEpoch()))),
        {{tr("Discard"), [this] { startAnew(); }}, {tr("Keep"), [this] { arrive(); }}});
    sayElsewhere(
        tr("The batch that you were working on is on its page again, and nothing of it was sent: %1.").arg(pageKey()));
}

void BatchPage::sayElsewhere(const QString& text)
{
    if (!isVisible())
        Q_EMIT m_desk.said(text, false);
}

void BatchPage::catchUp()
{
    m_work->catchUp();
    showBatches();
}

bool BatchPage::isSending() const { return m_work->doing() == Doing::Countdown || m_work->doing() == Doing::Accepting; }

void BatchPage::showBatches()
{
    if (m_stack->currentPage() != m_start)
        return;
    if (const ledger::Reader* reader = m_desk.reader()) {
        m_start->show(reader->batches(ShownBatches).value_or(QList<ledger::Batch>()), m_work->putAwayRows().all());
        m_work->readStandings();
    }
    if (m_start->isVisible())
        m_start->showClipboard(rowsOf(QGuiApplication::clipboard()->text()));
}

void BatchPage::showRows(bool rows)
{
    m_stack->setCurrentPage(rows ? m_gridCard : static_cast<QWidget*>(m_matchPane));
    if (!rows)
        m_matchPane->refresh();
    showAll();
    if (isVisible())
        arrive();
}

void BatchPage::showAll()
{
    m_refresh.stop();
    showHead();
    showRun();
    const bool isGrid = m_stack->currentPage() == m_gridCard;
    if (isGrid)
        m_problem->refresh();
    else
        m_problem->dismiss();
    m_foot->setVisible(isGrid && !m_work->isEmpty());
    m_foot->refresh();
    showRow();
    m_filters->setVisible(isGrid);
    m_filters->show(m_work->counts(), m_work->report().rows());
    Q_EMIT verbsChanged();
}

void BatchPage::showHead()
{
    const bool isEmpty = m_work->isEmpty();
    m_match->setVisible(!isEmpty);
    const bool isMatching = m_stack->currentPage() == m_matchPane;
    m_match->setText(isMatching ? tr("Show the rows") : tr("Columns and format..."));
    makePrimary(m_match, isMatching);
    m_new->setVisible(!isEmpty);
    m_new->setEnabled(m_work->doing() != Doing::Accepting);
    m_inHistory->setVisible(m_work->batch() > 0);
    m_about->setText(aboutBatch(*m_work, m_desk.profile()));
}

// All of it, where the column is too narrow or out of sight.
void BatchPage::showRow()
{
    const BatchCounts& counts = m_work->counts();
    const bool hasProblems = counts.problems() > 0;
    const QModelIndex current = m_grid->currentIndex();
    const QString text = current.isValid() ? m_model->wholeProblem(m_model->sheetRow(current.row())) : QString();
    // Large text: the rows need the room more than a hint does.
    m_row->setVisible(hasProblems && m_stack->currentPage() == m_gridCard && (!text.isEmpty() || !isTextLarge()));
    m_row->setText(text.isEmpty() && hasProblems ? tr("%1 goes to the next row with a problem.")
                                                       .arg(QKeySequence(Qt::Key_F8).toString(QKeySequence::NativeText))
                                                 : text);
    QPalette palette = m_row->palette();
    palette.setColor(QPalette::WindowText, text.isEmpty() ? colours().muted : colours().text);
    m_row->setPalette(palette);
}

void BatchPage::showRun()
{
    const Doing doing = m_work->doing();
    const bool isUnderWay = doing == Doing::Checking && m_work->counts().accepted > 0; // what is sent can be stopped
    if (!isUnderWay && doing != Doing::Nothing && doing != Doing::Countdown) {
        if (m_slow.isActive())
            return;
        const qint64 total = doing == Doing::Reading ? QFileInfo(m_work->file()).size() : m_work->sheet().size();
        return m_run->showWork(doing, m_progress, total);
    }
    const BatchCounts counts = m_work->counts();
    if (counts.accepted == 0)
        return m_run->showNothing();
    m_run->showSending(counts, m_desk.isPaused(m_work->profileName()));
}

// ---- Verbs.

bool BatchPage::can(Verb verb) const
{
    const bool isGrid = !m_work->isEmpty() && m_stack->currentPage() == m_gridCard;
    switch (verb) {
    case Verb::Send:
        return isGrid; // where it can't be, pressing it says why
    case Verb::Ditto:
    case Verb::CopyRows:
    case Verb::LeaveOut:
        return isGrid && m_grid->hasChoice();
    case Verb::NextProblem:
    case Verb::PreviousProblem:
    case Verb::Find:
    case Verb::AddRow:
    case Verb::Export:
        return isGrid;
    case Verb::AcceptFix:
        return isGrid && m_grid->hasFix();
    case Verb::ShowEarlier:
        return isGrid && orderOfRow() != 0;
    case Verb::MatchColumns:
        return !m_work->isEmpty();
    case Verb::Retry:
        return m_work->counts().notDelivered + m_work->counts().unknown > 0;
    case Verb::CancelOrder:
        return m_work->counts().cancellable > 0;
    case Verb::FixAll:
        return isGrid && (m_problem->asks() || m_problem->canFixAll());
    case Verb::NewBatch:
        return !m_work->isEmpty() && m_work->doing() != Doing::Accepting;
    case Verb::SaveRejects:
        return isGrid && m_foot->hasRejects();
    case Verb::Undo:
        return m_work->doing() == Doing::Countdown || (m_work->isOpenToChanges() && m_work->edits().undo().canUndo());
    case Verb::Redo:
        return m_work->isOpenToChanges() && m_work->edits().undo().canRedo();
    case Verb::Paste:
        return true;
    default:
        return false;
    }
}

void BatchPage::perform(Verb verb)
{
    if (!can(verb))
        return;
    switch (verb) {
    case Verb::Send:
        if (m_work->doing() == Doing::Countdown)
            m_work->sendNow();
        else if (const QString why = m_work->whyNotSend(); !why.isEmpty())
            Q_EMIT m_desk.said(why, true);
        else
            askAndSend();
        break;
    case Verb::Ditto:
        m_grid->fillDown();
        break;
    case Verb::CopyRows:
        m_grid->copyCells();
        break;
    case Verb::LeaveOut:
        m_grid->toggleLeftOut();
        break;
    case Verb::NextProblem:
    case Verb::PreviousProblem:
        if (!m_grid->goToProblem(verb == Verb::NextProblem ? 1 : -1)) {
            Q_EMIT m_desk.said(m_model->whyNoProblem(), false);
            m_saidNoProblem = true;
        }
        break;
    case Verb::Find:
        m_filters->focusSearch();
        break;
    case Verb::AddRow:
        m_work->edits().addRows(1);
        m_grid->scrollToBottom();
        break;
    case Verb::Export:
        saveResults();
        break;
    case Verb::AcceptFix:
        m_grid->acceptFix();
        break;
    case Verb::ShowEarlier:
        Q_EMIT orderWanted(orderOfRow());
        break;
    case Verb::MatchColumns:
        showRows(m_stack->currentPage() == m_matchPane);
        break;
    case Verb::Retry:
        m_work->orders().retryFailed();
        break;
    case Verb::CancelOrder:
        askAndCancel();
        break;
    case Verb::FixAll:
        if (m_problem->asks())
            m_problem->takeFocus();
        else
            m_problem->fixAll();
        break;
    case Verb::NewBatch:
        startAnew();
        break;
    case Verb::SaveRejects:
        saveRejects();
        break;
    case Verb::Undo:
        if (m_work->doing() == Doing::Countdown)
            m_work->takeBack();
        else
            m_work->edits().undo().undo();
        showMatch();
        break;
    case Verb::Redo:
        m_work->edits().undo().redo();
        showMatch();
        break;
    case Verb::Paste: {
        const QString text = QGuiApplication::clipboard()->text();
        if (m_stack->currentPage() == m_gridCard && m_grid->canPaste(text))
            m_grid->pasteBlock(text);
        else
            pasteClipboard();
        break;
    }
    default:
        break;
    }
}

void BatchPage::showMatch()
{
    if (m_stack->currentPage() == m_matchPane)
        m_matchPane->refresh();
}

// That the current row became, or that was here before it.
qint64 BatchPage::orderOfRow() const
{
    if (!m_grid->currentIndex().isValid())
        return 0;
    const qsizetype row = m_model->sheetRow(m_grid->currentIndex().row());
    if (const qint64 own = m_work->orders().at(row).event; own != 0)
        return own;
    const auto earlier = m_work->earlier(row);
    return earlier ? earlier->id : 0;
}

void BatchPage::arrive()
{
    m_desk.worldWatch().setBrokenOff({});
    if (m_stack->currentPage() == m_start) {
        showBatches();
        m_start->takeFocus();
    } else if (m_stack->currentPage() == m_matchPane) {
        m_matchPane->takeFocus();
    } else {
        m_grid->setFocus();
    }
}

bool BatchPage::mayBeReplaced() const
{
    return m_work->doing() == Doing::Nothing && !m_work->sheet().hasChanges() && !m_work->isKeeping();
}

QJsonObject BatchPage::memo() const { return {{BatchKey, m_work->batch()}}; }

void BatchPage::takeUp(const QJsonObject& memo)
{
    m_wasHere = true;
    if (const qint64 batch = memo.value(BatchKey).toInteger(); batch > 0)
        m_work->reopen(batch);
}

QWidgetList BatchPage::panes() const
{
    return m_filters->isVisible() ? QWidgetList{m_filters, m_stack, m_foot} : QWidgetList{m_stack};
}

// ---- Bring in.

void BatchPage::startAnew()
{
    m_work->clear();
    arrive();
}

// What is there can be brought back; what is being accepted goes on to its end.
void BatchPage::replaceAfterAsking(const std::function<void()>& bringIn)
{
    if (m_work->doing() == Doing::Countdown)
        m_work->takeBack();
    const auto isBusy = [this] {
        if (m_work->doing() == Doing::Accepting)
            Q_EMIT m_desk.said(
                tr("The rows before are still being saved; another batch can come in when they are."), true);
        return m_work->doing() == Doing::Accepting;
    };
    if (isBusy())
        return;
    const bool isFree = m_work->isEmpty() || m_work->batch() > 0
        || askDeliberately(this, tr("Another batch"),
            tr("The %Ln row(s) that are here were not sent. Another batch takes their place; they stay in the list of "
               "batches.",
                nullptr, int(m_work->filledRows())),
            tr("Put them away"));
    if (!isFree || isBusy())
        return;
    if (m_work->batch() > 0)
        m_former = Former{m_work->batch(), m_work->name(), m_work->counts().goOn()};
    bringIn();
}

void BatchPage::openSource(const BatchSource& source)
{
    if (source.isEmpty()) {
        Q_EMIT m_desk.said(tr("There is nothing on the clipboard that could be rows."), true);
        return;
    }
    if (m_work->doing() == Doing::Accepting) {
        m_next = source;
        return Q_EMIT m_desk.said(tr("%1 is asked about when the rows before are saved.").arg(source.name), false);
    }
    replaceAfterAsking([this, source] { m_work->open(source); });
}

// Came in while the rows before were being saved.
void BatchPage::offerNext()
{
    const BatchSource next = std::exchange(m_next, {});
    m_bar->say(Bar::Mood::Calm, tr("%1 came in meanwhile.").arg(next.name),
        {{tr("Open it"), [this, next] { openSource(next); }}, {tr("Close"), {}}});
}

void BatchPage::pasteClipboard()
{
    openSource(clipboardSource(*QGuiApplication::clipboard()->mimeData(), tr("the clipboard")));
}

void BatchPage::chooseFile()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Open a file of orders"), {},
        tr("Tables and logs (*.csv *.tsv *.txt *.xlsx *.json *.jsonl *.ndjson *.har *.log *.html *.htm);;All files "
           "(*)"));
    if (!file.isEmpty())
        openSource({QFileInfo(file).fileName(), file, {}});
}

void BatchPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_stack->currentPage() == m_matchPane && !m_work->isEmpty())
        return showRows(true);
    Page::keyPressEvent(event);
}

void BatchPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void BatchPage::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    openSource(clipboardSource(*event->mimeData(), tr("what was dropped")));
}

// ---- Run.

void BatchPage::askAndSend()
{
    const auto profile = m_desk.profile();
    if (!profile)
        return;
    const Question agreed = confirmBatch(*m_work, *profile);
    if (!askBeforeSending(this, {profile->live, m_desk.colourOf(profile->name)}, agreed,
            (profile->live ? tr("Send %1 to %2 (LIVE)") : tr("Send %1 to %2"))
                .arg(QLocale().toString(m_work->counts().ready()), profile->name)))
        return;
    // Another program, another file or another profile may have come in meanwhile.
    if (const auto now = m_desk.profile(); !now || confirmBatch(*m_work, *now) != agreed) {
        Q_EMIT m_desk.said(tr("Not sent: the rows or the profile changed meanwhile. Look at them again."), true);
        return;
    }
    m_work->send();
}

void BatchPage::askAndCancel()
{
    const qint64 waiting = m_work->counts().cancellable;
    if (askDeliberately(this, tr("Cancel what waits"),
            tr("%Ln order(s) of this batch wait. They stay in the history as cancelled and do not go.", nullptr,
                int(waiting)),
            tr("Cancel %1").arg(QLocale().toString(waiting))))
        m_work->orders().cancelWaiting();
}

// ---- Files.

QString BatchPage::fileFor(const QString& what) const
{
    return suggestedFile(what, m_work->profileName(), QStringLiteral("csv"));
}

void BatchPage::saveRejects()
{
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Save the rows to fix"), fileFor(QStringLiteral("rows-to-fix")), tr("Tables (*.csv)"));
    if (!file.isEmpty())
        m_work->writeRejects(file);
}

void BatchPage::saveResults()
{
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Save the results"), fileFor(QStringLiteral("results")), tr("Tables (*.csv)"));
    if (!file.isEmpty())
        m_work->writeResults(file);
}

void BatchPage::saveTemplate()
{
    const QString file
        = QFileDialog::getSaveFileName(this, tr("Save a template"), tr("orders.csv"), tr("Tables (*.csv)"));
    if (file.isEmpty())
        return;
    QStringList names;
    for (const auto field :
        {pixel::Field::OrderId, pixel::Field::Revenue, pixel::Field::Tax, pixel::Field::Shipping, pixel::Field::UserId})
        names << pixel::label(field);
    QSaveFile out(file);
    const QByteArray head = "\xEF\xBB\xBF" + names.join(u',').toUtf8() + "\r\n";
    if (out.open(QIODevice::WriteOnly) && out.write(head) == head.size() && out.commit())
        Q_EMIT m_desk.said(tr("%1 is there: a header to fill in rows below.").arg(QFileInfo(file).fileName()), false);
    else
        Q_EMIT m_desk.said(tr("%1 could not be written: %2.").arg(file, out.errorString()), true);
}

} // namespace rookery::ui
