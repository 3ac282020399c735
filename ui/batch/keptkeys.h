// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace rookery::ui {

/// What is kept beside the rows of a batch (intake/sheetfile.h).
inline const QString NameKey = QStringLiteral("name");
inline const QString FileKey = QStringLiteral("file");
inline const QString MappingKey = QStringLiteral("mapping");
inline const QString LinesKey = QStringLiteral("orderLines");
inline const QString KeptKey = QStringLiteral("kept"); ///< UTC ms
inline const QString RowsKey = QStringLiteral("rows"); ///< that are not empty

} // namespace rookery::ui
