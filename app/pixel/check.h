// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/amount.h"
#include "pixel/event.h"
#include "pixel/finding.h"
#include "pixel/utcms.h"

#include <QStringList>

namespace rookery::pixel {

/// What stands in our files in place of a visitor, session or user ID that was left out of them on purpose.
inline constexpr QLatin1StringView HiddenText("hidden");

/// What is known about the account and the moment; an empty member asks nothing.
struct CheckContext {
    std::optional<UtcMs> now;
    QString currency;        ///< the account's, ISO 4217
    QStringList conversions; ///< the account's conversion names
    QStringList properties;  ///< the account's property names
    /// What an order usually brings, and how many times that is worth a look; nothing: any amount is as good.
    std::optional<Amount> usual = {};
    double unusualFactor = 0;
};

/// A remark where an order brings so many times what is usual; exactly that many is not worth it.
[[nodiscard]] std::optional<Finding> unusualRevenue(const Event& event, const CheckContext& context);

/// One value against its row of the field table. An empty value has no findings: whether it may be missing is
/// asked of the whole event.
[[nodiscard]] Findings checkValue(Field field, const QString& value, const CheckContext& context = {});

/// Every value, what is missing, and what only shows when values are put side by side (tax over revenue).
/// `timestamp` and `eventID` are asked for too: set them first where the program gives them.
[[nodiscard]] Findings check(const Event& event, const CheckContext& context = {});

/// The characters that no value may carry (BEHAVIOUR.md §Bad input): the index of the first, or -1.
[[nodiscard]] qsizetype indexOfForbidden(QStringView text);

} // namespace rookery::pixel
