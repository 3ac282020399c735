// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/otherletters.h"

#include <QTest>

using namespace rookery::ledger;

class OtherLettersTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theyComeAsAnIndexHasThem()
    {
        const OtherLetters ways(QStringLiteral("b-1ü"));
        QStringList all{ways.first()};
        while (const auto next = ways.after(all.last()))
            all << *next;
        const QStringList expected{
            QStringLiteral("B-1Ü"), QStringLiteral("B-1ü"), QStringLiteral("b-1Ü"), QStringLiteral("b-1ü")};
        QCOMPARE(all, expected);
        for (qsizetype i = 1; i < all.size(); ++i)
            QVERIFY(all[i - 1].toUtf8() < all[i].toUtf8());
    }

    void fromAnyIdTheNextOneIsFound_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("next");
        QTest::addRow("before all") << QStringLiteral("A") << QStringLiteral("PH-1A");
        QTest::addRow("ends too early") << QStringLiteral("PH-") << QStringLiteral("PH-1A");
        QTest::addRow("is one of them") << QStringLiteral("PH-1A") << QStringLiteral("PH-1a");
        QTest::addRow("goes on behind one of them") << QStringLiteral("PH-1a7") << QStringLiteral("Ph-1A");
        QTest::addRow("between two letters") << QStringLiteral("PX") << QStringLiteral("Ph-1A");
        QTest::addRow("another figure") << QStringLiteral("PH-2") << QStringLiteral("Ph-1A");
        QTest::addRow("the last but one") << QStringLiteral("ph-1A") << QStringLiteral("ph-1a");
        QTest::addRow("the last") << QStringLiteral("ph-1a") << QString();
        QTest::addRow("behind all") << QStringLiteral("q") << QString();
        QTest::addRow("beyond the first plane") << QStringLiteral("🐦") << QString();
    }
    void fromAnyIdTheNextOneIsFound()
    {
        QFETCH(QString, from);
        QFETCH(QString, next);
        QCOMPARE(OtherLetters(QStringLiteral("Ph-1a")).after(from).value_or(QString()), next);
    }

    void figuresHaveNoOtherLetters()
    {
        QVERIFY(OtherLetters(QStringLiteral("0001-77")).isOnlyOne());
        QVERIFY(OtherLetters(QString()).isOnlyOne());
        const OtherLetters ways(QStringLiteral("ph-1"));
        QVERIFY(!ways.isOnlyOne());
        QVERIFY(ways.contains(QStringLiteral("pH-1")));
        QVERIFY(!ways.contains(QStringLiteral("pH-11")));
        QVERIFY(!ways.contains(QStringLiteral("pH-")));
    }
};

QTEST_GUILESS_MAIN(OtherLettersTest)
#include "tst_otherletters.moc"
