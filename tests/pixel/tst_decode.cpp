// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/decode.h"

#include "pixel/vendorsample.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::pixel;

namespace {

const QByteArray Valid = QByteArrayLiteral(
    "https://corvidae.example.com/i?timestamp=1735689600000&event=tr&trackerVersion=na&appId=shop&platform=server"
    "&digitalProperty=shop-uk&timezone=Europe/London&characterSet=UTF-8&eventID=e-1&conversionName=Sale"
    "&transactionId=T1&currency=GBP&revenue=11.99");

QStringList codes(const Findings& findings)
{
    QStringList list;
    for (const Finding& f : findings)
        list << severityText(f.severity) + u' ' + f.code;
    return list;
}

const Finding* find(const Findings& findings, QLatin1StringView code)
{
    const auto it = std::find_if(findings.begin(), findings.end(), [code](const Finding& f) { return f.code == code; });
    return it == findings.end() ? nullptr : &*it;
}

QByteArray with(QByteArray before, QByteArray after)
{
    QByteArray url = Valid;
    Q_ASSERT(url.contains(before));
    return url.replace(before, after);
}

} // namespace

class DecodeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsNothingInAPlainUrl()
    {
        const DecodedUrl decoded = decode(Valid);
        QCOMPARE(codes(decoded.findings), QStringList());
        QVERIFY(decoded.isValid());
        QCOMPARE(decoded.scheme, QByteArray("https"));
        QCOMPARE(decoded.host, QByteArray("corvidae.example.com"));
        QCOMPARE(decoded.port, 0);
        QCOMPARE(decoded.path, QByteArray("/i"));
        QCOMPARE(decoded.parameters.size(), 13);
        QCOMPARE(decoded.event.value(Field::TimeZone), u"Europe/London"_s);
        QVERIFY(decoded.repaired.isEmpty());
    }

    void readsTheVendorsSampleWithWarningsOnly()
    {
        const DecodedUrl decoded = decode(vendorsample::Url);
        QVERIFY(decoded.isValid());
        QCOMPARE(decoded.event, vendorsample::event());
        QCOMPARE(decoded.orderKey, OrderKey::OrderId);
        const QStringList found = codes(decoded.findings);
        QVERIFY(found.contains(u"warning url.order-id-key"_s));
        QVERIFY(found.contains(u"warning tax.one-decimal"_s));
        for (const char* key :
            {"appId", "digitalProperty", "eventID", "conversionName", "visitorId", "sessionId", "userId"})
            QVERIFY2(found.contains(u"warning "_s + QLatin1StringView(key) + u".placeholder"_s), key);
        QCOMPARE(found.size(), 9);
    }

    void readsARequestTargetWithoutItsHost()
    {
        const DecodedUrl decoded = decode(Valid.sliced(Valid.indexOf("/i?")));
        QCOMPARE(codes(decoded.findings), QStringList());
        QVERIFY(decoded.scheme.isEmpty());
        QVERIFY(decoded.host.isEmpty());
        QCOMPARE(decoded.path, QByteArray("/i"));
    }

    void takesTheFrontApart_data()
    {
        QTest::addColumn<QByteArray>("front");
        QTest::addColumn<QByteArray>("scheme");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("finding");
        QTest::addRow("port") << QByteArray("https://h.example:8443/i") << QByteArray("https")
                              << QByteArray("h.example") << 8443 << QByteArray("/i") << QString();
        QTest::addRow("longer path") << QByteArray("https://h.example/a/b") << QByteArray("https")
                                     << QByteArray("h.example") << 0 << QByteArray("/a/b") << QString();
        QTest::addRow("no path") << QByteArray("https://h.example") << QByteArray("https") << QByteArray("h.example")
                                 << 0 << QByteArray() << QString();
        QTest::addRow("IPv4") << QByteArray("https://203.0.113.7/i") << QByteArray("https") << QByteArray("203.0.113.7")
                              << 0 << QByteArray("/i") << QString();
        QTest::addRow("IPv6 with port") << QByteArray("https://[2001:db8::1]:444/i") << QByteArray("https")
                                        << QByteArray("[2001:db8::1]") << 444 << QByteArray("/i") << QString();
        QTest::addRow("upper-case scheme") << QByteArray("HTTPS://h.example/i") << QByteArray("https")
                                           << QByteArray("h.example") << 0 << QByteArray("/i") << QString();
        QTest::addRow("http") << QByteArray("http://h.example/i") << QByteArray("http") << QByteArray("h.example") << 0
                              << QByteArray("/i") << u"warning url.not-https"_s;
        QTest::addRow("user name") << QByteArray("https://me:pw@h.example/i") << QByteArray("https")
                                   << QByteArray("h.example") << 0 << QByteArray("/i") << u"warning url.user-info"_s;
        QTest::addRow("no host") << QByteArray("https:///i") << QByteArray("https") << QByteArray() << 0
                                 << QByteArray("/i") << u"error url.no-host"_s;
        QTest::addRow("port in words") << QByteArray("https://h.example:abc/i") << QByteArray("https")
                                       << QByteArray("h.example") << 0 << QByteArray("/i") << u"error url.bad-port"_s;
        QTest::addRow("port too high") << QByteArray("https://h.example:65536/i") << QByteArray("https")
                                       << QByteArray("h.example") << 0 << QByteArray("/i") << u"error url.bad-port"_s;
    }
    void takesTheFrontApart()
    {
        QFETCH(QByteArray, front);
        QFETCH(QString, finding);
        const DecodedUrl decoded = decode(with("https://corvidae.example.com/i", front));
        QTEST(decoded.scheme, "scheme");
        QTEST(decoded.host, "host");
        QTEST(decoded.port, "port");
        QTEST(decoded.path, "path");
        QCOMPARE(codes(decoded.findings), finding.isEmpty() ? QStringList() : QStringList{finding});
    }

    void takesNoValueForTheScheme()
    {
        const DecodedUrl decoded = decode("/i?a=b://c&revenue=5");
        QVERIFY(decoded.scheme.isEmpty());
        QCOMPARE(decoded.path, QByteArray("/i"));
        QCOMPARE(decoded.event.value(Field::Revenue), u"5"_s);
    }

    void keepsTheBytesAsTheyCame()
    {
        const QByteArray url = "  https://h.example/i?%72evenue=%31%30&x=%7e%41&tax=a+b%2c \r\n";
        const DecodedUrl decoded = decode(url);
        QCOMPARE(decoded.url, url.trimmed());
        QCOMPARE(decoded.parameters.size(), 3);
        QCOMPARE(decoded.parameters[0].rawKey, QByteArray("%72evenue"));
        QCOMPARE(decoded.parameters[0].rawValue, QByteArray("%31%30"));
        QCOMPARE(decoded.parameters[0].key, u"revenue"_s);
        QCOMPARE(decoded.parameters[0].field, Field::Revenue);
        QCOMPARE(decoded.event.value(Field::Revenue), u"10"_s);
        QCOMPARE(decoded.parameters[1].rawValue, QByteArray("%7e%41"));
        QCOMPARE(decoded.parameters[1].value, u"~A"_s);
        QVERIFY(!decoded.parameters[1].field);
        QCOMPARE(decoded.parameters[2].rawValue, QByteArray("a+b%2c"));
    }

    void tellsAKeyAloneFromAnEmptyValue()
    {
        const DecodedUrl decoded = decode("/i?tax&shipping=");
        QCOMPARE(decoded.parameters.size(), 2);
        QVERIFY(!decoded.parameters[0].hasEquals);
        QCOMPARE(decoded.parameters[0].valuePosition, qsizetype(qstrlen("/i?tax")));
        QVERIFY(decoded.parameters[1].hasEquals);
        QVERIFY(!decoded.event.has(Field::Tax));
        QVERIFY(!decoded.event.has(Field::Shipping));
    }

    void splitsAtTheFirstEqualsSign()
    {
        const DecodedUrl decoded = decode("/i?appId=a=b=c");
        QCOMPARE(decoded.parameters[0].value, u"a=b=c"_s);
    }

    void saysWhereThingsStand()
    {
        const QByteArray url = with("revenue=11.99", "revenue=11,99&&what=7");
        const DecodedUrl decoded = decode(url);
        const Parameter& revenue = decoded.parameters.at(12);
        QCOMPARE(revenue.position, url.indexOf("revenue"));
        QCOMPARE(revenue.valuePosition, url.indexOf("11,99"));
        QCOMPARE(find(decoded.findings, "revenue.not-decimal"_L1)->position, url.indexOf("11,99"));
        QCOMPARE(find(decoded.findings, "url.empty-parameter"_L1)->position, url.indexOf("&&") + 1);
        QCOMPARE(find(decoded.findings, "url.unknown-key"_L1)->position, url.indexOf("what"));
    }

    void allowsWhatIsOnlyOdd_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QString>("finding");
        QTest::addRow("one decimal") << with("11.99", "11.9") << u"warning revenue.one-decimal"_s;
        QTest::addRow("zero revenue") << with("11.99", "0.00") << u"warning revenue.zero"_s;
        QTest::addRow("unknown key") << Valid + "&colour=red" << u"warning url.unknown-key"_s;
        QTest::addRow("a key in another case") << Valid + "&Tax=1.00" << u"warning url.key-case"_s;
        QTest::addRow("repeated key") << Valid + "&revenue=12.99" << u"warning url.repeated-key"_s;
        QTest::addRow("repeated order ID") << Valid + "&transactionId=T1" << u"warning url.repeated-key"_s;
        QTest::addRow("empty optional value") << Valid + "&tax=" << u"warning url.empty-value"_s;
        QTest::addRow("optional key alone") << Valid + "&tax" << u"warning url.empty-value"_s;
        QTest::addRow("separator at the end") << Valid + "&" << u"note url.empty-parameter"_s;
        QTest::addRow("fragment") << Valid + "#top" << u"warning url.fragment"_s;
        QTest::addRow("encoded twice") << with("shop-uk", "shop%2520uk") << u"warning url.double-encoding"_s;
        QTest::addRow("plus") << with("=shop&", "=my+shop&") << u"warning url.plus"_s;
        QTest::addRow("bad escape") << with("=shop&", "=50%&") << u"warning url.bad-escape"_s;
        QTest::addRow("raw UTF-8") << with("=shop&", "=M\xC3\xBCller&") << u"note url.unencoded"_s;
        QTest::addRow("raw space") << with("=shop&", "=my shop&") << u"note url.unencoded"_s;
        QTest::addRow("orderId for the order ID")
            << with("transactionId=", "orderId=") << u"warning url.order-id-key"_s;
        QTest::addRow("both order IDs") << with("transactionId=T1", "transactionId=T1&orderId=T1")
                                        << u"warning url.order-id-key"_s;
        QTest::addRow("second order ID key alone")
            << Valid + "&orderId" << u"warning url.empty-value,warning url.order-id-key"_s;
        QTest::addRow("placeholder") << with("=shop&", "=your-app-id&") << u"warning appId.placeholder"_s;
        QTest::addRow("character set in lower case") << with("UTF-8", "utf-8") << u"warning characterSet.case"_s;
        QTest::addRow("Android's revenue") << Valid + "&transactionAmount=5" << u"warning url.dialect"_s;
        QTest::addRow("iOS's revenue") << Valid + "&transactionTotal=5" << u"warning url.dialect"_s;
        QTest::addRow("the SDKs' conversion") << Valid + "&transactionType=Sale" << u"warning url.dialect"_s;
        QTest::addRow("a key of the SDKs alone") << Valid + "&screenName=x" << u"warning url.dialect"_s;
        QTest::addRow("visitor ID that is no UUID") << Valid + "&visitorId=me" << u"warning visitorId.not-uuid"_s;
        QTest::addRow("tax over revenue") << Valid + "&tax=12.00" << u"warning tax.over-revenue"_s;
    }
    void allowsWhatIsOnlyOdd()
    {
        QFETCH(QByteArray, url);
        QFETCH(QString, finding);
        const DecodedUrl decoded = decode(url);
        QCOMPARE(codes(decoded.findings), finding.split(u','));
        QVERIFY(decoded.isValid());
    }

    void refusesWhatTheFieldTableForbids_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QString>("finding");
        for (const FieldSpec& s : fieldTable()) {
            if (s.presence != Presence::Required)
                continue;
            const qsizetype at = Valid.indexOf(QByteArray(s.key) + '=');
            const qsizetype end = Valid.indexOf('&', at);
            QByteArray without = Valid;
            without.remove(at, (end < 0 ? Valid.size() : end) + 1 - at);
            if (without.endsWith('&'))
                without.chop(1);
            QTest::addRow("no %s", s.key) << without << u"error "_s + QLatin1StringView(s.key) + u".missing"_s;
        }
        QTest::addRow("page view") << with("event=tr", "event=pv") << u"error event.not-constant"_s;
        QTest::addRow("web tracker") << with("=na", "=2.1") << u"error trackerVersion.not-constant"_s;
        QTest::addRow("seconds") << with("1735689600000", "1735689600") << u"error timestamp.seconds"_s;
        QTest::addRow("decimal comma") << with("11.99", "11,99") << u"error revenue.not-decimal"_s;
        QTest::addRow("negative revenue") << with("11.99", "-11.99") << u"error revenue.negative"_s;
        QTest::addRow("lower-case currency") << with("GBP", "gbp") << u"error currency.lower-case"_s;
        QTest::addRow("no such zone") << with("Europe/London", "London") << u"error timezone.unknown"_s;
        QTest::addRow("another character set") << with("UTF-8", "ISO-8859-1") << u"error characterSet.not-constant"_s;
        QTest::addRow("NUL") << with("=T1", "=T%001") << u"error transactionId.forbidden-character"_s;
        QTest::addRow("byte order mark") << with("=T1", "=%EF%BB%BFT1") << u"error transactionId.forbidden-character"_s;
        QTest::addRow("bidi control") << with("=T1", "=T%E2%80%AE1") << u"error transactionId.forbidden-character"_s;
        QTest::addRow("spaces alone") << with("=T1", "=%20") << u"error transactionId.blank"_s;
        QTest::addRow("two order IDs") << with("transactionId=T1", "transactionId=T1&orderId=T2")
                                       << u"error url.two-order-ids"_s;
        QTest::addRow("not UTF-8") << with("=shop&", "=M%FCller&") << u"error url.not-utf8"_s;
    }
    void refusesWhatTheFieldTableForbids()
    {
        QFETCH(QByteArray, url);
        QFETCH(QString, finding);
        const DecodedUrl decoded = decode(url);
        QVERIFY(!decoded.isValid());
        QVERIFY2(codes(decoded.findings).contains(finding), qPrintable(codes(decoded.findings).join(u", ")));
        for (const Finding& f : decoded.findings)
            QVERIFY2(f.severity != Severity::Error || finding.endsWith(f.code), qPrintable(f.code));
    }

    void refusesAnAddressWithoutValues_data()
    {
        QTest::addColumn<QByteArray>("url");
        for (const char* url : {"", "hello", "https://", "https://corvidae.example.com/i", "#?a=b", "%"})
            QTest::addRow("'%s'", url) << QByteArray(url);
    }
    void refusesAnAddressWithoutValues()
    {
        QFETCH(QByteArray, url);
        const DecodedUrl decoded = decode(url);
        QVERIFY(find(decoded.findings, "url.no-query"_L1) != nullptr);
        QVERIFY(!decoded.isValid());
        QVERIFY(decoded.parameters.isEmpty());
    }

    void readsTheFirstOfRepeatedKeys()
    {
        const QByteArray url = Valid + "&revenue=12.99&revenue=13.99";
        const DecodedUrl decoded = decode(url);
        QCOMPARE(decoded.event.value(Field::Revenue), u"11.99"_s);
        QCOMPARE(decoded.parameters.size(), 15);
        QCOMPARE(codes(decoded.findings).count(u"warning url.repeated-key"_s), 2);
        QCOMPARE(find(decoded.findings, "url.repeated-key"_L1)->position, url.indexOf("revenue=12.99"));
    }

    void saysUnderWhichKeyTheOrderIdStood_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<std::optional<OrderKey>>("orderKey");
        QTest::addColumn<QString>("orderId");
        const auto row = [](const char* name, const char* query, std::optional<OrderKey> key, const QString& id) {
            QTest::addRow("%s", name) << QByteArray(query) << key << id;
        };
        row("table", "/i?transactionId=7", OrderKey::TransactionId, u"7"_s);
        row("sample", "/i?orderId=7", OrderKey::OrderId, u"7"_s);
        row("both", "/i?transactionId=7&orderId=7", OrderKey::Both, u"7"_s);
        row("both, the other way round", "/i?orderId=7&transactionId=7", OrderKey::Both, u"7"_s);
        row("the other one is empty", "/i?transactionId=&orderId=7", OrderKey::OrderId, u"7"_s);
        row("the second one is empty", "/i?transactionId=7&orderId=", OrderKey::TransactionId, u"7"_s);
        row("both differ: the first is read", "/i?orderId=8&transactionId=7", OrderKey::Both, u"8"_s);
        row("neither", "/i?revenue=1", std::nullopt, QString());
        row("empty", "/i?orderId=", std::nullopt, QString());
        row("case matters", "/i?orderID=7", std::nullopt, QString());
    }
    void saysUnderWhichKeyTheOrderIdStood()
    {
        QFETCH(QByteArray, query);
        QFETCH(std::optional<OrderKey>, orderKey);
        const DecodedUrl decoded = decode(query);
        QVERIFY(decoded.orderKey == orderKey);
        QTEST(decoded.event.value(Field::OrderId), "orderId");
    }

    void readsAPlusAsTheCallerSays()
    {
        const QByteArray url = with("=T1", "=T+1");
        QCOMPARE(decode(url).event.value(Field::OrderId), u"T 1"_s);
        QCOMPARE(decode(url, {}, Plus::Literal).event.value(Field::OrderId), u"T+1"_s);
        for (const Plus plus : {Plus::Space, Plus::Literal})
            QCOMPARE(codes(decode(url, {}, plus).findings), QStringList{u"warning url.plus"_s});
    }

    void showsWhatADoubleEncodedValueWouldBe()
    {
        const DecodedUrl decoded = decode(with("=Sale", "=Sale%2520now"));
        QCOMPARE(decoded.event.value(Field::ConversionName), u"Sale%20now"_s);
        const Finding* finding = find(decoded.findings, "url.double-encoding"_L1);
        QCOMPARE(finding->field, Field::ConversionName);
        QVERIFY2(finding->detail.contains(u"\"Sale now\""_s), qPrintable(finding->detail));
    }

    void repairsADamagedUrl_data()
    {
        QTest::addColumn<QByteArray>("damaged");
        QTest::addRow("&curren decoded") << with("&currency=",
            "\xC2\xA4"
            "cy=");
        QTest::addRow("&curren decoded and encoded") << with("&currency=", "%C2%A4cy=");
        QTest::addRow("&amp;") << with("&", "&amp;");
    }
    void repairsADamagedUrl()
    {
        QFETCH(QByteArray, damaged);
        const DecodedUrl decoded = decode(damaged);
        QVERIFY(!decoded.isValid());
        QCOMPARE(decoded.url, damaged);
        QCOMPARE(decoded.repaired, Valid);
        QVERIFY(decode(decoded.repaired).isValid());
    }

    void checksAgainstTheAccountWhereOneIsGiven()
    {
        CheckContext context;
        context.now = rookery::UtcMs(1735689600000);
        context.currency = u"USD"_s;
        context.conversions = QStringList{u"Lead"_s};
        context.properties = QStringList{u"shop-us"_s};
        const QStringList found = codes(decode(Valid, context).findings);
        QCOMPARE(found,
            (QStringList{u"warning digitalProperty.not-listed"_s, u"warning conversionName.not-listed"_s,
                u"error currency.not-the-accounts"_s}));
    }

    void callsAnOldEventOldAndStillValid()
    {
        CheckContext context;
        context.now = rookery::UtcMs(1735689600000) + std::chrono::hours(24 * 400);
        const DecodedUrl decoded = decode(Valid, context);
        QCOMPARE(codes(decoded.findings), QStringList{u"warning timestamp.old"_s});
        QVERIFY(decoded.isValid());
    }
};

QTEST_APPLESS_MAIN(DecodeTest)
#include "tst_decode.moc"
