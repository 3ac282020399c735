// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/book.h"

#include "ledger/database.h"

using namespace rookery;
using namespace rookery::ledger;

Q_DECLARE_METATYPE(rookery::ledger::CorrectionKind)

namespace {

const QString Desk = QStringLiteral("desk 4");

qint64 hits(const Book& book, const QString& words)
{
    HistoryQuery query;
    query.search = words;
    return *book.ledger->reader().count(query);
}

QList<qint64> shown(const Book& book, const HistoryQuery& query)
{
    QList<qint64> ids;
    const auto events = book.ledger->reader().page(query, std::nullopt, 100);
    for (const EventRecord& event : *events)
        ids << event.id;
    return ids;
}

qint64 matching(const Book& book, Term::Kind kind, const QString& value = {})
{
    HistoryQuery query;
    query.terms << Term{kind, value};
    return *book.ledger->reader().count(query);
}

/// An order that one attempt brought to where `move` leads.
qint64 addSettled(Book& book, const QString& orderId, Move move)
{
    const qint64 id = book.add(orderId);
    TakeRequest request = book.due();
    request.ids = {id};
    const auto taken = book.take(request);
    return taken.size() == 1 && book.ledger->complete({Book::outcome(taken.first(), move)}) ? id : 0;
}

qint64 addDelivered(Book& book, const QString& orderId) { return addSettled(book, orderId, Move::Deliver); }

Correction cancelled(const QString& reason = QStringLiteral("returned"))
{
    Correction correction{CorrectionKind::Cancelled, reason};
    correction.agent = Desk;
    correction.at = UtcMs(7000);
    return correction;
}

} // namespace

class AftercareTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNoteIsFoundAndSaysWhoWroteIt()
    {
        Book book;
        const qint64 id = book.add(QStringLiteral("A-1"));
        book.add(QStringLiteral("A-2"));
        QVERIFY(book.ledger->setNotes({{id, QStringLiteral("called about delivery")}}, UtcMs(5), Desk));
        QCOMPARE(book.event(id).note, QStringLiteral("called about delivery"));
        QCOMPARE(hits(book, QStringLiteral("delivery")), 1);
        QCOMPARE(hits(book, QStringLiteral("A-1 DELIVERY")), 1);
        QCOMPARE(hits(book, QStringLiteral("ca")), 1); // shorter than what the index holds
        QCOMPARE(matching(book, Term::Kind::Note, QStringLiteral("about del")), 1);
        QCOMPARE(matching(book, Term::Kind::Note, QStringLiteral("A-1")), 0);
        QCOMPARE(matching(book, Term::Kind::Noted), 1);
        const auto decisions = book.ledger->reader().decisions(id);
        QCOMPARE(decisions->size(), 1);
        QCOMPARE(decisions->first().what, QStringLiteral("noted"));
        QCOMPARE(decisions->first().agent, Desk);
        QCOMPARE(decisions->first().at, UtcMs(5));
    }

    void aChangedNoteIsFoundByItsNewWordsAlone()
    {
        Book book;
        const qint64 id = book.add(QStringLiteral("A-1"));
        QVERIFY(book.ledger->setNotes({{id, QStringLiteral("first thoughts")}}, UtcMs(5), Desk));
        QVERIFY(book.ledger->setNotes({{id, QStringLiteral("second view")}}, UtcMs(6), Desk));
        QCOMPARE(hits(book, QStringLiteral("thoughts")), 0);
        QCOMPARE(hits(book, QStringLiteral("second")), 1);
        QCOMPARE(hits(book, QStringLiteral("A-1")), 1);
        QVERIFY(book.ledger->setNotes({{id, QString()}}, UtcMs(7), Desk));
        QCOMPARE(hits(book, QStringLiteral("second")), 0);
        QCOMPARE(hits(book, QStringLiteral("A-1")), 1);
        QCOMPARE(matching(book, Term::Kind::Noted), 0);
        // The index itself forgot, not only the check behind it.
        const auto db = openForReading(book.file());
        QVERIFY(db);
        for (const char* old : {"tho", "vie"})
            QCOMPARE(
                (*db)
                    ->execAndGet(std::string("SELECT count(*) FROM event_text WHERE event_text MATCH '") + old + "'")
                    .getInt(),
                0);
        // What was said before stays on record.
        QCOMPARE(book.ledger->reader().decisions(id)->size(), 3);
    }

    void theSameNoteAgainIsNoDecision()
    {
        Book book;
        const qint64 id = book.add(QStringLiteral("A-1"));
        for (int i = 0; i < 2; ++i)
            QVERIFY(book.ledger->setNotes({{id, QStringLiteral("same")}}, UtcMs(5), Desk));
        QCOMPARE(book.ledger->reader().decisions(id)->size(), 1);
        QCOMPARE(
            book.ledger->setNotes({{99, QStringLiteral("x")}}, UtcMs(5), Desk).error().code, Error::Code::NotFound);
    }

    void manyNotesAreOneTransaction()
    {
        Book book;
        const qint64 a = book.add(QStringLiteral("A"));
        const qint64 b = book.add(QStringLiteral("B"));
        const auto noted = book.ledger->setNotes(
            {{a, QStringLiteral("red")}, {b, QStringLiteral("blue")}, {a, QStringLiteral("red")}}, UtcMs(5), Desk);
        QVERIFY(noted);
        QCOMPARE(*noted, QList<qint64>({a, b}));
        QCOMPARE(book.event(b).note, QStringLiteral("blue"));
        const auto refused
            = book.ledger->setNotes({{a, QStringLiteral("green")}, {99, QStringLiteral("green")}}, UtcMs(6), Desk);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Error::Code::NotFound);
        QCOMPARE(book.event(a).note, QStringLiteral("red"));
        QCOMPARE(book.ledger->reader().decisions(a)->size(), 1);
    }

    void aNoteGivenWithTheOrderIsFound()
    {
        Book book;
        NewEvent order = Book::order(QStringLiteral("A-1"), QStringLiteral("e1"));
        order.note = QStringLiteral("gift wrap");
        const auto id = book.ledger->confirm(order, UtcMs(5));
        QVERIFY(id);
        QCOMPARE(hits(book, QStringLiteral("wrap")), 1);
        QVERIFY(book.ledger->setNotes({{*id, QStringLiteral("no paper")}}, UtcMs(6), Desk));
        QCOMPARE(hits(book, QStringLiteral("wrap")), 0);
    }

    void aNoteDoesNotTouchWhatIsSent()
    {
        Book book;
        const qint64 id = addDelivered(book, QStringLiteral("A-1"));
        const EventRecord before = book.event(id);
        QVERIFY(book.ledger->setNotes({{id, QStringLiteral("seen")}}, UtcMs(5), Desk));
        EventRecord after = book.event(id);
        after.note.clear();
        QCOMPARE(after, before);
    }

    void whatStillHasToGoStaysOutOfTheBin_data()
    {
        QTest::addColumn<Move>("move");
        QTest::addColumn<bool>("moves");
        QTest::addRow("delivered") << Move::Deliver << true;
        QTest::addRow("refused") << Move::Refuse << true;
        QTest::addRow("not delivered, waiting") << Move::Postpone << false;
        QTest::addRow("unknown") << Move::LoseTrack << false;
        QTest::addRow("cancelled") << Move::Cancel << true;
        QTest::addRow("sending") << Move::Take << false;
    }
    void whatStillHasToGoStaysOutOfTheBin()
    {
        QFETCH(Move, move);
        QFETCH(bool, moves);
        Book book;
        qint64 id = 0;
        if (move == Move::Cancel) {
            id = book.add(QStringLiteral("A"));
            QVERIFY(book.ledger->cancel(id, UtcMs(2), Desk));
        } else if (move == Move::Take) {
            id = book.add(QStringLiteral("A"));
            QCOMPARE(book.take(book.due()).size(), 1);
        } else {
            id = addSettled(book, QStringLiteral("A"), move);
        }
        QVERIFY(id > 0);
        const auto moved = book.ledger->setBinned({id}, true, UtcMs(9), Desk);
        QVERIFY(moved);
        QCOMPARE(*moved, moves ? QList<qint64>{id} : QList<qint64>());
        QCOMPARE(book.event(id).binned.has_value(), moves);
    }

    void theBinHidesAndGivesBack()
    {
        Book book;
        const qint64 a = addDelivered(book, QStringLiteral("A"));
        const qint64 b = addDelivered(book, QStringLiteral("B"));
        QCOMPARE(*book.ledger->setBinned({a}, true, UtcMs(9), Desk), QList<qint64>{a});
        HistoryQuery query;
        query.bin = Bin::Hidden;
        QCOMPARE(shown(book, query), QList<qint64>{b});
        query.bin = Bin::Only;
        QCOMPARE(shown(book, query), QList<qint64>{a});
        query.bin = Bin::Included;
        QCOMPARE(*book.ledger->reader().count(query), 2);
        // An order ID counts once, in the bin or not.
        QVERIFY(!book.ledger->confirm(Book::order(QStringLiteral("A"), QStringLiteral("e2")), UtcMs(10)));

        QVERIFY(book.ledger->setBinned({a}, true, UtcMs(10), Desk)->isEmpty());
        QCOMPARE(book.event(a).binned, std::optional(UtcMs(9)));
        QCOMPARE(*book.ledger->setBinned({a, b}, false, UtcMs(11), Desk), QList<qint64>{a});
        QVERIFY(!book.event(a).binned);
        const auto decisions = book.ledger->reader().decisions(a);
        QCOMPARE(decisions->size(), 2);
        QCOMPARE(decisions->at(0).what, QStringLiteral("binned"));
        QCOMPARE(decisions->at(1).what, QStringLiteral("restored"));
    }

    void whatIsSentAgainComesBackOutOfTheBin()
    {
        Book book;
        const qint64 id = addSettled(book, QStringLiteral("A"), Move::Refuse);
        QVERIFY(book.ledger->setBinned({id}, true, UtcMs(9), Desk));
        TakeRequest again = book.due();
        again.ids = {id};
        const auto taken = book.take(again);
        QCOMPARE(taken.size(), 1);
        QVERIFY(!book.event(id).binned);
        QVERIFY(book.ledger->complete({Book::outcome(taken.first(), Move::LoseTrack)}));
        QVERIFY(!book.event(id).binned); // it may have arrived, and somebody must see that
    }

    void onlyWhatMayHaveArrivedCanBeCorrected_data()
    {
        QTest::addColumn<Move>("move");
        QTest::addColumn<bool>("may");
        QTest::addRow("delivered") << Move::Deliver << true;
        QTest::addRow("unknown") << Move::LoseTrack << true;
        QTest::addRow("refused") << Move::Refuse << false;
        QTest::addRow("waiting") << Move::Postpone << false;
    }
    void onlyWhatMayHaveArrivedCanBeCorrected()
    {
        QFETCH(Move, move);
        QFETCH(bool, may);
        Book book;
        const qint64 id = addSettled(book, QStringLiteral("A"), move);
        const Done done = book.ledger->correct(id, cancelled());
        QCOMPARE(done.has_value(), may);
        if (!may)
            QCOMPARE(done.error().code, Error::Code::NotAllowed);
        QCOMPARE(book.ledger->reader().corrections(id)->size(), may ? 1 : 0);
    }

    void correctionsAddUpAndTheLastOneHolds()
    {
        Book book;
        const qint64 id = addDelivered(book, QStringLiteral("A"));
        QVERIFY(book.ledger->correct(id, cancelled()));
        QCOMPARE(book.event(id).correction, CorrectionKind::Cancelled);
        Correction changed = cancelled(QStringLiteral("kept one"));
        changed.kind = CorrectionKind::AmountChanged;
        changed.newAmount = QStringLiteral("9.99");
        QVERIFY(book.ledger->correct(id, changed));
        QCOMPARE(book.event(id).correction, CorrectionKind::AmountChanged);

        const auto all = book.ledger->reader().corrections(id);
        QCOMPARE(all->size(), 2);
        QCOMPARE(all->at(0).reason, QStringLiteral("returned"));
        QCOMPARE(all->at(1).newAmount, QStringLiteral("9.99"));
        QCOMPARE(all->at(1).oldAmount, QStringLiteral("19.99"));
        QCOMPARE(all->at(1).agent, Desk);
        QCOMPARE(all->at(1).at, UtcMs(7000));

        const auto corrected = book.ledger->reader().correctedEvents();
        QCOMPARE(corrected->size(), 1);
        QCOMPARE(corrected->first().event.id, id);
        QCOMPARE(corrected->first().event.orderId(), QStringLiteral("A"));
        QCOMPARE(corrected->first().correction, all->at(1));
        QCOMPARE(matching(book, Term::Kind::Corrected), 1);
    }

    void aWithdrawnCorrectionIsOnRecordAndNotOnTheList()
    {
        Book book;
        const qint64 a = addDelivered(book, QStringLiteral("A"));
        const qint64 b = addDelivered(book, QStringLiteral("B"));
        QVERIFY(book.ledger->correct(b, cancelled(QStringLiteral("b"))));
        QVERIFY(book.ledger->correct(a, cancelled(QStringLiteral("a"))));
        Correction mistake = cancelled(QStringLiteral("wrong order"));
        mistake.kind = CorrectionKind::Withdrawn;
        QVERIFY(book.ledger->correct(b, mistake));
        QCOMPARE(book.event(b).correction, CorrectionKind::None);
        QCOMPARE(book.ledger->reader().corrections(b)->size(), 2);
        QCOMPARE(book.ledger->reader().correctedEvents()->size(), 1);
        QCOMPARE(book.ledger->correct(b, mistake).error().code, Error::Code::NotAllowed);

        // Corrected anew it is the last of the list: in the order in which the corrections were made.
        QVERIFY(book.ledger->correct(b, cancelled(QStringLiteral("after all"))));
        const auto corrected = book.ledger->reader().correctedEvents();
        QCOMPARE(corrected->size(), 2);
        QCOMPARE(corrected->at(0).event.id, a);
        QCOMPARE(corrected->at(1).correction.reason, QStringLiteral("after all"));
    }

    void aCorrectionThatSaysNothingUsefulIsNone_data()
    {
        QTest::addColumn<CorrectionKind>("kind");
        QTest::addColumn<QString>("amount");
        QTest::addRow("no kind") << CorrectionKind::None << QString();
        QTest::addRow("no new amount") << CorrectionKind::AmountChanged << QString();
        QTest::addRow("no number") << CorrectionKind::AmountChanged << QStringLiteral("9,99");
        QTest::addRow("less than nothing") << CorrectionKind::AmountChanged << QStringLiteral("-1");
    }
    void aCorrectionThatSaysNothingUsefulIsNone()
    {
        QFETCH(CorrectionKind, kind);
        QFETCH(QString, amount);
        Book book;
        const qint64 id = addDelivered(book, QStringLiteral("A"));
        Correction correction = cancelled();
        correction.kind = kind;
        correction.newAmount = amount;
        QCOMPARE(book.ledger->correct(id, correction).error().code, Error::Code::BadInput);
        QVERIFY(book.ledger->reader().corrections(id)->isEmpty());
    }

    void correctionsAreNeverRewritten()
    {
        Book book;
        QVERIFY(book.ledger->correct(addDelivered(book, QStringLiteral("A")), cancelled()));
        const auto db = openForWriting(book.file());
        QVERIFY(db);
        QVERIFY_THROWS_EXCEPTION(SQLite::Exception, (*db)->exec("UPDATE correction SET reason = 'x'"));
    }

    void whatWasCancelledIsNotTriedAgainByItself()
    {
        Book book;
        const qint64 cancelledOne = addSettled(book, QStringLiteral("A"), Move::LoseTrack);
        const qint64 changedOne = addSettled(book, QStringLiteral("B"), Move::LoseTrack);
        QVERIFY(book.ledger->correct(cancelledOne, cancelled()));
        Correction changed = cancelled();
        changed.kind = CorrectionKind::AmountChanged;
        changed.newAmount = QStringLiteral("9.99");
        QVERIFY(book.ledger->correct(changedOne, changed));
        QCOMPARE(book.event(cancelledOne).hold, Hold::Person);
        const auto taken = book.take(book.due(10, UtcMs(9'000'000)));
        QCOMPARE(taken.size(), 1);
        QCOMPARE(taken.first().event, changedOne); // it was sold, only for less
    }

    void talliesKnowWhoseOrdersHaveAnIdentity()
    {
        Book book;
        for (const auto& [order, field] : {std::pair{QStringLiteral("A"), pixel::Field::VisitorId},
                 std::pair{QStringLiteral("B"), pixel::Field::SessionId},
                 std::pair{QStringLiteral("C"), pixel::Field::UserId},
                 std::pair{QStringLiteral("D"), pixel::Field::Tax}}) {
            NewEvent event = Book::order(order, QStringLiteral("e") + order);
            event.fields.set(field, QStringLiteral("1"));
            event.declined = order == QStringLiteral("D");
            QVERIFY(book.ledger->confirm(event, UtcMs(1)));
        }
        const auto tallies = book.ledger->reader().tallies({});
        QVERIFY(tallies);
        const Tally tally = tallies->value(Standing::UnderWay);
        QCOMPARE(tally.count, 4);
        QCOMPARE(tally.identified, 3);
        QCOMPARE(tally.sums.value(QStringLiteral("GBP")).text(), QStringLiteral("79.96"));
        QCOMPARE(matching(book, Term::Kind::Anonymous), 1);
        QCOMPARE(matching(book, Term::Kind::Declined), 1);
    }

    void whatIsUsualIsOnlySaidOfEnoughOrders()
    {
        Book book;
        const auto usual = [&book](const QString& profile = QStringLiteral("Acme"),
                               const QString& currency = QStringLiteral("GBP")) {
            const auto amount = book.ledger->reader().usualRevenue(profile, currency);
            return amount && *amount ? (*amount)->text() : QString();
        };
        qint64 dear = 0;
        for (int i = 1; i <= 10; ++i) {
            QCOMPARE(usual(), QString());
            NewEvent event = Book::order(QString::number(i), QStringLiteral("e%1").arg(i));
            event.fields.set(pixel::Field::Revenue, QString::number(i == 10 ? 1'000'000 : i * 10));
            const auto id = book.ledger->confirm(event, UtcMs(i));
            QVERIFY(id);
            dear = *id;
        }
        QCOMPARE(usual(), QStringLiteral("60"));
        QCOMPARE(usual(QStringLiteral("Acme"), QStringLiteral("USD")), QString());
        QCOMPARE(usual(QStringLiteral("Other")), QString());
        QVERIFY(book.ledger->cancel(dear, UtcMs(20), Desk)); // what was taken back says nothing
        QCOMPARE(usual(), QString());
    }

    void aNoteThatIsBeingTypedIsADraftUntilItIsSaved()
    {
        Book book;
        const qint64 a = book.add(QStringLiteral("A"));
        const qint64 b = book.add(QStringLiteral("B"));
        const auto typed = [&book](qint64 event) {
            const auto draft = *book.ledger->reader().draft(noteSlot(event));
            return draft ? draft->content : QByteArray();
        };
        QVERIFY(book.ledger->saveDraft(noteSlot(a), "{\"note\":\"a\"}", UtcMs(5), Desk));
        QVERIFY(book.ledger->saveDraft(noteSlot(b), "{\"note\":\"b\"}", UtcMs(5), Desk));
        QVERIFY(!book.ledger->setNotes({{a, QStringLiteral("x")}, {99, QStringLiteral("x")}}, UtcMs(6), Desk));
        QCOMPARE(typed(a), QByteArray("{\"note\":\"a\"}"));
        QVERIFY(book.ledger->setNotes({{a, QStringLiteral("x")}}, UtcMs(6), Desk));
        QCOMPARE(typed(a), QByteArray());
        QCOMPARE(typed(b), QByteArray("{\"note\":\"b\"}"));
    }

    void draftsAndSearchesAreKept()
    {
        Book book;
        QVERIFY(book.ledger->saveDraft(QStringLiteral("form"), "{\"a\":1}", UtcMs(5), Desk));
        QVERIFY(book.ledger->saveDraft(QStringLiteral("parked:1"), "{}", UtcMs(3), Desk));
        QVERIFY(book.ledger->saveSearch({QStringLiteral("b"), QStringLiteral("status:refused")}, UtcMs(1), Desk));
        QVERIFY(book.ledger->saveSearch({QStringLiteral("a"), QStringLiteral("x")}, UtcMs(2), Desk));
        QVERIFY(book.ledger->saveSearch({QStringLiteral("a"), QStringLiteral("y")}, UtcMs(3), Desk));
        book.close();
        book.open();
        const auto drafts = book.ledger->reader().drafts();
        QCOMPARE(drafts->size(), 2);
        QCOMPARE(drafts->at(0).slot, QStringLiteral("parked:1"));
        QCOMPARE(drafts->at(1).content, QByteArray("{\"a\":1}"));
        const QList<SavedSearch> expected{
            {QStringLiteral("a"), QStringLiteral("y")}, {QStringLiteral("b"), QStringLiteral("status:refused")}};
        QCOMPARE(*book.ledger->reader().savedSearches(), expected);
        QVERIFY(book.ledger->removeSearch(QStringLiteral("a")));
        QVERIFY(book.ledger->discardDraft(QStringLiteral("parked:1")));
        QCOMPARE(book.ledger->reader().savedSearches()->size(), 1);
        QCOMPARE(book.ledger->reader().drafts()->size(), 1);
    }
};

QTEST_GUILESS_MAIN(AftercareTest)
#include "tst_aftercare.moc"
