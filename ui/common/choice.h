// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/record.h"
#include "ui/common/verb.h"

#include <QString>

namespace rookery::ui {

/// Orders that somebody chose in the history.
using Choice = QList<ledger::EventRecord>;

/// Those of the choice that the verb applies to (UX.md §0); empty: it can't be done. Retry means what did not arrive;
/// only where all have arrived it means to resend them.
[[nodiscard]] Choice fitting(Verb verb, const Choice& choice);

/// "2 delivered left out", or nothing where the verb applies to all.
[[nodiscard]] QString leftOutText(Verb verb, const Choice& choice);

/// What the verb is called for this choice: "Retry", "Resend", "Send now", "Retry 5".
[[nodiscard]] QString verbText(Verb verb, const Choice& choice);

} // namespace rookery::ui
