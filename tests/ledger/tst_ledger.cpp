// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/book.h"

#include "ledger/database.h"

using namespace rookery;
using namespace rookery::ledger;

class LedgerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void acceptedOrdersAreThereForAnotherProgram()
    {
        Book book;
        const qint64 id = book.add(QStringLiteral("1234abcd"));
        QVERIFY(id > 0);
        const auto reader = Reader::open(book.file());
        QVERIFY(reader);
        const auto found = (*reader)->find(QStringLiteral("1234abcd"));
        QVERIFY(found);
        QCOMPARE(found->state, State::Waiting);
        QCOMPARE(found->eventId(), QStringLiteral("e-1234abcd"));
        QCOMPARE(found->agent, QStringLiteral("desk 4"));
        QCOMPARE(found->confirmed, UtcMs(1000));
        QVERIFY(found->target.isEmpty());
    }

    void refusesAnOrderThatIsThere()
    {
        Book book;
        book.add(QStringLiteral("A1"));
        const auto again = book.ledger->confirm(Book::order(QStringLiteral("A1"), QStringLiteral("other")), UtcMs(9));
        QVERIFY(!again);
        QCOMPARE(again.error().code, Error::Code::Duplicate);
        QVERIFY(again.error().sentence.contains(QStringLiteral("desk 4")));
        QCOMPARE(*book.ledger->reader().count({}), 1);
    }

    void countsAnOrderOnceForEachCollectorAndApplication()
    {
        Book book;
        book.add(QStringLiteral("A1"));
        NewEvent elsewhere = Book::order(QStringLiteral("A1"), QStringLiteral("e2"));
        elsewhere.place.host = QStringLiteral("other.example.com");
        QVERIFY(!book.ledger->confirm(elsewhere, UtcMs(9))); // the same profile: its host was mended
        elsewhere.place.profiles = {QStringLiteral("Other")};
        QVERIFY(book.ledger->confirm(elsewhere, UtcMs(9)));
        NewEvent otherApp = Book::order(QStringLiteral("A1"), QStringLiteral("e3"));
        otherApp.fields.set(pixel::Field::AppId, QStringLiteral("app2"));
        otherApp.place.appId = QStringLiteral("app2");
        QVERIFY(book.ledger->confirm(otherApp, UtcMs(9)));
        NewEvent live = Book::order(QStringLiteral("A1"), QStringLiteral("e4"));
        live.place.live = true; // practice never counts against live
        QVERIFY(book.ledger->confirm(live, UtcMs(9)));
    }

    void manyAreAcceptedInOneGoAndWhatIsThereIsHeldBack()
    {
        Book book;
        const qint64 first = book.add(QStringLiteral("A1"));
        Batch batch;
        batch.name = QStringLiteral("orders.csv");
        batch.profile = QStringLiteral("Acme");
        const auto id = book.ledger->openBatch(batch);
        QVERIFY(id);
        QList<NewEvent> events{Book::order(QStringLiteral("A2"), QStringLiteral("e2")),
            Book::order(QStringLiteral("A1"), QStringLiteral("e3")),
            Book::order(QStringLiteral("A2"), QStringLiteral("e4")),
            Book::order(QStringLiteral("A3"), QStringLiteral("e5"))};
        for (qsizetype i = 0; i < events.size(); ++i)
            events[i].batch = BatchRow{*id, i + 2};
        const auto confirmed = book.ledger->confirmAll(events, UtcMs(9));
        QVERIFY2(confirmed, confirmed ? "" : qPrintable(confirmed.error().detail));
        QCOMPARE(confirmed->size(), 4);
        QVERIFY((*confirmed)[0].event != 0 && (*confirmed)[3].event != 0);
        QCOMPARE((*confirmed)[1].event, 0);
        QCOMPARE((*confirmed)[1].earlier->id, first);
        QCOMPARE((*confirmed)[2].event, 0);
        QCOMPARE((*confirmed)[2].earlier->id, (*confirmed)[0].event); // of the same go
        QCOMPARE(book.event((*confirmed)[3].event).batch.value_or(BatchRow()), (BatchRow{*id, 5}));

        QVERIFY(book.ledger->closeBatch(*id, 4, 0, 2));
        const auto closed = book.ledger->reader().batch(*id);
        QVERIFY(closed);
        QCOMPARE(closed->accepted, 2);
        QCOMPARE(closed->duplicates, 2);
        QCOMPARE(closed->rows.value_or(0), 4);
        HistoryQuery query;
        query.terms = {Term{Term::Kind::Batch, QString::number(*id)}};
        QCOMPARE(*book.ledger->reader().count(query), 2);
    }

    void oneThatCantBeAcceptedKeepsTheWholeGoOut()
    {
        Book book;
        QVERIFY(!book.ledger->confirmAll({Book::order(QStringLiteral("A1"), QStringLiteral("e1")),
                                             Book::order(QStringLiteral("A2"), QStringLiteral("e1"))},
            UtcMs(9)));
        QCOMPARE(*book.ledger->reader().count({}), 0);
    }

    void aRowOfABatchIsAcceptedOnce()
    {
        Book book;
        const auto id = book.ledger->openBatch(Batch());
        QVERIFY(id);
        NewEvent one = Book::order(QStringLiteral("A1"), QStringLiteral("e1"));
        one.batch = BatchRow{*id, 2};
        QVERIFY(book.ledger->confirm(one, UtcMs(9)));
        NewEvent again = Book::order(QStringLiteral("A2"), QStringLiteral("e2"));
        again.batch = one.batch;
        QVERIFY(!book.ledger->confirm(again, UtcMs(9)));
    }

    void recordsWhoAllowedADuplicate()
    {
        Book book;
        book.add(QStringLiteral("A1"));
        NewEvent again = Book::order(QStringLiteral("A1"), QStringLiteral("e2"));
        again.allowDuplicate = true;
        again.agent = QStringLiteral("desk 7");
        const auto id = book.ledger->confirm(again, UtcMs(77));
        QVERIFY(id);
        const auto decisions = book.ledger->reader().decisions(*id);
        QCOMPARE(decisions->size(), 1);
        QCOMPARE(decisions->first().what, QStringLiteral("duplicate-allowed"));
        QCOMPARE(decisions->first().agent, QStringLiteral("desk 7"));
        QCOMPARE(decisions->first().detail, QStringLiteral("e-A1"));
        QCOMPARE(decisions->first().at, UtcMs(77));
    }

    void acceptsNoEventIdTwice()
    {
        Book book;
        book.add(QStringLiteral("A1"));
        const auto again = book.ledger->confirm(Book::order(QStringLiteral("A2"), QStringLiteral("e-A1")), UtcMs(9));
        QVERIFY(!again);
        QCOMPARE(*book.ledger->reader().count({}), 1);
    }

    void freezesTheTargetWhenFirstTaken()
    {
        Book book;
        const qint64 id = book.add(QStringLiteral("A1"));
        const auto taken = book.take(book.due());
        QCOMPARE(taken.size(), 1);
        QVERIFY(taken.first().target.startsWith("/i?timestamp=2000&event=tr&"));
        QCOMPARE(book.event(id).state, State::Sending);
        QCOMPARE(book.event(id).target, taken.first().target);
        QVERIFY(book.ledger->complete({Book::outcome(taken.first(), Move::Postpone, 503)}));

        const auto later = book.take(book.due(100, UtcMs(9'000'000)));
        QCOMPARE(later.size(), 1);
        QCOMPARE(later.first().target, taken.first().target);
        const auto attempts = book.ledger->reader().attempts(id);
        QCOMPARE(attempts->size(), 2);
        QCOMPARE(attempts->at(0).url, QByteArray("https://corvidae.example.com") + taken.first().target);
        QCOMPARE(attempts->at(1).url, attempts->at(0).url);
        QVERIFY(attempts->at(0).result);
        QVERIFY(!attempts->at(1).result);
    }

    void keepsTheOrdersOwnTime()
    {
        Book book;
        NewEvent order = Book::order(QStringLiteral("A1"), QStringLiteral("e1"));
        order.fields.set(pixel::Field::Timestamp, QStringLiteral("1735689600000"));
        QVERIFY(book.ledger->confirm(order, UtcMs(9)));
        QVERIFY(book.take(book.due()).first().target.startsWith("/i?timestamp=1735689600000&"));
    }

    void neverChangesWhatIsFrozenOrCompleted_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addRow("target") << QByteArray("UPDATE event SET target = 'x'");
        QTest::addRow("fields") << QByteArray("UPDATE event SET fields = '{}'");
        QTest::addRow("event ID") << QByteArray("UPDATE event SET event_id = 'x'");
        QTest::addRow("order ID") << QByteArray("UPDATE event SET order_id = 'x'");
        QTest::addRow("attempt") << QByteArray("UPDATE attempt SET status = 200");
        QTest::addRow("attempt's end") << QByteArray("UPDATE attempt SET done_ms = NULL");
    }
    void neverChangesWhatIsFrozenOrCompleted()
    {
        QFETCH(QByteArray, sql);
        Book book;
        book.add(QStringLiteral("A1"));
        QVERIFY(book.ledger->complete({Book::outcome(book.take(book.due()).first(), Move::Postpone, 503)}));
        const auto db = openForWriting(book.file());
        QVERIFY(db);
        QVERIFY_THROWS_EXCEPTION(SQLite::Exception, (*db)->exec(sql.toStdString()));
    }

    void takesInOrderOfConfirmationAndOnlyWhatIsDue()
    {
        Book book;
        const qint64 a = book.add(QStringLiteral("A"));
        const qint64 b = book.add(QStringLiteral("B"));
        const qint64 c = book.add(QStringLiteral("C"), UtcMs(1'500));
        const auto first = book.take(book.due(1));
        QCOMPARE(first.first().event, a);
        Completion later = Book::outcome(first.first(), Move::Postpone, 503);
        later.due = UtcMs(60'000);
        QVERIFY(book.ledger->complete({later}));
        const auto rest = book.take(book.due());
        QCOMPARE(rest.size(), 2);
        QCOMPARE(rest[0].event, b);
        QCOMPARE(rest[1].event, c);
        QCOMPARE(book.take(book.due(9, UtcMs(59'999))).size(), 0);
        QCOMPARE(book.take(book.due(9, UtcMs(60'000))).size(), 1);
    }

    void doesNotWaitForADueTimeThatAWrongClockWrote()
    {
        Book book;
        book.add(QStringLiteral("A"));
        Completion c = Book::outcome(book.take(book.due()).first(), Move::Postpone, 503);
        c.due = UtcMs(4'000'000'000'000);
        QVERIFY(book.ledger->complete({c}));
        QCOMPARE(book.take(book.due()).size(), 1);
    }

    void obeysTheStopSwitch()
    {
        Book book;
        const qint64 id = book.add(QStringLiteral("A"));
        QVERIFY(book.ledger->pause({}, UtcMs(5), QStringLiteral("desk 4")));
        QCOMPARE(book.take(book.due()).size(), 0);
        TakeRequest byPerson = book.due();
        byPerson.ids = {id};
        QCOMPARE(book.take(byPerson).size(), 0);
        book.close();
        book.open(); // survives a restart
        QCOMPARE(*book.ledger->paused(), QStringList{QString()});
        QVERIFY(book.ledger->resume({}));
        QVERIFY(book.ledger->pause(QStringLiteral("Other"), UtcMs(5), QStringLiteral("desk 4")));
        QCOMPARE(book.take(book.due()).size(), 1);
    }

    void leavesOutWhatIsHeldUnlessAPersonAsks()
    {
        Book book;
        const qint64 id = book.add(QStringLiteral("A"));
        QVERIFY(book.ledger->setHold(id, Hold::Person, UtcMs(5), QStringLiteral("desk 4")));
        QCOMPARE(book.take(book.due()).size(), 0);
        QVERIFY(!book.ledger->nextDue(QStringLiteral("Acme"))->has_value());
        TakeRequest all = book.due();
        all.includeHeld = true;
        QCOMPARE(book.take(all).size(), 1);
    }

    void unknownStaysUnknownThroughLaterFailures()
    {
        Book book;
        const qint64 id = book.add(QStringLiteral("A"));
        QVERIFY(book.ledger->complete({Book::outcome(book.take(book.due()).first(), Move::LoseTrack)}));
        QCOMPARE(book.event(id).state, State::Unknown);
        QVERIFY(
            book.ledger->complete({Book::outcome(book.take(book.due(1, UtcMs(99'000))).first(), Move::Postpone, 503)}));
        QCOMPARE(book.event(id).state, State::Unknown);
        QVERIFY(
            book.ledger->complete({Book::outcome(book.take(book.due(1, UtcMs(99'000))).first(), Move::Refuse, 400)}));
        QCOMPARE(book.event(id).state, State::Refused);
        QVERIFY(book.event(id).message.contains(QStringLiteral("earlier try may have arrived")));
    }

    void deliveredStaysDeliveredAfterAFailedResend()
    {
        Book book;
        const qint64 id = book.add(QStringLiteral("A"));
        QVERIFY(book.ledger->complete({Book::outcome(book.take(book.due()).first(), Move::Deliver, 200)}));
        TakeRequest again = book.due();
        again.ids = {id};
        const auto taken = book.take(again);
        QCOMPARE(taken.size(), 1);
        QVERIFY(book.ledger->complete({Book::outcome(taken.first(), Move::Refuse, 404)}));
        QCOMPARE(book.event(id).state, State::Delivered);
        QCOMPARE(book.event(id).attempts, 2);
        QCOMPARE(book.ledger->reader().attempts(id)->at(1).result->status, std::optional(404));
    }

    void recoversOnlyWhatADeadOwnerLeft()
    {
        Book book;
        const qint64 dead = book.add(QStringLiteral("dead"));
        QCOMPARE(book.take(book.due()).size(), 1);
        book.close(); // its lock is free now
        book.open();
        const qint64 alive = book.add(QStringLiteral("alive"));
        auto second = Ledger::open(book.file());
        QVERIFY(second);
        QCOMPARE((*second)->take(book.due(), Book::go)->taken.size(), 1);

        const auto recovered = book.ledger->recover(UtcMs(8000));
        QVERIFY(recovered);
        QCOMPARE(*recovered, QList<qint64>{dead});
        QCOMPARE(book.event(dead).state, State::Unknown);
        QCOMPARE(book.event(alive).state, State::Sending);
        const auto attempts = book.ledger->reader().attempts(dead);
        QCOMPARE(attempts->size(), 1);
        QVERIFY(attempts->first().result);
        QVERIFY(!attempts->first().result->leftCount);
        QCOMPARE(attempts->first().result->reason, QStringLiteral("program.interrupted"));
    }

    void givesEachEventToExactlyOneOfTwoPrograms()
    {
        Book book;
        for (int i = 0; i < 40; ++i)
            book.add(QString::number(i));
        auto second = Ledger::open(book.file());
        QVERIFY(second);
        QSet<qint64> seen;
        for (int i = 0; i < 10; ++i) {
            for (const auto& taken : book.take(book.due(3))) {
                QVERIFY(!seen.contains(taken.event));
                seen << taken.event;
            }
            const auto others = (*second)->take(book.due(3), Book::go);
            QVERIFY(others);
            for (const auto& taken : others->taken) {
                QVERIFY(!seen.contains(taken.event));
                seen << taken.event;
            }
        }
        QCOMPARE(seen.size(), 40);
    }

    void takesBackOnlyWhatHasNotLeft()
    {
        Book book;
        const qint64 id = book.add(QStringLiteral("A"));
        QVERIFY(book.ledger->cancel(id, UtcMs(5), QStringLiteral("desk 4")));
        QCOMPARE(book.event(id).state, State::Cancelled);
        QVERIFY(book.add(QStringLiteral("B")) > 0);
        QCOMPARE(book.take(book.due()).size(), 1);
        const auto refused = book.ledger->cancel(id + 1, UtcMs(5), QStringLiteral("desk 4"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::NotAllowed);
        // A cancelled order never left: its ID is free.
        QVERIFY(book.ledger->confirm(Book::order(QStringLiteral("A"), QStringLiteral("e9")), UtcMs(9)));
    }

    void keepsADraft()
    {
        Book book;
        QVERIFY(book.ledger->reader().drafts()->isEmpty());
        QVERIFY(book.ledger->saveDraft(QStringLiteral("form"), "{\"a\":1}", UtcMs(5), QStringLiteral("desk 4")));
        QVERIFY(book.ledger->saveDraft(QStringLiteral("form"), "{\"a\":2}", UtcMs(6), QStringLiteral("desk 4")));
        QCOMPARE(book.ledger->reader().drafts()->size(), 1);
        QCOMPARE(book.ledger->reader().drafts()->first().content, QByteArray("{\"a\":2}"));
        QVERIFY(book.ledger->discardDraft(QStringLiteral("form")));
        QVERIFY(book.ledger->reader().drafts()->isEmpty());
    }

    void refusesFilesThatAreNoLedger_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addRow("text")
            << QByteArray("this is no database, and it is longer than a header of SQLite is.\n").repeated(40);
        QTest::addRow("zeros") << QByteArray(8192, '\0');
    }
    void refusesFilesThatAreNoLedger()
    {
        QFETCH(QByteArray, content);
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("ledger.sqlite")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        const auto opened = Ledger::open(file.fileName());
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, Error::Code::NotALedger);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), content);
    }

    void refusesAnotherProgramsDatabaseAndANewerLedger()
    {
        QTemporaryDir folder;
        const QString foreign = folder.filePath(QStringLiteral("foreign.sqlite"));
        SQLite::Database(foreign.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec("CREATE TABLE things (id INTEGER)");
        QCOMPARE(Ledger::open(foreign).error().code, Error::Code::NotALedger);

        Book book;
        book.add(QStringLiteral("A"));
        book.close();
        SQLite::Database(book.file().toStdString(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
        QCOMPARE(Ledger::open(book.file()).error().code, Error::Code::NewerLedger);
        const auto reader = Reader::open(book.file()); // look, don't write
        QVERIFY(reader);
        QCOMPARE(*(*reader)->count({}), 1);
    }

    void acceptsNothingWhenTheDiskIsFull()
    {
        Book book;
        book.add(QStringLiteral("A"));
        book.ledger->limitSize(0); // SQLite never goes below what is there: the next page is one too many
        int accepted = 1;
        Error error;
        for (int i = 0; i < 2000; ++i) {
            const auto id = book.ledger->confirm(
                Book::order(QStringLiteral("full-%1").arg(i), QStringLiteral("full-%1").arg(i)), UtcMs(9));
            if (!id) {
                error = id.error();
                break;
            }
            ++accepted;
        }
        QCOMPARE(error.code, Error::Code::DiskFull);
        QCOMPARE(*book.ledger->reader().count({}), accepted);
        const auto reader = Reader::open(book.file());
        QCOMPARE(*(*reader)->count({}), accepted);
    }
};

QTEST_APPLESS_MAIN(LedgerTest)
#include "tst_ledger.moc"
