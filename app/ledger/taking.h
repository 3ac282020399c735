// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QStringList>

#include <functional>

namespace rookery::ledger {

/// Which events are to be taken, in the order of their confirmation.
struct TakeRequest {
    UtcMs now;   ///< stamps what was never taken
    UtcMs dueBy; ///< in the schedule's time
    int limit = 1;
    QList<qint64> ids;      ///< just these, whatever their state, due or held (a person asked); empty: by the rest
    qint64 after = 0;       ///< only events behind this one
    QString profile;        ///< only this one's
    bool ignoreDue = false; ///< a person's order: back-off and Retry-After do not count
    bool includeHeld = false;
    QString cause; ///< for the attempt's row
    QString agent;
};

/// What is to be done with a candidate; asked inside the transaction, so it must be quick and touch no ledger.
struct Clearance {
    enum class Kind {
        Go,
        Leave, ///< not now, nothing is written
        Hold,  ///< a person has to look
    };
    Kind kind = Kind::Leave;
    QByteArray origin = {}; ///< Go: `https://host[:port]`
    QByteArray path = {};   ///< Go: for an event that is not frozen yet
    Hold hold = Hold::None;
    QString message = {}; ///< Hold: for the agent
};

/// What only sending needs to know of an event.
struct Trail {
    QString leftHost;                   ///< the last host that a request left for; empty: none did
    std::chrono::milliseconds tried{0}; ///< since it was first taken, while the program ran and the network was there
};
using Clear = std::function<Clearance(const EventRecord& candidate, const Trail& trail)>;

/// An event whose request target is frozen and whose attempt has its row: its bytes may leave now.
struct Taken {
    qint64 event = 0;
    qint64 attempt = 0;
    QString profile;
    QByteArray target;
    int failures = 0;
    std::optional<UtcMs> firstUnanswered;
    std::chrono::milliseconds tried{0};
};

/// What one take brought.
struct Takings {
    QList<Taken> taken;
    qint64 lastSeen = 0;   ///< the last event that was looked at, for TakeRequest::after
    bool exhausted = true; ///< nothing behind it matches
    QString refusal;       ///< why the last one that may not go may not
};

/// An outcome to be recorded, with what the schedule makes of it.
struct Completion {
    qint64 attempt = 0;
    qint64 event = 0;
    AttemptResult result;
    QString leftHost; ///< empty: nothing left
    UtcMs due;        ///< of the next try by itself
    Hold hold = Hold::None;
};

} // namespace rookery::ledger
