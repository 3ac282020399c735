// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/attention.h"
#include "ui/shell/notifier.h"

#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace rookery;
using ledger::Hold;
using ledger::State;
using ui::Attention;

namespace {

ledger::EventRecord order(qint64 id, State state, Hold hold = Hold::None)
{
    ledger::EventRecord record;
    record.id = id;
    record.state = state;
    record.hold = hold;
    record.fields.set(pixel::Field::OrderId, QStringLiteral("SECRET-%1").arg(id));
    return record;
}

} // namespace

class AttentionTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsWhoNeedsAPerson_data()
    {
        QTest::addColumn<State>("state");
        QTest::addColumn<Hold>("hold");
        QTest::addColumn<bool>("needs");
        QTest::addRow("refused") << State::Refused << Hold::None << true;
        QTest::addRow("a web page came back") << State::Unknown << Hold::WebPage << true;
        QTest::addRow("unanswered for a day") << State::Unknown << Hold::UnansweredLong << true;
        QTest::addRow("tried for three days") << State::Waiting << Hold::TriedLong << true;
        QTest::addRow("another host by now") << State::Waiting << Hold::OtherHost << true;
        QTest::addRow("its profile is gone") << State::Waiting << Hold::Profile << true;
        QTest::addRow("somebody held it") << State::Waiting << Hold::Person << false;
        QTest::addRow("waiting") << State::Waiting << Hold::None << false;
        QTest::addRow("unknown, goes again by itself") << State::Unknown << Hold::None << false;
        QTest::addRow("delivered") << State::Delivered << Hold::None << false;
        QTest::addRow("cancelled while it was held") << State::Cancelled << Hold::WebPage << false;
    }
    void knowsWhoNeedsAPerson()
    {
        QFETCH(State, state);
        QFETCH(Hold, hold);
        QTEST(Attention::needsPerson(order(1, state, hold)), "needs");
    }

    void manyAreOneNotice()
    {
        Attention attention;
        attention.take(
            {order(1, State::Refused), order(2, State::Refused), order(3, State::Unknown, Hold::WebPage)}, false);
        const auto notice = attention.tell();
        QVERIFY(notice);
        QCOMPARE(notice->title, QStringLiteral("3 order(s) need you"));
        QCOMPARE(notice->text, QStringLiteral("2 not delivered, 1 unknown."));
        QCOMPARE(notice->standing, ledger::Standing::NotDelivered);
        QVERIFY(!attention.tell()); // once
    }

    void neverSaysWhichOrder()
    {
        Attention attention;
        attention.take({order(1, State::Refused)}, false);
        const auto notice = attention.tell();
        QVERIFY(notice);
        QVERIFY(!(notice->title + notice->text).contains(QStringLiteral("SECRET")));
    }

    void whatIsSeenIsNotTold()
    {
        Attention attention;
        attention.take({order(1, State::Refused)}, true);
        QVERIFY(!attention.tell());
        attention.take({order(1, State::Refused)}, false); // the same as before
        QVERIFY(!attention.tell());
        attention.take({order(2, State::Refused)}, false);
        attention.see();
        QVERIFY(!attention.tell());
    }

    void whatIsSolvedBeforeItIsToldIsNotTold()
    {
        Attention attention;
        attention.take({order(1, State::Refused)}, false);
        attention.take({order(1, State::Delivered)}, false);
        QVERIFY(!attention.tell());
        attention.take({order(1, State::Refused)}, false); // refused once more is news
        QVERIFY(attention.tell());
    }

    void aStreamOfThemIsOneMessageInAWhile()
    {
        QWidget window; // nobody looks at it
        ui::Notifier notifier(&window);
        const QSignalSpy told(&notifier, &ui::Notifier::told);
        for (qint64 id = 1; id <= 50; ++id)
            notifier.take({order(id, State::Refused)});
        QCOMPARE(told.size(), 1);
    }

    void itIsHeardOnlyIfSomebodyWantsThat()
    {
        QWidget window;
        ui::Notifier notifier(&window);
        const QSignalSpy sounded(&notifier, &ui::Notifier::sounded);
        notifier.take({order(1, State::Refused)});
        QCOMPARE(sounded.size(), 0);
        notifier.setSound(true);
        notifier.take({order(1, State::Refused)}); // is known
        QCOMPARE(sounded.size(), 0);
        notifier.take({order(2, State::Delivered)});
        QCOMPARE(sounded.size(), 0);
        for (qint64 id = 3; id <= 50; ++id)
            notifier.take({order(id, State::Refused)});
        QCOMPARE(sounded.size(), 1); // for many
    }
};

QTEST_MAIN(AttentionTest)
#include "tst_attention.moc"
