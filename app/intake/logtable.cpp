// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/logtable.h"

#include "intake/urltable.h"

#include <QCoreApplication>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::LogTable)
};

using namespace std::string_view_literals;
using pixel::Severity;

constexpr std::size_t MaxLine = 256UL * 1024;

bool looksLikeARequest(std::string_view line)
{
    return line.find("transactionId="sv) != std::string_view::npos || line.find("eventID="sv) != std::string_view::npos
        || line.find("orderId="sv) != std::string_view::npos
        || line.find("trackerVersion="sv) != std::string_view::npos;
}

} // namespace

LogTable::LogTable(TextReader::Source source, const Choices& choices)
    : TextTable(Kind::AccessLog, std::move(source), choices)
    , m_lines(m_text)
    , m_request({QStringLiteral("status"), QStringLiteral("logged")})
{
    m_shape.header = m_request.header();
}

bool LogTable::next(Row& row)
{
    std::string_view line;
    while (!m_isAtEnd && m_lines.next(line)) {
        line = strippedLine(line);
        // A server that starts anew names its columns once more, and may name others.
        if (line.starts_with("#Fields:"sv))
            m_fields = LogFields::of(line);
        if (line.empty() || isCommentLine(line) || !read(line))
            continue;
        row = m_request.row();
        return true;
    }
    if (!m_isAtEnd)
        finish();
    return false;
}

// Whether the line is a row.
bool LogTable::read(std::string_view line)
{
    const qint64 number = m_lines.number();
    const auto entry = line.size() > MaxLine ? std::nullopt : m_fields ? m_fields->read(line) : readLogLine(line);
    if (!entry) {
        if (looksLikeARequest(line)) {
            m_request.readNothing(number, "log.broken-line",
                Words::tr(
                    "Row %1: expected a line of a log, found \"%2\". It holds a pixel request and cannot be read.")
                    .arg(number)
                    .arg(excerptOf(line)),
                excerptOf(line));
            return true;
        }
        m_firstStrange = m_strange++ == 0 ? number : m_firstStrange;
        return false;
    }
    // A browser asks with OPTIONS whether it may, and a monitor with HEAD whether somebody is there.
    const bool isSent = entry->method.isEmpty() || entry->method == "GET" || entry->method == "POST";
    const RequestRow::Is is = isSent ? m_request.read(entry->target, number) : RequestRow::Is::Nothing;
    m_others += is == RequestRow::Is::Nothing ? 1 : 0;
    m_otherEvents += is == RequestRow::Is::OtherEvent ? 1 : 0;
    if (is != RequestRow::Is::Order)
        return false;
    m_request.setMore(0, entry->status > 0 ? QByteArray::number(entry->status) : QByteArray());
    m_request.setMore(1, entry->time);
    m_request.addAnswer(entry->status);
    m_request.addRepeat();
    return true;
}

void LogTable::finish()
{
    m_isAtEnd = true;
    if (m_others > 0)
        report(0, Severity::Note, "log.other-requests",
            Words::tr("Lines that are no pixel request and are left out: %1.").arg(m_others));
    if (m_otherEvents > 0)
        report(0, Severity::Note, "log.other-events",
            Words::tr("Pixel requests that report no order and are left out: %1.").arg(m_otherEvents));
    if (m_strange > 0)
        report(m_firstStrange, Severity::Warning, "log.strange-lines",
            Words::tr(
                "Check: lines that do not look like a web server's log and are left out: %1, the first is row %2.")
                .arg(m_strange)
                .arg(m_firstStrange));
    reportText();
}

} // namespace rookery::intake
