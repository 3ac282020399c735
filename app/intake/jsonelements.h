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
    /// `kept`: dotted names within an element; the values of all others are gone through, left out, and stand as
    /// `null`. A list has no names, so one that is not kept is left out whole. Empty: everything is kept.
    JsonElements(TextReader& text, JsonPlace place, std::vector<std::string> kept = {})
        : m_text(text)
        , m_place(std::move(place))
        , m_kept(std::move(kept))
    {
    }

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
    [[nodiscard]] bool takeKept(std::string& to, const std::string& path);
    [[nodiscard]] bool passValue();
    [[nodiscard]] bool passString();

    TextReader& m_text;
    JsonPlace m_place;
    std::vector<std::string> m_kept;
    std::string m_buffer;
    std::size_t m_at = 0;
    qint64 m_before = 0;
    bool m_isAtPlace = false;
    bool m_isAtEnd = false;
    bool m_isBroken = false;
};

} // namespace rookery::intake
