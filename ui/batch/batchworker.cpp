// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batchworker.h"

#include "engine/batchimport.h"
#include "ledger/reader.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <filesystem>

namespace rookery::ui {

namespace {

constexpr qint64 TellEveryMs = 100;
constexpr qsizetype DecidedAtOnce = 250; // the window reads and shows each of them

Result<std::unique_ptr<ledger::Reader>> openLedger(const QString& file)
{
    auto reader = ledger::Reader::open(file);
    if (!reader && reader.error().code == Error::Code::NotFound)
        return std::unique_ptr<ledger::Reader>();
    return reader;
}

intake::TextReader::Source textSource(const QByteArray& text)
{
    return [text, at = qsizetype(0)](char* to, qsizetype max) mutable {
        const qsizetype size = qMin(max, text.size() - at);
        std::copy_n(text.constData() + at, size, to);
        at += size;
        return size;
    };
}

} // namespace

BatchWorker::BatchWorker(QObject* parent) : QObject(parent), m_worker(new QObject)
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

// What is being kept is kept to its end.
BatchWorker::~BatchWorker()
{
    m_ends = true;
    ++m_turn;
    QMetaObject::invokeMethod(
        m_worker, [] {}, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

template <typename Work>
void BatchWorker::start(Work work)
{
    const quint64 turn = ++m_turn;
    QMetaObject::invokeMethod(m_worker, [this, work = std::move(work), turn] {
        if (turn == m_turn)
            work(turn);
    });
}

// On the worker's thread, to this object's.
template <typename Tell>
void BatchWorker::tell(quint64 turn, Tell tell)
{
    QMetaObject::invokeMethod(this, [this, turn, tell = std::move(tell)] {
        if (turn == m_turn)
            tell();
    });
}

bool BatchWorker::goesOn(quint64 turn, qint64 done)
{
    thread_local QElapsedTimer told;
    if (!told.isValid() || told.elapsed() >= TellEveryMs) {
        told.restart();
        tell(turn, [this, done] { Q_EMIT progressed(done); });
    }
    return turn == m_turn;
}

void BatchWorker::open(const BatchSource& source, const intake::Choices& choices)
{
    start([this, source, choices](quint64 turn) {
        auto rows = source.file.isEmpty() ? intake::openTable(textSource(source.text), choices)
                                          : intake::openFile(source.file, choices);
        if (!rows)
            return tell(turn, [this, error = rows.error()] { Q_EMIT failed(error); });
        auto read = intake::readSheet(**rows, [&](qint64 bytes) { return goesOn(turn, bytes); });
        if (!read)
            return tell(turn, [this, error = read.error()] { Q_EMIT failed(error); });
        tell(turn, [this, sheet = intake::Sheet(*read)] { Q_EMIT opened(sheet); });
    });
}

void BatchWorker::restore(const QString& file)
{
    start([this, file](quint64 turn) {
        auto kept = intake::readSheetFile(file);
        if (!kept)
            return tell(turn, [this, error = kept.error()] { Q_EMIT failed(error); });
        tell(turn, [this, kept = *std::move(kept)] { Q_EMIT restored(kept); });
    });
}

void BatchWorker::check(const intake::Sheet& sheet, const std::vector<bool>& settled, const engine::ImportPlan& plan,
    const QString& ledgerFile)
{
    start([this, sheet, settled, plan, ledgerFile](quint64 turn) {
        const auto reader = openLedger(ledgerFile);
        if (!reader)
            return tell(turn, [this, error = reader.error()] { Q_EMIT failed(error); });
        const engine::OpenRows open = engine::openRows(sheet, settled, plan);
        auto report
            = engine::checkSheet(open.sheet, plan, reader->get(), [&](qint64 rows) { return goesOn(turn, rows); });
        if (!report)
            return tell(turn, [this, error = report.error()] { Q_EMIT failed(error); });
        for (const qsizetype line : open.furtherLines)
            report->setLook(line, engine::RowLook::OfOrder);
        const auto shared = std::make_shared<const engine::SheetReport>(*std::move(report));
        tell(turn, [this, shared] { Q_EMIT checked(shared); });
    });
}

void BatchWorker::accept(const intake::Sheet& sheet, const std::vector<bool>& settled, const BatchPlan& plan,
    const QString& ledgerFile, engine::Engine* engine)
{
    const quint64 turn = ++m_turn;
    QMetaObject::invokeMethod(m_worker, [this, sheet, settled, plan, ledgerFile, engine, turn] {
        const Done done = turn == m_turn ? acceptNow(sheet, settled, plan, ledgerFile, engine, turn)
                                         : Done(failure(Error::Code::Interrupted, {}));
        QMetaObject::invokeMethod(this, [this, done] {
            if (done)
                Q_EMIT accepted();
            else
                Q_EMIT acceptFailed(done.error());
        });
    });
}

// What is decided is on disk when it is told, so it is told whoever asked for what meanwhile.
Done BatchWorker::acceptNow(const intake::Sheet& sheet, const std::vector<bool>& settled, BatchPlan plan,
    const QString& ledgerFile, engine::Engine* engine, quint64 turn)
{
    const auto reader = openLedger(ledgerFile);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto ask = [engine](const std::function<void(engine::Engine&)>& work) {
        QMetaObject::invokeMethod(
            engine, [&] { work(*engine); }, Qt::BlockingQueuedConnection);
    };
    const intake::Sheet rows = engine::openRows(sheet, settled, plan.plan).sheet;
    const auto opened = engine::BatchImport::open(std::make_unique<intake::SheetRows>(rows),
        engine::planFor(rows, std::move(plan.plan)), reader->get(), ask, plan.name, plan.choices);
    if (!opened)
        return tl::unexpected(opened.error());
    QDir().mkpath(plan.folder);
    const qint64 batch = (*opened)->batch();
    const QString file = plan.folder + QStringLiteral("/%1.sheet").arg(batch);
    if (const Done kept = intake::writeSheetFile(file, {sheet, plan.about}); !kept)
        return kept; // nothing was accepted yet
    QFile::remove(plan.working);
    QMetaObject::invokeMethod(this, [this, batch] { Q_EMIT batchOpened(batch); });

    QList<DecidedRow> decidedRows;
    const auto tellRows = [&] {
        if (!decidedRows.isEmpty())
            QMetaObject::invokeMethod(this, [this, decidedRows] { Q_EMIT decided(decidedRows); });
        decidedRows.clear();
    };
    engine::RowImport& import = (*opened)->rows();
    const Done done = import.run([&](const engine::ImportedRow& row) {
        decidedRows << DecidedRow{row.number, row.id};
        if (decidedRows.size() >= DecidedAtOnce)
            tellRows();
        return goesOn(turn, import.counts().rows);
    });
    tellRows();
    if (!done)
        return done;
    // Where a person stopped it, it is over as well; the program's own end leaves it open, to be seen at the next
    // start.
    const bool isStopped = turn != m_turn;
    if (isStopped && m_ends)
        return failure(Error::Code::Interrupted, {});
    const Done closed = (*opened)->close(plan.before);
    return closed && isStopped ? Done(failure(Error::Code::Interrupted, {})) : closed;
}

void BatchWorker::write(
    const QString& file, engine::ResultFile::Kind kind, const engine::BatchSnapshot& batch, const QString& ledgerFile)
{
    start([this, file, kind, batch, ledgerFile](quint64 turn) {
        const auto rows
            = engine::writeBatchFile(file, kind, batch, ledgerFile, [&](qint64 row) { return goesOn(turn, row); });
        if (rows)
            tell(turn, [this, file, rows = *rows] { Q_EMIT written(file, rows); });
        else
            tell(turn, [this, error = rows.error()] { Q_EMIT failed(error); });
    });
}

void BatchWorker::release(std::shared_ptr<const engine::SheetReport> report)
{
    QMetaObject::invokeMethod(m_worker, [report = std::move(report)]() mutable { report.reset(); });
}

void BatchWorker::keep(const QString& file, const intake::KeptSheet& kept, const QString& instead)
{
    QMetaObject::invokeMethod(m_worker, [this, file, kept, instead] {
        QDir().mkpath(QFileInfo(file).path());
        const Done done = intake::writeSheetFile(file, kept);
        if (done && !instead.isEmpty())
            QFile::remove(instead);
        if (!done && !m_ends)
            QMetaObject::invokeMethod(this, [this, error = done.error()] { Q_EMIT keepFailed(error); });
    });
}

void BatchWorker::move(const QString& from, const QString& to)
{
    QMetaObject::invokeMethod(m_worker, [from, to] {
        std::error_code whereItWas; // it stays there, and in the list
        std::filesystem::rename(
            QFileInfo(from).filesystemAbsoluteFilePath(), QFileInfo(to).filesystemAbsoluteFilePath(), whereItWas);
    });
}

void BatchWorker::forget(const QString& file)
{
    QMetaObject::invokeMethod(m_worker, [file] { QFile::remove(file); });
}

void BatchWorker::readEvents(const QString& ledgerFile, qint64 batch)
{
    QMetaObject::invokeMethod(m_worker, [this, ledgerFile, batch] {
        const auto reader = ledger::Reader::open(ledgerFile);
        if (!reader) {
            QMetaObject::invokeMethod(this, &BatchWorker::allEventsRead);
            QMetaObject::invokeMethod(this, [this, error = reader.error()] { Q_EMIT keepFailed(error); });
            return;
        }
        ledger::HistoryQuery query;
        query.terms << ledger::Term{ledger::Term::Kind::Batch, QString::number(batch)};
        QList<ledger::EventRecord> events;
        const auto tellEvents = [&] {
            QMetaObject::invokeMethod(this, [this, events] { Q_EMIT eventsRead(events); });
            events.clear();
        };
        const Done done = (*reader)->forEach(query, 0, [&](const ledger::EventRecord& event) {
            events << event;
            if (events.size() >= DecidedAtOnce)
                tellEvents();
            return !m_ends;
        });
        tellEvents();
        QMetaObject::invokeMethod(this, &BatchWorker::allEventsRead);
        if (!done && !m_ends)
            QMetaObject::invokeMethod(this, [this, error = done.error()] { Q_EMIT keepFailed(error); });
    });
}

void BatchWorker::readStandings(const QString& ledgerFile)
{
    if (m_readsStandings.exchange(true))
        return;
    QMetaObject::invokeMethod(m_worker, [this, ledgerFile] {
        const auto reader = ledger::Reader::open(ledgerFile);
        const quint64 turn = m_turn; // what somebody waits for goes before
        const auto standings = reader ? (*reader)->batchStandings([&] { return !m_ends && turn == m_turn; })
                                      : Result<QHash<qint64, ledger::BatchStanding>>(tl::unexpected(reader.error()));
        m_readsStandings = false;
        if (standings)
            QMetaObject::invokeMethod(this, [this, standings = *standings] { Q_EMIT standingsRead(standings); });
        else if (!m_ends && standings.error().code != Error::Code::Interrupted)
            QMetaObject::invokeMethod(this, [this, error = standings.error()] { Q_EMIT keepFailed(error); });
    });
}

} // namespace rookery::ui
