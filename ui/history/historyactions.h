// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"
#include "ui/common/bar.h"
#include "ui/common/choice.h"

#include <QObject>

namespace rookery::ui {

class Desk;

/// Does to chosen orders what a verb says: asks where UX.md §0 asks, says what it leaves out, offers to undo what can
/// be undone.
class HistoryActions final : public QObject {
    Q_OBJECT

public:
    /// Questions are asked over `parent`.
    HistoryActions(Desk& desk, QWidget* parent);

    [[nodiscard]] bool can(Verb verb, const Choice& choice) const;
    void perform(Verb verb, const Choice& choice);
    void setNote(const QList<ledger::EventRecord>& events, const QString& note);

Q_SIGNALS:
    void told(rookery::ui::Bar::Mood mood, const QString& text, const std::function<void()>& undo);
    void openWanted(qint64 event);
    void copyToEdit(const rookery::ledger::EventRecord& event);
    void noteWanted();
    void compareWanted(const rookery::ledger::EventRecord& a, const rookery::ledger::EventRecord& b);

private:
    void retry(const QList<ledger::EventRecord>& events);
    void resendAsNew(const ledger::EventRecord& event);
    void cancelOrders(const QList<ledger::EventRecord>& events);
    void setBinned(const QList<ledger::EventRecord>& events, bool binned);
    void correct(const ledger::EventRecord& event);
    void withdraw(const ledger::EventRecord& event);
    void note(const QList<ledger::EventRecord>& events);
    void copyCommands(Verb verb, const QList<ledger::EventRecord>& events);
    [[nodiscard]] bool maySendCorrected(const ledger::EventRecord& event) const;
    void tellFailure(const Done& done);

    Desk& m_desk;
    QWidget* m_parent;
    Verb m_lastShell = Verb::CopyBash;
};

} // namespace rookery::ui
