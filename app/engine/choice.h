// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <array>

namespace rookery::engine {

/// What a person can do with orders that are in the ledger (UX.md §0).
enum class Deed {
    Retry,
    ResendAsNew,
    EditCopy,
    Cancel,
    Correct,
    WithdrawCorrection,
    MoveToBin,
    Restore,
    CopyAddress,
    Compare,
    Note,
};
inline constexpr std::size_t DeedCount = std::size_t(Deed::Note) + 1;

/// Orders that somebody chose, and what can be done with how many of them: counted once, since 100,000 are chosen with
/// one key and every button asks.
class Choice final {
public:
    Choice() = default;
    Choice(std::initializer_list<ledger::EventRecord> events) : Choice(QList<ledger::EventRecord>(events)) { }
    explicit Choice(QList<ledger::EventRecord> events);

    [[nodiscard]] const QList<ledger::EventRecord>& events() const { return m_events; }
    [[nodiscard]] qsizetype size() const { return m_events.size(); }
    [[nodiscard]] bool isEmpty() const { return m_events.isEmpty(); }
    [[nodiscard]] const ledger::EventRecord& first() const { return m_events.first(); }

    /// To how many it is done. Retry means what did not arrive; only where all have arrived it means to resend them.
    /// Some are for one order alone, Compare is for two.
    [[nodiscard]] qsizetype count(Deed deed) const { return m_counts[std::size_t(deed)]; }
    /// Whether it is done to this one of them.
    [[nodiscard]] bool takes(Deed deed, const ledger::EventRecord& event) const;

    /// What a retry comes to: whether they have arrived before, or never left, or something between.
    enum class RetryKind { Retry, Resend, SendNow };
    [[nodiscard]] RetryKind retryKind() const { return m_retryKind; }

private:
    void countRetries();

    QList<ledger::EventRecord> m_events;
    std::array<qsizetype, DeedCount> m_counts{};
    RetryKind m_retryKind = RetryKind::Retry;
};

/// What is known beside the orders themselves.
struct Circumstances {
    QString lastReason = {}; ///< of the last attempt of one order (delivery/outcome.h)
    bool heldUp = false;     ///< a retry would not leave now: sending is stopped, or there is no network
};

/// What somebody who looks at these is most likely to want (LOOK.md, the primary button): nothing where all is well,
/// or where the same again will hardly help, or would not go.
[[nodiscard]] std::optional<Deed> primaryDeed(const Choice& choice, const Circumstances& circumstances = {});
/// No retry mends it, and no agent: it takes whoever keeps the network or the certificates.
[[nodiscard]] bool onlyItHelps(const QString& reason);
/// Advice comes before every deed: the server refused it, and would refuse the same again, or only IT can help.
[[nodiscard]] bool isAdviceFirst(const ledger::EventRecord& event, const QString& lastReason = {});
/// When it goes again by itself after a try that failed; nothing: it is settled, never went, or waits for a person.
[[nodiscard]] std::optional<UtcMs> nextTry(const ledger::EventRecord& event);

/// Those of the choice that it is done to.
[[nodiscard]] QList<ledger::EventRecord> fitting(Deed deed, const Choice& choice);

} // namespace rookery::engine
