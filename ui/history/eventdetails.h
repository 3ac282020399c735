// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"
#include "pixel/amountstyle.h"
#include "ui/common/choice.h"
#include "ui/history/countdown.h"
#include "ui/history/notekeeper.h"

#include <QHash>
#include <QWidget>

#include <functional>

class QAction;
class QBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabBar;
class QTableWidget;

namespace rookery::ui {

class AdviceRow;
class FlowLayout;
class NotesPane;
class ProfileMark;
class PageStack;
class Remark;
class TimelineView;
class WholeRows;

/// What the ledger knows of one event.
struct EventStory {
    ledger::EventRecord event;
    QList<ledger::AttemptRecord> attempts;
    QList<ledger::Decision> decisions;
    QList<ledger::Correction> corrections;
    std::optional<TypedNote> typed; ///< and has not been saved as its note
};

/// Everything that the ledger knows of one event: what became of it, each attempt, each parameter, each answer.
class EventDetails final : public QWidget {
    Q_OBJECT

public:
    explicit EventDetails(QWidget* parent = nullptr);

    /// What keeps a profile's orders from going: a few words, and a sentence.
    void setHeldUp(const HeldUp& words, const HeldUp& sentence);
    /// What a profile's LIVE or PRACTICE is drawn in.
    void setColourOf(const std::function<QColor(const QString& profile)>& colourOf) { m_colourOf = colourOf; }
    /// That has changed: what is shown of it is, and nothing else.
    void followWorld();

    /// `attempt`: the one to be looked at; nothing: the last, or the one that was looked at before.
    void show(const EventStory& story, std::optional<qint64> attempt, pixel::AmountStyle style);
    /// Whether the verbs that have a button or a line in its menu can be done.
    void setCan(const std::function<bool(Verb)>& can);
    void focusNote();
    /// -1: the one before; 1: the one behind it.
    void stepAttempt(int step);
    [[nodiscard]] int attemptCount() const { return int(m_attempts.size()); }

Q_SIGNALS:
    void asked(rookery::ui::Verb verb);
    void profileWanted(const QString& name);
    void said(const QString& sentence);
    void noteChanged(qint64 event, const QString& note, const QString& before);
    void noteTyped(qint64 event, const std::optional<QString>& note);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeActions();
    [[nodiscard]] QWidget* makeSummary();
    [[nodiscard]] QPushButton* makeMore();
    void showWhatNext();
    void placeActions();
    void showAttempts(const ledger::EventRecord& event, std::optional<qint64> attempt);
    void showParameters(const ledger::EventRecord& event);
    void showAttempt(int row);

    qint64 m_event = 0;
    Choice m_choice; // of this one
    HeldUp m_heldUp; // as a sentence
    QList<ledger::AttemptRecord> m_attempts;
    QHash<int, QPushButton*> m_buttons;
    QHash<int, QAction*> m_more;
    QLabel* m_orderId;
    QLabel* m_amount;
    QLabel* m_profile;
    ProfileMark* m_liveMark;
    std::function<QColor(const QString& profile)> m_colourOf;
    Remark* m_state;
    Countdown* m_again;
    Remark* m_mark;     // corrected, or in the bin
    QBoxLayout* m_line; // the tabs and what can be done
    FlowLayout* m_actions = nullptr;
    QTabBar* m_tabs;
    PageStack* m_stack;
    QLabel* m_sentence;
    AdviceRow* m_advice;
    QTableWidget* m_attemptTable;
    WholeRows* m_attemptRows;
    QTableWidget* m_parameters;
    QPlainTextEdit* m_request;
    QPlainTextEdit* m_response;
    TimelineView* m_timeline;
    NotesPane* m_notes;
};

} // namespace rookery::ui
