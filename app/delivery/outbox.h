// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/courier.h"
#include "delivery/schedule.h"
#include "pixel/error.h"

namespace rookery::delivery {

/// What the dispatcher asks for.
struct Wanted {
    QString line;         ///< one profile's; empty with `events`
    QList<qint64> events; ///< just these: a person asked
    int limit = 1;
    qint64 after = 0; ///< only behind this one, in order of confirmation
    bool ignoreDue = false;
    bool includeHeld = false;
};

struct Haul {
    QList<Parcel> parcels;
    qint64 lastSeen = 0;   ///< for Wanted::after
    bool exhausted = true; ///< nothing behind it
    QString refusal;       ///< why the last one that may not go may not; for the agent
};

/// What is to be recorded of an attempt.
struct Report {
    Parcel parcel;
    Answer answer;
    Verdict verdict;
    Plan plan;
    UtcMs due; ///< of the next try by itself, in scheduleNow()'s time
    UtcMs done;
};

/// Where due events come from and where outcomes go. What take() returns is frozen and durable; what record()
/// was given is durable when it returns.
class Outbox {
public:
    virtual ~Outbox() = default;

    struct Line {
        QString name;
        double pace = 0; ///< requests a second at the most, 0: no limit
    };
    [[nodiscard]] virtual QList<Line> lines() const = 0;
    [[nodiscard]] virtual Result<Haul> take(const Wanted& wanted) = 0;
    [[nodiscard]] virtual Done record(const QList<Report>& reports) = 0;
    /// When the line's next event is due, in scheduleNow()'s time.
    [[nodiscard]] virtual Result<std::optional<UtcMs>> nextDue(const QString& line) const = 0;
    /// The wall clock, for what is recorded.
    [[nodiscard]] virtual UtcMs now() const = 0;
    /// The wall clock as it would be had nobody set it since the start: for due times.
    [[nodiscard]] virtual UtcMs scheduleNow() const = 0;
    /// The steady clock, for what is waited for.
    [[nodiscard]] virtual std::chrono::milliseconds steady() const = 0;
};

} // namespace rookery::delivery
