// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/outcome.h"

#include <QTest>

using namespace rookery::delivery;
using namespace std::chrono_literals;
using rookery::UtcMs;
using std::chrono::milliseconds;
using Net = QNetworkReply;

Q_DECLARE_METATYPE(Answer)
Q_DECLARE_METATYPE(std::optional<milliseconds>)

namespace {

constexpr UtcMs Now(1795431600000); // 2026-11-23T11:00:00Z
const QString Host = QStringLiteral("corvidae.example.com");

Answer http(int status, const QByteArray& body = {}, const QByteArray& type = {})
{
    Answer a;
    a.leftCount = 1;
    a.status = status;
    a.body = body;
    a.complete = true;
    if (!type.isEmpty())
        a.headers << qMakePair(QByteArray("Content-Type"), type);
    return a;
}

Answer with(Answer a, const QByteArray& header, const QByteArray& value)
{
    a.headers << qMakePair(header, value);
    return a;
}

Answer left(Answer a, int count)
{
    a.leftCount = count;
    return a;
}

Answer cut(Answer a)
{
    a.complete = false;
    a.error = Net::RemoteHostClosedError;
    return a;
}

Answer tooLarge(Answer a)
{
    a.complete = false;
    a.tooLarge = true;
    a.error = Net::OperationCanceledError;
    return a;
}

Answer tooSlow(Answer a)
{
    a.complete = false;
    a.timedOut = true;
    a.error = Net::OperationCanceledError;
    return a;
}

Answer network(Net::NetworkError error, int leftCount = 0, const QString& text = {})
{
    Answer a;
    a.error = error;
    a.leftCount = leftCount;
    a.errorText = text;
    return a;
}

Answer tls(const QStringList& errors, int leftCount = 0)
{
    Answer a = network(Net::SslHandshakeFailedError, leftCount);
    a.tlsErrors = errors;
    return a;
}

Verdict judged(const Answer& a) { return judge(a, Host, Now); }

constexpr auto Delivered = Outcome::Delivered;
constexpr auto Refused = Outcome::Refused;
constexpr auto Waiting = Outcome::Waiting;
constexpr auto Unknown = Outcome::Unknown;

} // namespace

class OutcomeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsTheTable_data();
    void followsTheTable();
    void recognisesWebPages_data();
    void recognisesWebPages();
    void honoursRetryAfter_data();
    void honoursRetryAfter();
    void saysItInWords_data();
    void saysItInWords();
    void tellsTheAnalystMore();
    void measuresTheClockBesideTheServers_data();
    void measuresTheClockBesideTheServers();
    void givesEveryStatusAndErrorAWholeVerdict();
    void findsHeadersWithoutRegardToCase();
};

void OutcomeTest::followsTheTable_data()
{
    QTest::addColumn<Answer>("answer");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<Again>("again");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const Answer& answer, Outcome outcome, Again again, const char* reason) {
        QTest::addRow("%s", name) << answer << outcome << again << QString::fromLatin1(reason);
    };
    const auto Never = Again::Never;
    const auto Backoff = Again::Backoff;
    const auto Probe = Again::Probe;

    row("200 with a GIF", http(200, "GIF89a;", "image/gif"), Delivered, Never, "delivered");
    row("200 empty", http(200), Delivered, Never, "delivered");
    row("204", http(204), Delivered, Never, "delivered");
    row("299 with plain text", http(299, "ok", "text/plain"), Delivered, Never, "delivered");
    row("200 empty that calls itself HTML", http(200, {}, "text/html"), Delivered, Never, "delivered");
    row("200 that left twice", left(http(200), 2), Delivered, Never, "delivered");
    row("200 with HTML", http(200, "Sign in", "text/html"), Unknown, Never, "answer.html");

    for (const int status : {300, 301, 302, 303, 304, 307, 308})
        row(QByteArray::number(status).constData(), http(status), Refused, Never,
            QByteArray("http." + QByteArray::number(status)).constData());
    for (const int status : {400, 401, 402, 403, 404, 405, 406, 409, 410, 411, 413, 414, 415, 421, 422, 431, 451, 499})
        row(QByteArray::number(status).constData(), http(status), Refused, Never,
            QByteArray("http." + QByteArray::number(status)).constData());
    for (const int status : {408, 425, 429, 500, 501, 502, 503, 504, 507, 511, 599})
        row(QByteArray::number(status).constData(), http(status), Waiting, Backoff,
            QByteArray("http." + QByteArray::number(status)).constData());
    row("407", http(407), Waiting, Probe, "http.407");

    row("host not found", network(Net::HostNotFoundError), Waiting, Backoff, "net.host-not-found");
    row("refused", network(Net::ConnectionRefusedError), Waiting, Backoff, "net.refused");
    row("unreachable", network(Net::UnknownNetworkError), Waiting, Backoff, "net.unreachable");
    row("network gone", network(Net::TemporaryNetworkFailureError), Waiting, Backoff, "net.unreachable");
    row("timeout of the system", network(Net::TimeoutError), Waiting, Backoff, "net.unreachable");
    row("closed at once", network(Net::RemoteHostClosedError), Waiting, Backoff, "net.closed");
    row("connect timeout", tooSlow(network(Net::NoError)), Waiting, Backoff, "net.connect-timeout");
    row("called back before it left", network(Net::OperationCanceledError), Waiting, Backoff, "net.cancelled");

    row("proxy not found", network(Net::ProxyNotFoundError), Waiting, Probe, "proxy.failed");
    row("proxy refuses", network(Net::ProxyConnectionRefusedError), Waiting, Probe, "proxy.failed");
    row("proxy closes", network(Net::ProxyConnectionClosedError), Waiting, Probe, "proxy.failed");
    row("proxy too slow", network(Net::ProxyTimeoutError), Waiting, Probe, "proxy.failed");
    row("proxy fails", network(Net::UnknownProxyError), Waiting, Probe, "proxy.failed");
    row("proxy wants a sign-in", network(Net::ProxyAuthenticationRequiredError), Waiting, Probe, "proxy.sign-in");
    row("proxy closes after it left", network(Net::ProxyConnectionClosedError, 1), Unknown, Backoff, "answer.none");

    row("answer timeout", left(tooSlow(network(Net::NoError)), 1), Unknown, Backoff, "answer.timeout");
    row("reset", network(Net::RemoteHostClosedError, 2), Unknown, Backoff, "answer.closed");
    row("garbage", network(Net::ProtocolFailure, 1), Unknown, Backoff, "answer.none");
    row("refused when Qt sent it again", network(Net::ConnectionRefusedError, 1), Unknown, Backoff, "answer.none");
    row("host not found when sent again", network(Net::HostNotFoundError, 1), Unknown, Backoff, "answer.none");
    row("called back after it left", network(Net::OperationCanceledError, 1), Unknown, Backoff, "answer.cancelled");
    row("only 100 Continue", cut(http(100)), Unknown, Backoff, "answer.closed");
    row("a status that does not exist", http(999), Unknown, Backoff, "answer.none");
    row("a status of two digits", http(20), Unknown, Backoff, "answer.none");
    row("truncated GIF", cut(http(200, "GIF8", "image/gif")), Unknown, Backoff, "answer.truncated");
    row("truncated before the body", cut(http(200)), Unknown, Backoff, "answer.truncated");
    row("truncated page", cut(http(200, "<html>", "text/plain")), Unknown, Never, "answer.html");
    row("truncated 302", cut(http(302, "mov")), Refused, Never, "http.302");
    row("truncated 404", cut(http(404, "Not fo")), Refused, Never, "http.404");
    row("truncated 503", cut(http(503, "Ser")), Waiting, Backoff, "http.503");

    row("503 to the second copy", left(http(503), 2), Unknown, Backoff, "http.503");
    row("407 to the second copy", left(http(407), 2), Unknown, Probe, "http.407");
    row("404 to the second copy", left(http(404), 2), Refused, Never, "http.404");

    row("expired", tls({QStringLiteral("CertificateExpired 2026-05-03: x")}), Waiting, Probe, "tls.expired");
    row("wrong host", tls({QStringLiteral("HostNameMismatch: x")}), Waiting, Probe, "tls.wrong-host");
    row("self-signed", tls({QStringLiteral("SelfSignedCertificate: x")}), Waiting, Probe, "tls.self-signed");
    row("unknown CA", tls({QStringLiteral("UnableToGetLocalIssuerCertificate: x")}), Waiting, Probe, "tls.untrusted");
    row("own CA unknown", tls({QStringLiteral("SelfSignedCertificateInChain: x")}), Waiting, Probe, "tls.untrusted");
    row("not yet valid", tls({QStringLiteral("CertificateNotYetValid: x")}), Waiting, Probe, "tls.other");
    row("CA file", tls({QStringLiteral("CaFileUnreadable: /x.pem")}), Waiting, Probe, "tls.other");
    row("revoked", tls({QStringLiteral("CertificateRevoked: x")}), Waiting, Probe, "tls.other");
    row("no handshake", tls({}), Waiting, Probe, "tls.other");
    row("TLS alert after it left", tls({}, 1), Unknown, Backoff, "answer.none");

    row("larger than we read", tooLarge(http(200, QByteArray(65536, 'x'))), Delivered, Never, "delivered");
    row("page larger than we read", tooLarge(http(200, "<html>")), Unknown, Never, "answer.html");
    row("404 larger than we read", tooLarge(http(404)), Refused, Never, "http.404");
    row("503 larger than we read", tooLarge(http(503)), Waiting, Backoff, "http.503");
    row("200 slower than we wait", tooSlow(http(200, "GI", "image/gif")), Delivered, Never, "delivered");
    row("page slower than we wait", tooSlow(http(200, {}, "text/html")), Unknown, Never, "answer.html");
    row("500 slower than we wait", tooSlow(http(500)), Waiting, Backoff, "http.500");

    row("settings that make no request", network(Net::ProtocolUnknownError), Waiting, Probe, "route.invalid");
    row("target that Qt would change", network(Net::ProtocolInvalidOperationError), Waiting, Never, "target.altered");
}

void OutcomeTest::followsTheTable()
{
    QFETCH(Answer, answer);
    QFETCH(QString, reason);
    const Verdict v = judged(answer);
    QTEST(v.outcome, "outcome");
    QTEST(v.again, "again");
    QCOMPARE(v.reason, reason);
    QCOMPARE(v.webPage, reason == QLatin1StringView("answer.html"));
    QVERIFY(v.sentence.endsWith(u'.'));
    // The two sentences that the table promises.
    const bool nothingSent = v.sentence.contains(QLatin1StringView("nothing was sent"), Qt::CaseInsensitive);
    QCOMPARE(nothingSent, v.outcome == Waiting && (answer.leftCount == 0 || *answer.status == 407));
    const bool mayHave = v.sentence.contains(QLatin1StringView("It may have arrived; retrying is safe"));
    QCOMPARE(mayHave, v.outcome == Unknown && !v.webPage);
}

void OutcomeTest::recognisesWebPages_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("page");
    const auto row = [](const char* name, const QByteArray& type, const QByteArray& body, bool page) {
        QTest::addRow("%s", name) << type << body << page;
    };
    row("type alone", "text/html", "ok", true);
    row("type with charset, upper case", "Text/HTML; charset=UTF-8", "ok", true);
    row("XHTML", "application/xhtml+xml", "<x/>", true);
    row("longer type", "text/html5", "ok", false);
    row("doctype as plain text", "text/plain", "<!DOCTYPE html>", true);
    row("doctype of old", "", "<!doctype HTML PUBLIC \"-//W3C\">", true);
    row("html with attributes", "", "<html lang=en>", true);
    row("head", "", "<head>", true);
    row("body as GIF", "image/gif", "<BODY>", true);
    row("title", "", "<title>Sign in</title>", true);
    row("script", "", "<script\nsrc=x>", true);
    row("meta", "", "<meta/>", true);
    row("byte order mark and space", "", "\xEF\xBB\xBF \r\n\t<html>", true);
    row("comments", "", "<!-- a --> <!-- > --><html>", true);
    row("comment that never ends", "", "<!-- a", true);
    row("XML declaration", "", "<?xml version='1.0'?>\n<html xmlns='x'>", true);
    row("UTF-16", "", QByteArray("\xFF\xFE<\0h\0t\0m\0l\0>\0", 14), true);
    row("comment alone", "", "<!-- ok -->", false);
    row("XML", "text/xml", "<?xml version='1.0'?><ok/>", false);
    row("tag that only begins alike", "", "<headers>", false);
    row("html further back", "text/plain", "ok <html>", false);
    row("JSON", "application/json", "{\"html\":\"<html>\"}", false);
    row("GIF", "image/gif", QByteArray("GIF89a\1\0\1\0", 10), false);
    row("empty with type", "text/html", "", false);
}

void OutcomeTest::recognisesWebPages()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(bool, page);
    const Verdict v = judged(http(200, body, type));
    QCOMPARE(v.webPage, page);
    QCOMPARE(v.outcome, page ? Unknown : Delivered);
}

void OutcomeTest::honoursRetryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<std::optional<milliseconds>>("expected");
    const auto row = [](const char* name, const QByteArray& value, std::optional<milliseconds> expected) {
        QTest::addRow("%s", name) << value << expected;
    };
    row("seconds", "120", 120s);
    row("with space", " 7 ", 7s);
    row("zero", "0", 0ms);
    row("an hour", "3600", 1h);
    row("more than an hour", "3601", 1h);
    row("more than a number holds", "99999999999999999999", 1h);
    row("negative", "-5", 0ms);
    row("date", "Mon, 23 Nov 2026 11:00:30 GMT", 30s);
    row("date with the wrong day's name", "Fri, 23 Nov 2026 11:00:30 GMT", 30s);
    row("date of RFC 850", "Monday, 23-Nov-26 11:00:30 GMT", 30s);
    row("date of RFC 850 in the past century", "Tuesday, 23-Nov-99 11:00:30 GMT", 0ms);
    row("date of asctime", "Mon Nov 23 11:00:30 2026", 30s);
    row("date of asctime, one digit", "Tue Dec  1 11:00:30 2026", 1h);
    row("past date", "Mon, 23 Nov 2026 10:00:00 GMT", 0ms);
    row("far date", "Mon, 23 Nov 2026 20:00:00 GMT", 1h);
    row("fraction", "1.5", std::nullopt);
    row("word", "soon", std::nullopt);
    row("empty", "", std::nullopt);
    row("impossible date", "Mon, 31 Feb 2027 11:00:30 GMT", std::nullopt);
}

void OutcomeTest::honoursRetryAfter()
{
    QFETCH(QByteArray, value);
    QFETCH(std::optional<milliseconds>, expected);
    for (const int status : {408, 425, 429, 500, 503})
        QCOMPARE(judged(with(http(status), "retry-after", value)).retryAfter, expected);
    QVERIFY(!judged(with(http(400), "Retry-After", value)).retryAfter);
    QVERIFY(!judged(with(http(200), "Retry-After", value)).retryAfter);
}

void OutcomeTest::saysItInWords_data()
{
    QTest::addColumn<Answer>("answer");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* name, const Answer& answer, const char* part) {
        QTest::addRow("%s", name) << answer << QString::fromLatin1(part);
    };
    row("expired", tls({QStringLiteral("HostNameMismatch: x"), QStringLiteral("CertificateExpired 2026-05-03: y")}),
        "Tell IT: the certificate for corvidae.example.com expired on 3 May 2026.");
    row("expired without a date", tls({QStringLiteral("CertificateExpired: y")}), "has expired.");
    row("wrong host", tls({QStringLiteral("HostNameMismatch: x")}), "for another host than corvidae.example.com");
    row("unknown CA", tls({QStringLiteral("UnableToGetIssuerCertificate: x")}), "unknown CA");
    row("self-signed", tls({QStringLiteral("SelfSignedCertificate: x")}), "self-signed");
    row("CA file", tls({QStringLiteral("CaFileUnreadable: /etc/desk: ca.pem")}), "(/etc/desk: ca.pem) can't be read");
    row("version", network(Net::SslHandshakeFailedError, 0, QStringLiteral("tlsv1 alert protocol version")),
        "no common protocol version");
    row("not TLS", network(Net::SslHandshakeFailedError, 0, QStringLiteral("wrong version number")),
        "does not answer with TLS");
    row("host", network(Net::HostNotFoundError), "Can't find corvidae.example.com.");
    row("302", http(302), "pointed somewhere else");
    row("400", http(400), "Retrying the same thing won't help");
    row("401", http(401), "isn't allowed to send. Tell the analyst.");
    row("403", http(403), "isn't allowed to send. Tell the analyst.");
    row("404", http(404), "isn't there on corvidae.example.com");
    row("410", http(410), "isn't there on corvidae.example.com");
    row("407", http(407), "needs a sign-in");
    row("429", http(429), "busy (429)");
    row("page", http(200, "x", "text/html"), "web page instead of the tracking answer");
}

void OutcomeTest::saysItInWords()
{
    QFETCH(Answer, answer);
    QFETCH(QString, part);
    const QString sentence = judged(answer).sentence;
    QVERIFY2(sentence.contains(part), qPrintable(sentence));
}

void OutcomeTest::tellsTheAnalystMore()
{
    QVERIFY(judged(with(http(302), "Location", "https://elsewhere.example/"))
                .detail.contains(QLatin1StringView("Location: https://elsewhere.example/")));
    const QString body = judged(http(422, "revenue " + QByteArray(5000, 'x') + "end")).detail;
    QVERIFY(body.contains(QLatin1StringView("revenue xxx")));
    QVERIFY(!body.contains(QLatin1StringView("end")));
    QVERIFY(judged(network(Net::ConnectionRefusedError, 0, QStringLiteral("Connection refused")))
                .detail.contains(QLatin1StringView("ConnectionRefusedError: Connection refused")));
    QVERIFY(judged(left(http(404), 3)).detail.contains(QLatin1StringView("left 3 times")));
    QVERIFY(judged(tls({QStringLiteral("HostNameMismatch: why")})).detail.contains(QLatin1StringView("why")));
}

void OutcomeTest::measuresTheClockBesideTheServers_data()
{
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<std::optional<milliseconds>>("skew");
    using Skew = std::optional<milliseconds>;
    QTest::addRow("ours is fast") << QByteArray("Mon, 23 Nov 2026 10:13:00 GMT") << Skew(47min);
    QTest::addRow("ours is slow") << QByteArray("Mon, 23 Nov 2026 11:10:00 GMT") << Skew(-10min);
    QTest::addRow("garbage") << QByteArray("today") << Skew();
    QTest::addRow("none") << QByteArray() << Skew();
}

void OutcomeTest::measuresTheClockBesideTheServers()
{
    QFETCH(QByteArray, date);
    QFETCH(std::optional<milliseconds>, skew);
    for (const int status : {200, 404, 503})
        QCOMPARE(judged(with(http(status), "Date", date)).clockSkew, skew);
}

void OutcomeTest::givesEveryStatusAndErrorAWholeVerdict()
{
    for (int status = 0; status < 1000; ++status) {
        const Verdict v = judged(http(status));
        QVERIFY(!v.reason.isEmpty() && !v.sentence.isEmpty() && !v.detail.isEmpty());
        QCOMPARE(v.outcome == Delivered, status >= 200 && status < 300);
        QCOMPARE(v.again == Again::Never, v.outcome == Delivered || v.outcome == Refused);
    }
    for (int error = 1; error < 500; ++error) {
        for (const int leftCount : {0, 1, 2}) {
            const Verdict v = judged(network(Net::NetworkError(error), leftCount));
            QCOMPARE(v.outcome, leftCount == 0 ? Waiting : Unknown);
            QVERIFY(!v.reason.isEmpty() && !v.sentence.isEmpty() && !v.detail.isEmpty());
        }
    }
}

void OutcomeTest::findsHeadersWithoutRegardToCase()
{
    const Answer a = with(http(200), "ReTry-After", "5");
    QCOMPARE(a.header("retry-AFTER"), QByteArray("5"));
    QCOMPARE(a.header("retry"), QByteArray());
}

QTEST_GUILESS_MAIN(OutcomeTest)
#include "tst_outcome.moc"
