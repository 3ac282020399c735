// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order.h"

#include <QObject>

class QWidget;

namespace rookery::ui {

class Desk;

/// From Send to the ledger: asks what takes a person's word (an order ID that was sent before, a name that the profile
/// does not list, the first live order), then has the order confirmed. One at a time.
class OrderSender final : public QObject {
    Q_OBJECT

public:
    /// Its questions stand before `page`.
    OrderSender(Desk& desk, QWidget* page);

    /// From the first question to the answer of the ledger: what stands in the form is on its way there.
    [[nodiscard]] bool isBusy() const { return m_busy; }
    /// `earlier`: the order with the same ID that went to the same place before. Where a question was
    /// answered with no, declined() follows and nothing else.
    void send(
        const engine::Order& order, const profile::Profile& profile, const std::optional<ledger::EventRecord>& earlier);

Q_SIGNALS:
    /// The form is the person's again.
    void declined();
    void started();
    /// It is on disk.
    void accepted();
    /// It is not, and nothing of it is.
    void failed(const QString& sentence);

private:
    [[nodiscard]] bool mayRepeat(const ledger::EventRecord& earlier, const profile::Profile& profile) const;
    [[nodiscard]] bool mayUseNames(const engine::Order& order, const profile::Profile& profile) const;
    [[nodiscard]] bool mayGoLive(const engine::Order& order, const profile::Profile& profile);
    void confirm(const engine::Order& order);

    Desk& m_desk;
    QWidget* m_page;
    std::optional<profile::Profile> m_liveAgreed; // the live profile that was agreed to since the start
    bool m_busy = false;
};

} // namespace rookery::ui
