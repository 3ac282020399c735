// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QLabel>
#include <QTimer>

namespace rookery::ui {

/// `again in 0:42`, `again at 18:40`, `again soon`: behind the word for a state. Nothing for what does not go again by
/// itself (engine/choice.h).
[[nodiscard]] QString againText(const ledger::EventRecord& event, UtcMs now);
/// The same for who hears it, without seconds that run.
[[nodiscard]] QString againSpoken(const ledger::EventRecord& event, UtcMs now);

/// Says when an order goes again by itself, once a second as long as it is to be seen.
class Countdown final : public QLabel {
    Q_OBJECT

public:
    explicit Countdown(QWidget* parent = nullptr);

    void show(const ledger::EventRecord& event);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void tick();

    ledger::EventRecord m_event;
    QTimer m_seconds;
};

} // namespace rookery::ui
