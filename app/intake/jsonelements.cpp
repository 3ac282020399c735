// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/jsonelements.h"

#include <algorithm>

namespace rookery::intake {

namespace {

constexpr std::size_t BufferSize = 64UL * 1024;
constexpr std::size_t MaxElement = 64UL * 1024 * 1024;
constexpr std::size_t MaxDepth = 100;
constexpr int End = -1;

} // namespace

int JsonElements::peek()
{
    if (m_at == m_buffer.size()) {
        m_before += qint64(m_buffer.size());
        m_at = 0;
        m_buffer.resize(BufferSize);
        m_buffer.resize(std::size_t(m_text.read(m_buffer.data(), BufferSize)));
    }
    return m_buffer.empty() ? End : static_cast<unsigned char>(m_buffer[m_at]);
}

int JsonElements::take()
{
    const int c = peek();
    if (c != End)
        ++m_at;
    return c;
}

int JsonElements::peekBehindSpace()
{
    while (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n')
        ++m_at;
    return peek();
}

bool JsonElements::isBrokenNow()
{
    m_isBroken = true;
    m_isAtEnd = true;
    return false;
}

// From the opening quote to the closing one, both included, escapes as they stand.
bool JsonElements::takeString(std::string& to)
{
    to += char(take());
    for (;;) {
        const int c = take();
        if (c == End || to.size() > MaxElement)
            return false;
        to += char(c);
        if (c == '"')
            return true;
        if (c == '\\') {
            const int escaped = take();
            if (escaped == End)
                return false;
            to += char(escaped);
        }
    }
}

// One value with all that is in it.
bool JsonElements::takeValue(std::string& to)
{
    std::size_t depth = 0;
    for (;;) {
        const int c = depth == 0 && to.empty() ? peekBehindSpace() : peek();
        if (c == End || to.size() > MaxElement)
            return depth == 0 && !to.empty();
        if (c == '"') {
            if (!takeString(to))
                return false;
            if (depth == 0)
                return true;
            continue;
        }
        const bool opens = c == '{' || c == '[';
        const bool closes = c == '}' || c == ']';
        // A number or a word ends where something else begins.
        if (depth == 0 && (closes || c == ',' || c <= ' ' || (opens && !to.empty())))
            return !to.empty();
        to += char(take());
        depth += opens ? 1U : 0U;
        depth -= closes ? 1U : 0U;
        if (closes && depth == 0)
            return true;
    }
}

// To behind the bracket that opens the array.
bool JsonElements::findPlace()
{
    std::vector<Level> levels;
    std::size_t arrays = 0;
    std::string path;
    std::string word;
    bool wantsKey = false;
    for (;;) {
        const int c = peekBehindSpace();
        if (c == End || levels.size() > MaxDepth)
            return false;
        if (c == '"') {
            word.clear();
            if (!takeString(word))
                return false;
            if (wantsKey && !levels.empty()) {
                path.resize(levels.back().pathSize);
                if (!path.empty())
                    path += '.';
                path.append(word, 1, word.size() - 2);
            }
            wantsKey = false;
            continue;
        }
        (void)take();
        if (c == '[' && arrays == 0 && path == m_place.path)
            return true;
        if (c == '{' || c == '[') {
            levels.push_back({c == '[', path.size()});
            arrays += c == '[' ? 1U : 0U;
            wantsKey = c == '{';
        } else if (c == '}' || c == ']') {
            if (levels.empty())
                return false;
            path.resize(std::min(path.size(), levels.back().pathSize));
            arrays -= levels.back().isArray ? 1U : 0U;
            levels.pop_back();
            wantsKey = false;
        } else if (c == ',') {
            wantsKey = !levels.empty() && !levels.back().isArray;
        }
    }
}

bool JsonElements::next(std::string& element)
{
    element.clear();
    if (m_isAtEnd)
        return false;
    if (!m_place.isArray) {
        if (m_isAtPlace) {
            m_isAtEnd = true;
            return peekBehindSpace() == End ? false : isBrokenNow();
        }
        m_isAtPlace = true;
        if (peekBehindSpace() == End) {
            m_isAtEnd = true;
            return false;
        }
        return takeValue(element) || isBrokenNow();
    }
    if (!m_isAtPlace) {
        m_isAtPlace = true;
        if (!findPlace())
            return isBrokenNow();
        if (peekBehindSpace() == ']') {
            m_isAtEnd = true;
            return false;
        }
    } else {
        const int c = peekBehindSpace();
        if (c == ']') {
            m_isAtEnd = true;
            return false;
        }
        if (c != ',')
            return isBrokenNow();
        (void)take();
    }
    return takeValue(element) || isBrokenNow();
}

} // namespace rookery::intake
