// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "pixel/error.h"
#include "ui/history/choice.h"

#include <functional>

class QObject;

namespace rookery::ui {

/// Reads all that match, on a thread and with a reader of its own, and hands them to `then` on the thread of `context`,
/// if that is still there: in order of confirmation, MostMatching at the most. BadInput where there are more.
void collectMatching(QObject* context, const QString& ledgerFile, const ledger::HistoryQuery& query,
    std::function<void(const Result<Choice>&)> then);
inline constexpr int MostMatching = 100'000;

} // namespace rookery::ui
