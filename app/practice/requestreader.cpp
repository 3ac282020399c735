// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/requestreader.h"

#include <algorithm>

namespace rookery::practice {

namespace {

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
            || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

} // namespace

QByteArray Request::header(QByteArrayView name) const
{
    const auto it = std::find_if(headers.begin(), headers.end(),
        [name](const auto& pair) { return pair.first.compare(name, Qt::CaseInsensitive) == 0; });
    return it == headers.end() ? QByteArray() : it->second;
}

int Request::count(QByteArrayView name) const
{
    return int(std::count_if(headers.begin(), headers.end(),
        [name](const auto& pair) { return pair.first.compare(name, Qt::CaseInsensitive) == 0; }));
}

bool Request::keepsAlive() const
{
    const QByteArray connection = header("connection").toLower();
    return minorVersion == 0 ? connection == "keep-alive" : connection != "close";
}

RequestReader::Status RequestReader::next()
{
    const qsizetype lineEnd = m_buffer.indexOf("\r\n");
    if (lineEnd < 0)
        return m_buffer.size() > LongestTarget ? Status::TargetTooLong : Status::NeedsMore;
    if (lineEnd > LongestTarget)
        return Status::TargetTooLong;
    const qsizetype headEnd = m_buffer.indexOf("\r\n\r\n");
    if (headEnd < 0 ? m_buffer.size() > LongestHead : headEnd > LongestHead)
        return Status::HeadersTooLong;
    if (headEnd < 0)
        return Status::NeedsMore;
    if (const Status status = readHead(QByteArrayView(m_buffer).first(headEnd)); status != Status::Ready)
        return status;

    if (m_request.count("transfer-encoding") > 0)
        return Status::Malformed; // an event has no body; a chunked one is not waited for
    qsizetype body = 0;
    if (const QByteArray length = m_request.header("content-length"); !length.isEmpty()) {
        bool isNumber = false;
        body = length.toLongLong(&isNumber);
        if (!isNumber || body < 0 || m_request.count("content-length") > 1)
            return Status::Malformed;
        if (body > LongestBody)
            return Status::BodyTooLong;
    }
    const qsizetype end = headEnd + 4 + body;
    if (m_buffer.size() < end)
        return Status::NeedsMore;
    m_buffer.remove(0, end);
    return Status::Ready;
}

RequestReader::Status RequestReader::readHead(QByteArrayView head)
{
    m_request = {};
    const QByteArrayList lines = [&] {
        QByteArray text = head.toByteArray();
        return text.replace("\r\n", "\n").split('\n');
    }();
    const QByteArrayList words = lines.first().split(' ');
    if (words.size() != 3 || !isToken(words[0]) || words[1].isEmpty()
        || (words[2] != "HTTP/1.1" && words[2] != "HTTP/1.0"))
        return Status::Malformed;
    m_request.method = words[0];
    m_request.target = words[1];
    m_request.minorVersion = words[2].endsWith('1') ? 1 : 0;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        if (colon <= 0 || !isToken(QByteArrayView(lines[i]).first(colon)))
            return Status::Malformed;
        m_request.headers << qMakePair(lines[i].first(colon), lines[i].sliced(colon + 1).trimmed());
    }
    return Status::Ready;
}

} // namespace rookery::practice
