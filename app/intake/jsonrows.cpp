// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/jsonrows.h"

namespace rookery::intake {

namespace {

// A document that goes deeper, or has more names in a row, is no table of orders.
constexpr std::size_t MaxDepth = 100;
constexpr std::size_t MaxNames = 1000;

} // namespace

void JsonRows::learn(const std::string& name)
{
    m_columns.emplace(name, int(m_names.size()));
    m_names.push_back(name);
}

void JsonRows::clear()
{
    m_levels.clear();
    m_path.clear();
    m_isObject = false;
    m_text.clear();
    m_spans.assign(m_names.size(), {});
    m_twice.clear();
    m_expected = 0;
}

const std::vector<std::string_view>& JsonRows::cells()
{
    m_cells.clear();
    for (const Span& span : m_spans)
        m_cells.push_back(std::string_view(m_text).substr(span.at, span.size));
    return m_cells;
}

void JsonRows::appendName(std::string_view name)
{
    if (!m_path.empty())
        m_path += '.';
    m_path += name;
}

bool JsonRows::Key(const char* s, unsigned size, bool /*copy*/)
{
    m_path.resize(m_levels.back().pathSize);
    appendName({s, size});
    return true;
}

// An array's element has its index for a name.
void JsonRows::enterElement()
{
    if (m_levels.empty() || !m_levels.back().isArray)
        return;
    m_path.resize(m_levels.back().pathSize);
    appendName(std::to_string(m_levels.back().count++));
}

bool JsonRows::start(bool isArray)
{
    enterElement();
    if (m_levels.size() >= MaxDepth)
        return false;
    if (m_levels.empty())
        m_isObject = !isArray;
    m_levels.push_back({isArray, m_path.size(), 0});
    return true;
}

bool JsonRows::end()
{
    m_path.resize(m_levels.back().pathSize);
    m_levels.pop_back();
    return true;
}

int JsonRows::columnOf(const std::string& name)
{
    if (m_expected < m_names.size() && m_names[m_expected] == name)
        return int(m_expected);
    if (const auto known = m_columns.find(name); known != m_columns.end())
        return known->second;
    if (m_isLearning && m_names.size() < MaxNames) {
        learn(name);
        return int(m_names.size()) - 1;
    }
    // Not for ever: a file may give every row names of its own.
    if (m_knownLate.size() < MaxNames && m_knownLate.insert(name).second)
        m_lateNames.push_back(name);
    return -1;
}

bool JsonRows::scalar(std::string_view text)
{
    enterElement();
    const int column = m_isObject ? columnOf(m_path) : -1;
    if (column < 0)
        return true;
    m_expected = std::size_t(column) + 1;
    if (m_spans.size() < m_expected)
        m_spans.resize(m_expected);
    Span& span = m_spans[std::size_t(column)];
    if (span.isSet) {
        m_twice.push_back(column);
        return true;
    }
    span = {m_text.size(), text.size(), true};
    m_text += text;
    return true;
}

} // namespace rookery::intake
