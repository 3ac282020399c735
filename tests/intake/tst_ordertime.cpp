// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/ordertime.h"

#include <QTest>

using namespace rookery;
using intake::ClockChange;
using intake::readOrderTime;
using intake::showOrderTime;

namespace {

UtcMs at(const char* iso) { return UtcMs(QDateTime::fromString(QLatin1String(iso), Qt::ISODate).toMSecsSinceEpoch()); }

const QString London = QStringLiteral("Europe/London");

} // namespace

class OrderTimeTest final : public QObject {
    Q_OBJECT

    const UtcMs m_now = at("2026-11-24T15:00:00Z");

private Q_SLOTS:
    void aClockReadsEachTimeOfAYearAsItIs_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<int>("year");
        const auto row
            = [](const char* zone, int year) { QTest::addRow("%s %d", zone, year) << QByteArray(zone) << year; };
        row("Europe/London", 2026);
        row("America/New_York", 2026);
        row("Australia/Lord_Howe", 2026); // half an hour
        row("Africa/Casablanca", 2025);   // back for a month
        row("Asia/Kathmandu", 2026);
        row("Pacific/Apia", 2011); // a day that there was not
        row("Antarctica/Troll", 2026);
        row("Europe/Dublin", 2030);
        row("UTC", 2026);
    }

    void aClockReadsEachTimeOfAYearAsItIs()
    {
        QFETCH(const QByteArray, zone);
        QFETCH(const int, year);
        const QTimeZone clocks(zone);
        QVERIFY(clocks.isValid());
        const intake::WallClock clock(clocks);
        for (QDate date(year, 1, 1); date.year() == year; date = date.addDays(1)) {
            for (int minute = 0; minute < 24 * 60; minute += 30) {
                const QTime time = QTime(0, 0).addSecs(minute * 60);
                const auto expected = intake::readWall(date, time, clocks);
                const auto found = clock.read(date, time);
                QVERIFY2(found.time == expected.time && found.change == expected.change,
                    qPrintable(QDateTime(date, time).toString(Qt::ISODate)));
            }
        }
    }

    void readsWhatPeopleWrite_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<UtcMs>("time");
        const auto row = [](const char* name, const char* text, const char* zone, const char* iso) {
            QTest::addRow("%s", name) << QString::fromUtf8(text) << QString::fromUtf8(zone) << at(iso);
        };
        row("time alone is today's", "10:42", "Europe/London", "2026-11-24T10:42:00Z");
        row("today is the zone's today", "10:42", "Pacific/Auckland", "2026-11-24T21:42:00Z");
        row("one digit for the hour", "9:05", "Europe/London", "2026-11-24T09:05:00Z");
        row("with seconds", "10:42:07", "Europe/London", "2026-11-24T10:42:07Z");
        row("year first", "2026-11-23 10:42", "Europe/London", "2026-11-23T10:42:00Z");
        row("as files write it", "2026-11-23T10:42:07", "Europe/London", "2026-11-23T10:42:07Z");
        row("slashes", "23/11/2026 10:42", "Europe/London", "2026-11-23T10:42:00Z");
        row("points", "23.11.2026 10:42", "Europe/London", "2026-11-23T10:42:00Z");
        row("dashes", "23-11-2026 10:42", "Europe/London", "2026-11-23T10:42:00Z");
        row("a comma between", "23/11/2026, 10:42", "Europe/London", "2026-11-23T10:42:00Z");
        row("spaces around", "  23/11/2026  10:42 ", "Europe/London", "2026-11-23T10:42:00Z");
        row("short numbers", "3/1/2026 9:05", "Europe/London", "2026-01-03T09:05:00Z");
        row("both ways possible: day first", "03/04/2026 10:42", "Europe/London", "2026-04-03T09:42:00Z");
        row("one way possible", "11/23/2026 10:42", "Europe/London", "2026-11-23T10:42:00Z");
        row("summer time", "2026-07-01 10:42", "Europe/London", "2026-07-01T09:42:00Z");
        row("odd offset", "2026-11-23 10:42", "Asia/Kathmandu", "2026-11-23T04:57:00Z");
        row("another zone's day", "2026-11-23 00:30", "America/New_York", "2026-11-23T05:30:00Z");
        row("leap day", "29/02/2024 12:00", "Europe/London", "2024-02-29T12:00:00Z");
        row("UTC said", "2026-07-01T10:42:00Z", "Europe/London", "2026-07-01T10:42:00Z");
        row("offset said", "2026-07-01 10:42 +05:45", "Europe/London", "2026-07-01T04:57:00Z");
    }
    void readsWhatPeopleWrite()
    {
        QFETCH(QString, text);
        QFETCH(QString, zone);
        const auto reading = readOrderTime(text, zone, m_now);
        QVERIFY(reading.time);
        QTEST(*reading.time, "time");
        QCOMPARE(reading.change, ClockChange::None);
        QCOMPARE(readOrderTime(reading.text, zone, UtcMs(0)).time, reading.time); // whatever day it is by then
    }

    void isNoTime_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "soon", "10", "1042", "25:00", "10:60", "10:4", "2026-11-23", "23/11/26 10:42",
                 "31/02/2026 10:42", "29/02/2026 10:42", "13/13/2026 10:42", "0/1/2026 10:42", "23/11.2026 10:42",
                 "1999-11-23 10:42", "2026-11-23 10:42 London", "10:42 pm", "2026-11-23\n10:42", "٢٣/١١/٢٠٢٦ ١٠:٤٢"})
            QTest::addRow("%s", *text ? text : "nothing") << QString::fromUtf8(text);
    }
    void isNoTime()
    {
        QFETCH(QString, text);
        const auto reading = readOrderTime(text, London, m_now);
        QVERIFY(!reading.time);
        QCOMPARE(reading.text, QString());
    }

    void hasNoTimeWithoutAZone()
    {
        QVERIFY(!readOrderTime(QStringLiteral("10:42"), QStringLiteral("London"), m_now).time);
    }

    void knowsWhatTheClocksDid_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<ClockChange>("change");
        QTest::addColumn<UtcMs>("time");
        const auto row = [](const char* name, const char* text, const char* zone, ClockChange change, const char* iso) {
            QTest::addRow("%s", name) << QString::fromUtf8(text) << QString::fromUtf8(zone) << change << at(iso);
        };
        using enum ClockChange;
        row("before they go forward", "2026-03-29 00:59", "Europe/London", None, "2026-03-29T00:59:00Z");
        row("skipped", "2026-03-29 01:00", "Europe/London", Skipped, "2026-03-29T01:00:00Z");
        row("skipped, in the middle", "2026-03-29 01:30", "Europe/London", Skipped, "2026-03-29T01:30:00Z");
        row("after they went forward", "2026-03-29 02:00", "Europe/London", None, "2026-03-29T01:00:00Z");
        row("before they go back", "2026-10-25 00:59", "Europe/London", None, "2026-10-24T23:59:00Z");
        row("twice: the first", "2026-10-25 01:30", "Europe/London", Twice, "2026-10-25T00:30:00Z");
        row("twice: the first, said", "2026-10-25 01:30 +01:00", "Europe/London", None, "2026-10-25T00:30:00Z");
        row("twice: the second, said", "2026-10-25 01:30 +00:00", "Europe/London", None, "2026-10-25T01:30:00Z");
        row("after they went back", "2026-10-25 02:00", "Europe/London", None, "2026-10-25T02:00:00Z");
        row("skipped in New York", "2026-03-08 02:30", "America/New_York", Skipped, "2026-03-08T07:30:00Z");
        row("twice in New York", "2026-11-01 01:30", "America/New_York", Twice, "2026-11-01T05:30:00Z");
        row("half an hour on Lord Howe", "2026-04-05 01:45", "Australia/Lord_Howe", Twice, "2026-04-04T14:45:00Z");
    }
    void knowsWhatTheClocksDid()
    {
        QFETCH(QString, text);
        QFETCH(QString, zone);
        const auto reading = readOrderTime(text, zone, m_now);
        QVERIFY(reading.time);
        QTEST(reading.change, "change");
        QTEST(*reading.time, "time");
        const auto again = readOrderTime(reading.text, zone, m_now);
        QCOMPARE(again.time, reading.time);
        QCOMPARE(again.change, reading.change); // what there is to be said stays said
    }

    void showsWhatItReads_data()
    {
        QTest::addColumn<UtcMs>("time");
        QTest::addColumn<QString>("text");
        QTest::addRow("winter") << at("2026-11-23T10:42:00Z") << QStringLiteral("2026-11-23 10:42");
        QTest::addRow("summer") << at("2026-07-01T09:42:00Z") << QStringLiteral("2026-07-01 10:42");
        QTest::addRow("with seconds") << at("2026-11-23T10:42:07Z") << QStringLiteral("2026-11-23 10:42:07");
        QTest::addRow("first of two") << at("2026-10-25T00:30:00Z") << QStringLiteral("2026-10-25 01:30 +01:00");
        QTest::addRow("second of two") << at("2026-10-25T01:30:00Z") << QStringLiteral("2026-10-25 01:30 +00:00");
    }
    void showsWhatItReads()
    {
        QFETCH(UtcMs, time);
        QTEST(showOrderTime(time, London), "text");
        QCOMPARE(readOrderTime(showOrderTime(time, London), London, m_now).time, std::optional(time));
    }
};

QTEST_GUILESS_MAIN(OrderTimeTest)
#include "tst_ordertime.moc"
