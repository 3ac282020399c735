// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/circuit.h"
#include "delivery/outbox.h"

#include <QHash>
#include <QTimer>

namespace rookery::delivery {

/// Moves what is due from the outbox to the courier and the outcomes back: in order of confirmation, as many at
/// once as a line bears, at its pace, behind its circuit. Outcomes are recorded together, at the latest after 50 ms;
/// while they cannot be recorded, nothing more is taken.
class Dispatcher final : public QObject {
    Q_OBJECT

public:
    explicit Dispatcher(Outbox& outbox, QObject* parent = nullptr);
    ~Dispatcher() override;

    /// The schedule: takes what is due until stop(), of `only` these lines if it names some.
    void start(const QStringList& only = {});
    /// Takes nothing more; what is under way is still recorded.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_scheduled; }

    /// A person's order: these once, now, whatever schedule, pace and circuit say. NotAllowed: none could be taken.
    [[nodiscard]] Done sendNow(const QList<qint64>& events);

    /// Tries each open event of these lines once, in order, and says passFinished() when what is under way is
    /// recorded too; without lines it only does that.
    void pass(const QStringList& lines, const Wanted& how);

    /// Something may be due that was not: look now.
    void wake();
    /// What could not be recorded, once more and now; by itself that is tried before long. Nothing was in the way:
    /// fine.
    [[nodiscard]] Done recordAgain();
    /// Those whose last outcome did not say that this computer has no network.
    [[nodiscard]] QStringList linesWithNetwork() const;
    /// The network or a profile changed: probes may go at once, idle connections are dropped.
    void freshStart();
    [[nodiscard]] int inFlight() const { return m_courier.inFlight(); }

    /// Requests of one line at once. HTTP/1.1 has six connections a host, and what waits inside Qt runs against
    /// the connect time-out.
    static constexpr int Window = 6;
    /// Outcomes that wait to be recorded together; beyond that it is done at once.
    static constexpr int MostUnrecorded = 64;

Q_SIGNALS:
    /// These have left the ledger's *waiting*: they are being sent.
    void taken(const QList<qint64>& events);
    /// Outcomes that are on disk now.
    void recorded(const QList<rookery::delivery::Report>& reports);
    void passFinished();
    void troubled(const rookery::Error& error);
    void troubleOver();
    /// Nothing gets through on this line any more, or again.
    void circuitChanged(const QString& line, bool open);

private:
    struct Line {
        double pace = 0;
        int inFlight = 0;
        Circuit circuit;
        std::chrono::milliseconds nextByPace{0};
        bool networkThere = true;
        qint64 passedTo = 0; // in a pass: the last event looked at
        bool passDone = false;
    };

    void pump();
    void pumpLine(const QString& name, Line& line);
    [[nodiscard]] Wanted wantedOf(const QString& name, const Line& line, int room) const;
    void scheduleNext();
    void send(const QList<Parcel>& parcels);
    void collect(const Parcel& parcel, const Answer& answer);
    void flush();
    void getIntoTrouble(const Error& error);
    void readLines();
    void finishPassIfDone();

    Outbox& m_outbox;
    Courier m_courier;
    QHash<QString, Line> m_lines;
    QStringList m_lineOrder;
    QStringList m_only;
    QList<Report> m_unrecorded;
    QTimer m_flushTimer;
    QTimer m_dueTimer;
    std::optional<Wanted> m_pass;
    bool m_scheduled = false;
    std::optional<Error> m_trouble; // nothing is taken until the ledger takes outcomes again
    bool m_troubleTold = false;     // troubled() went out and troubleOver() not yet
    bool m_pumping = false;
};

} // namespace rookery::delivery
