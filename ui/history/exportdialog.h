// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/exportfile.h"
#include "ui/common/sheet.h"

class QCheckBox;
class QRadioButton;

namespace rookery::ui {

/// As what the history leaves the program.
enum class ExportKind { Csv, Xlsx, JsonLines, Har, Report };
[[nodiscard]] QString endingOf(ExportKind kind);
[[nodiscard]] QString fileKindText(ExportKind kind);

/// How what is shown leaves the program: which columns, in which format, with or without personal IDs.
class ExportDialog final : public Sheet {
    Q_OBJECT

public:
    /// `what`: "12 orders"; `shownColumns`: keys of the columns as the table shows them.
    ExportDialog(const QString& what, QStringList shownColumns, QWidget* parent = nullptr);

    [[nodiscard]] ExportKind kind() const;
    /// Of a CSV, a workbook or JSON lines; hidePersonal of all.
    [[nodiscard]] ledger::ExportOptions options() const;

private:
    void offerColumns();

    QStringList m_shownColumns;
    QRadioButton* m_csv;
    QRadioButton* m_xlsx;
    QRadioButton* m_lines;
    QRadioButton* m_har;
    QRadioButton* m_report;
    QRadioButton* m_shown;
    QRadioButton* m_everything;
    QCheckBox* m_hide;
};

} // namespace rookery::ui
