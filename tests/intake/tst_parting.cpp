// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/verdicts.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace rookery::intake;

class PartingTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNumberThatItsCommaPartedIsHeld_data()
    {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QString>("found");
        const auto row
            = [](const char* rows, const QString& found) { QTest::addRow("%s", rows) << QByteArray(rows) << found; };
        row("A-1,99,00,", u"2 fix revenue.parted"_s);
        row("A-1,12,50,2", u"2 fix revenue.parted tax.over-revenue"_s);
        row("A-1,1,234.50,x", u"2 fix revenue.parted tax.over-revenue"_s);
        row("A-1,12,50,2,00", u"2 fix table.extra-cell revenue.parted tax.over-revenue"_s);
        row("A-1,12,50,x\nA-2,99,50,x\nA-3,99,00,x",
            u"2 fix revenue.parted tax.over-revenue/3 fix revenue.parted/4 fix revenue.parted"_s);
        row("A-1,12,50,x\nA-2,99.50,,x\nA-3,99,50,x", u"2 fix revenue.parted tax.over-revenue"_s);
        row("A-1,119,19,x", {});
        row("A-1,12.50,2.00,x", {});
        row("A-1,12,2,x", {});
    }
    void aNumberThatItsCommaPartedIsHeld()
    {
        QFETCH(QByteArray, rows);
        QFETCH(QString, found);
        QCOMPARE(verdictsOf("Order ID,Total,Tax,Note\n" + rows + '\n').join(u'/'), found);
    }

    // The first rows say nothing of it.
    void aRowThatItsCommaMadeTooLongIsHeld_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("usual");
        QTest::addColumn<QByteArray>("last");
        QTest::addColumn<QString>("found");
        const auto row
            = [](const char* name, const char* header, const char* usual, const char* last, const QString& found) {
                  QTest::addRow("%s", name) << QByteArray(header) << QByteArray(usual) << QByteArray(last) << found;
              };
        const QString held = u"202 fix revenue.parted"_s;
        row("the last cell is empty", "Order ID,Total,Note", "\"13,75\",x", "12,50,", held);
        row("more of them are empty", "Order ID,Total,Note,Name", "\"13,75\",x,y", "12,50,,,", held);
        row("one decimal", "Order ID,Total,Note", "\"13,7\",x", "12,5,", held);
        row("its sign before it", "Order ID,Total,Note", "\"\u00A313,75\",x", "\u00A312,50,", held);
        row("its sign behind it", "Order ID,Total,Note", "\"13,75 \u00A3\",x", "12,50 \u00A3,", held);
        row("a thousand", "Order ID,Total,Note", "13.75,x", "1,234.50,", held);
        row("another column before it", "Order ID,Weight,Total,Note", "1.5,13.75,x", "1,5,12.50,",
            u"202 fix table.parted"_s);
        row("the tax", "Order ID,Total,Tax,Note", "\"13,75\",\"2,00\",x", "\"12,50\",2,10,", u"202 fix tax.parted"_s);
        row("the last cell is not there", "Order ID,Total,Note", "13.75,x", "12,50", held);
        row("something else", "Order ID,Total,Note", "13.75,x", "12,50,x",
            u"202 fix table.extra-cell revenue.parted"_s);
        row("another comma", "Order ID,Total,Items,Boxes,Note", "13.75,2,3,x", "12.50,2,3,x,y",
            u"202 fix table.extra-cell"_s);
        row("empty cells alone", "Order ID,Total,Note", "13.75,x", "12.50,50,,,", {});
        row("each row has one more", "Order ID,Total,Items", "13.75,2,", "12.50,50,", {});
        row("each row may be parted", "Order ID,Total,Items", "13,2,", "12,50,", held);
        row("two digits are usual there", "Order ID,Total,Items", "13.75,20", "12,50", {});
        row("whole ones are usual", "Order ID,Total,Items", "13,2", "12,50", {});
    }
    void aRowThatItsCommaMadeTooLongIsHeld()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, usual);
        QFETCH(QByteArray, last);
        QFETCH(QString, found);
        QByteArray text = header + '\n';
        for (int i = 0; i < 200; ++i)
            text += "A-" + QByteArray::number(i) + ',' + usual + '\n';
        const QStringList all = verdictsOf(text + "B-1," + last + '\n').filter(QRegularExpression(u"^202 "_s));
        QCOMPARE(all.join(u'/'), found);
    }
};

QTEST_GUILESS_MAIN(PartingTest)
#include "tst_parting.moc"
