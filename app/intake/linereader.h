// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/textencoding.h"

namespace rookery::intake {

/// Text a line at a time; lines end with LF or CRLF and count from 1. Memory is that of the longest line.
class LineReader final {
public:
    explicit LineReader(TextReader& text) : m_text(text) { }

    /// False at the end. The view is good until the next call.
    [[nodiscard]] bool next(std::string_view& line);
    [[nodiscard]] qint64 number() const { return m_number; }
    [[nodiscard]] qint64 position() const { return m_before + qint64(m_at); }

private:
    TextReader& m_text;
    std::string m_buffer;
    std::size_t m_at = 0; // where the next line starts
    qint64 m_before = 0;  // bytes that have left the buffer
    qint64 m_number = 0;
    bool m_isAtEnd = false;
};

} // namespace rookery::intake
