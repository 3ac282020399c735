// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"

#include <QStringList>

namespace rookery::ui {

/// What an event has been through and what may be done now, for the agent. `heldUp` (heldUpSentence()) says why one
/// that would go by itself does not.
[[nodiscard]] QString storyOf(const ledger::EventRecord& event, const QString& heldUp = {});
/// Try, started, result, HTTP status, how often it left, took, why.
[[nodiscard]] QStringList attemptCells(const ledger::AttemptRecord& attempt);
/// The whole URL and what was asked for with it, for the analyst.
[[nodiscard]] QString requestText(const ledger::AttemptRecord& attempt);
/// Phases, status, headers and the kept part of the body.
[[nodiscard]] QString answerText(const ledger::AttemptRecord& attempt);

} // namespace rookery::ui
