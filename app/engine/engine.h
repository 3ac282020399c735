// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/dispatcher.h"
#include "engine/clock.h"
#include "engine/diskspace.h"
#include "engine/eventids.h"
#include "engine/order.h"
#include "ledger/backup.h"
#include "ledger/ledger.h"
#include "profile/datafolder.h"
#include "profile/profilestore.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <memory>

namespace rookery::practice {
class PracticeCollector;
}

namespace rookery::engine {

class BackupKeeper;
class LedgerOutbox;

/// What became of one order among many.
struct Accepted {
    qint64 event = 0;                           ///< 0: it was held back
    std::optional<ledger::EventRecord> earlier; ///< its order is there already
    pixel::Findings errors;                     ///< it can't be sent
};

/// The use cases, and the one place where ledger, delivery, profiles and the practice collector meet. Lives on
/// one thread; the window reaches it through EngineThread, the command line calls it directly.
class Engine final : public QObject {
    Q_OBJECT

public:
    Engine(profile::DataFolder folder, QString agent, Clock& clock, EventIds& ids, QObject* parent = nullptr);
    ~Engine() override;

    /// Makes the data folder and opens the ledger. Until it succeeds nothing is accepted and nothing sent: Storage.
    [[nodiscard]] Done open();
    [[nodiscard]] bool isOpen() const { return m_ledger != nullptr; }

    /// The schedule: sends what is due, in order of confirmation, until stop(); `profile` empty: of all.
    void start(const QString& profile = {});
    void stop();

    /// What waits is tried at once, whatever its back-off: the network is back, or the machine woke up.
    void networkIsBack();

    /// After troubled(): looks at once whether the disk takes it, instead of before long.
    [[nodiscard]] Done recordAgain();

    // --- Orders. What these return is on disk when they return.

    /// Accepts an order. BadInput (with the findings' sentences), Duplicate, NotAllowed, Storage. Its ledger ID.
    [[nodiscard]] Result<qint64> confirm(const Order& order);
    /// Orders of one profile, in one transaction; at the most MostInOneGo. One answer for each: what can't be sent and
    /// what is there already is held back, and the others are accepted.
    [[nodiscard]] Result<QList<Accepted>> confirmAll(const QList<Order>& orders);
    /// Rows of this profile that come in together. The batch's number.
    [[nodiscard]] Result<qint64> openBatch(const QString& name, const QString& profile, const QByteArray& choices);
    [[nodiscard]] Done closeBatch(qint64 batch, qint64 rows, qint64 held, qint64 duplicates);
    /// Retry and Resend: the stored bytes once more, now. NotAllowed if it is under way, cancelled or held by Stop.
    /// NotAllowed too where the order was corrected since, unless a person decided `despiteCorrection`.
    [[nodiscard]] Done resend(qint64 event, bool despiteCorrection = false);
    /// Retry of many: those that still have to go become due and go by the schedule, those that are settled (up to
    /// MostAtOnce) go at once. Corrected ones stay out.
    [[nodiscard]] Done resendAll(const QList<qint64>& events);
    static constexpr int MostAtOnce = 100;
    /// Resend as new event: the same values, a new eventID, another order in the ledger. The caller has asked.
    [[nodiscard]] Result<qint64> confirmAsNew(qint64 event, bool despiteCorrection = false);
    /// Waiting only; the order never leaves.
    [[nodiscard]] Done cancel(qint64 event);
    /// The same for many, at the most MostCancelled: in one transaction, so that none of them goes because the program
    /// ended half-way. Those that could still be taken back: the others have left.
    [[nodiscard]] Result<QList<qint64>> cancelAll(const QList<qint64>& events);
    static constexpr int MostCancelled = 100'000;
    [[nodiscard]] Done hold(qint64 event);
    [[nodiscard]] Done release(qint64 event);

    // --- One pass, for the command line.

    /// Sends these once, now; passFinished() follows. What cannot be sent now (sending is stopped) stays as it is.
    void sendOnce(const QList<qint64>& events);
    struct PassOptions {
        QString profile;      ///< empty: all
        bool dueOnly = false; ///< only what the schedule would send
        bool all = false;     ///< held ones, HTML answers and unknowns past their time as well
    };
    /// Tries each open event once, in order; passFinished() follows.
    [[nodiscard]] Done deliverOnce(const PassOptions& options);
    /// Takes nothing more; passFinished() follows when what is under way is recorded.
    void finishUnderWay();
    /// Whether the schedule still has something of this profile (empty: of any) to do without a person.
    [[nodiscard]] bool hasWork(const QString& profile) const;

    // --- Stop all sending; obeyed by every program on this ledger, survives restarts. Empty profile: all.
    [[nodiscard]] Done pause(const QString& profile);
    [[nodiscard]] Done resume(const QString& profile);
    [[nodiscard]] Result<QStringList> paused() const;

    // --- Profiles.
    [[nodiscard]] const profile::ProfileStore& profiles() const { return m_profiles; }
    [[nodiscard]] Done saveProfile(const profile::Profile& profile);
    /// Another name for `old`, and what else changed in it. NotAllowed while events of it still have to go.
    [[nodiscard]] Done renameProfile(const QString& old, const profile::Profile& profile);
    /// NotAllowed while events of it still have to go.
    [[nodiscard]] Done removeProfile(const QString& name);

    // --- The draft of the form: as typed, nothing checked.
    [[nodiscard]] Done saveDraft(const QByteArray& content);
    [[nodiscard]] Done discardDraft();
    [[nodiscard]] Result<std::optional<ledger::Draft>> draft() const;
    /// The note of an order, likewise; setNotes() takes its place.
    [[nodiscard]] Done saveNoteDraft(qint64 event, const QByteArray& content);
    [[nodiscard]] Done discardNoteDraft(qint64 event);
    /// All of these and the parked ones, oldest first.
    [[nodiscard]] Result<QList<ledger::Draft>> drafts() const;
    /// Save for later. The slot in which it is kept.
    [[nodiscard]] Result<QString> parkDraft(const QByteArray& content);
    [[nodiscard]] Done discardParked(const QString& slot);

    // --- Afterwards. Nothing of this is sent. What takes many is one transaction, all of it or nothing; where
    // thousands are meant, the caller gives them in portions of MostInOneGo, so that sending goes on in between.
    static constexpr int MostInOneGo = 1000;
    /// Each its own note. Those whose note is another now. NotFound where one of them is not there.
    [[nodiscard]] Result<QList<qint64>> setNotes(const QList<ledger::NoteOfEvent>& notes);
    /// Those that moved: what still has to go stays in sight.
    [[nodiscard]] Result<QList<qint64>> setBinned(const QList<qint64>& events, bool binned);
    /// Who and when are filled in. NotAllowed where nothing can have arrived, BadInput where the new amount is none.
    [[nodiscard]] Done correct(qint64 event, ledger::Correction correction);
    [[nodiscard]] Done saveSearch(const ledger::SavedSearch& search);
    [[nodiscard]] Done removeSearch(const QString& name);

    // --- Back-ups of the ledger, made beside everything else.

    /// From now on one a day, as long as there are orders and the schedule runs.
    void backUpDaily();
    /// Now; backedUp() or backUpFailed() follows.
    void backUpNow();
    /// How many free bytes are little: diskLow().
    void setDiskFloor(qint64 bytes);

    /// Adds to the journal what its caller did: an export.
    [[nodiscard]] Done note(const QString& what, const QJsonObject& detail);

    // --- Practice.

    /// Starts the collector on this computer and makes sure that a practice profile points at it. The profile.
    [[nodiscard]] Result<profile::Profile> startPractice();
    /// Where it listens; empty: it does not run.
    [[nodiscard]] QByteArray practiceOrigin() const;

    /// Who is recorded with what is done from now on.
    void setAgent(const QString& agent);
    [[nodiscard]] const ledger::Reader& reader() const { return m_ledger->reader(); }
    [[nodiscard]] const profile::DataFolder& folder() const { return m_folder; }

Q_SIGNALS:
    /// These are being sent now.
    void taken(const QList<qint64>& events);
    /// Rows of the ledger that changed or came in: their IDs.
    void eventsChanged(const QList<qint64>& events);
    /// An attempt of this event has its outcome, on disk.
    void attemptRecorded(qint64 event);
    void passFinished();
    /// Recording failed: sending has stopped and starts again by itself when the disk takes it.
    void troubled(const rookery::Error& error);
    void troubleOver();
    void pauseChanged(const QStringList& profiles);
    /// A collector said what time it is: this computer's clock is ahead by so many ms (behind: negative).
    void clockCompared(qint64 aheadMs);
    /// Nothing of this profile gets through any more, and it is tried by single probes; or it does again.
    void circuitChanged(const QString& profile, bool open);
    /// The server of this profile gives no answer, or gives one again.
    void answerChanged(const QString& profile, bool answers);
    /// The disk of the data folder is nearly full, with so many bytes left; or not any more.
    void diskLow(qint64 freeBytes);
    void diskEnough();
    void backedUp(const rookery::ledger::Backup& backup);
    void backUpFailed(const rookery::Error& error);
    void profilesChanged();
    /// Something was parked, or a parked one is gone.
    void draftsChanged();

private:
    [[nodiscard]] Done ready() const;
    [[nodiscard]] Result<ledger::EventRecord> resendable(qint64 event, bool despiteCorrection) const;
    /// `all` profiles: reading them is a look at the disk.
    [[nodiscard]] ledger::NewEvent newEvent(
        const Order& identified, const profile::Profile& profile, const QList<profile::Profile>& all, UtcMs now) const;
    [[nodiscard]] Result<qint64> accept(const Order& order, const profile::Profile& profile);
    void tellAccepted(const QList<qint64>& events);
    [[nodiscard]] profile::Profile newPracticeProfile() const;
    [[nodiscard]] Done nothingOpen(const QString& profile) const;
    [[nodiscard]] Done recover();
    [[nodiscard]] Done countRunning();
    [[nodiscard]] Done readProfiles();
    void tellTrouble(const Done& done);
    void announce(const QList<delivery::Report>& reports);
    void hearAnswer(const delivery::Report& report);
    void tick();
    void lookAtDisk();
    void lookAtBackups();

    profile::DataFolder m_folder;
    profile::ProfileStore m_profiles;
    QString m_agent;
    Clock& m_clock;
    EventIds& m_ids;
    std::unique_ptr<ledger::Ledger> m_ledger;
    std::unique_ptr<LedgerOutbox> m_outbox;
    std::unique_ptr<delivery::Dispatcher> m_dispatcher;
    std::unique_ptr<practice::PracticeCollector> m_practice;
    QTimer m_tick; // looks for rows of dead programs, for other profiles and for a machine that slept
    std::chrono::milliseconds m_slept{0};
    bool m_troubleTold = false; // by the tick
    bool m_dispatcherIsTroubled = false;
    QSet<QString> m_silent; // profiles whose last request went without an answer
    DiskSpace m_disk;
    BackupKeeper* m_backups;
    bool m_backUpDaily = false;
};

} // namespace rookery::engine
