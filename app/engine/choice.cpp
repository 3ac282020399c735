// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/choice.h"

#include <QSet>

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

// One by one a corrected order may go again, when somebody has said so; among others it stays.
bool suits(Deed deed, const EventRecord& event, const Choice& among)
{
    const bool alone = among.size() == 1;
    return suits(deed, event) && (deed != Deed::Retry || alone || event.correction == ledger::CorrectionKind::None);
}

bool hasArrived(const EventRecord& event) { return event.state == State::Delivered; }

} // namespace

bool applies(Deed deed, const Choice& choice)
{
    const auto fits = [&](const EventRecord& e) { return suits(deed, e, choice); };
    const auto size = sizeFor(deed);
    if (size)
        return choice.size() == *size && std::all_of(choice.begin(), choice.end(), fits);
    return std::any_of(choice.begin(), choice.end(), fits);
}

Choice fitting(Deed deed, const Choice& choice)
{
    if (!applies(deed, choice))
        return {};
    Choice found;
    std::copy_if(choice.begin(), choice.end(), std::back_inserter(found),
        [&](const EventRecord& e) { return suits(deed, e, choice); });
    if (deed == Deed::Retry && !std::all_of(found.begin(), found.end(), hasArrived))
        found.removeIf(hasArrived);
    return found;
}

Choice leftOut(Deed deed, const Choice& choice)
{
    QSet<qint64> taken;
    const Choice fit = fitting(deed, choice);
    for (const EventRecord& event : fit)
        taken << event.id;
    Choice others;
    std::copy_if(choice.begin(), choice.end(), std::back_inserter(others),
        [&taken](const EventRecord& e) { return !taken.contains(e.id); });
    return others;
}

RetryKind retryKindOf(const Choice& choice)
{
    const Choice taken = fitting(Deed::Retry, choice);
    if (taken.isEmpty())
        return RetryKind::Retry;
    if (hasArrived(taken.first()))
        return RetryKind::Resend;
    const bool fresh = std::all_of(taken.begin(), taken.end(), [](const EventRecord& e) { return e.attempts == 0; });
    return fresh ? RetryKind::SendNow : RetryKind::Retry;
}

} // namespace rookery::engine
