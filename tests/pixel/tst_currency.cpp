// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/currency.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::pixel;

class CurrencyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsMinorDigits_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("digits");
        QTest::addRow("pound") << u"GBP"_s << 2;
        QTest::addRow("euro") << u"EUR"_s << 2;
        QTest::addRow("dollar") << u"USD"_s << 2;
        QTest::addRow("yen") << u"JPY"_s << 0;
        QTest::addRow("won") << u"KRW"_s << 0;
        QTest::addRow("Icelandic krona") << u"ISK"_s << 0;
        QTest::addRow("forint") << u"HUF"_s << 2;
        QTest::addRow("Kuwaiti dinar") << u"KWD"_s << 3;
        QTest::addRow("Tunisian dinar") << u"TND"_s << 3;
        QTest::addRow("unidad de fomento") << u"CLF"_s << 4;
    }
    void knowsMinorDigits()
    {
        QFETCH(QString, code);
        const auto currency = currencyOfCode(code);
        QVERIFY(currency);
        QCOMPARE(currency->code, code);
        QVERIFY(!currency->name.isEmpty());
        QTEST(currency->minorDigits, "digits");
    }

    void takesTheExactCodeAlone_data()
    {
        QTest::addColumn<QString>("code");
        for (const QString& code : {u""_s, u"gbp"_s, u"Gbp"_s, u"GBP "_s, u" GBP"_s, u"GB"_s, u"GBPP"_s, u"£"_s,
                 u"ZZZ"_s, u"826"_s, u"ＧＢＰ"_s})
            QTest::addRow("'%s'", qUtf8Printable(code)) << code;
        QTest::addRow("NUL behind it") << u"GBP\0"_s;
    }
    void takesTheExactCodeAlone()
    {
        QFETCH(QString, code);
        QVERIFY(!currencyOfCode(code));
    }

    void listsEachCodeOnce()
    {
        const QStringList codes = currencyCodes();
        QVERIFY(codes.size() > 150);
        QCOMPARE(QSet<QString>(codes.begin(), codes.end()).size(), codes.size());
        QVERIFY(std::is_sorted(codes.begin(), codes.end()));
        for (const QString& code : codes)
            QVERIFY2(currencyOfCode(code), qPrintable(code));
    }
};

QTEST_APPLESS_MAIN(CurrencyTest)
#include "tst_currency.moc"
