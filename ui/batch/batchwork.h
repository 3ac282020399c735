// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/mappingstore.h"
#include "intake/orderlines.h"
#include "ui/batch/batchorders.h"
#include "ui/batch/batchworker.h"
#include "ui/batch/putaway.h"
#include "ui/batch/sheetedits.h"

#include <QElapsedTimer>
#include <QTimer>

namespace rookery::ui {

class Desk;

/// How many rows are what; what was accepted is counted by its state alone.
struct BatchCounts {
    std::array<qint64, engine::RowLooks> looks{}; ///< of rows that were not accepted
    qint64 accepted = 0;
    qint64 waiting = 0; ///< and being sent
    qint64 delivered = 0;
    qint64 notDelivered = 0;
    qint64 unknown = 0;
    qint64 cancelled = 0;
    qint64 goesAgain = 0;    ///< of those not delivered: by itself
    qint64 unknownAgain = 0; ///< of the unknown: by itself
    qint64 cancellable = 0;  ///< of all: have not left

    [[nodiscard]] qint64 count(engine::RowLook look) const { return looks[std::size_t(look)]; }
    /// Some of it still goes, without a person.
    [[nodiscard]] bool goOn() const { return waiting + goesAgain + unknownAgain > 0; }
    [[nodiscard]] qint64 ready() const { return count(engine::RowLook::Ready) + count(engine::RowLook::Check); }
    /// That somebody has to look at, or that did not arrive.
    [[nodiscard]] qint64 problems() const
    {
        return count(engine::RowLook::Fix) + count(engine::RowLook::Check) + notDelivered + unknown;
    }
    [[nodiscard]] qint64 duplicates() const { return count(engine::RowLook::InSheet) + count(engine::RowLook::Known); }
};

/// The batch that somebody works on, from bringing rows in to the last answer: what the page shows and asks for. Holds
/// no widget; rules are the engine's.
class BatchWork final : public QObject {
    Q_OBJECT

public:
    enum class Doing {
        Nothing,
        Reading,   ///< rows come in
        Checking,  ///< they are looked at, whatever is shown is from before
        Countdown, ///< sending was asked for, and can still be taken back: nothing is on disk yet
        Accepting, ///< rows become orders
        Writing,   ///< a file of results or rejects
    };

    explicit BatchWork(Desk& desk, QObject* parent = nullptr);
    ~BatchWork() override;

    // --- Bring in.
    void open(const BatchSource& source);
    /// An empty table to type into.
    void typeRows();
    /// One that was accepted before, with what became of each row.
    void reopen(qint64 batch);
    /// Whether its rows are still there.
    [[nodiscard]] bool isKept(qint64 batch) const;
    /// Away with it; orders that were accepted stay where they are.
    void clear();
    /// The rows that were put away last; or these.
    void bringBack();
    void bringBack(const QString& file);
    [[nodiscard]] const PutAway& putAwayRows() const { return m_putAway; }
    [[nodiscard]] bool isEmpty() const { return sheet().size() == 0; }
    /// That are not empty, as far as they were looked at.
    [[nodiscard]] qint64 filledRows() const;
    /// What was changed last is not on disk yet.
    [[nodiscard]] bool isKeeping() const { return m_keep.isActive(); }
    [[nodiscard]] Doing doing() const { return m_doing; }
    [[nodiscard]] const QString& name() const { return m_source.name; }
    /// Of the file it came from; empty: from none.
    [[nodiscard]] const QString& file() const { return m_source.file; }
    /// What was being worked on when the program ended; told by restored(), by wasBrokenOff() where it was being
    /// accepted, by goesOn() where orders of it still wait.
    void takeUpKept();

    // --- Match.
    [[nodiscard]] const intake::Sheet& sheet() const { return m_edits.sheet(); }
    [[nodiscard]] const intake::Mapping& mapping() const { return m_mapping; }
    [[nodiscard]] const intake::Suggestion& suggestion() const { return m_suggestion; }
    [[nodiscard]] bool isMappingRemembered() const { return m_isRemembered; }
    [[nodiscard]] const intake::Choices& choices() const { return m_choices; }
    [[nodiscard]] std::optional<intake::LineRule> lines() const { return m_lines; }
    [[nodiscard]] bool hasSeveralLines() const;
    /// What the profile fills in where no column does.
    [[nodiscard]] pixel::Event profileDefaults() const;
    void setMapping(const intake::Mapping& mapping);
    /// Read once more; what was typed into the grid is lost, and the caller has asked.
    void setChoices(const intake::Choices& choices);
    /// Where the rows come from is still there, and nothing of them was sent.
    [[nodiscard]] bool canReadAgain() const;
    void setNumbers(intake::NumberStyle style);
    void setDates(intake::DateStyle style);
    /// Nothing: each row is an order, and somebody said so.
    void setLines(std::optional<intake::LineRule> rule);
    /// Some orders stand in several rows, and nobody said what those rows are.
    [[nodiscard]] bool mustAskForLines() const;
    /// What has to be said before rows can be checked; empty: nothing.
    [[nodiscard]] QString whatIsMissing() const;

    /// Looking at the rows was stopped: what is wrong in them is not known.
    [[nodiscard]] bool isUnchecked() const;
    /// What is known of them is of before.
    [[nodiscard]] bool isBeingChecked() const { return m_doing == Doing::Checking || m_recheck.isActive(); }
    void checkAgain() { check(); }

    // --- Fix.
    [[nodiscard]] SheetEdits& edits() { return m_edits; }
    /// An order out of the form, as a further row. Why it does not fit; empty: it is there.
    [[nodiscard]] QString addOrder(const pixel::Event& order);
    /// Puts the suggested value into every row that has this finding and one.
    void fixAll(const engine::SheetProblem& problem);
    /// Writes all rows with that problem so that they mean the first, or the other.
    void decideReadings(const engine::SheetProblem& problem, bool other);
    [[nodiscard]] bool isEditable(qsizetype row) const;
    /// Not while rows come in, are accepted or written.
    [[nodiscard]] bool isOpenToChanges() const;

    // --- What is known.
    [[nodiscard]] const engine::SheetReport& report() const { return *m_report; }
    [[nodiscard]] engine::RowLook look(qsizetype row) const;
    [[nodiscard]] QList<intake::RowFinding> findings(qsizetype row) const;
    /// The order that is here already and for which this row stands.
    [[nodiscard]] std::optional<ledger::EventRecord> earlier(qsizetype row) const;
    [[nodiscard]] const BatchCounts& counts() const;
    /// The sums of the report are those of the rows that are ready.
    [[nodiscard]] bool areSumsCurrent() const;
    [[nodiscard]] qint64 batch() const { return m_batch; }
    /// As people of the profile write amounts.
    [[nodiscard]] pixel::AmountStyle amountStyle() const;

    // --- Run.
    /// Why nothing can be sent now; empty: it can.
    [[nodiscard]] QString whyNotSend() const;
    /// Ready rows are accepted when the countdown is over. The caller has asked.
    void send();
    /// Ends the countdown at once.
    void sendNow();
    void takeBack();
    /// Until the countdown is over, in whole seconds; 0: it ends by sendNow() alone.
    [[nodiscard]] int secondsLeft() const;
    /// Sending of the profile is paused when an order of this batch does not arrive.
    void setPausesOnFailure(bool pauses) { m_pausesOnFailure = pauses; }
    [[nodiscard]] bool pausesOnFailure() const { return m_pausesOnFailure; }
    /// Of rows that come in, are checked or accepted: what is accepted stays so.
    void giveUp();
    /// The profile that the orders went to; before there are any, the one that is chosen.
    [[nodiscard]] QString profileName() const;
    /// Sending of that profile, by whoever sends.
    void pause(bool paused);
    /// What its rows became.
    [[nodiscard]] BatchOrders& orders() { return m_orders; }
    [[nodiscard]] const BatchOrders& orders() const { return m_orders; }
    void catchUp();
    /// These changed in the ledger.
    void follow(const QList<qint64>& events);
    /// standingsRead() follows.
    void readStandings();

    // --- Other files.
    /// All rows with what became of them, or those that are held back. Told by written() or failed().
    void writeResults(const QString& file);
    void writeRejects(const QString& file);
    [[nodiscard]] intake::MappingStore& mappings() { return m_mappings; }

Q_SIGNALS:
    void doingChanged();
    /// Another sheet, or none.
    void replaced();
    /// Columns are used otherwise.
    void mappingChanged();
    /// These rows say something else.
    void rowsChanged(qsizetype first, qsizetype last);
    /// All rows were looked at.
    void checked();
    /// Of an accepted row, or several.
    void statesChanged();
    /// Rows, or bytes while reading.
    void progressed(qint64 done);
    /// Another second of the countdown is over.
    void countedDown();
    /// Sending was paused: this row did not arrive.
    void pausedAt(qsizetype row);
    void restored(const QDateTime& kept);
    /// So many rows made room, and can be brought back; 0: nobody knows how many.
    void putAside(qsizetype rows);
    void wasBrokenOff(const QString& name);
    /// The program ended while these were on their way, and they go on.
    void goesOn(const QString& name);
    void standingsRead(const QHash<qint64, rookery::ledger::BatchStanding>& standings);
    void written(const QString& file, qint64 rows);
    void failed(const rookery::Error& error);

private:
    void fixWith(const engine::SheetProblem& problem, const std::function<QString(const intake::RowFinding&)>& fix);
    void wasEdited();
    void applyLines(std::optional<intake::LineRule> rule, bool areDecided);
    void setDoing(Doing doing);
    void putAway();
    [[nodiscard]] BatchCounts countRows() const;
    void take(const intake::Sheet& sheet);
    void takeKept(const intake::KeptSheet& kept);
    void takeReport(const std::shared_ptr<const engine::SheetReport>& report);
    void checkWhatIsSent();
    void takeDecided(const QList<DecidedRow>& rows);
    void endAccepting();
    void takeEvents(const QList<ledger::EventRecord>& events);
    void suggest();
    void check();
    void readEvents();
    void pauseAtFailure();
    void acceptNow();
    void keep();
    void reset();
    [[nodiscard]] std::optional<engine::ImportPlan> plan() const;
    void offerPutAway();
    void takeUpUnsettled(const QHash<qint64, ledger::BatchStanding>& standings);
    [[nodiscard]] QJsonObject about() const;
    [[nodiscard]] QString folder() const;
    [[nodiscard]] QString workingFile() const;
    void writeFile(const QString& file, engine::ResultFile::Kind kind);

    Desk& m_desk;
    BatchWorker m_worker;
    SheetEdits m_edits;
    BatchOrders m_orders;
    PutAway m_putAway;
    intake::MappingStore m_mappings;
    QTimer m_countdown;
    QTimer m_seconds; // of it
    QTimer m_recheck; // after the last of many changes
    QTimer m_keep;

    BatchSource m_source;
    intake::Choices m_choices;
    intake::Suggestion m_suggestion;
    intake::Mapping m_mapping;
    bool m_isRemembered = false;
    std::optional<intake::LineRule> m_lines;
    bool m_linesAreDecided = false;
    std::shared_ptr<const engine::SheetReport> m_report = std::make_shared<const engine::SheetReport>();
    Doing m_doing = Doing::Nothing;
    bool m_isCurrent = false; // the report is about what is there
    mutable std::optional<BatchCounts> m_counts;

    qint64 m_batch = 0;
    qint64 m_reopening = 0;
    bool m_isBrokenOff = false; // what is being opened again was
    bool m_takesUp = false;     // it is, because it goes on
    QElapsedTimer m_caughtUp;
    QTimer m_reread; // as long as orders are on their way: what was missed comes in late, not never
    bool m_isReadingEvents = false;
    bool m_readsEventsAgain = false; // asked for meanwhile, perhaps of another batch
    QList<qint64> m_changedMeanwhile;
    bool m_pausesOnFailure = false;
    qsizetype m_failedBefore = 0;
    QString m_sentTo;      // profile
    QString m_lastPutAway; // its file
    QString m_bringsBack;  // the file of what is being brought back
    bool m_tookUp = false; // what was kept when the program ended last
};

} // namespace rookery::ui
