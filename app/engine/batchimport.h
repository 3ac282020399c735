// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/rowimport.h"

namespace rookery::engine {

/// Has something done where the engine lives, and waits until it is.
using AskEngine = std::function<void(const std::function<void(Engine&)>&)>;

/// A source that becomes a batch of the history: opened before its first row, what is ready accepted, closed with its
/// counts. One that is never closed was interrupted, and the next start says so.
class BatchImport final {
public:
    /// `plan`: its batch 0 opens a new one of this name. `choices`: how it was read, so that it can be read so again.
    /// `known` and the rows are as in RowImport.
    [[nodiscard]] static Result<std::unique_ptr<BatchImport>> open(std::unique_ptr<intake::RowReader> rows,
        ImportPlan plan, const ledger::Reader* known, AskEngine ask, const QString& name, const QByteArray& choices);
    /// Only looked at: there is no batch, and nothing to close.
    [[nodiscard]] static std::unique_ptr<BatchImport> look(
        std::unique_ptr<intake::RowReader> rows, ImportPlan plan, const ledger::Reader* known);

    [[nodiscard]] qint64 batch() const { return m_batch; }
    [[nodiscard]] RowImport& rows() { return m_rows; }
    /// `before`: rows that an earlier run has accepted.
    [[nodiscard]] Done close(qint64 before = 0);

private:
    BatchImport(std::unique_ptr<intake::RowReader> rows, ImportPlan plan, const ledger::Reader* known, AskEngine ask);

    AskEngine m_ask; // null: only looked at
    qint64 m_batch;
    RowImport m_rows;
};

} // namespace rookery::engine
