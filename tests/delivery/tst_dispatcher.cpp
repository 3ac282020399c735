// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/dispatcher.h"
#include "delivery/rudeserver.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace rookery;
using namespace rookery::delivery;
using namespace std::chrono_literals;

namespace {

/// An outbox in memory whose disk can fail, and whose clock the test moves.
class Tray final : public Outbox {
public:
    struct Item {
        qint64 id = 0;
        QString line;
        UtcMs due{0};
        bool underWay = false;
        bool settled = false;
    };

    explicit Tray(const RudeServer& server) : m_origin(server.origin()) { }

    void add(int count, const QString& line = QStringLiteral("A"))
    {
        if (!names.contains(line))
            names << line;
        for (int i = 0; i < count; ++i)
            items << Item{qint64(items.size()) + 1, line};
    }

    [[nodiscard]] QList<Line> lines() const override
    {
        QList<Line> lines;
        for (const QString& name : names)
            lines << Line{name, pace};
        return lines;
    }
    [[nodiscard]] Result<Haul> take(const Wanted& wanted) override
    {
        Haul haul;
        for (Item& item : items) {
            const bool named = wanted.events.isEmpty() ? item.line == wanted.line : wanted.events.contains(item.id);
            if (!named || item.id <= wanted.after || item.underWay || item.settled)
                continue;
            if (wanted.events.isEmpty() && !wanted.ignoreDue && item.due > scheduleNow())
                continue;
            if (haul.parcels.size() == wanted.limit) {
                haul.exhausted = false;
                break;
            }
            item.underWay = true;
            haul.lastSeen = item.id;
            Parcel parcel;
            parcel.attempt = ++attempts;
            parcel.line = item.line;
            parcel.target = "/i?n=" + QByteArray::number(item.id);
            parcel.route.origin = m_origin;
            parcel.event = item.id;
            haul.parcels << parcel;
        }
        return haul;
    }
    [[nodiscard]] Done record(const QList<Report>& reports) override
    {
        if (broken)
            return failure(Error::Code::DiskFull, QStringLiteral("The disk is full."));
        for (const Report& report : reports) {
            Item& item = items[report.parcel.event - 1];
            item.underWay = false;
            item.settled = report.verdict.outcome == Outcome::Delivered || report.verdict.outcome == Outcome::Refused;
            item.due = report.due;
            recorded << report;
        }
        return {};
    }
    [[nodiscard]] Result<std::optional<UtcMs>> nextDue(const QString& line) const override
    {
        std::optional<UtcMs> next;
        for (const Item& item : items) {
            if (item.line == line && !item.settled && !item.underWay)
                next = next ? std::min(*next, item.due) : item.due;
        }
        return next;
    }
    [[nodiscard]] UtcMs now() const override { return clock; }
    [[nodiscard]] UtcMs scheduleNow() const override { return clock; }
    [[nodiscard]] std::chrono::milliseconds steady() const override { return std::chrono::milliseconds(clock.value()); }

    QList<Item> items;
    QStringList names;
    QList<Report> recorded;
    UtcMs clock{1'000'000};
    double pace = 0;
    int attempts = 0;
    bool broken = false;

private:
    QByteArray m_origin;
};

QList<QByteArray> targetsOf(std::initializer_list<int> numbers)
{
    QList<QByteArray> targets;
    for (const int number : numbers)
        targets << "/i?n=" + QByteArray::number(number);
    return targets;
}

} // namespace

class DispatcherTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        server = std::make_unique<RudeServer>();
        QVERIFY(server->start());
    }
    void cleanup() { server.reset(); }

    void sendsWhatIsDueInOrderAndRecordsIt()
    {
        Tray tray(*server);
        tray.add(1);
        Dispatcher dispatcher(tray);
        QSignalSpy recorded(&dispatcher, &Dispatcher::recorded);
        dispatcher.start();
        QTRY_COMPARE(tray.recorded.size(), 1);
        tray.add(2);
        dispatcher.wake();
        QTRY_COMPARE(tray.recorded.size(), 3);
        QCOMPARE(tray.recorded.first().parcel.event, 1);
        QCOMPARE(tray.recorded.first().verdict.outcome, Outcome::Delivered);
        QVERIFY(!recorded.isEmpty());
        QCOMPARE(server->requests().size(), 3);
    }

    void aLineHasNoMoreUnderWayThanItsWindow()
    {
        server->setScript({Manners::silence()});
        Tray tray(*server);
        tray.add(50);
        tray.add(1, QStringLiteral("B"));
        Dispatcher dispatcher(tray);
        dispatcher.start();
        QTRY_COMPARE(server->requests().size(), Dispatcher::Window + 1);
        dispatcher.wake();
        QCOMPARE(tray.attempts, Dispatcher::Window + 1);
    }

    void whatIsNotDueStays()
    {
        Tray tray(*server);
        tray.add(2);
        tray.items[0].due = tray.clock + 1h;
        Dispatcher dispatcher(tray);
        dispatcher.start();
        QTRY_COMPARE(tray.recorded.size(), 1);
        QCOMPARE(server->targets(), targetsOf({2}));
        tray.clock = tray.clock + 2h;
        dispatcher.wake();
        QTRY_COMPARE(tray.recorded.size(), 2);
    }

    void stopTakesNothingMore()
    {
        Tray tray(*server);
        Dispatcher dispatcher(tray);
        dispatcher.start();
        dispatcher.stop();
        tray.add(1);
        QSignalSpy finished(&dispatcher, &Dispatcher::passFinished);
        dispatcher.wake();
        dispatcher.pass({}, {}); // only finishes what is under way
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(server->requests().size(), 0);
    }

    void aPassTriesEachOnceAndEnds()
    {
        server->setScript({Manners::answer(503), Manners::answer(204)});
        Tray tray(*server);
        tray.add(8);
        tray.items[3].due = tray.clock + 1h;
        Dispatcher dispatcher(tray);
        QSignalSpy finished(&dispatcher, &Dispatcher::passFinished);
        Wanted everything;
        everything.ignoreDue = true;
        dispatcher.pass({QStringLiteral("A")}, everything);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(tray.recorded.size(), 8);
        QCOMPARE(server->requests().size(), 8);
    }

    void afterTenFailuresInARowAPassEndsForItsLineAlone()
    {
        server->setScript({Manners::answer(503)});
        Tray tray(*server);
        tray.add(100);
        tray.add(2, QStringLiteral("B"));
        Dispatcher dispatcher(tray);
        QSignalSpy finished(&dispatcher, &Dispatcher::passFinished);
        dispatcher.pass({QStringLiteral("A"), QStringLiteral("B")}, {});
        QTRY_COMPARE(finished.size(), 1);
        const auto of = [&](const QString& line) {
            return std::count_if(tray.recorded.begin(), tray.recorded.end(),
                [&](const Report& report) { return report.parcel.line == line; });
        };
        QVERIFY(of(QStringLiteral("A")) >= Circuit::FailuresToOpen);
        QVERIFY(of(QStringLiteral("A")) < Circuit::FailuresToOpen + 2 * Dispatcher::Window);
        QCOMPARE(of(QStringLiteral("B")), 2);
    }

    void saysWhenNothingGetsThroughAndWhenItDoesAgain()
    {
        server->setScript({Manners::answer(503)});
        Tray tray(*server);
        tray.add(30);
        Dispatcher dispatcher(tray);
        QSignalSpy circuit(&dispatcher, &Dispatcher::circuitChanged);
        dispatcher.start();
        QTRY_COMPARE(circuit.size(), 1);
        QCOMPARE(circuit.first(), (QVariantList{QStringLiteral("A"), true}));
        QTRY_COMPARE(dispatcher.inFlight(), 0);
        server->setScript({Manners::answer(204)});
        tray.clock = tray.clock + 1h;
        dispatcher.freshStart();
        QTRY_COMPARE(circuit.size(), 2);
        QCOMPARE(circuit.last(), (QVariantList{QStringLiteral("A"), false}));
    }

    void aPersonsOrderGoesWhateverScheduleAndCircuitSay()
    {
        server->setScript({Manners::answer(503)});
        Tray tray(*server);
        tray.add(30);
        Dispatcher dispatcher(tray);
        QSignalSpy finished(&dispatcher, &Dispatcher::passFinished);
        dispatcher.pass({QStringLiteral("A")}, {});
        QTRY_COMPARE(finished.size(), 1); // the circuit is open now
        server->forget();
        server->setScript({Manners::silence()});
        tray.items[29].due = tray.clock + 1h;
        QVERIFY(dispatcher.sendNow({30}));
        QTRY_COMPARE(server->targets(), targetsOf({30}));
        QVERIFY(!dispatcher.sendNow({30})); // it is under way
    }

    void pacedLinesSendNoFasterThanTheirPace()
    {
        Tray tray(*server);
        tray.pace = 2; // a second
        tray.add(3);
        Dispatcher dispatcher(tray);
        dispatcher.start();
        QTRY_COMPARE(tray.recorded.size(), 1);
        dispatcher.wake();
        QCOMPARE(server->requests().size(), 1); // the clock stands still
        tray.clock = tray.clock + 500ms;
        dispatcher.wake();
        QTRY_COMPARE(tray.recorded.size(), 2);
    }

    void whileNothingCanBeRecordedNothingIsTaken()
    {
        Tray tray(*server);
        tray.add(200);
        tray.broken = true;
        Dispatcher dispatcher(tray);
        QSignalSpy troubled(&dispatcher, &Dispatcher::troubled);
        QSignalSpy over(&dispatcher, &Dispatcher::troubleOver);
        dispatcher.start();
        QTRY_VERIFY(!troubled.isEmpty());
        QCOMPARE(troubled.first().first().value<Error>().code, Error::Code::DiskFull);
        const int takenByThen = tray.attempts;
        QVERIFY(takenByThen <= Dispatcher::MostUnrecorded + Dispatcher::Window);
        QTRY_COMPARE(dispatcher.inFlight(), 0);
        QCOMPARE(tray.attempts, takenByThen);
        tray.broken = false;
        QTRY_COMPARE_WITH_TIMEOUT(over.size(), 1, 10'000);
        QCOMPARE(troubled.size(), 1); // told once, however often it was tried
        QTRY_COMPARE(tray.recorded.size(), 200);
        QCOMPARE(server->requests().size(), 200); // and nothing went twice
    }

    void whoMadeRoomNeedsNotWait()
    {
        Tray tray(*server);
        tray.add(3);
        tray.broken = true;
        Dispatcher dispatcher(tray);
        QVERIFY(dispatcher.recordAgain());
        QSignalSpy troubled(&dispatcher, &Dispatcher::troubled);
        QSignalSpy over(&dispatcher, &Dispatcher::troubleOver);
        dispatcher.start();
        QTRY_VERIFY(!troubled.isEmpty());
        const Done still = dispatcher.recordAgain();
        QVERIFY(!still);
        QCOMPARE(still.error().code, Error::Code::DiskFull);
        tray.broken = false;
        QVERIFY(dispatcher.recordAgain());
        QCOMPARE(over.size(), 1);
    }

private:
    std::unique_ptr<RudeServer> server;
};

QTEST_GUILESS_MAIN(DispatcherTest)
#include "tst_dispatcher.moc"
