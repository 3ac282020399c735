// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/linereader.h"
#include "intake/texttable.h"

#include <map>

namespace rookery::intake {

/// Cuts text of `Name: value` lines into records. One begins behind a rule (`-----`) and where its first name comes
/// again; and with a block (blank lines part them) in which any name comes again that an earlier block has. Where the
/// last leaves a doubt to which of two records a line belongs, both are unclear. A line without a name goes on with the
/// value above if it is indented, or is the value if none stood behind the name.
class ScreenRecords final {
public:
    struct Line {
        std::string name;
        std::string value;
        qint64 number = 0;
        int block = 0;
        bool isAgain = false; ///< the record has the name already, and no new one begins
    };

    explicit ScreenRecords(TextReader& text) : m_lines(text) { }

    [[nodiscard]] bool next(std::vector<Line>& record);
    /// Of the record that next() gave: it may have lines of its neighbour, or lack some.
    [[nodiscard]] bool isUnclear() const { return m_isUnclear; }
    [[nodiscard]] qint64 position() const { return m_lines.position(); }
    /// Lines that belong to no name, so far.
    [[nodiscard]] qint64 others() const { return m_others; }
    [[nodiscard]] qint64 firstOther() const { return m_firstOther; }

private:
    [[nodiscard]] bool takeLine(std::string_view whole, std::vector<Line>& record);
    [[nodiscard]] bool takePair(Line line, std::vector<Line>& record);

    LineReader m_lines;
    std::vector<Line> m_next; // read already, of the record that follows
    std::string m_firstName;  // of the first record: most begin with it
    bool m_isUnclear = false;
    bool m_isNextUnclear = false;
    int m_block = 0;
    qint64 m_others = 0;
    qint64 m_firstOther = 0;
};

/// Screens of a CRM, copied: names and values, several records one after another. The columns are the names of the
/// first records; a row has the number of the line that it begins with.
class ScreenTable final : public TextTable {
public:
    /// `head` are the first bytes of what `source` gives.
    ScreenTable(TextReader::Source source, std::string_view head, bool headIsWhole, const Choices& choices);

    [[nodiscard]] bool next(Row& row) override;
    [[nodiscard]] qint64 position() const override { return m_records.position(); }

private:
    void give(Row& row);
    void finish();

    ScreenRecords m_records;
    std::map<std::string, int, std::less<>> m_columns;
    std::vector<ScreenRecords::Line> m_record;
    std::vector<std::string_view> m_cells;
    std::vector<RowFinding> m_flaws;
    int m_lateNames = 0;
    bool m_isAtEnd = false;
};

} // namespace rookery::intake
