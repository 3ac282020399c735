// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/parkedpanel.h"

#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/common/words.h"

#include <QJsonDocument>
#include <QKeyEvent>
#include <QListWidget>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int Gap = 6;
constexpr int RowPadding = 10;
constexpr int MostRows = 4; // the others scroll

QString textOf(const ledger::Draft& draft)
{
    const QJsonObject typed = QJsonDocument::fromJson(draft.content).object();
    const QString order = typed.value(pixel::key(pixel::Field::OrderId)).toString();
    const QString revenue = typed.value(pixel::key(pixel::Field::Revenue)).toString();
    QStringList parts{minuteText(draft.saved), order.isEmpty() ? ParkedPanel::tr("no order ID") : order};
    if (!revenue.isEmpty())
        parts << revenue;
    return parts.join(QStringLiteral("   "));
}

} // namespace

ParkedPanel::ParkedPanel(Desk& desk, QWidget* parent) : QWidget(parent), m_desk(desk), m_list(new QListWidget)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    layout->addWidget(new SectionLabel(tr("Saved for later")));
    layout->addWidget(m_list);
    m_list->setObjectName(QStringLiteral("parked"));
    m_list->setAccessibleName(tr("Saved for later"));
    m_list->setToolTip(tr("Enter takes it into the form, Delete discards it"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->installEventFilter(this);
    softenSelection(m_list);
    QPalette palette = m_list->palette();
    palette.setColor(QPalette::Base, colours().raised);
    m_list->setPalette(palette);
    connect(m_list, &QListWidget::itemActivated, this, [this] {
        if (const int row = m_list->currentRow(); row >= 0)
            Q_EMIT opened(m_parked[row]);
    });
    hide();
}

void ParkedPanel::refresh()
{
    const ledger::Reader* reader = m_desk.reader();
    if (!reader)
        return;
    const auto drafts = reader->drafts();
    if (!drafts)
        return Q_EMIT m_desk.said(drafts.error().sentence, true);
    m_parked = *drafts;
    m_parked.removeIf([](const ledger::Draft& draft) { return !draft.slot.startsWith(QLatin1StringView("parked:")); });
    m_list->clear();
    const int rowHeight = fontMetrics().height() + RowPadding;
    for (const ledger::Draft& draft : std::as_const(m_parked)) {
        auto* item = new QListWidgetItem(icon(QStringLiteral("park"), colours().muted), textOf(draft), m_list);
        item->setSizeHint(QSize(0, rowHeight));
        item->setData(Qt::AccessibleTextRole, tr("Saved for later by %1: %2").arg(draft.agent, textOf(draft)));
    }
    m_list->setFixedHeight(rowHeight * qBound(1, int(m_parked.size()), MostRows));
    setVisible(!m_parked.isEmpty());
}

void ParkedPanel::takeFocus()
{
    m_list->setFocus();
    m_list->setCurrentRow(qMax(0, m_list->currentRow()), QItemSelectionModel::ClearAndSelect);
}

bool ParkedPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
        if (const int row = m_list->currentRow(); row >= 0)
            Q_EMIT discarded(m_parked[row]);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace rookery::ui
