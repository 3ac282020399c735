// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/state.h"
#include "pixel/utcms.h"

#include <QMap>

namespace rookery::ledger {

/// How much a ledger holds, counted from its rows.
struct Statistics {
    QMap<QString, QMap<State, qint64>> profiles; ///< events by profile and state
    qint64 events = 0;
    qint64 attempts = 0;
    qint64 drafts = 0;
    qint64 batches = 0;
    qint64 pastOrders = 0;               ///< purged, and still known
    std::optional<UtcMs> oldest, newest; ///< confirmed
    qint64 freeBytes = 0;                ///< inside the file
    int schema = 0;
};

/// Of the SQLite that is running.
[[nodiscard]] QString sqliteVersion();

} // namespace rookery::ledger
