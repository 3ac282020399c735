// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/unclaimed.h"

#include "intake/headerwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace rookery::intake {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::intake::Unclaimed)
};

using pixel::Field;
using pixel::Severity;

// Nothing is lost with an amount of zero.
bool isWorthSaying(std::string_view cell)
{
    return cell.find_first_of("123456789") != std::string_view::npos && (isAmountLike(cell) || !taxRate(cell).empty());
}

} // namespace

Unclaimed::Unclaimed(const QStringList& header, const Mapping& mapping) : m_header(header)
{
    for (const Field field : {Field::Tax, Field::Shipping}) {
        if (mapping.columnOf(field) >= 0 || mapping.constants().has(field))
            continue;
        for (int column = 0; column < header.size(); ++column) {
            if (!mapping.fieldOf(column) && nameConfidence(header[column], field) >= ConfidentFrom)
                m_columns.push_back({field, std::size_t(column)});
        }
    }
}

std::size_t Unclaimed::indexIn(std::span<const std::string_view> cells) const
{
    const auto found = std::find_if(m_columns.begin(), m_columns.end(),
        [cells](const Column& column) { return column.at < cells.size() && isWorthSaying(trimmed(cells[column.at])); });
    return std::size_t(found - m_columns.begin());
}

std::optional<RowFinding> Unclaimed::findingIn(qint64 row, std::span<const std::string_view> cells)
{
    const std::size_t index = indexIn(cells);
    if (index == m_columns.size())
        return std::nullopt;
    const Column column = m_columns[index];
    m_columns.erase(m_columns.begin() + std::ptrdiff_t(index));
    const std::string_view cell = trimmed(cells[column.at]);
    const bool isRate = column.field == Field::Tax && !taxRate(cell).empty();
    RowFinding finding;
    finding.row = row;
    finding.column = int(column.at);
    finding.columnName = m_header.value(finding.column);
    finding.found = textOf(cell);
    finding.what.severity = isRate ? Severity::Warning : Severity::Note;
    finding.what.code = pixel::key(column.field) + QLatin1StringView(isRate ? ".rate-left-out" : ".left-out");
    finding.what.sentence
        = (isRate ? Words::tr(
               "Check: row %1, %2: \"%3\" looks like a rate of tax and not like its amount, so the column is left "
               "out of all rows. Choose it for the tax if it holds amounts.")
                  : Words::tr("Row %1, %2: \"%3\" is left out, and so is the column in all rows."))
              .arg(QString::number(row), finding.columnName, finding.found);
    return finding;
}

} // namespace rookery::intake
