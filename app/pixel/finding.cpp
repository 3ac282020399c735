// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/finding.h"

#include <algorithm>

namespace rookery::pixel {

bool hasErrors(const Findings& findings)
{
    return std::any_of(
        findings.begin(), findings.end(), [](const Finding& f) { return f.severity == Severity::Error; });
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return QStringLiteral("note");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Error:
        return QStringLiteral("error");
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const Finding& finding)
{
    QJsonObject json{
        {QStringLiteral("severity"), severityText(finding.severity)},
        {QStringLiteral("code"), finding.code},
        {QStringLiteral("message"), finding.sentence},
    };
    if (finding.field)
        json.insert(QStringLiteral("field"), key(*finding.field));
    if (finding.position >= 0)
        json.insert(QStringLiteral("position"), finding.position);
    if (!finding.detail.isEmpty())
        json.insert(QStringLiteral("detail"), finding.detail);
    return json;
}

} // namespace rookery::pixel
