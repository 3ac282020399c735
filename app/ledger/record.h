// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/batch.h"
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

/// What a caller wanted after an order was delivered. Nothing is sent, since the vendor documents no event for it;
/// the list of corrections goes to the vendor as a file. The numbers are stored.
enum class CorrectionKind { None = 0, Cancelled = 1, AmountChanged = 2, Withdrawn = 3 };
struct Correction {
    CorrectionKind kind = CorrectionKind::None;
    QString reason;
    QString oldAmount = {}; ///< as sent, decimal text
    QString newAmount = {}; ///< AmountChanged only
    QString agent = {};
    UtcMs at = UtcMs(0);

    bool operator==(const Correction&) const = default;
};

/// An order as it is confirmed: everything is resolved but, usually, the timestamp.
struct NewEvent {
    pixel::Event fields; ///< with eventID
    QString profile;
    Place place;
    pixel::OrderKey orderKey = pixel::OrderKey::TransactionId;
    QString agent;
    QString note = {};
    std::optional<UtcMs> orderTime = {}; ///< when the order was taken, as far as somebody said so
    bool declined = false;               ///< the caller declined tracking: identity was left out on purpose
    bool allowDuplicate = false;         ///< a person decided so
    std::optional<BatchRow> batch = {};  ///< came in with others
    QList<Decision> decisions;
};

/// EventRecord::due of what a person wants to go now, whatever the limits of time and the host say.
inline constexpr UtcMs DueByPerson{-1};

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
    QString note;                                     ///< of the last person who wrote one
    std::optional<UtcMs> binned;                      ///< since when it is out of sight
    bool declined = false;                            ///< the caller declined tracking
    CorrectionKind correction = CorrectionKind::None; ///< the one that holds; never Withdrawn
    std::optional<UtcMs> orderTime;                   ///< when the order itself was taken, if that was given
    std::optional<BatchRow> batch;                    ///< came in with others

    [[nodiscard]] const QString& orderId() const { return fields.value(pixel::Field::OrderId); }
    [[nodiscard]] const QString& eventId() const { return fields.value(pixel::Field::EventId); }
    /// It was purged: order ID, application, host and when it was confirmed are all that is known.
    [[nodiscard]] bool isPast() const { return id == 0; }
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

    bool operator==(const AttemptResult&) const = default;
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

    bool operator==(const AttemptRecord&) const = default;
};

/// What is to stand beside an event.
struct NoteOfEvent {
    qint64 event = 0;
    QString note;
};

/// An attempt with the event it belongs to.
struct AttemptOfEvent {
    AttemptRecord attempt;
    EventRecord event;
};

/// A correction with the event it is about.
struct CorrectedEvent {
    EventRecord event;
    Correction correction;
};

} // namespace rookery::ledger
