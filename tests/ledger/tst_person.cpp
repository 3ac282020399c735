// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/personid.h"

#include "ledger/book.h"
#include "ledger/database.h"
#include "ledger/soundness.h"

using namespace rookery;
using namespace rookery::ledger;

namespace {

std::atomic_bool goOn = false;
const QString Visitor = QStringLiteral("3f2b8c1e-0c55-4d1a-9a10-77aa77aa77aa");
const QString Session = QStringLiteral("1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed");

PersonId idOf(const QString& text) { return *PersonId::parse(text); }

QString countOf(const Book& book, const QString& words)
{
    HistoryQuery query;
    query.search = words;
    return QString::number(book.ledger->reader().count(query).value_or(-1));
}

/// Orders of one visitor and of another.
struct PeopleBook : Book {
    qint64 order(const QString& id, const QString& visitor, const QString& note = {})
    {
        NewEvent event = Book::order(id, QStringLiteral("e-") + id);
        event.fields.set(pixel::Field::VisitorId, visitor);
        event.fields.set(pixel::Field::SessionId, visitor == Visitor ? Session : QString());
        event.note = note;
        const auto confirmed = ledger->confirm(event, UtcMs(1000));
        return confirmed ? *confirmed : 0;
    }
    void finish(qint64 event, Move move)
    {
        TakeRequest request = due();
        request.ids = {event};
        Completion done = outcome(take(request).value(0), move, 200);
        done.result.body = "you are visitor " + Visitor.toUtf8();
        done.result.headers = "x-echo: visitorId%3D" + Visitor.toUtf8() + "\r\n";
        QVERIFY(ledger->complete({done}));
    }
    Result<ErasedRows> erase(const QString& id) const
    {
        return ledger->erase(idOf(id), UtcMs(9000), QStringLiteral("desk 4"));
    }
    [[nodiscard]] QByteArray bytes() const
    {
        QByteArray all;
        for (const char* suffix : {"", "-wal"}) {
            QFile file(Book::file() + QLatin1StringView(suffix));
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }
};

} // namespace

class PersonTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anIdIsFoundWholeAndInAnyDress_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("without");
        const auto row = [](const char* name, const char* id, const QByteArray& text, const QByteArray& without) {
            QTest::addRow("%s", name) << QString::fromUtf8(id) << text << without;
        };
        row("alone", "user-1", "user-1", "");
        row("in a sentence", "user-1", "caller is user-1.", "caller is .");
        row("in capitals", "user-1", "USER-1 called", " called");
        row("twice", "user-1", "user-1,user-1", ",");
        row("in a URL", "user-1", "/i?userId=user-1&x=1", "/i?userId=&x=1");
        row("in a URL of a URL", "user-1", "u=%2Fi%3FuserId%3Duser-1%26x", "u=%2Fi%3FuserId%3D%26x");
        row("percent-encoded", "a b@c", "userId=a%20b%40c", "userId=");
        row("with its accent", "jos\303\251", "ask jos\303\251!", "ask !");
        row("as part of a longer one", "user-1", "user-12", "user-12");
        row("behind more", "user-1", "poweruser-1", "poweruser-1");
        row("not there", "user-1", "user-2", "user-2");
    }
    void anIdIsFoundWholeAndInAnyDress()
    {
        QFETCH(QString, id);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, without);
        QCOMPARE(idOf(id).takenOutOf(text), without);
        QCOMPARE(idOf(id).standsIn(text), text != without);
    }

    void whatStandsEverywhereIsNoId_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addRow("nothing") << QString();
        QTest::addRow("spaces") << QStringLiteral("     ");
        QTest::addRow("two letters") << QStringLiteral("ab");
        QTest::addRow("a line end") << QStringLiteral("ab\ncd");
    }
    void whatStandsEverywhereIsNoId()
    {
        QFETCH(QString, text);
        QVERIFY(!PersonId::parse(text));
    }

    void onlyTheIdentityLeavesAUrl_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("without");
        QTest::addRow("all three") << QByteArray("https://h/i?a=1&visitorId=v&sessionId=s&userId=u&b=%7e2")
                                   << QByteArray("https://h/i?a=1&b=%7e2");
        QTest::addRow("in other letters") << QByteArray("/i?VISITORID=v&a=1") << QByteArray("/i?a=1");
        QTest::addRow("none") << QByteArray("/i?a=1&b") << QByteArray("/i?a=1&b");
        QTest::addRow("no query") << QByteArray("/i") << QByteArray("/i");
    }
    void onlyTheIdentityLeavesAUrl()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, without);
        QCOMPARE(withoutIdentity(url), without);
    }

    void theOrderStaysAndTheIdentityGoes()
    {
        PeopleBook book;
        const qint64 theirs = book.order(QStringLiteral("A"), Visitor, QStringLiteral("asked for ") + Visitor);
        const qint64 other = book.order(QStringLiteral("B"), QStringLiteral("someone-else"));
        book.finish(theirs, Move::Deliver);
        book.finish(other, Move::Deliver);
        const EventRecord otherBefore = book.event(other);
        const auto erased = book.erase(Visitor.toUpper());
        QVERIFY2(erased, erased ? "" : qPrintable(erased.error().detail));
        QCOMPARE(erased->orders, QStringList{QStringLiteral("A")});
        QCOMPARE(erased->others, QStringList{Session});
        QVERIFY(erased->open.isEmpty());

        const EventRecord event = book.event(theirs);
        QCOMPARE(event.state, State::Delivered);
        QCOMPARE(event.eventId(), QStringLiteral("e-A"));
        QVERIFY(!event.fields.hasIdentity());
        QVERIFY(!event.target.contains(Visitor.toUtf8()) && event.target.contains("e-A"));
        QCOMPARE(event.note, QStringLiteral("asked for "));
        const AttemptRecord attempt = book.ledger->reader().attempts(theirs)->first();
        QVERIFY(attempt.url.endsWith(event.target));
        QCOMPARE(attempt.result->body, QByteArray("you are visitor "));
        QVERIFY(!attempt.result->headers.contains(Visitor.toUtf8()));
        QCOMPARE(book.event(other), otherBefore);
        QCOMPARE(countOf(book, Visitor), QStringLiteral("0"));
        QCOMPARE(countOf(book, Session), QStringLiteral("0"));
        QCOMPARE(countOf(book, QStringLiteral("asked for")), QStringLiteral("1"));
        QVERIFY(!book.ledger->confirm(Book::order(QStringLiteral("A"), QStringLiteral("e-again")), UtcMs(1)));
        const auto found = book.ledger->reader().soundness(goOn);
        QVERIFY2(found->isSound(), qPrintable(found->problems.join(u' ')));
    }

    void theBytesAreGoneAndTheGuardsAreBack()
    {
        PeopleBook book;
        for (int i = 0; i < 40; ++i)
            book.finish(book.order(QStringLiteral("A-%1").arg(i), Visitor), Move::Deliver);
        QVERIFY(book.ledger->saveDraft(
            QStringLiteral("form"), R"({"visitorId":")" + Visitor.toUtf8() + R"(","x":"1"})", UtcMs(1), {}));
        QVERIFY(book.ledger->saveSearch({QStringLiteral("hers"), QStringLiteral("id:") + Visitor}, UtcMs(1), {}));
        QVERIFY(book.erase(Visitor));
        QVERIFY(book.ledger->eraseRemains()->isWalGone);
        QVERIFY(!book.bytes().toLower().contains(Visitor.toUtf8()));
        QVERIFY(!book.bytes().contains(Session.toUtf8()));
        QCOMPARE(book.ledger->reader().drafts()->first().content, QByteArray(R"({"visitorId":"","x":"1"})"));
        const auto db = openForWriting(book.file());
        for (const char* change : {"UPDATE event SET target = CAST('/other' AS BLOB)", "UPDATE attempt SET status = 1"})
            QVERIFY_THROWS_EXCEPTION(SQLite::Exception, (*db)->exec(change));
    }

    void whatIsNotSettledStaysAsItIs_data()
    {
        QTest::addColumn<int>("move");
        QTest::addRow("never taken") << -1;
        QTest::addRow("after a failure") << int(Move::Postpone);
        QTest::addRow("unknown") << int(Move::LoseTrack);
        QTest::addRow("under way") << -2;
    }
    void whatIsNotSettledStaysAsItIs()
    {
        QFETCH(int, move);
        PeopleBook book;
        const qint64 theirs = book.order(QStringLiteral("A"), Visitor);
        if (move >= 0)
            book.finish(theirs, Move(move));
        if (move == -2)
            QCOMPARE(book.take(book.due()).size(), 1);
        const EventRecord before = book.event(theirs);
        const auto erased = book.erase(Visitor);
        QVERIFY(erased);
        QCOMPARE(erased->open, QStringList{QStringLiteral("A")});
        QVERIFY(erased->orders.isEmpty());
        QCOMPARE(book.event(theirs), before);
    }
};

QTEST_GUILESS_MAIN(PersonTest)
#include "tst_person.moc"
