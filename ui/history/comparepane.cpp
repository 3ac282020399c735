// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/comparepane.h"

#include "ui/common/card.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/look.h"
#include "ui/common/table.h"
#include "ui/common/words.h"
#include "ui/history/wholerows.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>

#include <algorithm>

namespace rookery::ui {

namespace {

constexpr int Padding = 16;
constexpr int Gap = 8;
constexpr int LeastRows = 3;

QString answerOf(const ledger::EventRecord& event)
{
    return event.lastStatus
        ? ComparePane::tr("HTTP %1, %2").arg(*event.lastStatus).arg(tookText(event.lastTookMs.value_or(0)))
        : ComparePane::tr("no answer");
}

QByteArray urlOf(const ledger::EventRecord& event) { return event.lastUrl.isEmpty() ? event.target : event.lastUrl; }

} // namespace

ComparePane::ComparePane(QWidget* parent)
    : QWidget(parent)
    , m_title(new ElidedLabel)
    , m_answers(mutedLabel())
    , m_all(new QCheckBox(tr("Show what is the same")))
    , m_copy(new QPushButton(icon(QStringLiteral("copy"), colours().muted), tr("Copy as Markdown")))
    , m_table(new QTableWidget(0, 4))
{
    m_title->setFont(titleFont());
    m_title->setTextFormat(Qt::PlainText);
    m_table->setHorizontalHeaderLabels({tr("Key"), tr("A"), tr("B"), tr("Difference")});
    m_table->setAccessibleName(tr("Comparison"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    calmTable(m_table);
    auto* close = new QPushButton(tr("Close"));
    // Large text: the buttons have a line of their own.
    const bool large = isTextLarge();
    auto* head = new QBoxLayout(large ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    head->setSpacing(Gap);
    head->addWidget(m_title, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(Gap);
    for (QWidget* button : {static_cast<QWidget*>(m_all), static_cast<QWidget*>(m_copy), static_cast<QWidget*>(close)})
        buttons->addWidget(button);
    if (large)
        buttons->addStretch();
    head->addLayout(buttons);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Padding, Padding, Padding, Padding);
    layout->setSpacing(Gap);
    layout->addLayout(head);
    layout->addWidget(m_answers);
    layout->addWidget(new WholeRows(m_table, LeastRows), 1);
    connect(m_all, &QCheckBox::toggled, this, &ComparePane::fill);
    connect(close, &QPushButton::clicked, this, &ComparePane::closed);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(pixel::comparedMarkdown(shown()));
        Q_EMIT copied();
    });
}

void ComparePane::show(const ledger::EventRecord& a, const ledger::EventRecord& b)
{
    m_rows = pixel::compare(pixel::decode(urlOf(a)), pixel::decode(urlOf(b)));
    m_title->setText(
        tr("A: %1, %2   B: %3, %4").arg(a.orderId(), timeText(a.confirmed), b.orderId(), timeText(b.confirmed)));
    m_answers->setText(tr("A: %1   B: %2").arg(answerOf(a), answerOf(b)));
    fill();
}

QList<pixel::Compared> ComparePane::shown() const
{
    QList<pixel::Compared> rows = m_rows;
    if (m_all->isChecked())
        return rows; // as they stand in the address
    rows.removeIf([](const pixel::Compared& row) { return row.kind == pixel::Difference::Same; });
    // What tells something comes first.
    std::stable_partition(
        rows.begin(), rows.end(), [](const pixel::Compared& row) { return row.kind != pixel::Difference::Volatile; });
    return rows;
}

void ComparePane::fill()
{
    const QList<pixel::Compared> rows = shown();
    m_table->setRowCount(int(rows.size()));
    const Colours& c = colours();
    for (int row = 0; row < rows.size(); ++row) {
        const pixel::Compared& compared = rows[row];
        // What always differs, and what is the same, stays quiet.
        const bool quiet = compared.kind == pixel::Difference::Same || compared.kind == pixel::Difference::Volatile;
        const QStringList cells{
            pixel::comparedKey(compared), compared.valueA, compared.valueB, pixel::differenceText(compared.kind)};
        for (int column = 0; column < cells.size(); ++column) {
            auto* item = new QTableWidgetItem(cells[column]);
            item->setForeground(quiet ? c.muted : c.text);
            if (!quiet && column == cells.size() - 1) {
                QFont bold;
                bold.setWeight(QFont::DemiBold);
                item->setFont(bold);
            }
            m_table->setItem(row, column, item);
        }
    }
    if (rows.isEmpty()) {
        m_table->setRowCount(1);
        m_table->setItem(0, 0, new QTableWidgetItem(tr("Nothing differs.")));
    }
}

void ComparePane::takeFocus()
{
    m_table->setFocus();
    m_table->setCurrentCell(0, 0);
}

} // namespace rookery::ui
