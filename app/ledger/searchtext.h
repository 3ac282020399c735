// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"

#include <QDate>
#include <QStringList>

class QTimeZone;

namespace rookery::ledger {

/// A search as people type it. Bare words may occur anywhere; `key:value` narrows, a value with spaces goes in double
/// quotes, as may any words: `status: order: event: profile: agent: note: host: id: http: rev: rev> rev< on: before:
/// after: is:` (UX.md §4). `profile:=NAME` is that profile alone, not every one in whose name it occurs. What no key
/// is, such as an order ID with a colon, is a word.
struct SearchText {
    HistoryQuery query;
    QStringList problems; ///< a sentence for each part that asks for something that cannot be; it restricts nothing
};

/// Days are those of `zone`, of which `today` is one.
[[nodiscard]] SearchText readSearch(const QString& text, const QTimeZone& zone, QDate today);

/// One part of a search: `agent:"desk 4"`.
[[nodiscard]] QString searchPart(const QString& key, const QString& value);
/// The part that means this profile alone.
[[nodiscard]] QString exactProfilePart(const QString& name);

/// The first moment of a day, whatever its clock does that day.
[[nodiscard]] UtcMs startOfDay(QDate day, const QTimeZone& zone);

} // namespace rookery::ledger
