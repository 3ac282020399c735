// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/datafolder.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::profile;
using rookery::Error;

class DataFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        qunsetenv("ROOKERY_DATA_DIR");
    }
    void cleanup() { qunsetenv("ROOKERY_DATA_DIR"); }

    void prefersWhatIsGivenToTheEnvironment()
    {
        qputenv("ROOKERY_DATA_DIR", "/from/environment");
        QCOMPARE(DataFolder::resolve(u"/given"_s).path(), u"/given"_s);
        QCOMPARE(DataFolder::resolve({}).path(), u"/from/environment"_s);
    }

    void takesTheUsersOwnWhereNothingIsSaid()
    {
        const QString expected = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/Rookery"_s;
        QCOMPARE(DataFolder::resolve({}).path(), QDir::cleanPath(expected));
        qputenv("ROOKERY_DATA_DIR", "");
        QCOMPARE(DataFolder::resolve({}).path(), QDir::cleanPath(expected));
    }

    void liesBesideAProgramThatIsCarriedAbout()
    {
        const QString usual = DataFolder::resolve({}).path();
        QCOMPARE(DataFolder::resolve({}, m_folder->path()).path(), usual);
        QFile marker(m_folder->filePath(u"portable.txt"_s));
        QVERIFY(marker.open(QIODevice::WriteOnly));
        QCOMPARE(DataFolder::resolve({}, m_folder->path()).path(), m_folder->filePath(u"data"_s));
        QCOMPARE(DataFolder::resolve(u"/given"_s, m_folder->path()).path(), u"/given"_s);
    }

    void makesPathsWhole()
    {
        QCOMPARE(DataFolder(u"some/folder"_s).path(), QDir::currentPath() + u"/some/folder"_s);
        QCOMPARE(DataFolder(u"/a/b/../c/"_s).path(), u"/a/c"_s);
    }

    void knowsWhatLiesWhere()
    {
        const DataFolder folder(u"/a"_s);
        QCOMPARE(folder.ledgerFile(), u"/a/ledger.sqlite"_s);
        QCOMPARE(folder.profileFolder(), u"/a/profiles"_s);
        QCOMPARE(folder.settingsFile(), u"/a/settings.json"_s);
    }

    void isMadeForItsOwnerOnly()
    {
        const DataFolder folder(m_folder->filePath(u"deep/Rookery"_s));
        QVERIFY(folder.create());
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther
            | QFile::ExeGroup | QFile::ExeOther;
        QVERIFY(!(QFileInfo(folder.path()).permissions() & others));
        QVERIFY(QDir(folder.path()).isEmpty()); // trying it leaves nothing behind
    }

    void takesAFolderThatIsThere()
    {
        QFile file(m_folder->filePath(u"settings.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QVERIFY(DataFolder(m_folder->path()).create());
        QVERIFY(QDir(m_folder->path()).exists(u"settings.json"_s));
    }

    void refusesAFile()
    {
        QFile file(m_folder->filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto made = DataFolder(file.fileName()).create();
        QVERIFY(!made);
        QCOMPARE(made.error().code, Error::Code::Storage);
        QVERIFY(made.error().sentence.contains(QDir::toNativeSeparators(file.fileName())));
    }

    void saysSoWhereItCantBeMade()
    {
        QFile file(m_folder->filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto made = DataFolder(file.fileName() + u"/below"_s).create();
        QVERIFY(!made);
        QCOMPARE(made.error().code, Error::Code::ReadOnly);
    }

    void saysSoWhereNothingCanBeSaved()
    {
        // Not by permissions: the administrator may write everywhere, and tests run as one, too.
        if (!QFileInfo(u"/proc"_s).isDir())
            QSKIP("needs a folder in which nobody can make files");
        const auto made = DataFolder(u"/proc/self"_s).create();
        QVERIFY(!made);
        QCOMPARE(made.error().code, Error::Code::ReadOnly);
        QVERIFY2(made.error().sentence.contains(u"sending is off"_s), qPrintable(made.error().sentence));
    }

    void looksForSystemProfilesBesideTheUsersOwn()
    {
        const QStringList folders = DataFolder::systemProfileFolders();
        const QString own = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
        for (const QString& folder : folders) {
            QVERIFY2(folder.endsWith(u"/Rookery/profiles"_s), qPrintable(folder));
            QVERIFY2(folder != own + u"/Rookery/profiles"_s, qPrintable(folder));
        }
#ifdef Q_OS_LINUX
        QVERIFY(!folders.isEmpty());
#endif
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(DataFolderTest)
#include "tst_datafolder.moc"
