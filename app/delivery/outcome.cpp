// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/outcome.h"

#include "delivery/httpdate.h"
#include "delivery/tlsproblem.h"
#include "delivery/webpage.h"

#include <QCoreApplication>
#include <QMetaEnum>

#include <algorithm>

namespace rookery::delivery {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::delivery::Outcome)
};

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr milliseconds LongestRetryAfter = 1h;
constexpr qsizetype ExcerptBytes = 4096;

QString excerpt(const QByteArray& body) { return QString::fromUtf8(body.first(std::min(body.size(), ExcerptBytes))); }

std::optional<milliseconds> retryAfter(const Answer& answer, UtcMs now)
{
    const QByteArray text = answer.header("retry-after").trimmed();
    const bool negative = text.startsWith('-');
    const QByteArrayView digits = QByteArrayView(text).sliced(negative ? 1 : 0);
    if (!digits.empty() && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        bool fits = false;
        const int seconds = digits.toInt(&fits);
        if (negative)
            return 0ms;
        return fits ? std::min<milliseconds>(std::chrono::seconds(seconds), LongestRetryAfter) : LongestRetryAfter;
    }
    if (const auto date = parseHttpDate(text, now))
        return std::clamp(*date - now, 0ms, LongestRetryAfter);
    return std::nullopt;
}

// "HTTP 503" or "ConnectionRefusedError: Connection refused", and whatever else an analyst asks first.
QString facts(const Answer& answer)
{
    QStringList lines;
    if (answer.status)
        lines << QStringLiteral("HTTP %1").arg(*answer.status);
    if (answer.error != QNetworkReply::NoError) {
        const char* name = QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(answer.error);
        lines << QString::fromLatin1(name ? name : "UnknownNetworkError")
                + (answer.errorText.isEmpty() ? QString() : QStringLiteral(": ") + answer.errorText);
    }
    lines << answer.tlsErrors;
    if (answer.timedOut)
        lines << QStringLiteral("ended by our time limit");
    if (answer.tooLarge)
        lines << QStringLiteral("cut after %1 bytes").arg(answer.body.size());
    if (answer.status && !answer.complete && !answer.timedOut && !answer.tooLarge)
        lines << QStringLiteral("the answer broke off after %1 bytes").arg(answer.body.size());
    if (answer.leftCount > 1)
        lines << QStringLiteral("left %1 times, same bytes").arg(answer.leftCount);
    return lines.join(u'\n');
}

Verdict verdict(Outcome outcome, Again again, const char* reason, QString sentence)
{
    Verdict v;
    v.outcome = outcome;
    v.again = again;
    v.reason = QLatin1StringView(reason);
    v.sentence = std::move(sentence);
    return v;
}

Verdict unknown(const char* reason)
{
    return verdict(Outcome::Unknown, Again::Backoff, reason,
        Words::tr("We sent it but got no usable answer. It may have arrived; retrying is safe: it can't be counted "
                  "twice."));
}

Verdict judgeSuccess(const Answer& answer)
{
    if (isWebPage(answer)) {
        Verdict v = verdict(Outcome::Unknown, Again::Never, "answer.html",
            Words::tr("We got a web page instead of the tracking answer: maybe a Wi-Fi sign-in page. Not counted as "
                      "delivered."));
        v.webPage = true;
        v.detail = QStringLiteral("Content-Type: %1\n").arg(QString::fromUtf8(answer.header("content-type")))
            + excerpt(answer.body);
        return v;
    }
    // An answer that we ended ourselves had said what we need; one that the server broke off may be anything,
    // and asking again costs nothing.
    if (!answer.complete && !answer.tooLarge && !answer.timedOut)
        return unknown("answer.truncated");
    return verdict(Outcome::Delivered, Again::Never, "delivered", Words::tr("The tracking server accepted it."));
}

Verdict judgeRefusal(const Answer& answer, const QString& host)
{
    const auto refused
        = [](QString sentence) { return verdict(Outcome::Refused, Again::Never, "", std::move(sentence)); };
    if (*answer.status < 400) {
        Verdict v = refused(
            Words::tr("The server pointed somewhere else, so we stopped. Ask the analyst to check the address."));
        const QByteArray location = answer.header("location");
        v.detail = location.isEmpty() ? QStringLiteral("no Location header")
                                      : QStringLiteral("Location: ") + QString::fromUtf8(location);
        return v;
    }
    Verdict v = refused({});
    v.detail = excerpt(answer.body);
    switch (*answer.status) {
    case 401:
    case 403:
        v.sentence = Words::tr("This profile isn't allowed to send. Tell the analyst.");
        break;
    case 404:
    case 410:
        v.sentence = Words::tr("The address isn't there on %1. The profile is probably wrong.").arg(host);
        break;
    default:
        v.sentence = Words::tr("The server refused this order. Retrying the same thing won't help.");
    }
    return v;
}

bool isTemporary(int status) { return status == 408 || status == 425 || status == 429 || status >= 500; }

// The status line is the server's own word: it counts for 3xx, 4xx and 5xx even if the text behind it broke off.
// Calling a cut 404 "unknown" would only ask the same question for a day before a person hears of it.
Verdict judgeStatus(const Answer& answer, const QString& host, UtcMs now)
{
    const int status = *answer.status;
    if (status < 300)
        return judgeSuccess(answer);
    Verdict v;
    if (status == 407) {
        v = verdict(Outcome::Waiting, Again::Probe, "",
            Words::tr("Your company network needs a sign-in. Nothing was sent. Tell IT."));
    } else if (isTemporary(status)) {
        v = verdict(Outcome::Waiting, Again::Backoff, "",
            Words::tr("The tracking server is busy (%1). The order is saved and goes again by itself.").arg(status));
        v.retryAfter = retryAfter(answer, now);
        v.detail = excerpt(answer.body);
    } else {
        v = judgeRefusal(answer, host);
    }
    v.reason = QStringLiteral("http.%1").arg(status);
    // Only the last of several copies was answered, and "waiting" promises that none went without an answer.
    if (v.outcome == Outcome::Waiting && answer.leftCount > 1) {
        v.outcome = Outcome::Unknown;
        v.sentence = unknown("").sentence;
    }
    return v;
}

bool isProxyTrouble(QNetworkReply::NetworkError error)
{
    return error >= QNetworkReply::ProxyConnectionRefusedError && error <= QNetworkReply::UnknownProxyError;
}

Verdict judgeNotSent(const Answer& answer, const QString& host)
{
    const auto waiting = [](Again again, const char* reason, QString sentence) {
        return verdict(Outcome::Waiting, again, reason, std::move(sentence));
    };
    if (!answer.tlsErrors.isEmpty() || answer.error == QNetworkReply::SslHandshakeFailedError) {
        const TlsProblem problem = tlsProblem(answer, host);
        Verdict v = waiting(Again::Probe, "",
            //: %1 is the cause, a clause that ends with a full stop
            Words::tr("The connection to the server isn't secure, so nothing was sent. Tell IT: %1")
                .arg(problem.words));
        v.reason = problem.reason;
        return v;
    }
    if (answer.timedOut)
        return waiting(
            Again::Backoff, "net.connect-timeout", Words::tr("No answer while connecting. Nothing was sent."));
    if (answer.error == QNetworkReply::ProxyAuthenticationRequiredError)
        return waiting(Again::Probe, "proxy.sign-in",
            Words::tr("Your company network needs a sign-in. Nothing was sent. Tell IT."));
    if (isProxyTrouble(answer.error))
        return waiting(Again::Probe, "proxy.failed",
            Words::tr("The proxy of your company network can't be used. Nothing was sent. Tell IT."));
    switch (answer.error) {
    case QNetworkReply::HostNotFoundError:
        return waiting(Again::Backoff, "net.host-not-found",
            Words::tr("Can't find %1. You may be offline, or the server name in the profile is wrong. Nothing was "
                      "sent; the order is saved.")
                .arg(host));
    case QNetworkReply::ConnectionRefusedError:
        return waiting(Again::Backoff, "net.refused",
            Words::tr("The tracking server takes no connections at the moment. Nothing was sent."));
    case QNetworkReply::RemoteHostClosedError:
        return waiting(Again::Backoff, "net.closed",
            Words::tr("The tracking server closed the connection at once. Nothing was sent."));
    case QNetworkReply::OperationCanceledError:
        return waiting(Again::Backoff, "net.cancelled", Words::tr("Taken back before it left. Nothing was sent."));
    case QNetworkReply::ProtocolUnknownError:
        return waiting(Again::Probe, "route.invalid",
            Words::tr("The connection settings of the profile can't be used. Nothing was sent. Tell the analyst."));
    case QNetworkReply::ProtocolInvalidOperationError:
        return waiting(Again::Never, "target.altered",
            Words::tr("The stored address can't be sent without changing it. Nothing was sent. Tell the analyst."));
    default:
        return waiting(Again::Backoff, "net.unreachable",
            Words::tr("Can't reach %1. You may be offline. Nothing was sent; the order is saved.").arg(host));
    }
}

Verdict judgeFacts(const Answer& answer, const QString& host, UtcMs now)
{
    if (answer.status && *answer.status >= 200 && *answer.status < 600)
        return judgeStatus(answer, host, now);
    if (answer.leftCount == 0)
        return judgeNotSent(answer, host);
    // Whatever ended it: Qt sends a lost request again by itself, so even "refused" may follow one that left.
    if (answer.timedOut)
        return unknown("answer.timeout");
    if (answer.error == QNetworkReply::OperationCanceledError)
        return unknown("answer.cancelled");
    if (answer.error == QNetworkReply::RemoteHostClosedError)
        return unknown("answer.closed");
    return unknown("answer.none");
}

} // namespace

QByteArray Answer::header(QByteArrayView name) const
{
    const auto it = std::find_if(headers.begin(), headers.end(),
        [name](const auto& pair) { return pair.first.compare(name, Qt::CaseInsensitive) == 0; });
    return it == headers.end() ? QByteArray() : it->second;
}

Verdict judge(const Answer& answer, const QString& host, UtcMs now)
{
    Verdict v = judgeFacts(answer, host, now);
    v.detail = v.detail.isEmpty() ? facts(answer) : facts(answer) + u'\n' + v.detail;
    if (const auto date = parseHttpDate(answer.header("date"), now))
        v.clockSkew = now - *date;
    return v;
}

} // namespace rookery::delivery
