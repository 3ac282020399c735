// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/owner.h"

#include <QTemporaryDir>
#include <QTest>

using namespace rookery;
using namespace rookery::ledger;
using namespace std::chrono_literals;

class OwnerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void livesAsLongAsItsObject()
    {
        QTemporaryDir folder;
        auto first = Owner::make(folder.path());
        const auto second = Owner::make(folder.path());
        QVERIFY(first && second);
        QVERIFY(first->name() != second->name());
        const QString name = first->name();
        QVERIFY(second->isAlive(name));
        first = failure(Error::Code::Internal, {});
        QVERIFY(!second->isAlive(name));
    }

    void isDeadWhenItsProcessWasKilled()
    {
        QTemporaryDir folder;
        // A file that nobody locks is what a killed process leaves.
        QFile left(folder.filePath(QStringLiteral("4711-dead")));
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.close();
        const auto owner = Owner::make(folder.path());
        QVERIFY(owner);
        QVERIFY(!left.exists()); // swept
        QVERIFY(left.open(QIODevice::WriteOnly));
        QVERIFY(!owner->isAlive(QStringLiteral("4711-dead")));
        QVERIFY(!owner->isAlive(QStringLiteral("never-was")));
    }

    void lockIsExclusiveAndFreedAtOnce()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("lock"));
        auto first = FileLock::tryLock(path, 0ms);
        QVERIFY(first);
        FileLock::Failure why{};
        QVERIFY(!FileLock::tryLock(path, 5ms, &why));
        QCOMPARE(why, FileLock::Failure::Taken);
        first.reset();
        QVERIFY(FileLock::tryLock(path, 0ms));
        QVERIFY(!FileLock::tryLock(folder.filePath(QStringLiteral("no/such/folder")), 0ms, &why));
        QCOMPARE(why, FileLock::Failure::NoAccess);
    }
};

QTEST_GUILESS_MAIN(OwnerTest)
#include "tst_owner.moc"
