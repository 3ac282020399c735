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

RejectReason reasonOf(const QList<intake::RowFinding>& findings, bool isDuplicate)
{
    RejectReason reason;
    for (const intake::RowFinding& finding : findings) {
        const bool isReason = finding.what.severity == pixel::Severity::Error
            || (isDuplicate && finding.what.severity == pixel::Severity::Warning);
        if (!isReason)
            continue;
        if (!finding.columnName.isEmpty() && !reason.columns.contains(finding.columnName))
            reason.columns << finding.columnName;
        reason.sentences << finding.what.sentence;
    }
    return reason;
}

QByteArray ResultFile::lineOf(const QStringList& cells, const QStringList& ours) const
{
    QStringList all = cells.first(qMin(m_header.size(), cells.size()));
    while (all.size() < m_header.size())
        all << QString();
    all << ours << cells.mid(m_header.size()).join(QStringLiteral(" | ")); // that the header has no column for
    return csvLine(all);
}

QByteArray ResultFile::line(const RowResult& row) const
{
    QStringList ours{QString::number(row.row), row.orderId};
    if (!row.event) {
        ours << QString() << QString() << row.state << QString() << QString() << QString() << row.sentences.join(u' ');
        return lineOf(row.cells, ours);
    }
    const ledger::EventRecord& event = *row.event;
    ours << event.eventId() << QString::fromUtf8(event.lastUrl) << ledger::stateText(event.state)
         << (event.lastStatus ? QString::number(*event.lastStatus) : QString())
         << (event.lastTookMs ? QString::number(*event.lastTookMs) : QString())
         << event.fields.value(pixel::Field::Timestamp) << (event.attempts > 0 ? event.message : QString());
    return lineOf(row.cells, ours);
}

QByteArray ResultFile::line(const QStringList& cells, const RejectReason& reason) const
{
    return lineOf(cells, {reason.columns.join(QStringLiteral(", ")), reason.sentences.join(u' ')});
}

} // namespace rookery::engine
