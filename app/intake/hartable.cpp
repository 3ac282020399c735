// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/hartable.h"

#include <QCoreApplication>

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <array>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::HarTable)
};

using pixel::Severity;

constexpr unsigned Flags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
constexpr std::size_t MaxDepth = 100;

const std::vector<std::string> Kept{"startedDateTime", "request", "request.method", "request.url", "request.postData",
    "request.postData.mimeType", "request.postData.text", "response", "response.status"};

/// The few values of an entry, by dotted name.
class Entry final : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Entry> {
public:
    QByteArray method;
    QByteArray url;
    QByteArray started;
    QByteArray mimeType;
    QByteArray body;
    int status = 0;
    bool isObject = false;
    bool hasUrl = false;

    // NOLINTBEGIN(*-identifier-naming): a parser's events
    bool Default() { return true; }
    bool String(const char* s, unsigned size, bool /*copy*/)
    {
        const QByteArray text(s, qsizetype(size));
        if (isAt("request", "method"))
            method = text;
        else if (isAt("request", "url")) {
            url = text;
            hasUrl = true;
        } else if (isOfBody("mimeType")) {
            mimeType = text;
        } else if (isOfBody("text")) {
            body = text;
        } else if (m_depth == 1 && m_keys[0] == "startedDateTime")
            started = text;
        return true;
    }
    bool RawNumber(const char* s, unsigned size, bool /*copy*/)
    {
        if (isAt("response", "status"))
            status = QByteArray(s, qsizetype(size)).toInt();
        return true;
    }
    bool Key(const char* s, unsigned size, bool /*copy*/)
    {
        if (m_depth <= m_keys.size())
            m_keys[m_depth - 1].assign(s, size);
        return true;
    }
    bool StartObject()
    {
        isObject = isObject || m_depth == 0;
        return open();
    }
    bool EndObject(unsigned /*count*/) { return close(); }
    bool StartArray() { return open(); }
    bool EndArray(unsigned /*count*/) { return close(); }
    // NOLINTEND(*-identifier-naming)

private:
    [[nodiscard]] bool isAt(const char* outer, const char* inner) const
    {
        return m_depth == 2 && m_keys[0] == outer && m_keys[1] == inner;
    }
    [[nodiscard]] bool isOfBody(const char* name) const
    {
        return m_depth == 3 && m_keys[0] == "request" && m_keys[1] == "postData" && m_keys[2] == name;
    }
    bool open() { return ++m_depth <= MaxDepth; }
    bool close()
    {
        --m_depth;
        return true;
    }

    std::size_t m_depth = 0;
    std::array<std::string, 3> m_keys;
};

// Pairs as an address has them, whatever the page says of them: beacons call them plain text.
bool isForm(const Entry& entry)
{
    const QByteArray start = entry.body.trimmed();
    return start.contains('=') && !start.startsWith('{') && !start.startsWith('[') && !start.startsWith('<')
        && !entry.mimeType.contains("multipart");
}

bool isOfPixel(const QByteArray& url)
{
    return url.first(url.indexOf('?') < 0 ? url.size() : url.indexOf('?')).endsWith("/i");
}

QByteArray withBody(QByteArray url, const QByteArray& body)
{
    if (const qsizetype hash = url.indexOf('#'); hash >= 0)
        url.truncate(hash);
    return url + (url.contains('?') ? '&' : '?') + body.trimmed();
}

} // namespace

HarTable::HarTable(TextReader::Source source, const Choices& choices)
    : TextTable(Kind::Har, std::move(source), choices)
    , m_entries(m_text, {true, "log.entries"}, Kept)
    , m_request({QStringLiteral("status"), QStringLiteral("started")})
{
    m_shape.header = m_request.header();
}

bool HarTable::next(Row& row)
{
    while (!m_isAtEnd) {
        ++m_number;
        if (!m_entries.next(m_entry)) {
            finish();
            break;
        }
        if (read()) {
            row = m_request.row();
            return true;
        }
    }
    return false;
}

// Whether the entry is a row.
bool HarTable::read()
{
    Entry entry;
    rapidjson::Reader reader;
    rapidjson::MemoryStream stream(m_entry.data(), m_entry.size());
    if (const auto result = reader.Parse<Flags>(stream, entry); result.IsError() || !entry.isObject || !entry.hasUrl) {
        report(m_number, Severity::Error, "har.not-an-entry",
            Words::tr(
                "Row %1: expected an entry with a request and its address, found something else. Record it again.")
                .arg(m_number));
        return false;
    }
    const bool isSent = entry.method == "GET" || entry.method == "POST";
    const bool hasBody = entry.method == "POST" && !entry.body.trimmed().isEmpty();
    const bool isRead = hasBody && isForm(entry);
    const RequestRow::Is is = isSent ? m_request.read(isRead ? withBody(entry.url, entry.body) : entry.url, m_number)
                                     : RequestRow::Is::Nothing;
    if (hasBody && !isRead && is == RequestRow::Is::Nothing && isOfPixel(entry.url))
        report(m_number, Severity::Warning, "har.unread-body",
            Words::tr(
                "Check: row %1 is left out: it may be an order, but its values are in the body of the request, as "
                "%2, where no collector is known to look for them.")
                .arg(m_number)
                .arg(excerptOf(std::string_view(entry.mimeType.constData(), std::size_t(entry.mimeType.size())))));
    m_others += is == RequestRow::Is::Nothing ? 1 : 0;
    m_otherEvents += is == RequestRow::Is::OtherEvent ? 1 : 0;
    if (is != RequestRow::Is::Order)
        return false;
    // 0 or -1: no answer came.
    m_request.setMore(0, entry.status > 0 ? QByteArray::number(entry.status) : QByteArray());
    m_request.setMore(1, entry.started);
    m_request.addAnswer(entry.status);
    if (isRead)
        m_request.addFlaw(-1, Severity::Warning, "command.post",
            Words::tr(
                "Check: the request sends its values in the body, where no collector is known to look for them."));
    m_request.addRepeat();
    return true;
}

void HarTable::finish()
{
    m_isAtEnd = true;
    if (m_others > 0)
        report(0, Severity::Note, "har.other-requests",
            Words::tr("Entries that are no pixel request and are left out: %1.").arg(m_others));
    if (m_otherEvents > 0)
        report(0, Severity::Note, "har.other-events",
            Words::tr("Pixel requests that report no order and are left out: %1.").arg(m_otherEvents));
    if (m_entries.isBroken())
        report(m_number, Severity::Error, "table.not-json",
            Words::tr("Row %1: expected the entries of a HAR file, found something else near character %2 of the file. "
                      "Nothing from here on was read.")
                .arg(m_number)
                .arg(m_entries.position()));
    reportText();
}

} // namespace rookery::intake
