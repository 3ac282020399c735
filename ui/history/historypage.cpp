// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historypage.h"

#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/common/pagestack.h"
#include "ui/common/words.h"
#include "ui/common/world.h"
#include "ui/common/worldwatch.h"
#include "ui/history/comparepane.h"
#include "ui/history/eventdetails.h"
#include "ui/history/historyactions.h"
#include "ui/history/historycolumns.h"
#include "ui/history/historyexport.h"
#include "ui/history/historyfinder.h"
#include "ui/history/historymodel.h"
#include "ui/history/historytable.h"
#include "ui/history/matching.h"
#include "ui/history/notekeeper.h"
#include "ui/history/pagecolumn.h"
#include "ui/history/primary.h"
#include "ui/history/selectionpane.h"

#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QResizeEvent>
#include <QSet>
#include <QShowEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace rookery::ui {

namespace {

constexpr int LeastRows = 4;     // that can be seen whole
constexpr int FewestRows = 3;    // where text is large
constexpr int MostHeld = 20'000; // rows above one that is chosen, however many come in

} // namespace

HistoryPage::HistoryPage(Desk& desk, QWidget* parent)
    : Page(parent)
    , m_desk(desk)
    , m_model(new HistoryModel(this))
    , m_export(new HistoryExport(desk, this))
    , m_actions(new HistoryActions(desk, this))
    , m_matching(new Matching(this))
    , m_notes(new NoteKeeper(desk, this))
    , m_finder(new HistoryFinder(desk))
    , m_bar(new Bar)
    , m_table(new HistoryTable(m_model))
    , m_columns(new HistoryColumns(m_table))
    , m_tableCard(new Card)
    , m_empty(new QWidget)
    , m_emptyText(mutedLabel())
    , m_clearSearch(new QPushButton(tr("Clear the search")))
    , m_widen(new QPushButton)
    , m_newOrder(new QPushButton(tr("New order")))
    , m_detailsCard(new Card)
    , m_detailsStack(new PageStack)
    , m_details(new EventDetails)
    , m_selection(new SelectionPane)
    , m_compare(new ComparePane)
{
    makeTableCard();
    makeDetailsCard();
    m_column = new PageColumn({m_finder, m_bar}, m_tableCard, m_detailsCard, QStringLiteral("historySplitter"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_column);
    connectParts();
    takeLedger();
}

void HistoryPage::makeTableCard()
{
    auto* layout = new QVBoxLayout(m_tableCard);
    layout->setContentsMargins(1, Card::Edge, 1, Card::Edge);
    layout->addWidget(m_table);
    layout->addWidget(m_empty);
    m_tableCard->setMinimumHeight(m_table->heightOf(isTextLarge() ? FewestRows : LeastRows) + 2 * Card::Edge);
    auto* empty = new QVBoxLayout(m_empty);
    empty->addStretch();
    empty->addWidget(m_emptyText); // its own alignment: in the middle by the layout it would be too narrow to wrap well
    for (QPushButton* button : {m_widen, m_clearSearch, m_newOrder})
        empty->addWidget(button, 0, Qt::AlignCenter);
    empty->addStretch();
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignCenter);
}

void HistoryPage::makeDetailsCard()
{
    auto* layout = new QVBoxLayout(m_detailsCard);
    layout->setContentsMargins(1, Card::Edge, 1, Card::Edge);
    layout->addWidget(m_detailsStack);
    m_detailsStack->installEventFilter(this);
    for (QWidget* pane :
        {static_cast<QWidget*>(m_details), static_cast<QWidget*>(m_selection), static_cast<QWidget*>(m_compare)})
        m_detailsStack->addPage(pane);
}

// Whatever is in the details: it has the height that it needs.
void HistoryPage::measureDetails()
{
    const QWidget* page = m_detailsStack->currentPage();
    const int width = m_detailsStack->width();
    m_column->setLowerNeed(neededHeight(*page, width, false) + 2 * Card::Edge,
        neededHeight(*page, width, true) + 2 * Card::Edge, page != std::exchange(m_measured, page));
}

bool HistoryPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_detailsStack && (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)) {
        const auto* resize = event->type() == QEvent::Resize ? static_cast<QResizeEvent*>(event) : nullptr;
        if (resize && resize->size().width() != resize->oldSize().width())
            m_measured = nullptr; // text wraps otherwise now
        measureDetails();
    }
    return Page::eventFilter(watched, event);
}

void HistoryPage::connectParts()
{
    const HeldUp heldUp = [this](const QString& profile) { return heldUpText(m_desk.worldWatch().world(), profile); };
    const HeldUp heldUpAloud
        = [this](const QString& profile) { return heldUpSentence(m_desk.worldWatch().world(), profile); };
    m_model->setHeldUp(heldUp, heldUpAloud);
    m_model->setColourOf([this](const QString& profile) { return m_desk.colourOf(profile); });
    m_model->setNeeded([this] {
        const int bottom = m_table->rowAt(m_table->viewport()->height() - 1);
        int needed = bottom < 0 ? 0 : bottom + 1;
        const QItemSelection chosen = m_table->selectionModel()->selection();
        for (const QItemSelectionRange& range : chosen)
            needed = qMax(needed, qMin(range.bottom() + 1, MostHeld));
        return needed;
    });
    m_details->setHeldUp(heldUp, heldUpAloud);
    m_details->setColourOf([this](const QString& profile) { return m_desk.colourOf(profile); });
    m_selection->setHeldUp(heldUp);
    connect(&m_desk.worldWatch(), &WorldWatch::changed, this, &HistoryPage::followWorld);
    connect(m_finder, &HistoryFinder::changed, m_model,
        [this](const ledger::HistoryQuery& query) { m_model->setQuery(query, m_finder->wider()); });
    connect(m_finder, &HistoryFinder::groupingWanted, m_model, &HistoryModel::setGrouping);
    connect(m_finder, &HistoryFinder::left, this, &HistoryPage::arrive);
    connect(m_finder, &HistoryFinder::exportWanted, this, [this] { perform(Verb::Export); });
    connectEmpty();
    connect(
        m_model, &HistoryModel::failed, this, [this](const Error& error) { tell(Bar::Mood::Bad, error.sentence, {}); });
    connect(m_model, &HistoryModel::read, this, &HistoryPage::pageCame);
    connect(m_model, &HistoryModel::followed, this, &HistoryPage::showFollowed);
    m_model->setWatched(false);
    connect(m_model, &QAbstractItemModel::modelReset, this, &HistoryPage::showSelected);
    // What went to the bin leaves the keys with the next one, or with the search for others.
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex&, int first, int) {
        if (m_table->selectionModel()->hasSelection())
            return;
        const QWidget* keys = window()->focusWidget();
        const bool takesKeys = isVisible() && (!keys || keys == m_table || m_detailsCard->isAncestorOf(keys));
        if (m_model->rowCount() > 0)
            m_table->selectRow(qMin(first, m_model->rowCount() - 1));
        if (takesKeys)
            m_model->rowCount() > 0 ? m_table->setFocus() : m_finder->takeFocus();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HistoryPage::showSelected);
    connect(m_details, &EventDetails::asked, this, &HistoryPage::perform);
    connect(m_details, &EventDetails::profileWanted, this, &HistoryPage::profileWanted);
    connect(
        m_details, &EventDetails::said, this, [this](const QString& sentence) { Q_EMIT m_desk.said(sentence, false); });
    connect(m_details, &EventDetails::noteTyped, m_notes, &NoteKeeper::keep);
    connect(m_details, &EventDetails::noteChanged, m_actions,
        [this](qint64 event, const QString& note, const QString& before) {
            m_notes->flush(); // where saving fails it is kept
            ledger::EventRecord noted;
            noted.id = event;
            noted.note = before;
            m_actions->setNote({noted}, note);
        });
    connect(m_selection, &SelectionPane::asked, this, &HistoryPage::perform);
    connect(m_compare, &ComparePane::closed, this, [this] {
        m_detailsStack->setCurrentPage(m_selection);
        m_table->setFocus();
    });
    connect(
        m_compare, &ComparePane::copied, this, [this] { Q_EMIT m_desk.said(tr("The comparison is copied."), false); });
    connect(m_actions, &HistoryActions::told, this,
        [this](Bar::Mood mood, const QString& text, const std::function<void()>& undo) { tell(mood, text, undo); });
    connect(m_actions, &HistoryActions::openWanted, this, &HistoryPage::open);
    connect(m_actions, &HistoryActions::copyToEdit, this, &HistoryPage::copyToEdit);
    connect(m_actions, &HistoryActions::noteWanted, m_details, &EventDetails::focusNote);
    connect(m_actions, &HistoryActions::compareWanted, this,
        [this](const ledger::EventRecord& a, const ledger::EventRecord& b) {
            m_compare->show(a, b);
            m_detailsStack->setCurrentPage(m_compare);
            m_compare->takeFocus();
        });
    connect(m_export, &HistoryExport::changed, this, &Page::verbsChanged);
    connect(
        m_export, &HistoryExport::told, this, [this](Bar::Mood mood, const QString& text) { tell(mood, text, {}); });
    connect(m_export, &HistoryExport::progressed, this, &HistoryPage::tellProgress);
    connect(m_matching, &Matching::found, this, &HistoryPage::choose);
    connect(
        m_matching, &Matching::failed, this, [this](const Error& error) { tell(Bar::Mood::Bad, error.sentence, {}); });
    connect(&m_desk, &Desk::opened, this, [this] {
        takeLedger();
        if (isVisible())
            arrive();
    });
    // Where nothing can be written, what is there can still be looked at.
    connect(&m_desk, &Desk::failed, this, [this](const Error& error) {
        takeLedger();
        m_unreadable = m_desk.reader() ? QString() : error.sentence;
        showCount();
    });
    connect(&m_desk, &Desk::profileChosen, this, [this] {
        if (const auto profile = m_desk.profile())
            m_model->setAmountStyle(profile->amountStyle);
    });
}

void HistoryPage::connectEmpty()
{
    setPrimary(m_widen, true);
    m_widen->setObjectName(QStringLiteral("widen"));
    connect(m_widen, &QPushButton::clicked, this, [this] {
        m_finder->widen();
        m_finder->takeFocus();
    });
    connect(m_clearSearch, &QPushButton::clicked, this, [this] {
        m_finder->search({});
        m_finder->takeFocus();
    });
    connect(m_newOrder, &QPushButton::clicked, this, &HistoryPage::orderWanted);
}

void HistoryPage::takeLedger()
{
    m_unreadable.clear();
    m_finder->search(m_finder->text()); // with its bin out of sight from the first page on
    m_model->setLedger(m_desk.reader(), m_desk.folder().ledgerFile());
    showSelected();
    showCount();
}

void HistoryPage::pageCame()
{
    showCount(); // a table without rows is not there, and cannot have the keys
    if (m_wanted != 0) {
        const int row = m_model->rowOf(m_wanted);
        if (row >= 0) {
            m_wanted = 0;
            m_table->selectRow(row);
            m_table->scrollTo(m_model->index(row, 0));
            if (isVisible())
                m_table->setFocus();
        } else if (m_model->canFetchMore({})) {
            m_model->fetchMore({});
        } else if (!m_model->isReading()) {
            m_wanted = 0;
        }
    } else if (m_arriving && !m_model->isReading()) {
        m_arriving = false;
        if (isVisible()) // somebody may have gone on, and is typing an order
            arrive();
    }
}

QString HistoryPage::emptyText() const
{
    if (!m_unreadable.isEmpty())
        return m_unreadable;
    if (m_model->isReading())
        return tr("Searching...");
    if (m_model->query().bin == ledger::Bin::Only && m_wider == 0)
        return tr("Nothing in the bin. What you put there stays until you put it back.");
    if (m_model->query().matchesAll())
        return tr("Orders you send appear here, and stay here.");
    const auto count = m_model->count();
    if (m_wider > 0 && count->binned == 0)
        return tr("No order matches \"%1\". %Ln do(es) whatever the state and the day.", nullptr, int(m_wider))
            .arg(m_finder->text());
    return count && count->binned > 0 ? tr("No order matches. %Ln in the bin do(es).", nullptr, int(count->binned))
                                      : tr("No order matches \"%1\".").arg(m_finder->text());
}

void HistoryPage::showCount()
{
    const bool nothing = m_model->rowCount() == 0;
    m_table->setVisible(!nothing);
    m_empty->setVisible(nothing);
    const auto count = m_model->count();
    m_wider = nothing && count ? count->wider : 0;
    m_emptyText->setText(emptyText());
    m_widen->setVisible(m_wider > 0 && m_unreadable.isEmpty() && !m_model->isReading());
    m_widen->setText(m_wider == 1 ? tr("Show it") : tr("Show the %1").arg(QLocale().toString(m_wider)));
    m_clearSearch->setText(m_model->query().bin == ledger::Bin::Only ? tr("Leave the bin") : tr("Clear the search"));
    m_newOrder->setVisible(nothing && m_unreadable.isEmpty() && !m_model->isReading() && m_model->query().matchesAll());
    m_clearSearch->setVisible(m_unreadable.isEmpty() && !m_finder->text().isEmpty());
    m_finder->showCount(m_model->rowCount(), m_model->count(), m_model->isReading(), m_model->grouping());
    m_emptyText->setTextInteractionFlags(m_unreadable.isEmpty()
            ? Qt::NoTextInteraction
            : Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard); // else nothing here could have the keys
    if (!m_unreadable.isEmpty() && m_finder->isAncestorOf(window()->focusWidget()))
        m_emptyText->setFocus();
    m_finder->setReadable(m_unreadable.isEmpty());
    Q_EMIT verbsChanged();
}

void HistoryPage::filter(ledger::Standing standing, const QString& within) { m_finder->find(standing, within); }

void HistoryPage::search(const QString& text)
{
    m_finder->search(text);
    m_table->setFocus(); // what is found first is selected
}

void HistoryPage::follow(const QList<qint64>& events) { m_model->follow(events); }

void HistoryPage::showFollowed(const QList<qint64>& events)
{
    showCount();
    if (m_choseMatching)
        return; // more are chosen than are selected, and stay so
    const QSet<qint64> changed(events.begin(), events.end());
    const auto& chosen = m_chosen.events();
    if (std::any_of(chosen.begin(), chosen.end(), [&](const auto& event) { return changed.contains(event.id); }))
        showSelected();
}

void HistoryPage::catchUp()
{
    m_model->catchUp();
    showCount();
    showSelected();
}

void HistoryPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_model->setWatched(true);
}

void HistoryPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    m_model->setWatched(event->spontaneous()); // a window put aside is looked at again without a word
    m_notes->flush();
}

void HistoryPage::open(qint64 event)
{
    m_wanted = event;
    if (m_model->rowOf(event) < 0)
        m_model->followNow({event}); // as new as that
    if (m_model->rowOf(event) < 0)
        m_finder->search({});
    pageCame();
}

void HistoryPage::arrive()
{
    // Not the current index: a view that gets the focus makes one without selecting it.
    if (!m_table->selectionModel()->hasSelection() && m_model->rowCount() > 0)
        m_table->selectRow(0);
    m_arriving = m_model->isReading();
    if (m_model->rowCount() > 0 || m_arriving)
        m_table->setFocus();
    else if (!m_unreadable.isEmpty())
        m_emptyText->setFocus();
    else
        m_finder->takeFocus();
}

bool HistoryPage::mayBeReplaced() const { return !m_export->isRunning(); }

QJsonObject HistoryPage::memo() const
{
    return {{QStringLiteral("search"), m_finder->text()},
        {QStringLiteral("event"), m_chosen.size() == 1 ? m_chosen.first().id : 0}};
}

void HistoryPage::takeUp(const QJsonObject& memo)
{
    m_finder->search(memo.value(QStringLiteral("search")).toString());
    m_wanted = memo.value(QStringLiteral("event")).toInteger();
}

QWidgetList HistoryPage::panes() const { return {m_finder, m_tableCard, m_detailsCard}; }

void HistoryPage::readChosen()
{
    QList<ledger::EventRecord> events;
    QSet<qint64> seen;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex& index : rows) {
        const ledger::EventRecord& event = m_model->record(index.row());
        if (!seen.contains(event.id))
            events << event;
        seen << event.id;
    }
    std::sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    m_chosen = Choice(events);
}

void HistoryPage::choose(const Choice& matching)
{
    m_table->selectAll();
    m_chosen = matching;
    m_choseMatching = true;
    showSelection();
    m_detailsCard->show();
    m_detailsStack->setCurrentPage(m_selection);
    showCount();
}

// Nothing of the ledger has changed: what has the selection and the keys keeps them.
void HistoryPage::followWorld()
{
    m_table->viewport()->update();
    m_details->followWorld();
    if (m_chosen.size() > 1)
        showSelection();
}

void HistoryPage::showSelection()
{
    const auto count = m_model->count();
    const bool more = !m_choseMatching && count && count->matching > m_chosen.size();
    m_selection->show(m_chosen, more ? std::optional(count->matching) : std::nullopt, m_model->amountStyle());
}

void HistoryPage::showSelected()
{
    m_choseMatching = false;
    readChosen();
    m_detailsCard->setVisible(!m_chosen.isEmpty() && m_desk.reader());
    if (m_chosen.size() > 1) {
        showSelection();
        if (m_detailsStack->currentPage() != m_compare || m_chosen.size() != 2)
            m_detailsStack->setCurrentPage(m_selection);
    } else if (m_chosen.size() == 1 && m_desk.reader()) {
        const ledger::EventRecord& event = m_chosen.first();
        const auto attempts = m_desk.reader()->attempts(event.id);
        const auto decisions = m_desk.reader()->decisions(event.id);
        const auto corrections = m_desk.reader()->corrections(event.id);
        if (!attempts || !decisions || !corrections) {
            const Error& error = !attempts ? attempts.error() : !decisions ? decisions.error() : corrections.error();
            tell(Bar::Mood::Bad, error.sentence, {});
        } else {
            const QModelIndexList rows = m_table->selectionModel()->selectedRows();
            const HistoryRow& row = m_model->row(rows.first().row());
            m_details->show({event, *attempts, *decisions, *corrections, m_notes->typed(event.id)},
                row.attempt ? std::optional(row.attempt->id) : std::nullopt, m_model->amountStyle());
        }
        m_detailsStack->setCurrentPage(m_details);
    }
    m_details->setCan(
        [this](Verb verb) { return verb == Verb::MoveToBin ? m_actions->can(verb, m_chosen) : can(verb); });
    Q_EMIT verbsChanged();
}

bool HistoryPage::can(Verb verb) const
{
    switch (verb) {
    case Verb::Find:
        return m_unreadable.isEmpty();
    case Verb::Undo:
        return m_undo != nullptr;
    case Verb::MoveToBin:
        return m_actions->can(verb, m_chosen) || staysInSight(); // then it is said why
    case Verb::Export:
        return m_model->rowCount() > 0 && !m_export->isRunning();
    case Verb::ExportCorrections:
        return m_desk.reader() && !m_export->isRunning();
    case Verb::SelectMatching:
        return m_model->rowCount() > 0 && !m_choseMatching;
    case Verb::CopyRows:
        return !m_chosen.isEmpty() && !m_choseMatching;
    case Verb::PreviousAttempt:
    case Verb::NextAttempt:
        return m_chosen.size() == 1 && m_details->attemptCount() > 1;
    default:
        return m_actions->can(verb, m_chosen);
    }
}

void HistoryPage::perform(Verb verb)
{
    if (!can(verb))
        return;
    switch (verb) {
    case Verb::Find:
        m_finder->takeFocus();
        break;
    case Verb::Undo:
        m_bar->dismiss();
        std::exchange(m_undo, nullptr)();
        Q_EMIT verbsChanged();
        break;
    case Verb::MoveToBin:
        if (!m_actions->can(verb, m_chosen))
            return tellWhyItStays();
        act(verb);
        break;
    case Verb::Export:
        exportShown();
        break;
    case Verb::ExportCorrections:
        m_export->exportCorrections();
        break;
    case Verb::SelectMatching:
        m_matching->collect(m_desk.folder().ledgerFile(), m_model->query());
        break;
    case Verb::CopyRows:
        m_table->copyRows();
        Q_EMIT m_desk.said(
            tr("%Ln row(s) copied.", nullptr, int(m_table->selectionModel()->selectedRows().size())), false);
        break;
    case Verb::PreviousAttempt:
    case Verb::NextAttempt:
        m_details->stepAttempt(verb == Verb::NextAttempt ? 1 : -1);
        break;
    default:
        act(verb);
        break;
    }
}

void HistoryPage::act(Verb verb)
{
    m_actions->perform(verb, m_chosen);
    // What was read of all that matched is the past now.
    if (m_choseMatching)
        showSelected();
}

// None of them may go to the bin yet, though none is there.
bool HistoryPage::staysInSight() const
{
    return m_desk.isOpen() && !m_chosen.isEmpty() && m_chosen.count(engine::Deed::MoveToBin) == 0
        && m_chosen.count(engine::Deed::Restore) == 0;
}

void HistoryPage::tellWhyItStays()
{
    const int orders = int(m_chosen.size());
    const bool cancel = m_chosen.count(engine::Deed::Cancel) > 0;
    const bool retry = !cancel && m_actions->can(Verb::Retry, m_chosen);
    const QString why = cancel
        ? tr("%Ln order(s) still to go: what waits stays out of the bin. Cancel first.", nullptr, orders)
        : retry
        ? tr("%Ln order(s) may have arrived: that has to be known before the bin. Retry first.", nullptr, orders)
        : tr("%Ln order(s) on the way: wait for the answer, then move to the bin.", nullptr, orders);
    Q_EMIT m_desk.said(why, true);
    const Verb first = cancel ? Verb::CancelOrder : Verb::Retry;
    QList<Bar::Answer> answers;
    if (cancel || retry)
        answers << Bar::Answer{verbText(first, m_chosen), [this, first] { perform(first); }};
    tell(Bar::Mood::Careful, why, {}, answers);
}

void HistoryPage::tell(
    Bar::Mood mood, const QString& text, const std::function<void()>& undo, const QList<Bar::Answer>& others)
{
    m_undo = undo;
    m_tellsProgress = false;
    QList<Bar::Answer> answers = others;
    if (undo)
        answers << Bar::Answer{tr("Undo"), [this] { perform(Verb::Undo); }};
    answers << Bar::Answer{tr("Close"), {}};
    m_bar->say(mood, text, answers);
    m_column->bringToSight(m_bar);
    Q_EMIT verbsChanged();
}

// Does not take the place of what was told meanwhile.
void HistoryPage::tellProgress(const QString& text)
{
    if (m_tellsProgress)
        return m_bar->retell(text);
    if (!m_bar->text().isEmpty())
        return;
    m_bar->say(Bar::Mood::Calm, text, {Bar::Answer{tr("Stop"), [this] { m_export->giveUp(); }}});
    m_tellsProgress = true;
}

void HistoryPage::exportShown()
{
    const auto count = m_model->count();
    m_export->exportShown({m_model->query(), count ? int(count->matching) : m_model->rowCount(),
        m_table->shownColumns(), m_model->amountStyle()});
}

QMenu* HistoryPage::columnsMenu() const { return m_columns->menu(); }

} // namespace rookery::ui
