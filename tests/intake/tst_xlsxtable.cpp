// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/checked.h"
#include "intake/sample.h"
#include "intake/xlsxfile.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace rookery::intake;

namespace {

/// What a file says: its rows, and all that its rows and it itself report, as `code@cell`.
struct Said {
    QString error;
    TableShape shape;
    QStringList rows;
    QStringList findings;
};

QString placeOf(const RowFinding& finding)
{
    const QString column = finding.column < 0 ? QString() : QString(QChar(u'A' + finding.column));
    return u"%1@%2%3"_s.arg(finding.what.code, column).arg(finding.row);
}

Said read(const std::string& bytes, const Choices& choices = {})
{
    Said said;
    const auto reader = openTable(sourceOf(bytes), choices);
    if (!reader) {
        said.error = reader.error().sentence;
        return said;
    }
    for (Row row; (*reader)->next(row);) {
        said.rows << shown(row);
        for (const RowFinding& finding : row.flaws)
            said.findings << placeOf(finding);
    }
    for (const RowFinding& finding : (*reader)->findings())
        said.findings << placeOf(finding);
    said.shape = (*reader)->shape();
    return said;
}

Said read(const XlsxFile& file, const Choices& choices = {}) { return read(file.bytes(), choices); }

Choices withoutHeader()
{
    Choices choices;
    choices.headerRow = 0;
    return choices;
}

QString cellsOf(const std::string& cells)
{
    XlsxFile file;
    file.data = "<row r=\"1\">" + cells + "</row>";
    return read(file, withoutHeader()).rows.join(u'\n');
}

} // namespace

class XlsxTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOrderIdIsNoAmount()
    {
        XlsxFile file;
        setFormats(file, {"yyyy\\-mm\\-dd"});
        file.data
            = R"(<row r="1"><c r="A1" t="inlineStr"><is><t>Bestellnummer</t></is></c>)"
              R"(<c r="B1" t="inlineStr"><is><t>Betrag</t></is></c></row>)"
              R"(<row r="2"><c r="A2"><v>1005.5</v></c><c r="B2"><v>12.5</v></c></row>)"
              R"(<row r="3"><c r="A3" s="1"><v>46349</v></c><c r="B3" t="inlineStr"><is><t>7,50</t></is></c></row>)";
        const Said said = read(file);
        QCOMPARE(said.shape.numbers.value, NumberStyle::De);
        QCOMPARE(said.rows, (QStringList{u"2[1005.5|12,5]"_s, u"3[2026-11-23|7,50]"_s}));
        QCOMPARE(said.findings, QStringList{u"xlsx.date-as-id@A3"_s});
    }

    void readsEveryKindOfCell()
    {
        XlsxFile file;
        setFormats(file, {"00000", "#,##0.00", "yyyy\\-mm\\-dd hh:mm"});
        file.strings
            = R"(<si><t>Order</t></si><si><r><rPr><b/></rPr><t>To</t></r><r><t xml:space="preserve">tal </t></r>)"
              R"(<rPh sb="0" eb="1"><t>reading</t></rPh></si><si><t>Zoë &amp; Söhne</t></si>)";
        file.data = R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>)"
                    R"(<c r="C1" t="inlineStr"><is><t>When</t></is></c><c r="D1" t="inlineStr"><is><r><t>Cus</t></r>)"
                    R"(<r><t>tomer</t></r></is></c><c r="E1" t="str"><f>"Pa"&amp;"id"</f><v>Paid</v></c></row>)"
                    R"(<row r="3"><c r="A3" s="1"><v>42</v></c><c r="B3" s="2"><f>1+1</f><v>1234.5</v></c>)"
                    R"(<c r="C3" s="3"><v>46349.445833333331</v></c><c r="D3" t="s"><v>2</v></c>)"
                    R"(<c r="E3" t="b"><v>1</v></c></row>)";
        const Said said = read(file);
        QCOMPARE(said.error, QString());
        QCOMPARE(said.shape.kind, Kind::Xlsx);
        QCOMPARE(said.shape.header, (QStringList{u"Order"_s, u"Total"_s, u"When"_s, u"Customer"_s, u"Paid"_s}));
        QCOMPARE(said.shape.headerRow.value, 1);
        QCOMPARE(said.rows, (QStringList{u"3[00042|1234.50|2026-11-23 10:42:00|Zoë & Söhne|TRUE]"_s}));
        QCOMPARE(said.findings, QStringList());
        QVERIFY(said.shape.dates.isCertain && said.shape.dates.value == DateStyle::YearFirst);
        QCOMPARE(said.shape.dates.example, u"2026-11-23 10:42:00"_s);
        QVERIFY(said.shape.numbers.isCertain && said.shape.numbers.value == NumberStyle::En);
        QCOMPARE(said.shape.sample,
            (std::vector<std::vector<std::string>>{
                {"00042", "1234.50", "2026-11-23 10:42:00", "Zoë & Söhne", "TRUE"}}));
    }

    void readsCells_data()
    {
        QTest::addColumn<QByteArray>("cells");
        QTest::addColumn<QString>("row");
        const auto row = [](const char* name, const char* cells, const QString& shownRow) {
            QTest::addRow("%s", name) << QByteArray(cells) << shownRow;
        };
        row("without places", R"(<c><v>1</v></c><c/><c><v>3</v></c>)", u"1[1||3]"_s);
        row("without some places", R"(<c r="C1"><v>3</v></c><c><v>4</v></c>)", u"1[||3|4]"_s);
        row("out of order", R"(<c r="B1"><v>2</v></c><c r="A1"><v>1</v></c>)", u"1[1|2]"_s);
        row("empty ones at the end", R"(<c r="A1"><v>1</v></c><c r="XFD1" s="1"/>)", u"1[1]"_s);
        row("an empty text", R"(<c r="A1"><v>1</v></c><c r="B1" t="str"><f>""</f><v></v></c>)", u"1[1]"_s);
        row("spaces about a number", "<c r=\"A1\"><v>\n 7 </v></c>", u"1[7]"_s);
        row("CDATA", R"(<c r="A1" t="inlineStr"><is><t><![CDATA[a<b&c]]></t></is></c>)", u"1[a<b&c]"_s);
        row("a comment within", R"(<c r="A1" t="inlineStr"><is><t>a<!-- no > -->b</t></is></c>)", u"1[ab]"_s);
        row("references", R"(<c r="A1" t="inlineStr"><is><t>&lt;&#x41;&#66;&quot;&#x1F600;</t></is></c>)",
            u"1[<AB\"😀]"_s);
        row("escapes", R"(<c r="A1" t="inlineStr"><is><t>a_x0009_b_x005F_x0041__x00G1_</t></is></c>)",
            u"1[a\tb_x0041__x00G1_]"_s);
        row("line ends", "<c r=\"A1\" t=\"inlineStr\"><is><t>a\r\nb\rc&#13;</t></is></c>", u"1[a\nb\nc\r]"_s);
        row("quotes of the other kind", "<c r='A1' t='inlineStr'><is><t a='>'>x</t></is></c>", u"1[x]"_s);
        row("another namespace's prefix", R"(<x:c r="A1"><x:v>5</x:v></x:c>)", u"1[5]"_s);
        row("what is not known", R"(<c r="A1"><v>5</v><extLst><ext><v>6</v></ext></extLst></c>)", u"1[5]"_s);
        row("a day in a strict file", R"(<c r="A1" t="d"><v>2026-11-23T10:42:00.000</v></c>)",
            u"1[2026-11-23 10:42:00]"_s);
        row("an ID of 15 digits", R"(<c r="A1"><v>123456789012345</v></c>)", u"1[123456789012345]"_s);
        row("a double's noise", R"(<c r="A1"><v>0.30000000000000004</v></c>)", u"1[0.3]"_s);
        row("the guard of an export that went through a spreadsheet",
            R"(<c t="inlineStr"><is><t>'=1+1</t></is></c><c t="inlineStr"><is><t>''-5</t></is></c>)"
            R"(<c t="inlineStr"><is><t>'quoted'</t></is></c><c t="inlineStr"><is><t>-5</t></is></c>)",
            u"1[=1+1|'-5|'quoted'|-5]"_s);
        row("a lower-case place is none", R"(<c r="a1"><v>1</v></c><c r="B1"><v>2</v></c>)", u"1[|2]"_s);
    }
    void readsCells()
    {
        QFETCH(QByteArray, cells);
        QFETCH(QString, row);
        QCOMPARE(cellsOf(cells.toStdString()), row);
    }

    void saysWhatIsWrongWithACell_data()
    {
        QTest::addColumn<QByteArray>("cells");
        QTest::addColumn<QString>("row");
        QTest::addColumn<QString>("finding");
        const auto row = [](const char* name, const char* cells, const QString& shownRow, const QString& finding) {
            QTest::addRow("%s", name) << QByteArray(cells) << shownRow << finding;
        };
        row("rounded", R"(<c r="A2" s="2"><v>19.999</v></c>)", u"2[20.00]"_s, u"xlsx.rounded@A2"_s);
        row("double noise is no rounding", R"(<c r="A2" s="2"><v>19.989999999999998</v></c>)", u"2[19.99]"_s, {});
        row("16 digits", R"(<c r="B2"><v>1.23456789012345E+15</v></c>)", u"2[|1234567890123450]"_s,
            u"xlsx.inexact@B2"_s);
        row("17 digits", R"(<c r="B2"><v>12345678901234568</v></c>)", u"2[|12345678901234568]"_s, u"xlsx.inexact@B2"_s);
        row("16 digits that a number holds", R"(<c r="B2"><v>1234567890123456</v></c>)", u"2[|1234567890123456]"_s,
            u"xlsx.too-many-digits@B2"_s);
        row("17 digits of a text", R"(<c r="B2" t="inlineStr"><is><t>12345678901234568</t></is></c>)",
            u"2[|12345678901234568]"_s, {});
        row("scientific", R"(<c r="B2" s="4"><v>123456789012</v></c>)", u"2[|123456789012]"_s, u"xlsx.shortened@B2"_s);
        row("an error", R"(<c r="A2" t="e"><v>#N/A</v></c>)", u"2[#N/A]"_s, u"xlsx.error-value@A2"_s);
        row("a formula never reckoned", R"(<c r="A2"><f>SUM(B2:C2)</f><v></v></c>)", u"2[]"_s, u"xlsx.no-result@A2"_s);
        row("a formula never reckoned, no value", R"(<c r="A2"><f>B2</f></c>)", u"2[]"_s, u"xlsx.no-result@A2"_s);
        row("a shared text that is not there", R"(<c r="A2" t="s"><v>7</v></c>)", u"2[]"_s, u"xlsx.no-text@A2"_s);
        row("a shared text before the first", R"(<c r="A2" t="s"><v>-1</v></c>)", u"2[]"_s, u"xlsx.no-text@A2"_s);
        row("a shared text that is no number", R"(<c r="A2" t="s"><v>x</v></c>)", u"2[]"_s, u"xlsx.no-text@A2"_s);
        row("no number", R"(<c r="A2"><v>x</v></c>)", u"2[x]"_s, u"xlsx.no-number@A2"_s);
        row("a cell twice", R"(<c r="A2"><v>1</v></c><c r="A2"><v>2</v></c>)", u"2[1]"_s, u"xlsx.twice@A2"_s);
        row("beyond the last column", R"(<c r="A2"><v>1</v></c><c r="XFE2"><v>2</v></c>)", u"2[1]"_s,
            u"xlsx.no-cell@2"_s);
        row("another row's cell", R"(<c r="A2"><v>1</v></c><c r="B3"><v>2</v></c>)", u"2[1]"_s, u"xlsx.no-cell@2"_s);
        row("no cell at all", R"(<c r="?"><v>1</v></c>)", u"2[]"_s, u"xlsx.no-cell@2"_s);
        row("the day that never was", R"(<c r="A2" s="3"><v>60</v></c>)", u"2[1900-02-29]"_s, u"xlsx.no-date@A2"_s);
        row("a time that is not shown", R"(<c r="A2" s="3"><v>46349.5</v></c>)", u"2[2026-11-23]"_s,
            u"xlsx.time-not-shown@A2"_s);
    }
    void saysWhatIsWrongWithACell()
    {
        QFETCH(QByteArray, cells);
        QFETCH(QString, row);
        QFETCH(QString, finding);
        XlsxFile file;
        setFormats(file, {"00000", "0.00", "yyyy-mm-dd", "0.00E+00"});
        file.data = "<row r=\"2\">" + cells.toStdString() + "</row>";
        const Said said = read(file, withoutHeader());
        QCOMPARE(said.rows.join(u' '), row);
        QCOMPARE(said.findings.join(u' '), finding);
    }

    void textThatIsMarkedAsSuchIsNoGuardedFormula()
    {
        XlsxFile file;
        file.styles = R"(<xf numFmtId="49" quotePrefix="1"/>)";
        file.data = R"(<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>'=1</t></is></c>)"
                    R"(<c r="B1" t="inlineStr"><is><t>'=1</t></is></c></row>)";
        QCOMPARE(read(file, withoutHeader()).rows, QStringList{u"1['=1|=1]"_s});
    }

    void countsRowsAsTheSpreadsheetDoes()
    {
        XlsxFile file;
        file.data
            = R"(<row><c><v>1</v></c></row><row/><row r="5"><c r="A5"><v>5</v></c></row><row><c><v>6</v></c></row>)"
              R"(<row r="6"><c r="A6"><v>7</v></c></row><row r="3"><c r="A3"><v>8</v></c></row>)"
              R"(<row r="9" hidden="1"><c r="A9"><v>9</v></c></row>)";
        const Said said = read(file, withoutHeader());
        QCOMPARE(said.rows, (QStringList{u"1[1]"_s, u"5[5]"_s, u"6[6]"_s, u"9[9]"_s}));
        QCOMPARE(
            said.findings, (QStringList{u"xlsx.hidden-row@9"_s, u"xlsx.misplaced-row@6"_s, u"xlsx.misplaced-row@3"_s}));
    }

    void saysWhatIsHiddenOrMerged()
    {
        XlsxFile file;
        file.beforeData = R"(<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" hidden="true"/></cols>)";
        file.data
            = R"(<row r="1"><c r="A1" t="inlineStr"><is><t>November</t></is></c></row><row r="2">)"
              R"(<c r="A2" t="inlineStr"><is><t>Order</t></is></c><c r="B2" t="inlineStr"><is><t>Total</t></is></c>)"
              R"(<c r="C2" t="inlineStr"><is><t>Tax</t></is></c></row><row r="3"><c r="A3"><v>1</v></c>)"
              R"(<c r="B3"><v>2</v></c><c r="C3"><v>3</v></c></row>)";
        file.afterData = R"(<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A3:A4"/></mergeCells>)";
        const auto bytes = file.bytes();
        const Said said = read(bytes);
        QCOMPARE(said.rows, (QStringList{u"3[1|2|3]"_s}));
        QCOMPARE(
            said.findings, (QStringList{u"table.above-header@1"_s, u"xlsx.hidden-column@B0"_s, u"xlsx.merged@0"_s}));
        const auto reader = openTable(sourceOf(bytes));
        (void)allRows(**reader);
        QVERIFY((*reader)->findings().at(1).what.sentence.contains(u"B (Total) to C (Tax)"_s));
        QVERIFY((*reader)->findings().at(2).what.sentence.contains(u": A3:A4."_s));
    }

    void readsTheSheetThatIsChosen_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<QString>("row"); // or a part of the error
        QTest::addRow("none: the first that is visible") << QString() << u"1[2]"_s;
        QTest::addRow("a number") << u"1"_s << u"1[1]"_s;
        QTest::addRow("a name") << u"Refunds"_s << u"1[3]"_s;
        QTest::addRow("a name in another case") << u"REFUNDS"_s << u"1[3]"_s;
        QTest::addRow("a name that is a number") << u"2"_s << u"1[4]"_s;
        QTest::addRow("a chart") << u"Chart"_s << u"chart"_s;
        QTest::addRow("none of that name") << u"Sheet9"_s << u"Refunds"_s;
        QTest::addRow("number 0") << u"0"_s << u"1 Hidden, 2 Orders"_s;
        QTest::addRow("beyond the last") << u"7"_s << u"no sheet"_s;
        QTest::addRow("a missing part") << u"Gone"_s << u"missing"_s;
    }
    void readsTheSheetThatIsChosen()
    {
        QFETCH(QString, choice);
        QFETCH(QString, row);
        XlsxFile file;
        file.sheets = R"(<sheet name="Hidden" state="veryHidden" sheetId="7" r:id="rId1"/>)"
                      R"(<sheet name="Orders" sheetId="1" r:id="rId2"/><sheet name="Refunds" sheetId="3" r:id="rId3"/>)"
                      R"(<sheet name="2" sheetId="4" r:id="rId4"/><sheet name="Chart" sheetId="5" r:id="rId5"/>)"
                      R"(<sheet name="Gone" sheetId="6" r:id="rId6"/>)";
        file.relationships = "";
        const auto sheet = [&file](const char* id, const char* target, const char* part, const char* value) {
            file.relationships += XlsxFile::relationship(id, "worksheet", target);
            if (part != nullptr)
                file.more.emplace_back(part,
                    std::string("<worksheet><sheetData><row><c><v>") + value
                        + "</v></c></row></sheetData></worksheet>");
        };
        sheet("rId1", "/xl/worksheets/absolute.xml", "xl/worksheets/absolute.xml", "1");
        sheet("rId2", "./worksheets/../Other/relative.xml", "xl/Other/relative.xml", "2");
        sheet("rId3", "worksheets/case.xml", "XL/Worksheets/CASE.xml", "3");
        sheet("rId4", "worksheets\\back.xml", "xl/worksheets/back.xml", "4");
        sheet("rId6", "worksheets/gone.xml", nullptr, "");
        file.relationships += XlsxFile::relationship("rId5", "chartsheet", "chartsheets/sheet1.xml");
        Choices choices = withoutHeader();
        if (!choice.isEmpty())
            choices.sheet = choice;
        const Said said = read(file, choices);
        if (said.error.isEmpty()) {
            QCOMPARE(said.rows, QStringList{row});
            QCOMPARE(said.shape.sheets,
                (QStringList{u"Hidden"_s, u"Orders"_s, u"Refunds"_s, u"2"_s, u"Chart"_s, u"Gone"_s}));
            QCOMPARE(said.shape.sheet.value, row.at(2).digitValue());
            QCOMPARE(said.shape.sheet.isCertain, !choice.isEmpty());
        } else {
            QVERIFY2(said.error.contains(row), qPrintable(said.error));
        }
    }

    void readsStrictFilesAndOtherPrefixes()
    {
        XlsxFile file;
        const std::string strict = "http://purl.oclc.org/ooxml/officeDocument";
        const auto related = [](const std::string& all) { return "<Relationships>" + all + "</Relationships>"; };
        file.rootRelationships = related(XlsxFile::relationship("x", "officeDocument", "/book/main.xml", strict));
        file.more = {{"book/main.xml",
                         "<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:workbookPr "
                         "date1904=\"1\"/><x:sheets><x:sheet name=\"A\" q:id=\"s\"/></x:sheets></x:workbook>"},
            {"book/_rels/main.xml.rels",
                related(XlsxFile::relationship("s", "worksheet", "one.xml", strict)
                    + XlsxFile::relationship("t", "styles", "two.xml", strict))},
            {"book/one.xml",
                "<x:worksheet><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" s=\"1\"><x:v>44887</x:v></x:c></x:row>"
                "</x:sheetData></x:worksheet>"},
            {"book/two.xml",
                "<x:styleSheet><x:cellXfs><x:xf numFmtId=\"0\"/><x:xf numFmtId=\"14\"/></x:cellXfs></x:styleSheet>"}};
        const Said said = read(file, withoutHeader());
        QCOMPARE(said.error, QString());
        QCOMPARE(said.rows, (QStringList{u"1[2026-11-23]"_s}));
    }

    void readsUtf16()
    {
        XlsxFile file;
        const QString xml
            = u"<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData><row><c t=\"inlineStr\"><is>"
              u"<t>Zoë 😀</t></is></c></row></sheetData></worksheet>"_s;
        std::string bytes = "\xFF\xFE";
        for (const QChar c : xml) {
            bytes += char(c.unicode() & 0xFFU);
            bytes += char(c.unicode() >> 8U);
        }
        file.relationships = XlsxFile::relationship("rId1", "worksheet", "wide.xml");
        file.more = {{"xl/wide.xml", bytes}};
        QCOMPARE(read(file, withoutHeader()).rows, (QStringList{u"1[Zoë 😀]"_s}));
    }

    void writesNumbersAsTheTextsBesideThemAre()
    {
        XlsxFile file;
        setFormats(file, {"0.000"});
        file.data
            = R"(<row r="1"><c r="A1"><v>12.5</v></c><c r="B1" t="inlineStr"><is><t>1.234,50</t></is></c></row>)"
              R"(<row r="2"><c r="A2" s="1"><v>12.5</v></c><c r="B2" t="inlineStr"><is><t>7,5</t></is></c></row>)";
        const Said said = read(file, withoutHeader());
        QCOMPARE(said.shape.numbers.value, NumberStyle::De);
        QCOMPARE(said.shape.numbers.example, u"1.234,50"_s);
        QCOMPARE(said.rows, (QStringList{u"1[12,5|1.234,50]"_s, u"2[12,500|7,5]"_s}));
        Choices choices = withoutHeader();
        choices.numbers = NumberStyle::En;
        QCOMPARE(read(file, choices).rows.at(1), u"2[12.500|7,5]"_s);
    }

    void findsTheHeader()
    {
        XlsxFile file;
        const auto text = [](const char* t) { return std::string("<c t=\"inlineStr\"><is><t>") + t + "</t></is></c>"; };
        file.data = "<row>" + text("Orders") + "</row><row/><row>" + text("Order") + text("Total") + text("2026")
            + "</row><row>" + text("Order") + text("Total") + "</row><row>" + text("A1") + "<c><v>5</v></c></row><row>"
            + text("Order") + text("Total") + "</row>";
        // The years in a heading are data to a guess: the row is passed by only if a person says so.
        QCOMPARE(read(file).shape.headerRow.value, 0);
        Choices choices;
        choices.headerRow = 4;
        const Said said = read(file, choices);
        QCOMPARE(said.shape.header, (QStringList{u"Order"_s, u"Total"_s}));
        QCOMPARE(said.rows, (QStringList{u"5[A1|5]"_s, u"H6[Order|Total]"_s}));
    }

    void aStrayCellFarOutMakesNoThousandsOfColumns()
    {
        XlsxFile file;
        file.data = R"(<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>)";
        const std::string bytes = file.bytes();
        const auto reader = openTable(sourceOf(bytes));
        QVERIFY(reader);
        QCOMPARE((*reader)->shape().header.size(), 1000);
        Row row;
        QVERIFY((*reader)->next(row));
        QCOMPARE(row.cells.size(), std::size_t(16'384));
        QCOMPARE(textOf(row.cells.back()), u"2"_s);
    }

    // A shop's in pounds.
    void whatAFormatSaysOfMoneyCounts_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QString>("line");
        const auto row
            = [](const char* code, const QString& line) { QTest::addRow("%s", code) << QByteArray(code) << line; };
        row("#,##0.00", u"2 ready A1 1234.56"_s);
        row("[$£-809]#,##0.00", u"2 ready A1 1234.56"_s);
        row("#,##0.00\\ &quot;GBP&quot;", u"2 ready A1 1234.56"_s);
        row("$#,##0.00", u"2 fix A1 1234.56 revenue.other-currency@Total"_s);
        row("#,##0.00\\ [$zł-415]", u"2 fix A1 1234.56 revenue.other-currency@Total"_s);
        row("&quot;USD&quot; 0.00", u"2 fix A1 1234.56 revenue.other-currency@Total"_s);
        row("0.00 [$CHF]", u"2 fix A1 1234.56 revenue.other-currency@Total"_s);
        row("¥#,##0.00", u"2 fix A1 1234.56 revenue.other-currency@Total"_s);
        row("&quot;-&quot;0.00", u"2 fix A1 -1234.56 revenue.negative@Total"_s);
        row("0.00&quot;-&quot;", u"2 fix A1 1234.56- revenue.negative@Total"_s);
        row("(0.00)", u"2 fix A1 (1234.56) revenue.negative@Total"_s);
        row("&quot;Storno &quot;0.00", u"2 fix A1 Storno 1234.56 revenue.not-a-number@Total"_s);
    }
    void whatAFormatSaysOfMoneyCounts()
    {
        QFETCH(QByteArray, code);
        QFETCH(QString, line);
        XlsxFile file;
        setFormats(file, {code.toStdString()});
        file.data = R"(<row r="1"><c r="A1" t="inlineStr"><is><t>Order ID</t></is></c><c r="B1" t="inlineStr"><is>)"
                    R"(<t>Total</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>A1</t></is></c>)"
                    R"(<c r="B2" s="1"><v>1234.56</v></c></row>)";
        const std::string bytes = file.bytes();
        const auto reader = openTable(sourceOf(bytes));
        QVERIFY(reader);
        QCOMPARE(checkedLines(**reader, shopRules((*reader)->shape())).join(u'/'), line);
    }

    void asksAboutATypedGroupEvenBesideNumbers()
    {
        XlsxFile file;
        file.data = R"(<row r="1"><c r="A1" t="inlineStr"><is><t>Order ID</t></is></c><c r="B1" t="inlineStr"><is>)"
                    R"(<t>Total</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>A1</t></is></c>)"
                    R"(<c r="B2" t="inlineStr"><is><t>12,500</t></is></c></row><row r="3"><c r="A3" t="inlineStr"><is>)"
                    R"(<t>A2</t></is></c><c r="B3"><v>12.25</v></c></row>)";
        const std::string bytes = file.bytes();
        const auto reader = openTable(sourceOf(bytes));
        QVERIFY(reader);
        QCOMPARE(checkedLines(**reader, shopRules((*reader)->shape())).join(u'/'),
            u"2 fix A1 12,500 revenue.ambiguous@Total/3 ready A2 12.25"_s);
        Choices choices;
        choices.numbers = NumberStyle::En;
        const auto chosen = openTable(sourceOf(bytes), choices);
        QVERIFY(chosen);
        QCOMPARE(
            checkedLines(**chosen, shopRules((*chosen)->shape())).join(u'/'), u"2 ready A1 12500/3 ready A2 12.25"_s);
    }

    void anErrorInACellHoldsTheRowUpOnlyWhereItIsUsed()
    {
        XlsxFile file;
        file.data = R"(<row r="1"><c r="A1" t="inlineStr"><is><t>Order ID</t></is></c><c r="B1" t="inlineStr"><is>)"
                    R"(<t>Notes</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>PH-1</t></is></c>)"
                    R"(<c r="B2" t="e"><v>#N/A</v></c></row><row r="3"><c r="A3" t="e"><v>#REF!</v></c></row>)";
        const std::string bytes = file.bytes();
        auto reader = openTable(sourceOf(bytes));
        QVERIFY(reader);
        CheckRules rules;
        rules.header = (*reader)->shape().header;
        rules.mapping.setColumn(rookery::pixel::Field::OrderId, 0);
        RowCheck check(rules);
        Row row;
        QVERIFY((*reader)->next(row));
        check.check(row);
        QCOMPARE(check.findings().first().what.code, u"xlsx.error-value"_s);
        QCOMPARE(check.findings().first().what.severity, rookery::pixel::Severity::Note);
        QVERIFY((*reader)->next(row));
        QCOMPARE(check.check(row), Verdict::Fix);
        QCOMPARE(check.findings().first().what.severity, rookery::pixel::Severity::Error);
        QCOMPARE(check.findings().first().columnName, u"Order ID"_s);
    }

    void readsWhatOpenpyxlWrites()
    {
        const Said said = read(sample(u"openpyxl.xlsx"_s).toStdString());
        QCOMPARE(said.error, QString());
        QCOMPARE(said.shape.sheets, (QStringList{u"Notes"_s, u"Phone orders"_s}));
        QCOMPARE(said.shape.sheet.value, 2);
        QCOMPARE(said.shape.headerRow.value, 2);
        QCOMPARE(said.shape.header,
            (QStringList{
                u"Order ID"_s, u"Ordered at"_s, u"Day"_s, u"Customer"_s, u"Total"_s, u"Tax"_s, u"Card"_s, u"Paid"_s}));
        QCOMPARE(said.rows,
            (QStringList{
                u"3[00042|2026-11-23 10:42:00|2026-11-23|Zoë & Söhne|1234.50 €|205.75|4111111111111111|TRUE]"_s,
                u"4[00007|2026-11-23 23:59:59|2026-11-24| two  spaces |0.30 €|0.05||FALSE]"_s,
                u"5[100000|08:15:00||line\nbreak|20.00 €]"_s, u"7[00008]"_s}));
        QCOMPARE(said.findings,
            (QStringList{u"xlsx.too-many-digits@G3"_s, u"xlsx.hidden-row@4"_s, u"xlsx.rounded@E5"_s,
                u"xlsx.no-result@F5"_s, u"table.above-header@1"_s, u"xlsx.hidden-column@F0"_s}));
    }

    void readsWhatXlsxwriterWrites()
    {
        const Said said = read(sample(u"xlsxwriter.xlsx"_s).toStdString());
        QCOMPARE(said.error, QString());
        QCOMPARE(said.shape.sheets, (QStringList{u"Orders"_s, u"Refunds"_s}));
        QVERIFY(said.shape.sheet.value == 1 && !said.shape.sheet.isCertain);
        QCOMPARE(said.rows,
            (QStringList{u"2[PH-00042|2026-11-23 10:42:17|£1349.50|17.5%|Ann Lee & sons|yes]"_s,
                u"3[PH-00043|1904-01-02 00:00:00|-£20.00|#DIV/0!|=not a formula|TRUE]"_s}));
        QCOMPARE(said.findings, (QStringList{u"xlsx.error-value@D3"_s}));
    }

    void aFileOnTheDiskReadsAsAPipedOne()
    {
        XlsxFile file;
        file.data = "<row><c><v>1</v></c></row>";
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"örders.xlsx"_s);
        QFile out(path);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(QByteArray::fromStdString(file.bytes()));
        out.close();
        auto reader = openFile(path, withoutHeader());
        QVERIFY(reader);
        QCOMPARE(allRows(**reader), (QStringList{u"1[1]"_s}));
        QCOMPARE((*reader)->position(), QFileInfo(path).size());
    }

    void readsTextFilesThroughTheSameDoor()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"orders.csv"_s);
        QFile out(path);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write("Order,Total\nA1,5.00\n");
        out.close();
        auto reader = openFile(path);
        QVERIFY(reader);
        QCOMPARE((*reader)->shape().kind, Kind::Delimited);
        QCOMPARE(allRows(**reader), (QStringList{u"2[A1|5.00]"_s}));
    }
};

QTEST_GUILESS_MAIN(XlsxTableTest)
#include "tst_xlsxtable.moc"
