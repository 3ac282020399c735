// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/state.h"
#include "pixel/error.h"

#include <QMap>
#include <QStringList>

#include <atomic>

namespace rookery::ledger {

class Connection;

/// What a look through a whole ledger found.
struct Soundness {
    QStringList problems; ///< a sentence each; the first of many of a kind stand for the others
    int schema = 0;
    qint64 events = 0;
    qint64 attempts = 0;
    QMap<State, qint64> states;

    [[nodiscard]] bool isSound() const { return problems.isEmpty(); }
};

/// Looks whether the file is whole and whether what stands in it can be true: each event has one event ID and it is the
/// one that is sent, its attempts are complete and carry its frozen bytes, the states sum up, and the text index holds
/// these orders' words and no others. Changes nothing. What is damaged is a problem, not an error. Of a ledger of an
/// older version too. Interrupted (somebody set `stop`).
[[nodiscard]] Result<Soundness> soundnessOf(Connection& db, const QString& ledgerFile, const std::atomic_bool& stop);

} // namespace rookery::ledger
