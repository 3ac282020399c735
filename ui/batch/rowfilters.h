// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/batch/batchwork.h"
#include "ui/batch/sheetmodel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QWidget>

namespace rookery::ui {

/// How many rows are what, each a button that shows them, and a search.
class RowFilters final : public QWidget {
    Q_OBJECT

public:
    explicit RowFilters(QWidget* parent = nullptr);

    /// What there is none of is not there, but for *All* and the one that is on.
    void show(const BatchCounts& counts, qint64 rows);
    void choose(RowFilter filter);
    [[nodiscard]] RowFilter chosen() const { return m_chosen; }
    [[nodiscard]] QString text() const { return m_search->text(); }
    void focusSearch();

Q_SIGNALS:
    void changed();

private:
    void addChip(RowFilter filter, const QString& name, const QColor& colour);

    QHash<int, QPushButton*> m_chips;
    QLineEdit* m_search;
    RowFilter m_chosen = RowFilter::All;
};

} // namespace rookery::ui
