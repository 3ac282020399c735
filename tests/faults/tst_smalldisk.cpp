// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/book.h"

#include <QProcess>
#include <QStorageInfo>

using namespace rookery;
using namespace rookery::ledger;
using namespace Qt::StringLiterals;

namespace {

/// A disk of 2 MB in memory, which may be made larger.
class SmallDisk {
public:
    SmallDisk() : m_isThere(runs({u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=2m"_s, u"tmpfs"_s, path()})) { }
    ~SmallDisk()
    {
        if (m_isThere)
            QProcess::execute(u"umount"_s, {path()});
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)

    [[nodiscard]] bool isThere() const { return m_isThere; }
    [[nodiscard]] bool grow() const { return runs({u"-o"_s, u"remount,size=50m"_s, path()}); }
    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] QString ledger() const { return path() + u"/ledger.sqlite"_s; }
    /// To the last block.
    void fill() const
    {
        QFile filler(path() + u"/filler"_s);
        if (!filler.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
            qFatal("no filler");
        while (filler.write(QByteArray(4096, 'x')) == 4096) { }
    }

private:
    [[nodiscard]] static bool runs(const QStringList& arguments)
    {
        QProcess mount;
        mount.start(u"mount"_s, arguments);
        return mount.waitForFinished() && mount.exitStatus() == QProcess::NormalExit && mount.exitCode() == 0;
    }

    QTemporaryDir m_folder;
    bool m_isThere;
};

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
        const SmallDisk disk;
        if (!disk.isThere())
            QSKIP("a small disk can be made by root alone");
        auto ledger = Ledger::open(disk.ledger());
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
        QVERIFY(disk.grow());
        QVERIFY((*ledger)->confirm(order(accepted), UtcMs(1)));
        ledger->reset();
        ledger = Ledger::open(disk.ledger());
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
        const SmallDisk disk;
        if (!disk.isThere())
            QSKIP("a small disk can be made by root alone");
        auto ledger = Ledger::open(disk.ledger());
        QVERIFY(ledger);
        QVERIFY((*ledger)->confirm(order(1), UtcMs(1)));
        TakeRequest request;
        request.now = request.dueBy = UtcMs(2);
        const auto takings = (*ledger)->take(request, Book::go);
        QVERIFY(takings);
        QCOMPARE(takings->taken.size(), 1);
        disk.fill();
        Completion outcome = Book::outcome(takings->taken.first(), Move::Deliver, 200);
        outcome.result.body = QByteArray(KeptBody, 'b');
        const Done full = (*ledger)->complete({outcome});
        QVERIFY(!full);
        QCOMPARE(full.error().code, Error::Code::DiskFull);
        QVERIFY(disk.grow());
        if (endsBetween) {
            ledger->reset();
            ledger = Ledger::open(disk.ledger());
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
