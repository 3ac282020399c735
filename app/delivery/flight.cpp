// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/flight.h"

#include "delivery/tlsproblem.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSslError>

namespace rookery::delivery {

namespace {

using namespace std::chrono_literals;

// A thread of Qt's writes the request and tells us later. When we call it back at that very moment, the news that the
// connection stood or that the request left arrives after the abort, or the latter never. So we listen a little longer,
// and what may have left counts as left.
constexpr auto LastNews = 50ms;
constexpr auto LongestMoment = 1s; ///< between get() and the news of it, on a connection that stands

// Qt reports 4xx and 5xx as errors of the reply, though the answer is whole.
bool isSaidByStatus(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::ProxyAuthenticationRequiredError
        || error == QNetworkReply::ProtocolInvalidOperationError
        || (error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError)
        || (error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError);
}

} // namespace

Flight::Flight(QNetworkAccessManager& network, const QNetworkRequest& request, const Route& route, bool mayReuse)
    : m_answerTimeout(route.answerTimeout)
    , m_mayReuse(mayReuse)
{
    m_clock.start();
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &Flight::onTimeout);
    m_limit.start(route.connectTimeout);

    m_reply = network.get(request);
    m_reply->setReadBufferSize(2 * LargestBody);
    connect(m_reply, &QNetworkReply::socketStartedConnecting, this, [this] { note(m_answer.phases.connect); });
    connect(m_reply, &QNetworkReply::encrypted, this, [this] { note(m_answer.phases.tls); });
    connect(m_reply, &QNetworkReply::requestSent, this, &Flight::onSent);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, [this] { note(m_answer.phases.headers); });
    connect(m_reply, &QNetworkReply::readyRead, this, &Flight::readBody);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError>& errors) {
        for (const QSslError& error : errors)
            m_answer.tlsErrors << tlsErrorText(error);
    });
    connect(m_reply, &QNetworkReply::finished, this, &Flight::onFinished);
}

Flight::~Flight()
{
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
}

void Flight::abort() { m_reply->abort(); }

void Flight::note(std::optional<Phases::Ms>& phase) const
{
    if (!phase)
        phase = elapsed();
}

void Flight::onSent()
{
    ++m_answer.leftCount;
    if (m_answer.leftCount == 1) {
        note(m_answer.phases.sent);
        if (!m_finished)
            m_limit.start(m_answerTimeout);
    }
}

void Flight::onTimeout()
{
    if (m_finished) {
        land();
        return;
    }
    m_answer.timedOut = true;
    m_reply->abort();
}

void Flight::readBody()
{
    m_answer.body += m_reply->read(LargestBody - m_answer.body.size());
    if (m_answer.body.size() == LargestBody && m_reply->bytesAvailable() > 0) {
        m_answer.tooLarge = true;
        m_reply->abort();
    }
}

void Flight::onFinished()
{
    m_finished = true;
    m_limit.stop();
    note(m_answer.phases.end);
    m_answer.error = m_reply->error();
    m_answer.headers = m_reply->rawHeaderPairs();
    const QVariant status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (status.isValid())
        m_answer.status = status.toInt();

    const bool saidByStatus = m_answer.status && *m_answer.status >= 400 && isSaidByStatus(m_answer.error);
    const bool ended = m_answer.error == QNetworkReply::NoError || saidByStatus;
    // Of a status Qt's words hold the whole URL, and say no more than the status does.
    if (!ended)
        m_answer.errorText = m_reply->errorString();
    if (m_reply->isOpen())
        readBody();
    m_answer.complete = ended && !m_answer.tooLarge;

    const bool ours = m_answer.error == QNetworkReply::OperationCanceledError;
    if (ours && m_answer.leftCount == 0)
        m_limit.start(LastNews);
    else
        land();
}

bool Flight::mayHaveLeft() const
{
    if (m_answer.phases.tls)
        return true;
    if (*m_answer.phases.end >= LongestMoment)
        return false;
    // On loopback connecting and writing can be one step; a handshake never is.
    const bool plain = m_reply->url().scheme() == QLatin1StringView("http");
    return plain || (m_mayReuse && !m_answer.phases.connect);
}

void Flight::land()
{
    const bool ours = m_answer.error == QNetworkReply::OperationCanceledError;
    if (ours && m_answer.leftCount == 0 && mayHaveLeft())
        m_answer.leftCount = 1;
    Q_EMIT landed();
}

} // namespace rookery::delivery
