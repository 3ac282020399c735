// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/celltime.h"
#include "intake/checked.h"
#include "intake/sampleguess.h"

using namespace Qt::StringLiterals;
using namespace rookery::intake;
using rookery::pixel::Field;

namespace {

// What a reading has besides its time: `seconds twice`.
QString remarks(const CellTime& t)
{
    QStringList out;
    if (t.isSeconds)
        out << u"seconds"_s;
    if (t.isDateAlone)
        out << u"date"_s;
    if (t.isDoubtful)
        out << u"doubtful"_s;
    if (t.isOtherStyle)
        out << u"other"_s;
    if (t.needsZone)
        out << u"zone"_s;
    if (t.change == ClockChange::Skipped)
        out << u"skipped"_s;
    if (t.change == ClockChange::Twice)
        out << u"twice"_s;
    return out.join(u' ');
}

QString shown(const CellTime& t)
{
    const QString time = t.time ? t.time->isoText().replace(u".000Z"_s, u"Z"_s) : u"-"_s;
    return (time + u' ' + remarks(t)).trimmed();
}

} // namespace

class CellTimeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTimes_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<DateStyle>("style");
        QTest::addColumn<QString>("time");
        const auto day = DateStyle::DayFirst;
        const auto month = DateStyle::MonthFirst;
        const auto year = DateStyle::YearFirst;
        const auto row = [](const char* cell, DateStyle style, const QString& time) {
            QTest::addRow("%s, style %d", cell, int(style)) << QByteArray(cell) << style << time;
        };
        row("2026-11-23T10:42:07Z", day, u"2026-11-23T10:42:07Z"_s);
        row("2026-11-23T10:42:07.250+01:00", day, u"2026-11-23T09:42:07.250Z"_s);
        row("2026-07-01 10:42", day, u"2026-07-01T09:42:00Z"_s); // summer in London
        row("2026-07-01 10:42 +0000", month, u"2026-07-01T10:42:00Z"_s);
        row("2026-07-01 10:42 UTC", month, u"2026-07-01T10:42:00Z"_s);
        row("2026/11/23 10:42", day, u"2026-11-23T10:42:00Z"_s);
        row("23/11/2026 10:42", day, u"2026-11-23T10:42:00Z"_s);
        row("23/11/2026 10:42", month, u"2026-11-23T10:42:00Z other"_s);
        row("11/23/2026 10:42", day, u"2026-11-23T10:42:00Z other"_s);
        row("11/23/26", month, u"2026-11-23T00:00:00Z date"_s);
        row("23.11.2026", month, u"2026-11-23T00:00:00Z date"_s);
        row("3.4.2026, 9:05 Uhr", month, u"2026-04-03T08:05:00Z"_s);
        row("03/04/2026 10:00", day, u"2026-04-03T09:00:00Z doubtful"_s);
        row("03/04/2026 10:00", month, u"2026-03-04T10:00:00Z doubtful"_s);
        row("04/04/2026 10:00", day, u"2026-04-04T09:00:00Z"_s);
        row("26-11-23", year, u"2026-11-23T00:00:00Z date"_s);
        row("11/23/2026 2:05 PM", month, u"2026-11-23T14:05:00Z"_s);
        row("11/23/2026 12:05 am", month, u"2026-11-23T00:05:00Z"_s);
        row("Mon 23 Nov 2026 14:05", day, u"2026-11-23T14:05:00Z"_s);
        row("Nov 23, 2026 14:05", day, u"2026-11-23T14:05:00Z"_s);
        row("23. Dezember 2026", day, u"2026-12-23T00:00:00Z date"_s);
        row("mar. 24 nov. 2026", day, u"2026-11-24T00:00:00Z date"_s);
        row("23-Nov-2026", day, u"2026-11-23T00:00:00Z date"_s);
        row("23/Nov/2026:10:42:07 +0100", day, u"2026-11-23T09:42:07Z"_s);
        row("20261123", day, u"2026-11-23T00:00:00Z date"_s);
        row("1795430527000", day, u"2026-11-23T10:42:07Z"_s);
        row("1795430527", day, u"2026-11-23T10:42:07Z seconds"_s);
        row("2026-03-29 01:30", day, u"2026-03-29T01:30:00Z skipped"_s);
        row("2026-10-25 01:30", day, u"2026-10-25T00:30:00Z twice"_s);
        row("2026-10-25 01:30 +00:00", day, u"2026-10-25T01:30:00Z"_s);
        for (const char* none : {"", "x", "10:42", "46349", "46349.45", "2026-13-01", "2026-02-30", "31/02/2026",
                 "23/11/2026 25:00", "23/11/2026 10:4", "23/11/2026 10:42 x", "23/11", "1/2/3", "13/13/2026",
                 "23/11.2026", "0999999999999", "99999999999999", "11/23/2026 13:05 PM", "1999-01-01", "May",
                 "May 2026", "2026-11-23T", "2026-11-23 10:42 +99:99", "17954305270000000"})
            row(none, day, u"-"_s);
    }
    void readsTimes()
    {
        QFETCH(QByteArray, cell);
        QFETCH(DateStyle, style);
        QTEST(shown(readCellTime(viewOf(cell), style, WallClock(QTimeZone("Europe/London")))), "time");
    }

    void needsAZone()
    {
        QCOMPARE(shown(readCellTime("2026-11-23 10:42", DateStyle::DayFirst, WallClock())), u"- zone"_s);
        QCOMPARE(shown(readCellTime("2026-11-23 10:42Z", DateStyle::DayFirst, WallClock())), u"2026-11-23T10:42:00Z"_s);
    }

    void guessesTheStyle_data()
    {
        QTest::addColumn<QStringList>("cells");
        QTest::addColumn<DateStyle>("style");
        QTest::addColumn<bool>("isCertain");
        QTest::addColumn<QString>("example");
        QTest::addRow("none") << QStringList{u"a"_s} << DateStyle::DayFirst << false << QString();
        QTest::addRow("either") << QStringList{u"03/04/2026"_s, u"05/06/2026"_s} << DateStyle::DayFirst << false
                                << u"03/04/2026"_s;
        QTest::addRow("day") << QStringList{u"03/04/2026"_s, u"23/11/2026 10:42"_s} << DateStyle::DayFirst << true
                             << u"23/11/2026 10:42"_s;
        QTest::addRow("month") << QStringList{u"03/04/26"_s, u"11/23/26"_s} << DateStyle::MonthFirst << true
                               << u"11/23/26"_s;
        QTest::addRow("both") << QStringList{u"23/11/2026"_s, u"11/23/2026"_s} << DateStyle::DayFirst << false
                              << u"23/11/2026"_s;
        QTest::addRow("points") << QStringList{u"03.04.2026"_s} << DateStyle::DayFirst << true << u"03.04.2026"_s;
        QTest::addRow("year") << QStringList{u"2026-04-03"_s} << DateStyle::YearFirst << true << u"2026-04-03"_s;
        QTest::addRow("year and either") << QStringList{u"2026-04-03"_s, u"03/04/2026"_s} << DateStyle::DayFirst
                                         << false << u"03/04/2026"_s;
    }
    void guessesTheStyle()
    {
        QFETCH(QStringList, cells);
        std::vector<std::vector<std::string>> sample;
        for (const QString& cell : cells)
            sample.push_back({cell.toStdString()});
        const Guess<DateStyle> guess = guessDates(sample);
        QTEST(guess.value, "style");
        QTEST(guess.isCertain, "isCertain");
        QTEST(guess.example, "example");
    }

    void checksTheTimesOfATable_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("timestamp");
        const auto row = [](const char* cell, const char* line, const char* timestamp) {
            QTest::addRow("%s", cell) << QByteArray(cell) << QString::fromLatin1(line)
                                      << QString::fromLatin1(timestamp);
        };
        row("23/11/2026 10:42", "2 ready A 5.00", "1795430520000");
        row("11/23/2026 10:42", "2 ready A 5.00 timestamp.other-date-style@Date", "1795430520000");
        row("03/11/2026 10:42", "2 ready A 5.00 timestamp.doubtful-date@Date", "1793702520000");
        row("1795430520", "2 ready A 5.00 timestamp.seconds@Date", "1795430520000");
        row("1795430520000", "2 ready A 5.00", "1795430520000");
        row("2026-11-23", "2 ready A 5.00 timestamp.no-time-of-day@Date", "1795392000000");
        row("soon", "2 fix A 5.00 timestamp.not-a-time@Date", "soon");
        row("46349.5", "2 fix A 5.00 timestamp.not-a-time@Date", "46349.5");
        row("2026-10-25 01:30", "2 ready A 5.00 timestamp.hour-twice@Date timestamp.old@Date", "1792888200000");
        row("2026-12-24 10:00", "2 ready A 5.00 timestamp.future@Date", "1798106400000");
        row("2026-08-01 10:00", "2 fix A 5.00 timestamp.too-old@Date", "1785574800000");
        row("", "2 ready A 5.00", "");
    }
    void checksTheTimesOfATable()
    {
        QFETCH(QByteArray, cell);
        const QByteArray bytes = "Order,Total,Date\nA,5.00," + cell + "\n";
        Choices choices;
        choices.headerRow = 1;
        const auto reader = opened(bytes, choices);
        CheckRules rules = shopRules(reader->shape());
        rules.mapping.setColumn(Field::Timestamp, 2);
        rules.dates = {DateStyle::DayFirst, false, {}};
        rules.oldest = std::chrono::hours(24 * 90);
        RowCheck check(rules);
        Row row;
        QVERIFY(reader->next(row));
        QTEST(checkedLine(row, check), "line");
        QTEST(check.event().value(Field::Timestamp), "timestamp");
        for (const RowFinding& finding : check.findings())
            QVERIFY2(!finding.what.sentence.contains(u'%'), qPrintable(finding.what.sentence));
    }

    void takesTheChosenStyle()
    {
        const QByteArray bytes = "Order,Total,Date\nA,5.00,11/03/2026 10:00\n";
        Choices choices;
        choices.dates = DateStyle::MonthFirst;
        const auto reader = opened(bytes, choices);
        QCOMPARE(reader->shape().dates.value, DateStyle::MonthFirst);
        QVERIFY(reader->shape().dates.isCertain);
        CheckRules rules = shopRules(reader->shape());
        rules.mapping.setColumn(Field::Timestamp, 2);
        RowCheck check(rules);
        Row row;
        QVERIFY(reader->next(row));
        QCOMPARE(checkedLine(row, check), u"2 ready A 5.00"_s);
        QCOMPARE(check.event().value(Field::Timestamp), u"1793700000000"_s);
    }
};

QTEST_GUILESS_MAIN(CellTimeTest)
#include "tst_celltime.moc"
