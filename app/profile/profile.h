// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/amountstyle.h"
#include "pixel/check.h"
#include "pixel/error.h"
#include "pixel/event.h"
#include "pixel/orderkey.h"
#include "profile/webcode.h"

#include <QJsonObject>
#include <QStringList>

#include <chrono>

namespace rookery::profile {

/// The colour of a profile that was given none: live ones must not look like practice.
[[nodiscard]] QString usualColour(bool live);

/// What `timestamp` says: the moment when an order is sent, or when the order itself was taken, where that was given.
enum class TimestampFrom { Sending, Order };

/// Where events go and as whom: one collector, one application, its names and policies.
/// What confirm resolves (the fields) is stored with the event; the connection settings are read when it is sent.
struct Profile {
    QString name;      ///< 1 to 80 characters, unique without regard to case
    bool live = false; ///< otherwise practice: previews for any host, sends to loopback only

    // Connection
    QString scheme = QStringLiteral("https"); ///< `https`; `http` only where the connection goes to loopback
    QString host;                             ///< name or address, lower case, an IPv6 address in brackets, no port
    int port = 0;                             ///< 0: the scheme's own
    QString path = QStringLiteral("/i");
    QString connectTo; ///< IP address to connect to instead; host stays the name that is verified and sent
    QString caFile;    ///< PEM file with further CA certificates; empty: the system's only
    double pace = 0;   ///< requests a second at the most; 0: as fast as it goes
    std::chrono::milliseconds connectTimeout{10'000}; ///< until the request has left
    std::chrono::milliseconds answerTimeout{15'000};  ///< from there to the end of the answer

    // Fields
    QString appId;
    QStringList properties; ///< allowed digitalProperty names, the first is the default
    QString platform = QStringLiteral("server");
    QString currency;        ///< ISO 4217
    QStringList conversions; ///< allowed conversion names, the first is the default
    QString timeZone;        ///< IANA
    pixel::OrderKey orderKey = pixel::OrderKey::TransactionId;
    TimestampFrom timestampFrom = TimestampFrom::Sending;

    // The desk
    pixel::AmountStyle amountStyle = pixel::AmountStyle::Point;
    QString colour = usualColour(false); ///< `#rrggbb`, marks the window
    /// An order of more than so many times the usual amount gets a hint; 0: never.
    double unusualFactor = 10;
    /// Rows of a file whose order is older are held back: filling in past orders is the vendor's job. 0: no limit.
    int oldestOrderDays = 30;
    WebCode webCode;       ///< what the caller reads out from the web page
    int retentionDays = 0; ///< kept for whoever trims the history; nothing does so yet. 0: for ever

    bool locked = false; ///< from the system-wide folder; not stored

    /// Whether the connection stays on this computer: connectTo, or else host, is a loopback address or `localhost`.
    [[nodiscard]] bool reachesLoopbackOnly() const;
    /// Says why nothing may be sent with it (practice that would leave this computer, http over a network);
    /// empty: it may.
    [[nodiscard]] QString sendingForbidden() const;
    /// `https://host[:port]`, without a slash at the end; the port is left out where it is the scheme's own.
    [[nodiscard]] QByteArray origin() const;
    /// The fields that the profile fills: constants, appId, property, platform, time zone, conversion, currency.
    [[nodiscard]] pixel::Event defaults() const;
    [[nodiscard]] pixel::CheckContext checkContext(std::optional<UtcMs> now) const;

    bool operator==(const Profile&) const = default;
};

/// What is wrong with the values, each with its JSON key; empty: nothing. Warnings are not looked for here.
struct ProfileProblem {
    QString key;
    QString sentence;
};
[[nodiscard]] QList<ProfileProblem> validate(const Profile& profile);

/// `sending`, `order`
[[nodiscard]] QString timestampFromText(TimestampFrom from);
[[nodiscard]] std::optional<TimestampFrom> timestampFromOfText(const QString& text);

/// The file format: every key of Profile but `locked`, durations in ms.
[[nodiscard]] QJsonObject toJson(const Profile& profile);

} // namespace rookery::profile
