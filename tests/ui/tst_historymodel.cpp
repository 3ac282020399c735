// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/book.h"
#include "ui/common/portions.h"
#include "ui/history/historymodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QStyle>

using namespace rookery;
using ledger::Standing;
using ui::HistoryModel;

namespace {

ledger::HistoryQuery standing(Standing standing)
{
    ledger::HistoryQuery query;
    query.standing = standing;
    return query;
}

/// Whether what was asked for has come.
bool read(const HistoryModel& model)
{
    return QTest::qWaitFor([&model] { return !model.isReading() && (model.rowCount() == 0 || model.count()); });
}

/// The order IDs from the top, a page read after the other.
QStringList ordersOf(HistoryModel& model)
{
    (void)QTest::qWaitFor([&model] {
        if (model.canFetchMore({}))
            model.fetchMore({});
        return !model.isReading() && model.count() && model.rowCount() == model.count()->matching;
    });
    QStringList orders;
    for (int row = 0; row < model.rowCount(); ++row)
        orders << model.index(row, HistoryModel::OrderId).data().toString();
    return orders;
}

} // namespace

class HistoryModelTest final : public QObject {
    Q_OBJECT

    // The tester reads on while a reset is being told of and then calls its own doing an error, so it watches
    // where everything fits one page.
    struct Shown {
        explicit Shown(Book& book, bool watched = true)
        {
            model.setLedger(&book.ledger->reader(), book.file());
            QVERIFY(read(model));
            if (watched)
                tester = std::make_unique<QAbstractItemModelTester>(
                    &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        }
        HistoryModel model;
        std::unique_ptr<QAbstractItemModelTester> tester;
    };

private Q_SLOTS:
    void readsPageAfterPageNewestFirst()
    {
        Book book;
        for (int i = 0; i < HistoryModel::PageSize + 50; ++i)
            QVERIFY(book.add(QStringLiteral("o-%1").arg(i)) > 0);
        Shown shown(book, false);
        QCOMPARE(shown.model.rowCount(), HistoryModel::PageSize);
        const QStringList orders = ordersOf(shown.model);
        QCOMPARE(orders.size(), HistoryModel::PageSize + 50);
        QCOMPARE(orders.first(), QStringLiteral("o-249"));
        QCOMPARE(orders.last(), QStringLiteral("o-0"));
    }

    void figuresStandBelowEachOtherFromRightToLeftToo()
    {
        Book book;
        book.add(QStringLiteral("o-1"));
        Shown shown(book);
        const auto side = [&](int column) {
            return QStyle::visualAlignment(
                Qt::RightToLeft, shown.model.index(0, column).data(Qt::TextAlignmentRole).value<Qt::Alignment>());
        };
        QVERIFY(side(HistoryModel::Revenue).testFlag(Qt::AlignRight));
        QVERIFY(side(HistoryModel::Took).testFlag(Qt::AlignRight));
        QVERIFY(side(HistoryModel::OrderId).testFlag(Qt::AlignRight)); // words begin there
    }

    void whatComesInIsInsertedAtTheTopWithoutAReset()
    {
        Book book;
        book.add(QStringLiteral("o-1"));
        Shown shown(book);
        QSignalSpy reset(&shown.model, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&shown.model, &QAbstractItemModel::rowsInserted);
        const qint64 second = book.add(QStringLiteral("o-2"));
        const qint64 third = book.add(QStringLiteral("o-3"));
        shown.model.follow({second, third});
        QCOMPARE(
            ordersOf(shown.model), QStringList({QStringLiteral("o-3"), QStringLiteral("o-2"), QStringLiteral("o-1")}));
        QCOMPARE(inserted.size(), 1); // the two of them
        QCOMPARE(reset.size(), 0);
    }

    void manyThatComeInAreOneInsertionAPortionAndWhatNobodyLooksAtIsLetGo()
    {
        constexpr int Many = HistoryModel::MostKept + 2 * HistoryModel::PageSize;
        Book book;
        QVERIFY(book.add(QStringLiteral("first")) > 0);
        Shown shown(book, false);
        QSignalSpy inserted(&shown.model, &QAbstractItemModel::rowsInserted);
        QList<qint64> ids;
        for (int i = 0; i < Many; ++i)
            ids << book.add(QStringLiteral("n-%1").arg(i));
        shown.model.follow(ids);
        QTRY_COMPARE(shown.model.count()->matching, Many + 1);
        QCOMPARE(inserted.size(), Many / ui::Portions::Size);
        QVERIFY(shown.model.rowCount() <= HistoryModel::MostKept + HistoryModel::PageSize);
        QVERIFY(shown.model.canFetchMore({})); // and are read again by who scrolls there
        const QStringList orders = ordersOf(shown.model);
        QCOMPARE(orders.size(), Many + 1);
        QCOMPARE(orders.first(), QStringLiteral("n-%1").arg(Many - 1));
        QCOMPARE(orders.last(), QStringLiteral("first"));
    }

    void whatIsLookedAtStaysHoweverManyComeIn()
    {
        constexpr int Many = HistoryModel::MostKept + 2 * HistoryModel::PageSize;
        Book book;
        QVERIFY(book.add(QStringLiteral("first")) > 0);
        Shown shown(book, false);
        const QPersistentModelIndex first(shown.model.index(0, 0));
        shown.model.setNeeded([&first] { return first.row() + 1; });
        QList<qint64> ids;
        for (int i = 0; i < Many; ++i)
            ids << book.add(QStringLiteral("n-%1").arg(i));
        shown.model.follow(ids);
        QTRY_COMPARE(first.row(), Many);
    }

    void whatChangesWhileNobodyLooksIsFollowedWhenSomebodyDoes_data()
    {
        QTest::addColumn<bool>("tooMuchToNote");
        QTest::addRow("each is noted") << false;
        QTest::addRow("more than is noted") << true;
    }

    void whatChangesWhileNobodyLooksIsFollowedWhenSomebodyDoes()
    {
        QFETCH(const bool, tooMuchToNote);
        Book book;
        const qint64 first = book.add(QStringLiteral("first"));
        Shown shown(book, false);
        shown.model.setWatched(false);
        const qint64 second = book.add(QStringLiteral("second"));
        QVERIFY(book.ledger->cancel(first, UtcMs(5), QStringLiteral("desk 4")));
        QList<qint64> changed{first, second};
        for (qint64 id = 0; tooMuchToNote && id < HistoryModel::MostNoted; ++id)
            changed << second + 1 + id; // of other programs, and gone again
        shown.model.follow(changed);
        QCOMPARE(shown.model.rowCount(), 1);
        QCOMPARE(shown.model.record(0).state, ledger::State::Waiting);
        shown.model.setWatched(true);
        QTRY_COMPARE(shown.model.rowCount(), 2);
        QTRY_COMPARE(shown.model.record(1).state, ledger::State::Cancelled);
        QCOMPARE(shown.model.record(0).id, second);
        QCOMPARE(shown.model.count()->matching, 2);
    }

    void whatChangesIsToldForItsRowAlone()
    {
        Book book;
        book.add(QStringLiteral("o-1"));
        const qint64 id = book.add(QStringLiteral("o-2"));
        book.add(QStringLiteral("o-3"));
        Shown shown(book);
        QSignalSpy changed(&shown.model, &QAbstractItemModel::dataChanged);
        QVERIFY(book.ledger->cancel(id, UtcMs(5), QStringLiteral("desk 4")));
        shown.model.follow({id});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().at(0).toModelIndex().row(), 1);
        QCOMPARE(changed.first().at(1).toModelIndex().row(), 1);
        QCOMPARE(shown.model.index(1, HistoryModel::Status).data().toString(), QStringLiteral("Cancelled"));
    }

    void whatNoLongerMatchesLeavesAndWhatMatchesNowComesToItsPlace()
    {
        Book book;
        const qint64 first = book.add(QStringLiteral("o-1"));
        book.add(QStringLiteral("o-2"));
        Shown shown(book);
        shown.model.setQuery(standing(Standing::UnderWay));
        QVERIFY(read(shown.model));
        QCOMPARE(shown.model.rowCount(), 2);
        const auto taken = book.take(book.due(1));
        QVERIFY(book.ledger->complete({Book::outcome(taken.first(), ledger::Move::Refuse, 404)}));
        shown.model.follow({first});
        QCOMPARE(ordersOf(shown.model), QStringList{QStringLiteral("o-2")});

        shown.model.setQuery(standing(Standing::NotDelivered));
        QVERIFY(read(shown.model));
        QCOMPARE(ordersOf(shown.model), QStringList{QStringLiteral("o-1")});
        const auto next = book.take(book.due(1));
        QVERIFY(book.ledger->complete({Book::outcome(next.first(), ledger::Move::Postpone, 503)}));
        shown.model.follow({next.first().event});
        // A waiting order that failed is "not delivered" for people.
        QCOMPARE(ordersOf(shown.model), QStringList({QStringLiteral("o-2"), QStringLiteral("o-1")}));
    }

    void theWordsOfTheStatesArePeoples_data()
    {
        QTest::addColumn<ledger::Move>("move");
        QTest::addColumn<QString>("word");
        QTest::addColumn<Standing>("standing");
        QTest::addRow("delivered") << ledger::Move::Deliver << QStringLiteral("Delivered") << Standing::Delivered;
        QTest::addRow("refused") << ledger::Move::Refuse << QStringLiteral("Not delivered") << Standing::NotDelivered;
        QTest::addRow("waiting") << ledger::Move::Postpone << QStringLiteral("Not delivered, again soon")
                                 << Standing::NotDelivered;
        QTest::addRow("unknown") << ledger::Move::LoseTrack << QStringLiteral("Unknown, again soon")
                                 << Standing::Unknown;
    }
    void theWordsOfTheStatesArePeoples()
    {
        QFETCH(ledger::Move, move);
        QFETCH(Standing, standing);
        Book book;
        book.add(QStringLiteral("o-1"));
        const auto taken = book.take(book.due());
        QVERIFY(book.ledger->complete({Book::outcome(taken.first(), move)}));
        Shown shown(book);
        QTEST(shown.model.index(0, HistoryModel::Status).data().toString(), "word");
        for (const Standing s : {Standing::UnderWay, Standing::Delivered, Standing::NotDelivered, Standing::Unknown}) {
            shown.model.setQuery(::standing(s));
            QVERIFY(read(shown.model));
            QCOMPARE(shown.model.rowCount(), s == standing ? 1 : 0);
        }
    }

    void findsWordsAnywhere()
    {
        Book book;
        book.add(QStringLiteral("Alpha-77"));
        book.add(QStringLiteral("Beta-78"));
        Shown shown(book);
        ledger::HistoryQuery query;
        query.search = QStringLiteral("pha-7");
        shown.model.setQuery(query);
        QVERIFY(read(shown.model));
        QCOMPARE(ordersOf(shown.model), QStringList{QStringLiteral("Alpha-77")});
        query.search = QStringLiteral("7");
        shown.model.setQuery(query);
        QVERIFY(read(shown.model));
        QCOMPARE(shown.model.rowCount(), 2);
    }

    void seesWhatAnotherProgramDid()
    {
        Book book;
        book.add(QStringLiteral("o-1"));
        Shown shown(book);
        QSignalSpy reset(&shown.model, &QAbstractItemModel::modelReset);
        book.add(QStringLiteral("o-2"));
        shown.model.catchUp();
        QCOMPARE(ordersOf(shown.model), QStringList({QStringLiteral("o-2"), QStringLiteral("o-1")}));
        QCOMPARE(reset.size(), 0);
    }

    void seesAllOfItWhenAnotherProgramDidMuch()
    {
        Book book;
        book.add(QStringLiteral("o-0"));
        Shown shown(book, false);
        for (int i = 1; i < 2 * HistoryModel::PageSize; ++i)
            book.add(QStringLiteral("o-%1").arg(i));
        shown.model.catchUp();
        QCOMPARE(ordersOf(shown.model).size(), 2 * HistoryModel::PageSize);
    }

    void aStatusIsThatOfAnyAttemptAndAmongAttemptsOfThatOne()
    {
        Book book;
        const qint64 id = book.add(QStringLiteral("o-1"));
        const auto first = book.take(book.due(1));
        QVERIFY(book.ledger->complete({Book::outcome(first.first(), ledger::Move::Postpone, 503)}));
        const auto second = book.take(book.due(1, UtcMs(9000)));
        QVERIFY(book.ledger->complete({Book::outcome(second.first(), ledger::Move::Deliver, 200)}));
        Shown shown(book, false);
        ledger::HistoryQuery failed;
        failed.terms << ledger::Term{ledger::Term::Kind::Http, QStringLiteral("503")};
        shown.model.setQuery(failed);
        QVERIFY(read(shown.model));
        QCOMPARE(ordersOf(shown.model), QStringList{QStringLiteral("o-1")});
        shown.model.setGrouping(ui::Grouping::Attempts);
        QVERIFY(read(shown.model));
        QTRY_COMPARE(shown.model.rowCount(), 1);
        QCOMPARE(shown.model.row(0).attempt->number, 1);
        shown.model.follow({id});
        QCOMPARE(shown.model.rowCount(), 1);
    }

    void attemptsAreRowsOfTheirOwn()
    {
        Book book;
        book.add(QStringLiteral("o-1"));
        const auto first = book.take(book.due());
        QVERIFY(book.ledger->complete({Book::outcome(first.first(), ledger::Move::Postpone, 503)}));
        const auto second = book.take(book.due(1, UtcMs(9000)));
        QVERIFY(book.ledger->complete({Book::outcome(second.first(), ledger::Move::Deliver, 200)}));
        Shown shown(book);
        shown.model.setGrouping(ui::Grouping::Attempts);
        QVERIFY(read(shown.model));
        QCOMPARE(shown.model.rowCount(), 2);
        QCOMPARE(shown.model.index(0, HistoryModel::Status).data().toString(), QStringLiteral("Delivered"));
        QCOMPARE(shown.model.index(0, HistoryModel::Tries).data().toString(), QStringLiteral("2"));
        QCOMPARE(shown.model.index(1, HistoryModel::Http).data().toString(), QStringLiteral("503"));
        const qint64 other = book.add(QStringLiteral("o-2"));
        const auto third = book.take(book.due(1, UtcMs(9000)));
        shown.model.follow({other});
        QCOMPARE(third.size(), 1);
        QCOMPARE(shown.model.rowCount(), 3);
        QCOMPARE(shown.model.record(0).orderId(), QStringLiteral("o-2"));
    }

    void aNewSearchEndsTheOneBefore()
    {
        Book book;
        for (int i = 0; i < 50; ++i)
            book.add(QStringLiteral("o-%1").arg(i));
        Shown shown(book, false);
        for (const QString& search : {QStringLiteral("x"), QStringLiteral("o-1"), QStringLiteral("o-49")}) {
            ledger::HistoryQuery query;
            query.search = search;
            shown.model.setQuery(query);
        }
        QCOMPARE(ordersOf(shown.model), QStringList{QStringLiteral("o-49")});
        QCOMPARE(shown.model.count()->matching, 1);
    }

    void theCountComesThoughTheNextPageIsAskedForFirst()
    {
        Book book;
        for (int i = 0; i < HistoryModel::PageSize + 50; ++i)
            book.add(QStringLiteral("o-%1").arg(i));
        HistoryModel model;
        model.setLedger(&book.ledger->reader(), book.file());
        connect(&model, &QAbstractItemModel::modelReset, &model, [&model] {
            QMetaObject::invokeMethod(
                &model, [&model] { model.fetchMore({}); }, Qt::QueuedConnection);
        });
        QTRY_VERIFY(model.count());
        QCOMPARE(model.count()->matching, HistoryModel::PageSize + 50);
    }

    void whatChangesWhileAPageIsReadIsNotMissed()
    {
        Book book;
        const qint64 id = book.add(QStringLiteral("o-1"));
        Shown shown(book, false);
        ledger::HistoryQuery query;
        query.search = QStringLiteral("o-");
        shown.model.setQuery(query);
        QVERIFY(shown.model.isReading());
        QVERIFY(book.ledger->cancel(id, UtcMs(5), QStringLiteral("desk 4")));
        shown.model.follow({id});
        QVERIFY(read(shown.model));
        QCOMPARE(shown.model.index(0, HistoryModel::Status).data().toString(), QStringLiteral("Cancelled"));
    }

    void countsWhatIsInTheBinApart()
    {
        Book book;
        const qint64 id = book.add(QStringLiteral("o-1"));
        book.add(QStringLiteral("o-2"));
        QVERIFY(book.ledger->cancel(id, UtcMs(5), QStringLiteral("desk 4")));
        QVERIFY(book.ledger->setBinned({id}, true, UtcMs(6), QStringLiteral("desk 4")));
        Shown shown(book);
        ledger::HistoryQuery query;
        query.bin = ledger::Bin::Hidden;
        shown.model.setQuery(query);
        QVERIFY(read(shown.model));
        QCOMPARE(shown.model.count()->matching, 1);
        QCOMPARE(shown.model.count()->binned, 1);
    }

    void aCorrectedOrderIsNotTakenForOneThatStands_data()
    {
        QTest::addColumn<ledger::CorrectionKind>("kind");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("spoken");
        QTest::addColumn<bool>("struck");
        QTest::addRow("cancelled") << ledger::CorrectionKind::Cancelled << QStringLiteral("Delivered, cancelled since")
                                   << QStringLiteral("since then cancelled by the buyer") << true;
        QTest::addRow("another amount") << ledger::CorrectionKind::AmountChanged
                                        << QStringLiteral("Delivered, amount changed since")
                                        << QStringLiteral("since then amount changed") << false;
    }
    void aCorrectedOrderIsNotTakenForOneThatStands()
    {
        QFETCH(ledger::CorrectionKind, kind);
        QFETCH(QString, spoken);
        Book book;
        const qint64 id = book.add(QStringLiteral("o-1"));
        const auto taken = book.take(book.due());
        QVERIFY(book.ledger->complete({Book::outcome(taken.first(), ledger::Move::Deliver, 200)}));
        Shown shown(book);
        const auto cell = [&shown](int column, int role) { return shown.model.index(0, column).data(role); };
        QVERIFY(cell(HistoryModel::Revenue, Qt::DecorationRole).isNull());
        ledger::Correction correction{kind, QStringLiteral("she called")};
        correction.newAmount = QStringLiteral("5");
        QVERIFY(book.ledger->correct(id, correction));
        shown.model.follow({id});
        QTEST(cell(HistoryModel::Status, Qt::DisplayRole).toString(), "status");
        const QString aloud = cell(0, Qt::AccessibleTextRole).toString();
        QVERIFY2(aloud.contains(spoken), qPrintable(aloud));
        const bool isStruck = cell(HistoryModel::Revenue, Qt::FontRole).value<QFont>().strikeOut();
        QTEST(isStruck, "struck");
        // A shape, not a colour alone; and no dash before an amount that is struck, which would be its sign.
        QCOMPARE(cell(HistoryModel::Revenue, Qt::DecorationRole).isNull(), isStruck);
    }

    void theFirstCellReadsTheWholeRowAloud()
    {
        Book book;
        book.add(QStringLiteral("o-1"));
        Shown shown(book);
        const QString aloud = shown.model.index(0, 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY(aloud.contains(QStringLiteral("o-1")));
        QVERIFY(aloud.contains(QStringLiteral("19.99")));
        QVERIFY(aloud.contains(QStringLiteral("GBP")));
    }

    void whatCountsAndWhatWasOnlyPractisedAreMarkedBesideTheirProfiles()
    {
        Book book;
        book.add(QStringLiteral("o-1")); // practice
        ledger::NewEvent counted = Book::order(QStringLiteral("o-2"), QStringLiteral("e-2"));
        counted.place.live = true;
        QVERIFY(book.ledger->confirm(counted, UtcMs(2000)));
        Shown shown(book);
        const auto cell = [&shown](int row, int column, int role) { return shown.model.index(row, column).data(role); };
        // The newer one is live, and no mark beside a name would be easy to overlook.
        const QVariant live = cell(0, HistoryModel::Profile, Qt::DecorationRole);
        const QVariant practice = cell(1, HistoryModel::Profile, Qt::DecorationRole);
        QVERIFY(!live.isNull());
        QVERIFY(!practice.isNull());
        QVERIFY(live.typeId() != practice.typeId());
        for (const int column : {0, int(HistoryModel::Profile)}) {
            QVERIFY(!cell(0, column, Qt::AccessibleTextRole).toString().contains(QStringLiteral("practice")));
            QVERIFY(cell(1, column, Qt::AccessibleTextRole).toString().contains(QStringLiteral("practice")));
        }
    }
};

QTEST_MAIN(HistoryModelTest)
#include "tst_historymodel.moc"
