// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/verdicts.h"

using namespace Qt::StringLiterals;
using namespace rookery::intake;
using rookery::pixel::Field;

class UnclaimedTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aColumnOfTaxThatIsLeftOutIsToldOnce_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* name, const QByteArray& text, const QString& found) {
            QTest::addRow("%s", name) << text << found;
        };
        const QString rate = u"2 ready tax.rate-left-out"_s;
        row("whole rates", "Order ID;Total;MwSt\nA1;119,00;19\nA2;59,50;19\nA3;10,70;7\n", rate);
        row("with one decimal", "Order ID;Total;VAT\nA1;119,00;19,0\nA2;59,50;19,0\nA3;10,70;7,0\n", rate);
        row("with two decimals", "Order ID;Total;TVA\nA1;120,00;20,00\nA2;60,00;20,00\n", rate);
        row("with their sign", "Order ID;Total;MwSt\nA1;119,00;19 %\nA2;59,50;19 %\nA3;10,70;7 %\n", rate);
        row("none of them first", "Order ID;Total;MwSt\nA1;11,00;0\nA2;59,50;19\nA3;119,00;19\n",
            u"3 ready tax.rate-left-out"_s);
        row("amounts beside rates", "Order ID;Total;MwSt;Steuerbetrag\nA1;119,00;19;19,00\nA2;59,50;19;9,50\n", {});
        row("a name that says it", "Order ID;Total;MwSt-Satz\nA1;119,00;19\nA2;59,50;19\n", {});
        row("how it is sent", "Order ID;Total;Versand\nA1;119,00;DHL\nA2;59,50;DPD\n", {});
    }
    void aColumnOfTaxThatIsLeftOutIsToldOnce()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, found);
        QCOMPARE(verdictsOf(text).join(u'/'), found);
    }

    void whatAPersonPassedOverIsTold()
    {
        const QByteArray bytes = "Order ID,Total,VAT,Shipping\nA1,119.00,19.55,4.90\nA2,59.50,9.50,4.90\n";
        const auto reader = opened(bytes);
        CheckRules rules = rulesFor(reader->shape());
        rules.mapping.setColumn(Field::Tax, -1);
        rules.mapping.setColumn(Field::Shipping, -1);
        RowCheck check(rules);
        QCOMPARE(verdicts(*reader, check), QStringList{u"2 ready tax.left-out shipping.left-out"_s});
    }
};

QTEST_GUILESS_MAIN(UnclaimedTest)
#include "tst_unclaimed.moc"
