// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/rowline.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace rookery::cli {

namespace {

using namespace std::string_view_literals;

// Those that mean something between quotes, and the controls.
constexpr bool isEscaped(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

constexpr std::size_t LongestEscape = 6; // \u001f

char* writeEscaped(char* to, char c)
{
    constexpr auto Signs = "\"\\\b\f\n\r\t"sv;
    constexpr auto Letters = "\"\\bfnrt"sv;
    constexpr auto Hex = "0123456789abcdef"sv;
    *to++ = '\\';
    if (const std::size_t known = Signs.find(c); known != std::string_view::npos) {
        *to++ = Letters[known];
        return to;
    }
    const auto code = static_cast<unsigned char>(c);
    for (const char sign : {'u', '0', '0', Hex[code >> 4U], Hex[code & 0xFU]})
        *to++ = sign;
    return to;
}

constexpr std::size_t roomFor(std::string_view text) { return text.size() * LongestEscape + 2; }

char* write(char* to, std::string_view text) { return std::copy(text.begin(), text.end(), to); }

// Looked at to its end without a branch, as hardly any text has one.
bool hasEscaped(std::string_view text)
{
    unsigned has = 0;
    for (const char c : text)
        has |= isEscaped(c) ? 1U : 0U;
    return has != 0;
}

char* writeString(char* to, std::string_view text)
{
    *to++ = '"';
    if (hasEscaped(text)) {
        for (const char c : text) {
            if (isEscaped(c))
                to = writeEscaped(to, c);
            else
                *to++ = c;
        }
    } else {
        to = write(to, text);
    }
    *to++ = '"';
    return to;
}

} // namespace

void appendJsonString(std::string& to, std::string_view text)
{
    const std::size_t at = to.size();
    to.resize(at + roomFor(text));
    to.resize(std::size_t(writeString(to.data() + at, text) - to.data()));
}

QJsonObject rowJson(const engine::ImportedRow& row)
{
    QJsonArray findings;
    for (const intake::RowFinding& finding : row.findings)
        findings << intake::toJson(finding);
    return {{QStringLiteral("row"), row.number}, {QStringLiteral("state"), engine::rowStateText(row.state)},
        {QStringLiteral("transactionId"), row.event.value(pixel::Field::OrderId)},
        {QStringLiteral("fields"), row.event.toJson()}, {QStringLiteral("findings"), findings}};
}

// The value of a column may be missing, and its name with it: only what stands in all rows is put together beforehand.
void PlainRowLine::prepare(const intake::RowCheck::Values& values)
{
    std::vector<std::pair<std::string_view, std::size_t>> fields;
    for (const pixel::FieldSpec& spec : pixel::fieldTable())
        fields.emplace_back(spec.key, std::size_t(spec.field));
    std::sort(fields.begin(), fields.end());
    for (const auto& [name, field] : fields) {
        if (m_mapping.columnOf(pixel::Field(field)) >= 0) {
            m_parts.push_back({std::exchange(m_rest, {}), ",", field});
            appendJsonString(m_parts.back().name, name);
            m_parts.back().name += ':';
        } else if (!values[field].empty()) {
            m_rest += ',';
            appendJsonString(m_rest, name);
            m_rest += ':';
            appendJsonString(m_rest, values[field]);
        }
    }
}

void PlainRowLine::append(std::string& to, const engine::PlainRow& row)
{
    constexpr auto Start = R"({"fields":{)"sv;
    constexpr auto Findings = R"(},"findings":[],"row":)"sv;
    constexpr auto State = R"(,"state":"ready","transactionId":)"sv;
    constexpr std::size_t Digits = 20;
    if (m_parts.empty())
        prepare(row.values);
    const std::string_view order = row.values[std::size_t(pixel::Field::OrderId)];
    std::size_t room = Start.size() + m_rest.size() + Findings.size() + Digits + State.size() + roomFor(order) + 2;
    for (const Part& part : m_parts)
        room += part.text.size() + part.name.size() + roomFor(row.values[part.field]);
    // Not in `to` itself: the room is for the worst case, and what a string grows by is cleared first.
    if (m_line.size() < room)
        m_line.resize(room);
    char* at = write(m_line.data(), Start);
    bool isFirst = true; // its comma is left out
    const auto member = [&](std::string_view text) {
        if (text.empty())
            return;
        at = write(at, isFirst ? text.substr(1) : text);
        isFirst = false;
    };
    for (const Part& part : m_parts) {
        member(part.text);
        if (row.values[part.field].empty())
            continue;
        member(part.name);
        at = writeString(at, row.values[part.field]);
    }
    member(m_rest);
    at = write(at, Findings);
    at = std::to_chars(at, at + Digits, row.number).ptr;
    at = write(at, State);
    at = writeString(at, order);
    at = write(at, "}\n"sv);
    to.append(m_line.data(), std::size_t(at - m_line.data()));
}

} // namespace rookery::cli
