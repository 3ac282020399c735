// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/exporter.h"
#include "ui/history/filterwords.h"
#include "ui/history/historycells.h"

#include "ledger/book.h"

#include <QApplication>
#include <QSignalSpy>

using namespace rookery;
using ledger::Standing;
using ui::HistoryColumn;

namespace {

ui::ReportHead head(const QList<int>& columns = {HistoryColumn::Confirmed, HistoryColumn::Status,
                        HistoryColumn::OrderId, HistoryColumn::Revenue, HistoryColumn::Note})
{
    return {QStringLiteral("All orders"), QDateTime::currentDateTime(), columns, pixel::AmountStyle::Point,
        QApplication::font()};
}

/// Pages of a PDF as Qt writes it.
qsizetype pagesOf(const QString& file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray pdf = in.readAll();
    return pdf.startsWith("%PDF-") && pdf.trimmed().endsWith("%%EOF")
        ? pdf.count("/Type /Page") - pdf.count("/Type /Pages")
        : -1;
}

} // namespace

class ReportTest final : public QObject {
    Q_OBJECT

    static void fill(Book& book, int orders)
    {
        for (int i = 0; i < orders; ++i)
            QVERIFY(book.add(QStringLiteral("A-%1").arg(i)) > 0);
    }
    static Result<qint64> write(const Book& book, const ui::GoOn& goOn = {}, const ledger::HistoryQuery& query = {})
    {
        return ui::exportReport(book.file(), query, fileOf(book), head(), goOn);
    }
    static QString fileOf(const Book& book) { return book.folder.filePath(QStringLiteral("report.pdf")); }

private Q_SLOTS:
    void nothingIsOnePageThatSaysSo()
    {
        const Book book;
        QCOMPARE(write(book).value_or(-1), 0);
        QCOMPARE(pagesOf(fileOf(book)), 1);
    }

    void aFewOrdersAreOnePage()
    {
        Book book;
        fill(book, 5);
        QCOMPARE(write(book).value_or(-1), 5);
        QCOMPARE(pagesOf(fileOf(book)), 1);
    }

    void onlyWhatMatchesIsReported()
    {
        Book book;
        fill(book, 5);
        ledger::HistoryQuery query;
        query.terms << ledger::Term{ledger::Term::Kind::OrderId, QStringLiteral("A-3")};
        QCOMPARE(write(book, {}, query).value_or(-1), 1);
    }

    void manyOrdersAreAsManyPagesAsTheyNeed()
    {
        Book book;
        fill(book, 2000);
        QCOMPARE(write(book).value_or(-1), 2000);
        // A landscape page of this paper holds between 30 and 60 lines.
        const qsizetype pages = pagesOf(fileOf(book));
        QVERIFY2(pages >= 2000 / 60 && pages <= 2000 / 30 + 1, qPrintable(QString::number(pages)));
        QVERIFY(QFileInfo(fileOf(book)).size() < 2'000'000);
    }

    void givingUpLeavesNoFile()
    {
        Book book;
        fill(book, 20);
        const auto result = write(book, [](qint64 rows) { return rows < 10; });
        QVERIFY(!result);
        QCOMPARE(result.error().code, Error::Code::Interrupted);
        QVERIFY(!QFile::exists(fileOf(book)));
    }

    void anyColumnsInAnyOrderCanBeReported_data()
    {
        QTest::addColumn<QList<int>>("columns");
        QList<int> all;
        for (int column = 0; column < HistoryColumn::ColumnCount; ++column)
            all << column;
        QTest::addRow("all") << all;
        std::reverse(all.begin(), all.end());
        QTest::addRow("the other way round") << all;
        QTest::addRow("needed ones alone") << QList<int>{HistoryColumn::Status, HistoryColumn::OrderId};
    }
    void anyColumnsInAnyOrderCanBeReported()
    {
        QFETCH(QList<int>, columns);
        Book book;
        fill(book, 3);
        QCOMPARE(ui::exportReport(book.file(), {}, fileOf(book), head(columns)).value_or(-1), 3);
        QCOMPARE(pagesOf(fileOf(book)), 1);
    }

    void aReportIsDrawnWhileTheWindowGoesOn()
    {
        Book book;
        fill(book, 50);
        ui::Exporter exporter;
        QSignalSpy finished(&exporter, &ui::Exporter::finished);
        exporter.startReport(book.file(), {}, fileOf(book), head());
        QVERIFY(exporter.isRunning());
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished.first().at(1).toLongLong(), 50);
        QVERIFY(pagesOf(fileOf(book)) > 0);
    }

    void aFileThatCannotBeWrittenIsSaid()
    {
        const Book book;
        const QString file = book.folder.filePath(QStringLiteral("no/such/folder/report.pdf"));
        const auto result = ui::exportReport(book.file(), {}, file, head());
        QVERIFY(!result);
        QVERIFY(result.error().sentence.contains(file));
    }

    void theFilterIsSaidInWords_data()
    {
        QTest::addColumn<ledger::HistoryQuery>("query");
        QTest::addColumn<QString>("words");
        ledger::HistoryQuery query;
        QTest::addRow("nothing") << query << QStringLiteral("All orders");
        query.standing = Standing::NotDelivered;
        query.search = QStringLiteral("pear");
        query.terms << ledger::Term{ledger::Term::Kind::Agent, QStringLiteral("desk 4")}
                    << ledger::Term{ledger::Term::Kind::HttpClass, QStringLiteral("5")};
        QTest::addRow("several parts") << query
                                       << QStringLiteral(
                                              "Not delivered; \"pear\" anywhere; agent has \"desk 4\"; HTTP 5xx");
        ledger::HistoryQuery binned;
        binned.bin = ledger::Bin::Only;
        binned.states = {ledger::State::Refused, ledger::State::Waiting};
        QTest::addRow("the bin") << binned << QStringLiteral("Not delivered or Waiting; in the bin");
    }
    void theFilterIsSaidInWords()
    {
        QFETCH(ledger::HistoryQuery, query);
        QFETCH(QString, words);
        QCOMPARE(ui::filterWords(query, false), words);
    }

    void hiddenIdsAreNotInTheWordsEither()
    {
        ledger::HistoryQuery query;
        query.search = QStringLiteral("11111111");
        query.terms << ledger::Term{ledger::Term::Kind::Identity, QStringLiteral("22222222")};
        const QString words = ui::filterWords(query, true);
        QVERIFY(!words.contains(QStringLiteral("1111")) && !words.contains(QStringLiteral("2222")));
        QVERIFY(!words.isEmpty());
    }
};

QTEST_MAIN(ReportTest)
#include "tst_report.moc"
