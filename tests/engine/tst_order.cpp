// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/till.h"

using namespace rookery;
using pixel::Field;

class OrderTest final : public QObject {
    Q_OBJECT

    const UtcMs m_now{1'795'000'000'000};

    static profile::Profile acme()
    {
        profile::Profile p;
        p.name = QStringLiteral("Acme");
        p.host = QStringLiteral("corvidae.example.com");
        p.appId = QStringLiteral("acme-uk");
        p.properties = {QStringLiteral("acme-shop"), QStringLiteral("acme-b2b")};
        p.conversions = {QStringLiteral("Sale"), QStringLiteral("Lead")};
        p.currency = QStringLiteral("GBP");
        p.timeZone = QStringLiteral("Europe/London");
        return p;
    }
    static QStringList codes(const pixel::Findings& findings)
    {
        QStringList codes;
        for (const pixel::Finding& finding : findings)
            codes << finding.code;
        return codes;
    }

private Q_SLOTS:
    void theProfileFillsWhatWasNotTyped()
    {
        const pixel::Event event = engine::resolve(Till::order(QStringLiteral("A-1")), acme());
        QCOMPARE(event.value(Field::AppId), QStringLiteral("acme-uk"));
        QCOMPARE(event.value(Field::DigitalProperty), QStringLiteral("acme-shop"));
        QCOMPARE(event.value(Field::ConversionName), QStringLiteral("Sale"));
        QCOMPARE(event.value(Field::Currency), QStringLiteral("GBP"));
        QCOMPARE(event.value(Field::TimeZone), QStringLiteral("Europe/London"));
        QCOMPARE(event.value(Field::Platform), QStringLiteral("server"));
        QCOMPARE(event.value(Field::CharacterSet), QStringLiteral("UTF-8"));
        QVERIFY(!event.has(Field::Timestamp));
        QVERIFY(!event.has(Field::EventId));
    }

    void whatWasTypedStays()
    {
        engine::Order order = Till::order(QStringLiteral("A-1"));
        order.typed.set(Field::ConversionName, QStringLiteral("Lead"));
        QCOMPARE(engine::resolve(order, acme()).value(Field::ConversionName), QStringLiteral("Lead"));
    }

    void thePreviewNamesTheWholeAddressAndMissesNothingThatComesLater()
    {
        const engine::Preview preview = engine::preview(Till::order(QStringLiteral("A-1")), acme(), m_now);
        QVERIFY(preview.url().startsWith("https://corvidae.example.com/i?event=tr&"));
        QVERIFY(preview.canBeSent());
        QVERIFY(!codes(preview.findings).contains(QStringLiteral("eventID.missing")));
    }

    void thePreviewOfAGivenTimeAndIdIsWhatWillBeSent()
    {
        engine::Order order = Till::order(QStringLiteral("A-1"));
        order.at = m_now;
        order.eventId = QStringLiteral("e-1");
        const QByteArray url = engine::preview(order, acme(), m_now).url();
        QVERIFY(url.contains("?timestamp=1795000000000&"));
        QVERIFY(url.contains("&eventID=e-1&"));
    }

    void theOrdersOwnTimeIsSentWhereTheProfileSaysSo_data()
    {
        QTest::addColumn<profile::TimestampFrom>("from");
        QTest::addColumn<bool>("given");
        QTest::addColumn<bool>("at");
        QTest::addColumn<QString>("timestamp");
        using enum profile::TimestampFrom;
        QTest::addRow("moment of sending") << Sending << true << false << QString();
        QTest::addRow("its own") << Order << true << false << QStringLiteral("1794999000000");
        QTest::addRow("its own, not given") << Order << false << false << QString();
        QTest::addRow("said otherwise") << Order << true << true << QStringLiteral("1795000000000");
    }
    void theOrdersOwnTimeIsSentWhereTheProfileSaysSo()
    {
        QFETCH(profile::TimestampFrom, from);
        QFETCH(bool, given);
        QFETCH(bool, at);
        profile::Profile profile = acme();
        profile.timestampFrom = from;
        engine::Order order = Till::order(QStringLiteral("A-1"));
        if (given)
            order.orderTime = m_now - std::chrono::seconds(1000);
        if (at)
            order.at = m_now;
        QTEST(engine::resolve(order, profile).value(Field::Timestamp), "timestamp");
    }

    void aDoubtfulTimeIsSaidAndHoldsNothingUp_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("code");
        QTest::addRow("now") << qint64(0) << QString();
        QTest::addRow("this minute") << qint64(59) << QString();
        QTest::addRow("ahead") << qint64(61) << QStringLiteral("orderTime.future");
        QTest::addRow("a day back") << qint64(-24 * 3600) << QString();
        QTest::addRow("more than a day") << qint64(-24 * 3600 - 1) << QStringLiteral("orderTime.old");
    }
    void aDoubtfulTimeIsSaidAndHoldsNothingUp()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, code);
        engine::Order order = Till::order(QStringLiteral("A-1"));
        order.orderTime = m_now + std::chrono::seconds(seconds);
        for (const auto from : {profile::TimestampFrom::Sending, profile::TimestampFrom::Order}) {
            profile::Profile profile = acme();
            profile.timestampFrom = from;
            const engine::Preview preview = engine::preview(order, profile, m_now);
            QCOMPARE(codes(preview.findings).filter(engine::OrderTimeTopic),
                code.isEmpty() ? QStringList() : QStringList{code});
            QVERIFY(preview.canBeSent());
        }
    }

    void anAddressBeyondEightThousandBytesIsRefused_data()
    {
        QTest::addColumn<int>("letters");
        QTest::addColumn<bool>("sent");
        QTest::addRow("short") << 10 << true;
        QTest::addRow("long, a warning") << 3000 << true;
        QTest::addRow("too long") << 8000 << false;
    }
    void anAddressBeyondEightThousandBytesIsRefused()
    {
        QFETCH(int, letters);
        const engine::Order order = Till::order(QString(letters, u'x'));
        QTEST(engine::preview(order, acme(), m_now).canBeSent(), "sent");
    }

    void aNameThatTheProfileDoesNotListIsADecision()
    {
        engine::Order order = Till::order(QStringLiteral("A-1"));
        QVERIFY(engine::decisionsOf(engine::resolve(order, acme()), acme(), QStringLiteral("desk 4"), m_now).isEmpty());
        order.typed.set(Field::ConversionName, QStringLiteral("Refund"));
        const auto decisions
            = engine::decisionsOf(engine::resolve(order, acme()), acme(), QStringLiteral("desk 4"), m_now);
        QCOMPARE(decisions.size(), 1);
        QCOMPARE(decisions.first().what, QStringLiteral("conversion-not-listed"));
        QCOMPARE(decisions.first().agent, QStringLiteral("desk 4"));
    }

    void aDeclinedOrderHasNoIdentityWhateverWasTyped()
    {
        engine::Order order = Till::order(QStringLiteral("A-1"));
        for (const Field field : pixel::IdentityFields)
            order.typed.set(field, QStringLiteral("11111111-2f2d-41fe-94fa-7e71c1df1022"));
        QVERIFY(engine::resolve(order, acme()).hasIdentity());
        order.declined = true;
        QVERIFY(!engine::resolve(order, acme()).hasIdentity());
        QVERIFY(!engine::preview(order, acme(), m_now).url().contains("11111111"));
    }
};

QTEST_GUILESS_MAIN(OrderTest)
#include "tst_order.moc"
