// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/book.h"
#include "ledger/faultydisk.h"

#include <QSemaphore>
#include <QThread>

using namespace rookery;
using namespace rookery::ledger;
using namespace std::chrono_literals;

namespace {

/// A disk that looks at each change of a ledger whether somebody holds the lock that all programs share.
class WatchfulDisk final : public FaultyDisk {
public:
    explicit WatchfulDisk(const QString& ledger)
        : m_lock(lockFileOf(ledger))
        , m_book(QFile::encodeName(ledger))
        , m_wal(m_book + "-wal")
    {
    }

    [[nodiscard]] int changesOfTheBook() const { return m_ofTheBook; }
    [[nodiscard]] int changesOfTheWal() const { return m_ofTheWal; }
    [[nodiscard]] int withoutLock() const { return m_withoutLock; }

protected:
    int before(const Step& step) override
    {
        const bool isBook = step.path == m_book;
        if (step.kind == Step::Kind::Open || (!isBook && step.path != m_wal))
            return SQLITE_OK;
        ++(isBook ? m_ofTheBook : m_ofTheWal);
        FileLock::Failure why{};
        if (FileLock::tryLock(m_lock, 0ms, &why) || why != FileLock::Failure::Taken)
            ++m_withoutLock;
        return SQLITE_OK;
    }

private:
    QString m_lock;
    QByteArray m_book;
    QByteArray m_wal;
    int m_ofTheBook = 0;
    int m_ofTheWal = 0;
    int m_withoutLock = 0;
};

} // namespace

/// QT-NOTES 18: two connections that write and checkpoint at a bad moment can lose what was committed, so whatever
/// changes a ledger does it under the one lock.
class OneWriterTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsWrittenWithoutTheLock()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("ledger.sqlite"));
        WatchfulDisk disk(file);
        for (int opened = 0; opened < 2; ++opened) {
            const auto ledger = Ledger::open(file);
            QVERIFY(ledger);
            // Until one of the commits is followed by a checkpoint.
            const int before = disk.changesOfTheBook();
            for (int go = 0; go < 20 && disk.changesOfTheBook() < before + 100; ++go) {
                QList<NewEvent> orders;
                for (int i = 0; i < 500; ++i) {
                    const QString name = QStringLiteral("%1-%2-%3").arg(opened).arg(go).arg(i);
                    orders << Book::order(name, QStringLiteral("e-") + name);
                }
                QVERIFY((*ledger)->confirmAll(orders, UtcMs(1)));
            }
            QVERIFY(disk.changesOfTheBook() >= before + 100);
            QVERIFY(
                (*ledger)->confirm(Book::order(QStringLiteral("last"), QStringLiteral("e-%1").arg(opened)), UtcMs(1))
                || opened > 0);
            TakeRequest request;
            request.now = UtcMs(2);
            request.ignoreDue = true;
            request.limit = 20;
            const auto taken = (*ledger)->take(request, Book::go);
            QVERIFY(taken);
            for (const Taken& one : taken->taken)
                QVERIFY((*ledger)->complete({Book::outcome(one, Move::Deliver, 200)}));
            QVERIFY((*ledger)->pause({}, UtcMs(3), {}));
            QVERIFY((*ledger)->resume({}));
            QVERIFY((*ledger)->saveDraft(QStringLiteral("form"), "x", UtcMs(4), {}));
            QVERIFY((*ledger)->countRunning({QStringLiteral("Acme")}, UtcMs(5)));
            QVERIFY((*ledger)->eraseRemains());
        }
        QVERIFY(disk.changesOfTheWal() > 100);
        QCOMPARE(disk.withoutLock(), 0);
    }

    void whoFindsItTakenWaits()
    {
        Book book;
        auto other = FileLock::tryLock(lockFileOf(book.file()), 0ms);
        QVERIFY(other);
        QSemaphore isOpen;
        // Whoever writes meanwhile has a thread of its own, since a ledger lives on one.
        const std::unique_ptr<QThread> writer(QThread::create([&] {
            book.close();
            isOpen.release();
            book.open();
            book.add(QStringLiteral("A-1"));
        }));
        writer->start();
        isOpen.acquire();
        QVERIFY(!writer->wait(QDeadlineTimer(200)));
        other.reset();
        QVERIFY(writer->wait(QDeadlineTimer(5000)));
        QCOMPARE(book.ledger->reader().count({}).value_or(-1), 1);
    }
};

QTEST_GUILESS_MAIN(OneWriterTest)
#include "tst_onewriter.moc"
