// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/state.h"
#include "pixel/event.h"
#include "pixel/orderkey.h"
#include "pixel/utcms.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace rookery::ledger {

/// Something a person decided against the program's advice: `duplicate-allowed`, `conversion-not-listed`, ...
struct Decision {
    QString what;
    QString detail;
    QString agent = {};
    UtcMs at = UtcMs(0);
};

/// Where an order ID counts once: one collector and one application, practice apart from live.
struct Place {
    QString host;
    QString appId;
    bool live = false;
    /// Names of the profiles that go to this host now. What waits goes where its profile goes, whatever host that
    /// had when it was confirmed.
    QStringList profiles;
};

/// An order as it is confirmed: everything is resolved but, usually, the timestamp.
struct NewEvent {
    pixel::Event fields; ///< with eventID
    QString profile;
    Place place;
    pixel::OrderKey orderKey = pixel::OrderKey::TransactionId;
    QString agent;
    bool allowDuplicate = false; ///< a person decided so
    QList<Decision> decisions;
};

/// One event as it stands in the ledger.
struct EventRecord {
    qint64 id = 0;
    pixel::Event fields;
    QString profile;
    QString host;
    bool live = false;
    pixel::OrderKey orderKey = pixel::OrderKey::TransactionId;
    State state = State::Waiting;
    State before = State::Waiting; ///< while sending
    Hold hold = Hold::None;
    UtcMs confirmed;
    QString agent;
    QByteArray target;  ///< empty until it is first taken
    QByteArray lastUrl; ///< of the last attempt
    int attempts = 0;
    int failures = 0; ///< in a row
    UtcMs due;        ///< of the next try by itself, meaningful while waiting or unknown
    std::optional<UtcMs> firstUnanswered;
    std::optional<int> lastStatus;
    std::optional<qint64> lastTookMs;
    QString message;

    [[nodiscard]] const QString& orderId() const { return fields.value(pixel::Field::OrderId); }
    [[nodiscard]] const QString& eventId() const { return fields.value(pixel::Field::EventId); }
    /// Waiting or unknown: something is still to be done, by the schedule or by a person.
    [[nodiscard]] bool isOpen() const { return state == State::Waiting || state == State::Unknown; }

    bool operator==(const EventRecord&) const = default;
};

/// What came back of an attempt; times in ms since it was taken.
struct AttemptResult {
    UtcMs done;
    Move outcome = Move::LoseTrack;
    std::optional<int> status;
    QString reason;
    QString sentence;
    QString detail;
    std::optional<int> leftCount; ///< nothing: nobody knows, the program was interrupted
    std::optional<qint64> connectMs, tlsMs, sentMs, headersMs, endMs;
    QByteArray headers;
    QByteArray body; ///< its first 4 KB
};
inline constexpr qsizetype KeptBody = 4096;

/// One request, or one row of its history.
struct AttemptRecord {
    qint64 id = 0;
    qint64 event = 0;
    int number = 0;
    UtcMs taken;
    QString agent;
    QString cause;
    QByteArray url;
    std::optional<AttemptResult> result; ///< nothing: still under way
};

} // namespace rookery::ledger
