// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/practicecollector.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace rookery;
using namespace rookery::practice;
using namespace std::chrono_literals;

namespace {

constexpr UtcMs Now(1'795'000'000'000);

QByteArray target(const QByteArray& eventId, const QByteArray& orderId, const QByteArray& more = "&revenue=5")
{
    return "/i?timestamp=1795000000000&event=tr&trackerVersion=na&appId=app&platform=server&digitalProperty=shop"
           "&timezone=Europe/London&characterSet=UTF-8&eventID="
        + eventId + "&conversionName=Sale&transactionId=" + orderId + "&currency=GBP" + more;
}

QByteArray get(const QByteArray& target, const QByteArray& host = "127.0.0.1")
{
    return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
}

/// What comes back until the collector closes.
QByteArray exchange(const PracticeCollector& collector, const QByteArray& request)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), collector.port());
    QSignalSpy closed(&socket, &QTcpSocket::disconnected);
    socket.write(request);
    if (closed.isEmpty())
        closed.wait();
    return socket.readAll();
}

QJsonArray listed(const PracticeCollector& collector)
{
    const QByteArray answer = exchange(collector, get("/events"));
    return QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).array();
}

} // namespace

class PracticeCollectorTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        PracticeCollector::Limits limits;
        limits.requestTime = 300ms;
        limits.events = 5;
        collector = std::make_unique<PracticeCollector>([] { return Now; }, limits);
        QVERIFY(collector->listen(0));
    }
    void cleanup() { collector.reset(); }

    void answersAnEventLikeTheRealOne()
    {
        const QByteArray answer = exchange(*collector, get(target("e-1", "A-1")));
        QVERIFY(answer.startsWith("HTTP/1.1 200 "));
        QVERIFY(answer.contains("image/gif"));
        QVERIFY(answer.contains("\r\n\r\nGIF89a"));
    }

    void judgesWhatItGetsAndListsItOldestFirst()
    {
        QSignalSpy received(collector.get(), &PracticeCollector::received);
        (void)exchange(*collector, get(target("e-1", "A-1")));
        (void)exchange(*collector, get(target("e-1", "A-1")));
        (void)exchange(*collector, get(target("e-2", "A-1")));
        (void)exchange(*collector, get(target("e-3", "A-3", "&revenue=much")));
        QCOMPARE(received.size(), 4);
        const QJsonArray events = listed(*collector);
        QStringList verdicts;
        for (const auto& event : events)
            verdicts << event.toObject().value(QStringLiteral("verdict")).toString();
        QCOMPARE(verdicts,
            QStringList({QStringLiteral("accepted"), QStringLiteral("ignored"), QStringLiteral("dropped"),
                QStringLiteral("invalid")}));
        const QJsonObject last = events.last().toObject();
        QVERIFY(!last.value(QStringLiteral("findings")).toArray().isEmpty());
        QCOMPARE(last.value(QStringLiteral("fields")).toObject().value(QStringLiteral("transactionId")).toString(),
            QStringLiteral("A-3"));
        QVERIFY(last.contains(QStringLiteral("received")));
    }

    void anOrderOfAnIgnoredEventWasNeverCounted()
    {
        (void)exchange(*collector, get(target("e-1", "A-1")));
        (void)exchange(*collector, get(target("e-1", "B-1"))); // the event ID is known, so nothing of it is read
        (void)exchange(*collector, get(target("e-2", "B-1")));
        QCOMPARE(listed(*collector).last().toObject().value(QStringLiteral("verdict")).toString(),
            QStringLiteral("accepted"));
    }

    void keepsTheRawTargetUnchanged()
    {
        const QByteArray odd = target("e-1", "%7e%41%2f+A") + "&b&c=&c=%zz";
        (void)exchange(*collector, get(odd));
        QCOMPARE(listed(*collector).first().toObject().value(QStringLiteral("url")).toString(),
            QStringLiteral("http://127.0.0.1") + QString::fromLatin1(odd));
    }

    void talksOnlyToWhoNamesThisComputer_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("served");
        QTest::addRow("address") << QByteArray("127.0.0.1") << true;
        QTest::addRow("name and port") << QByteArray("localhost:8787") << true;
        QTest::addRow("IPv6") << QByteArray("[::1]") << true;
        QTest::addRow("another site") << QByteArray("evil.example") << false;
        QTest::addRow("a name that begins like it") << QByteArray("localhost.evil.example") << false;
        QTest::addRow("a port that is none") << QByteArray("localhost:evil.example") << false;
        QTest::addRow("two hosts") << QByteArray("127.0.0.1:1, evil.example") << false;
        QTest::addRow("another computer") << QByteArray("192.168.0.1") << false;
    }
    void talksOnlyToWhoNamesThisComputer()
    {
        QFETCH(QByteArray, host);
        const QByteArray answer = exchange(*collector, get(target("e-1", "A-1"), host));
        QTEST(answer.startsWith("HTTP/1.1 200 "), "served");
        QCOMPARE(collector->events().size(), answer.startsWith("HTTP/1.1 200 ") ? 1 : 0);
        QVERIFY(!answer.contains("Access-Control-Allow-Origin"));
        if (!answer.startsWith("HTTP/1.1 200 "))
            QVERIFY(answer.startsWith("HTTP/1.1 421 "));
    }

    void misbehavesByItsScriptAndThenBehavesAgain()
    {
        collector->setScript(*AnswerScript::parse(
            R"([{"status":503,"retryAfter":"7"},{"html":true},{"break":"midway"},{"status":404}])"));
        const QByteArray busy = exchange(*collector, get(target("e-1", "A-1")));
        QVERIFY(busy.startsWith("HTTP/1.1 503 "));
        QVERIFY(busy.contains("Retry-After: 7\r\n"));
        QVERIFY(exchange(*collector, get(target("e-2", "A-2"))).contains("<html"));
        QVERIFY(!exchange(*collector, get(target("e-3", "A-3"))).endsWith(';'));
        QVERIFY(exchange(*collector, get(target("e-4", "A-4"))).startsWith("HTTP/1.1 404 "));
        QVERIFY(exchange(*collector, get(target("e-5", "A-5"))).startsWith("HTTP/1.1 200 "));
    }

    void refusesWhatIsTooLongOrNoHttp_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("status");
        QTest::addRow("long target") << get("/i?x=" + QByteArray(RequestReaderLongest, 'x')) << QByteArray("414");
        QTest::addRow("long head") << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + QByteArray(60'000, 'x'))
                                   << QByteArray("431");
        QTest::addRow("no HTTP") << QByteArray("hello\r\n\r\n") << QByteArray("400");
        QTest::addRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << QByteArray("400");
        QTest::addRow("other method") << QByteArray("PUT /i HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                                      << QByteArray("405");
    }
    void refusesWhatIsTooLongOrNoHttp()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, status);
        const QByteArray answer = exchange(*collector, request);
        QVERIFY2(answer.startsWith("HTTP/1.1 " + status), answer.first(qMin(answer.size(), qsizetype(60))).constData());
        QVERIFY(collector->events().isEmpty());
    }

    void whoNeverFinishesARequestIsHungUpOn()
    {
        (void)exchange(*collector, "GET /i?x HTT"); // ends because the collector closes
        QVERIFY(collector->events().isEmpty());
    }

    void keepsTheNewestAndSaysHowManyItForgot()
    {
        for (int i = 0; i < 7; ++i)
            (void)exchange(*collector, get(target("e-" + QByteArray::number(i), "A-" + QByteArray::number(i))));
        QCOMPARE(collector->events().size(), 5);
        QCOMPARE(collector->forgotten(), 2);
        QVERIFY(collector->events().first().url.contains("A-2"));
    }

    void severalRequestsOnOneConnection()
    {
        const QByteArray keep = "GET " + target("e-1", "A-1") + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        const QByteArray answer = exchange(*collector, keep + get(target("e-2", "A-2")));
        QCOMPARE(answer.count("HTTP/1.1 200 "), 2);
        QCOMPARE(collector->events().size(), 2);
    }

    void aTakenPortIsSaid()
    {
        PracticeCollector second([] { return Now; });
        const auto port = second.listen(collector->port());
        QVERIFY(!port);
        QCOMPARE(port.error().code, Error::Code::Busy);
    }

private:
    static constexpr int RequestReaderLongest = 20'000;
    std::unique_ptr<PracticeCollector> collector;
};

QTEST_GUILESS_MAIN(PracticeCollectorTest)
#include "tst_practicecollector.moc"
