// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/settings.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::profile;
using rookery::Error;

class SettingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void givesTheDefaultsWhereThereIsNoFile()
    {
        const auto settings = Settings::load(file());
        QVERIFY(settings);
        QVERIFY(settings->agent.isEmpty());
        QVERIFY(settings->currentProfile.isEmpty());
        QVERIFY(!QFile::exists(file()));
    }

    void readsBackWhatItSaved()
    {
        QVERIFY((Settings{u"Zoë 🐦"_s, u"Desk"_s}.save(file())));
        const auto settings = Settings::load(file());
        QVERIFY(settings);
        QCOMPARE(settings->agent, u"Zoë 🐦"_s);
        QCOMPARE(settings->currentProfile, u"Desk"_s);
    }

    void remembersTheAppearance()
    {
        Settings chosen;
        chosen.scheme = u"dark"_s;
        chosen.textPercent = 150;
        QVERIFY(chosen.save(file()));
        const auto settings = Settings::load(file());
        QVERIFY(settings);
        QCOMPARE(settings->scheme, u"dark"_s);
        QCOMPARE(settings->textPercent, 150);
    }

    void remembersHowOrdersAreTyped()
    {
        QVERIFY(!Settings().enterSends);
        QVERIFY(!Settings().soundOnFailure);
        Settings chosen;
        chosen.enterSends = true;
        chosen.soundOnFailure = true;
        chosen.diskWarnMb = 2000;
        chosen.undoSeconds = 0;
        QVERIFY(chosen.save(file()));
        const auto settings = Settings::load(file());
        QVERIFY(settings);
        QVERIFY(settings->enterSends);
        QVERIFY(settings->soundOnFailure);
        QCOMPARE(settings->diskWarnMb, 2000);
        QCOMPARE(settings->undoSeconds, 0);
    }

    void keepsTheTextReadableWhateverIsWritten_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("percent");
        QTest::addRow("nothing") << QByteArray("{}") << 100;
        QTest::addRow("too small") << QByteArray(R"({"textPercent": 3})") << 100;
        QTest::addRow("too large") << QByteArray(R"({"textPercent": 1000})") << 200;
        QTest::addRow("a fraction") << QByteArray(R"({"textPercent": 120.5})") << 100;
    }
    void keepsTheTextReadableWhateverIsWritten()
    {
        QFETCH(QByteArray, content);
        write(content);
        const auto settings = Settings::load(file());
        QVERIFY(settings);
        QTEST(settings->textPercent, "percent");
    }

    void keepsKeysThatItDoesNotKnow()
    {
        write(R"({"agent": "old", "later": {"a": [1, 2]}})");
        QVERIFY((Settings{u"new"_s, u"Desk"_s}.save(file())));
        const QJsonObject json = QJsonDocument::fromJson(read()).object();
        QCOMPARE(json.value(u"later"_s), QJsonValue(QJsonObject{{u"a"_s, QJsonArray{1, 2}}}));
        QCOMPARE(json.value(u"agent"_s).toString(), u"new"_s);
    }

    void leavesOneFileReadableByItsOwnerOnly()
    {
        QVERIFY((Settings{u"a"_s, {}}.save(file())));
        QVERIFY((Settings{u"b"_s, {}}.save(file())));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
            QStringList{u"settings.json"_s});
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFileInfo(file()).permissions() & others));
    }

    void namesWhatIsWrongAndLeavesTheFileAlone_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("what");
        QTest::addColumn<bool>("unreadable");
        QTest::addRow("cut in half") << QByteArray("{\n  \"agent\": \"Zo") << u"Line 2"_s << true;
        QTest::addRow("empty") << QByteArray() << u"empty"_s << true;
        QTest::addRow("a list") << QByteArray("[]") << u"object"_s << true;
        QTest::addRow("text for a number")
            << QByteArray("{\"textPercent\": \"big\"}") << u"Line 1, \"textPercent\""_s << false;
        QTest::addRow("text for a flag") << QByteArray("{\n\"enterSends\": \"yes\"}") << u"Line 2, \"enterSends\""_s
                                         << false;
        QTest::addRow("number for text") << QByteArray("{\n\n\"currentProfile\": 5}") << u"Line 3, \"currentProfile\""_s
                                         << false;
    }
    void namesWhatIsWrongAndLeavesTheFileAlone()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, what);
        QFETCH(bool, unreadable);
        write(content);
        const auto settings = Settings::load(file());
        QVERIFY(!settings);
        QCOMPARE(settings.error().code, Error::Code::BadInput);
        QVERIFY2(settings.error().sentence.contains(what), qPrintable(settings.error().sentence));
        QVERIFY(settings.error().sentence.startsWith(QDir::toNativeSeparators(file())));
        if (!unreadable)
            return;
        QVERIFY(!Settings().save(file())); // the keys that it does not know would be lost
        QCOMPARE(read(), content);
    }

    void saysSoWhereItCantSave()
    {
        const auto saved = Settings().save(m_folder->filePath(u"missing/settings.json"_s));
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, Error::Code::Storage);
    }

    void namesTheAgent_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("agent");
        QTest::addRow("given") << u"Ann"_s << u"Bob"_s << u"Ann"_s;
        QTest::addRow("set") << QString() << u"Bob"_s << u"Bob"_s;
        QTest::addRow("login") << QString() << QString() << u"carol"_s;
        QTest::addRow("spaces are no name") << u" "_s << u"  "_s << u"carol"_s;
        QTest::addRow("spaces around") << u" Ann "_s << QString() << u"Ann"_s;
    }
    void namesTheAgent()
    {
        QFETCH(QString, given);
        QFETCH(QString, setting);
        const QByteArray login = qgetenv("USER");
        qputenv("USER", "carol");
        const QString agent = resolveAgent(given, Settings{setting, {}});
        login.isNull() ? qunsetenv("USER") : qputenv("USER", login);
        QTEST(agent, "agent");
    }

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(u"settings.json"_s); }
    [[nodiscard]] QByteArray read() const
    {
        QFile in(file());
        return in.open(QIODevice::ReadOnly) ? in.readAll() : "(not there)";
    }
    void write(const QByteArray& content) const
    {
        QFile out(file());
        QVERIFY(out.open(QIODevice::WriteOnly));
        QCOMPARE(out.write(content), content.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(SettingsTest)
#include "tst_settings.moc"
