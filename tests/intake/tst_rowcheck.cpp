// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/lookahead.h"
#include "intake/sheet.h"
#include "intake/verdicts.h"

#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using namespace rookery::intake;
using rookery::pixel::Field;
using rookery::pixel::Severity;

namespace {

// Order ID, revenue, tax, shipping, currency.
QString shownEvent(const rookery::pixel::Event& event)
{
    return QStringList{event.value(Field::OrderId), event.value(Field::Revenue), event.value(Field::Tax),
        event.value(Field::Shipping), event.value(Field::Currency)}
        .join(u'|');
}

} // namespace

class RowCheckTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void checksTheClipboard()
    {
        QCOMPARE(verdictsOf(sample(u"phone-sheet-clipboard.tsv"_s)),
            (QStringList{u"8 duplicate as 6 transactionId.in-file"_s, u"13 fix revenue.other-style(12.50)"_s,
                u"21 fix revenue.not-a-number"_s, u"32 ready transactionId.trimmed"_s}));
    }

    void checksTheTill()
    {
        const QByteArray bytes = sample(u"kasse-export.csv"_s);
        const auto reader = opened(bytes);
        RowCheck check(rulesFor(reader->shape(), u"EUR"_s));
        Row row;
        QVERIFY(reader->next(row));
        QCOMPARE(check.check(row), Verdict::Ready);
        QCOMPARE(shownEvent(check.event()), u"00000100|1651.54|263.69||EUR"_s);
        QCOMPARE(check.event().value(Field::ConversionName), u"Sale"_s);
        QCOMPARE(check.event().value(Field::EventId), QString());
        QCOMPARE(check.event().value(Field::Timestamp), QString());
        QCOMPARE(verdicts(*reader, check), QStringList());
    }

    void checksTheOtherShop()
    {
        const QStringList found = verdictsOf(sample(u"woo-orders-bom.csv"_s));
        QCOMPARE(found.filter(u" fix "_s).size(), 4);
        for (const QString& line : found.filter(u" fix "_s))
            QVERIFY2(line.endsWith(u" currency.not-the-accounts"), qPrintable(line));
        // Each refunded order is asked about, whether there is something else to mend or not.
        QCOMPARE(found.filter(u"order.called-off"_s).size(), sample(u"woo-orders-bom.csv"_s).count(",refunded,"));
    }

    void checksTheUnicodeText()
    {
        const QByteArray bytes = sample(u"unicode-text.txt"_s);
        const auto reader = opened(bytes);
        RowCheck check(rulesFor(reader->shape()));
        Row row;
        QVERIFY(reader->next(row));
        QCOMPARE(check.check(row), Verdict::Ready);
        QCOMPARE(shownEvent(check.event()), u"000E5|10.5|||GBP"_s);
        QCOMPARE(check.findings().first().what.code, u"revenue.one-decimal"_s);
    }

    void checksRows_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("verdicts");
        const QByteArray header = "Order ID,Total,Tax,Note\n";
        const auto row = [&](const char* name, const QByteArray& rows, const QString& expected) {
            QTest::addRow("%s", name) << header + rows << expected;
        };
        row("nothing wrong", "1,10.00,2.00,x\n", {});
        row("missing cells at the end are empty", "1,10.00\n", {});
        row("an extra cell that is empty", "1,10.00,,,\n", {});
        row("an extra cell", "1,10.00,,,x\n", u"2 fix table.extra-cell"_s);
        row("no order ID", ",10.00\n", u"2 fix transactionId.missing"_s);
        row("only spaces for an order ID", "  ,10.00\n", u"2 fix transactionId.missing"_s);
        row("no revenue", "1,\n", u"2 fix revenue.missing"_s);
        row("the header again", "1,10.00\nOrder ID,Total,Tax,Note\n2,1.00\n", u"3 header table.header-again"_s);
        row("a duplicate", "1,10.00\n2,10.00\n1,10.00\n", u"4 duplicate as 2 transactionId.in-file"_s);
        row("a duplicate but for spaces", "1,10.00\n1 ,10.00\n",
            u"3 duplicate as 2 transactionId.trimmed transactionId.in-file"_s);
        row("leading zeros differ", "1,10.00\n01,10.00\n", {});
        row("negative", "1,-10.00\n", u"2 fix revenue.negative"_s);
        row("zero is a warning", "1,0.00\n", u"2 ready revenue.zero"_s);
        row("tax over revenue is a warning", "1,10.00,12.00\n", u"2 ready tax.over-revenue"_s);
        row("grouped by the style", "1,\"1,000.99\"\n", {});
        row("in doubt", "1,1.234\n2,1.50\n", u"2 fix revenue.ambiguous"_s);
        row("the other style", "1,1.50\n2,\"1.234,50\"\n3,1.50\n", u"3 fix revenue.other-style(1234.50)"_s);
        row("too long", "1,1234567890123\n", u"2 fix revenue.too-long"_s);
        row("zero width space", "\u200B1,1.00\n", u"2 fix transactionId.forbidden-character"_s);
        row("NUL", QByteArray("1\0,1.00\n", 8), u"2 fix transactionId.forbidden-character"_s);
        row("a line break in an ID is a warning", "\"1\n2\",1.00\n", u"2 ready transactionId.line-break"_s);
        row("text behind a quote in a mapped cell", "\"1\"x,1.00\n", u"2 fix table.text-behind-quote"_s);
        row("text behind a quote in another", "1,1.00,,\"Fri\" am\n", u"2 ready table.text-behind-quote"_s);
        row("damaged text", "\uFFFD1,1.00\n", u"2 ready transactionId.damaged-text"_s);
        row("a bad row sinks no good one", "x,n/a\n2,1.00\n3,\n4,1.00\n",
            u"2 fix revenue.not-a-number; 4 fix revenue.missing"_s);
    }
    void checksRows()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, verdicts);
        QCOMPARE(verdictsOf(text).join(u"; "_s), verdicts);
    }

    void saysWhereWhatAndHow()
    {
        const QByteArray bytes = "Order ID,Total\n1,1.50\n2,\"12,50\"\n";
        const auto reader = opened(bytes);
        RowCheck check(rulesFor(reader->shape()));
        Row row;
        QVERIFY(reader->next(row) && reader->next(row));
        QCOMPARE(check.check(row), Verdict::Fix);
        const RowFinding& finding = check.findings().first();
        QCOMPARE(finding.row, 3);
        QCOMPARE(finding.column, 1);
        QCOMPARE(finding.columnName, u"Total"_s);
        QCOMPARE(finding.expected, u"a number like 1,234.56"_s);
        QCOMPARE(finding.found, u"12,50"_s);
        QCOMPARE(finding.fix, u"12.50"_s);
        QCOMPARE(finding.what.sentence,
            u"Row 3, Total: expected a number like 1,234.56, found \"12,50\". Change to 12.50?"_s);
        QCOMPARE(toJson(finding).value(u"fix"_s).toString(), u"12.50"_s);
        // What could not be read stands as it is.
        QCOMPARE(check.event().value(Field::Revenue), u"12,50"_s);
    }

    void takesConstantsAndColumnsBeforeTheProfile()
    {
        const QByteArray bytes = "Order ID,Total,Conversion,Currency\n1,1.50,,\n2,1.50,Upsell,gbp\n";
        const auto reader = opened(bytes);
        CheckRules rules = rulesFor(reader->shape());
        rules.mapping.setConstant(Field::UserId, u"b0a1fb6c-7be2-4c6b-9a25-3ddc27c4a0f5"_s);
        RowCheck check(rules);
        Row row;
        QVERIFY(reader->next(row));
        QCOMPARE(check.check(row), Verdict::Ready);
        QCOMPARE(check.event().value(Field::ConversionName), u"Sale"_s);
        QCOMPARE(check.event().value(Field::Currency), u"GBP"_s);
        QCOMPARE(check.event().value(Field::UserId), u"b0a1fb6c-7be2-4c6b-9a25-3ddc27c4a0f5"_s);
        QVERIFY(reader->next(row));
        QCOMPARE(check.check(row), Verdict::Fix);
        QCOMPARE(check.findings().size(), 2);
        QCOMPARE(check.findings()[0].what.code, u"conversionName.not-listed"_s);
        QCOMPARE(check.findings()[1].fix, u"GBP"_s);
    }

    void whatACarefulPersonWouldNotSendIsHeldBack_data()
    {
        QTest::addColumn<QByteArray>("cells");
        QTest::addColumn<QString>("found");
        const auto row
            = [](const char* cells, const QString& found) { QTest::addRow("%s", cells) << QByteArray(cells) << found; };
        row("A-1,\u00A312.50", {});
        row("A-1,12.50 GBP", {});
        row("A-1,GBP 12.50", {});
        row("A-1,$12.50", u"2 fix revenue.other-currency"_s);
        row("A-1,12.50 \u20AC", u"2 fix revenue.other-currency"_s);
        row("A-1,USD 12.50", u"2 fix revenue.other-currency"_s);
        // Whatever else is wrong with it, no fix takes the mark away.
        row("A-1,$1.234", u"2 fix revenue.other-currency"_s);
        row("A-1,\"$ 1.234,50\"", u"2 fix revenue.other-currency"_s);
        row("A-1,\"USD 1.234,50\"", u"2 fix revenue.other-currency"_s);
        row("A-1,$12.50 (incl. VAT)", u"2 fix revenue.other-currency"_s);
        row("A-1,12.50 USD (incl. VAT)", u"2 fix revenue.other-currency"_s);
        row("A-1,12.50 (US$)", u"2 fix revenue.other-currency"_s);
        row("A-1,12.50 (USD)", u"2 fix revenue.other-currency"_s);
        row("A-1,12.50 Dollar", u"2 fix revenue.other-currency"_s);
        row("A-1,12.50 T\u00A3", u"2 fix revenue.not-a-number"_s);
        row("A-1,12.50 (in pence)", u"2 fix revenue.not-a-number"_s);
        row("A-1,12.50 pounds", u"2 fix revenue.in-sentence(12.50)"_s);
        row("A-1,\u20AC12.50 GBP", u"2 fix revenue.other-currency"_s);
        row("A-1,\u00A312.50$", u"2 fix revenue.other-currency"_s);
        row("A-1,GBP \u00A312.50", {});
        row("A-1,12.50 kr", u"2 fix revenue.other-currency"_s);
        row("A-1,12.50 (GBP; USD 15.80)", u"2 fix revenue.in-sentence(12.50)"_s);
        row("A-1,\u00A312.50 (about $15.80)", u"2 fix revenue.in-sentence(12.50)"_s);
        row("A-1,\"\u00A3 1.234,50\"", u"2 fix revenue.other-style(1234.50)"_s);
        row("A-1,12.50 (incl. VAT)", u"2 fix revenue.in-sentence(12.50)"_s);
        row("Total,12.50", u"2 fix transactionId.sum-row"_s);
        row("Grand total:,12.50", u"2 fix transactionId.sum-row"_s);
        row("Summe,12.50", u"2 fix transactionId.sum-row"_s);
        row("TOTALLY,12.50", {});
        row("> A-1,12.50", u"2 fix transactionId.quote-mark(A-1)"_s);
        row(">> A>1,12.50", u"2 fix transactionId.quote-mark(A>1)"_s);
        row("A-1,9999999999999999.99", u"2 fix revenue.too-long"_s);
        row("A-1,\"9,999,999,999,999.99\"", u"2 fix revenue.too-long"_s);
        row("A-1,12.1234567", u"2 fix revenue.too-long"_s);
        row("E6 Total,12.50", u"2 fix transactionId.sum-row"_s);
        row("4.50001E+12,12.50", u"2 fix transactionId.rounded"_s);
        row("1.23457E+15,12.50", u"2 fix transactionId.rounded"_s);
        row("1E+15,12.50", u"2 fix transactionId.rounded"_s);
        row("1E5,12.50", {});
        row("12345678901234568,12.50", {});
        row("1E+05,12.50", u"2 ready transactionId.exponent"_s);
        row("1E5,12.50", {});
        row("#N/A,12.50", u"2 fix transactionId.error-value"_s);
        row("n/a,12.50", u"2 fix transactionId.no-value"_s);
        row("{{order.id}},12.50", u"2 fix transactionId.template"_s);
        row("\"=\"\"00012\"\"\",12.50", u"2 fix transactionId.formula(00012)"_s);
    }
    void whatACarefulPersonWouldNotSendIsHeldBack()
    {
        QFETCH(QByteArray, cells);
        QFETCH(QString, found);
        QCOMPARE(verdictsOf("Order ID,Total,Note\n" + cells + ",1\nA-9,10.00,x\n").join(u'/'), found);
    }

    void aRowThatSumsUpTheOthersIsNoOrder_data()
    {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* name, const char* rows, const QString& found) {
            QTest::addRow("%s", name) << QByteArray(rows) << found;
        };
        row("in words of its own", "A-1,10.00\nA-2,5.00\nA-3,1.50\nAlles,16.50\n", u"5 fix transactionId.sum-row"_s);
        row("without any", "A-1,10.00\nA-2,5.00\nA-3,1.50\n,16.50\n", u"5 fix transactionId.sum-row"_s);
        row("with rows that are held back", "A-1,10.00\nn/a,5.00\nA-3,1.50\nAlles,16.50\n",
            u"3 fix transactionId.no-value/5 fix transactionId.sum-row"_s);
        row("an order that costs as much", "A-1,10.00\nA-2,5.00\nA-3,1.50\nA-4,16.50\n", {});
        row("of two rows by chance", "A-1,10.00\nA-2,5.00\nAlles,15.00\n", {});
        row("of another amount", "A-1,10.00\nA-2,5.00\nA-3,1.50\nAlles,16.51\n", {});
    }
    void aRowThatSumsUpTheOthersIsNoOrder()
    {
        QFETCH(QByteArray, rows);
        QFETCH(QString, found);
        QCOMPARE(verdictsOf("Order ID,Total\n" + rows).join(u'/'), found);
    }

    void whatIsBelowAnotherHeaderIsHeldBack_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* name, const QByteArray& text, const QString& found) {
            QTest::addRow("%s", name) << text << found;
        };
        const QString held = u"3 fix table.other-header/4 fix table.other-header"_s;
        row("in another order",
            "Order ID,Gross Total,Net Total\nN1,119.00,100.00\nOrder ID,Net Total,Gross Total\nN2,100.00,119.00\n",
            held);
        row("of another table", "Order ID,Total\nN1,119.00\nRefund ID,Refund total\nR1,5.00\n", held);
        row("until the first one is there again",
            "Order ID,Total\nN1,119.00\nRefund ID,Refund total\nR1,5.00\nOrder ID,Total\nN2,7.00\n",
            held + u"/5 header table.header-again"_s);
        row("the same in capitals", "Order ID,Total\nN1,119.00\nORDER ID, TOTAL\nN2,5.00\n",
            u"3 header table.header-again"_s);
        row("a row of words", "Order ID,Total\nN1,119.00\nsee below,by phone\nN2,5.00\n",
            u"3 fix revenue.not-a-number"_s);
    }
    void whatIsBelowAnotherHeaderIsHeldBack()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, found);
        QCOMPARE(verdictsOf(text).join(u'/'), found);
    }

    // The second is held back as a duplicate; the first is not to go as if nothing were.
    void theFirstOfTwoDifferentLinesIsAsked_data()
    {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* name, const QByteArray& rows, const QString& found) {
            QTest::addRow("%s", name) << rows << found;
        };
        const QString second = u"3 duplicate as 2 transactionId.in-file"_s;
        row("another amount", "A-1,10.00,,\nA-1,5.00,,\n", u"2 ready transactionId.goes-on/"_s + second);
        row("another tax", "A-1,10.00,,x\nA-1 ,10.00,2.00,x\n",
            u"2 ready transactionId.goes-on/3 duplicate as 2 transactionId.trimmed transactionId.in-file"_s);
        row("a third one", "A-1,10.00,,\nA-1,5.00,,\nA-1,1.00,,\n",
            u"2 ready transactionId.goes-on/"_s + second + u"/4 duplicate as 2 transactionId.in-file"_s);
        row("the same once more", "A-1,10.00,,\nA-1,10.00,,\n", second);
        row("another note", "A-1,10.00,,x\nA-1,10.00,,y\n", second);
        row("nothing more of the order", "A-1,10.00,,x\nA-1,,,y\n",
            u"3 fix as 2 revenue.missing transactionId.in-file"_s);
        row("another order", "A-1,10.00,,\nA-10,5.00,,\n", {});
        row("no order ID", "n/a,10.00,,\nn/a,5.00,,\n",
            u"2 fix transactionId.no-value/3 fix as 2 transactionId.no-value transactionId.in-file"_s);
    }
    void theFirstOfTwoDifferentLinesIsAsked()
    {
        QFETCH(QByteArray, rows);
        QFETCH(QString, found);
        const QByteArray bytes = "Order ID,Total,Tax,Note\n" + rows;
        const auto ahead = lookingAhead(opened(bytes));
        RowCheck check(rulesFor(ahead->shape()));
        const QStringList all = verdicts(*ahead, check);
        QCOMPARE(all.join(u'/'), found);
        // In the window, too.
        auto source = readSheet(*opened(bytes), nullptr);
        QVERIFY(source);
        SheetRows sheet{Sheet(*source)};
        RowCheck again(rulesFor(sheet.shape()));
        QCOMPARE(verdicts(sheet, again), all);
    }

    void whatARowHadNoColumnForIsMendedByAPerson()
    {
        const QByteArray header = "Order ID,Total,error_column,error_reason,extra_cells\n";
        QCOMPARE(verdictsOf(header + "A-1,1,,why,234.50\nA-2,2.00,,why,\n"), QStringList{u"2 fix table.extra-cell"_s});
    }

    // The short way finds nothing exactly where the long one finds nothing, and both read the same order.
    void theShortWayIsTheLongOne()
    {
        const bool holds = rc::check("a row without findings is a right event", [] {
            const auto cell
                = rc::gen::oneOf(rc::gen::element<std::string>("1", "PH-1", "10.00", "0.00", "1.5", "1,000.99", "12,50",
                                     "1.234", "", " 5.00", "GBP", "EUR", "Sale", "b0a1fb6c-7be2-4c6b-9a25-3ddc27c4a0f5",
                                     "8679739f-8a1c-48fb-b498-d46b78e0fa01", "your-app-id", "unique-event-id", "n/a",
                                     "\u00A35.00", "999999999999.99", "-1.00"),
                    rc::gen::container<std::string>(rc::gen::inRange<char>(' ', 127)));
            const auto cells = *rc::gen::container<std::vector<std::string>>(7, cell);
            TableShape shape;
            shape.header = QStringList{u"transactionId"_s, u"revenue"_s, u"tax"_s, u"shipping"_s, u"currency"_s,
                u"visitorId"_s, u"conversionName"_s};
            const CheckRules rules = rulesFor(shape);
            RowCheck check(rules);
            const std::vector<std::string_view> views(cells.begin(), cells.end());
            const Row row{2, views, {}, {}, false};
            const Verdict verdict = check.check(row);
            rookery::pixel::Event event = check.event();
            event.set(Field::EventId, u"e"_s);
            event.set(Field::Timestamp, u"1795500000000"_s);
            const auto findings = rookery::pixel::check(event, rules.context);
            if (check.findings().isEmpty())
                RC_ASSERT(findings.isEmpty());
            if (rookery::pixel::hasErrors(findings))
                RC_ASSERT(verdict == Verdict::Fix);
        });
        QVERIFY(holds);
    }

    // The long way is taken where the reader has a note about the row.
    void bothWaysReadTheSameValues()
    {
        const bool holds = rc::check("values() is event()", [] {
            const auto cell = rc::gen::oneOf(
                rc::gen::element<std::string>("PH-1", "\"PH\"\\1", "10.00", "0.00", "1,000.99", "\u00A35.00",
                    "GBP 7.00", "", " 5.00", "GBP", "Sale", "b0a1fb6c-7be2-4c6b-9a25-3ddc27c4a0f5", "2026-11-23 10:42",
                    "2026-11-23T10:42:07Z", "23/11/2026 10:42", "1795490000000"),
                rc::gen::container<std::string>(rc::gen::inRange<char>(' ', 127)));
            auto cells = *rc::gen::container<std::vector<std::string>>(8, cell);
            if (*rc::gen::inRange(0, 4) > 0) { // most are right, else hardly any row goes the short way
                cells[0] = *rc::gen::element<std::string>("PH-1", "\"PH\"\\1", "7");
                cells[1] = *rc::gen::element<std::string>("10.00", "1,000.99", "\u00A325.00", "12", "1,234");
                cells[2] = *rc::gen::element<std::string>("", "1.50", "2");
                cells[3] = *rc::gen::element<std::string>("", "4.99");
                cells[4] = *rc::gen::element<std::string>("GBP", "\u00A3");
                cells[5] = *rc::gen::element<std::string>("", "b0a1fb6c-7be2-4c6b-9a25-3ddc27c4a0f5");
                cells[6] = "Sale";
                cells[7]
                    = *rc::gen::element<std::string>("", "2026-11-20 10:42", "2026-11-20T10:42:07.5Z", "1795490000000");
            }
            TableShape shape;
            shape.header = QStringList{u"transactionId"_s, u"revenue"_s, u"tax"_s, u"shipping"_s, u"currency"_s,
                u"visitorId"_s, u"conversionName"_s, u"timestamp"_s, u"note"_s};
            CheckRules rules = rulesFor(shape);
            rules.mapping.setColumn(Field::Timestamp, 7);
            RowCheck shortWay(rules);
            RowCheck longWay(rules);
            const std::vector<std::string_view> views(cells.begin(), cells.end());
            const std::vector<RowFinding> notes{{2, 8, u"note"_s, {Severity::Note, u"a.note"_s}, {}, {}, {}}};
            const Verdict verdict = shortWay.check({2, views, {}, {}, false});
            RC_ASSERT(longWay.check({2, views, {}, notes, false}) == verdict);
            RC_ASSERT(!longWay.isFlawless());
            RC_ASSERT(shortWay.event() == longWay.event());
            RC_CLASSIFY(shortWay.isFlawless());
            if (!shortWay.isFlawless())
                return;
            RC_ASSERT(longWay.findings().size() == 1);
            for (const rookery::pixel::FieldSpec& spec : rookery::pixel::fieldTable()) {
                const std::string_view value = shortWay.values()[std::size_t(spec.field)];
                RC_ASSERT(textOf(value) == longWay.event().value(spec.field));
            }
        });
        QVERIFY(holds);
    }

    void anAmountThatIsManyTimesTheUsualOneIsToBeLookedAt()
    {
        const QByteArray bytes = "Ref,Total\nA-1,199.90\nA-2,199.91\nA-3,1999.00\n";
        const auto reader = opened(bytes);
        CheckRules rules = rulesFor(reader->shape());
        rules.context.usual = *rookery::pixel::Amount::parse(u"19.99"_s);
        rules.context.unusualFactor = 10;
        RowCheck check(rules);
        QCOMPARE(verdicts(*reader, check), (QStringList{u"3 ready revenue.unusual"_s, u"4 ready revenue.unusual"_s}));
    }

    void aValueOfOneRowIsNotTheNextOnes()
    {
        TableShape shape;
        shape.header = QStringList{u"transactionId"_s, u"revenue"_s, u"tax"_s, u"visitorId"_s};
        RowCheck check(rulesFor(shape));
        const std::vector<std::string_view> full{"A", "10.00", "2.00", "b0a1fb6c-7be2-4c6b-9a25-3ddc27c4a0f5"};
        const std::vector<std::string_view> bare{"B", "10.00"};
        QCOMPARE(check.check({2, full, {}, {}, false}), Verdict::Ready);
        QCOMPARE(check.check({3, bare, {}, {}, false}), Verdict::Ready);
        QVERIFY(check.isFlawless());
        QVERIFY(check.values()[std::size_t(Field::Tax)].empty());
        QVERIFY(check.values()[std::size_t(Field::VisitorId)].empty());
        QCOMPARE(check.check({4, bare, {}, {}, false}), Verdict::Duplicate);
        QVERIFY(!check.isFlawless());
    }
};

QTEST_GUILESS_MAIN(RowCheckTest)
#include "tst_rowcheck.moc"
