// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/mappingstore.h"
#include "intake/ownfile.h"
#include "intake/sample.h"
#include "intake/sheetfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery;
using namespace rookery::intake;

namespace {

const QByteArray Orders = "Ref,Total,Note\r\n"
                          "0001,10.00,first\r\n"
                          "0002,\"20\"x,odd\r\n"
                          "\r\n"
                          "0004,40.00\r\n";

Sheet sheetOf(const QByteArray& text)
{
    auto rows = openTable(sourceOf(std::string_view(text.constData(), std::size_t(text.size()))));
    if (!rows)
        qFatal("no table");
    const auto source = readSheet(**rows, {});
    if (!source)
        qFatal("no rows");
    return Sheet(*source);
}

QStringList rowsOf(const Sheet& sheet)
{
    QStringList all;
    SheetRows rows(sheet);
    for (Row row; rows.next(row);) {
        QStringList cells;
        for (const std::string_view cell : row.cells)
            cells << QString::fromUtf8(cell.data(), qsizetype(cell.size()));
        all << u"%1[%2]%3"_s.arg(row.number).arg(cells.join(u'|'), QString(qsizetype(row.oddCells.size()), u'!'));
    }
    return all;
}

} // namespace

class SheetTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheRowsAsTheSpreadsheetCountsThem()
    {
        const Sheet sheet = sheetOf(Orders);
        QCOMPARE(sheet.size(), 3);
        QCOMPARE(rowsOf(sheet), (QStringList{u"2[0001|10.00|first]"_s, u"3[0002|\"20\"x|odd]!"_s, u"5[0004|40.00]"_s}));
        QCOMPARE(sheet.indexOf(5), 2);
        QCOMPARE(sheet.indexOf(4), -1);
    }

    void whatIsWrittenOverACellTakesItsFlawAway()
    {
        Sheet sheet = sheetOf(Orders);
        sheet.setCell(1, 2, u"still odd"_s);
        QCOMPARE(rowsOf(sheet)[1], u"3[0002|\"20\"x|still odd]!"_s);
        sheet.setCell(1, 1, u"20"_s);
        QCOMPARE(rowsOf(sheet)[1], u"3[0002|20|still odd]"_s);
        sheet.setCell(1, 1, sheet.originalAt(1, 1));
        QCOMPARE(rowsOf(sheet)[1], u"3[0002|\"20\"x|still odd]!"_s);
    }

    void aCellBehindTheEndOfItsRowCanBeWritten()
    {
        Sheet sheet = sheetOf(Orders);
        sheet.setCell(2, 2, u"late"_s);
        QCOMPARE(rowsOf(sheet)[2], u"5[0004|40.00|late]"_s);
    }

    void aCopyStaysAsItWas()
    {
        Sheet sheet = sheetOf(Orders);
        const Sheet before = sheet;
        sheet.setCell(0, 1, u"11"_s);
        sheet.setLeftOut(2, true);
        QCOMPARE(rowsOf(before).first(), u"2[0001|10.00|first]"_s);
        QCOMPARE(rowsOf(sheet), (QStringList{u"2[0001|11|first]"_s, u"3[0002|\"20\"x|odd]!"_s}));
    }

    void addedRowsGoOnBehindTheLastNumberAndCanBeTakenAwayAgain()
    {
        Sheet sheet = sheetOf(Orders);
        sheet.addRows(2);
        sheet.setCell(4, 0, u"0007"_s);
        QCOMPARE(rowsOf(sheet).last(), u"7[0007]"_s);
        QCOMPARE(sheet.indexOf(7), 4);
        QCOMPARE(sheet.indexOf(8), -1);
        sheet.addRows(-2);
        QCOMPARE(sheet.size(), 3);
        sheet.addRows(2);
        QVERIFY(sheet.isBlank(4));
    }

    void aKeptSheetComesBackWhole()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"working.sheet"_s);
        Sheet sheet = sheetOf(Orders);
        sheet.setCell(0, 1, u"11"_s);
        sheet.setLeftOut(2, true);
        sheet.addRows(1);
        sheet.setCell(3, 0, u"gr\u00FC\u00DF"_s);
        sheet.setNumbers(NumberStyle::De);
        QVERIFY(writeSheetFile(file, {sheet, {{u"name"_s, u"orders.csv"_s}}}));
        const auto kept = readSheetFile(file);
        QVERIFY(kept);
        QCOMPARE(kept->about.value(u"name"_s).toString(), u"orders.csv"_s);
        QCOMPARE(rowsOf(kept->sheet), rowsOf(sheet));
        QCOMPARE(kept->sheet.shape().header, sheet.shape().header);
        QCOMPARE(kept->sheet.shape().numbers.value, NumberStyle::De);
        QCOMPARE(kept->sheet.shape().sample, sheet.shape().sample);
        QVERIFY(kept->sheet.isChanged(0, 1));
        QVERIFY(kept->sheet.isLeftOut(2));
        QCOMPARE(kept->sheet.originalAt(0, 1), u"10.00"_s);
    }

    void anUnclosedQuoteIsStillKnownAfterKeeping()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"working.sheet"_s);
        const Sheet sheet = sheetOf("Ref,Total\r\n0001,10\r\n0002,\"20\r\n0003,30\r\n");
        QVERIFY(!sheet.source()->findings.isEmpty() || !sheet.source()->flaws.isEmpty());
        QVERIFY(writeSheetFile(file, {sheet, {}}));
        const auto kept = readSheetFile(file);
        QVERIFY(kept);
        QCOMPARE(kept->sheet.source()->findings.size(), sheet.source()->findings.size());
        QCOMPARE(kept->sheet.source()->flaws.size(), sheet.source()->flaws.size());
    }

    void aFileThatIsCutOffIsRefused()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"working.sheet"_s);
        QVERIFY(writeSheetFile(path, {sheetOf(Orders), {}}));
        QFile file(path);
        const qint64 whole = file.size();
        for (const qint64 size : {qint64(0), qint64(3), qint64(10), whole / 2, whole - 1}) {
            QVERIFY(file.resize(size));
            const auto kept = readSheetFile(path);
            QVERIFY(!kept);
            QCOMPARE(kept.error().code, Error::Code::BadInput);
        }
        QVERIFY(file.remove());
        QCOMPARE(readSheetFile(path).error().code, Error::Code::NotFound);
    }

    void aMappingIsRememberedForItsHeaderInWhateverOrderAndForItsRejects()
    {
        const QTemporaryDir folder;
        const QStringList header{u"Ref"_s, u"Total"_s};
        Mapping mapping;
        mapping.setColumn(pixel::Field::OrderId, 0);
        mapping.setColumn(pixel::Field::Revenue, 1);
        {
            MappingStore store(folder.filePath(u"mappings.json"_s));
            QVERIFY(store.load());
            QVERIFY(!store.find(header));
            QVERIFY(store.remember(mapping, header));
        }
        MappingStore store(folder.filePath(u"mappings.json"_s));
        QVERIFY(store.load());
        const auto turned = store.find({u"total "_s, u"REF"_s});
        QVERIFY(turned);
        QCOMPARE(turned->columnOf(pixel::Field::OrderId), 1);
        const auto rejects = store.find(header + rejectColumns());
        QVERIFY(rejects);
        QCOMPARE(store.find(header + resultColumns()), rejects);
        QCOMPARE(rejects->columnOf(pixel::Field::Revenue), 1);
        QVERIFY(!store.find({u"Ref"_s, u"Total"_s, u"Tax"_s}));
    }

    void aNamedMappingRefusesAHeaderThatItDoesNotFit()
    {
        const QTemporaryDir folder;
        MappingStore store(folder.filePath(u"mappings.json"_s));
        Mapping mapping;
        mapping.name = u"Phone sheet v2"_s;
        mapping.setColumn(pixel::Field::OrderId, 0);
        QVERIFY(store.saveNamed(mapping, {u"Ref"_s}));
        QCOMPARE(store.names(), QStringList{u"Phone sheet v2"_s});
        QVERIFY(store.named(u"Phone sheet v2"_s, {u"Total"_s, u"Ref"_s}));
        QVERIFY(!store.named(u"Phone sheet v2"_s, {u"Total"_s}));
    }

    void aDamagedStoreIsSaidAndForgotten()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"mappings.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"remembered\": ");
        file.close();
        MappingStore store(file.fileName());
        const Done loaded = store.load();
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().code, Error::Code::BadInput);
        QVERIFY(store.names().isEmpty());
    }

    void aLineThatCouldNotBeReadIsNotBlank()
    {
        const QByteArray bytes = "{\"a\": 1}\n{\"a\":\n{\"a\": 3}\n";
        const auto source = readSheet(*opened(bytes), nullptr);
        QVERIFY(source);
        Sheet sheet(*source);
        SheetRows rows(sheet);
        QCOMPARE(allRows(rows), (QStringList{u"1[1]"_s, u"2[]"_s, u"3[3]"_s}));
    }
};

QTEST_GUILESS_MAIN(SheetTest)
#include "tst_sheet.moc"
