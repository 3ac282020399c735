// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/world.h"

#include <QTest>

using namespace std::chrono_literals;
using model::Came;
using model::Hold;
using model::State;

namespace {

const QString Acme = QStringLiteral("Acme");

bool isLong() { return qEnvironmentVariable("ROOKERY_FAULTS") == QLatin1StringView("all"); }

/// How five days without success go.
struct Outage {
    Came came;
    bool counts; ///< as time in which it was tried
    State state; ///< in the end
    Hold hold;   ///< and who is asked
};

} // namespace

Q_DECLARE_METATYPE(Outage)

/// Ledger and sender go through whatever may happen, in an order that chance chooses, and do at each step what the
/// rules say. ROOKERY_SEED=7 is that seed alone, ROOKERY_FAULTS=all a million steps.
class SimulatorTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStepFollowsTheRules()
    {
        constexpr int StepsOfAWorld = 1000;
        const int worlds = isLong() ? 1000 : 4;
        bool isGiven = false;
        const quint32 given = qEnvironmentVariable("ROOKERY_SEED").toUInt(&isGiven);
        const quint32 first = isGiven ? given : 1;
        const int count = isGiven && !isLong() ? 1 : worlds;
        qint64 accepted = 0;
        qint64 delivered = 0;
        qint64 requests = 0;
        qint64 crashes = 0;
        QSet<Hold> holds;
        for (quint32 seed = first; seed < first + quint32(count); ++seed) {
            World world(seed);
            for (int i = 0; i < StepsOfAWorld && world.wrong().isEmpty(); ++i)
                world.step();
            world.makePeace();
            QVERIFY2(world.wrong().isEmpty(),
                qPrintable(QStringLiteral("ROOKERY_SEED=%1\n%2\n%3")
                               .arg(QString::number(seed), world.story(), world.wrong().mid(0, 5).join(u'\n'))));
            accepted += world.accepted();
            delivered += world.count(State::Delivered);
            requests += world.requests();
            crashes += world.crashes();
            holds += world.holdsSeen();
        }
        qInfo("%d steps from seed %u: accepted %lld, delivered %lld and the others cancelled, %lld requests, %lld "
              "crashes, "
              "lost 0, doubled 0",
            count * StepsOfAWorld, first, accepted, delivered, requests, crashes);
        QVERIFY(delivered > accepted / 2);
        // Or chance went by what it was to try. Nobody runs for 72 hours in so few steps.
        for (const Hold hold :
            {Hold::None, Hold::Person, Hold::WebPage, Hold::OtherHost, Hold::UnansweredLong, Hold::Profile})
            QVERIFY2(isGiven || holds.contains(hold), qPrintable(QString::number(int(hold))));
    }

    void afterFiveDaysWithoutSuccessEverythingIsThere_data()
    {
        QTest::addColumn<Outage>("outage");
        QTest::addRow("no network") << Outage{Came::Offline, false, State::Waiting, Hold::None};
        QTest::addRow("nobody listens") << Outage{Came::Nobody, true, State::Waiting, Hold::TriedLong};
        QTest::addRow("busy") << Outage{Came::Busy, true, State::Waiting, Hold::TriedLong};
        QTest::addRow("no answer") << Outage{Came::Silence, true, State::Unknown, Hold::UnansweredLong};
    }
    void afterFiveDaysWithoutSuccessEverythingIsThere()
    {
        QFETCH(const Outage, outage);
        constexpr auto Days = 5 * 24h;
        constexpr auto Open = 15h;  // of each: time in which the program does not run is not counted
        constexpr auto Tick = 1min; // the longest that counts at once
        const int orders = isLong() ? 1000 : 12;
        World world(1);
        world.confirm(Acme, orders);
        std::chrono::milliseconds gone{0};
        std::chrono::milliseconds counted{0};
        int calls = 0;
        while (gone < Days && world.wrong().isEmpty()) {
            if (gone % 24h >= Open) {
                world.pass(24h - Open);
                gone += 24h - Open;
            }
            const auto wakes = world.wakesIn(Acme);
            if (wakes == 0ms)
                world.runSchedule(Acme, outage.came);
            if (gone - counted >= Tick) {
                if (outage.counts)
                    world.countRunning({Acme});
                counted = gone;
            }
            const auto next = std::clamp<std::chrono::milliseconds>(wakes.value_or(Tick), 1ms, counted + Tick - gone);
            world.pass(next);
            gone += next;
            if (++calls % 500 == 0)
                world.check();
        }
        world.check();
        QVERIFY2(world.wrong().isEmpty(), qPrintable(world.story() + world.wrong().join(u'\n')));
        QCOMPARE(world.count(State::Waiting) + world.count(State::Unknown), orders);
        QVERIFY(world.count(outage.state) > 0);
        // Whoever was tried for so long waits for a person; what never had its turn goes by itself.
        if (outage.hold != Hold::None)
            QVERIFY(world.count(outage.hold) > 0);
        else
            QCOMPARE(world.count(Hold::None), orders);

        world.retryAll();
        for (int i = 0; i < 10 * orders && world.count(State::Delivered) < orders; ++i)
            world.runSchedule(Acme, Came::Image);
        world.check();
        QVERIFY2(world.wrong().isEmpty(), qPrintable(world.story() + world.wrong().join(u'\n')));
        QCOMPARE(world.count(State::Delivered), orders);
        world.makePeace();
        QVERIFY2(world.wrong().isEmpty(), qPrintable(world.wrong().join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(SimulatorTest)
#include "tst_simulator.moc"
