// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"
#include "pixel/amount.h"
#include "pixel/finding.h"
#include "pixel/target.h"
#include "profile/profile.h"

namespace rookery::engine {

/// An order as a person or a script gives it. What it leaves empty comes from the profile.
struct Order {
    pixel::Event typed;
    QString profile;         ///< by name
    std::optional<UtcMs> at; ///< `timestamp`, whatever the profile says; else it is stamped when first taken
    /// When the order itself was taken, if somebody said so: kept beside it, and its `timestamp` where the profile says
    /// so (Profile::timestampFrom).
    std::optional<UtcMs> orderTime = {};
    QString eventId;             ///< usually empty: a new one is made
    bool allowDuplicate = false; ///< a person decided that another event with this order ID shall be sent
    bool declined = false;       ///< the caller declined tracking: no identity goes out, whatever was typed
    QString note = {};           ///< for people, never sent
    std::optional<ledger::BatchRow> batch = {}; ///< came in with others
    QString resentFrom = {}; ///< the eventID of which a person wanted a new event; empty: it is no resend
};

/// What would be sent, as far as it is known before confirming.
struct Preview {
    QByteArray origin; ///< `https://host`
    QByteArray path;
    QList<pixel::QueryPart> parts; ///< timestamp and eventID are missing where they are made on sending
    pixel::Findings findings;      ///< of the whole event; what is made on sending is not called missing

    /// Origin, path and query; `timestamp` and `eventID` only if they were given.
    [[nodiscard]] QByteArray url() const;
    [[nodiscard]] qsizetype size() const; ///< of it, in bytes
    [[nodiscard]] bool canBeSent() const { return !pixel::hasErrors(findings); }
};

/// What was typed, with everything that the profile and the program fill in (not timestamp and eventID).
[[nodiscard]] pixel::Event resolve(const Order& order, const profile::Profile& profile);

/// Pure: no disk, no network. Used for every keystroke.
[[nodiscard]] Preview preview(const Order& order, const profile::Profile& profile, UtcMs now);

/// Where an order of this profile counts, among all the profiles that there are.
[[nodiscard]] ledger::Place placeOf(
    const Order& order, const profile::Profile& profile, const QList<profile::Profile>& all);

/// The decisions that an order carries against the profile's advice: names that it does not list.
[[nodiscard]] QList<ledger::Decision> decisionsOf(
    const pixel::Event& event, const profile::Profile& profile, const QString& agent, UtcMs now);

/// A remark where the order's own time lies ahead, or more than a day back: a mistyped date is sooner seen than mended.
[[nodiscard]] std::optional<pixel::Finding> doubtfulOrderTime(
    const Order& order, const profile::Profile& profile, UtcMs now);
/// Their codes begin so; they are about no field of the wire.
inline constexpr QLatin1StringView OrderTimeTopic("orderTime.");

/// An address longer than this is not sent: servers commonly refuse it (414). Bytes.
inline constexpr qsizetype LongestUrl = 8000;

} // namespace rookery::engine
