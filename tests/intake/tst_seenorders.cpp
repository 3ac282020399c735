// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/seenorders.h"

#include <QTest>

#include <string>

using namespace rookery::intake;

class SeenOrdersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhereAnOrderWasSeenFirst()
    {
        SeenOrders seen;
        QCOMPARE(seen.add("1234", 2), 0);
        QCOMPARE(seen.add("1235", 3), 0);
        QCOMPARE(seen.add("1234", 4), 2);
        QCOMPARE(seen.add("1234", 5), 2);
        QCOMPARE(seen.size(), 2);
    }

    void tellsApartWhatIsNearlyEqual()
    {
        SeenOrders seen;
        qint64 row = 0;
        for (const std::string_view id : {"1", "01", "001", "1 ", "A", "a", "12345678", "123456780", "0", ""})
            QCOMPARE(seen.add(id, ++row), 0);
        QCOMPARE(seen.add(std::string_view("\0", 1), ++row), 0);
        QCOMPARE(seen.add(std::string_view("\0\0", 2), ++row), 0);
    }

    void grows()
    {
        SeenOrders seen;
        for (qint64 i = 1; i <= 100'000; ++i)
            QCOMPARE(seen.add("PH-" + std::to_string(i), i), 0);
        for (qint64 i = 1; i <= 100'000; ++i)
            QCOMPARE(seen.add("PH-" + std::to_string(i), 200'000), i);
        QCOMPARE(seen.size(), 100'000);
    }
};

QTEST_GUILESS_MAIN(SeenOrdersTest)
#include "tst_seenorders.moc"
