// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/xlsxfile.h"

#include "intake/opening.h"
#include "intake/ownfile.h"
#include "intake/ziparchive.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>

#include <rapidcheck.h>

#include <limits>

using namespace rookery;
using namespace rookery::ledger;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Noon = 1'795'430'520'123; // 2026-11-23T10:42:00.123Z

EventRecord record(const QString& order, const QString& revenue = u"19.90"_s)
{
    EventRecord event;
    event.fields.set(pixel::Field::OrderId, order);
    event.fields.set(pixel::Field::Revenue, revenue);
    event.confirmed = UtcMs(Noon);
    event.state = State::Delivered;
    return event;
}

QByteArray written(const QList<EventRecord>& events, ExportOptions options = {}, qint64 maxRows = XlsxStream::MaxRows)
{
    options.format = ExportFormat::Xlsx;
    QBuffer out;
    if (!out.open(QIODevice::WriteOnly))
        return {};
    XlsxStream stream(out, options, maxRows);
    for (const EventRecord& event : events) {
        if (!stream.write(event))
            return {};
    }
    return stream.finish() ? out.data() : QByteArray();
}

std::string partOf(const QByteArray& workbook, std::string_view name)
{
    const auto archive = intake::ZipArchive::open(workbook.toStdString());
    const auto part = archive ? (*archive)->part(name, std::numeric_limits<qint32>::max()) : nullptr;
    std::string text;
    std::string some(4096, '\0');
    for (qsizetype size = 0; part && (size = part->read(some.data(), qsizetype(some.size()))) > 0;)
        text.append(some, 0, std::size_t(size));
    return text;
}

/// What intake makes of it.
struct Readback {
    QStringList header;
    QStringList sheets;
    QList<QStringList> rows;
    QStringList findings;
};

Readback readBack(const QByteArray& workbook, const QString& sheet = {})
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"Größe 字.xlsx"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(workbook) != workbook.size())
        return {};
    file.close();
    intake::Choices choices;
    choices.headerRow = 1;
    choices.numbers = intake::NumberStyle::En;
    if (!sheet.isEmpty())
        choices.sheet = sheet;
    const auto reader = intake::openFile(path, choices);
    if (!reader)
        return {};
    Readback read{(*reader)->shape().header, (*reader)->shape().sheets, {}, {}};
    const auto note = [&read](const auto& findings) {
        for (const intake::RowFinding& finding : findings)
            read.findings << finding.what.code;
    };
    for (intake::Row row; (*reader)->next(row);) {
        QStringList& cells = read.rows.emplace_back();
        for (const std::string_view cell : row.cells)
            cells << QString::fromUtf8(cell.data(), qsizetype(cell.size()));
        cells.resize(read.header.size());
        note(row.flaws);
    }
    note((*reader)->findings());
    return read;
}

QStringList textsOf(const EventRecord& event, bool hidePersonal = false)
{
    QStringList texts;
    for (const ExportColumn column : columnsOf({})) {
        std::string text;
        appendValue(text, event, column, hidePersonal);
        texts << QString::fromStdString(text);
    }
    return texts;
}

/// Breaks after so many bytes.
class FailDevice final : public QIODevice {
public:
    explicit FailDevice(qint64 after) : m_left(after) { open(QIODevice::WriteOnly | QIODevice::Unbuffered); }

protected:
    qint64 readData(char* /*to*/, qint64 /*max*/) override { return -1; }
    qint64 writeData(const char* /*from*/, qint64 size) override
    {
        m_left -= size;
        return m_left < 0 ? -1 : size;
    }

private:
    qint64 m_left;
};

// What spreadsheets like to change.
rc::Gen<QString> nastyText()
{
    static const QStringList Parts{u"0"_s, u"1"_s, u"="_s, u"'"_s, u"+"_s, u"-"_s, u"@"_s, u"\t"_s, u"\r"_s, u"\n"_s,
        u"_x0041_"_s, u"_x"_s, u"_"_s, u"005F_"_s, u"<"_s, u"&amp;"_s, u">"_s, u"\""_s, u" "_s, u"é"_s, u"字"_s, u"🐦"_s,
        QString(QChar(0)), QString(QChar(7)), QString(QChar(0x7F)), QString(QChar(0xFFFE)), QString(QChar(0xFFFF)),
        QString(QChar(0xFFFD)), u"."_s, u","_s, u"e5"_s, u"]]>"_s};
    return rc::gen::map(
        rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, std::size_t(Parts.size()))),
        [](const std::vector<std::size_t>& chosen) {
            QString text;
            for (const std::size_t i : chosen)
                text += Parts[qsizetype(i)];
            return text;
        });
}

rc::Gen<QString> amountText()
{
    return rc::gen::oneOf(nastyText(),
        rc::gen::apply(
            [](qint64 whole, int decimals, int count) {
                const QString text = QString::number(decimals).rightJustified(count, u'0').right(count);
                return QString::number(whole) + (count > 0 ? u'.' + text : QString());
            },
            rc::gen::inRange<qint64>(-1'000'000'000'000, 1'000'000'000'000), rc::gen::inRange(0, 1'000'000),
            rc::gen::inRange(0, 7)));
}

EventRecord anyEvent()
{
    EventRecord event;
    for (const pixel::FieldSpec& s : pixel::fieldTable())
        event.fields.set(s.field, *nastyText());
    for (const pixel::Field field : {pixel::Field::Revenue, pixel::Field::Tax, pixel::Field::Shipping})
        event.fields.set(field, *amountText());
    event.state = State(*rc::gen::inRange(0, 8));
    event.attempts = *rc::gen::inRange(0, 1'000'000);
    event.profile = *nastyText();
    event.confirmed = UtcMs(*rc::gen::inRange<qint64>(-3'000'000'000'000, 200'000'000'000'000));
    event.agent = *nastyText();
    event.live = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>())
        event.lastStatus = *rc::gen::inRange(100, 600);
    event.lastTookMs = *rc::gen::inRange<qint64>(0, 10'000'000'000);
    event.lastUrl = (*nastyText()).toUtf8();
    event.message = *nastyText();
    event.note = *nastyText();
    event.correction = CorrectionKind(*rc::gen::inRange(0, 3));
    event.declined = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>())
        event.orderTime = UtcMs(*rc::gen::inRange<qint64>(0, 4'000'000'000'000));
    return event;
}

} // namespace

class XlsxFileTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadBackCellByCell()
    {
        const bool holds = rc::check([] {
            const EventRecord event = anyEvent();
            const bool hidePersonal = *rc::gen::arbitrary<bool>();
            ExportOptions options;
            options.hidePersonal = hidePersonal;
            const Readback read = readBack(written({event}, options));
            RC_ASSERT(read.header == exportColumns());
            RC_ASSERT(read.findings.isEmpty());
            RC_ASSERT(read.rows.size() == 1);
            const QStringList expected = textsOf(event, hidePersonal);
            for (qsizetype i = 0; i < expected.size(); ++i)
                RC_ASSERT(read.rows.first()[i].toStdString() == expected[i].toStdString());
        });
        QVERIFY(holds);
    }

    void isKnownAgainAsOurs()
    {
        QCOMPARE(intake::ownFileOf(readBack(written({record(u"A-1"_s)})).header), intake::OwnFile::History);
    }

    void amountsAreNumbersWhereThatLosesNothing_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<std::string>("value"); // empty: it is text
        QTest::addColumn<std::string>("format");
        QTest::addRow("two decimals") << u"19.90"_s << std::string("19.9") << std::string("0.00");
        QTest::addRow("none") << u"1200"_s << std::string("1200") << std::string("0");
        QTest::addRow("nothing behind the point") << u"5.000"_s << std::string("5") << std::string("0.000");
        QTest::addRow("six") << u"0.000001"_s << std::string("0.000001") << std::string("0.000000");
        QTest::addRow("negative") << u"-0.50"_s << std::string("-0.5") << std::string("0.00");
        QTest::addRow("fifteen digits") << u"9999999999999.99"_s << std::string("9999999999999.99")
                                        << std::string("0.00");
        for (const char* text : {"99999999999999.99", "007.50", "-0.00", "1e5", "1,5", ".5", "5.", "+5", " 5", "5 ",
                 "0.0000001", "", "-", "0x1", "١٢"})
            QTest::addRow("'%s'", text) << QString::fromUtf8(text) << std::string() << std::string();
    }
    void amountsAreNumbersWhereThatLosesNothing()
    {
        QFETCH(QString, amount);
        QFETCH(std::string, value);
        QFETCH(std::string, format);
        ExportOptions options;
        options.columns = QStringList{u"transactionId"_s, u"revenue"_s};
        const QByteArray workbook = written({record(u"0012"_s, amount)}, options);
        const std::string sheet = partOf(workbook, "xl/worksheets/sheet1.xml");
        QCOMPARE(sheet.find("<c r=\"B2\" s=\"") != std::string::npos, !amount.isEmpty());
        QCOMPARE(sheet.find("><v>" + value + "</v></c></row></sheetData>") != std::string::npos, !value.empty());
        QCOMPARE(readBack(workbook).rows.value(0), (QStringList{u"0012"_s, amount}));
        if (!value.empty())
            QVERIFY(partOf(workbook, "xl/styles.xml").find("formatCode=\"" + format + "\"") != std::string::npos);
    }

    void instantsAreDatesThatSayThatTheyAreUtc_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<std::string>("serial"); // empty: it is text
        QTest::addRow("now") << Noon << std::string("46349.4458347569");
        QTest::addRow("midnight") << qint64(1'795'392'000'000) << std::string("46349");
        QTest::addRow("1970") << qint64(0) << std::string("25569");
        QTest::addRow("1 March 1900") << qint64(-2'203'891'200'000) << std::string("61");
        QTest::addRow("the day before") << qint64(-2'203'891'200'001) << std::string();
        QTest::addRow("the last of 9999") << qint64(253'402'300'799'999) << std::string("2958465.9999999884");
        QTest::addRow("behind it") << qint64(253'402'300'800'000) << std::string();
    }
    void instantsAreDatesThatSayThatTheyAreUtc()
    {
        QFETCH(qint64, ms);
        QFETCH(std::string, serial);
        EventRecord event = record(u"A-1"_s);
        event.confirmed = UtcMs(ms);
        ExportOptions options;
        options.columns = QStringList{u"transactionId"_s, u"confirmed"_s};
        const QByteArray workbook = written({event}, options);
        const std::string sheet = partOf(workbook, "xl/worksheets/sheet1.xml");
        QCOMPARE(sheet.find("<c r=\"B2\" s=\"4\"><v>" + serial + "</v></c>") != std::string::npos, !serial.empty());
        QCOMPARE(readBack(workbook).rows.value(0).value(1), UtcMs(ms).isoText());
    }

    void nothingIsAFormulaAndNothingIsGuarded()
    {
        EventRecord event = record(u"=1+1"_s, u"=2"_s);
        event.note = u"'=cmd|' /C calc'!A0"_s;
        event.message = u"_x0041_\r\n\u0007_x0041\r"_s;
        const std::string sheet = partOf(written({event}), "xl/worksheets/sheet1.xml");
        QVERIFY(sheet.find("<f>") == std::string::npos);
        // s="3" is quotePrefix: text it stays, even where somebody edits it.
        QVERIFY(sheet.find("s=\"3\" t=\"inlineStr\"><is><t>=1+1</t></is></c>") != std::string::npos);
        QVERIFY(sheet.find("s=\"3\" t=\"inlineStr\"><is><t>=2</t></is></c>") != std::string::npos);
        QVERIFY(sheet.find("s=\"3\" t=\"inlineStr\"><is><t>'=cmd|' /C calc'!A0</t></is></c>") != std::string::npos);
        QVERIFY(sheet.find(">_x005F_x0041__x000D_\n_x0007__x005F_x0041_x000D_</t>") != std::string::npos);
    }

    void theHeaderIsBoldAndStaysInSight()
    {
        const QByteArray workbook = written({record(u"A-1"_s)});
        const std::string sheet = partOf(workbook, "xl/worksheets/sheet1.xml");
        QVERIFY(sheet.find("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>")
            != std::string::npos);
        QVERIFY(sheet.find("<c r=\"A1\" s=\"1\" t=\"inlineStr\"><is><t>timestamp</t></is></c>") != std::string::npos);
        QVERIFY(partOf(workbook, "xl/styles.xml").find("<font><b/>") != std::string::npos);
        QVERIFY(sheet.find("<col min=\"32\" max=\"32\" width=\"") != std::string::npos);
    }

    void nothingStillHasAHeader()
    {
        const Readback read = readBack(written({}));
        QCOMPARE(read.header, exportColumns());
        QCOMPARE(read.sheets, QStringList{u"Orders"_s});
        QVERIFY(read.rows.isEmpty());
    }

    void writesWhatWasAskedForInThatOrder()
    {
        ExportOptions options;
        options.columns = QStringList{u"state"_s, u"nonsense"_s, u"transactionId"_s};
        const Readback read = readBack(written({record(u"0012"_s)}, options));
        QCOMPARE(read.header, (QStringList{u"state"_s, u"transactionId"_s}));
        QCOMPARE(read.rows.value(0), (QStringList{u"delivered"_s, u"0012"_s}));
    }

    void masksPersonalIds()
    {
        EventRecord event = record(u"0012"_s);
        for (const pixel::Field field : pixel::IdentityFields)
            event.fields.set(field, u"secret"_s);
        event.lastUrl = "https://a.example.com/i?visitorId=secret&transactionId=0012";
        ExportOptions options;
        options.hidePersonal = true;
        const std::string sheet = partOf(written({event}, options), "xl/worksheets/sheet1.xml");
        QVERIFY(sheet.find("secret") == std::string::npos);
        QVERIFY(sheet.find("visitorId=hidden&amp;transactionId=0012") != std::string::npos);
    }

    void moreRowsThanASheetTakesGoOnInAnother()
    {
        QList<EventRecord> events;
        for (int i = 0; i < 5; ++i)
            events << record(u"A-%1"_s.arg(i));
        const QByteArray workbook = written(events, {}, 3);
        QStringList orders;
        for (const QString& sheet : {u"Orders"_s, u"Orders 2"_s, u"Orders 3"_s}) {
            const Readback read = readBack(workbook, sheet);
            QCOMPARE(read.sheets, (QStringList{u"Orders"_s, u"Orders 2"_s, u"Orders 3"_s}));
            QCOMPARE(read.header, exportColumns());
            for (const QStringList& row : read.rows)
                orders << row.value(int(pixel::Field::OrderId));
            orders << u"|"_s;
        }
        QCOMPARE(orders.join(u' '), u"A-0 A-1 | A-2 A-3 | A-4 |"_s);
        QCOMPARE(readBack(written(events.first(4), {}, 3)).sheets.size(), 2);
    }

    void whatIsLongerThanACellIsCutAndCounted_data()
    {
        QTest::addColumn<QString>("note");
        QTest::addColumn<QString>("kept");
        constexpr qsizetype Most = XlsxStream::MaxText;
        const QString full(Most, u'x');
        QTest::addRow("as long as a cell") << full << full;
        QTest::addRow("one more") << full + u'x' << full.first(Most - 1) + u'…';
        QTest::addRow("fewer characters, more bytes") << QString(Most, u'字') << QString(Most, u'字');
        const QString birds = u"🐦"_s.repeated(Most / 2);
        QTest::addRow("characters of two units") << birds + u'x' << birds + u'x';
        QTest::addRow("cut between them") << u'x' + birds + u'x' << u'x' + birds.first(Most - 3) + u'…';
    }
    void whatIsLongerThanACellIsCutAndCounted()
    {
        QFETCH(QString, note);
        QFETCH(QString, kept);
        EventRecord event = record(u"A-1"_s);
        event.note = note;
        ExportOptions options;
        options.format = ExportFormat::Xlsx;
        options.columns = QStringList{u"transactionId"_s, u"note"_s};
        QBuffer out;
        QVERIFY(out.open(QIODevice::WriteOnly));
        const auto stream = makeRowStream(out, options);
        QVERIFY(stream->write(event));
        QVERIFY(stream->finish());
        QCOMPARE(stream->cutCells(), note == kept ? 0 : 1);
        const QString read = readBack(out.data()).rows.value(0).value(1);
        QCOMPARE(read.size(), kept.size());
        QVERIFY(read == kept);
    }

    void aDeviceThatFillsIsNoticedWhereverThatIs()
    {
        const QByteArray whole = written({record(u"A-1"_s), record(u"A-2"_s)});
        QVERIFY(whole.size() > 2000);
        for (qint64 after = 0; after < whole.size(); after += 13) {
            FailDevice device(after);
            XlsxStream stream(device, {});
            const bool wrote = stream.write(record(u"A-1"_s)) && stream.write(record(u"A-2"_s)) && stream.finish();
            QVERIFY2(!wrote, qPrintable(QString::number(after)));
        }
    }

    void theSameOrdersAreTheSameFile() { QCOMPARE(written({record(u"A-1"_s)}), written({record(u"A-1"_s)})); }
};

QTEST_GUILESS_MAIN(XlsxFileTest)
#include "tst_xlsxfile.moc"
