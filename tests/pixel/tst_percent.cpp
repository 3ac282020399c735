// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/percent.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::pixel;

class PercentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void encodes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addRow("nothing") << QString() << QByteArray();
        QTest::addRow("letters and digits") << u"AZaz09"_s << QByteArray("AZaz09");
        QTest::addRow("what stays") << u"-._~/:"_s << QByteArray("-._~/:");
        QTest::addRow("space") << u"a b"_s << QByteArray("a%20b");
        QTest::addRow("plus") << u"a+b"_s << QByteArray("a%2Bb");
        QTest::addRow("ampersand") << u"a&b"_s << QByteArray("a%26b");
        QTest::addRow("equals") << u"a=b"_s << QByteArray("a%3Db");
        QTest::addRow("hash") << u"a#b"_s << QByteArray("a%23b");
        QTest::addRow("percent") << u"50%25off"_s << QByteArray("50%2525off");
        QTest::addRow("question mark") << u"a?b"_s << QByteArray("a%3Fb");
        QTest::addRow("quotes") << u"\"'`"_s << QByteArray("%22%27%60");
        QTest::addRow("line break") << u"a\r\nb"_s << QByteArray("a%0D%0Ab");
        QTest::addRow("reserved by RFC 3986") << u"!$()*,;@[]"_s << QByteArray("%21%24%28%29%2A%2C%3B%40%5B%5D");
        QTest::addRow("upper-case hex") << u"\u00AF"_s << QByteArray("%C2%AF");
        QTest::addRow("two bytes") << u"Müller"_s << QByteArray("M%C3%BCller");
        QTest::addRow("three bytes") << u"€"_s << QByteArray("%E2%82%AC");
        QTest::addRow("emoji") << u"🐦"_s << QByteArray("%F0%9F%90%A6");
        QTest::addRow("combining mark stays apart") << u"e\u0301"_s << QByteArray("e%CC%81");
        QTest::addRow("right to left") << u"שלום"_s << QByteArray("%D7%A9%D7%9C%D7%95%D7%9D");
        QTest::addRow("full-width digit is no digit") << u"１"_s << QByteArray("%EF%BC%91");
    }
    void encodes()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, bytes);
        QCOMPARE(percentEncode(text), bytes);
        const PercentDecoded back = percentDecode(bytes);
        QCOMPARE(back.text, text);
        QCOMPARE(back.badEscape, -1);
        QVERIFY(back.validUtf8);
    }

    void encodesEveryOtherAsciiCharacter()
    {
        const QByteArray kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/:";
        for (char c = 1; c < 0x7F; ++c) {
            const QByteArray expected = kept.contains(c) ? QByteArray(1, c) : '%' + QByteArray(1, c).toHex().toUpper();
            QCOMPARE(percentEncode(QString(QLatin1Char(c))), expected);
        }
    }

    void decodes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::addColumn<qsizetype>("badEscape");
        QTest::addRow("lower-case hex") << QByteArray("%c3%bc") << u"ü"_s << qsizetype(-1);
        QTest::addRow("what need not be encoded") << QByteArray("%7e%41") << u"~A"_s << qsizetype(-1);
        QTest::addRow("once only") << QByteArray("%2541") << u"%41"_s << qsizetype(-1);
        QTest::addRow("raw UTF-8") << QByteArray("M\xC3\xBCller") << u"Müller"_s << qsizetype(-1);
        QTest::addRow("NUL") << QByteArray("a%00b") << u"a\0b"_s << qsizetype(-1);
        QTest::addRow("byte order mark is kept") << QByteArray("%EF%BB%BFA") << u"\uFEFFA"_s << qsizetype(-1);
        QTest::addRow("noncharacter") << QByteArray("%EF%BF%BF") << u"\uFFFF"_s << qsizetype(-1);
        QTest::addRow("percent at the end") << QByteArray("50%") << u"50%"_s << qsizetype(2);
        QTest::addRow("one digit at the end") << QByteArray("50%2") << u"50%2"_s << qsizetype(2);
        QTest::addRow("no digits") << QByteArray("a%zz%41") << u"a%zzA"_s << qsizetype(1);
        QTest::addRow("second is no digit") << QByteArray("%4G") << u"%4G"_s << qsizetype(0);
        QTest::addRow("two percents") << QByteArray("%%41") << u"%A"_s << qsizetype(0);
        QTest::addRow("only the first is named") << QByteArray("a%b%c") << u"a%b%c"_s << qsizetype(1);
    }
    void decodes()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        QFETCH(qsizetype, badEscape);
        const PercentDecoded decoded = percentDecode(bytes);
        QCOMPARE(decoded.text, text);
        QCOMPARE(decoded.badEscape, badEscape);
        QVERIFY(decoded.validUtf8);
    }

    void marksBytesThatAreNotUtf8_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addRow("Latin-1") << QByteArray("M%FCller");
        QTest::addRow("raw Latin-1") << QByteArray("M\xFCller");
        QTest::addRow("breaks off at the end") << QByteArray("a%E2%82");
        QTest::addRow("breaks off in the middle") << QByteArray("%E2%82a");
        QTest::addRow("continuation alone") << QByteArray("a%82");
        QTest::addRow("overlong") << QByteArray("%C0%AF");
        QTest::addRow("surrogate") << QByteArray("%ED%A0%80");
        QTest::addRow("beyond Unicode") << QByteArray("%F4%90%80%80");
    }
    void marksBytesThatAreNotUtf8()
    {
        QFETCH(QByteArray, bytes);
        const PercentDecoded decoded = percentDecode(bytes);
        QVERIFY(!decoded.validUtf8);
        QVERIFY(decoded.text.contains(QChar::ReplacementCharacter));
    }

    void readsAPlusAsTheCallerSays()
    {
        QCOMPARE(percentDecode("a+b%2Bc", Plus::Space).text, u"a b+c"_s);
        QCOMPARE(percentDecode("a+b%2Bc", Plus::Literal).text, u"a+b+c"_s);
    }
};

QTEST_APPLESS_MAIN(PercentTest)
#include "tst_percent.moc"
