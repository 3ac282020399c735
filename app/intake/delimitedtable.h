// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/delimited.h"
#include "intake/texttable.h"

namespace rookery::intake {

/// Delimited text as a table: guesses separator, header, number and date style from the first rows. A quote that
/// nothing closes makes one last row, without cells and with an error, as it is an error of the file.
class DelimitedTable final : public TextTable {
public:
    /// `head` are the first bytes of what `source` gives.
    DelimitedTable(TextReader::Source source, std::string_view head, bool headIsWhole, const Choices& choices);

    [[nodiscard]] bool next(Row& row) override;
    [[nodiscard]] qint64 position() const override { return m_rows.position(); }

private:
    [[nodiscard]] static DelimitedReader::Source without(qsizetype lineSize, TextReader& text);
    void guess(std::string_view text, const Choices& choices);
    [[nodiscard]] bool isHeaderAgain() const;

    std::string m_head; // as UTF-8, whole rows
    SeparatorGuess m_separator;
    DelimitedReader m_rows;
    std::vector<std::string> m_headerCells;
    std::vector<RowFinding> m_flaws;
    bool m_isAtEnd = false;
};

} // namespace rookery::intake
