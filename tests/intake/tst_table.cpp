// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/sample.h"
#include "intake/table.h"

using namespace Qt::StringLiterals;
using namespace rookery::intake;

class TableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheTill()
    {
        const QByteArray bytes = sample(u"kasse-export.csv"_s);
        const auto reader = opened(bytes);
        const TableShape& shape = reader->shape();
        QCOMPARE(shape.header,
            (QStringList{u"Bestellnummer"_s, u"Datum"_s, u"Betrag (\u20AC)"_s, u"MwSt"_s, u"Versand"_s,
                u"W\u00E4hrung"_s, u"Bemerkung"_s}));
        QCOMPARE(shape.headerRow.value, 1);
        QCOMPARE(shape.encoding.value, Encoding::Windows1252);
        QCOMPARE(shape.encoding.example, u"(\u20AC)"_s);
        QCOMPARE(shape.separator.value, ';');
        QCOMPARE(shape.numbers.value, NumberStyle::De);
        QCOMPARE(shape.numbers.example, u"1.651,54"_s);
        QCOMPARE(shape.dates.value, DateStyle::DayFirst);
        QCOMPARE(shape.dates.example, u"01.11.2026"_s);
        const QStringList rows = allRows(*reader);
        QCOMPARE(rows.size(), 30);
        QCOMPARE(rows.first(), u"2[00000100|01.11.2026|1.651,54|263,69||EUR|Gr\u00F6\u00DFe ge\u00E4ndert]"_s);
        QCOMPARE(rows.last(), u"31[00000129|02.11.2026|119,65|19,10|4,90|EUR|]"_s);
        QVERIFY(reader->findings().isEmpty());
    }

    void readsTheClipboard()
    {
        const QByteArray bytes = sample(u"phone-sheet-clipboard.tsv"_s);
        const auto reader = opened(bytes);
        const TableShape& shape = reader->shape();
        QCOMPARE(
            shape.header, (QStringList{u"Ref"_s, u"Time"_s, u"Total"_s, u"VAT"_s, u"P&P"_s, u"Rep"_s, u"Notes"_s}));
        QCOMPARE(shape.separator.value, '\t');
        QCOMPARE(shape.numbers.value, NumberStyle::En);
        QCOMPARE(shape.numbers.example, u"\u00A31,987.78"_s);
        QCOMPARE(shape.dates.value, DateStyle::DayFirst);
        const QStringList rows = allRows(*reader);
        QCOMPARE(rows.size(), 48);
        QCOMPARE(rows[5], u"7[PH-010415|23/11/2026 09:35|\u00A31,121.83|186.97|14.99|desk 2|call back \"Fri\", am]"_s);
    }

    void readsTheShop()
    {
        const QByteArray bytes = sample(u"shop-orders-per-item.csv"_s);
        const auto reader = opened(bytes);
        QCOMPARE(reader->shape().header.size(), 24);
        QCOMPARE(reader->shape().dates.value, DateStyle::YearFirst);
        // A line break within quotes starts no row.
        Row row;
        QVERIFY(reader->next(row));
        QCOMPARE(row.number, 2);
        QCOMPARE(textOf(row.cells.back()), u"first line\nsecond line"_s);
        QVERIFY(reader->next(row));
        QCOMPARE(row.number, 3);
        QCOMPARE(textOf(row.cells[0]), u"#1001"_s);
        QCOMPARE(textOf(row.cells[17]), u"Item 2, \"large\""_s);
    }

    void readsTheUnicodeText()
    {
        const QByteArray bytes = sample(u"unicode-text.txt"_s);
        const auto reader = opened(bytes);
        QCOMPARE(reader->shape().encoding.value, Encoding::Utf16Le);
        QVERIFY(reader->shape().encoding.isCertain);
        const QStringList rows = allRows(*reader);
        QCOMPARE(rows.first(), u"2[000E5|10.5|GBP|\u5BA2\u6237 0 \U0001F600]"_s);
    }

    void readsTheOtherShop()
    {
        const QByteArray bytes = sample(u"woo-orders-bom.csv"_s);
        const auto reader = opened(bytes);
        QCOMPARE(reader->shape().header.first(), u"Order Number"_s);
        QCOMPARE(allRows(*reader).first(), u"2[7100|refunded|2026-11-01 12:00|EUR|20.00|3.33|0|Phone]"_s);
    }

    // Long after its encoding has been guessed and shown.
    void saysWhereTheTextGoesOnInAnotherEncoding()
    {
        const QByteArray bytes = "Order,Total\n" + QByteArray("A-1,1.50\n").repeated(20'000) + "Gr\xFC-1,2.50\n";
        const auto reader = opened(bytes);
        QCOMPARE(reader->shape().encoding.value, Encoding::Utf8);
        const QStringList rows = allRows(*reader);
        QCOMPARE(rows.last(), u"20002[Gr\u00FC-1|2.50]"_s);
        QCOMPARE(reader->findings().size(), 1);
        QCOMPARE(reader->findings().first().what.code, u"table.other-encoding"_s);
    }

    void findsTheHeader_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("headerRow");
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("rows");
        QTest::addRow("nothing") << QByteArray() << qint64(0) << u"Column 1"_s << QString();
        QTest::addRow("first row") << QByteArray("Order,Total\n1,2\n") << qint64(1) << u"Order|Total"_s << u"2[1|2]"_s;
        QTest::addRow("none") << QByteArray("A1,2.50\nA2,3.50\n") << qint64(0) << u"Column 1|Column 2"_s
                              << u"1[A1|2.50] 2[A2|3.50]"_s;
        QTest::addRow("below a title") << QByteArray("Report of May\n\nOrder,Total\n1,2\n\n3,4\n") << qint64(3)
                                       << u"Order|Total"_s << u"4[1|2] 6[3|4]"_s;
        QTest::addRow("a name is missing")
            << QByteArray("Order,,Total\n1,x,2\n") << qint64(1) << u"Order|Column 2|Total"_s << u"2[1|x|2]"_s;
        QTest::addRow("again") << QByteArray("Order,Total\n1,2\nOrder,Total\n3,4\n") << qint64(1) << u"Order|Total"_s
                               << u"2[1|2] H3[Order|Total] 4[3|4]"_s;
        QTest::addRow("one column") << QByteArray("Order\n1\n") << qint64(1) << u"Order"_s << u"2[1]"_s;
        QTest::addRow("behind a sep= line")
            << QByteArray("sep=;\r\nOrder;Total\r\n1;2\r\n") << qint64(1) << u"Order|Total"_s << u"2[1|2]"_s;
        QTest::addRow("below what is narrower")
            << QByteArray("Report;\nPeriod;01.11.2026\n\nBestellnummer;Betrag;W\u00E4hrung\nA-1;1,50;EUR\n")
            << qint64(4) << u"Bestellnummer|Betrag|W\u00E4hrung"_s << u"5[A-1|1,50|EUR]"_s;
        QTest::addRow("names of another table below rows as wide")
            << QByteArray("A-1,1.50\nA-2,2.50\nOrder ID,Total\nA-3,3.50\n") << qint64(0) << u"Column 1|Column 2"_s
            << u"1[A-1|1.50] 2[A-2|2.50] 3[Order ID|Total] 4[A-3|3.50]"_s;
        QTest::addRow("a table that begins further right")
            << QByteArray(",,,Order ID,Total\n,,,A-1,1.50\n") << qint64(1)
            << u"Column 1|Column 2|Column 3|Order ID|Total"_s << u"2[|||A-1|1.50]"_s;
        QTest::addRow("only a header") << QByteArray("Order,Total\n") << qint64(1) << u"Order|Total"_s << QString();
    }
    void findsTheHeader()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, headerRow);
        QFETCH(QString, header);
        QFETCH(QString, rows);
        const auto reader = opened(text);
        QCOMPARE(reader->shape().headerRow.value, headerRow);
        QCOMPARE(reader->shape().header.join(u'|'), header);
        QCOMPARE(allRows(*reader).join(u' '), rows);
    }

    void saysWhatIsWrongWithTheFile_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("findings");
        QTest::addRow("nothing") << QByteArray("a,b\n1,2\n") << QString();
        QTest::addRow("an open quote") << QByteArray("a,b\n1,2\n3,\"4\n5,6\n") << u"3.1 table.open-quote"_s;
        QTest::addRow("above the header") << QByteArray("Title\na,b\n1,2\n") << u"1.-1 table.above-header"_s;
        QTest::addRow("damaged text") << QByteArray("a,b\nü,ö\nä,\xFF\n") << u"0.-1 table.damaged-text"_s;
    }
    void saysWhatIsWrongWithTheFile()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, findings);
        const auto reader = opened(text);
        (void)allRows(*reader);
        QStringList found;
        for (const RowFinding& f : reader->findings()) {
            found << u"%1.%2 %3"_s.arg(f.row).arg(f.column).arg(f.what.code);
            QVERIFY(!f.what.sentence.isEmpty());
        }
        QCOMPARE(found.join(u' '), findings);
    }

    void keepsRowsForAGrid()
    {
        QByteArray text = "Order,Total,Note\n";
        for (int i = 0; i < 5000; ++i)
            text += QByteArray::number(i) + ",12.50,\"" + QByteArray(i == 7 ? 3'000'000 : i, 'x') + "\"\n"
                + (i == 3 ? "\n" : "");
        const auto reader = opened(text);
        Table table(reader->shape());
        for (Row row; reader->next(row);)
            table.append(row);
        QCOMPARE(table.size(), 5000);
        QCOMPARE(table.numberAt(0), 2);
        QCOMPARE(table.numberAt(4), 7);
        QCOMPARE(table.indexOf(7), 4);
        QCOMPARE(table.indexOf(6), -1);
        QCOMPARE(table.cellAt(4999, 0), u"4999"_s);
        QCOMPARE(table.cellAt(7, 2).size(), 3'000'000);
        QCOMPARE(table.cellAt(300, 2), QString(300, u'x'));
        QCOMPARE(table.cellAt(300, 3), QString());
        QCOMPARE(table.cellsAt(1).size(), 3UL);
    }
};

QTEST_GUILESS_MAIN(TableTest)
#include "tst_table.moc"
