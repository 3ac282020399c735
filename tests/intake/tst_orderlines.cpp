// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/orderlines.h"
#include "intake/sample.h"

using namespace Qt::StringLiterals;
using namespace rookery::intake;
using rookery::pixel::Field;

namespace {

// `2+3[1|10.00]`: the order of rows 2 and 3; codes of its flaws behind it, each with its row.
QStringList orders(const QByteArray& text, LineRule rule, bool withCells = true)
{
    auto reader = opened(text);
    const TableShape shape = reader->shape();
    const Mapping mapping = suggestMapping(shape).mapping;
    OrderLines lines(std::move(reader), mapping, shape.numbers.value, rule);
    QStringList out;
    for (Row row; lines.next(row);) {
        QString line = QString::number(row.number);
        for (const qint64 further : lines.furtherLines())
            line += u"+%1"_s.arg(further);
        if (withCells)
            line += shown(row).sliced(shown(row).indexOf(u'['));
        for (const RowFinding& flaw : row.flaws)
            line += u" %1 %2"_s.arg(flaw.row).arg(flaw.what.code);
        out << line;
    }
    return out;
}

} // namespace

class OrderLinesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void groupsTheShop()
    {
        const QByteArray bytes = sample(u"shop-orders-per-item.csv"_s);
        const QStringList found = orders(bytes, LineRule::First, false);
        QCOMPARE(found.first(4), (QStringList{u"2+3"_s, u"4"_s, u"5+6+7"_s, u"8+9"_s}));
        const auto reader = opened(bytes);
        QVERIFY(hasSeveralLines(reader->shape(), suggestMapping(reader->shape()).mapping));
    }

    void followsItsRule_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<LineRule>("rule");
        QTest::addColumn<QString>("orders");
        const QByteArray lines = "Order ID,Total,Tax\n1,10.00,1.00\n1,5.5,\n2,1.00\n";
        QTest::addRow("first") << lines << LineRule::First << u"2+3[1|10.00|1.00] 4[2|1.00]"_s;
        QTest::addRow("sum") << lines << LineRule::Sum << u"2+3[1|15.50|1.00] 4[2|1.00]"_s;
        QTest::addRow("equal, but they are not")
            << lines << LineRule::Equal << u"2+3[1|10.00|1.00] 3 revenue.unequal-lines 4[2|1.00]"_s;
        QTest::addRow("equal, or empty") << QByteArray("Order ID,Total,Tax\n1,10.00\n1,10.00,1.00\n1,,1.00\n")
                                         << LineRule::Equal << u"2+3+4[1|10.00|1.00]"_s;
        QTest::addRow("equal by value") << QByteArray("Order ID,Total,Tax\n1,5.00,1.0\n1,5.0,1.00\n") << LineRule::Equal
                                        << u"2+3[1|5.00|1.0]"_s;
        QTest::addRow("equal but for the money") << QByteArray("Order ID,Total\n1,$5.00\n1,\u20AC5.0\n")
                                                 << LineRule::Equal << u"2+3[1|$5.00] 3 revenue.unequal-lines"_s;
        QTest::addRow("sum in the file's style")
            << QByteArray("Bestellnr;Betrag\n1;1.000,50\n1;0,75\n") << LineRule::Sum << u"2+3[1|1001,25]"_s;
        QTest::addRow("sum of what cannot be read")
            << QByteArray("Order ID,Total\n1,10.00\n1,n/a\n2,1.00\n") << LineRule::Sum
            << u"2+3[1|10.00] 3 revenue.unreadable-line 4[2|1.00]"_s;
        const auto sum = [](const char* name, const QByteArray& text, const QString& expected) {
            QTest::addRow("sum of %s", name) << "Order ID,Total\n" + text << LineRule::Sum << expected;
        };
        sum("dollars", "1,$10.00\n1,$5.00\n1,$1\n", u"2+3+4[1|$16.00]"_s);
        sum("euros by their code", "1,10.00 EUR\n1,5.00 EUR\n", u"2+3[1|15.00 EUR]"_s);
        sum("a bare number and dollars", "1,10.00\n1,$5.00\n1,1.00\n", u"2+3+4[1|$16.00]"_s);
        sum("a sign and its code", "1,$10.00\n1,USD 5.00\n", u"2+3[1|USD 15.00]"_s);
        sum("dollars and euros", "1,$10.00\n1,\u20AC5.00\n", u"2+3[1|$10.00] 3 revenue.unequal-marks"_s);
        sum("two codes", "1,10.00 EUR\n1,5.00 USD\n", u"2+3[1|10.00 EUR] 3 revenue.unequal-marks"_s);
        sum("what is grouped by apostrophes", "1,1'000.00\n1,5.00\n", u"2+3[1|1005.00]"_s);
        sum("what may be a thousand", "1,1.234\n1,5.00\n", u"2+3[1|1.234] 2 revenue.unreadable-line"_s);
        QTest::addRow("sum from an empty cell")
            << QByteArray("Order ID,Total\n1\n1,2.00\n") << LineRule::Sum << u"2+3[1|2.00]"_s;
        QTest::addRow("apart is no line of it") << QByteArray("Order ID,Total\n1,1.00\n2,2.00\n1,3.00\n")
                                                << LineRule::First << u"2[1|1.00] 3[2|2.00] 4[1|3.00]"_s;
        QTest::addRow("with an ID that a spreadsheet destroyed")
            << QByteArray("Order ID,Total\n4.5E+12,10.00\n4.5E+12,25.00\n1E+05,1.00\n1E+05,2.00\n") << LineRule::Sum
            << u"2[4.5E+12|10.00] 3[4.5E+12|25.00] 4[1E+05|1.00] 5[1E+05|2.00]"_s;
        QTest::addRow("without an ID") << QByteArray("Order ID,Total\n,1.00\n,2.00\n") << LineRule::First
                                       << u"2[|1.00] 3[|2.00]"_s;
    }
    void followsItsRule()
    {
        QFETCH(QByteArray, text);
        QFETCH(LineRule, rule);
        QFETCH(QString, orders);
        QCOMPARE(::orders(text, rule).join(u' '), orders);
    }

    void aLineThatWasCalledOffIsAskedAbout_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("orders");
        const QByteArray header = "Order ID,Total,Status\n";
        QTest::addRow("the second") << header + "1,10.00,paid\n1,5.00,refunded\n2,1.00,paid\n"
                                    << u"2+3 3 order.called-off 4"_s;
        QTest::addRow("the third, and then all")
            << header + "1,10.00,paid\n1,5.00,paid\n1,5.00,refunded\n1,5.00,voided\n"
            << u"2+3+4+5 4 order.called-off"_s;
        // The order's own check says it.
        QTest::addRow("the first") << header + "1,10.00,refunded\n1,5.00,refunded\n" << u"2+3"_s;
        QTest::addRow("a state that only the first line has") << header + "1,10.00,paid\n1,5.00,\n1,5.00\n"
                                                              << u"2+3+4"_s;
    }
    void aLineThatWasCalledOffIsAskedAbout()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, orders);
        for (const LineRule rule : {LineRule::First, LineRule::Sum}) {
            QCOMPARE(::orders(text, rule, false).join(u' '), orders);
        }
    }

    void anOrderInSeveralPartsIsNotSentByHalf_data()
    {
        QTest::addColumn<LineRule>("rule");
        QTest::addColumn<bool>("isLookedThrough");
        QTest::addColumn<QString>("orders");
        QTest::addRow("sum, from a pipe")
            << LineRule::Sum << false << u"2+3 4 5 5 transactionId.lines-apart 6 7 7 transactionId.lines-apart"_s;
        QTest::addRow("sum") << LineRule::Sum << true
                             << u"2+3 2 transactionId.lines-apart 4 5 5 transactionId.lines-apart 6 7 7 "
                                "transactionId.lines-apart"_s;
        QTest::addRow("equal") << LineRule::Equal << true
                               << u"2+3 2 transactionId.lines-apart 4 5 5 transactionId.lines-apart 6 7 7 "
                                  "transactionId.lines-apart"_s;
        QTest::addRow("first") << LineRule::First << true << u"2+3 4 5 6 7"_s; // is whole with its first line
    }

    void anOrderInSeveralPartsIsNotSentByHalf()
    {
        QFETCH(const LineRule, rule);
        QFETCH(const bool, isLookedThrough);
        QFETCH(const QString, orders);
        const QByteArray text = "Order ID,Total\n1,5\n1,5\n2,9\n 1,6\n,3\n1,7\n";
        const Mapping mapping = suggestMapping(opened(text)->shape()).mapping;
        const auto scattered = std::make_shared<ScatteredOrders>(*opened(text), mapping);
        scattered->lookForRepeats(*opened(text), mapping, rule);
        QCOMPARE(scattered->comesBackIn("1"), 5);
        QCOMPARE(scattered->comesBackIn("2"), 0);
        OrderLines lines(opened(text), mapping, NumberStyle::En, rule, isLookedThrough ? scattered : nullptr);
        QStringList out;
        for (Row row; lines.next(row);) {
            out << QString::number(row.number);
            for (const qint64 further : lines.furtherLines())
                out.last() += u"+%1"_s.arg(further);
            for (const RowFinding& flaw : row.flaws)
                out << u"%1 %2"_s.arg(flaw.row).arg(flaw.what.code);
        }
        QCOMPARE(out.join(u' '), orders);
    }

    void whatComesBackAsItStoodIsTheSameOnceMore_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<LineRule>("rule");
        QTest::addColumn<QString>("orders"); // with the codes of what is wrong
        const QByteArray header = "Order ID,Total,SKU\n";
        QTest::addRow("one line") << header + "1,5,a\n1,6,b\n2,9,\n1,5,a\n" << LineRule::Sum << u"2+3 4 5"_s;
        QTest::addRow("all lines") << header + "1,5,a\n1,6,b\n2,9,\n1,5,a\n 1, 6 ,b\n"
                                   << LineRule::Sum << u"2+3 4 5+6"_s;
        QTest::addRow("with an empty cell less") << header + "1,5,\n2,9\n1,5\n" << LineRule::Sum << u"2 3 4"_s;
        QTest::addRow("a new line among them") << header + "1,5,a\n1,6,b\n2,9,\n1,5,a\n1,7,c\n"
                                               << LineRule::Sum << u"2+3! 4 5+6!"_s;
        QTest::addRow("a new one, and what is known behind it") << header + "1,5,a\n2,9,\n1,7,c\n3,1,\n1,5,a\n"
                                                                << LineRule::Sum << u"2! 3 4! 5 6"_s;
        QTest::addRow("another item for the same amount") << header + "1,5,a\n2,9,\n1,5,b\n"
                                                          << LineRule::Sum << u"2! 3 4!"_s;
        QTest::addRow("another item, where only the order counts") << header + "1,5,a\n2,9,\n1,5,b\n"
                                                                   << LineRule::Equal << u"2 3 4"_s;
        QTest::addRow("another amount") << header + "1,5,a\n2,9,\n1,6,a\n" << LineRule::Equal << u"2! 3 4!"_s;
    }
    void whatComesBackAsItStoodIsTheSameOnceMore()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const LineRule, rule);
        QFETCH(const QString, orders);
        const Mapping mapping = suggestMapping(opened(text)->shape()).mapping;
        const auto scattered = std::make_shared<ScatteredOrders>(*opened(text), mapping);
        scattered->lookForRepeats(*opened(text), mapping, rule);
        OrderLines lines(opened(text), mapping, NumberStyle::En, rule, scattered);
        QStringList out;
        for (Row row; lines.next(row);) {
            out << QString::number(row.number);
            for (const qint64 further : lines.furtherLines())
                out.last() += u"+%1"_s.arg(further);
            if (!row.flaws.empty())
                out.last() += u'!';
        }
        QCOMPARE(out.join(u' '), orders);
    }

    void seesWhetherThereAreSeveralLines()
    {
        const QByteArray bytes = "Order ID,Total\n1,1.00\n2,2.00\n1,3.00\n";
        const auto reader = opened(bytes);
        QVERIFY(!hasSeveralLines(reader->shape(), suggestMapping(reader->shape()).mapping));
    }
};

QTEST_GUILESS_MAIN(OrderLinesTest)
#include "tst_orderlines.moc"
