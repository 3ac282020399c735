// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/paste.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::intake;
using rookery::pixel::AmountStyle;
using rookery::pixel::Event;
using rookery::pixel::Field;
using rookery::pixel::Finding;
using Kind = Pasted::Kind;

Q_DECLARE_METATYPE(rookery::intake::Pasted::Kind)

namespace {

const QString Query = u"i?timestamp=1735689600000&event=tr&trackerVersion=na&appId=shop&platform=server"
                      "&digitalProperty=shop-uk&timezone=Europe/London&characterSet=UTF-8&eventID=e-1"
                      "&visitorId=a8469964-2f2d-41fe-94fa-7e71c1df1022&conversionName=Sale&transactionId=T1"
                      "&currency=GBP&revenue=11.99&tax=2.00&shipping=1.50"_s;
const QString Url = u"https://corvidae.example.com/"_s + Query;

Event typedFields()
{
    Event event;
    event.set(Field::VisitorId, u"a8469964-2f2d-41fe-94fa-7e71c1df1022"_s);
    event.set(Field::ConversionName, u"Sale"_s);
    event.set(Field::OrderId, u"T1"_s);
    event.set(Field::Revenue, u"11.99"_s);
    event.set(Field::Tax, u"2.00"_s);
    event.set(Field::Shipping, u"1.50"_s);
    return event;
}

bool hasCode(const Pasted& pasted, QLatin1StringView code)
{
    return std::any_of(
        pasted.findings.begin(), pasted.findings.end(), [code](const Finding& f) { return f.code == code; });
}

} // namespace

class PasteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheUrlInWhatWasPasted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addRow("bare") << Url;
        QTest::addRow("space and line end around") << u"  "_s + Url + u"\r\n"_s;
        QTest::addRow("PowerShell") << u"Invoke-WebRequest -UseBasicParsing -Uri \""_s + Url + u"\""_s;
        QTest::addRow("PowerShell, single quotes, pipe") << u"iwr -Uri '"_s + Url + u"' -UseBasicParsing | Out-Null"_s;
        QTest::addRow("curl") << u"curl -sS '"_s + Url + u"'"_s;
        QTest::addRow("curl in cmd") << u"curl \""_s + QString(Url).replace(u'&', u"^&"_s) + u"\""_s;
        QTest::addRow("curl, unquoted in bash") << u"curl "_s + QString(Url).replace(u'&', u"\\&"_s);
        QTest::addRow("wget") << u"wget -qO- \""_s + Url + u"\""_s;
        QTest::addRow("in angle brackets") << u"<"_s + Url + u">"_s;
        QTest::addRow("over several lines") << u"curl -sS \\\n  '"_s + Url + u"' \\\n  -o /dev/null"_s;
        QTest::addRow("upper-case scheme") << u"HTTPS://corvidae.example.com/"_s + Query;
    }
    void findsTheUrlInWhatWasPasted()
    {
        QFETCH(QString, text);
        const Pasted pasted = readPaste(text, AmountStyle::Point);
        QCOMPARE(pasted.kind, Kind::Url);
        QCOMPARE(pasted.lines, 1);
        // What belongs to the old event or to the profile stays behind.
        QCOMPARE(pasted.fields, typedFields());
        QVERIFY(!hasErrors(pasted.findings));
    }

    void takesAmountsOfAUrlAsWireText()
    {
        const QString url = QString(Url).replace(u"revenue=11.99"_s, u"revenue=1.234"_s);
        for (const AmountStyle style : {AmountStyle::Point, AmountStyle::Comma})
            QCOMPARE(readPaste(url, style).fields.value(Field::Revenue), u"1.234"_s);
    }

    void takesTheOrderIdFromEitherKey()
    {
        const Pasted pasted = readPaste(QString(Url).replace(u"transactionId"_s, u"orderId"_s), AmountStyle::Point);
        QCOMPARE(pasted.fields, typedFields());
        QVERIFY(hasCode(pasted, "url.order-id-key"_L1));
    }

    void repairsADamagedUrlAndSaysSo_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("code");
        QTest::addRow("&curren") << u"&currency="_s << u"¤cy="_s << u"damaged.currency"_s;
        QTest::addRow("&curren, encoded") << u"&currency="_s << u"%C2%A4cy="_s << u"damaged.currency"_s;
        QTest::addRow("&amp;") << u"&"_s << u"&amp;"_s << u"damaged.amp"_s;
    }
    void repairsADamagedUrlAndSaysSo()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, code);
        const Pasted pasted = readPaste(QString(Url).replace(before, after), AmountStyle::Point);
        QCOMPARE(pasted.kind, Kind::Url);
        QCOMPARE(pasted.fields, typedFields());
        QVERIFY(hasCode(pasted, QLatin1StringView(code.toLatin1())));
    }

    void readsARowOfATable_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<AmountStyle>("style");
        QTest::addColumn<QStringList>("cells");
        QTest::addRow("four cells") << u"T1\t11.99\t2.00\t1.50"_s << AmountStyle::Point
                                    << QStringList{u"T1"_s, u"11.99"_s, u"2.00"_s, u"1.50"_s};
        QTest::addRow("line end of a spreadsheet")
            << u"T1\t11.99\r\n"_s << AmountStyle::Point << QStringList{u"T1"_s, u"11.99"_s, QString(), QString()};
        QTest::addRow("amounts are cleaned up") << u"T1\t£1,987.78\t331,30\t€ 5"_s << AmountStyle::Point
                                                << QStringList{u"T1"_s, u"1987.78"_s, u"331.30"_s, u"5"_s};
        QTest::addRow("comma style") << u"T1\t1.987,78\t331,30"_s << AmountStyle::Comma
                                     << QStringList{u"T1"_s, u"1987.78"_s, u"331.30"_s, QString()};
        QTest::addRow("empty cell between")
            << u"T1\t11.99\t\t1.50"_s << AmountStyle::Point << QStringList{u"T1"_s, u"11.99"_s, QString(), u"1.50"_s};
        QTest::addRow("an ID stays as it is")
            << u"001E5\t5"_s << AmountStyle::Point << QStringList{u"001E5"_s, u"5"_s, QString(), QString()};
        QTest::addRow("an ID that looks like an amount")
            << u"1,000.50\t5"_s << AmountStyle::Point << QStringList{u"1,000.50"_s, u"5"_s, QString(), QString()};
        QTest::addRow("spaces round an ID")
            << u" T1 \t 5 "_s << AmountStyle::Point << QStringList{u"T1"_s, u"5"_s, QString(), QString()};
        QTest::addRow("what may mean two things stays, so that the field asks")
            << u"T1\t1.234"_s << AmountStyle::Point << QStringList{u"T1"_s, u"1.234"_s, QString(), QString()};
        QTest::addRow("the same in the comma style")
            << u"T1\t1,234"_s << AmountStyle::Comma << QStringList{u"T1"_s, u"1,234"_s, QString(), QString()};
        QTest::addRow("what is no amount stays")
            << u"T1\tn/a"_s << AmountStyle::Point << QStringList{u"T1"_s, u"n/a"_s, QString(), QString()};
        QTest::addRow("no ID") << u"\t11.99"_s << AmountStyle::Point
                               << QStringList{QString(), u"11.99"_s, QString(), QString()};
    }
    void readsARowOfATable()
    {
        QFETCH(QString, text);
        QFETCH(AmountStyle, style);
        QFETCH(QStringList, cells);
        const Pasted pasted = readPaste(text, style);
        QCOMPARE(pasted.kind, Kind::Row);
        QCOMPARE(pasted.lines, 1);
        Event expected;
        expected.set(Field::OrderId, cells[0]);
        expected.set(Field::Revenue, cells[1]);
        expected.set(Field::Tax, cells[2]);
        expected.set(Field::Shipping, cells[3]);
        QCOMPARE(pasted.fields, expected);
    }

    void countsSeveralRowsAndTakesNone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("lines");
        QTest::addRow("LF") << u"T1\t5\nT2\t6\n"_s << 2;
        QTest::addRow("CRLF") << u"T1\t5\r\nT2\t6\r\nT3\t7"_s << 3;
        QTest::addRow("CR") << u"T1\t5\rT2\t6"_s << 2;
        QTest::addRow("empty lines do not count") << u"T1\t5\n\n\nT2\t6\n"_s << 2;
        QTest::addRow("several URLs") << Url + u'\n' + Url << 2;
    }
    void countsSeveralRowsAndTakesNone()
    {
        QFETCH(QString, text);
        const Pasted pasted = readPaste(text, AmountStyle::Point);
        QCOMPARE(pasted.kind, Kind::Rows);
        QTEST(pasted.lines, "lines");
        QCOMPARE(pasted.fields, Event());
    }

    void leavesPlainTextToItsField_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString& text : {u""_s, u"   "_s, u"\r\n"_s, u"PH-010410"_s, u"£1,000.99"_s, u"a b c"_s, u"a;b;c"_s,
                 u"line one\nline two"_s, u"https://"_s, u"https://corvidae.example.com/i"_s,
                 u"mailto:a@b.example?subject=x"_s, u"/i?revenue=5"_s, u"🐦"_s})
            QTest::addRow("'%s'", text.toUtf8().toPercentEncoding(" ").constData()) << text;
    }
    void leavesPlainTextToItsField()
    {
        QFETCH(QString, text);
        const Pasted pasted = readPaste(text, AmountStyle::Point);
        QCOMPARE(pasted.kind, Kind::Nothing);
        QCOMPARE(pasted.fields, Event());
    }

    void neverTakesAUrlForOneOfSeveral()
    {
        const Pasted pasted = readPaste(Url + u' ' + QString(Url).replace(u"T1"_s, u"T2"_s), AmountStyle::Point);
        QCOMPARE(pasted.kind, Kind::Rows);
        QCOMPARE(pasted.fields, Event());
    }

    void readsAUrlThatCarriesAnother()
    {
        const QString url = Url + u"&referrer=https://shop.example/basket"_s;
        QCOMPARE(readPaste(url, AmountStyle::Point).fields, typedFields());
        QCOMPARE(readPaste(u"curl \\\n '"_s + url + u"'"_s, AmountStyle::Point).fields, typedFields());
    }
};

QTEST_APPLESS_MAIN(PasteTest)
#include "tst_paste.moc"
