// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/request.h"

#include "delivery/tlsproblem.h"

#include <QFile>
#include <QHostAddress>
#include <QSslCertificate>

namespace rookery::delivery {

namespace {

tl::unexpected<Answer> notSent(QNetworkReply::NetworkError error, QString text)
{
    Answer answer;
    answer.error = error;
    answer.errorText = std::move(text);
    return tl::unexpected(answer);
}

tl::unexpected<Answer> badRoute(QString text) { return notSent(QNetworkReply::ProtocolUnknownError, std::move(text)); }

bool isLoopback(const QString& host)
{
    return host == QLatin1StringView("localhost") || QHostAddress(host).isLoopback();
}

bool isOrigin(const QUrl& url)
{
    const bool web = url.scheme() == QLatin1StringView("https") || url.scheme() == QLatin1StringView("http");
    return url.isValid() && web && !url.host().isEmpty() && url.path().isEmpty() && !url.hasQuery()
        && !url.hasFragment() && url.userInfo().isEmpty();
}

// What Qt writes into the request line; a fragment would not be among it.
QByteArray targetOf(const QUrl& given)
{
    const QUrl url = given.adjusted(QUrl::NormalizePathSegments);
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    return target;
}

// Qt has names of its own for some failures of a proxy only; of the others it names the collector.
std::optional<QNetworkReply::NetworkError> ofProxy(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return QNetworkReply::ProxyConnectionRefusedError;
    case QNetworkReply::RemoteHostClosedError:
        return QNetworkReply::ProxyConnectionClosedError;
    case QNetworkReply::HostNotFoundError:
        return QNetworkReply::ProxyNotFoundError;
    case QNetworkReply::TimeoutError:
        return QNetworkReply::ProxyTimeoutError;
    case QNetworkReply::UnknownNetworkError:
        return QNetworkReply::UnknownProxyError;
    default:
        return std::nullopt;
    }
}

} // namespace

tl::expected<QSslConfiguration, Answer> tlsOf(const Route& route)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (route.caFile.isEmpty())
        return tls;

    QFile file(route.caFile);
    QList<QSslCertificate> extra;
    if (file.open(QIODevice::ReadOnly))
        extra = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (extra.isEmpty()) {
        auto problem = notSent(QNetworkReply::SslHandshakeFailedError, file.errorString());
        problem.value().tlsErrors = QStringList(caFileErrorText(route.caFile));
        return problem;
    }
    // Named in full: a configuration with CAs of its own no longer loads the system's on demand.
    tls.setCaCertificates(QSslConfiguration::systemCaCertificates() + extra);
    return tls;
}

tl::expected<QNetworkRequest, Answer> requestOf(const Parcel& parcel, const QSslConfiguration& tls)
{
    const Route& route = parcel.route;
    const QUrl origin = QUrl::fromEncoded(route.origin, QUrl::StrictMode);
    if (!isOrigin(origin))
        return badRoute(QStringLiteral("not an origin: %1").arg(QString::fromLatin1(route.origin)));
    // A target without a slash in front would become part of the host, and of two Qt's request line keeps one.
    QUrl url = QUrl::fromEncoded(route.origin + parcel.target, QUrl::StrictMode);
    const bool oneSlash = parcel.target.startsWith('/') && !parcel.target.startsWith("//");
    if (!oneSlash || !url.isValid() || targetOf(url) != parcel.target)
        return notSent(QNetworkReply::ProtocolInvalidOperationError,
            QStringLiteral("the request target would be changed on its way to the wire"));
    if (!route.connectTo.isEmpty()) {
        if (QHostAddress(route.connectTo).isNull())
            return badRoute(QStringLiteral("not an IP address: %1").arg(route.connectTo));
        url.setHost(route.connectTo, QUrl::StrictMode);
    }
    if (url.scheme() == QLatin1StringView("http") && !isLoopback(url.host()))
        return badRoute(QStringLiteral("plain http goes to this computer only"));

    QNetworkRequest request(url);
    request.setSslConfiguration(tls);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, route.connectTo.isEmpty());
    request.setRawHeader("User-Agent", "Rookery/" ROOKERY_VERSION);
    request.setRawHeader("Accept-Language", "*"); // otherwise Qt tells the operator's
    // Qt takes a compressed answer that broke off for a whole one.
    request.setRawHeader("Accept-Encoding", "identity");
    if (!route.connectTo.isEmpty()) {
        request.setRawHeader("Host", origin.authority(QUrl::FullyEncoded).toLatin1());
        request.setPeerVerifyName(origin.host(QUrl::FullyEncoded));
    }
    return request;
}

QList<QNetworkProxy> ProxyChoice::queryProxy(const QNetworkProxyQuery& query)
{
    if (!m_useSystem)
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    QList<QNetworkProxy> proxies = systemProxyForQuery(query);
    if (query.url().scheme() == QLatin1StringView("http"))
        proxies.removeIf([](const QNetworkProxy& proxy) {
            return proxy.type() != QNetworkProxy::NoProxy && !isLoopback(proxy.hostName());
        });
    return proxies.isEmpty() ? QList{QNetworkProxy(QNetworkProxy::NoProxy)} : proxies;
}

void nameProxyTrouble(Answer& answer, const Parcel& parcel)
{
    const auto error = ofProxy(answer.error);
    if (!parcel.route.useProxy || answer.leftCount > 0 || answer.status || !error)
        return;
    const QNetworkProxyQuery query(QUrl::fromEncoded(parcel.route.origin, QUrl::StrictMode));
    if (ProxyChoice(true).queryProxy(query).first().type() != QNetworkProxy::NoProxy)
        answer.error = *error;
}

} // namespace rookery::delivery
