// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/target.h"

#include "pixel/vendorsample.h"

#include <QTest>

using namespace rookery::pixel;

class TargetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesTheVendorsSampleByteForByte()
    {
        const QByteArray target = requestTarget("/i", vendorsample::event(), OrderKey::OrderId);
        QCOMPARE(vendorsample::Origin + target, vendorsample::Url);
    }

    void writesTheKeysInTheOrderOfTheFieldTable()
    {
        QByteArrayList keys;
        const QList<QueryPart> parts = queryParts(vendorsample::event(), OrderKey::TransactionId);
        for (const QueryPart& part : parts)
            keys << part.key;
        const QByteArrayList expected{"timestamp", "event", "trackerVersion", "appId", "platform", "digitalProperty",
            "timezone", "characterSet", "eventID", "visitorId", "sessionId", "userId", "conversionName",
            "transactionId", "currency", "revenue", "tax", "shipping"};
        QCOMPARE(keys, expected);
    }

    void putsTheOrderIdUnderTheKeyOfTheProfile_data()
    {
        QTest::addColumn<OrderKey>("orderKey");
        QTest::addColumn<QByteArray>("written");
        QTest::addRow("the table's key") << OrderKey::TransactionId << QByteArray("&transactionId=1234abcd&");
        QTest::addRow("the sample's key") << OrderKey::OrderId << QByteArray("&orderId=1234abcd&");
        QTest::addRow("both, transactionId first")
            << OrderKey::Both << QByteArray("&transactionId=1234abcd&orderId=1234abcd&");
    }
    void putsTheOrderIdUnderTheKeyOfTheProfile()
    {
        QFETCH(OrderKey, orderKey);
        QFETCH(QByteArray, written);
        const QByteArray target = requestTarget("/i", vendorsample::event(), orderKey);
        QVERIFY2(target.contains("&conversionName=your-conversion" + written + "currency=USD"), target.constData());
        QCOMPARE(target.count("1234abcd"), written.count("1234abcd"));
    }

    void leavesOutWhatHasNoValue()
    {
        Event event = vendorsample::event();
        for (const Field field : {Field::VisitorId, Field::SessionId, Field::UserId, Field::Tax, Field::Shipping})
            event.set(field, QString());
        const QByteArray target = requestTarget("/i", event, OrderKey::TransactionId);
        QVERIFY2(target.endsWith("&eventID=unique-event-id&conversionName=your-conversion&transactionId=1234abcd"
                                 "&currency=USD&revenue=1000.99"),
            target.constData());
    }

    void leavesOutAnOrderIdThatIsNotThereUnderBothKeys()
    {
        Event event = vendorsample::event();
        event.set(Field::OrderId, QString());
        const QByteArray target = requestTarget("/i", event, OrderKey::Both);
        QVERIFY2(target.contains("your-conversion&currency=USD"), target.constData());
    }

    void writesThePathAloneWhereThereIsNothingToSay()
    {
        QCOMPARE(requestTarget("/pixel/i", Event(), OrderKey::Both), QByteArray("/pixel/i"));
    }

    void sendsAmountsDigitForDigit_data()
    {
        QTest::addColumn<QString>("amount");
        for (const char* amount : {"200.2", "200.20", "0", "0.10", "007.50", "999999999999.999999"})
            QTest::addRow("%s", amount) << QString::fromLatin1(amount);
    }
    void sendsAmountsDigitForDigit()
    {
        QFETCH(QString, amount);
        Event event;
        event.set(Field::Revenue, amount);
        QCOMPARE(requestTarget("/i", event, OrderKey::TransactionId), "/i?revenue=" + amount.toLatin1());
    }

    void encodesWhatWouldEndTheValue()
    {
        Event event;
        event.set(Field::OrderId, QStringLiteral("A&B=C#D%20+E F"));
        QCOMPARE(requestTarget("/i", event, OrderKey::TransactionId),
            QByteArray("/i?transactionId=A%26B%3DC%23D%2520%2BE%20F"));
    }

    void namesTheFieldThatEachPartCameFrom()
    {
        Event event;
        event.set(Field::OrderId, QStringLiteral("7"));
        const QList<QueryPart> parts = queryParts(event, OrderKey::Both);
        QCOMPARE(parts.size(), 2);
        QCOMPARE(parts[0].field, Field::OrderId);
        QCOMPARE(parts[1].field, Field::OrderId);
    }
};

QTEST_APPLESS_MAIN(TargetTest)
#include "tst_target.moc"
