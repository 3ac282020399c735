// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/outcome.h"

#include <QHash>
#include <QObject>

#include <memory>

class QNetworkAccessManager;

namespace rookery::delivery {

/// Where a request goes and how; the connection settings of a profile at the moment of sending.
struct Route {
    QByteArray origin;     ///< `https://host[:port]`
    QString host;          ///< the name in it, as the profile writes it
    QString connectTo;     ///< IP address, or empty
    QString caFile;        ///< PEM, or empty
    bool useProxy = false; ///< the system's; never for practice
    std::chrono::milliseconds connectTimeout{10'000};
    std::chrono::milliseconds answerTimeout{15'000};

    bool operator==(const Route&) const = default;
};

/// What an event has been through before this attempt.
struct Journey {
    int failures = 0;                     ///< in a row
    std::optional<UtcMs> firstUnanswered; ///< since when the collector may have it, by the wall clock
    std::chrono::milliseconds tried{0};   ///< since it was first taken, while the program ran and the network was there
};

/// One frozen request on its way. `line` names the profile: its circuit, its pace, its connections.
struct Parcel {
    qint64 attempt = 0; ///< under this ID the report comes back
    QString line;
    QByteArray target; ///< path and query, never changed again
    Route route;
    qint64 event = 0;
    Journey journey;
};

/// Carries one parcel at a time to its collector and says what came back: one GET, no redirects, no cookies,
/// no cache, TLS 1.2 or newer with verification always on. Judges nothing and retries nothing.
class Courier final : public QObject {
    Q_OBJECT

public:
    explicit Courier(QObject* parent = nullptr);
    ~Courier() override;

    /// finished() follows exactly once, never from inside this call.
    void send(const Parcel& parcel);
    [[nodiscard]] int inFlight() const;
    /// Ends what is under way; each still gets its finished().
    void abortAll();
    /// Drops idle connections, after waking up or when the network changed.
    void forgetConnections();

Q_SIGNALS:
    void finished(const rookery::delivery::Parcel& parcel, const rookery::delivery::Answer& answer);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rookery::delivery
