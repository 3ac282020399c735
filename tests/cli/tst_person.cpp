// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"

#include <QDir>
#include <QTest>

namespace {

constexpr int Done = 0;
constexpr int BadUsage = 2;
constexpr int StillOpen = 3;

const QString Visitor = QStringLiteral("3f2b8c1e-0c55-4d1a-9a10-77aa77aa77aa");

QStringList words(const char* line) { return QString::fromUtf8(line).split(u' '); }
QStringList person(const char* verb, const QString& id) { return {QStringLiteral("person"), QLatin1String(verb), id}; }
QJsonArray array(const Said& said, const char* key) { return said.line().value(QLatin1StringView(key)).toArray(); }

QStringList journal(const Console& cli)
{
    QStringList what;
    const QList<QJsonObject> entries = cli(words("ledger journal")).lines();
    for (const QJsonObject& entry : entries)
        what << entry.value(QStringLiteral("what")).toString();
    return what;
}

} // namespace

/// People's data, and who took what, from a terminal.
class PersonTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsKeptOfAPersonIsExportedAndErased()
    {
        const PracticeProcess practice;
        const Console cli;
        QCOMPARE(cli(person("erase", Visitor)).code, BadUsage); // nothing was ever kept
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1"), {QStringLiteral("visitorId=") + Visitor}).code, Done);
        QCOMPARE(cli(words("ledger backup")).code, Done);

        const Said exported = cli(person("export", Visitor));
        QCOMPARE(exported.code, Done);
        QCOMPARE(array(exported, "events").size(), 1);
        QVERIFY(exported.err.contains("1 order found."));

        const Said erased = cli(person("erase", Visitor));
        QCOMPARE(erased.code, Done);
        QCOMPARE(array(erased, "erased"), QJsonArray{QStringLiteral("A-1")});
        QVERIFY(erased.err.contains("Out of reach"));
        QVERIFY(!array(erased, "notReached").isEmpty());
        const Said history = cli(words("history --format jsonl"));
        QVERIFY(history.out.contains("A-1"));
        QVERIFY(!history.out.contains(Visitor.toUtf8()));
        QCOMPARE(array(cli(person("export", Visitor)), "events").size(), 0);
        QCOMPARE(cli(words("ledger check")).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1")).code, BadUsage); // still known
    }

    void whatStillHasToGoIsNamed()
    {
        const Console cli;
        QCOMPARE(cli.addProfile(1).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1"), {QStringLiteral("visitorId=") + Visitor}).code, StillOpen);
        QCOMPARE(cli(words("ledger backup")).code, Done);
        const Said refused = cli(person("erase", Visitor));
        QCOMPARE(refused.code, StillOpen);
        QCOMPARE(array(refused, "open"), QJsonArray{QStringLiteral("A-1")});
        QVERIFY(refused.err.contains("copies neither: A-1."));
        const Said done = cli(person("erase", Visitor) + QStringList{QStringLiteral("--cancel")});
        QCOMPARE(done.code, Done);
        QCOMPARE(array(done, "cancelled"), QJsonArray{QStringLiteral("A-1")});
        QVERIFY(!cli(words("history --format jsonl")).out.contains(Visitor.toUtf8()));
    }

    void whatIsNoIdIsRefused()
    {
        const Console cli;
        QCOMPARE(cli(person("export", QStringLiteral("ab"))).code, BadUsage);
        QCOMPARE(cli(words("person erase")).code, BadUsage);
    }

    void theJournalTellsWhoTookWhat()
    {
        const PracticeProcess practice;
        const Console cli;
        QCOMPARE(cli(words("ledger journal")).code, BadUsage); // there is no ledger yet
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1"), {QStringLiteral("visitorId=") + Visitor}).code, Done);
        QCOMPARE(journal(cli), QStringList());
        QCOMPARE(cli(words("history")).code, Done); // a look
        QCOMPARE(cli(words("--agent desk-7 history --format csv")).code, Done);
        QCOMPARE(cli(words("corrections")).code, Done);
        QCOMPARE(cli(person("export", Visitor)).code, Done);
        QCOMPARE(cli(person("erase", Visitor)).code, Done);
        QCOMPARE(cli(words("ledger purge --before 2020-01-01 --yes")).code, Done);
        const QString copy = cli(words("ledger backup")).line().value(QStringLiteral("file")).toString();
        QCOMPARE(cli({QStringLiteral("ledger"), QStringLiteral("restore"), copy}).code, Done);
        QCOMPARE(cli(words("profile remove P")).code, Done);
        QCOMPARE(cli.addProfile(9).code, Done);
        const QStringList all{QStringLiteral("export"), QStringLiteral("export"), QStringLiteral("person-export"),
            QStringLiteral("person-erase"), QStringLiteral("purge"), QStringLiteral("restore"),
            QStringLiteral("profile-removed"), QStringLiteral("profile-saved")};
        QCOMPARE(journal(cli), all);
        const Said said = cli(words("ledger journal"));
        QCOMPARE(said.line().value(QStringLiteral("agent")).toString(), QStringLiteral("desk-7"));
        QVERIFY(!said.line().value(QStringLiteral("at")).toString().isEmpty());
        QVERIFY(!said.out.contains(Visitor.toUtf8()));
    }
};

QTEST_GUILESS_MAIN(PersonTest)
#include "tst_person.moc"
