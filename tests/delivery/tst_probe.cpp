// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/probe.h"

#include "delivery/rudeserver.h"
#include "delivery/tlsfiles.h"

#include <QSignalSpy>
#include <QTest>

using namespace rookery::delivery;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Leaf = TlsFiles::Leaf;

namespace {

Route routeTo(const QByteArray& origin)
{
    Route route;
    route.origin = origin;
    route.host = u"collector.test"_s;
    route.connectTimeout = 5s;
    route.answerTimeout = 5s;
    return route;
}

ProbeResult ask(const Route& route, const QByteArray& pixelPath = "/i")
{
    Probe probe;
    std::optional<ProbeResult> result;
    int times = 0;
    QObject::connect(&probe, &Probe::finished, &probe, [&](const ProbeResult& r) {
        result = r;
        ++times;
    });
    probe.start(route, pixelPath);
    if (result) // never from inside
        return {};
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 10'000))
        return {};
    QCoreApplication::processEvents();
    return times == 1 ? *result : ProbeResult();
}

} // namespace

class ProbeTest final : public QObject {
    Q_OBJECT

    TlsFiles m_tls;

    Route secureRouteTo(RudeServer& server, Leaf leaf)
    {
        server.setTls(m_tls.server(leaf));
        if (!server.start())
            return {};
        Route route = routeTo(server.origin("collector.test"));
        route.connectTo = u"127.0.0.1"_s;
        route.caFile = m_tls.caFile();
        return route;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString trouble = m_tls.make();
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    }

    void asksForNothingThatCouldBeAnEvent_data()
    {
        QTest::addColumn<QByteArray>("pixelPath");
        QTest::addColumn<QByteArray>("asked");
        QTest::addRow("usual path") << QByteArray("/i") << QByteArray("/");
        QTest::addRow("events at the root") << QByteArray("/") << QByteArray("/robots.txt");
    }
    void asksForNothingThatCouldBeAnEvent()
    {
        QFETCH(QByteArray, pixelPath);
        QFETCH(QByteArray, asked);
        RudeServer server;
        QVERIFY(server.start());
        const ProbeResult result = ask(routeTo(server.origin()), pixelPath);
        QVERIFY2(result.reachable, qPrintable(result.sentence));
        QCOMPARE(server.requests().size(), 1);
        QVERIFY(server.requests().first().startsWith("HEAD " + asked + " HTTP/1.1\r\n"));
        QVERIFY(!server.requests().first().toLower().contains("cookie"));
    }

    void anyStatusMeansReachable_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {200, 204, 301, 404, 405, 500, 503})
            QTest::addRow("%d", status) << status;
    }
    void anyStatusMeansReachable()
    {
        QFETCH(int, status);
        RudeServer server({Manners::answer(status, "Location: /elsewhere\r\n")});
        QVERIFY(server.start());
        const ProbeResult result = ask(routeTo(server.origin()));
        QVERIFY(result.reachable);
        QCOMPARE(result.status, std::optional(status));
        QVERIFY(result.phases.headers.has_value());
        QCOMPARE(server.requests().size(), 1); // not followed
    }

    void aGoodCertificateIsShown()
    {
        RudeServer server;
        const Route route = secureRouteTo(server, Leaf::Good);
        const ProbeResult result = ask(route);
        QVERIFY2(result.reachable, qPrintable(result.sentence + result.detail));
        QVERIFY(server.requests().first().contains("\r\nHost: collector.test:"));
        QVERIFY(result.tlsVersion.startsWith(u"TLS 1."_s));
        QVERIFY(!result.cipher.isEmpty());
        QVERIFY(result.certificate.has_value());
        QCOMPARE(result.certificate->subject, u"good"_s);
        QCOMPARE(result.certificate->issuer, u"Rookery-Test-CA"_s);
        QVERIFY(result.certificate->names.contains(u"collector.test"_s));
        QVERIFY(result.certificate->validFrom < QDateTime::currentDateTimeUtc());
        QVERIFY(result.certificate->validTo > QDateTime::currentDateTimeUtc());
        QCOMPARE(result.certificate->fingerprint.count(':'), 31);
        QVERIFY(result.phases.connect && result.phases.tls && result.phases.headers);
        QVERIFY(*result.phases.connect <= *result.phases.tls && *result.phases.tls <= *result.phases.headers);
    }

    void aBadCertificateIsRefusedAndShown_data()
    {
        QTest::addColumn<Leaf>("leaf");
        QTest::addColumn<QString>("words");
        QTest::addRow("expired") << Leaf::Expired << u"expired on 3 May 2024"_s;
        QTest::addRow("not yet valid") << Leaf::NotYetValid << u"is not valid yet"_s;
        QTest::addRow("for another host") << Leaf::WrongHost << u"is for another host"_s;
        QTest::addRow("self-signed") << Leaf::SelfSigned << u"is self-signed"_s;
    }
    void aBadCertificateIsRefusedAndShown()
    {
        QFETCH(Leaf, leaf);
        QFETCH(QString, words);
        RudeServer server;
        const ProbeResult result = ask(secureRouteTo(server, leaf));
        QVERIFY(!result.reachable);
        QVERIFY2(result.sentence.contains(words), qPrintable(result.sentence));
        QVERIFY(server.requests().isEmpty()); // nothing is said to somebody else
        QVERIFY(result.certificate.has_value());
        QVERIFY(!result.certificate->fingerprint.isEmpty());
    }

    void anUnknownIssuerIsRefused()
    {
        RudeServer server;
        Route route = secureRouteTo(server, Leaf::Good);
        route.caFile.clear();
        const ProbeResult result = ask(route);
        QVERIFY(!result.reachable);
        QVERIFY2(result.sentence.contains(u"does not trust"_s), qPrintable(result.sentence));
    }

    void whatDoesNotAnswerIsSaidInWords_data()
    {
        QTest::addColumn<Manners>("manners");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<QString>("words");
        QTest::addRow("silence after the question") << Manners::silence() << true << u"did not answer within 0.3 s"_s;
        QTest::addRow("silence before TLS") << Manners::silence().before() << true << u"while connecting, for 0.4 s"_s;
        QTest::addRow("closed") << Manners::close() << false << u"closed the connection"_s;
    }
    void whatDoesNotAnswerIsSaidInWords()
    {
        QFETCH(Manners, manners);
        QFETCH(bool, tls);
        QFETCH(QString, words);
        RudeServer server({manners});
        Route route;
        if (tls) {
            route = secureRouteTo(server, Leaf::Good);
        } else {
            QVERIFY(server.start());
            route = routeTo(server.origin());
        }
        route.connectTimeout = 400ms;
        route.answerTimeout = 300ms;
        const ProbeResult result = ask(route);
        QVERIFY(!result.reachable);
        QVERIFY2(result.sentence.contains(words), qPrintable(result.sentence));
        QVERIFY(!result.status.has_value());
    }

    void aClosedPortIsSaidInWords()
    {
        QByteArray origin;
        {
            RudeServer server;
            QVERIFY(server.start());
            origin = server.origin();
        }
        const ProbeResult result = ask(routeTo(origin));
        QVERIFY(!result.reachable);
        QVERIFY2(result.sentence.contains(u"takes no connections"_s), qPrintable(result.sentence));
    }

    void settingsThatCannotBeUsedAreSaidInWords_data()
    {
        QTest::addColumn<Route>("route");
        QTest::addColumn<QString>("words");
        QTest::addRow("http over a network") << routeTo("http://192.0.2.1") << u"can't be used"_s;
        Route noAddress = routeTo("https://collector.test");
        noAddress.connectTo = u"collector.test"_s;
        QTest::addRow("connect to a name") << noAddress << u"can't be used"_s;
        Route noFile = routeTo("https://collector.test");
        noFile.caFile = u"/nowhere/ca.pem"_s;
        QTest::addRow("no CA file") << noFile << u"/nowhere/ca.pem"_s;
        QTest::addRow("no host") << routeTo("https://") << u"can't be used"_s;
    }
    void settingsThatCannotBeUsedAreSaidInWords()
    {
        QFETCH(Route, route);
        QFETCH(QString, words);
        const ProbeResult result = ask(route);
        QVERIFY(!result.reachable);
        QVERIFY2(result.sentence.contains(words), qPrintable(result.sentence));
    }

    void theReportHasWhatItAsksFirst()
    {
        RudeServer server;
        const Route route = secureRouteTo(server, Leaf::Expired);
        const ProbeResult result = ask(route);
        const QString report = probeReport(result, route, QDateTime(QDate(2026, 11, 24), QTime(10, 0), Qt::UTC));
        for (const QString& part : {u"2026-11-24 10:00:00 UTC"_s, u"https://collector.test:"_s, u"127.0.0.1"_s,
                 u"Valid to: 2024-05-03"_s, u"SHA-256: "_s, u"CertificateExpired"_s, u"Rookery-Test-CA"_s})
            QVERIFY2(report.contains(part), qPrintable(report));
    }

    void itMayBeGivenUp()
    {
        RudeServer server({Manners::silence()});
        QVERIFY(server.start());
        {
            Probe probe;
            probe.start(routeTo(server.origin()), "/i");
            QTRY_COMPARE(server.requests().size(), 1);
        }
        RudeServer other;
        QVERIFY(other.start());
        QVERIFY(ask(routeTo(other.origin())).reachable);
    }
};

QTEST_GUILESS_MAIN(ProbeTest)
#include "tst_probe.moc"
