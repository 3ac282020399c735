// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/report.h"

#include "ledger/reader.h"
#include "ui/history/reportpages.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPdfWriter>

namespace rookery::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::Report)
};

constexpr qreal MarginMm = 12;
constexpr int DotsPerInch = 300;

// The paper that lies in the printers here.
QPageSize paper()
{
    return QPageSize(
        QLocale::system().measurementSystem() == QLocale::ImperialUSSystem ? QPageSize::Letter : QPageSize::A4);
}

void prepare(QPdfWriter& writer)
{
    writer.setResolution(DotsPerInch);
    writer.setPageSize(paper());
    writer.setPageOrientation(QPageLayout::Landscape);
    writer.setPageMargins(QMarginsF(MarginMm, MarginMm, MarginMm, MarginMm), QPageLayout::Millimeter);
    writer.setTitle(Words::tr("Orders"));
    writer.setCreator(QStringLiteral("Rookery " ROOKERY_VERSION));
}

} // namespace

Result<qint64> writeReport(QIODevice& out, const ledger::Reader& reader, const ledger::HistoryQuery& query,
    const ReportHead& head, const GoOn& goOn)
{
    qint64 rows = 0;
    const Done read = reader.ofOneMoment([&]() -> Done {
        const auto tallies = reader.tallies(query);
        if (!tallies)
            return tl::unexpected(tallies.error());
        QPdfWriter writer(&out);
        prepare(writer);
        ReportPages pages(writer, head, *tallies);
        Done drawn = reader.forEach(query, 0, [&](const ledger::EventRecord& event) {
            pages.add(event);
            ++rows;
            return !goOn || goOn(rows);
        });
        pages.finish();
        return drawn;
    });
    return read ? Result<qint64>(rows) : Result<qint64>(tl::unexpected(read.error()));
}

} // namespace rookery::ui
