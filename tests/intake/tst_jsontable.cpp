// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/jsontable.h"
#include "intake/sample.h"

using namespace Qt::StringLiterals;
using namespace rookery::intake;

namespace {

// JSON with single quotes for double ones, which read badly in a C++ string.
QByteArray quoted(QByteArray text) { return text.replace('\'', '"'); }

QString findingsOf(const RowReader& reader)
{
    QStringList found;
    for (const RowFinding& f : reader.findings())
        found << u"%1 %2"_s.arg(f.row).arg(f.what.code);
    return found.join(u"; "_s);
}

} // namespace

class JsonTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsNestedOrders()
    {
        const QByteArray bytes = sample(u"orders-nested.json"_s);
        const auto reader = opened(bytes);
        QVERIFY(reader);
        QCOMPARE(reader->shape().header,
            (QStringList{
                u"id"_s, u"totals.grand.amount"_s, u"totals.grand.currency"_s, u"totals.tax"_s, u"visitor.id"_s}));
        const QStringList rows = allRows(*reader);
        QCOMPARE(rows.size(), 12);
        QCOMPARE(rows.first(), u"1[J0|30.00|GBP|5.00|8354d5a0-4970-4bd1-99b8-0bfa68e53350]"_s);
        QCOMPARE(rows.last(), u"12[J11|41.00|GBP|6.83|5dd58f07-a903-44a5-a28d-7b1f4f8615ed]"_s);
        QCOMPARE(findingsOf(*reader), QString());
    }

    void readsLines()
    {
        const QByteArray bytes = sample(u"orders.jsonl"_s);
        const auto reader = opened(bytes);
        QVERIFY(reader);
        QCOMPARE(reader->shape().header, (QStringList{u"transactionId"_s, u"revenue"_s, u"currency"_s}));
        const QStringList rows = allRows(*reader);
        QCOMPARE(rows.size(), 20);
        QCOMPARE(rows.first(), u"1[L0|20.5|GBP]"_s);
        QCOMPARE(rows.last(), u"20[L19|39.5|GBP]"_s);
    }

    void readsDocuments_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("findings");
        const auto row = [](const char* name, const QByteArray& text, const QString& rows,
                             const QString& findings = {}) { QTest::addRow("%s", name) << text << rows << findings; };
        row("numbers keep their text", quoted("[{'a': 19.90, 'b': 00, 'c': 12345678901234567890, 'd': 1E5}]"), u"1[]"_s,
            u"1 table.not-json"_s);
        row("numbers keep their zeros", quoted("[{'a': 19.90, 'c': 12345678901234567890, 'd': 1E5, 'e': -0.10}]"),
            u"1[19.90|12345678901234567890|1E5|-0.10]"_s);
        row("other values", quoted("[{'a': null, 'b': true, 'c': false, 'd': ''}]"), u"1[|true|false|]"_s);
        row("names in another order", quoted("[{'a': 1, 'b': 2}, {'b': 3, 'a': 4}, {'b': 5}]"),
            u"1[1|2] 2[4|3] 3[|5]"_s);
        row("one object", quoted("{'a': 1, 'b': {'c': 2}}"), u"1[1|2]"_s);
        row("lists in a row", quoted("[{'a': [1, {'b': 2}]}]"), u"1[1|2]"_s);
        row("the longest list", quoted("{'x': [{'y': 1}], 'orders': [{'a': 1}, {'a': 2}], 'z': [1, 2, 3]}"),
            u"1[1] 2[2]"_s);
        row("escapes", quoted("[{'a': '\\u00e4\\n\\'\\ud83d\\ude00'}]"), u"1[\u00E4\n\"\U0001F600]"_s);
        row("twice", quoted("[{'a': 1, 'a': 2}]"), u"1[1]"_s, u"1 table.twice"_s);
        row("no objects", quoted("[1, {'a': 2}, [3], 'x']"), u"1[] 2[2] 3[] 4[]"_s,
            u"1 table.not-an-object; 3 table.not-an-object; 4 table.not-an-object"_s);
        row("cut off", quoted("[{'a': 1}, {'a': 2"), u"1[1]"_s, u"2 table.not-json"_s);
        row("cut off between rows", quoted("[{'a': 1},"), u"1[1]"_s, u"2 table.not-json"_s);
        row("empty list", "[]", QString());
        row("broken from the start", "{a", QString(), u"1 table.not-json"_s);
        row("lines, one broken", "{\"a\": 1}\n{\"a\": \n\n{\"a\": 3}\n", u"1[1] 2[] 4[3]"_s, u"2 table.not-json"_s);
        row("lines, one of another kind", "{\"a\": 1}\n{\"a\": 2}\n7\n", u"1[1] 2[2] 3[]"_s,
            u"3 table.not-an-object"_s);
    }
    void readsDocuments()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, rows);
        QFETCH(QString, findings);
        const auto reader = opened(text);
        QVERIFY(reader);
        QStringList read;
        QStringList found;
        for (Row one; reader->next(one);) {
            read << shown(one);
            for (const RowFinding& flaw : one.flaws)
                found << u"%1 %2"_s.arg(flaw.row).arg(flaw.what.code);
        }
        if (!reader->findings().isEmpty())
            found << findingsOf(*reader);
        QCOMPARE(read.join(u' '), rows);
        QCOMPARE(found.join(u"; "_s), findings);
    }

    void saysThatANameStandsThereTwice()
    {
        const QByteArray bytes = quoted("[{'a': 1, 'a': 2}]");
        const auto reader = opened(bytes);
        Row row;
        QVERIFY(reader->next(row));
        QCOMPARE(row.flaws.size(), 1UL);
        QCOMPARE(row.flaws[0].what.code, u"table.twice"_s);
    }

    void saysThatANameCameTooLate()
    {
        QByteArray bytes;
        for (int i = 0; i < 200; ++i)
            bytes += "{\"a\": 1}\n";
        bytes += "{\"a\": 2, \"b\": 3}\n{\"a\": 2, \"b\": 3}\n";
        const auto reader = opened(bytes);
        QCOMPARE(allRows(*reader).last(), u"202[2]"_s);
        QCOMPARE(findingsOf(*reader), u"201 table.late-name"_s);
    }

    void readsWhatDoesNotFitIntoABuffer()
    {
        QByteArray bytes = "[";
        for (int i = 0; i < 20'000; ++i)
            bytes += (i > 0 ? ",\n" : "") + QByteArray("{\"id\": \"") + QByteArray::number(i) + "\", \"n\": 1.50}";
        bytes += "]";
        const auto reader = opened(bytes);
        const QStringList rows = allRows(*reader);
        QCOMPARE(rows.size(), 20'000);
        QCOMPARE(rows.last(), u"20000[19999|1.50]"_s);
    }

    void refusesWhatIsNestedTooDeep()
    {
        const QByteArray bytes = QByteArray(100'000, '[');
        const auto reader = opened(bytes);
        QCOMPARE(allRows(*reader), QStringList());
        QCOMPARE(findingsOf(*reader), u"1 table.not-json"_s);
    }
};

QTEST_GUILESS_MAIN(JsonTableTest)
#include "tst_jsontable.moc"
