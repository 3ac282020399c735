// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/exportfile.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QTest>

using namespace rookery;
using namespace rookery::ledger;

Q_DECLARE_METATYPE(rookery::ledger::ExportFormat)

class ExportFileTest : public QObject {
    Q_OBJECT

    static EventRecord record()
    {
        EventRecord event;
        event.fields.set(pixel::Field::OrderId, QStringLiteral("0012"));
        event.fields.set(pixel::Field::Revenue, QStringLiteral("19.90"));
        event.fields.set(pixel::Field::UserId, QStringLiteral("Zoë, \"Z\""));
        event.profile = QStringLiteral("Acme");
        event.confirmed = UtcMs(1735689600123);
        event.agent = QStringLiteral("=cmd()");
        return event;
    }

private Q_SLOTS:
    void guardsAndQuotesCells_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("cell");
        QTest::addRow("plain") << QStringLiteral("0012") << QByteArray("0012");
        QTest::addRow("formula") << QStringLiteral("=1+1") << QByteArray("'=1+1");
        QTest::addRow("guarded by hand") << QStringLiteral("'=1+1") << QByteArray("''=1+1");
        QTest::addRow("apostrophe alone") << QStringLiteral("'tis") << QByteArray("'tis");
        QTest::addRow("plus") << QStringLiteral("+44") << QByteArray("'+44");
        QTest::addRow("minus") << QStringLiteral("-1") << QByteArray("'-1");
        QTest::addRow("at") << QStringLiteral("@A1") << QByteArray("'@A1");
        QTest::addRow("tab") << QStringLiteral("\tx") << QByteArray("\"'\tx\"");
        QTest::addRow("CR") << QStringLiteral("\rx") << QByteArray("\"'\rx\"");
        QTest::addRow("comma") << QStringLiteral("a,b") << QByteArray("\"a,b\"");
        QTest::addRow("quote") << QStringLiteral("a\"b") << QByteArray("\"a\"\"b\"");
        QTest::addRow("line break") << QStringLiteral("a\nb") << QByteArray("\"a\nb\"");
        QTest::addRow("empty") << QString() << QByteArray();
    }
    void guardsAndQuotesCells()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, cell);
        QCOMPARE(csvCell(text), cell);
    }

    void writesCsvForSpreadsheets()
    {
        QBuffer out;
        QVERIFY(out.open(QIODevice::WriteOnly));
        ExportStream stream(out, {ExportFormat::Csv, true});
        QVERIFY(stream.write(record()));
        QVERIFY(stream.finish());
        const QByteArrayList lines = out.data().split('\n');
        QVERIFY(lines[0].startsWith("\xEF\xBB\xBFtimestamp,event,trackerVersion,"));
        QVERIFY(lines[0].endsWith('\r'));
        QVERIFY(lines[1].contains(",0012,"));
        QVERIFY(lines[1].contains(",\"Zoë, \"\"Z\"\"\","));
        QVERIFY(lines[1].contains(",'=cmd(),"));
        QVERIFY(lines[1].contains(",2025-01-01T00:00:00.123Z,"));
        QCOMPARE(lines.size(), 3);
    }

    void nothingStillHasAHeader()
    {
        QBuffer out;
        QVERIFY(out.open(QIODevice::WriteOnly));
        ExportStream stream(out, {ExportFormat::Csv, false});
        QVERIFY(stream.finish());
        QVERIFY(out.data().startsWith("timestamp,"));
        QCOMPARE(out.data().count('\n'), 1);
    }

    void writesJsonLinesWithWireKeys()
    {
        QBuffer out;
        QVERIFY(out.open(QIODevice::WriteOnly));
        ExportStream stream(out, {ExportFormat::JsonLines, true});
        QVERIFY(stream.write(record()));
        QVERIFY(stream.finish());
        const QJsonObject json = QJsonDocument::fromJson(out.data()).object();
        QCOMPARE(json[QStringLiteral("transactionId")].toString(), QStringLiteral("0012"));
        QCOMPARE(json[QStringLiteral("revenue")].toString(), QStringLiteral("19.90"));
        QCOMPARE(json[QStringLiteral("state")].toString(), QStringLiteral("waiting"));
        QCOMPARE(json[QStringLiteral("agent")].toString(), QStringLiteral("=cmd()"));
        QVERIFY(!json.contains(QStringLiteral("tax")));
    }

    void writesWhatWasAskedForInThatOrder_data()
    {
        QTest::addColumn<ExportFormat>("format");
        QTest::addColumn<QByteArray>("text");
        QTest::addRow("CSV") << ExportFormat::Csv
                             << QByteArray("state,transactionId,declined,correction,note,order_time\r\n"
                                           "delivered,0012,yes,amount-changed,'=called,2026-11-23T10:42:00.000Z\r\n");
        QTest::addRow("JSON lines") << ExportFormat::JsonLines
                                    << QByteArray(
                                           "{\"state\":\"delivered\",\"transactionId\":\"0012\",\"declined\":true,"
                                           "\"correction\":\"amount-changed\",\"note\":\"=called\","
                                           "\"order_time\":\"2026-11-23T10:42:00.000Z\"}\n");
    }
    void writesWhatWasAskedForInThatOrder()
    {
        QFETCH(ExportFormat, format);
        EventRecord event = record();
        event.state = State::Delivered;
        event.declined = true;
        event.correction = CorrectionKind::AmountChanged;
        event.note = QStringLiteral("=called");
        event.orderTime = UtcMs(1'795'430'520'000);
        QBuffer out;
        QVERIFY(out.open(QIODevice::WriteOnly));
        const QStringList columns{QStringLiteral("state"), QStringLiteral("nonsense"), QStringLiteral("transactionId"),
            QStringLiteral("declined"), QStringLiteral("correction"), QStringLiteral("note"),
            QStringLiteral("order_time")};
        ExportStream stream(out, {format, false, false, columns});
        QVERIFY(stream.write(event));
        QVERIFY(stream.finish());
        QTEST(out.data(), "text");
    }

    void everyColumnIsAKeyOfTheJsonAndTheHeader()
    {
        QBuffer out;
        QVERIFY(out.open(QIODevice::WriteOnly));
        ExportStream stream(out, {ExportFormat::Csv, false});
        QVERIFY(stream.finish());
        QCOMPARE(QString::fromUtf8(out.data().trimmed()), exportColumns().join(u','));
        EventRecord full = record();
        for (const pixel::FieldSpec& s : pixel::fieldTable())
            full.fields.set(s.field, QStringLiteral("x"));
        QStringList sorted = exportColumns();
        sorted.sort();
        QCOMPARE(exportJson(full).keys(), sorted);
    }

    void masksPersonalIdsEverywhere_data()
    {
        QTest::addColumn<ExportFormat>("format");
        QTest::addRow("CSV") << ExportFormat::Csv;
        QTest::addRow("JSON lines") << ExportFormat::JsonLines;
    }
    void masksPersonalIdsEverywhere()
    {
        QFETCH(ExportFormat, format);
        EventRecord event;
        event.fields.set(pixel::Field::OrderId, QStringLiteral("0012"));
        for (const pixel::Field field : pixel::IdentityFields)
            event.fields.set(field, QStringLiteral("secret"));
        event.lastUrl = "https://a.example.com/i?visitorId=secret&sessionId=secret&userId=secret&transactionId=0012";
        QBuffer out;
        QVERIFY(out.open(QIODevice::WriteOnly));
        ExportStream stream(out, {format, false, true});
        QVERIFY(stream.write(event));
        QVERIFY(stream.finish());
        QVERIFY(!out.data().contains("secret"));
        QCOMPARE(out.data().count("hidden"), 6);
        QVERIFY(out.data().contains("0012"));
    }

    void whatIsNotThereIsNotHidden()
    {
        QVERIFY(!exportJson(record(), true).contains(QStringLiteral("visitorId")));
        QCOMPARE(exportJson(record(), true)[QStringLiteral("userId")].toString(), QStringLiteral("hidden"));
        QCOMPARE(exportJson(record(), true)[QStringLiteral("url")], QJsonValue());
    }

    void masksNothingElseOfAUrl_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("masked");
        QTest::addRow("in the middle") << QByteArray("https://h/i?a=%7e&userId=x%20y&b=+&&c")
                                       << QByteArray("https://h/i?a=%7e&userId=hidden&b=+&&c");
        QTest::addRow("first and last") << QByteArray("https://h/i?visitorId=1&sessionId=2")
                                        << QByteArray("https://h/i?visitorId=hidden&sessionId=hidden");
        QTest::addRow("twice") << QByteArray("/i?userId=1&userId=2=3") << QByteArray("/i?userId=hidden&userId=hidden");
        QTest::addRow("key encoded") << QByteArray("/i?user%49d=1") << QByteArray("/i?user%49d=hidden");
        QTest::addRow("key in another case") << QByteArray("/i?USERID=1") << QByteArray("/i?USERID=hidden");
        QTest::addRow("without a value") << QByteArray("/i?userId=&visitorId&x=1")
                                         << QByteArray("/i?userId=&visitorId&x=1");
        QTest::addRow("in another value")
            << QByteArray("/i?x=userId%3D1&xuserId=1") << QByteArray("/i?x=userId%3D1&xuserId=1");
        QTest::addRow("before a fragment")
            << QByteArray("/i?userId=1#userId=2") << QByteArray("/i?userId=hidden#userId=2");
        QTest::addRow("trailing separator") << QByteArray("/i?userId=1&") << QByteArray("/i?userId=hidden&");
        QTest::addRow("no query") << QByteArray("/userId=1") << QByteArray("/userId=1");
        QTest::addRow("nothing") << QByteArray() << QByteArray();
    }
    void masksNothingElseOfAUrl()
    {
        QFETCH(QByteArray, url);
        QTEST(maskedUrl(url), "masked");
    }

    void writesCorrectionsForTheVendor()
    {
        CorrectedEvent changed{record(), {}};
        changed.event.fields.set(pixel::Field::EventId, QStringLiteral("e-1"));
        changed.event.fields.set(pixel::Field::Currency, QStringLiteral("GBP"));
        changed.correction.kind = CorrectionKind::AmountChanged;
        changed.correction.oldAmount = QStringLiteral("19.90");
        changed.correction.newAmount = QStringLiteral("9.90");
        changed.correction.reason = QStringLiteral("=returned, \"one\"");
        changed.correction.agent = QStringLiteral("desk 4");
        changed.correction.at = UtcMs(1735689660000);
        CorrectedEvent cancelled = changed;
        cancelled.event.live = true;
        cancelled.correction.kind = CorrectionKind::Cancelled;
        cancelled.correction.newAmount.clear();
        cancelled.correction.reason.clear();
        QBuffer out;
        QVERIFY(out.open(QIODevice::WriteOnly));
        QVERIFY(writeCorrections(out, {changed, cancelled}, true));
        QCOMPARE(out.data(),
            QByteArray("\xEF\xBB\xBFtransactionId,eventID,kind,sentRevenue,newRevenue,currency,reason,confirmed,"
                       "correctedAt,correctedBy,profile,live\r\n"
                       "0012,e-1,amount-changed,19.90,9.90,GBP,\"'=returned, \"\"one\"\"\",2025-01-01T00:00:00.123Z,"
                       "2025-01-01T00:01:00.000Z,desk 4,Acme,practice\r\n"
                       "0012,e-1,cancelled,19.90,,GBP,,2025-01-01T00:00:00.123Z,2025-01-01T00:01:00.000Z,desk 4,Acme,"
                       "live\r\n"));
    }

    void noCorrectionsStillHaveAHeader()
    {
        QBuffer out;
        QVERIFY(out.open(QIODevice::WriteOnly));
        QVERIFY(writeCorrections(out, {}, false));
        QVERIFY(out.data().startsWith("transactionId,"));
        QCOMPARE(out.data().count('\n'), 1);
    }

    void saysWhenTheDeviceFails()
    {
        QBuffer closed;
        ExportStream stream(closed, {});
        QTest::ignoreMessage(QtWarningMsg, "QIODevice::write (QBuffer): device not open");
        QVERIFY(!stream.write(record()));
        QTest::ignoreMessage(QtWarningMsg, "QIODevice::write (QBuffer): device not open");
        QVERIFY(!writeCorrections(closed, {{record(), {}}}, false));
    }
};

QTEST_APPLESS_MAIN(ExportFileTest)
#include "tst_exportfile.moc"
