// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/unequalorders.h"

#include "intake/lookahead.h"
#include "intake/verdicts.h"

#include <QTest>

using namespace rookery::intake;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const UnequalOrders> unequalIn(const QByteArray& text)
{
    const auto reader = opened(text);
    const Mapping mapping = suggestMapping(reader->shape()).mapping;
    const RepeatedOrders repeated(*reader, mapping);
    return std::make_shared<const UnequalOrders>(*opened(text), mapping, repeated);
}

} // namespace

class UnequalOrdersTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsOfOneOrderThatDifferAreHeldBackWhereverTheyStand_data()
    {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* name, const QByteArray& rows, const QString& found) {
            QTest::addRow("%s", name) << rows << found;
        };
        const QString apart = u"2 fix transactionId.unequal/4 fix as 2 transactionId.unequal"_s;
        row("another amount, with others between", "A-1,10.00,,,\nB-1,1.00,,,\nA-1,5.00,,,\n", apart);
        row("side by side", "A-1,10.00,,,\nA-1,5.00,,,\n",
            u"2 fix transactionId.unequal/3 fix as 2 transactionId.unequal"_s);
        row("another tax", "A-1,10.00,1.00,,\nB-1,1.00,,,\nA-1,10.00,2.00,,\n", apart);
        row("another shipping", "A-1,10.00,,1.00,\nB-1,1.00,,,\nA-1,10.00,,2.00,\n", apart);
        row("another currency", "A-1,10.00,,,GBP\nB-1,1.00,,,\nA-1,10.00,,,EUR\n",
            u"2 fix transactionId.unequal/4 fix as 2 currency.not-the-accounts transactionId.unequal"_s);
        row("another sign", "A-1,\u00A310.00,,,\nB-1,1.00,,,\nA-1,\u20AC10.00,,,\n",
            u"2 fix transactionId.unequal/4 fix as 2 revenue.other-currency transactionId.unequal"_s);
        row("the same again and then another", "A-1,10.00,,,\nA-1,10.00,,,\nB-1,1.00,,,\nA-1,5.00,,,\n",
            u"2 fix transactionId.unequal/3 fix as 2 transactionId.unequal/5 fix as 2 transactionId.unequal"_s);
        row("another after an empty one", "A-1,10.00,,,\nA-1,10.00,2.00,,\nB-1,1.00,,,\nA-1,10.00,3.00,,\n",
            u"2 fix transactionId.unequal/3 fix as 2 transactionId.unequal/5 fix as 2 transactionId.unequal"_s);
        row("a refund", "A-1,10.00,,,\nB-1,1.00,,,\nA-1,-10.00,,,\n",
            u"2 fix transactionId.unequal/4 fix as 2 revenue.negative transactionId.unequal"_s);

        const QString same = u"4 duplicate as 2 transactionId.in-file"_s;
        row("the same once more", "A-1,10.00,,,\nB-1,1.00,,,\nA-1,10.00,,,\n", same);
        row("the same in another way", "A-1,10.00,,,\nB-1,1.00,,,\nA-1,\u00A310.00,,,\n", same);
        row("the same, and less of it", "A-1,10.00,2.00,1.00,GBP\nB-1,1.00,,,\nA-1,10.00,,,\n", same);
        row("an item of the order", "A-1,10.00,,,\nB-1,1.00,,,\nA-1,,,,\n",
            u"4 fix as 2 revenue.missing transactionId.in-file"_s);
        row("of nobody's ID", "n/a,10.00,,,\nB-1,1.00,,,\nn/a,5.00,,,\n",
            u"2 fix transactionId.no-value/4 fix as 2 transactionId.no-value transactionId.in-file"_s);
        row("IDs that only look alike", "A-1,10.00,,,\na-1,5.00,,,\nA-01,1.00,,,\n", {});
    }
    void rowsOfOneOrderThatDifferAreHeldBackWhereverTheyStand()
    {
        QFETCH(QByteArray, rows);
        QFETCH(QString, found);
        const QByteArray text = "Order ID,Total,Tax,Shipping,Currency\n" + rows;
        const auto ahead = lookingAhead(opened(text));
        CheckRules rules = rulesFor(ahead->shape());
        rules.unequal = unequalIn(text);
        RowCheck check(rules);
        QCOMPARE(verdicts(*ahead, check).join(u'/'), found);
    }

    void aFindingNamesTheOtherRow()
    {
        const QByteArray text = "Order ID,Total\nA-1,10.00\nB-1,1.00\nA-1,5.00\n";
        const auto reader = opened(text);
        CheckRules rules = rulesFor(reader->shape());
        rules.unequal = unequalIn(text);
        RowCheck check(rules);
        QStringList sentences;
        for (Row row; reader->next(row);) {
            check.check(row);
            for (const RowFinding& finding : check.findings())
                sentences << finding.what.sentence.section(u',', 0, 2);
        }
        QCOMPARE(sentences,
            (QStringList{u"Row 2, Order ID: \"A-1\" stands in row 4 too, with other amounts"_s,
                u"Row 4, Order ID: \"A-1\" stands in row 2 too, with other amounts"_s}));
    }

    void amongManyEqualOnesEachThatDiffersIsFound()
    {
        QByteArray text = "Order ID,Total,Tax\n";
        for (int pass = 0; pass < 2; ++pass) {
            for (int i = 0; i < 20'000; ++i) {
                const bool differs = pass == 1 && i % 1000 == 7;
                text += "A-" + QByteArray::number(i) + ',' + QByteArray::number(i) + (differs ? ".01,1\n" : ".00,1\n");
            }
        }
        const auto unequal = unequalIn(text);
        const SeenOrders hashes;
        int found = 0;
        for (int i = 0; i < 20'000; ++i)
            found += unequal->otherRowOf(hashes.hashOf("A-" + std::to_string(i))) > 0 ? 1 : 0;
        QCOMPARE(found, 20);
        QCOMPARE(unequal->otherRowOf(hashes.hashOf("A-1007")), 2 + 20'000 + 1007);
    }
};

QTEST_GUILESS_MAIN(UnequalOrdersTest)
#include "tst_unequalorders.moc"
