// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order.h"
#include "ledger/record.h"

#include <QObject>

namespace rookery::ui {

class Bar;
class Desk;

/// What is known of an order ID: whether another order has it, or one that differs in small and capital letters only.
enum class IdUse { Unused, Used, OtherLetters };

/// Says in a bar of its own, while an order is typed, that its ID was used before.
class DuplicateCheck final : public QObject {
    Q_OBJECT

public:
    DuplicateCheck(Desk& desk, Bar& bar, QObject* parent = nullptr);

    /// An order with the ID that was looked up is in the ledger.
    [[nodiscard]] bool isKnown() const { return m_known; }
    /// Whether what was found out is about this ID.
    [[nodiscard]] bool isAbout(const QString& orderId) const { return orderId == m_lookedUp; }
    /// The order with this ID that was sent to the same place before.
    [[nodiscard]] std::optional<ledger::EventRecord> earlierOrder(const engine::Order& order) const;

    /// Unless it was done for this ID already; answered() follows.
    void lookUp(const engine::Order& order);
    /// The next lookUp() looks, whatever the ID: the place or the form is another one.
    void expire() { m_lookedUp.clear(); }
    /// Nothing is found out about what stands in the form now.
    void forget();

Q_SIGNALS:
    void answered(rookery::ui::IdUse use);
    void openRequested(qint64 event);

private:
    [[nodiscard]] std::optional<ledger::EventRecord> inOtherLetters(const engine::Order& order) const;
    void say(const QString& text, const ledger::EventRecord& earlier);

    Desk& m_desk;
    Bar& m_bar;
    QString m_lookedUp; // the order ID that the bar or the "not used before" speaks of
    bool m_known = false;
};

/// The order is saved and has not arrived: another one with its ID would count twice if both do.
[[nodiscard]] bool goesByItself(const ledger::EventRecord& event);
/// What an agent is told who types it again.
[[nodiscard]] QString openText(const ledger::EventRecord& event);
/// What becomes of another order with its ID.
[[nodiscard]] QString whatOfSecond(const ledger::EventRecord& earlier);

} // namespace rookery::ui
