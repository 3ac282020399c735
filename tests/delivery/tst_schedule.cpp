// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/schedule.h"

#include <QTest>

using namespace rookery::delivery;
using namespace std::chrono_literals;
using rookery::UtcMs;
using Ms = std::chrono::milliseconds;

Q_DECLARE_METATYPE(Ms)

namespace {

constexpr UtcMs Now(1'795'000'000'000);
constexpr double AlmostOne = 0.999999;

Verdict failed(Outcome outcome = Outcome::Waiting, const QString& reason = QStringLiteral("http.503"))
{
    Verdict verdict;
    verdict.outcome = outcome;
    verdict.again = Again::Backoff;
    verdict.reason = reason;
    return verdict;
}

} // namespace

class ScheduleTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void backOffDoublesFromTwoSecondsToFiveMinutes_data()
    {
        QTest::addColumn<int>("failures");
        QTest::addColumn<Ms>("most");
        QTest::addRow("first") << 0 << Ms(2s);
        QTest::addRow("second") << 1 << Ms(4s);
        QTest::addRow("third") << 2 << Ms(8s);
        QTest::addRow("eighth") << 7 << Ms(256s);
        QTest::addRow("ninth") << 8 << Ms(5min);
        QTest::addRow("thousandth") << 1000 << Ms(5min);
    }
    void backOffDoublesFromTwoSecondsToFiveMinutes()
    {
        QFETCH(int, failures);
        QFETCH(Ms, most);
        QCOMPARE(backOff(failures, 0), Ms(0)); // full jitter: from nothing
        QVERIFY(backOff(failures, AlmostOne) <= most);
        QVERIFY(backOff(failures, AlmostOne) >= most - 1s);
        QCOMPARE(backOff(failures, 0.5), most / 2);
    }

    void retryAfterIsTheLeastThatIsWaited()
    {
        Verdict verdict = failed();
        verdict.retryAfter = 90s;
        QCOMPARE(planNext(verdict, {}, Now, 0).delay, Ms(90s));
        Journey long_;
        long_.failures = 20;
        QCOMPARE(planNext(verdict, long_, Now, 0.5).delay, Ms(150s));
    }

    void seventyTwoHoursOfTryingEndInACallForAPerson()
    {
        Journey journey;
        journey.tried = 71h;
        QCOMPARE(planNext(failed(), journey, Now, 0.5).stop, Plan::Stop::None);
        journey.tried = 72h;
        QCOMPARE(planNext(failed(), journey, Now, 0.5).stop, Plan::Stop::TriedLong);
    }

    void timeWithoutANetworkDoesNotCount()
    {
        const Verdict lost = failed(Outcome::Waiting, QStringLiteral("net.host-not-found"));
        QVERIFY(!networkWasThere(lost));
        QVERIFY(!networkWasThere(failed(Outcome::Waiting, QStringLiteral("net.unreachable"))));
        QVERIFY(networkWasThere(failed()));
        Journey journey;
        journey.tried = 72h;
        QCOMPARE(planNext(lost, journey, Now, 0.5).stop, Plan::Stop::None);
    }

    void whatHadItsTimeIsKnownWithoutAnotherTry()
    {
        Journey journey;
        QCOMPARE(limitReached(journey, Now), Plan::Stop::None);
        journey.tried = 72h + 1ms;
        QCOMPARE(limitReached(journey, Now), Plan::Stop::TriedLong);
        journey.firstUnanswered = Now - 24h;
        QCOMPARE(limitReached(journey, Now), Plan::Stop::TriedLong);
        QCOMPARE(limitReached(journey, Now + 1ms), Plan::Stop::UnansweredLong);
    }

    void aDayAfterItFirstLeftUnansweredAPersonIsAsked()
    {
        Journey journey;
        journey.firstUnanswered = Now - 23h;
        QCOMPARE(planNext(failed(Outcome::Unknown), journey, Now, 0.5).stop, Plan::Stop::None);
        // A 503 in between changes nothing about that day.
        journey.firstUnanswered = Now - 24h;
        QCOMPARE(planNext(failed(), journey, Now, 0.5).stop, Plan::Stop::UnansweredLong);
        QCOMPARE(planNext(failed(Outcome::Unknown), journey, Now, 0.5).stop, Plan::Stop::UnansweredLong);
    }

    void aWebPageIsLeftToAPerson()
    {
        Verdict verdict = failed(Outcome::Unknown, QStringLiteral("answer.html"));
        verdict.again = Again::Never;
        QCOMPARE(planNext(verdict, {}, Now, 0.5).stop, Plan::Stop::Person);
    }
};

QTEST_GUILESS_MAIN(ScheduleTest)
#include "tst_schedule.moc"
