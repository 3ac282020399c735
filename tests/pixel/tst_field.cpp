// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/event.h"
#include "pixel/orderkey.h"

#include "pixel/vendorsample.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::pixel;

class FieldTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isTheTableOfTheProtocol_data()
    {
        QTest::addColumn<Field>("field");
        QTest::addColumn<QString>("key");
        QTest::addColumn<Presence>("presence");
        QTest::addColumn<QString>("constant");
        const auto row = [](Field field, const char* key, Presence presence, const char* constant = "") {
            QTest::addRow("%s", key) << field << QString::fromLatin1(key) << presence << QString::fromLatin1(constant);
        };
        row(Field::Timestamp, "timestamp", Presence::Required);
        row(Field::Event, "event", Presence::Required, "tr");
        row(Field::TrackerVersion, "trackerVersion", Presence::Required, "na");
        row(Field::AppId, "appId", Presence::Required);
        row(Field::Platform, "platform", Presence::Required, "server");
        row(Field::DigitalProperty, "digitalProperty", Presence::Required);
        row(Field::TimeZone, "timezone", Presence::Required);
        row(Field::CharacterSet, "characterSet", Presence::Required, "UTF-8");
        row(Field::EventId, "eventID", Presence::Required);
        row(Field::VisitorId, "visitorId", Presence::IfKnown);
        row(Field::SessionId, "sessionId", Presence::IfKnown);
        row(Field::UserId, "userId", Presence::IfKnown);
        row(Field::ConversionName, "conversionName", Presence::Required);
        row(Field::OrderId, "transactionId", Presence::Required);
        row(Field::Currency, "currency", Presence::Required);
        row(Field::Revenue, "revenue", Presence::Required);
        row(Field::Tax, "tax", Presence::Optional);
        row(Field::Shipping, "shipping", Presence::Optional);
    }
    void isTheTableOfTheProtocol()
    {
        QFETCH(Field, field);
        QFETCH(QString, key);
        const FieldSpec& s = spec(field);
        QCOMPARE(s.field, field);
        QCOMPARE(rookery::pixel::key(field), key);
        QTEST(s.presence, "presence");
        QTEST(QString::fromLatin1(s.constant), "constant");
        QCOMPARE(fieldOfKey(key), field);
        QVERIFY(!label(field).isEmpty());
        QVERIFY(!help(field).isEmpty());
    }

    void callsTheIdsOfPeoplePersonal()
    {
        for (const FieldSpec& s : fieldTable()) {
            const bool personal
                = s.field == Field::VisitorId || s.field == Field::SessionId || s.field == Field::UserId;
            QCOMPARE(s.privacy == Privacy::Personal, personal);
        }
    }

    void knowsKeysByTheirExactSpelling_data()
    {
        QTest::addColumn<QString>("key");
        for (const QString& key : {u""_s, u"eventId"_s, u"Timestamp"_s, u"timeZone"_s, u"revenue "_s, u"orderId"_s})
            QTest::addRow("'%s'", qUtf8Printable(key)) << key;
    }
    void knowsKeysByTheirExactSpelling()
    {
        QFETCH(QString, key);
        QVERIFY(!fieldOfKey(key));
    }

    void namesEachOrderKey()
    {
        for (const OrderKey orderKey : {OrderKey::TransactionId, OrderKey::OrderId, OrderKey::Both})
            QVERIFY(orderKeyOfText(orderKeyText(orderKey)) == orderKey);
        QCOMPARE(orderKeyText(OrderKey::OrderId), u"orderId"_s);
        QVERIFY(!orderKeyOfText(u"orderid"));
        QVERIFY(!orderKeyOfText(u""));
    }

    void fillsConstantsWhereNothingIsSet()
    {
        Event event;
        event.set(Field::Platform, u"till"_s);
        event.setConstants();
        QCOMPARE(event.value(Field::Event), u"tr"_s);
        QCOMPARE(event.value(Field::TrackerVersion), u"na"_s);
        QCOMPARE(event.value(Field::CharacterSet), u"UTF-8"_s);
        QCOMPARE(event.value(Field::Platform), u"till"_s);
        QVERIFY(!event.has(Field::AppId));
    }

    void survivesJson()
    {
        const Event event = vendorsample::event();
        const QJsonObject json = event.toJson();
        QCOMPARE(json.size(), FieldCount);
        QCOMPARE(json.value(u"transactionId"_s).toString(), u"1234abcd"_s);
        QCOMPARE(Event::fromJson(json), event);
    }

    void leavesEmptyValuesOutOfJson()
    {
        Event event;
        event.set(Field::Tax, u"2"_s);
        QCOMPARE(event.toJson().keys(), QStringList{u"tax"_s});
    }

    void passesOverJsonKeysThatItDoesNotKnow()
    {
        QCOMPARE(Event::fromJson({{u"later"_s, u"x"_s}, {u"revenue"_s, 5}}), Event());
    }
};

QTEST_APPLESS_MAIN(FieldTest)
#include "tst_field.moc"
