// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/harfile.h"

#include "ledger/exportfile.h"
#include "pixel/percent.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace rookery::ledger {

namespace {

constexpr auto NotKnown = -1;
constexpr auto HttpVersion = "unknown"; // it is not kept

QString text(const char* latin) { return QLatin1StringView(latin); }

QJsonObject pair(const QString& name, const QString& value) { return {{text("name"), name}, {text("value"), value}}; }

/// The personal values of an event, as they may stand in what came back.
QByteArrayList personalBytes(const pixel::Event& fields)
{
    QByteArrayList found;
    for (const pixel::FieldSpec& s : pixel::fieldTable()) {
        const QString value = s.privacy == pixel::Privacy::Personal ? fields.value(s.field) : QString();
        if (!value.isEmpty())
            found << value.toUtf8().toLower() << pixel::percentEncode(value).toLower();
    }
    return found;
}

struct Header {
    QByteArray name;
    QByteArray value;
};

QList<Header> headersOf(const QByteArray& raw)
{
    QList<Header> headers;
    const QByteArrayList lines = raw.split('\n');
    for (const QByteArray& line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            headers << Header{line.first(colon).trimmed(), line.sliced(colon + 1).trimmed()};
    }
    return headers;
}

QList<Header> masked(QList<Header> headers, const pixel::Event& fields)
{
    const QByteArrayList personal = personalBytes(fields);
    for (Header& header : headers) {
        const QByteArray value = header.value.toLower();
        const QByteArray decoded = pixel::percentDecode(header.value).text.toUtf8().toLower(); // whoever encoded it
        const bool holdsOne = std::any_of(personal.begin(), personal.end(),
            [&](const QByteArray& bytes) { return value.contains(bytes) || decoded.contains(bytes); });
        if (holdsOne || header.name.toLower() == "set-cookie")
            header.value = HiddenText.data();
    }
    return headers;
}

QString valueOf(const QList<Header>& headers, const QByteArray& lowerName)
{
    const auto found = std::find_if(
        headers.begin(), headers.end(), [&](const Header& header) { return header.name.toLower() == lowerName; });
    return found == headers.end() ? QString() : QString::fromUtf8(found->value);
}

QJsonArray queryOf(const QByteArray& url)
{
    QJsonArray query;
    const qsizetype mark = url.indexOf('?');
    if (mark < 0)
        return query;
    const QByteArrayList pieces = url.sliced(mark + 1).split('#').first().split('&');
    for (const QByteArray& piece : pieces) {
        if (piece.isEmpty())
            continue;
        const qsizetype equals = piece.indexOf('=');
        const QByteArray name = equals < 0 ? piece : piece.first(equals);
        const QByteArray value = equals < 0 ? QByteArray() : piece.sliced(equals + 1);
        query << pair(pixel::percentDecode(name).text, pixel::percentDecode(value).text);
    }
    return query;
}

QJsonObject requestOf(const QByteArray& url)
{
    return {{text("method"), text("GET")}, {text("url"), QString::fromUtf8(url)},
        {text("httpVersion"), text(HttpVersion)}, {text("cookies"), QJsonArray()}, {text("headers"), QJsonArray()},
        {text("queryString"), queryOf(url)}, {text("headersSize"), NotKnown}, {text("bodySize"), 0}};
}

QJsonObject contentOf(const QByteArray& body, const QString& type, bool hidePersonal)
{
    QJsonObject content{{text("size"), body.size()}, {text("mimeType"), type}};
    if (hidePersonal && !body.isEmpty()) {
        content.insert(text("comment"), text("left out: it may repeat personal IDs"));
    } else if (!body.isEmpty()) {
        const QString asText = QString::fromUtf8(body);
        const bool isText = asText.toUtf8() == body;
        content.insert(text("text"), isText ? asText : QString::fromLatin1(body.toBase64()));
        if (!isText)
            content.insert(text("encoding"), text("base64"));
        if (body.size() >= KeptBody)
            content.insert(text("comment"), text("the first 4 KB"));
    }
    return content;
}

QJsonObject responseOf(const AttemptResult& result, const pixel::Event& fields, bool hidePersonal)
{
    const QList<Header> raw = headersOf(result.headers);
    const QList<Header> headers = hidePersonal ? masked(raw, fields) : raw;
    QJsonArray list;
    for (const Header& header : headers)
        list << pair(QString::fromUtf8(header.name), QString::fromUtf8(header.value));
    return {{text("status"), result.status.value_or(0)}, {text("statusText"), QString()},
        {text("httpVersion"), text(HttpVersion)}, {text("cookies"), QJsonArray()}, {text("headers"), list},
        {text("content"), contentOf(result.body, valueOf(headers, "content-type"), hidePersonal)},
        {text("redirectURL"), valueOf(headers, "location")}, {text("headersSize"), NotKnown},
        {text("bodySize"), NotKnown}};
}

/// The phases as the ledger has them follow each other; HAR wants how long each took, and encryption twice: by itself
/// and as part of connecting.
QJsonObject timingsOf(const AttemptResult& result)
{
    qint64 at = 0;
    const auto took = [&at](const std::optional<qint64>& until) {
        const qint64 ms = until ? std::max<qint64>(0, *until - at) : 0;
        at += ms;
        return ms;
    };
    const qint64 connect = took(result.connectMs);
    const qint64 ssl = took(result.tlsMs);
    const qint64 send = took(result.sentMs);
    const qint64 wait = took(result.headersMs);
    const qint64 receive = took(result.endMs);
    const bool connected = result.connectMs || result.tlsMs;
    return {{text("blocked"), NotKnown}, {text("dns"), NotKnown},
        {text("connect"), connected ? QJsonValue(connect + ssl) : QJsonValue(NotKnown)},
        {text("ssl"), result.tlsMs ? QJsonValue(ssl) : QJsonValue(NotKnown)}, {text("send"), send},
        {text("wait"), wait}, {text("receive"), receive}};
}

// HAR's own rule: the sum of what is known, and ssl is part of connect.
qint64 sumOf(const QJsonObject& timings)
{
    qint64 sum = 0;
    for (const char* phase : {"connect", "send", "wait", "receive"})
        sum += std::max<qint64>(0, timings.value(text(phase)).toInteger());
    return sum;
}

QString outcomeText(const std::optional<AttemptResult>& result)
{
    if (!result)
        return text("sending");
    switch (result->outcome) {
    case Move::Deliver:
        return text("delivered");
    case Move::Refuse:
        return text("refused");
    case Move::Postpone:
        return text("waiting");
    default:
        return text("unknown");
    }
}

} // namespace

QJsonObject harEntry(const AttemptOfEvent& one, bool hidePersonal)
{
    const auto& [attempt, event] = one;
    const AttemptResult result = attempt.result.value_or(AttemptResult());
    const QJsonObject timings = timingsOf(result);
    QJsonObject entry{{text("startedDateTime"), attempt.taken.isoText()}, {text("time"), sumOf(timings)},
        {text("request"), requestOf(hidePersonal ? maskedUrl(attempt.url) : attempt.url)},
        {text("response"), responseOf(result, event.fields, hidePersonal)}, {text("cache"), QJsonObject()},
        {text("timings"), timings}, {text("_orderId"), event.orderId()}, {text("_eventID"), event.eventId()},
        {text("_state"), stateText(event.state)}, {text("_outcome"), outcomeText(attempt.result)},
        {text("_attempt"), attempt.number}, {text("_cause"), attempt.cause}, {text("_agent"), attempt.agent},
        {text("_profile"), event.profile}, {text("_live"), event.live}};
    if (result.leftCount) // more than one: the connection closed under it, and it went once more
        entry.insert(text("_requests"), *result.leftCount);
    if (attempt.result && !result.status)
        entry.insert(text("_error"), result.sentence);
    return entry;
}

bool HarStream::begin()
{
    m_begun = true;
    const QJsonObject creator{{text("name"), text("Rookery")}, {text("version"), text(ROOKERY_VERSION)}};
    return put(R"({"log":{"version":"1.2","creator":)" + QJsonDocument(creator).toJson(QJsonDocument::Compact)
        + R"(,"entries":[)");
}

bool HarStream::write(const AttemptOfEvent& attempt)
{
    if (!m_begun && !begin())
        return false;
    const QByteArray lead = m_any ? ",\n" : "\n";
    m_any = true;
    return put(lead + QJsonDocument(harEntry(attempt, m_hidePersonal)).toJson(QJsonDocument::Compact));
}

bool HarStream::finish() { return (m_begun || begin()) && put("\n]}}\n"); }

} // namespace rookery::ledger
