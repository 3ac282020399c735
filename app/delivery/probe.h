// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/courier.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QTimer>

class QNetworkAccessManager;
class QSslCertificate;
class QSslConfiguration;

namespace rookery::delivery {

/// What a server says who it is; of one that was refused as well.
struct PeerCertificate {
    QString subject;
    QString issuer;
    QDateTime validFrom;
    QDateTime validTo;
    QStringList names;      ///< the hosts it is for
    QByteArray fingerprint; ///< SHA-256, `AB:CD:...`
};

/// How far a question to a server came.
struct ProbeResult {
    std::optional<int> status; ///< any status: there is a web server at the other end
    Phases phases;             ///< ms since the start; what was not reached is empty
    bool reachable = false;
    QString sentence; ///< what came of it, for the agent
    QString detail;   ///< the library's words, for IT
    QString tlsVersion;
    QString cipher;
    bool http2 = false;
    std::optional<PeerCertificate> certificate;
};

/// Asks a server whether it is there: TCP, TLS (1.2 or newer, verified as for an order) and one `HEAD` without a
/// query. Never an event, never the path of the events, never a redirect.
class Probe final : public QObject {
    Q_OBJECT

public:
    explicit Probe(QObject* parent = nullptr);
    ~Probe() override;

    /// `pixelPath` is what is not asked for. Once; finished() follows exactly once, never from inside this call.
    void start(const Route& route, const QByteArray& pixelPath);

Q_SIGNALS:
    void finished(const rookery::delivery::ProbeResult& result);

private:
    void note(std::optional<Phases::Ms>& phase) const;
    void takeTls(const QSslConfiguration& tls);
    void takeCertificate(const QSslCertificate& certificate);
    void onFinished();
    void fail(const Answer& answer);
    void conclude(const Answer& answer);

    Route m_route;
    ProbeResult m_result;
    QStringList m_tlsErrors;
    bool m_timedOut = false;
    QElapsedTimer m_clock; ///< steady
    QTimer m_limit;
    std::unique_ptr<QNetworkAccessManager> m_network;
    QNetworkReply* m_reply = nullptr; ///< the manager's
};

/// One line of what is known about the connection.
struct ProbeFact {
    QString name;
    QString value;
};
/// As far as it came: addresses, phases, encryption, certificate.
[[nodiscard]] QList<ProbeFact> probeFacts(const ProbeResult& result, const Route& route);

/// Everything that IT asks first, as text.
[[nodiscard]] QString probeReport(const ProbeResult& result, const Route& route, const QDateTime& when);

} // namespace rookery::delivery
