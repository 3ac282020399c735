// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batchstart.h"

#include "ui/common/card.h"
#include "ui/common/flowlayout.h"
#include "ui/common/look.h"
#include "ui/common/words.h"

#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int Padding = 28;
constexpr int Gap = 12;
constexpr int RowPadding = 14; // above and below the words of a batch, together
constexpr int BatchRole = Qt::UserRole;
constexpr int FileRole = Qt::UserRole + 1;

} // namespace

BatchStart::BatchStart(QWidget* parent)
    : QWidget(parent)
    , m_words(new QLabel)
    , m_paste(new QPushButton(tr("Paste")))
    , m_before(new QWidget)
    , m_list(new QListWidget)
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
    list->addWidget(new SectionLabel(tr("Batches before")));
    m_list->setAccessibleName(tr("Batches before"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    softenSelection(m_list);
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
    connect(m_list, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
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
    if (m_batches == batches && m_putAway == putAway && m_list->count() > 0)
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
    m_list->clear();
    const QLocale locale;
    for (const PutAway::Rows& rows : m_putAway) // nothing of them was sent: first of all
        addItem({tr("Put away, not sent"), timeText(rows.at), rows.name, tr("%Ln row(s)", nullptr, int(rows.rows))},
            FileRole, rows.file);
    for (const ledger::Batch& batch : m_batches) {
        QStringList parts{tr("No. %1").arg(batch.id), timeText(batch.opened), batch.name, batch.profile,
            tr("%Ln order(s)", nullptr, int(batch.accepted))};
        if (!batch.rows)
            parts << tr("broken off, the other rows were not saved");
        else if (batch.held > 0)
            parts << tr("%1 to fix").arg(locale.toString(batch.held));
        const ledger::BatchStanding standing = m_standings ? m_standings->value(batch.id) : ledger::BatchStanding();
        if (standing.underWay > 0)
            parts << tr("%1 waiting").arg(locale.toString(standing.underWay));
        if (standing.failed > 0)
            parts << tr("%1 not delivered or unknown").arg(locale.toString(standing.failed));
        if (standing.cancelled > 0)
            parts << tr("%1 cancelled").arg(locale.toString(standing.cancelled));
        if (m_standings && batch.rows && batch.accepted > 0 && standing == ledger::BatchStanding())
            parts << tr("all delivered");
        addItem(parts, BatchRole, batch.id);
    }
    m_list->setCurrentRow(qMin(qMax(0, current), m_list->count() - 1));
    m_before->setVisible(m_list->count() > 0);
}

void BatchStart::addItem(const QStringList& parts, int role, const QVariant& what)
{
    auto* item = new QListWidgetItem(parts.join(QStringLiteral("  \u00b7  ")), m_list);
    item->setData(role, what);
    item->setSizeHint({0, m_list->fontMetrics().height() + RowPadding});
}

void BatchStart::takeFocus() { m_paste->setFocus(); }

} // namespace rookery::ui
