// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/world.h"
#include "ui/shell/worldstrip.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace rookery::ui;
using Weight = WorldState::Weight;

namespace {

World worldWhere(const std::function<void(World&)>& change)
{
    World world;
    change(world);
    return world;
}

} // namespace

class WorldTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsSaidWhereNothingIsTheMatter_data()
    {
        QTest::addColumn<World>("world");
        QTest::addRow("as it starts") << World();
        QTest::addRow("online") << worldWhere([](World& w) { w.online = true; });
        QTest::addRow("four minutes fast") << worldWhere([](World& w) { w.clockAheadMs = 299'000; });
        QTest::addRow("silent, and nothing waits") << worldWhere([](World& w) { w.silent = {QStringLiteral("Acme")}; });
    }
    void nothingIsSaidWhereNothingIsTheMatter()
    {
        QFETCH(World, world);
        QVERIFY(statesOf(world).isEmpty());
    }

    void eachStateHasItsSentenceAndWhatCanBeDone_data()
    {
        QTest::addColumn<World>("world");
        QTest::addColumn<QString>("words");
        QTest::addColumn<Weight>("weight");
        QTest::addColumn<QList<Remedy>>("remedies");
        const auto row = [](const char* name, const std::function<void(World&)>& change, const char* words,
                             Weight weight, const QList<Remedy>& remedies) {
            QTest::addRow("%s", name) << worldWhere(change) << QString::fromLatin1(words) << weight << remedies;
        };
        row("no ledger", [](World& w) { w.closed = QStringLiteral("The disk is full."); },
            "every order must be recorded first. The disk is full.", Weight::Bad,
            {Remedy::OpenAgain, Remedy::OtherFolder});
        row("no ledger where it should be saved",
            [](World& w) {
                w.closed = QStringLiteral("Can't save to /x, so sending is off.");
                w.unsavable = true;
            },
            "Can't save to /x", Weight::Bad, {Remedy::OpenAgain, Remedy::OtherFolder});
        row("a ledger without what could not be read",
            [](World& w) {
                w.closed = QStringLiteral("Part of the history could not be read.");
                w.rescued = true;
            },
            "Part of the history", Weight::Bad, {Remedy::GoOn});
        row("a newer ledger",
            [](World& w) {
                w.closed = QStringLiteral("Made by a newer version.");
                w.newer = true;
            },
            "Made by a newer version. Update Rookery", Weight::Bad, {Remedy::OtherLedger});
        row("outcomes can't be recorded", [](World& w) { w.trouble = QStringLiteral("The disk is full."); },
            "The disk is full. Sending is off until it can", Weight::Bad, {Remedy::RecordAgain, Remedy::OtherFolder});
        row("outcomes can't be saved",
            [](World& w) {
                w.trouble = QStringLiteral("Can't save to /x, so sending is off.");
                w.unsavable = true;
            },
            "Can't save to /x, so sending is off.", Weight::Bad, {Remedy::RecordAgain, Remedy::OtherFolder});
        row("a batch was broken off", [](World& w) { w.brokenOff = QStringLiteral("B.csv"); },
            "The program ended while B.csv was being sent.", Weight::Bad, {Remedy::ShowBatch});
        row("all stopped", [](World& w) { w.paused = {QString()}; }, "All sending is stopped.", Weight::Careful,
            {Remedy::GoOnSending});
        row("one stopped", [](World& w) { w.paused = {QStringLiteral("Acme")}; }, "stopped for Acme.", Weight::Careful,
            {Remedy::GoOnSending});
        row("offline", [](World& w) { w.online = false; }, "Offline. Orders are saved", Weight::Careful, {});
        row("offline with orders",
            [](World& w) {
                w.online = false;
                w.waiting = 3;
            },
            "Offline. 3 order(s) will go when you are back.", Weight::Careful, {Remedy::ShowWaiting});
        row("a server is silent",
            [](World& w) {
                w.silent = {QStringLiteral("Acme")};
                w.waitingOf = {{QStringLiteral("Acme"), 12}};
            },
            "the server of Acme. 12 order(s) will be tried again by itself.", Weight::Careful, {Remedy::ShowWaiting});
        row("fast clock", [](World& w) { w.clockAheadMs = 47 * 60'000; }, "Set it in the date and time settings",
            Weight::Careful, {});
        row("slow clock", [](World& w) { w.clockAheadMs = -5 * 60'000; }, "5 minute(s) slow", Weight::Careful, {});
        row("fast clock, and a place to set it",
            [](World& w) {
                w.clockAheadMs = 47 * 60'000;
                w.hasClockSettings = true;
            },
            "47 minute(s) fast", Weight::Careful, {Remedy::ClockSettings});
        row("no back-up", [](World& w) { w.backUpFailure = QStringLiteral("No back-up could be made: full."); },
            "No back-up could be made: full.", Weight::Careful, {Remedy::BackUp});
        row("little room", [](World& w) { w.lowDisk = 120'000'000; }, "nearly full: 120 MB left", Weight::Careful, {});
    }
    void eachStateHasItsSentenceAndWhatCanBeDone()
    {
        QFETCH(World, world);
        QFETCH(QString, words);
        const QList<WorldState> states = statesOf(world);
        QCOMPARE(states.size(), 1);
        QVERIFY2(states.first().sentence.contains(words), qPrintable(states.first().sentence));
        QTEST(states.first().weight, "weight");
        QTEST(states.first().remedies, "remedies");
    }

    void theMostImportantComesFirst()
    {
        World world;
        world.lowDisk = 1;
        world.clockAheadMs = 600'000;
        world.silent = {QStringLiteral("Acme"), QStringLiteral("Zeta")};
        world.waitingOf = {{QStringLiteral("Acme"), 1}, {QStringLiteral("Zeta"), 1}};
        world.paused = {QStringLiteral("Acme")};
        world.badProfiles = {QStringLiteral("Line 1: no JSON.")};
        world.trouble = QStringLiteral("T");
        world.closed = QStringLiteral("C");
        const char* const order[] = {
            "recorded first. C", "T Sending is off", "stopped for", "disk", "can't be read", "of Acme, Zeta", "clock"};
        const QList<WorldState> states = statesOf(world);
        QCOMPARE(states.size(), qsizetype(std::size(order)));
        for (qsizetype i = 0; i < states.size(); ++i)
            QVERIFY2(states[i].sentence.contains(QLatin1StringView(order[i])), qPrintable(states[i].sentence));
    }

    void sendingIsOffWhereNothingCanBeRecorded()
    {
        QVERIFY(!isSendingOff(worldWhere([](World& w) {
            w.online = false;
            w.paused = {QString()};
            w.lowDisk = 1;
        })));
        QVERIFY(isSendingOff(worldWhere([](World& w) { w.closed = QStringLiteral("C"); })));
        QVERIFY(isSendingOff(worldWhere([](World& w) { w.trouble = QStringLiteral("T"); })));
    }

    void aNetworkAloneIsNoAnswer_data()
    {
        QTest::addColumn<World>("world");
        QTest::addColumn<Line>("line");
        const QString acme = QStringLiteral("Acme");
        QTest::addRow("nobody says") << World() << Line::Unsaid;
        QTest::addRow("a network") << worldWhere([](World& w) { w.online = true; }) << Line::Online;
        QTest::addRow("a silent server") << worldWhere([&](World& w) {
            w.online = true;
            w.unanswered = {acme};
        }) << Line::NoAnswer;
        QTest::addRow("a silent server, and nobody says")
            << worldWhere([&](World& w) { w.unanswered = {acme}; }) << Line::NoAnswer;
        QTest::addRow("another's server is silent") << worldWhere([](World& w) {
            w.online = true;
            w.unanswered = {QStringLiteral("Acme UK")};
        }) << Line::Online;
        QTest::addRow("it answers and takes nothing") << worldWhere([&](World& w) {
            w.online = true;
            w.silent = {acme};
        }) << Line::Blocked;
        QTest::addRow("no network explains it all") << worldWhere([&](World& w) {
            w.online = false;
            w.silent = {acme};
            w.unanswered = {acme};
        }) << Line::Offline;
    }
    void aNetworkAloneIsNoAnswer()
    {
        QFETCH(World, world);
        QTEST(lineTo(world, QStringLiteral("Acme")), "line");
    }

    void offlineExplainsEachSilentServer()
    {
        World world;
        world.online = false;
        world.silent = {QStringLiteral("Acme")};
        world.waitingOf = {{QStringLiteral("Acme"), 1}};
        QCOMPARE(statesOf(world).size(), 1);
    }

    void severalSilentServersAreOneSentenceAndTheirOrdersOneSum()
    {
        World world;
        world.silent = {QStringLiteral("Acme"), QStringLiteral("Till"), QStringLiteral("Zeta")};
        world.waitingOf = {{QStringLiteral("Acme"), 2}, {QStringLiteral("Till"), 0}, {QStringLiteral("Zeta"), 3}};
        const QList<WorldState> states = statesOf(world);
        QCOMPARE(states.size(), 1);
        QVERIFY2(states.first().sentence.contains(QStringLiteral("servers of Acme, Zeta. 5 order(s)")),
            qPrintable(states.first().sentence));
        QCOMPARE(states.first().remedies, QList<Remedy>{Remedy::ShowWaiting});
        QCOMPARE(states.first().profiles, (QStringList{QStringLiteral("Acme"), QStringLiteral("Zeta")}));
    }

    void theStripSaysOneThingAndHowManyMore()
    {
        World world;
        world.paused = {QString()};
        world.lowDisk = 1;
        world.clockAheadMs = 600'000;
        WorldStrip strip;
        QSignalSpy wanted(&strip, &WorldStrip::wanted);
        strip.show(statesOf(world));
        QVERIFY(strip.isVisible());
        QVERIFY(strip.text().startsWith(QStringLiteral("All sending is stopped.")));
        QStringList buttons;
        const auto shown = strip.findChildren<QPushButton*>();
        for (QPushButton* button : shown) {
            buttons << button->text();
            if (button->text() == remedyText(Remedy::GoOnSending))
                button->click();
        }
        QCOMPARE(buttons, (QStringList{QStringLiteral("and 2 more"), QStringLiteral("Resume sending")}));
        QCOMPARE(wanted.size(), 1);
        QVERIFY(strip.isVisible()); // it is there as long as it holds, whatever was pressed
        strip.show({});
        QVERIFY(!strip.isVisible());
        QCOMPARE(strip.text(), QString());
    }

    void whatGoesByItselfSaysWhatItWaitsFor_data()
    {
        QTest::addColumn<QStringList>("paused");
        QTest::addColumn<bool>("online");
        QTest::addColumn<QString>("said");
        QTest::addRow("all stopped") << QStringList{QString()} << true << QStringLiteral("waits (stopped)");
        QTest::addRow("its profile stopped")
            << QStringList{QStringLiteral("Till")} << false << QStringLiteral("waits (stopped)");
        QTest::addRow("another stopped") << QStringList{QStringLiteral("Other")} << true << QString();
        QTest::addRow("no network") << QStringList() << false << QStringLiteral("waits (offline)");
        QTest::addRow("nothing in its way") << QStringList() << true << QString();
    }
    void whatGoesByItselfSaysWhatItWaitsFor()
    {
        QFETCH(QStringList, paused);
        QFETCH(bool, online);
        QFETCH(QString, said);
        World world;
        world.paused = paused;
        world.online = online;
        QCOMPARE(heldUpText(world, QStringLiteral("Till")), said);
        const QString sentence = heldUpSentence(world, QStringLiteral("Till"));
        QCOMPARE(sentence.isEmpty(), said.isEmpty());
        QCOMPARE(sentence.contains(QStringLiteral("sending is resumed")), said.contains(QStringLiteral("stopped")));
        QCOMPARE(sentence.contains(QStringLiteral("network is back")), said.contains(QStringLiteral("offline")));
    }
};

QTEST_MAIN(WorldTest)
#include "tst_world.moc"
