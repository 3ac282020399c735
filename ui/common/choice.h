// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/choice.h"
#include "ui/common/verb.h"

#include <QString>

namespace rookery::ui {

using engine::Choice;

/// What a verb does to orders that are in the ledger; nothing: it is about something else.
[[nodiscard]] std::optional<engine::Deed> deedOf(Verb verb);

/// Whether the verb applies to at least one of the choice, and to which (engine/choice.h).
[[nodiscard]] bool applies(Verb verb, const Choice& choice);
[[nodiscard]] QList<ledger::EventRecord> fitting(Verb verb, const Choice& choice);

/// "2 delivered left out", or nothing where the verb applies to all.
[[nodiscard]] QString leftOutText(Verb verb, const Choice& choice);

/// What the verb is called for this choice: "Retry", "Resend", "Send now", "Retry 5".
[[nodiscard]] QString verbText(Verb verb, const Choice& choice);

} // namespace rookery::ui
