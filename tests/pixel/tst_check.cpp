// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/check.h"

#include "pixel/vendorsample.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::pixel;
using rookery::UtcMs;

namespace {

constexpr UtcMs Now(1735689600000);

QStringList codes(const Findings& findings)
{
    QStringList list;
    for (const Finding& f : findings)
        list << severityText(f.severity) + u' ' + f.code;
    return list;
}

CheckContext account()
{
    CheckContext context;
    context.now = Now;
    context.currency = u"GBP"_s;
    context.conversions = QStringList{u"Sale"_s, u"Lead"_s};
    context.properties = QStringList{u"shop-uk"_s};
    return context;
}

Event plainEvent()
{
    Event event;
    event.setConstants();
    event.set(Field::Timestamp, Now.text());
    event.set(Field::AppId, u"shop"_s);
    event.set(Field::DigitalProperty, u"shop-uk"_s);
    event.set(Field::TimeZone, u"Europe/London"_s);
    event.set(Field::EventId, u"e-1"_s);
    event.set(Field::ConversionName, u"Sale"_s);
    event.set(Field::OrderId, u"T1"_s);
    event.set(Field::Currency, u"GBP"_s);
    event.set(Field::Revenue, u"11.99"_s);
    return event;
}

} // namespace

class CheckTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void judgesEachValue_data()
    {
        QTest::addColumn<Field>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("found"); // of the field; empty: nothing
        const auto row = [](Field field, const QString& value, const char* found = "") {
            QTest::addRow("%s '%s'", qUtf8Printable(key(field)), value.toUtf8().toPercentEncoding(" /:,").constData())
                << field << value << QString::fromLatin1(found);
        };
        row(Field::Timestamp, u"1735689600000"_s);
        row(Field::Timestamp, u"1735689900000"_s); // five minutes ahead, to the millisecond
        row(Field::Timestamp, u"1735689900001"_s, "warning future");
        row(Field::Timestamp, u"1733097600000"_s); // 30 days back
        row(Field::Timestamp, u"1733097599999"_s, "warning old");
        row(Field::Timestamp, u"1735689600"_s, "error seconds");
        row(Field::Timestamp, u"1735689600000000"_s, "error microseconds");
        row(Field::Timestamp, u"173568960000"_s, "error digits");
        row(Field::Timestamp, u"17356896000000"_s, "error digits");
        row(Field::Timestamp, u"2025-01-01"_s, "error not-digits");
        row(Field::Timestamp, u"-735689600000"_s, "error not-digits");
        row(Field::Timestamp, u"1735689600000\n"_s, "warning line-break,warning outer-space,error not-digits");
        row(Field::Timestamp, u"١٧٣٥٦٨٩٦٠٠٠٠٠"_s, "error not-digits");
        row(Field::Event, u"tr"_s);
        row(Field::Event, u"TR"_s, "error not-constant");
        row(Field::Event, u"pv"_s, "error not-constant");
        row(Field::TrackerVersion, u"na"_s);
        row(Field::TrackerVersion, u"1.0"_s, "error not-constant");
        row(Field::AppId, u"shop"_s);
        row(Field::AppId, u"your-app-id"_s, "warning placeholder");
        row(Field::AppId, u"Your-App-ID"_s, "warning placeholder");
        row(Field::Platform, u"server"_s);
        row(Field::Platform, u"till"_s);
        row(Field::DigitalProperty, u"shop-uk"_s);
        row(Field::DigitalProperty, u"Shop-UK"_s, "warning not-listed");
        row(Field::TimeZone, u"Europe/London"_s);
        row(Field::TimeZone, u"UTC"_s);
        row(Field::TimeZone, u"Asia/Kathmandu"_s);
        row(Field::TimeZone, u"London"_s, "error unknown");
        row(Field::TimeZone, u"europe/london"_s, "error unknown");
        row(Field::TimeZone, u"UTC+3"_s, "error unknown");
        row(Field::TimeZone, u"UTC+03:00"_s, "error unknown");
        row(Field::TimeZone, u"UTC-05:00"_s, "error unknown");
        row(Field::CharacterSet, u"UTF-8"_s);
        row(Field::CharacterSet, u"utf-8"_s, "warning case");
        row(Field::CharacterSet, u"UTF8"_s, "error not-constant");
        row(Field::EventId, u"e 1"_s);
        row(Field::EventId, u"unique-event-id"_s, "warning placeholder");
        for (const Field field : {Field::VisitorId, Field::SessionId, Field::UserId}) {
            row(field, u"01234567-89ab-CDEF-0123-456789abcdef"_s);
            row(field, u"me"_s, "warning not-uuid");
            row(field, u"hidden"_s, "error hidden"); // as our own files say it
            row(field, u"{01234567-89ab-cdef-0123-456789abcdef}"_s, "warning not-uuid");
            row(field, u"00000000-0000-0000-0000-000000000000"_s, "warning nil-uuid");
            row(field, u"A8469964-2F2D-41FE-94FA-7E71C1DF1022"_s, "warning placeholder");
        }
        row(Field::ConversionName, u"Lead"_s);
        row(Field::ConversionName, u"sale"_s, "warning not-listed");
        row(Field::OrderId, u"001E5"_s);
        row(Field::OrderId, u"A&B=C#D%20+E F"_s);
        row(Field::OrderId, u"🐦 שלום é"_s);
        row(Field::OrderId, u"a\u200Cb\u200Dc"_s); // both belong to scripts and emoji
        row(Field::OrderId, u"a\nb"_s, "warning line-break");
        row(Field::OrderId, u" T1"_s, "warning outer-space");
        row(Field::OrderId, u"T1\u00A0"_s, "warning outer-space");
        row(Field::OrderId, u"  "_s, "error blank");
        row(Field::OrderId, u"M\uFFFDller"_s, "warning damaged-text");
        row(Field::Currency, u"GBP"_s);
        row(Field::Currency, u"EUR"_s, "error not-the-accounts");
        row(Field::Currency, u"gbp"_s, "error lower-case");
        row(Field::Currency, u"£"_s, "error unknown");
        row(Field::Currency, u"ZZZ"_s, "error unknown");
        for (const Field field : {Field::Revenue, Field::Tax, Field::Shipping}) {
            row(field, u"1000.99"_s);
            row(field, u"7"_s);
            row(field, u"200.2"_s, "warning one-decimal");
            row(field, u"-5.00"_s, "error negative");
            row(field, u"-0"_s, "error negative");
            row(field, u"1,000.99"_s, "error not-decimal");
            row(field, u"11,99"_s, "error not-decimal");
            row(field, u"£5"_s, "error not-decimal");
            row(field, u"1e5"_s, "error not-decimal");
            row(field, u"1234567890123"_s, "error too-long");
            row(field, u"0.1234567"_s, "error too-long");
        }
        row(Field::Revenue, u"0.00"_s, "warning zero");
        row(Field::Tax, u"0.00"_s);
        row(Field::Shipping, u"0"_s);
    }
    void judgesEachValue()
    {
        QFETCH(Field, field);
        QFETCH(QString, value);
        QFETCH(QString, found);
        QStringList expected = found.split(u',', Qt::SkipEmptyParts);
        for (QString& code : expected)
            code.replace(u' ', u' ' + key(field) + u'.');
        const Findings findings = checkValue(field, value, account());
        QCOMPARE(codes(findings), expected);
        for (const Finding& f : findings) {
            QCOMPARE(f.field, field);
            QVERIFY(!f.sentence.isEmpty());
            QVERIFY2(!f.sentence.contains(u'%') || value.contains(u'%'), qPrintable(f.sentence));
        }
    }

    void hasNothingToSayAboutAnEmptyValue()
    {
        for (const FieldSpec& s : fieldTable())
            QVERIFY(checkValue(s.field, QString(), account()).isEmpty());
    }

    void refusesForbiddenCharactersInEveryField_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qsizetype>("position");
        QTest::addColumn<QString>("named");
        QTest::addRow("NUL") << u"a\0b"_s << qsizetype(1) << u"U+0000"_s;
        QTest::addRow("tab") << u"ab\t"_s << qsizetype(2) << u"U+0009"_s;
        QTest::addRow("escape") << u"\u001B"_s << qsizetype(0) << u"U+001B"_s;
        QTest::addRow("delete") << u"a\u007F"_s << qsizetype(1) << u"U+007F"_s;
        QTest::addRow("C1 control") << u"a\u0085"_s << qsizetype(1) << u"U+0085"_s;
        QTest::addRow("zero width space") << u"a\u200Bb"_s << qsizetype(1) << u"U+200B"_s;
        QTest::addRow("word joiner") << u"a\u2060b"_s << qsizetype(1) << u"U+2060"_s;
        QTest::addRow("byte order mark") << u"\uFEFFab"_s << qsizetype(0) << u"U+FEFF"_s;
        QTest::addRow("right-to-left mark") << u"a\u200F"_s << qsizetype(1) << u"U+200F"_s;
        QTest::addRow("right-to-left override") << u"a\u202Eb"_s << qsizetype(1) << u"U+202E"_s;
        QTest::addRow("isolate") << u"a\u2066b"_s << qsizetype(1) << u"U+2066"_s;
        QTest::addRow("Arabic letter mark") << u"a\u061Cb"_s << qsizetype(1) << u"U+061C"_s;
        QTest::addRow("high surrogate alone") << u"a"_s + QChar(0xD83D) << qsizetype(1) << u"U+D83D"_s;
        QTest::addRow("low surrogate alone") << u"a"_s + QChar(0xDC26) + u'b' << qsizetype(1) << u"U+DC26"_s;
        QTest::addRow("surrogates the wrong way round")
            << QString(QChar(0xDC26)) + QChar(0xD83D) << qsizetype(0) << u"U+DC26"_s;
        QTest::addRow("behind an emoji") << u"🐦\u200B"_s << qsizetype(2) << u"U+200B"_s;
    }
    void refusesForbiddenCharactersInEveryField()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        QTEST(indexOfForbidden(text), "position");
        for (const FieldSpec& s : fieldTable()) {
            const Findings findings = checkValue(s.field, text, account());
            QVERIFY(hasErrors(findings));
            QCOMPARE(findings.first().code, key(s.field) + u".forbidden-character"_s);
            QTEST(findings.first().position, "position");
            QCOMPARE(findings.first().detail, named);
            QVERIFY(findings.first().sentence.contains(QString::number(findings.first().position + 1)));
        }
    }

    void turnsSecondsIntoMilliseconds()
    {
        const Findings findings = checkValue(Field::Timestamp, u"1735689600"_s);
        QVERIFY2(findings.first().detail.contains(u" 1735689600000 "_s), qPrintable(findings.first().detail));
    }

    void asksNothingOfAnUnknownAccount()
    {
        QVERIFY(checkValue(Field::Timestamp, u"0000000000000"_s).isEmpty());
        QVERIFY(checkValue(Field::Currency, u"EUR"_s).isEmpty());
        QVERIFY(checkValue(Field::ConversionName, u"anything"_s).isEmpty());
        QVERIFY(checkValue(Field::DigitalProperty, u"anything"_s).isEmpty());
    }

    void findsNothingInAPlainEvent() { QCOMPARE(codes(check(plainEvent(), account())), QStringList()); }

    void asksForEveryRequiredFieldAndNoOther()
    {
        QStringList expected;
        for (const FieldSpec& s : fieldTable()) {
            if (s.presence == Presence::Required)
                expected << u"error "_s + key(s.field) + u".missing"_s;
        }
        QCOMPARE(expected.size(), 13);
        QCOMPARE(codes(check(Event(), account())), expected);
    }

    void putsValuesSideBySide_data()
    {
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("revenue");
        QTest::addColumn<QString>("tax");
        QTest::addColumn<QString>("shipping");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* name, const QString& currency, const QString& revenue, const QString& tax,
                             const QString& shipping, const QString& found) {
            QTest::addRow("%s", name) << currency << revenue << tax << shipping << found;
        };
        row("tax and shipping within the revenue", u"GBP"_s, u"10.00"_s, u"2.00"_s, u"1.50"_s, {});
        row("tax as large as the revenue", u"GBP"_s, u"10.00"_s, u"10"_s, {}, {});
        row("tax over the revenue", u"GBP"_s, u"10.00"_s, u"10.01"_s, {}, u"warning tax.over-revenue"_s);
        row("compared by value, not as text", u"GBP"_s, u"10.00"_s, u"9.00"_s, {}, {});
        row("shipping over the revenue", u"GBP"_s, u"10.00"_s, {}, u"11"_s, u"warning shipping.over-revenue"_s);
        row("three decimals in pounds", u"GBP"_s, u"10.005"_s, {}, {}, u"warning revenue.minor-unit"_s);
        row("three decimals, the last a zero", u"GBP"_s, u"10.050"_s, {}, {}, {});
        row("three decimals in dinars", u"KWD"_s, u"10.005"_s, {}, {}, {});
        row("decimals in yen", u"JPY"_s, u"1000.50"_s, {}, {}, u"warning revenue.minor-unit"_s);
        row("zeros in yen", u"JPY"_s, u"1000.00"_s, {}, {}, {});
        row("tax in yen", u"JPY"_s, u"1000"_s, u"90.91"_s, {}, u"warning tax.minor-unit"_s);
        row("no comparison with what is no number", u"GBP"_s, u"ten"_s, u"11.00"_s, {}, u"error revenue.not-decimal"_s);
    }
    void putsValuesSideBySide()
    {
        QFETCH(QString, currency);
        QFETCH(QString, revenue);
        QFETCH(QString, tax);
        QFETCH(QString, shipping);
        QFETCH(QString, found);
        Event event = plainEvent();
        event.set(Field::Currency, currency);
        event.set(Field::Revenue, revenue);
        event.set(Field::Tax, tax);
        event.set(Field::Shipping, shipping);
        QCOMPARE(codes(check(event)), found.isEmpty() ? QStringList() : QStringList{found});
    }

    void writesFindingsForMachines()
    {
        const Findings findings = checkValue(Field::OrderId, u"a\u200Bb"_s);
        const QJsonObject json = toJson(findings.first());
        QCOMPARE(json.value(u"severity"_s).toString(), u"error"_s);
        QCOMPARE(json.value(u"code"_s).toString(), u"transactionId.forbidden-character"_s);
        QCOMPARE(json.value(u"field"_s).toString(), u"transactionId"_s);
        QCOMPARE(json.value(u"position"_s).toInt(), 1);
        QCOMPARE(json.value(u"detail"_s).toString(), u"U+200B"_s);
        QCOMPARE(json.value(u"message"_s).toString(), findings.first().sentence);
        const QJsonObject bare = toJson(Finding{Severity::Note, u"url.x"_s});
        QCOMPARE(bare.keys(), (QStringList{u"code"_s, u"message"_s, u"severity"_s}));
    }

    void saysWhenAnOrderIsManyTimesTheUsualOne_data()
    {
        QTest::addColumn<QString>("revenue");
        QTest::addColumn<QString>("usual"); // empty: too few orders to tell
        QTest::addColumn<double>("factor");
        QTest::addColumn<QString>("sentence");
        const QString none;
        QTest::addRow("as always") << QStringLiteral("20") << QStringLiteral("19.99") << 10.0 << none;
        QTest::addRow("ten times is not more than ten")
            << QStringLiteral("199.90") << QStringLiteral("19.99") << 10.0 << none;
        QTest::addRow("more") << QStringLiteral("199.91") << QStringLiteral("19.99") << 10.0
                              << QStringLiteral("Check: 10 times the usual order of 19.99 GBP.");
        QTest::addRow("a point forgotten") << QStringLiteral("1999") << QStringLiteral("19.99") << 10.0
                                           << QStringLiteral("Check: 100 times the usual order of 19.99 GBP.");
        QTest::addRow("another factor") << QStringLiteral("60") << QStringLiteral("20") << 2.5
                                        << QStringLiteral("Check: 3 times the usual order of 20 GBP.");
        QTest::addRow("never") << QStringLiteral("999999") << QStringLiteral("1") << 0.0 << none;
        QTest::addRow("nobody can tell") << QStringLiteral("999999") << none << 10.0 << none;
        QTest::addRow("nothing is usual") << QStringLiteral("5") << QStringLiteral("0.00") << 10.0 << none;
        QTest::addRow("nothing, as always") << QStringLiteral("0") << QStringLiteral("0") << 10.0 << none;
        QTest::addRow("half typed") << QStringLiteral("1,") << QStringLiteral("1") << 10.0 << none;
        QTest::addRow("not typed yet") << none << QStringLiteral("1") << 10.0 << none;
    }
    void saysWhenAnOrderIsManyTimesTheUsualOne()
    {
        QFETCH(QString, revenue);
        QFETCH(QString, usual);
        QFETCH(double, factor);
        QFETCH(QString, sentence);
        Event event;
        event.set(Field::Revenue, revenue);
        event.set(Field::Currency, QStringLiteral("GBP"));
        CheckContext context;
        context.usual = usual.isEmpty() ? std::nullopt : std::optional(*Amount::parse(usual));
        context.unusualFactor = factor;
        const auto finding = unusualRevenue(event, context);
        QCOMPARE(finding.has_value(), !sentence.isEmpty());
        if (!finding)
            return;
        QCOMPARE(finding->sentence, sentence);
        QCOMPARE(finding->severity, Severity::Warning); // it may go out; a person should look
        QCOMPARE(finding->field, std::optional(Field::Revenue));
    }
};

QTEST_APPLESS_MAIN(CheckTest)
#include "tst_check.moc"
