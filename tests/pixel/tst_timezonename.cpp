// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/timezonename.h"

#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace rookery::pixel;

class TimeZoneNameTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsTheNamesOfTheDatabase_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name :
            {"Europe/London", "Asia/Kathmandu", "America/Argentina/Buenos_Aires", "America/Port-au-Prince", "UTC",
                "Etc/UTC", "Etc/GMT", "Etc/GMT+5", "Etc/GMT-14", "GMT", "GB", "NZ-CHAT", "CET", "EST5EDT"})
            QTest::addRow("%s", name) << QString::fromLatin1(name);
        // Some systems have these in a package of their own.
        for (const char* name : {"US/Eastern", "Asia/Calcutta", "Europe/Kiev"}) {
            if (QTimeZone(name).isValid())
                QTest::addRow("%s", name) << QString::fromLatin1(name);
        }
    }
    void knowsTheNamesOfTheDatabase()
    {
        QFETCH(QString, name);
        QVERIFY(isTimeZoneName(name));
    }

    void knowsEveryNameThatQtOffers()
    {
        const QByteArrayList names = QTimeZone::availableTimeZoneIds();
        QVERIFY(names.size() > 300);
        for (const QByteArray& name : names) {
            const bool isOffset = name.startsWith("UTC+") || name.startsWith("UTC-");
            QVERIFY2(isTimeZoneName(QString::fromLatin1(name)) != isOffset, name.constData());
        }
    }

    void takesNothingElse_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "London", "europe/london", "EUROPE/LONDON", "Europe", "Europe/", "/Europe/London",
                 "Europe/London ", "Europe/Nowhere", "Mars/Phobos", "UTC+3", "UTC+03:00", "UTC-05:00", "+03:00",
                 "GMT+1", "utc", "Z", "BST", "CET-1CEST", "CET-1CEST,M3.5.0,M10.5.0/3", "AAA3", "localtime",
                 "posix/Europe/London", "../zoneinfo/Europe/London", "Europe/../Europe/London", "Etc/GMT+15"})
            QTest::addRow("'%s'", text) << QString::fromLatin1(text);
        QTest::addRow("line break behind it") << u"Europe/London\n"_s;
        QTest::addRow("another script") << u"Europe/Lоndon"_s; // a Cyrillic o
    }
    void takesNothingElse()
    {
        QFETCH(QString, text);
        QVERIFY(!isTimeZoneName(text));
    }
};

QTEST_APPLESS_MAIN(TimeZoneNameTest)
#include "tst_timezonename.moc"
