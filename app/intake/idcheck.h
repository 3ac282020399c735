// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/rowreport.h"

#include <string_view>

namespace rookery::intake {

/// What is sent as it stands and compared with what another system has: the IDs of the order, the visit and the user.
[[nodiscard]] bool isIdentity(pixel::Field field);

/// Nothing can be said against the order ID.
[[nodiscard]] bool isFlawlessOrderId(std::string_view cell);
/// The same of an ID that is a UUID.
[[nodiscard]] bool isFlawlessUuid(std::string_view cell);
/// May be one of the vendor's examples, which pixel::check() knows. The cell is not empty.
[[nodiscard]] bool mayBePlaceholder(std::string_view cell);

/// What stands in the place of an order ID and is none.
void checkOrderId(const Row& row, MappedColumn column, RowReport& report);
/// Letters that were read in another encoding than they were written in make another ID, which looks like one.
void checkLetters(const Row& row, MappedColumn column, bool isCodePageGuessed, RowReport& report);
/// `sentence`: %1 is the row, %2 the column, %3 what stands there.
RowFinding& reportOrderId(
    const Row& row, MappedColumn column, const char* kind, const QString& sentence, RowReport& report);

} // namespace rookery::intake
