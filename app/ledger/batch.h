// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/utcms.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace rookery::ledger {

/// Rows that came in together, by one paste or from one file. What was accepted of them are events that name the batch
/// and their row; the others were held back and are only counted.
struct Batch {
    qint64 id = 0;
    QString name; ///< of the file, without its folder; what it was pasted as
    QString profile;
    QString agent;
    UtcMs opened;
    QByteArray choices; ///< JSON: how it was read (mapping, encoding, ...)
    /// All rows that were not empty, when the last of them had been looked at; nothing: it was broken off before.
    std::optional<qint64> rows = {};
    qint64 held = 0;       ///< of them: need fixing
    qint64 duplicates = 0; ///< of them: their order is in an earlier row, or in the ledger
    qint64 accepted = 0;   ///< counted from the events

    bool operator==(const Batch&) const = default;
};

/// What of a batch did not arrive, or not yet.
struct BatchStanding {
    qint64 underWay = 0; ///< waiting, or being sent
    qint64 failed = 0;   ///< did not arrive; those that go again by themselves among them
    qint64 cancelled = 0;
    qint64 unknown = 0;

    bool operator==(const BatchStanding&) const = default;
};

/// The place of an event in its batch. The row is numbered as the spreadsheet counts.
struct BatchRow {
    qint64 batch = 0;
    qint64 row = 0;

    bool operator==(const BatchRow&) const = default;
};

} // namespace rookery::ledger
