// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/model.h"

#include "delivery/circuit.h"
#include "engine/handclock.h"
#include "engine/ledgeroutbox.h"

#include <QRandomGenerator>
#include <QStringList>
#include <QTemporaryDir>

#include <array>
#include <memory>

namespace SQLite {
class Database;
}

/// Two programs on one ledger, a collector and a network that are only made up, and beside them the model. Whoever
/// asks for something asks the program and the model, and what they come to is compared to the last byte.
class World {
public:
    explicit World(quint32 seed);
    ~World();
    Q_DISABLE_COPY_MOVE(World)

    /// Something that may happen. Nothing more is done once something was wrong.
    void step();
    /// A network and a collector without faults, until nothing is open any more.
    void makePeace();
    [[nodiscard]] const QStringList& wrong() const { return m_wrong; }
    [[nodiscard]] QString story() const { return m_story.mid(qMax(qsizetype(0), m_story.size() - 25)).join(u'\n'); }
    [[nodiscard]] qsizetype accepted() const { return m_desk.orders.size(); }
    [[nodiscard]] qsizetype count(model::State state) const;
    [[nodiscard]] qsizetype count(model::Hold hold) const;
    [[nodiscard]] const QSet<model::Hold>& holdsSeen() const { return m_holdsSeen; }
    [[nodiscard]] qint64 requests() const { return m_requests; }
    [[nodiscard]] qint64 crashes() const { return m_crashes; }

    // --- For stories. Program 0 is the one that lives through them.
    void confirm(const QString& profile, int count);
    /// The schedule's turn, with what comes back of it.
    void runSchedule(const QString& profile, model::Came came);
    void countRunning(const QStringList& profiles);
    void pass(std::chrono::milliseconds time) { m_clock.pass(time); }
    /// When the schedule has something to do, as the program knows it; in steady time.
    [[nodiscard]] std::optional<std::chrono::milliseconds> wakesIn(const QString& profile) const;
    /// A person wants all that is open.
    void retryAll();
    void check();

private:
    struct Program {
        std::unique_ptr<rookery::ledger::Ledger> ledger;
        std::unique_ptr<rookery::engine::LedgerOutbox> outbox;
        QMap<QString, rookery::delivery::Circuit> circuits;
        QMap<QString, int> failures; // in a row; the model's circuit
        QList<rookery::delivery::Parcel> underWay;
        QList<rookery::delivery::Report> told; // the last ones, to be told again
        int owner = 0;
    };
    static constexpr int Programs = 2;
    static inline const QStringList Names{QStringLiteral("Acme"), QStringLiteral("Bodega"), QStringLiteral("Café")};
    static inline const QString Host = QStringLiteral("127.0.0.1");
    static inline const QString OtherHost = QStringLiteral("localhost");

    void say(const QString& what) { m_story << what; }
    /// `what` puts it into words where it is not so.
    template <typename T>
    bool demand(bool good, const T& what)
    {
        if (!good)
            m_wrong << what();
        return good;
    }
    [[nodiscard]] bool isGood(const rookery::Done& done);
    [[nodiscard]] int any(int below) { return int(m_random.bounded(below)); }
    [[nodiscard]] QString anyProfile();
    [[nodiscard]] qint64 anyOrder() { return 1 + any(int(m_desk.orders.size())); }
    Program& anyProgram() { return m_programs[std::size_t(any(Programs))]; }
    [[nodiscard]] model::Came anyAnswer();

    void open(Program& program);
    void crash(Program& program);
    void recover(Program& program);
    [[nodiscard]] rookery::ledger::NewEvent order(const QString& orderId, const QString& profile);
    void know(const rookery::ledger::NewEvent& event, qint64 id);
    void confirmOne();
    void confirmSome();
    void confirmAgain();
    void take(Program& program, const rookery::delivery::Wanted& wanted);
    void schedule(Program& program, const QString& profile);
    void scheduleAll(Program& program);
    void personSends(Program& program);
    void passOverAll(Program& program);
    void answerSome(Program& program);
    void answer(Program& program, const rookery::delivery::Parcel& parcel, model::Came came);
    void tellAgain(Program& program);
    void cancel(Program& program);
    void holdOrRelease(Program& program);
    void pauseOrResume(Program& program);
    void makeDue(Program& program);
    void changeProfile();
    void useProfiles();
    void letTimePass();
    void mayHaveLeft(const rookery::delivery::Parcel& parcel);
    [[nodiscard]] qint64 scheduleNow(const Program& program) const;

    QTemporaryDir m_folder;
    HandClock m_clock;
    QRandomGenerator m_random;
    model::Desk m_desk;
    std::array<Program, Programs> m_programs;
    QSet<int> m_dead; // owners that nobody has looked for yet
    std::unique_ptr<SQLite::Database> m_look;
    QHash<QByteArray, QByteArray> m_received; // the collector's: event ID, the one target it came with
    QSet<model::Hold> m_holdsSeen;
    QStringList m_wrong;
    QStringList m_story;
    qint64 m_requests = 0;
    qint64 m_crashes = 0;
    int m_owners = 0;
    int m_mood = 0;
};
