// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QStringList>

#include <string>
#include <vector>

namespace rookery::ledger {

/// A column of an export: a field of the wire, by its number, or what the ledger knows of the event beside them.
enum class ExportColumn {
    State = pixel::FieldCount,
    Attempts,
    Profile,
    Confirmed,
    Agent,
    Live,
    Status,
    Ms,
    Url,
    Message,
    Note,
    Correction,
    Declined,
    OrderTime,
};
inline constexpr int ExportColumnCount = int(ExportColumn::OrderTime) + 1;

[[nodiscard]] constexpr bool isField(ExportColumn column) { return int(column) < pixel::FieldCount; }
/// Of one that isField().
[[nodiscard]] constexpr pixel::Field fieldOf(ExportColumn column) { return pixel::Field(int(column)); }
[[nodiscard]] QLatin1StringView keyOf(ExportColumn column);
/// In the order wanted; others are passed over. No keys: all.
[[nodiscard]] std::vector<ExportColumn> columnsOf(const QStringList& keys);

/// Behind what `to` holds, as UTF-8 and without anything that a format wants around it. `hidePersonal`: visitor,
/// session and user ID are masked, in the URL too.
void appendValue(std::string& to, const EventRecord& event, ExportColumn column, bool hidePersonal);
/// The same as UtcMs::isoText(), for those who need a million of them.
void appendIsoText(std::string& to, UtcMs time);
/// Of a value that hides when it has to.
[[nodiscard]] bool isPersonal(ExportColumn column);

} // namespace rookery::ledger
