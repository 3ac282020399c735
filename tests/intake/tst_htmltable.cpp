// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/checked.h"

using namespace Qt::StringLiterals;
using namespace rookery::intake;

class HtmlTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsOrders()
    {
        const QByteArray bytes
            = "<!DOCTYPE html><html><head><title>Orders</title><style>td{color:red}</style></head><body>\n"
              "<table class=nav><tr><td>Home<td>Help</table>\n"
              "<h1>Orders</h1><table border=\"1\" data-x='a>b'>\n<thead><tr><th>Order&nbsp;no.</th><th>Total</th>"
              "<th>VAT</th><th>Currency</th><th>Note</th></tr></thead>\n<tbody>\n"
              "<tr><td><a href=\"/o/1\">#<b>1001</b></a></td><td>&pound;1,234.50</td><td>205.75</td><td>GBP</td>"
              "<td>call<br>back &amp; ask</td></tr>\n"
              "<tr><td>1002<td>  20.00 <td><td>GBP<td><script>if (a<b) alert('<td>')</script>x</tr>\n"
              "<tr></tr><tr><td colspan=5></td></tr>"
              "<tr><td>1003</td><td>21,50</td></tr></tbody></table></body></html>";
        const auto reader = opened(bytes);
        QVERIFY(reader);
        QCOMPARE(reader->shape().kind, Kind::HtmlTable);
        QCOMPARE(reader->shape().header, (QStringList{u"Order no."_s, u"Total"_s, u"VAT"_s, u"Currency"_s, u"Note"_s}));
        QCOMPARE(reader->shape().headerRow.value, 1);
        QVERIFY(reader->shape().headerRow.isCertain);
        QCOMPARE(checkedLines(*reader, shopRules(reader->shape())),
            (QStringList{
                u"2 ready #1001 1234.50"_s, u"3 ready 1002 20.00"_s, u"6 fix 1003 21,50 revenue.other-style@Total"_s}));
        QCOMPARE(fileFindings(*reader), u"0 html.other-tables"_s);
        QVERIFY(reader->findings().first().what.sentence.contains(u"\"Home\""_s));
    }

    void readsTables_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("findings");
        const auto row = [](const char* name, const QByteArray& text, const QString& rows,
                             const QString& findings = {}) { QTest::addRow("%s", name) << text << rows << findings; };
        row("nothing closed", "<table><tr><td>1<td>2<tr><td>3<td>4", u"1[1|2] 2[3|4]"_s, u"0 html.cut-off"_s);
        row("upper case", "<TABLE><TR><TD>1</TD></TR></TABLE>", u"1[1]"_s);
        row("no rows", "<table><td>1</td><td>2</td></table>", u"1[1|2]"_s);
        row("spans", "<table><tr><td rowspan=2>1</td><td colspan=2>2</td></tr><tr><td>3</td><td>4</td></tr></table>",
            u"1[1|2|] 2[1|3|4]"_s);
        row("a span to the end", "<table><tr><td rowspan=0>1</td><td>2</td></tr><tr><td>3</td></tr></table>",
            u"1[1|2] 2[1|3]"_s);
        row("a span on the right", "<table><tr><td>1</td><td rowspan=2>2</td></tr><tr><td>3</td></tr></table>",
            u"1[1|2] 2[3|2]"_s);
        row("spans out of all proportion",
            "<table><tr><td colspan=999999999 rowspan=999999999>1</td></tr><tr><td>2</td></tr></table>",
            u"1[1"_s + QString(999, u'|') + u"] 2[1"_s + QString(999, u'|') + u"]"_s);
        row("odd spans", "<table><tr><td colspan=-1>1</td><td rowspan=x>2</td><td colspan>3</td></tr></table>",
            u"1[1|2|3]"_s);
        row("entities",
            "<table><tr><td>&euro;1&#44;50&#x20;&lt;&auml;&#8364;&#128;&unknown;&amp;amp; &#0;&</td></tr></table>",
            u"1[\u20AC1,50 <\u00E4\u20AC\u20AC&unknown;&amp; \uFFFD&]"_s);
        row("white space", "<table><tr><td>\n  a\n\t b  </td><td><p>c</p><p>d</p></td><td>7</td></tr></table>",
            u"1[a b|c\nd|7]"_s);
        row("a table within", "<table><tr><td>1<table><tr><td>x</td></tr></table></td><td>2</td></tr></table>",
            u"1[1|2]"_s, u"0 html.other-tables"_s);
        row("comments", "<table><!-- <tr><td>0 --><tr><td>1<!--[if x]>--></td></tr></table>", u"1[1]"_s);
        row("quotes in tags", "<table><tr><td title=\"a>b\" x='<td>'>1</td></tr></table>", u"1[1]"_s);
        row("a lone sign", "<table><tr><td>1 < 2 <3</td></tr></table>", u"1[1 < 2 <3]"_s);
        row("no table", "<p>hello</p>", QString(), u"0 html.no-table"_s);
        row("an empty table", "<table><tr><td></td></tr></table>", QString(), u"0 html.no-table"_s);
        row("cut off in a tag", "<table><tr><td>1</td></tr></table><table><tr><td colspan=\"", u"1[1]"_s);
        row("cut off in a script", "<table><tr><td>1</td></tr></table><script>", u"1[1]"_s);
        row("the header again", "<table><tr><th>Order</th><tr><td>1<tr><th>Order</th><tr><td>2</table>",
            u"2[1] H3[Order] 4[2]"_s);
        row("a header of two rows",
            "<table><tr><th rowspan=2>Order<th colspan=2>Amounts<tr><th>Total<th>VAT<tr><td>1<td>2<td>3</table>",
            u"3[1|2|3]"_s);
        row("the guard of our exports",
            "<table><tr><td rowspan=2>'=1</td><td>''+1</td><td>7</td></tr><tr><td>'a'</td></tr></table>",
            u"1[=1|'+1|7] 2[=1|'a']"_s);
        row("the clipboard of Windows",
            "Version:0.9\r\nStartHTML:00000097\r\n<html><body><!--StartFragment--><table><tr><td>1</td></tr></table>",
            u"1[1]"_s);
    }
    void readsTables()
    {
        QFETCH(QByteArray, text);
        Choices choices;
        choices.kind = Kind::HtmlTable;
        const auto reader = opened(text, choices);
        QTEST(allRows(*reader).join(u' '), "rows");
        QTEST(fileFindings(*reader), "findings");
    }

    void findsAHeaderWithoutHeaderCells()
    {
        const QByteArray bytes = "<table><tr><td>Order<td>Total<tr><td>A1<td>5.00</table>";
        const auto reader = opened(bytes);
        QCOMPARE(reader->shape().header, (QStringList{u"Order"_s, u"Total"_s}));
        QCOMPARE(allRows(*reader), QStringList{u"2[A1|5.00]"_s});
        Choices choices;
        choices.headerRow = 0;
        const auto chosen = opened(bytes, choices);
        QCOMPARE(allRows(*chosen), (QStringList{u"1[Order|Total]"_s, u"2[A1|5.00]"_s}));
    }

    void notesWhatSpansSeveralRows()
    {
        const QByteArray bytes
            = "<table><tr><th>Order<th>Total<tr><td rowspan=2>A1<td>5.00<tr><td>6.00<tr><td>A2<td>7.00</table>";
        const auto reader = opened(bytes);
        QCOMPARE(checkedLines(*reader, shopRules(reader->shape())),
            (QStringList{u"2 ready A1 5.00"_s, u"3 duplicate A1 6.00 html.spanned@Order transactionId.in-file@Order"_s,
                u"4 ready A2 7.00"_s}));
    }

    void seesWhatAPersonSees_data()
    {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QStringList>("lines");
        const auto row = [](const char* name, const QByteArray& rows, const QStringList& lines) {
            QTest::addRow("%s", name) << rows << lines;
        };
        row("small cents", "<tr><td>H1<td>12<sup>50</sup> &pound;<tr><td>H2<td>1.50<tr><td>H3<td>2.50",
            {u"2 fix H1 12^50 \u00A3 html.raised@Total revenue.not-a-number@Total"_s, u"3 ready H2 1.50"_s,
                u"4 ready H3 2.50"_s});
        row("small cents behind a space", "<tr><td>H1<td>12 <small>50</small><tr><td>H2<td>1.50<tr><td>H3<td>2.50",
            {u"2 fix H1 12^50 html.raised@Total revenue.not-a-number@Total"_s, u"3 ready H2 1.50"_s,
                u"4 ready H3 2.50"_s});
        row("small cents behind a point", "<tr><td>H1<td>12.<sup>50</sup>", {u"2 ready H1 12.50"_s});
        row("a point in small cents", "<tr><td>H1<td>12<sup>.50</sup>", {u"2 ready H1 12.50"_s});
        row("a small currency", "<tr><td>H1<td><sup>&pound;</sup>12.50", {u"2 ready H1 12.50"_s});
        row("cents by style", "<tr><td>H1<td>12<span class=c>50</span>", {u"2 fix H1 1250 html.maybe-cents@Total"_s});
        row("cents by style, the other way round", "<tr><td>H1<td><font size=7>12</font>50",
            {u"2 fix H1 1250 html.maybe-cents@Total"_s});
        row("decimals by style", "<tr><td>H1<td>12<span class=c>.50</span>", {u"2 ready H1 12.50"_s});
        row("what was searched for", "<tr><td>10<mark>01</mark>7<td>12.50",
            {u"2 ready 10017 12.50 html.joined@Order ID"_s});
        row("a mark before a number", "<tr><td>#<b>1001</b><td><b>12</b>.50", {u"2 ready #1001 12.50"_s});
        row("a list to choose from",
            "<tr><td>H1<td><select><option>1.50<option selected>12.50</option><option>3.50</select>",
            {u"2 ready H1 12.50 html.form-field@Total"_s});
        row("a list with nothing chosen", "<tr><td>H1<td><select> <option>1.50<option>12.50</select>",
            {u"2 ready H1 1.50 html.form-field@Total"_s});
        row("a footnote", "<tr><td>H2<sup>1</sup><td>14.50", {u"2 fix H2^1 14.50 html.raised@Order ID"_s});
        row("small letters", "<tr><td>N<sup>o</sup>1<td>14.50", {u"2 ready No1 14.50"_s});
        row("a price from before", "<tr><td>H1<td><del>20.00</del> 12.50", {u"2 ready H1 12.50 html.struck@Total"_s});
        row("crossed out within", "<tr><td>H1<td><s>2<s>0</s>.00</s><strike>3</strike>12.50",
            {u"2 ready H1 12.50 html.struck@Total"_s});
        row("crossed out by style",
            "<tr><td>H1<td><span style='text-decoration: line-through'>20.00</span> <span>12.50</span>",
            {u"2 ready H1 12.50 html.struck@Total"_s});
        row("a row that is crossed out", "<tr><td><s>H1</s><td><s>12.50</s><tr><td>H2<td>1.50",
            {u"2 fix html.struck-row"_s, u"3 ready H2 1.50"_s});
        row("a row that its style crosses out", "<tr style='text-decoration:line-through'><td>H1<td>12.50",
            {u"2 fix html.struck-row"_s});
        row("a hidden row", "<tr style='display: none'><td>H1<td>12.50<tr hidden><td>H2<td>1.50<tr><td>H3<td>2.50",
            {u"2 ready H1 12.50 html.hidden-row"_s, u"3 ready H2 1.50 html.hidden-row"_s, u"4 ready H3 2.50"_s});
        row("hidden rows", "<tbody hidden><tr><td>H1<td>12.50<tbody><tr><td>H2<td>1.50",
            {u"2 ready H1 12.50 html.hidden-row"_s, u"3 ready H2 1.50"_s});
        row("what a column is sorted by", "<tr><td>H1<td><span style=\"display:none\">0012</span>12.50",
            {u"2 ready H1 12.50"_s});
        row("a form",
            "<tr><td><input type=checkbox value=on><input value='H1'><td><input type=\"number\" value=\"12.50\">",
            {u"2 ready H1 12.50 html.form-field@Order ID html.form-field@Total"_s});
    }
    void seesWhatAPersonSees()
    {
        QFETCH(QByteArray, rows);
        const QByteArray page = "<table><tr><th>Order ID<th>Total" + rows + "</table>";
        const auto reader = opened(page);
        QTEST(checkedLines(*reader, shopRules(reader->shape())), "lines");
    }

    void refusesAnEndlessPage()
    {
        qint64 left = 70L * 1024 * 1024;
        Choices choices;
        choices.kind = Kind::HtmlTable;
        const auto reader = openTable(
            [&left](char* to, qsizetype max) {
                const qsizetype n = std::min<qint64>(max, left);
                std::fill_n(to, n, ' ');
                left -= n;
                return n;
            },
            choices);
        QVERIFY(reader);
        QCOMPARE(allRows(**reader), QStringList());
        QCOMPARE(fileFindings(**reader), u"0 html.too-long"_s);
    }
};

QTEST_GUILESS_MAIN(HtmlTableTest)
#include "tst_htmltable.moc"
