// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/choice.h"

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

class ChoiceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void retryNamesHowManyAndWhoIsLeftOut()
    {
        const Choice mixed{order(1, State::Delivered), order(2, State::Refused), order(3, State::Unknown),
            order(4, State::Delivered), order(5, State::Sending)};
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

    void eachShellCopiesTheSame()
    {
        for (const Verb verb :
            {Verb::CopyUrl, Verb::CopyCommand, Verb::CopyPowerShell, Verb::CopyCmd, Verb::CopyBash}) {
            QVERIFY(ui::applies(verb, {order(1, State::Refused)}));
            QVERIFY(!ui::applies(verb, {order(1, State::Skipped)}));
        }
    }

    void whatIsNoDeedAppliesToNoOrder()
    {
        for (const Verb verb : {Verb::Send, Verb::Export, Verb::Quit})
            QVERIFY(!ui::deedOf(verb) && !ui::applies(verb, {order(1, State::Delivered)}));
    }
};

QTEST_MAIN(ChoiceTest)
#include "tst_choice.moc"
