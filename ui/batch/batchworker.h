// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/batchfile.h"
#include "engine/sheetcheck.h"
#include "intake/opening.h"
#include "intake/sheetfile.h"

#include <QObject>
#include <QThread>

#include <atomic>

namespace rookery::ui {

/// What somebody pasted, dropped or opened.
struct BatchSource {
    QString name;    ///< for people
    QString file;    ///< its path; empty: `text`
    QByteArray text; ///< UTF-8

    [[nodiscard]] bool isEmpty() const { return file.isEmpty() && text.isEmpty(); }
};

/// A row that was decided on while a batch was accepted.
struct DecidedRow {
    qint64 number = 0; ///< as the spreadsheet counts
    qint64 event = 0;  ///< 0: held back
};

/// How a batch is accepted: with what it is read again should the program end before it is through.
struct BatchPlan {
    engine::ImportPlan plan; ///< its batch 0: a new one is opened
    QString name;
    QByteArray choices;
    QJsonObject about;
    QString folder;    ///< where the sheet is kept, under the batch's number
    QString working;   ///< the file that was kept while somebody worked on it; gone when the other is there
    qint64 before = 0; ///< rows that were accepted in an earlier run
};

/// Reads, checks and accepts the rows of a batch on a thread of its own. What was asked for last counts: another
/// request, or giveUp(), ends the one before. Accepting always says when it has ended.
class BatchWorker final : public QObject {
    Q_OBJECT

public:
    explicit BatchWorker(QObject* parent = nullptr);
    ~BatchWorker() override;

    void open(const BatchSource& source, const intake::Choices& choices);
    /// A sheet that was kept.
    void restore(const QString& file);
    /// `settled` by row: what is an order already is settled, and not looked at.
    void check(const intake::Sheet& sheet, const std::vector<bool>& settled, const engine::ImportPlan& plan,
        const QString& ledgerFile);
    /// The engine lives on another thread and answers there.
    void accept(const intake::Sheet& sheet, const std::vector<bool>& settled, const BatchPlan& plan,
        const QString& ledgerFile, engine::Engine* engine);
    void write(const QString& file, engine::ResultFile::Kind kind, const engine::BatchSnapshot& batch,
        const QString& ledgerFile);
    /// Kept in its turn; whatever comes after does not end it. The file `instead` of which it is kept goes when it is
    /// on disk, and stays where that fails.
    void keep(const QString& file, const intake::KeptSheet& kept, const QString& instead = {});
    void forget(const QString& file);
    /// In one step, over what is there.
    void move(const QString& from, const QString& to);
    /// The events of a batch, as the ledger has them.
    void readEvents(const QString& ledgerFile, qint64 batch);
    /// What of all batches is not settled; the one that goes on asks again when it has heard.
    void readStandings(const QString& ledgerFile);
    void giveUp() { ++m_turn; }
    /// To go where nobody waits for it: it may be large.
    void release(std::shared_ptr<const engine::SheetReport> report);

Q_SIGNALS:
    void opened(const rookery::intake::Sheet& sheet);
    void restored(const rookery::intake::KeptSheet& kept);
    void checked(const std::shared_ptr<const rookery::engine::SheetReport>& report);
    /// The batch has its number, and the sheet is kept under it.
    void batchOpened(qint64 batch);
    void decided(const QList<rookery::ui::DecidedRow>& rows);
    /// The last row was decided on; or accepting failed or was given up (Interrupted), and what was decided holds.
    void accepted();
    void acceptFailed(const rookery::Error& error);
    void written(const QString& file, qint64 rows);
    void eventsRead(const QList<rookery::ledger::EventRecord>& events);
    void standingsRead(const QHash<qint64, rookery::ledger::BatchStanding>& standings);
    /// Bytes while opening, else rows.
    void progressed(qint64 done);
    void failed(const rookery::Error& error);
    /// After the last eventsRead(), or where reading failed.
    void allEventsRead();
    /// Keeping it did.
    void keepFailed(const rookery::Error& error);

private:
    template <typename Work>
    void start(Work work);
    template <typename Tell>
    void tell(quint64 turn, Tell tell);
    [[nodiscard]] bool goesOn(quint64 turn, qint64 done);
    [[nodiscard]] Done acceptNow(const intake::Sheet& sheet, const std::vector<bool>& settled, BatchPlan plan,
        const QString& ledgerFile, engine::Engine* engine, quint64 turn);

    QThread m_thread;
    QObject* m_worker;
    std::atomic<quint64> m_turn = 0;
    std::atomic<bool> m_ends = false;
    std::atomic<bool> m_readsStandings = false;
};

} // namespace rookery::ui
