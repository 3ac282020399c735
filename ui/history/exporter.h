// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/exportfile.h"
#include "ledger/query.h"
#include "pixel/error.h"

#include <QObject>

#include <functional>

class QThread;

namespace rookery::ui {

/// Writes what a history query shows into a file, oldest first, on a thread of its own with a reader of its own.
/// The file appears whole or not at all.
class Exporter final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    /// Waits for an export that is under way; a half-written file would be worse than a moment.
    ~Exporter() override;

    /// finished() or failed() follows; one at a time.
    void start(const QString& ledgerFile, const ledger::HistoryQuery& query, const QString& file,
        ledger::ExportOptions options);
    /// The list of corrections, for the vendor.
    void startCorrections(const QString& ledgerFile, const QString& file);
    [[nodiscard]] bool isRunning() const { return m_thread != nullptr; }

Q_SIGNALS:
    void finished(const QString& file, qint64 rows);
    void failed(const rookery::Error& error);

private:
    void run(const QString& file, const std::function<Result<qint64>()>& work);

    QThread* m_thread = nullptr;
};

/// The same, here and now. The number of rows.
[[nodiscard]] Result<qint64> exportHistory(
    const QString& ledgerFile, const ledger::HistoryQuery& query, const QString& file, ledger::ExportOptions options);

[[nodiscard]] Result<qint64> exportCorrections(const QString& ledgerFile, const QString& file);

} // namespace rookery::ui
