// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"
#include "pixel/error.h"

#include <functional>

class QObject;

namespace rookery::ui {

class Desk;

/// A person wants this order to go again now. While sending to its profile is stopped it is made due instead, and the
/// status bar says that it goes when sending is resumed. `failed` hears why it can't, and dies with `context`.
void retry(Desk& desk, QObject* context, const ledger::EventRecord& event, bool despiteCorrection,
    const std::function<void(const Error&)>& failed);
/// The same for several; what still has to go, goes in its turn.
void retryAll(Desk& desk, QObject* context, const QList<ledger::EventRecord>& events,
    const std::function<void(const Error&)>& failed);

} // namespace rookery::ui
