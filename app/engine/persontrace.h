// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/personid.h"
#include "ledger/reader.h"

namespace rookery::engine {

/// What export and erasure of a person look for alike.

[[nodiscard]] bool isTheirs(const ledger::EventRecord& event, const ledger::PersonId& id);
/// Orders with that identity, and those beside which somebody wrote it.
[[nodiscard]] Result<QList<ledger::EventRecord>> eventsOf(const ledger::Reader& reader, const ledger::PersonId& id);
/// For those who have to look there themselves.
[[nodiscard]] QString unreachedFile(const QString& file, const Error& error);

} // namespace rookery::engine
