// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace rookery::ledger {

/// Where an event stands (BEHAVIOUR.md §States). The numbers are stored; never reuse one.
enum class State {
    Draft = 0,
    Waiting = 1,
    Sending = 2,
    Delivered = 3,
    Refused = 4,
    Unknown = 5,
    Skipped = 6,
    Cancelled = 7,
};
inline constexpr std::array AllStates{State::Draft, State::Waiting, State::Sending, State::Delivered, State::Refused,
    State::Unknown, State::Skipped, State::Cancelled};

/// What can happen to an event.
enum class Move {
    Confirm,
    Take,    ///< its turn, a retry or a resend: a request is about to leave
    Deliver, ///< the four outcomes of a request
    Refuse,
    Postpone,  ///< nothing was sent, or the collector asked to come back
    LoseTrack, ///< it left and no usable answer came; also what recovery says of a crash
    Cancel,
    Skip, ///< a duplicate of a batch, held back
    SendAnyway,
    Reopen, ///< a cancelled order becomes a draft again
};
inline constexpr std::array AllMoves{Move::Confirm, Move::Take, Move::Deliver, Move::Refuse, Move::Postpone,
    Move::LoseTrack, Move::Cancel, Move::Skip, Move::SendAnyway, Move::Reopen};

/// What an event that is being sent was before, and whether a request for it ever went unanswered: the outcome
/// of an attempt depends on both (delivered stays delivered, unknown stays unknown until it is known).
struct Past {
    State before = State::Waiting;
    bool everUnanswered = false;
};

/// The one table of legal moves; nothing if the move is not legal. `past` matters to outcomes only.
[[nodiscard]] std::optional<State> next(State state, Move move, Past past = {});

/// The eight words of JSON, `--status` and `status:`.
[[nodiscard]] QString stateText(State state);
[[nodiscard]] std::optional<State> stateOfText(QStringView text);

/// Why an event that could go waits for a person instead.
enum class Hold {
    None = 0,
    Person = 1,         ///< somebody held it
    WebPage = 2,        ///< 2xx with HTML
    OtherHost = 3,      ///< it has left for one host and the profile now names another
    TriedLong = 4,      ///< 72 h of trying
    UnansweredLong = 5, ///< 24 h since it first left without an answer
    Profile = 6,        ///< its profile is gone or may not send
};

} // namespace rookery::ledger
