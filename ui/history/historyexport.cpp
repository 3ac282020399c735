// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/historyexport.h"

#include "ui/common/desk.h"
#include "ui/common/filename.h"
#include "ui/history/exportdialog.h"
#include "ui/history/exporter.h"
#include "ui/history/filterwords.h"
#include "ui/history/historycells.h"

#include <QApplication>
#include <QFileDialog>

namespace rookery::ui {

namespace {

QStringList keysOf(const QList<int>& columns)
{
    QStringList keys;
    for (const int column : columns)
        keys << exportKeys(column);
    return keys;
}

} // namespace

HistoryExport::HistoryExport(Desk& desk, QWidget* parent)
    : QObject(parent)
    , m_desk(desk)
    , m_parent(parent)
    , m_exporter(new Exporter(this))
{
    connect(m_exporter, &Exporter::progressed, this, [this](qint64 rows) {
        if (isRunning()) // what was on its way when it ended
            Q_EMIT progressed(tr("Exporting: %Ln row(s) written...", nullptr, int(rows)));
    });
    connect(m_exporter, &Exporter::finished, this, [this](const QString& file, qint64 rows, qint64 cutCells) {
        QString text = tr("%Ln row(s) exported to %1.", nullptr, int(rows)).arg(file);
        if (cutCells > 0)
            text += u' '
                + tr("Longer than a cell of a workbook can be, and cut: %Ln cell(s). CSV has all of them.", nullptr,
                    int(cutCells));
        Q_EMIT told(cutCells > 0 ? Bar::Mood::Careful : Bar::Mood::Calm, text);
        Q_EMIT changed();
    });
    connect(m_exporter, &Exporter::failed, this, [this](const Error& error) {
        const bool wanted = error.code == Error::Code::Interrupted;
        Q_EMIT told(wanted ? Bar::Mood::Calm : Bar::Mood::Bad, error.sentence);
        Q_EMIT changed();
    });
}

bool HistoryExport::isRunning() const { return m_exporter->isRunning(); }

void HistoryExport::giveUp() { m_exporter->giveUp(); }

void HistoryExport::exportShown(const ToExport& what)
{
    ExportDialog dialog(tr("%Ln order(s)", nullptr, what.orders), keysOf(what.columns), m_parent);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const ExportKind kind = dialog.kind();
    const ledger::ExportOptions options = dialog.options();
    const auto profile = m_desk.profile();
    const QString whose = profile ? profile->name : QStringLiteral("all");
    const QString file = QFileDialog::getSaveFileName(m_parent, tr("Export what is shown"),
        suggestedFile(QStringLiteral("orders"), whose, endingOf(kind)), fileKindText(kind));
    if (file.isEmpty())
        return;
    const QString book = m_desk.folder().ledgerFile();
    QList<int> columns = what.columns;
    if (options.hidePersonal)
        columns.removeAll(HistoryColumn::Note); // people write names into it
    if (kind == ExportKind::Report)
        m_exporter->startReport(book, what.query, file,
            {filterWords(what.query, options.hidePersonal), QDateTime::currentDateTime(), columns, what.style,
                QApplication::font()});
    else if (kind == ExportKind::Har)
        m_exporter->startHar(book, what.query, file, options.hidePersonal);
    else
        m_exporter->start(book, what.query, file, options);
    Q_EMIT changed();
}

void HistoryExport::exportCorrections()
{
    const QString file = QFileDialog::getSaveFileName(m_parent, tr("Export the list of corrections"),
        suggestedFile(QStringLiteral("corrections"), {}, QStringLiteral("csv")), fileKindText(ExportKind::Csv));
    if (file.isEmpty())
        return;
    m_exporter->startCorrections(m_desk.folder().ledgerFile(), file);
    Q_EMIT changed();
}

} // namespace rookery::ui
