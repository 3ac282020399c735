// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/diskspace.h"

#include <QTemporaryDir>
#include <QTest>

using rookery::engine::DiskSpace;

class DiskSpaceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysOnceWhenItIsLittleAndOnceWhenItIsEnough()
    {
        std::optional<qint64> free = 10'000'000;
        DiskSpace disk([&free] { return free; }, 5'000'000);
        QVERIFY(!disk.look());
        QVERIFY(!disk.low());
        free = 4'999'999;
        QVERIFY(disk.look());
        QCOMPARE(disk.low(), std::optional<qint64>(4'000'000));
        free = 4'500'000; // a few writes are no news
        QVERIFY(!disk.look());
        free = 3'100'000;
        QVERIFY(disk.look());
        free = 5'000'000;
        QVERIFY(disk.look());
        QVERIFY(!disk.low());
    }

    void saysNothingOfADiskThatNobodyKnows()
    {
        DiskSpace disk([] { return std::optional<qint64>(); });
        QVERIFY(!disk.look());
        QVERIFY(!disk.low());
    }

    void asksTheDiskOfTheFolder()
    {
        const QTemporaryDir folder;
        QVERIFY(DiskSpace::of(folder.path())().value_or(0) > 0);
        QVERIFY(!DiskSpace::of(QStringLiteral("/no/such/folder"))());
    }
};

QTEST_APPLESS_MAIN(DiskSpaceTest)
#include "tst_diskspace.moc"
