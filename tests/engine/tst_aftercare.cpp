// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/till.h"

#include "ledger/harfile.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>

using namespace rookery;
using namespace std::chrono_literals;
using ledger::CorrectionKind;
using ledger::State;
using pixel::Field;

Q_DECLARE_METATYPE(rookery::ledger::CorrectionKind)

namespace {

ledger::Correction correction(CorrectionKind kind)
{
    ledger::Correction c{kind, QStringLiteral("the caller changed their mind")};
    if (kind == CorrectionKind::AmountChanged)
        c.newAmount = QStringLiteral("9.99");
    return c;
}

/// The `log` of the HAR file of everything.
QJsonObject harOf(const Till& till, bool hidePersonal)
{
    QBuffer out;
    if (!out.open(QIODevice::WriteOnly))
        return {};
    ledger::HarStream har(out, hidePersonal);
    const Done read = till.engine->reader().forEachAttempt(
        {}, 0, [&har](const ledger::AttemptOfEvent& attempt) { return har.write(attempt); });
    return read && har.finish() ? QJsonDocument::fromJson(out.data()).object()[QStringLiteral("log")].toObject()
                                : QJsonObject();
}

QStringList decisionsOf(const Till& till, qint64 event)
{
    QStringList what;
    const auto decisions = till.engine->reader().decisions(event);
    for (const ledger::Decision& decision : *decisions)
        what << decision.what;
    return what;
}

} // namespace

class EngineAftercareTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCorrectedOrderIsNotSentAgainWithoutADecision_data()
    {
        QTest::addColumn<CorrectionKind>("kind");
        QTest::addRow("cancelled") << CorrectionKind::Cancelled;
        QTest::addRow("amount changed") << CorrectionKind::AmountChanged;
    }
    void aCorrectedOrderIsNotSentAgainWithoutADecision()
    {
        QFETCH(CorrectionKind, kind);
        Till till;
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        QCOMPARE(till.event(id).state, State::Delivered);
        QVERIFY(till.engine->correct(id, correction(kind)));

        const Done refused = till.engine->resend(id);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::NotAllowed);
        QVERIFY(refused.error().sentence.contains(QStringLiteral("A-1")));
        const auto asNew = till.engine->confirmAsNew(id);
        QVERIFY(!asNew);
        QCOMPARE(asNew.error().code, Error::Code::NotAllowed);
        QCOMPARE(till.server.requests().size(), 1);
        QCOMPARE(*till.engine->reader().count({}), 1);

        QVERIFY(till.engine->resend(id, true));
        QTRY_COMPARE(till.server.requests().size(), 2);
        QTRY_VERIFY(till.attempts(id).last().result.has_value());
        QVERIFY(till.engine->confirmAsNew(id, true));
    }

    void aWithdrawnCorrectionStandsInNobodysWay()
    {
        Till till;
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        QVERIFY(till.engine->correct(id, correction(CorrectionKind::Cancelled)));
        QVERIFY(till.engine->correct(id, correction(CorrectionKind::Withdrawn)));
        QVERIFY(till.engine->resend(id));
        QTRY_COMPARE(till.server.requests().size(), 2);
        QTRY_VERIFY(till.attempts(id).last().result.has_value());
    }

    void aCorrectionNamesWhoAndWhen()
    {
        Till till;
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(!till.engine->correct(id, correction(CorrectionKind::Cancelled))); // it has not left
        QVERIFY(till.sendOnce({id}));
        till.clock.pass(1h);
        QSignalSpy changed(till.engine.get(), &engine::Engine::eventsChanged);
        QVERIFY(till.engine->correct(id, correction(CorrectionKind::AmountChanged)));
        QCOMPARE(changed.size(), 1);
        const auto all = till.engine->reader().corrections(id);
        QCOMPARE(all->size(), 1);
        QCOMPARE(all->first().agent, QStringLiteral("desk 4"));
        QCOMPARE(all->first().at, till.clock.utc());
        QCOMPARE(all->first().oldAmount, QStringLiteral("19.99"));
    }

    void theScheduleLeavesACancelledUnknownOrderAlone()
    {
        Till till;
        till.server.setScript({Manners::silence(), Manners::answer(204)});
        const qint64 id = till.confirm(QStringLiteral("A-1"));
        QVERIFY(till.sendOnce({id}));
        QCOMPARE(till.event(id).state, State::Unknown);
        QVERIFY(till.engine->correct(id, correction(CorrectionKind::Cancelled)));
        till.clock.pass(10min);
        QVERIFY(till.deliver());
        QCOMPARE(till.attempts(id).size(), 1);
        QCOMPARE(till.event(id).state, State::Unknown);
        QVERIFY(!till.engine->hasWork({}));
        till.engine->networkIsBack(); // and a change of the network does not let it go either
        QVERIFY(!till.engine->hasWork({}));
    }

    void aDeclinedOrderLeavesWithoutIdentityAndOnRecord()
    {
        Till till;
        engine::Order order = Till::order(QStringLiteral("A-1"));
        for (const Field field : pixel::IdentityFields)
            order.typed.set(field, QStringLiteral("11111111-2f2d-41fe-94fa-7e71c1df1022"));
        order.declined = true;
        order.note = QStringLiteral("asked us not to");
        const auto id = till.engine->confirm(order);
        QVERIFY(id);
        QVERIFY(till.sendOnce({*id}));
        const auto event = till.event(*id);
        QVERIFY(event.declined);
        QVERIFY(!event.fields.hasIdentity());
        QCOMPARE(event.note, QStringLiteral("asked us not to"));
        QCOMPARE(decisionsOf(till, *id), QStringList{QStringLiteral("tracking-declined")});
        const QByteArray target = till.server.targets().first();
        QVERIFY(target.contains("transactionId=A-1"));
        for (const char* absent : {"11111111", "visitorId", "sessionId", "userId", "asked"})
            QVERIFY(!target.contains(absent));
        // Nor does a search for what was typed find it: it is nowhere in the ledger.
        ledger::HistoryQuery query;
        query.search = QStringLiteral("11111111");
        QCOMPARE(*till.engine->reader().count(query), 0);
    }

    void aNewEventOfADeclinedOrderIsDeclinedToo()
    {
        Till till;
        engine::Order order = Till::order(QStringLiteral("A-1"));
        order.declined = true;
        const auto id = till.engine->confirm(order);
        QVERIFY(till.sendOnce({*id}));
        const auto again = till.engine->confirmAsNew(*id);
        QVERIFY(again);
        QVERIFY(till.event(*again).declined);
        const QStringList decisions = decisionsOf(till, *again);
        for (const char* what : {"resent-as-new", "tracking-declined", "duplicate-allowed"})
            QVERIFY(decisions.contains(QLatin1StringView(what)));
        QVERIFY(till.event(*again).eventId() != till.event(*id).eventId());
    }

    void parkedDraftsAreKeptBesideTheForms()
    {
        Till till;
        QSignalSpy changed(till.engine.get(), &engine::Engine::draftsChanged);
        QVERIFY(till.engine->saveDraft("{\"form\":1}"));
        QCOMPARE(changed.size(), 0); // as typed, with each key
        till.clock.pass(1s);
        const auto first = till.engine->parkDraft("{\"first\":1}");
        till.clock.pass(1s);
        const auto second = till.engine->parkDraft("{\"second\":1}");
        QVERIFY(first && second);
        QVERIFY(*first != *second);
        QCOMPARE(changed.size(), 2);

        till.restart();
        const auto drafts = till.engine->drafts();
        QVERIFY(drafts);
        QCOMPARE(drafts->size(), 3);
        QCOMPARE(drafts->at(1).slot, *first);
        QCOMPARE(drafts->at(1).content, QByteArray("{\"first\":1}"));
        QCOMPARE(drafts->at(2).agent, QStringLiteral("desk 4"));
        QCOMPARE((*till.engine->draft())->content, QByteArray("{\"form\":1}"));

        QVERIFY(till.engine->discardDraft()); // the form's alone
        QVERIFY(!*till.engine->draft());
        QCOMPARE(till.engine->drafts()->size(), 2);
        QVERIFY(till.engine->discardParked(*first));
        QCOMPARE(till.engine->drafts()->first().slot, *second);
    }

    void aNoteIsWrittenOnAllThatWereChosen()
    {
        Till till;
        const qint64 a = till.confirm(QStringLiteral("A"));
        const qint64 b = till.confirm(QStringLiteral("B"));
        QSignalSpy changed(till.engine.get(), &engine::Engine::eventsChanged);
        QVERIFY(till.engine->setNotes({{a, QStringLiteral("trade fair")}, {b, QStringLiteral("trade fair")}}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(till.event(a).note, QStringLiteral("trade fair"));
        QCOMPARE(till.event(b).note, QStringLiteral("trade fair"));
        QVERIFY(!till.engine->setNotes({{a, QStringLiteral("x")}, {99, QStringLiteral("x")}}));
        QCOMPARE(till.event(a).note, QStringLiteral("trade fair")); // all of it or nothing
    }

    void severalAreCancelledAtOnceAndWhatHasLeftIsLeftAlone()
    {
        Till till;
        const qint64 gone = till.confirm(QStringLiteral("A"));
        QVERIFY(till.sendOnce({gone}));
        const qint64 b = till.confirm(QStringLiteral("B"));
        const qint64 c = till.confirm(QStringLiteral("C"));
        QSignalSpy changed(till.engine.get(), &engine::Engine::eventsChanged);
        const auto cancelled = till.engine->cancelAll({gone, b, 99, c});
        QVERIFY(cancelled);
        QCOMPARE(*cancelled, QList<qint64>({b, c}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().at(0).value<QList<qint64>>(), *cancelled);
        QCOMPARE(till.event(gone).state, State::Delivered);
        QCOMPARE(till.event(c).state, State::Cancelled);
        QCOMPARE(decisionsOf(till, b), QStringList{QStringLiteral("cancelled")});
        QVERIFY(till.deliver());
        QCOMPARE(till.server.requests().size(), 1);
    }

    void theFileOfWhatWasSentHoldsTheBytesThatCame()
    {
        Till till;
        till.server.setScript({Manners::answer(503), Manners::answer(204)});
        engine::Order order = Till::order(QStringLiteral("A & 1"));
        const QString user = QStringLiteral("11111111-2f2d-41fe-94fa-7e71c1df1022");
        order.typed.set(Field::UserId, user);
        const qint64 id = till.engine->confirm(order).value_or(0);
        QVERIFY(till.sendOnce({id}));
        QVERIFY(till.sendOnce({id}));
        (void)till.confirm(QStringLiteral("never sent"));

        const QJsonObject log = harOf(till, false);
        QCOMPARE(log[QStringLiteral("version")].toString(), QStringLiteral("1.2"));
        QCOMPARE(log[QStringLiteral("creator")][QStringLiteral("name")].toString(), QStringLiteral("Rookery"));
        const QJsonArray entries = log[QStringLiteral("entries")].toArray();
        QCOMPARE(entries.size(), 2);
        const QList<ledger::AttemptRecord> attempts = till.attempts(id);
        for (int i = 0; i < 2; ++i) {
            const QJsonObject entry = entries[i].toObject();
            const QJsonObject request = entry[QStringLiteral("request")].toObject();
            const QByteArray url = request[QStringLiteral("url")].toString().toUtf8();
            QVERIFY(url.endsWith(till.server.targets()[i]));
            QCOMPARE(url, attempts[i].url);
            QCOMPARE(entry[QStringLiteral("startedDateTime")].toString(), attempts[i].taken.isoText());
            QCOMPARE(entry[QStringLiteral("response")][QStringLiteral("status")].toInt(), i == 0 ? 503 : 204);
            QCOMPARE(entry[QStringLiteral("_attempt")].toInt(), i + 1);
            QCOMPARE(entry[QStringLiteral("_orderId")].toString(), QStringLiteral("A & 1"));
            QCOMPARE(entry[QStringLiteral("_eventID")].toString(), till.event(id).eventId());
            QCOMPARE(entry[QStringLiteral("_state")].toString(), QStringLiteral("delivered"));
            QVERIFY(request[QStringLiteral("queryString")].toArray().contains(
                QJsonObject({{QStringLiteral("name"), QStringLiteral("transactionId")},
                    {QStringLiteral("value"), QStringLiteral("A & 1")}})));
            const QJsonObject timings = entry[QStringLiteral("timings")].toObject();
            int sum = 0;
            for (const auto* phase : {"connect", "send", "wait", "receive"})
                sum += qMax(0, timings[QLatin1StringView(phase)].toInt());
            QCOMPARE(entry[QStringLiteral("time")].toInt(), sum);
        }
        QCOMPARE(entries[0][QStringLiteral("_outcome")].toString(), QStringLiteral("waiting"));
        QVERIFY(QJsonDocument(log).toJson().contains(user.toUtf8()));
        QVERIFY(!QJsonDocument(harOf(till, true)).toJson().contains(user.toUtf8()));
    }

    void onlyWhatIsDoneGoesIntoTheBin()
    {
        Till till;
        const qint64 done = till.confirm(QStringLiteral("A"));
        QVERIFY(till.sendOnce({done}));
        const qint64 open = till.confirm(QStringLiteral("B"));
        QSignalSpy changed(till.engine.get(), &engine::Engine::eventsChanged);
        const auto moved = till.engine->setBinned({done, open}, true);
        QVERIFY(moved);
        QCOMPARE(*moved, QList<qint64>{done});
        QCOMPARE(changed.takeFirst().at(0).value<QList<qint64>>(), QList<qint64>{done});
        QVERIFY(till.engine->setBinned({open}, true)->isEmpty());
        QVERIFY(changed.isEmpty());
        // A binned order still counts: its ID is not free.
        QVERIFY(!till.engine->confirm(Till::order(QStringLiteral("A"))));
    }

    void searchesKeepTheirNames()
    {
        Till till;
        QVERIFY(till.engine->saveSearch({QStringLiteral("Failed today"), QStringLiteral("status:refused on:today")}));
        till.restart();
        QCOMPARE(till.engine->reader().savedSearches()->size(), 1);
        QVERIFY(till.engine->removeSearch(QStringLiteral("Failed today")));
        QVERIFY(till.engine->reader().savedSearches()->isEmpty());
    }
};

QTEST_GUILESS_MAIN(EngineAftercareTest)
#include "tst_aftercare.moc"
