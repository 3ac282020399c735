// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace rookery::ui {

/// The note of an order, and what people decided about it: who, when, what.
class NotesPane final : public QWidget {
    Q_OBJECT

public:
    explicit NotesPane(QWidget* parent = nullptr);

    /// What is being typed stays while the same order is shown again.
    void show(const ledger::EventRecord& event, const QList<ledger::Decision>& decisions,
        const QList<ledger::Correction>& corrections);
    void takeFocus();

Q_SIGNALS:
    void noteChanged(qint64 event, const QString& note, const QString& before);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void save();

    qint64 m_event = 0;
    QString m_saved;
    QPlainTextEdit* m_note;
    QPushButton* m_save;
    QLabel* m_life;
};

} // namespace rookery::ui
