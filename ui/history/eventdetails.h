// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"
#include "pixel/amountstyle.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QTableWidget;

namespace rookery::ui {

class Remark;
enum class Verb;

/// Everything that the ledger knows of one event: what became of it, each attempt, each parameter, each answer.
class EventDetails final : public QWidget {
    Q_OBJECT

public:
    explicit EventDetails(QWidget* parent = nullptr);

    void show(const ledger::EventRecord& event, const QList<ledger::AttemptRecord>& attempts,
        const QList<ledger::Decision>& decisions, pixel::AmountStyle style);
    void clear();
    /// Button of a verb, for the page to enable and to name.
    [[nodiscard]] QPushButton* button(Verb verb) const;

Q_SIGNALS:
    void asked(rookery::ui::Verb verb);

private:
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeSummary();
    void showAttempts();
    void showParameters(const ledger::EventRecord& event);
    void showAttempt(int row);

    QList<ledger::AttemptRecord> m_attempts;
    QHash<int, QPushButton*> m_buttons;
    QLabel* m_orderId;
    QLabel* m_amount;
    Remark* m_state;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    QLabel* m_sentence;
    QTableWidget* m_attemptTable;
    QLabel* m_decisions;
    QTableWidget* m_parameters;
    QPlainTextEdit* m_request;
    QPlainTextEdit* m_response;
};

} // namespace rookery::ui
