// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/exportfile.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QTest>

using namespace rookery;
using namespace rookery::ledger;

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

    void saysWhenTheDeviceFails()
    {
        QBuffer closed;
        ExportStream stream(closed, {});
        QTest::ignoreMessage(QtWarningMsg, "QIODevice::write (QBuffer): device not open");
        QVERIFY(!stream.write(record()));
    }
};

QTEST_APPLESS_MAIN(ExportFileTest)
#include "tst_exportfile.moc"
