// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/compare.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::pixel;

class CompareTest : public QObject {
    Q_OBJECT

    static DecodedUrl url(const QByteArray& query) { return decode("https://corvidae.example.com/i?" + query); }
    static QList<Compared> compared(const QByteArray& a, const QByteArray& b) { return compare(url(a), url(b)); }

private Q_SLOTS:
    void tellsWhatKindOfDifferenceItIs_data()
    {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<Difference>("kind");
        QTest::addRow("same") << QByteArray("currency=GBP") << QByteArray("currency=GBP") << Difference::Same;
        QTest::addRow("encoded otherwise") << QByteArray("appId=a%2db") << QByteArray("appId=a-b") << Difference::Same;
        QTest::addRow("no value and an empty one") << QByteArray("appId") << QByteArray("appId=") << Difference::Same;
        QTest::addRow("changed") << QByteArray("currency=GBP") << QByteArray("currency=USD") << Difference::Changed;
        QTest::addRow("revenue") << QByteArray("revenue=19.99") << QByteArray("revenue=19.990")
                                 << Difference::SameNumber;
        QTest::addRow("tax") << QByteArray("tax=200.2") << QByteArray("tax=200.20") << Difference::SameNumber;
        QTest::addRow("shipping") << QByteArray("shipping=0") << QByteArray("shipping=0.00") << Difference::SameNumber;
        QTest::addRow("other revenue") << QByteArray("revenue=19.99") << QByteArray("revenue=19.98")
                                       << Difference::Changed;
        QTest::addRow("order IDs are no numbers")
            << QByteArray("transactionId=1") << QByteArray("transactionId=1.0") << Difference::Changed;
        QTest::addRow("no amount") << QByteArray("revenue=1e2") << QByteArray("revenue=100") << Difference::Changed;
        QTest::addRow("timestamp") << QByteArray("timestamp=1") << QByteArray("timestamp=2") << Difference::Volatile;
        QTest::addRow("event ID") << QByteArray("eventID=1") << QByteArray("eventID=2") << Difference::Volatile;
        QTest::addRow("a retry keeps its event ID")
            << QByteArray("eventID=1") << QByteArray("eventID=1") << Difference::Same;
        QTest::addRow("order ID renamed")
            << QByteArray("orderId=7") << QByteArray("transactionId=7") << Difference::Renamed;
        QTest::addRow("order ID renamed the other way")
            << QByteArray("transactionId=7") << QByteArray("orderId=7") << Difference::Renamed;
        QTest::addRow("renamed and changed")
            << QByteArray("orderId=7") << QByteArray("transactionId=8") << Difference::Changed;
        QTest::addRow("a phone app's word")
            << QByteArray("transactionAmount=7.5") << QByteArray("revenue=7.50") << Difference::Renamed;
        QTest::addRow("another case") << QByteArray("Currency=GBP") << QByteArray("currency=GBP")
                                      << Difference::Renamed;
        QTest::addRow("unknown key") << QByteArray("color=red") << QByteArray("color=blue") << Difference::Changed;
    }
    void tellsWhatKindOfDifferenceItIs()
    {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QFETCH(Difference, kind);
        const QList<Compared> rows = compared(a, b);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0].kind, kind);
        QVERIFY(!rows[0].keyA.isEmpty() && !rows[0].keyB.isEmpty());
    }

    void listsInTheOrderOfAThenWhatOnlyBHas()
    {
        const QList<Compared> rows = compared("event=tr&tax=1&foo=x", "shipping=2&foo=x&event=tr&bar=y");
        const QList<Compared> expected{{u"event"_s, u"event"_s, u"tr"_s, u"tr"_s, Difference::Same},
            {u"tax"_s, {}, u"1"_s, {}, Difference::OnlyA}, {u"foo"_s, u"foo"_s, u"x"_s, u"x"_s, Difference::Same},
            {{}, u"shipping"_s, {}, u"2"_s, Difference::OnlyB}, {{}, u"bar"_s, {}, u"y"_s, Difference::OnlyB}};
        QCOMPARE(rows, expected);
    }

    void pairsRepeatedKeysFirstWithFirst()
    {
        const QList<Compared> rows = compared("k=1&k=2&k=3", "k=1&k=5");
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows[0].kind, Difference::Same);
        QCOMPARE(rows[1], (Compared{u"k"_s, u"k"_s, u"2"_s, u"5"_s, Difference::Changed}));
        QCOMPARE(rows[2], (Compared{u"k"_s, {}, u"3"_s, {}, Difference::OnlyA}));
    }

    void aSecondNameOfTheOrderIdIsNoPartnerWhereTheFirstHasOne()
    {
        const QList<Compared> rows = compared("transactionId=7&orderId=7", "transactionId=7");
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0].kind, Difference::Same);
        QCOMPARE(rows[1], (Compared{u"orderId"_s, {}, u"7"_s, {}, Difference::OnlyA}));
    }

    void listsWhatStandsBeforeTheParametersWhereItDiffers()
    {
        const QList<Compared> rows
            = compare(decode("https://a.example.com/i?event=tr"), decode("http://b.example.com:8080/collect?event=tr"));
        QCOMPARE(rows.size(), 4);
        QCOMPARE(rows[0], (Compared{u"scheme"_s, u"scheme"_s, u"https"_s, u"http"_s, Difference::Changed}));
        QCOMPARE(rows[1],
            (Compared{u"host"_s, u"host"_s, u"a.example.com"_s, u"b.example.com:8080"_s, Difference::Changed}));
        QCOMPARE(rows[2], (Compared{u"path"_s, u"path"_s, u"/i"_s, u"/collect"_s, Difference::Changed}));
    }

    void aRequestTargetHasNeitherSchemeNorHost()
    {
        const QList<Compared> rows = compare(decode("/i?event=tr"), decode("https://a.example.com/i?event=tr"));
        QCOMPARE(rows[0], (Compared{{}, u"scheme"_s, {}, u"https"_s, Difference::OnlyB}));
        QCOMPARE(rows[1], (Compared{{}, u"host"_s, {}, u"a.example.com"_s, Difference::OnlyB}));
        QCOMPARE(rows.size(), 3);
    }

    void oneKeyManyTimesIsCompared()
    {
        const QByteArray many = QByteArray("tax=1&").repeated(20'000);
        QCOMPARE(compared(many, many).size(), 20'000);
    }

    void markdownHoldsEachValueInItsCell()
    {
        const QString table = comparedMarkdown(
            compared("orderId=a%7Cb%5C%7Cc&x=%60%0Ay&tax=1&e=", "transactionId=a%7Cb%5C%7Cc&x=1&e="));
        const QStringList lines = table.split(u'\n');
        QCOMPARE(lines[0], u"| Key | A | B | Difference |"_s);
        QCOMPARE(lines[1], u"|---|---|---|---|"_s);
        QCOMPARE(
            lines[2], u"| `orderId / transactionId` | `a\\|b\\\\\\|c` | `a\\|b\\\\\\|c` | key renamed, same value |"_s);
        QCOMPARE(lines[3], u"| `x` | `` `\u21B5y `` | `1` | changed |"_s);
        QCOMPARE(lines[4], u"| `tax` | `1` | (absent) | only in A |"_s);
        QCOMPARE(lines[5], u"| `e` | (empty) | (empty) | same |"_s);
        QCOMPARE(lines.size(), 7);
    }
};

QTEST_APPLESS_MAIN(CompareTest)
#include "tst_compare.moc"
