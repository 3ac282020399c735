// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/eventdetails.h"

#include "pixel/decode.h"
#include "pixel/meaning.h"
#include "ui/common/card.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/flowlayout.h"
#include "ui/common/look.h"
#include "ui/common/pagestack.h"
#include "ui/common/profilemark.h"
#include "ui/common/table.h"
#include "ui/common/words.h"
#include "ui/history/advice.h"
#include "ui/history/attempttext.h"
#include "ui/history/countdown.h"
#include "ui/history/notespane.h"
#include "ui/history/primary.h"
#include "ui/history/timelineview.h"
#include "ui/history/wholerows.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTabBar>
#include <QTableWidget>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int Padding = 16;
constexpr int Gap = 8;
constexpr int NotesTab = 5;
constexpr int ActionLetters = 72; // the usual actions beside the tabs
constexpr int LeastAttempts = 2;  // rows that can be seen without scrolling
constexpr int LeastParameters = 3;
constexpr int LeastLines = 4; // of a text, or of the timeline
constexpr int ResultColumn = 2;
constexpr int WhyColumn = 6;

QTableWidget* makeTable(const QStringList& headers, const QString& name)
{
    auto* table = new QTableWidget(0, int(headers.size()));
    table->setHorizontalHeaderLabels(headers);
    table->setAccessibleName(name);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setStretchLastSection(true);
    calmTable(table);
    return table;
}

QPlainTextEdit* makeText(const QString& name)
{
    auto* text = new QPlainTextEdit;
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setFont(monospaceFont());
    text->setFrameShape(QFrame::NoFrame);
    text->setAccessibleName(name);
    text->setWordWrapMode(QTextOption::WrapAnywhere);
    text->setMinimumHeight(LeastLines * text->fontMetrics().lineSpacing());
    return text;
}

void setRow(QTableWidget* table, int row, const QStringList& cells)
{
    for (int column = 0; column < cells.size(); ++column)
        table->setItem(row, column, new QTableWidgetItem(cells[column]));
}

} // namespace

EventDetails::EventDetails(QWidget* parent)
    : QWidget(parent)
    , m_orderId(new ElidedLabel)
    , m_amount(new QLabel)
    , m_profile(mutedLabel())
    , m_liveMark(new ProfileMark)
    , m_state(new Remark)
    , m_again(new Countdown)
    , m_mark(new Remark)
    , m_line(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_tabs(new QTabBar)
    , m_stack(new PageStack)
    , m_sentence(new QLabel)
    , m_advice(new AdviceRow)
    , m_attemptTable(makeTable(
          {tr("Try"), tr("Started"), tr("Result"), tr("HTTP"), tr("Reached the server"), tr("Took"), tr("Why")},
          tr("Attempts")))
    , m_attemptRows(new WholeRows(m_attemptTable, LeastAttempts))
    , m_parameters(makeTable({tr("Key"), tr("As sent"), tr("Reads"), tr("Means")}, tr("Parameters")))
    , m_request(makeText(tr("Request")))
    , m_response(makeText(tr("Response")))
    , m_timeline(new TimelineView)
    , m_notes(new NotesPane)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Padding, Padding - 4, Padding, Padding - 4);
    layout->setSpacing(Gap);
    layout->addWidget(makeHead());
    m_line->setSpacing(Gap);
    m_line->addWidget(m_tabs, 1);
    m_line->addWidget(makeActions());
    layout->addLayout(m_line);
    layout->addWidget(m_stack, 1);

    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (const QString& name :
        {tr("Summary"), tr("Parameters"), tr("Request"), tr("Response"), tr("Timeline"), tr("Notes")})
        m_tabs->addTab(name);
    m_tabs->setAccessibleName(tr("Details"));
    m_stack->addPage(makeSummary());
    m_stack->addPage(new WholeRows(m_parameters, LeastParameters));
    m_stack->addPage(m_request);
    m_stack->addPage(m_response);
    auto* timeline = new QScrollArea;
    timeline->setWidget(m_timeline);
    timeline->setWidgetResizable(true);
    timeline->setFrameShape(QFrame::NoFrame);
    timeline->setFocusPolicy(Qt::NoFocus);
    timeline->setMinimumHeight(LeastLines * m_timeline->fontMetrics().lineSpacing());
    m_stack->addPage(timeline);
    m_stack->addPage(m_notes);
    connect(m_notes, &NotesPane::noteChanged, this, &EventDetails::noteChanged);
    connect(m_notes, &NotesPane::noteTyped, this, &EventDetails::noteTyped);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &PageStack::setCurrentIndex);
    connect(m_attemptTable, &QTableWidget::currentCellChanged, this, [this](int row) { showAttempt(row); });
}

QWidget* EventDetails::makeHead()
{
    auto* head = new QWidget;
    auto* layout = new FlowLayout(Gap, head); // no order's facts and buttons make the window wider than its screen
    m_orderId->setFont(titleFont());
    m_orderId->setTextFormat(Qt::PlainText);
    m_amount->setTextFormat(Qt::PlainText);
    m_profile->setTextFormat(Qt::PlainText);
    m_state->setBold(true);
    for (Remark* remark : {m_state, m_mark})
        remark->setWrap(false);
    const std::initializer_list<QWidget*> facts{m_orderId, m_amount, m_profile, m_liveMark, m_state, m_again, m_mark};
    for (QWidget* fact : facts)
        layout->addWidget(fact);
    return head;
}

// In a line of their own, or in that of the tabs: where they are depends on no order, or they would be somewhere else
// with each row that is gone through.
QWidget* EventDetails::makeActions()
{
    auto* actions = new QWidget;
    m_actions = new FlowLayout(Gap, actions);
    for (const Verb verb : {Verb::Restore, Verb::Retry, Verb::CancelOrder, Verb::EditCopy, Verb::ResendAsNew}) {
        auto* button = new QPushButton;
        connect(button, &QPushButton::clicked, this, [this, verb] { Q_EMIT asked(verb); });
        m_actions->addWidget(button);
        m_buttons.insert(int(verb), button);
    }
    m_actions->addWidget(makeMore());
    return actions;
}

void EventDetails::placeActions()
{
    const int usual = fontMetrics().averageCharWidth() * ActionLetters;
    const int room = width() - 2 * Padding - m_tabs->sizeHint().width() - Gap;
    const bool beside = room >= usual;
    m_line->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::BottomToTop);
    m_actions->parentWidget()->setMinimumWidth(beside ? qMin(m_actions->lineWidth(), room) : 0);
}

void EventDetails::resizeEvent(QResizeEvent* event)
{
    placeActions();
    QWidget::resizeEvent(event);
}

void EventDetails::setHeldUp(const HeldUp& words, const HeldUp& sentence)
{
    m_again->setHeldUp(words);
    m_heldUp = sentence;
}

void EventDetails::followWorld()
{
    if (m_choice.isEmpty())
        return;
    m_again->show(m_choice.first());
    showWhatNext();
}

// In words and by the button that stands out, which must not contradict each other.
void EventDetails::showWhatNext()
{
    const ledger::EventRecord& event = m_choice.first();
    const QString heldUp = m_heldUp ? m_heldUp(event.profile) : QString();
    const auto primary = engine::primaryDeed(m_choice, {lastReason(m_attempts), !heldUp.isEmpty()});
    for (auto it = m_buttons.begin(); it != m_buttons.end(); ++it)
        setPrimary(it.value(), primary && deedOf(Verb(it.key())) == primary);
    m_sentence->setText(storyOf(event, heldUp));
}

QPushButton* EventDetails::makeMore()
{
    auto* more = new QPushButton(tr("More"));
    auto* menu = new QMenu(more);
    const std::initializer_list<std::pair<Verb, QString>> verbs{{Verb::Note, tr("Note...")},
        {Verb::Correct, tr("Mark as cancelled or changed...")},
        {Verb::WithdrawCorrection, tr("Take the correction back")}, {Verb::MoveToBin, tr("Move to bin")},
        {Verb::CopyUrl, tr("Copy address")}, {Verb::CopyPowerShell, tr("Copy as PowerShell")},
        {Verb::CopyCmd, tr("Copy for the command prompt")}, {Verb::CopyBash, tr("Copy for bash")}};
    for (const auto& [verb, text] : verbs) {
        if (verb == Verb::CopyUrl)
            menu->addSeparator();
        QAction* action = menu->addAction(text);
        connect(action, &QAction::triggered, this, [this, verb = verb] { Q_EMIT asked(verb); });
        m_more.insert(int(verb), action);
    }
    more->setMenu(menu);
    return more;
}

void EventDetails::setCan(const std::function<bool(Verb)>& can)
{
    for (auto it = m_buttons.begin(); it != m_buttons.end(); ++it)
        it.value()->setEnabled(can(Verb(it.key())));
    for (auto it = m_more.begin(); it != m_more.end(); ++it)
        it.value()->setVisible(can(Verb(it.key())));
    // What is hardly ever possible takes no room. Retry stays while it is on its way: it may be wanted again soon, and
    // the keys may be on it.
    for (const Verb verb : {Verb::CancelOrder, Verb::ResendAsNew, Verb::Restore})
        m_buttons[int(verb)]->setVisible(can(verb));
    const bool sending = !m_choice.isEmpty() && m_choice.first().state == ledger::State::Sending;
    m_buttons[int(Verb::Retry)]->setVisible(sending || applies(Verb::Retry, m_choice));
    placeActions();
}

QWidget* EventDetails::makeSummary()
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_sentence);
    layout->addWidget(m_advice);
    connect(m_advice, &AdviceRow::profileWanted, this, &EventDetails::profileWanted);
    connect(m_advice, &AdviceRow::said, this, &EventDetails::said);
    layout->addWidget(m_attemptRows, 1);
    layout->addStretch();
    return page;
}

void EventDetails::show(const EventStory& story, std::optional<qint64> attempt, pixel::AmountStyle style)
{
    const ledger::EventRecord& event = story.event;
    const bool same = event.id == m_event;
    m_event = event.id;
    m_attempts = story.attempts;
    m_orderId->setText(event.orderId());
    m_amount->setText(revenueText(event, style) + u' ' + event.fields.value(pixel::Field::Currency));
    QFont struck = m_amount->font();
    struck.setStrikeOut(event.correction == ledger::CorrectionKind::Cancelled);
    m_amount->setFont(struck);
    m_profile->setText(event.profile);
    m_liveMark->show(event.live, m_colourOf ? m_colourOf(event.profile) : colours().text);
    m_liveMark->setToolTip(event.profile.toHtmlEscaped());
    const StateLook look = lookOf(event);
    m_state->show(look.icon, look.colour, look.word);
    m_again->show(event);
    if (event.correction != ledger::CorrectionKind::None)
        m_mark->show(correctionIcon(event.correction), colours().check, correctionWord(event.correction));
    else if (event.binned)
        m_mark->show(QStringLiteral("bin"), colours().muted, tr("In the bin"));
    else if (event.declined)
        m_mark->show(QStringLiteral("person"), colours().muted, tr("Caller declined tracking"));
    else if (!event.fields.hasIdentity())
        m_mark->show(QStringLiteral("person"), colours().check, tr("No web identity"));
    else
        m_mark->clear();
    m_choice = Choice{event};
    for (auto it = m_buttons.begin(); it != m_buttons.end(); ++it)
        it.value()->setText(verbText(Verb(it.key()), m_choice));
    showWhatNext();
    m_advice->show(event, m_attempts);
    m_timeline->show(m_attempts);
    m_notes->show(event, story.decisions, story.corrections, story.typed);
    m_tabs->setTabText(NotesTab, event.note.isEmpty() ? tr("Notes") : tr("Notes *"));
    if (!same && m_notes->isRestored())
        m_tabs->setCurrentIndex(NotesTab);
    if (!same && !attempt && !m_attempts.isEmpty())
        attempt = m_attempts.last().id;
    showAttempts(event, attempt);
    showParameters(event);
}

void EventDetails::focusNote()
{
    m_tabs->setCurrentIndex(NotesTab);
    m_notes->takeFocus();
}

void EventDetails::stepAttempt(int step)
{
    const int row = m_attemptTable->currentRow() + step;
    if (row >= 0 && row < m_attempts.size())
        m_attemptTable->setCurrentCell(row, 0);
}

void EventDetails::showAttempts(const ledger::EventRecord& event, std::optional<qint64> attempt)
{
    const int kept = m_attemptTable->currentRow();
    const bool follow = kept < 0 || kept >= m_attemptTable->rowCount() - 1;
    m_attemptTable->setRowCount(int(m_attempts.size()));
    m_attemptRows->setVisible(!m_attempts.isEmpty());
    bool saysWhy = false;
    for (int row = 0; row < m_attempts.size(); ++row) {
        QStringList cells = attemptCells(m_attempts[row]);
        if (cells.at(WhyColumn) == event.message)
            cells[WhyColumn].clear(); // the sentence above says it
        saysWhy = saysWhy || !cells.at(WhyColumn).isEmpty();
        setRow(m_attemptTable, row, cells);
        const StateLook look = attemptLook(m_attempts[row]);
        QTableWidgetItem* result = m_attemptTable->item(row, ResultColumn);
        result->setIcon(icon(look.icon, look.colour));
        result->setForeground(look.colour);
    }
    m_attemptTable->setColumnHidden(WhyColumn, !saysWhy);
    // One alone is not chosen from others.
    m_attemptTable->setSelectionMode(
        m_attempts.size() > 1 ? QAbstractItemView::SingleSelection : QAbstractItemView::NoSelection);
    if (m_attempts.size() <= 1)
        m_attemptTable->clearSelection();
    int current = follow ? int(m_attempts.size()) - 1 : qMin(kept, int(m_attempts.size()) - 1);
    for (int row = 0; row < m_attempts.size(); ++row) {
        if (attempt && m_attempts[row].id == *attempt)
            current = row;
    }
    m_attemptTable->setCurrentCell(current, 0);
    if (current >= 0)
        m_attemptTable->scrollToItem(m_attemptTable->item(current, 0));
    showAttempt(current);
}

void EventDetails::showParameters(const ledger::EventRecord& event)
{
    const pixel::DecodedUrl decoded = pixel::decode(event.target);
    m_parameters->setRowCount(int(decoded.parameters.size()));
    for (int row = 0; row < decoded.parameters.size(); ++row) {
        const pixel::Parameter& p = decoded.parameters[row];
        setRow(m_parameters, row,
            {p.key, QString::fromUtf8(p.rawValue), p.value,
                pixel::meaningOf(p, decoded.event, decoded.event.value(pixel::Field::TimeZone))});
    }
}

void EventDetails::showAttempt(int row)
{
    const bool exists = row >= 0 && row < m_attempts.size();
    m_request->setPlainText(exists ? requestText(m_attempts[row]) : tr("Nothing was sent yet."));
    m_response->setPlainText(exists ? answerText(m_attempts[row]) : tr("Nothing was sent yet."));
}

} // namespace rookery::ui
