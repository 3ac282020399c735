// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/opening.h"
#include "intake/sample.h"

using namespace Qt::StringLiterals;
using namespace rookery::intake;

class OpeningTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsWhatASampleIs_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<Kind>("kind");
        QTest::addRow("access log") << u"access.log"_s << Kind::AccessLog;
        QTest::addRow("commands") << u"commands.txt"_s << Kind::Commands;
        QTest::addRow("CRM screen") << u"crm-block.txt"_s << Kind::Screen;
        QTest::addRow("till") << u"kasse-export.csv"_s << Kind::Delimited;
        QTest::addRow("nested JSON") << u"orders-nested.json"_s << Kind::Json;
        QTest::addRow("JSON lines") << u"orders.jsonl"_s << Kind::JsonLines;
        QTest::addRow("clipboard") << u"phone-sheet-clipboard.tsv"_s << Kind::Delimited;
        QTest::addRow("shop") << u"shop-orders-per-item.csv"_s << Kind::Delimited;
        QTest::addRow("UTF-16") << u"unicode-text.txt"_s << Kind::Delimited;
        QTest::addRow("other shop") << u"woo-orders-bom.csv"_s << Kind::Delimited;
    }
    void knowsWhatASampleIs()
    {
        QFETCH(QString, name);
        QFETCH(Kind, kind);
        const QByteArray bytes = sample(name);
        QVERIFY(!bytes.isEmpty());
        QCOMPARE(guessKind(viewOf(bytes)), kind);
    }

    void knowsOtherKinds_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<Kind>("kind");
        QTest::addRow("nothing") << QByteArray() << Kind::Delimited;
        QTest::addRow("spreadsheet") << QByteArray("PK\x03\x04\x14") << Kind::Xlsx;
        QTest::addRow("web page") << QByteArray("\n<html><table><tr><td>1") << Kind::HtmlTable;
        QTest::addRow("web page on the clipboard")
            << QByteArray("Version:0.9\r\nStartHTML:1\r\n<table>") << Kind::HtmlTable;
        QTest::addRow("addresses") << QByteArray("https://a/i?x=1\nhttps://a/i?x=2\n") << Kind::Urls;
        QTest::addRow("HAR") << QByteArray("{\"log\": {\"creator\": {}, \"entries\": [") << Kind::Har;
        QTest::addRow("array") << QByteArray("[{\"a\": 1}]") << Kind::Json;
        QTest::addRow("one object on one line") << QByteArray("{\"orders\": []}\n") << Kind::Json;
        QTest::addRow("names and values, but a table") << QByteArray("Time: a,b: c\nx: y,z: d\n") << Kind::Delimited;
        QTest::addRow("an amount with a comma") << QByteArray("Order: 1\nTotal: GBP 1,349.00 gross\n") << Kind::Screen;
        QTest::addRow("a command over several lines")
            << QByteArray("curl -G \\\n  -H 'a: b' \\\n  'https://x/i?event=tr'\n") << Kind::Commands;
        QTest::addRow("addresses below a comment") << QByteArray("# one\n# two\nhttps://x/i?event=tr\n") << Kind::Urls;
        QTest::addRow("log of IIS") << QByteArray("#Software: IIS\r\n#Version: 1.0\r\n#Fields: date time cs-method "
                                                  "cs-uri-stem cs-uri-query sc-status\r\n")
                                    << Kind::AccessLog;
        QTest::addRow("log of a load balancer")
            << QByteArray("https 2026-11-23T10:00:07.1Z lb 192.0.2.1:1 10.0.0.1:80 0.1 0.1 0.1 200 200 0 57 \"GET "
                          "https://a:443/i?x=1 HTTP/1.1\" \"curl\" - -\n")
            << Kind::AccessLog;
        QTest::addRow("a product") << QByteArray("Anti curl serum;12,50\nShampoo;4,00\n") << Kind::Delimited;
        QTest::addRow("a list") << QByteArray("Order\n1\n2\n") << Kind::Delimited;
    }
    void knowsOtherKinds()
    {
        QFETCH(QByteArray, head);
        QFETCH(Kind, kind);
        QCOMPARE(guessKind(viewOf(head)), kind);
    }

    void takesWhatAPersonChose()
    {
        const QByteArray bytes = "a;1,5\nb;2,5\n";
        Choices choices;
        choices.separator = ',';
        choices.headerRow = 1;
        choices.numbers = NumberStyle::En;
        choices.encoding = Encoding::Windows1252;
        const auto reader = opened(bytes, choices);
        QVERIFY(reader);
        QCOMPARE(reader->shape().header, (QStringList{u"a;1"_s, u"5"_s}));
        QVERIFY(reader->shape().separator.isCertain && reader->shape().numbers.isCertain);
        QVERIFY(reader->shape().encoding.isCertain && reader->shape().headerRow.isCertain);
        QCOMPARE(reader->shape().numbers.value, NumberStyle::En);
        QCOMPARE(allRows(*reader), (QStringList{u"2[b;2|5]"_s}));
    }

    void saysWhatItCannotRead()
    {
        const QByteArray bytes = "PK\x03\x04";
        const auto reader = openTable(sourceOf(viewOf(bytes)));
        QVERIFY(!reader);
        QCOMPARE(reader.error().code, rookery::Error::Code::BadInput);
        const auto broken = openTable([](char*, qsizetype) { return qsizetype(-1); });
        QVERIFY(!broken);
    }
};

QTEST_GUILESS_MAIN(OpeningTest)
#include "tst_opening.moc"
