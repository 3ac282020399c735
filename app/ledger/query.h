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

/// How many, and their revenue by currency: what was cancelled since has none any more, and a changed amount counts as
/// it is now. Only of delivered ones, for nobody knows of the others what arrived.
struct Tally {
    qint64 count = 0;      ///< all of them
    qint64 cancelled = 0;  ///< of them cancelled by the buyer since
    qint64 changed = 0;    ///< of them with another amount since
    qint64 identified = 0; ///< of them with a web identity, those cancelled since aside
    QMap<QString, pixel::Amount> sums;

    /// Those that still stand.
    [[nodiscard]] qint64 standing() const { return count - cancelled; }
};

/// Whether what was put into the bin is meant too.
enum class Bin { Included, Hidden, Only };

/// One condition of a search beside its plain words.
struct Term {
    enum class Kind {
        OrderId, ///< the value occurs in it, in any case; so for all down to Identity
        EventId,
        Profile,
        Agent,
        Note, ///< what people wrote beside it
        Host,
        Identity,    ///< visitor, session or user ID
        Http,        ///< the status of any of its attempts is the value
        HttpClass,   ///< its first digit is the value
        Batch,       ///< came in with the batch of this number
        RevenueOver, ///< decimal text; so for the next two
        RevenueUnder,
        RevenueIs,
        Live, ///< no value from here on
        Practice,
        Noted,
        Corrected,
        Declined,
        Anonymous, ///< no web identity
        Held,
        Queued, ///< goes by itself, sooner or later
    };
    Kind kind = Kind::OrderId;
    QString value = {};

    bool operator==(const Term&) const = default;
};

struct AttemptRecord;

/// Which events a list, a count or an export is about; what is empty does not restrict.
struct HistoryQuery {
    QString search; ///< words that must all occur, anywhere, in any case
    QList<State> states;
    Standing standing = Standing::Any;
    std::optional<UtcMs> since; ///< confirmed at or after
    std::optional<UtcMs> until; ///< confirmed before
    QString profile;
    Bin bin = Bin::Included;
    QList<Term> terms; ///< all must hold

    /// Nothing is asked for: every event matches but those in the bin.
    [[nodiscard]] bool matchesAll() const
    {
        return search.isEmpty() && states.isEmpty() && standing == Standing::Any && !since && !until
            && profile.isEmpty() && bin != Bin::Only && terms.isEmpty();
    }
    bool operator==(const HistoryQuery&) const = default;
};

/// Of an event that matches: whether this attempt is one of those that were asked for.
[[nodiscard]] bool matches(const HistoryQuery& query, const AttemptRecord& attempt);

/// The condition over table `event` as SQL with named parameters; `1` for everything.
[[nodiscard]] std::string whereClause(const HistoryQuery& query);
void bindQuery(SQLite::Statement& statement, const HistoryQuery& query);

} // namespace rookery::ledger
