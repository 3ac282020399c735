// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/backup.h"

#include "ledger/book.h"

#include <QDir>
#include <QThread>

#include <algorithm>
#include <array>

using namespace rookery;
using namespace rookery::ledger;

namespace {

const UtcMs Now(1'763'989'327'000); // 2025-11-24 13:02:07 UTC
constexpr qint64 MsPerDay = 86'400'000;
std::atomic_bool goOn = false;

QString backups(const Book& book) { return book.folder.filePath(QStringLiteral("backups")); }

QStringList filesIn(const QString& folder) { return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name); }

} // namespace

class BackupTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCopyHoldsWhatTheLedgerHolds()
    {
        Book book;
        for (int i = 0; i < 40; ++i)
            book.add(QStringLiteral("order-%1").arg(i)); // still in the WAL, and the ledger stays open
        const auto backup = backUp(book.file(), backups(book), Now, goOn);
        QVERIFY2(backup, backup ? "" : qPrintable(backup.error().sentence));
        QCOMPARE(filesIn(backups(book)), QStringList{QStringLiteral("ledger-20251124-130207.sqlite")});
        QCOMPARE(backup->made, Now);
        const auto reader = Reader::open(backup->file);
        QVERIFY(reader);
        QCOMPARE((*reader)->count({}).value_or(0), 40);
        QCOMPARE(
            (*reader)->find(QStringLiteral("order-7"))->fields.value(pixel::Field::Revenue), QStringLiteral("19.99"));
    }

    void workGoesOnAfterwards()
    {
        Book book;
        book.add(QStringLiteral("A"));
        QVERIFY(backUp(book.file(), backups(book), Now, goOn));
        QVERIFY(book.add(QStringLiteral("B")) > 0);
        QCOMPARE(book.ledger->reader().count({}).value_or(0), 2);
    }

    void onlyTheOwnerCanReadIt()
    {
        Book book;
        book.add(QStringLiteral("A"));
        const auto backup = backUp(book.file(), backups(book), Now, goOn);
        QVERIFY(backup);
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(backup->file) & others));
        QVERIFY(!(QFile::permissions(backups(book)) & (others | QFile::ExeGroup | QFile::ExeOther)));
    }

    void theNewestSevenAreKeptAndNothingOfSomebodyElse()
    {
        Book book;
        book.add(QStringLiteral("A"));
        QVERIFY(QDir().mkpath(backups(book)));
        const QString foreign = backups(book) + QStringLiteral("/ledger-before-the-move.sqlite");
        QFile other(foreign);
        QVERIFY(other.open(QIODevice::WriteOnly));
        for (int day = 0; day < KeptBackups + 3; ++day)
            QVERIFY(backUp(book.file(), backups(book), UtcMs(Now.value() + day * MsPerDay), goOn));
        const QList<Backup> kept = backupsIn(backups(book));
        QCOMPARE(kept.size(), KeptBackups);
        QCOMPARE(kept.first().made, UtcMs(Now.value() + (KeptBackups + 2) * MsPerDay));
        QCOMPARE(kept.last().made, UtcMs(Now.value() + 3 * MsPerDay));
        QVERIFY(QFile::exists(foreign));
    }

    void whatAWrongClockDatedAheadGoesBeforeAnythingElse()
    {
        Book book;
        book.add(QStringLiteral("A"));
        for (int day = 100; day < 100 + KeptBackups; ++day)
            QVERIFY(backUp(book.file(), backups(book), UtcMs(Now.value() + day * MsPerDay), goOn));
        QVERIFY(backUp(book.file(), backups(book), UtcMs(Now.value() - MsPerDay), goOn));
        const auto today = backUp(book.file(), backups(book), Now, goOn);
        QVERIFY(today);
        QVERIFY(QFile::exists(today->file));
        const QList<Backup> kept = backupsIn(backups(book));
        QCOMPARE(kept.size(), KeptBackups);
        QCOMPARE(kept.last().made, UtcMs(Now.value() - MsPerDay));
    }

    void whatAKilledProgramLeftIsClearedAndWhatIsBeingMadeIsNot()
    {
        Book book;
        book.add(QStringLiteral("A"));
        QVERIFY(QDir().mkpath(backups(book)));
        const auto leave = [&](const QString& name, qint64 madeMs) {
            QFile part(backups(book) + u'/' + name);
            return part.open(QIODevice::WriteOnly) && part.write("half") == 4 && part.flush()
                && part.setFileTime(QDateTime::fromMSecsSinceEpoch(madeMs), QFileDevice::FileModificationTime);
        };
        QVERIFY(leave(QStringLiteral("ledger-20200101-000000.sqlite.part"), Now.value() - 2 * MsPerDay));
        QVERIFY(leave(QStringLiteral("ledger-20200102-000000.sqlite.part"), Now.value()));
        QVERIFY(backUp(book.file(), backups(book), Now, goOn));
        QCOMPARE(QDir(backups(book)).entryList({QStringLiteral("*.part")}, QDir::Files),
            QStringList{QStringLiteral("ledger-20200102-000000.sqlite.part")});
    }

    void twoWithinASecondAreTwo()
    {
        Book book;
        book.add(QStringLiteral("A"));
        QVERIFY(backUp(book.file(), backups(book), Now, goOn));
        QVERIFY(backUp(book.file(), backups(book), Now, goOn));
        QCOMPARE(backupsIn(backups(book)).size(), 2);
    }

    void twoAtTheSameMomentAreTwo()
    {
        Book book;
        for (int i = 0; i < 200; ++i)
            book.add(QStringLiteral("order-%1").arg(i));
        // The window's daily one and a script's, say.
        std::array<QString, 6> files;
        std::array<std::unique_ptr<QThread>, 6> programs;
        for (std::size_t i = 0; i < programs.size(); ++i) {
            programs[i].reset(QThread::create([&book, &file = files[i]] {
                const auto made = backUp(book.file(), backups(book), Now, goOn);
                file = made ? made->file : QString();
            }));
            programs[i]->start();
        }
        for (const auto& program : programs)
            QVERIFY(program->wait());
        for (const QString& file : files) {
            QCOMPARE(std::count(files.begin(), files.end(), file), 1);
            const auto reader = Reader::open(file);
            QVERIFY(reader);
            QCOMPARE((*reader)->count({}).value_or(0), 200);
        }
        QCOMPARE(filesIn(backups(book)).filter(QStringLiteral(".part")), QStringList());
    }

    void aFolderThatCannotBeMadeIsSaid()
    {
        Book book;
        book.add(QStringLiteral("A"));
        QFile inTheWay(backups(book));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const auto backup = backUp(book.file(), backups(book), Now, goOn);
        QVERIFY(!backup);
        QCOMPARE(backup.error().code, Error::Code::ReadOnly);
        QVERIFY(backup.error().sentence.contains(QStringLiteral("backups")));
        QVERIFY(!backup.error().sentence.contains(QStringLiteral("sending"))); // which goes on
    }

    void aFolderThatCannotBeWrittenIsSaidAndNothingStaysBehind()
    {
        Book book;
        book.add(QStringLiteral("A"));
        QVERIFY(QDir().mkpath(backups(book)));
        QFile::setPermissions(backups(book), QFile::ReadOwner | QFile::ExeOwner);
        QFile probe(backups(book) + QStringLiteral("/probe"));
        if (probe.open(QIODevice::WriteOnly))
            QSKIP("this one may write everywhere");
        const auto backup = backUp(book.file(), backups(book), Now, goOn);
        QVERIFY(!backup);
        QCOMPARE(backup.error().code, Error::Code::ReadOnly);
        QVERIFY(filesIn(backups(book)).isEmpty());
        QFile::setPermissions(backups(book), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    void whatIsGivenUpLeavesNothingBehind()
    {
        Book book;
        book.add(QStringLiteral("A"));
        const std::atomic_bool stop = true;
        const auto backup = backUp(book.file(), backups(book), Now, stop);
        QVERIFY(!backup);
        QCOMPARE(backup.error().code, Error::Code::Interrupted);
        QVERIFY(filesIn(backups(book)).isEmpty());
    }

    void aDamagedLedgerMakesNoBackUpAndPushesNoneOut()
    {
        Book book;
        for (int i = 0; i < 200; ++i)
            book.add(QStringLiteral("order-%1").arg(i));
        QVERIFY(backUp(book.file(), backups(book), Now, goOn));
        book.close();
        QFile file(book.file());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(file.size() / 2));
        file.write(QByteArray(int(file.size() / 3), 'x'));
        file.close();
        QFile::remove(book.file() + QStringLiteral("-wal"));
        QVERIFY(!backUp(book.file(), backups(book), UtcMs(Now.value() + MsPerDay), goOn));
        QCOMPARE(filesIn(backups(book)), QStringList{QStringLiteral("ledger-20251124-130207.sqlite")});
    }

    void withoutALedgerThereIsNothingToBackUp()
    {
        Book book;
        const auto backup = backUp(book.folder.filePath(QStringLiteral("none.sqlite")), backups(book), Now, goOn);
        QVERIFY(!backup);
        QCOMPARE(backup.error().code, Error::Code::NotFound);
        QVERIFY(!QFile::exists(backups(book)));
    }
};

QTEST_APPLESS_MAIN(BackupTest)
#include "tst_backup.moc"
