// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/table.h"

#include "pixel/error.h"
#include "pixel/event.h"

#include <QJsonObject>

#include <array>
#include <utility>

namespace rookery::intake {

/// Whether a column may be mapped to it: what only the program or the profile's account decides may not.
[[nodiscard]] bool isMappable(pixel::Field field);
/// By wire key; the order ID under both of its names.
[[nodiscard]] Result<pixel::Field> mappableField(const QString& key);

/// Which column fills which field, and what stands in every row.
class Mapping {
public:
    QString name; ///< given by a person; empty: none

    /// The column, from 0, or -1.
    [[nodiscard]] int columnOf(pixel::Field field) const { return m_columns[std::size_t(field)] - 1; }
    [[nodiscard]] std::optional<pixel::Field> fieldOf(int column) const;
    /// A column fills one field at the most, and a field has one column: the last one said counts. -1 takes it away.
    void setColumn(pixel::Field field, int column);

    [[nodiscard]] const pixel::Event& constants() const { return m_constants; }
    void setConstant(pixel::Field field, const QString& value) { m_constants.set(field, value); }

    /// `{"name": ..., "columns": {"Ref": "transactionId"}, "constants": {"currency": "GBP"}}`. Columns go by their
    /// header, so that a file whose columns stand in another order is read the same; a second one of the same name is
    /// `Ref (2)`.
    [[nodiscard]] QJsonObject toJson(const QStringList& header) const;
    /// Refuses a column that the header does not have, and a field that there is not.
    [[nodiscard]] static Result<Mapping> fromJson(const QJsonObject& json, const QStringList& header);

    bool operator==(const Mapping&) const = default;

private:
    std::array<int, pixel::FieldCount> m_columns{}; // one more than the column; 0: none
    pixel::Event m_constants;
};

/// The header's names with a number behind those that are there again: what people and files call the columns.
[[nodiscard]] QStringList columnNames(const QStringList& header);
/// The column of a name as columnNames() has it; else of the only one that differs in case or outer space alone.
[[nodiscard]] Result<int> columnOfName(const QString& name, const QStringList& header);

/// `COLUMN=FIELD`, split at the last `=`: a header may hold one, a wire key does not.
[[nodiscard]] Result<std::pair<QString, pixel::Field>> splitMapOption(const QString& text);

/// What a mapping is remembered by: equal for files with the same names in whatever order, and for our files of results
/// and of rejects made from them.
[[nodiscard]] QByteArray headerSignature(const QStringList& header);

/// One column that may be meant for one field.
struct Candidate {
    pixel::Field field = pixel::Field::OrderId;
    int column = 0;
    int confidence = 0; ///< in percent; from ConfidentFrom on it is taken without asking
};
inline constexpr int ConfidentFrom = 75;

/// What the names in a header and the cells below them suggest.
struct Suggestion {
    QList<Candidate> candidates;   ///< by field, the best first
    Mapping mapping;               ///< of the fields that have exactly one confident candidate
    QList<pixel::Field> undecided; ///< have several that are equally good: a person decides
    /// Order ID and revenue are mapped, and nothing is undecided.
    [[nodiscard]] bool isComplete() const;
};

/// Knows English, German, French and Spanish headers and those of web shops.
[[nodiscard]] Suggestion suggestMapping(const TableShape& shape);

} // namespace rookery::intake
