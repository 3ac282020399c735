// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/probe.h"

#include "delivery/request.h"
#include "delivery/tlsproblem.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QMetaEnum>
#include <QNetworkAccessManager>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslError>
#include <QUrl>

namespace rookery::delivery {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::delivery::Probe)
};

constexpr int ProxyNeedsSignIn = 407;

// Where events go to `/` itself, something that a collector has no events under.
QByteArray targetBeside(const QByteArray& pixelPath) { return pixelPath == "/" ? "/robots.txt" : "/"; }

QString nameOf(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return QStringLiteral("TLS 1.2");
    case QSsl::TlsV1_3:
        return QStringLiteral("TLS 1.3");
    default:
        return {};
    }
}

QString nameOf(const QStringList& commonName, const QStringList& organization)
{
    QStringList parts = commonName;
    for (const QString& name : organization) {
        if (!parts.contains(name))
            parts << name;
    }
    return parts.join(QLatin1StringView(", "));
}

QString secondsOf(std::chrono::milliseconds time)
{
    constexpr double MsOfASecond = 1000;
    return QString::number(double(time.count()) / MsOfASecond);
}

bool isProxyTrouble(QNetworkReply::NetworkError error)
{
    return error >= QNetworkReply::ProxyConnectionRefusedError && error <= QNetworkReply::UnknownProxyError;
}

QString timeoutSentence(const ProbeResult& result, const Route& route)
{
    if (result.phases.sent)
        return Words::tr("%1 takes the question but did not answer within %2 s.")
            .arg(route.host, secondsOf(route.answerTimeout));
    return Words::tr("No answer from %1 while connecting, for %2 s. Check host and port; a firewall may be in the way.")
        .arg(route.host, secondsOf(route.connectTimeout));
}

QString failureSentence(const ProbeResult& result, const Answer& answer, const Route& route)
{
    if (!answer.tlsErrors.isEmpty() || answer.error == QNetworkReply::SslHandshakeFailedError)
        //: %1 is the cause, a clause that ends with a full stop
        return Words::tr("The connection isn't secure, so no order would be sent. Tell IT: %1")
            .arg(tlsProblem(answer, route.host).words);
    if (answer.timedOut)
        return timeoutSentence(result, route);
    if (answer.status == ProxyNeedsSignIn || answer.error == QNetworkReply::ProxyAuthenticationRequiredError)
        return Words::tr("Your company network needs a sign-in before it lets anything through. Tell IT.");
    if (isProxyTrouble(answer.error))
        return Words::tr("The proxy of your company network can't be used. Tell IT.");
    switch (answer.error) {
    case QNetworkReply::HostNotFoundError:
        return Words::tr("Can't find %1. The host may be mistyped, or this computer is offline.").arg(route.host);
    case QNetworkReply::ConnectionRefusedError:
        return Words::tr("%1 takes no connections there. Check host and port.").arg(route.host);
    case QNetworkReply::RemoteHostClosedError:
        return Words::tr("%1 closed the connection without an answer.").arg(route.host);
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
        return Words::tr("These connection settings can't be used.");
    default:
        return Words::tr("Can't reach %1. This computer may be offline.").arg(route.host);
    }
}

QString successSentence(const ProbeResult& result, const Route& route)
{
    const auto ms = QString::number(result.phases.headers.value_or(Phases::Ms(0)).count());
    return result.tlsVersion.isEmpty()
        //: %1 is a host, %2 a time in ms
        ? Words::tr("%1 is reachable: it answered after %2 ms. Nothing was reported.").arg(route.host, ms)
        //: %1 is a host, %2 a time in ms
        : Words::tr("%1 is reachable and the connection is secure: it answered after %2 ms. Nothing was reported.")
              .arg(route.host, ms);
}

QString detailOf(const Answer& answer)
{
    QStringList lines;
    if (answer.error != QNetworkReply::NoError && !answer.status) {
        const char* name = QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(answer.error);
        lines << QString::fromLatin1(name ? name : "UnknownNetworkError")
                + (answer.errorText.isEmpty() ? QString() : QStringLiteral(": ") + answer.errorText);
    }
    lines << answer.tlsErrors;
    return lines.join(u'\n');
}

} // namespace

Probe::Probe(QObject* parent) : QObject(parent) { m_limit.setSingleShot(true); }

Probe::~Probe()
{
    if (m_reply)
        m_reply->disconnect(this);
}

void Probe::start(const Route& route, const QByteArray& pixelPath)
{
    m_route = route;
    Parcel parcel;
    parcel.route = route;
    parcel.target = targetBeside(pixelPath);
    const auto tls = tlsOf(route);
    const auto request = tls ? requestOf(parcel, *tls) : tl::unexpected(tls.error());
    if (!request)
        return fail(request.error());

    m_network = std::make_unique<QNetworkAccessManager>();
    m_network->setProxyFactory(new ProxyChoice(route.useProxy)); // owned by the manager
    m_clock.start(); // reading certificates of this computer is no delay of the network
    m_reply = m_network->head(*request);
    connect(m_reply, &QNetworkReply::socketStartedConnecting, this, [this] { note(m_result.phases.connect); });
    connect(m_reply, &QNetworkReply::encrypted, this, [this] {
        note(m_result.phases.tls);
        takeTls(m_reply->sslConfiguration());
    });
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError>& errors) {
        takeTls(m_reply->sslConfiguration());
        for (const QSslError& error : errors) {
            m_tlsErrors << tlsErrorText(error);
            if (!m_result.certificate)
                takeCertificate(error.certificate());
        }
    });
    connect(m_reply, &QNetworkReply::requestSent, this, [this] {
        note(m_result.phases.sent);
        m_limit.start(m_route.answerTimeout);
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, [this] { note(m_result.phases.headers); });
    connect(m_reply, &QNetworkReply::finished, this, &Probe::onFinished);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        m_timedOut = true;
        m_reply->abort();
    });
    m_limit.start(route.connectTimeout);
}

void Probe::note(std::optional<Phases::Ms>& phase) const
{
    if (!phase)
        phase = Phases::Ms(m_clock.elapsed());
}

void Probe::takeTls(const QSslConfiguration& tls)
{
    m_result.tlsVersion = nameOf(tls.sessionProtocol());
    m_result.cipher = tls.sessionCipher().name();
    takeCertificate(tls.peerCertificate());
}

void Probe::takeCertificate(const QSslCertificate& certificate)
{
    if (certificate.isNull())
        return;
    PeerCertificate peer;
    using Info = QSslCertificate::SubjectInfo;
    peer.subject = nameOf(certificate.subjectInfo(Info::CommonName), certificate.subjectInfo(Info::Organization));
    peer.issuer = nameOf(certificate.issuerInfo(Info::CommonName), certificate.issuerInfo(Info::Organization));
    peer.validFrom = certificate.effectiveDate().toUTC();
    peer.validTo = certificate.expiryDate().toUTC();
    peer.names = certificate.subjectAlternativeNames().values();
    peer.names.sort();
    peer.fingerprint = certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper();
    m_result.certificate = peer;
}

void Probe::onFinished()
{
    m_limit.stop();
    note(m_result.phases.end);
    Answer answer;
    answer.error = m_reply->error();
    answer.tlsErrors = m_tlsErrors;
    answer.timedOut = m_timedOut;
    answer.leftCount = m_result.phases.sent ? 1 : 0;
    const QVariant status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (status.isValid())
        answer.status = status.toInt();
    else
        answer.errorText = m_reply->errorString();
    m_result.http2 = m_reply->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool();
    Parcel parcel;
    parcel.route = m_route;
    nameProxyTrouble(answer, parcel);
    conclude(answer);
}

void Probe::fail(const Answer& answer)
{
    QMetaObject::invokeMethod(
        this, [this, answer] { conclude(answer); }, Qt::QueuedConnection);
}

void Probe::conclude(const Answer& answer)
{
    m_result.status = answer.status;
    m_result.reachable = answer.status && *answer.status != ProxyNeedsSignIn;
    m_result.sentence
        = m_result.reachable ? successSentence(m_result, m_route) : failureSentence(m_result, answer, m_route);
    m_result.detail = detailOf(answer);
    Q_EMIT finished(m_result);
}

QList<ProbeFact> probeFacts(const ProbeResult& result, const Route& route)
{
    QList<ProbeFact> facts;
    const auto add = [&facts](const QString& name, const QString& value) {
        if (!value.isEmpty())
            facts << ProbeFact{name, value};
    };
    const auto ms = [](const std::optional<Phases::Ms>& phase) {
        return phase ? QString::number(phase->count()) + QLatin1StringView(" ms") : QString();
    };
    const QString time = QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'");
    add(Words::tr("Server"), QString::fromUtf8(route.origin));
    add(Words::tr("Connected to"), route.connectTo);
    add(Words::tr("CA file"), route.caFile);
    add(Words::tr("HTTP status"),
        result.status ? QString::number(*result.status) + (result.http2 ? QStringLiteral(" (HTTP/2)") : QString())
                      : QString());
    add(Words::tr("Connecting after"), ms(result.phases.connect));
    add(Words::tr("Encrypted after"), ms(result.phases.tls));
    add(Words::tr("Asked after"), ms(result.phases.sent));
    add(Words::tr("Answered after"), ms(result.phases.headers));
    add(Words::tr("Encryption"), QStringList({result.tlsVersion, result.cipher}).join(u' ').trimmed());
    if (const auto& certificate = result.certificate) {
        add(Words::tr("Certificate for"), certificate->subject);
        add(Words::tr("Names"), certificate->names.join(QLatin1StringView(", ")));
        add(Words::tr("Issued by"), certificate->issuer);
        add(Words::tr("Valid from"), certificate->validFrom.toString(time));
        add(Words::tr("Valid to"), certificate->validTo.toString(time));
        add(Words::tr("SHA-256"), QString::fromLatin1(certificate->fingerprint));
    }
    return facts;
}

QString probeReport(const ProbeResult& result, const Route& route, const QDateTime& when)
{
    QStringList lines{result.sentence, QString()};
    lines << Words::tr("Tested: %1").arg(when.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'")));
    const QList<ProbeFact> facts = probeFacts(result, route);
    for (const ProbeFact& fact : facts)
        lines << fact.name + QLatin1StringView(": ") + fact.value;
    if (!result.detail.isEmpty())
        lines << QString() << result.detail;
    return lines.join(u'\n');
}

} // namespace rookery::delivery
