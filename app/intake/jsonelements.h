// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/textencoding.h"

#include <vector>

namespace rookery::intake {

/// Where in a JSON document the rows stand: the dotted name of an array, or the document itself.
struct JsonPlace {
    bool isArray = false;
    std::string path;
};

/// Cuts a JSON document into the elements of one array, as text, without looking into them: only quotes and brackets
/// count. Each is parsed by itself, so that a broken one sinks no other, and memory is that of the largest.
class JsonElements final {
public:
    JsonElements(TextReader& text, JsonPlace place) : m_text(text), m_place(std::move(place)) { }

    /// False at the end of the array, and where brackets and commas make no sense (isBroken()).
    [[nodiscard]] bool next(std::string& element);
    [[nodiscard]] bool isBroken() const { return m_isBroken; }
    /// Bytes of text that have been gone through.
    [[nodiscard]] qint64 position() const { return m_before + qint64(m_at); }

private:
    struct Level {
        bool isArray = false;
        std::size_t pathSize = 0;
    };

    [[nodiscard]] int peek();
    int take();
    int peekBehindSpace();
    [[nodiscard]] bool isBrokenNow();
    [[nodiscard]] bool findPlace();
    [[nodiscard]] bool takeString(std::string& to);
    [[nodiscard]] bool takeValue(std::string& to);

    TextReader& m_text;
    JsonPlace m_place;
    std::string m_buffer;
    std::size_t m_at = 0;
    qint64 m_before = 0;
    bool m_isAtPlace = false;
    bool m_isAtEnd = false;
    bool m_isBroken = false;
};

} // namespace rookery::intake
