// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/xlsxformat.h"
#include "intake/xlsxnumber.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::intake;

Q_DECLARE_METATYPE(rookery::intake::XlsxFlaw)

class XlsxFormatTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsWhatASpreadsheetShows_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("stored");
        QTest::addColumn<QByteArray>("shown");
        QTest::addColumn<XlsxFlaw>("flaw");
        const auto row = [](const char* name, const char* code, const char* stored, const char* shown,
                             XlsxFlaw flaw = XlsxFlaw::None) {
            QTest::addRow("%s", name) << QByteArray(code) << QByteArray(stored) << QByteArray(shown) << flaw;
        };
        row("general whole", "General", "42", "42");
        row("general decimals", "General", "19.999", "19.999");
        row("general, the noise of a double", "General", "0.30000000000000004", "0.3");
        row("general, with an exponent", "General", "1.2345E+3", "1234.5");
        row("general, small", "General", "1.5E-7", "0.00000015");
        row("general, far too large", "General", "1E+100", "1E+100");
        row("12 digits are shown whole", "General", "123456789012", "123456789012");
        row("15 digits are kept", "General", "123456789012345", "123456789012345");
        row("16 digits are not", "General", "1.23456789012345E+15", "1234567890123450", XlsxFlaw::Inexact);
        row("1.23457E+16", "General", "1.23457E+16", "12345700000000000", XlsxFlaw::Inexact);
        row("17 digits that no number holds", "0", "12345678901234568", "12345678901234568", XlsxFlaw::Inexact);
        row("16 digits that another program wrote", "0", "1234567890123456", "1234567890123456", XlsxFlaw::TooLong);

        row("leading zeros", "00000", "42", "00042");
        row("more digits than zeros", "000", "12345", "12345");
        row("an ID with text", "\"PH-\"00000", "42", "PH-00042");
        row("an ID with one digit and text", "\"PH-\"0", "42", "PH-42");
        row("an ID in groups", "000-00-0000", "12345678", "012-34-5678");
        row("an ID in groups, escaped", "00\\/0000", "260042", "26/0042");
        row("an ID that is too long for its groups", "00-00", "12345", "123-45");
        row("an ID that is not whole", "00000", "42.5", "00043", XlsxFlaw::Rounded);

        row("two decimals", "0.00", "19.9", "19.90");
        row("a whole number", "0.00", "20", "20.00");
        row("thousands", "#,##0.00", "1234567.5", "1234567.50");
        row("a currency sign", "[$£-809]#,##0.00", "1234.5", "£1234.50");
        row("a currency in text", "#,##0.00\" EUR\"", "1234.5", "1234.50 EUR");
        row("a currency in text, no decimals", "\"EUR \"0", "1234", "EUR 1234");
        row("a currency sign in text, no decimals", "0 \"€\"", "1234", "1234 €");
        row("a dollar", "$#,##0.00", "1234.56", "$1234.56");
        row("a dollar in accounts", "_(\"$\"* #,##0.00_)", "1234.56", "$1234.56");
        row("a dollar, less than nothing", "\"$\"#,##0.00;(\"$\"#,##0.00)", "-5.5", "-$5.50");
        row("a code, less than nothing", "\"USD \"0.00", "-5.5", "USD -5.50");
        row("a dollar, nothing", "\"$\"#,##0.00", "0", "0.00");
        row("a language and no currency", "[$-409]0.00", "5", "5.00");
        row("letters and a language", "#,##0.00\\ [$zł-415]", "1234.5", "1234.50 zł");
        row("letters with a point", "#,##0.00 [$kr.-406]", "1234.5", "1234.50 kr.");
        row("a code in brackets", "[$CHF] #,##0.00", "1234.5", "CHF 1234.50");
        row("a currency beside all it has", "General\" USD\"", "12.5", "12.5 USD");
        row("a currency, shown in thousands", "$#,##0,", "19999", "$19999", XlsxFlaw::Shortened);
        row("a minus that is no number's", "\"-\"0.00", "12.5", "-12.50");
        row("a minus behind", "0.00\"-\"", "12.5", "12.50-");
        row("a minus in red", "[Red]-0.00", "12.5", "-12.50");
        row("a minus of its own", "#,##0.00;[Red]\"-\"#,##0.00", "-12.5", "-12.50");
        row("a minus of others", "#,##0.00;[Red]\"-\"#,##0.00", "12.5", "12.50");
        row("brackets around what is above nothing", "(0.00)", "12.5", "(12.50)");
        row("a word before", "\"Storno \"0.00", "12.5", "Storno 12.50");
        row("a word behind", "#,##0.00 \"netto\"", "12.5", "12.50 netto");
        row("a word instead", "\"free\"", "12.5", "free 12.5");
        row("digits before", "\"1\"0.00", "12.5", "1 12.50");
        row("a sign of percent that is text", "0.00\"%\"", "12.5", "12.50%");
        row("space that says nothing", "0.00\"\u00A0\"", "12.5", "12.50");
        row("accounts", "_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_-", "0", "0.00");
        row("accounts, less than nothing", "_-* #,##0.00_-;(* #,##0.00)_-;_-* \"-\"??_-;_-@_-", "-5.5", "-5.50");
        row("red brackets", "0.00;[Red](0.00)", "-5", "-5.00");
        row("hidden", ";;;", "19.99", "19.99");
        row("rounded", "0.00", "19.999", "20.00", XlsxFlaw::Rounded);
        row("rounded half up", "0.00", "1.005", "1.01", XlsxFlaw::Rounded);
        row("rounded away from zero", "0.0", "-2.25", "-2.3", XlsxFlaw::Rounded);
        row("rounded to nothing", "0.00", "0.004", "0.00", XlsxFlaw::Rounded);
        row("the noise of a double", "0.00", "0.30000000000000004", "0.30");
        row("the noise of a double, downwards", "0.00", "19.989999999999998", "19.99");
        row("the noise makes one more digit", "0.00", "99.999999999999986", "100.00");
        row("optional decimals", "0.##", "1.5", "1.50");
        row("by size", "[<100]0.00;0", "12.3", "12.30");
        row("by size, the other", "[<100]0.00;0", "123", "123");
        row("shown in thousands", "#,##0,", "19999", "19999", XlsxFlaw::Shortened);
        row("shown in thousands with decimals", "0.0,,\"M\"", "1500000", "1500000", XlsxFlaw::Shortened);
        row("scientific", "0.00E+00", "123456789012", "123456789012", XlsxFlaw::Shortened);
        row("scientific, nothing lost", "0.00E+00", "1230000", "1230000");
        row("percent", "0%", "0.2", "20%");
        row("percent with decimals", "0.00%", "0.175", "17.50%");
        row("percent, rounded", "0%", "0.175", "18%", XlsxFlaw::Rounded);
        row("a fraction", "# ?/?", "1.5", "1.5");
        row("text", "@", "42", "42");
        row("no number", "0.00", "abc", "abc", XlsxFlaw::NoNumber);
        row("a decimal comma in the file", "0.00", "1,5", "1,5", XlsxFlaw::NoNumber);
        row("minus nothing", "0.00", "-0", "0.00");

        row("a day", "yyyy-mm-dd", "46349", "2026-11-23");
        row("a day, English", "d/m/yyyy", "46349", "2026-11-23");
        row("a day in words", "[$-409]dddd, mmmm dd, yyyy;@", "46349", "2026-11-23");
        row("a day and its time", "dd/mm/yyyy hh:mm", "46349.445833333331", "2026-11-23 10:42:00");
        row("a time of midnight", "yyyy-mm-dd hh:mm", "46349", "2026-11-23 00:00:00");
        row("a second before midnight", "yyyy-mm-dd hh:mm:ss", "46349.999988425923", "2026-11-23 23:59:59");
        row("parts of a second", "yyyy-mm-dd hh:mm:ss.000", "46349.4458347569", "2026-11-23 10:42:00.123");
        row("an instant", "yyyy\\-mm\\-dd\"T\"hh:mm:ss.000\"Z\"", "46349.4458347569", "2026-11-23T10:42:00.123Z");
        row("seconds that are not whole", "yyyy-mm-dd hh:mm:ss", "46349.9999999", "2026-11-24 00:00:00");
        row("an hour of twelve", "h:mm AM/PM", "0.75", "18:00:00");
        row("a time alone that has its day", "h:mm", "46349.5", "2026-11-23 12:00:00");
        row("a time that is not shown", "yyyy-mm-dd", "46349.5", "2026-11-23", XlsxFlaw::TimeNotShown);
        row("hours beyond a day", "[h]:mm", "1.5", "36:00:00");
        row("minutes are no months", "mm:ss", "0.0104166666666667", "00:15:00");
        row("a month", "mmm", "46349", "2026-11-23");
        row("the first day", "yyyy-mm-dd", "1", "1900-01-01");
        row("before the day that never was", "yyyy-mm-dd", "59", "1900-02-28");
        row("the day that never was", "yyyy-mm-dd", "60", "1900-02-29", XlsxFlaw::NoDate);
        row("behind the day that never was", "yyyy-mm-dd", "61", "1900-03-01");
        row("day nothing", "yyyy-mm-dd", "0", "1900-01-00", XlsxFlaw::NoDate);
        row("the last day", "yyyy-mm-dd", "2958465", "9999-12-31");
        row("beyond the last day", "yyyy-mm-dd", "2958466", "2958466", XlsxFlaw::NoDate);
        row("a day before all days", "yyyy-mm-dd", "-1", "-1", XlsxFlaw::NoDate);
        row("text that is no date format", "\"day\" 0", "5", "day 5");
        row("only what is needed", "#", "5", "5");
        row("a colour", "[Red]0.00", "5", "5.00");
    }
    void showsWhatASpreadsheetShows()
    {
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, stored);
        QFETCH(QByteArray, shown);
        QFETCH(XlsxFlaw, flaw);
        const XlsxShown got = XlsxFormat(code.toStdString()).show(stored.toStdString(), false);
        QCOMPARE(QByteArray::fromStdString(got.text), shown);
        QCOMPARE(int(got.flaw), int(flaw));
    }

    void countsDaysFrom1904WhereTheFileDoes()
    {
        const XlsxFormat format("yyyy-mm-dd");
        QCOMPARE(format.show("0", true).text, std::string("1904-01-01"));
        QCOMPARE(format.show("44887", true).text, std::string("2026-11-23"));
        QCOMPARE(format.show("60", true).text, std::string("1904-03-01"));
    }

    void knowsTheFormatsWithoutACode_data()
    {
        QTest::addColumn<int>("id");
        QTest::addColumn<QByteArray>("shown"); // of 46349.5
        QTest::addRow("general") << 0 << QByteArray("46349.5");
        QTest::addRow("whole") << 1 << QByteArray("46350");
        QTest::addRow("decimals") << 4 << QByteArray("46349.50");
        QTest::addRow("currency") << 8 << QByteArray("46349.50");
        QTest::addRow("percent") << 9 << QByteArray("4634950%");
        QTest::addRow("day") << 14 << QByteArray("2026-11-23");
        QTest::addRow("time") << 21 << QByteArray("2026-11-23 12:00:00");
        QTest::addRow("day and time") << 22 << QByteArray("2026-11-23 12:00:00");
        QTest::addRow("East Asian day") << 31 << QByteArray("2026-11-23 12:00:00");
        QTest::addRow("accounts") << 44 << QByteArray("46349.50");
        QTest::addRow("hours") << 46 << QByteArray("1112388:00:00");
        QTest::addRow("text") << 49 << QByteArray("46349.5");
        QTest::addRow("unknown") << 150 << QByteArray("46349.5");
    }
    void knowsTheFormatsWithoutACode()
    {
        QFETCH(int, id);
        QFETCH(QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(XlsxFormat::builtIn(id).show("46349.5", false).text), shown);
    }

    void takesTheShortWayOnlyWhereItIsTheSame()
    {
        QVERIFY(XlsxFormat("General").isGeneral());
        QCOMPARE(XlsxFormat("#,##0.00;[Red]-#,##0.00").plainDecimals(), 2);
        QCOMPARE(XlsxFormat("0").plainDecimals(), 0);
        QCOMPARE(XlsxFormat("#,##0.00\\ \"€\";[Red]-#,##0.00\\ \"€\"").plainDecimals(), 2);
        QCOMPARE(XlsxFormat("$0.00").withRemarks("1.50"), std::string("$1.50"));
        for (const char* code : {"00000", "0%", "0.00E+00", "yyyy", "[<5]0.0;0", "0,", "\"PH-\"0", "0.00;0.0", "-0.00",
                 "0.00\"-\"", "(0.00)"})
            QCOMPARE(XlsxFormat(code).plainDecimals(), -1);
    }

    void refusesWhatIsNoNumber()
    {
        for (const char* text : {"", "-", ".", "1.2.3", "1e", "1e+", "0x10", "INF", "NaN", " 1", "1 "})
            QVERIFY2(!XlsxNumber::parse(text), text);
        QCOMPARE(XlsxNumber::parse(".5")->text(), std::string("0.5"));
        QCOMPARE(XlsxNumber::parse("5.")->text(), std::string("5"));
        QVERIFY(!XlsxNumber::parse("1e999999999999")->isShort());
    }
};

QTEST_GUILESS_MAIN(XlsxFormatTest)
#include "tst_xlsxformat.moc"
