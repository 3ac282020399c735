// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/choice.h"

#include <algorithm>

namespace rookery::engine {

namespace {

using ledger::EventRecord;
using ledger::State;

bool has(const EventRecord& event, std::initializer_list<State> states)
{
    return std::find(states.begin(), states.end(), event.state) != states.end();
}

bool suits(Deed deed, const EventRecord& e)
{
    switch (deed) {
    case Deed::Retry:
        return has(e, {State::Waiting, State::Refused, State::Unknown, State::Delivered});
    case Deed::Cancel:
        return ledger::next(e.state, ledger::Move::Cancel).has_value();
    case Deed::ResendAsNew:
        return has(e, {State::Delivered, State::Skipped});
    case Deed::Correct:
        return has(e, {State::Delivered, State::Unknown});
    case Deed::WithdrawCorrection:
        return e.correction != ledger::CorrectionKind::None;
    case Deed::MoveToBin:
        return !e.binned && !has(e, {State::Waiting, State::Sending, State::Unknown});
    case Deed::Restore:
        return e.binned.has_value();
    case Deed::CopyAddress:
        return !e.lastUrl.isEmpty();
    case Deed::Compare:
        return !e.target.isEmpty();
    case Deed::EditCopy:
    case Deed::Note:
        return true;
    }
    Q_UNREACHABLE();
}

// A number: it is for exactly so many.
std::optional<qsizetype> sizeFor(Deed deed)
{
    switch (deed) {
    case Deed::ResendAsNew:
    case Deed::EditCopy:
    case Deed::Correct:
    case Deed::WithdrawCorrection:
        return 1;
    case Deed::Compare:
        return 2;
    default:
        return std::nullopt;
    }
}

bool hasArrived(const EventRecord& event) { return event.state == State::Delivered; }

} // namespace

Choice::Choice(QList<EventRecord> events) : m_events(std::move(events))
{
    for (std::size_t i = 0; i < DeedCount; ++i) {
        const Deed deed = Deed(i);
        const auto suited = [deed](const EventRecord& event) { return suits(deed, event); };
        const auto size = sizeFor(deed);
        if (deed == Deed::Retry)
            countRetries();
        else if (!size)
            m_counts[i] = std::count_if(m_events.begin(), m_events.end(), suited);
        else if (m_events.size() == *size && std::all_of(m_events.begin(), m_events.end(), suited))
            m_counts[i] = *size;
    }
}

// One by one a corrected order may go again, when somebody has said so; among others it stays.
void Choice::countRetries()
{
    qsizetype arrived = 0;
    qsizetype others = 0;
    qsizetype fresh = 0;
    for (const EventRecord& event : std::as_const(m_events)) {
        if (!suits(Deed::Retry, event) || (m_events.size() > 1 && event.correction != ledger::CorrectionKind::None))
            continue;
        ++(hasArrived(event) ? arrived : others);
        fresh += qsizetype(!hasArrived(event) && event.attempts == 0);
    }
    m_counts[std::size_t(Deed::Retry)] = others > 0 ? others : arrived;
    m_retryKind = others == 0 && arrived > 0 ? RetryKind::Resend
        : others > 0 && fresh == others      ? RetryKind::SendNow
                                             : RetryKind::Retry;
}

bool Choice::takes(Deed deed, const EventRecord& event) const
{
    if (count(deed) == 0 || !suits(deed, event))
        return false;
    if (deed != Deed::Retry)
        return true;
    return hasArrived(event) == (m_retryKind == RetryKind::Resend)
        && (m_events.size() == 1 || event.correction == ledger::CorrectionKind::None);
}

QList<EventRecord> fitting(Deed deed, const Choice& choice)
{
    QList<EventRecord> found;
    std::copy_if(choice.events().begin(), choice.events().end(), std::back_inserter(found),
        [&](const EventRecord& event) { return choice.takes(deed, event); });
    return found;
}

std::optional<Deed> primaryDeed(const Choice& choice, const Circumstances& circumstances)
{
    if (choice.isEmpty())
        return std::nullopt;
    if (choice.count(Deed::Restore) == choice.size())
        return Deed::Restore;
    const EventRecord& first = choice.first();
    const bool one = choice.size() == 1;
    if (one && first.state == State::Cancelled)
        return Deed::EditCopy;
    if (one && (first.correction != ledger::CorrectionKind::None || isAdviceFirst(first, circumstances.lastReason)))
        return std::nullopt;
    const bool retries
        = choice.count(Deed::Retry) > 0 && choice.retryKind() != Choice::RetryKind::Resend && !circumstances.heldUp;
    return retries ? std::optional(Deed::Retry) : std::nullopt;
}

bool onlyItHelps(const QString& reason)
{
    return reason.startsWith(QLatin1StringView("tls.")) || reason.startsWith(QLatin1StringView("proxy."))
        || reason == QLatin1StringView("http.407") || reason == QLatin1StringView("answer.html");
}

bool isAdviceFirst(const EventRecord& event, const QString& lastReason)
{
    const bool stuck
        = event.state == State::Refused || (has(event, {State::Waiting, State::Unknown}) && onlyItHelps(lastReason));
    return stuck && !event.binned && event.correction == ledger::CorrectionKind::None;
}

std::optional<UtcMs> nextTry(const EventRecord& event)
{
    const bool goes = event.isOpen() && event.hold == ledger::Hold::None && event.attempts > 0;
    return goes ? std::optional(event.due) : std::nullopt;
}

} // namespace rookery::engine
