// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/rowimport.h"
#include "intake/sheet.h"

namespace rookery::engine {

/// What a row of a sheet is, before anything of it was accepted.
enum class RowLook : quint8 {
    Blank,       ///< nothing stands in it
    LeftOut,     ///< a person took it out
    Ready,       ///< may go
    Check,       ///< may go; something about it is worth a look
    Fix,         ///< has errors
    InSheet,     ///< its order stands in an earlier row
    Known,       ///< its order is in the ledger
    HeaderAgain, ///< the header, once more
    OfOrder,     ///< a further line of the order of an earlier row
};
inline constexpr std::size_t RowLooks = 9;
/// rowStateText(), and besides `left-out` (a person took it out) and `line` (a further one of the order above it).
[[nodiscard]] QString rowLookText(RowLook look);

/// The same finding in many rows: what is said once, and mended at once.
struct SheetProblem {
    QString code;
    int column = -1;
    pixel::Severity severity = pixel::Severity::Error;
    qint64 rows = 0;
    qint64 fixable = 0; ///< of them the ones with a value to put there instead
    intake::RowFinding first;
};

/// What checking a sheet has found out.
struct SheetReport {
    std::vector<RowLook> looks; ///< by index
    /// Of the rows that have any, by index; at the most MostFindings rows, the first ones.
    QHash<qsizetype, QList<intake::RowFinding>> findings;
    /// The orders that are here already, of the rows that stand for one; as many.
    QHash<qsizetype, ledger::EventRecord> earlier;
    static constexpr qsizetype MostFindings = 20000;
    bool hasMoreFindings = false;

    std::array<qint64, RowLooks> counts{}; ///< by look
    pixel::Amount revenue;                 ///< of all that may go
    pixel::Amount tax;
    bool severalCurrencies = false; ///< then the sums mean nothing
    QString currency;
    QString firstOrder; ///< of all that may go
    QString lastOrder;

    QList<SheetProblem> problems;   ///< errors first, then by how many rows
    qint64 changedSince = 0;        ///< known orders that stand here with another amount
    std::optional<UtcMs> knownFrom; ///< when the earliest known one was confirmed, and the latest
    std::optional<UtcMs> knownTo;

    void setLook(qsizetype row, RowLook look);
    [[nodiscard]] qint64 count(RowLook look) const { return counts[std::size_t(look)]; }
    [[nodiscard]] qint64 ready() const { return count(RowLook::Ready) + count(RowLook::Check); }
    [[nodiscard]] qint64 duplicates() const { return count(RowLook::InSheet) + count(RowLook::Known); }
    /// Rows that are not blank.
    [[nodiscard]] qint64 rows() const { return qint64(looks.size()) - count(RowLook::Blank); }
};

/// The plan with what has to be known of the sheet as a whole before its first row: orders whose lines stand apart,
/// or differ.
[[nodiscard]] ImportPlan planFor(const intake::Sheet& sheet, ImportPlan plan);

/// The sheet without the rows that are orders already, and without the further lines of those orders, wherever the
/// others go. The lines are told of, too.
struct OpenRows {
    intake::Sheet sheet;
    QList<qsizetype> furtherLines;
};
/// `accepted` by row; it may be shorter than the sheet.
[[nodiscard]] OpenRows openRows(const intake::Sheet& sheet, const std::vector<bool>& accepted, const ImportPlan& plan);

/// Goes through all rows, each looked at as it would be on accepting it. `goOn` hears how many are through, now and
/// then; Interrupted where it says false. Storage: the ledger failed.
[[nodiscard]] Result<SheetReport> checkSheet(const intake::Sheet& sheet, const ImportPlan& plan,
    const ledger::Reader* known, const std::function<bool(qint64 rows)>& goOn);

} // namespace rookery::engine
