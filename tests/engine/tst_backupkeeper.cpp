// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/backupkeeper.h"

#include "ledger/ledger.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace rookery;
using namespace std::chrono_literals;

namespace {

/// Goes when it is told to.
class HandClock final : public engine::Clock {
public:
    [[nodiscard]] UtcMs utc() const override { return UtcMs(1'763'989'327'000) + gone; }
    [[nodiscard]] std::chrono::milliseconds steady() const override { return gone; }
    [[nodiscard]] std::chrono::milliseconds slept() const override { return 0ms; }

    std::chrono::milliseconds gone{0};
};

/// A ledger, and who keeps copies of it.
struct Vault {
    Vault() { QVERIFY(ledger::Ledger::open(ledgerFile())); }

    [[nodiscard]] QString ledgerFile() const { return folder.filePath(QStringLiteral("ledger.sqlite")); }
    [[nodiscard]] QString backups() const { return folder.filePath(QStringLiteral("backups")); }

    QTemporaryDir folder;
    HandClock clock;
    engine::BackupKeeper keeper{ledgerFile(), backups(), clock};
    QSignalSpy made{&keeper, &engine::BackupKeeper::made};
    QSignalSpy failed{&keeper, &engine::BackupKeeper::failed};
};

} // namespace

class BackupKeeperTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneADayIsDue()
    {
        Vault vault;
        QVERIFY(vault.keeper.isDue());
        vault.keeper.start();
        QVERIFY(!vault.keeper.isDue()); // it is being made
        QTRY_COMPARE(vault.made.size(), 1);
        QVERIFY(!vault.keeper.isDue());
        vault.clock.gone = 23h;
        QVERIFY(!vault.keeper.isDue());
        vault.clock.gone = 24h;
        QVERIFY(vault.keeper.isDue());
    }

    void askingTwiceMakesOne()
    {
        Vault vault;
        vault.keeper.start();
        vault.keeper.start();
        QTRY_COMPARE(vault.made.size(), 1);
        QCOMPARE(ledger::backupsIn(vault.backups()).size(), 1);
    }

    void whatFailedIsSaidAndTriedAgainAfterAnHour()
    {
        Vault vault;
        QFile inTheWay(vault.backups());
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        vault.keeper.start();
        QTRY_COMPARE(vault.failed.size(), 1);
        QVERIFY(vault.failed.first().first().value<Error>().sentence.contains(QStringLiteral("back-up")));
        QVERIFY(!vault.keeper.isDue());
        vault.clock.gone = 1h;
        QVERIFY(vault.keeper.isDue());
        QVERIFY(inTheWay.remove());
        vault.keeper.start(); // a person need not wait
        QTRY_COMPARE(vault.made.size(), 1);
    }

    void oneOfTomorrowDoesNotKeepTodayFromBeingCopied()
    {
        Vault vault;
        vault.clock.gone = 240h; // a clock that was wrong
        vault.keeper.start();
        QTRY_COMPARE(vault.made.size(), 1);
        vault.clock.gone = 0h;
        QVERIFY(vault.keeper.isDue());
        vault.keeper.start();
        QTRY_COMPARE(vault.made.size(), 2);
        QVERIFY(!vault.keeper.isDue());
    }
};

QTEST_GUILESS_MAIN(BackupKeeperTest)
#include "tst_backupkeeper.moc"
