// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/amounttext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::intake;
using rookery::pixel::Amount;
using rookery::pixel::AmountStyle;

namespace {

QString textOf(const std::optional<Amount>& amount) { return amount ? amount->text() : u"-"_s; }

} // namespace

class AmountTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheSameInBothStyles_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("amount");
        QTest::addRow("whole") << u"1000"_s << u"1000"_s;
        QTest::addRow("zero") << u"0"_s << u"0"_s;
        QTest::addRow("wire text") << u"1000.99"_s << u"1000.99"_s;
        QTest::addRow("one decimal stays one") << u"200.2"_s << u"200.2"_s;
        QTest::addRow("zeros at the end stay") << u"200.20"_s << u"200.20"_s;
        QTest::addRow("zeros in front stay") << u"007.50"_s << u"007.50"_s;
        QTest::addRow("decimal comma") << u"12,50"_s << u"12.50"_s;
        QTest::addRow("comma groups, point parts") << u"1,000.99"_s << u"1000.99"_s;
        QTest::addRow("point groups, comma parts") << u"1.000,99"_s << u"1000.99"_s;
        QTest::addRow("many groups, comma") << u"1,234,567"_s << u"1234567"_s;
        QTest::addRow("many groups, point") << u"1.234.567"_s << u"1234567"_s;
        QTest::addRow("many groups and decimals") << u"1.234.567,8"_s << u"1234567.8"_s;
        QTest::addRow("space groups") << u"1 000,99"_s << u"1000.99"_s;
        QTest::addRow("space groups, point") << u"1 000.99"_s << u"1000.99"_s;
        QTest::addRow("no-break space groups") << u"1\u00A0000,99"_s << u"1000.99"_s;
        QTest::addRow("narrow no-break space groups") << u"1\u202F234\u202F567,89"_s << u"1234567.89"_s;
        QTest::addRow("thin space groups") << u"1\u2009000"_s << u"1000"_s;
        QTest::addRow("apostrophe groups") << u"1'000.50"_s << u"1000.50"_s;
        QTest::addRow("typographic apostrophe groups") << u"1’000.50"_s << u"1000.50"_s;
        QTest::addRow("space around") << u" \t12.50\u00A0"_s << u"12.50"_s;
        QTest::addRow("pound") << u"£1,000.99"_s << u"1000.99"_s;
        QTest::addRow("pound and space") << u"£ 12.50"_s << u"12.50"_s;
        QTest::addRow("euro behind") << u"1.000,99 €"_s << u"1000.99"_s;
        QTest::addRow("euro behind a no-break space") << u"1.000,99\u00A0€"_s << u"1000.99"_s;
        QTest::addRow("euro before a no-break space") << u"€\u00A01.000,99"_s << u"1000.99"_s;
        QTest::addRow("rupee") << u"₹12.50"_s << u"12.50"_s;
        QTest::addRow("code in front") << u"GBP 1,000.99"_s << u"1000.99"_s;
        QTest::addRow("code in front, no space") << u"USD12.50"_s << u"12.50"_s;
        QTest::addRow("code behind") << u"1.000,99 EUR"_s << u"1000.99"_s;
        QTest::addRow("code behind, no space") << u"12.50EUR"_s << u"12.50"_s;
        QTest::addRow("code in lower case") << u"12.50 eur"_s << u"12.50"_s;
        QTest::addRow("code behind a no-break space") << u"1.000,99\u00A0EUR"_s << u"1000.99"_s;
        QTest::addRow("code before a no-break space") << u"CHF\u00A012.50"_s << u"12.50"_s;
        QTest::addRow("negative") << u"-12.50"_s << u"-12.50"_s;
        QTest::addRow("minus before the sign") << u"-£12.50"_s << u"-12.50"_s;
        QTest::addRow("minus behind the sign") << u"£-12.50"_s << u"-12.50"_s;
        QTest::addRow("negative and grouped") << u"-1,000.99"_s << u"-1000.99"_s;
        QTest::addRow("four digits behind the sign") << u"1.2345"_s << u"1.2345"_s;
        QTest::addRow("too many digits before it for a group") << u"1234.567"_s << u"1234.567"_s;
        QTest::addRow("a zero does not lead a group") << u"0.500"_s << u"0.500"_s;
        QTest::addRow("nor with a comma") << u"0,125"_s << u"0.125"_s;
    }
    void readsTheSameInBothStyles()
    {
        QFETCH(QString, text);
        for (const AmountStyle style : {AmountStyle::Point, AmountStyle::Comma}) {
            const AmountReading reading = readAmount(text, style);
            QTEST(textOf(reading.amount), "amount");
            QCOMPARE(textOf(reading.other), u"-"_s);
        }
    }

    void asksWhereTheStyleLeavesTwoReadings_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<AmountStyle>("style");
        QTest::addColumn<QString>("amount");
        QTest::addColumn<QString>("other");
        QTest::addRow("point, point") << u"1.234"_s << AmountStyle::Point << u"1.234"_s << u"1234"_s;
        QTest::addRow("comma, comma") << u"1,234"_s << AmountStyle::Comma << u"1.234"_s << u"1234"_s;
        QTest::addRow("with its sign") << u"£12.345"_s << AmountStyle::Point << u"12.345"_s << u"12345"_s;
        QTest::addRow("negative") << u"-1.234"_s << AmountStyle::Point << u"-1.234"_s << u"-1234"_s;
        QTest::addRow("comma groups in the point style") << u"1,234"_s << AmountStyle::Point << u"1234"_s << u"-"_s;
        QTest::addRow("point groups in the comma style") << u"1.234"_s << AmountStyle::Comma << u"1234"_s << u"-"_s;
    }
    void asksWhereTheStyleLeavesTwoReadings()
    {
        QFETCH(QString, text);
        QFETCH(AmountStyle, style);
        const AmountReading reading = readAmount(text, style);
        QTEST(textOf(reading.amount), "amount");
        QTEST(textOf(reading.other), "other");
    }

    void asksAboutGroupsOfWhichNobodyKnows_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<NumberStyle>("style");
        QTest::addColumn<QString>("known");   // amount or other
        QTest::addColumn<QString>("guessed"); // likewise
        const auto row = [](const QString& text, NumberStyle style, const QString& known, const QString& guessed) {
            QTest::addRow("%s, %s", qPrintable(text), qPrintable(numberStyleText(style)))
                << text << style << known << guessed;
        };
        row(u"12,500"_s, NumberStyle::En, u"12500 or -"_s, u"12500 or 12.500"_s);
        row(u"12.500"_s, NumberStyle::En, u"12.500 or 12500"_s, u"12.500 or 12500"_s);
        row(u"12.500"_s, NumberStyle::De, u"12500 or -"_s, u"12500 or 12.500"_s);
        row(u"1.234"_s, NumberStyle::Fr, u"1234 or 1.234"_s, u"1234 or 1.234"_s);
        row(u"1 234"_s, NumberStyle::Fr, u"1234 or -"_s, u"1234 or -"_s);
        row(u"12.500"_s, NumberStyle::Plain, u"12.500 or -"_s, u"12.500 or -"_s);
        row(u"12,500"_s, NumberStyle::Plain, u"12500 or 12.500"_s, u"12500 or 12.500"_s);
        row(u"1,234,567"_s, NumberStyle::En, u"1234567 or -"_s, u"1234567 or -"_s);
        row(u"1,234.50"_s, NumberStyle::En, u"1234.50 or -"_s, u"1234.50 or -"_s);
    }
    void asksAboutGroupsOfWhichNobodyKnows()
    {
        QFETCH(QString, text);
        QFETCH(NumberStyle, style);
        for (const auto& [isKnown, column] : {std::pair(true, "known"), std::pair(false, "guessed")}) {
            const AmountReading reading = readAmount(text, amountStyle(style), groupingOf(style, isKnown));
            const QString read = textOf(reading.amount) + u" or "_s + textOf(reading.other);
            QTEST(read, column);
        }
    }

    void knowsWhoseMarkItIs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("mark");
        QTest::addColumn<QString>("currency"); // that it may be of
        QTest::addColumn<QString>("other");    // that it isn't of
        const auto row = [](const QString& text, const QString& mark, const QString& currency, const QString& other) {
            QTest::addRow("%s", qPrintable(text)) << text << mark << currency << other;
        };
        row(u"\uFFE51234"_s, u"\u00A5"_s, u"JPY"_s, u"EUR"_s);
        row(u"\uFF0412.50"_s, u"$"_s, u"USD"_s, u"EUR"_s);
        row(u"\uFFE112.50"_s, u"\u00A3"_s, u"GBP"_s, u"EUR"_s);
        row(u"12.50 \u0E3F"_s, u"\u0E3F"_s, u"THB"_s, u"EUR"_s);
        row(u"\u20AB12"_s, u"\u20AB"_s, u"VND"_s, u"EUR"_s);
        row(u"\uFDFC12"_s, u"\uFDFC"_s, u"IRR"_s, u"EUR"_s);
        row(u"US$12.50"_s, u"US$"_s, u"USD"_s, u"CAD"_s);
        row(u"12,50 kr"_s, u"kr"_s, u"SEK"_s, u"EUR"_s);
        row(u"12,50 z\u0142"_s, u"z\u0142"_s, u"PLN"_s, u"EUR"_s);
        row(u"12.50"_s, {}, {}, {});
        // Of no currency that an account may have.
        for (const QChar sign : u"\u00A2\u20BF\u20A3\u20A4\u00A4\uFFE0"_s)
            row(QString(sign) + u"12.50"_s, sign == QChar(0xFFE0) ? u"\u00A2"_s : QString(sign), {}, u"EUR"_s);
    }
    void knowsWhoseMarkItIs()
    {
        QFETCH(QString, text);
        QFETCH(QString, currency);
        QFETCH(QString, other);
        const QString mark = currencyMark(text);
        QTEST(mark, "mark");
        QVERIFY(currency.isEmpty() || mayBeMarkOf(mark, currency));
        QVERIFY(other.isEmpty() || !mayBeMarkOf(mark, other));
    }

    void takesASignAloneForOneCurrency()
    {
        QVERIFY(isSignOf(u"\u20AC"_s, u"EUR") && isSignOf(u"\u00A3"_s, u"GBP"));
        QVERIFY(!isSignOf(u"\u00A3"_s, u"EGP") && !isSignOf(u"$"_s, u"USD") && !isSignOf(u"\u20AC"_s, u"GBP"));
        QVERIFY(!isSignOf(u"EUR"_s, u"EUR") && !isSignOf({}, u"EUR"));
    }

    void takesNothingElseForAnAmount_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString& text : {u""_s, u" "_s, u"n/a"_s, u"-"_s, u"£"_s, u"EUR"_s, u"1,00,0"_s, u"1.00.0"_s,
                 u"1,2,3"_s, u"1.2.3"_s, u"1,0000,00"_s, u"1 00"_s, u"12 34"_s, u"1  000"_s, u"1 000 00"_s,
                 u"12.50 13.50"_s, u"10 11.99"_s, u"1e5"_s, u"+5"_s, u"--5"_s, u"- -5"_s, u"5-"_s, u"5%"_s, u"(5.00)"_s,
                 u"5."_s, u".5"_s, u",5"_s, u"1.000,"_s, u"1,000.99.5"_s, u"1.000,99,5"_s, u"ABC 5"_s, u"5 ABC"_s,
                 u"USD 5 EUR"_s, u"12 GBP 50"_s, u"١٢"_s, u"１２"_s, u"0x10"_s, u"PH-010410"_s, u"1234567890123"_s,
                 u"0.1234567"_s, u"5\n6"_s, u"1\n000"_s, u"1\t000"_s, u"inf"_s, u"nan"_s})
            QTest::addRow("'%s'", text.toUtf8().toPercentEncoding(" ").constData()) << text;
    }
    void takesNothingElseForAnAmount()
    {
        QFETCH(QString, text);
        for (const AmountStyle style : {AmountStyle::Point, AmountStyle::Comma}) {
            const AmountReading reading = readAmount(text, style);
            QCOMPARE(textOf(reading.amount), u"-"_s);
            QCOMPARE(textOf(reading.other), u"-"_s);
        }
    }

    void showsAmountsInTheStyle_data()
    {
        QTest::addColumn<QString>("wire");
        QTest::addColumn<QString>("point");
        QTest::addColumn<QString>("comma");
        QTest::addRow("small") << u"5"_s << u"5"_s << u"5"_s;
        QTest::addRow("three digits") << u"999.99"_s << u"999.99"_s << u"999,99"_s;
        QTest::addRow("four digits") << u"1000.99"_s << u"1,000.99"_s << u"1.000,99"_s;
        QTest::addRow("digits stay") << u"200.2"_s << u"200.2"_s << u"200,2"_s;
        QTest::addRow("many groups") << u"1234567"_s << u"1,234,567"_s << u"1.234.567"_s;
        QTest::addRow("decimals are not grouped") << u"1.234567"_s << u"1.234567"_s << u"1,234567"_s;
        QTest::addRow("negative, no group") << u"-100"_s << u"-100"_s << u"-100"_s;
        QTest::addRow("negative, grouped") << u"-1000.5"_s << u"-1,000.5"_s << u"-1.000,5"_s;
    }
    void showsAmountsInTheStyle()
    {
        QFETCH(QString, wire);
        const Amount amount = *Amount::parse(wire);
        QTEST(showAmount(amount, AmountStyle::Point), "point");
        QTEST(showAmount(amount, AmountStyle::Comma), "comma");
    }

    void readsBackWhatItShows_data()
    {
        QTest::addColumn<AmountStyle>("style");
        QTest::addRow("point") << AmountStyle::Point;
        QTest::addRow("comma") << AmountStyle::Comma;
    }
    void readsBackWhatItShows()
    {
        QFETCH(AmountStyle, style);
        // Three decimals alone are left out: 1.234 is the very question that a person is asked.
        for (const char* wire : {"0", "7", "12.5", "999.99", "1000", "1000.99", "999999999999.99", "-1234567.00"}) {
            const Amount amount = *Amount::parse(QString::fromLatin1(wire));
            const AmountReading reading = readAmount(showAmount(amount, style), style);
            QCOMPARE(textOf(reading.amount), amount.text());
            QVERIFY(!reading.other);
        }
    }
};

QTEST_APPLESS_MAIN(AmountTextTest)
#include "tst_amounttext.moc"
