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
    : QDialog(parent)
    , m_shownColumns(std::move(shownColumns))
    , m_csv(new QRadioButton(tr("&CSV, opens in Excel")))
    , m_lines(new QRadioButton(tr("&JSON lines, for programs")))
    , m_shown(new QRadioButton(tr("The columns of the &table, in its order")))
    , m_everything(new QRadioButton(tr("&Everything that is known of each order")))
    , m_hide(new QCheckBox(tr("&Hide personal IDs (visitor, session, user)")))
{
    setWindowTitle(tr("Export"));
    auto* title = new QLabel(tr("Export %1").arg(what));
    title->setFont(titleFont());
    m_csv->setChecked(true);
    m_everything->setChecked(true);
    auto* format = new QButtonGroup(this);
    format->addButton(m_csv);
    format->addButton(m_lines);
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
    layout->addWidget(m_lines);
    layout->addWidget(new SectionLabel(tr("Columns")));
    layout->addWidget(m_everything);
    layout->addWidget(m_shown);
    layout->addSpacing(Gap);
    layout->addWidget(m_hide);
    layout->addSpacing(Gap);
    layout->addLayout(buttons);
}

ledger::ExportOptions ExportDialog::options() const
{
    ledger::ExportOptions options;
    options.format = m_lines->isChecked() ? ledger::ExportFormat::JsonLines : ledger::ExportFormat::Csv;
    if (m_shown->isChecked())
        options.columns = m_shownColumns;
    options.hidePersonal = m_hide->isChecked();
    return options;
}

} // namespace rookery::ui
