// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/state.h"
#include "pixel/amount.h"
#include "pixel/utcms.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QList>
#include <QMap>
#include <QString>

namespace rookery::ledger {

/// A state as people read it: *waiting* after a failure is "not delivered" to them (BEHAVIOUR.md §States).
enum class Standing { Any, UnderWay, Delivered, NotDelivered, Unknown };
/// Any for what is none of the four: drafts, skipped and cancelled ones.
[[nodiscard]] Standing standingOf(State state, int failures, Hold hold);

/// How many, and their revenue by currency.
struct Tally {
    qint64 count = 0;
    QMap<QString, pixel::Amount> sums;
};

/// Which events a list, a count or an export is about; what is empty does not restrict.
struct HistoryQuery {
    QString search; ///< words that must all occur, anywhere, in any case
    QList<State> states;
    Standing standing = Standing::Any;
    std::optional<UtcMs> since; ///< confirmed at or after
    QString profile;

    /// Nothing is asked for: every event matches.
    [[nodiscard]] bool matchesAll() const
    {
        return search.isEmpty() && states.isEmpty() && standing == Standing::Any && !since && profile.isEmpty();
    }
    bool operator==(const HistoryQuery&) const = default;
};

/// The condition over table `event` as SQL with named parameters; `1` for everything.
[[nodiscard]] std::string whereClause(const HistoryQuery& query);
void bindQuery(SQLite::Statement& statement, const HistoryQuery& query);

} // namespace rookery::ledger
