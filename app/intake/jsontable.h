// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/jsonelements.h"
#include "intake/jsonrows.h"
#include "intake/linereader.h"
#include "intake/opening.h"

namespace rookery::intake {

/// JSON (the array that holds the most objects, however deep it stands; or one object) and JSON lines as a table. The
/// columns are the dotted names of the first objects. Rows count from 1, those of JSON lines are the lines. What is no
/// object is a row all the same, with an error and no cells: whoever counts finds every line.
class JsonTable final : public RowReader {
public:
    /// `head` are the first bytes of what `source` gives; `kind` is Json or JsonLines.
    JsonTable(TextReader::Source source, std::string_view head, bool headIsWhole, Kind kind, const Choices& choices);

    [[nodiscard]] bool next(Row& row) override;
    [[nodiscard]] qint64 position() const override
    {
        return m_shape.kind == Kind::JsonLines ? m_lines.position() : m_elements.position();
    }

private:
    [[nodiscard]] bool nextElement();
    void give(Row& row);
    void giveBroken(Row& row, const char* code, const QString& sentence);
    void finish();
    void report(qint64 number, pixel::Severity severity, const char* code, const QString& sentence);

    TextReader m_text;
    LineReader m_lines;
    JsonElements m_elements;
    JsonRows m_rows;
    std::string m_element;
    qint64 m_number = 0;
    std::vector<RowFinding> m_flaws;
    bool m_isAtEnd = false;
};

} // namespace rookery::intake
