// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "ledger/record.h"
#include "profile/profile.h"

#include <QString>

namespace rookery::ui {

/// With the cents of its currency and groups of thousands, without the currency.
[[nodiscard]] QString moneyText(const pixel::Amount& amount, const QString& currency, pixel::AmountStyle style);
/// The record's revenue as the people of its profile read it, without currency.
[[nodiscard]] QString revenueText(const ledger::EventRecord& event, pixel::AmountStyle style);
/// `10:42:07` today, with the day before it otherwise; this computer's time.
[[nodiscard]] QString timeText(UtcMs time);
/// The same without today's seconds.
[[nodiscard]] QString minuteText(UtcMs time);
/// `143 ms`, `15.0 s`
[[nodiscard]] QString tookText(qint64 ms);
/// `14 s`, `5 min`, `2 h`, `3 d`: how long ago, in the largest unit that is not zero.
[[nodiscard]] QString ageText(qint64 seconds);
/// What became of it: "Order 1234abcc delivered (HTTP 200, 143 ms)", and whether it was corrected since. `heldUp`
/// (heldUpSentence()) is said of what would go again by itself.
[[nodiscard]] QString resultText(const ledger::EventRecord& event, const QString& heldUp = {});
/// "Order 1234abcd was confirmed yesterday 16:20 for 1,000.99 GBP by desk 2 and is delivered."
[[nodiscard]] QString earlierText(const ledger::EventRecord& earlier, pixel::AmountStyle style);

/// "Cancelled by the buyer", "Amount changed", or nothing.
[[nodiscard]] QString correctionWord(ledger::CorrectionKind kind);
/// Its shape, where something was corrected.
[[nodiscard]] QString correctionIcon(ledger::CorrectionKind kind);
/// "2 cancelled since, 1 with a changed amount", or nothing.
[[nodiscard]] QString correctedText(const ledger::Tally& tally);

} // namespace rookery::ui
