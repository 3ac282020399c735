// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/tallyfetcher.h"

#include "ledger/book.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace rookery;
using ui::TallyFetcher;

class TallyFetcherTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // While thousands are sent the day changes all the time.
    void sumsAreToldAlthoughMoreIsAskedForWithoutEnd()
    {
        Book book;
        QVERIFY(book.ledger->confirm(Book::order(QStringLiteral("A-1"), QStringLiteral("e-1")), UtcMs(1000)));
        TallyFetcher fetcher;
        QSignalSpy fetched(&fetcher, &TallyFetcher::fetched);
        QTimer again;
        connect(&again, &QTimer::timeout, &fetcher, [&] { fetcher.fetch(book.file(), {}); });
        again.start(0);
        QTRY_VERIFY(fetched.size() >= 2);
        QCOMPARE(fetched.last().first().value<TallyFetcher::Tallies>().value(ledger::Standing::UnderWay).count, 1);
    }

    void sumsOfWhatIsNotAskedForAnyMoreAreNotTold()
    {
        Book book;
        QVERIFY(book.ledger->confirm(Book::order(QStringLiteral("A-1"), QStringLiteral("e-1")), UtcMs(1000)));
        TallyFetcher fetcher;
        QSignalSpy fetched(&fetcher, &TallyFetcher::fetched);
        ledger::HistoryQuery other;
        other.profile = QStringLiteral("Somebody else");
        fetcher.fetch(book.file(), {});
        fetcher.fetch(book.file(), other);
        QTRY_COMPARE(fetched.size(), 1);
        QVERIFY(fetched.first().first().value<TallyFetcher::Tallies>().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TallyFetcherTest)
#include "tst_tallyfetcher.moc"
