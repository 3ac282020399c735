// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace {

constexpr int Trouble = 1;
constexpr int BadUsage = 2;
constexpr int StillOpen = 3;
constexpr int SomeRejected = 5;
constexpr quint16 Nowhere = 9;

/// A console with a practice profile and a folder to watch.
struct Desk {
    explicit Desk(quint16 port = Nowhere)
    {
        if (cli.addProfile(port).code != 0 || !QDir(cli.file(u"."_s)).mkdir(u"in"_s))
            qFatal("no desk");
    }
    void put(const QString& name, const QByteArray& bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
    }
    [[nodiscard]] QString path(const QString& name) const { return cli.file(u"in/"_s + name); }
    [[nodiscard]] QByteArray read(const QString& name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// All files, by their place in the folder.
    [[nodiscard]] QStringList files() const
    {
        QStringList found;
        for (const QString& sub : {QString(), u"done/"_s, u"rejects/"_s}) {
            const QStringList names = QDir(path(sub)).entryList(QDir::Files, QDir::Name);
            for (const QString& name : names)
                found << sub + name;
        }
        return found;
    }
    [[nodiscard]] QStringList arguments(const QStringList& more) const
    {
        return QStringList{u"--data-dir"_s, QFileInfo(cli.file(u"x"_s)).absolutePath(), u"watch"_s, path({}),
                   u"--profile"_s, u"P"_s}
        + more;
    }
    [[nodiscard]] Said once(const QStringList& more = {}) const
    {
        return cli.run(arguments(QStringList{u"--once"_s, u"--settle"_s, u"0"_s} + more));
    }
    [[nodiscard]] QStringList orders() const
    {
        QStringList found;
        const auto lines = cli({u"history"_s, u"--format"_s, u"jsonl"_s}).lines();
        for (const QJsonObject& line : lines)
            found << line.value(u"transactionId"_s).toString() + u' ' + line.value(u"state"_s).toString();
        found.sort();
        return found;
    }

    Console cli;
};

QByteArray manyOrders(int rows)
{
    QByteArray bytes = "Ref,Total\n";
    for (int i = 0; i < rows; ++i)
        bytes += "K-" + QByteArray::number(i) + ",1.00\n";
    return bytes;
}

QString orderOf(const QJsonValue& event)
{
    const QUrl url(event.toObject().value(u"url"_s).toString());
    return QUrlQuery(url).queryItemValue(u"transactionId"_s);
}

} // namespace

class WatchTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFileIsSentAndItsRowsAreToldOf()
    {
        const PracticeProcess practice;
        const Desk desk(practice.port());
        desk.put(u"orders.csv"_s, "Ref,Total\nA,1.00\nB,oops\nA,1.00\n");
        const Said said = desk.once();
        QCOMPARE(said.code, SomeRejected);
        QCOMPARE(desk.files(),
            (QStringList{u"done/orders.csv"_s, u"done/orders.csv.results.csv"_s, u"rejects/orders.csv.rejects.csv"_s}));
        const QByteArray results = desk.read(u"done/orders.csv.results.csv"_s);
        QVERIFY2(results.contains(",delivered,200,"), results.constData());
        const QByteArray rejects = desk.read(u"rejects/orders.csv.rejects.csv"_s);
        QCOMPARE(rejects.count("\r\n"), 3); // the header, what is to be fixed, what is there twice
        QCOMPARE(practice.events().size(), 1);
        QCOMPARE(said.line().value(u"state"_s).toString(), u"done"_s);
        QCOMPARE(said.line().value(u"accepted"_s).toInt(), 1);
    }

    void whatWasCalledOffIsHeldBackAsNobodyIsAsked_data()
    {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("rejected");
        QTest::addRow("each row an order") << QByteArray("A,1.00,paid\nB,2.00,refunded\nC,3.00,\n") << QStringList()
                                           << QByteArray("B,2.00,refunded,Financial Status,");
        QTest::addRow("a further line") << QByteArray("A,1.00,paid\nB,2.00,paid\nB,1.00,voided\nC,3.00,paid\nC,1.00,\n")
                                        << QStringList{u"--order-lines"_s, u"sum"_s}
                                        << QByteArray("B,3.00,paid,Financial Status,");
    }

    void whatWasCalledOffIsHeldBackAsNobodyIsAsked()
    {
        QFETCH(const QByteArray, rows);
        QFETCH(const QStringList, options);
        QFETCH(const QByteArray, rejected);
        const PracticeProcess practice;
        const Desk desk(practice.port());
        desk.put(u"orders.csv"_s, "Ref,Total,Financial Status\n" + rows);
        const Said said = desk.once(options);
        QCOMPARE(said.code, SomeRejected);
        QCOMPARE(said.line().value(u"accepted"_s).toInt(), 2);
        QCOMPARE(said.line().value(u"fix"_s).toInt(), 1);
        QCOMPARE(desk.orders(), (QStringList{u"A delivered"_s, u"C delivered"_s}));
        QCOMPARE(practice.events().size(), 2);
        const QByteArray rejects = desk.read(u"rejects/orders.csv.rejects.csv"_s);
        QCOMPARE(rejects.count("\r\n"), 2);
        QVERIFY2(rejects.contains(rejected) && rejects.contains("nobody was there to ask"), rejects.constData());
    }

    void theSameFileAgainAndOneThatOverlapsCountNothingTwice()
    {
        const PracticeProcess practice;
        const Desk desk(practice.port());
        const QByteArray bytes = "Ref,Total\nA,1.00\nB,2.00\n";
        desk.put(u"orders.csv"_s, bytes);
        QCOMPARE(desk.once().code, 0);
        desk.put(u"orders.csv"_s, bytes);
        QCOMPARE(desk.once().code, 0);
        desk.put(u"more.csv"_s, "Ref,Total\nB,3.00\nC,3.00\n");
        QCOMPARE(desk.once().code, 0);
        QCOMPARE(practice.events().size(), 3);
        QCOMPARE(desk.files(),
            (QStringList{u"done/more.csv"_s, u"done/more.csv.results.csv"_s, u"done/orders (2).csv"_s,
                u"done/orders (2).csv.results.csv"_s, u"done/orders.csv"_s, u"done/orders.csv.results.csv"_s,
                u"rejects/more.csv.rejects.csv"_s}));
        const QByteArray changed = desk.read(u"rejects/more.csv.rejects.csv"_s);
        QVERIFY2(changed.contains("B,3.00,") && !changed.contains("C,"), changed.constData());
    }

    void whatCantBeReadGoesAwayWithItsReason()
    {
        const Desk desk;
        desk.put(u"letter.csv"_s, "Dear,all\nx,y\n");
        const Said said = desk.once();
        QCOMPARE(said.code, BadUsage);
        QCOMPARE(desk.files(), (QStringList{u"rejects/letter.csv"_s, u"rejects/letter.csv.reason.txt"_s}));
        QVERIFY(desk.read(u"rejects/letter.csv.reason.txt"_s).contains("Which column is what?"));
        QCOMPARE(said.line().value(u"state"_s).toString(), u"rejected"_s);
    }

    void whatIsNotCompleteStays_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isOpen");
        QTest::addRow("being downloaded") << u"orders.csv.part"_s << false;
        QTest::addRow("hidden") << u".orders.csv"_s << false;
        QTest::addRow("lock of a spreadsheet program") << u"~$orders.xlsx"_s << false;
#ifdef Q_OS_LINUX
        QTest::addRow("open for writing") << u"orders.csv"_s << true;
#endif
    }

    void whatIsNotCompleteStays()
    {
        QFETCH(const QString, name);
        QFETCH(const bool, isOpen);
        const Desk desk;
        desk.put(name, "Ref,Total\nA,1.00\n");
        QFile writer(desk.path(name));
        QVERIFY(!isOpen || writer.open(QIODevice::WriteOnly | QIODevice::Append));
        const Said said = desk.once();
        QCOMPARE(said.code, isOpen ? StillOpen : 0);
        QCOMPARE(said.err.contains("open for writing."), isOpen);
        QVERIFY(QFile::exists(desk.path(name)));
        QVERIFY(desk.orders().isEmpty());
        if (isOpen) {
            writer.close();
            QCOMPARE(desk.once().code, StillOpen);
            QCOMPARE(desk.orders(), QStringList{u"A waiting"_s});
        }
    }

    void aFileThatGrowsIsTakenWhenItHasSettled()
    {
        const PracticeProcess practice;
        const Desk desk(practice.port());
        QProcess process;
        desk.cli.start(process, desk.arguments({u"--settle"_s, u"0.5"_s}));
        desk.put(u"slow.csv"_s, "Ref,Total\nA,1.00\n");
        desk.put(u"slow.csv"_s, "Ref,Total\nA,1.00\nB,2.00\n");
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(desk.path(u"done/slow.csv"_s)), 20'000);
        process.terminate();
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(desk.orders(), (QStringList{u"A delivered"_s, u"B delivered"_s}));
    }

    void killedAgainAndAgainNothingIsLostOrDoubled()
    {
        constexpr int Rows = 2500;
        constexpr int Kills = 8;
        constexpr quint32 Seed = 11;
        constexpr int LongestMs = 700;
        const PracticeProcess practice;
        const Desk desk(practice.port());
        desk.put(u"orders.csv"_s, manyOrders(Rows));
        QRandomGenerator random(Seed);
        for (int i = 0; i < Kills; ++i) {
            QProcess process;
            desk.cli.start(process, desk.arguments({u"--settle"_s, u"0"_s}));
            (void)process.waitForFinished(random.bounded(30, LongestMs));
            process.kill();
            process.waitForFinished();
        }
        QProcess last;
        desk.cli.start(last, desk.arguments({u"--settle"_s, u"0"_s, u"--once"_s}));
        QVERIFY(last.waitForFinished(120'000));
        const int code = last.exitCode();
        QVERIFY2(code == 0 || code == StillOpen, last.readAllStandardError().constData());
        QCOMPARE(desk.cli({u"deliver"_s}).code, 0);
        QVERIFY(QFile::exists(desk.path(u"done/orders.csv"_s)) || QFile::exists(desk.path(u"done/orders (2).csv"_s)));
        QVERIFY(!QFile::exists(desk.path(u"orders.csv"_s)));
        QStringList orders = desk.orders();
        QCOMPARE(orders.size(), Rows);
        QCOMPARE(orders.removeDuplicates(), 0);
        QCOMPARE(orders.filter(u"delivered"_s).size(), Rows);
        QHash<QString, QSet<QString>> urls;
        const QJsonArray events = practice.events();
        for (const auto& event : events)
            urls[orderOf(event)] << event.toObject().value(u"url"_s).toString();
        for (auto it = urls.cbegin(); it != urls.cend(); ++it)
            QVERIFY2(it->size() == 1, qPrintable(it.key()));
    }

    void aStopIsCleanAndTheNextWatchGoesOn()
    {
        constexpr int Rows = 12'000;
        const Desk desk;
        desk.put(u"orders.csv"_s, manyOrders(Rows));
        QCOMPARE(desk.cli({u"pause"_s}).code, 0);
        QProcess process;
        desk.cli.start(process, desk.arguments({u"--settle"_s, u"0"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(!desk.orders().isEmpty(), 20'000);
        process.terminate();
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), StillOpen);
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(said.contains("Stopped"), said.constData());
        const qsizetype before = desk.orders().size();
        QVERIFY2(before == Rows || before % 1000 == 0, qPrintable(QString::number(before)));
        // A stop between the last row and the move leaves the file too: the next watch finds nothing new in it.
        QVERIFY(QFile::exists(desk.path(u"orders.csv"_s)) || before == Rows);
        const Said rest = desk.once();
        QVERIFY(rest.code == 0 || rest.code == StillOpen);
        QStringList orders = desk.orders();
        QCOMPARE(orders.size(), Rows);
        QCOMPARE(orders.removeDuplicates(), 0);
        QVERIFY(QFile::exists(desk.path(u"done/orders.csv"_s)));
    }

    void aFileThatCantBeMovedIsImportedOnceAndToldOnce()
    {
        const PracticeProcess practice(R"([{"delayMs": 1500}])");
        const Desk desk(practice.port());
        desk.put(u"orders.csv"_s, "Ref,Total\nA,1.00\n");
        QProcess process;
        desk.cli.start(process, desk.arguments({u"--settle"_s, u"0"_s}));
        // Its name in done/ is free when it is read, and taken when it is to go there.
        QTRY_VERIFY_WITH_TIMEOUT(!desk.orders().isEmpty(), 20'000);
        desk.put(u"done/orders.csv"_s, "in the way");
        QTRY_VERIFY_WITH_TIMEOUT(process.bytesAvailable() > 0, 20'000);
        QByteArray told = process.readAllStandardOutput();
        QVERIFY2(told.contains("\"state\":\"left\""), told.constData());
        QVERIFY(QFile::exists(desk.path(u"orders.csv"_s)));

        QVERIFY(QFile::remove(desk.path(u"done/orders.csv"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(desk.path(u"done/orders.csv"_s)), 20'000);
        QVERIFY(!QFile::exists(desk.path(u"orders.csv"_s)));
        // The next file of that name is another one.
        desk.put(u"orders.csv"_s, "Ref,Total\nA,1.00\nB,2.00\n");
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(desk.path(u"done/orders (2).csv"_s)), 20'000);
        process.terminate();
        QVERIFY(process.waitForFinished(20'000));
        told += process.readAllStandardOutput();
        QCOMPARE(told.count("\"file\":\"orders.csv\""), 2);
        const QByteArray said = process.readAllStandardError();
        QCOMPARE(said.count("can't be moved"), 1);
        QCOMPARE(said.count("1 rows: 1 accepted"), 1);
        QCOMPARE(desk.orders(), (QStringList{u"A delivered"_s, u"B delivered"_s}));
        QCOMPARE(desk.files(),
            (QStringList{u"done/orders (2).csv"_s, u"done/orders (2).csv.results.csv"_s, u"done/orders.csv"_s,
                u"done/orders.csv.results.csv"_s}));
    }

    void aFolderIsWatchedOnce()
    {
        const Desk desk;
        QProcess process;
        desk.cli.start(process, desk.arguments({}));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(desk.path(u".rookery-watch.lock"_s)), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(desk.path(u"done"_s)), 20'000);
        const Said second = desk.once();
        QCOMPARE(second.code, Trouble);
        QVERIFY2(second.err.contains("watched already"), second.err.constData());
        process.terminate();
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 0);
    }

    void whatIsWrongBeforeAnyFileIsSaidAtOnce_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addRow("no such profile") << QStringList{u"--profile"_s, u"Nobody"_s};
        QTest::addRow("no such mapping") << QStringList{u"--profile"_s, u"P"_s, u"--mapping"_s, u"/nowhere.json"_s};
        QTest::addRow("no such encoding") << QStringList{u"--profile"_s, u"P"_s, u"--encoding"_s, u"ebcdic"_s};
    }

    void whatIsWrongBeforeAnyFileIsSaidAtOnce()
    {
        QFETCH(const QStringList, options);
        const Desk desk;
        desk.put(u"orders.csv"_s, "Ref,Total\nA,1.00\n");
        const Said said = desk.cli(QStringList{u"watch"_s, desk.path({}), u"--once"_s} + options);
        QCOMPARE(said.code, BadUsage);
        QCOMPARE(desk.files(), QStringList{u"orders.csv"_s});
        QCOMPARE(desk.cli({u"watch"_s, desk.path(u"nothing"_s), u"--profile"_s, u"P"_s}).code, BadUsage);
    }
};

QTEST_GUILESS_MAIN(WatchTest)
#include "tst_watch.moc"
