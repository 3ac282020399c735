// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/exportfile.h"
#include "ledger/query.h"
#include "pixel/error.h"
#include "ui/history/report.h"

#include <QObject>

#include <atomic>
#include <functional>

class QThread;

namespace rookery::ui {

/// What became of an export.
struct Exported {
    qint64 rows = 0;
    qint64 cutCells = 0; ///< see ledger::RowStream
};

/// Writes what a history query shows into a file, oldest first, on a thread of its own with a reader of its own.
/// The file appears whole or not at all.
class Exporter final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    /// Waits for an export that is under way: somebody asked for it.
    ~Exporter() override;

    /// finished() or failed() follows; one at a time.
    void start(const QString& ledgerFile, const ledger::HistoryQuery& query, const QString& file,
        const ledger::ExportOptions& options);
    /// HAR, an entry an attempt.
    void startHar(const QString& ledgerFile, const ledger::HistoryQuery& query, const QString& file, bool hidePersonal);
    void startReport(
        const QString& ledgerFile, const ledger::HistoryQuery& query, const QString& file, const ReportHead& head);
    /// The list of corrections, for the vendor.
    void startCorrections(const QString& ledgerFile, const QString& file);
    /// failed() follows with Interrupted, and there is no file; unless it was through already.
    void giveUp() { m_givenUp = true; }
    [[nodiscard]] bool isRunning() const { return m_thread != nullptr; }

Q_SIGNALS:
    /// Now and then, where it takes a while.
    void progressed(qint64 rows);
    /// `cutCells`: see ledger::RowStream.
    void finished(const QString& file, qint64 rows, qint64 cutCells);
    void failed(const rookery::Error& error);

private:
    void run(const QString& file, const std::function<Result<Exported>(const GoOn&)>& work);

    QThread* m_thread = nullptr;
    std::atomic<bool> m_givenUp = false;
};

/// The same, here and now.
[[nodiscard]] Result<Exported> exportHistory(const QString& ledgerFile, const ledger::HistoryQuery& query,
    const QString& file, const ledger::ExportOptions& options, const GoOn& goOn = {});

/// The number of rows.
[[nodiscard]] Result<qint64> exportHar(const QString& ledgerFile, const ledger::HistoryQuery& query,
    const QString& file, bool hidePersonal, const GoOn& goOn = {});

[[nodiscard]] Result<qint64> exportReport(const QString& ledgerFile, const ledger::HistoryQuery& query,
    const QString& file, const ReportHead& head, const GoOn& goOn = {});

[[nodiscard]] Result<qint64> exportCorrections(const QString& ledgerFile, const QString& file);

} // namespace rookery::ui
