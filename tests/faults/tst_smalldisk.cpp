// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/book.h"
#include "smalldisk.h"

#include <QStorageInfo>

using namespace rookery;
using namespace rookery::ledger;
using namespace Qt::StringLiterals;

namespace {

QString ledgerOn(const SmallDisk& disk) { return disk.path() + u"/ledger.sqlite"_s; }

/// To the last block.
void fill(const SmallDisk& disk)
{
    QFile filler(disk.path() + u"/filler"_s);
    if (!filler.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        qFatal("no filler");
    while (filler.write(QByteArray(4096, 'x')) == 4096) { }
}

NewEvent order(int number)
{
    const QString id = QString::number(number);
    NewEvent event = Book::order(u"A-"_s + id, u"e-"_s + id);
    event.note = QString(2000, u'n');
    return event;
}

} // namespace

/// A real disk that is full.
class SmallDiskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatDoesNotFitIsNotAcceptedAndTheRestIsThere()
    {
        const SmallDisk disk(u"2m"_s);
        if (!disk.isThere())
            QSKIP("a small disk can be made by root alone");
        auto ledger = Ledger::open(ledgerOn(disk));
        QVERIFY(ledger);
        int accepted = 0;
        Result<qint64> last;
        constexpr int Never = 5000; // far more than there is room for
        for (int i = 0; i < Never; ++i) {
            last = (*ledger)->confirm(order(i), UtcMs(1));
            if (!last)
                break;
            ++accepted;
        }
        QVERIFY(!last);
        QCOMPARE(last.error().code, Error::Code::DiskFull);
        QVERIFY(accepted > 10);
        QCOMPARE((*ledger)->reader().count({}).value_or(-1), accepted);
        QVERIFY(!(*ledger)->confirm(order(accepted), UtcMs(1))); // full it stays, and says so each time
        QVERIFY(disk.grow(u"50m"_s));
        QVERIFY((*ledger)->confirm(order(accepted), UtcMs(1)));
        ledger->reset();
        ledger = Ledger::open(ledgerOn(disk));
        QVERIFY(ledger);
        QCOMPARE((*ledger)->reader().count({}).value_or(-1), accepted + 1);
        qInfo("accepted %d, refused 2, lost 0", accepted + 1);
    }

    void anOutcomeThatDoesNotFitIsRecordedWhenThereIsRoom_data()
    {
        QTest::addColumn<bool>("endsBetween");
        QTest::addRow("in one session") << false;
        QTest::addRow("the program ends in between") << true;
    }
    void anOutcomeThatDoesNotFitIsRecordedWhenThereIsRoom()
    {
        QFETCH(const bool, endsBetween);
        const SmallDisk disk(u"2m"_s);
        if (!disk.isThere())
            QSKIP("a small disk can be made by root alone");
        auto ledger = Ledger::open(ledgerOn(disk));
        QVERIFY(ledger);
        QVERIFY((*ledger)->confirm(order(1), UtcMs(1)));
        TakeRequest request;
        request.now = request.dueBy = UtcMs(2);
        const auto takings = (*ledger)->take(request, Book::go);
        QVERIFY(takings);
        QCOMPARE(takings->taken.size(), 1);
        fill(disk);
        Completion outcome = Book::outcome(takings->taken.first(), Move::Deliver, 200);
        outcome.result.body = QByteArray(KeptBody, 'b');
        const Done full = (*ledger)->complete({outcome});
        QVERIFY(!full);
        QCOMPARE(full.error().code, Error::Code::DiskFull);
        QVERIFY(disk.grow(u"50m"_s));
        if (endsBetween) {
            ledger->reset();
            ledger = Ledger::open(ledgerOn(disk));
            QVERIFY(ledger);
            QCOMPARE((*ledger)->recover(UtcMs(5)).value_or(QList<qint64>()).size(), 1);
        } else {
            QVERIFY((*ledger)->complete({outcome}));
        }
        const auto event = (*ledger)->reader().find(u"e-1"_s);
        QVERIFY(event);
        QCOMPARE(event->state, endsBetween ? State::Unknown : State::Delivered);
        QCOMPARE(event->attempts, 1);
        QCOMPARE(event->target, takings->taken.first().target);
    }
};

QTEST_GUILESS_MAIN(SmallDiskTest)
#include "tst_smalldisk.moc"
