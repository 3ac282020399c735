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

// The same, and nothing of it is kept, not even for as long as it is gone through.
bool JsonElements::passString()
{
    (void)take();
    for (;;) {
        const int c = take();
        if (c == End)
            return false;
        if (c == '"')
            return true;
        if (c == '\\' && take() == End)
            return false;
    }
}

bool JsonElements::passValue()
{
    std::size_t depth = 0;
    bool hasStarted = false;
    for (;;) {
        const int c = hasStarted ? peek() : peekBehindSpace();
        if (c == End)
            return depth == 0 && hasStarted;
        if (c == '"' && (depth > 0 || !hasStarted)) {
            if (!passString())
                return false;
            hasStarted = true;
            if (depth == 0)
                return true;
            continue;
        }
        const bool opens = c == '{' || c == '[';
        const bool closes = c == '}' || c == ']';
        if (depth == 0 && (closes || c == ',' || c <= ' ' || c == '"' || (opens && hasStarted)))
            return hasStarted;
        (void)take();
        hasStarted = true;
        depth += opens ? 1U : 0U;
        depth -= closes ? 1U : 0U;
        if (closes && depth == 0)
            return true;
    }
}

// An object, member by member; only those that are wanted are copied.
bool JsonElements::takeKept(std::string& to, const std::string& path)
{
    to += char(take());
    std::string key;
    for (bool isFirst = true;; isFirst = false) {
        int c = peekBehindSpace();
        if (c == '}') {
            to += char(take());
            return true;
        }
        if (!isFirst) {
            if (c != ',')
                return false;
            to += char(take());
            c = peekBehindSpace();
        }
        key.clear();
        if (c != '"' || !takeString(key) || peekBehindSpace() != ':')
            return false;
        (void)take();
        const std::string name = path + (path.empty() ? "" : ".") + key.substr(1, key.size() - 2);
        const bool isKept = std::find(m_kept.begin(), m_kept.end(), name) != m_kept.end();
        if (!isKept) {
            to += "\"\":null";
            if (!passValue())
                return false;
            continue;
        }
        to += key;
        to += ':';
        // What holds names of its own is gone into; it is never deep, as every step has been asked for.
        std::string value;
        const bool isObject = peekBehindSpace() == '{';
        const bool isWhole = peekBehindSpace() == '[' ? passValue()
            : isObject                                ? takeKept(value, name)
                                                      : takeValue(value);
        if (!isWhole)
            return false;
        to += value.empty() ? "null" : value;
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
    if (m_kept.empty())
        return takeValue(element) || isBrokenNow();
    if (peekBehindSpace() == '{')
        return takeKept(element, {}) || isBrokenNow();
    element = "null";
    return passValue() || isBrokenNow();
}

} // namespace rookery::intake
