// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"

#include <QDateTime>
#include <QDir>
#include <QJsonDocument>
#include <QTest>

namespace {

constexpr int Done = 0;
constexpr int Trouble = 1;
constexpr int BadUsage = 2;
constexpr int StillOpen = 3;

constexpr int EndsWithinMs = 20'000;

QStringList words(const char* line) { return QString::fromUtf8(line).split(u' '); }
QString text(const QJsonObject& object, const char* key) { return object.value(QLatin1StringView(key)).toString(); }
qint64 number(const QJsonObject& object, const char* key) { return object.value(QLatin1StringView(key)).toInteger(-1); }

} // namespace

/// Looking after the ledger from a terminal.
class UpkeepTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void checkSaysThatAllIsWell()
    {
        const PracticeProcess practice;
        const Console cli;
        QCOMPARE(cli(words("ledger check")).code, BadUsage); // there is none yet
        QVERIFY(!QFile::exists(cli.file(QStringLiteral("ledger.sqlite"))));
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1")).code, Done);
        const Said said = cli(words("ledger check"));
        QCOMPARE(said.code, Done);
        QCOMPARE(said.lines().size(), 1);
        QCOMPARE(said.line().value(QStringLiteral("sound")), QJsonValue(true));
        QCOMPARE(number(said.line(), "events"), 1);
        QCOMPARE(number(said.line().value(QStringLiteral("states")).toObject(), "delivered"), 1);
        QVERIFY(said.err.contains("sound: 1 order."));
    }

    void checkSaysWhatIsWrongAndLeavesItAsItIs()
    {
        const Console cli;
        QFile file(cli.file(QStringLiteral("ledger.sqlite")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(50'000, 'x'));
        file.close();
        const Said said = cli(words("ledger check"));
        QCOMPARE(said.code, Trouble);
        QCOMPARE(said.line().value(QStringLiteral("sound")), QJsonValue(false));
        QCOMPARE(said.line().value(QStringLiteral("problems")).toArray().size(), 1);
        QVERIFY(said.err.contains("not a Rookery ledger"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray(50'000, 'x'));
    }

    void statsCountsByProfileAndState()
    {
        const Console cli;
        QCOMPARE(cli(words("ledger stats")).code, BadUsage);
        QCOMPARE(cli.addProfile(1).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1")).code, StillOpen);
        QCOMPARE(cli.send(QStringLiteral("A-2")).code, StillOpen);
        QCOMPARE(cli(words("ledger backup")).code, Done);
        const Said said = cli(words("ledger stats"));
        QCOMPARE(said.code, Done);
        const QJsonObject profiles = said.line().value(QStringLiteral("profiles")).toObject();
        QCOMPARE(number(profiles.value(QStringLiteral("P")).toObject(), "waiting"), 2);
        QCOMPARE(number(said.line(), "attempts"), 2);
        QVERIFY(number(said.line(), "bytes") > 0);
        QVERIFY(number(said.line(), "schema") >= 6);
        QVERIFY(text(said.line(), "sqlite").startsWith(u'3'));
        QVERIFY(text(said.line(), "oldest") <= text(said.line(), "newest"));
        const QJsonArray backups = said.line().value(QStringLiteral("backups")).toArray();
        QCOMPARE(backups.size(), 1);
        QVERIFY(number(backups[0].toObject(), "bytes") > 0);
        QVERIFY(said.err.contains("2 orders"));
    }

    void restoreAsksBeforeOrdersAreLost()
    {
        const Console cli;
        QCOMPARE(cli.addProfile(1).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1")).code, StillOpen);
        const QString copy = text(cli(words("ledger backup")).line(), "file");
        QCOMPARE(cli.send(QStringLiteral("A-2")).code, StillOpen);

        const Said asked = cli({QStringLiteral("ledger"), QStringLiteral("restore"), copy});
        QCOMPARE(asked.code, BadUsage);
        QCOMPARE(asked.line().value(QStringLiteral("restored")), QJsonValue(false));
        QCOMPARE(asked.line().value(QStringLiteral("lostOpen")).toArray(), QJsonArray{QStringLiteral("A-2")});
        QVERIFY(asked.err.contains("1 order of the present ledger is not in the copy."));
        QCOMPARE(cli(words("history --format jsonl")).lines().size(), 2);

        const Said done = cli({QStringLiteral("ledger"), QStringLiteral("restore"), copy, QStringLiteral("--yes")});
        QCOMPARE(done.code, Done);
        QVERIFY(QFile::exists(text(done.line(), "setAside")));
        QCOMPARE(cli(words("history --format jsonl")).lines().size(), 1);
        QCOMPARE(cli(words("ledger check")).code, Done);
    }

    void restoreNeedsNoAnswerWhereNothingIsLost()
    {
        const Console cli;
        QCOMPARE(cli.addProfile(1).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1")).code, StillOpen);
        const QString copy = text(cli(words("ledger backup")).line(), "file");
        QCOMPARE(cli({QStringLiteral("ledger"), QStringLiteral("restore"), copy}).code, Done);
        QCOMPARE(cli({QStringLiteral("ledger"), QStringLiteral("restore"), copy + u'x'}).code, BadUsage);
    }

    void purgeCountsBeforeItRemoves()
    {
        const PracticeProcess practice;
        const Console cli;
        QCOMPARE(cli(words("ledger purge --before 2020-01-01")).code, BadUsage); // there is none yet
        QVERIFY(!QFile::exists(cli.file(QStringLiteral("ledger.sqlite"))));
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1")).code, Done);
        const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
        const QStringList purge{QStringLiteral("ledger"), QStringLiteral("purge"), QStringLiteral("--before"), now};
        const Said asked = cli(purge);
        QCOMPARE(asked.code, BadUsage);
        QCOMPARE(number(asked.line(), "wouldPurge"), 1);
        QCOMPARE(cli(words("history --format jsonl")).lines().size(), 1);
        const Said done = cli(purge + QStringList{QStringLiteral("--yes")});
        QCOMPARE(done.code, Done);
        QCOMPARE(number(done.line(), "purged"), 1);
        QVERIFY(done.err.contains("1 order was removed."));
        QCOMPARE(cli(words("history --format jsonl")).lines().size(), 0);
        const Said again = cli.send(QStringLiteral("A-1"));
        QCOMPARE(again.code, BadUsage);
        QVERIFY(again.err.contains("removed from the history"));
        QCOMPARE(practice.events().size(), 1);
        QCOMPARE(cli(words("ledger check")).code, Done);
    }

    void aDateThatIsNoneOrStillToComePurgesNothing_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addRow("no date") << QStringLiteral("yesterday");
        QTest::addRow("no such day") << QStringLiteral("2026-02-30");
        QTest::addRow("to come") << QStringLiteral("2999-01-01");
    }
    void aDateThatIsNoneOrStillToComePurgesNothing()
    {
        QFETCH(QString, before);
        const PracticeProcess practice;
        const Console cli;
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1")).code, Done);
        const Said said = cli({QStringLiteral("ledger"), QStringLiteral("purge"), QStringLiteral("--before"), before,
            QStringLiteral("--yes")});
        QCOMPARE(said.code, BadUsage);
        QVERIFY(said.err.contains("--before"));
        QCOMPARE(cli(words("history --format jsonl")).lines().size(), 1);
    }

    void anArchiveOpensAsADataFolder()
    {
        const PracticeProcess practice;
        const Console cli;
        const Console old;
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1")).code, Done);
        const QByteArray before = cli(words("history --format csv")).out;
        const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
        const QString file = old.file(QStringLiteral("ledger.sqlite"));
        const Said said
            = cli({QStringLiteral("ledger"), QStringLiteral("archive"), QStringLiteral("--before"), now, file});
        QCOMPARE(said.code, Done);
        QCOMPARE(number(said.line(), "archived"), 1);
        QCOMPARE(number(said.line(), "purged"), 1);
        QCOMPARE(cli(words("history --format jsonl")).lines().size(), 0);
        QCOMPARE(old(words("history --format csv")).out, before);
        QCOMPARE(old(words("ledger check")).code, Done);
        QCOMPARE(cli({QStringLiteral("ledger"), QStringLiteral("archive"), QStringLiteral("--before"), now, file}).code,
            BadUsage); // that file is taken
    }

    void restoreWaitsForTheWatchToEnd()
    {
        const Console cli;
        QCOMPARE(cli.addProfile(1).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1")).code, StillOpen);
        const QString copy = text(cli(words("ledger backup")).line(), "file");
        QVERIFY(QDir().mkpath(cli.file(QStringLiteral("in"))));
        QProcess watch;
        cli.start(watch,
            {QStringLiteral("--data-dir"), cli.file({}), QStringLiteral("watch"), cli.file(QStringLiteral("in")),
                QStringLiteral("--profile"), QStringLiteral("P")});
        const QDir owners(cli.file(QStringLiteral("owners")));
        QTRY_VERIFY_WITH_TIMEOUT(!owners.entryList(QDir::Files).isEmpty(), EndsWithinMs);
        const Said refused = cli({QStringLiteral("ledger"), QStringLiteral("restore"), copy});
        QCOMPARE(refused.code, BadUsage);
        QVERIFY(refused.err.contains("has this ledger open"));
        watch.kill();
        QVERIFY(watch.waitForFinished(EndsWithinMs));
        QCOMPARE(cli({QStringLiteral("ledger"), QStringLiteral("restore"), copy}).code, Done);
    }
};

QTEST_GUILESS_MAIN(UpkeepTest)
#include "tst_upkeep.moc"
