// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"

#include "ledger/ledger.h"

#include <QJsonDocument>
#include <QTest>

namespace {

constexpr int Done = 0;
constexpr int Trouble = 1;
constexpr int BadUsage = 2;
constexpr int StillOpen = 3;
constexpr int NotAccepted = 4;

QStringList words(const char* line) { return QString::fromUtf8(line).split(u' '); }
QString text(const QJsonObject& object, const char* key) { return object.value(QLatin1StringView(key)).toString(); }

const char* const Sample
    = "https://corvidae.example.com/i?timestamp=1735689600000&event=tr&trackerVersion=na&appId=acme-uk&platform=server"
      "&digitalProperty=acme-shop&timezone=Europe/London&characterSet=UTF-8&eventID=e-1&conversionName=Sale"
      "&orderId=1234abcd&currency=GBP&revenue=1000.99&tax=200.2";

} // namespace

class ContractTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSelfTestNamesWhatIsThere()
    {
        const Said said = Console().run({QStringLiteral("--self-test")});
        QCOMPARE(said.code, 0);
        for (const char* what : {"ledger", "tls", "time zones", "currencies", "translations"})
            QVERIFY2(said.out.contains('\n' + QByteArray(what) + ": ok "), said.out.constData());
    }

    void sendSaysWhatBecameOfTheOrder()
    {
        const PracticeProcess practice;
        const Console cli;
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        const Said said = cli.send(QStringLiteral("A-1"));
        QCOMPARE(said.code, Done);
        QCOMPARE(said.lines().size(), 1);
        const QJsonObject line = said.line();
        QCOMPARE(text(line, "transactionId"), QStringLiteral("A-1"));
        QCOMPARE(text(line, "state"), QStringLiteral("delivered"));
        QCOMPARE(line.value(QStringLiteral("status")).toInt(), 200);
        QCOMPARE(line.value(QStringLiteral("attempts")).toInt(), 1);
        QVERIFY(!text(line, "eventID").isEmpty());
        QVERIFY(line.contains(QStringLiteral("message")));
        const QJsonArray events = practice.events();
        QCOMPARE(events.size(), 1);
        QCOMPARE(text(events[0].toObject(), "url"), text(line, "url"));
        QCOMPARE(text(events[0].toObject(), "verdict"), QStringLiteral("accepted"));
    }

    void anOrdersOwnTimeIsKeptAndSentOnlyWhereTheProfileSaysSo_data()
    {
        QTest::addColumn<QString>("time");
        QTest::addColumn<int>("code");
        QTest::addRow("UTC") << QStringLiteral("2026-11-23T10:42:00Z") << Done;
        QTest::addRow("with an offset") << QStringLiteral("2026-11-23T11:42:00+01:00") << Done;
        QTest::addRow("milliseconds") << QStringLiteral("1795430520000") << Done;
        QTest::addRow("in nobody's zone") << QStringLiteral("2026-11-23T10:42:00") << BadUsage;
        QTest::addRow("no time") << QStringLiteral("yesterday") << BadUsage;
    }
    void anOrdersOwnTimeIsKeptAndSentOnlyWhereTheProfileSaysSo()
    {
        QFETCH(QString, time);
        QFETCH(int, code);
        const PracticeProcess practice;
        const Console cli;
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        const Said said = cli.send(QStringLiteral("A-1"), {QStringLiteral("--order-time"), time});
        QCOMPARE(said.code, code);
        QCOMPARE(practice.events().size(), code == Done ? 1 : 0);
        if (code != Done)
            return;
        const Said history = cli({QStringLiteral("history"), QStringLiteral("--format"), QStringLiteral("jsonl")});
        QCOMPARE(text(history.line(), "order_time"), QStringLiteral("2026-11-23T10:42:00.000Z"));
        QVERIFY(text(history.line(), "timestamp") != QStringLiteral("1795430520000"));
    }

    void theLedgerIsCopiedIntoAFileOfItsOwn()
    {
        const Console cli;
        const Said nothing = cli(words("ledger backup"));
        QVERIFY(nothing.code != Done);
        QVERIFY(nothing.err.contains("nothing to back up"));
        QCOMPARE(cli.addProfile(1).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1")).code, StillOpen); // nobody listens: it waits
        const Said said = cli(words("ledger backup"));
        QCOMPARE(said.code, Done);
        const QString copied = text(said.line(), "file");
        QVERIFY(copied.startsWith(cli.file(QStringLiteral("backups/ledger-"))));
        QVERIFY(!text(said.line(), "made").isEmpty());
        const auto reader = rookery::ledger::Reader::open(copied);
        QVERIFY(reader);
        QCOMPARE((*reader)->count({}).value_or(0), 1);
    }

    void whatTheCollectorSaysDecidesStateAndExitCode_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("state");
        QTest::addColumn<int>("code");
        QTest::addRow("503") << QByteArray(R"([{"status":503}])") << QStringLiteral("waiting") << StillOpen;
        QTest::addRow("429") << QByteArray(R"([{"status":429,"retryAfter":"60"}])") << QStringLiteral("waiting")
                             << StillOpen;
        QTest::addRow("404") << QByteArray(R"([{"status":404}])") << QStringLiteral("refused") << NotAccepted;
        QTest::addRow("302") << QByteArray(R"([{"status":302,"location":"/elsewhere"}])") << QStringLiteral("refused")
                             << NotAccepted;
        QTest::addRow("reset") << QByteArray(R"([{"break":"before","repeat":9}])") << QStringLiteral("unknown")
                               << StillOpen;
        QTest::addRow("half") << QByteArray(R"([{"break":"midway","repeat":9}])") << QStringLiteral("unknown")
                              << StillOpen;
        QTest::addRow("html") << QByteArray(R"([{"html":true}])") << QStringLiteral("unknown") << StillOpen;
    }
    void whatTheCollectorSaysDecidesStateAndExitCode()
    {
        QFETCH(QByteArray, script);
        const PracticeProcess practice(script);
        const Console cli;
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        const Said said = cli.send(QStringLiteral("A-1"));
        QTEST(text(said.line(), "state"), "state");
        QTEST(said.code, "code");
        QCOMPARE(said.line().value(QStringLiteral("attempts")).toInt(), 1);
    }

    void deliverTriesEachOpenOrderOnceInOrder()
    {
        const PracticeProcess practice(R"([{"status":503,"repeat":3}])");
        const Console cli;
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        for (const auto* id : {"A-1", "A-2", "A-3"})
            QCOMPARE(cli.send(QLatin1StringView(id)).code, StillOpen);
        const Said said = cli({QStringLiteral("deliver")});
        QCOMPARE(said.code, Done);
        QCOMPARE(said.lines().size(), 3);
        QStringList orders;
        const QJsonArray events = practice.events();
        for (const auto& event : events)
            orders << text(event.toObject().value(QStringLiteral("fields")).toObject(), "transactionId");
        QCOMPARE(orders.last(3), (QStringList{QStringLiteral("A-1"), QStringLiteral("A-2"), QStringLiteral("A-3")}));
        QVERIFY(cli({QStringLiteral("deliver")}).out.isEmpty()); // nothing left to do
    }

    void deliverLeavesAWebPagesOrderToAPerson()
    {
        const PracticeProcess practice(R"([{"html":true}])");
        const Console cli;
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1")).code, StillOpen);
        QCOMPARE(cli({QStringLiteral("deliver")}).code, StillOpen);
        QCOMPARE(practice.events().size(), 1);
        const Said all = cli({QStringLiteral("deliver"), QStringLiteral("--all")});
        QCOMPARE(all.code, Done);
        QCOMPARE(text(all.line(), "state"), QStringLiteral("delivered"));
    }

    void aKnownOrderIdIsRefusedWithItsEarlierDate()
    {
        const PracticeProcess practice;
        const Console cli;
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1")).code, Done);
        const Said again = cli.send(QStringLiteral("A-1"));
        QCOMPARE(again.code, BadUsage);
        QVERIFY(again.out.isEmpty());
        QVERIFY2(again.err.contains(QDate::currentDate().toString(Qt::ISODate).toUtf8()), again.err.constData());
        const Said allowed = cli.send(QStringLiteral("A-1"), {QStringLiteral("--allow-duplicate")});
        QCOMPARE(allowed.code, Done);
        QCOMPARE(practice.events().size(), 2);
    }

    void resendSendsTheSameAndAsNewAnotherEvent()
    {
        const PracticeProcess practice;
        const Console cli;
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        const QJsonObject first = cli.send(QStringLiteral("A-1")).line();
        const QJsonObject same = cli({QStringLiteral("resend"), QStringLiteral("A-1")}).line();
        QCOMPARE(text(same, "url"), text(first, "url"));
        QCOMPARE(same.value(QStringLiteral("attempts")).toInt(), 2);
        const QJsonObject asNew
            = cli({QStringLiteral("resend"), text(first, "eventID"), QStringLiteral("--as-new")}).line();
        QVERIFY(text(asNew, "eventID") != text(first, "eventID"));
        QCOMPARE(cli({QStringLiteral("resend"), QStringLiteral("nobody")}).code, BadUsage);
    }

    void pauseStopsAndResumeGoesOn()
    {
        const PracticeProcess practice;
        const Console cli;
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        QCOMPARE(cli({QStringLiteral("pause")}).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1")).code, StillOpen);
        QCOMPARE(cli({QStringLiteral("deliver")}).code, StillOpen);
        QCOMPARE(practice.events().size(), 0);
        QCOMPARE(cli({QStringLiteral("resume")}).code, Done);
        QCOMPARE(cli({QStringLiteral("deliver")}).code, Done);
        QCOMPARE(practice.events().size(), 1);
    }

    void sendWaitsAsLongAsItIsTold()
    {
        const PracticeProcess practice(R"([{"status":503,"retryAfter":"1"}])");
        const Console cli;
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        const Said said = cli.send(QStringLiteral("A-1"), {QStringLiteral("--wait"), QStringLiteral("15")});
        QCOMPARE(said.code, Done);
        QCOMPARE(said.line().value(QStringLiteral("attempts")).toInt(), 2);
    }

    void previewIsOneLineAndSendsNothing()
    {
        const PracticeProcess practice;
        const Console cli;
        QCOMPARE(
            cli.addProfile(practice.port(), {QStringLiteral("--order-key"), QStringLiteral("orderId")}).code, Done);
        const Said said
            = cli(words("preview --profile P --set transactionId=A-1 revenue=5 --at 1735689600000 --event-id e-1"));
        QCOMPARE(said.code, Done);
        QCOMPARE(said.out.count('\n'), 1);
        QVERIFY(said.out.contains("/i?timestamp=1735689600000&event=tr&"));
        QVERIFY(said.out.contains("&orderId=A-1&"));
        QCOMPARE(practice.events().size(), 0);
        QCOMPARE(
            cli({QStringLiteral("history"), QStringLiteral("--format"), QStringLiteral("jsonl")}).out, QByteArray());
    }

    void decodeNeedsNoDataFolderAndTellsValidFromNot()
    {
        const Console cli;
        const Said one = cli.run({QStringLiteral("decode"), QString::fromUtf8(Sample)});
        QCOMPARE(one.code, Done);
        QCOMPARE(one.line().value(QStringLiteral("valid")).toBool(), true);
        QCOMPARE(text(one.line(), "orderKey"), QStringLiteral("orderId"));
        QCOMPARE(
            text(one.line().value(QStringLiteral("fields")).toObject(), "transactionId"), QStringLiteral("1234abcd"));
        QVERIFY(!one.line().value(QStringLiteral("findings")).toArray().isEmpty());
        QVERIFY(one.line().contains(QStringLiteral("raw")));

        const QByteArray bad = QByteArray(Sample).replace("1000.99", "12%2C50");
        const Said two
            = cli.run({QStringLiteral("decode"), QStringLiteral("-")}, QByteArray(Sample) + '\n' + bad + '\n');
        QCOMPARE(two.code, BadUsage);
        QCOMPARE(two.lines().size(), 2);
        QCOMPARE(two.lines()[0].value(QStringLiteral("valid")).toBool(), true);
        QCOMPARE(two.lines()[1].value(QStringLiteral("valid")).toBool(true), false);
    }

    void historyIsOldestFirstInEveryFormat()
    {
        const PracticeProcess practice(R"([{"status":404}])");
        const Console cli;
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        (void)cli.send(QStringLiteral("refused-1"));
        (void)cli.send(QStringLiteral("pear-2"));
        (void)cli.send(QStringLiteral("pear-3"));
        const auto history = [&cli](const char* arguments) { return cli(words("history") + words(arguments)); };
        const QJsonArray array = QJsonDocument::fromJson(history("--format json").out).array();
        QCOMPARE(array.size(), 3);
        const QJsonObject first = array[0].toObject();
        QCOMPARE(text(first, "transactionId"), QStringLiteral("refused-1"));
        QCOMPARE(text(first, "state"), QStringLiteral("refused"));
        QCOMPARE(first.value(QStringLiteral("attempts")).toInt(), 1);
        QCOMPARE(text(first, "profile"), QStringLiteral("P"));
        QVERIFY(!text(first, "confirmed").isEmpty());
        QVERIFY(!text(first, "agent").isEmpty());
        QCOMPARE(history("--format jsonl --search pear").lines().size(), 2);
        QCOMPARE(history("--format jsonl --status refused").lines().size(), 1);
        QCOMPARE(history("--format jsonl --limit 2").lines().size(), 2);
        QCOMPARE(history("--format jsonl --since 2999-01-01").lines().size(), 0);
        QCOMPARE(history("--format csv").out.count('\n'), 4);
        QVERIFY(history("--format csv").out.startsWith("timestamp,"));
        QCOMPARE(history("--format table").out.count('\n'), 4);
        const QJsonArray entries
            = QJsonDocument::fromJson(history("--format har").out)[QStringLiteral("log")][QStringLiteral("entries")]
                  .toArray();
        QCOMPARE(entries.size(), 3);
        QCOMPARE(text(entries[0].toObject(), "_orderId"), QStringLiteral("refused-1"));
        QCOMPARE(history("--format har --search nothing").code, Done);
        QCOMPARE(history("--format nonsense").code, BadUsage);
        QCOMPARE(history("--status nonsense").code, BadUsage);
    }

    void historyGoesIntoAFileWholeOrNotAtAll()
    {
        const PracticeProcess practice;
        const Console cli;
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        QCOMPARE(cli.send(QStringLiteral("A-1")).code, Done);
        for (const char* format : {"table", "json", "jsonl", "csv", "har"}) {
            const QStringList arguments{
                QStringLiteral("history"), QStringLiteral("--format"), QString::fromUtf8(format)};
            const QString file = cli.file(QStringLiteral("Größe 字.") + QString::fromUtf8(format));
            const Said said = cli(arguments + QStringList{QStringLiteral("--output"), file});
            QCOMPARE(said.code, Done);
            QCOMPARE(said.out, QByteArray());
            QFile in(file);
            QVERIFY(in.open(QIODevice::ReadOnly));
            QCOMPARE(in.readAll(), cli(arguments).out);
        }
        const QString nowhere = cli.file(QStringLiteral("no/such/folder/out.xlsx"));
        const Said failed = cli(QStringList{QStringLiteral("history"), QStringLiteral("--format"),
            QStringLiteral("xlsx"), QStringLiteral("--output"), nowhere});
        QCOMPARE(failed.code, Trouble);
        QVERIFY2(failed.err.contains(nowhere.toUtf8()), failed.err.constData());
        QVERIFY(!QFile::exists(nowhere));
    }

    void aWorkbookIsNothingForATerminalOrAPipe()
    {
        const Console cli;
        const Said said = cli(words("history --format xlsx"));
        QCOMPARE(said.code, BadUsage);
        QCOMPARE(said.out, QByteArray());
        QVERIFY2(said.err.contains("--output"), said.err.constData());
        const QString file = cli.file(QStringLiteral("empty.xlsx"));
        QCOMPARE(cli(words("history --format xlsx --output") << file).code, Done);
        QFile in(file);
        QVERIFY(in.open(QIODevice::ReadOnly));
        QVERIFY(in.readAll().startsWith("PK"));
    }

    void historyHidesPersonalIdsWhereAsked()
    {
        const PracticeProcess practice;
        const Console cli;
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        const QString user = QStringLiteral("11111111-2f2d-41fe-94fa-7e71c1df1022");
        QCOMPARE(
            cli.send(QStringLiteral("A-1"), {QStringLiteral("--set"), QStringLiteral("userId=") + user}).code, Done);
        for (const char* format : {"json", "jsonl", "csv", "har"}) {
            QStringList arguments{QStringLiteral("history"), QStringLiteral("--format"), QString::fromUtf8(format)};
            QVERIFY(cli(arguments).out.contains(user.toUtf8()));
            const Said hidden = cli(arguments << QStringLiteral("--hide-personal"));
            QCOMPARE(hidden.code, Done);
            QVERIFY(!hidden.out.contains(user.toUtf8()));
            QVERIFY(hidden.out.contains("userId=hidden"));
            QVERIFY(hidden.out.contains("A-1"));
        }
    }

    void correctionsAreAFileForTheVendor()
    {
        const PracticeProcess practice;
        const Console cli;
        const QByteArray header = "transactionId,eventID,kind,sentRevenue,newRevenue,currency,reason,confirmed,"
                                  "correctedAt,correctedBy,profile,live\r\n";
        const Said none = cli(words("corrections"));
        QCOMPARE(none.code, Done);
        QCOMPARE(none.out, header);
        QCOMPARE(cli.addProfile(practice.port()).code, Done);
        const QString eventId = text(cli.send(QStringLiteral("A-1")).line(), "eventID");
        QCOMPARE(cli.send(QStringLiteral("A-2")).code, Done);
        {
            using namespace rookery;
            auto ledger = ledger::Ledger::open(cli.file(QStringLiteral("ledger.sqlite")));
            QVERIFY(ledger);
            const auto event = (*ledger)->reader().find(QStringLiteral("A-1"));
            QVERIFY(event);
            ledger::Correction correction{ledger::CorrectionKind::AmountChanged, QStringLiteral("one came back")};
            correction.newAmount = QStringLiteral("9.99");
            correction.agent = QStringLiteral("desk 4");
            correction.at = UtcMs(1735689600000);
            QVERIFY((*ledger)->correct(event->id, correction));
        }
        const Said said = cli(words("corrections"));
        QCOMPARE(said.code, Done);
        QVERIFY(said.out.startsWith(header + "A-1," + eventId.toUtf8() + ",amount-changed,19.99,9.99,"));
        QVERIFY(said.out.contains(",one came back,"));
        QVERIFY(said.out.endsWith(",2025-01-01T00:00:00.000Z,desk 4,P,practice\r\n"));
        QCOMPARE(said.out.count('\n'), 2);
    }

    void profilesAreListedShownAndRemoved()
    {
        const Console cli;
        QCOMPARE(cli.addProfile(9).out, QByteArray());
        QCOMPARE(cli(words("profile list")).lines().size(), 1);
        const QJsonObject shown = cli(words("profile show P")).line();
        QCOMPARE(text(shown, "host"), QStringLiteral("127.0.0.1"));
        QCOMPARE(shown.value(QStringLiteral("live")).toBool(true), false);
        QCOMPARE(cli(words("profile show nobody")).code, BadUsage);
        QCOMPARE(cli(words("profile remove P")).code, Done);
        QCOMPARE(cli(words("profile list")).lines().size(), 0);
    }

    void theDataFolderMayBeNamedAnywhere()
    {
        const Console cli;
        QCOMPARE(cli.addProfile(9).code, Done);
        const QString folder = QFileInfo(cli.file(QStringLiteral("x"))).absolutePath();
        QCOMPARE(cli.run({QStringLiteral("profile"), QStringLiteral("list"), QStringLiteral("--data-dir"), folder})
                     .lines()
                     .size(),
            1);
        QCOMPARE(cli.run({QStringLiteral("--data-dir"), folder, QStringLiteral("profile"), QStringLiteral("list")})
                     .lines()
                     .size(),
            1);
    }

    void everyVerbHasHelp_data()
    {
        QTest::addColumn<QString>("verb");
        for (const auto* verb : {"profile", "preview", "decode", "send", "deliver", "resend", "pause", "resume",
                 "history", "corrections", "practice"})
            QTest::addRow("%s", verb) << QString::fromUtf8(verb);
    }
    void everyVerbHasHelp()
    {
        QFETCH(QString, verb);
        const Console cli;
        const Said said = cli.run({verb, QStringLiteral("--help")});
        QCOMPARE(said.code, Done);
        QVERIFY(said.out.contains(verb.toUtf8()));
    }
};

QTEST_GUILESS_MAIN(ContractTest)
#include "tst_contract.moc"
