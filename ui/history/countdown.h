// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QLabel>
#include <QTimer>

#include <functional>

namespace rookery::ui {

/// `again in 0:42`, `again at 18:40`, `again soon`: behind the word for a state. Nothing for what does not go again by
/// itself (engine/choice.h). `heldUp` (heldUpText()) stands in its place: no time runs out while nothing goes.
[[nodiscard]] QString againText(const ledger::EventRecord& event, UtcMs now, const QString& heldUp);
/// The same for who hears it, without seconds that run.
[[nodiscard]] QString againSpoken(const ledger::EventRecord& event, UtcMs now, const QString& heldUp);
/// Of a profile.
using HeldUp = std::function<QString(const QString& profile)>;

/// Says when an order goes again by itself, once a second as long as it is to be seen.
class Countdown final : public QLabel {
    Q_OBJECT

public:
    explicit Countdown(QWidget* parent = nullptr);

    void setHeldUp(const HeldUp& heldUp) { m_heldUp = heldUp; }
    void show(const ledger::EventRecord& event);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void tick();

    [[nodiscard]] QString heldUp() const { return m_heldUp ? m_heldUp(m_event.profile) : QString(); }

    ledger::EventRecord m_event;
    HeldUp m_heldUp;
    QTimer m_seconds;
};

} // namespace rookery::ui
