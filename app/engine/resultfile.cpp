// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resultfile.h"

#include "intake/ownfile.h"
#include "ledger/exportfile.h"

#include <algorithm>

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

// For people and spreadsheets: ISO 8601, UTC.
QString sentText(const ledger::EventRecord& event, std::optional<UtcMs> sent)
{
    if (sent)
        return sent->isoText();
    bool isNumber = false;
    const qint64 stamp = event.fields.value(pixel::Field::Timestamp).toLongLong(&isNumber);
    return isNumber && event.attempts > 0 ? UtcMs(stamp).isoText() : QString();
}

} // namespace

ResultFile::ResultFile(Kind kind, const QStringList& header) : m_kind(kind), m_header(header)
{
    const std::vector<bool> areOurs = intake::ownColumns(header);
    for (qsizetype i = 0; i < header.size(); ++i) {
        if (!areOurs[std::size_t(i)])
            m_columns << i;
        else if (header[i] == intake::rejectColumns().last())
            m_extra << i;
    }
}

QByteArray ResultFile::head() const
{
    QStringList names;
    for (const qsizetype column : m_columns)
        names << m_header[column];
    return ByteOrderMark
        + csvLine(names + (m_kind == Kind::Results ? intake::resultColumns() : intake::rejectColumns()));
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
    QStringList all;
    for (const qsizetype column : m_columns)
        all << cells.value(column);
    QStringList extra; // that the header has no column for
    for (const qsizetype column : m_extra)
        extra << cells.value(column);
    extra << cells.mid(m_header.size());
    extra.removeAll(QString());
    all << ours << extra.join(QStringLiteral(" | "));
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
         << (event.lastTookMs ? QString::number(*event.lastTookMs) : QString()) << sentText(event, row.sent)
         << (event.attempts > 0 ? event.message : QString());
    return lineOf(row.cells, ours);
}

QByteArray ResultFile::line(const QStringList& cells, const RejectReason& reason) const
{
    return lineOf(cells, {reason.columns.join(QStringLiteral(", ")), reason.sentences.join(u' ')});
}

} // namespace rookery::engine
