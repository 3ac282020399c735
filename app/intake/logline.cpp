// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/logline.h"

#include <algorithm>
#include <array>
#include <vector>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;

constexpr auto FieldsMark = "#Fields:"sv;

QByteArray bytesOf(std::string_view text) { return {text.data(), qsizetype(text.size())}; }

int hexOf(char c)
{
    return c >= '0' && c <= '9' ? c - '0'
        : c >= 'a' && c <= 'f'  ? c - 'a' + 10
        : c >= 'A' && c <= 'F'  ? c - 'A' + 10
                                : -1;
}

// The request in its quotes, from behind the opening one to behind the closing one. Servers write a quote in it as \"
// or \x22 and a backslash as \\ or \x5C.
std::optional<QByteArray> takeQuoted(std::string_view& text)
{
    QByteArray out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            text.remove_prefix(i + 1);
            return out;
        }
        if (c != '\\' || i + 1 == text.size()) {
            out += c;
            continue;
        }
        const char escaped = text[++i];
        const bool isHex = escaped == 'x' && i + 2 < text.size() && hexOf(text[i + 1]) >= 0 && hexOf(text[i + 2]) >= 0;
        if (isHex) {
            out += char(hexOf(text[i + 1]) * 16 + hexOf(text[i + 2]));
            i += 2;
        } else if (escaped == '"' || escaped == '\\') {
            out += escaped;
        } else {
            (out += c) += escaped;
        }
    }
    return std::nullopt;
}

// `GET /i?... HTTP/1.1`
void takeRequest(const QByteArray& request, LogLine& out)
{
    const qsizetype first = request.indexOf(' ');
    const qsizetype last = request.lastIndexOf(" HTTP/");
    if (first < 0) { // `-` and other things that are no request
        out.target = request;
        return;
    }
    out.method = request.first(first);
    out.target = request.sliced(first + 1, (last > first ? last : request.size()) - first - 1);
}

// 0: it is none.
int statusOf(std::string_view text)
{
    bool isNumber = false;
    const int status = bytesOf(text).toInt(&isNumber);
    return isNumber && text.size() == 3 && status >= 100 ? status : 0;
}

std::vector<std::string_view> partsOf(std::string_view line)
{
    // CloudFront parts its values by tabs and the names of them by spaces.
    const char separator = line.find('\t') == std::string_view::npos ? ' ' : '\t';
    std::vector<std::string_view> parts;
    while (!line.empty()) {
        const std::size_t end = std::min(line.find(separator), line.size());
        if (end > 0)
            parts.push_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return parts;
}

// `2026-11-23T10:00:07.186641Z`
bool isInstant(std::string_view text)
{
    return text.size() >= 20 && text[4] == '-' && text[10] == 'T' && text.back() == 'Z';
}

// What stands before the request: the time, with the kind of the connection before it or without, and at its end the
// two statuses and the two sizes. Empty: it is no line of a balancer.
std::vector<std::string_view> balancerParts(std::string_view line)
{
    constexpr std::size_t Classic = 11;
    std::vector<std::string_view> parts = partsOf(line.substr(0, line.find(" \""sv)));
    const std::size_t time = parts.size() == Classic + 1 ? 1 : 0;
    if (parts.size() != Classic + time || !isInstant(parts[time]))
        parts.clear();
    return parts;
}

std::optional<LogLine> readBalancerLine(std::string_view line)
{
    const std::vector<std::string_view> parts = balancerParts(line);
    const std::size_t open = line.find(" \""sv);
    if (parts.empty() || open == std::string_view::npos)
        return std::nullopt;
    std::string_view rest = line.substr(open + 2);
    const auto request = takeQuoted(rest);
    const int byTarget = statusOf(parts[parts.size() - 3]);
    const int status = byTarget > 0 ? byTarget : statusOf(parts[parts.size() - 4]);
    if (!request || status == 0)
        return std::nullopt;
    LogLine out;
    out.time = bytesOf(*std::find_if(parts.begin(), parts.end(), isInstant));
    out.status = status;
    takeRequest(*request, out);
    return out;
}

// Only where each of its signs is one of the log's: `%2520`, but not `%20`, which no log made of anything.
QByteArray decodedOnce(const QByteArray& text)
{
    for (qsizetype at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
        if (text.sliced(at, std::min<qsizetype>(3, text.size() - at)) != "%25" || at + 4 >= text.size()
            || hexOf(text[at + 3]) < 0 || hexOf(text[at + 4]) < 0)
            return text;
    }
    return QByteArray(text).replace("%25", "%");
}

} // namespace

bool isBalancerLine(std::string_view line) { return !balancerParts(line).empty(); }

std::optional<LogLine> readLogLine(std::string_view line)
{
    const std::size_t open = line.find(" ["sv);
    const std::size_t close = line.find("] \""sv);
    if (open == std::string_view::npos || close == std::string_view::npos || open >= close)
        return readBalancerLine(line);
    LogLine out;
    out.time = bytesOf(line.substr(open + 2, close - open - 2));
    std::string_view rest = line.substr(close + 3);
    const auto request = takeQuoted(rest);
    if (!request || rest.size() < 4 || rest[0] != ' ')
        return std::nullopt;
    out.status = statusOf(rest.substr(1, 3));
    if (out.status == 0)
        return std::nullopt;
    takeRequest(*request, out);
    return out;
}

std::optional<LogFields> LogFields::of(std::string_view line)
{
    if (!line.starts_with(FieldsMark))
        return std::nullopt;
    const std::vector<std::string_view> names = partsOf(line.substr(FieldsMark.size()));
    const auto find = [&names](std::string_view name) {
        const auto at = std::find(names.begin(), names.end(), name);
        return at == names.end() ? None : std::size_t(at - names.begin());
    };
    LogFields fields;
    fields.m_count = names.size();
    fields.m_date = find("date"sv);
    fields.m_time = find("time"sv);
    fields.m_method = find("cs-method"sv);
    fields.m_stem = find("cs-uri-stem"sv);
    fields.m_query = find("cs-uri-query"sv);
    fields.m_uri = find("cs-uri"sv);
    fields.m_status = find("sc-status"sv);
    fields.m_isEncoded = find("x-edge-location"sv) != None;
    return fields.m_query == None && fields.m_uri == None ? std::nullopt : std::optional(fields);
}

std::optional<LogLine> LogFields::read(std::string_view line) const
{
    const std::vector<std::string_view> parts = partsOf(line);
    if (parts.size() != m_count)
        return std::nullopt;
    const auto at = [&parts](std::size_t index) {
        return index == None || parts[index] == "-"sv ? QByteArray() : bytesOf(parts[index]);
    };
    LogLine out;
    out.method = at(m_method);
    out.target = m_query == None ? at(m_uri) : at(m_stem) + '?' + at(m_query);
    if (m_isEncoded)
        out.target = decodedOnce(out.target);
    if (m_date != None && m_time != None)
        out.time = at(m_date) + 'T' + at(m_time) + 'Z';
    out.status = m_status == None ? 0 : statusOf(parts[m_status]);
    return out;
}

} // namespace rookery::intake
