// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/dialect.h"

#include <QHash>
#include <QStringList>

namespace rookery::pixel {

std::optional<Field> fieldOfDialect(const QString& key)
{
    static const QHash<QString, Field> Dialects{
        {QStringLiteral("transactionAmount"), Field::Revenue},
        {QStringLiteral("transactionTotal"), Field::Revenue},
        {QStringLiteral("transactionType"), Field::ConversionName},
    };
    const auto it = Dialects.find(key);
    return it == Dialects.end() ? std::nullopt : std::optional(it.value());
}

bool isAppOnlyKey(const QString& key)
{
    static const QStringList Keys{QStringLiteral("screenName"), QStringLiteral("screenLocation"),
        QStringLiteral("deepLink"), QStringLiteral("referrer"), QStringLiteral("hostname"), QStringLiteral("url"),
        QStringLiteral("page")};
    return Keys.contains(key);
}

} // namespace rookery::pixel
