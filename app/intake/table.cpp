// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/table.h"

#include <QCoreApplication>

#include <algorithm>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::Table)
};

constexpr std::size_t BlockSize = 1024UL * 1024;
constexpr std::size_t MaxPrefix = 10; // bytes of a 64-bit size, seven bits each

void appendSize(std::string& to, std::size_t size)
{
    for (; size >= 0x80; size >>= 7U)
        to += static_cast<char>(0x80U | (size & 0x7FU));
    to += static_cast<char>(size);
}

std::size_t takeSize(const char*& at)
{
    std::size_t size = 0;
    for (unsigned shift = 0;; shift += 7) {
        const auto byte = static_cast<unsigned char>(*at++);
        size |= std::size_t(byte & 0x7FU) << shift;
        if (byte < 0x80)
            return size;
    }
}

} // namespace

QString kindText(Kind kind)
{
    switch (kind) {
    case Kind::Delimited:
        return Words::tr("delimited text");
    case Kind::HtmlTable:
        return Words::tr("a table of a web page");
    case Kind::Json:
        return Words::tr("JSON");
    case Kind::JsonLines:
        return Words::tr("JSON lines");
    case Kind::Urls:
        return Words::tr("addresses, one a line");
    case Kind::AccessLog:
        return Words::tr("a web server's log");
    case Kind::Har:
        return Words::tr("a HAR file");
    case Kind::Commands:
        return Words::tr("commands");
    case Kind::Screen:
        return Words::tr("names and values");
    case Kind::Xlsx:
        return Words::tr("a spreadsheet");
    }
    Q_UNREACHABLE();
}

void Table::append(const Row& row)
{
    std::size_t needed = MaxPrefix;
    for (const std::string_view cell : row.cells)
        needed += cell.size() + MaxPrefix;
    if (m_blocks.empty() || m_blocks.back().capacity() - m_blocks.back().size() < needed) {
        m_blocks.emplace_back();
        m_blocks.back().reserve(std::max(BlockSize, needed));
    }
    std::string& block = m_blocks.back();
    const std::size_t at = block.size();
    appendSize(block, row.cells.size());
    for (const std::string_view cell : row.cells) {
        appendSize(block, cell.size());
        block += cell;
    }
    m_rows.push_back({row.number, block.data() + at});
}

qsizetype Table::indexOf(qint64 number) const
{
    const auto at = std::lower_bound(
        m_rows.begin(), m_rows.end(), number, [](const Place& place, qint64 n) { return place.number < n; });
    return at != m_rows.end() && at->number == number ? qsizetype(at - m_rows.begin()) : -1;
}

std::vector<std::string_view> Table::cellsAt(qsizetype index) const
{
    const char* at = m_rows[std::size_t(index)].at;
    std::vector<std::string_view> cells(takeSize(at));
    for (std::string_view& cell : cells) {
        const std::size_t size = takeSize(at);
        cell = {at, size};
        at += size;
    }
    return cells;
}

QString Table::cellAt(qsizetype index, int column) const
{
    const std::vector<std::string_view> cells = cellsAt(index);
    if (column < 0 || std::size_t(column) >= cells.size())
        return {};
    const std::string_view cell = cells[std::size_t(column)];
    return QString::fromUtf8(cell.data(), qsizetype(cell.size()));
}

} // namespace rookery::intake
