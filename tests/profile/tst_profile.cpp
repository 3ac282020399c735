// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profile.h"

#include "profile/sampleprofile.h"

#include <QTest>

#include <functional>
#include <limits>

using namespace Qt::StringLiterals;
using namespace rookery::profile;
using rookery::UtcMs;
using rookery::pixel::Field;

using Change = std::function<void(Profile&)>;
Q_DECLARE_METATYPE(Change)

namespace {

QStringList keys(const QList<ProfileProblem>& problems)
{
    QStringList list;
    for (const ProfileProblem& problem : problems)
        list << problem.key;
    return list;
}

/// Over the network, as people have it.
Profile liveProfile()
{
    Profile profile = sampleProfile(u"Desk"_s);
    profile.scheme = u"https"_s;
    profile.connectTo.clear();
    return profile;
}

} // namespace

class ProfileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acceptsWhatIsRight_data()
    {
        QTest::addColumn<Change>("change");
        const auto row = [](const char* name, Change change) { QTest::addRow("%s", name) << std::move(change); };
        row("as it is", [](Profile&) {});
        row("name in any script", [](Profile& p) { p.name = u"販売 – Müller 🐦"_s; });
        row("name of 80 characters", [](Profile& p) { p.name = QString(80, u'n'); });
        row("address", [](Profile& p) { p.host = u"203.0.113.7"_s; });
        row("IPv6 address in brackets", [](Profile& p) { p.host = u"[2001:db8::1]"_s; });
        row("one label", [](Profile& p) { p.host = u"tracking"_s; });
        row("underscore and hyphen", [](Profile& p) { p.host = u"a_b.c-d.example"_s; });
        row("dot at the end", [](Profile& p) { p.host = u"corvidae.example.com."_s; });
        row("connect to an IPv6 address", [](Profile& p) { p.connectTo = u"2001:db8::1"_s; });
        row("http to this computer by name", [](Profile& p) { p.scheme = u"http"_s, p.host = u"localhost"_s; });
        row("http to this computer by address", [](Profile& p) { p.scheme = u"http"_s, p.host = u"127.0.0.1"_s; });
        row("http to this computer by IPv6", [](Profile& p) { p.scheme = u"http"_s, p.host = u"[::1]"_s; });
        row("http to this computer by connectTo", [](Profile& p) { p.scheme = u"http"_s, p.connectTo = u"::1"_s; });
        row("highest port", [](Profile& p) { p.port = 65535; });
        row("path of one slash", [](Profile& p) { p.path = u"/"_s; });
        row("path with escapes", [](Profile& p) { p.path = u"/a%20b/i.gif"_s; });
        row("no CA file", [](Profile& p) { p.caFile.clear(); });
        row("CA file on Windows", [](Profile& p) { p.caFile = u"C:\\certs\\own.pem"_s; });
        row("CA file on a share", [](Profile& p) { p.caFile = u"\\\\server\\certs\\own.pem"_s; });
        row("no pace", [](Profile& p) { p.pace = 0; });
        row("shortest timeout", [](Profile& p) { p.answerTimeout = std::chrono::milliseconds(100); });
        row("longest timeout", [](Profile& p) { p.connectTimeout = std::chrono::minutes(10); });
        row("no limit of age", [](Profile& p) { p.oldestOrderDays = 0; });
        row("no hint at unusual amounts", [](Profile& p) { p.unusualFactor = 0; });
        row("web code as it is", [](Profile& p) { p.webCode = {WebCodeKind::AsIs, Field::SessionId, {}, {}}; });
        row("web code in a list", [](Profile& p) {
            p.webCode = {WebCodeKind::LookupFile, Field::VisitorId, {}, u"C:/codes.csv"_s};
        });
        row("a pattern that is not used", [](Profile& p) {
            p.webCode = {WebCodeKind::None, Field::UserId, u"("_s, {}};
        });
        row("conversion with a space", [](Profile& p) { p.conversions = QStringList{u"Phone sale & more"_s}; });
    }
    void acceptsWhatIsRight()
    {
        QFETCH(Change, change);
        Profile profile = liveProfile();
        change(profile);
        QCOMPARE(keys(validate(profile)), QStringList());
    }

    void namesTheKeyOfWhatIsWrong_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<Change>("change");
        const auto row = [](const char* key, const char* name, Change change) {
            QTest::addRow("%s: %s", key, name) << QString::fromLatin1(key) << std::move(change);
        };
        row("name", "empty", [](Profile& p) { p.name.clear(); });
        row("name", "spaces", [](Profile& p) { p.name = u"  "_s; });
        row("name", "81 characters", [](Profile& p) { p.name = QString(81, u'n'); });
        row("name", "space at the end", [](Profile& p) { p.name = u"Desk "_s; });
        row("name", "line break", [](Profile& p) { p.name = u"De\nsk"_s; });
        row("name", "hidden character", [](Profile& p) { p.name = u"De\u200Bsk"_s; });
        row("host", "empty", [](Profile& p) { p.host.clear(); });
        row("host", "with its scheme", [](Profile& p) { p.host = u"https://corvidae.example.com"_s; });
        row("host", "with a path", [](Profile& p) { p.host = u"corvidae.example.com/i"_s; });
        row("host", "with a port", [](Profile& p) { p.host = u"corvidae.example.com:443"_s; });
        row("host", "with a user name", [](Profile& p) { p.host = u"me@corvidae.example.com"_s; });
        row("host", "space", [](Profile& p) { p.host = u"corvidae example"_s; });
        row("host", "line break behind it", [](Profile& p) { p.host = u"corvidae.example.com\n"_s; });
        row("host", "upper case", [](Profile& p) { p.host = u"Corvidae.example.com"_s; });
        row("host", "two dots", [](Profile& p) { p.host = u"corvidae..com"_s; });
        row("host", "hyphen in front", [](Profile& p) { p.host = u"-corvidae.com"_s; });
        row("host", "address out of range", [](Profile& p) { p.host = u"203.0.113.256"_s; });
        row("host", "IPv6 without brackets", [](Profile& p) { p.host = u"2001:db8::1"_s; });
        row("host", "IPv4 in brackets", [](Profile& p) { p.host = u"[127.0.0.1]"_s; });
        row("host", "rubbish in brackets", [](Profile& p) { p.host = u"[x]"_s; });
        row("host", "254 characters", [](Profile& p) { p.host = QString(u"abcde."_s).repeated(42) + u"fg"_s; });
        row("host", "label of 64", [](Profile& p) { p.host = QString(64, u'a') + u".com"_s; });
        row("scheme", "another", [](Profile& p) { p.scheme = u"ftp"_s; });
        row("scheme", "upper case", [](Profile& p) { p.scheme = u"HTTPS"_s; });
        row("scheme", "http over a network", [](Profile& p) { p.scheme = u"http"_s; });
        row("scheme", "http to a name that starts like loopback",
            [](Profile& p) { p.scheme = u"http"_s, p.host = u"127.0.0.1.example.com"_s; });
        row("scheme", "http, connectTo leaves this computer",
            [](Profile& p) { p.scheme = u"http"_s, p.host = u"localhost"_s, p.connectTo = u"203.0.113.7"_s; });
        row("connectTo", "name", [](Profile& p) { p.connectTo = u"corvidae.example.com"_s; });
        row("connectTo", "with a port", [](Profile& p) { p.connectTo = u"203.0.113.7:443"_s; });
        row("caFile", "relative", [](Profile& p) { p.caFile = u"own.pem"_s; });
        row("path", "empty", [](Profile& p) { p.path.clear(); });
        row("path", "no slash", [](Profile& p) { p.path = u"i"_s; });
        row("path", "query", [](Profile& p) { p.path = u"/i?a=b"_s; });
        row("path", "fragment", [](Profile& p) { p.path = u"/i#a"_s; });
        row("path", "space", [](Profile& p) { p.path = u"/a b"_s; });
        row("path", "dots that Qt would resolve", [](Profile& p) { p.path = u"/a/../i"_s; });
        row("path", "two slashes in front", [](Profile& p) { p.path = u"//i"_s; });
        row("path", "half an escape", [](Profile& p) { p.path = u"/i%2"_s; });
        row("path", "line break behind it", [](Profile& p) { p.path = u"/i\n"_s; });
        row("port", "negative", [](Profile& p) { p.port = -1; });
        row("port", "65536", [](Profile& p) { p.port = 65536; });
        row("pace", "negative", [](Profile& p) { p.pace = -0.1; });
        row("pace", "too fast", [](Profile& p) { p.pace = 10'001; });
        row("pace", "no number", [](Profile& p) { p.pace = std::numeric_limits<double>::quiet_NaN(); });
        row("connectTimeoutMs", "too short", [](Profile& p) { p.connectTimeout = std::chrono::milliseconds(99); });
        row("answerTimeoutMs", "too long", [](Profile& p) { p.answerTimeout = std::chrono::milliseconds(600'001); });
        row("retentionDays", "negative", [](Profile& p) { p.retentionDays = -1; });
        row("retentionDays", "more than a hundred years", [](Profile& p) { p.retentionDays = 36'501; });
        row("oldestOrderDays", "negative", [](Profile& p) { p.oldestOrderDays = -1; });
        row("oldestOrderDays", "more than a hundred years", [](Profile& p) { p.oldestOrderDays = 36'501; });
        row("unusualFactor", "negative", [](Profile& p) { p.unusualFactor = -1; });
        row("unusualFactor", "less than the usual amount", [](Profile& p) { p.unusualFactor = 0.5; });
        row("unusualFactor", "no number",
            [](Profile& p) { p.unusualFactor = std::numeric_limits<double>::quiet_NaN(); });
        row("webCodeField", "no identity", [](Profile& p) { p.webCode.field = Field::Revenue; });
        row("webCodePattern", "none", [](Profile& p) { p.webCode.pattern.clear(); });
        row("webCodePattern", "open bracket", [](Profile& p) { p.webCode.pattern = u"(?<visitor>.+"_s; });
        row("webCodePattern", "closes what it did not open", [](Profile& p) { p.webCode.pattern = u"a)(?:b"_s; });
        row("webCodePattern", "no group", [](Profile& p) { p.webCode.pattern = u"[a-z]+"_s; });
        row("webCodePattern", "another group", [](Profile& p) { p.webCode.pattern = u"(?<visitor>.)(?<basket>.)"_s; });
        row("webCodeFile", "none",
            [](Profile& p) { p.webCode.kind = WebCodeKind::LookupFile, p.webCode.file.clear(); });
        row("webCodeFile", "relative",
            [](Profile& p) { p.webCode.kind = WebCodeKind::LookupFile, p.webCode.file = u"codes.csv"_s; });
        row("colour", "name", [](Profile& p) { p.colour = u"red"_s; });
        row("colour", "short", [](Profile& p) { p.colour = u"#abc"_s; });
        row("appId", "empty", [](Profile& p) { p.appId.clear(); });
        row("appId", "hidden character", [](Profile& p) { p.appId = u"sh\u200Bop"_s; });
        row("platform", "empty", [](Profile& p) { p.platform.clear(); });
        row("currency", "empty", [](Profile& p) { p.currency.clear(); });
        row("currency", "lower case", [](Profile& p) { p.currency = u"gbp"_s; });
        row("timeZone", "empty", [](Profile& p) { p.timeZone.clear(); });
        row("timeZone", "no such zone", [](Profile& p) { p.timeZone = u"London"_s; });
        row("properties", "none", [](Profile& p) { p.properties.clear(); });
        row("properties", "an empty one", [](Profile& p) { p.properties << QString(); });
        row("properties", "one twice", [](Profile& p) { p.properties << p.properties.first(); });
        row("conversions", "none", [](Profile& p) { p.conversions.clear(); });
        row("conversions", "hidden character", [](Profile& p) { p.conversions << u"Sa\u202Ele"_s; });
    }
    void namesTheKeyOfWhatIsWrong()
    {
        QFETCH(QString, key);
        QFETCH(Change, change);
        Profile profile = liveProfile();
        change(profile);
        const QList<ProfileProblem> problems = validate(profile);
        QCOMPARE(keys(problems), QStringList{key});
        QVERIFY(!problems.first().sentence.isEmpty());
        QVERIFY(toJson(profile).contains(key));
    }

    void namesEverythingThatIsWrong()
    {
        QCOMPARE(keys(validate(Profile())),
            (QStringList{
                u"name"_s, u"host"_s, u"appId"_s, u"currency"_s, u"timeZone"_s, u"properties"_s, u"conversions"_s}));
    }

    void sendsPracticeToThisComputerOnly_data()
    {
        QTest::addColumn<bool>("live");
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("connectTo");
        QTest::addColumn<bool>("allowed");
        const QString name = u"corvidae.example.com"_s;
        QTest::addRow("live over https") << true << u"https"_s << name << QString() << true;
        QTest::addRow("live over https to an address") << true << u"https"_s << name << u"203.0.113.7"_s << true;
        QTest::addRow("live over http") << true << u"http"_s << name << QString() << false;
        QTest::addRow("live over http to loopback") << true << u"http"_s << u"localhost"_s << QString() << true;
        QTest::addRow("practice elsewhere") << false << u"https"_s << name << QString() << false;
        QTest::addRow("practice elsewhere by address") << false << u"https"_s << u"203.0.113.7"_s << QString() << false;
        QTest::addRow("practice by connectTo") << false << u"https"_s << name << u"127.0.0.1"_s << true;
        QTest::addRow("practice away by connectTo")
            << false << u"https"_s << u"localhost"_s << u"203.0.113.7"_s << false;
        QTest::addRow("practice at localhost") << false << u"http"_s << u"localhost"_s << QString() << true;
        QTest::addRow("practice below localhost") << false << u"http"_s << u"a.localhost"_s << QString() << true;
        QTest::addRow("practice at 127.x") << false << u"http"_s << u"127.9.8.7"_s << QString() << true;
        QTest::addRow("practice at ::1") << false << u"http"_s << u"[::1]"_s << QString() << true;
        QTest::addRow("a name that ends alike") << false << u"https"_s << u"notlocalhost"_s << QString() << false;
        QTest::addRow("a name that starts alike")
            << false << u"https"_s << u"localhost.example.com"_s << QString() << false;
        QTest::addRow("any address") << false << u"http"_s << u"0.0.0.0"_s << QString() << false;
    }
    void sendsPracticeToThisComputerOnly()
    {
        QFETCH(bool, allowed);
        Profile profile = sampleProfile(u"Desk"_s);
        QFETCH(bool, live);
        profile.live = live;
        QFETCH(QString, scheme);
        profile.scheme = scheme;
        QFETCH(QString, host);
        profile.host = host;
        QFETCH(QString, connectTo);
        profile.connectTo = connectTo;
        QCOMPARE(profile.sendingForbidden().isEmpty(), allowed);
        QVERIFY(allowed || profile.sendingForbidden().contains(u"\"Desk\""_s));
    }

    void writesItsOrigin_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QByteArray>("origin");
        QTest::addRow("https") << u"https"_s << u"h.example"_s << 0 << QByteArray("https://h.example");
        QTest::addRow("https, its own port") << u"https"_s << u"h.example"_s << 443 << QByteArray("https://h.example");
        QTest::addRow("https, 80") << u"https"_s << u"h.example"_s << 80 << QByteArray("https://h.example:80");
        QTest::addRow("http, its own port") << u"http"_s << u"localhost"_s << 80 << QByteArray("http://localhost");
        QTest::addRow("http, 443") << u"http"_s << u"localhost"_s << 443 << QByteArray("http://localhost:443");
        QTest::addRow("IPv6") << u"https"_s << u"[::1]"_s << 8443 << QByteArray("https://[::1]:8443");
    }
    void writesItsOrigin()
    {
        QFETCH(QString, scheme);
        QFETCH(QString, host);
        QFETCH(int, port);
        Profile profile = sampleProfile(u"Desk"_s);
        profile.scheme = scheme;
        profile.host = host;
        profile.port = port;
        profile.connectTo = u"203.0.113.7"_s; // where it connects to is no part of it
        QTEST(profile.origin(), "origin");
    }

    void fillsTheFieldsThatAreItsOwn()
    {
        const auto event = sampleProfile(u"Desk"_s).defaults();
        rookery::pixel::Event expected;
        expected.set(Field::Event, u"tr"_s);
        expected.set(Field::TrackerVersion, u"na"_s);
        expected.set(Field::CharacterSet, u"UTF-8"_s);
        expected.set(Field::AppId, u"shop"_s);
        expected.set(Field::Platform, u"till"_s);
        expected.set(Field::DigitalProperty, u"shop-uk"_s);
        expected.set(Field::TimeZone, u"Europe/London"_s);
        expected.set(Field::ConversionName, u"Sale"_s);
        expected.set(Field::Currency, u"GBP"_s);
        QCOMPARE(event, expected);
    }

    void fillsWhatItHasWhereListsAreEmpty()
    {
        const auto event = Profile().defaults();
        QVERIFY(!event.has(Field::DigitalProperty));
        QVERIFY(!event.has(Field::ConversionName));
        QCOMPARE(event.value(Field::Platform), u"server"_s);
    }

    void tellsTheCheckWhatTheAccountHas()
    {
        const auto context = sampleProfile(u"Desk"_s).checkContext(UtcMs(5));
        QCOMPARE(context.currency, u"GBP"_s);
        QCOMPARE(context.properties, (QStringList{u"shop-uk"_s, u"shop-ie"_s}));
        QCOMPARE(context.conversions, (QStringList{u"Sale"_s, u"Lead"_s}));
        QVERIFY(context.now == UtcMs(5));
    }

    void paintsLiveProfilesOtherwise() { QVERIFY(usualColour(true) != usualColour(false)); }
};

QTEST_APPLESS_MAIN(ProfileTest)
#include "tst_profile.moc"
