// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/stage.h"
#include "ledger/book.h"
#include "ledger/rescue.h"

#include <QDir>
#include <QFileInfo>
#include <QMap>
#include <QRandomGenerator>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace rookery;
using namespace rookery::ledger;

namespace {

constexpr int Orders = 300;
constexpr int PageBytes = 4096;
constexpr int OnAPage = 30; // orders, at the most

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A ledger with orders of which half were delivered, all of it in one file, and what it holds.
struct Whole {
    Whole()
    {
        Book book;
        for (int i = 0; i < Orders; ++i)
            book.add(QStringLiteral("A-%1").arg(i));
        QList<Completion> outcomes;
        const QList<Taken> taken = book.take(book.due(Orders / 2));
        for (const Taken& one : taken)
            outcomes << Book::outcome(one, Move::Deliver, 200);
        const Done done = book.ledger->complete(outcomes).and_then([&] {
            return book.ledger->reader().forEach({}, 0, [this](const EventRecord& event) {
                events.insert(event.eventId(), event);
                return true;
            });
        });
        if (!done)
            qFatal("%s", qPrintable(done.error().detail));
        book.close();
        SQLite::Database db(QFile::encodeName(book.file()).toStdString(), SQLite::OPEN_READWRITE);
        db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
        bytes = bytesOf(book.file());
    }

    QByteArray bytes;
    QMap<QString, EventRecord> events;
};

/// What became of a ledger that was damaged, after it was read, and opened until it opened.
struct Outcome {
    QStringList said;
    bool opens = false;
    bool isSound = false;
    bool acceptsMore = false;
    int same = 0;
    int different = 0;
    QStringList setAside;
};

// A person who looks at everything and starts again when told to.
Outcome live(const QString& folder, const Whole& whole)
{
    const QString file = folder + QStringLiteral("/ledger.sqlite");
    Outcome outcome;
    for (int start = 0; start < 3; ++start) {
        auto ledger = Ledger::open(file);
        outcome.opens = ledger.has_value();
        if (!ledger) {
            outcome.said << ledger.error().sentence;
            continue;
        }
        outcome.same = outcome.different = 0;
        const Reader& reader = (*ledger)->reader();
        bool tries = true;
        const Done read = reader.forEach({}, 0, [&](const EventRecord& event) {
            const auto attempts = reader.attempts(event.id);
            tries = tries && attempts.has_value();
            const auto known = whole.events.constFind(event.eventId());
            const bool isSame = known != whole.events.cend() && *known == event && attempts.has_value();
            ++(isSame ? outcome.same : outcome.different);
            return true;
        });
        HistoryQuery search;
        search.search = QStringLiteral("A-1");
        const bool found = reader.count(search).has_value();
        const QString next = QStringLiteral("next-%1").arg(start);
        outcome.acceptsMore
            = (*ledger)->confirm(Book::order(next, QStringLiteral("e-") + next), UtcMs(1'900'000'000'000)).has_value();
        if (!read)
            outcome.said << read.error().sentence;
        if (read && tries && found && outcome.acceptsMore)
            break;
    }
    try {
        SQLite::Database db(QFile::encodeName(file).toStdString(), SQLite::OPEN_READONLY);
        outcome.isSound = db.execAndGet("PRAGMA integrity_check(1)").getString() == "ok";
    } catch (const SQLite::Exception& e) {
        outcome.said << QString::fromUtf8(e.what());
    }
    outcome.setAside = QDir(folder).entryList({QStringLiteral("ledger-damaged-*.sqlite")}, QDir::Files);
    return outcome;
}

void lay(const QString& folder, const QByteArray& bytes)
{
    QFile file(folder + QStringLiteral("/ledger.sqlite"));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no room");
}

// The page that a table or index begins with.
int rootOf(const QByteArray& bytes, const char* name)
{
    const Scratch folder;
    lay(folder.path(), bytes);
    SQLite::Database db(
        QFile::encodeName(folder.filePath(QStringLiteral("ledger.sqlite"))).toStdString(), SQLite::OPEN_READONLY);
    return db.execAndGet(std::string("SELECT rootpage FROM sqlite_master WHERE name = '") + name + "'").getInt();
}

QByteArray withoutPage(QByteArray bytes, int page, quint32 seed)
{
    QRandomGenerator random(seed);
    for (int i = 0; i < PageBytes; ++i)
        bytes[(page - 1) * PageBytes + i] = char(random.bounded(256));
    return bytes;
}

} // namespace

/// A ledger with damaged pages: what can be read goes on, the rest is told of, and the damaged file is kept.
class DamageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatCanBeReadIsRecoveredAndThePersonIsTold()
    {
        const Whole whole;
        const int pages = int(whole.bytes.size() / PageBytes);
        int rescued = 0;
        int unnoticed = 0;
        int hopeless = 0; // they say what a table is
        int lost = 0;
        int worst = 0;
        int looked = 0;
        for (int page = 2; page <= pages; page += isLong() ? 1 : 3, ++looked) { // the first one is told of below
            const Scratch folder;
            const QByteArray damaged = withoutPage(whole.bytes, page, quint32(page));
            lay(folder.path(), damaged);
            const Outcome outcome = live(folder.path(), whole);
            const QByteArray where
                = "page " + QByteArray::number(page) + ": " + outcome.said.join(QStringLiteral(" | ")).toUtf8();
            if (where.contains("put a back-up in its place")) {
                QVERIFY2(bytesOf(folder.filePath(QStringLiteral("ledger.sqlite"))) == damaged, where.constData());
                ++hopeless;
                continue;
            }
            QVERIFY2(outcome.opens && outcome.acceptsMore, where.constData());
            if (outcome.setAside.isEmpty()) {
                QVERIFY2(outcome.same == Orders, where.constData());
                ++unnoticed;
                continue;
            }
            ++rescued;
            QVERIFY2(outcome.isSound, where.constData());
            const int missing = Orders - outcome.same;
            lost += missing;
            worst = qMax(worst, missing);
            QCOMPARE(outcome.setAside.size(), 1);
            QVERIFY(bytesOf(folder.filePath(outcome.setAside.first())).size() >= damaged.size());
            const QString told = outcome.said.filter(QStringLiteral(" orders could be read")).value(0);
            QVERIFY2(!told.isEmpty(), where.constData());
        }
        qInfo("%d pages overwritten in turn: %d rescued, %d not noticed, %d left for a back-up; of %d orders each, "
              "%d lost in all, %d at the worst",
            looked, rescued, unnoticed, hopeless, Orders, lost, worst);
        QVERIFY(hopeless <= 3);
        QVERIFY(worst <= OnAPage);
        QVERIFY(rescued > looked / 2);
    }

    void howManyOfHowManyIsSaid_data()
    {
        QTest::addColumn<QByteArray>("place");
        QTest::addColumn<bool>("losesOrders");
        QTest::addRow("an index") << QByteArray("event_by_order") << false;
        QTest::addRow("the tries") << QByteArray("attempt") << false;
        QTest::addRow("the search") << QByteArray("event_text_data") << false;
        QTest::addRow("where the orders begin") << QByteArray("event") << false;
        QTest::addRow("some orders") << QByteArray() << true;
    }
    void howManyOfHowManyIsSaid()
    {
        QFETCH(const QByteArray, place);
        QFETCH(const bool, losesOrders);
        const Whole whole;
        const Scratch folder;
        const QString file = folder.filePath(QStringLiteral("ledger.sqlite"));
        const int page = place.isEmpty() ? int(whole.bytes.indexOf("\"eventID\"")) / PageBytes + 1
                                         : rootOf(whole.bytes, place.constData());
        lay(folder.path(), withoutPage(whole.bytes, page, 1));
        markDamaged(file);
        const auto first = Ledger::open(file);
        QVERIFY(!first);
        QCOMPARE(first.error().code, Error::Code::Rescued);
        const auto second = Ledger::open(file);
        QVERIFY2(second, second ? "" : qPrintable(second.error().sentence + second.error().detail));
        const qint64 left = (*second)->reader().count({}).value_or(0);
        QCOMPARE(left < Orders, losesOrders);
        const QString told = QStringLiteral(" %1 of %2 orders ").arg(left).arg(Orders);
        QVERIFY2(first.error().sentence.contains(told), qPrintable(first.error().sentence));
    }

    void nobodyRescuesUnderAnothersHands()
    {
        Book book;
        book.add(QStringLiteral("A"));
        markDamaged(book.file());
        const auto second = Ledger::open(book.file());
        QVERIFY(!second);
        QVERIFY2(second.error().sentence.contains(QStringLiteral("Close every window")),
            qPrintable(second.error().sentence));
        QVERIFY(book.add(QStringLiteral("B")) > 0);
        book.close();
        QVERIFY(isMarkedDamaged(book.file()));
        book.open(); // sound after all
        QVERIFY(!isMarkedDamaged(book.file()));
        QCOMPARE(book.ledger->reader().count({}).value_or(0), 2);
        QVERIFY(QDir(book.folder.path()).entryList({QStringLiteral("*damaged*")}).isEmpty());
    }

    void whereNothingCanBeReadNothingIsChanged()
    {
        const Whole whole;
        const Scratch folder;
        const QString file = folder.filePath(QStringLiteral("ledger.sqlite"));
        const QByteArray damaged = withoutPage(whole.bytes, 1, 1);
        lay(folder.path(), damaged);
        for (int start = 0; start < 2; ++start) {
            const auto opened = Ledger::open(file);
            QVERIFY(!opened);
            QVERIFY(!opened.error().sentence.isEmpty());
        }
        QVERIFY(bytesOf(file) == damaged);
    }

    // A page has no checksum: a bit within a value is another value, and nobody can tell.
    void aFlippedBitCostsNoMoreThanItsPage()
    {
        const Whole whole;
        const int flips = isLong() ? 1000 : 300;
        int untouched = 0;
        int changed = 0;
        int rescued = 0;
        int lost = 0;
        int worst = 0;
        int refused = 0;
        for (int seed = 0; seed < flips; ++seed) {
            QRandomGenerator random{quint32(seed)};
            QByteArray damaged = whole.bytes;
            const int bit = random.bounded(int(damaged.size()) * 8);
            damaged[bit / 8] = char(damaged[bit / 8] ^ (1 << (bit % 8)));
            const Scratch folder;
            lay(folder.path(), damaged);
            const Outcome outcome = live(folder.path(), whole);
            const QByteArray where
                = "bit " + QByteArray::number(bit) + ": " + outcome.said.join(QStringLiteral(" | ")).toUtf8();
            if (!outcome.opens) {
                QVERIFY2(!outcome.said.isEmpty(), where.constData());
                ++refused;
                continue;
            }
            const int missing = qMax(0, Orders - outcome.same - outcome.different);
            rescued += int(!outcome.setAside.isEmpty());
            lost += missing;
            worst = qMax(worst, missing);
            changed += int(outcome.same + missing < Orders);
            untouched += int(outcome.same == Orders);
            QVERIFY2(missing <= OnAPage, where.constData());
        }
        qInfo("%d bits flipped in turn: %d without a trace in any order, %d changed one unnoticed, %d rescued with %d "
              "orders lost in all and %d at the worst, %d not opened",
            flips, untouched, changed, rescued, lost, worst, refused);
    }
};

QTEST_GUILESS_MAIN(DamageTest)
#include "tst_damage.moc"
