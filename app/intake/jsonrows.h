// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace rookery::intake {

/// Takes the events of a JSON parser and makes one row of a document. What is nested gets a dotted name, `order.no`,
/// `items.0.sku`; the text of a number is kept as it stands. Knows nothing of the parser: its functions are those that
/// RapidJSON's handlers have.
class JsonRows final {
public:
    /// Makes a column of a name.
    void learn(const std::string& name);
    /// While it is set, names that are new become columns; afterwards they are left out and said.
    void setLearning(bool isLearning) { m_isLearning = isLearning; }
    [[nodiscard]] const std::vector<std::string>& names() const { return m_names; }

    /// Before each document.
    void clear();
    /// The document is an object; nothing else is a row.
    [[nodiscard]] bool isObject() const { return m_isObject; }
    [[nodiscard]] const std::vector<std::string_view>& cells();
    /// Columns that the row has twice; the first value is the one it keeps.
    [[nodiscard]] const std::vector<int>& twice() const { return m_twice; }
    /// Names that came too late to be columns, each once, since this was asked last.
    [[nodiscard]] std::vector<std::string> takeLateNames() { return std::exchange(m_lateNames, {}); }

    // A parser's events; each says whether to go on.
    // NOLINTBEGIN(*-identifier-naming)
    bool Null() { return scalar({}); }
    bool Bool(bool b) { return scalar(b ? "true" : "false"); }
    bool Int(int i) { return scalar(std::to_string(i)); }
    bool Uint(unsigned i) { return scalar(std::to_string(i)); }
    bool Int64(std::int64_t i) { return scalar(std::to_string(i)); }
    bool Uint64(std::uint64_t i) { return scalar(std::to_string(i)); }
    bool Double(double d) { return scalar(std::to_string(d)); }
    bool RawNumber(const char* s, unsigned size, bool /*copy*/) { return scalar({s, size}); }
    bool String(const char* s, unsigned size, bool /*copy*/) { return scalar({s, size}); }
    bool Key(const char* s, unsigned size, bool copy);
    bool StartObject() { return start(false); }
    bool EndObject(unsigned /*count*/) { return end(); }
    bool StartArray() { return start(true); }
    bool EndArray(unsigned /*count*/) { return end(); }
    // NOLINTEND(*-identifier-naming)

private:
    struct Level {
        bool isArray = false;
        std::size_t pathSize = 0;
        qint64 count = 0;
    };
    struct Span {
        std::size_t at = 0;
        std::size_t size = 0;
        bool isSet = false;
    };

    bool scalar(std::string_view text);
    bool start(bool isArray);
    bool end();
    void enterElement();
    void appendName(std::string_view name);
    [[nodiscard]] int columnOf(const std::string& name);

    bool m_isLearning = true;
    std::vector<std::string> m_names;
    std::unordered_map<std::string, int> m_columns;
    std::vector<std::string> m_lateNames;
    std::unordered_set<std::string> m_knownLate;

    std::vector<Level> m_levels;
    std::string m_path; // of the value at hand
    bool m_isObject = false;

    std::string m_text;
    std::vector<Span> m_spans;
    std::vector<int> m_twice;
    std::size_t m_expected = 0; // the column that is probably next: rows are mostly alike
    std::vector<std::string_view> m_cells;
};

} // namespace rookery::intake
