// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/choice.h"

#include <QTest>

using namespace rookery;
using engine::Choice;
using engine::Deed;
using engine::RetryKind;
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

QList<qint64> idsOf(const Choice& choice)
{
    QList<qint64> ids;
    for (const ledger::EventRecord& event : choice)
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
            QCOMPARE(engine::applies(deed, {order(1, state)}), states.contains(state));
            QCOMPARE(!engine::fitting(deed, {order(1, state)}).isEmpty(), states.contains(state));
        }
    }

    void nothingIsDoneToNothing()
    {
        for (const Deed deed : {Deed::Retry, Deed::Cancel, Deed::EditCopy, Deed::Compare, Deed::Note})
            QVERIFY(!engine::applies(deed, {}));
    }

    void whatIsForOneOrderIsNotForTwo()
    {
        const Choice two{order(1, State::Delivered), order(2, State::Delivered)};
        for (const Deed deed : {Deed::ResendAsNew, Deed::EditCopy, Deed::Correct}) {
            QVERIFY(engine::applies(deed, two.first(1)));
            QVERIFY(!engine::applies(deed, two));
            QVERIFY(engine::fitting(deed, two).isEmpty());
        }
    }

    void onlyACorrectionCanBeTakenBack()
    {
        ledger::EventRecord event = order(1, State::Delivered);
        QVERIFY(!engine::applies(Deed::WithdrawCorrection, {event}));
        event.correction = ledger::CorrectionKind::Cancelled;
        QVERIFY(engine::applies(Deed::WithdrawCorrection, {event}));
    }

    void whatIsInTheBinComesBackAndGoesInOnce()
    {
        ledger::EventRecord event = order(1, State::Delivered);
        event.binned = UtcMs(5);
        QVERIFY(engine::applies(Deed::Restore, {event}));
        QVERIFY(!engine::applies(Deed::MoveToBin, {event}));
    }

    void retryOfSeveralMeansWhatDidNotArrive()
    {
        const Choice mixed{order(1, State::Delivered), order(2, State::Refused), order(3, State::Unknown),
            order(4, State::Delivered), order(5, State::Sending)};
        QCOMPARE(idsOf(engine::fitting(Deed::Retry, mixed)), QList<qint64>({2, 3}));
        QCOMPARE(idsOf(engine::leftOut(Deed::Retry, mixed)), QList<qint64>({1, 4, 5}));
        QCOMPARE(engine::retryKindOf(mixed), RetryKind::Retry);
    }

    void aCorrectedOrderGoesAgainAloneOnly()
    {
        ledger::EventRecord corrected = order(1, State::Refused);
        corrected.correction = ledger::CorrectionKind::Cancelled;
        QVERIFY(engine::applies(Deed::Retry, {corrected}));
        const Choice both{corrected, order(2, State::Refused)};
        QCOMPARE(idsOf(engine::fitting(Deed::Retry, both)), QList<qint64>({2}));
        QCOMPARE(idsOf(engine::leftOut(Deed::Retry, both)), QList<qint64>({1}));
    }

    void retryOfDeliveredOnesIsToResendThem()
    {
        const Choice delivered{order(1, State::Delivered), order(2, State::Delivered), order(3, State::Sending)};
        QCOMPARE(idsOf(engine::fitting(Deed::Retry, delivered)), QList<qint64>({1, 2}));
        QCOMPARE(engine::retryKindOf(delivered), RetryKind::Resend);
    }

    void anOrderThatNeverWentIsSentNotRetried()
    {
        ledger::EventRecord waiting = order(1, State::Waiting);
        waiting.attempts = 0;
        QCOMPARE(engine::retryKindOf({waiting}), RetryKind::SendNow);
        QCOMPARE(engine::retryKindOf({waiting, order(2, State::Refused)}), RetryKind::Retry);
    }

    void onlyTwoCanBeCompared()
    {
        const Choice three{order(1, State::Delivered), order(2, State::Delivered), order(3, State::Delivered)};
        QVERIFY(!engine::applies(Deed::Compare, three));
        QCOMPARE(engine::fitting(Deed::Compare, three.first(2)).size(), 2);
        // One that never left has nothing to be held against.
        QVERIFY(!engine::applies(Deed::Compare, {order(1, State::Delivered), order(2, State::Skipped)}));
    }
};

QTEST_APPLESS_MAIN(ChoiceTest)
#include "tst_choice.moc"
