// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/searchtext.h"

#include <QRegularExpression>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace rookery;
using namespace rookery::ledger;
using Kind = Term::Kind;

namespace {

const QTimeZone London("Europe/London");
const QDate Today(2026, 11, 24);

SearchText read(const QString& text) { return readSearch(text, London, Today); }

UtcMs at(const char* iso)
{
    return UtcMs(QDateTime::fromString(QLatin1StringView(iso), Qt::ISODate).toMSecsSinceEpoch());
}

HistoryQuery words(const QString& text)
{
    HistoryQuery query;
    query.search = text;
    return query;
}

HistoryQuery term(Kind kind, const QString& value = {}, const QString& text = {})
{
    HistoryQuery query = words(text);
    query.terms << Term{kind, value};
    return query;
}

HistoryQuery states(const QList<State>& wanted)
{
    HistoryQuery query;
    query.states = wanted;
    return query;
}

HistoryQuery between(std::optional<UtcMs> since, std::optional<UtcMs> until)
{
    HistoryQuery query;
    query.since = since;
    query.until = until;
    return query;
}

HistoryQuery both(HistoryQuery a, const HistoryQuery& b)
{
    a.terms << b.terms;
    return a;
}

HistoryQuery binned()
{
    HistoryQuery query;
    query.bin = Bin::Only;
    return query;
}

} // namespace

class SearchTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatPeopleType_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<HistoryQuery>("query");
        QTest::addRow("nothing") << u""_s << HistoryQuery();
        QTest::addRow("spaces") << u"   "_s << HistoryQuery();
        QTest::addRow("words") << u"  1234ab   Smith "_s << words(u"1234ab Smith"_s);
        QTest::addRow("order") << u"order:1234"_s << term(Kind::OrderId, u"1234"_s);
        QTest::addRow("event") << u"event:019a"_s << term(Kind::EventId, u"019a"_s);
        QTest::addRow("profile") << u"profile:ACME"_s << term(Kind::Profile, u"ACME"_s);
        QTest::addRow("agent in quotes") << u"agent:\"desk 4\""_s << term(Kind::Agent, u"desk 4"_s);
        QTest::addRow("note") << u"note:called"_s << term(Kind::Note, u"called"_s);
        QTest::addRow("host") << u"host:corvidae.example"_s << term(Kind::Host, u"corvidae.example"_s);
        QTest::addRow("identity") << u"id:8679739f"_s << term(Kind::Identity, u"8679739f"_s);
        QTest::addRow("key in capitals") << u"ORDER:A"_s << term(Kind::OrderId, u"A"_s);
        QTest::addRow("a colon in the value") << u"order:A:1"_s << term(Kind::OrderId, u"A:1"_s);
        QTest::addRow("a quote in the value") << u"note:5\"x"_s << term(Kind::Note, u"5\"x"_s);
        QTest::addRow("key and words") << u"pear order:7 tree"_s << term(Kind::OrderId, u"7"_s, u"pear tree"_s);
        QTest::addRow("two keys") << u"order:7 agent:me"_s
                                  << both(term(Kind::OrderId, u"7"_s), term(Kind::Agent, u"me"_s));
        QTest::addRow("quotes, then a word") << u"agent:\"desk 4\"x"_s << term(Kind::Agent, u"desk 4"_s, u"x"_s);

        QTest::addRow("status") << u"status:refused"_s << states({State::Refused});
        QTest::addRow("statuses") << u"status:Waiting status:UNKNOWN"_s << states({State::Waiting, State::Unknown});
        HistoryQuery notDelivered;
        notDelivered.standing = Standing::NotDelivered;
        QTest::addRow("status as it is read") << u"status:\"not delivered\""_s << notDelivered;
        QTest::addRow("status as one word") << u"status:NotDelivered"_s << notDelivered;
        QTest::addRow("http") << u"http:503"_s << term(Kind::Http, u"503"_s);
        QTest::addRow("http class") << u"http:5xx http:4XX"_s
                                    << both(term(Kind::HttpClass, u"5"_s), term(Kind::HttpClass, u"4"_s));
        QTest::addRow("revenue over") << u"rev>100"_s << term(Kind::RevenueOver, u"100"_s);
        QTest::addRow("revenue under") << u"rev<9.99"_s << term(Kind::RevenueUnder, u"9.99"_s);
        QTest::addRow("revenue is") << u"rev:19.99"_s << term(Kind::RevenueIs, u"19.99"_s);
        QTest::addRow("revenue between") << u"rev>1 rev<2"_s
                                         << both(term(Kind::RevenueOver, u"1"_s), term(Kind::RevenueUnder, u"2"_s));

        QTest::addRow("live") << u"is:live"_s << term(Kind::Live);
        QTest::addRow("practice") << u"is:practice"_s << term(Kind::Practice);
        QTest::addRow("noted") << u"is:Noted"_s << term(Kind::Noted);
        QTest::addRow("corrected") << u"is:corrected"_s << term(Kind::Corrected);
        QTest::addRow("declined") << u"is:declined"_s << term(Kind::Declined);
        QTest::addRow("anonymous") << u"is:anonymous"_s << term(Kind::Anonymous);
        QTest::addRow("held") << u"is:held"_s << term(Kind::Held);
        QTest::addRow("queued") << u"is:queued"_s << term(Kind::Queued);
        HistoryQuery alone;
        alone.profile = u"ACME UK"_s;
        QTest::addRow("one profile alone") << exactProfilePart(alone.profile) << alone;
        QTest::addRow("nothing else is exact") << u"order:=5"_s << words(u"order:=5"_s);
        QTest::addRow("binned") << u"is:binned"_s << binned();

        QTest::addRow("today") << u"on:today"_s << between(at("2026-11-24T00:00:00Z"), at("2026-11-25T00:00:00Z"));
        QTest::addRow("yesterday") << u"on:Yesterday"_s
                                   << between(at("2026-11-23T00:00:00Z"), at("2026-11-24T00:00:00Z"));
        QTest::addRow("a day in summer") << u"on:2026-07-01"_s
                                         << between(at("2026-06-30T23:00:00Z"), at("2026-07-01T23:00:00Z"));
        QTest::addRow("a day of 23 hours")
            << u"on:2026-03-29"_s << between(at("2026-03-29T00:00:00Z"), at("2026-03-29T23:00:00Z"));
        QTest::addRow("a day of 25 hours")
            << u"on:2026-10-25"_s << between(at("2026-10-24T23:00:00Z"), at("2026-10-26T00:00:00Z"));
        QTest::addRow("after") << u"after:2026-11-01"_s << between(at("2026-11-01T00:00:00Z"), {});
        QTest::addRow("before") << u"before:2026-11-01"_s << between({}, at("2026-11-01T00:00:00Z"));
        QTest::addRow("after a minute") << u"after:2026-07-01T13:30"_s << between(at("2026-07-01T12:30:00Z"), {});
        QTest::addRow("before a second, with a space")
            << u"before:\"2026-11-01 13:30:15\""_s << between({}, at("2026-11-01T13:30:15Z"));
        QTest::addRow("after and before")
            << u"after:2026-11-01 before:today"_s << between(at("2026-11-01T00:00:00Z"), at("2026-11-24T00:00:00Z"));
    }
    void readsWhatPeopleType()
    {
        QFETCH(QString, text);
        const SearchText search = read(text);
        QCOMPARE(search.problems, QStringList());
        QTEST(search.query, "query");
    }

    // While somebody types, a part that is not there yet restricts nothing.
    void whatIsHalfTypedHidesNothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<HistoryQuery>("query");
        for (const char* key : {"order", "event", "profile", "agent", "note", "host", "id", "status", "http", "rev",
                 "on", "before", "after", "is"}) {
            QTest::addRow("%s:", key) << QLatin1StringView(key) + u':' << HistoryQuery();
            QTest::addRow("%s:\"", key) << QLatin1StringView(key) + u":\""_s << HistoryQuery();
            QTest::addRow("%s: with words", key)
                << u"pear "_s + QLatin1StringView(key) + u": tree"_s << words(u"pear tree"_s);
        }
        QTest::addRow("rev>") << u"rev>"_s << HistoryQuery();
        QTest::addRow("rev<") << u"rev<"_s << HistoryQuery();
        QTest::addRow("empty quotes") << u"agent:\"\""_s << HistoryQuery();
        QTest::addRow("blank quotes") << u"agent:\"  \""_s << HistoryQuery();
        QTest::addRow("quotes still open") << u"agent:\"desk 4"_s << term(Kind::Agent, u"desk 4"_s);
    }
    void whatIsHalfTypedHidesNothing()
    {
        QFETCH(QString, text);
        const SearchText search = read(text);
        QCOMPARE(search.problems, QStringList());
        QTEST(search.query, "query");
    }

    void whatIsNoKeyIsAWord_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString& text :
            {u"A:1"_s, u"orders:1"_s, u"x-order:1"_s, u"1:order"_s, u"order>5"_s, u"status<x"_s, u"12:30"_s, u":"_s,
                u":x"_s, u"https://corvidae.example.com/i"_s, u"a>b"_s, u"rev"_s, u"rév:1"_s, u"🐦:1"_s})
            QTest::addRow("%s", text.toUtf8().toPercentEncoding(":<>/\"").constData()) << text;
    }
    void whatIsNoKeyIsAWord()
    {
        QFETCH(QString, text);
        const SearchText search = read(text);
        QCOMPARE(search.query, words(text));
        QCOMPARE(search.problems, QStringList());
    }

    void quotesAroundWordsAreNoPartOfThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("searched");
        QTest::addRow("one") << u"\"pear\""_s << u"pear"_s;
        QTest::addRow("several") << u"\"red pear\" plum"_s << u"red pear plum"_s;
        QTest::addRow("not closed yet") << u"\"pear"_s << u"pear"_s;
    }
    void quotesAroundWordsAreNoPartOfThem()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, searched);
        QCOMPARE(read(text).query, words(searched));
    }

    void whatCannotBeIsSaidAndHidesNothing_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString& text : {u"status:lost"_s, u"http:99"_s, u"http:600"_s, u"http:5"_s, u"http:xx"_s,
                 u"rev>abc"_s, u"rev:1,5"_s, u"rev<1e5"_s, u"on:2026-02-30"_s, u"on:tomorrow"_s, u"before:24.11.2026"_s,
                 u"after:2026"_s, u"is:open"_s, u"on:2026-11-23T10:00"_s, u"after:2026-11-23T25:00"_s})
            QTest::addRow("%s", qPrintable(text)) << text;
    }
    void whatCannotBeIsSaidAndHidesNothing()
    {
        QFETCH(QString, text);
        const SearchText search = read(u"pear "_s + text);
        QCOMPARE(search.query, words(u"pear"_s));
        QCOMPARE(search.problems.size(), 1);
        QVERIFY(search.problems.first().contains(text.section(QRegularExpression(u"[:<>]"_s), 1)));
    }

    void aDayBeginsWhenItsClockDoes_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QDate>("day");
        QTest::addColumn<UtcMs>("start");
        QTest::addRow("plain") << QByteArray("Asia/Kathmandu") << QDate(2026, 1, 1) << at("2025-12-31T18:15:00Z");
        // In Beirut the clocks go forward at midnight: the day begins at one.
        QTest::addRow("no midnight") << QByteArray("Asia/Beirut") << QDate(2026, 3, 29) << at("2026-03-28T22:00:00Z");
        QTest::addRow("a zone ahead") << QByteArray("Pacific/Auckland") << QDate(2026, 11, 24)
                                      << at("2026-11-23T11:00:00Z");
    }
    void aDayBeginsWhenItsClockDoes()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QDate, day);
        QFETCH(UtcMs, start);
        QCOMPARE(startOfDay(day, QTimeZone(zone)).value(), start.value());
    }

    void aPartIsReadBackAsItWasMeant_data()
    {
        QTest::addColumn<QString>("value");
        for (const QString& value : {u"desk"_s, u"desk 4"_s, u"A:1"_s, u"tab\there"_s, u"Zoë 🐦"_s})
            QTest::addRow("%s", value.toUtf8().toPercentEncoding(" :").constData()) << value;
    }
    void aPartIsReadBackAsItWasMeant()
    {
        QFETCH(QString, value);
        QCOMPARE(read(searchPart(u"agent"_s, value)).query, term(Kind::Agent, value));
    }
};

QTEST_APPLESS_MAIN(SearchTextTest)
#include "tst_searchtext.moc"
