// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/sheet.h"

#include <QJsonObject>

namespace rookery::intake {

/// A sheet as it is kept beside the ledger, so that what somebody works on is there again after a crash: the rows, what
/// was written over them, and `about`, which is the caller's.
struct KeptSheet {
    Sheet sheet;
    QJsonObject about;
};

/// Replaces the file in one step. Storage.
[[nodiscard]] Done writeSheetFile(const QString& path, const KeptSheet& kept);
/// NotFound; BadInput where it is no such file, or was written by a newer version.
[[nodiscard]] Result<KeptSheet> readSheetFile(const QString& path);
/// Of a file that may be large, `about` alone. The same errors.
[[nodiscard]] Result<QJsonObject> aboutSheetFile(const QString& path);

} // namespace rookery::intake
