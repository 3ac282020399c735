// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/checked.h"

using namespace Qt::StringLiterals;
using namespace rookery::intake;

class ScreenTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheScreen()
    {
        const QByteArray bytes = sample(u"crm-block.txt"_s);
        const auto reader = opened(bytes);
        QVERIFY(reader);
        QCOMPARE(reader->shape().kind, Kind::Screen);
        QCOMPARE(reader->shape().header,
            (QStringList{u"Order no."_s, u"Customer ref"_s, u"Order total"_s, u"Delivery"_s, u"Taken"_s}));
        RowCheck check(shopRules(reader->shape()));
        Row row;
        QVERIFY(reader->next(row));
        QCOMPARE(shown(row),
            u"1[CRM-99812|8679739f-8a1c-48fb-b498-d46b78e0fa01|GBP 1,349.50 (incl. VAT 224.92)|\u00A3"
            "9.50|Mon 23 Nov 2026 14:05]"_s);
        // An amount within a sentence is offered, never taken.
        QCOMPARE(check.check(row), Verdict::Fix);
        QCOMPARE(check.findings().size(), 1);
        const RowFinding& finding = check.findings().first();
        QCOMPARE(finding.what.code, u"revenue.in-sentence"_s);
        QCOMPARE(finding.row, 1);
        QCOMPARE(finding.column, 2);
        QCOMPARE(finding.found, u"GBP 1,349.50 (incl. VAT 224.92)"_s);
        QCOMPARE(finding.fix, u"1349.50"_s);
        QCOMPARE(check.event().value(rookery::pixel::Field::Shipping), u"9.50"_s);
        QVERIFY(!reader->next(row));
        QVERIFY(reader->findings().isEmpty());
    }

    void cutsRecords_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("findings");
        const auto row = [](const char* name, const QByteArray& text, const QString& rows,
                             const QString& findings = {}) { QTest::addRow("%s", name) << text << rows << findings; };
        row("the first name again", "Order: 1\nTotal: 2\nOrder: 3\nTotal: 4\n", u"1[1|2] 3[3|4]"_s);
        row("blank lines between", "Order: 1\nTotal: 2\n\nOrder: 3\nTotal: 4\n", u"1[1|2] 4[3|4]"_s);
        row("blank lines within", "Order: 1\n\nTotal: 2\n\nOrder: 3\n\nTotal: 4\n", u"1[1|2] 5[3|4]"_s);
        row("another name first", "Order: 1\nTotal: 2\n\nCustomer: x\nOrder: 3\nTotal: 4\n", u"1[1|2|] 4[3|4|x]"_s);
        row("rules", "Order: 1\nTotal: 2\n-----\nTotal: 4\nOrder: 3\n= = =\n", u"1[1|2] 4[3|4]"_s);
        row("names that are not always there", "Order: 1\nNote: x\nOrder: 2\nTotal: 3\nOrder: 4\n",
            u"1[1|x|] 3[2||3] 5[4||]"_s);
        row("values below their names", "Order:\nA1\nTotal:\n5.00\n", u"1[A1|5.00]"_s);
        row("values over several lines", "Order: 1\nNote: a\n  b\n\tc\n", u"1[1|a\nb\nc]"_s);
        row("lines without a name", "Details\nOrder: 1\nthat is all\n", u"2[1]"_s, u"1 screen.other-lines"_s);
        row("bullets and quotes", "- Order: 1\n- Total: 2\n> Order: 3\n", u"1[1|2] 3[3|]"_s);
        row("tabs", "Order\t1\nTotal\t2.00\n", u"1[1|2.00]"_s);
        row("colons in values", "Order: a: b\nTime: 14:05\nLink: https://x\n", u"1[a: b|14:05|https://x]"_s);
        row("nothing", "\n\n", QString());
        row("only text", "hello\nworld\n", QString(), u"1 screen.other-lines"_s);
        row("line ends of Windows", "Order: 1\r\nTotal: 2\r\n", u"1[1|2]"_s);
    }
    void cutsRecords()
    {
        QFETCH(QByteArray, text);
        Choices choices;
        choices.kind = Kind::Screen;
        const auto reader = opened(text, choices);
        QTEST(allRows(*reader).join(u' '), "rows");
        QTEST(fileFindings(*reader), "findings");
    }

    void saysWhereItIsNotClearWhatBelongsTogether()
    {
        Choices choices;
        choices.kind = Kind::Screen;
        const QByteArray bytes = "Order: 1\nTotal: 2.00\n\nCustomer: x\nOrder: 3\nTotal: 4.00\nOrder: 5\nTotal: 6.00\n";
        const auto reader = opened(bytes, choices);
        QCOMPARE(checkedLines(*reader, shopRules(reader->shape())),
            (QStringList{u"1 fix 1 2.00 screen.unclear"_s, u"4 fix 3 4.00 screen.unclear"_s, u"7 ready 5 6.00"_s}));
        // A rule leaves no doubt.
        const QByteArray clear = "Order: 1\nTotal: 2.00\n----\nCustomer: x\nOrder: 3\nTotal: 4.00\n";
        const auto other = opened(clear, choices);
        QCOMPARE(
            checkedLines(*other, shopRules(other->shape())), (QStringList{u"1 ready 1 2.00"_s, u"4 ready 3 4.00"_s}));
    }

    void saysThatANameStandsThereTwice()
    {
        const QByteArray bytes = "Order: 1\nTotal: 2.00\nTotal: 3.00\nItem: a\nItem: b\n";
        const auto reader = opened(bytes);
        QCOMPARE(reader->shape().kind, Kind::Screen);
        // Where no field takes the value, it need not be mended.
        QCOMPARE(checkedLines(*reader, shopRules(reader->shape())),
            QStringList{u"1 fix 1 2.00 table.twice@Total table.twice@Item"_s});
    }

    void saysThatANameCameTooLate()
    {
        QByteArray bytes;
        for (int i = 0; i < 150; ++i)
            bytes += "Order: A" + QByteArray::number(i) + "\nTotal: 2.00\n";
        bytes += "Order: B\nTotal: 2.00\nGift: yes\n";
        const auto reader = opened(bytes);
        QCOMPARE(allRows(*reader).size(), 151);
        QCOMPARE(fileFindings(*reader), u"303 table.late-name"_s);
    }

    void offersNoAmountThatIsNotClear_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QString>("line");
        QTest::addRow("items") << QByteArray("5 items") << u"1 fix 1 5 items revenue.not-a-number@Total"_s;
        QTest::addRow("about") << QByteArray("about GBP 5.00")
                               << u"1 fix 1 about GBP 5.00 revenue.not-a-number@Total"_s;
        QTest::addRow("open") << QByteArray("GBP 1,3 (open)") << u"1 fix 1 GBP 1,3 (open) revenue.not-a-number@Total"_s;
        QTest::addRow("clear") << QByteArray("GBP 1,349.00 gross")
                               << u"1 fix 1 GBP 1,349.00 gross revenue.in-sentence@Total"_s;
    }
    void offersNoAmountThatIsNotClear()
    {
        QFETCH(QByteArray, cell);
        const QByteArray bytes = "Order: 1\nTotal: " + cell + "\n";
        Choices choices;
        choices.kind = Kind::Screen;
        const auto reader = opened(bytes, choices);
        CheckRules rules = shopRules(reader->shape());
        rules.mapping.setColumn(rookery::pixel::Field::Revenue, 1);
        QTEST(checkedLines(*reader, rules).join(u' '), "line");
    }
};

QTEST_GUILESS_MAIN(ScreenTableTest)
#include "tst_screentable.moc"
