// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/eventdetails.h"

#include "pixel/decode.h"
#include "ui/common/card.h"
#include "ui/common/look.h"
#include "ui/common/table.h"
#include "ui/common/verb.h"
#include "ui/common/words.h"
#include "ui/history/attempttext.h"

#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableWidget>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int Padding = 16;
constexpr int Gap = 8;
constexpr int LargeIcon = 24;

QTableWidget* makeTable(const QStringList& headers, const QString& name)
{
    auto* table = new QTableWidget(0, int(headers.size()));
    table->setHorizontalHeaderLabels(headers);
    table->setAccessibleName(name);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(int(headers.size()) - 1, QHeaderView::Stretch);
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
    , m_orderId(new QLabel)
    , m_amount(new QLabel)
    , m_state(new Remark)
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_sentence(new QLabel)
    , m_attemptTable(makeTable(
          {tr("Try"), tr("Started"), tr("Result"), tr("HTTP"), tr("Left"), tr("Took"), tr("Why")}, tr("Attempts")))
    , m_decisions(mutedLabel())
    , m_parameters(makeTable({tr("Key"), tr("As sent"), tr("Reads")}, tr("Parameters")))
    , m_request(makeText(tr("Request")))
    , m_response(makeText(tr("Answer")))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Padding, Padding - 4, Padding, Padding - 4);
    layout->setSpacing(Gap);
    layout->addWidget(makeHead());
    layout->addWidget(m_tabs);
    layout->addWidget(m_stack, 1);

    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (const QString& name : {tr("Summary"), tr("Parameters"), tr("Request"), tr("Answer")})
        m_tabs->addTab(name);
    m_stack->addWidget(makeSummary());
    m_stack->addWidget(m_parameters);
    m_stack->addWidget(m_request);
    m_stack->addWidget(m_response);
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_attemptTable, &QTableWidget::currentCellChanged, this, [this](int row) { showAttempt(row); });
}

QWidget* EventDetails::makeHead()
{
    auto* head = new QWidget;
    // Large text on a small screen: the buttons have a line of their own.
    auto* lines = new QBoxLayout(iconSide() < LargeIcon ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom, head);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(Gap);
    auto* layout = new QHBoxLayout;
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(Gap);
    layout->setSpacing(Gap);
    lines->addLayout(layout, 1);
    lines->addLayout(buttons);
    m_orderId->setFont(titleFont());
    m_orderId->setTextFormat(Qt::PlainText);
    m_amount->setTextFormat(Qt::PlainText);
    m_state->setBold(true);
    layout->addWidget(m_orderId);
    layout->addWidget(m_amount);
    layout->addWidget(m_state, 1);
    for (const Verb verb : {Verb::Retry, Verb::CancelOrder, Verb::EditCopy, Verb::ResendAsNew}) {
        auto* button = new QPushButton;
        connect(button, &QPushButton::clicked, this, [this, verb] { Q_EMIT asked(verb); });
        buttons->addWidget(button);
        m_buttons.insert(int(verb), button);
    }
    if (lines->direction() == QBoxLayout::TopToBottom)
        buttons->addStretch();
    makePrimary(m_buttons[int(Verb::Retry)]);
    m_buttons[int(Verb::CancelOrder)]->setText(tr("Cancel order"));
    m_buttons[int(Verb::EditCopy)]->setText(tr("Edit a copy..."));
    m_buttons[int(Verb::ResendAsNew)]->setText(tr("Resend as new event..."));
    return head;
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
    m_decisions->setWordWrap(true);
    layout->addWidget(m_sentence);
    layout->addWidget(m_decisions);
    layout->addWidget(m_attemptTable, 1);
    layout->addStretch();
    return page;
}

QPushButton* EventDetails::button(Verb verb) const { return m_buttons.value(int(verb)); }

void EventDetails::show(const ledger::EventRecord& event, const QList<ledger::AttemptRecord>& attempts,
    const QList<ledger::Decision>& decisions, pixel::AmountStyle style)
{
    m_attempts = attempts;
    m_orderId->setText(event.orderId());
    m_amount->setText(revenueText(event, style) + u' ' + event.fields.value(pixel::Field::Currency));
    const StateLook look = lookOf(event);
    m_state->show(look.icon, look.colour, look.word);
    m_buttons[int(Verb::Retry)]->setText(event.state == ledger::State::Delivered ? tr("Resend")
            : event.attempts == 0                                                ? tr("Send now")
                                                                                 : tr("Retry"));
    m_sentence->setText(storyOf(event));
    QStringList decided;
    for (const ledger::Decision& decision : decisions)
        decided << tr("%1, %2: %3 %4").arg(timeText(decision.at), decision.agent, decision.what, decision.detail);
    m_decisions->setText(decided.join(u'\n'));
    m_decisions->setVisible(!decided.isEmpty());
    showAttempts();
    showParameters(event);
}

void EventDetails::clear()
{
    m_attempts.clear();
    m_orderId->clear();
    m_amount->clear();
    m_state->clear();
    m_sentence->clear();
    m_decisions->clear();
    m_attemptTable->setRowCount(0);
    m_parameters->setRowCount(0);
    showAttempt(-1);
}

void EventDetails::showAttempts()
{
    const int kept = m_attemptTable->currentRow();
    const bool follow = kept < 0 || kept >= m_attemptTable->rowCount() - 1;
    m_attemptTable->setRowCount(int(m_attempts.size()));
    m_attemptTable->setVisible(!m_attempts.isEmpty());
    for (int row = 0; row < m_attempts.size(); ++row)
        setRow(m_attemptTable, row, attemptCells(m_attempts[row]));
    const int current = follow ? int(m_attempts.size()) - 1 : qMin(kept, int(m_attempts.size()) - 1);
    m_attemptTable->setCurrentCell(current, 0);
    m_attemptTable->scrollToBottom();
    showAttempt(current);
}

void EventDetails::showParameters(const ledger::EventRecord& event)
{
    const pixel::DecodedUrl decoded = pixel::decode(event.target);
    m_parameters->setRowCount(int(decoded.parameters.size()));
    for (int row = 0; row < decoded.parameters.size(); ++row) {
        const pixel::Parameter& p = decoded.parameters[row];
        setRow(m_parameters, row, {p.key, QString::fromUtf8(p.rawValue), p.value});
    }
}

void EventDetails::showAttempt(int row)
{
    const bool exists = row >= 0 && row < m_attempts.size();
    m_request->setPlainText(exists ? requestText(m_attempts[row]) : tr("Nothing was sent yet."));
    m_response->setPlainText(exists ? answerText(m_attempts[row]) : tr("Nothing was sent yet."));
}

} // namespace rookery::ui
