// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/choice.h"

#include <QTest>

using namespace rookery;
using ledger::State;
using ui::Choice;
using ui::Verb;

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

} // namespace

Q_DECLARE_METATYPE(rookery::ui::Choice)

class ChoiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachVerbIsForItsStates_data()
    {
        QTest::addColumn<Verb>("verb");
        QTest::addColumn<QList<State>>("states");
        using S = QList<State>;
        QTest::addRow("retry") << Verb::Retry << S{State::Waiting, State::Delivered, State::Refused, State::Unknown};
        QTest::addRow("cancel") << Verb::CancelOrder << S{State::Waiting};
        // A second one while the first may still arrive would count twice.
        QTest::addRow("resend as new") << Verb::ResendAsNew << S{State::Delivered, State::Skipped};
        QTest::addRow("correct") << Verb::Correct << S{State::Delivered, State::Unknown};
        QTest::addRow("bin") << Verb::MoveToBin
                             << S{State::Delivered, State::Refused, State::Skipped, State::Cancelled};
        QTest::addRow("copy") << Verb::CopyUrl
                              << S{State::Waiting, State::Sending, State::Delivered, State::Refused, State::Unknown};
    }
    void eachVerbIsForItsStates()
    {
        QFETCH(Verb, verb);
        QFETCH(QList<State>, states);
        for (const State state : {State::Waiting, State::Sending, State::Delivered, State::Refused, State::Unknown,
                 State::Skipped, State::Cancelled})
            QCOMPARE(!ui::fitting(verb, {order(1, state)}).isEmpty(), states.contains(state));
    }

    void retryOfSeveralMeansWhatDidNotArrive()
    {
        const Choice mixed{order(1, State::Delivered), order(2, State::Refused), order(3, State::Unknown),
            order(4, State::Delivered), order(5, State::Sending)};
        QCOMPARE(ui::fitting(Verb::Retry, mixed).size(), 2);
        QCOMPARE(ui::verbText(Verb::Retry, mixed), QStringLiteral("Retry 2"));
        QCOMPARE(ui::leftOutText(Verb::Retry, mixed), QStringLiteral("2 delivered, 1 sending left out"));
    }

    void retryOfDeliveredOnesIsCalledResend()
    {
        const Choice delivered{order(1, State::Delivered), order(2, State::Delivered)};
        QCOMPARE(ui::verbText(Verb::Retry, delivered), QStringLiteral("Resend 2"));
        QCOMPARE(ui::leftOutText(Verb::Retry, delivered), QString());
    }

    void anOrderThatNeverWentIsSentNotRetried()
    {
        ledger::EventRecord waiting = order(1, State::Waiting);
        waiting.attempts = 0;
        QCOMPARE(ui::verbText(Verb::Retry, {waiting}), QStringLiteral("Send now"));
    }

    void onlyTwoCanBeCompared()
    {
        const Choice three{order(1, State::Delivered), order(2, State::Delivered), order(3, State::Delivered)};
        QVERIFY(ui::fitting(Verb::Compare, three).isEmpty());
        QCOMPARE(ui::fitting(Verb::Compare, three.first(2)).size(), 2);
    }
};

QTEST_MAIN(ChoiceTest)
#include "tst_choice.moc"
