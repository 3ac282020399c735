// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historycolumns.h"

#include "ui/history/historymodel.h"
#include "ui/history/historytable.h"

#include <QHeaderView>
#include <QMenu>

namespace rookery::ui {

HistoryColumns::HistoryColumns(HistoryTable* table)
    : QObject(table)
    , m_table(table)
    , m_menu(new QMenu(tr("Co&lumns"), table))
{
    for (int column = 0; column < HistoryColumn::ColumnCount; ++column) {
        QAction* action = m_menu->addAction(QString());
        action->setCheckable(true);
        action->setEnabled(!isNeeded(column));
        connect(action, &QAction::triggered, m_table, [this, column](bool on) { m_table->setShown(column, on); });
        m_actions << action;
    }
    m_menu->addSeparator();
    m_menu->addAction(tr("&Reset columns"), m_table, &HistoryTable::resetColumns);
    connect(m_menu, &QMenu::aboutToShow, this, &HistoryColumns::update);
    update();
    QHeaderView* header = m_table->horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
        [this, header](const QPoint& place) { m_menu->popup(header->viewport()->mapToGlobal(place)); });
}

// Titles change with what a row is.
void HistoryColumns::update()
{
    const auto* model = qobject_cast<const HistoryModel*>(m_table->model());
    for (int column = 0; column < m_actions.size(); ++column) {
        m_actions[column]->setText(columnTitle(column, model->grouping()));
        m_actions[column]->setChecked(!m_table->isColumnHidden(column));
    }
}

} // namespace rookery::ui
