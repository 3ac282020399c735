// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/batch.h"
#include "ui/batch/putaway.h"

#include <QIcon>
#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;

namespace rookery::ui {

/// What the page shows while there are no rows: how to bring some in, and the batches of before.
class BatchStart final : public QWidget {
    Q_OBJECT

public:
    explicit BatchStart(QWidget* parent = nullptr);

    void show(const QList<ledger::Batch>& batches, const QList<PutAway::Rows>& putAway = {});
    /// What of them is not settled, by batch.
    void showStandings(const QHash<qint64, ledger::BatchStanding>& standings);
    /// What lies on the clipboard, as far as it looks like rows; 0: it does not.
    void showClipboard(int rows);
    void takeFocus();

Q_SIGNALS:
    void pasteWanted();
    void fileWanted();
    void typingWanted();
    void templateWanted();
    void batchWanted(qint64 batch);
    void putAwayWanted(const QString& file);

private:
    void fill();
    void addPutAway(const PutAway::Rows& rows);
    void addBatch(const ledger::Batch& batch);
    void addRow(const QStringList& cells, const QIcon& mark, int role, const QVariant& what);

    QLabel* m_words;
    QPushButton* m_paste;
    QWidget* m_before;
    QTableWidget* m_list;
    QList<ledger::Batch> m_batches;
    QList<PutAway::Rows> m_putAway;
    std::optional<QHash<qint64, ledger::BatchStanding>> m_standings; // nothing: not read yet
};

} // namespace rookery::ui
