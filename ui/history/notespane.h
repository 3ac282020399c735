// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"
#include "ui/history/notekeeper.h"

#include <QHash>
#include <QWidget>

#include <optional>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace rookery::ui {

class Bar;

/// The note of an order, and what people decided about it: who, when, what.
class NotesPane final : public QWidget {
    Q_OBJECT

public:
    explicit NotesPane(QWidget* parent = nullptr);

    /// What is being typed stays while the same order is shown again. `typed`: what was being typed before, if nothing
    /// is now; it is no note before somebody says so.
    void show(const ledger::EventRecord& event, const QList<ledger::Decision>& decisions,
        const QList<ledger::Correction>& corrections, const std::optional<TypedNote>& typed = {});
    /// Something is there that was typed before and neither saved nor discarded.
    [[nodiscard]] bool isRestored() const { return m_isRestored; }
    void takeFocus();

Q_SIGNALS:
    void noteChanged(qint64 event, const QString& note, const QString& before);
    /// As it stands there; nothing: as it is saved.
    void noteTyped(qint64 event, const std::optional<QString>& note);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void save();
    void leave();
    void discard();
    void follow();
    [[nodiscard]] QString text() const;

    /// Given to be saved while the ledger had `before`.
    struct Left {
        QString before;
        QString note;
    };
    qint64 m_event = 0;
    QString m_stored;               // what the ledger has
    std::optional<QString> m_asked; // to be saved, and not answered yet
    QHash<qint64, Left> m_left;     // so that a disk that fails costs nobody what was typed
    bool m_isRestored = false;      // nobody has touched it since
    Bar* m_bar;
    QPlainTextEdit* m_note;
    QPushButton* m_save;
    QLabel* m_life;
};

} // namespace rookery::ui
