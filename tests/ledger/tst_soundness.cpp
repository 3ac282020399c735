// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/soundness.h"

#include "ledger/book.h"
#include "ledger/database.h"
#include "ledger/schema.h"
#include "ledger/statistics.h"

#include <QDir>

#include <array>

using namespace rookery;
using namespace rookery::ledger;

namespace {

std::atomic_bool goOn = false;

QByteArray bytesOfFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Orders in each state that an attempt leads to, and one with a note.
struct FullBook : Book {
    FullBook()
    {
        for (const char* order : {"delivered", "refused", "unknown", "waiting"})
            add(QString::fromLatin1(order));
        const auto taken = take(due());
        using enum Move;
        const std::array outcomes{Deliver, Refuse, LoseTrack, Postpone};
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            QVERIFY(ledger->complete({outcome(taken[qsizetype(i)], outcomes.at(i), 200)}));
        QVERIFY(ledger->setNotes({{1, QStringLiteral("gift wrapped")}}, UtcMs(4000), QStringLiteral("desk 4")));
        QVERIFY(ledger->cancel(add(QStringLiteral("cancelled"), UtcMs(9000)), UtcMs(9001), QStringLiteral("desk 4")));
    }
};

Soundness look(const QString& file)
{
    const auto reader = Reader::openAsItIs(file);
    const auto found = reader ? (*reader)->soundness(goOn) : tl::unexpected(reader.error());
    if (found)
        return *found;
    Soundness none;
    none.problems << found.error().sentence;
    return none;
}

} // namespace

class SoundnessTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasWrittenAsUsualIsSoundAndSumsUp()
    {
        const FullBook book;
        const Soundness found = look(book.file());
        QVERIFY2(found.isSound(), qPrintable(found.problems.join(u' ')));
        QCOMPARE(found.events, 5);
        QCOMPARE(found.attempts, 4);
        for (const State state : {State::Delivered, State::Refused, State::Unknown, State::Waiting, State::Cancelled})
            QCOMPARE(found.states.value(state), 1);
    }

    void whatIsUnderWayIsSound()
    {
        Book book;
        book.add(QStringLiteral("A"));
        QCOMPARE(book.take(book.due()).size(), 1);
        QVERIFY(look(book.file()).isSound());
    }

    void aLedgerOfAnOlderVersionIsLookedAtAndStaysAsItIs_data()
    {
        QTest::addColumn<int>("version");
        for (int version = 1; version <= 5; ++version)
            QTest::addRow("version %d", version) << version;
    }
    void aLedgerOfAnOlderVersionIsLookedAtAndStaysAsItIs()
    {
        QFETCH(const int, version);
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("ledger.sqlite"));
        QVERIFY(QFile::copy(QStringLiteral(":/fixtures/version%1.sqlite").arg(version), file));
        const QByteArray before = bytesOfFile(file);
        const Soundness found = look(file);
        QVERIFY2(found.isSound(), qPrintable(found.problems.join(u' ')));
        QCOMPARE(found.schema, version);
        QVERIFY(found.events >= 4);
        QVERIFY(bytesOfFile(file) == before);
        QVERIFY(QDir(folder.path()).entryList({QStringLiteral("*version*")}, QDir::Files).isEmpty());
    }

    void eachBrokenRuleIsNamed_data()
    {
        QTest::addColumn<QString>("damage");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const char* damage, const char* said) {
            QTest::addRow("%s", name) << QString::fromLatin1(damage) << QString::fromLatin1(said);
        };
        row("another event ID", "UPDATE event SET event_id = 'other' WHERE id = 1", "event ID");
        row("no such state", "UPDATE event SET state = 9 WHERE id = 1", "no state");
        row("a draft among the orders", "UPDATE event SET state = 0 WHERE id = 5", "no state");
        row("an attempt is gone", "DELETE FROM attempt WHERE event = 1", "number of attempts");
        row("an attempt was renumbered", "UPDATE attempt SET number = 7 WHERE event = 1", "number of attempts");
        row("an attempt lost its end", "UPDATE attempt SET done_ms = NULL WHERE event = 1", "without an outcome");
        row("sending by nobody", "UPDATE event SET state = 2 WHERE id = 1", "under way");
        row("delivered by nothing", "UPDATE event SET state = 3 WHERE id = 2", "delivered without");
        row("refused by nothing", "UPDATE event SET state = 4 WHERE id = 1", "refused without");
        row("other bytes",
            "UPDATE attempt SET url = CAST('https://corvidae.example.com/other' AS BLOB) WHERE event = 1",
            "other bytes");
        row("an order is gone", "DELETE FROM event WHERE id = 2", "not there");
        row("a decision of nobody", "INSERT INTO decision VALUES (99, 77, 1, '', 'held', '')", "decision");
        row("a correction of nobody", "INSERT INTO correction VALUES (99, 77, 1, '', 1, '', '', '')", "correction");
        row("a batch of nobody", "UPDATE event SET batch = 5, batch_row = 2 WHERE id = 1", "batch");
        row("a word too few",
            "INSERT INTO event_text(event_text, rowid, text) SELECT 'delete', id, text FROM event "
            "WHERE id = 2",
            "index of words");
        row("a word too many", "INSERT INTO event_text(rowid, text) VALUES (2, 'surplus')", "index of words");
        row("another text", "UPDATE event SET text = text || ' more' WHERE id = 3", "index of words");
        row("words of the wrong order",
            "INSERT INTO event_text(event_text, rowid, text) SELECT 'delete', id, text "
            "FROM event WHERE id = 2; INSERT INTO event_text(rowid, text) SELECT 22, text FROM event WHERE id = 2",
            "index of words");
    }
    void eachBrokenRuleIsNamed()
    {
        QFETCH(QString, damage);
        QFETCH(QString, said);
        FullBook book;
        book.close();
        {
            const auto db = openForWriting(book.file());
            QVERIFY(db);
            (*db)->exec("PRAGMA foreign_keys = OFF");
            for (const char* trigger : {"event_identity", "event_frozen", "attempt_completed"})
                (*db)->exec(std::string("DROP TRIGGER ") + trigger);
            (*db)->exec(damage.toStdString());
        }
        const QByteArray before = bytesOfFile(book.file());
        const Soundness found = look(book.file());
        QVERIFY2(found.problems.join(u' ').contains(said), qPrintable(found.problems.join(u' ')));
        QVERIFY(bytesOfFile(book.file()) == before);
    }

    void damagedPagesAreAProblemAndTheRestIsStillCounted()
    {
        Book book;
        for (int i = 0; i < 300; ++i)
            book.add(QStringLiteral("order-%1").arg(i));
        book.close();
        {
            const auto db = openForWriting(book.file());
            (*db)->exec("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        QFile file(book.file());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(file.size() / 2 / 4096 * 4096));
        file.write(QByteArray(3 * 4096, 'x'));
        file.close();
        const Soundness found = look(book.file());
        QVERIFY(!found.isSound());
        QCOMPARE(found.schema, SchemaVersion);
    }

    void itEndsWhereNobodyWantsToKnowAnyMore()
    {
        Book book;
        for (int i = 0; i < 500; ++i)
            book.add(QStringLiteral("order-%1").arg(i));
        const std::atomic_bool stop = true;
        const auto found = book.ledger->reader().soundness(stop);
        QVERIFY(!found);
        QCOMPARE(found.error().code, Error::Code::Interrupted);
        QVERIFY(book.ledger->reader().soundness(goOn)); // and the connection is good for the next one
    }

    void statisticsCountWhatThereIs()
    {
        FullBook book;
        QVERIFY(book.ledger->saveDraft(QStringLiteral("form"), "{}", UtcMs(1), {}));
        const auto all = book.ledger->reader().statistics();
        QVERIFY(all);
        QCOMPARE(all->events, 5);
        QCOMPARE(all->attempts, 4);
        QCOMPARE(all->drafts, 1);
        QCOMPARE(all->pastOrders, 0);
        QCOMPARE(all->profiles.size(), 1);
        QCOMPARE(all->profiles.first().value(State::Delivered), 1);
        QCOMPARE(all->profiles.first().value(State::Cancelled), 1);
        QCOMPARE(all->oldest.value_or(UtcMs()), UtcMs(1000));
        QCOMPARE(all->newest.value_or(UtcMs()), UtcMs(9000));
        QCOMPARE(all->schema, SchemaVersion);
        QVERIFY(sqliteVersion().startsWith(u'3'));
    }
};

QTEST_GUILESS_MAIN(SoundnessTest)
#include "tst_soundness.moc"
