// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/lookahead.h"
#include "intake/orderlines.h"
#include "intake/rowcheck.h"
#include "intake/sample.h"
#include "intake/sheet.h"

#include <QRegularExpression>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using namespace rookery::intake;
using rookery::pixel::Field;
using rookery::pixel::Severity;

namespace {

CheckRules rulesFor(const TableShape& shape, const QString& currency = u"GBP"_s)
{
    CheckRules rules;
    rules.header = shape.header;
    rules.mapping = suggestMapping(shape).mapping;
    rules.numbers = shape.numbers.value;
    rules.isGroupingKnown = isGroupingKnown(shape);
    rules.isCodePageGuessed = isCodePageGuessed(shape);
    rules.parting = partingOf(shape, rules.mapping);
    rules.defaults.setConstants();
    rules.defaults.set(Field::AppId, u"shop"_s);
    rules.defaults.set(Field::DigitalProperty, u"shop-uk"_s);
    rules.defaults.set(Field::TimeZone, u"Europe/London"_s);
    rules.defaults.set(Field::ConversionName, u"Sale"_s);
    rules.defaults.set(Field::Currency, currency);
    rules.context.now = rookery::UtcMs(1'795'500'000'000);
    rules.context.currency = currency;
    rules.context.conversions = QStringList{u"Sale"_s};
    rules.context.properties = QStringList{u"shop-uk"_s};
    return rules;
}

// `3 fix: revenue.other-style(12.50)`, `4 duplicate 2`; what is ready without a finding is left out.
QStringList verdicts(RowReader& reader, RowCheck& check)
{
    QStringList out;
    for (Row row; reader.next(row);) {
        const Verdict verdict = check.check(row);
        if (verdict == Verdict::Ready && check.findings().isEmpty())
            continue;
        QString line = u"%1 %2"_s.arg(row.number).arg(verdictText(verdict));
        if (check.sameAs() > 0)
            line += u" as %1"_s.arg(check.sameAs());
        for (const RowFinding& f : check.findings())
            line += u' ' + f.what.code + (f.fix.isEmpty() ? QString() : u'(' + f.fix + u')');
        out << line;
    }
    return out;
}

QStringList verdictsOf(const QByteArray& text, const Choices& choices = {})
{
    const auto reader = opened(text, choices);
    RowCheck check(rulesFor(reader->shape()));
    return verdicts(*reader, check);
}

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

    void holdsWhatIsNotTheAccountsMoney_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* name, const QByteArray& text, const QString& found) {
            QTest::addRow("%s", name) << text << found;
        };
        row("the account's sign", "Order ID,Total,Currency\nA-1,1.50,\u00A3\n", {});
        row("another sign", "Order ID,Total,Currency\nA-1,1.50,\u20AC\nA-2,1.50,$\n",
            u"2 fix currency.unknown/3 fix currency.unknown"_s);
        row("words", "Order ID,Total,Currency\nA-1,1.50,US-Dollar\n", u"2 fix currency.unknown"_s);
        row("small letters", "Order ID,Total,Currency\nA-1,1.50,gbp\n", u"2 fix currency.lower-case(GBP)"_s);
        row("a tax in percent", "Order ID,Total,VAT\nA-1,9.50,1.50\nA-2,9.50,20%\nA-3,8.50,20%\n",
            u"3 fix tax.not-a-number/4 fix tax.not-a-number"_s);
        row("an address", "https://c.example.com/i?event=tr&transactionId=A&revenue=1.50&currency=Pound&tax=n/a\n",
            u"1 fix url.incomplete tax.not-a-number currency.unknown"_s);
        row("JSON", R"([{"order_id": "A-1", "total": 1.25, "currency": "Pound"}])", u"1 fix currency.unknown"_s);
        row("a web page",
            "<table><tr><th>Order ID</th><th>Total</th><th>Currency</th></tr><tr><td>A-1</td><td>1.50</td>"
            "<td>$</td></tr></table>",
            u"2 fix currency.unknown"_s);
        row("names and values", "Order ID: A-1\nTotal: 1.50\nCurrency: Euro\n", u"1 fix currency.unknown"_s);
        row("the header", "Order ID,Total (USD)\nA-1,1.50\n", u"2 fix revenue.header-currency"_s);
        row("the header, the account's", "Order ID,Total (GBP),Tax \u00A3\nA-1,1.50,0.20\n", {});
        row("the header of the tax", "Order ID,Total,Tax CHF\nA-1,1.50,0.20\nA-2,1.50,\n",
            u"2 fix tax.header-currency"_s);
        row("the header beside a column that says otherwise",
            "Order ID,Total (USD),Currency\nA-1,1.50,GBP\nA-2,1.50,\n",
            u"2 ready revenue.header-currency/3 fix revenue.header-currency"_s);
        row("the header beside a column that agrees with it", "Order ID,Total (EUR),Currency\nA-1,1.50,EUR\n",
            u"2 fix currency.not-the-accounts"_s);
        row("a price before discounts", "Order ID,Amount,Base Amount\nA-1,1.50,1.60\n", {});
        row("full-width signs", "Order ID,Total\nA-1,\uFFE11.50\nA-2,\uFFE51234\nA-3,\uFF0412.50\n",
            u"3 fix revenue.other-currency/4 fix revenue.other-currency"_s);
        row("signs of nobody", "Order ID,Total\nA-1,\u20BF1.50\nA-2,1.50\u00A2\nA-3,\u00A412.50\nA-4,\uFDFC12.50\n",
            u"2 fix revenue.other-currency/3 fix revenue.other-currency/4 fix revenue.other-currency/"
            "5 fix revenue.other-currency"_s);
        row("base and purchased",
            "Order ID,Grand Total (Base),Grand Total (Purchased)\nA-1,1.5000,1.50\nA-2,1.50,1.60\n",
            u"3 fix revenue.unequal-base"_s);
    }
    void holdsWhatIsNotTheAccountsMoney()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, found);
        QCOMPARE(verdictsOf(text).join(u'/'), found);
    }

    void holdsCentsWhateverAPersonMaps()
    {
        const QByteArray bytes = "Order ID,revenue_cents\nA-1,1250\n";
        const auto reader = opened(bytes);
        CheckRules rules = rulesFor(reader->shape());
        QCOMPARE(rules.mapping.columnOf(Field::Revenue), -1);
        rules.mapping.setColumn(Field::Revenue, 1);
        RowCheck check(rules);
        QCOMPARE(verdicts(*reader, check), QStringList{u"2 fix revenue.header-unit"_s});
    }

    void asksAboutThreeDigitsWhereNothingTells_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("found");
        const auto row
            = [](const char* name, const QByteArray& text, const QString& found, const QString& currency = u"GBP"_s) {
                  QTest::addRow("%s", name) << text << currency << found;
              };
        row("nothing tells", "Order ID;Total;Tax\nA-1;12,500;1,996\nA-2;99,900;15,950\n",
            u"2 fix revenue.ambiguous tax.ambiguous/3 fix revenue.ambiguous tax.ambiguous"_s);
        row("another cell tells", "Order ID;Total\nA-1;12,500\nA-2;99.90\n", {});
        row("cells tell this and that", "Order ID;Total\nA-1;12,500\nA-2;99.90\nA-3;99,90\n",
            u"2 fix revenue.ambiguous/4 fix revenue.other-style(99.90)"_s);
        row("decimals of nothing", "Order ID;Total\nA-1;12,500\nA-2;0,500\n", u"2 fix revenue.ambiguous"_s);
        row("three decimals", "Order ID;Total\nA-1;12,500\nA-2;3,250\n",
            u"2 fix revenue.ambiguous/3 fix revenue.ambiguous"_s, u"KWD"_s);
        row("three decimals, told", "Order ID;Total\nA-1;12,500\nA-2;0,250\n", {}, u"KWD"_s);
        row("French", "Order ID;Total\nA-1;1.234\nA-2;1 234,50\n", u"2 fix revenue.ambiguous"_s);
        row("German", "Order ID;Total\nA-1;1.234\nA-2;12,50\n", {});
        row("JSON", R"([{"order_id": "A-1", "total": "12,500"}])", u"1 fix revenue.ambiguous"_s);
        row("addresses, of different programs",
            "https://c.example.com/i?event=tr&transactionId=A&revenue=12,500&currency=GBP\n"
            "https://c.example.com/i?event=tr&transactionId=B&revenue=12.50&currency=GBP\n",
            u"1 fix url.incomplete revenue.ambiguous/2 ready url.incomplete"_s);
    }
    void asksAboutThreeDigitsWhereNothingTells()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, currency);
        QFETCH(QString, found);
        const auto reader = opened(text);
        RowCheck check(rulesFor(reader->shape(), currency));
        QCOMPARE(verdicts(*reader, check).join(u'/'), found);
    }

    void aPersonSaysHowNumbersAreWritten()
    {
        Choices choices;
        choices.numbers = NumberStyle::En;
        QCOMPARE(verdictsOf("Order ID;Total\nA-1;12,500\n", choices), QStringList());
        choices.numbers = NumberStyle::De;
        QCOMPARE(verdictsOf("Order ID;Total\nA-1;12.500\n", choices), QStringList());
    }

    void linesOfWhichNothingTellsAreNotSummed()
    {
        const QByteArray bytes = "Order ID;Total\nA-1;12,500\nA-1;1,996\n";
        auto reader = opened(bytes);
        RowCheck check(rulesFor(reader->shape()));
        const Mapping mapping = check.rules().mapping;
        OrderLines orders(std::move(reader), mapping, NumberStyle::En, LineRule::Sum);
        const QStringList found = verdicts(orders, check);
        QCOMPARE(found.size(), 1);
        QVERIFY2(found.first().startsWith(u"2 fix revenue.unreadable-line"_s), qPrintable(found.first()));
    }

    void aNumberThatItsCommaPartedIsHeld_data()
    {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QString>("found");
        const auto row
            = [](const char* rows, const QString& found) { QTest::addRow("%s", rows) << QByteArray(rows) << found; };
        row("A-1,99,00,", u"2 fix revenue.parted"_s);
        row("A-1,12,50,2", u"2 fix revenue.parted tax.over-revenue"_s);
        row("A-1,1,234.50,x", u"2 fix revenue.parted tax.over-revenue"_s);
        row("A-1,12,50,2,00", u"2 fix table.extra-cell revenue.parted tax.over-revenue"_s);
        row("A-1,12,50,x\nA-2,99,50,x\nA-3,99,00,x",
            u"2 fix revenue.parted tax.over-revenue/3 fix revenue.parted/4 fix revenue.parted"_s);
        row("A-1,12,50,x\nA-2,99.50,,x\nA-3,99,50,x", u"2 fix revenue.parted tax.over-revenue"_s);
        row("A-1,119,19,x", {});
        row("A-1,12.50,2.00,x", {});
        row("A-1,12,2,x", {});
    }
    void aNumberThatItsCommaPartedIsHeld()
    {
        QFETCH(QByteArray, rows);
        QFETCH(QString, found);
        QCOMPARE(verdictsOf("Order ID,Total,Tax,Note\n" + rows + '\n').join(u'/'), found);
    }

    // The first rows say nothing of it.
    void aRowThatItsCommaMadeTooLongIsHeld_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("usual");
        QTest::addColumn<QByteArray>("last");
        QTest::addColumn<QString>("found");
        const auto row
            = [](const char* name, const char* header, const char* usual, const char* last, const QString& found) {
                  QTest::addRow("%s", name) << QByteArray(header) << QByteArray(usual) << QByteArray(last) << found;
              };
        const QString held = u"202 fix revenue.parted"_s;
        row("the last cell is empty", "Order ID,Total,Note", "\"13,75\",x", "12,50,", held);
        row("more of them are empty", "Order ID,Total,Note,Name", "\"13,75\",x,y", "12,50,,,", held);
        row("one decimal", "Order ID,Total,Note", "\"13,7\",x", "12,5,", held);
        row("its sign before it", "Order ID,Total,Note", "\"\u00A313,75\",x", "\u00A312,50,", held);
        row("its sign behind it", "Order ID,Total,Note", "\"13,75 \u00A3\",x", "12,50 \u00A3,", held);
        row("a thousand", "Order ID,Total,Note", "13.75,x", "1,234.50,", held);
        row("another column before it", "Order ID,Weight,Total,Note", "1.5,13.75,x", "1,5,12.50,",
            u"202 fix table.parted"_s);
        row("the tax", "Order ID,Total,Tax,Note", "\"13,75\",\"2,00\",x", "\"12,50\",2,10,", u"202 fix tax.parted"_s);
        row("the last cell is not there", "Order ID,Total,Note", "13.75,x", "12,50", held);
        row("something else", "Order ID,Total,Note", "13.75,x", "12,50,x",
            u"202 fix table.extra-cell revenue.parted"_s);
        row("empty cells alone", "Order ID,Total,Note", "13.75,x", "12.50,50,,,", {});
        row("each row has one more", "Order ID,Total,Items", "13.75,2,", "12.50,50,", {});
        row("each row may be parted", "Order ID,Total,Items", "13,2,", "12,50,", held);
        row("two digits are usual there", "Order ID,Total,Items", "13.75,20", "12,50", {});
        row("whole ones are usual", "Order ID,Total,Items", "13,2", "12,50", {});
    }
    void aRowThatItsCommaMadeTooLongIsHeld()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, usual);
        QFETCH(QByteArray, last);
        QFETCH(QString, found);
        QByteArray text = header + '\n';
        for (int i = 0; i < 200; ++i)
            text += "A-" + QByteArray::number(i) + ',' + usual + '\n';
        const QStringList all = verdictsOf(text + "B-1," + last + '\n').filter(QRegularExpression(u"^202 "_s));
        QCOMPARE(all.join(u'/'), found);
    }

    void idsThatWereReadInAnotherEncodingAreAsked_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* name, const QByteArray& text, const QString& found) {
            QTest::addRow("%s", name) << "Order ID;Total;User ID\n" + text << found;
        };
        row("UTF-8", "Gr\xC3\xBC-1;1.50;\n\xE6\xB3\xA8-2;2.50;\n", {});
        row("UTF-8 of what was no more", "Gr\xC3\x83\xC2\xBC-1;1.50;\n", u"2 fix transactionId.misread(Gr\u00FC-1)"_s);
        row("a euro sign of what was no more", "\xC3\xA2\xE2\x80\x9A\xC2\xAC-1;1.50;\n",
            u"2 fix transactionId.misread(\u20AC-1)"_s);
        row("two encodings in one file", "Gr\xFC-1;1.50;\nGr\xC3\xBC-2;2.50;\n\xC4-3;3.50;\n",
            u"2 ready transactionId.guessed-letters/3 fix transactionId.misread(Gr\u00FC-2)/"
            "4 ready transactionId.guessed-letters"_s);
        row("a code page that may be another", "\x8E-1;1.50;\nGr\x9F-2;2.50;\n\xB4-3;3.50;\nA-4;4.50;\n",
            u"2 ready transactionId.guessed-letters/3 ready transactionId.guessed-letters/"
            "4 ready transactionId.guessed-letters"_s);
        row("a user", "A-1;1.50;J\xF6rg\n", u"2 ready userId.guessed-letters userId.not-uuid"_s);
        row("capitals with a tilde", "N\xC3\x83O-1;1.50;\n", {});
    }
    void idsThatWereReadInAnotherEncodingAreAsked()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, found);
        QCOMPARE(verdictsOf(text).join(u'/'), found);
    }

    void aPersonSaysWhichEncodingItIs()
    {
        Choices choices;
        choices.encoding = Encoding::Windows1252;
        QCOMPARE(verdictsOf("Order ID;Total\nGr\xFC-1;1.50\n", choices), QStringList());
    }

    void aColumnOfTaxThatIsLeftOutIsToldOnce_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("found");
        const auto row = [](const char* name, const QByteArray& text, const QString& found) {
            QTest::addRow("%s", name) << text << found;
        };
        const QString rate = u"2 ready tax.rate-left-out"_s;
        row("whole rates", "Order ID;Total;MwSt\nA1;119,00;19\nA2;59,50;19\nA3;10,70;7\n", rate);
        row("with one decimal", "Order ID;Total;VAT\nA1;119,00;19,0\nA2;59,50;19,0\nA3;10,70;7,0\n", rate);
        row("with two decimals", "Order ID;Total;TVA\nA1;120,00;20,00\nA2;60,00;20,00\n", rate);
        row("with their sign", "Order ID;Total;MwSt\nA1;119,00;19 %\nA2;59,50;19 %\nA3;10,70;7 %\n", rate);
        row("none of them first", "Order ID;Total;MwSt\nA1;11,00;0\nA2;59,50;19\nA3;119,00;19\n",
            u"3 ready tax.rate-left-out"_s);
        row("amounts beside rates", "Order ID;Total;MwSt;Steuerbetrag\nA1;119,00;19;19,00\nA2;59,50;19;9,50\n", {});
        row("a name that says it", "Order ID;Total;MwSt-Satz\nA1;119,00;19\nA2;59,50;19\n", {});
        row("how it is sent", "Order ID;Total;Versand\nA1;119,00;DHL\nA2;59,50;DPD\n", {});
    }
    void aColumnOfTaxThatIsLeftOutIsToldOnce()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, found);
        QCOMPARE(verdictsOf(text).join(u'/'), found);
    }

    void whatAPersonPassedOverIsTold()
    {
        const QByteArray bytes = "Order ID,Total,VAT,Shipping\nA1,119.00,19.55,4.90\nA2,59.50,9.50,4.90\n";
        const auto reader = opened(bytes);
        CheckRules rules = rulesFor(reader->shape());
        rules.mapping.setColumn(Field::Tax, -1);
        rules.mapping.setColumn(Field::Shipping, -1);
        RowCheck check(rules);
        QCOMPARE(verdicts(*reader, check), QStringList{u"2 ready tax.left-out shipping.left-out"_s});
    }

    void noRemedyChangesWhatAnAmountMeans_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("fix");
        const auto rows = [](const QString& fix, const QStringList& cells) {
            for (const QString& cell : cells)
                QTest::addRow("%s", qPrintable(cell)) << cell << fix;
        };
        rows({},
            {u"12.50 CR"_s, u"12.50 Cr."_s, u"12.50 DR"_s, u"12.50 H"_s, u"12.50 S"_s, u"10.00 - 12.00"_s,
                u"10.00 \u2013 12.00"_s, u"10.00 to 12.00"_s, u"12.50 / 10.00"_s, u"10.00 12.00"_s, u"12.50 + 4.90"_s,
                u"12.50 net"_s, u"12.50 netto"_s, u"12.50 HT"_s, u"12.50 (net)"_s, u"12.50 (excl. VAT)"_s,
                u"12.50 zzgl. MwSt"_s, u"12.50 plus VAT"_s, u"12.50 (refunded)"_s, u"12.50 refund"_s, u"12.50 (CR)"_s,
                u"12.50 x 2"_s, u"12.50 each"_s, u"12.50 (was 15.00)"_s, u"12.50 per month"_s, u"12.50 %"_s,
                u"12.50 thousand"_s, u"12.50 (2)"_s, u"12.50 (deposit)"_s, u"\u00A312.50 less 10 %"_s,
                u"12.50 CR GBP"_s});
        rows(u"12.50"_s,
            {u"12.50 gross"_s, u"12.50 brutto"_s, u"12.50 TTC"_s, u"12.50 (incl. VAT)"_s, u"12.50 incl. VAT"_s,
                u"12.50 (incl. VAT 2.08)"_s, u"12.50 (of which VAT 2.08)"_s, u"12.50 pounds"_s, u"12.50 (GBP)"_s,
                u"\u00A312.50 (about $15.80)"_s, u"12.50 inkl. MwSt"_s});
    }
    void noRemedyChangesWhatAnAmountMeans()
    {
        QFETCH(QString, cell);
        QFETCH(QString, fix);
        const QByteArray bytes = "Order ID;Total\nA-1;" + cell.toUtf8() + "\nA-2;1.50\n";
        const auto reader = opened(bytes);
        RowCheck check(rulesFor(reader->shape()));
        Row row;
        QVERIFY(reader->next(row));
        QCOMPARE(check.check(row), Verdict::Fix);
        QCOMPARE(check.findings().first().fix, fix);
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

    void negativeAmountsAreToldAsSuch_data()
    {
        QTest::addColumn<QString>("cell");
        for (const QString& cell : {u"-12.50"_s, u"\u221212.50"_s, u"(12.50)"_s, u"\u00A3(12.50)"_s, u"(\u00A312.50)"_s,
                 u"12.50-"_s, u"12.50 -"_s, u"-\u00A312.50"_s, u"\u00A3\u221212.50"_s, u"12.50- GBP"_s,
                 u"12.50 \u00A3-"_s, u"12.50 GBP -"_s})
            QTest::addRow("%s", qPrintable(cell)) << cell;
    }
    void negativeAmountsAreToldAsSuch()
    {
        QFETCH(QString, cell);
        QCOMPARE(verdictsOf("Order ID,Total\nA-1," + cell.toUtf8() + "\nA-2,1.50\n"),
            QStringList{u"2 fix revenue.negative"_s});
    }

    void aSignIsThatOfTheRowsOwnCurrency()
    {
        const QByteArray bytes = "Order ID,Total,Currency\nA-1,\u00A35.00,GBP\nA-2,\u20AC5.00,GBP\n";
        QCOMPARE(verdictsOf(bytes), QStringList{u"3 fix revenue.other-currency"_s});
    }

    void aSumOfLinesKeepsItsCurrency_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QString>("found");
        const auto row
            = [](const char* lines, const QString& found) { QTest::addRow("%s", lines) << QByteArray(lines) << found; };
        row("A-1,\u00A310.00\nA-1,\u00A35.00\n", {});
        row("A-1,10.00 GBP\nA-1,5.00 GBP\n", {});
        row("A-1,\u00A310.00\nA-1,5.00\n", {});
        row("A-1,$10.00\nA-1,$5.00\n", u"2 fix revenue.other-currency"_s);
        row("A-1,10.00\nA-1,$5.00\n", u"2 fix revenue.other-currency"_s);
        row("A-1,\u00A310.00\nA-1,$5.00\n", u"2 fix revenue.unequal-marks"_s);
    }
    void aSumOfLinesKeepsItsCurrency()
    {
        QFETCH(QByteArray, lines);
        QFETCH(QString, found);
        const QByteArray bytes = "Order ID,Total\n" + lines;
        auto reader = opened(bytes);
        RowCheck check(rulesFor(reader->shape()));
        const Mapping mapping = check.rules().mapping;
        OrderLines orders(std::move(reader), mapping, NumberStyle::En, LineRule::Sum);
        QCOMPARE(verdicts(orders, check).join(u'/'), found);
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
