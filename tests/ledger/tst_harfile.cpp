// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/harfile.h"

#include "ledger/book.h"
#include "ledger/exportfile.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace rookery;
using namespace rookery::ledger;

namespace {

const QString User = QStringLiteral("Zoë/Z 1");

/// A request that was answered.
AttemptOfEvent answered()
{
    AttemptOfEvent one;
    one.event.fields.set(pixel::Field::OrderId, QStringLiteral("0012"));
    one.event.fields.set(pixel::Field::EventId, QStringLiteral("e-1"));
    one.event.fields.set(pixel::Field::UserId, User);
    one.event.state = State::Refused;
    one.event.profile = QStringLiteral("Acme");
    one.attempt.number = 2;
    one.attempt.taken = UtcMs(1735689600123);
    one.attempt.agent = QStringLiteral("desk 4");
    one.attempt.cause = QStringLiteral("resend");
    one.attempt.url = "https://corvidae.example.com/i?eventID=e-1&userId=Zo%C3%AB/Z%201&note=&flag#end";
    AttemptResult result;
    result.outcome = Move::Refuse;
    result.status = 404;
    result.connectMs = 10;
    result.tlsMs = 30;
    result.sentMs = 31;
    result.headersMs = 90;
    result.endMs = 95;
    result.headers = "Content-Type: text/plain\r\nLocation: /x?u=Zo%C3%AB%2fZ%201\r\nSet-Cookie: a=b\r\nno header";
    result.body = "no such user: Zoë/Z 1";
    one.attempt.result = result;
    return one;
}

QJsonObject object(const QJsonObject& json, const char* key) { return json[QLatin1StringView(key)].toObject(); }
QString text(const QJsonObject& json, const char* key) { return json[QLatin1StringView(key)].toString(); }
int number(const QJsonObject& json, const char* key) { return json[QLatin1StringView(key)].toInt(-99); }

QString header(const QJsonObject& response, const char* name)
{
    const QJsonArray headers = response[QStringLiteral("headers")].toArray();
    for (const auto& one : headers) {
        if (text(one.toObject(), "name") == QLatin1StringView(name))
            return text(one.toObject(), "value");
    }
    return QStringLiteral("(none)");
}

} // namespace

class HarFileTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEntrySaysWhatWentAndWhatCame()
    {
        const QJsonObject entry = harEntry(answered(), false);
        QCOMPARE(text(entry, "startedDateTime"), QStringLiteral("2025-01-01T00:00:00.123Z"));
        const QJsonObject request = object(entry, "request");
        QCOMPARE(text(request, "method"), QStringLiteral("GET"));
        QCOMPARE(text(request, "url").toUtf8(), answered().attempt.url);
        const QJsonArray query = request[QStringLiteral("queryString")].toArray();
        QCOMPARE(query.size(), 4);
        QCOMPARE(text(query[1].toObject(), "value"), User);
        QCOMPARE(text(query[3].toObject(), "name"), QStringLiteral("flag"));
        const QJsonObject response = object(entry, "response");
        QCOMPARE(number(response, "status"), 404);
        QCOMPARE(header(response, "Content-Type"), QStringLiteral("text/plain"));
        QCOMPARE(text(object(response, "content"), "mimeType"), QStringLiteral("text/plain"));
        QCOMPARE(text(object(response, "content"), "text"), QStringLiteral("no such user: Zoë/Z 1"));
        QCOMPARE(text(response, "redirectURL"), QStringLiteral("/x?u=Zo%C3%AB%2fZ%201"));
        QCOMPARE(text(entry, "_outcome"), QStringLiteral("refused"));
        QCOMPARE(text(entry, "_cause"), QStringLiteral("resend"));
        QVERIFY(!entry.contains(QStringLiteral("_error")));
    }

    void everyKeyThatTheFormatAsksForIsThere()
    {
        const QJsonObject entry = harEntry(answered(), false);
        const auto has = [](const QJsonObject& json, std::initializer_list<const char*> keys) {
            return std::all_of(
                keys.begin(), keys.end(), [&json](const char* key) { return json.contains(QLatin1StringView(key)); });
        };
        QVERIFY(has(entry, {"startedDateTime", "time", "request", "response", "cache", "timings"}));
        QVERIFY(has(object(entry, "request"),
            {"method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize"}));
        QVERIFY(has(object(entry, "response"),
            {"status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL", "headersSize",
                "bodySize"}));
        QVERIFY(has(object(object(entry, "response"), "content"), {"size", "mimeType"}));
        QVERIFY(has(object(entry, "timings"), {"send", "wait", "receive"}));
    }

    void phasesAreLengthsAndEncryptionIsPartOfConnecting()
    {
        const QJsonObject entry = harEntry(answered(), false);
        const QJsonObject timings = object(entry, "timings");
        QCOMPARE(number(timings, "connect"), 30);
        QCOMPARE(number(timings, "ssl"), 20);
        QCOMPARE(number(timings, "send"), 1);
        QCOMPARE(number(timings, "wait"), 59);
        QCOMPARE(number(timings, "receive"), 5);
        QCOMPARE(number(entry, "time"), 95);
    }

    void aReusedConnectionTookNoTimeToMake()
    {
        AttemptOfEvent one = answered();
        one.attempt.result->connectMs.reset();
        one.attempt.result->tlsMs.reset();
        const QJsonObject timings = object(harEntry(one, false), "timings");
        QCOMPARE(number(timings, "connect"), -1);
        QCOMPARE(number(timings, "ssl"), -1);
        QCOMPARE(number(timings, "send"), 31);
    }

    void howOftenItLeftIsThereWhereItIsKnown()
    {
        AttemptOfEvent one = answered();
        one.attempt.result->leftCount = 2;
        QCOMPARE(number(harEntry(one, false), "_requests"), 2);
        one.attempt.result->leftCount.reset();
        QVERIFY(!harEntry(one, false).contains(QStringLiteral("_requests")));
    }

    void withoutAnAnswerTheStatusIsZeroAndTheReasonIsGiven()
    {
        AttemptOfEvent one = answered();
        one.attempt.result = AttemptResult();
        one.attempt.result->sentence = QStringLiteral("It may have arrived.");
        const QJsonObject entry = harEntry(one, false);
        QCOMPARE(number(object(entry, "response"), "status"), 0);
        QCOMPARE(text(entry, "_error"), QStringLiteral("It may have arrived."));
        QCOMPARE(text(entry, "_outcome"), QStringLiteral("unknown"));
        one.attempt.result.reset();
        QCOMPARE(text(harEntry(one, false), "_outcome"), QStringLiteral("sending"));
        QCOMPARE(number(harEntry(one, false), "time"), 0);
    }

    void bytesThatAreNoTextComeEncoded()
    {
        AttemptOfEvent one = answered();
        one.attempt.result->body = QByteArray("GIF89a\xff\x00\x01", 9);
        const QJsonObject content = object(object(harEntry(one, false), "response"), "content");
        QCOMPARE(text(content, "encoding"), QStringLiteral("base64"));
        QCOMPARE(QByteArray::fromBase64(text(content, "text").toLatin1()), one.attempt.result->body);
    }

    void hidingMasksTheAddressAndLeavesOutWhatMayRepeatIt()
    {
        const QJsonObject entry = harEntry(answered(), true);
        const QJsonObject request = object(entry, "request");
        QCOMPARE(text(request, "url").toUtf8(), maskedUrl(answered().attempt.url));
        QCOMPARE(text(request[QStringLiteral("queryString")].toArray()[1].toObject(), "value"), HiddenText);
        const QJsonObject response = object(entry, "response");
        QCOMPARE(header(response, "Location"), HiddenText);
        QCOMPARE(header(response, "Set-Cookie"), HiddenText);
        QCOMPARE(header(response, "Content-Type"), QStringLiteral("text/plain"));
        QCOMPARE(text(response, "redirectURL"), HiddenText);
        QVERIFY(!object(response, "content").contains(QStringLiteral("text")));
        const QByteArray all = QJsonDocument(entry).toJson();
        QVERIFY(!all.contains("Zo"));
    }

    void nothingIsAFileToo()
    {
        QBuffer out;
        QVERIFY(out.open(QIODevice::WriteOnly));
        HarStream har(out, false);
        QVERIFY(har.finish());
        const QJsonObject log = object(QJsonDocument::fromJson(out.data()).object(), "log");
        QCOMPARE(text(log, "version"), QStringLiteral("1.2"));
        QVERIFY(log[QStringLiteral("entries")].isArray());
    }

    void attemptsComeOldestFirstAndOnlyOfWhatMatches()
    {
        Book book;
        for (const auto* id : {"A", "B", "C"})
            book.add(QLatin1StringView(id));
        QCOMPARE(book.take(book.due()).size(), 3);
        HistoryQuery query;
        query.terms << Term{Term::Kind::OrderId, QStringLiteral("B")};
        const auto orders = [&book](const HistoryQuery& asked, int limit) {
            QStringList seen;
            const Done read = book.ledger->reader().forEachAttempt(asked, limit, [&seen](const AttemptOfEvent& one) {
                seen << one.event.orderId();
                return true;
            });
            return read ? seen : QStringList();
        };
        QCOMPARE(orders({}, 0), QStringList({QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")}));
        QCOMPARE(orders({}, 2).size(), 2);
        QCOMPARE(orders(query, 0), QStringList{QStringLiteral("B")});
    }
};

QTEST_GUILESS_MAIN(HarFileTest)
#include "tst_harfile.moc"
