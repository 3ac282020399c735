// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/state.h"

#include <QMap>
#include <QTest>

using namespace rookery::ledger;

class StateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The table of BEHAVIOUR.md once more, by hand; every pair that is not here must be refused.
    void allowsExactlyTheMovesOfTheTable()
    {
        const QMap<std::pair<State, Move>, State> legal{
            {{State::Draft, Move::Confirm}, State::Waiting},
            {{State::Draft, Move::Skip}, State::Skipped},
            {{State::Waiting, Move::Take}, State::Sending},
            {{State::Waiting, Move::Cancel}, State::Cancelled},
            {{State::Delivered, Move::Take}, State::Sending},
            {{State::Refused, Move::Take}, State::Sending},
            {{State::Unknown, Move::Take}, State::Sending},
            {{State::Skipped, Move::SendAnyway}, State::Waiting},
            {{State::Cancelled, Move::Reopen}, State::Draft},
            {{State::Sending, Move::Deliver}, State::Delivered},
            {{State::Sending, Move::Refuse}, State::Refused},
            {{State::Sending, Move::Postpone}, State::Waiting},
            {{State::Sending, Move::LoseTrack}, State::Unknown},
        };
        for (const State state : AllStates) {
            for (const Move move : AllMoves) {
                const auto expected = legal.find({state, move});
                const auto actual = next(state, move);
                const std::string pair
                    = (stateText(state).toUtf8() + " x " + QByteArray::number(int(move))).toStdString();
                QVERIFY2(actual.has_value() == (expected != legal.end()), pair.c_str());
                if (actual)
                    QVERIFY2(*actual == expected.value(), pair.c_str());
            }
        }
    }

    void outcomeDependsOnThePast_data()
    {
        QTest::addColumn<State>("before");
        QTest::addColumn<bool>("everUnanswered");
        QTest::addColumn<Move>("outcome");
        QTest::addColumn<State>("after");
        for (const Move outcome : {Move::Deliver, Move::Refuse, Move::Postpone, Move::LoseTrack})
            QTest::addRow("delivered stays delivered, %d", int(outcome))
                << State::Delivered << false << outcome << State::Delivered;
        QTest::addRow("unknown, then delivered") << State::Unknown << true << Move::Deliver << State::Delivered;
        QTest::addRow("unknown, then refused") << State::Unknown << true << Move::Refuse << State::Refused;
        QTest::addRow("unknown stays unknown at a 503") << State::Unknown << true << Move::Postpone << State::Unknown;
        QTest::addRow("unknown stays unknown") << State::Unknown << true << Move::LoseTrack << State::Unknown;
        QTest::addRow("waiting, 503") << State::Waiting << false << Move::Postpone << State::Waiting;
        QTest::addRow("refused, resent, 503") << State::Refused << false << Move::Postpone << State::Waiting;
        QTest::addRow("unknown, refused, resent, 503: still nobody knows")
            << State::Refused << true << Move::Postpone << State::Unknown;
    }
    void outcomeDependsOnThePast()
    {
        QFETCH(State, before);
        QFETCH(bool, everUnanswered);
        QFETCH(Move, outcome);
        QFETCH(State, after);
        QCOMPARE(*next(State::Sending, outcome, {before, everUnanswered}), after);
    }

    void hasEightWords()
    {
        for (const State state : AllStates)
            QCOMPARE(stateOfText(stateText(state)), std::optional(state));
        QCOMPARE(stateOfText(u"Not delivered"), std::nullopt);
        QCOMPARE(stateText(State::Refused), QStringLiteral("refused"));
    }
};

QTEST_APPLESS_MAIN(StateTest)
#include "tst_state.moc"
