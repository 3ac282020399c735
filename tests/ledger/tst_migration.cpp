// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/book.h"

#include "ledger/database.h"
#include "ledger/schema.h"

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace rookery;
using namespace rookery::ledger;

namespace {

/// A folder with a ledger as that version wrote it: v1-delivered, v1-refused, v1-postponed, v1-waiting, a draft, a
/// pause. In v2's: the delivered one cancelled by its buyer and with a note, the refused one in the bin, a search. In
/// v3's besides: v3-timed, which waits and has a time of its own.
struct OldFolder {
    explicit OldFolder(int version = 1)
    {
        QVERIFY(QFile::copy(QStringLiteral(":/fixtures/version%1.sqlite").arg(version), file()));
        QVERIFY(QFile::setPermissions(file(), QFile::ReadOwner | QFile::WriteOwner));
    }
    [[nodiscard]] QString file() const { return folder.filePath(QStringLiteral("ledger.sqlite")); }
    [[nodiscard]] QStringList copies() const
    {
        return QDir(folder.path()).entryList({QStringLiteral("ledger-version*.sqlite")}, QDir::Files);
    }

    QTemporaryDir folder;
};

int versionOf(const QString& file)
{
    const auto db = openForReading(file);
    return db ? (*db)->execAndGet("PRAGMA user_version").getInt() : -1;
}

HistoryQuery searching(const QString& words)
{
    HistoryQuery query;
    query.search = words;
    return query;
}

/// The folder as somebody sees it who may look and not write; the superuser gives up being one meanwhile.
class ReadOnlyFolder {
public:
    explicit ReadOnlyFolder(const QString& path) : m_path(path)
    {
        const QStringList files = QDir(path).entryList(QDir::Files);
        for (const QString& file : files)
            QFile::setPermissions(QDir(path).filePath(file), QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther);
        QFile::setPermissions(path,
            QFile::ReadOwner | QFile::ExeOwner | QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther
                | QFile::ExeOther);
#ifdef Q_OS_UNIX
        constexpr uid_t Nobody = 65534;
        if (::geteuid() == 0)
            m_wasRoot = ::seteuid(Nobody) == 0;
#endif
        QFile probe(path + QStringLiteral("/probe"));
        m_works = !probe.open(QIODevice::WriteOnly);
    }
    ~ReadOnlyFolder()
    {
#ifdef Q_OS_UNIX
        if (m_wasRoot && ::seteuid(0) != 0)
            qFatal("cannot become again who we were");
#endif
        QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    Q_DISABLE_COPY_MOVE(ReadOnlyFolder)

    [[nodiscard]] bool works() const { return m_works; }

private:
    QString m_path;
    bool m_wasRoot = false;
    bool m_works = false;
};

} // namespace

class MigrationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingOfAnOldLedgerIsThere()
    {
        const OldFolder old;
        const auto ledger = Ledger::open(old.file());
        QVERIFY2(ledger, ledger ? "" : qPrintable(ledger.error().detail));
        QCOMPARE(versionOf(old.file()), SchemaVersion);
        const Reader& reader = (*ledger)->reader();
        QCOMPARE(*reader.count({}), 4);

        const auto delivered = reader.find(QStringLiteral("v1-delivered"));
        QVERIFY(delivered);
        QCOMPARE(delivered->state, State::Delivered);
        QCOMPARE(delivered->agent, QStringLiteral("desk 4"));
        QCOMPARE(delivered->attempts, 1);
        QCOMPARE(delivered->lastStatus.value_or(0), 200);
        QVERIFY(!delivered->target.isEmpty());
        QCOMPARE(reader.find(QStringLiteral("v1-refused"))->state, State::Refused);
        const auto postponed = reader.find(QStringLiteral("v1-postponed"));
        QCOMPARE(postponed->state, State::Waiting);
        QCOMPARE(postponed->failures, 1);
        QCOMPARE(reader.find(QStringLiteral("v1-waiting"))->agent, QStringLiteral("desk 2"));
        for (const QString& order : {QStringLiteral("v1-delivered"), QStringLiteral("v1-refused"),
                 QStringLiteral("v1-postponed"), QStringLiteral("v1-waiting")}) {
            const auto event = reader.find(order);
            QVERIFY(event);
            QCOMPARE(event->note, QString());
            QVERIFY(!event->binned);
            QVERIFY(!event->declined);
            QCOMPARE(event->correction, CorrectionKind::None);
            QCOMPARE(reader.attempts(event->id)->size(), event->attempts);
        }

        const auto drafts = reader.drafts();
        QCOMPARE(drafts->size(), 1);
        QCOMPARE(drafts->first().slot, QStringLiteral("form"));
        QVERIFY(drafts->first().content.contains("v1-draft"));
        QCOMPARE(*(*ledger)->paused(), QStringList{QStringLiteral("Till")});
    }

    void searchStillFindsWhatWasThere()
    {
        const OldFolder old;
        const auto ledger = Ledger::open(old.file());
        QVERIFY(ledger);
        const Reader& reader = (*ledger)->reader();
        QCOMPARE(*reader.count(searching(QStringLiteral("v1-post"))), 1);
        QCOMPARE(*reader.count(searching(QStringLiteral("v1"))), 4);
        QCOMPARE(*reader.count(searching(QStringLiteral("nowhere"))), 0);
    }

    void whatIsNewWorksOnOldOrders()
    {
        const OldFolder old;
        const auto opened = Ledger::open(old.file());
        QVERIFY(opened);
        Ledger& ledger = **opened;
        const qint64 delivered = ledger.reader().find(QStringLiteral("v1-delivered"))->id;
        QVERIFY(
            ledger.setNotes({{delivered, QStringLiteral("caller was delighted")}}, UtcMs(1), QStringLiteral("desk 4")));
        QCOMPARE(*ledger.reader().count(searching(QStringLiteral("delighted"))), 1);
        QCOMPARE(*ledger.reader().count(searching(QStringLiteral("v1-delivered"))), 1);
        QVERIFY(ledger.correct(delivered, {CorrectionKind::Cancelled, QStringLiteral("returned")}));
        QCOMPARE(ledger.reader().correctedEvents()->size(), 1);
        const qint64 refused = ledger.reader().find(QStringLiteral("v1-refused"))->id;
        QCOMPARE(*ledger.setBinned({refused}, true, UtcMs(1), QStringLiteral("desk 4")), QList<qint64>{refused});
        QVERIFY(ledger.saveSearch({QStringLiteral("mine"), QStringLiteral("agent:me")}, UtcMs(1), {}));
        QCOMPARE(ledger.reader().savedSearches()->size(), 1);

        NewEvent order = Book::order(QStringLiteral("new-1"), QStringLiteral("e-new"));
        order.note = QStringLiteral("from today");
        const auto added = ledger.confirm(order, UtcMs(9));
        QVERIFY2(added, added ? "" : qPrintable(added.error().detail));
        QCOMPARE(*ledger.reader().count(searching(QStringLiteral("today"))), 1);
        QCOMPARE(*ledger.reader().count({}), 5);
    }

    void anOldOrderThatWaitsStillGoes()
    {
        const OldFolder old;
        Book book;
        book.close();
        QVERIFY(QFile::remove(book.file()));
        for (const char* suffix : {"-wal", "-shm"})
            QFile::remove(book.file() + QLatin1StringView(suffix));
        QVERIFY(QFile::copy(old.file(), book.file()));
        book.open();
        QVERIFY(book.ledger->resume(QStringLiteral("Till")));
        const QByteArray frozen = book.ledger->reader().find(QStringLiteral("v1-postponed"))->target;
        const auto taken = book.take(book.due(10, UtcMs(1'800'000'000'000)));
        QCOMPARE(taken.size(), 2);
        QCOMPARE(taken.first().target, frozen);
        QVERIFY(book.ledger->complete({Book::outcome(taken[0], Move::Deliver, 200)}));
        QCOMPARE(book.event(taken[0].event).state, State::Delivered);
    }

    void everythingOfVersionTwoIsThere()
    {
        const OldFolder old(2);
        const auto ledger = Ledger::open(old.file());
        QVERIFY2(ledger, ledger ? "" : qPrintable(ledger.error().detail));
        QCOMPARE(versionOf(old.file()), SchemaVersion);
        QCOMPARE(old.copies().size(), 1);
        QVERIFY(old.copies().first().startsWith(QStringLiteral("ledger-version2-")));
        const Reader& reader = (*ledger)->reader();
        const auto delivered = reader.find(QStringLiteral("v2-delivered"));
        QVERIFY(delivered);
        QCOMPARE(delivered->state, State::Delivered);
        QCOMPARE(delivered->note, QStringLiteral("gift wrapped"));
        QCOMPARE(delivered->correction, CorrectionKind::Cancelled);
        QCOMPARE(*reader.count(searching(QStringLiteral("wrapped"))), 1);
        QVERIFY(reader.find(QStringLiteral("v2-refused"))->binned);
        QCOMPARE(reader.find(QStringLiteral("v2-postponed"))->failures, 1);
        QCOMPARE(reader.find(QStringLiteral("v2-waiting"))->state, State::Waiting);
        for (const char* order : {"v2-delivered", "v2-refused", "v2-postponed", "v2-waiting"}) {
            const auto event = reader.find(QLatin1String(order));
            QVERIFY(event);
            QVERIFY(!event->orderTime); // nobody said so then
            QCOMPARE(reader.attempts(event->id)->size(), event->attempts);
        }
        QVERIFY(reader.drafts()->first().content.contains("v2-draft"));
        QCOMPARE(reader.savedSearches()->size(), 1);
        QCOMPARE(*(*ledger)->paused(), QStringList{QStringLiteral("Till")});
    }

    void everythingOfVersionThreeIsThere()
    {
        const OldFolder old(3);
        const auto ledger = Ledger::open(old.file());
        QVERIFY2(ledger, ledger ? "" : qPrintable(ledger.error().detail));
        QCOMPARE(versionOf(old.file()), SchemaVersion);
        const Reader& reader = (*ledger)->reader();
        const auto timed = reader.find(QStringLiteral("v3-timed"));
        QVERIFY(timed);
        QCOMPARE(timed->orderTime.value_or(UtcMs()), UtcMs(1'795'430'520'000));
        QVERIFY(!timed->batch); // there were none
        QCOMPARE(reader.batches(10)->size(), 0);
        QCOMPARE(*reader.count({}), 5);
        QCOMPARE(reader.find(QStringLiteral("v2-delivered"))->note, QStringLiteral("gift wrapped"));
    }

    void everythingOfVersionFourIsThere()
    {
        const OldFolder old(4);
        const auto ledger = Ledger::open(old.file());
        QVERIFY2(ledger, ledger ? "" : qPrintable(ledger.error().detail));
        QCOMPARE(versionOf(old.file()), SchemaVersion);
        const Reader& reader = (*ledger)->reader();
        QCOMPARE(*reader.count({}), 7);
        QCOMPARE(reader.batches(10)->size(), 1);
        const auto second = reader.find(QStringLiteral("v4-second"));
        QVERIFY(second && second->batch);
        QCOMPARE(second->batch->row, 3);
    }

    void everythingOfVersionFiveIsThere()
    {
        const OldFolder old(5);
        const auto ledger = Ledger::open(old.file());
        QVERIFY2(ledger, ledger ? "" : qPrintable(ledger.error().detail));
        QCOMPARE(versionOf(old.file()), SchemaVersion);
        QCOMPARE(old.copies().size(), 1);
        const Reader& reader = (*ledger)->reader();
        QCOMPARE(*reader.count({}), 9);
        const auto delivered = reader.find(QStringLiteral("v5-delivered"));
        QVERIFY(delivered);
        QCOMPARE(delivered->state, State::Delivered);
        QCOMPARE(delivered->fields.value(pixel::Field::UserId), QStringLiteral("user-five"));
        QCOMPARE(reader.attempts(delivered->id)->size(), 1);
        QCOMPARE(reader.find(QStringLiteral("v5-waiting"))->state, State::Waiting);
        const auto db = openForReading(old.file());
        QCOMPARE(
            (*db)->execAndGet("SELECT (SELECT count(*) FROM past_order) + (SELECT count(*) FROM journal)").getInt(),
            0); // nothing was purged then, and nobody wrote down who did what
    }

    // The index was kept by a trigger before: nothing may be in it twice, and nothing new may be missing.
    void whatIsConfirmedAfterwardsIsFoundAsWhatWasThere_data()
    {
        QTest::addColumn<int>("version");
        for (int version = 1; version < SchemaVersion; ++version)
            QTest::addRow("version %d", version) << version;
    }
    void whatIsConfirmedAfterwardsIsFoundAsWhatWasThere()
    {
        QFETCH(const int, version);
        const OldFolder old(version);
        const auto ledger = Ledger::open(old.file());
        QVERIFY(ledger);
        const Reader& reader = (*ledger)->reader();
        QCOMPARE(*reader.count(searching(QStringLiteral("-delivered"))), version < 5 ? 1 : 2);
        const auto one
            = (*ledger)->confirm(Book::order(QStringLiteral("since-1"), QStringLiteral("e-since-1")), UtcMs());
        QVERIFY2(one, one ? "" : qPrintable(one.error().detail));
        QVERIFY((*ledger)->confirmAll({Book::order(QStringLiteral("since-2"), QStringLiteral("e-since-2")),
                                          Book::order(QStringLiteral("since-1"), QStringLiteral("e-twice")),
                                          Book::order(QStringLiteral("since-3"), QStringLiteral("e-since-3"))},
            UtcMs()));
        QCOMPARE(*reader.count(searching(QStringLiteral("since-"))), 3);
        QVERIFY((*ledger)->setNotes({{*one, QStringLiteral("rung up again")}}, UtcMs(), QStringLiteral("desk 4")));
        QCOMPARE(*reader.count(searching(QStringLiteral("rung up"))), 1);
        const auto db = openForWriting(old.file());
        QVERIFY(db);
        const std::string indexed = "SELECT count(*) FROM event_text WHERE event_text MATCH 'sin'";
        QCOMPARE((*db)->execAndGet(indexed).getInt(), 3);
    }

    void whatWasConfirmedNeverChanges_data()
    {
        QTest::addColumn<int>("version");
        QTest::addColumn<QString>("change");
        for (int version = 1; version < SchemaVersion; ++version) {
            for (const char* change : {"order_ms = 5", "batch = 5", "batch_row = 5", "confirmed_ms = 5",
                     "event_id = 'other'", "order_id = 'other'", "live = 1"})
                QTest::addRow("version %d, %s", version, change) << version << QString::fromLatin1(change);
        }
    }
    void whatWasConfirmedNeverChanges()
    {
        QFETCH(int, version);
        QFETCH(QString, change);
        const OldFolder old(version);
        QVERIFY(Ledger::open(old.file()));
        const auto db = openForWriting(old.file());
        QVERIFY(db);
        QVERIFY_THROWS_EXCEPTION(
            SQLite::Exception, (*db)->exec("UPDATE event SET " + change.toStdString() + " WHERE id = 1"));
    }

    void anOrdersOwnTimeIsKeptBesideTheTimeOfConfirming()
    {
        const OldFolder old(2);
        const auto ledger = Ledger::open(old.file());
        QVERIFY(ledger);
        NewEvent order = Book::order(QStringLiteral("new-1"), QStringLiteral("e-new"));
        order.orderTime = UtcMs(1'795'000'000'000);
        const auto id = (*ledger)->confirm(order, UtcMs(1'795'000'900'000));
        QVERIFY2(id, id ? "" : qPrintable(id.error().detail));
        const auto event = (*ledger)->reader().event(*id);
        QVERIFY(event);
        QCOMPARE(event->orderTime, std::optional(UtcMs(1'795'000'000'000)));
        QCOMPARE(event->confirmed, UtcMs(1'795'000'900'000));
        QVERIFY(!event->fields.has(pixel::Field::Timestamp));
    }

    void aCopyOfTheOldOneIsKeptAndStaysOld()
    {
        const OldFolder old;
        QVERIFY(Ledger::open(old.file()));
        QCOMPARE(old.copies().size(), 1);
        QVERIFY(old.copies().first().startsWith(QStringLiteral("ledger-version1-")));
        const QString copy = old.folder.filePath(old.copies().first());
        QCOMPARE(versionOf(copy), 1);
        QVERIFY(!(
            QFile::permissions(copy) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
        const auto db = openForReading(copy);
        QVERIFY(db);
        QCOMPARE((*db)->execAndGet("SELECT count(*) FROM event").getInt(), 4);
        QCOMPARE((*db)->execAndGet("PRAGMA integrity_check").getString(), std::string("ok"));
        QVERIFY(Ledger::open(old.file())); // no second copy where there is nothing to bring up to date
        QCOMPARE(old.copies().size(), 1);
    }

    void aNewLedgerNeedsNoCopy()
    {
        const Book book;
        QVERIFY(QDir(book.folder.path()).entryList({QStringLiteral("*version*")}).isEmpty());
    }

    void threeCopiesAreKept()
    {
        const OldFolder old;
        QString oldest;
        for (int i = 0; i < 5; ++i) {
            for (const char* suffix : {"", "-wal", "-shm"})
                QFile::remove(old.file() + QLatin1StringView(suffix));
            QVERIFY(QFile::copy(QStringLiteral(":/fixtures/version1.sqlite"), old.file()));
            QVERIFY(QFile::setPermissions(old.file(), QFile::ReadOwner | QFile::WriteOwner));
            QVERIFY(Ledger::open(old.file()));
            if (i == 0)
                oldest = old.copies().first();
            QCOMPARE(old.copies().size(), std::min(i + 1, 3));
        }
        QVERIFY(!old.copies().contains(oldest));
    }

    void whoOnlyLooksLeavesAnOldLedgerAsItIs_data()
    {
        QTest::addColumn<int>("version");
        for (int version = 1; version < SchemaVersion; ++version)
            QTest::addRow("version %d", version) << version;
    }

    void whoOnlyLooksLeavesAnOldLedgerAsItIs()
    {
        QFETCH(const int, version);
        const OldFolder old(version);
        const auto bytes = [&old] {
            QFile file(old.file());
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray before = bytes();
        {
            const auto reader = Reader::openUntouched(old.file());
            QVERIFY2(reader, reader ? "" : qPrintable(reader.error().sentence));
            QVERIFY((*reader)->count({}).value_or(0) >= 4);
            QVERIFY((*reader)->batches(1)); // a table that the old one does not have
        }
        QCOMPARE(versionOf(old.file()), version);
        QVERIFY(bytes() == before);
        QVERIFY(old.copies().isEmpty());
        // What another program does not know of is brought up to date as ever.
        QVERIFY(Reader::open(old.file()));
        QCOMPARE(versionOf(old.file()), SchemaVersion);
        QVERIFY(Reader::openUntouched(old.file()));
    }

    void aReaderAloneBringsAnOldLedgerUpToDate()
    {
        const OldFolder old;
        const auto reader = Reader::open(old.file());
        QVERIFY2(reader, reader ? "" : qPrintable(reader.error().detail));
        QCOMPARE(*(*reader)->count({}), 4);
        QVERIFY((*reader)->find(QStringLiteral("v1-waiting")));
        QVERIFY((*reader)->correctedEvents()->isEmpty());
        QCOMPARE(versionOf(old.file()), SchemaVersion);
        QCOMPARE(old.copies().size(), 1);
    }

    void anOldLedgerInAFolderThatCannotBeWrittenIsReadable_data()
    {
        QTest::addColumn<bool>("withWal");
        QTest::addRow("closed") << false;
        QTest::addRow("after a crash") << true;
    }
    void anOldLedgerInAFolderThatCannotBeWrittenIsReadable()
    {
        QFETCH(bool, withWal);
        const OldFolder old;
        if (withWal) {
            const auto db = openForWriting(old.file()); // leaves the WAL when it is closed
            QVERIFY(db);
            (*db)->exec("PRAGMA journal_mode = WAL");
            (*db)->exec("UPDATE event SET message = 'only in the WAL' WHERE order_id = 'v1-refused'");
        }
        QCOMPARE(QFile::exists(old.file() + QStringLiteral("-wal")), withWal);
        const ReadOnlyFolder readOnly(old.folder.path());
        if (!readOnly.works())
            QSKIP("No folder is read-only for this user.");
        const auto reader = Reader::open(old.file());
        QVERIFY2(reader, reader ? "" : qPrintable(reader.error().sentence + reader.error().detail));
        QCOMPARE(*(*reader)->count({}), 4);
        const auto refused = (*reader)->find(QStringLiteral("v1-refused"));
        QVERIFY(refused);
        QCOMPARE(refused->message == QStringLiteral("only in the WAL"), withWal);
        QVERIFY(!Ledger::open(old.file()));
    }

    void aNewerLedgerIsLookedAtAndNotWritten()
    {
        Book book;
        book.add(QStringLiteral("A"));
        {
            const auto db = openForWriting(book.file());
            QVERIFY(db);
            (*db)->exec("PRAGMA user_version = " + std::to_string(SchemaVersion + 1));
        }
        book.close();
        const auto ledger = Ledger::open(book.file());
        QVERIFY(!ledger);
        QCOMPARE(ledger.error().code, Error::Code::NewerLedger);
        const auto reader = Reader::open(book.file());
        QVERIFY(reader);
        QCOMPARE(*(*reader)->count({}), 1);
    }
};

QTEST_GUILESS_MAIN(MigrationTest)
#include "tst_migration.moc"
