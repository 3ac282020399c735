// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/exporter.h"

#include "ledger/reader.h"

#include <QSaveFile>
#include <QThread>

namespace rookery::ui {

Exporter::~Exporter()
{
    if (m_thread)
        m_thread->wait();
}

void Exporter::start(
    const QString& ledgerFile, const ledger::HistoryQuery& query, const QString& file, ledger::ExportOptions options)
{
    run(file, [=] { return exportHistory(ledgerFile, query, file, options); });
}

void Exporter::startCorrections(const QString& ledgerFile, const QString& file)
{
    run(file, [=] { return exportCorrections(ledgerFile, file); });
}

void Exporter::run(const QString& file, const std::function<Result<qint64>()>& work)
{
    if (isRunning())
        return;
    auto result = std::make_shared<Result<qint64>>(0);
    m_thread = QThread::create([=] { *result = work(); });
    m_thread->setParent(this);
    connect(m_thread, &QThread::finished, this, [this, result, file] {
        m_thread->deleteLater();
        m_thread = nullptr;
        if (*result)
            Q_EMIT finished(file, **result);
        else
            Q_EMIT failed(result->error());
    });
    m_thread->start();
}

Result<qint64> exportHistory(
    const QString& ledgerFile, const ledger::HistoryQuery& query, const QString& file, ledger::ExportOptions options)
{
    const auto reader = ledger::Reader::open(ledgerFile);
    if (!reader)
        return tl::unexpected(reader.error());
    QSaveFile out(file);
    const auto cannotWrite = [&out, &file] {
        return failure(Error::Code::Storage,
            Exporter::tr("The export could not be written to %1: %2.").arg(file, out.errorString()));
    };
    if (!out.open(QIODevice::WriteOnly))
        return cannotWrite();
    ledger::ExportStream stream(out, options);
    qint64 rows = 0;
    const Done read = (*reader)->forEach(query, 0, [&](const ledger::EventRecord& event) {
        ++rows;
        return stream.write(event);
    });
    if (!read)
        return tl::unexpected(read.error());
    if (out.error() != QFileDevice::NoError || !stream.finish() || !out.commit())
        return cannotWrite();
    return rows;
}

Result<qint64> exportCorrections(const QString& ledgerFile, const QString& file)
{
    const auto reader = ledger::Reader::open(ledgerFile);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto corrections = (*reader)->correctedEvents();
    if (!corrections)
        return tl::unexpected(corrections.error());
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || !ledger::writeCorrections(out, *corrections, true) || !out.commit())
        return failure(Error::Code::Storage,
            Exporter::tr("The export could not be written to %1: %2.").arg(file, out.errorString()));
    return corrections->size();
}

} // namespace rookery::ui
