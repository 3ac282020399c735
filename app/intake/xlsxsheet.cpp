// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/xlsxsheet.h"

#include <algorithm>
#include <charconv>

namespace rookery::intake {

namespace {

using namespace std::string_view_literals;
using Token = XlsxXml::Token;

constexpr std::size_t MaxNamed = 20; // of what is listed for people

template <typename Number>
std::optional<Number> numberOf(std::string_view text)
{
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

bool isTrue(std::string_view value) { return value == "1"sv || value == "true"sv; }

std::string_view trimmedXml(std::string_view text)
{
    constexpr auto Space = " \t\r\n"sv;
    const std::size_t first = text.find_first_not_of(Space);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(Space) - first + 1);
}

// The decimals of a number that is written as it is shown, but for zeros that are missing; -1: look closer.
int decimalsOf(std::string_view text)
{
    constexpr std::size_t Most = 15; // digits
    std::size_t i = text.starts_with('-') ? 1 : 0;
    const std::size_t start = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9')
        ++i;
    const std::size_t whole = i - start;
    const bool isCanonical = whole == 1 || (whole > 1 && text[start] != '0');
    if (!isCanonical || whole > Most)
        return -1;
    if (i == text.size())
        return 0;
    if (text[i++] != '.')
        return -1;
    const std::size_t first = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9')
        ++i;
    const std::size_t decimals = i - first;
    // A minus zero and zeros at the end are rare enough to be looked at closely.
    return i == text.size() && decimals > 0 && whole + decimals <= Most && text.back() != '0' ? int(decimals) : -1;
}

} // namespace

std::string xlsxColumnName(int column)
{
    std::string name;
    for (int n = column + 1; n > 0; n = (n - 1) / 26)
        name.insert(name.begin(), char('A' + (n - 1) % 26));
    return name;
}

XlsxSheet::XlsxSheet(TextReader::Source source, const XlsxBook& book) : m_book(book), m_xml(std::move(source)) { }

bool XlsxSheet::next()
{
    while (m_end == End::None) {
        const Token token = m_xml.next();
        if (token == Token::Finish)
            return false;
        if (token == Token::End && m_xml.depth() == 1)
            m_isInData = false;
        if (token != Token::Start)
            continue;
        if (m_isInData && m_xml.depth() == 3 && m_xml.name() == "row"sv) {
            if (readRow())
                return true;
        } else {
            startElement();
        }
    }
    return false;
}

void XlsxSheet::startElement()
{
    const std::string_view name = m_xml.name();
    if (m_xml.depth() == 1) {
        if (name != "worksheet"sv)
            m_end = End::NoSheet;
    } else if (m_xml.depth() == 2 && name == "sheetData"sv) {
        m_isInData = true;
    } else if (name == "col"sv && isTrue(m_xml.attribute("hidden"sv))) {
        const auto first = numberOf<int>(m_xml.attribute("min"sv));
        const auto last = numberOf<int>(m_xml.attribute("max"sv));
        if (first && last && *first >= 1 && *last >= *first && m_hiddenColumns.size() < std::size_t(MaxColumns))
            m_hiddenColumns.push_back({*first - 1, std::min(*last, MaxColumns) - 1});
    } else if (name == "mergeCell"sv) {
        ++m_mergedCount;
        if (m_mergedCells.size() < MaxNamed)
            m_mergedCells.emplace_back(m_xml.attribute("ref"sv));
    }
}

bool XlsxSheet::readRow()
{
    // A row without a number is the one behind the last.
    const std::string_view written = m_xml.attribute("r"sv);
    m_number = written.empty() ? m_lastNumber + 1 : numberOf<qint64>(written).value_or(0);
    if (m_number > MaxRows) {
        m_end = End::RowBeyondLast;
        return false;
    }
    if (m_number <= m_lastNumber) {
        ++m_misplacedCount;
        if (m_misplacedRows.size() < MaxNamed)
            m_misplacedRows.push_back(m_number);
        m_xml.skip();
        return false;
    }
    m_lastNumber = m_number;
    m_isHidden = isTrue(m_xml.attribute("hidden"sv));
    m_nextColumn = 0;
    m_text.clear();
    m_flaws.clear();
    std::fill_n(m_cells.begin(), m_reached, Cell{});
    std::fill_n(m_places.begin(), m_reached, Place{});
    std::fill_n(m_isTaken.begin(), m_reached, false);
    m_reached = 0;

    const std::size_t inside = m_xml.depth();
    for (;;) {
        const Token token = m_xml.next();
        if (token == Token::Start) {
            if (m_xml.name() == "c"sv)
                readCell();
            else
                m_xml.skip();
            if (m_text.size() > MaxRowText) {
                m_end = End::RowTooLong;
                return false;
            }
        } else if (token == Token::End && m_xml.depth() < inside) {
            break;
        } else if (token == Token::Finish) {
            return false; // half a row is none
        }
    }
    m_width = 0;
    for (std::size_t i = 0; i < m_reached; ++i) {
        if (m_places[i].size > 0)
            m_cells[i].text = std::string_view(m_text).substr(m_places[i].at, m_places[i].size);
        if (!m_cells[i].text.empty())
            m_width = i + 1;
    }
    return m_width > 0 || !m_flaws.empty();
}

// From 0; -1: `reference` is none of this row.
int XlsxSheet::columnOf(std::string_view reference) const
{
    int column = 0;
    std::size_t i = 0;
    for (; i < reference.size() && i < 4 && reference[i] >= 'A' && reference[i] <= 'Z'; ++i)
        column = column * 26 + (reference[i] - 'A' + 1);
    if (column == 0 || column > MaxColumns || numberOf<qint64>(reference.substr(i)) != m_number)
        return -1;
    return column - 1;
}

void XlsxSheet::report(int column, XlsxFlaw flaw, std::string_view stored)
{
    m_flaws.push_back({column, flaw, std::string(stored)});
}

void XlsxSheet::readCell()
{
    const std::string_view reference = m_xml.attribute("r"sv);
    const int column = reference.empty() ? m_nextColumn : columnOf(reference);
    if (column < 0 || column >= MaxColumns) {
        report(-1, XlsxFlaw::NoReference, reference);
        m_xml.skip();
        return;
    }
    m_nextColumn = column + 1;
    m_type = m_xml.attribute("t"sv);
    const std::size_t style = numberOf<std::size_t>(m_xml.attribute("s"sv)).value_or(0);
    if (m_cells.size() <= std::size_t(column)) {
        m_cells.resize(std::size_t(column) + 1);
        m_places.resize(m_cells.size());
        m_isTaken.resize(m_cells.size());
    }
    m_reached = std::max(m_reached, std::size_t(column) + 1);

    m_value.clear();
    bool hasFormula = false;
    const std::size_t inside = m_xml.depth();
    for (;;) {
        const Token token = m_xml.next();
        if (token == Token::Start) {
            if (m_xml.name() == "v"sv) {
                m_value.clear();
                m_xml.readText(m_value);
            } else if (m_xml.name() == "is"sv) {
                m_value.clear();
                readXlsxText(m_xml, m_value);
            } else {
                hasFormula = hasFormula || m_xml.name() == "f"sv;
                m_xml.skip();
            }
        } else if (token == Token::Finish || (token == Token::End && m_xml.depth() < inside)) {
            break;
        }
    }
    if (m_value.empty() && !hasFormula)
        return;
    if (m_isTaken[std::size_t(column)]) {
        report(column, XlsxFlaw::Twice, m_value);
        return;
    }
    m_isTaken[std::size_t(column)] = true;
    takeValue(column, m_type, style, hasFormula);
}

void XlsxSheet::takeValue(int column, std::string_view type, std::size_t style, bool hasFormula)
{
    const Type textType = m_book.isMarkedText(style) && !hasFormula ? Type::Marked : Type::Text;
    if (type == "s"sv) {
        const auto index = numberOf<std::size_t>(trimmedXml(m_value));
        if (index && *index < m_book.strings().size())
            m_cells[std::size_t(column)] = {m_book.strings().at(*index), textType};
        else
            report(column, XlsxFlaw::NoString, m_value);
    } else if (type == "inlineStr"sv) {
        takeText(column, m_value, textType);
    } else if (type == "str"sv) {
        resolveXlsxEscapes(m_value, 0);
        takeText(column, m_value, textType);
    } else if (type == "b"sv) {
        takeText(column, isTrue(trimmedXml(m_value)) ? "TRUE"sv : "FALSE"sv, Type::Other);
    } else if (type == "e"sv) {
        takeText(column, m_value, Type::Other);
        report(column, XlsxFlaw::ErrorValue, m_value);
    } else if (type == "d"sv) {
        takeDate(column);
    } else if (m_value.empty() && hasFormula) {
        report(column, XlsxFlaw::NoResult, {});
    } else {
        takeNumber(column, m_book.format(style));
    }
}

void XlsxSheet::takeText(int column, std::string_view text, Type type)
{
    m_places[std::size_t(column)] = {m_text.size(), text.size()};
    m_cells[std::size_t(column)].type = type;
    m_text += text;
}

void XlsxSheet::takeNumber(int column, const XlsxFormat& format)
{
    const std::string_view stored = trimmedXml(m_value);
    // Most numbers are as they are shown, but for zeros behind them.
    const int decimals = format.plainDecimals() >= 0 ? decimalsOf(stored) : -1;
    if (decimals >= 0 && decimals <= format.plainDecimals() && stored != "-0"sv
        && !(format.hasRemarks() && stored.starts_with('-'))) {
        const bool hasRemarks = format.hasRemarks() && stored.find_first_of("123456789"sv) != std::string_view::npos;
        if (hasRemarks) {
            std::string number(stored);
            if (!format.isGeneral() && decimals < format.plainDecimals()) {
                number += decimals == 0 ? "."sv : ""sv;
                number.append(std::size_t(format.plainDecimals() - decimals), '0');
            }
            takeText(column, format.withRemarks(number), Type::Number);
            return;
        }
        takeText(column, stored, Type::Number);
        if (!format.isGeneral() && decimals < format.plainDecimals()) {
            const auto missing = std::size_t(format.plainDecimals() - decimals);
            if (decimals == 0)
                m_text += '.';
            m_text.append(missing, '0');
            m_places[std::size_t(column)].size += missing + (decimals == 0 ? 1 : 0);
        }
        return;
    }
    const XlsxShown shown = format.show(stored, m_book.is1904());
    takeText(column, shown.text, shown.isDate ? Type::Date : shown.isNumber ? Type::Number : Type::Other);
    if (shown.flaw != XlsxFlaw::None)
        report(column, shown.flaw, stored);
}

// ISO 8601, as strict files have it: `2026-11-23T10:42:00`, with parts of seconds or without.
void XlsxSheet::takeDate(int column)
{
    std::string text(trimmedXml(m_value));
    if (const std::size_t sign = text.find('T'); sign != std::string::npos)
        text[sign] = ' ';
    if (const std::size_t point = text.find('.'); point != std::string::npos) {
        const std::size_t end = std::min(text.find_first_not_of("0123456789"sv, point + 1), text.size());
        if (text.find_first_not_of('0', point + 1) >= end)
            text.erase(point, end - point);
    }
    takeText(column, text, Type::Date);
}

} // namespace rookery::intake
