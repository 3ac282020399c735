// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/field.h"
#include "ui/batch/batchwork.h"
#include "ui/common/look.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace rookery::ui {

/// Which rows are shown.
enum class RowFilter {
    All,
    Ready,
    Check,
    Fix,
    Duplicates,
    LeftOut,
    Delivered,
    NotDelivered,
    Unknown,
    Cancelled,
    Other,
    Waiting
};

/// The rows of a batch as a table: their numbers, what they are, the columns that fill a field, and what is wrong. A
/// million rows cost what their cells cost; nothing is made of them until they are looked at.
class SheetModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit SheetModel(BatchWork& work, QObject* parent = nullptr);

    static constexpr int NumberColumn = 0;
    static constexpr int StatusColumn = 1;
    static constexpr int FirstField = 2;
    [[nodiscard]] int problemColumn() const { return FirstField + int(m_fields.size()); }
    /// The field of a column that has one.
    [[nodiscard]] std::optional<pixel::Field> fieldAt(int column) const;
    /// The column of the sheet, or -1.
    [[nodiscard]] int sourceColumn(int column) const;

    /// What became of rows has changed: a list of those that wait follows. What is being mended stays where it is.
    void followStates();
    /// The first rows are there at once, the others come in as they are found.
    void setFilter(RowFilter filter, const QString& text = {});
    [[nodiscard]] bool isFiltered() const { return m_isFiltered; }
    /// Whether all rows were looked at for the filter.
    [[nodiscard]] bool isFilled() const { return !m_fill.isActive(); }
    /// The sheet's row at a row of this model, and back (-1: not shown).
    [[nodiscard]] qsizetype sheetRow(int row) const { return m_isFiltered ? m_rows[std::size_t(row)] : row; }
    [[nodiscard]] int rowOf(qsizetype sheetRow) const;
    /// The next row, from `row` on, with something to mend, or, where nothing is, that did not arrive, or else that is
    /// worth a look; once around. -1: there is none.
    [[nodiscard]] int nextProblem(int row, int step) const;
    /// Where nextProblem() finds none: a sentence that says of which rows that is true.
    [[nodiscard]] QString whyNoProblem() const;
    /// What stands in the column of problems.
    [[nodiscard]] QString problemText(qsizetype sheetRow) const;
    /// All of it, line by line, and what can be done; for the row that has the keys.
    [[nodiscard]] QString wholeProblem(qsizetype sheetRow) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

    /// pixel::Severity of the worst finding about a cell, or -1.
    static constexpr int WrongRole = Qt::UserRole;

private:
    void rebuild();
    void startFilling();
    void fillSome();
    void followSome();
    void followRows(qsizetype from, qsizetype end);
    [[nodiscard]] bool isShown(qsizetype sheetRow) const;
    [[nodiscard]] StateLook statusOf(qsizetype sheetRow) const;
    [[nodiscard]] std::optional<pixel::Severity> wrongAt(qsizetype sheetRow, int sourceColumn) const;
    [[nodiscard]] QString earlierText(qsizetype sheetRow) const;
    [[nodiscard]] QString sentenceOf(const intake::RowFinding& finding, qsizetype sheetRow) const;
    [[nodiscard]] QString spoken(qsizetype sheetRow) const;
    [[nodiscard]] QString text(const QModelIndex& index) const;
    void tellRows(qsizetype first, qsizetype last);

    BatchWork& m_work;
    QList<pixel::Field> m_fields;
    RowFilter m_filter = RowFilter::All;
    QString m_text;
    bool m_isFiltered = false;
    std::vector<qsizetype> m_rows; // of the sheet, where some are hidden
    qsizetype m_next = 0;          // of the sheet, to be looked at for it
    QTimer m_fill;                 // a little in each turn of the event loop
    qsizetype m_followed = 0;      // of the sheet, looked at once more since their states changed
    QTimer m_follow;
};

} // namespace rookery::ui
