// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/rowfinding.h"

namespace rookery::intake {

QJsonObject toJson(const RowFinding& finding)
{
    QJsonObject json = pixel::toJson(finding.what);
    if (finding.row > 0)
        json.insert(QStringLiteral("row"), finding.row);
    const auto insert = [&json](const QString& key, const QString& text) {
        if (!text.isEmpty())
            json.insert(key, text);
    };
    insert(QStringLiteral("column"), finding.columnName);
    insert(QStringLiteral("expected"), finding.expected);
    insert(QStringLiteral("found"), finding.found);
    insert(QStringLiteral("fix"), finding.fix);
    return json;
}

} // namespace rookery::intake
