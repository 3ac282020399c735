// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batchstart.h"

#include "ui/common/card.h"
#include "ui/common/flowlayout.h"
#include "ui/common/look.h"
#include "ui/common/table.h"
#include "ui/common/words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int Padding = 28;
constexpr int Gap = 12;
constexpr int BatchRole = Qt::UserRole;
constexpr int FileRole = Qt::UserRole + 1;

enum Column { Opened, Name, ProfileName, Orders, Standing, ColumnCount };

} // namespace

BatchStart::BatchStart(QWidget* parent)
    : QWidget(parent)
    , m_words(new QLabel)
    , m_paste(new QPushButton(tr("Paste")))
    , m_before(new QWidget)
    , m_list(new QTableWidget(0, ColumnCount))
{
    auto* card = new Card;
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(Padding, Padding, Padding, Padding);
    inside->setSpacing(Gap);
    m_words->setFont(titleFont());
    m_words->setWordWrap(true);
    inside->addWidget(m_words);
    auto* more = mutedLabel(tr("From Excel, CSV, JSON, logs and copied commands. Every row is checked, and nothing "
                               "leaves before you say so."));
    more->setWordWrap(true);
    inside->addWidget(more);
    auto* buttons = new FlowLayout(Gap);
    auto* file = new QPushButton(tr("Open a file..."));
    auto* type = new QPushButton(tr("Type rows"));
    auto* form = new QPushButton(tr("Save a template..."));
    for (QPushButton* button : {m_paste, file, type, form})
        buttons->addWidget(button);
    makePrimary(m_paste);
    inside->addLayout(buttons);

    auto* list = new QVBoxLayout(m_before);
    list->setContentsMargins(0, Gap, 0, 0);
    auto* head = new QHBoxLayout;
    head->addWidget(new SectionLabel(tr("Batches before")));
    head->addStretch();
    head->addWidget(mutedLabel(tr("Enter opens one")));
    list->addLayout(head);
    m_list->setAccessibleName(tr("Batches before"));
    calmTable(m_list);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalHeaderLabels({tr("Opened"), tr("Batch"), tr("Profile"), tr("Orders"), tr("How it stands")});
    for (int column = 0; column < ColumnCount; ++column)
        m_list->horizontalHeaderItem(column)->setTextAlignment(
            (column == Orders ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    m_list->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->horizontalHeader()->setStretchLastSection(true);
    list->addWidget(m_list);
    auto* listCard = new Card;
    auto* cardLayout = new QVBoxLayout(listCard);
    cardLayout->addWidget(m_before);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    layout->addWidget(card);
    layout->addWidget(listCard, 1);
    layout->addStretch();
    m_before = listCard;

    connect(m_paste, &QPushButton::clicked, this, &BatchStart::pasteWanted);
    connect(file, &QPushButton::clicked, this, &BatchStart::fileWanted);
    connect(type, &QPushButton::clicked, this, &BatchStart::typingWanted);
    connect(form, &QPushButton::clicked, this, &BatchStart::templateWanted);
    connect(m_list, &QTableWidget::cellActivated, this, [this](int row) {
        const QTableWidgetItem* item = m_list->item(row, Opened);
        if (const QString kept = item->data(FileRole).toString(); !kept.isEmpty())
            Q_EMIT putAwayWanted(kept);
        else
            Q_EMIT batchWanted(item->data(BatchRole).toLongLong());
    });
    showClipboard(0);
    show({});
}

void BatchStart::showClipboard(int rows)
{
    m_words->setText(rows > 1 ? tr("%Ln line(s) on the clipboard.", nullptr, rows)
                              : tr("Copy rows in Excel and press Ctrl+V here, or drop a file."));
    m_paste->setText(rows > 1 ? tr("Use them") : tr("Paste"));
}

void BatchStart::show(const QList<ledger::Batch>& batches, const QList<PutAway::Rows>& putAway)
{
    if (m_batches == batches && m_putAway == putAway && m_list->rowCount() > 0)
        return;
    m_batches = batches;
    m_putAway = putAway;
    fill();
}

void BatchStart::showStandings(const QHash<qint64, ledger::BatchStanding>& standings)
{
    if (m_standings == standings)
        return;
    m_standings = standings;
    fill();
}

void BatchStart::fill()
{
    const int current = m_list->currentRow();
    m_list->setRowCount(0);
    for (const PutAway::Rows& rows : m_putAway) // nothing of them was sent: first of all
        addPutAway(rows);
    for (const ledger::Batch& batch : m_batches)
        addBatch(batch);
    if (m_list->rowCount() > 0)
        m_list->selectRow(qBound(0, current, m_list->rowCount() - 1));
    m_before->setVisible(m_list->rowCount() > 0);
}

void BatchStart::addPutAway(const PutAway::Rows& rows)
{
    addRow({timeText(rows.at), rows.name, {}, {}, tr("Put away, not sent: %Ln row(s)", nullptr, int(rows.rows))},
        icon(QStringLiteral("park"), colours().muted), FileRole, rows.file);
}

// The worst comes first, and has its sign beside it.
void BatchStart::addBatch(const ledger::Batch& batch)
{
    const QLocale locale;
    const Colours& c = colours();
    const ledger::BatchStanding standing = m_standings ? m_standings->value(batch.id) : ledger::BatchStanding();
    QStringList words;
    QIcon mark;
    const auto add = [&](bool holds, const QString& text, const QString& sign, const QColor& colour) {
        if (!holds)
            return;
        words << text;
        if (mark.isNull())
            mark = icon(sign, colour);
    };
    const qint64 open = standing.failed + standing.unknown + standing.underWay + standing.cancelled;
    if (m_standings && open > 0 && batch.accepted > open)
        words << tr("%1 delivered").arg(locale.toString(batch.accepted - open));
    add(!batch.rows, tr("Broken off, the other rows were not saved"), signOf(true).icon, signOf(true).colour);
    add(standing.failed > 0, tr("%1 not delivered").arg(locale.toString(standing.failed)), QStringLiteral("refused"),
        c.notDelivered);
    add(standing.unknown > 0, tr("%1 unknown").arg(locale.toString(standing.unknown)), QStringLiteral("unknown"),
        c.unknown);
    add(batch.rows && batch.held > 0, tr("%1 to fix").arg(locale.toString(batch.held)), signOf(true).icon,
        signOf(true).colour);
    add(standing.underWay > 0, tr("%1 waiting").arg(locale.toString(standing.underWay)), QStringLiteral("waiting"),
        c.waiting);
    add(standing.cancelled > 0, tr("%1 cancelled").arg(locale.toString(standing.cancelled)),
        QStringLiteral("cancelled"), c.muted);
    add(m_standings && batch.rows && batch.accepted > 0 && standing == ledger::BatchStanding(), tr("All delivered"),
        QStringLiteral("delivered"), c.delivered);
    //: %1 the name of a file, %2 the number of its batch
    addRow({timeText(batch.opened), tr("%1, no. %2").arg(batch.name).arg(batch.id), batch.profile,
               locale.toString(batch.accepted), words.join(tr(", "))},
        mark, BatchRole, batch.id);
}

void BatchStart::addRow(const QStringList& cells, const QIcon& mark, int role, const QVariant& what)
{
    const int row = m_list->rowCount();
    m_list->insertRow(row);
    for (int column = 0; column < ColumnCount; ++column) {
        auto* item = new QTableWidgetItem(cells[column]);
        if (column == Orders)
            item->setTextAlignment(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
        m_list->setItem(row, column, item);
    }
    m_list->item(row, Standing)->setIcon(mark);
    m_list->item(row, Opened)->setData(role, what);
    QStringList said = cells;
    said.removeAll(QString());
    m_list->item(row, Opened)->setData(Qt::AccessibleTextRole, said.join(tr(", ")));
}

void BatchStart::takeFocus() { m_paste->setFocus(); }

} // namespace rookery::ui
