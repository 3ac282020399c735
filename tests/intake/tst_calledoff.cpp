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

    void aShortRowSaysNothing() { QCOMPARE(askedAbout({u"Ref"_s, u"Status"_s}, {u"A"_s}), -1); }
};

QTEST_GUILESS_MAIN(CalledOffTest)
#include "tst_calledoff.moc"
