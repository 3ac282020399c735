// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/rowreport.h"

#include <algorithm>

namespace rookery::intake {

using pixel::Severity;

void RowReport::clear()
{
    if (!m_findings.isEmpty())
        m_findings.clear();
}

RowFinding& RowReport::add(const Row& row, int column, Severity severity, const QString& code)
{
    RowFinding finding;
    finding.row = row.number;
    finding.column = column;
    finding.columnName = m_header.value(column);
    finding.what.severity = severity;
    finding.what.code = code;
    m_findings << finding;
    return m_findings.last();
}

RowFinding& RowReport::add(const Row& row, MappedColumn column, Severity severity, const char* kind)
{
    RowFinding& finding = add(row, int(column.at), severity, pixel::key(column.field) + u'.' + QLatin1StringView(kind));
    finding.what.field = column.field;
    return finding;
}

bool RowReport::hasErrors() const
{
    return std::any_of(
        m_findings.begin(), m_findings.end(), [](const RowFinding& f) { return f.what.severity == Severity::Error; });
}

bool RowReport::hasErrorOf(pixel::Field field) const
{
    return std::any_of(m_findings.begin(), m_findings.end(),
        [field](const RowFinding& f) { return f.what.field == field && f.what.severity == Severity::Error; });
}

bool RowReport::hasErrorIn(int column) const
{
    return std::any_of(m_findings.begin(), m_findings.end(),
        [column](const RowFinding& f) { return f.column == column && f.what.severity == Severity::Error; });
}

} // namespace rookery::intake
