// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/linereader.h"
#include "intake/requestrow.h"
#include "intake/texttable.h"

namespace rookery::intake {

/// Addresses of pixel requests, one a line, bare or in quotes or markup. Blank lines and comments (`#`, `//`) are
/// passed over; any other line is a row, with an error where it is no such address. Rows are the lines.
class UrlTable final : public TextTable {
public:
    UrlTable(TextReader::Source source, const Choices& choices);

    [[nodiscard]] bool next(Row& row) override;
    [[nodiscard]] qint64 position() const override { return m_lines.position(); }

private:
    void read(std::string_view line);
    void finish();

    LineReader m_lines;
    RequestRow m_request;
    qint64 m_withEventId = 0;
    bool m_isAtEnd = false;
};

/// The line without white space around it.
[[nodiscard]] std::string_view strippedLine(std::string_view line);
/// `# ...` and `// ...`.
[[nodiscard]] bool isCommentLine(std::string_view line);

} // namespace rookery::intake
