// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

namespace rookery::engine {

/// Orders that somebody chose.
using Choice = QList<ledger::EventRecord>;

/// What a person can do with orders that are in the ledger (UX.md §0).
enum class Deed {
    Retry,
    ResendAsNew,
    EditCopy,
    Cancel,
    Correct,
    WithdrawCorrection,
    MoveToBin,
    Restore,
    CopyAddress,
    Compare,
    Note,
};

/// Whether it can be done to at least one of them.
[[nodiscard]] bool applies(Deed deed, const Choice& choice);

/// Those of the choice that it is done to. Retry means what did not arrive; only where all
/// have arrived it means to resend them. Some are for one order alone, Compare is for two.
[[nodiscard]] Choice fitting(Deed deed, const Choice& choice);

/// The others, which a person is told of.
[[nodiscard]] Choice leftOut(Deed deed, const Choice& choice);

/// What a retry of these comes to: whether they have arrived before, or never left, or something between.
enum class RetryKind { Retry, Resend, SendNow };
[[nodiscard]] RetryKind retryKindOf(const Choice& choice);

} // namespace rookery::engine
