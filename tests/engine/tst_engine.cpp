// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/till.h"

#include "ledger/owner.h"

#include <QJsonDocument>
#include <QUrl>
#include <QUrlQuery>

using namespace rookery;
using namespace std::chrono_literals;
using ledger::Hold;
using ledger::State;
using pixel::Field;

Q_DECLARE_METATYPE(Manners)

namespace {

QString eventIdIn(const QByteArray& target)
{
    return QUrlQuery(QUrl::fromEncoded(target)).queryItemValue(QStringLiteral("eventID"));
}

} // namespace

class EngineTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatCameBackDecidesStateAndHold_data()
    {
        QTest::addColumn<Manners>("manners");
        QTest::addColumn<State>("state");
        QTest::addColumn<Hold>("hold");
        QTest::addColumn<int>("status");
        const QByteArray gif = "Content-Type: image/gif\r\n";
        QTest::addRow("204") << Manners::answer(204) << State::Delivered << Hold::None << 204;
        QTest::addRow("200 image") << Manners::answer(200, gif, "GIF89a") << State::Delivered << Hold::None << 200;
        QTest::addRow("200 HTML") << Manners::html() << State::Unknown << Hold::WebPage << 200;
        QTest::addRow("302") << Manners::answer(302, "Location: https://elsewhere.example/\r\n") << State::Refused
                             << Hold::None << 302;
        for (const int status : {400, 401, 403, 404, 410, 413, 414, 418, 422})
            QTest::addRow("%d", status) << Manners::answer(status) << State::Refused << Hold::None << status;
        for (const int status : {408, 425, 429, 500, 502, 503, 504})
            QTest::addRow("%d", status) << Manners::answer(status) << State::Waiting << Hold::None << status;
        QTest::addRow("no answer") << Manners::silence() << State::Unknown << Hold::None << 0;
        QTest::addRow("closed after the request") << Manners::close() << State::Unknown << Hold::None << 0;
        QTest::addRow("half an answer") << Manners::raw(
            "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 99\r\n\r\nGIF")
                                        << State::Unknown << Hold::None << 200;
    }
    void whatCameBackDecidesStateAndHold()
    {
        QFETCH(Manners, manners);
        QFETCH(State, state);
        Till till;
        till.server.setScript({manners});
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(id > 0);
        QVERIFY(till.sendOnce({id}));

        const auto event = till.event(id);
        QCOMPARE(event.state, state);
        QTEST(event.hold, "hold");
        QTEST(event.lastStatus.value_or(0), "status");
        QCOMPARE(event.attempts, 1);
        const auto attempts = till.attempts(id);
        QCOMPARE(attempts.size(), 1);
        QVERIFY(attempts.first().result);
        QVERIFY(!attempts.first().result->sentence.isEmpty());
        QCOMPARE(attempts.first().result->leftCount.value_or(-1), int(till.server.requests().size()));
        const QList<QByteArray> targets = till.server.targets();
        for (const QByteArray& target : targets)
            QCOMPARE(target, event.target);
    }

    void nothingIsSentWhereNobodyListens()
    {
        Till till;
        till.server.close();
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        QCOMPARE(till.event(id).state, State::Waiting);
        QCOMPARE(till.attempts(id).first().result->leftCount.value_or(-1), 0);
    }

    void aRetrySendsTheSameBytes()
    {
        Till till;
        till.server.setScript({Manners::answer(503), Manners::silence(), Manners::answer(204)});
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        till.clock.pass(10min);
        QVERIFY(till.deliver());
        till.clock.pass(10min);
        QVERIFY(till.deliver());
        QCOMPARE(till.event(id).state, State::Delivered);
        QCOMPARE(till.server.targets(), QList<QByteArray>(3, till.event(id).target));
        QCOMPARE(till.attempts(id).size(), 3);
    }

    void unknownStaysUnknownWhateverFails()
    {
        Till till;
        till.server.setScript({Manners::silence(), Manners::answer(503)});
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        till.clock.pass(10min);
        QVERIFY(till.deliver());
        QCOMPARE(till.attempts(id).size(), 2);
        QCOMPARE(till.event(id).state, State::Unknown);
    }

    void deliveredStaysDelivered()
    {
        Till till;
        till.server.setScript({Manners::answer(204), Manners::answer(404)});
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        QVERIFY(till.engine->resend(id));
        QTRY_COMPARE(till.server.requests().size(), 2);
        QTRY_VERIFY(till.attempts(id).last().result.has_value());
        QCOMPARE(till.event(id).state, State::Delivered);
        QCOMPARE(till.attempts(id).last().result->status.value_or(0), 404);
    }

    void anAcceptedOrderIsOnDiskAndNamesWhoGaveIt()
    {
        Till till;
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        till.restart();
        const auto event = till.event(id);
        QCOMPARE(event.orderId(), QStringLiteral("A-1"));
        QCOMPARE(event.agent, QStringLiteral("desk 4"));
        QCOMPARE(event.state, State::Waiting);
        QVERIFY(event.target.isEmpty()); // frozen when it is taken, not before
        QVERIFY(till.server.requests().isEmpty());
    }

    void timestampIsStampedOnceWhenFirstTaken()
    {
        Till till;
        till.server.setScript({Manners::answer(503)});
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        till.clock.pass(1h);
        const QString taken = till.clock.utc().text();
        QVERIFY(till.sendOnce({id}));
        till.clock.pass(1h);
        QVERIFY(till.deliver());
        QCOMPARE(till.event(id).fields.value(Field::Timestamp), taken);
        QVERIFY(till.event(id).target.contains("timestamp=" + taken.toUtf8() + '&'));
    }

    void aKnownOrderIdIsRefusedUnlessSomebodyDecides()
    {
        Till till;
        const qint64 first = till.confirm(QStringLiteral("A-1"));
        const auto second = till.engine->confirm(Till::order(QStringLiteral("A-1")));
        QVERIFY(!second);
        QCOMPARE(second.error().code, Error::Code::Duplicate);

        engine::Order deliberate = Till::order(QStringLiteral("A-1"));
        deliberate.allowDuplicate = true;
        const auto third = till.engine->confirm(deliberate);
        QVERIFY(third);
        QVERIFY(till.event(first).eventId() != till.event(*third).eventId());
        const auto decisions = *till.engine->reader().decisions(*third);
        QCOMPARE(decisions.size(), 1);
        QCOMPARE(decisions.first().what, QStringLiteral("duplicate-allowed"));
        QCOMPARE(decisions.first().agent, QStringLiteral("desk 4"));
    }

    void resendAsNewIsAnotherEventOfTheSameValues()
    {
        Till till;
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        till.clock.pass(1min);
        const auto again = till.engine->confirmAsNew(id);
        QVERIFY(again);
        QVERIFY(till.sendOnce({*again}));
        const QList<QByteArray> targets = till.server.targets();
        QCOMPARE(targets.size(), 2);
        QVERIFY(eventIdIn(targets[0]) != eventIdIn(targets[1]));
        QCOMPARE(till.event(*again).fields.value(Field::Revenue), till.event(id).fields.value(Field::Revenue));
        QVERIFY(till.event(*again).fields.value(Field::Timestamp) != till.event(id).fields.value(Field::Timestamp));
    }

    void badValuesAreNotAccepted()
    {
        Till till;
        const auto refused = till.engine->confirm(Till::order(QStringLiteral("A-1"), QStringLiteral("12,50")));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::BadInput);
        QVERIFY(!refused.error().sentence.isEmpty());
        QCOMPARE(till.engine->reader().count({}).value_or(-1), 0);
    }

    void stoppedSendingLetsNothingOutUntilItGoesOn()
    {
        Till till;
        QVERIFY(till.engine->pause({}));
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        QVERIFY(till.deliver());
        QCOMPARE(till.server.requests().size(), 0);
        till.restart(); // the switch survives
        QVERIFY(till.deliver());
        QCOMPARE(till.server.requests().size(), 0);
        QVERIFY(till.engine->resume({}));
        QVERIFY(till.deliver());
        QCOMPARE(till.event(id).state, State::Delivered);
    }

    void aWaitingOrderCanBeTakenBackAndNeverLeaves()
    {
        Till till;
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.engine->cancel(id));
        QVERIFY(till.deliver({{}, false, true}));
        QCOMPARE(till.server.requests().size(), 0);
        QCOMPARE(till.event(id).state, State::Cancelled);
        QVERIFY(!till.engine->resend(id));
    }

    void aSentOrderCannotBeTakenBack()
    {
        Till till;
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        QVERIFY(!till.engine->cancel(id));
        QCOMPARE(till.event(id).state, State::Delivered);
    }

    void heldOrdersWaitForAPerson()
    {
        Till till;
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.engine->hold(id));
        QVERIFY(till.deliver());
        QCOMPARE(till.server.requests().size(), 0);
        QVERIFY(till.engine->release(id));
        QVERIFY(till.deliver());
        QCOMPARE(till.event(id).state, State::Delivered);
    }

    void anOrderThatLeftForOneHostNeverGoesToAnotherByItself()
    {
        Till till;
        till.server.setScript({Manners::silence(), Manners::answer(204)});
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        profile::Profile moved = till.profile();
        moved.host = QStringLiteral("localhost");
        QVERIFY(till.engine->saveProfile(moved));
        till.clock.pass(10min);
        QVERIFY(till.deliver());
        QCOMPARE(till.server.requests().size(), 1);
        QCOMPARE(till.event(id).hold, Hold::OtherHost);
        // A person may decide that the new host is the right one, and then that is where it goes on.
        till.server.setScript({Manners::answer(503), Manners::answer(204)});
        QVERIFY(till.sendOnce({id}));
        till.clock.pass(10min);
        QVERIFY(till.deliver({{}, true, false}));
        QCOMPARE(till.event(id).state, State::Delivered);
    }

    void anOrderStaysKnownWhenItsHostIsMended()
    {
        Till till;
        profile::Profile wrong = till.profile();
        wrong.host = QStringLiteral("localhost");
        wrong.port = 1; // nobody listens there
        QVERIFY(till.engine->saveProfile(wrong));
        QVERIFY(till.sendOnce({till.confirm(QStringLiteral("A-1"))}));
        QVERIFY(till.engine->saveProfile(till.profile()));
        const auto again = till.engine->confirm(Till::order(QStringLiteral("A-1")));
        QVERIFY(!again);
        QCOMPARE(again.error().code, Error::Code::Duplicate);
    }

    void anOrderThatLeftStaysKnownWhenItIsTakenBack()
    {
        Till till;
        till.server.setScript({Manners::answer(503)});
        const qint64 left = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({left}));
        QVERIFY(till.engine->cancel(left));
        QVERIFY(!till.engine->confirm(Till::order(QStringLiteral("A-1"))));
        const qint64 stayed = till.confirm(QStringLiteral("A-2"));
        QVERIFY(till.engine->cancel(stayed));
        QVERIFY(till.engine->confirm(Till::order(QStringLiteral("A-2"))));
    }

    void anEventIdIsGivenOnce()
    {
        Till till;
        engine::Order order = Till::order(QStringLiteral("A-1"));
        order.eventId = QStringLiteral("e-1");
        QVERIFY(till.engine->confirm(order));
        order.typed.set(Field::OrderId, QStringLiteral("A-2"));
        const auto again = till.engine->confirm(order);
        QVERIFY(!again);
        QCOMPARE(again.error().code, Error::Code::BadInput);
        QVERIFY(again.error().sentence.contains(QStringLiteral("A-1")));
    }

    void aDayAfterItLeftUnansweredOnlyAPersonSendsIt()
    {
        Till till;
        till.server.setScript({Manners::silence(), Manners::answer(204)});
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        till.clock.pass(25h); // the program did not run
        till.restart();
        QVERIFY(till.deliver({{}, true, false}));
        QCOMPARE(till.server.requests().size(), 1);
        QCOMPARE(till.event(id).hold, Hold::UnansweredLong);
        QVERIFY(till.event(id).message.contains(QStringLiteral("24 hours")));
        QVERIFY(till.deliver({{}, false, true}));
        QCOMPARE(till.event(id).state, State::Delivered);
    }

    // Through the schedule, since many must not go at once; the schedule's own limits are not for them.
    void retryOfManySendsWhatOnlyAPersonMaySend_data()
    {
        QTest::addColumn<std::chrono::milliseconds>("later");
        QTest::addColumn<QString>("host");
        QTest::addColumn<Hold>("hold");
        QTest::addRow("unanswered for a day")
            << std::chrono::milliseconds(25h) << QStringLiteral("127.0.0.1") << Hold::UnansweredLong;
        QTest::addRow("left for another host")
            << std::chrono::milliseconds(10min) << QStringLiteral("localhost") << Hold::OtherHost;
    }
    void retryOfManySendsWhatOnlyAPersonMaySend()
    {
        QFETCH(const std::chrono::milliseconds, later);
        QFETCH(const QString, host);
        QFETCH(const Hold, hold);
        Till till;
        till.server.setScript({Manners::silence()});
        const QList<qint64> ids{till.confirm(QStringLiteral("A-1")), till.confirm(QStringLiteral("A-2"))};
        QVERIFY(till.sendOnce(ids));
        profile::Profile profile = till.profile();
        profile.host = host;
        QVERIFY(till.engine->saveProfile(profile));
        till.clock.pass(later);
        QVERIFY(till.deliver({{}, true, false}));
        for (const qint64 id : ids)
            QCOMPARE(till.event(id).hold, hold);

        till.engine->start();
        QVERIFY(till.engine->resendAll(ids));
        for (const qint64 id : ids) {
            QTRY_COMPARE(till.attempts(id).size(), 2);
            QTRY_VERIFY(till.attempts(id).last().result.has_value());
        }
        till.engine->stop();
        // Once: after that it is a person's turn again.
        till.clock.pass(later);
        till.restart();
        QVERIFY(till.deliver({{}, true, false}));
        for (const qint64 id : ids) {
            const qsizetype tries = hold == Hold::UnansweredLong ? 2 : 3; // the new host is the right one now
            QCOMPARE(till.attempts(id).size(), tries);
        }
        till.server.setScript({Manners::answer(204)});
        QVERIFY(till.engine->pause({}));
        till.clock.pass(later);
        QVERIFY(till.engine->resendAll(ids));
        till.restart(); // what a person decided survives
        till.engine->start();
        QVERIFY(till.engine->resume({}));
        for (const qint64 id : ids)
            QTRY_COMPARE(till.event(id).state, State::Delivered);
    }

    void ordersOfAMissingProfileSaySoAndGoWhenItIsBack()
    {
        Till till;
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        const profile::ProfileStore store(till.folder.filePath(QStringLiteral("profiles")), {});
        QVERIFY(store.remove(QStringLiteral("Acme")));
        QVERIFY(till.deliver());
        QCOMPARE(till.event(id).hold, Hold::Profile);
        QVERIFY(till.event(id).message.contains(QStringLiteral("Acme")));
        QVERIFY(store.save(till.profile()));
        QVERIFY(till.deliver());
        QCOMPARE(till.event(id).state, State::Delivered);
    }

    void whatIsSentGoesByTheProfileAsItIsNow()
    {
        Till till;
        RudeServer other;
        QVERIFY(other.start());
        profile::Profile moved = till.profile();
        moved.port = other.serverPort();
        // Another program writes it; this engine is not told.
        QVERIFY(profile::ProfileStore(till.folder.filePath(QStringLiteral("profiles")), {}).save(moved));
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        QCOMPARE(other.requests().size(), 1);
        QCOMPARE(till.server.requests().size(), 0);
    }

    void anIpv6HostIsTheSameHostNextTime()
    {
        Till till;
        RudeServer six({Manners::answer(503), Manners::answer(204)});
        if (!six.start(QHostAddress::LocalHostIPv6))
            QSKIP("this machine has no IPv6 loopback");
        profile::Profile profile = till.profile();
        profile.host = QStringLiteral("[::1]");
        profile.port = six.serverPort();
        QVERIFY(till.engine->saveProfile(profile));
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        till.clock.pass(10min);
        QVERIFY(till.deliver({{}, true, false}));
        QCOMPARE(till.event(id).state, State::Delivered);
    }

    void aWallClockThatJumpsNeitherFloodsNorFreezes_data()
    {
        QTest::addColumn<std::chrono::milliseconds>("jump");
        QTest::addRow("an hour ahead") << std::chrono::milliseconds(1h);
        QTest::addRow("an hour back") << std::chrono::milliseconds(-1h);
        QTest::addRow("a year ahead") << std::chrono::milliseconds(365 * 24h);
    }
    void aWallClockThatJumpsNeitherFloodsNorFreezes()
    {
        QFETCH(std::chrono::milliseconds, jump);
        Till till;
        till.server.setScript({Manners::answer(429, "Retry-After: 600\r\n"), Manners::answer(204)});
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        till.clock.setWall(jump);
        const qint64 later = till.confirm(QStringLiteral("A-2"));
        QVERIFY(till.deliver({{}, true, false}));
        QCOMPARE(till.event(id).attempts, 1);
        QCOMPARE(till.event(later).attempts, 1); // what was confirmed after the jump goes at once
        till.clock.pass(11min);
        QVERIFY(till.deliver({{}, true, false}));
        QCOMPARE(till.event(id).state, State::Delivered);
    }

    void aResendThatFailsLeavesADeliveredOrderAsItWas()
    {
        Till till;
        till.server.setScript({Manners::answer(204), Manners::answer(503)});
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        QVERIFY(till.sendOnce({id}));
        const auto event = till.event(id);
        QCOMPARE(event.state, State::Delivered);
        QCOMPARE(event.lastStatus.value_or(0), 204);
        QCOMPARE(event.failures, 0);
        QVERIFY(event.message.contains(QStringLiteral("HTTP 503")));
        QCOMPARE(till.attempts(id).last().result->status.value_or(0), 503);
    }

    void aResendWhileSendingIsStoppedSaysSo()
    {
        Till till;
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        QVERIFY(till.engine->pause({}));
        const Done sent = till.engine->resend(id);
        QVERIFY(!sent);
        QCOMPARE(sent.error().code, Error::Code::NotAllowed);
        QCOMPARE(till.server.requests().size(), 1);
    }

    void aCollectorsClockIsCompared()
    {
        Till till;
        till.server.setScript({Manners::answer(204, "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n")});
        QSignalSpy compared(till.engine.get(), &engine::Engine::clockCompared);
        QVERIFY(till.sendOnce({till.confirm(QStringLiteral("A-1"))}));
        QCOMPARE(compared.size(), 1);
        QCOMPARE(compared.first().first().toLongLong(), till.clock.utc().value() - 784'111'777'000);
    }

    void aMistypedHostCanBeMended()
    {
        Till till;
        const auto right = till.server.serverPort();
        profile::Profile wrong = till.profile();
        wrong.port = 1; // nobody listens there
        QVERIFY(till.engine->saveProfile(wrong));
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        const QByteArray frozen = till.event(id).target;
        wrong.port = right;
        QVERIFY(till.engine->saveProfile(wrong));
        QVERIFY(till.deliver());
        QCOMPARE(till.event(id).state, State::Delivered);
        QCOMPARE(till.server.targets(), QList<QByteArray>{frozen});
    }

    void aPracticeProfileLeavesThisComputerAlone()
    {
        Till till;
        profile::Profile remote = till.profile();
        remote.name = QStringLiteral("Remote");
        remote.scheme = QStringLiteral("https");
        remote.host = QStringLiteral("corvidae.example.com");
        QVERIFY(till.engine->saveProfile(remote));
        engine::Order order = Till::order(QStringLiteral("A-1"));
        order.profile = remote.name;
        QVERIFY(!till.engine->confirm(order));
    }

    void whoSavedOrRemovedAProfileIsInTheJournal()
    {
        Till till; // which saves one
        profile::Profile renamed = till.profile();
        renamed.name = QStringLiteral("Acme UK");
        QVERIFY(till.engine->renameProfile(QStringLiteral("Acme"), renamed));
        QStringList said;
        QVERIFY(till.engine->reader().forEachEntry([&said](const ledger::JournalEntry& entry) {
            said << entry.what + u' ' + entry.detail.value(QStringLiteral("profile")).toString() + u' ' + entry.agent;
            return true;
        }));
        const QStringList expected{QStringLiteral("profile-saved Acme desk 4"),
            QStringLiteral("profile-saved Acme UK desk 4"), QStringLiteral("profile-removed Acme desk 4")};
        QCOMPARE(said, expected);
    }

    void aProfileWithOpenOrdersStays()
    {
        Till till;
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(!till.engine->removeProfile(QStringLiteral("Acme")));
        QVERIFY(till.sendOnce({id}));
        QVERIFY(till.engine->removeProfile(QStringLiteral("Acme")));
    }

    void whatACrashLeftUnderWayGoesAgainWithTheSameBytes()
    {
        Till till;
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QByteArray frozen;
        {
            // A program that takes the order and dies before it hears of an outcome.
            till.engine.reset();
            auto dying = ledger::Ledger::open(till.folder.filePath(QStringLiteral("ledger.sqlite")));
            QVERIFY(dying);
            ledger::TakeRequest request;
            request.now = till.clock.utc();
            request.dueBy = till.clock.utc();
            request.cause = QStringLiteral("test");
            const auto takings = (*dying)->take(request, [](const auto&, const auto&) {
                return ledger::Clearance{ledger::Clearance::Kind::Go, "http://127.0.0.1", "/i", Hold::None, {}};
            });
            QCOMPARE(takings->taken.size(), 1);
            frozen = takings->taken.first().target;
        }
        till.restart();
        QCOMPARE(till.event(id).state, State::Unknown);
        QVERIFY(till.deliver());
        QCOMPARE(till.event(id).state, State::Delivered);
        QCOMPARE(till.server.targets(), QList<QByteArray>{frozen});
        QCOMPARE(till.attempts(id).size(), 2);
    }

    void theScheduleSendsInOrderOfConfirmationAndRetriesByItself()
    {
        Till till;
        QList<qint64> ids;
        for (const auto* name : {"A-1", "A-2", "A-3"})
            ids << till.confirm(QLatin1StringView(name));
        till.engine->start();
        QTRY_COMPARE(till.server.requests().size(), 3);
        for (const qint64 id : std::as_const(ids))
            QTRY_COMPARE(till.event(id).state, State::Delivered);
        till.engine->stop();
    }

    void afterTenFailuresOnlyAProbeGoesOut()
    {
        Till till;
        till.server.setScript({Manners::answer(503)});
        for (int i = 0; i < 60; ++i)
            QVERIFY(till.confirm(QStringLiteral("A-%1").arg(i)) > 0);
        QVERIFY(till.deliver());
        // What was under way when the tenth failed may still come in.
        QVERIFY(till.server.requests().size() >= 10);
        QVERIFY(till.server.requests().size() < 20);
    }

    void theDraftComesBackAsItWasTyped()
    {
        Till till;
        QVERIFY(till.engine->saveDraft("{\"revenue\":\"12,\"}"));
        till.restart();
        const auto draft = till.engine->draft();
        QVERIFY(draft && *draft);
        QCOMPARE((*draft)->content, QByteArray("{\"revenue\":\"12,\"}"));
        QVERIFY(till.engine->discardDraft());
        QVERIFY(!*till.engine->draft());
    }

    void practiceStartsACollectorAndAProfileThatPointsThere()
    {
        Till till;
        const auto profile = till.engine->startPractice();
        QVERIFY(profile);
        QVERIFY(!profile->live);
        QCOMPARE(profile->origin(), till.engine->practiceOrigin());
        engine::Order order = Till::order(QStringLiteral("A-1"));
        order.profile = profile->name;
        const auto id = till.engine->confirm(order);
        QVERIFY(id);
        QVERIFY(till.sendOnce({*id}));
        QCOMPARE(till.event(*id).state, State::Delivered);
    }

    void withoutALedgerNothingIsAccepted()
    {
        HandClock clock;
        engine::UuidV7 ids;
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("occupied")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        engine::Engine engine(profile::DataFolder(file.fileName()), QStringLiteral("desk 4"), clock, ids);
        QVERIFY(!engine.open());
        QVERIFY(!engine.confirm(Till::order(QStringLiteral("A-1"))));
        QVERIFY(!engine.saveDraft("x"));
        QVERIFY(!engine.startPractice());
        QVERIFY(!engine.paused());
    }
};

QTEST_GUILESS_MAIN(EngineTest)
#include "tst_engine.moc"
