// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/cellscheck.h"

#include "intake/ownfile.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::CellsCheck)
};

using pixel::Severity;

int extraColumnOf(const QStringList& header)
{
    const std::vector<bool> areOurs = ownColumns(header);
    const auto last = std::find(areOurs.rbegin(), areOurs.rend(), true); // what stands before it is older
    return int(areOurs.rend() - last) - 1;
}

} // namespace

CellsCheck::CellsCheck(const CheckRules& rules)
    : m_mapping(rules.mapping)
    , m_parting(rules.parting)
    , m_columns(rules.header.size())
    , m_extraColumn(extraColumnOf(rules.header))
{
}

// What a row had no column for when it was held back: taken for mended only when it is gone.
std::string_view CellsCheck::extraIn(const Row& row) const
{
    const auto at = std::size_t(m_extraColumn); // -1: more than there are
    return at < row.cells.size() ? trimmed(row.cells[at]) : std::string_view();
}

// What is wrong before any value is looked at.
void CellsCheck::check(const Row& row, RowReport& report) const
{
    for (const RowFinding& finding : row.flaws) {
        const bool isMapped = m_mapping.fieldOf(finding.column).has_value();
        // The time is looked at below, if it is taken at all.
        if (isMapped && finding.what.code.startsWith(QLatin1StringView("timestamp.")))
            continue;
        RowFinding known = finding;
        // What nobody takes need not be mended.
        if (finding.column >= 0 && !isMapped && finding.what.severity == Severity::Error)
            known.what.severity = Severity::Note;
        report.add(std::move(known));
    }
    for (const int column : row.oddCells) {
        const bool isMapped = m_mapping.fieldOf(column).has_value();
        RowFinding& finding = report.add(
            row, column, isMapped ? Severity::Error : Severity::Note, QStringLiteral("table.text-behind-quote"));
        finding.found = textOf(row.cells[std::size_t(column)]);
        finding.expected = Words::tr("nothing behind the closing quote");
        finding.what.sentence
            = Words::tr("Row %1, %2: expected nothing behind the closing quote, found %3. Double the quotes within the "
                        "cell or take them away.")
                  .arg(row.number)
                  .arg(finding.columnName, finding.found);
    }
    for (auto i = std::size_t(m_columns); i < row.cells.size(); ++i) {
        if (trimmed(row.cells[i]).empty())
            continue;
        RowFinding& finding = report.add(row, int(i), Severity::Error, QStringLiteral("table.extra-cell"));
        finding.found = textOf(row.cells[i]);
        //: %2 is a number of columns
        finding.expected = Words::tr("%1 cells").arg(m_columns);
        finding.what.sentence = Words::tr("Row %1: expected %2 cells, found %3; the first without a header is \"%4\". "
                                          "Look for a separator that should stand within quotes.")
                                    .arg(row.number)
                                    .arg(m_columns)
                                    .arg(row.cells.size())
                                    .arg(finding.found);
        break;
    }
    if (const std::string_view extra = extraIn(row); !extra.empty()) {
        RowFinding& finding = report.add(row, m_extraColumn, Severity::Error, QStringLiteral("table.extra-cell"));
        finding.found = textOf(extra);
        finding.what.sentence
            = Words::tr("Row %1 had more cells than columns: \"%2\". Mend the row, then empty the cell in %3.")
                  .arg(row.number)
                  .arg(finding.found, finding.columnName);
    }
}

void CellsCheck::checkParting(const Row& row, RowReport& report) const
{
    if (const int column = m_parting.columnIn(row.cells); column >= 0)
        reportParted(row, column, report);
}

void CellsCheck::reportParted(const Row& row, int column, RowReport& report) const
{
    const auto at = std::size_t(column);
    const auto field = m_mapping.fieldOf(column);
    RowFinding& finding = field ? report.add(row, MappedColumn{*field, at}, Severity::Error, "parted")
                                : report.add(row, column, Severity::Error, QStringLiteral("table.parted"));
    const QString next = textOf(trimmed(row.cells[at + 1]));
    finding.found = textOf(trimmed(row.cells[at]));
    finding.what.sentence = Words::tr(
        "Row %1, %2: %3, and %4 in the next column, look like one number whose comma parted it. Put numbers "
        "with a comma in quotes, or part the columns by another sign.")
                                .arg(row.number)
                                .arg(finding.columnName, finding.found, next);
}

} // namespace rookery::intake
