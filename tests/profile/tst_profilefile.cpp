// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profilefile.h"

#include "profile/sampleprofile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::profile;
using rookery::Error;

class ProfileFileTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString file() const { return m_folder.filePath(u"desk.rookery-profile"_s); }
    void write(const QByteArray& content) const
    {
        QFile out(file());
        if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
            qFatal("cannot write");
    }

private Q_SLOTS:
    void comesBackAsItWasButForPractice()
    {
        const Profile profile = sampleProfile(u"Müller 🐦"_s); // live
        QVERIFY(exportProfile(profile, file()).has_value());
        const auto imported = importProfile(file());
        QVERIFY2(imported.has_value(), imported ? "" : qPrintable(imported.error().sentence));
        QVERIFY(imported->saysLive);
        QVERIFY(!imported->profile.live);
        Profile expected = profile;
        expected.live = false;
        QVERIFY(imported->profile == expected);
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("words");
        QTest::addRow("no JSON") << QByteArray("{\n\"name\": ") << u"Line 2"_s;
        QTest::addRow("another file") << QByteArray("PK\3\4\xff") << u"not UTF-8"_s;
        QTest::addRow("empty") << QByteArray() << u"empty"_s;
        QTest::addRow("value missing") << QByteArray("{\"name\": \"Desk\"}") << u"\"host\""_s;
        QTest::addRow("unknown key") << QByteArray("{\"name\": \"Desk\",\n\"host\": \"h.example\", \"appId\": \"a\","
                                                   "\"properties\": [\"p\"], \"conversions\": [\"c\"], \"currency\":"
                                                   "\"GBP\", \"timeZone\": \"Europe/London\",\n\"liv\": true}")
                                     << u"Line 3, \"liv\""_s;
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, words);
        write(content);
        const auto imported = importProfile(file());
        QVERIFY(!imported.has_value());
        QVERIFY(imported.error().code == Error::Code::BadInput);
        QVERIFY2(imported.error().sentence.contains(words), qPrintable(imported.error().sentence));
        QVERIFY(imported.error().sentence.contains(u"desk.rookery-profile"_s));
    }

    void whatCannotBeWrittenLeavesWhatWasThere()
    {
        QVERIFY(exportProfile(sampleProfile(u"Desk"_s), file()).has_value());
        Profile wrong = sampleProfile(u"Desk"_s);
        wrong.host.clear();
        QVERIFY(!exportProfile(wrong, file()).has_value());
        QVERIFY(!exportProfile(sampleProfile(u"Desk"_s), m_folder.filePath(u"none/desk"_s)).has_value());
        QVERIFY(importProfile(file()).has_value());
    }

    void namesAreFree()
    {
        const QList<Profile> taken{sampleProfile(u"Desk"_s), sampleProfile(u"desk 2"_s)};
        QCOMPARE(freeName(u"Till"_s, taken), u"Till"_s);
        QCOMPARE(freeName(u"DESK"_s, taken), u"DESK 3"_s);
    }

    void aCopyIsPracticeUnderAnotherName()
    {
        Profile profile = sampleProfile(u"Desk"_s);
        profile.colour = usualColour(true);
        profile.locked = true;
        const Profile copy = copyOf(profile, {profile});
        QCOMPARE(copy.name, u"Desk copy"_s);
        QVERIFY(!copy.live && !copy.locked);
        QCOMPARE(copy.colour, usualColour(false));
        QCOMPARE(copy.host, profile.host);
        QCOMPARE(copyOf(profile, {profile, copy}).name, u"Desk copy 2"_s);
        profile.name = QString(80, u'n');
        QVERIFY(validate(copyOf(profile, {profile})).isEmpty());
    }
};

QTEST_APPLESS_MAIN(ProfileFileTest)
#include "tst_profilefile.moc"
