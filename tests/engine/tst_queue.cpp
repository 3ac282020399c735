// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/queue.h"

#include "ledger/book.h"
#include "ledger/searchtext.h"

#include <QTimeZone>

using namespace rookery;
using ledger::Hold;
using ledger::Move;

class QueueTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWaitsForAPersonIsNotInTheQueue()
    {
        Book book;
        const qint64 held = book.add(QStringLiteral("A"));
        book.add(QStringLiteral("B"));
        book.add(QStringLiteral("C"));
        book.add(QStringLiteral("D"));
        QVERIFY(book.ledger->setHold(held, Hold::Person, UtcMs(2), QStringLiteral("desk 4")));
        const auto taken = book.take(book.due(3));
        QCOMPARE(taken.size(), 3);
        QVERIFY(book.ledger->complete({Book::outcome(taken[0], Move::Postpone, 503)}));
        QVERIFY(book.ledger->complete({Book::outcome(taken[1], Move::LoseTrack)}));
        QVERIFY(book.ledger->complete({Book::outcome(taken[2], Move::Deliver, 200)}));
        QCOMPARE(book.ledger->reader().count(engine::queuedOf({})).value(), 2);

        auto again = engine::queuedOf({}); // what was tried and goes again
        again.standing = ledger::Standing::NotDelivered;
        QCOMPARE(book.ledger->reader().count(again).value(), 1);
        int listed = 0;
        QVERIFY(book.ledger->reader().walk(again, {}, [&](const ledger::EventRecord& record) {
            ++listed;
            return record.id == taken[0].event;
        }));
        QCOMPARE(listed, 1);
    }

    void theQueueOfAProfileIsItsOwn()
    {
        Book book;
        for (const char* profile : {"ACME", "ACME UK"}) {
            auto order = Book::order(QLatin1StringView(profile), QLatin1StringView(profile));
            order.profile = QLatin1StringView(profile);
            QVERIFY(book.ledger->confirm(order, UtcMs(1)));
        }
        QCOMPARE(book.ledger->reader().count(engine::queuedOf(QStringLiteral("ACME"))).value(), 1);
        QCOMPARE(book.ledger->reader().count(engine::queuedOf({})).value(), 2);
    }

    void asASearchItIsTheSame_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addRow("all") << QString();
        QTest::addRow("one") << QStringLiteral("Acme");
        QTest::addRow("one of two words") << QStringLiteral("ACME UK");
    }
    void asASearchItIsTheSame()
    {
        QFETCH(QString, profile);
        const auto read = ledger::readSearch(engine::queuedSearch(profile), QTimeZone::utc(), QDate(2026, 11, 24));
        QCOMPARE(read.problems, QStringList());
        QCOMPARE(read.query, engine::queuedOf(profile));
    }
};

QTEST_GUILESS_MAIN(QueueTest)
#include "tst_queue.moc"
