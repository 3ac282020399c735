// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batchpage.h"

#include "intake/amounttext.h"
#include "ui/batch/batchgrid.h"
#include "ui/batch/batchstart.h"
#include "ui/batch/matchpane.h"
#include "ui/batch/rowfilters.h"
#include "ui/batch/runrow.h"
#include "ui/batch/sheetmodel.h"
#include "ui/common/bar.h"
#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/look.h"
#include "ui/common/pagestack.h"
#include "ui/common/question.h"
#include "ui/common/words.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace rookery::ui {

namespace {

using engine::RowLook;
using Doing = BatchWork::Doing;

constexpr int Margin = 24;
constexpr int Gap = 10;
constexpr int RefreshMs = 60;
constexpr int SlowMs = 400;
constexpr int ShownBatches = 50;
constexpr int LeastRows = 7; // that the grid has room for, with its head

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
    , m_problem(new Bar)
    , m_filters(new RowFilters)
    , m_run(new RunRow)
    , m_stack(new PageStack)
    , m_start(new BatchStart)
    , m_matchPane(new MatchPane(*m_work))
    , m_grid(new BatchGrid(m_model, *m_work))
    , m_gridCard(new Card)
    , m_foot(new QWidget)
    , m_ready(new QLabel)
    , m_sums(mutedLabel())
    , m_rejects(new QPushButton(tr("Save rows to fix...")))
    , m_results(new QPushButton(tr("Save results...")))
    , m_send(new QPushButton)
{
    setAcceptDrops(true);
    auto* inCard = new QVBoxLayout(m_gridCard);
    inCard->setContentsMargins(1, 1, 1, 1);
    inCard->addWidget(m_grid);
    m_stack->addPage(m_start);
    m_stack->addPage(m_gridCard);
    m_stack->addPage(m_matchPane);
    // Where text is large the page scrolls, and what sends stays in sight.
    auto* body = new QWidget;
    auto* inside = new QVBoxLayout(body);
    inside->setContentsMargins(Margin, Gap + Gap, Margin, Gap);
    inside->setSpacing(Gap);
    inside->addLayout(makeHead());
    inside->addWidget(m_bar);
    inside->addWidget(m_run);
    inside->addWidget(m_filters);
    inside->addWidget(m_problem);
    inside->addWidget(m_stack, 1);
    m_gridCard->setMinimumHeight(LeastRows * m_grid->verticalHeader()->defaultSectionSize());
    auto* area = new QScrollArea;
    area->setWidget(body);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, Gap);
    layout->setSpacing(0);
    layout->addWidget(area, 1);
    m_foot->setLayout(makeFoot());
    layout->addWidget(m_foot);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(RefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, &BatchPage::showAll);
    m_slow.setSingleShot(true);
    m_slow.setInterval(SlowMs);
    connect(&m_slow, &QTimer::timeout, this, &BatchPage::showRun);
    connectWork();
    connect(
        m_filters, &RowFilters::changed, this, [this] { m_model->setFilter(m_filters->chosen(), m_filters->text()); });
    connect(m_grid, &BatchGrid::moved, this, &Page::verbsChanged);
    connect(m_grid, &BatchGrid::cutOff, this, [this](int lines) {
        Q_EMIT m_desk.said(
            tr("%Ln line(s) had no row here and were not pasted. Show all rows first.", nullptr, lines), true);
    });
    connect(m_run, &RunRow::stopWanted, m_work, &BatchWork::giveUp);
    connect(m_run, &RunRow::pauseWanted, m_work, &BatchWork::pause);
    connect(m_run, &RunRow::cancelWanted, &m_work->orders(), &BatchOrders::cancelWaiting);
    connect(m_run, &RunRow::retryWanted, &m_work->orders(), &BatchOrders::retryFailed);
    connect(m_matchPane, &MatchPane::choicesWanted, this, [this](const std::function<void()>& apply) {
        if (!m_work->sheet().hasChanges()
            || askDeliberately(this, tr("Read again"),
                tr("To read it that way the rows come in once more, and what was changed in them is lost."),
                tr("Read again")))
            apply();
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
    connect(&m_desk, &Desk::opened, this, [this] {
        showBatches();
        m_work->takeUpKept();
    });
    connect(&m_desk, &Desk::profileChosen, this, &BatchPage::showAll);
    connect(&m_desk, &Desk::pausedChanged, this, &BatchPage::showRun);
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

QLayout* BatchPage::makeFoot()
{
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(Margin, Gap, Margin, 0);
    foot->setSpacing(Gap);
    QFont bold = m_ready->font();
    bold.setWeight(QFont::DemiBold);
    m_ready->setFont(bold);
    m_sums->setWordWrap(true);
    foot->addWidget(m_ready);
    foot->addWidget(m_sums, 1);
    foot->addWidget(m_results);
    foot->addWidget(m_rejects);
    foot->addWidget(m_send);
    m_send->setObjectName(QStringLiteral("sendBatch"));
    makePrimary(m_send);
    connect(m_send, &QPushButton::clicked, this, [this] { perform(Verb::Send); });
    connect(m_rejects, &QPushButton::clicked, this, &BatchPage::saveRejects);
    connect(m_results, &QPushButton::clicked, this, &BatchPage::saveResults);
    return foot;
}

void BatchPage::connectWork()
{
    connect(m_work, &BatchWork::replaced, this, [this] {
        m_bar->dismiss();
        if (m_putAside)
            sayPutAside(*m_putAside);
        if (m_work->doing() != Doing::Reading)
            m_putAside.reset(); // said, and the others are there
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
    connect(m_work, &BatchWork::checked, this, &BatchPage::showAll);
    connect(m_work, &BatchWork::statesChanged, this, [this] {
        if (!m_refresh.isActive())
            m_refresh.start();
    });
    connect(m_work, &BatchWork::rowsChanged, this, [this] {
        if (!m_refresh.isActive())
            m_refresh.start();
    });
    connect(&m_work->edits().undo(), &QUndoStack::indexChanged, this, [this] { Q_EMIT verbsChanged(); });
    connect(m_work, &BatchWork::doingChanged, this, [this] {
        m_progress = 0;
        m_slow.start();
        if (m_work->doing() == Doing::Countdown)
            m_bar->say(Bar::Mood::Careful,
                tr("Sending %Ln order(s). Nothing has left yet.", nullptr, int(m_work->counts().ready())),
                {{tr("Undo"), [this] { m_work->takeBack(); }}, {tr("Send now"), [this] { m_work->sendNow(); }}});
        else if (m_counting)
            m_bar->dismiss();
        if (m_counting && m_work->doing() != Doing::Countdown && m_work->doing() != Doing::Accepting)
            Q_EMIT m_desk.said(tr("The batch was not sent."), false);
        m_counting = m_work->doing() == Doing::Countdown;
        showAll();
    });
    connect(m_work, &BatchWork::progressed, this, [this](qint64 done) {
        m_progress = done;
        if (!m_slow.isActive())
            showRun();
    });
    connect(m_work, &BatchWork::restored, this, &BatchPage::offerKept);
    connect(m_work, &BatchWork::putAside, this, [this](qsizetype rows) { m_putAside = rows; });
    connect(m_work, &BatchWork::wasBrokenOff, this, [this](const QString& name) {
        m_bar->say(Bar::Mood::Careful,
            tr("The program ended while %1 was being sent. Each row below says what became of it; what is ready was "
               "not "
               "sent.")
                .arg(name),
            {{tr("Close"), {}}});
    });
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

void BatchPage::sayPutAside(qsizetype rows)
{
    m_bar->say(Bar::Mood::Calm,
        rows > 0 ? tr("%Ln row(s) put away.", nullptr, int(rows)) : tr("What you were working on before was put away."),
        {{tr("Bring them back"), [this] { m_work->bringBack(); }}, {tr("Close"), {}}});
}

void BatchPage::offerKept(const QDateTime& kept)
{
    m_bar->say(Bar::Mood::Calm,
        tr("Restored the batch that you were working on at %1.").arg(timeText(UtcMs(kept.toMSecsSinceEpoch()))),
        {{tr("Discard"), [this] { startAnew(); }}, {tr("Keep"), {}}});
}

void BatchPage::catchUp()
{
    m_work->catchUp();
    showBatches();
}

bool BatchPage::isSending() const { return m_work->doing() == Doing::Countdown || m_work->doing() == Doing::Accepting; }

void BatchPage::showBatches()
{
    if (const ledger::Reader* reader = m_desk.reader())
        m_start->show(reader->batches(ShownBatches).value_or(QList<ledger::Batch>()));
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
    showProblem();
    showFoot();
    const bool isGrid = m_stack->currentPage() == m_gridCard;
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
    if (isEmpty) {
        m_about->setText(tr("Many orders at once, each sent exactly once"));
        return;
    }
    const intake::TableShape& shape = m_work->sheet().shape();
    QStringList parts{tr("%Ln row(s) from %1", nullptr, int(m_work->sheet().size())).arg(m_work->name()),
        intake::kindText(shape.kind)};
    if (shape.headerRow.value > 0)
        parts << tr("header in row %1").arg(shape.headerRow.value);
    if (!m_work->mapping().name.isEmpty())
        parts << tr("mapping \"%1\"").arg(m_work->mapping().name);
    else if (m_work->isMappingRemembered() && !shape.sample.empty())
        parts << tr("columns as last time");
    if (m_work->mapping().columnOf(pixel::Field::Timestamp) >= 0)
        if (const auto profile = m_desk.profile())
            parts << (profile->timestampFrom == profile::TimestampFrom::Order ? tr("timestamp: the order's own time")
                                                                              : tr("timestamp: when it is sent"));
    m_about->setText(parts.join(QStringLiteral("  \u00b7  ")));
}

void BatchPage::showProblem()
{
    const engine::SheetReport& report = m_work->report();
    const bool isGrid = m_stack->currentPage() == m_gridCard;
    const BatchCounts counts = m_work->counts();
    if (!isGrid || m_work->doing() == Doing::Countdown || m_work->doing() == Doing::Accepting)
        return m_problem->dismiss();
    if (const QString missing = m_work->whatIsMissing(); !missing.isEmpty())
        return sayProblem(Bar::Mood::Careful, missing, {{tr("Columns and format..."), [this] { showRows(false); }}});
    // What is wrong with the source as a whole may have hidden rows.
    if (m_work->sheet().source() && m_work->batch() == 0) {
        const QList<intake::RowFinding>& findings = m_work->sheet().source()->findings;
        const auto worst = std::max_element(findings.begin(), findings.end(),
            [](const auto& a, const auto& b) { return a.what.severity < b.what.severity; });
        if (worst != findings.end() && worst->what.severity >= pixel::Severity::Warning)
            return sayProblem(worst->what.severity == pixel::Severity::Error ? Bar::Mood::Bad : Bar::Mood::Careful,
                worst->what.sentence, {{tr("Columns and format..."), [this] { showRows(false); }}});
    }
    // That most of a file was here before says more than any of its rows.
    const qint64 known = m_work->batch() == 0 ? counts.count(RowLook::Known) : 0;
    if (known * 2 > report.rows() && sayKnown(known))
        return;
    for (const engine::SheetProblem& problem : report.problems) {
        if (problem.fixable < 2 && !(problem.rows > 1 && problem.severity == pixel::Severity::Error))
            continue;
        const QLocale locale;
        QList<Bar::Answer> answers{
            {tr("Show"), [this, problem] {
                 m_filters->choose(problem.severity == pixel::Severity::Error ? RowFilter::Fix : RowFilter::Check);
                 m_grid->goToProblem(1);
             }}};
        if (problem.fixable > 0)
            answers << Bar::Answer{
                tr("Fix all %1").arg(locale.toString(problem.fixable)), [this, problem] { m_work->fixAll(problem); }};
        return sayProblem(problem.severity == pixel::Severity::Error ? Bar::Mood::Bad : Bar::Mood::Careful,
            tr("Same problem in %1 rows, such as: %2").arg(locale.toString(problem.rows), problem.first.what.sentence),
            answers);
    }
    if (known == 0 || !sayKnown(known))
        m_problem->dismiss();
}

bool BatchPage::sayKnown(qint64 known)
{
    const engine::SheetReport& report = m_work->report();
    if (!report.knownFrom)
        return false;
    const QLocale locale;
    QString text = tr("%1 of %2 rows are here already, since %3; %4 are new.")
                       .arg(locale.toString(known), locale.toString(report.rows()), timeText(*report.knownFrom),
                           locale.toString(m_work->counts().ready()));
    if (report.changedSince > 0)
        text += u' '
            + tr("%Ln of them stand(s) here with another amount: mark them as changed in History.", nullptr,
                int(report.changedSince));
    sayProblem(Bar::Mood::Careful, text, {{tr("Show"), [this] { m_filters->choose(RowFilter::Duplicates); }}});
    return true;
}

// The same words once more would take the button away from under a click.
void BatchPage::sayProblem(Bar::Mood mood, const QString& text, const QList<Bar::Answer>& answers)
{
    if (m_problem->text() != text)
        m_problem->say(mood, text, answers);
}

void BatchPage::showRun()
{
    const Doing doing = m_work->doing();
    if (doing == Doing::Reading || doing == Doing::Checking || doing == Doing::Accepting || doing == Doing::Writing) {
        if (m_slow.isActive())
            return;
        const qint64 total = doing == Doing::Reading ? QFileInfo(m_work->file()).size() : m_work->sheet().size();
        return m_run->showWork(doing, m_progress, total);
    }
    const BatchCounts counts = m_work->counts();
    if (counts.accepted == 0)
        return m_run->showNothing();
    const auto profile = m_desk.profile();
    m_run->showSending(counts, profile && m_desk.isPaused(profile->name));
}

void BatchPage::showFoot()
{
    m_foot->setVisible(!m_work->isEmpty() && m_stack->currentPage() == m_gridCard);
    const BatchCounts counts = m_work->counts();
    const engine::SheetReport& report = m_work->report();
    const auto profile = m_desk.profile();
    const QLocale locale;
    const qint64 ready = counts.ready();
    m_ready->setText(tr("%1 ready").arg(locale.toString(ready)));
    QStringList parts;
    if (profile && counts.accepted == 0 && ready > 0) {
        if (report.severalCurrencies)
            parts << tr("several currencies");
        else
            parts << intake::showAmount(report.revenue, profile->amountStyle) + u' ' + report.currency;
        if (report.tax != pixel::Amount())
            parts << tr("tax %1").arg(intake::showAmount(report.tax, profile->amountStyle));
    }
    if (counts.count(RowLook::Fix) > 0)
        parts << tr("%1 to fix").arg(locale.toString(counts.count(RowLook::Fix)));
    if (counts.duplicates() > 0)
        parts << tr("%Ln duplicate(s) left out", nullptr, int(counts.duplicates()));
    if (counts.count(RowLook::LeftOut) > 0)
        parts << tr("%1 taken out").arg(locale.toString(counts.count(RowLook::LeftOut)));
    if (profile && profile->pace > 0 && ready > 0)
        parts << tr("about %1").arg(ageText(qRound64(std::ceil(double(ready) / profile->pace))));
    if (counts.accepted > 0)
        parts << tr("%1 sent from here").arg(locale.toString(counts.accepted));
    if (report.hasMoreFindings)
        parts << tr("only the first %1 rows with a problem are explained")
                     .arg(locale.toString(engine::SheetReport::MostFindings));
    m_sums->setText(parts.join(QStringLiteral("  \u00b7  ")));
    const QString why = m_work->whyNotSend();
    m_send->setEnabled(why.isEmpty());
    m_send->setToolTip(why);
    m_send->setText(!profile ? tr("Send")
            : ready == 0     ? tr("Send to %1").arg(profile->name)
                             : tr("Send %1 to %2").arg(locale.toString(ready), profile->name));
    m_rejects->setVisible(counts.count(RowLook::Fix) + counts.duplicates() > 0);
    m_results->setVisible(counts.accepted > 0);
}

// ---- Verbs.

bool BatchPage::can(Verb verb) const
{
    const bool isGrid = !m_work->isEmpty() && m_stack->currentPage() == m_gridCard;
    switch (verb) {
    case Verb::Send:
        return isGrid && (m_work->whyNotSend().isEmpty() || m_work->doing() == Doing::Countdown);
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
    case Verb::NewBatch:
        return !m_work->isEmpty() && m_work->doing() != Doing::Accepting;
    case Verb::SaveRejects:
        return isGrid && m_rejects->isVisibleTo(this);
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
        if (!m_grid->goToProblem(verb == Verb::NextProblem ? 1 : -1))
            Q_EMIT m_desk.said(tr("No row has a problem."), false);
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
        break;
    case Verb::Redo:
        m_work->edits().undo().redo();
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
        || askOnce(this, tr("Another batch"),
            tr("The %Ln row(s) that are here were not sent. Another batch takes their place.", nullptr,
                int(m_work->sheet().size())),
            tr("Put them away"), tr("Keep them"));
    if (isFree && !isBusy())
        bringIn();
}

void BatchPage::openSource(const BatchSource& source)
{
    if (source.isEmpty()) {
        Q_EMIT m_desk.said(tr("There is nothing on the clipboard that could be rows."), true);
        return;
    }
    replaceAfterAsking([this, source] { m_work->open(source); });
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

QString BatchPage::confirmText() const
{
    const engine::SheetReport& report = m_work->report();
    const BatchCounts counts = m_work->counts();
    const auto profile = m_desk.profile();
    const QLocale locale;
    QStringList lines;
    const QString sum = report.severalCurrencies || counts.accepted > 0
        ? QString()
        : intake::showAmount(report.revenue, profile->amountStyle) + u' ' + report.currency;
    lines << (sum.isEmpty()
            ? tr("%Ln order(s) go to %1.", nullptr, int(counts.ready())).arg(profile->name)
            : tr("%Ln order(s) for %1 in all go to %2.", nullptr, int(counts.ready())).arg(sum, profile->name));
    if (profile->live)
        lines << tr("%1 is LIVE: they are counted.").arg(profile->name);
    if (report.severalCurrencies)
        lines << tr("They are in several currencies.");
    lines << tr("First order: %1, last order: %2.").arg(report.firstOrder, report.lastOrder);
    if (counts.count(RowLook::Check) > 0)
        lines << tr("%1 of them should be looked at.").arg(locale.toString(counts.count(RowLook::Check)));
    if (counts.count(RowLook::Fix) > 0)
        lines << tr("%1 rows need fixing and stay here.").arg(locale.toString(counts.count(RowLook::Fix)));
    if (counts.duplicates() > 0)
        lines << tr("%Ln duplicate(s) are left out.", nullptr, int(counts.duplicates()));
    return lines.join(u'\n');
}

void BatchPage::askAndSend()
{
    const QString agreed = confirmText();
    if (!askDeliberately(this, tr("Send a batch"), agreed,
            tr("Send %1 to %2").arg(QLocale().toString(m_work->counts().ready()), m_desk.profile()->name)))
        return;
    // Another program, another file or another profile may have come in meanwhile.
    if (!m_desk.profile() || confirmText() != agreed) {
        Q_EMIT m_desk.said(tr("Not sent: the rows or the profile changed meanwhile. Please look again."), true);
        return;
    }
    m_work->send();
}

// ---- Files.

void BatchPage::saveRejects()
{
    const QString file
        = QFileDialog::getSaveFileName(this, tr("Save the rows to fix"), tr("rows-to-fix.csv"), tr("Tables (*.csv)"));
    if (!file.isEmpty())
        m_work->writeRejects(file);
}

void BatchPage::saveResults()
{
    const QString file
        = QFileDialog::getSaveFileName(this, tr("Save the results"), tr("results.csv"), tr("Tables (*.csv)"));
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
