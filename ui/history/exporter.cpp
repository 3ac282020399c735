// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/exporter.h"

#include "ledger/exportfile.h"
#include "ledger/harfile.h"
#include "ledger/reader.h"

#include <QElapsedTimer>
#include <QSaveFile>
#include <QThread>

namespace rookery::ui {

namespace {

constexpr qint64 TellEveryMs = 250;

/// Writes one file with a reader of its own. `write(reader, device)` gives the number of rows, or more.
template <typename Written>
Result<Written> writeFile(const QString& ledgerFile, const QString& file, const GoOn& goOn,
    const std::function<Result<Written>(const ledger::Reader&, QIODevice&, const GoOn&)>& write)
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
    bool wanted = true;
    const auto rows = write(**reader, out, [&](qint64 done) {
        wanted = !goOn || goOn(done);
        return wanted;
    });
    if (!wanted)
        return failure(Error::Code::Interrupted, Exporter::tr("The export was given up; nothing was written."));
    if (out.error() != QFileDevice::NoError || (!rows && rows.error().sentence.isEmpty()))
        return cannotWrite();
    if (rows && !out.commit())
        return cannotWrite();
    return rows;
}

tl::unexpected<Error> deviceFailed() { return failure(Error::Code::Storage, {}); } // writeFile() says why

// None of these formats cuts anything.
Result<Exported> whole(const Result<qint64>& rows)
{
    return rows.map([](qint64 number) { return Exported{number}; });
}

} // namespace

Exporter::~Exporter()
{
    if (m_thread)
        m_thread->wait();
}

void Exporter::start(const QString& ledgerFile, const ledger::HistoryQuery& query, const QString& file,
    const ledger::ExportOptions& options)
{
    run(file, [=](const GoOn& goOn) { return exportHistory(ledgerFile, query, file, options, goOn); });
}

void Exporter::startHar(
    const QString& ledgerFile, const ledger::HistoryQuery& query, const QString& file, bool hidePersonal)
{
    run(file, [=](const GoOn& goOn) { return whole(exportHar(ledgerFile, query, file, hidePersonal, goOn)); });
}

void Exporter::startReport(
    const QString& ledgerFile, const ledger::HistoryQuery& query, const QString& file, const ReportHead& head)
{
    run(file, [=](const GoOn& goOn) { return whole(exportReport(ledgerFile, query, file, head, goOn)); });
}

void Exporter::startCorrections(const QString& ledgerFile, const QString& file)
{
    run(file, [=](const GoOn&) { return whole(exportCorrections(ledgerFile, file)); });
}

void Exporter::run(const QString& file, const std::function<Result<Exported>(const GoOn&)>& work)
{
    if (isRunning())
        return;
    m_givenUp = false;
    auto result = std::make_shared<Result<Exported>>();
    m_thread = QThread::create([this, result, work] {
        QElapsedTimer told;
        told.start();
        *result = work([this, &told](qint64 rows) {
            if (told.elapsed() >= TellEveryMs) {
                told.restart();
                Q_EMIT progressed(rows); // queued: its receivers live elsewhere
            }
            return !m_givenUp;
        });
    });
    m_thread->setParent(this);
    connect(m_thread, &QThread::finished, this, [this, result, file] {
        m_thread->deleteLater();
        m_thread = nullptr;
        if (*result)
            Q_EMIT finished(file, (*result)->rows, (*result)->cutCells);
        else
            Q_EMIT failed(result->error());
    });
    m_thread->start();
}

Result<Exported> exportHistory(const QString& ledgerFile, const ledger::HistoryQuery& query, const QString& file,
    const ledger::ExportOptions& options, const GoOn& goOn)
{
    return writeFile<Exported>(ledgerFile, file, goOn,
        [&](const ledger::Reader& reader, QIODevice& out, const GoOn& wanted) -> Result<Exported> {
            const auto stream = ledger::makeRowStream(out, options);
            qint64 rows = 0;
            bool wrote = true;
            const Done read = reader.forEach(query, 0, [&](const ledger::EventRecord& event) {
                ++rows;
                return wrote = stream->write(event) && wanted(rows);
            });
            if (!read)
                return tl::unexpected(read.error());
            if (!wrote || !stream->finish())
                return deviceFailed();
            return Exported{rows, stream->cutCells()};
        });
}

Result<qint64> exportHar(const QString& ledgerFile, const ledger::HistoryQuery& query, const QString& file,
    bool hidePersonal, const GoOn& goOn)
{
    return writeFile<qint64>(ledgerFile, file, goOn,
        [&](const ledger::Reader& reader, QIODevice& out, const GoOn& wanted) -> Result<qint64> {
            ledger::HarStream har(out, hidePersonal);
            qint64 entries = 0;
            const Done read = reader.forEachAttempt(query, 0, [&](const ledger::AttemptOfEvent& attempt) {
                ++entries;
                return har.write(attempt) && wanted(entries);
            });
            if (!read)
                return tl::unexpected(read.error());
            return har.finish() ? Result<qint64>(entries) : deviceFailed();
        });
}

Result<qint64> exportReport(const QString& ledgerFile, const ledger::HistoryQuery& query, const QString& file,
    const ReportHead& head, const GoOn& goOn)
{
    return writeFile<qint64>(
        ledgerFile, file, goOn, [&](const ledger::Reader& reader, QIODevice& out, const GoOn& wanted) {
            return writeReport(out, reader, query, head, wanted);
        });
}

Result<qint64> exportCorrections(const QString& ledgerFile, const QString& file)
{
    return writeFile<qint64>(
        ledgerFile, file, {}, [](const ledger::Reader& reader, QIODevice& out, const GoOn&) -> Result<qint64> {
            const auto corrections = reader.correctedEvents();
            if (!corrections)
                return tl::unexpected(corrections.error());
            return ledger::writeCorrections(out, *corrections, true) ? Result<qint64>(corrections->size())
                                                                     : deviceFailed();
        });
}

} // namespace rookery::ui
