// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/journal.h"

#include "ledger/book.h"
#include "ledger/database.h"

using namespace rookery;
using namespace rookery::ledger;

namespace {

QList<JournalEntry> journalOf(const Book& book)
{
    QList<JournalEntry> entries;
    (void)book.ledger->reader().forEachEntry([&entries](const JournalEntry& entry) {
        entries << entry;
        return true;
    });
    return entries;
}

} // namespace

class JournalTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadInItsOrder()
    {
        const Book book;
        const JournalEntry first{QStringLiteral("export"), {{QStringLiteral("format"), QStringLiteral("csv")}},
            QStringLiteral("desk 4"), UtcMs(5000)};
        const JournalEntry second{QStringLiteral("purge"), {{QStringLiteral("events"), 7}}, {}, UtcMs(4000)};
        QVERIFY(book.ledger->note(first));
        QVERIFY(book.ledger->note(second));
        const QList<JournalEntry> both{first, second};
        QCOMPARE(journalOf(book), both);
    }

    void nothingChangesItAfterwards_data()
    {
        QTest::addColumn<QString>("change");
        QTest::addRow("another word") << QStringLiteral("UPDATE journal SET what = 'nothing'");
        QTest::addRow("another time") << QStringLiteral("UPDATE journal SET at_ms = 1");
        QTest::addRow("taken out") << QStringLiteral("DELETE FROM journal");
        QTest::addRow("written over") << QStringLiteral(
            "INSERT OR REPLACE INTO journal VALUES (1, 1, 'nobody', 'nothing', '{}')");
    }
    void nothingChangesItAfterwards()
    {
        QFETCH(QString, change);
        const Book book;
        QVERIFY(book.ledger->note({QStringLiteral("purge"), {}, QStringLiteral("desk 4"), UtcMs(4000)}));
        const auto db = openForWriting(book.file());
        QVERIFY(db);
        QVERIFY_THROWS_EXCEPTION(SQLite::Exception, (*db)->exec(change.toStdString()));
        QCOMPARE(journalOf(book).value(0).what, QStringLiteral("purge"));
        QCOMPARE(journalOf(book).size(), 1);
    }

    void whatAPersonDecidedAgainstTheProgramIsInIt()
    {
        const Book book;
        QVERIFY(book.ledger->confirm(Book::order(QStringLiteral("A"), QStringLiteral("e-1")), UtcMs(1000)));
        QVERIFY(journalOf(book).isEmpty());
        NewEvent again = Book::order(QStringLiteral("A"), QStringLiteral("e-2"));
        QVERIFY(!book.ledger->confirm(again, UtcMs(2000)));
        QVERIFY(journalOf(book).isEmpty()); // held back, so nothing was decided
        again.allowDuplicate = true;
        again.decisions << Decision{QStringLiteral("conversion-not-listed"), QStringLiteral("Sell")};
        QVERIFY(book.ledger->confirm(again, UtcMs(3000)));
        const QList<JournalEntry> entries = journalOf(book);
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries[0].what, QStringLiteral("conversion-not-listed"));
        QCOMPARE(entries[1].what, QStringLiteral("duplicate-allowed"));
        QCOMPARE(entries[1].detail.value(QStringLiteral("order")).toString(), QStringLiteral("A"));
        QCOMPARE(entries[1].agent, QStringLiteral("desk 4"));
        QCOMPARE(entries[1].at, UtcMs(3000));
    }
};

QTEST_GUILESS_MAIN(JournalTest)
#include "tst_journal.moc"
