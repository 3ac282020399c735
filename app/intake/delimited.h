// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace rookery::intake {

/// The row and the cell where a quote opens that nothing closes.
struct OpenQuote {
    qint64 row = 0;
    int column = 0; ///< from 0
};

/// CSV, TSV and their relatives, a row at a time (BEHAVIOUR.md §Bad input). Separators are `,` `;` tab `|`; a row ends
/// with CRLF, LF or CR; a cell that starts with a double quote runs to the next single one, whatever is in between. A
/// quote anywhere else is text. Memory is that of the longest row.
///
/// Rows are numbered as a spreadsheet counts: from 1, empty ones too, a line break within quotes starts none.
///
/// A scanner of our own: it looks for what means something in 64 bytes at once (marks.h), which neither libcsv (a state
/// machine for each byte) nor a cell at a time gets near, and hands out views into its buffer.
class DelimitedReader final {
public:
    /// Fills `to` with up to `max` bytes of valid UTF-8; gives their number, 0 at the end (TextReader::read).
    using Source = std::function<qsizetype(char* to, qsizetype max)>;

    DelimitedReader(Source source, char separator);

    /// False at the end, and in the row where a quote opens that nothing closes: nothing behind it is guessed.
    [[nodiscard]] bool next();

    /// Of the row that next() gave, as are all below, until it is called again.
    [[nodiscard]] qint64 row() const { return m_row; }
    /// Quotes are taken away, and the guard that our own exports put before what a spreadsheet would run.
    [[nodiscard]] std::span<const std::string_view> cells() const { return {m_cells.data(), m_count}; }
    /// No cell has anything in it.
    [[nodiscard]] bool isEmptyRow() const;
    /// Cells with text behind their closing quote, `"5" tall`, by column: they are given as they stand.
    [[nodiscard]] std::span<const int> oddCells() const { return m_odd; }

    /// Asked when next() gave false.
    [[nodiscard]] std::optional<OpenQuote> openQuote() const { return m_openQuote; }
    /// Bytes of text that have been gone through.
    [[nodiscard]] qint64 position() const { return m_before + qint64(m_at); }

private:
    enum class Scan { Row, NeedsMore };

    [[nodiscard]] Scan scan();
    [[nodiscard]] bool closeQuote(std::size_t& at);
    void add(std::size_t from, std::size_t to);
    void endRow(std::size_t at);
    void removeDoubledQuotes();
    void startAt(std::size_t at);
    [[nodiscard]] std::size_t nextMark();
    void loadBlock();
    void refill();
    void grow();

    Source m_source;
    char m_separator;
    std::unique_ptr<char[]> m_buffer; // NOLINT(*-avoid-c-arrays): grown without clearing, with a block to spare
    std::size_t m_capacity = 0;
    std::size_t m_end = 0; // of what was read
    std::size_t m_at = 0;  // where the next row starts
    qint64 m_before = 0;   // bytes that have left the buffer
    bool m_ended = false;  // the source has no more

    std::size_t m_block = 0; // the 64 bytes that m_marks speaks of
    std::uint64_t m_marks = 0;

    qint64 m_row = 0;
    std::vector<std::string_view> m_cells;
    std::size_t m_count = 0;
    std::vector<int> m_doubled; // cells with doubled quotes
    std::vector<int> m_odd;
    std::optional<OpenQuote> m_openQuote;
};

/// What the first rows look like.
struct SeparatorGuess {
    char separator = ',';
    int columns = 1;
    int rows = 0;           ///< that were looked at
    int rowsThatAgree = 0;  ///< and have so many columns
    qsizetype lineSize = 0; ///< of a first line `sep=;`, with its end: spreadsheets do not show it
};

/// `head` is valid UTF-8, as much as there is up to some 64 KB.
[[nodiscard]] SeparatorGuess guessSeparator(std::string_view head);

/// `comma`, `semicolon`, `tab`, `pipe`, or the sign itself; for the command line and mapping files.
[[nodiscard]] std::optional<char> separatorOfText(std::string_view text);

} // namespace rookery::intake
