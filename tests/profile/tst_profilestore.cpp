// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profilestore.h"

#include "profile/sampleprofile.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::profile;
using rookery::Error;

namespace {

const QByteArray Minimal = R"({
    "name": "Desk",
    "host": "corvidae.example.com",
    "appId": "shop",
    "properties": ["shop-uk"],
    "currency": "GBP",
    "conversions": ["Sale"],
    "timeZone": "Europe/London"
}
)"_ba;

void write(const QString& file, const QByteArray& content)
{
    QVERIFY(QDir().mkpath(QFileInfo(file).path()));
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    QCOMPARE(out.write(content), content.size());
}

QByteArray read(const QString& file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : "(not there)";
}

QStringList filesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

QByteArray named(const QString& name, const QString& appId)
{
    Profile profile = sampleProfile(name);
    profile.appId = appId;
    return QJsonDocument(toJson(profile)).toJson();
}

} // namespace

class ProfileStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void readsBackEveryValueThatItSaved()
    {
        const Profile saved = sampleProfile(u"Müller & Söhne 🐦"_s);
        QVERIFY(store().save(saved));
        const auto found = store().find(saved.name);
        QVERIFY2(found, found ? "" : qPrintable(found.error().sentence));
        QVERIFY(*found == saved);
        QCOMPARE(toJson(*found), toJson(saved));
    }

    void replacesAProfileInOneStep()
    {
        Profile profile = sampleProfile(u"Desk"_s);
        QVERIFY(store().save(profile));
        const QStringList before = filesIn(own());
        profile.appId = u"other"_s;
        QVERIFY(store().save(profile));
        QCOMPARE(filesIn(own()), before); // no second file, no temporary one
        QCOMPARE(store().find(u"Desk"_s)->appId, u"other"_s);
        QCOMPARE(store().all().size(), 1);
    }

    void keepsItsFilesToTheOwner()
    {
        QVERIFY(store().save(sampleProfile(u"Desk"_s)));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFileInfo(own()).permissions() & others));
        QVERIFY(!(QFileInfo(own() + u'/' + filesIn(own()).at(0)).permissions() & others));
    }

    void savesUnderNamesThatNoFileSystemTakes_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addRow("path") << u"../../etc/passwd"_s;
        QTest::addRow("dots") << u".."_s;
        QTest::addRow("hidden") << u".hidden"_s;
        QTest::addRow("reserved on Windows") << u"CON"_s;
        QTest::addRow("signs that Windows refuses") << u"a:b*c?d\"e<f>g|h"_s;
        QTest::addRow("percent") << u"%2e%2e"_s;
        QTest::addRow("80 characters of three bytes") << QString(80, u'漢');
    }
    void savesUnderNamesThatNoFileSystemTakes()
    {
        QFETCH(QString, name);
        const auto saved = store().save(sampleProfile(name));
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().sentence + saved.error().detail));
        QCOMPARE(filesIn(own()).size(), 1);
        QCOMPARE(filesIn(m_folder->path()), QStringList{u"own"_s});
        QCOMPARE(store().find(name)->name, name);
        QVERIFY(store().remove(name));
        QVERIFY(filesIn(own()).isEmpty());
    }

    void tellsLongNamesApart()
    {
        QVERIFY(store().save(sampleProfile(QString(79, u'漢') + u'一')));
        QVERIFY(store().save(sampleProfile(QString(79, u'漢') + u'二')));
        QCOMPARE(store().all().size(), 2);
    }

    void takesTheDefaultsForWhatAFileLeavesOut()
    {
        const auto profile = parseProfile(Minimal);
        QVERIFY2(profile, profile ? "" : qPrintable(profile.error().sentence));
        Profile expected;
        expected.name = u"Desk"_s;
        expected.host = u"corvidae.example.com"_s;
        expected.appId = u"shop"_s;
        expected.properties = QStringList{u"shop-uk"_s};
        expected.currency = u"GBP"_s;
        expected.conversions = QStringList{u"Sale"_s};
        expected.timeZone = u"Europe/London"_s;
        QVERIFY(*profile == expected);
        QVERIFY(!profile->live);
    }

    void bringsTheHostIntoOneForm()
    {
        QCOMPARE(parseProfile(QByteArray(Minimal).replace("corvidae.example.com", "Corvidae.EXAMPLE.com"))->host,
            u"corvidae.example.com"_s);
        QCOMPARE(
            parseProfile(QByteArray(Minimal).replace("corvidae.example.com", "2001:DB8::1"))->host, u"[2001:db8::1]"_s);
    }

    void namesLineAndKeyOfWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("where");
        QTest::addColumn<QString>("what");
        const auto row = [](const char* name, const QByteArray& before, const QByteArray& after, const QString& where,
                             const QString& what) {
            QVERIFY(Minimal.contains(before));
            QTest::addRow("%s", name) << QByteArray(Minimal).replace(before, after) << where << what;
        };
        row("needed key is not there", "    \"host\": \"corvidae.example.com\",\n", "", u"\"host\""_s, u"needed"_s);
        row("needed list is not there", "    \"properties\": [\"shop-uk\"],\n", "", u"\"properties\""_s, u"needed"_s);
        row("number for text", "\"shop\"", "17", u"Line 4, \"appId\""_s, u"text in quotes"_s);
        row("null for text", "\"shop\"", "null", u"Line 4, \"appId\""_s, u"text in quotes"_s);
        row("text for a list", "[\"shop-uk\"]", "\"shop-uk\"", u"Line 5, \"properties\""_s, u"list"_s);
        row("number in a list", "[\"Sale\"]", "[\"Sale\", 3]", u"Line 7, \"conversions\""_s, u"list of texts"_s);
        row("empty list", "[\"Sale\"]", "[]", u"Line 7, \"conversions\""_s, u"At least one"_s);
        row("unknown key", "\"appId\": \"shop\",", "\"appId\": \"shop\", \"apId\": 1,", u"Line 4, \"apId\""_s,
            u"no such key"_s);
        row("text for a flag", "\"appId\"", "\"live\": \"yes\",\n\"appId\"", u"Line 4, \"live\""_s, u"true or false"_s);
        row("text for a number", "\"appId\"", "\"port\": \"443\",\n\"appId\"", u"Line 4, \"port\""_s,
            u"whole number"_s);
        row("half a port", "\"appId\"", "\"port\": 443.5,\n\"appId\"", u"Line 4, \"port\""_s, u"whole number"_s);
        row("a port beyond any integer", "\"appId\"", "\"port\": 1e300,\n\"appId\"", u"Line 4, \"port\""_s,
            u"whole number"_s);
        row("a port that there is not", "\"appId\"", "\"port\": 65536,\n\"appId\"", u"Line 4, \"port\""_s, u"65535"_s);
        row("text for the pace", "\"appId\"", "\"pace\": \"2\",\n\"appId\"", u"Line 4, \"pace\""_s, u"a number"_s);
        row("order key", "\"appId\"", "\"orderKey\": \"order\",\n\"appId\"", u"Line 4, \"orderKey\""_s,
            u"found \"order\""_s);
        row("time sent", "\"appId\"", "\"timestampFrom\": \"now\",\n\"appId\"", u"Line 4, \"timestampFrom\""_s,
            u"found \"now\""_s);
        row("amount style", "\"appId\"", "\"amountStyle\": \"dot\",\n\"appId\"", u"Line 4, \"amountStyle\""_s,
            u"found \"dot\""_s);
        row("currency", "GBP", "gbp", u"Line 6, \"currency\""_s, u"GBP"_s);
        row("time zone", "Europe/London", "London", u"Line 8, \"timeZone\""_s, u"IANA"_s);
        row("host with its scheme", "corvidae.example.com", "https://corvidae.example.com", u"Line 3, \"host\""_s,
            u"host name alone"_s);
    }
    void namesLineAndKeyOfWhatIsWrong()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, where);
        QFETCH(QString, what);
        const auto profile = parseProfile(json);
        QVERIFY(!profile);
        QCOMPARE(profile.error().code, Error::Code::BadInput);
        QVERIFY2(profile.error().sentence.contains(where), qPrintable(profile.error().sentence));
        QVERIFY2(profile.error().sentence.contains(what), qPrintable(profile.error().sentence));
    }

    void allowsNotesUnderKeysOfTheirOwn()
    {
        QVERIFY(parseProfile(QByteArray(Minimal).replace("\"appId\"", "\"x-note\": {\"a\": 1},\n\"appId\"")));
    }

    void refusesWhatIsNotAProfileAtAll_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("what");
        QTest::addRow("empty") << QByteArray() << u"empty"_s;
        QTest::addRow("white space") << QByteArray(" \n ") << u"empty"_s;
        QTest::addRow("not UTF-8") << QByteArray(Minimal).replace("shop", "sh\xFCp") << u"UTF-8"_s;
        QTest::addRow("binary") << QByteArray("\0\1\2\3", 4) << u"Line 1"_s;
        QTest::addRow("a list") << QByteArray("[]") << u"object"_s;
        QTest::addRow("breaks off on line 4") << Minimal.first(Minimal.indexOf("shop")) << u"Line 4"_s;
        QTest::addRow("goes on behind the end") << QByteArray(Minimal + "garbage") << u"Line 10"_s;
    }
    void refusesWhatIsNotAProfileAtAll()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, what);
        const auto profile = parseProfile(content);
        QVERIFY(!profile);
        QCOMPARE(profile.error().code, Error::Code::BadInput);
        QVERIFY2(profile.error().sentence.contains(what), qPrintable(profile.error().sentence));
    }

    void refusesAFileThatIsCutAnywhere()
    {
        const QByteArray whole = QJsonDocument(toJson(sampleProfile(u"Desk"_s))).toJson().trimmed();
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY2(!parseProfile(whole.first(size)), whole.first(size).constData());
        QVERIFY(parseProfile(whole));
    }

    void namesADamagedFileAndKeepsTheOthers()
    {
        QVERIFY(store().save(sampleProfile(u"Desk"_s)));
        QVERIFY(store().save(sampleProfile(u"Till"_s)));
        const QString file = own() + u"/Desk.json"_s;
        const QByteArray half = read(file).first(read(file).size() / 2);
        write(file, half);

        QCOMPARE(names(), QStringList{u"Till"_s});
        const QList<Error> problems = store().problems();
        QCOMPARE(problems.size(), 1);
        QVERIFY(problems[0].sentence.contains(QDir::toNativeSeparators(file)));
        QVERIFY2(problems[0].sentence.contains(u"Line "_s), qPrintable(problems[0].sentence));
        const auto found = store().find(u"Desk"_s);
        QVERIFY(!found);
        QCOMPARE(found.error().code, Error::Code::BadInput);
        QCOMPARE(found.error().sentence, problems[0].sentence);
        QCOMPARE(read(file), half);
    }

    void takesAFolderForAProblemAndGoesOn()
    {
        QVERIFY(QDir().mkpath(own() + u"/Desk.json"_s));
        QVERIFY(store().save(sampleProfile(u"Till"_s)));
        QCOMPARE(names(), QStringList{u"Till"_s});
        QCOMPARE(store().problems().size(), 1);
    }

    void leavesWhatWasThereWhereItCantSave()
    {
        QVERIFY(QDir().mkpath(own() + u"/Desk.json"_s)); // a folder in the way cannot be replaced
        const auto saved = store().save(sampleProfile(u"Desk"_s));
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, Error::Code::Storage);
        QCOMPARE(filesIn(own()), QStringList{u"Desk.json"_s});
    }

    void saysSoWhereTheFolderCantBeMade()
    {
        write(m_folder->filePath(u"own"_s), "a file where the folder should be");
        const auto saved = store().save(sampleProfile(u"Desk"_s));
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, Error::Code::Storage);
    }

    void refusesToSaveWhatItWouldNotRead()
    {
        Profile profile = sampleProfile(u"Desk"_s);
        profile.currency = u"gbp"_s;
        const auto saved = store().save(profile);
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, Error::Code::BadInput);
        QVERIFY2(saved.error().sentence.contains(u"\"currency\""_s), qPrintable(saved.error().sentence));
        QVERIFY(!QDir(own()).exists());
    }

    void refusesANameThatDiffersInCaseAlone()
    {
        QVERIFY(store().save(sampleProfile(u"Desk"_s)));
        const auto saved = store().save(sampleProfile(u"DESK"_s));
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, Error::Code::BadInput);
        QCOMPARE(names(), QStringList{u"Desk"_s});
    }

    void writesBackToTheFileThatTheProfileCameFrom()
    {
        write(own() + u"/from-head-office.json"_s, named(u"Desk"_s, u"shop"_s));
        Profile profile = *store().find(u"Desk"_s);
        profile.appId = u"other"_s;
        QVERIFY(store().save(profile));
        QCOMPARE(filesIn(own()), QStringList{u"from-head-office.json"_s});
        QCOMPARE(store().find(u"Desk"_s)->appId, u"other"_s);
    }

    void doesNotOverwriteAnotherProfileInAFileOfThatName()
    {
        write(own() + u"/Till.json"_s, named(u"Desk"_s, u"shop"_s));
        QVERIFY(store().save(sampleProfile(u"Till"_s)));
        QCOMPARE(names(), (QStringList{u"Desk"_s, u"Till"_s}));
    }

    void readsTheFirstOfTwoFilesWithOneName()
    {
        write(own() + u"/a.json"_s, named(u"Desk"_s, u"first"_s));
        write(own() + u"/b.json"_s, named(u"desk"_s, u"second"_s));
        QCOMPARE(names(), QStringList{u"Desk"_s});
        QCOMPARE(store().problems().size(), 1);
        QVERIFY(store().problems().at(0).sentence.contains(u"b.json"_s));
    }

    void removesAProfileAndItsFile()
    {
        QVERIFY(store().save(sampleProfile(u"Desk"_s)));
        QVERIFY(store().save(sampleProfile(u"Till"_s)));
        QVERIFY(store().remove(u"Desk"_s));
        QCOMPARE(filesIn(own()), QStringList{u"Till.json"_s});
        QCOMPARE(store().find(u"Desk"_s).error().code, Error::Code::NotFound);
        QCOMPARE(store().remove(u"Desk"_s).error().code, Error::Code::NotFound);
    }

    void seesWhatAnotherProgramSaved()
    {
        const ProfileStore first = store();
        QVERIFY(first.all().isEmpty());
        QVERIFY(store().save(sampleProfile(u"Desk"_s)));
        QCOMPARE(first.all().size(), 1);
    }

    void isEmptyWhereThereIsNoFolder()
    {
        QVERIFY(store().all().isEmpty());
        QVERIFY(store().problems().isEmpty());
        QVERIFY(!QDir(own()).exists()); // looking makes nothing
    }

    void prefersTheSystemsProfile()
    {
        write(own() + u"/Desk.json"_s, named(u"Desk"_s, u"mine"_s));
        write(system() + u"/any.json"_s, named(u"Desk"_s, u"official"_s));
        QCOMPARE(names(), QStringList{u"Desk"_s});
        const Profile profile = *store().find(u"Desk"_s);
        QCOMPARE(profile.appId, u"official"_s);
        QVERIFY(profile.locked);
        QVERIFY(store().problems().isEmpty());
    }

    void prefersTheStrongerOfTwoSystemFolders()
    {
        const QString weak = m_folder->filePath(u"weak"_s);
        write(system() + u"/Desk.json"_s, named(u"Desk"_s, u"strong"_s));
        write(weak + u"/Desk.json"_s, named(u"Desk"_s, u"weak"_s));
        const ProfileStore both(own(), {system(), weak});
        QCOMPARE(both.find(u"Desk"_s)->appId, u"strong"_s);
        QCOMPARE(both.all().size(), 1);
    }

    void neitherChangesNorRemovesALockedProfile()
    {
        const QByteArray content = named(u"Desk"_s, u"official"_s);
        write(system() + u"/Desk.json"_s, content);
        Profile profile = *store().find(u"Desk"_s);
        profile.appId = u"mine"_s;
        for (const QString& name : {u"Desk"_s, u"dESK"_s}) {
            profile.name = name;
            const auto saved = store().save(profile);
            QVERIFY(!saved);
            QCOMPARE(saved.error().code, Error::Code::BadInput);
            QVERIFY2(saved.error().sentence.contains(u"locked"_s), qPrintable(saved.error().sentence));
        }
        QCOMPARE(store().remove(u"Desk"_s).error().code, Error::Code::NotAllowed);
        QCOMPARE(read(system() + u"/Desk.json"_s), content);
        QVERIFY(filesIn(own()).isEmpty());
    }

    void neverStoresThatAProfileIsLocked()
    {
        Profile profile = sampleProfile(u"Desk"_s);
        profile.locked = true;
        QVERIFY(store().save(profile));
        QVERIFY(!store().find(u"Desk"_s)->locked);
    }

private:
    [[nodiscard]] QString own() const { return m_folder->filePath(u"own"_s); }
    [[nodiscard]] QString system() const { return m_folder->filePath(u"system"_s); }
    [[nodiscard]] ProfileStore store() const { return {own(), {system()}}; }
    [[nodiscard]] QStringList names() const
    {
        QStringList list;
        const QList<Profile> all = store().all();
        for (const Profile& profile : all)
            list << profile.name;
        return list;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

// Not appless: names are sorted by a collator that lives until the application is gone.
QTEST_GUILESS_MAIN(ProfileStoreTest)
#include "tst_profilestore.moc"
