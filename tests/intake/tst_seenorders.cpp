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

    void tellsApartNumbersOfEachLength_data()
    {
        QTest::addColumn<QByteArray>("prefix");
        for (const char* prefix : {"", "L-", "ORD", "2026/", "ORDER-0", "PH-00000", "web-2026-11-"})
            QTest::addRow("%s", *prefix == '\0' ? "bare" : prefix) << QByteArray(prefix);
    }

    void tellsApartNumbersOfEachLength()
    {
        QFETCH(const QByteArray, prefix);
        SeenOrders seen;
        for (qint64 i = 1; i <= 200'000; ++i)
            QCOMPARE(seen.add(prefix.toStdString() + std::to_string(i), i), 0);
    }

    // Their digits stand across the words that they are read by.
    void tellsApartAMillionNumbersWithZerosInFront_data()
    {
        QTest::addColumn<QByteArray>("prefix");
        QTest::addColumn<int>("digits");
        for (const char* prefix : {"", "ORD-", "WEB-2026-"}) {
            for (const int digits : {8, 12})
                QTest::addRow("%s and %d digits", prefix, digits) << QByteArray(prefix) << digits;
        }
    }
    void tellsApartAMillionNumbersWithZerosInFront()
    {
        QFETCH(QByteArray, prefix);
        QFETCH(int, digits);
        SeenOrders seen;
        qint64 held = 0;
        for (qint64 i = 1; i <= 1'000'000; ++i) {
            const std::string number = std::to_string(i);
            held += seen.add(prefix.toStdString() + std::string(std::size_t(digits) - number.size(), '0') + number, i);
        }
        QCOMPARE(held, 0);
    }

    // One sign more, another one changed.
    void tellsApartRepeatedSignsOfEachLength()
    {
        SeenOrders seen;
        qint64 row = 0;
        for (const char repeated : {'1', '0', 'x'}) {
            for (std::size_t size = 1; size < 40; ++size) {
                for (int first = '0'; first <= 'z'; ++first) {
                    if (first != repeated)
                        QCOMPARE(seen.add(char(first) + std::string(size, repeated) + '-', ++row), 0);
                }
            }
        }
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
