// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/choice.h"

#include <QTest>

using namespace rookery;
using engine::Choice;
using engine::Deed;
using RetryKind = engine::Choice::RetryKind;
using ledger::State;

Q_DECLARE_METATYPE(rookery::engine::Deed)

namespace {

ledger::EventRecord order(qint64 id, State state)
{
    ledger::EventRecord event;
    event.id = id;
    event.state = state;
    if (state != State::Skipped && state != State::Cancelled) {
        event.target = "/i?a=b";
        event.lastUrl = "https://corvidae.example.com/i?a=b";
        event.attempts = 1;
    }
    return event;
}

QList<qint64> idsOf(const QList<ledger::EventRecord>& events)
{
    QList<qint64> ids;
    for (const ledger::EventRecord& event : events)
        ids << event.id;
    return ids;
}

} // namespace

class ChoiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachDeedIsForItsStates_data()
    {
        QTest::addColumn<Deed>("deed");
        QTest::addColumn<QList<State>>("states");
        using S = QList<State>;
        const S all{State::Waiting, State::Sending, State::Delivered, State::Refused, State::Unknown, State::Skipped,
            State::Cancelled};
        QTest::addRow("retry") << Deed::Retry << S{State::Waiting, State::Delivered, State::Refused, State::Unknown};
        QTest::addRow("cancel") << Deed::Cancel << S{State::Waiting};
        // A second one while the first may still arrive would count twice.
        QTest::addRow("resend as new") << Deed::ResendAsNew << S{State::Delivered, State::Skipped};
        QTest::addRow("edit a copy") << Deed::EditCopy << all;
        QTest::addRow("correct") << Deed::Correct << S{State::Delivered, State::Unknown};
        QTest::addRow("bin") << Deed::MoveToBin
                             << S{State::Delivered, State::Refused, State::Skipped, State::Cancelled};
        QTest::addRow("restore what is in no bin") << Deed::Restore << S{};
        QTest::addRow("copy") << Deed::CopyAddress
                              << S{State::Waiting, State::Sending, State::Delivered, State::Refused, State::Unknown};
        QTest::addRow("note") << Deed::Note << all;
    }
    void eachDeedIsForItsStates()
    {
        QFETCH(Deed, deed);
        QFETCH(QList<State>, states);
        for (const State state : {State::Waiting, State::Sending, State::Delivered, State::Refused, State::Unknown,
                 State::Skipped, State::Cancelled}) {
            QCOMPARE(Choice({order(1, state)}).count(deed), qsizetype(states.contains(state)));
            QCOMPARE(!engine::fitting(deed, {order(1, state)}).isEmpty(), states.contains(state));
        }
    }

    void nothingIsDoneToNothing()
    {
        for (const Deed deed : {Deed::Retry, Deed::Cancel, Deed::EditCopy, Deed::Compare, Deed::Note})
            QCOMPARE(Choice().count(deed), 0);
    }

    void whatIsForOneOrderIsNotForTwo()
    {
        const Choice two{order(1, State::Delivered), order(2, State::Delivered)};
        for (const Deed deed : {Deed::ResendAsNew, Deed::EditCopy, Deed::Correct}) {
            QCOMPARE(Choice({two.first()}).count(deed), 1);
            QCOMPARE(two.count(deed), 0);
            QVERIFY(engine::fitting(deed, two).isEmpty());
        }
    }

    void onlyACorrectionCanBeTakenBack()
    {
        ledger::EventRecord event = order(1, State::Delivered);
        QCOMPARE(Choice({event}).count(Deed::WithdrawCorrection), 0);
        event.correction = ledger::CorrectionKind::Cancelled;
        QCOMPARE(Choice({event}).count(Deed::WithdrawCorrection), 1);
    }

    void whatIsInTheBinComesBackAndGoesInOnce()
    {
        ledger::EventRecord event = order(1, State::Delivered);
        event.binned = UtcMs(5);
        QCOMPARE(Choice({event}).count(Deed::Restore), 1);
        QCOMPARE(Choice({event}).count(Deed::MoveToBin), 0);
    }

    void retryOfSeveralMeansWhatDidNotArrive()
    {
        const Choice mixed{order(1, State::Delivered), order(2, State::Refused), order(3, State::Unknown),
            order(4, State::Delivered), order(5, State::Sending)};
        QCOMPARE(idsOf(engine::fitting(Deed::Retry, mixed)), QList<qint64>({2, 3}));
        QCOMPARE(mixed.retryKind(), RetryKind::Retry);
    }

    void aCorrectedOrderGoesAgainAloneOnly()
    {
        ledger::EventRecord corrected = order(1, State::Refused);
        corrected.correction = ledger::CorrectionKind::Cancelled;
        QCOMPARE(Choice({corrected}).count(Deed::Retry), 1);
        const Choice both{corrected, order(2, State::Refused)};
        QCOMPARE(idsOf(engine::fitting(Deed::Retry, both)), QList<qint64>({2}));
    }

    void retryOfDeliveredOnesIsToResendThem()
    {
        const Choice delivered{order(1, State::Delivered), order(2, State::Delivered), order(3, State::Sending)};
        QCOMPARE(idsOf(engine::fitting(Deed::Retry, delivered)), QList<qint64>({1, 2}));
        QCOMPARE(delivered.retryKind(), RetryKind::Resend);
    }

    void anOrderThatNeverWentIsSentNotRetried()
    {
        ledger::EventRecord waiting = order(1, State::Waiting);
        waiting.attempts = 0;
        QCOMPARE(Choice({waiting}).retryKind(), RetryKind::SendNow);
        QCOMPARE(Choice({waiting, order(2, State::Refused)}).retryKind(), RetryKind::Retry);
    }

    void whereOnlyItCanHelpAdviceComesFirst_data()
    {
        QTest::addColumn<State>("state");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<bool>("advice");
        QTest::addRow("certificate") << State::Waiting << QStringLiteral("tls.expired") << true;
        QTest::addRow("no proxy") << State::Waiting << QStringLiteral("proxy.not-found") << true;
        QTest::addRow("sign-in") << State::Waiting << QStringLiteral("http.407") << true;
        QTest::addRow("web page for an answer") << State::Unknown << QStringLiteral("answer.html") << true;
        QTest::addRow("busy") << State::Waiting << QStringLiteral("http.503") << false;
        QTest::addRow("no answer") << State::Unknown << QStringLiteral("answer.none") << false;
        QTest::addRow("delivered since") << State::Delivered << QStringLiteral("tls.expired") << false;
    }
    void whereOnlyItCanHelpAdviceComesFirst()
    {
        QFETCH(State, state);
        QFETCH(QString, reason);
        QFETCH(bool, advice);
        QCOMPARE(engine::isAdviceFirst(order(1, state), reason), advice);
        const bool retries = engine::primaryDeed({order(1, state)}, {.lastReason = reason}) == Deed::Retry;
        QCOMPARE(retries, !advice && state != State::Delivered);
    }

    void theFirstDeedIsWhatSomebodyWants()
    {
        using Primary = std::optional<Deed>;
        QCOMPARE(engine::primaryDeed({}), Primary());
        QCOMPARE(engine::primaryDeed({order(1, State::Waiting)}), Primary(Deed::Retry));
        QCOMPARE(engine::primaryDeed({order(1, State::Unknown)}), Primary(Deed::Retry));
        QCOMPARE(engine::primaryDeed({order(1, State::Cancelled)}), Primary(Deed::EditCopy));
        for (const State state : {State::Delivered, State::Sending, State::Refused, State::Skipped})
            QCOMPARE(engine::primaryDeed({order(1, state)}), Primary());
        QCOMPARE(engine::primaryDeed({order(1, State::Waiting)}, {.heldUp = true}), Primary());
        QCOMPARE(engine::primaryDeed({order(1, State::Cancelled)}, {.heldUp = true}), Primary(Deed::EditCopy));
        QVERIFY(engine::isAdviceFirst(order(1, State::Refused)));
        QVERIFY(!engine::isAdviceFirst(order(1, State::Waiting)));
        QCOMPARE(engine::primaryDeed({order(1, State::Refused), order(2, State::Delivered)}), Primary(Deed::Retry));
        QCOMPARE(engine::primaryDeed({order(1, State::Delivered), order(2, State::Delivered)}), Primary());
    }

    void whatIsInTheBinIsPutBackFirstAndWhatIsCorrectedLeftAlone()
    {
        ledger::EventRecord event = order(1, State::Refused);
        event.correction = ledger::CorrectionKind::Cancelled;
        QVERIFY(!engine::primaryDeed({event}));
        QVERIFY(!engine::isAdviceFirst(event));
        event.binned = UtcMs(5);
        QCOMPARE(engine::primaryDeed({event}), std::optional(Deed::Restore));
        QCOMPARE(engine::primaryDeed({event, order(2, State::Refused)}), std::optional(Deed::Retry));
    }

    void onlyWhatFailedAndIsNotHeldGoesAgainByItself()
    {
        for (const State state : {State::Waiting, State::Unknown}) {
            ledger::EventRecord event = order(1, state);
            event.due = UtcMs(42);
            QCOMPARE(engine::nextTry(event), std::optional(UtcMs(42)));
            event.hold = ledger::Hold::TriedLong;
            QVERIFY(!engine::nextTry(event));
        }
        ledger::EventRecord fresh = order(1, State::Waiting);
        fresh.attempts = 0;
        QVERIFY(!engine::nextTry(fresh));
        for (const State state : {State::Delivered, State::Refused, State::Sending, State::Cancelled})
            QVERIFY(!engine::nextTry(order(1, state)));
    }

    void onlyTwoCanBeCompared()
    {
        const Choice three{order(1, State::Delivered), order(2, State::Delivered), order(3, State::Delivered)};
        QCOMPARE(three.count(Deed::Compare), 0);
        QCOMPARE(Choice(three.events().first(2)).count(Deed::Compare), 2);
        // One that never left has nothing to be held against.
        QCOMPARE(Choice({order(1, State::Delivered), order(2, State::Skipped)}).count(Deed::Compare), 0);
    }
};

QTEST_APPLESS_MAIN(ChoiceTest)
#include "tst_choice.moc"
