// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/table.h"

#include "pixel/error.h"

#include <QHash>
#include <QMap>
#include <QSet>

#include <functional>
#include <memory>

namespace rookery::intake {

/// What a reader found odd in a row, beside its cells.
struct RowFlaws {
    std::vector<int> oddCells;
    QList<RowFinding> findings;
    bool isHeaderAgain = false;
};

/// All rows of a source as they stand in it. Never changed once it is read, so that threads may share it.
struct SheetSource {
    explicit SheetSource(TableShape shape) : table(std::move(shape)) { }

    Table table;
    QHash<qsizetype, RowFlaws> flaws; ///< by index; most rows have none
    QList<RowFinding> findings;       ///< about the source as a whole
};

/// Takes every row of a reader. `goOn` hears the bytes gone through, now and then; Interrupted where it says false.
[[nodiscard]] Result<std::shared_ptr<const SheetSource>> readSheet(
    RowReader& rows, const std::function<bool(qint64 bytes)>& goOn);

/// Rows as a person works on them: those of a source, some of their cells written over, some rows left out, some added
/// at the end. A copy shares everything, so that another thread can go through it as it stood.
class Sheet final {
public:
    Sheet() = default;
    explicit Sheet(std::shared_ptr<const SheetSource> source);

    [[nodiscard]] const TableShape& shape() const { return m_shape; }
    /// A spreadsheet's is certain without a person, too; what a person chose has an example.
    void setNumbers(NumberStyle style)
    {
        m_shape.numbers = {style, true, m_shape.kind == Kind::Xlsx ? numberExample(style) : QString()};
    }
    void setDates(DateStyle style) { m_shape.dates = {style, true, {}}; }
    [[nodiscard]] const std::shared_ptr<const SheetSource>& source() const { return m_source; }

    [[nodiscard]] qsizetype size() const { return sourceSize() + m_added; }
    [[nodiscard]] int columns() const { return int(m_shape.header.size()); }
    /// As the spreadsheet counts; rows that were added go on behind the last.
    [[nodiscard]] qint64 numberAt(qsizetype index) const;
    [[nodiscard]] qsizetype indexOf(qint64 number) const;

    /// The views are good until the sheet is changed.
    [[nodiscard]] std::vector<std::string_view> cellsAt(qsizetype index) const;
    [[nodiscard]] QString cellAt(qsizetype index, int column) const;
    /// As the source has it, whatever stands over it.
    [[nodiscard]] QString originalAt(qsizetype index, int column) const;
    void setCell(qsizetype index, int column, const QString& text);
    [[nodiscard]] bool isChanged(qsizetype index, int column) const;
    [[nodiscard]] bool hasChanges() const { return !m_cells.isEmpty() || !m_leftOut.isEmpty() || m_added > 0; }

    [[nodiscard]] bool isLeftOut(qsizetype index) const { return m_leftOut.contains(index); }
    void setLeftOut(qsizetype index, bool leftOut);
    [[nodiscard]] qsizetype leftOut() const { return m_leftOut.size(); }

    /// Empty rows at the end; a negative number takes the last ones away, with what was written into them.
    void addRows(qsizetype count);
    [[nodiscard]] qsizetype added() const { return m_added; }
    /// Nothing stands in it.
    [[nodiscard]] bool isBlank(qsizetype index) const;
    /// What its reader found odd in the row, without what was written over since.
    [[nodiscard]] RowFlaws flawsAt(qsizetype index) const;

    /// What stands over the source, by index and column.
    using Cells = QHash<qsizetype, QMap<int, QByteArray>>;
    [[nodiscard]] const Cells& changes() const { return m_cells; }
    [[nodiscard]] const QSet<qsizetype>& leftOutRows() const { return m_leftOut; }

private:
    [[nodiscard]] qsizetype sourceSize() const { return m_source ? m_source->table.size() : 0; }

    std::shared_ptr<const SheetSource> m_source;
    TableShape m_shape;
    Cells m_cells;
    QSet<qsizetype> m_leftOut;
    qsizetype m_added = 0;
};

/// Goes through the rows of a sheet that are neither blank nor left out. Its position is the index of the row.
class SheetRows final : public RowReader {
public:
    explicit SheetRows(Sheet sheet);

    [[nodiscard]] bool next(Row& row) override;
    [[nodiscard]] bool looksAhead() const override { return true; }
    [[nodiscard]] qint64 position() const override { return m_next; }

private:
    void lookAhead();

    Sheet m_sheet;
    qsizetype m_next = 0;
    qsizetype m_ahead = -1; // the row that comes next; -1: nobody has looked
    std::vector<std::string_view> m_cells;
    std::vector<std::string_view> m_following;
    RowFlaws m_flaws;
};

} // namespace rookery::intake
