// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/screentable.h"

#include "intake/urltable.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::ScreenTable)
};

using namespace std::string_view_literals;
using pixel::Severity;

constexpr std::size_t SampleRecords = 100;
constexpr std::size_t MaxNames = 1000;
constexpr std::size_t MaxName = 80;
constexpr std::size_t MaxValue = 64UL * 1024; // of what is put together from several lines
constexpr int MaxLateNames = 20;

bool isRule(std::string_view line)
{
    const char sign = line.front();
    if ("-=*_#~"sv.find(sign) == std::string_view::npos)
        return false;
    std::size_t signs = 0;
    for (const char c : line) {
        if (c != sign && c != ' ')
            return false;
        signs += c == sign ? 1U : 0U;
    }
    return signs >= 3;
}

// What an e-mail or a list puts in front of a line.
std::string_view withoutBullet(std::string_view line)
{
    constexpr std::array Bullets{"- "sv, "* "sv, "> "sv, "\xE2\x80\xA2 "sv};
    for (const std::string_view bullet : Bullets) {
        if (line.starts_with(bullet))
            return strippedLine(line.substr(bullet.size()));
    }
    return line;
}

// Where the name ends, or npos: at a colon with space or nothing behind it, else at a tab.
std::size_t endOfName(std::string_view line)
{
    std::size_t colon = line.find(':');
    while (
        colon != std::string_view::npos && colon + 1 < line.size() && line[colon + 1] != ' ' && line[colon + 1] != '\t')
        colon = line.find(':', colon + 1);
    const std::size_t end = std::min(colon, line.find('\t'));
    return end == std::string_view::npos || end == 0 || end > MaxName ? std::string_view::npos : end;
}

} // namespace

bool ScreenRecords::next(std::vector<Line>& record)
{
    record = std::move(m_next);
    m_next.clear();
    m_isUnclear = std::exchange(m_isNextUnclear, false);
    std::string_view line;
    while (m_lines.next(line)) {
        if (takeLine(line, record))
            return true;
    }
    return !record.empty();
}

// Whether the record ends here.
bool ScreenRecords::takeLine(std::string_view whole, std::vector<Line>& record)
{
    const std::string_view line = withoutBullet(strippedLine(whole));
    if (line.empty()) {
        ++m_block;
        return false;
    }
    if (isRule(line))
        return !record.empty();
    const std::size_t end = endOfName(line);
    if (end != std::string_view::npos) {
        const std::string_view value = strippedLine(line.substr(end + 1));
        return takePair(
            {std::string(strippedLine(line.substr(0, end))), std::string(value), m_lines.number(), m_block, false},
            record);
    }
    const bool isIndented = whole.starts_with(' ') || whole.starts_with('\t');
    const bool goesOn = !record.empty() && record.back().block == m_block && (isIndented || record.back().value.empty())
        && record.back().value.size() + line.size() < MaxValue;
    if (goesOn) {
        std::string& value = record.back().value;
        value += value.empty() ? "" : "\n";
        value += line;
    } else {
        m_firstOther = m_others++ == 0 ? m_lines.number() : m_firstOther;
    }
    return false;
}

bool ScreenRecords::takePair(Line line, std::vector<Line>& record)
{
    const auto same
        = std::find_if(record.begin(), record.end(), [&line](const Line& other) { return other.name == line.name; });
    if (same == record.end()) {
        if (m_firstName.empty())
            m_firstName = line.name;
        if (record.size() < MaxNames)
            record.push_back(std::move(line));
        else
            m_firstOther = m_others++ == 0 ? line.number : m_firstOther;
        return false;
    }
    const bool isFirst = same == record.begin() || line.name == m_firstName;
    const bool isEarlier = same->block < m_block;
    if (!isFirst && !isEarlier) {
        line.isAgain = true;
        if (record.size() < MaxNames)
            record.push_back(std::move(line));
        return false;
    }
    // What stands above the line in the same block, but not at the beginning of the record, may belong to either.
    const auto block
        = std::find_if(record.begin(), record.end(), [this](const Line& other) { return other.block == m_block; });
    if (isEarlier && (block != record.end() || !isFirst)) {
        m_isUnclear = true;
        m_isNextUnclear = true;
        std::move(block, record.end(), std::back_inserter(m_next));
        record.erase(block, record.end());
    }
    m_next.push_back(std::move(line));
    return true;
}

ScreenTable::ScreenTable(TextReader::Source source, std::string_view head, bool headIsWhole, const Choices& choices)
    : TextTable(Kind::Screen, std::move(source), choices)
    , m_records(m_text)
{
    guessEncodingOf(head, headIsWhole, choices);
    // The names of the first records are the columns, so those are read twice: first for the names.
    TextReader text(sourceOf(head), choices.encoding);
    ScreenRecords records(text);
    std::vector<std::vector<ScreenRecords::Line>> first;
    for (std::vector<ScreenRecords::Line> record; first.size() < SampleRecords && records.next(record);) {
        for (const ScreenRecords::Line& line : record) {
            if (m_columns.size() >= MaxNames || !m_columns.emplace(line.name, int(m_columns.size())).second)
                continue;
            m_shape.header << QString::fromUtf8(line.name.data(), qsizetype(line.name.size()));
        }
        first.push_back(std::move(record));
    }
    for (const std::vector<ScreenRecords::Line>& record : first) {
        std::vector<std::string> cells(m_columns.size());
        for (const ScreenRecords::Line& line : record) {
            const auto column = m_columns.find(line.name);
            if (column != m_columns.end() && !line.isAgain)
                cells[std::size_t(column->second)] = line.value;
        }
        m_shape.sample.push_back(std::move(cells));
    }
    guessStyles(choices);
}

bool ScreenTable::next(Row& row)
{
    if (!m_isAtEnd && m_records.next(m_record)) {
        give(row);
        return true;
    }
    if (!m_isAtEnd)
        finish();
    return false;
}

void ScreenTable::give(Row& row)
{
    const qint64 number = m_record.front().number;
    m_flaws.clear();
    m_cells.assign(m_columns.size(), {});
    for (const ScreenRecords::Line& line : m_record) {
        const auto column = m_columns.find(line.name);
        const QString name = QString::fromUtf8(line.name.data(), qsizetype(line.name.size()));
        if (column == m_columns.end()) {
            if (m_lateNames++ < MaxLateNames)
                report(line.number, Severity::Warning, "table.late-name",
                    Words::tr("Check: \"%1\" appears in row %2 for the first time and is left out.")
                        .arg(name)
                        .arg(line.number));
        } else if (line.isAgain) {
            m_flaws.push_back(flawOf(m_shape, number, column->second, Severity::Error, "table.twice",
                Words::tr("Row %1: \"%2\" stands there twice, again in row %3. Take one away.")
                    .arg(number)
                    .arg(name)
                    .arg(line.number)));
            m_flaws.back().found = excerptOf(line.value);
        } else {
            m_cells[std::size_t(column->second)] = line.value;
        }
    }
    if (m_records.isUnclear())
        m_flaws.push_back(flawOf(m_shape, number, -1, Severity::Error, "screen.unclear",
            Words::tr("Row %1: it is not clear where this record ends and the next one begins. Put a line of dashes "
                      "between them.")
                .arg(number)));
    row = {number, m_cells, {}, m_flaws, false};
}

void ScreenTable::finish()
{
    m_isAtEnd = true;
    if (m_records.others() > 0)
        report(m_records.firstOther(), Severity::Warning, "screen.other-lines",
            Words::tr("Check: lines that are no name with a value and are left out: %1, the first is row %2.")
                .arg(m_records.others())
                .arg(m_records.firstOther()));
    reportText();
}

} // namespace rookery::intake
