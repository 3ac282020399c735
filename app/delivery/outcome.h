// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/utcms.h"

#include <QByteArray>
#include <QList>
#include <QNetworkReply>
#include <QString>

#include <chrono>
#include <optional>

namespace rookery::delivery {

/// Times since the attempt was handed over; a reused connection has no connect and no tls.
struct Phases {
    using Ms = std::chrono::milliseconds;
    std::optional<Ms> connect; ///< connecting started (name look-up included before it, not measured apart)
    std::optional<Ms> tls;     ///< encrypted
    std::optional<Ms> sent;    ///< the request left, the first time
    std::optional<Ms> headers;
    std::optional<Ms> end;
};

/// The bare facts of one attempt, as the network gave them.
struct Answer {
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QString errorText;     ///< the library's words, for the analyst
    QStringList tlsErrors; ///< `NAME: words`, see tlsproblem.h
    bool timedOut = false; ///< our own timer ended it
    bool tooLarge = false; ///< cut at the largest body that is read
    int leftCount = 0;     ///< how many times the request really left (QT-NOTES 16)
    std::optional<int> status;
    QList<QPair<QByteArray, QByteArray>> headers; ///< as received
    QByteArray body;                              ///< what was read
    bool complete = false;                        ///< the answer ended as it should
    Phases phases;

    /// By name without regard to case; empty if it is not there.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

/// The rows of BEHAVIOUR.md §Outcomes.
enum class Outcome { Delivered, Refused, Waiting, Unknown };

/// When the next try may come by itself.
enum class Again {
    Never,   ///< settled, or a person has to act
    Backoff, ///< by the schedule, Retry-After honoured
    Probe,   ///< nothing the next event could do better: by the circuit's probe
};

struct Verdict {
    Outcome outcome = Outcome::Unknown;
    Again again = Again::Never;
    bool webPage = false; ///< 2xx with HTML: retried by a person only
    QString reason;       ///< stable code, e.g. `http.503`, `net.refused`, `tls.expired`, `answer.html`
    QString sentence;     ///< for the agent (UX.md §9)
    QString detail;       ///< for the analyst
    std::optional<std::chrono::milliseconds> retryAfter; ///< capped at an hour
    std::optional<std::chrono::milliseconds> clockSkew;  ///< this computer's clock minus the server's Date header
};

/// The outcome table. Pure. `host` is for the sentences, `now` for a Retry-After that is a date.
[[nodiscard]] Verdict judge(const Answer& answer, const QString& host, UtcMs now);

} // namespace rookery::delivery
