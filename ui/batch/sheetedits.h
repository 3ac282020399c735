// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/sheet.h"

#include <QObject>
#include <QUndoStack>

#include <functional>

namespace rookery::ui {

/// One cell that gets another text.
struct CellEdit {
    qsizetype row = 0;
    int column = 0;
    QString text;
};

/// A sheet that a person writes into; each edit is one step for undo().
class SheetEdits final : public QObject {
    Q_OBJECT

public:
    /// `mayChange` of a row: what was sent is not to be written over.
    explicit SheetEdits(std::function<bool(qsizetype row)> mayChange, QObject* parent = nullptr);
    ~SheetEdits() override;

    [[nodiscard]] const intake::Sheet& sheet() const { return m_sheet; }
    /// Another one; nothing of the one before can be taken back.
    void setSheet(const intake::Sheet& sheet);
    void setNumbers(intake::NumberStyle style) { m_sheet.setNumbers(style); }
    void setDates(intake::DateStyle style) { m_sheet.setDates(style); }

    [[nodiscard]] QUndoStack& undo() { return m_undo; }
    void edit(const QString& what, const QList<CellEdit>& cells);
    void setLeftOut(const QList<qsizetype>& rows, bool leftOut);
    void addRows(qsizetype count);
    /// What is decided about the rows without writing into them: done now, and a step like any other.
    void decide(const QString& what, const std::function<void()>& there, const std::function<void()>& back);

Q_SIGNALS:
    /// These rows say something else.
    void rowsChanged(qsizetype first, qsizetype last);
    /// So many at the end: before they are there, and when they are. A negative number goes away.
    void addingRows(qsizetype count);
    void rowsAdded(qsizetype count);

private:
    void apply(const QList<CellEdit>& cells);
    void applyLeftOut(const QList<qsizetype>& rows, bool leftOut);
    void applyAdded(qsizetype count);

    std::function<bool(qsizetype)> m_mayChange;
    intake::Sheet m_sheet;
    QUndoStack m_undo;
};

} // namespace rookery::ui
