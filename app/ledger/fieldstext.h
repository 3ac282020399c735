// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/event.h"

#include <QByteArray>

namespace rookery::ledger {

/// pixel::Event::fromJson() of what the ledger holds. It is nearly always plain and is then read without a tree of it:
/// a history is read a million at a time.
[[nodiscard]] pixel::Event fieldsOfText(const QByteArray& json);

} // namespace rookery::ledger
