// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rookery::intake {

/// What is to be known of a cell beside its text, because it is not as it was stored.
enum class XlsxFlaw {
    None,
    Rounded,      ///< it holds more decimals than it shows: what it shows was taken
    TooLong,      ///< more digits than a spreadsheet keeps: the last ones may not be those that were typed
    Inexact,      ///< the same, and they are not
    Shortened,    ///< it shows less (1.2E+11, thousands): what it holds was taken
    TimeNotShown, ///< it holds a time and shows the day alone
    NoDate,       ///< shown as a date, and there is no such day
    NoNumber,     ///< said to be a number, and is none
    ErrorValue,   ///< `#N/A` and its like
    NoResult,     ///< a formula that nobody has reckoned
    NoString,     ///< points to a shared text that is not there
    Twice,        ///< the row has this cell already
    NoReference,  ///< its place is none, or beyond the last column (XFD)
};

/// What a cell shows.
struct XlsxShown {
    std::string text;
    XlsxFlaw flaw = XlsxFlaw::None;
    bool isNumber = false; ///< its decimal sign is a point, whatever the language of the spreadsheet
    bool isDate = false;   ///< `2026-11-23`, `2026-11-23 10:42:00` or `10:42:00`
};

/// A number format (ECMA-376 part 1, 18.8.30 and 18.8.31): what a stored number is shown as. Money is given as plain
/// digits, so thousands signs and the brackets of negative numbers are left out. What belongs to an ID (leading zeros,
/// `"PH-"00000`) is not, nor what a format says beside the digits: a currency, a word, or a minus before a number that
/// has none.
class XlsxFormat final {
public:
    /// `General`
    XlsxFormat() = default;
    /// A format code such as `#,##0.00;[Red]-#,##0.00`.
    explicit XlsxFormat(std::string_view code);
    /// One of those that have a number and no code in the file.
    [[nodiscard]] static XlsxFormat builtIn(int id);

    /// `stored` is the text of the number in the file; `is1904`: the days count from 1904, not from 1900.
    [[nodiscard]] XlsxShown show(std::string_view stored, bool is1904) const;

    /// Decimals that every number gets, where it is no more than digits: -1 where show() has more to say.
    [[nodiscard]] int plainDecimals() const { return m_plainDecimals; }
    /// What stands before and behind every number but zero where plainDecimals() is not -1.
    [[nodiscard]] bool hasRemarks() const { return !m_before.empty() || !m_after.empty(); }
    [[nodiscard]] std::string withRemarks(std::string_view number) const
    {
        return withRemarks(number, m_before, m_after);
    }
    /// Numbers are shown with all they have.
    [[nodiscard]] bool isGeneral() const { return m_plainDecimals == General; }
    static constexpr int General = 100;

private:
    struct Section {
        enum class Kind { General, Number, Date, Text };
        Kind kind = Kind::General;
        int decimals = 0;
        int wholeZeros = 0; // digits that are shown even where they are nothing
        int placeholders = 0;
        int scale = 0;          // thousands that are left out
        bool isGeneral = false; // says so itself
        bool isPercent = false;
        bool isScientific = false;
        bool isFraction = false;
        bool hasGrouping = false;
        bool hasDay = false;
        bool hasTime = false;
        bool isElapsed = false;
        char condition = 0; // <, >, =, l (<=), g (>=), n (<>)
        double limit = 0;
        std::string pattern; // digits as '\x01', the rest as it is shown
        std::string before;  // of what it shows beside the digits, what says more than they do
        std::string after;
    };

    static Section read(std::string_view code);
    static void readBracket(std::string_view inside, Section& section);
    [[nodiscard]] static bool isPattern(const Section& section);
    [[nodiscard]] static bool showsNothing(const Section& section); // of a zero
    [[nodiscard]] const Section& sectionFor(double value) const;
    [[nodiscard]] static std::string withRemarks(
        std::string_view number, std::string_view before, std::string_view after);
    [[nodiscard]] static XlsxShown showNumber(std::string_view stored, const Section& section);
    [[nodiscard]] static XlsxShown showDate(std::string_view stored, double value, const Section& section, bool is1904);

    std::vector<Section> m_sections;
    int m_plainDecimals = General;
    std::string m_before;
    std::string m_after;
};

} // namespace rookery::intake
