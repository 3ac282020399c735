// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/amount.h"

#include <QTest>

using rookery::pixel::Amount;

class AmountTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheTextAsGiven_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"0", "1000.99", "200.2", "200.20", "007", "-5.10", "999999999999.999999"})
            QTest::addRow("%s", text) << QString::fromLatin1(text);
    }
    void keepsTheTextAsGiven()
    {
        QFETCH(QString, text);
        const auto amount = Amount::parse(text);
        QVERIFY(amount);
        QCOMPARE(amount->text(), text);
    }

    void comparesByValue()
    {
        QVERIFY(*Amount::parse(u"200.2") == *Amount::parse(u"200.20"));
        QVERIFY(*Amount::parse(u"200.19") < *Amount::parse(u"200.2"));
        QVERIFY(*Amount::parse(u"-1.5") < *Amount::parse(u"-1.25"));
        QVERIFY(*Amount::parse(u"-0.5") < *Amount::parse(u"0"));
    }

    void refusesWhatIsNotWireText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Amount::Error>("error");
        QTest::addRow("empty") << QString() << Amount::Error::NotDecimal;
        QTest::addRow("thousands sign") << QStringLiteral("1,000.99") << Amount::Error::NotDecimal;
        QTest::addRow("decimal comma") << QStringLiteral("12,50") << Amount::Error::NotDecimal;
        QTest::addRow("exponent") << QStringLiteral("1e5") << Amount::Error::NotDecimal;
        QTest::addRow("plus") << QStringLiteral("+5") << Amount::Error::NotDecimal;
        QTest::addRow("no whole digits") << QStringLiteral(".5") << Amount::Error::NotDecimal;
        QTest::addRow("no decimals behind the point") << QStringLiteral("5.") << Amount::Error::NotDecimal;
        QTest::addRow("two points") << QStringLiteral("1.2.3") << Amount::Error::NotDecimal;
        QTest::addRow("space") << QStringLiteral(" 5") << Amount::Error::NotDecimal;
        QTest::addRow("Arabic-Indic digits") << QStringLiteral("١٢") << Amount::Error::NotDecimal;
        QTest::addRow("13 digits") << QStringLiteral("1000000000000") << Amount::Error::TooLong;
        QTest::addRow("7 decimals") << QStringLiteral("0.1234567") << Amount::Error::TooLong;
    }
    void refusesWhatIsNotWireText()
    {
        QFETCH(QString, text);
        QFETCH(Amount::Error, error);
        const auto amount = Amount::parse(text);
        QVERIFY(!amount);
        QCOMPARE(amount.error(), error);
    }

    void addsExactly_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<QString>("sum");
        QTest::addRow("tenths that a float gets wrong") << "0.1"
                                                        << "0.2"
                                                        << "0.3";
        QTest::addRow("carry") << "0.99"
                               << "0.01"
                               << "1.00";
        QTest::addRow("different decimals") << "1.5"
                                            << "2.25"
                                            << "3.75";
        QTest::addRow("whole and part") << "100"
                                        << "0.05"
                                        << "100.05";
        QTest::addRow("signs differ, positive") << "1"
                                                << "-0.25"
                                                << "0.75";
        QTest::addRow("signs differ, negative") << "-1"
                                                << "0.25"
                                                << "-0.75";
        QTest::addRow("to zero") << "-0.25"
                                 << "0.25"
                                 << "0.00";
        QTest::addRow("longest") << "999999999999.999999"
                                 << "0.000001"
                                 << "1000000000000.000000";
    }
    void addsExactly()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(QString, sum);
        QCOMPARE((*Amount::parse(a) + *Amount::parse(b)).text(), sum);
        QCOMPARE((*Amount::parse(b) + *Amount::parse(a)).text(), sum);
    }

    void doesNotOverflowOverMillionsOfRows()
    {
        Amount sum;
        Amount step = *Amount::parse(u"999999999999.99");
        for (int i = 0; i < 20; ++i) // doubling: 2^20 times the largest amount
            step += step;
        sum += step;
        QCOMPARE(sum.text(), QStringLiteral("1048575999999989514.24"));
    }

    void knowsMinorUnits()
    {
        QVERIFY(Amount::parse(u"10.50")->fitsMinorDigits(2));
        QVERIFY(Amount::parse(u"10.500")->fitsMinorDigits(2));
        QVERIFY(!Amount::parse(u"10.505")->fitsMinorDigits(2));
        QVERIFY(!Amount::parse(u"10.5")->fitsMinorDigits(0));
        QVERIFY(Amount::parse(u"-10.505")->fitsMinorDigits(3));
    }
};

QTEST_APPLESS_MAIN(AmountTest)
#include "tst_amount.moc"
