// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/readahead.h"
#include "intake/sample.h"

using namespace Qt::StringLiterals;
using namespace rookery::intake;

namespace {

// Everything that a reader says, row by row and at its end.
QStringList allOf(RowReader& reader)
{
    QStringList said;
    for (Row row; reader.next(row);) {
        said << shown(row);
        for (const int odd : row.oddCells)
            said << u"odd %1"_s.arg(odd);
        for (const RowFinding& flaw : row.flaws)
            said << flaw.what.code + u' ' + flaw.found;
    }
    for (const RowFinding& finding : reader.findings())
        said << u"%1 %2"_s.arg(finding.row).arg(finding.what.code);
    said << encodingText(reader.shape().encoding.value) << QString::number(reader.position());
    return said;
}

QByteArray manyOrders(int rows)
{
    QByteArray bytes = "Ref,Total,Note\n";
    for (int i = 0; i < rows; ++i)
        bytes += "R-" + QByteArray::number(i) + ",1.00," + (i % 7 == 0 ? "\"two\nlines\"" : "") + '\n';
    return bytes;
}

} // namespace

class ReadAheadTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatTheReaderItselfSays_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addRow("header alone") << QByteArray("Ref,Total\n");
        QTest::addRow("ragged, odd and again")
            << QByteArray("Ref,Total\nA\nB,1,2,3\n\"C\" x,1\nRef,Total\n\nD,\"1\"\"2\"\n");
        QTest::addRow("a quote that nothing closes") << QByteArray("Ref,Total\nA,1\nB,\"2\nC,3\n");
        QTest::addRow("Windows-1252 late in the file") << manyOrders(20'000) + "Z,1.00,\xE9t\xE9\n";
        QTest::addRow("damaged UTF-8") << QByteArray("Ref,Note\nA,\xC3\xA9\xC3\xA9\nB,\xC3\n");
        QTest::addRow("more than the blocks there are") << manyOrders(200'000);
        QTest::addRow("a cell larger than a block")
            << "Ref,Total,Note\nA,1,\"" + QByteArray(3'000'000, 'x') + "\"\nB,2,\n" + manyOrders(5000);
        QTest::addRow("flaws of the reader") << sample(u"orders.jsonl"_s);
        QTest::addRow("a log") << sample(u"access.log"_s);
    }

    void saysWhatTheReaderItselfSays()
    {
        QFETCH(const QByteArray, bytes);
        const auto itself = opened(bytes);
        ReadAhead ahead(opened(bytes));
        QCOMPARE(allOf(ahead), allOf(*itself));
        Row row;
        QVERIFY(!ahead.next(row)); // and stays at the end
    }

    void upcomingRowsAreTheOnesThatCome()
    {
        const QByteArray bytes = manyOrders(30'000);
        ReadAhead ahead(opened(bytes));
        QStringList promised;
        QStringList given;
        for (Row row; ahead.next(row);) {
            given << textOf(row.cells[0]);
            if (const auto cells = ahead.upcoming(); !cells.empty())
                promised << textOf(cells[0]);
        }
        QVERIFY(promised.size() > 20'000);
        qsizetype at = 0;
        for (const QString& order : std::as_const(promised)) {
            at = given.indexOf(order, at);
            QVERIFY2(at >= 0, qPrintable(order));
        }
    }

    // Across the blocks, too.
    void everyRowComesWithTheNext()
    {
        const QByteArray bytes = manyOrders(30'000) + "Z,\"" + QByteArray(3'000'000, 'x') + "\"\nEnd,2\n";
        ReadAhead ahead(opened(bytes));
        QStringList promised;
        QStringList given;
        for (Row row; ahead.next(row);) {
            given << textOf(row.cells[0]);
            promised << (row.following.empty() ? QString() : textOf(row.following[0]));
        }
        QCOMPARE(given.size(), 30'002);
        given.removeFirst();
        QCOMPARE(promised, given << QString());
    }

    void whoStopsEarlyWaitsForNothing()
    {
        const QByteArray bytes = manyOrders(200'000);
        ReadAhead ahead(opened(bytes));
        Row row;
        QVERIFY(ahead.next(row));
        QCOMPARE(shown(row), u"2[R-0|1.00|two\nlines]"_s);
    }
};

QTEST_GUILESS_MAIN(ReadAheadTest)
#include "tst_readahead.moc"
