// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace rookery::ui {

class BatchWork;
class SheetModel;

/// The rows of a batch, to look through and to write into, with the keys of a spreadsheet.
class BatchGrid final : public QTableView {
    Q_OBJECT

public:
    BatchGrid(SheetModel* model, BatchWork& work, QWidget* parent = nullptr);

    /// As low as there is room for; how many rows are seen at least is said by what it lies in.
    [[nodiscard]] QSize sizeHint() const override { return {QTableView::sizeHint().width(), 1}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {QTableView::minimumSizeHint().width(), 1}; }

    /// The value of the first selected row in each selected column, into the rows below it.
    void fillDown();
    /// Cells from the clipboard, from the current one on; rows are added where there are too few.
    void pasteBlock(const QString& text);
    /// Whether the text belongs into cells, from the current one on.
    [[nodiscard]] bool canPaste(const QString& text) const;
    /// As text with tabs between cells.
    void copyCells() const;
    void clearCells();
    /// Those of the selected rows that may be changed: all out, or all in again.
    void toggleLeftOut();
    /// The suggested value into the current cell, or into the first cell of its row that has one.
    void acceptFix();
    [[nodiscard]] bool hasFix() const;
    /// The cell with the next problem, from the current one on. False: there is none.
    bool goToProblem(int step);
    [[nodiscard]] bool hasChoice() const;

Q_SIGNALS:
    /// Another cell is the current one, or others are selected.
    void moved();
    /// So many lines of a pasted block had no row: some are hidden.
    void cutOff(int lines);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void showWidths();
    void goDown();
    /// The first one of the row that has a problem.
    [[nodiscard]] QModelIndex problemCell(int row) const;
    [[nodiscard]] QModelIndexList sortedSelection() const;

    SheetModel* m_model;
    BatchWork& m_work;
    bool m_goesDown = false; // when the editor is closed
};

} // namespace rookery::ui
