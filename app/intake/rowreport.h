// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/mapping.h"
#include "intake/table.h"

#include <QList>

namespace rookery::intake {

/// A column that fills a field.
struct MappedColumn {
    pixel::Field field;
    std::size_t at;
};

/// The bytes of a row's cell; empty where the row ends before it or there is no such column.
[[nodiscard]] inline std::string_view cellOf(const Row& row, int column)
{
    return column >= 0 && std::size_t(column) < row.cells.size() ? row.cells[std::size_t(column)] : std::string_view();
}
[[nodiscard]] inline std::string_view cellOf(const Row& row, MappedColumn column)
{
    return cellOf(row, int(column.at));
}

/// What is found in a row, one check after another.
class RowReport final {
public:
    explicit RowReport(const QStringList& header) : m_header(header) { }

    void clear();
    /// To be filled by who found it; good until the next one.
    RowFinding& add(const Row& row, int column, pixel::Severity severity, const QString& code);
    /// The same, with the key of the column's field before `kind`.
    RowFinding& add(const Row& row, MappedColumn column, pixel::Severity severity, const char* kind);
    void add(RowFinding finding) { m_findings << std::move(finding); }

    [[nodiscard]] const QList<RowFinding>& findings() const { return m_findings; }
    [[nodiscard]] QString columnName(int column) const { return m_header.value(column); }
    [[nodiscard]] bool hasErrors() const;
    /// Of the field, or of the column that fills it.
    [[nodiscard]] bool hasErrorOf(pixel::Field field) const;
    [[nodiscard]] bool hasErrorIn(int column) const;

private:
    QStringList m_header;
    QList<RowFinding> m_findings;
};

} // namespace rookery::intake
