// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/orderlines.h"
#include "intake/verdicts.h"

using namespace Qt::StringLiterals;
using namespace rookery::intake;
using rookery::pixel::Field;

class AmountCheckTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsWhatIsNotTheAccountsMoney_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* name, const QByteArray& text, const QString& found) {
            QTest::addRow("%s", name) << text << found;
        };
        row("the account's sign", "Order ID,Total,Currency\nA-1,1.50,\u00A3\n", {});
        row("another sign", "Order ID,Total,Currency\nA-1,1.50,\u20AC\nA-2,1.50,$\n",
            u"2 fix currency.unknown/3 fix currency.unknown"_s);
        row("words", "Order ID,Total,Currency\nA-1,1.50,US-Dollar\n", u"2 fix currency.unknown"_s);
        row("small letters", "Order ID,Total,Currency\nA-1,1.50,gbp\n", u"2 fix currency.lower-case(GBP)"_s);
        row("a tax in percent", "Order ID,Total,VAT\nA-1,9.50,1.50\nA-2,9.50,20%\nA-3,8.50,20%\n",
            u"3 fix tax.not-a-number/4 fix tax.not-a-number"_s);
        row("an address", "https://c.example.com/i?event=tr&transactionId=A&revenue=1.50&currency=Pound&tax=n/a\n",
            u"1 fix url.incomplete tax.not-a-number currency.unknown"_s);
        row("JSON", R"([{"order_id": "A-1", "total": 1.25, "currency": "Pound"}])", u"1 fix currency.unknown"_s);
        row("a web page",
            "<table><tr><th>Order ID</th><th>Total</th><th>Currency</th></tr><tr><td>A-1</td><td>1.50</td>"
            "<td>$</td></tr></table>",
            u"2 fix currency.unknown"_s);
        row("names and values", "Order ID: A-1\nTotal: 1.50\nCurrency: Euro\n", u"1 fix currency.unknown"_s);
        row("the header", "Order ID,Total (USD)\nA-1,1.50\n", u"2 fix revenue.header-currency"_s);
        row("the header, the account's", "Order ID,Total (GBP),Tax \u00A3\nA-1,1.50,0.20\n", {});
        row("the header of the tax", "Order ID,Total,Tax CHF\nA-1,1.50,0.20\nA-2,1.50,\n",
            u"2 fix tax.header-currency"_s);
        row("the header beside a column that says otherwise",
            "Order ID,Total (USD),Currency\nA-1,1.50,GBP\nA-2,1.50,\n",
            u"2 ready revenue.header-currency/3 fix revenue.header-currency"_s);
        row("the header beside a column that agrees with it", "Order ID,Total (EUR),Currency\nA-1,1.50,EUR\n",
            u"2 fix currency.not-the-accounts"_s);
        row("a price before discounts", "Order ID,Amount,Base Amount\nA-1,1.50,1.60\n", {});
        row("full-width signs", "Order ID,Total\nA-1,\uFFE11.50\nA-2,\uFFE51234\nA-3,\uFF0412.50\n",
            u"3 fix revenue.other-currency/4 fix revenue.other-currency"_s);
        row("signs of nobody", "Order ID,Total\nA-1,\u20BF1.50\nA-2,1.50\u00A2\nA-3,\u00A412.50\nA-4,\uFDFC12.50\n",
            u"2 fix revenue.other-currency/3 fix revenue.other-currency/4 fix revenue.other-currency/"
            "5 fix revenue.other-currency"_s);
        row("base and purchased",
            "Order ID,Grand Total (Base),Grand Total (Purchased)\nA-1,1.5000,1.50\nA-2,1.50,1.60\n",
            u"3 fix revenue.unequal-base"_s);
    }
    void holdsWhatIsNotTheAccountsMoney()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, found);
        QCOMPARE(verdictsOf(text).join(u'/'), found);
    }

    void holdsCentsWhateverAPersonMaps()
    {
        const QByteArray bytes = "Order ID,revenue_cents\nA-1,1250\n";
        const auto reader = opened(bytes);
        CheckRules rules = rulesFor(reader->shape());
        QCOMPARE(rules.mapping.columnOf(Field::Revenue), -1);
        rules.mapping.setColumn(Field::Revenue, 1);
        RowCheck check(rules);
        QCOMPARE(verdicts(*reader, check), QStringList{u"2 fix revenue.header-unit"_s});
    }

    void asksAboutThreeDigitsWhereNothingTells_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("found");
        const auto row
            = [](const char* name, const QByteArray& text, const QString& found, const QString& currency = u"GBP"_s) {
                  QTest::addRow("%s", name) << text << currency << found;
              };
        row("nothing tells", "Order ID;Total;Tax\nA-1;12,500;1,996\nA-2;99,900;15,950\n",
            u"2 fix revenue.ambiguous tax.ambiguous/3 fix revenue.ambiguous tax.ambiguous"_s);
        row("another cell tells", "Order ID;Total\nA-1;12,500\nA-2;99.90\n", {});
        row("cells tell this and that", "Order ID;Total\nA-1;12,500\nA-2;99.90\nA-3;99,90\n",
            u"2 fix revenue.ambiguous/4 fix revenue.other-style(99.90)"_s);
        row("decimals of nothing", "Order ID;Total\nA-1;12,500\nA-2;0,500\n", u"2 fix revenue.ambiguous"_s);
        row("three decimals", "Order ID;Total\nA-1;12,500\nA-2;3,250\n",
            u"2 fix revenue.ambiguous/3 fix revenue.ambiguous"_s, u"KWD"_s);
        row("three decimals, told", "Order ID;Total\nA-1;12,500\nA-2;0,250\n", {}, u"KWD"_s);
        row("French", "Order ID;Total\nA-1;1.234\nA-2;1 234,50\n", u"2 fix revenue.ambiguous"_s);
        row("German", "Order ID;Total\nA-1;1.234\nA-2;12,50\n", {});
        row("JSON", R"([{"order_id": "A-1", "total": "12,500"}])", u"1 fix revenue.ambiguous"_s);
        row("addresses, of different programs",
            "https://c.example.com/i?event=tr&transactionId=A&revenue=12,500&currency=GBP\n"
            "https://c.example.com/i?event=tr&transactionId=B&revenue=12.50&currency=GBP\n",
            u"1 fix url.incomplete revenue.ambiguous/2 ready url.incomplete"_s);
    }
    void asksAboutThreeDigitsWhereNothingTells()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, currency);
        QFETCH(QString, found);
        const auto reader = opened(text);
        RowCheck check(rulesFor(reader->shape(), currency));
        QCOMPARE(verdicts(*reader, check).join(u'/'), found);
    }

    void aPersonSaysHowNumbersAreWritten()
    {
        Choices choices;
        choices.numbers = NumberStyle::En;
        QCOMPARE(verdictsOf("Order ID;Total\nA-1;12,500\n", choices), QStringList());
        choices.numbers = NumberStyle::De;
        QCOMPARE(verdictsOf("Order ID;Total\nA-1;12.500\n", choices), QStringList());
    }

    void linesOfWhichNothingTellsAreNotSummed()
    {
        const QByteArray bytes = "Order ID;Total\nA-1;12,500\nA-1;1,996\n";
        auto reader = opened(bytes);
        RowCheck check(rulesFor(reader->shape()));
        const Mapping mapping = check.rules().mapping;
        OrderLines orders(std::move(reader), mapping, NumberStyle::En, LineRule::Sum);
        const QStringList found = verdicts(orders, check);
        QCOMPARE(found.size(), 1);
        QVERIFY2(found.first().startsWith(u"2 fix revenue.unreadable-line"_s), qPrintable(found.first()));
    }

    void noRemedyChangesWhatAnAmountMeans_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("fix");
        const auto rows = [](const QString& fix, const QStringList& cells) {
            for (const QString& cell : cells)
                QTest::addRow("%s", qPrintable(cell)) << cell << fix;
        };
        rows({},
            {u"12.50 CR"_s, u"12.50 Cr."_s, u"12.50 DR"_s, u"12.50 H"_s, u"12.50 S"_s, u"10.00 - 12.00"_s,
                u"10.00 \u2013 12.00"_s, u"10.00 to 12.00"_s, u"12.50 / 10.00"_s, u"10.00 12.00"_s, u"12.50 + 4.90"_s,
                u"12.50 net"_s, u"12.50 netto"_s, u"12.50 HT"_s, u"12.50 (net)"_s, u"12.50 (excl. VAT)"_s,
                u"12.50 zzgl. MwSt"_s, u"12.50 plus VAT"_s, u"12.50 (refunded)"_s, u"12.50 refund"_s, u"12.50 (CR)"_s,
                u"12.50 x 2"_s, u"12.50 each"_s, u"12.50 (was 15.00)"_s, u"12.50 per month"_s, u"12.50 %"_s,
                u"12.50 thousand"_s, u"12.50 (2)"_s, u"12.50 (deposit)"_s, u"\u00A312.50 less 10 %"_s,
                u"12.50 CR GBP"_s});
        rows(u"12.50"_s,
            {u"12.50 gross"_s, u"12.50 brutto"_s, u"12.50 TTC"_s, u"12.50 (incl. VAT)"_s, u"12.50 incl. VAT"_s,
                u"12.50 (incl. VAT 2.08)"_s, u"12.50 (of which VAT 2.08)"_s, u"12.50 pounds"_s, u"12.50 (GBP)"_s,
                u"\u00A312.50 (about $15.80)"_s, u"12.50 inkl. MwSt"_s});
    }
    void noRemedyChangesWhatAnAmountMeans()
    {
        QFETCH(QString, cell);
        QFETCH(QString, fix);
        const QByteArray bytes = "Order ID;Total\nA-1;" + cell.toUtf8() + "\nA-2;1.50\n";
        const auto reader = opened(bytes);
        RowCheck check(rulesFor(reader->shape()));
        Row row;
        QVERIFY(reader->next(row));
        QCOMPARE(check.check(row), Verdict::Fix);
        QCOMPARE(check.findings().first().fix, fix);
    }

    void negativeAmountsAreToldAsSuch_data()
    {
        QTest::addColumn<QString>("cell");
        for (const QString& cell : {u"-12.50"_s, u"\u221212.50"_s, u"(12.50)"_s, u"\u00A3(12.50)"_s, u"(\u00A312.50)"_s,
                 u"12.50-"_s, u"12.50 -"_s, u"-\u00A312.50"_s, u"\u00A3\u221212.50"_s, u"12.50- GBP"_s,
                 u"12.50 \u00A3-"_s, u"12.50 GBP -"_s})
            QTest::addRow("%s", qPrintable(cell)) << cell;
    }
    void negativeAmountsAreToldAsSuch()
    {
        QFETCH(QString, cell);
        QCOMPARE(verdictsOf("Order ID,Total\nA-1," + cell.toUtf8() + "\nA-2,1.50\n"),
            QStringList{u"2 fix revenue.negative"_s});
    }

    void aSignIsThatOfTheRowsOwnCurrency()
    {
        const QByteArray bytes = "Order ID,Total,Currency\nA-1,\u00A35.00,GBP\nA-2,\u20AC5.00,GBP\n";
        QCOMPARE(verdictsOf(bytes), QStringList{u"3 fix revenue.other-currency"_s});
    }

    void aSumOfLinesKeepsItsCurrency_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QString>("found");
        const auto row
            = [](const char* lines, const QString& found) { QTest::addRow("%s", lines) << QByteArray(lines) << found; };
        row("A-1,\u00A310.00\nA-1,\u00A35.00\n", {});
        row("A-1,10.00 GBP\nA-1,5.00 GBP\n", {});
        row("A-1,\u00A310.00\nA-1,5.00\n", {});
        row("A-1,$10.00\nA-1,$5.00\n", u"2 fix revenue.other-currency"_s);
        row("A-1,10.00\nA-1,$5.00\n", u"2 fix revenue.other-currency"_s);
        row("A-1,\u00A310.00\nA-1,$5.00\n", u"2 fix revenue.unequal-marks"_s);
    }
    void aSumOfLinesKeepsItsCurrency()
    {
        QFETCH(QByteArray, lines);
        QFETCH(QString, found);
        const QByteArray bytes = "Order ID,Total\n" + lines;
        auto reader = opened(bytes);
        RowCheck check(rulesFor(reader->shape()));
        const Mapping mapping = check.rules().mapping;
        OrderLines orders(std::move(reader), mapping, NumberStyle::En, LineRule::Sum);
        QCOMPARE(verdicts(orders, check).join(u'/'), found);
    }
};

QTEST_GUILESS_MAIN(AmountCheckTest)
#include "tst_amountcheck.moc"
