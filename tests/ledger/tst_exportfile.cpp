// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/exportfile.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QTest>

#include <rapidcheck.h>

using namespace rookery;
using namespace rookery::ledger;

Q_DECLARE_METATYPE(rookery::ledger::ExportFormat)

namespace {

// What has to be escaped somewhere.
QString anyText()
{
    static const QStringList Parts{QStringLiteral("a"), QStringLiteral("="), QStringLiteral("'"), QStringLiteral("\""),
        QStringLiteral(","), QStringLiteral(";"), QStringLiteral(" "), QStringLiteral("\n"), QStringLiteral("\r"),
        QStringLiteral("\t"), QStringLiteral("\\"), QStringLiteral("/"), QStringLiteral("<"), QStringLiteral("é"),
        QStringLiteral("🐦"), QString(QChar(1)), QString(QChar(0x7F)), QString(QChar(0xD800)), QStringLiteral("b-1")};
    QString text;
    for (const std::size_t i :
        *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, std::size_t(Parts.size()))))
        text += Parts[qsizetype(i)];
    return text;
}

EventRecord anyEvent()
{
    EventRecord event;
    for (const pixel::FieldSpec& s : pixel::fieldTable())
        event.fields.set(s.field, anyText());
    event.state = State(*rc::gen::inRange(0, 8));
    event.attempts = *rc::gen::arbitrary<int>();
    event.profile = anyText();
    event.confirmed = UtcMs(*rc::gen::inRange<qint64>(-90'000'000'000'000, 300'000'000'000'000));
    event.agent = anyText();
    event.live = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>())
        event.lastStatus = *rc::gen::arbitrary<int>();
    if (*rc::gen::arbitrary<bool>())
        event.lastTookMs = *rc::gen::inRange<qint64>(0, 10'000'000'000);
    event.lastUrl = "/i?userId=" + anyText().toUtf8() + *rc::gen::element<QByteArray>("", "\xFF", "\xE2\x82");
    event.message = anyText();
    event.note = anyText();
    event.correction = CorrectionKind(*rc::gen::inRange(0, 4));
    event.declined = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>())
        event.orderTime = UtcMs(*rc::gen::arbitrary<qint32>());
    return event;
}

QByteArray written(const EventRecord& event, const ExportOptions& options)
{
    QBuffer out;
    const bool isOpen = out.open(QIODevice::WriteOnly);
    ExportStream stream(out, options);
    return isOpen && stream.write(event) && stream.finish() ? out.data() : QByteArray();
}

// Character by character, as the rule says it.
QByteArray cellByTheRule(const QString& text)
{
    QString cell = text;
    qsizetype start = 0;
    while (start < cell.size() && cell[start] == u'\'')
        ++start;
    if (start < cell.size() && QStringLiteral("=+-@\t\r").contains(cell[start]))
        cell.prepend(u'\'');
    const bool quoted = cell.startsWith(u' ') || cell.endsWith(u' ')
        || std::any_of(cell.begin(), cell.end(), [](QChar c) { return QStringLiteral(",\"\n\r;\t").contains(c); });
    return (quoted ? u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"' : cell).toUtf8();
}

} // namespace

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

    void jsonIsWhatQtWritesByteForByte()
    {
        const bool holds = rc::check([] {
            const EventRecord event = anyEvent();
            ExportOptions options{ExportFormat::JsonLines, false};
            options.hidePersonal = *rc::gen::arbitrary<bool>();
            const QJsonObject json = exportJson(event, options.hidePersonal);
            RC_ASSERT(written(event, options) == QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
            options.columns = QStringList{QStringLiteral("tax"), QStringLiteral("ms"), QStringLiteral("tax")};
            const QByteArray line = written(event, options);
            QJsonObject chosen;
            for (const QString& key : {QStringLiteral("tax"), QStringLiteral("ms")}) {
                if (json.contains(key))
                    chosen.insert(key, json.value(key));
            }
            RC_ASSERT(QJsonDocument::fromJson(line).object() == chosen);
        });
        QVERIFY(holds);
    }

    void csvIsByTheRuleByteForByte()
    {
        const bool holds = rc::check([] {
            const EventRecord event = anyEvent();
            const QString text = anyText();
            RC_ASSERT(csvCell(text) == cellByTheRule(text));
            QByteArrayList cells;
            for (const ExportColumn column : columnsOf({})) {
                const QString value = isField(column) ? event.fields.value(fieldOf(column)) : QString();
                if (isField(column))
                    cells << cellByTheRule(value);
            }
            RC_ASSERT(written(event, {ExportFormat::Csv, false}).contains("\r\n" + cells.join(',') + ','));
        });
        QVERIFY(holds);
    }

    void instantsAreWrittenAsQtWritesThem()
    {
        const bool holds = rc::check([](qint64 ms) {
            for (const UtcMs time : {UtcMs(ms), UtcMs(ms % 1'000'000'000'000'000)}) {
                std::string text;
                appendIsoText(text, time);
                RC_ASSERT(QString::fromStdString(text) == time.isoText());
            }
        });
        QVERIFY(holds);
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
