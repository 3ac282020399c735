// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/amount.h"
#include "pixel/currency.h"
#include "pixel/damage.h"
#include "pixel/decode.h"
#include "pixel/percent.h"
#include "pixel/target.h"

#include <QTest>
#include <QTimeZone>
#include <QUuid>

#include <rapidcheck.h>

#include <cctype>

using namespace Qt::StringLiterals;
using namespace rookery::pixel;

namespace {

bool isSurrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

// Half of it ASCII, where all that needs encoding lives; the rest anywhere in Unicode.
rc::Gen<char32_t> anyCharacter()
{
    return rc::gen::suchThat(rc::gen::oneOf(rc::gen::inRange<char32_t>(0, 0x80), rc::gen::inRange<char32_t>(0, 0x300),
                                 rc::gen::inRange<char32_t>(0, 0x10000), rc::gen::inRange<char32_t>(0, 0x110000)),
        [](char32_t c) { return !isSurrogate(c); });
}

// Not QString::fromUcs4(): it swallows a byte order mark in front.
QString textOf(const std::vector<char32_t>& characters)
{
    QString text;
    for (const char32_t c : characters)
        text += QChar::fromUcs4(c);
    return text;
}

rc::Gen<QString> anyText() { return rc::gen::map(rc::gen::container<std::vector<char32_t>>(anyCharacter()), textOf); }

/// What a text field may carry.
rc::Gen<QString> legalText()
{
    return rc::gen::suchThat(
        rc::gen::map(rc::gen::nonEmpty(rc::gen::container<std::vector<char32_t>>(rc::gen::suchThat(
                         anyCharacter(), [](char32_t c) { return indexOfForbidden(textOf({c})) < 0; }))),
            textOf),
        [](const QString& text) { return !text.trimmed().isEmpty(); });
}

QString anyAmount()
{
    const auto whole = *rc::gen::inRange<qint64>(0, 1'000'000'000'000);
    const auto decimals = *rc::gen::inRange(0, 7);
    QString text = QString::number(whole);
    if (decimals > 0)
        text += u'.' + QString::number(*rc::gen::inRange<qint64>(0, 1'000'000)).rightJustified(6, u'0').first(decimals);
    return text;
}

QString anyUuid()
{
    const auto bytes = *rc::gen::container<std::vector<char>>(16, rc::gen::arbitrary<char>());
    return QUuid::fromRfc4122(QByteArrayView(bytes)).toString(QUuid::WithoutBraces);
}

template <typename List>
QString oneOf(const List& list)
{
    return QString(list.at(*rc::gen::inRange<qsizetype>(0, list.size())));
}

Event anyEvent()
{
    static const QStringList Currencies = currencyCodes();
    Event event;
    event.setConstants();
    event.set(Field::Timestamp, QString::number(*rc::gen::inRange<qint64>(1'000'000'000'000, 10'000'000'000'000)));
    for (const Field field :
        {Field::AppId, Field::Platform, Field::DigitalProperty, Field::EventId, Field::ConversionName, Field::OrderId})
        event.set(field, *legalText());
    event.set(Field::TimeZone, oneOf(QStringList{u"Europe/London"_s, u"Asia/Kathmandu"_s, u"Etc/GMT+5"_s, u"UTC"_s}));
    event.set(Field::Currency, oneOf(Currencies));
    event.set(Field::Revenue, anyAmount());
    for (const Field field : {Field::VisitorId, Field::SessionId, Field::UserId}) {
        if (*rc::gen::arbitrary<bool>())
            event.set(field, *rc::gen::arbitrary<bool>() ? anyUuid() : *legalText());
    }
    for (const Field field : {Field::Tax, Field::Shipping}) {
        if (*rc::gen::arbitrary<bool>())
            event.set(field, anyAmount());
    }
    return event;
}

OrderKey anyOrderKey() { return *rc::gen::element(OrderKey::TransactionId, OrderKey::OrderId, OrderKey::Both); }

/// Bytes that look enough like a pixel URL to get past its front.
QByteArray anyUrlBytes()
{
    static const std::vector<QByteArray> Pieces{"https://", "h.example", "/i", "?", "&", "=", "%", "%2", "%25", "+",
        "#", "&amp;",
        "\xC2\xA4"
        "cy=",
        "%C3%97tamp=", "transactionId", "orderId", "revenue=", "currency", "timestamp=", "transactionAmount=", "@", ":",
        "[::1]", "\xFF", "%EF%BB%BF", "%00"};
    QByteArray url;
    const auto count = *rc::gen::inRange(0, 30);
    for (int i = 0; i < count; ++i) {
        if (*rc::gen::inRange(0, 3) == 0) {
            const auto noise = *rc::gen::container<std::vector<char>>(rc::gen::arbitrary<char>());
            url.append(noise.data(), qsizetype(noise.size()));
        } else {
            url += *rc::gen::elementOf(Pieces);
        }
    }
    return url;
}

} // namespace

namespace rc {

template <>
struct Arbitrary<QString> {
    static Gen<QString> arbitrary() { return anyText(); }
};

} // namespace rc

void showValue(const QString& text, std::ostream& os) { os << percentEncode(text).constData(); }

class RoundtripTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("RC_PARAMS"))
            qputenv("RC_PARAMS", "max_success=1000");
    }

    void everyTextSurvivesEncodeAndDecode()
    {
        QVERIFY(rc::check("decode(encode(text)) == text", [](const QString& text) {
            for (const Plus plus : {Plus::Space, Plus::Literal}) {
                const PercentDecoded back = percentDecode(percentEncode(text), plus);
                RC_ASSERT(back.text == text);
                RC_ASSERT(back.badEscape == -1);
                RC_ASSERT(back.validUtf8);
            }
        }));
    }

    void everyCharacterSurvivesEncodeAndDecode()
    {
        for (char32_t c = 0; c <= 0x10FFFF; ++c) {
            if (isSurrogate(c))
                continue;
            const QString text = textOf({c});
            if (percentDecode(percentEncode(text)).text != text)
                QFAIL(qPrintable(u"U+%1"_s.arg(uint(c), 4, 16, QLatin1Char('0'))));
        }
    }

    void writesNothingThatNeedsEncoding()
    {
        QVERIFY(rc::check("encoded bytes are unreserved or %XX", [](const QString& text) {
            const QByteArray bytes = percentEncode(text);
            for (qsizetype i = 0; i < bytes.size(); ++i) {
                if (bytes[i] == '%') {
                    const QByteArray hex = bytes.mid(i + 1, 2);
                    RC_ASSERT(hex.size() == 2);
                    RC_ASSERT(QByteArray::fromHex(hex).toHex().toUpper() == hex);
                    i += 2;
                } else {
                    RC_ASSERT(QByteArrayView("-._~/:").contains(bytes[i])
                        || (uchar(bytes[i]) < 0x80 && std::isalnum(uchar(bytes[i])) != 0));
                }
            }
        }));
    }

    void whatIsWrittenDecodesToItself()
    {
        QVERIFY(rc::check("decode(target(event)) == event", [] {
            const Event event = anyEvent();
            const OrderKey orderKey = anyOrderKey();
            for (const Finding& f : check(event)) {
                RC_LOG() << qPrintable(f.code) << ": " << qPrintable(f.sentence) << '\n';
                RC_ASSERT(f.severity != Severity::Error);
            }
            const QByteArray target = requestTarget("/i", event, orderKey);
            RC_LOG() << target.constData();
            for (const QByteArray& url : {target, "https://corvidae.example.com" + target}) {
                const DecodedUrl decoded = decode(url);
                RC_ASSERT(decoded.url == url);
                RC_ASSERT(decoded.event == event);
                RC_ASSERT(decoded.orderKey == orderKey);
                RC_ASSERT(decoded.isValid());
                RC_ASSERT(decoded.repaired.isEmpty());
                RC_ASSERT(requestTarget(decoded.path, decoded.event, *decoded.orderKey) == target);
            }
        }));
    }

    void damageIsRepairedToTheBytesThatWereWritten()
    {
        QVERIFY(rc::check("repair(damage(url)) == url", [] {
            const QByteArray url = "https://corvidae.example.com" + requestTarget("/i", anyEvent(), anyOrderKey());
            RC_ASSERT(findDamage(url).findings.isEmpty());
            const QByteArray raw = QByteArray(url).replace("&currency=",
                "\xC2\xA4"
                "cy=");
            const QByteArray encoded = QByteArray(url).replace("&currency=", "%C2%A4cy=");
            const QByteArray escaped = QByteArray(url).replace("&", "&amp;");
            for (const QByteArray& damaged : {raw, encoded, escaped}) {
                RC_ASSERT(findDamage(damaged).repaired == url);
                RC_ASSERT(!decode(damaged).isValid());
            }
        }));
    }

    void anyBytesAreTakenApartAndStayAsTheyWere()
    {
        QVERIFY(rc::check("parameters are slices of the url", [] {
            const QByteArray bytes = anyUrlBytes();
            const DecodedUrl decoded = decode(bytes, {}, *rc::gen::element(Plus::Space, Plus::Literal));
            RC_ASSERT(decoded.url == bytes.trimmed());
            qsizetype end = 0;
            for (const Parameter& p : decoded.parameters) {
                RC_ASSERT(p.position >= end);
                RC_ASSERT(decoded.url.mid(p.position, p.rawKey.size()) == p.rawKey);
                RC_ASSERT(p.valuePosition == p.position + p.rawKey.size() + (p.hasEquals ? 1 : 0));
                RC_ASSERT(decoded.url.mid(p.valuePosition, p.rawValue.size()) == p.rawValue);
                end = p.valuePosition + p.rawValue.size();
            }
            RC_ASSERT(end <= decoded.url.size());
            for (const Finding& f : decoded.findings) {
                RC_ASSERT(f.position >= -1 && f.position <= decoded.url.size());
                RC_ASSERT(!f.code.isEmpty());
                RC_ASSERT(!f.sentence.isEmpty());
            }
        }));
    }

    void anyTextInAnyFieldIsCheckedWithoutHarm()
    {
        QVERIFY(rc::check("findings point into the value", [](const QString& text) {
            CheckContext context;
            context.now = rookery::UtcMs(1735689600000);
            context.currency = u"GBP"_s;
            context.conversions = QStringList{u"Sale"_s};
            for (const FieldSpec& s : fieldTable()) {
                const Findings findings = checkValue(s.field, text, context);
                for (const Finding& f : findings) {
                    RC_ASSERT(f.field == s.field);
                    RC_ASSERT(f.position >= -1 && f.position < text.size());
                }
                // What may not go out is found in every field, whatever its own rule is.
                if (indexOfForbidden(text) >= 0)
                    RC_ASSERT(hasErrors(findings));
            }
        }));
    }

    void sumsDoNotDependOnTheOrder()
    {
        QVERIFY(rc::check("a + b == b + a, (a + b) + c == a + (b + c)", [] {
            const Amount a = *Amount::parse(anyAmount());
            const Amount b = *Amount::parse(u'-' + anyAmount());
            const Amount c = *Amount::parse(anyAmount());
            RC_ASSERT((a + b).text() == (b + a).text());
            RC_ASSERT(((a + b) + c).text() == (a + (b + c)).text());
        }));
    }
};

QTEST_APPLESS_MAIN(RoundtripTest)
#include "tst_roundtrip.moc"
