// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/book.h"
#include "ledger/faultydisk.h"

using namespace rookery;
using namespace rookery::ledger;

namespace {

constexpr int Always = 1'000'000;

} // namespace

/// What counts after a failed sync is what is there, and what is there is found out (QT-NOTES 22).
class DiskFailureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasAcceptedIsThereAndWhatIsThereWasAccepted_data()
    {
        QTest::addColumn<int>("failures");
        for (const int failures : {1, 2, 3, 4, 8, Always})
            QTest::addRow("%d syncs fail", failures) << failures;
    }
    void whatWasAcceptedIsThereAndWhatIsThereWasAccepted()
    {
        QFETCH(int, failures);
        FaultyDisk disk;
        Book book;
        QVERIFY(book.add(QStringLiteral("before")) > 0);
        disk.failSyncs(failures);
        const auto accepted = book.ledger->confirm(Book::order(QStringLiteral("A-1"), QStringLiteral("e-1")), UtcMs(1));
        QVERIFY(disk.failuresLeft() < failures);
        disk.failSyncs(0);
        book.close();
        book.open();
        const auto found = book.ledger->reader().find(QStringLiteral("e-1"));
        QVERIFY(found || !accepted);
        // Where it was not accepted and is there all the same, the order ID is known: nobody sends it twice unasked.
        const auto again = book.ledger->confirm(Book::order(QStringLiteral("A-1"), QStringLiteral("e-2")), UtcMs(2));
        QCOMPARE(again.has_value(), !found.has_value());
        QCOMPARE(*book.ledger->reader().count({}), 2);
    }

    void afterAFailureEverythingAnswersAndTheNextCallOpensAnew()
    {
        FaultyDisk disk;
        Book book;
        const qint64 id = book.add(QStringLiteral("A-1"));
        disk.failSyncs(Always);
        QVERIFY(!book.ledger->pause(QStringLiteral("Acme"), UtcMs(1), QStringLiteral("desk 4")));
        QVERIFY(!book.ledger->paused());
        QVERIFY(!book.ledger->nextDue(QStringLiteral("Acme")));
        QVERIFY(!book.ledger->profilesAtWork());
        QVERIFY(!book.ledger->reader().drafts());
        QVERIFY(!book.ledger->reader().event(id));
        QVERIFY(!book.ledger->reader().attempts(id));
        disk.failSyncs(0);
        QVERIFY(book.ledger->pause(QStringLiteral("Acme"), UtcMs(1), QStringLiteral("desk 4")));
        QCOMPARE(book.ledger->paused().value(), QStringList(QStringLiteral("Acme")));
        QCOMPARE(book.event(id).orderId(), QStringLiteral("A-1"));
    }

    void whatATakeThatFailedLeftUnderWayGoesAgain()
    {
        FaultyDisk disk;
        Book book;
        const qint64 id = book.add(QStringLiteral("A-1"));
        disk.failSyncs(1);
        QVERIFY(!book.ledger->take(book.due(), Book::go));
        QVERIFY(book.ledger->recover(UtcMs(2500)));
        QVERIFY(book.event(id).isOpen());
        const QList<Taken> taken = book.take(book.due());
        QCOMPARE(taken.size(), 1);
        QCOMPARE(book.take(book.due()).size(), 0); // and under way it stays, as long as we are here
        QCOMPARE(book.ledger->recover(UtcMs(2600)).value(), QList<qint64>());
        QVERIFY(book.ledger->complete({Book::outcome(taken.first(), Move::Deliver, 200)}));
        QCOMPARE(book.event(id).state, State::Delivered);
    }

    void anOutcomeIsRecordedOnceHoweverOftenTheDiskFails()
    {
        FaultyDisk disk;
        Book book;
        const qint64 id = book.add(QStringLiteral("A-1"));
        const QList<Taken> taken = book.take(book.due());
        QCOMPARE(taken.size(), 1);
        const QList<Completion> outcome{Book::outcome(taken.first(), Move::Deliver, 200)};
        disk.failSyncs(1);
        QVERIFY(!book.ledger->complete(outcome));
        disk.failSyncs(0);
        QVERIFY(book.ledger->complete(outcome));
        QVERIFY(book.ledger->complete(outcome)); // told twice, recorded once
        QCOMPARE(book.event(id).state, State::Delivered);
        const auto attempts = book.ledger->reader().attempts(id);
        QCOMPARE(attempts.value().size(), 1);
        QVERIFY(attempts->first().result);
    }
};

QTEST_GUILESS_MAIN(DiskFailureTest)
#include "tst_diskfailure.moc"
