// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/rowfinding.h"
#include "ledger/record.h"

#include <QStringList>

namespace rookery::engine {

/// A row as a file of results or rejects tells of it: what stood in it, and what became of it.
struct RowResult {
    QStringList cells; ///< as they stand in the source
    qint64 row = 0;
    QString orderId;
    std::optional<ledger::EventRecord> event; ///< where it was accepted
    QString state;                            ///< else: rowLookText()
    QStringList sentences;                    ///< of its findings
    std::optional<UtcMs> sent = {};           ///< when it last left, where that is known better than by its timestamp
};

/// Why a row is held back: the columns, and the sentences. Of a duplicate, warnings are reasons too.
struct RejectReason {
    QStringList columns;
    QStringList sentences;
};
[[nodiscard]] RejectReason reasonOf(const QList<intake::RowFinding>& findings, bool isDuplicate);

/// A CSV file (UTF-8 with a byte order mark, cells guarded) with the columns of a source and ours behind them: all rows
/// with what became of them, or those that were held back with the reason. Where the source is such a file itself, its
/// columns of ours are left out: they told of that time.
class ResultFile final {
public:
    enum class Kind { Results, Rejects };

    ResultFile(Kind kind, const QStringList& header);

    [[nodiscard]] QByteArray head() const;
    [[nodiscard]] QByteArray line(const RowResult& row) const;
    /// Of a row with these cells that is held back.
    [[nodiscard]] QByteArray line(const QStringList& cells, const RejectReason& reason) const;

private:
    [[nodiscard]] QByteArray lineOf(const QStringList& cells, const QStringList& ours) const;

    Kind m_kind;
    QStringList m_header;       // of the source
    QList<qsizetype> m_columns; // of them, without ours
    QList<qsizetype> m_extra;   // cells that had no column when the source was written by us
};

} // namespace rookery::engine
