// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/wholerows.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

namespace rookery::ui {

WholeRows::WholeRows(QTableView* table, int leastRows, QWidget* parent)
    : QWidget(parent)
    , m_table(table)
    , m_leastRows(leastRows)
{
    table->setParent(this);
    table->verticalScrollBar()->setSingleStep(table->verticalHeader()->defaultSectionSize());
    const auto follow = [this] {
        updateGeometry();
        place();
    };
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(table->model(), signal, this, follow);
    connect(table->horizontalHeader(), &QHeaderView::sectionResized, this, follow);
}

int WholeRows::heightOf(int rows) const
{
    const QHeaderView* header = m_table->horizontalHeader();
    const int head = qMin(header->sizeHint().height(), header->maximumHeight());
    const int bar = header->length() > width() ? m_table->horizontalScrollBar()->sizeHint().height() : 0;
    return head + rows * m_table->verticalHeader()->defaultSectionSize() + bar;
}

QSize WholeRows::sizeHint() const { return {m_table->sizeHint().width(), heightOf(m_table->model()->rowCount())}; }

QSize WholeRows::minimumSizeHint() const
{
    return {m_table->minimumSizeHint().width(), heightOf(qMin(m_table->model()->rowCount(), m_leastRows))};
}

void WholeRows::resizeEvent(QResizeEvent*) { place(); }

void WholeRows::place()
{
    const int rows = (height() - heightOf(0)) / m_table->verticalHeader()->defaultSectionSize();
    m_table->setGeometry(0, 0, width(), heightOf(qBound(0, rows, m_table->model()->rowCount())));
}

} // namespace rookery::ui
