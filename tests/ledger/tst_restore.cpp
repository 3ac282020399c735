// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/restore.h"

#include "ledger/backup.h"
#include "ledger/book.h"
#include "ledger/database.h"
#include "ledger/schema.h"
#include "ledger/soundness.h"

#include <QDir>

using namespace rookery;
using namespace rookery::ledger;

namespace {

const UtcMs Now(1'763'989'327'000); // 2025-11-24 13:02:07 UTC
std::atomic_bool goOn = false;

/// A ledger with a copy of it, and what has happened since.
struct CopiedBook : Book {
    QString copy()
    {
        const auto backup = backUp(file(), folder.filePath(QStringLiteral("backups")), Now, goOn);
        return backup ? backup->file : QString();
    }
    Result<Restoration::Outcome> restore(const QString& from)
    {
        close();
        auto restoration = Restoration::prepare(file(), from, Now, goOn);
        if (!restoration)
            return tl::unexpected(restoration.error());
        return restoration->carryOut(QStringLiteral("desk 4"));
    }
    [[nodiscard]] QStringList filesBeside() const
    {
        return QDir(folder.path()).entryList({QStringLiteral("ledger*")}, QDir::Files, QDir::Name);
    }
    [[nodiscard]] bool isSound() const
    {
        const auto found = ledger->reader().soundness(goOn);
        return found && found->isSound();
    }
    void deliver(const TakeRequest& request)
    {
        const auto taken = take(request);
        for (const Taken& one : taken)
            QVERIFY(ledger->complete({outcome(one, Move::Deliver, 200)}));
    }
};

QByteArray bytesOfFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class RestoreTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCopyTakesThePlaceAndTheFormerLedgerIsSetAside()
    {
        CopiedBook book;
        book.add(QStringLiteral("before"));
        book.deliver(book.due());
        const QString copy = book.copy();
        book.add(QStringLiteral("after"));
        const auto outcome = book.restore(copy);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().sentence));
        QCOMPARE(outcome->orders, 1);
        QVERIFY(outcome->setAside.endsWith(QStringLiteral("/ledger-set-aside-20251124-130207.sqlite")));
        book.open();
        QCOMPARE(*book.ledger->reader().count({}), 1);
        QVERIFY(book.isSound());
        const auto former = Reader::open(outcome->setAside);
        QVERIFY(former);
        QCOMPARE(*(*former)->count({}), 2); // also what was in the WAL only
        QVERIFY(QFile::exists(copy));
        QVERIFY(!(QFile::permissions(book.file()) & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void whatWouldBeLostIsSaidBeforeAnythingIsDone()
    {
        CopiedBook book;
        book.add(QStringLiteral("before"));
        const QString copy = book.copy();
        book.add(QStringLiteral("gone"));
        book.deliver(book.due());
        book.add(QStringLiteral("still waits"), UtcMs(9000));
        book.close();
        const QByteArray bytes = bytesOfFile(book.file());
        {
            const auto restoration = Restoration::prepare(book.file(), copy, Now, goOn);
            QVERIFY(restoration);
            QCOMPARE(restoration->loss().orders, 2);
            QCOMPARE(restoration->loss().open, QStringList{QStringLiteral("still waits")});
            QVERIFY(restoration->loss().unreadable.isEmpty());
        }
        QVERIFY(bytesOfFile(book.file()) == bytes);
        QVERIFY(!book.filesBeside().join(u' ').contains(QStringLiteral("part")));
        book.open();
        QCOMPARE(*book.ledger->reader().count({}), 3);
    }

    void aCopyOfWhatIsThereLosesNothing()
    {
        CopiedBook book;
        book.add(QStringLiteral("A"));
        const QString copy = book.copy();
        book.close();
        const auto restoration = Restoration::prepare(book.file(), copy, Now, goOn);
        QVERIFY(restoration);
        QVERIFY(!restoration->loss().isAny());
    }

    // It waits in the copy. Sent from there it would be a second try of what has arrived long ago.
    void whatWasDeliveredSinceTheCopyIsNotSentAgain()
    {
        CopiedBook book;
        const qint64 order = book.add(QStringLiteral("A"));
        const QString copy = book.copy();
        book.deliver(book.due());
        const EventRecord then = book.event(order);
        const auto outcome = book.restore(copy);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
        QCOMPARE(outcome->taken, 1);
        QCOMPARE(outcome->held, 0);
        book.open();
        QCOMPARE(book.event(order), then);
        QCOMPARE(book.ledger->reader().attempts(order)->size(), 1);
        QVERIFY(book.take(book.due()).isEmpty());
        QVERIFY(book.isSound());
    }

    void anOrderThatOnlyTheFormerLedgerDeliveredIsStillADuplicate()
    {
        CopiedBook book;
        book.add(QStringLiteral("A"));
        const QString copy = book.copy();
        book.add(QStringLiteral("B"));
        book.deliver(book.due());
        QVERIFY(book.restore(copy));
        book.open();
        QVERIFY(!book.ledger->reader().find(QStringLiteral("B")));
        const auto again = book.ledger->confirm(Book::order(QStringLiteral("B"), QStringLiteral("e-again")), Now);
        QVERIFY(!again);
        QCOMPARE(again.error().code, Error::Code::Duplicate);
    }

    void whatStillWaitsInBothGoesOnWaiting()
    {
        CopiedBook book;
        const qint64 order = book.add(QStringLiteral("A"));
        const QString copy = book.copy();
        const auto outcome = book.restore(copy);
        QVERIFY(outcome);
        QCOMPARE(outcome->held, 0);
        book.open();
        QCOMPARE(book.take(book.due()).value(0).event, order);
    }

    void whatNobodyCanTellOfWaitsForAPerson_data()
    {
        QTest::addColumn<bool>("damaged");
        QTest::addRow("the ledger is gone") << false;
        QTest::addRow("the ledger is damaged") << true;
    }
    void whatNobodyCanTellOfWaitsForAPerson()
    {
        QFETCH(bool, damaged);
        CopiedBook book;
        for (int i = 0; i < 100; ++i)
            book.add(QStringLiteral("order-%1").arg(i));
        QCOMPARE(book.take(book.due(1)).size(), 1); // one is being sent while it is copied
        const QString copy = book.copy();
        book.close();
        for (const char* suffix : {"-wal", "-shm"})
            QFile::remove(book.file() + QLatin1StringView(suffix));
        if (damaged) {
            QFile file(book.file());
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray(100'000, 'x'));
        } else {
            QVERIFY(QFile::remove(book.file()));
        }
        auto restoration = Restoration::prepare(book.file(), copy, Now, goOn);
        QVERIFY2(restoration, restoration ? "" : qPrintable(restoration.error().sentence));
        QCOMPARE(restoration->loss().isAny(), damaged);
        const auto outcome = restoration->carryOut({});
        QVERIFY(outcome);
        QCOMPARE(outcome->held, 100);
        QCOMPARE(outcome->setAside.isEmpty(), !damaged);
        if (damaged)
            QVERIFY(bytesOfFile(outcome->setAside).startsWith("xxx"));
        {
            const auto released = std::move(*restoration);
        }
        book.open();
        QVERIFY(book.take(book.due()).isEmpty());
        QVERIFY(book.isSound());
        QCOMPARE(book.event(1).state, State::Unknown);
        QCOMPARE(book.event(1).hold, Hold::Person);
        QVERIFY(book.event(2).message.contains(QStringLiteral("copy")));
    }

    void nobodyRestoresUnderAProgramThatWorks()
    {
        CopiedBook book;
        book.add(QStringLiteral("A"));
        const QString copy = book.copy();
        const auto refused = Restoration::prepare(book.file(), copy, Now, goOn);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::NotAllowed);
        QVERIFY(book.add(QStringLiteral("B")) > 0);
        book.close();
        QVERIFY(Restoration::prepare(book.file(), copy, Now, goOn));
    }

    void aFileThatIsNoSoundCopyIsRefused_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<Error::Code>("code");
        QTest::addRow("there is none") << 0 << Error::Code::NotFound;
        QTest::addRow("the ledger itself") << 1 << Error::Code::BadInput;
        QTest::addRow("a picture") << 2 << Error::Code::NotALedger;
        QTest::addRow("somebody else's database") << 3 << Error::Code::NotALedger;
        QTest::addRow("damaged pages") << 4 << Error::Code::Storage;
        QTest::addRow("rows that can't be true") << 5 << Error::Code::Storage;
        QTest::addRow("of a newer version") << 6 << Error::Code::NewerLedger;
    }
    void aFileThatIsNoSoundCopyIsRefused()
    {
        QFETCH(int, kind);
        QFETCH(Error::Code, code);
        CopiedBook book;
        for (int i = 0; i < 200; ++i)
            book.add(QStringLiteral("order-%1").arg(i));
        book.deliver(book.due(1));
        QString copy = book.copy();
        book.close();
        QFile file(copy);
        if (kind == 0)
            copy = book.folder.filePath(QStringLiteral("none.sqlite"));
        if (kind == 1)
            copy = book.file();
        if (kind == 2) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray(9000, 'p'));
            file.close();
        }
        if (kind == 4) {
            QVERIFY(file.open(QIODevice::ReadWrite));
            QVERIFY(file.seek(file.size() / 2));
            file.write(QByteArray(int(file.size() / 3), 'x'));
            file.close();
        }
        if (kind == 3 || kind >= 5) {
            SQLite::Database db(copy.toStdString(), SQLite::OPEN_READWRITE);
            db.exec(kind == 3   ? "PRAGMA application_id = 5"
                    : kind == 5 ? "DELETE FROM attempt"
                                : "PRAGMA user_version = 99");
        }
        const QByteArray before = bytesOfFile(book.file());
        const auto refused = Restoration::prepare(book.file(), copy, Now, goOn);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, code);
        QVERIFY(bytesOfFile(book.file()) == before);
        QVERIFY(!book.filesBeside().join(u' ').contains(QStringLiteral("part")));
    }

    void aCopyOfAnOlderVersionIsBroughtUpToDate_data()
    {
        QTest::addColumn<int>("version");
        for (int version = 1; version < SchemaVersion; ++version)
            QTest::addRow("version %d", version) << version;
    }
    void aCopyOfAnOlderVersionIsBroughtUpToDate()
    {
        QFETCH(const int, version);
        CopiedBook book;
        const QString copy = book.folder.filePath(QStringLiteral("old copy.sqlite"));
        QVERIFY(QFile::copy(QStringLiteral(":/fixtures/version%1.sqlite").arg(version), copy));
        const QByteArray before = bytesOfFile(copy);
        const auto outcome = book.restore(copy);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().sentence));
        QVERIFY(bytesOfFile(copy) == before);
        book.open();
        QVERIFY(*book.ledger->reader().count({}) >= 4);
        QVERIFY(book.isSound());
    }

    void theJournalTellsOfItAndKeepsWhatItTold()
    {
        CopiedBook book;
        book.add(QStringLiteral("A"));
        const QString copy = book.copy();
        QVERIFY(book.restore(copy));
        QVERIFY(book.restore(copy)); // the copy knows nothing of the first time
        const auto db = openForReading(book.file());
        QVERIFY(db);
        QCOMPARE((*db)->execAndGet("SELECT count(*) FROM journal WHERE what = 'restore'").getInt(), 2);
        QCOMPARE((*db)->execAndGet("SELECT min(agent) FROM journal").getString(), std::string("desk 4"));
    }
};

QTEST_GUILESS_MAIN(RestoreTest)
#include "tst_restore.moc"
