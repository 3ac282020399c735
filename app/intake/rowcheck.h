// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/amountcheck.h"
#include "intake/calledoff.h"
#include "intake/cellscheck.h"
#include "intake/checkrules.h"
#include "intake/rowreport.h"
#include "intake/seenorders.h"
#include "intake/timecheck.h"
#include "intake/unclaimed.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rookery::intake {

enum class Verdict {
    Ready,       ///< may go out; there may be warnings
    Fix,         ///< has errors
    Duplicate,   ///< its order ID stands in an earlier row
    HeaderAgain, ///< the header, once more: reported, not sent
};

/// `ready`, `fix`, `duplicate`, `header`; for the command line.
[[nodiscard]] QString verdictText(Verdict verdict);

/// Of the finding that an order stands in several rows that differ in their amounts.
inline constexpr QLatin1StringView UnequalCode("transactionId.unequal");

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
    [[nodiscard]] const QList<RowFinding>& findings() const { return m_report.findings(); }
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
    [[nodiscard]] bool takeFlawless(const Row& row);
    [[nodiscard]] bool takeFlawless(pixel::Field field, std::string_view cell);
    [[nodiscard]] bool takeFlawlessAmount(pixel::Field field, std::string_view cell);
    void reportOtherTable(const Row& row);
    [[nodiscard]] bool goesOn(const Row& row, std::string_view orderId) const;
    void reportGoesOn(const Row& row);
    void reportUnequal(const Row& row, qint64 other);
    void checkClosely(const Row& row);
    /// Of three rows at least: two make a third by chance.
    [[nodiscard]] bool maySumUp(quint64 millionths) const { return m_summed >= 3 && millionths == m_sum; }
    void checkSum(const Row& row, const pixel::Event& event);
    void takeCell(const Row& row, MappedColumn column, pixel::Event& event);
    void checkEvent(const Row& row, pixel::Event event);
    void fillSuggestion(RowFinding& finding) const;

    CheckRules m_rules;
    std::vector<MappedColumn> m_columns;
    pixel::Event m_fixed; // defaults and constants
    bool m_fixedIsFlawless = false;
    CellsCheck m_cells;
    AmountCheck m_amounts;
    TimeCheck m_times;
    std::vector<std::string> m_conversions;
    std::vector<std::string> m_properties;
    CalledOff m_calledOff;
    Unclaimed m_unclaimed;
    SeenOrders m_seen;
    std::uint64_t m_before = 0;          // the hash of the order ID of the row before
    qint64 m_otherHeader = 0;            // the row of another header, which those below it belong to
    qint64 m_summed = 0;                 // rows above that have an amount
    std::optional<double> m_unusualFrom; // in millionths: from there on it may be many times what is usual
    quint64 m_sum = 0;                   // of them, in millionths; it may run over, which hurts no comparison
    Values m_fixedValues;                // of m_fixed
    std::vector<std::string> m_fixedBytes;

    Row m_row;
    bool m_isFlawless = false;
    Values m_values;
    std::array<std::array<char, 32>, pixel::FieldCount> m_buffers{}; // of values that stand in another way in the row
    std::array<qint64, pixel::FieldCount> m_millionths{};            // of the amounts among them
    RowReport m_report;
    qint64 m_sameAs = 0;
};

} // namespace rookery::intake
