// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/headerwords.h"
#include "intake/mapping.h"
#include "intake/sample.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace rookery::intake;
using rookery::pixel::Field;

namespace {

// `transactionId=Ref revenue=Total`, what is undecided with a question mark in front.
QString shownMapping(const Suggestion& suggestion, const TableShape& shape)
{
    QStringList out;
    for (const rookery::pixel::FieldSpec& s : rookery::pixel::fieldTable()) {
        if (const int column = suggestion.mapping.columnOf(s.field); column >= 0)
            out << rookery::pixel::key(s.field) + u'=' + shape.header[column];
        if (suggestion.undecided.contains(s.field))
            out << u'?' + rookery::pixel::key(s.field);
    }
    return out.join(u' ');
}

} // namespace

class MappingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The cells say that a column is money, but not which money: a deposit has a currency too.
    void columnsOfMoneyUnderUnknownNamesAreAskedAbout_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("candidates");
        QTest::addColumn<QString>("revenue");
        QTest::addRow("one") << QByteArray("Ref,Betaald\nA-1,\u00A312.00\nA-2,\u00A35.50\n")
                             << QStringList{u"Betaald"_s} << QString();
        QTest::addRow("one of whole pounds")
            << QByteArray("Ref,Betaald\nA-1,\u00A312\nA-2,\u00A35\n") << QStringList{u"Betaald"_s} << QString();
        QTest::addRow("two") << QByteArray("Ref,In,Uit\nA-1,12.00 EUR,1.00 EUR\nA-2,5.50 EUR,2.00 EUR\n")
                             << QStringList{u"In"_s, u"Uit"_s} << QString();
        QTest::addRow("beside a known one") << QByteArray("Ref,Sum in,Uit\nA-1,\u00A312.00,\u00A31.00\n")
                                            << QStringList{u"Sum in"_s, u"Uit"_s} << u"Sum in"_s;
        QTest::addRow("whole numbers") << QByteArray("Ref,Stuks\nA-1,12\nA-2,5\n") << QStringList() << QString();
    }
    void columnsOfMoneyUnderUnknownNamesAreAskedAbout()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, candidates);
        QFETCH(QString, revenue);
        const auto reader = opened(text);
        const Suggestion suggestion = suggestMapping(reader->shape());
        QStringList found;
        for (const Candidate& candidate : suggestion.candidates) {
            if (candidate.field == Field::Revenue)
                found << reader->shape().header[candidate.column];
        }
        QCOMPARE(found, candidates);
        QCOMPARE(reader->shape().header.value(suggestion.mapping.columnOf(Field::Revenue)), revenue);
        QCOMPARE(suggestion.isComplete(), !revenue.isEmpty());
    }

    void suggestsForSamples_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("mapping");
        QTest::addRow("clipboard") << u"phone-sheet-clipboard.tsv"_s
                                   << u"transactionId=Ref revenue=Total tax=VAT shipping=P&P"_s;
        QTest::addRow("till")
            << u"kasse-export.csv"_s
            << u"transactionId=Bestellnummer currency=W\u00E4hrung revenue=Betrag (\u20AC) tax=MwSt shipping=Versand"_s;
        QTest::addRow("shop") << u"shop-orders-per-item.csv"_s
                              << u"transactionId=Name currency=Currency revenue=Total tax=Taxes shipping=Shipping"_s;
        QTest::addRow("other shop") << u"woo-orders-bom.csv"_s
                                    << u"transactionId=Order Number currency=Order Currency revenue=Order Total Amount "
                                       "tax=Order Total Tax Amount shipping=Order Shipping Amount"_s;
        QTest::addRow("UTF-16") << u"unicode-text.txt"_s
                                << u"transactionId=Order ID currency=Currency revenue=Revenue"_s;
    }
    void suggestsForSamples()
    {
        QFETCH(QString, name);
        QFETCH(QString, mapping);
        const QByteArray bytes = sample(name);
        const auto reader = opened(bytes);
        const Suggestion suggestion = suggestMapping(reader->shape());
        QCOMPARE(shownMapping(suggestion, reader->shape()), mapping);
        QVERIFY(suggestion.isComplete());
    }

    void suggestsFromNames_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("mapping");
        QTest::addRow("wire keys")
            << u"transactionId,currency,revenue,tax,shipping,visitorId"_s
            << u"visitorId=visitorId transactionId=transactionId currency=currency revenue=revenue tax=tax shipping=shipping"_s;
        QTest::addRow("a wire key beats a name")
            << u"orderId,Order ID,revenue,Total"_s << u"transactionId=orderId revenue=revenue"_s;
        QTest::addRow("French")
            << u"N\u00B0 de commande,Date,Montant TTC,Montant HT,TVA,Frais de port,Devise"_s
            << u"transactionId=N\u00B0 de commande currency=Devise revenue=Montant TTC tax=TVA shipping=Frais de port"_s;
        QTest::addRow("Spanish")
            << u"N\u00FAmero de pedido,Fecha,Importe total,IVA,Gastos de env\u00EDo,Moneda"_s
            << u"transactionId=N\u00FAmero de pedido currency=Moneda revenue=Importe total tax=IVA shipping=Gastos de env\u00EDo"_s;
        QTest::addRow("German")
            << u"Auftragsnr.,Gesamtbetrag inkl. MwSt,MwSt-Betrag,Versandkosten,W\u00E4hrung,MwSt-Satz"_s
            << u"transactionId=Auftragsnr. currency=W\u00E4hrung revenue=Gesamtbetrag inkl. MwSt tax=MwSt-Betrag shipping=Versandkosten"_s;
        QTest::addRow("eBay")
            << u"Order Number,Sold For,Shipping And Handling,Seller Collected Tax,Total Price"_s
            << u"transactionId=Order Number revenue=Total Price tax=Seller Collected Tax shipping=Shipping And Handling"_s;
        QTest::addRow("PayPal")
            << u"Rechnungsnummer,Brutto,Versand- und Bearbeitungsgeb\u00FChr,Umsatzsteuer"_s
            << u"transactionId=Rechnungsnummer revenue=Brutto tax=Umsatzsteuer shipping=Versand- und Bearbeitungsgeb\u00FChr"_s;
        QTest::addRow("SAP") << u"Verkaufsbeleg,Belegdatum,Auftraggeber,Nettowert,Bruttowert,Steuerbetrag"_s
                             << u"transactionId=Verkaufsbeleg revenue=Bruttowert tax=Steuerbetrag"_s;
        QTest::addRow("clash") << u"Order ID,Order Number,Total"_s << u"?transactionId revenue=Total"_s;
        QTest::addRow("net is no revenue") << u"Order No,Total (excl. VAT),Subtotal"_s << u"transactionId=Order No"_s;
        QTest::addRow("inc and ex")
            << u"Order ID,Subtotal (inc tax),Tax Total,Shipping Cost (inc tax),Order Total (inc tax),Order Total (ex tax)"_s
            << u"transactionId=Order ID revenue=Order Total (inc tax) tax=Tax Total shipping=Shipping Cost (inc tax)"_s;
        QTest::addRow("dashes") << u"order-id,order-total,shipping-method,tax-rate"_s
                                << u"transactionId=order-id revenue=order-total"_s;
        QTest::addRow("dotted")
            << u"id,totals.grand.amount,totals.grand.currency,totals.tax,visitor.id"_s
            << u"visitorId=visitor.id transactionId=id currency=totals.grand.currency revenue=totals.grand.amount tax=totals.tax"_s;
        QTest::addRow("nothing known") << u"foo,bar"_s << QString();
    }
    void suggestsFromNames()
    {
        QFETCH(QString, header);
        QFETCH(QString, mapping);
        TableShape shape;
        shape.header = header.split(u',');
        QCOMPARE(shownMapping(suggestMapping(shape), shape), mapping);
    }

    // A name is not believed where the cells say something else.
    void looksAtTheCells()
    {
        const QByteArray bytes = "Order,Total,Currency,X\n2026-11-23,open,Pound,8354d5a0-4970-4bd1-99b8-0bfa68e53350\n"
                                 "2026-11-24,closed,Euro,40529ff8-ca38-4d35-b314-62c6b491831f\n";
        const auto reader = opened(bytes);
        const Suggestion suggestion = suggestMapping(reader->shape());
        // What is no currency is held back row by row; sent without a column, it would pass for the account's.
        QCOMPARE(shownMapping(suggestion, reader->shape()), u"currency=Currency"_s);
        QVERIFY(!suggestion.isComplete());
        const auto visitor = std::find_if(suggestion.candidates.begin(), suggestion.candidates.end(),
            [](const Candidate& c) { return c.field == Field::VisitorId; });
        QVERIFY(visitor != suggestion.candidates.end());
        QCOMPARE(visitor->column, 3);
        QVERIFY(visitor->confidence < ConfidentFrom);
    }

    void keepsWhatAClearNameSays_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("mapping");
        const auto row = [](const char* name, const QByteArray& text, const QString& mapping) {
            QTest::addRow("%s", name) << text << u"transactionId=Order ID "_s + mapping;
        };
        row("signs", "Order ID,Total,Currency\nA1,1.50,\u00A3\nA2,2.50,$\n", u"currency=Currency revenue=Total"_s);
        row("codes under another name", "Order ID,Total,X\nA1,1.50,USD\nA2,2.50,EUR\nA3,2.50,n/a\n",
            u"currency=X revenue=Total"_s);
        row("codes under no name", "Order ID,Total,,Country\nA1,1.50,usd,DEU\nA2,2.50,eur,USA\n",
            u"currency=Column 3 revenue=Total"_s);
        row("codes of something else", "Order ID,Total,Payout,Who\nA1,1.50,USD,Bob\nA2,2.50,EUR,Top\n",
            u"revenue=Total"_s);
        row("a number", "Order ID,Total,Currency\nA1,1.50,978\n", u"currency=Currency revenue=Total"_s);
        row("words", "Order ID,Total,Tax\nA1,1.50,n/a\n", u"revenue=Total tax=Tax"_s);
        row("most are rates", "Order ID,Total,VAT\nA1,9.50,1.50\nA2,9.50,20%\nA3,8.50,20%\n",
            u"revenue=Total tax=VAT"_s);
        row("negative ones", "Order ID,Total\nA1,(9.50)\nA2,9.50-\nA3,8.50\n", u"revenue=Total"_s);
        row("a better one beside it", "Order ID,Total,VAT,Tax\nA1,9.50,20%,1.50\nA2,9.50,20%,1.50\n",
            u"revenue=Total tax=Tax"_s);
        row("how it is sent", "Order ID,Total,Delivery\nA1,9.50,Standard\nA2,9.50,Express\n", u"revenue=Total"_s);
        row("who sends it", "Order ID,Total,Versand\nA1,9.50,DHL\nA2,9.50,DPD\n", u"revenue=Total"_s);
        row("no cost known", "Order ID,Total,Versand\nA1,9.50,n/a\n", u"revenue=Total shipping=Versand"_s);
        row("rates as whole numbers", "Order ID,Total,MwSt\nA1,119.00,19\nA2,59.50,19\nA3,10.70,7\n",
            u"revenue=Total"_s);
        row("rates with decimals", "Order ID,Total,MwSt\nA1,119.00,19.00\nA2,59.50,19.00\nA3,10.70,7.00\n",
            u"revenue=Total"_s);
        row("rates with one decimal", "Order ID;Total;TVA\nA1;120,00;20,0\nA2;60,00;20,0\nA3;10,55;5,5\nA4;1,00;\n",
            u"revenue=Total tax=TVA"_s);
        row("rates with a sign", "Order ID;Total;VAT\nA1;119,00;19 %\nA2;59,50;19 %\nA3;10,70;7%\n",
            u"revenue=Total"_s);
        row("whole taxes with decimals", "Order ID,Total,MwSt\nA1,119.00,19.00\nA2,238.00,38.00\nA3,107,7.00\n",
            u"revenue=Total tax=MwSt"_s);
        row("taxes that look like rates",
            "Order ID,Total,Tax\nA1,126.00,21.00\nA2,126.00,21.00\nA3,252.00,42.00\nA4,1126.00,21.00\nA5,63.00,\n",
            u"revenue=Total tax=Tax"_s);
        row("taxes that all look like rates",
            "Order ID,Total,Tax\nA1,126.00,21.00\nA2,126.00,21.00\nA3,1126.00,21.00\n", u"revenue=Total tax=Tax"_s);
        row("whole taxes", "Order ID,Total,MwSt\nA1,119,19\nA2,238,38\nA3,107,7\n", u"revenue=Total tax=MwSt"_s);
        row("no tax at all", "Order ID,Total,MwSt\nA1,119,0\nA2,238,0\n", u"revenue=Total tax=MwSt"_s);
    }
    void keepsWhatAClearNameSays()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, mapping);
        const auto reader = opened(text);
        QCOMPARE(shownMapping(suggestMapping(reader->shape()), reader->shape()), mapping);
    }

    void aNameThatSaysSomethingElseIsAsked_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString& name :
            {u"revenue_cents"_s, u"Revenue (cents)"_s, u"Revenue in cents"_s, u"revenue_minor"_s, u"Umsatz Cent"_s,
                u"amountInCents"_s, u"Betrag (ct)"_s, u"revenue_micros"_s, u"Umsatz TEUR"_s, u"Umsatz T\u20AC"_s,
                u"Revenue kEUR"_s, u"Revenue (k)"_s, u"Total in 1000 EUR"_s, u"Tax (cents)"_s, u"shipping_cents"_s,
                u"Shipping weight"_s, u"Shipping days"_s, u"Shipping zone"_s, u"Shipping method"_s, u"Tax year"_s,
                u"Tax rate"_s, u"Tax class"_s, u"Tax number"_s, u"Payout currency"_s})
            QTest::addRow("%s", qPrintable(name)) << name;
    }
    void aNameThatSaysSomethingElseIsAsked()
    {
        QFETCH(QString, name);
        for (const Field field : {Field::Revenue, Field::Tax, Field::Shipping, Field::Currency})
            QVERIFY(nameConfidence(name, field) < ConfidentFrom);
    }

    void theOrdersOwnCurrencyGoesFirst()
    {
        TableShape shape;
        shape.header = u"Order ID,Total,Base currency,Order currency,Payout currency"_s.split(u',');
        QCOMPARE(shownMapping(suggestMapping(shape), shape),
            u"transactionId=Order ID currency=Order currency revenue=Total"_s);
    }

    void readsCurrenciesAndUnitsInNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("currencies");
        QTest::addColumn<QString>("unit");
        const auto row = [](const QString& name, const QString& currencies, const QString& unit = {}) {
            QTest::addRow("%s", qPrintable(name)) << name << currencies << unit;
        };
        row(u"Total"_s, {});
        row(u"Total (USD)"_s, u"USD"_s);
        row(u"Betrag in CHF"_s, u"CHF"_s);
        row(u"Total \u00A3"_s, u"\u00A3"_s);
        row(u"total_usd"_s, u"USD"_s);
        row(u"grand_total_usd"_s, u"USD"_s);
        row(u"totalUsd"_s, u"USD"_s);
        row(u"Total[$]"_s, u"$"_s);
        row(u"Total (US$)"_s, u"US$"_s);
        row(u"Amount GBP"_s, u"GBP"_s);
        row(u"Betrag in Dollar"_s, u"$"_s);
        row(u"TOTAL ALL"_s, {});
        row(u"Total all"_s, {});
        row(u"Total of ALL orders"_s, {});
        row(u"Total (ALL)"_s, u"ALL"_s);
        row(u"Total TRY"_s, u"TRY"_s);
        row(u"Gesamtbetrag inkl. MwSt."_s, {});
        row(u"Umsatz TEUR"_s, u"EUR"_s, u"TEUR"_s);
        row(u"Umsatz T\u20AC"_s, u"\u20AC"_s, u"T\u20AC"_s);
        row(u"Revenue (cents)"_s, {}, u"cents"_s);
        row(u"revenue_minor"_s, {}, u"minor"_s);
        row(u"Revenue (k)"_s, {}, u"k"_s);
        row(u"Order total"_s, {});
        row(u"Montant de la TVA"_s, {});
        row(u"importe total del pedido"_s, {});
    }
    void readsCurrenciesAndUnitsInNames()
    {
        QFETCH(QString, name);
        QTEST(currenciesOf(name).join(u' '), "currencies");
        QTEST(oddUnitOf(name), "unit");
    }

    void goesToJsonAndBack()
    {
        const QStringList header{u"Ref"_s, u"Total"_s, u"Ref"_s};
        Mapping mapping;
        mapping.name = u"Phone sheet"_s;
        mapping.setColumn(Field::OrderId, 2);
        mapping.setColumn(Field::Revenue, 1);
        mapping.setConstant(Field::Currency, u"GBP"_s);
        const QJsonObject json = mapping.toJson(header);
        QCOMPARE(QJsonDocument(json).toJson(QJsonDocument::Compact),
            QByteArray(R"~({"columns":{"Ref (2)":"transactionId","Total":"revenue"},)~"
                       R"~("constants":{"currency":"GBP"},"name":"Phone sheet"})~"));
        QCOMPARE(*Mapping::fromJson(json, header), mapping);
        // Columns go by their names.
        QCOMPARE(Mapping::fromJson(json, {u"Total"_s, u"Ref"_s, u"x"_s, u"Ref"_s})->columnOf(Field::OrderId), 3);
    }

    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addRow("no columns") << QByteArray(R"({})");
        QTest::addRow("an unknown column") << QByteArray(R"({"columns": {"Nr": "revenue"}})");
        QTest::addRow("an unknown field") << QByteArray(R"({"columns": {"Ref": "price"}})");
        QTest::addRow("the program's own") << QByteArray(R"({"columns": {"Ref": "eventID"}})");
        QTest::addRow("one field twice") << QByteArray(R"({"columns": {"Ref": "revenue", "Total": "revenue"}})");
        QTest::addRow("an unknown constant") << QByteArray(R"({"columns": {}, "constants": {"price": "1"}})");
        QTest::addRow("something else") << QByteArray(R"({"columns": {}, "colour": "red"})");
    }
    void refusesWhatDoesNotFit()
    {
        QFETCH(QByteArray, json);
        const auto mapping = Mapping::fromJson(QJsonDocument::fromJson(json).object(), {u"Ref"_s, u"Total"_s});
        QVERIFY(!mapping);
        QVERIFY(!mapping.error().sentence.isEmpty());
    }

    void splitsAMapOptionAtItsLastEqualsSign()
    {
        const auto plain = splitMapOption(u"Total=revenue"_s);
        QVERIFY(plain && plain->first == u"Total"_s && plain->second == Field::Revenue);
        const auto more = splitMapOption(u"a=b=orderId"_s);
        QVERIFY(more && more->first == u"a=b"_s && more->second == Field::OrderId);
        QVERIFY(!splitMapOption(u"Total"_s));
        QVERIFY(!splitMapOption(u"=revenue"_s));
        QVERIFY(!splitMapOption(u"Total=price"_s));
        QVERIFY(!splitMapOption(u"Total=eventID"_s));
    }

    void findsAColumnByItsName()
    {
        QCOMPARE(*columnOfName(u"total"_s, {u"Ref"_s, u"Total "_s}), 1);
        QCOMPARE(*columnOfName(u"total"_s, {u"Total"_s, u"total"_s}), 1);
        QVERIFY(!columnOfName(u"TOTAL"_s, {u"Total"_s, u"total"_s}));
        QVERIFY(!columnOfName(u"Tax"_s, {u"Total"_s}));
    }

    void remembersByTheHeader()
    {
        QCOMPARE(headerSignature({u"Ref"_s, u" total"_s}), headerSignature({u"Total"_s, u"ref"_s}));
        QVERIFY(headerSignature({u"Ref"_s}) != headerSignature({u"Ref"_s, u"Total"_s}));
    }

    void aColumnFillsOneFieldOnly()
    {
        Mapping mapping;
        mapping.setColumn(Field::Tax, 0);
        mapping.setColumn(Field::Revenue, 0);
        QCOMPARE(mapping.columnOf(Field::Tax), -1);
        QCOMPARE(mapping.fieldOf(0), Field::Revenue);
        mapping.setColumn(Field::Revenue, -1);
        QCOMPARE(mapping.fieldOf(0), std::nullopt);
        QCOMPARE(mapping.fieldOf(-1), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(MappingTest)
#include "tst_mapping.moc"
