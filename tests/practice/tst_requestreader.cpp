// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/requestreader.h"

#include <QTest>

using rookery::practice::Request;
using rookery::practice::RequestReader;
using Status = RequestReader::Status;

class RequestReaderTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRequestCutAnywhereIsTheSameRequest()
    {
        const QByteArray whole = "GET /i?a=%7e&b HTTP/1.1\r\nHost: localhost\r\nX-One:  1 \r\n\r\n";
        for (qsizetype cut = 0; cut < whole.size(); ++cut) {
            RequestReader reader;
            reader.feed(QByteArrayView(whole).first(cut));
            QCOMPARE(reader.next(), Status::NeedsMore);
            reader.feed(QByteArrayView(whole).sliced(cut));
            QCOMPARE(reader.next(), Status::Ready);
            const Request request = reader.take();
            QCOMPARE(request.method, QByteArray("GET"));
            QCOMPARE(request.target, QByteArray("/i?a=%7e&b"));
            QCOMPARE(request.header("x-one"), QByteArray("1"));
            QVERIFY(reader.isEmpty());
        }
    }

    void twoRequestsInOneGoComeOutInOrder()
    {
        RequestReader reader;
        reader.feed("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
        QCOMPARE(reader.next(), Status::Ready);
        QCOMPARE(reader.take().target, QByteArray("/1"));
        QCOMPARE(reader.next(), Status::Ready);
        QCOMPARE(reader.take().target, QByteArray("/2"));
        QCOMPARE(reader.next(), Status::NeedsMore);
    }

    void aBodyIsReadOver()
    {
        RequestReader reader;
        reader.feed("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel");
        QCOMPARE(reader.next(), Status::NeedsMore);
        reader.feed("loGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
        QCOMPARE(reader.next(), Status::Ready);
        (void)reader.take();
        QCOMPARE(reader.next(), Status::Ready);
        QCOMPARE(reader.take().target, QByteArray("/2"));
    }

    void whatIsNoRequestIsNamed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Status>("status");
        QTest::addRow("words") << QByteArray("good morning\r\n\r\n") << Status::Malformed;
        QTest::addRow("no version") << QByteArray("GET /\r\nHost: a\r\n\r\n") << Status::Malformed;
        QTest::addRow("long target") << "GET /" + QByteArray(RequestReader::LongestTarget + 1, 'x')
                + " HTTP/1.1\r\nHost: a\r\n\r\n"
                                     << Status::TargetTooLong;
        QTest::addRow("endless head") << "GET / HTTP/1.1\r\nX: " + QByteArray(RequestReader::LongestHead + 1, 'x')
                                      << Status::HeadersTooLong;
        QTest::addRow("long body") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n")
                                   << Status::BodyTooLong;
        QTest::addRow("length that is none")
            << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n") << Status::Malformed;
    }
    void whatIsNoRequestIsNamed()
    {
        QFETCH(QByteArray, bytes);
        RequestReader reader;
        reader.feed(bytes);
        QTEST(reader.next(), "status");
    }
};

QTEST_GUILESS_MAIN(RequestReaderTest)
#include "tst_requestreader.moc"
