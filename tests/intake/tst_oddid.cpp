// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/oddid.h"

#include <QTest>

using namespace rookery::intake;

class OddIdTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsWhatIsNoOrderId_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<OddId>("odd");
        const auto rows = [](OddId odd, std::initializer_list<const char*> cells) {
            for (const char* cell : cells)
                QTest::addRow("%s", cell) << QByteArray(cell) << odd;
        };
        rows(OddId::None,
            {"A-1", "1001", "#1001", "ABC", "TOTALLY", "1E5", "12E4", "1e5", "E5", "000123", "DE-2026/11", "A.1E",
                "Order 1001", "R12-34", "SO 2026 5", "1.5", "2026.11.23-7", "=1", "a+b", "NANA", "None-1", "Nullpunkt",
                "Sumatra 12", "A:1", "1005,5", "#A1"});
        rows(OddId::QuotedMail, {"> A-1", ">> A>1"});
        rows(OddId::Sum,
            {"Total", "TOTALS", "Grand total:", "Summe", "Gesamtergebnis", "Totaux", "Somme", "Totale", "Totaal",
                "Mittelwert", "Average", "Count", "Anzahl", "Anzahl Bestellungen", "Anzahl: 12", "Report total",
                "Total orders: 2", "* Total", "\u03A3", "\u2211", "*", "**", "** 4711", "Total E5", "E6 Total",
                "E5 Ergebnis", "Sub-Total", "Sous-total"});
        rows(OddId::NoValue,
            {"n/a", "N/A", "n.a.", "null", "None", "undefined", "NaN", "-", "--", "\u2014", "(blank)", "(Leer)", "?",
                "[object Object]", "EUR", "usd"});
        rows(OddId::ErrorValue,
            {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NV", "#BEZUG!", "########", "##", "Err:502"});
        rows(OddId::Rounded, {"4.50001E+12", "1.00E+05", "4,50001E+12", "4.5e12", "1.23457E+15", "1E+15", "2e+11"});
        rows(OddId::Exponent, {"1E+05", "12e+4"});
        rows(OddId::Formula, {"=\"00012\""});
        rows(OddId::Template, {"{{order.id}}", "{{ order_id }}", "${orderId}"});
    }
    void knowsWhatIsNoOrderId()
    {
        QFETCH(const QByteArray, cell);
        QFETCH(const OddId, odd);
        const std::string_view view(cell.constData(), std::size_t(cell.size()));
        QCOMPARE(oddIdOf(view), odd);
        QVERIFY(mayBeOddId(view) || odd == OddId::None);
    }

    void ordinaryIdsAreNotLookedAtTwice()
    {
        for (const char* cell : {"A-1", "1001", "#1001", "1E5", "DE-2026/11", "Order 1001", "0012-00-7", "R1.2"})
            QVERIFY2(!mayBeOddId(cell), cell);
    }
};

QTEST_GUILESS_MAIN(OddIdTest)
#include "tst_oddid.moc"
