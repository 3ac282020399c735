// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are damaged, made to do harm, or no spreadsheets at all: each is an error or a finding that says where.
#include "intake/sample.h"
#include "intake/xlsxbook.h"
#include "intake/xlsxfile.h"

#include <QTemporaryDir>

#include <functional>

using namespace Qt::StringLiterals;
using namespace rookery::intake;

namespace {

struct Outcome {
    QString error;
    qsizetype rows = 0;
    QStringList codes;
    QStringList sentences;
};

Outcome read(const std::string& bytes, const Choices& choices = {})
{
    Outcome outcome;
    const auto reader = openTable(sourceOf(bytes), choices);
    if (!reader) {
        outcome.error = reader.error().sentence;
        return outcome;
    }
    for (Row row; (*reader)->next(row);)
        ++outcome.rows;
    for (const RowFinding& finding : (*reader)->findings()) {
        outcome.codes << finding.what.code;
        outcome.sentences << finding.what.sentence;
    }
    return outcome;
}

XlsxFile threeRows()
{
    XlsxFile file;
    file.strings = "<si><t>a</t></si>";
    file.data = R"(<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>)"
                R"(<row r="3"><c r="A3" t="s"><v>0</v></c></row>)";
    return file;
}

std::string withPart(const XlsxFile& file, std::string_view name, const std::string& content)
{
    Parts parts = file.parts();
    std::erase_if(parts, [name](const auto& part) { return part.first == name; });
    parts.emplace_back(name, content);
    return zipped(parts);
}

std::string repeated(std::string_view text, std::size_t times)
{
    std::string out;
    out.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i)
        out += text;
    return out;
}

constexpr std::string_view Sheet = "xl/worksheets/sheet1.xml";
constexpr std::string_view Strings = "xl/sharedStrings.xml";

} // namespace

class XlsxDamageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBrokenSheetGivesTheRowsBeforeTheBreak_data()
    {
        QTest::addColumn<QByteArray>("sheet");
        QTest::addColumn<int>("rows");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("said"); // a part of the sentence
        const auto row = [](const char* name, const std::string& sheet, int rows, const char* code,
                             const QString& said) {
            QTest::addRow("%s", name) << QByteArray::fromStdString(sheet) << rows << QString::fromLatin1(code) << said;
        };
        const std::string start = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
        row("empty", "", 0, "xlsx.damaged", u"\"Orders\""_s);
        row("no XML", "hello", 0, "xlsx.damaged", u"not the XML"_s);
        row("ends between rows", start, 1, "xlsx.damaged", u"at row 1"_s);
        row("ends in a row", start + "<row r=\"2\"><c r=\"A2\"><v>2</v></c>", 1, "xlsx.damaged", u"at row 2"_s);
        row("ends in a tag", start + "<row r=\"2\"", 1, "xlsx.damaged", u"at row 1"_s);
        row("ends in a value", start + "<row r=\"2\"><c r=\"A2\"><v>2", 1, "xlsx.damaged", u"at row 2"_s);
        row("ends in a comment", start + "<!-- ", 1, "xlsx.damaged", u"at row 1"_s);
        row("ends in CDATA", start + "<row><c><v><![CDATA[2", 1, "xlsx.damaged", u"at row 2"_s);
        row("tags that do not fit", start + "<row r=\"2\"><c r=\"A2\"></row>", 1, "xlsx.damaged", u"at row 2"_s);
        row("one end too many", start + "</sheetData></worksheet></worksheet>", 1, "xlsx.damaged", u"not the XML"_s);
        row("two roots", start + "</sheetData></worksheet><worksheet/>", 1, "xlsx.damaged", u"not the XML"_s);
        row("an attribute without quotes", start + "<row r=2>", 1, "xlsx.damaged", u"at row 1"_s);
        row("an entity that is none", start + "<row><c t=\"str\"><v>&bomb;</v></c></row>", 1, "xlsx.damaged",
            u"row 2"_s);
        row("an ampersand alone", start + "<row><c t=\"str\"><v>a & b</v></c></row>", 1, "xlsx.damaged", u"row 2"_s);
        row("a document type", "<!DOCTYPE a [<!ENTITY b \"c\">]>" + start, 0, "xlsx.damaged", u"document type"_s);
        row("a document type that fetches", "<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"file:///etc/passwd\">" + start,
            0, "xlsx.damaged", u"document type"_s);
        row("too deep", start + repeated("<a>", 200'000), 1, "xlsx.damaged", u"as no spreadsheet is"_s);
        row("a tag without an end", start + "<row a=\"" + repeated("0123456789abcdefghijklmnopqrstuvwxyz", 60'000), 1,
            "xlsx.damaged", u"as no spreadsheet is"_s);
        row("a row beyond the last", start + "<row r=\"1048577\"><c><v>1</v></c></row><row/></sheetData></worksheet>",
            1, "xlsx.row-beyond-last", u"1048577"_s);
        row("a row number that overflows",
            start
                + "<row r=\"99999999999999999999\"><c><v>1</v></c></row></sheetData>"
                  "</worksheet>",
            1, "xlsx.misplaced-row", u"row 0"_s);
        row("another part", "<chartsheet/>", 0, "xlsx.no-sheet", u"not the XML of a sheet"_s);
        row("no UTF-8", start + "<row><c t=\"str\"><v>\xE9t\xE9</v></c></row></sheetData></worksheet>", 2,
            "table.damaged-text", u"Unicode"_s);
    }
    void aBrokenSheetGivesTheRowsBeforeTheBreak()
    {
        QFETCH(QByteArray, sheet);
        QFETCH(int, rows);
        QFETCH(QString, code);
        QFETCH(QString, said);
        Choices choices;
        choices.headerRow = 0;
        const Outcome outcome = read(withPart(threeRows(), Sheet, sheet.toStdString()), choices);
        QCOMPARE(outcome.error, QString());
        QCOMPARE(outcome.rows, rows);
        QCOMPARE(outcome.codes, QStringList{code});
        QVERIFY2(outcome.sentences.first().contains(said), qPrintable(outcome.sentences.first()));
    }

    void aFileThatIsNoGoodSaysSo_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const std::string& bytes, const QString& said) {
            QTest::addRow("%s", name) << QByteArray::fromStdString(bytes) << said;
        };
        const std::string good = threeRows().bytes();
        const std::string old = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0');
        row("no more than a head", "PK\x03\x04", u"damaged or not whole"_s);
        row("half of it", good.substr(0, good.size() / 2), u"damaged or not whole"_s);
        row("without its end", good.substr(0, good.size() - 30), u"damaged or not whole"_s);
        row("an empty archive", std::string("PK\x05\x06") + std::string(18, '\0'), u"no spreadsheet in it"_s);
        row("another archive", zipped({{"a.txt", "x"}}), u"Unpack it"_s);
        row("OpenDocument", zipped({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}),
            u"OpenDocument"_s);
        row("a text document", zipped({{"word/document.xml", "<a/>"}}), u"text document"_s);
        row("a binary spreadsheet",
            zipped(
                {{"_rels/.rels",
                     R"(<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>)"},
                    {"xl/workbook.bin", "x"}}),
            u".xlsb"_s);
        row("an old spreadsheet", old, u".xls, .doc"_s);
        row("one with a password", old + std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32),
            u"password"_s);
        row("no sheets", withPart(threeRows(), "xl/workbook.xml", "<workbook/>"), u"no sheets"_s);
        row("a broken workbook", withPart(threeRows(), "xl/workbook.xml", "<workbook>"), u"xl/workbook.xml"_s);
        row("broken styles", withPart(threeRows(), "xl/styles.xml", "<a><b></a>"), u"xl/styles.xml"_s);
        row("broken texts", withPart(threeRows(), Strings, "<sst><si><t>a"), u"xl/sharedStrings.xml"_s);
        row("an entity bomb",
            withPart(threeRows(), Strings,
                R"(<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>)"),
            u"document type"_s);
        row("deep texts", withPart(threeRows(), Strings, repeated("<si>", 100'000)), u"as no spreadsheet is"_s);
        row("broken relationships", withPart(threeRows(), "xl/_rels/workbook.xml.rels", "<"), u"workbook.xml.rels"_s);
        row("no relationships", withPart(threeRows(), "xl/_rels/workbook.xml.rels", "<Relationships/>"), u"missing"_s);
    }
    void aFileThatIsNoGoodSaysSo()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, said);
        const Outcome outcome = read(bytes.toStdString());
        QVERIFY2(outcome.error.contains(said), qPrintable(outcome.error));

        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.xlsx"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        const auto reader = openFile(path);
        QVERIFY(!reader);
        QCOMPARE(reader.error().sentence, outcome.error);
    }

    void whatCannotBeOpenedSaysSo()
    {
        const QTemporaryDir folder;
        const auto directory = openFile(folder.path());
        QVERIFY(!directory && directory.error().sentence.contains(u"is a folder"_s));
        const auto missing = openFile(folder.filePath(u"missing.xlsx"_s));
        QVERIFY(!missing && missing.error().code == rookery::Error::Code::NotFound);
        Choices choices;
        choices.kind = Kind::Xlsx;
        const std::string text = "a,b\n1,2\n";
        const auto forced = openTable(sourceOf(text), choices);
        QVERIFY(!forced && forced.error().sentence.contains(u"not an .xlsx"_s));
    }

    void aSheetThatUnpacksForEverIsRefused()
    {
        // 40 MB of one row after another, in some 50 KB.
        const std::string row = "<row><c t=\"str\"><v>" + std::string(1000, 'a') + "</v></c></row>";
        const std::string bomb = "<worksheet><sheetData>" + repeated(row, 40'000);
        const Outcome outcome = read(withPart(threeRows(), Sheet, bomb));
        QCOMPARE(outcome.codes.last(), u"xlsx.too-large"_s);
        QVERIFY2(outcome.sentences.last().contains(u"\"Orders\", at row "_s), qPrintable(outcome.sentences.last()));
        QVERIFY2(outcome.rows < 25'000, qPrintable(QString::number(outcome.rows)));
    }

    void textsThatUnpackForEverAreRefused()
    {
        const Outcome outcome
            = read(withPart(threeRows(), Strings, "<sst><si><t>" + std::string(40UL * 1024 * 1024, 'a')));
        QVERIFY2(
            outcome.error.contains(u"xl/sharedStrings.xml of the spreadsheet unpacks"_s), qPrintable(outcome.error));
    }

    void aWrongChecksumIsFound()
    {
        std::string bytes = threeRows().bytes();
        // In the central directory, behind `PK\1\2` of the sheet, which is the last but not the only one.
        std::size_t at = std::string::npos;
        for (std::size_t entry = bytes.find("PK\x01\x02"); entry != std::string::npos;
             entry = bytes.find("PK\x01\x02", entry + 4)) {
            if (bytes.compare(entry + 46, Sheet.size(), Sheet) == 0)
                at = entry;
        }
        QVERIFY(at != std::string::npos);
        constexpr std::size_t Checksum = 16;
        bytes[at + Checksum] = char(bytes[at + Checksum] ^ 1);
        Choices choices;
        choices.headerRow = 0;
        const Outcome outcome = read(bytes, choices);
        QCOMPARE(outcome.codes, QStringList{u"xlsx.damaged"_s});
        QVERIFY2(outcome.sentences.first().contains(u"checksum"_s), qPrintable(outcome.sentences.first()));
    }

    void anyByteMayBeWrong()
    {
        const std::string good = threeRows().bytes();
        constexpr std::size_t Step = 11; // the fuzzer does the rest
        for (std::size_t i = 0; i < good.size(); i += Step) {
            std::string bytes = good;
            bytes[i] = char(bytes[i] ^ 0x55);
            (void)read(bytes);
            (void)read(good.substr(0, i));
        }
    }
};

QTEST_GUILESS_MAIN(XlsxDamageTest)
#include "tst_xlsxdamage.moc"
