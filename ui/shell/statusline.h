// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QWidget>

class QLabel;

namespace rookery::ui {

class Desk;
class Remark;

/// The last thing that happened, in words, and who sits here.
class StatusLine final : public QWidget {
    Q_OBJECT

public:
    explicit StatusLine(Desk& desk, QWidget* parent = nullptr);

    /// The outcome of an attempt.
    void tell(const ledger::EventRecord& event);
    /// Empty: what it says does not hold any more.
    void say(const QString& sentence, bool bad);
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void put(const QString& icon, const QColor& colour, const QString& text, bool bold);

    Desk& m_desk;
    Remark* m_last;
    QLabel* m_agent;
};

} // namespace rookery::ui
