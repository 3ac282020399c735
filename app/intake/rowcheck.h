// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/amounttext.h"
#include "intake/calledoff.h"
#include "intake/celltime.h"
#include "intake/mapping.h"
#include "intake/parting.h"
#include "intake/seenorders.h"
#include "intake/unclaimed.h"

#include "pixel/check.h"

#include <array>

namespace rookery::intake {

/// What is the same for every row of an import.
struct CheckRules {
    QStringList header;
    Mapping mapping;
    NumberStyle numbers = NumberStyle::En;
    bool isGroupingKnown = false;   ///< see isGroupingKnown()
    bool isCodePageGuessed = false; ///< see isCodePageGuessed()
    Parting parting;                ///< nothing has come apart unless it is told
    /// Where it is not certain, each time that could be read the other way round has a warning.
    Guess<DateStyle> dates = {DateStyle::DayFirst, true, {}};
    /// What the profile fills; the mapping's constants and columns go before. Times without an offset are of its zone.
    pixel::Event defaults;
    pixel::CheckContext context; ///< the same as the form's
    /// The profile's limit: older orders are held back. Nothing: there is none.
    std::optional<std::chrono::hours> oldest = {};
};

enum class Verdict {
    Ready,       ///< may go out; there may be warnings
    Fix,         ///< has errors
    Duplicate,   ///< its order ID stands in an earlier row
    HeaderAgain, ///< the header, once more: reported, not sent
};

/// `ready`, `fix`, `duplicate`, `header`; for the command line.
[[nodiscard]] QString verdictText(Verdict verdict);

/// Rows to order drafts, each checked by the field table and by what a cell of a file can do wrong besides. A row
/// without a flaw, which is most of them, is looked at as bytes alone: nothing is allocated and no QString is made
/// until somebody asks for its event. What those bytes leave in doubt goes the long way through pixel::check().
class RowCheck final {
public:
    explicit RowCheck(CheckRules rules);

    /// The order ID is remembered, so each row is to be checked once.
    Verdict check(const Row& row);

    /// Some rows before check() has to know whether a row's order was there before; see RowReader::upcoming().
    void expect(std::span<const std::string_view> cells) const;

    /// Of the row that was checked last, as are all below.
    [[nodiscard]] const QList<RowFinding>& findings() const { return m_findings; }
    /// Where the verdict is Duplicate: the row that has the order ID first. Else 0.
    [[nodiscard]] qint64 sameAs() const { return m_sameAs; }
    /// With the profile's values; cells that could not be read stand as they are. `timestamp` and `eventID` are empty
    /// unless a column gives the time. The cells of the row must still be there.
    [[nodiscard]] pixel::Event event() const;

    /// By field, UTF-8; an empty one is not there.
    using Values = std::array<std::string_view, pixel::FieldCount>;
    /// Nothing was found in the row, and all that event() would hold stands in values(): for whoever writes bytes. They
    /// are printable ASCII where a column gives them.
    [[nodiscard]] bool isFlawless() const { return m_isFlawless; }
    /// Only where isFlawless(). Good as long as the cells of the row are, and until the next one.
    [[nodiscard]] const Values& values() const { return m_values; }

    [[nodiscard]] const CheckRules& rules() const { return m_rules; }

private:
    struct Column {
        pixel::Field field;
        std::size_t at;
    };

    [[nodiscard]] std::string_view extraIn(const Row& row) const;
    [[nodiscard]] std::string_view cellOf(const Row& row, pixel::Field field) const;
    [[nodiscard]] bool takeFlawless(const Row& row);
    [[nodiscard]] bool takeFlawless(pixel::Field field, std::string_view cell);
    [[nodiscard]] bool takeFlawlessAmount(pixel::Field field, std::string_view cell);
    [[nodiscard]] bool takeFlawlessTime(std::string_view cell);
    void reportOtherTable(const Row& row);
    [[nodiscard]] bool goesOn(const Row& row) const;
    void reportGoesOn(const Row& row);
    void checkClosely(const Row& row);
    /// Of three rows at least: two make a third by chance.
    [[nodiscard]] bool maySumUp(quint64 millionths) const { return m_amounts >= 3 && millionths == m_sum; }
    void checkSum(const Row& row, const pixel::Event& event);
    void checkCells(const Row& row);
    void checkOrderId(const Row& row);
    void checkLetters(const Row& row, Column column);
    RowFinding& reportOrderId(const Row& row, const char* kind, const QString& sentence);
    void reportOther(const Row& row, Column column, const QString& currency);
    void readHeader();
    [[nodiscard]] bool reportHeader(const Row& row, Column column);
    [[nodiscard]] bool reportNegative(const Row& row, Column column);
    void reportBase(const Row& row);
    void reportParted(const Row& row, int column);
    [[nodiscard]] bool differsFromBase(const Row& row) const;
    [[nodiscard]] bool isSignOfAccount(std::string_view cell) const;
    [[nodiscard]] AmountReading read(const QString& text) const;
    [[nodiscard]] std::string_view plain(std::string_view cell, std::span<char, 32> buffer) const;
    /// Three decimals are what some currencies have.
    [[nodiscard]] bool isOwnDecimals(const AmountReading& reading) const
    {
        return reading.other && m_minorDigits == 3 && reading.amount && reading.amount->decimals() == 3;
    }
    [[nodiscard]] bool isSure(const AmountReading& reading) const
    {
        return reading.amount && !reading.inOtherStyle && (!reading.other || isOwnDecimals(reading));
    }
    void takeCell(const Row& row, Column column, pixel::Event& event);
    void takeAmount(const Row& row, Column column, pixel::Event& event);
    /// That the year comes first in the file says nothing of a date where it does not.
    [[nodiscard]] bool isInDoubt(const CellTime& reading) const
    {
        return reading.isDoubtful && !(m_rules.dates.isCertain && m_rules.dates.value != DateStyle::YearFirst);
    }
    void takeTime(const Row& row, Column column, pixel::Event& event);
    [[nodiscard]] QString shownTime(UtcMs time) const;
    void reportTime(const Row& row, Column column, const CellTime& reading);
    void checkEvent(const Row& row, pixel::Event event);
    RowFinding& report(const Row& row, int column, pixel::Severity severity, const QString& code);
    RowFinding& report(const Row& row, Column column, pixel::Severity severity, const char* kind);
    void fillSuggestion(RowFinding& finding) const;

    CheckRules m_rules;
    std::vector<Column> m_columns; // mapped ones
    pixel::Event m_fixed;          // defaults and constants
    std::string m_currency;        // of the account, UTF-8; empty: not asked
    std::string m_sign;            // that amounts of it may have, UTF-8; empty: none
    std::string m_signAlone;       // that a column of currencies may have for it; empty: none
    std::array<QString, pixel::FieldCount> m_headerCurrencies; // that a column of amounts names, if another
    std::array<QString, pixel::FieldCount> m_headerUnits;      // cents or thousands that it names
    int m_baseColumn = -1;                                     // the same revenue in another currency, maybe
    int m_minorDigits = 2;
    bool m_fixedIsFlawless = false;
    WallClock m_clock; // of the zone for times without an offset
    std::vector<std::string> m_conversions;
    std::vector<std::string> m_properties;
    CalledOff m_calledOff;
    Unclaimed m_unclaimed;
    int m_extraColumn = -1; // of a file of rejects: what its row had no column for
    SeenOrders m_seen;
    std::uint64_t m_before = 0; // the hash of the order ID of the row before
    qint64 m_otherHeader = 0;   // the row of another header, which those below it belong to
    qint64 m_amounts = 0;       // rows above that have one
    quint64 m_sum = 0;          // of them, in millionths; it may run over, which hurts no comparison
    Values m_fixedValues;       // of m_fixed
    std::vector<std::string> m_fixedBytes;

    Row m_row;
    bool m_isFlawless = false;
    Values m_values;
    std::array<std::array<char, 32>, pixel::FieldCount> m_buffers{}; // of values that stand in another way in the row
    std::array<qint64, pixel::FieldCount> m_millionths{};            // of the amounts among them
    QList<RowFinding> m_findings;
    qint64 m_sameAs = 0;
};

} // namespace rookery::intake
