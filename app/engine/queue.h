// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"

namespace rookery::engine {

/// Orders of this profile, or of all where it is empty, that go by themselves sooner or later: they wait for their
/// turn, for the network or for a server, and for no person.
[[nodiscard]] ledger::HistoryQuery queuedOf(const QString& profile);
/// The same, as it is typed into a search.
[[nodiscard]] QString queuedSearch(const QString& profile);

} // namespace rookery::engine
