// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/courier.h"
#include "delivery/rudeserver.h"
#include "delivery/tlsfiles.h"

#include <QLibraryInfo>
#include <QScopeGuard>
#include <QSslSocket>
#include <QTest>
#include <QVersionNumber>

using namespace rookery::delivery;
using namespace std::chrono_literals;
using rookery::UtcMs;
using Net = QNetworkReply;
using Ending = Manners::Ending;
using Leaf = TlsFiles::Leaf;

Q_DECLARE_METATYPE(QList<Manners>)

namespace {

const QByteArray Target = "/i?timestamp=1735689600000&event=tr";
const QByteArray Gif = QByteArray("GIF89a\1\0\1\0", 10);
const QByteArray GifType = "Content-Type: image/gif\r\n";

Manners sized(int contentLength, Ending ending, const QByteArray& type = GifType)
{
    return Manners::raw(
        "HTTP/1.1 200 OK\r\n" + type + "Content-Length: " + QByteArray::number(contentLength) + "\r\n\r\n" + Gif,
        ending);
}

Manners chunked(const QByteArray& chunks)
{
    return Manners::raw("HTTP/1.1 200 OK\r\n" + GifType + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
}

/// What came back, and how often: finished() must come exactly once.
struct Returns {
    explicit Returns(Courier& courier)
    {
        QObject::connect(&courier, &Courier::finished, &context, [this](const Parcel& parcel, const Answer& answer) {
            attempts << parcel.attempt;
            answers << answer;
        });
    }
    [[nodiscard]] bool wait(qsizetype count = 1)
    {
        return QTest::qWaitFor([this, count] { return answers.size() >= count; });
    }

    QObject context;
    QList<qint64> attempts;
    QList<Answer> answers;
};

Parcel parcelTo(const QByteArray& origin, const QByteArray& target = Target)
{
    Parcel parcel;
    parcel.attempt = 7;
    parcel.line = QStringLiteral("desk");
    parcel.target = target;
    parcel.route.origin = origin;
    parcel.route.connectTimeout = 5s;
    parcel.route.answerTimeout = 5s;
    return parcel;
}

QByteArray headerOf(const QByteArray& request, const QByteArray& name)
{
    for (const QByteArray& line : request.split('\n')) {
        if (line.toLower().startsWith(name.toLower() + ':'))
            return line.sliced(name.size() + 1).trimmed();
    }
    return "(none)";
}

Verdict verdictOn(const Answer& answer)
{
    return judge(answer, QStringLiteral("collector.test"), UtcMs(QDateTime::currentMSecsSinceEpoch()));
}

} // namespace

class CourierTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void meetsEveryRowOfTheTable_data();
    void meetsEveryRowOfTheTable();
    void meetsTheLimitsOfTime_data();
    void meetsTheLimitsOfTime();
    void readsNoMoreThanTheLargestBody_data();
    void readsNoMoreThanTheLargestBody();
    void countsEachTimeTheRequestLeft_data();
    void countsEachTimeTheRequestLeft();
    void neverSaysNothingWasSentOfARequestThatLeft();

    void sendsItsHeadersAndNoOthers();
    void keepsNoCookiesAndFollowsNothing();
    void writesTheTargetAsItIs_data();
    void writesTheTargetAsItIs();
    void refusesToSendAnotherTarget_data();
    void refusesToSendAnotherTarget();
    void refusesARouteThatIsNone_data();
    void refusesARouteThatIsNone();

    void saysWhyTheConnectionIsNotSecure_data();
    void saysWhyTheConnectionIsNotSecure();
    void speaksNoOldTls_data();
    void speaksNoOldTls();
    void trustsTheExtraCaAndStillTheSystems();
    void sendsNothingWithoutItsCaFile_data();
    void sendsNothingWithoutItsCaFile();
    void connectsToAnAddressAndVerifiesTheName_data();
    void connectsToAnAddressAndVerifiesTheName();
    void waitsForAPersonWhenTheProxyFails_data();
    void waitsForAPersonWhenTheProxyFails();
    void goesRoundARemoteProxyWithPlainHttp();
    void asksNoProxyUnlessTold();

    void reusesItsConnection();
    void takesNewConnectionsForAnotherRoute();
    void forgetsConnectionsWithoutHurtingWhatIsOnItsWay();
    void measuresThePhases();
    void answersOnceAndNeverInsideSend();
    void callsBackWhatIsOnItsWay();
    void mayBeDestroyedWithWorkInFlight();
    void mayBeDestroyedByItsListener();

private:
    TlsFiles m_tls;
};

void CourierTest::initTestCase()
{
    for (const char* name : {"http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"})
        qunsetenv(name);
    const QString trouble = m_tls.make();
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
}

void CourierTest::meetsEveryRowOfTheTable_data()
{
    QTest::addColumn<QList<Manners>>("script");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<Again>("again");
    QTest::addColumn<QString>("reason");
    const auto row = [](const QByteArray& name, const QList<Manners>& script, Outcome outcome, const QString& reason) {
        const Again again = outcome == Outcome::Waiting || (outcome == Outcome::Unknown && reason != u"answer.html")
            ? Again::Backoff
            : Again::Never;
        QTest::addRow("%s", name.constData()) << script << outcome << again << reason;
    };
    const auto delivered = QStringLiteral("delivered");
    const auto truncated = QStringLiteral("answer.truncated");
    const auto closed = QStringLiteral("answer.closed");
    const auto html = QStringLiteral("answer.html");

    row("204", {Manners::answer(204)}, Outcome::Delivered, delivered);
    row("200 empty", {Manners::answer(200)}, Outcome::Delivered, delivered);
    row("200 empty as HTML", {Manners::html({})}, Outcome::Delivered, delivered);
    row("GIF", {Manners::answer(200, GifType, Gif)}, Outcome::Delivered, delivered);
    row("plain text", {Manners::answer(202, "Content-Type: text/plain\r\n", "ok")}, Outcome::Delivered, delivered);
    row("GIF in chunks", {chunked("a\r\n" + Gif + "\r\n0\r\n\r\n")}, Outcome::Delivered, delivered);
    row("GIF until the end of the connection", {Manners::raw("HTTP/1.1 200 OK\r\n\r\n" + Gif)}, Outcome::Delivered,
        delivered);
    row("GIF in drips", {Manners::answer(200, GifType, Gif).dribbled(9, 1ms)}, Outcome::Delivered, delivered);
    row("Content-Length too short", {sized(3, Ending::Close)}, Outcome::Delivered, delivered);
    row("100 Continue first", {Manners::raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n")},
        Outcome::Delivered, delivered);

    row("web page", {Manners::html()}, Outcome::Unknown, html);
    row("web page as text", {Manners::answer(200, "Content-Type: text/plain\r\n", "\n<!-- x --><HTML>")},
        Outcome::Unknown, html);
    row("web page cut", {sized(100, Ending::Close, "Content-Type: text/html\r\n")}, Outcome::Unknown, html);
    row("large web page", {Manners::html("<html>" + QByteArray(500'000, 'x'))}, Outcome::Unknown, html);

    for (const int status : {301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 410, 413, 414, 418, 422, 451})
        row(QByteArray::number(status), {Manners::answer(status)}, Outcome::Refused,
            QStringLiteral("http.%1").arg(status));
    for (const int status : {408, 425, 429, 500, 501, 502, 503, 504, 511})
        row(QByteArray::number(status), {Manners::answer(status)}, Outcome::Waiting,
            QStringLiteral("http.%1").arg(status));
    for (const char* scheme : {"Basic realm=\"x\"", "Digest realm=\"x\", nonce=\"y\"", "NTLM", "Negotiate"})
        row(QByteArray("401 ") + scheme,
            {Manners::answer(401, QByteArray("WWW-Authenticate: ") + scheme + "\r\n", "who?")}, Outcome::Refused,
            QStringLiteral("http.401"));

    row("reset before reading", {Manners::reset().before()}, Outcome::Unknown, closed);
    row("reset after reading", {Manners::reset()}, Outcome::Unknown, closed);
    row("closed before reading", {Manners::close().before()}, Outcome::Unknown, closed);
    row("closed without an answer", {Manners::close()}, Outcome::Unknown, closed);
    row("half a status line", {Manners::raw("HTTP/1.1 20")}, Outcome::Unknown, closed);
    row("half a header", {Manners::raw("HTTP/1.1 200 OK\r\nContent-Ty")}, Outcome::Unknown, closed);
    row("garbage", {Manners::raw(QByteArray("\0\xff\1 rubbish\r\n\r\n", 15))}, Outcome::Unknown, closed);
    row("another protocol", {Manners::raw("SSH-2.0-OpenSSH_9\r\n", Ending::Silence)}, Outcome::Unknown, closed);
    row("only 100 Continue", {Manners::raw("HTTP/1.1 100 Continue\r\n\r\n")}, Outcome::Unknown, closed);
    row("a status that does not exist", {Manners::answer(999)}, Outcome::Unknown, QStringLiteral("answer.none"));
    row("Content-Length too long, closed", {sized(100, Ending::Close)}, Outcome::Unknown, truncated);
    row("Content-Length too long, reset", {sized(100, Ending::Reset)}, Outcome::Unknown, truncated);
    row("chunks without an end", {chunked("a\r\n" + Gif + "\r\n")}, Outcome::Unknown, truncated);
    row("half a chunk", {chunked("ff\r\n" + Gif)}, Outcome::Unknown, truncated);
    row("compressed unasked, broken off",
        {Manners::raw("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\n\x1f\x8b")},
        Outcome::Unknown, truncated);
    row("404 cut", {Manners::raw("HTTP/1.1 404 No\r\nContent-Length: 9\r\n\r\nabc")}, Outcome::Refused,
        QStringLiteral("http.404"));
    row("503 cut", {Manners::raw("HTTP/1.1 503 No\r\nContent-Length: 9\r\n\r\nabc")}, Outcome::Waiting,
        QStringLiteral("http.503"));
    row("reset, then 204", {Manners::reset(), Manners::answer(204)}, Outcome::Delivered, delivered);
    row("reset, then 503", {Manners::reset(), Manners::answer(503)}, Outcome::Unknown, QStringLiteral("http.503"));
}

void CourierTest::meetsEveryRowOfTheTable()
{
    QFETCH(QList<Manners>, script);
    for (const bool tls : {false, true}) {
        RudeServer server(script);
        if (tls)
            server.setTls(m_tls.server(Leaf::Good));
        QVERIFY(server.start());
        Courier courier;
        Returns returns(courier);
        Parcel parcel = parcelTo(server.origin());
        parcel.route.caFile = m_tls.caFile();
        courier.send(parcel);
        QVERIFY(returns.wait());

        const Answer& answer = returns.answers.first();
        const Verdict verdict = verdictOn(answer);
        const QByteArray note = (tls ? "TLS: " : "plain: ") + verdict.reason.toUtf8() + '\n' + verdict.detail.toUtf8();
        if (tls && script.first().beforeReading) {
            // The connection died in the handshake, so the request never left.
            QCOMPARE(answer.leftCount, 0);
            QCOMPARE(verdict.outcome, Outcome::Waiting);
            continue;
        }
        QFETCH(Outcome, outcome);
        QFETCH(Again, again);
        QFETCH(QString, reason);
        QVERIFY2(verdict.outcome == outcome, note.constData());
        QVERIFY2(verdict.again == again, note.constData());
        QCOMPARE(verdict.reason, reason);
        QVERIFY(answer.leftCount >= 1);
        if (!script.first().beforeReading)
            QCOMPARE(answer.leftCount, int(server.requests().size()));
        // No URL, with its personal values, in what may be shown or logged.
        QVERIFY(!answer.errorText.contains(QLatin1StringView("timestamp")));
    }
}

void CourierTest::meetsTheLimitsOfTime_data()
{
    QTest::addColumn<Manners>("manners");
    QTest::addColumn<QString>("reason");
    QTest::addRow("silence") << Manners::silence() << "answer.timeout";
    QTest::addRow("half a header") << Manners::raw("HTTP/1.1 200 OK\r\nX:", Ending::Silence) << "answer.timeout";
    QTest::addRow("only 100 Continue") << Manners::raw("HTTP/1.1 100 Continue\r\n\r\n", Ending::Silence)
                                       << "answer.timeout";
    QTest::addRow("Content-Length too long") << sized(100, Ending::Silence) << "delivered";
    QTest::addRow("page too long") << sized(100, Ending::Silence, "Content-Type: text/html\r\n") << "answer.html";
    QTest::addRow("drips for ever")
        << Manners::raw("HTTP/1.1 200 OK\r\n\r\n" + QByteArray(1000, 'x')).dribbled(20, 20ms) << "delivered";
    QTest::addRow("404 without its body")
        << Manners::raw("HTTP/1.1 404 No\r\nContent-Length: 9\r\n\r\n", Ending::Silence) << "http.404";
}

void CourierTest::meetsTheLimitsOfTime()
{
    QFETCH(Manners, manners);
    RudeServer server({manners});
    QVERIFY(server.start());
    Courier courier;
    Returns returns(courier);
    Parcel parcel = parcelTo(server.origin());
    parcel.route.answerTimeout = 300ms;
    courier.send(parcel);
    QVERIFY(returns.wait());
    const Answer& answer = returns.answers.first();
    QVERIFY(answer.timedOut);
    QVERIFY(!answer.complete);
    QCOMPARE(answer.leftCount, 1);
    QVERIFY(*answer.phases.end - *answer.phases.sent >= 250ms);
    QTEST(verdictOn(answer).reason, "reason");
}

void CourierTest::readsNoMoreThanTheLargestBody_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("tooLarge");
    QTest::addRow("just what is read") << 65'536 << false;
    QTest::addRow("a byte more") << 65'537 << true;
    QTest::addRow("megabytes") << 8'000'000 << true;
}

void CourierTest::readsNoMoreThanTheLargestBody()
{
    QFETCH(int, size);
    QFETCH(bool, tooLarge);
    QByteArray body(size, 'x');
    body.replace(0, Gif.size(), Gif);
    for (const Manners& manners : {Manners::answer(200, GifType, body), Manners::raw("HTTP/1.1 200 OK\r\n\r\n" + body),
             chunked(QByteArray::number(size, 16) + "\r\n" + body + "\r\n0\r\n\r\n")}) {
        RudeServer server({manners});
        QVERIFY(server.start());
        Courier courier;
        Returns returns(courier);
        courier.send(parcelTo(server.origin()));
        QVERIFY(returns.wait());
        const Answer& answer = returns.answers.first();
        QCOMPARE(answer.tooLarge, tooLarge);
        QCOMPARE(answer.complete, !tooLarge);
        QCOMPARE(answer.body, body.first(65'536));
        QCOMPARE(verdictOn(answer).outcome, Outcome::Delivered);
    }
}

void CourierTest::countsEachTimeTheRequestLeft_data()
{
    QTest::addColumn<Manners>("manners");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<int>("times");
    // What Qt 6.4 does by itself at the most: a connection that is slow to be found dead is not tried again. Another Qt
    // may do less, and the count must follow the wire in any case.
    QTest::addRow("answered") << Manners::answer(204) << false << 1;
    QTest::addRow("answered, TLS") << Manners::answer(204) << true << 1;
    QTest::addRow("reset") << Manners::reset() << false << 2;
    QTest::addRow("reset, TLS") << Manners::reset() << true << 4;
    QTest::addRow("closed") << Manners::close() << false << 2;
    QTest::addRow("closed, TLS") << Manners::close() << true << 2;
    QTest::addRow("half a status line") << Manners::raw("HTTP/1.1 20") << false << 4;
    QTest::addRow("half a status line, TLS") << Manners::raw("HTTP/1.1 20") << true << 4;
}

void CourierTest::countsEachTimeTheRequestLeft()
{
    QFETCH(Manners, manners);
    QFETCH(bool, tls);
    QFETCH(int, times);
    RudeServer server({manners});
    if (tls)
        server.setTls(m_tls.server(Leaf::Good));
    QVERIFY(server.start());
    Courier courier;
    Returns returns(courier);
    Parcel parcel = parcelTo(server.origin());
    parcel.route.caFile = m_tls.caFile();
    courier.send(parcel);
    QVERIFY(returns.wait());
    QCOMPARE(returns.answers.first().leftCount, int(server.requests().size()));
    QCOMPARE(server.targets(), QList<QByteArray>(server.requests().size(), Target));
    QVERIFY(returns.answers.first().leftCount >= 1);
    if (QLibraryInfo::version() < QVersionNumber(6, 5))
        QVERIFY(returns.answers.first().leftCount <= times);
}

void CourierTest::neverSaysNothingWasSentOfARequestThatLeft()
{
    RudeServer plain;
    RudeServer secure;
    secure.setTls(m_tls.server(Leaf::Good));
    QVERIFY(plain.start() && secure.start());
    Courier courier;
    Returns returns(courier);
    int notLeft = 0;
    const int rounds = 60;
    for (int i = 0; i < rounds; ++i) {
        // Called back around the moment of leaving, on connections that stand and on new ones.
        Parcel parcel = parcelTo((i % 2 ? secure : plain).origin(), "/i?" + QByteArray::number(i));
        parcel.line = QString::number(i % 8 < 4 ? i % 2 : i);
        parcel.route.caFile = m_tls.caFile();
        parcel.route.connectTimeout = std::chrono::milliseconds(i / 4 % 5);
        courier.send(parcel);
        QVERIFY(returns.wait(i + 1));
    }
    for (int i = 0; i < rounds; ++i) {
        if (returns.answers.at(i).leftCount > 0)
            continue;
        ++notLeft;
        const QByteArray target = "/i?" + QByteArray::number(i);
        QVERIFY2(!plain.targets().contains(target) && !secure.targets().contains(target), target.constData());
    }
    QVERIFY(notLeft > 0);
    QVERIFY(notLeft < rounds);
}

void CourierTest::sendsItsHeadersAndNoOthers()
{
    const QLocale before = QLocale();
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    RudeServer server;
    QVERIFY(server.start());
    Courier courier;
    Returns returns(courier);
    courier.send(parcelTo(server.origin()));
    QVERIFY(returns.wait());
    QLocale::setDefault(before);

    QByteArrayList lines = server.requests().first().split('\n');
    for (QByteArray& line : lines)
        line = line.trimmed();
    const QByteArray requestLine = lines.takeFirst();
    lines.removeAll({});
    std::sort(lines.begin(), lines.end());
    QCOMPARE(requestLine, "GET " + Target + " HTTP/1.1");
    QCOMPARE(lines,
        (QByteArrayList{"Accept-Encoding: identity", "Accept-Language: *", "Connection: Keep-Alive",
            "Host: " + server.origin().sliced(7), "User-Agent: Rookery/" ROOKERY_VERSION}));
}

void CourierTest::keepsNoCookiesAndFollowsNothing()
{
    RudeServer server({Manners::answer(302, "Set-Cookie: a=b\r\nLocation: /elsewhere\r\n"), Manners::answer(204)});
    QVERIFY(server.start());
    Courier courier;
    Returns returns(courier);
    courier.send(parcelTo(server.origin()));
    QVERIFY(returns.wait());
    courier.send(parcelTo(server.origin()));
    QVERIFY(returns.wait(2));
    QCOMPARE(server.targets(), (QList<QByteArray>{Target, Target}));
    QCOMPARE(headerOf(server.requests().last(), "Cookie"), QByteArray("(none)"));
    QCOMPARE(returns.answers.first().header("location"), QByteArray("/elsewhere"));
}

void CourierTest::writesTheTargetAsItIs_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char* target :
        {"/i", "/i?", "/", "/i?a=%C3%A9%F0%9F%98%80", "/i?a=%FF%FE", "/i?a=%00%0D%0A%20", "/i?a=+%2B%25%26%23%3D",
            "/i?q=a?b=c&&==", "/i?a='()*!,;$", "/%2F?x", "/a//b/c", "/a:b@c?x:y@z/?", "/i?tz=Europe/London&a=50%2525"})
        QTest::addRow("%s", target) << QByteArray(target);
    QTest::addRow("8 KB") << "/i?a=" + QByteArray("%E2%82%AC").repeated(900);
}

void CourierTest::writesTheTargetAsItIs()
{
    QFETCH(QByteArray, target);
    RudeServer server;
    QVERIFY(server.start());
    Courier courier;
    Returns returns(courier);
    courier.send(parcelTo(server.origin(), target));
    QVERIFY(returns.wait());
    QCOMPARE(server.targets(), QList<QByteArray>{target});
}

void CourierTest::refusesToSendAnotherTarget_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char* target : {"", "i?a", "//double/i?a", "/a/../b", "/./a", "@evil.test/i", ".evil.test/i", ":1/i",
             "/i?a=%7e", "/i?a=%41", "/i?a=b#c", "/i?a=b c", "/i?a=\"", "/i?a=<>", "/i?a=%zz", "/i?a=%",
             "/i?a=\xC3\xA9", "/i?a=\r\nX: y", "/i?a={}"})
        QTest::addRow("%s", target) << QByteArray(target);
}

void CourierTest::refusesToSendAnotherTarget()
{
    QFETCH(QByteArray, target);
    RudeServer server;
    QVERIFY(server.start());
    Courier courier;
    Returns returns(courier);
    courier.send(parcelTo(server.origin(), target));
    QVERIFY(returns.wait());
    QCOMPARE(returns.answers.first().leftCount, 0);
    QVERIFY(!returns.answers.first().errorText.isEmpty());
    QCOMPARE(verdictOn(returns.answers.first()).reason, QStringLiteral("target.altered"));
    QCOMPARE(server.connections(), 0);
}

void CourierTest::refusesARouteThatIsNone_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QString>("connectTo");
    QTest::addRow("empty") << QByteArray() << QString();
    QTest::addRow("no scheme") << QByteArray("127.0.0.1:1") << QString();
    QTest::addRow("another scheme") << QByteArray("file:///etc") << QString();
    QTest::addRow("with a path") << QByteArray("https://127.0.0.1/x") << QString();
    QTest::addRow("with a user") << QByteArray("https://a:b@127.0.0.1") << QString();
    QTest::addRow("http beyond this computer") << QByteArray("http://collector.test") << QString();
    QTest::addRow("http beyond by address") << QByteArray("http://localhost") << "192.0.2.1";
    QTest::addRow("connect to a name") << QByteArray("https://collector.test") << "localhost";
}

void CourierTest::refusesARouteThatIsNone()
{
    QFETCH(QByteArray, origin);
    QFETCH(QString, connectTo);
    Courier courier;
    Returns returns(courier);
    Parcel parcel = parcelTo(origin);
    parcel.route.connectTo = connectTo;
    courier.send(parcel);
    QVERIFY(returns.wait());
    QCOMPARE(returns.answers.first().leftCount, 0);
    const Verdict verdict = verdictOn(returns.answers.first());
    QCOMPARE(verdict.reason, QStringLiteral("route.invalid"));
    QCOMPARE(verdict.outcome, Outcome::Waiting);
    QCOMPARE(verdict.again, Again::Probe);
}

void CourierTest::saysWhyTheConnectionIsNotSecure_data()
{
    QTest::addColumn<Leaf>("leaf");
    QTest::addColumn<bool>("knownCa");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("words");
    QTest::addRow("expired") << Leaf::Expired << true << "tls.expired"
                             << "the certificate for collector.test expired on 3 May 2024.";
    QTest::addRow("expired, of a CA nobody knows") << Leaf::Expired << false << "tls.expired"
                                                   << "expired on";
    QTest::addRow("not yet valid") << Leaf::NotYetValid << true << "tls.other"
                                   << "not valid yet";
    QTest::addRow("wrong host") << Leaf::WrongHost << true << "tls.wrong-host"
                                << "another host than collector.test";
    QTest::addRow("self-signed") << Leaf::SelfSigned << true << "tls.self-signed"
                                 << "self-signed";
    QTest::addRow("unknown CA") << Leaf::Good << false << "tls.untrusted"
                                << "unknown CA";
}

void CourierTest::saysWhyTheConnectionIsNotSecure()
{
    QFETCH(Leaf, leaf);
    QFETCH(bool, knownCa);
    QFETCH(QString, words);
    RudeServer server;
    server.setTls(m_tls.server(leaf));
    QVERIFY(server.start());
    Courier courier;
    Returns returns(courier);
    Parcel parcel = parcelTo(server.origin("collector.test"));
    parcel.route.connectTo = QStringLiteral("127.0.0.1");
    parcel.route.caFile = knownCa ? m_tls.caFile() : QString();
    courier.send(parcel);
    QVERIFY(returns.wait());
    const Verdict verdict = verdictOn(returns.answers.first());
    QTEST(verdict.reason, "reason");
    QCOMPARE(verdict.outcome, Outcome::Waiting);
    QCOMPARE(verdict.again, Again::Probe);
    QVERIFY2(verdict.sentence.contains(words), qPrintable(verdict.sentence));
    QVERIFY(verdict.sentence.contains(QLatin1StringView("nothing was sent")));
    QCOMPARE(returns.answers.first().leftCount, 0);
    QVERIFY(server.requests().isEmpty());
}

void CourierTest::speaksNoOldTls_data()
{
    QTest::addColumn<QByteArray>("greeting");
    QTest::addColumn<QString>("words");
    // A fatal protocol_version alert, as a server that knows TLS 1.0 only gives it.
    QTest::addRow("protocol version") << QByteArray("\x15\x03\x01\x00\x02\x02\x46", 7) << "no common protocol version";
    // A ServerHello that chooses TLS 1.0.
    QTest::addRow("chooses TLS 1.0") << QByteArray("\x16\x03\x01\x00\x2a\x02\x00\x00\x26\x03\x01", 11)
            + QByteArray(32, 'r') + QByteArray("\x00\x00\x2f\x00", 4)
                                     << "no common protocol version";
    QTest::addRow("no TLS at all") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n") << "does not answer with TLS";
}

void CourierTest::speaksNoOldTls()
{
    QFETCH(QByteArray, greeting);
    QFETCH(QString, words);
    RudeServer server({Manners::raw(greeting, Ending::Silence).before()});
    QVERIFY(server.start());
    Courier courier;
    Returns returns(courier);
    courier.send(parcelTo(server.origin().replace("http:", "https:")));
    QVERIFY(returns.wait());
    const Verdict verdict = verdictOn(returns.answers.first());
    QCOMPARE(verdict.reason, QStringLiteral("tls.other"));
    QVERIFY2(verdict.sentence.contains(words), qPrintable(verdict.sentence + u'\n' + verdict.detail));
    QCOMPARE(verdict.outcome, Outcome::Waiting);
    QCOMPARE(verdict.again, Again::Probe);
    QCOMPARE(returns.answers.first().leftCount, 0);
}

void CourierTest::trustsTheExtraCaAndStillTheSystems()
{
    RudeServer server;
    server.setTls(m_tls.server(Leaf::Good));
    QVERIFY(server.start());
    Courier courier;
    Returns returns(courier);
    Parcel parcel = parcelTo(server.origin());
    parcel.route.caFile = m_tls.caFile();
    courier.send(parcel);
    QVERIFY(returns.wait());
    QCOMPARE(verdictOn(returns.answers.first()).outcome, Outcome::Delivered);

    // The extra CA is one profile's: the next profile must not trust it.
    parcel.line = QStringLiteral("another");
    parcel.route.caFile.clear();
    courier.send(parcel);
    QVERIFY(returns.wait(2));
    QCOMPARE(verdictOn(returns.answers.last()).reason, QStringLiteral("tls.untrusted"));
    QCOMPARE(server.requests().size(), 1);
}

void CourierTest::sendsNothingWithoutItsCaFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::addRow("missing") << m_tls.path(QStringLiteral("missing.pem"));
    QTest::addRow("a folder") << m_tls.path(QString());
    QTest::addRow("no certificate in it") << m_tls.path(QStringLiteral("ca.key"));
}

void CourierTest::sendsNothingWithoutItsCaFile()
{
    QFETCH(QString, file);
    RudeServer server;
    server.setTls(m_tls.server(Leaf::Good));
    QVERIFY(server.start());
    Courier courier;
    Returns returns(courier);
    Parcel parcel = parcelTo(server.origin());
    parcel.route.caFile = file;
    courier.send(parcel);
    QVERIFY(returns.wait());
    const Verdict verdict = verdictOn(returns.answers.first());
    QCOMPARE(verdict.reason, QStringLiteral("tls.other"));
    QCOMPARE(verdict.again, Again::Probe);
    QVERIFY2(verdict.sentence.contains(file), qPrintable(verdict.sentence));
    QCOMPARE(server.connections(), 0);
}

void CourierTest::connectsToAnAddressAndVerifiesTheName_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("tls");
    QTest::addRow("IPv4, TLS") << "127.0.0.1" << true;
    QTest::addRow("IPv6, TLS") << "::1" << true;
    QTest::addRow("IPv4, plain") << "127.0.0.1" << false;
    QTest::addRow("IPv6, plain") << "::1" << false;
}

void CourierTest::connectsToAnAddressAndVerifiesTheName()
{
    QFETCH(QString, address);
    QFETCH(bool, tls);
    RudeServer server;
    if (tls)
        server.setTls(m_tls.server(Leaf::Good));
    if (!server.start(QHostAddress(address)))
        QSKIP("this machine has no such loopback address");
    Courier courier;
    Returns returns(courier);
    Parcel parcel = parcelTo(server.origin("collector.test"));
    parcel.route.caFile = m_tls.caFile();
    parcel.route.connectTo = address;
    courier.send(parcel);
    QVERIFY(returns.wait());
    QVERIFY2(verdictOn(returns.answers.first()).outcome == Outcome::Delivered,
        qPrintable(verdictOn(returns.answers.first()).detail));
    QCOMPARE(server.targets(), QList<QByteArray>{Target});
    QCOMPARE(headerOf(server.requests().first(), "Host"), "collector.test:" + QByteArray::number(server.serverPort()));
}

void CourierTest::waitsForAPersonWhenTheProxyFails_data()
{
    QTest::addColumn<QList<Manners>>("script");
    QTest::addColumn<QString>("reason");
    QTest::addRow("wants a sign-in") << QList{Manners::answer(407, "Proxy-Authenticate: Basic realm=\"x\"\r\n")}
                                     << "proxy.sign-in";
    QTest::addRow("closes") << QList{Manners::close()} << "proxy.failed";
    QTest::addRow("is not there") << QList<Manners>{} << "proxy.failed";
    QTest::addRow("answers garbage") << QList{Manners::raw("rubbish\r\n\r\n")} << "proxy.failed";
    QTest::addRow("refuses") << QList{Manners::answer(403)} << "proxy.failed";
}

void CourierTest::waitsForAPersonWhenTheProxyFails()
{
    QFETCH(QList<Manners>, script);
    RudeServer proxy(script);
    QVERIFY(proxy.start());
    const QByteArray address = proxy.origin();
    if (script.isEmpty())
        proxy.close();
    qputenv("https_proxy", address);
    const auto restore = qScopeGuard([] { qunsetenv("https_proxy"); });
    Courier courier;
    Returns returns(courier);
    Parcel parcel = parcelTo("https://collector.test");
    parcel.route.useProxy = true;
    courier.send(parcel);
    QVERIFY(returns.wait());
    const Verdict verdict = verdictOn(returns.answers.first());
    QVERIFY2(verdict.outcome == Outcome::Waiting, qPrintable(verdict.detail));
    QTEST(verdict.reason, "reason");
    QCOMPARE(verdict.again, Again::Probe);
    QCOMPARE(returns.answers.first().leftCount, 0);
    for (const QByteArray& request : proxy.requests())
        QVERIFY(request.startsWith("CONNECT collector.test:443 "));
}

void CourierTest::goesRoundARemoteProxyWithPlainHttp()
{
    RudeServer server;
    QVERIFY(server.start());
    qputenv("http_proxy", "http://192.0.2.1:3128");
    const auto restore = qScopeGuard([] { qunsetenv("http_proxy"); });
    Courier courier;
    Returns returns(courier);
    Parcel parcel = parcelTo(server.origin());
    parcel.route.useProxy = true;
    courier.send(parcel);
    QVERIFY(returns.wait());
    QCOMPARE(verdictOn(returns.answers.first()).outcome, Outcome::Delivered);
    QCOMPARE(server.targets(), QList<QByteArray>{Target});
}

void CourierTest::asksNoProxyUnlessTold()
{
    RudeServer proxy;
    RudeServer server;
    server.setTls(m_tls.server(Leaf::Good));
    QVERIFY(proxy.start() && server.start());
    qputenv("https_proxy", proxy.origin());
    const auto restore = qScopeGuard([] { qunsetenv("https_proxy"); });
    Courier courier;
    Returns returns(courier);
    Parcel parcel = parcelTo(server.origin());
    parcel.route.caFile = m_tls.caFile();
    courier.send(parcel);
    QVERIFY(returns.wait());
    QCOMPARE(verdictOn(returns.answers.first()).outcome, Outcome::Delivered);
    QCOMPARE(proxy.connections(), 0);
}

void CourierTest::reusesItsConnection()
{
    RudeServer server;
    QVERIFY(server.start());
    Courier courier;
    Returns returns(courier);
    for (int i = 1; i <= 5; ++i) {
        courier.send(parcelTo(server.origin()));
        QVERIFY(returns.wait(i));
    }
    QCOMPARE(server.connections(), 1);
    QVERIFY(returns.answers.first().phases.connect);
    QVERIFY(!returns.answers.last().phases.connect);
}

void CourierTest::takesNewConnectionsForAnotherRoute()
{
    RudeServer server;
    QVERIFY(server.start());
    Courier courier;
    Returns returns(courier);
    Parcel parcel = parcelTo(server.origin());
    courier.send(parcel);
    QVERIFY(returns.wait());
    parcel.route.answerTimeout += 1ms;
    courier.send(parcel);
    QVERIFY(returns.wait(2));
    QCOMPARE(server.connections(), 2);
}

void CourierTest::forgetsConnectionsWithoutHurtingWhatIsOnItsWay()
{
    RudeServer server({Manners::answer(204).dribbled(10, 10ms), Manners::answer(204)});
    QVERIFY(server.start());
    Courier courier;
    Returns returns(courier);
    courier.send(parcelTo(server.origin()));
    QTRY_COMPARE(server.requests().size(), 1);
    courier.forgetConnections();
    QVERIFY(returns.wait());
    QCOMPARE(returns.answers.first().status, 204);
    courier.send(parcelTo(server.origin()));
    QVERIFY(returns.wait(2));
    QCOMPARE(server.connections(), 2);
}

void CourierTest::measuresThePhases()
{
    Manners slow = Manners::answer(200, GifType, Gif);
    slow = slow.dribbled(slow.bytes.size() - 1, 50ms);
    RudeServer server({slow});
    server.setTls(m_tls.server(Leaf::Good));
    QVERIFY(server.start());
    Courier courier;
    Returns returns(courier);
    Parcel parcel = parcelTo(server.origin());
    parcel.route.caFile = m_tls.caFile();
    courier.send(parcel);
    QVERIFY(returns.wait());
    const Phases& p = returns.answers.first().phases;
    QVERIFY(p.connect && p.tls && p.sent && p.headers && p.end);
    QVERIFY(*p.connect <= *p.tls && *p.tls <= *p.sent && *p.sent <= *p.headers && *p.headers <= *p.end);
    QVERIFY(*p.headers - *p.sent >= 40ms);
    QVERIFY(*p.end - *p.headers >= 40ms);
}

void CourierTest::answersOnceAndNeverInsideSend()
{
    RudeServer server;
    QVERIFY(server.start());
    Courier courier;
    Returns returns(courier);
    QList<QByteArray> sent;
    for (int i = 0; i < 40; ++i) {
        // Good ones and ones that fail before they leave, all at once.
        Parcel parcel = parcelTo(server.origin(), i % 4 ? "/i?" + QByteArray::number(i) : "bad");
        parcel.attempt = i;
        if (i % 4)
            sent << parcel.target;
        courier.send(parcel);
        QVERIFY(returns.answers.isEmpty());
        QCOMPARE(courier.inFlight(), i + 1);
    }
    QVERIFY(returns.wait(40));
    QCOMPARE(courier.inFlight(), 0);
    QCOMPARE(QSet<qint64>(returns.attempts.begin(), returns.attempts.end()).size(), 40);
    QCoreApplication::processEvents();
    QCOMPARE(returns.answers.size(), 40);
    QList<QByteArray> received = server.targets();
    std::sort(received.begin(), received.end());
    std::sort(sent.begin(), sent.end());
    QCOMPARE(received, sent);
}

void CourierTest::callsBackWhatIsOnItsWay()
{
    RudeServer server({Manners::silence()});
    QVERIFY(server.start());
    Courier courier;
    Returns returns(courier);
    courier.send(parcelTo(server.origin()));
    QTRY_COMPARE(server.requests().size(), 1);
    courier.send(parcelTo("http://127.0.0.1:1", "bad"));
    courier.abortAll();
    courier.abortAll();
    QVERIFY(returns.answers.isEmpty());
    QCOMPARE(courier.inFlight(), 2);
    QVERIFY(returns.wait(2));
    QCOMPARE(courier.inFlight(), 0);
    const auto cancelled = [](const Answer& a) { return verdictOn(a).reason == u"answer.cancelled"; };
    QCOMPARE(std::count_if(returns.answers.begin(), returns.answers.end(), cancelled), 1);

    // Called back in the same breath, it never left.
    server.forget();
    Parcel fresh = parcelTo(server.origin().replace("http:", "https:"));
    fresh.line = QStringLiteral("fresh");
    courier.send(fresh);
    courier.abortAll();
    QVERIFY(returns.wait(3));
    QCOMPARE(verdictOn(returns.answers.last()).reason, QStringLiteral("net.cancelled"));
    QVERIFY(server.requests().isEmpty());
}

void CourierTest::mayBeDestroyedWithWorkInFlight()
{
    RudeServer server({Manners::silence()});
    QVERIFY(server.start());
    auto courier = std::make_unique<Courier>();
    Returns returns(*courier);
    for (int i = 0; i < 10; ++i)
        courier->send(parcelTo(server.origin()));
    courier->send(parcelTo(server.origin(), "bad"));
    QTRY_VERIFY(!server.requests().isEmpty());
    courier.reset();
    QCoreApplication::processEvents();
    QVERIFY(returns.answers.size() <= 1); // the bad one may have come back before
}

void CourierTest::mayBeDestroyedByItsListener()
{
    RudeServer server({Manners::answer(204), Manners::silence()});
    QVERIFY(server.start());
    auto* courier = new Courier;
    int calls = 0;
    connect(courier, &Courier::finished, this, [&] {
        ++calls;
        delete courier;
    });
    courier->send(parcelTo(server.origin()));
    courier->send(parcelTo(server.origin()));
    QTRY_COMPARE(calls, 1);
    QCoreApplication::processEvents();
    QCOMPARE(calls, 1);
}

QTEST_GUILESS_MAIN(CourierTest)
#include "tst_courier.moc"
