// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/state.h"

#include <algorithm>

namespace rookery::ledger {

namespace {

struct Row {
    State from;
    Move move;
    State to;
};

// Outcomes are not here: where they lead depends on the past, see afterAttempt().
constexpr std::array Moves{
    Row{State::Draft, Move::Confirm, State::Waiting},
    Row{State::Draft, Move::Skip, State::Skipped},
    Row{State::Waiting, Move::Take, State::Sending},
    Row{State::Waiting, Move::Cancel, State::Cancelled},
    Row{State::Delivered, Move::Take, State::Sending},
    Row{State::Refused, Move::Take, State::Sending},
    Row{State::Unknown, Move::Take, State::Sending},
    Row{State::Skipped, Move::SendAnyway, State::Waiting},
    Row{State::Cancelled, Move::Reopen, State::Draft},
};

std::optional<State> afterAttempt(Move outcome, Past past)
{
    if (past.before == State::Delivered
        && (outcome == Move::Deliver || outcome == Move::Refuse || outcome == Move::Postpone
            || outcome == Move::LoseTrack))
        return State::Delivered;
    switch (outcome) {
    case Move::Deliver:
        return State::Delivered;
    case Move::Refuse:
        return State::Refused;
    case Move::LoseTrack:
        return State::Unknown;
    case Move::Postpone:
        return past.everUnanswered ? State::Unknown : State::Waiting;
    default:
        return std::nullopt;
    }
}

constexpr std::array<QLatin1StringView, AllStates.size()> Words{QLatin1StringView("draft"),
    QLatin1StringView("waiting"), QLatin1StringView("sending"), QLatin1StringView("delivered"),
    QLatin1StringView("refused"), QLatin1StringView("unknown"), QLatin1StringView("skipped"),
    QLatin1StringView("cancelled")};

} // namespace

std::optional<State> next(State state, Move move, Past past)
{
    if (state == State::Sending)
        return afterAttempt(move, past);
    const auto row = std::find_if(
        Moves.begin(), Moves.end(), [state, move](const Row& r) { return r.from == state && r.move == move; });
    return row == Moves.end() ? std::nullopt : std::optional(row->to);
}

QString stateText(State state) { return Words[std::size_t(state)]; }

std::optional<State> stateOfText(QStringView text)
{
    const auto word = std::find(Words.begin(), Words.end(), text);
    return word == Words.end() ? std::nullopt : std::optional(State(word - Words.begin()));
}

} // namespace rookery::ledger
