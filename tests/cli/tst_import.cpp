// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"
#include "smalldisk.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int Trouble = 1;
constexpr int BadUsage = 2;
constexpr int StillOpen = 3;
constexpr int SomeRejected = 5;
constexpr quint16 Nowhere = 9;

const QByteArray Orders = "Ref,Total,VAT,Note\r\n"
                          "A-001,\"1,000.99\",200.20,first\r\n"
                          "A-002,88.00,,second\r\n"
                          "A-001,\"1,000.99\",200.20,again\r\n"
                          "A-003,n/a,,no amount\r\n";
const QStringList Columns{u"--map"_s, u"Ref=transactionId"_s, u"--map"_s, u"Total=revenue"_s, u"--map"_s, u"VAT=tax"_s};

/// A console with a practice profile and a file to import.
struct Desk {
    explicit Desk(const QByteArray& bytes = Orders, quint16 port = Nowhere)
    {
        if (cli.addProfile(port).code != 0)
            qFatal("no profile");
        write(u"orders.csv"_s, bytes);
    }
    void write(const QString& name, const QByteArray& bytes) const
    {
        QFile out(cli.file(name));
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            qFatal("no file");
    }
    [[nodiscard]] QByteArray read(const QString& name) const
    {
        QFile in(cli.file(name));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    [[nodiscard]] Said import(const QStringList& more, const QString& name = u"orders.csv"_s) const
    {
        return cli(QStringList{u"import"_s, cli.file(name), u"--profile"_s, u"P"_s} + more);
    }
    [[nodiscard]] QStringList orders() const
    {
        QStringList found;
        const auto lines = cli({u"history"_s, u"--format"_s, u"jsonl"_s}).lines();
        for (const QJsonObject& line : lines)
            found << line.value(u"transactionId"_s).toString();
        found.sort();
        return found;
    }

    Console cli;
};

QStringList statesOf(const QList<QJsonObject>& lines)
{
    QStringList states;
    for (const QJsonObject& line : lines)
        states << u"%1 %2 %3"_s.arg(line.value(u"row"_s).toInt())
                      .arg(line.value(u"transactionId"_s).toString(), line.value(u"state"_s).toString());
    return states;
}

QStringList codesOf(const QJsonObject& line)
{
    QStringList codes;
    const QJsonArray findings = line.value(u"findings"_s).toArray();
    for (const QJsonValue& finding : findings)
        codes << finding.toObject().value(u"code"_s).toString();
    return codes;
}

} // namespace

class ImportTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDryRunTellsOfEveryRowAndWritesNothing()
    {
        const Desk desk;
        const Said said = desk.import(Columns + QStringList{u"--dry-run"_s});
        QCOMPARE(said.code, SomeRejected);
        QCOMPARE(statesOf(said.lines()),
            (QStringList{u"2 A-001 ready"_s, u"3 A-002 ready"_s, u"4 A-001 duplicate"_s, u"5 A-003 fix"_s}));
        const QJsonObject fields = said.line().value(u"fields"_s).toObject();
        QCOMPARE(fields.value(u"revenue"_s).toString(), u"1000.99"_s);
        QCOMPARE(fields.value(u"tax"_s).toString(), u"200.20"_s);
        QCOMPARE(codesOf(said.lines()[2]), QStringList{u"transactionId.in-file"_s});
        QCOMPARE(codesOf(said.lines()[3]), QStringList{u"revenue.not-a-number"_s});
        QVERIFY(!QFile::exists(desk.cli.file(u"ledger.sqlite"_s)));
    }

    // Rows without a flaw are written straight from their bytes, the others as JSON objects; with a file of results all
    // are.
    void aLineIsTheSameHoweverItIsWritten_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QStringList>("options");
        QTest::addRow("usual") << Orders << Columns;
        QTest::addRow("signs that JSON escapes")
            << QByteArray("Ref,Total\n\"a \"\"b\"\" \\ /c\",1.00\n'=x,2.00\n<&>,3.00\n\"d\te\",4\nf\x7Fg,5\n")
            << Columns.first(4);
        QTest::addRow("beyond ASCII") << QByteArray(
            "Ref,Total\nZo\xC3\xAB,1.00\n\xE2\x82\xAC\xF0\x9F\x8E\x81,2.00\n\xEF\xBB\xBFz,3.00\n")
                                      << Columns.first(4);
        QTest::addRow("every field there is")
            << QByteArray("Ref,Total,Tax,Shipping,Currency,Visitor ID,Session ID,User ID,Conversion\n"
                          "A,\"GBP 1,234.50\",2,4.99,GBP,b0a1fb6c-7be2-4c6b-9a25-3ddc27c4a0f5,"
                          "b0a1fb6c-7be2-4c6b-9a25-3ddc27c4a0f6,b0a1fb6c-7be2-4c6b-9a25-3ddc27c4a0f7,Sale\n"
                          "B,1,,,,,,,\nC,1\nD,2.00,,,GBP,,,,Sale\n")
            << QStringList{u"--map"_s, u"Ref=transactionId"_s, u"--map"_s, u"Total=revenue"_s, u"--map"_s, u"Tax=tax"_s,
                   u"--map"_s, u"Shipping=shipping"_s, u"--map"_s, u"Currency=currency"_s, u"--map"_s,
                   u"Visitor ID=visitorId"_s, u"--map"_s, u"Session ID=sessionId"_s, u"--map"_s, u"User ID=userId"_s,
                   u"--map"_s, u"Conversion=conversionName"_s};
        QTest::addRow("a constant with quotes")
            << QByteArray("Ref,Total\nA,1.00\n") << QStringList{u"--constant"_s, u"userId=a\"\\\u00e9"_s};
    }

    void aLineIsTheSameHoweverItIsWritten()
    {
        QFETCH(const QByteArray, file);
        QFETCH(const QStringList, options);
        const Desk desk(file);
        const Said straight = desk.import(options + QStringList{u"--dry-run"_s});
        const Said kept
            = desk.import(options + QStringList{u"--dry-run"_s, u"--results"_s, desk.cli.file(u"results.csv"_s)});
        QVERIFY(!straight.out.isEmpty());
        QCOMPARE(straight.out, kept.out);
        QCOMPARE(straight.code, kept.code);
        QCOMPARE(straight.err, kept.err);
    }

    void aLargeFileIsReadAheadAndToldTheSame()
    {
        QByteArray bytes = "Ref,Total,Note\n";
        for (int i = 0; i < 30'000; ++i)
            bytes
                += "L-" + QByteArray::number(i % 29'000) + (i % 100 == 7 ? ",oops," : ",1.00,") + "\"a note, long\"\n";
        const Desk desk(bytes);
        const QStringList dry{u"--dry-run"_s};
        const Said file = desk.import(dry);
        const Said pipe = desk.cli({u"import"_s, u"-"_s, u"--profile"_s, u"P"_s, u"--dry-run"_s}, bytes);
        QCOMPARE(file.code, SomeRejected);
        QCOMPARE(file.out, pipe.out);
        QCOMPARE(file.out.count('\n'), 30'000);
        QVERIFY2(file.err.contains("30000 rows: 28710 ready, 300 to fix, 990 duplicates"), file.err.constData());
    }

    void aDryRunLeavesALedgerOfAnOlderVersionAsItIs()
    {
        const Desk desk;
        QVERIFY(QFile::copy(u":/fixtures/version3.sqlite"_s, desk.cli.file(u"ledger.sqlite"_s)));
        QVERIFY(QFile::setPermissions(desk.cli.file(u"ledger.sqlite"_s), QFile::ReadOwner | QFile::WriteOwner));
        const QByteArray before = desk.read(u"ledger.sqlite"_s);
        const Said said = desk.import(Columns + QStringList{u"--dry-run"_s});
        QCOMPARE(said.code, SomeRejected);
        QVERIFY(desk.read(u"ledger.sqlite"_s) == before);
        const QStringList there
            = QDir(QFileInfo(desk.cli.file(u"x"_s)).absolutePath()).entryList({u"ledger-version*"_s, u"*.lock"_s});
        QVERIFY2(there.isEmpty(), qPrintable(there.join(u' ')));
    }

    void readyRowsAreAcceptedAndTheOthersHeldBack()
    {
        const Desk desk;
        const Said said = desk.import(Columns);
        QCOMPARE(said.code, SomeRejected);
        QCOMPARE(statesOf(said.lines()),
            (QStringList{u"2 A-001 waiting"_s, u"3 A-002 waiting"_s, u"4 A-001 duplicate"_s, u"5 A-003 fix"_s}));
        QCOMPARE(desk.orders(), (QStringList{u"A-001"_s, u"A-002"_s}));
        QVERIFY2(said.err.contains("4 rows: 2 accepted, 1 to fix, 1 duplicates"), said.err.constData());
    }

    void theSameFileAgainAcceptsNothingTwice()
    {
        const Desk desk("Ref,Total\nB-1,10.00\nB-2,20.00\n");
        QCOMPARE(desk.import({}).code, StillOpen);
        const Said again = desk.import({});
        QCOMPARE(again.code, BadUsage);
        QCOMPARE(statesOf(again.lines()), (QStringList{u"2 B-1 duplicate"_s, u"3 B-2 duplicate"_s}));
        QCOMPARE(codesOf(again.line()), QStringList{u"transactionId.in-ledger"_s});
        QCOMPARE(desk.import({u"--skip-duplicates"_s}).code, 0);
        QCOMPARE(desk.orders().size(), 2);
    }

    void whatIsNewInAFileThatOverlapsIsAcceptedAndAnotherAmountIsSaid()
    {
        const Desk desk("Ref,Total\nB-1,10.00\nB-2,20.00\n");
        QCOMPARE(desk.import({}).code, StillOpen);
        desk.write(u"later.csv"_s, "Ref,Total\nB-2,25.00\nB-3,30.00\n");
        const Said later = desk.import({}, u"later.csv"_s);
        QCOMPARE(later.code, SomeRejected);
        QCOMPARE(statesOf(later.lines()), (QStringList{u"2 B-2 duplicate"_s, u"3 B-3 waiting"_s}));
        QCOMPARE(codesOf(later.line()), (QStringList{u"transactionId.in-ledger"_s, u"revenue.changed"_s}));
    }

    void anOrderThatIsHereInOtherLettersIsAcceptedAndTold()
    {
        const Desk desk("Ref,Total\nAB-1,10.00\n");
        QCOMPARE(desk.import({}).code, StillOpen);
        desk.write(u"later.csv"_s, "Ref,Total\nab-1,10.00\nab-2,10.00\n");
        const Said looked = desk.import({u"--dry-run"_s}, u"later.csv"_s);
        QCOMPARE(looked.code, 0);
        QCOMPARE(codesOf(looked.line()), QStringList{u"transactionId.other-letters"_s});
        const Said later = desk.import({}, u"later.csv"_s);
        QCOMPARE(statesOf(later.lines()), (QStringList{u"2 ab-1 waiting"_s, u"3 ab-2 waiting"_s}));
        QCOMPARE(codesOf(later.line()), QStringList{u"transactionId.other-letters"_s});
    }

    void theHeaderOnceMoreIsNoRowOfTheSum()
    {
        const Desk desk("Ref,Total\nH-1,1.00\nRef,Total\nH-2,x\n");
        const Said said = desk.import({u"--dry-run"_s});
        QVERIFY2(said.err.contains("2 rows: 1 ready, 1 to fix, 0 duplicates"), said.err.constData());
        QCOMPARE(statesOf(said.lines()), (QStringList{u"2 H-1 ready"_s, u"3 Ref header"_s, u"4 H-2 fix"_s}));
    }

    void aLineThatComesBackAsItStoodIsADuplicate()
    {
        const Desk desk("Ref,Total\nL-1,1.00\nL-1,2.00\nL-2,3.00\nL-1,1.00\n");
        const Said said = desk.import({u"--order-lines"_s, u"sum"_s, u"--dry-run"_s});
        QCOMPARE(said.code, SomeRejected);
        QCOMPARE(statesOf(said.lines()), (QStringList{u"2 L-1 ready"_s, u"4 L-2 ready"_s, u"5 L-1 duplicate"_s}));
    }

    void columnsInDoubtAreAskedForWithTheirCandidates()
    {
        const Desk desk("Col A,Col B\nx,y\n");
        const Said said = desk.import({});
        QCOMPARE(said.code, BadUsage);
        QVERIFY(said.out.isEmpty());
        QVERIFY2(said.err.contains("--map COLUMN=FIELD"), said.err.constData());
        QVERIFY2(said.err.contains("transactionId: no column looks like it"), said.err.constData());
    }

    void aMappingFileAndAConstantFillTheRest()
    {
        const Desk desk("Nr;Summe\nD-1;1.234,50\n");
        desk.write(u"map.json"_s, R"({"columns": {"Nr": "transactionId", "Summe": "revenue"}})");
        const Said said = desk.import({u"--mapping"_s, desk.cli.file(u"map.json"_s), u"--numbers"_s, u"de"_s,
            u"--constant"_s, u"shipping=4.90"_s, u"--dry-run"_s});
        QCOMPARE(said.code, 0);
        const QJsonObject fields = said.line().value(u"fields"_s).toObject();
        QCOMPARE(fields.value(u"revenue"_s).toString(), u"1234.50"_s);
        QCOMPARE(fields.value(u"shipping"_s).toString(), u"4.90"_s);
    }

    void severalLinesOfAnOrderAreAddedWhereThatIsSaid()
    {
        const Desk desk("Order,Total\nL-1,10.00\nL-1,5.50\nL-2,1.00\n");
        const Said summed = desk.import({u"--order-lines"_s, u"sum"_s, u"--dry-run"_s});
        QCOMPARE(summed.code, 0);
        QCOMPARE(statesOf(summed.lines()), (QStringList{u"2 L-1 ready"_s, u"4 L-2 ready"_s}));
        QCOMPARE(summed.line().value(u"fields"_s).toObject().value(u"revenue"_s).toString(), u"15.50"_s);
        const Said unsaid = desk.import({u"--dry-run"_s});
        QCOMPARE(unsaid.code, SomeRejected);
        QVERIFY2(unsaid.err.contains("--order-lines"), unsaid.err.constData());
        QCOMPARE(statesOf(unsaid.lines()), (QStringList{u"2 L-1 fix"_s, u"3 L-1 fix"_s, u"4 L-2 ready"_s}));
    }

    // Not even the first of them goes, whether the file can be read twice or not.
    void rowsOfOneOrderThatDifferAreHeldBackWhereverTheyStand_data()
    {
        QTest::addColumn<bool>("isPiped");
        QTest::addColumn<QString>("option");
        QTest::addRow("a dry run") << false << u"--dry-run"_s;
        QTest::addRow("accepted") << false << u"--summary"_s;
        QTest::addRow("sent") << false << u"--send"_s;
        QTest::addRow("through a pipe") << true << u"--summary"_s;
    }
    void rowsOfOneOrderThatDifferAreHeldBackWhereverTheyStand()
    {
        QFETCH(const bool, isPiped);
        QFETCH(const QString, option);
        const QByteArray bytes = "Order,Total\nL-1,10.00\nL-2,1.00\nL-1,5.50\nL-3,3.00\nL-2,1.0\n";
        const Desk desk(bytes);
        const Said said = isPiped
            ? desk.cli(
                {u"import"_s, u"-"_s, u"--profile"_s, u"P"_s, option, u"--rejects"_s, desk.cli.file(u"r"_s)}, bytes)
            : desk.import({option, u"--rejects"_s, desk.cli.file(u"r"_s)});
        QVERIFY2(said.err.contains("5 rows: 2 "), said.err.constData());
        QVERIFY2(said.err.contains("2 to fix, 1 duplicates"), said.err.constData());
        QVERIFY2(said.err.contains("--order-lines"), said.err.constData());
        QCOMPARE(desk.orders(), option == u"--dry-run" ? QStringList() : (QStringList{u"L-2"_s, u"L-3"_s}));
        const QByteArray rejects = desk.read(u"r"_s);
        QVERIFY2(
            rejects.contains("stands in row 4 too") && rejects.contains("stands in row 2 too"), rejects.constData());
    }

    void whoSaysThatTheFirstLineCountsHasIt()
    {
        const Desk desk("Order,Total\nL-1,10.00\nL-2,1.00\nL-1,5.50\n");
        const Said said = desk.import({u"--order-lines"_s, u"first"_s, u"--dry-run"_s});
        QCOMPARE(statesOf(said.lines()), (QStringList{u"2 L-1 ready"_s, u"3 L-2 ready"_s, u"4 L-1 duplicate"_s}));
    }

    void orderThatIsHereIsNotAskedAboutThoughItsRowsDiffer()
    {
        const Desk desk("Order,Total\nL-1,10.00\n");
        QCOMPARE(desk.import({u"--summary"_s}).code, StillOpen);
        desk.write(u"more.csv"_s, "Order,Total\nL-1,10.00\nL-2,1.00\nL-1,5.50\n");
        const Said said = desk.import({u"--dry-run"_s, u"--skip-duplicates"_s}, u"more.csv"_s);
        QCOMPARE(statesOf(said.lines()), (QStringList{u"2 L-1 duplicate"_s, u"3 L-2 ready"_s, u"4 L-1 duplicate"_s}));
        QCOMPARE(codesOf(said.lines()[2]), (QStringList{u"transactionId.in-ledger"_s, u"revenue.changed"_s}));
        QCOMPARE(said.code, 0);
    }

    void anOrderWhoseLinesStandApartIsHeldBackWhole()
    {
        const Desk desk("Order,Total\nL-1,10.00\nL-2,1.00\nL-1,5.50\n");
        const Said said = desk.import({u"--order-lines"_s, u"sum"_s, u"--skip-duplicates"_s});
        QCOMPARE(said.code, SomeRejected);
        QCOMPARE(statesOf(said.lines()), (QStringList{u"2 L-1 fix"_s, u"3 L-2 waiting"_s, u"4 L-1 fix"_s}));
        QVERIFY(codesOf(said.lines()[0]).contains(u"transactionId.lines-apart"_s));
        const QString sentence
            = said.lines()[2].value(u"findings"_s).toArray()[0].toObject().value(u"message"_s).toString();
        QVERIFY2(sentence.contains(u"in row 2"_s), qPrintable(sentence));
        QCOMPARE(desk.orders(), QStringList{u"L-2"_s});
    }

    void rowsAddUpToLines_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("code");
        QTest::addRow("a broken line of JSON")
            << QByteArray("{\"orderId\": \"L-1\", \"revenue\": 10.00}\n{\"orderId\": \"L-2\",\n"
                          "{\"orderId\": \"L-3\", \"revenue\": 1.50}\n{\"orderId\": \"L-4\", \"revenue\": 2.50}\n")
            << u"table.not-json"_s;
        QTest::addRow("a quote that stays open")
            << QByteArray("Order,Total\nL-1,10.00\nL-2,\"5.00\n") << u"table.open-quote"_s;
    }
    void rowsAddUpToLines()
    {
        QFETCH(const QByteArray, file);
        QFETCH(const QString, code);
        const Desk desk(file);
        const QString rejects = desk.cli.file(u"rejects.csv"_s);
        const Said said = desk.import({u"--dry-run"_s, u"--rejects"_s, rejects});
        QCOMPARE(said.code, SomeRejected);
        qsizetype held = 0;
        for (const QJsonObject& line : said.lines())
            held += line.value(u"state"_s) == u"fix"_s && codesOf(line).contains(code) ? 1 : 0;
        QCOMPARE(held, 1);
        QVERIFY2(said.err.contains("1 to fix"), said.err.constData());
        QVERIFY(desk.read(u"rejects.csv"_s).contains("expected a"));
    }

    void soIsOneThatComesThroughAPipe()
    {
        const Desk desk;
        const Said said = desk.cli({u"import"_s, u"-"_s, u"--profile"_s, u"P"_s, u"--order-lines"_s, u"sum"_s},
            "Order,Total\nL-1,10.00\nL-2,1.00\nL-1,5.50\n");
        QCOMPARE(said.code, SomeRejected);
        QCOMPARE(statesOf(said.lines()), (QStringList{u"2 L-1 fix"_s, u"3 L-2 waiting"_s, u"4 L-1 fix"_s}));
        QCOMPARE(desk.orders(), QStringList{u"L-2"_s});
    }

    void whatIsWrongInALineIsWrongInItsOrder_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("code");
        QTest::addRow("a comma that should be quoted")
            << QByteArray("Order,Total\nL-1,10.00\nL-1,1,000.50\n") << u"table.extra-cell"_s;
        QTest::addRow("two currencies") << QByteArray("Order,Total,Currency\nL-1,10.00,GBP\nL-1,5.00,USD\n")
                                        << u"currency.unequal-lines"_s;
    }

    void whatIsWrongInALineIsWrongInItsOrder()
    {
        QFETCH(const QByteArray, file);
        QFETCH(const QString, code);
        const Desk desk(file);
        const Said said = desk.import({u"--order-lines"_s, u"sum"_s});
        QCOMPARE(said.code, BadUsage);
        QCOMPARE(statesOf(said.lines()), QStringList{u"2 L-1 fix"_s});
        QVERIFY2(codesOf(said.line()).contains(code), qPrintable(codesOf(said.line()).join(u' ')));
        QVERIFY(desk.orders().isEmpty());
    }

    void ordersOlderThanTheProfileAllowsAreTheVendorsJob_data()
    {
        QTest::addColumn<QStringList>("limit");
        QTest::addColumn<QStringList>("states");
        QTest::addRow("usual") << QStringList() << QStringList{u"2 A ready"_s, u"3 B fix"_s, u"4 C fix"_s};
        QTest::addRow("50 days") << QStringList{u"--oldest-days"_s, u"50"_s}
                                 << QStringList{u"2 A ready"_s, u"3 B ready"_s, u"4 C fix"_s};
        QTest::addRow("no limit") << QStringList{u"--oldest-days"_s, u"0"_s}
                                  << QStringList{u"2 A ready"_s, u"3 B ready"_s, u"4 C ready"_s};
    }

    void ordersOlderThanTheProfileAllowsAreTheVendorsJob()
    {
        QFETCH(const QStringList, limit);
        QFETCH(const QStringList, states);
        const Console cli;
        QCOMPARE(cli.addProfile(Nowhere, limit).code, 0);
        const auto daysAgo
            = [](int days) { return QDateTime::currentDateTimeUtc().addDays(-days).toString(Qt::ISODate).toUtf8(); };
        const Said said = cli(
            {u"import"_s, u"-"_s, u"--profile"_s, u"P"_s, u"--dry-run"_s, u"--map"_s, u"Ref=transactionId"_s,
                u"--map"_s, u"Total=revenue"_s, u"--map"_s, u"Date=timestamp"_s},
            "Ref,Total,Date\nA,1.00," + daysAgo(29) + "\nB,1.00," + daysAgo(31) + "\nC,1.00," + daysAgo(400) + '\n');
        QCOMPARE(statesOf(said.lines()), states);
        QCOMPARE(said.err.contains("filling in past orders is the vendor's job"), limit.value(1) != u"0"_s);
        const QJsonObject last = said.lines()[2];
        QCOMPARE(codesOf(last),
            QStringList{last.value(u"state"_s).toString() == u"fix"_s ? u"timestamp.too-old"_s : u"timestamp.old"_s});
    }

    void aHeaderOnceMoreIsReportedAndNotSent()
    {
        const Desk desk("Ref,Total\nH-1,1.00\nRef,Total\nH-2,2.00\n");
        const Said said = desk.import({u"--rejects"_s, desk.cli.file(u"rejects.csv"_s)});
        QCOMPARE(said.code, StillOpen);
        QCOMPARE(said.lines().size(), 3);
        QCOMPARE(codesOf(said.lines()[1]), QStringList{u"table.header-again"_s});
        QCOMPARE(desk.orders(), (QStringList{u"H-1"_s, u"H-2"_s}));
        QCOMPARE(desk.read(u"rejects.csv"_s).count("\r\n"), 1);
    }

    void whatIsStoppedIsAcceptedAndWaits()
    {
        const PracticeProcess practice;
        const Desk desk("Ref,Total\nW-1,1.00\n", practice.port());
        QCOMPARE(desk.cli({u"pause"_s}).code, 0);
        const Said said = desk.import({u"--send"_s});
        QCOMPARE(said.code, StillOpen);
        QCOMPARE(statesOf(said.lines()), QStringList{u"2 W-1 waiting"_s});
        QVERIFY2(said.err.contains("Sending is stopped"), said.err.constData());
        QVERIFY(practice.events().isEmpty());
    }

    void aFileThroughThePipeIsReadAsWell()
    {
        const Desk desk;
        const Said said = desk.cli(
            {u"import"_s, u"-"_s, u"--profile"_s, u"P"_s, u"--dry-run"_s, u"--summary"_s}, "Ref\tTotal\nP-1\t1.00\n");
        QCOMPARE(said.code, 0);
        QVERIFY(said.out.isEmpty());
        QVERIFY2(said.err.contains("1 rows: 1 ready"), said.err.constData());
    }

    void rejectsOpenAgainWithTheSameColumns()
    {
        const Desk desk;
        QCOMPARE(
            desk.import(Columns + QStringList{u"--rejects"_s, desk.cli.file(u"rejects.csv"_s)}).code, SomeRejected);
        const QByteArray rejects = desk.read(u"rejects.csv"_s);
        QVERIFY2(rejects.startsWith("\xEF\xBB\xBF"
                                    "Ref,Total,VAT,Note,error_column,error_reason,extra_cells\r\n"),
            rejects.constData());
        QCOMPARE(rejects.count("\r\n"), 3);
        QVERIFY2(rejects.contains("A-003,n/a,,no amount,Total,"), rejects.constData());
        const Said again = desk.import(Columns + QStringList{u"--dry-run"_s}, u"rejects.csv"_s);
        QCOMPARE(statesOf(again.lines()), (QStringList{u"2 A-001 duplicate"_s, u"3 A-003 fix"_s}));
    }

    void rejectsOfRejectsHaveOurColumnsOnce()
    {
        const Desk desk("Ref,Total,Note\nA,1.00,fine\nB,1,234.50,x,y\nC,oops,\n");
        const auto rejects = [&](const QString& from, const QString& to) {
            return desk.import({u"--map"_s, u"Ref=transactionId"_s, u"--map"_s, u"Total=revenue"_s, u"--dry-run"_s,
                                   u"--summary"_s, u"--rejects"_s, desk.cli.file(to)},
                from);
        };
        QCOMPARE(rejects(u"orders.csv"_s, u"first.csv"_s).code, SomeRejected);
        QCOMPARE(rejects(u"first.csv"_s, u"second.csv"_s).code, BadUsage); // none of them can be used
        const QByteArray first = desk.read(u"first.csv"_s);
        QVERIFY2(first.contains("B,1,234.50,") && first.contains(",x | y\r\n"), first.constData());
        const QByteArray second = desk.read(u"second.csv"_s);
        QVERIFY2(second.startsWith("\xEF\xBB\xBF"
                                   "Ref,Total,Note,error_column,error_reason,extra_cells\r\n"),
            second.constData());
        QCOMPARE(second.count("\r\n"), 3);
        QVERIFY2(second.contains(",x | y\r\n"), second.constData());
    }

    void whatWasCalledOffIsAskedAboutAndStaysReady()
    {
        const Desk desk("Ref,Total,Financial Status\nA,1.00,paid\nB,2.00,refunded\n");
        const Said said = desk.import({u"--dry-run"_s});
        QCOMPARE(said.code, 0);
        QCOMPARE(statesOf(said.lines()), (QStringList{u"2 A ready"_s, u"3 B ready"_s}));
        QCOMPARE(codesOf(said.lines()[0]), QStringList());
        QCOMPARE(codesOf(said.lines()[1]), QStringList{u"order.called-off"_s});
        const QJsonObject finding = said.lines()[1].value(u"findings"_s).toArray()[0].toObject();
        QCOMPARE(finding.value(u"column"_s).toString(), u"Financial Status"_s);
        QCOMPARE(finding.value(u"found"_s).toString(), u"refunded"_s);
    }

    void aLineThatWasCalledOffIsAskedAboutWithItsOrder()
    {
        const Desk desk("Ref,Total,Financial Status\nA,1.00,paid\nA,2.00,refunded\nB,3.00,paid\nB,4.00,\n");
        const Said said = desk.import({u"--dry-run"_s, u"--order-lines"_s, u"sum"_s});
        QCOMPARE(statesOf(said.lines()), (QStringList{u"2 A ready"_s, u"4 B ready"_s}));
        QCOMPARE(codesOf(said.lines()[0]), QStringList{u"order.called-off"_s});
        QCOMPARE(codesOf(said.lines()[1]), QStringList());
    }

    void rowsThatShareAnOrderSayWhatCanBeChosen_data()
    {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QStringList>("sentences");
        const QString lines = u"If they are lines of one order"_s;
        QTest::addRow("different ones") << QByteArray("A,1.00\nA,2.00\nB,3.00\nA,4.00\n")
                                        << QStringList{lines, lines, {}, lines};
        QTest::addRow("the same once more")
            << QByteArray("A,1.00\nA,1.00\nB,3.00\nA,1.00\n")
            << QStringList{{}, u"row 2, \"A\". "_s + lines, {}, u"Row 5 has the same order ID as row 2, \"A\"."_s};
    }
    void rowsThatShareAnOrderSayWhatCanBeChosen()
    {
        QFETCH(const QByteArray, rows);
        QFETCH(const QStringList, sentences);
        const Desk desk("Ref,Total\n" + rows);
        const Said said = desk.import({u"--dry-run"_s});
        QVERIFY2(said.err.contains("--order-lines first"), said.err.constData());
        for (qsizetype i = 0; i < sentences.size(); ++i) {
            const QJsonArray findings = said.lines()[i].value(u"findings"_s).toArray();
            const QString sentence = findings.at(0).toObject().value(u"message"_s).toString();
            QVERIFY2(sentence.contains(sentences[i]), qPrintable(sentence));
            QCOMPARE(findings.isEmpty(), sentences[i].isEmpty());
        }
    }

    void whatWeWroteOurselvesIsReadAgainAndDoublesNothing()
    {
        const PracticeProcess practice;
        const Desk desk("Ref,Total\nS-1,10.00\nS-2,20.00\nS-3,oops\n", practice.port());
        const QString results = desk.cli.file(u"results.csv"_s);
        QCOMPARE(desk.import({u"--send"_s, u"--summary"_s, u"--results"_s, results}).code, SomeRejected);
        const Said again = desk.import({u"--send"_s}, u"results.csv"_s);
        QVERIFY2(again.err.contains("results of a batch of before"), again.err.constData());
        QVERIFY2(again.err.contains("\"Ref\" = transactionId, \"Total\" = revenue."), again.err.constData());
        QCOMPARE(statesOf(again.lines()), (QStringList{u"2 S-1 duplicate"_s, u"3 S-2 duplicate"_s, u"4 S-3 fix"_s}));
        for (const auto& format : {u"csv"_s, u"jsonl"_s}) {
            desk.write(u"history"_s, desk.cli({u"history"_s, u"--format"_s, format}).out);
            const Said history = desk.import({u"--send"_s}, u"history"_s);
            QVERIFY2(history.err.contains("an export of the history"), history.err.constData());
            QVERIFY2(history.err.contains("2 rows: 0 accepted, 0 to fix, 2 duplicates (0 in the file, 2 here already)"),
                history.err.constData());
        }
        const QString workbook = desk.cli.file(u"Größe 字.xlsx"_s);
        QCOMPARE(desk.cli({u"history"_s, u"--format"_s, u"xlsx"_s, u"--output"_s, workbook}).code, 0);
        const Said history = desk.import({u"--send"_s}, u"Größe 字.xlsx"_s);
        QVERIFY2(history.err.contains("an export of the history"), history.err.constData());
        QVERIFY2(history.err.contains("2 rows: 0 accepted, 0 to fix, 2 duplicates (0 in the file, 2 here already)"),
            history.err.constData());
        QCOMPARE(practice.events().size(), 2);
    }

    void whatIsSentIsToldByItsOutcomeBesideTheOwnColumns()
    {
        const PracticeProcess practice;
        const Desk desk("Ref,Total\nS-1,10.00\n\nS-2,20.00\nS-3,oops\n", practice.port());
        const Said said = desk.import({u"--send"_s, u"--results"_s, desk.cli.file(u"results.csv"_s)});
        QCOMPARE(said.code, SomeRejected);
        QCOMPARE(statesOf(said.lines()), (QStringList{u"2 S-1 delivered"_s, u"4 S-2 delivered"_s, u"5 S-3 fix"_s}));
        QCOMPARE(practice.events().size(), 2);
        const QList<QByteArray> lines = desk.read(u"results.csv"_s).split('\n');
        QVERIFY(lines[0].contains("Ref,Total,row,result_order_id,result_event_id,result_url,result_state"));
        QVERIFY2(lines[1].startsWith("S-1,10.00,2,S-1,") && lines[1].contains("/i?timestamp=")
                && lines[1].contains(",delivered,200,"),
            lines[1].constData());
        static const QRegularExpression Sent(u",\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z,"_s);
        QVERIFY2(Sent.match(QString::fromUtf8(lines[1])).hasMatch(), lines[1].constData());
        QVERIFY2(lines[3].startsWith("S-3,oops,5,S-3,,,fix,,,,"), lines[3].constData());
    }

    void aDiskThatFillsHalfWayIsSaidAndTheNextRunGoesOn()
    {
        const SmallDisk disk(u"8m"_s);
        if (!disk.isThere())
            QSKIP("a small disk can be made by root alone");
        constexpr int Rows = 20'000; // of which the disk takes a part
        QByteArray bytes = "Ref,Total\n";
        for (int i = 0; i < Rows; ++i)
            bytes += "K-" + QByteArray::number(i) + ",1.00\n";
        const Desk desk(bytes);
        const auto onDisk = [&](const QStringList& arguments) {
            return desk.cli.run(QStringList{u"--data-dir"_s, disk.path()} + arguments);
        };
        const auto orders = [&] {
            QSet<QString> found;
            const auto lines = onDisk({u"history"_s, u"--format"_s, u"jsonl"_s}).lines();
            for (const QJsonObject& line : lines)
                found << line.value(u"transactionId"_s).toString();
            return found.size() == lines.size() ? found : QSet<QString>{u"one is there twice"_s};
        };
        QVERIFY(QDir(disk.path()).mkpath(u"profiles"_s));
        const QStringList profiles = QDir(desk.cli.file(u"profiles"_s)).entryList(QDir::Files);
        for (const QString& name : profiles)
            QVERIFY(QFile::copy(desk.cli.file(u"profiles/"_s + name), disk.path() + u"/profiles/"_s + name));
        const QStringList import{u"import"_s, desk.cli.file(u"orders.csv"_s), u"--profile"_s, u"P"_s};

        const Said full = onDisk(import);
        QCOMPARE(full.code, Trouble);
        QVERIFY2(full.err.contains("The disk is full"), full.err.constData());
        // What was told as accepted is there, and nothing else.
        QSet<QString> told;
        for (const QJsonObject& line : full.lines())
            told << line.value(u"transactionId"_s).toString();
        QVERIFY2(!told.isEmpty() && told.size() < Rows, qPrintable(QString::number(told.size())));
        QCOMPARE(orders(), told);

        QVERIFY(disk.grow(u"200m"_s));
        const Said rest = onDisk(import + QStringList{u"--summary"_s, u"--skip-duplicates"_s});
        QCOMPARE(rest.code, StillOpen);
        const QByteArray counts = QByteArray::number(Rows - told.size()) + " accepted";
        QVERIFY2(rest.err.contains(counts), rest.err.constData());
        QCOMPARE(orders().size(), Rows);
    }

    void anImportThatWasKilledGoesOnWhereItWas()
    {
        constexpr int Rows = 3000;
        QByteArray bytes = "Ref,Total\n";
        for (int i = 0; i < Rows; ++i)
            bytes += "K-" + QByteArray::number(i) + ",1.00\n";
        const Desk desk(bytes);
        QProcess process;
        desk.cli.start(process,
            {u"--data-dir"_s, QFileInfo(desk.cli.file(u"x"_s)).absolutePath(), u"import"_s,
                desk.cli.file(u"orders.csv"_s), u"--profile"_s, u"P"_s});
        QVERIFY(process.waitForReadyRead(60'000)); // the first thousand is on disk
        process.kill();
        process.waitForFinished();
        const qsizetype before = desk.orders().size();
        QVERIFY2(before >= 1000, qPrintable(QString::number(before)));
        const int code = desk.import({u"--summary"_s, u"--skip-duplicates"_s}).code;
        QCOMPARE(code, before < Rows ? StillOpen : 0);
        QStringList orders = desk.orders();
        QCOMPARE(orders.size(), Rows);
        QCOMPARE(orders.removeDuplicates(), 0);
    }

    void aWordThatStandsForNothingIsNamed_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("words");
        QTest::addRow("encoding") << QStringList{u"--encoding"_s, u"ebcdic"_s} << QByteArray("--encoding");
        QTest::addRow("separator") << QStringList{u"--separator"_s, u"#"_s} << QByteArray("--separator");
        QTest::addRow("numbers") << QStringList{u"--numbers"_s, u"xx"_s} << QByteArray("--numbers");
        QTest::addRow("order lines") << QStringList{u"--order-lines"_s, u"last"_s} << QByteArray("--order-lines");
        QTest::addRow("column") << QStringList{u"--map"_s, u"Nope=revenue"_s} << QByteArray("Nope");
        QTest::addRow("field") << QStringList{u"--map"_s, u"Total=colour"_s} << QByteArray("colour");
        QTest::addRow("a column twice") << (QStringList{u"--map"_s, u"Total=revenue"_s, u"--map"_s, u"Total=tax"_s})
                                        << QByteArray("stands twice");
        QTest::addRow("file") << QStringList{u"--mapping"_s, u"/nowhere.json"_s} << QByteArray("nowhere.json");
    }

    void aWordThatStandsForNothingIsNamed()
    {
        QFETCH(const QStringList, options);
        QFETCH(const QByteArray, words);
        const Desk desk;
        const Said said = desk.import(options);
        QCOMPARE(said.code, BadUsage);
        QVERIFY2(said.err.contains(words), said.err.constData());
        QVERIFY(desk.orders().isEmpty());
    }
};

QTEST_GUILESS_MAIN(ImportTest)

#include "tst_import.moc"
