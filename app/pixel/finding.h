// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/field.h"

#include <QJsonObject>
#include <QList>

namespace rookery::pixel {

enum class Severity {
    Note,    ///< worth knowing
    Warning, ///< may go out; a person should look
    Error,   ///< the field table forbids it; nothing is accepted
};

/// What a check found: a code for machines, a sentence for the agent, detail for the analyst.
struct Finding {
    Severity severity = Severity::Error;
    QString code; ///< stable, `field-or-topic.kind`, e.g. `revenue.not-decimal`
    std::optional<Field> field = {};
    qsizetype position = -1; ///< in a value: UTF-16 index; in a URL: byte offset; -1: nowhere in particular
    QString sentence = {};
    QString detail = {};

    bool operator==(const Finding&) const = default;
};

using Findings = QList<Finding>;

[[nodiscard]] bool hasErrors(const Findings& findings);
/// `note`, `warning`, `error`
[[nodiscard]] QString severityText(Severity severity);
[[nodiscard]] QJsonObject toJson(const Finding& finding);

} // namespace rookery::pixel
