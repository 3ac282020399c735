// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/calledoff.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::intake;
using rookery::pixel::Field;

namespace {

int askedAbout(const QStringList& header, const QStringList& cells, const Mapping& mapping = {})
{
    std::vector<std::string> bytes;
    for (const QString& cell : cells)
        bytes.push_back(cell.toStdString());
    const std::vector<std::string_view> views(bytes.begin(), bytes.end());
    return CalledOff(header, mapping).columnIn(views);
}

} // namespace

class CalledOffTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksAboutWhatWasCalledOff_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("cell");
        QTest::addColumn<bool>("asks");
        const auto row = [](const QString& column, const QString& cell, bool asks) {
            QTest::addRow("%s: %s", qPrintable(column), qPrintable(cell)) << column << cell << asks;
        };
        row(u"Financial Status"_s, u"paid"_s, false);
        row(u"Financial Status"_s, u"partially_refunded"_s, true);
        row(u"Financial Status"_s, u"VOIDED"_s, true);
        row(u"Order Status"_s, u"wc-completed"_s, false);
        row(u"Order Status"_s, u"On hold"_s, true);
        row(u"Order Status"_s, u"Awaiting Payment"_s, true);
        row(u"Order Status"_s, u"Awaiting Fulfillment"_s, false);
        row(u"order-status"_s, u"Cancelled"_s, true);
        row(u"orderStatus"_s, u"canceled"_s, true);
        row(u"Bestellstatus"_s, u"Storniert"_s, true);
        row(u"Bestellstatus"_s, u"Abgeschlossen"_s, false);
        row(u"Zahlungsstatus"_s, u"R\u00FCckerstattet"_s, true);
        row(u"Zahlungsstatus"_s, u"Komplett bezahlt"_s, false);
        row(u"\u00C9tat"_s, u"Annul\u00E9e"_s, true);
        row(u"\u00C9tat"_s, u"Paiement accept\u00E9"_s, false);
        row(u"Statut"_s, u"En attente de paiement"_s, true);
        row(u"Estado"_s, u"Reembolsado"_s, true);
        row(u"Estado"_s, u"Completado"_s, false);
        row(u"Type"_s, u"Bank Deposit to PP Account"_s, true);
        row(u"Type"_s, u"General Withdrawal"_s, true);
        row(u"Type"_s, u"Express Checkout Payment"_s, false);
        row(u"Financial Status"_s, u"authorized"_s, true); // the money was not taken
        row(u"Financial Status"_s, u"unpaid"_s, true);
        row(u"Zahlungsstatus"_s, u"Autorisiert"_s, true);
        row(u"Order Status"_s, u"trash"_s, true);
        row(u"Order Status"_s, u"wc-trash"_s, true);
        row(u"Status"_s, u"Not refunded"_s, false);
        row(u"Status"_s, u"Not shipped, cancelled"_s, true);
        row(u"Status"_s, u"Not paid"_s, true);
        row(u"Bestellstatus"_s, u"nicht storniert"_s, false);
        row(u"Zahlungsstatus"_s, u"nicht bezahlt"_s, true);
        row(u"Statut"_s, u"Non rembours\u00E9"_s, false);
        row(u"Statut"_s, u"Pas encore pay\u00E9"_s, true);
        row(u"State"_s, u"CA"_s, false);
        row(u"Status"_s, u""_s, false);
        // A parcel may be pending, its order is a sale for all that.
        row(u"Fulfillment Status"_s, u"pending"_s, false);
        row(u"Lieferstatus"_s, u"offen"_s, false);
        row(u"Lieferstatus"_s, u"storniert"_s, true);
        row(u"Cancelled at"_s, u"2026-11-01 10:00"_s, true);
        row(u"Cancelled at"_s, u""_s, false);
        row(u"Refunded Amount"_s, u"0.00"_s, false);
        row(u"Refunded Amount"_s, u"5.00"_s, true);
        row(u"Order Refund Amount"_s, u"0"_s, false);
        row(u"Refunded Amount"_s, u"N/A"_s, false);
        row(u"Refunded Amount"_s, u"n.a."_s, false);
        row(u"Refunded Amount"_s, u"-"_s, false);
        row(u"Refunded Amount"_s, u"0.00 EUR"_s, false);
        row(u"Refunded Amount"_s, u"EUR0.00"_s, false);
        row(u"Refunded Amount"_s, u"0,00\u20AC"_s, false);
        row(u"Refunded Amount"_s, u"US$ 0.00"_s, false);
        row(u"Refunded Amount"_s, u"0,00 kr"_s, false);
        row(u"Refunded Amount"_s, u"0.50 EUR"_s, true);
        row(u"Refunded Amount"_s, u"EUR5"_s, true);
        row(u"Refunded Amount"_s, u"all"_s, true); // the lek has the same letters
        row(u"Refunded"_s, u"not refunded"_s, false);
        row(u"Refunded"_s, u"Not yet refunded"_s, false);
        row(u"Storniert"_s, u"nicht storniert"_s, false);
        row(u"Storniert"_s, u"noch nicht storniert"_s, false);
        row(u"Storniert"_s, u"kein Storno"_s, false);
        row(u"Rembours\u00E9"_s, u"pas rembours\u00E9"_s, false);
        row(u"Reembolsado"_s, u"no reembolsado"_s, false);
        row(u"Cancel Reason"_s, u"No longer needed"_s, true);
        row(u"Refund Note"_s, u"Not as described"_s, true);
        row(u"Storniert"_s, u"nein"_s, false);
        row(u"Storniert"_s, u"ja"_s, true);
        row(u"Cancel URL"_s, u"https://shop.example/x"_s, false);
        row(u"Note"_s, u"refunded"_s, false);
        for (const QString& type : {u"Belegart"_s, u"type"_s, u"Transaction type"_s, u"Vorgang"_s, u"Document type"_s,
                 u"Order type"_s, u"transaction_type"_s}) {
            for (const QString& cell : {u"Gutschrift"_s, u"Storno"_s, u"Stornorechnung"_s, u"Angebot"_s, u"Quote"_s,
                     u"RETURN"_s, u"FEE"_s, u"Refund"_s, u"Payment Refund"_s, u"Credit"_s, u"Credit note"_s})
                row(type, cell, true);
            for (const QString& cell : {u"Rechnung"_s, u"SALE"_s, u"order"_s, u"Payment"_s, u"Credit card"_s, u""_s})
                row(type, cell, false);
        }
        row(u"Product type"_s, u"Credit"_s, false);
        for (const QString& cell : {u"Teilstorniert"_s, u"R\u00FCcklastschrift"_s, u"Zur\u00FCckgegeben"_s,
                 u"Brouillon"_s, u"Borrador"_s, u"Rejected"_s, u"Deleted"_s, u"Payment review"_s, u"payment_error"_s,
                 u"Uncollectible"_s, u"Rimborsato"_s, u"Geannuleerd"_s, u"Terugbetaald"_s, u"Gutschrift"_s,
                 u"Anulowane"_s, u"Angebot"_s, u"Quote"_s, u"Test order"_s})
            row(u"Status"_s, cell, true);
        row(u"Paid"_s, u"no"_s, true);
        row(u"Paid"_s, u"false"_s, true);
        row(u"Paid"_s, u"0"_s, true);
        row(u"Paid"_s, u"yes"_s, false);
        row(u"Paid"_s, u"12.50"_s, false);
        row(u"Paid"_s, u""_s, false);
        row(u"Bezahlt"_s, u"nein"_s, true);
        row(u"Bezahlt"_s, u"ja"_s, false);
        row(u"transactions.0.stateMachineState.technicalName"_s, u"open"_s, true);
        row(u"stateMachineState"_s, u"open"_s, true);
        row(u"stateMachineState"_s, u"completed"_s, false);
        row(u"deliveries.0.stateMachineState.name"_s, u"open"_s, false);
        row(u"Status"_s, u"open"_s, false);
        row(u"Payment status"_s, u"Open"_s, true);
        row(u"Test"_s, u"true"_s, true);
        row(u"Test"_s, u"false"_s, false);
        row(u"test_mode"_s, u"1"_s, true);
        row(u"test_mode"_s, u"0"_s, false);
        row(u"environment"_s, u"sandbox"_s, true);
        row(u"environment"_s, u"Test"_s, true);
        row(u"environment"_s, u"production"_s, false);
        row(u"livemode"_s, u"false"_s, true);
        row(u"livemode"_s, u"true"_s, false);
    }
    void asksAboutWhatWasCalledOff()
    {
        QFETCH(QString, column);
        QFETCH(QString, cell);
        QFETCH(bool, asks);
        QCOMPARE(askedAbout({u"Ref"_s, column}, {u"A"_s, cell}), asks ? 1 : -1);
    }

    void closedIsRefundedOnlyWhereTheShopSaysSo()
    {
        QCOMPARE(askedAbout({u"ID"_s, u"Purchase Point"_s, u"Status"_s}, {u"1"_s, u"Main"_s, u"closed"_s}), 2);
        QCOMPARE(askedAbout({u"ID"_s, u"Owner"_s, u"Status"_s}, {u"1"_s, u"Main"_s, u"closed"_s}), -1);
    }

    void aMappedColumnIsAValue()
    {
        Mapping mapping;
        mapping.setColumn(Field::ConversionName, 1);
        QCOMPARE(askedAbout({u"Ref"_s, u"Status"_s}, {u"A"_s, u"refunded"_s}, mapping), -1);
    }

    void refundsAreNotTakenForSales()
    {
        TableShape shape;
        shape.header = QStringList{u"Refund ID"_s, u"Order ID"_s, u"Amount"_s};
        shape.sample = {{"R1", "A1", "12.50"}, {"R2", "A2", "1.50"}};
        QVERIFY(!suggestMapping(shape).isComplete());
        // Orders, one of which was refunded.
        shape.sample = {{"R1", "A1", "12.50"}, {"", "A2", "1.50"}};
        QVERIFY(suggestMapping(shape).isComplete());
    }

    void aShortRowSaysNothing() { QCOMPARE(askedAbout({u"Ref"_s, u"Status"_s}, {u"A"_s}), -1); }
};

QTEST_GUILESS_MAIN(CalledOffTest)
#include "tst_calledoff.moc"
