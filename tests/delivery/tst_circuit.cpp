// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/circuit.h"

#include <QTest>

using rookery::delivery::Circuit;
using namespace std::chrono_literals;

class CircuitTest final : public QObject {
    Q_OBJECT

    static Circuit opened()
    {
        Circuit circuit;
        for (int i = 0; i < Circuit::FailuresToOpen; ++i)
            circuit.failed(0s, 10s, false);
        return circuit;
    }

private Q_SLOTS:
    void opensAfterTenFailuresInARow()
    {
        Circuit circuit;
        for (int i = 1; i < Circuit::FailuresToOpen; ++i)
            circuit.failed(0s, 10s, false);
        QVERIFY(!circuit.isOpen());
        circuit.failed(0s, 10s, false);
        QVERIFY(circuit.isOpen());
    }

    void oneSuccessStartsTheCountAnew()
    {
        Circuit circuit;
        for (int i = 1; i < Circuit::FailuresToOpen; ++i)
            circuit.failed(0s, 10s, false);
        circuit.succeeded();
        circuit.failed(0s, 10s, false);
        QVERIFY(!circuit.isOpen());
    }

    void opensAtOnceWhereTheNextCouldDoNoBetter()
    {
        Circuit circuit;
        circuit.failed(0s, 10s, true);
        QVERIFY(circuit.isOpen());
    }

    void oneProbeAtATimeAndOnlyWhenItIsDue()
    {
        Circuit circuit = opened();
        QVERIFY(!circuit.allows(9s));
        QVERIFY(circuit.allows(10s));
        circuit.sent();
        QVERIFY(!circuit.allows(20s));
        circuit.failed(20s, 30s, false);
        QVERIFY(!circuit.allows(49s));
        QVERIFY(circuit.allows(50s));
    }

    void aProbeThatGetsThroughCloses()
    {
        Circuit circuit = opened();
        circuit.sent();
        circuit.succeeded();
        QVERIFY(!circuit.isOpen());
        QVERIFY(circuit.allows(0s));
    }

    void aFreshStartProbesAtOnce()
    {
        Circuit circuit = opened();
        circuit.probeNow();
        QVERIFY(circuit.isOpen());
        QVERIFY(circuit.allows(0s));
    }
};

QTEST_GUILESS_MAIN(CircuitTest)
#include "tst_circuit.moc"
