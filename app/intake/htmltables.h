// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rookery::intake {

/// A table of a web page as it is written: cells that span others are not spread out yet.
struct HtmlGrid {
    struct Cell {
        std::string text; ///< white space as a browser shows it; a line break where `<br>` or a paragraph is
        int columns = 1;
        int rows = 1;
        bool isHeader = false;
        bool hasRaised = false; ///< a small number stands behind something, as `12^50`: cents, or a footnote
        /// Digits meet where an element begins or ends, `12<span>50</span>`: what it looks like, the page's style says.
        enum class Joint { None, Digits, Cents } joint = Joint::None;
        bool hasStruck = false; ///< something was crossed out; it is not in the text
        bool isField = false;   ///< the text is what a field of a form had in it
    };
    std::vector<std::vector<Cell>> rows; ///< the rows that have cells
    std::vector<bool> areHidden;         ///< by row: a browser does not show it
    std::size_t filled = 0;              ///< cells with something in them
    bool isClosed = false;               ///< the page does not break off within it
};

/// All tables of a page, those within others too (their text belongs to them alone). Takes any page, however broken, as
/// browsers do: what is not closed ends where it must. Scripts, styles, comments and what is hidden or crossed out
/// within a cell are passed over and nothing is ever fetched or run.
///
/// A scanner of our own: only few tags mean anything here, and a page from the clipboard is seldom well-formed.
[[nodiscard]] std::vector<HtmlGrid> readHtmlTables(std::string_view page);

} // namespace rookery::intake
