// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/exportdialog.h"

#include "ui/common/card.h"
#include "ui/common/look.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int Padding = 20;
constexpr int Gap = 12;

} // namespace

ExportDialog::ExportDialog(const QString& what, QStringList shownColumns, QWidget* parent)
    : Sheet(parent)
    , m_shownColumns(std::move(shownColumns))
    , m_csv(new QRadioButton(tr("&CSV, opens in Excel")))
    , m_xlsx(new QRadioButton(tr("E&xcel workbook, with real numbers and dates")))
    , m_lines(new QRadioButton(tr("&JSON lines, for programs")))
    , m_har(new QRadioButton(tr("&HAR, every request as it was sent, for the tools of browsers")))
    , m_report(new QRadioButton(tr("&Report to print (PDF), with sums by state")))
    , m_shown(new QRadioButton(tr("The columns of the &table, in its order")))
    , m_everything(new QRadioButton(tr("&Everything that is known of each order")))
    , m_hide(new QCheckBox(tr("Hide &personal IDs (visitor, session, user)")))
{
    setWindowTitle(tr("Export"));
    auto* title = new QLabel(tr("Export %1").arg(what));
    title->setFont(titleFont());
    m_csv->setChecked(true);
    m_everything->setChecked(true);
    auto* format = new QButtonGroup(this);
    for (QRadioButton* button : {m_csv, m_xlsx, m_lines, m_report, m_har}) {
        format->addButton(button);
        connect(button, &QRadioButton::toggled, this, &ExportDialog::offerColumns);
    }
    auto* columns = new QButtonGroup(this);
    columns->addButton(m_shown);
    columns->addButton(m_everything);
    auto* cancel = new QPushButton(tr("Cancel"));
    auto* go = new QPushButton(tr("Choose a file..."));
    makePrimary(go);
    go->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(go, &QPushButton::clicked, this, &QDialog::accept);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(go);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Padding, Padding, Padding, Padding);
    layout->setSpacing(Gap);
    layout->addWidget(title);
    layout->addWidget(new SectionLabel(tr("Format")));
    layout->addWidget(m_csv);
    layout->addWidget(m_xlsx);
    layout->addWidget(m_lines);
    layout->addWidget(m_report);
    layout->addWidget(m_har);
    layout->addWidget(new SectionLabel(tr("Columns")));
    layout->addWidget(m_everything);
    layout->addWidget(m_shown);
    layout->addSpacing(Gap);
    layout->addWidget(m_hide);
    layout->addSpacing(Gap);
    layout->addLayout(buttons);
}

// A report has the columns of the table, a request all that it is.
void ExportDialog::offerColumns()
{
    if (kind() == ExportKind::Report)
        m_shown->setChecked(true);
    if (kind() == ExportKind::Har)
        m_everything->setChecked(true);
    m_shown->setEnabled(kind() != ExportKind::Har);
    m_everything->setEnabled(kind() != ExportKind::Report);
}

ExportKind ExportDialog::kind() const
{
    return m_har->isChecked()   ? ExportKind::Har
        : m_report->isChecked() ? ExportKind::Report
        : m_lines->isChecked()  ? ExportKind::JsonLines
        : m_xlsx->isChecked()   ? ExportKind::Xlsx
                                : ExportKind::Csv;
}

ledger::ExportOptions ExportDialog::options() const
{
    ledger::ExportOptions options;
    options.format = m_lines->isChecked() ? ledger::ExportFormat::JsonLines
        : m_xlsx->isChecked()             ? ledger::ExportFormat::Xlsx
                                          : ledger::ExportFormat::Csv;
    if (m_shown->isChecked())
        options.columns = m_shownColumns;
    options.hidePersonal = m_hide->isChecked();
    return options;
}

QString endingOf(ExportKind kind)
{
    switch (kind) {
    case ExportKind::Csv:
        return QStringLiteral("csv");
    case ExportKind::Xlsx:
        return QStringLiteral("xlsx");
    case ExportKind::JsonLines:
        return QStringLiteral("jsonl");
    case ExportKind::Har:
        return QStringLiteral("har");
    case ExportKind::Report:
        return QStringLiteral("pdf");
    }
    Q_UNREACHABLE();
}

QString fileKindText(ExportKind kind)
{
    switch (kind) {
    case ExportKind::Csv:
        return ExportDialog::tr("CSV for spreadsheets (*.csv)");
    case ExportKind::Xlsx:
        return ExportDialog::tr("Excel workbook (*.xlsx)");
    case ExportKind::JsonLines:
        return ExportDialog::tr("JSON lines (*.jsonl)");
    case ExportKind::Har:
        return ExportDialog::tr("HTTP archive (*.har)");
    case ExportKind::Report:
        return ExportDialog::tr("PDF (*.pdf)");
    }
    Q_UNREACHABLE();
}

} // namespace rookery::ui
