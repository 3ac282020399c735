// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/purge.h"

#include "ledger/archive.h"
#include "ledger/book.h"
#include "ledger/database.h"
#include "ledger/soundness.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSemaphore>

#include <thread>

using namespace rookery;
using namespace rookery::ledger;

namespace {

std::atomic_bool goOn = false;
const UtcMs Later(100'000);
constexpr auto Visitor = "3f2b8c1e-0c55-4d1a-9a10-77aa77aa77aa";

bool always(qint64) { return true; }

/// Orders in every state, all confirmed at the same time.
struct SettledBook : Book {
    SettledBook()
    {
        for (const char* order : {"delivered", "refused", "unknown", "waiting", "cancelled", "sending"})
            add(QString::fromLatin1(order));
        QVERIFY(ledger->cancel(5, UtcMs(1500), QStringLiteral("desk 4")));
        const auto taken = take(due());
        using enum Move;
        const std::array outcomes{Deliver, Refuse, LoseTrack, Postpone};
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            QVERIFY(ledger->complete({outcome(taken[qsizetype(i)], outcomes.at(i), 200)}));
    }
    [[nodiscard]] QStringList orders() const
    {
        QStringList ids;
        (void)ledger->reader().forEach({}, 0, [&ids](const EventRecord& event) {
            ids << event.orderId();
            return true;
        });
        return ids;
    }
    [[nodiscard]] bool isSound() const
    {
        const auto found = ledger->reader().soundness(goOn);
        return found && found->isSound();
    }
    /// Of the ledger and what is beside it.
    [[nodiscard]] QByteArray allBytes() const
    {
        QByteArray all;
        const QDir files(folder.path());
        const QStringList names = files.entryList({QStringLiteral("ledger.sqlite*")}, QDir::Files);
        for (const QString& name : names) {
            QFile file(files.filePath(name));
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }
    void deliverAll()
    {
        for (auto taken = take(due()); !taken.isEmpty(); taken = take(due())) {
            QList<Completion> done;
            for (const Taken& one : taken)
                done << outcome(one, Move::Deliver, 200);
            QVERIFY(ledger->complete(done));
        }
    }
    [[nodiscard]] QString archiveFile() const { return folder.filePath(QStringLiteral("old.sqlite")); }
};

} // namespace

class PurgeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatIsSettledGoes()
    {
        SettledBook book;
        QCOMPARE(*book.ledger->countPurge({Later}), 3);
        const auto purged = purge(*book.ledger, {Later}, always);
        QVERIFY2(purged, purged ? "" : qPrintable(purged.error().detail));
        QCOMPARE(purged->events, 3);
        QCOMPARE(purged->attempts, 2);
        const QStringList left{QStringLiteral("unknown"), QStringLiteral("waiting"), QStringLiteral("sending")};
        QCOMPARE(book.orders(), left);
        QVERIFY(book.isSound());
    }

    void whatIsYoungerOrOfAnotherProfileStays_data()
    {
        QTest::addColumn<UtcMs>("before");
        QTest::addColumn<QString>("profile");
        QTest::addColumn<int>("left");
        QTest::addRow("the moment itself is not before it") << UtcMs(1000) << QString() << 6;
        QTest::addRow("a moment later") << UtcMs(1001) << QString() << 3;
        QTest::addRow("of this profile") << Later << QStringLiteral("Acme") << 3;
        QTest::addRow("of another") << Later << QStringLiteral("Acm") << 6;
    }
    void whatIsYoungerOrOfAnotherProfileStays()
    {
        QFETCH(UtcMs, before);
        QFETCH(QString, profile);
        QFETCH(int, left);
        SettledBook book;
        QVERIFY(purge(*book.ledger, {before, profile}, always));
        QCOMPARE(book.orders().size(), left);
    }

    void whatBelongsToAnOrderGoesWithIt()
    {
        SettledBook book;
        QVERIFY(book.ledger->setNotes({{1, QStringLiteral("gift wrapped")}}, UtcMs(4000), QStringLiteral("desk 4")));
        QVERIFY(book.ledger->correct(1, {CorrectionKind::Cancelled, QStringLiteral("returned")}));
        QVERIFY(book.ledger->saveDraft(noteSlot(1), "{}", UtcMs(4000), QStringLiteral("desk 4")));
        QVERIFY(purge(*book.ledger, {Later}, always));
        const auto db = openForReading(book.file());
        QVERIFY(db);
        QCOMPARE((*db)->execAndGet("SELECT count(*) FROM draft").getInt(), 0);
        for (const char* table : {"attempt", "decision", "correction"})
            QCOMPARE((*db)
                         ->execAndGet(std::string("SELECT count(*) FROM ") + table
                             + " WHERE event NOT IN (SELECT id FROM event)")
                         .getInt(),
                0);
        HistoryQuery search;
        search.search = QStringLiteral("wrapped");
        QCOMPARE(*book.ledger->reader().count(search), 0);
        QVERIFY(book.isSound()); // the index of words too
    }

    // With a visitor ID in its fields, its text, its bytes and its attempt.
    void itsBytesAreGone_data()
    {
        QTest::addColumn<bool>("beside");
        QTest::addRow("alone") << false;
        QTest::addRow("with another program on it") << true;
    }
    void itsBytesAreGone()
    {
        QFETCH(bool, beside);
        SettledBook book;
        const auto window = beside ? Ledger::open(book.file()) : tl::unexpected(Error{});
        for (int i = 0; i < 300; ++i) {
            NewEvent order = Book::order(QStringLiteral("o-%1").arg(i), QStringLiteral("e-%1").arg(i));
            order.fields.set(pixel::Field::VisitorId, QString::fromLatin1(Visitor));
            order.note = QStringLiteral("note-of-a-visitor");
            QVERIFY(book.ledger->confirm(order, UtcMs(2000)));
        }
        book.deliverAll();
        QVERIFY(book.allBytes().contains(Visitor));
        const auto purged = purge(*book.ledger, {Later}, always);
        QVERIFY(purged);
        QVERIFY(purged->erasure.isShrunk);
        QVERIFY(purged->erasure.isWalGone);
        const QByteArray left = book.allBytes();
        QVERIFY(!left.contains(Visitor));
        QVERIFY(!left.contains("note-of-a-visitor"));
        QVERIFY(left.contains("e-unknown")); // it is the right file that was read
        QVERIFY(book.isSound());
    }

    // Too large to be written anew under a window: nothing but secure_delete has done it.
    void itsBytesAreGoneBeforeTheFileIsWrittenAnew()
    {
        SettledBook book;
        for (int i = 0; i < 300; ++i) {
            NewEvent order = Book::order(QStringLiteral("o-%1").arg(i), QStringLiteral("e-%1").arg(i));
            order.fields.set(pixel::Field::VisitorId, QString::fromLatin1(Visitor));
            QVERIFY(book.ledger->confirm(order, UtcMs(2000)));
        }
        book.deliverAll();
        for (qint64 last = 0, exhausted = 0; !exhausted;) {
            const auto portion = book.ledger->purgeSome({Later}, last, 50);
            QVERIFY(portion);
            last = portion->last;
            exhausted = portion->exhausted;
        }
        {
            const auto db = openForWriting(book.file());
            (*db)->exec("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        QVERIFY(!book.allBytes().contains(Visitor));
    }

    void anOrderThatWasPurgedIsStillKnown_data()
    {
        QTest::addColumn<QString>("order");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("app");
        QTest::addColumn<bool>("live");
        QTest::addColumn<bool>("known");
        const QString host = QStringLiteral("corvidae.example.com");
        const QString app = QStringLiteral("app");
        const QString delivered = QStringLiteral("delivered");
        QTest::addRow("delivered") << delivered << host << app << false << true;
        QTest::addRow("at another host") << delivered << QStringLiteral("other.example.com") << app << false << false;
        QTest::addRow("of another application") << delivered << host << QStringLiteral("app2") << false << false;
        QTest::addRow("live, not practice") << delivered << host << app << true << false;
        QTest::addRow("refused: it never counted") << QStringLiteral("refused") << host << app << false << false;
        QTest::addRow("cancelled: it never left") << QStringLiteral("cancelled") << host << app << false << false;
        QTest::addRow("refused after it went unanswered") << QStringLiteral("doubt") << host << app << false << true;
    }
    void anOrderThatWasPurgedIsStillKnown()
    {
        QFETCH(QString, order);
        QFETCH(QString, host);
        QFETCH(QString, app);
        QFETCH(bool, live);
        QFETCH(bool, known);
        SettledBook book;
        const qint64 doubt = book.add(QStringLiteral("doubt"));
        for (const Move move : {Move::LoseTrack, Move::Refuse}) {
            TakeRequest request = book.due();
            request.ids = {doubt};
            QVERIFY(book.ledger->complete({Book::outcome(book.take(request).value(0), move)}));
        }
        QVERIFY(purge(*book.ledger, {Later}, always));
        QVERIFY(!book.ledger->reader().find(order));

        NewEvent again = Book::order(order, QStringLiteral("e-again"));
        again.place.host = host;
        again.place.appId = app;
        again.place.live = live;
        again.fields.set(pixel::Field::AppId, app);
        const auto confirmed = book.ledger->confirm(again, Later);
        QCOMPARE(!confirmed, known);
        if (!known)
            return;
        QCOMPARE(confirmed.error().code, Error::Code::Duplicate);
        QVERIFY(confirmed.error().sentence.contains(order));
        const auto many = book.ledger->confirmAll({again}, Later);
        QVERIFY(many);
        QCOMPARE(many->first().event, 0);
        QVERIFY(many->first().earlier && many->first().earlier->isPast());
        again.allowDuplicate = true; // a person decided
        QVERIFY(book.ledger->confirm(again, Later));
    }

    void whatIsKeptOfAnOrderTellsOfNobody()
    {
        Book book;
        NewEvent order = Book::order(QStringLiteral("A"), QStringLiteral("e-A"));
        order.fields.set(pixel::Field::VisitorId, QString::fromLatin1(Visitor));
        QVERIFY(book.ledger->confirm(order, UtcMs(1000)));
        QVERIFY(book.ledger->complete({Book::outcome(book.take(book.due()).value(0), Move::Deliver, 200)}));
        QVERIFY(purge(*book.ledger, {Later}, always));
        const auto db = openForReading(book.file());
        SQLite::Statement row(**db, "SELECT order_id || app_id || host || live || at_ms FROM past_order");
        QVERIFY(row.executeStep());
        QCOMPARE(textOf(row.getColumn(0)), QStringLiteral("Aappcorvidae.example.com01000"));
    }

    void aBatchGoesWithItsLastOrderAndNotBefore()
    {
        Book book;
        Batch rows;
        rows.profile = QStringLiteral("Acme");
        rows.opened = UtcMs(500);
        const qint64 done = *book.ledger->openBatch(rows);
        const qint64 half = *book.ledger->openBatch(rows);
        const qint64 open = *book.ledger->openBatch(rows); // still being read in
        for (const qint64 batch : {done, half}) {
            for (int row = 2; row < 4; ++row) {
                const QString id = QStringLiteral("%1-%2").arg(batch).arg(row);
                NewEvent order = Book::order(id, QStringLiteral("e-") + id);
                order.batch = BatchRow{batch, row};
                QVERIFY(book.ledger->confirm(order, UtcMs(1000)));
            }
            QVERIFY(book.ledger->closeBatch(batch, 2, 0, 0));
        }
        const auto taken = book.take(book.due(3));
        for (const Taken& one : taken)
            QVERIFY(book.ledger->complete({Book::outcome(one, Move::Deliver, 200)}));
        const auto purged = purge(*book.ledger, {Later}, always);
        QVERIFY2(purged, purged ? "" : qPrintable(purged.error().detail));
        QCOMPARE(purged->batches, QList<qint64>{done});
        QVERIFY(book.ledger->reader().batch(half));
        QVERIFY(book.ledger->reader().batch(open));
    }

    void whatIsBrokenOffLeavesASoundLedger()
    {
        SettledBook book;
        for (int i = 0; i < 900; ++i)
            book.add(QStringLiteral("o-%1").arg(i));
        book.deliverAll();
        const auto purged = purge(*book.ledger, {Later}, [](qint64) { return false; });
        QVERIFY(purged);
        QVERIFY(purged->events > 0 && purged->events < 900);
        QVERIFY(book.isSound());
        QCOMPARE(*book.ledger->countPurge({Later}), 903 - purged->events); // two of six went with the first ones
    }

    void othersWorkOnMeanwhile()
    {
        SettledBook book;
        for (int i = 0; i < 1600; i += 100) {
            QList<NewEvent> orders;
            for (int j = i; j < i + 100; ++j)
                orders << Book::order(QStringLiteral("o-%1").arg(j), QStringLiteral("e-%1").arg(j));
            QVERIFY(book.ledger->confirmAll(orders, UtcMs(2000)));
        }
        book.deliverAll();
        const auto window = Ledger::open(book.file());
        QVERIFY(window);
        QSemaphore portions;
        std::atomic_bool isOver = false;
        Result<Purged> purged;
        std::thread purging([&] {
            purged = purge(*book.ledger, {Later}, [&portions](qint64) {
                portions.release();
                return true;
            });
            isOver = true;
            portions.release();
        });
        int confirmed = 0;
        qint64 longest = 0;
        for (portions.acquire(); !isOver; portions.acquire()) { // an order for each portion, while it goes on
            QElapsedTimer timer;
            timer.start();
            const QString id = QStringLiteral("new-%1").arg(confirmed);
            const auto one = (*window)->confirm(Book::order(id, QStringLiteral("e-") + id), Later);
            longest = qMax(longest, timer.elapsed());
            confirmed += one ? 1 : 0;
        }
        purging.join();
        QVERIFY(purged);
        QVERIFY2(confirmed >= 5, qPrintable(QString::number(confirmed)));
        QVERIFY2(longest < 5000, qPrintable(QString::number(longest))); // a loaded machine's disk among it
        HistoryQuery fresh;
        fresh.search = QStringLiteral("new-");
        QCOMPARE(*(*window)->reader().count(fresh), confirmed);
        QVERIFY(book.isSound());
    }

    void anArchiveIsALedgerWithWhatLeaves()
    {
        SettledBook book;
        QVERIFY(book.ledger->setNotes({{1, QStringLiteral("gift wrapped")}}, UtcMs(4000), QStringLiteral("desk 4")));
        QVERIFY(book.ledger->correct(1, {CorrectionKind::Cancelled, QStringLiteral("returned")}));
        const EventRecord before = book.event(1);
        const auto attempts = *book.ledger->reader().attempts(1);
        const auto archived = archive(book.file(), book.archiveFile(), {Later}, goOn);
        QVERIFY2(archived, archived ? "" : qPrintable(archived.error().detail));
        QCOMPARE(*archived, 3);
        QCOMPARE(book.orders().size(), 6); // nothing is removed yet
        const auto purged = purge(*book.ledger, {Later, {}, book.archiveFile()}, always);
        QVERIFY2(purged, purged ? "" : qPrintable(purged.error().detail));
        QCOMPARE(purged->events, 3);
        QVERIFY(book.isSound());
        QVERIFY(!(QFile::permissions(book.archiveFile()) & (QFile::ReadGroup | QFile::ReadOther)));

        const auto old = Ledger::open(book.archiveFile());
        QVERIFY2(old, old ? "" : qPrintable(old.error().detail));
        const Reader& reader = (*old)->reader();
        QCOMPARE(*reader.count({}), 3);
        QCOMPARE(*reader.event(1), before);
        QCOMPARE(*reader.attempts(1), attempts);
        QCOMPARE(reader.correctedEvents()->size(), 1);
        QVERIFY(!reader.decisions(1)->isEmpty());
        HistoryQuery search;
        search.search = QStringLiteral("wrapped");
        QCOMPARE(*reader.count(search), 1);
        QVERIFY(reader.soundness(goOn)->isSound());
    }

    void whatChangedSinceItWasArchivedStays_data()
    {
        QTest::addColumn<int>("change");
        QTest::addRow("a note") << 0;
        QTest::addRow("a correction") << 1;
        QTest::addRow("a resend") << 2;
        QTest::addRow("the bin") << 3;
    }
    void whatChangedSinceItWasArchivedStays()
    {
        QFETCH(int, change);
        SettledBook book;
        QVERIFY(archive(book.file(), book.archiveFile(), {Later}, goOn));
        if (change == 0)
            QVERIFY(book.ledger->setNotes({{1, QStringLiteral("late")}}, UtcMs(4000), {}));
        if (change == 1)
            QVERIFY(book.ledger->correct(1, {CorrectionKind::Cancelled, QStringLiteral("returned")}));
        if (change == 2) {
            TakeRequest request = book.due();
            request.ids = {1};
            QVERIFY(book.ledger->complete({Book::outcome(book.take(request).value(0), Move::Deliver, 200)}));
        }
        if (change == 3)
            QVERIFY(book.ledger->setBinned({1}, true, UtcMs(4000), {}));
        const auto purged = purge(*book.ledger, {Later, {}, book.archiveFile()}, always);
        QVERIFY(purged);
        QCOMPARE(purged->events, 2);
        QVERIFY(book.orders().contains(QStringLiteral("delivered")));
    }

    void anArchiveThatCannotBeMadeRemovesNothing_data()
    {
        QTest::addColumn<UtcMs>("before");
        QTest::addColumn<bool>("taken");
        QTest::addColumn<Error::Code>("code");
        QTest::addRow("the name is taken") << Later << true << Error::Code::BadInput;
        QTest::addRow("nothing is as old") << UtcMs(1) << false << Error::Code::NotFound;
    }
    void anArchiveThatCannotBeMadeRemovesNothing()
    {
        QFETCH(UtcMs, before);
        QFETCH(bool, taken);
        QFETCH(Error::Code, code);
        SettledBook book;
        QFile file(book.archiveFile());
        QVERIFY(!taken || (file.open(QIODevice::WriteOnly) && file.write("mine") == 4 && file.flush()));
        const auto archived = archive(book.file(), book.archiveFile(), {before}, goOn);
        QVERIFY(!archived);
        QCOMPARE(archived.error().code, code);
        QCOMPARE(QFileInfo(book.archiveFile()).size(), taken ? 4 : 0);
        QVERIFY(!QFile::exists(book.archiveFile() + QStringLiteral(".part")));
        QCOMPARE(book.orders().size(), 6);
    }
};

QTEST_GUILESS_MAIN(PurgeTest)
#include "tst_purge.moc"
