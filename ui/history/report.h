// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "pixel/amountstyle.h"
#include "pixel/error.h"

#include <QDateTime>
#include <QFont>

#include <functional>

class QIODevice;

namespace rookery::ledger {
class Reader;
}

namespace rookery::ui {

/// Told how many rows are done; false: no more of it is wanted.
using GoOn = std::function<bool(qint64 rows)>;

/// What a report says beside its orders.
struct ReportHead {
    QString filter; ///< in words
    QDateTime made;
    QList<int> columns; ///< of HistoryColumn, from left to right
    pixel::AmountStyle style = pixel::AmountStyle::Point;
    QFont font; ///< its family
};

/// Writes a PDF to print: what it shows, sums by state, and a row an order, oldest first, in pages with a number and
/// the names of the columns on each. Draws page by page and holds no more than one; on any thread. The number of
/// orders; fewer where `goOn` said so or `out` failed.
[[nodiscard]] Result<qint64> writeReport(QIODevice& out, const ledger::Reader& reader,
    const ledger::HistoryQuery& query, const ReportHead& head, const GoOn& goOn = {});

} // namespace rookery::ui
