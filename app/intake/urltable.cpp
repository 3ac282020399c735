// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/urltable.h"

#include "intake/paste.h"

#include <QCoreApplication>

#include <array>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::UrlTable)
};

using namespace std::string_view_literals;
using pixel::Severity;

constexpr std::size_t MaxLine = 64UL * 1024;

bool isWeb(std::string_view text)
{
    const QByteArray start = QByteArray(text.data(), qsizetype(std::min<std::size_t>(text.size(), 8))).toLower();
    return start.startsWith("http://") || start.startsWith("https://");
}

// What a list or a script puts around an address: quotes, angle brackets, a comma behind it.
std::string_view withoutWrapping(std::string_view line)
{
    if (line.size() > 1 && (line.back() == ',' || line.back() == ';'))
        line = strippedLine(line.substr(0, line.size() - 1));
    constexpr std::array Pairs{"\"\""sv, "''"sv, "<>"sv, "``"sv};
    for (const std::string_view pair : Pairs) {
        if (line.size() > 2 && line.front() == pair[0] && line.back() == pair[1])
            return line.substr(1, line.size() - 2);
    }
    return line;
}

QByteArray bytesOf(std::string_view text) { return {text.data(), qsizetype(text.size())}; }

// All addresses of a line. One that fills the line is taken as it stands, spaces and all: cutting it at the first one
// would lose the values behind it without a word.
QByteArrayList addressesOf(std::string_view line)
{
    const std::string_view bare = withoutWrapping(line);
    const bool hasSecond = bare.find("://"sv, 8) != std::string_view::npos && bare.find_first_of(" \t"sv) != bare.npos;
    if (isWeb(bare) && !hasSecond && bare.find_first_of("\"<>"sv) == std::string_view::npos)
        return {bytesOf(bare)};
    QByteArrayList found;
    for (const QString& url : findUrls(QString::fromUtf8(line.data(), qsizetype(line.size()))))
        found << url.toUtf8();
    return found;
}

} // namespace

std::string_view strippedLine(std::string_view line)
{
    constexpr auto Space = " \t\r\n\v\f"sv;
    line = trimmed(line);
    const std::size_t from = line.find_first_not_of(Space);
    return from == std::string_view::npos ? std::string_view()
                                          : line.substr(from, line.find_last_not_of(Space) + 1 - from);
}

bool isCommentLine(std::string_view line)
{
    line = strippedLine(line);
    return line.starts_with('#') || line.starts_with("//"sv);
}

UrlTable::UrlTable(TextReader::Source source, const Choices& choices)
    : TextTable(Kind::Urls, std::move(source), choices)
    , m_lines(m_text)
{
    m_shape.header = m_request.header();
}

bool UrlTable::next(Row& row)
{
    std::string_view line;
    while (!m_isAtEnd && m_lines.next(line)) {
        line = strippedLine(line);
        if (line.empty() || isCommentLine(line))
            continue;
        read(line);
        row = m_request.row();
        return true;
    }
    if (!m_isAtEnd)
        finish();
    return false;
}

void UrlTable::read(std::string_view line)
{
    const qint64 number = m_lines.number();
    const QString found = excerptOf(line);
    const QByteArrayList addresses = line.size() <= MaxLine ? addressesOf(line) : QByteArrayList();
    if (addresses.size() > 1) {
        m_request.readNothing(number, "url.several",
            Words::tr("Row %1: expected one address, found %2. Give each a line of its own.")
                .arg(number)
                .arg(addresses.size()),
            found);
        return;
    }
    const auto is = addresses.isEmpty() ? RequestRow::Is::Nothing : m_request.read(addresses.first(), number);
    if (is == RequestRow::Is::Nothing) {
        m_request.readNothing(number, "url.not-a-request",
            Words::tr("Row %1: expected the address of a pixel request, found \"%2\". Mend it or take it away.")
                .arg(number)
                .arg(found),
            found);
    } else if (is == RequestRow::Is::OtherEvent) {
        m_request.readNothing(number, "url.other-event",
            Words::tr("Row %1: expected an order (event=tr), found another event. Take the line away.").arg(number),
            found);
    } else {
        m_request.addRepeat();
        m_withEventId += m_request.hasEventId() ? 1 : 0;
    }
}

void UrlTable::finish()
{
    m_isAtEnd = true;
    if (m_withEventId > 0)
        report(0, Severity::Warning, "request.maybe-sent",
            Words::tr("Check: addresses that carry an eventID: %1. They may have been sent already; each becomes a new "
                      "event with an eventID of its own.")
                .arg(m_withEventId));
    reportText();
}

} // namespace rookery::intake
