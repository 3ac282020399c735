// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/decode.h"

namespace rookery::pixel {

/// How a value of one URL stands to that of another.
enum class Difference {
    Same,
    Changed,    ///< also where the keys differ in wording but mean the same field
    SameNumber, ///< 19.99 and 19.990
    OnlyA,
    OnlyB,
    Renamed,  ///< the same value of the same field under another key
    Volatile, ///< timestamp and eventID: two events always differ in them
};

/// One row of a comparison. Key and value of the side that does not have it are empty.
struct Compared {
    QString keyA;
    QString keyB;
    QString valueA;
    QString valueB;
    Difference kind = Difference::Same;

    bool operator==(const Compared&) const = default;
};

/// Two URLs held against each other: `scheme`, `host` (with its port) and `path` where they differ, then every
/// parameter in the order of `a`, then what only `b` has. A key that is there several times is paired first with first;
/// keys of one field under two names (`orderId`, a phone app's words, another case) are paired where nothing nearer is
/// left. Values are compared as they read, not as they were encoded.
[[nodiscard]] QList<Compared> compare(const DecodedUrl& a, const DecodedUrl& b);

/// `same number, different text`; for people.
[[nodiscard]] QString differenceText(Difference kind);

/// `orderId / transactionId` where the two sides call it otherwise, else the one key there is.
[[nodiscard]] QString comparedKey(const Compared& row);

/// A table for a ticket; whatever is in a value, it stays within its cell. Rows that are not wanted are left out by
/// the caller.
[[nodiscard]] QString comparedMarkdown(const QList<Compared>& rows);

} // namespace rookery::pixel
