// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QWidget>

namespace rookery::ui {

/// A phase of an attempt; ms since it was taken.
struct Phase {
    QString name;
    qint64 from = 0;
    qint64 to = 0;

    bool operator==(const Phase&) const = default;
};

/// The phases that were measured, one behind the other. A reused connection has neither connecting nor encryption;
/// looking up the name is not measured apart (Qt does not tell).
[[nodiscard]] QList<Phase> phasesOf(const ledger::AttemptResult& result);

/// Draws the phases of each attempt of an order to one scale, below each other.
class TimelineView final : public QWidget {
    Q_OBJECT

public:
    explicit TimelineView(QWidget* parent = nullptr);

    void show(const QList<ledger::AttemptRecord>& attempts);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int lineHeight() const;

    QList<ledger::AttemptRecord> m_attempts;
};

} // namespace rookery::ui
