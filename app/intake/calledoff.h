// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/mapping.h"

#include <optional>
#include <string>
#include <vector>

namespace rookery::intake {

/// Of the finding that an order may be none.
inline constexpr QLatin1StringView CalledOffCode("order.called-off");

/// Whether each row of the table is a refund of some order, with an ID of its own.
[[nodiscard]] bool isOfRefunds(const TableShape& shape);

/// What a shop's file says of an order besides its amounts: that it was refunded, cancelled or is not paid yet, that it
/// is a credit note or a quote, that somebody tried the shop, or that it was on its way when we wrote the file. Nobody
/// maps such a column, and an order that never came about is not to be reported as a sale in silence.
class CalledOff final {
public:
    /// The columns are known by their names (`Financial Status`, `Storniert am`, `Refunded Amount`), in English,
    /// German, French and Spanish; those that are mapped are values.
    CalledOff(const QStringList& header, const Mapping& mapping);

    /// The first column that speaks against the order, or -1.
    [[nodiscard]] int columnIn(std::span<const std::string_view> cells);
    /// Of columnIn(), as a warning: it is the person who knows why the order stands in the file.
    [[nodiscard]] std::optional<RowFinding> findingIn(qint64 row, std::span<const std::string_view> cells);

private:
    enum class Kind {
        State,    ///< of the order or its payment: any word
        Delivery, ///< the same of the parcel, which may well be pending or come back
        Event,    ///< a time, an amount, a mark: empty, zero or no where nothing has happened
        Type,     ///< of the document: an order, a credit note
        Paid,     ///< a mark, or an amount: no where the money is not there
        Test,     ///< a mark, or the name of the system: yes, or one for trials
        Live,     ///< the same the other way round
        Ours,     ///< how far the order had got when we wrote the file
    };
    struct Column {
        std::size_t at;
        Kind kind;
        bool isOpenUnpaid = false; ///< `open` says that money is still to come
        std::string fine = {};     ///< the cell that was found harmless last: files repeat few of them
    };

    [[nodiscard]] static std::optional<Kind> kindOf(const QStringList& words);
    [[nodiscard]] bool speaksAgainst(const Column& column, const QStringList& words) const;

    QStringList m_header;
    std::vector<Column> m_columns;
    bool m_closedIsRefunded = false;
};

} // namespace rookery::intake
