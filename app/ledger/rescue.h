// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"

namespace rookery::ledger {

/// SQLite found a page of the ledger damaged. A file beside it says so to the next who opens it for writing. Does
/// nothing where `file` is no file.
void markDamaged(const QString& file);
[[nodiscard]] bool isMarkedDamaged(const QString& file);

/// What could be read of a damaged ledger.
struct Rescued {
    qint64 orders = 0;
    qint64 of = 0;    ///< as many as its index or its numbers speak of
    QString setAside; ///< where the damaged one is now; empty: it is sound, and was left as it is
};

/// Copies what can be read, row by row, into a new ledger, which then takes the place of the damaged one; that one
/// keeps its bytes under a dated name, `<name>-damaged-<time>.sqlite`. An order whose last try is lost becomes unknown.
/// Where no order can be read nothing is changed. The caller holds the writer's lock, and nobody else has the ledger
/// open.
[[nodiscard]] Result<Rescued> rescue(const QString& file);

} // namespace rookery::ledger
