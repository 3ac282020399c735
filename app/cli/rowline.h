// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/rowimport.h"

#include <string>
#include <string_view>
#include <vector>

namespace rookery::cli {

/// `{"fields": ..., "findings": [...], "row": 2, "state": "ready", "transactionId": "A-1"}`, as it is printed.
[[nodiscard]] QJsonObject rowJson(const engine::ImportedRow& row);

/// Writes the lines of rows without a flaw straight from their bytes: the same bytes that rowJson() would print.
class PlainRowLine final {
public:
    /// Of one import: what no column gives is the same in all of its rows.
    explicit PlainRowLine(const intake::Mapping& mapping) : m_mapping(mapping) { }

    /// Behind what `to` has, with its end of line.
    void append(std::string& to, const engine::PlainRow& row);

private:
    /// The value of a column, and what goes before it. Each member has its comma in front.
    struct Part {
        std::string text; ///< members that are the same in all rows
        std::string name; ///< `,"revenue":`
        std::size_t field = 0;
    };

    void prepare(const intake::RowCheck::Values& values);

    intake::Mapping m_mapping;
    std::vector<Part> m_parts; // in the order of their names, as all objects are written
    std::string m_line;        // where a row is put together; as long as the longest was
    std::string m_rest;        // members behind the last one, the same in all rows
};

/// A string as JSON has it, in quotes. `text` is UTF-8.
void appendJsonString(std::string& to, std::string_view text);

} // namespace rookery::cli
