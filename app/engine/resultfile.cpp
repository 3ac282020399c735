// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resultfile.h"

#include "intake/mapping.h"
#include "ledger/exportfile.h"

namespace rookery::engine {

namespace {

const QByteArray ByteOrderMark = QByteArrayLiteral("\xEF\xBB\xBF");

QByteArray csvLine(const QStringList& cells)
{
    QByteArrayList quoted;
    for (const QString& cell : cells)
        quoted << ledger::csvCell(cell);
    return quoted.join(',') + "\r\n";
}

} // namespace

QByteArray ResultFile::head() const
{
    return ByteOrderMark
        + csvLine(m_header + (m_kind == Kind::Results ? intake::resultColumns() : intake::rejectColumns()));
}

QByteArray ResultFile::line(const RowResult& row) const
{
    QStringList cells = row.cells.first(qMin(m_header.size(), row.cells.size()));
    while (cells.size() < m_header.size())
        cells << QString();
    cells << (m_kind == Kind::Results ? resultCells(row) : rejectCells(row));
    cells << row.cells.mid(m_header.size()).join(QStringLiteral(" | ")); // that the header has no column for
    return csvLine(cells);
}

QStringList ResultFile::resultCells(const RowResult& row) const
{
    QStringList cells{QString::number(row.row), row.orderId};
    if (row.event) {
        const ledger::EventRecord& event = *row.event;
        return cells << event.eventId() << QString::fromUtf8(event.lastUrl) << ledger::stateText(event.state)
                     << (event.lastStatus ? QString::number(*event.lastStatus) : QString())
                     << (event.lastTookMs ? QString::number(*event.lastTookMs) : QString())
                     << event.fields.value(pixel::Field::Timestamp) << (event.attempts > 0 ? event.message : QString());
    }
    QStringList reasons;
    for (const intake::RowFinding& finding : row.findings)
        reasons << finding.what.sentence;
    return cells << QString() << QString() << row.state << QString() << QString() << QString() << reasons.join(u' ');
}

QStringList ResultFile::rejectCells(const RowResult& row) const
{
    QStringList columns;
    QStringList reasons;
    for (const intake::RowFinding& finding : row.findings) {
        const bool isReason = finding.what.severity == pixel::Severity::Error
            || (row.isDuplicate && finding.what.severity == pixel::Severity::Warning);
        if (!isReason)
            continue;
        if (!finding.columnName.isEmpty() && !columns.contains(finding.columnName))
            columns << finding.columnName;
        reasons << finding.what.sentence;
    }
    return {columns.join(QStringLiteral(", ")), reasons.join(u' ')};
}

} // namespace rookery::engine
