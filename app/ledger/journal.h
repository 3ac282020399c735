// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/utcms.h"

#include <QJsonObject>
#include <QString>

namespace rookery::ledger {

/// What somebody did that takes something away, lets something out or overrules the program: `purge`, `archive`,
/// `restore`, `export`, `person-export`, `person-erase`, `profile-saved`, `profile-removed`, and what Decision::what
/// says. Rows are added and never changed.
struct JournalEntry {
    QString what;
    QJsonObject detail = {}; ///< counts, dates, names of files and profiles; never a value of a visitor
    QString agent = {};
    UtcMs at = UtcMs(0);

    bool operator==(const JournalEntry&) const = default;
};

} // namespace rookery::ledger
