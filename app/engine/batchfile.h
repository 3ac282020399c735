// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resultfile.h"
#include "engine/sheetcheck.h"
#include "intake/mapping.h"
#include "intake/sheet.h"

namespace rookery::engine {

/// A batch as it stands at one moment, for another thread to write down.
struct BatchSnapshot {
    intake::Sheet sheet;
    std::shared_ptr<const SheetReport> report;
    std::vector<qint64> events; ///< by row, 0: not accepted; may be shorter than the sheet
    int orderColumn = -1;
};

/// All rows with what became of them, or those that are held back. How many there were. Storage: the file or the ledger
/// failed; Interrupted where `goOn`, which hears how many rows are through, says false; then there is no file.
[[nodiscard]] Result<qint64> writeBatchFile(const QString& file, ResultFile::Kind kind, const BatchSnapshot& batch,
    const QString& ledgerFile, const std::function<bool(qint64 rows)>& goOn);

} // namespace rookery::engine
