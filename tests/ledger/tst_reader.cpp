// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/book.h"

using namespace rookery;
using namespace rookery::ledger;

class ReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pagesFromTheNewestToTheOldestWithoutGapOrRepeat()
    {
        Book book;
        for (int i = 0; i < 25; ++i)
            book.add(QStringLiteral("order-%1").arg(i));
        QList<qint64> ids;
        std::optional<qint64> edge;
        for (;;) {
            const auto page = book.ledger->reader().page({}, edge, 10);
            QVERIFY(page);
            if (page->isEmpty())
                break;
            for (const EventRecord& event : *page)
                ids << event.id;
            edge = page->last().id;
        }
        QCOMPARE(ids.size(), 25);
        QVERIFY(std::is_sorted(ids.rbegin(), ids.rend()));
        QCOMPARE(book.ledger->reader().newerThan({}, ids.at(3), 100)->size(), 3);
    }

    void findsAnOrderWhoseIdIsWrittenInOtherLetters()
    {
        Book book;
        const Place here = Book::order({}, {}).place;
        const auto found = [&](const char* id, const Place& place) {
            const auto earlier = book.ledger->reader().earlierInOtherLetters(QString::fromLatin1(id), place);
            return earlier && *earlier ? (*earlier)->orderId() : QString();
        };
        book.add(QStringLiteral("PH-1"), UtcMs(1000));
        book.add(QStringLiteral("PH-10"), UtcMs(1001));
        QCOMPARE(found("ph-1", here), QStringLiteral("PH-1"));
        QCOMPARE(found("pH-10", here), QStringLiteral("PH-10"));
        QCOMPARE(found("PH-1", here), QString()); // the same letters
        QCOMPARE(found("ph-", here), QString());
        QCOMPARE(found("ph-2", here), QString());
        QCOMPARE(found("1", here), QString());
        QCOMPARE(found("ph-1", {QStringLiteral("elsewhere"), here.appId, here.live, {}}), QString());
        const qint64 newer = book.add(QStringLiteral("Ph-1"), UtcMs(2000));
        QCOMPARE(found("ph-1", here), QStringLiteral("Ph-1"));
        QVERIFY(book.ledger->cancel(newer, UtcMs(2500), QStringLiteral("desk 4"))); // never left
        QCOMPARE(found("ph-1", here), QStringLiteral("PH-1"));
    }

    void findsByWordsAnywhere_data()
    {
        QTest::addColumn<QString>("search");
        QTest::addColumn<int>("hits");
        QTest::addRow("nothing asked") << QString() << 3;
        QTest::addRow("part of an order ID") << QStringLiteral("abc-1") << 1;
        QTest::addRow("other case") << QStringLiteral("ABC") << 2;
        QTest::addRow("two letters") << QStringLiteral("zz") << 1;
        QTest::addRow("two words, both must occur") << QStringLiteral("abc desk") << 2;
        QTest::addRow("two words, one is not there") << QStringLiteral("abc nowhere") << 0;
        QTest::addRow("letters apart are no word") << QStringLiteral("abc1") << 0;
        QTest::addRow("wildcards are letters") << QStringLiteral("%") << 0;
        QTest::addRow("underscore is a letter") << QStringLiteral("_") << 0;
        QTest::addRow("quote") << QStringLiteral("\"abc") << 0;
        QTest::addRow("operators are words") << QStringLiteral("abc OR NOT") << 0;
        QTest::addRow("beyond the first plane") << QStringLiteral("🐦‍⬛x") << 1;
        QTest::addRow("accents") << QStringLiteral("grün") << 1;
    }
    void findsByWordsAnywhere()
    {
        QFETCH(QString, search);
        QFETCH(int, hits);
        Book book;
        book.add(QStringLiteral("abc-1"));
        book.add(QStringLiteral("xabc-2zz"));
        NewEvent third = Book::order(QStringLiteral("77"), QStringLiteral("e77"));
        third.fields.set(pixel::Field::UserId, QStringLiteral("grüner 🐦‍⬛x"));
        QVERIFY(book.ledger->confirm(third, UtcMs(5)));
        HistoryQuery query;
        query.search = search;
        QCOMPARE(*book.ledger->reader().count(query), hits);
        QCOMPARE(book.ledger->reader().page(query, {}, 10)->size(), hits);
    }

    void filtersByStateTimeAndProfile()
    {
        Book book;
        book.add(QStringLiteral("A"), UtcMs(100));
        book.add(QStringLiteral("B"), UtcMs(200));
        QVERIFY(book.ledger->complete({Book::outcome(book.take(book.due(1)).first(), Move::Deliver, 200)}));
        HistoryQuery delivered;
        delivered.states = {State::Delivered, State::Refused};
        QCOMPARE(*book.ledger->reader().count(delivered), 1);
        HistoryQuery since;
        since.since = UtcMs(101);
        QCOMPARE(*book.ledger->reader().count(since), 1);
        HistoryQuery other;
        other.profile = QStringLiteral("Nobody");
        QCOMPARE(*book.ledger->reader().count(other), 0);
    }

    void prefersTheNewestEventOfAnOrder()
    {
        Book book;
        book.add(QStringLiteral("A"));
        NewEvent second = Book::order(QStringLiteral("A"), QStringLiteral("second"));
        second.allowDuplicate = true;
        QVERIFY(book.ledger->confirm(second, UtcMs(5)));
        QCOMPARE(book.ledger->reader().find(QStringLiteral("A"))->eventId(), QStringLiteral("second"));
        QCOMPARE(book.ledger->reader().find(QStringLiteral("e-A"))->eventId(), QStringLiteral("e-A"));
        QCOMPARE(book.ledger->reader().find(QStringLiteral("nothing")).error().code, Error::Code::NotFound);
    }

    void saysThatThereIsNoLedgerYet()
    {
        QTemporaryDir folder;
        QCOMPARE(Reader::open(folder.filePath(QStringLiteral("ledger.sqlite"))).error().code, Error::Code::NotFound);
    }

    void keepsPhasesHeadersAndTheFirst4KbOfTheBody()
    {
        Book book;
        const qint64 id = book.add(QStringLiteral("A"));
        Completion c = Book::outcome(book.take(book.due()).first(), Move::Refuse, 400);
        c.result.connectMs = 3;
        c.result.sentMs = 5;
        c.result.endMs = 9;
        c.result.leftCount = 2;
        c.result.headers = "Content-Type: text/plain\n";
        c.result.body = QByteArray(10'000, 'x');
        c.result.detail = QStringLiteral("detail");
        QVERIFY(book.ledger->complete({c}));
        const AttemptRecord attempt = book.ledger->reader().attempts(id)->first();
        QVERIFY(attempt.result);
        QCOMPARE(attempt.result->connectMs, std::optional<qint64>(3));
        QCOMPARE(attempt.result->tlsMs, std::nullopt);
        QCOMPARE(attempt.result->endMs, std::optional<qint64>(9));
        QCOMPARE(attempt.result->leftCount, std::optional(2));
        QCOMPARE(attempt.result->headers, QByteArray("Content-Type: text/plain\n"));
        QCOMPARE(attempt.result->body.size(), KeptBody);
        QCOMPARE(attempt.cause, QStringLiteral("test"));
        QCOMPARE(book.event(id).lastTookMs, std::optional<qint64>(9));
    }

    void talliesCountAndSumExactlyByStanding()
    {
        Book book;
        const qint64 first = book.add(QStringLiteral("A-1"));
        book.add(QStringLiteral("A-2"));
        auto dear = Book::order(QStringLiteral("A-3"), QStringLiteral("e-A-3"));
        dear.fields.set(pixel::Field::Revenue, QStringLiteral("0.1"));
        QVERIFY(book.ledger->confirm(dear, UtcMs(7000)));
        auto request = book.due();
        request.ids = {first};
        const auto taken = book.take(request);
        QVERIFY(book.ledger->complete({Book::outcome(taken.first(), Move::Postpone, 503)}));
        const auto all = book.ledger->reader().tallies({});
        QVERIFY(all);
        QCOMPARE(all->value(Standing::NotDelivered).count, 1);
        QCOMPARE(all->value(Standing::UnderWay).count, 2);
        QCOMPARE(all->value(Standing::UnderWay).sums.value(QStringLiteral("GBP")).text(), QStringLiteral("20.09"));
        HistoryQuery later;
        later.since = UtcMs(5000);
        QCOMPARE(book.ledger->reader().tallies(later)->value(Standing::UnderWay).count, 1);
    }

    void theOldestUnderWayWaitsForNoPerson()
    {
        Book book;
        const auto oldest = [&book] { return book.ledger->reader().oldestUnderWay().value(); };
        QCOMPARE(oldest(), std::nullopt);
        const qint64 held = book.add(QStringLiteral("A"), UtcMs(1000));
        book.add(QStringLiteral("B"), UtcMs(2000));
        book.add(QStringLiteral("C"), UtcMs(3000));
        QCOMPARE(oldest(), std::optional(UtcMs(1000)));
        QVERIFY(book.ledger->setHold(held, Hold::Person, UtcMs(4000), QStringLiteral("desk 4")));
        QCOMPARE(oldest(), std::optional(UtcMs(2000)));
        const auto taken = book.take(book.due(1, UtcMs(9000)));
        QCOMPARE(oldest(), std::optional(UtcMs(2000))); // it is on its way
        QVERIFY(book.ledger->complete({Book::outcome(taken.first(), Move::LoseTrack)}));
        QCOMPARE(oldest(), std::optional(UtcMs(3000)));
    }

    void talliesLeaveOutWhatWasCancelledSinceAndTakeChangedAmounts()
    {
        Book book;
        QList<qint64> ids;
        for (const char* order : {"A", "B", "C"})
            ids << book.add(QLatin1StringView(order));
        const auto taken = book.take(book.due());
        QCOMPARE(taken.size(), 3);
        for (const Taken& one : taken)
            QVERIFY(book.ledger->complete({Book::outcome(one, Move::Deliver, 200)}));
        const auto delivered = [&book] { return book.ledger->reader().tallies({})->value(Standing::Delivered); };
        const auto sum = [&delivered] { return delivered().sums.value(QStringLiteral("GBP")).text(); };
        QCOMPARE(sum(), QStringLiteral("59.97"));
        Correction correction{CorrectionKind::Cancelled, QStringLiteral("changed her mind")};
        QVERIFY(book.ledger->correct(ids[0], correction));
        QCOMPARE(delivered().count, 3);
        QCOMPARE(delivered().cancelled, 1);
        QCOMPARE(delivered().standing(), 2);
        QCOMPARE(sum(), QStringLiteral("39.98"));
        correction.kind = CorrectionKind::AmountChanged;
        for (const char* amount : {"10.00", "12.50"}) { // the last one holds
            correction.newAmount = QLatin1StringView(amount);
            QVERIFY(book.ledger->correct(ids[1], correction));
        }
        QCOMPARE(delivered().changed, 1);
        QCOMPARE(sum(), QStringLiteral("32.49"));
        correction.kind = CorrectionKind::Withdrawn;
        QVERIFY(book.ledger->correct(ids[0], correction));
        QVERIFY(book.ledger->correct(ids[1], correction));
        QCOMPARE(delivered().standing(), 3);
        QCOMPARE(delivered().changed, 0);
        QCOMPARE(sum(), QStringLiteral("59.97"));
    }
};

QTEST_APPLESS_MAIN(ReaderTest)
#include "tst_reader.moc"
