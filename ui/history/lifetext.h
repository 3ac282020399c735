// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QStringList>

namespace rookery::ui {

/// What people did and decided about an order, in words, oldest first; the confirmation is the first line.
[[nodiscard]] QStringList lifeOf(const ledger::EventRecord& event, const QList<ledger::Decision>& decisions,
    const QList<ledger::Correction>& corrections);

} // namespace rookery::ui
