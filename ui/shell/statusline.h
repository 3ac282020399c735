// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QJsonObject>
#include <QTime>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace rookery::ui {

class Desk;
class Remark;

/// The last thing that happened, in words, and who sits here.
class StatusLine final : public QWidget {
    Q_OBJECT

public:
    explicit StatusLine(Desk& desk, QWidget* parent = nullptr);

    /// A button that stops all sending, or goes on with it: one step away, and in sight (UX.md §9).
    /// A low window: no higher than its buttons.
    void setLow(bool low);
    void addStop(QAction* stop, QAction* goOn);

    /// The outcome of an attempt.
    void tell(const ledger::EventRecord& event);
    /// Empty: what it says does not hold any more.
    void say(const QString& sentence, bool bad);
    [[nodiscard]] QString text() const;

    /// What it says, for another one.
    [[nodiscard]] QJsonObject memo() const;
    void takeUp(const QJsonObject& memo);

Q_SIGNALS:
    /// The order that it speaks of is to be shown.
    void openRequested(qint64 event);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void put(const QString& icon, const QColor& colour, const QString& text, bool bold);

    Desk& m_desk;
    QHBoxLayout* m_layout;
    Remark* m_last;
    QToolButton* m_open;
    QLabel* m_agent;
    QJsonObject m_said;
    QTime m_time;     // of what it says
    QTime m_toldTime; // while it is taken up: it happened then, not now
};

} // namespace rookery::ui
