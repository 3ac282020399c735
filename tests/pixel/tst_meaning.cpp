// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/meaning.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::pixel;

class MeaningTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatAValueMeans_data()
    {
        QTest::addColumn<QString>("pair");
        QTest::addColumn<QString>("rest");
        QTest::addColumn<QString>("meaning");
        const QString none;
        const QString winter = u"timestamp=1735689600000"_s;
        const QString summer = u"timestamp=1751328000000"_s;
        QTest::addRow("time") << winter << none << u"2025-01-01 00:00:00 UTC, 00:00 in Europe/London"_s;
        QTest::addRow("summer time, next day there")
            << u"timestamp=1751325300000"_s << none << u"2025-06-30 23:15:00 UTC, 2025-07-01 00:15 in Europe/London"_s;
        QTest::addRow("seconds") << u"timestamp=1735689600"_s << none
                                 << u"read as seconds: 2025-01-01 00:00:00 UTC, 00:00 in Europe/London"_s;
        QTest::addRow("microseconds") << u"timestamp=1735689600000000"_s << none
                                      << u"read as microseconds: 2025-01-01 00:00:00 UTC, 00:00 in Europe/London"_s;
        QTest::addRow("no time") << u"timestamp=soon"_s << none << none;
        QTest::addRow("zone") << u"timezone=Europe/London"_s << summer << u"UTC+1 at that time"_s;
        QTest::addRow("zone in winter") << u"timezone=Europe/London"_s << winter << u"UTC+0 at that time"_s;
        QTest::addRow("zone of minutes") << u"timezone=Asia/Kathmandu"_s << winter << u"UTC+5:45 at that time"_s;
        QTest::addRow("western zone of minutes")
            << u"timezone=America/St_Johns"_s << winter << u"UTC-3:30 at that time"_s;
        QTest::addRow("zone without a time") << u"timezone=Europe/London"_s << none << none;
        QTest::addRow("no zone") << u"timezone=Mars"_s << winter << none;
        QTest::addRow("currency") << u"currency=USD"_s << none << u"US Dollar"_s;
        QTest::addRow("currency without decimals") << u"currency=JPY"_s << none << u"Yen, without decimals"_s;
        QTest::addRow("currency of three") << u"currency=KWD"_s << none << u"Kuwaiti Dinar, with 3 decimals"_s;
        QTest::addRow("no currency") << u"currency=ABC"_s << none << none;
        QTest::addRow("tax") << u"tax=200.20"_s << u"revenue=1000.99"_s << u"20.0 % of the revenue"_s;
        QTest::addRow("shipping") << u"shipping=14.99"_s << u"revenue=1000.99"_s << u"1.5 % of the revenue"_s;
        QTest::addRow("tax of nothing") << u"tax=1"_s << u"revenue=0"_s << none;
        QTest::addRow("tax without a revenue") << u"tax=1"_s << none << none;
        QTest::addRow("no number") << u"tax=x"_s << u"revenue=1"_s << none;
        QTest::addRow("event ID of version 7")
            << u"eventID=019ab582-3798-7c3a-8d2e-0123456789ab"_s << none << u"made 2025-11-24 10:56:41 UTC"_s;
        QTest::addRow("version 4") << u"visitorId=11111111-2f2d-41fe-94fa-7e71c1df1022"_s << none
                                   << u"a random UUID (version 4)"_s;
        QTest::addRow("version 1") << u"userId=11111111-2f2d-11fe-94fa-7e71c1df1022"_s << none
                                   << u"a UUID of version 1"_s;
        QTest::addRow("no version") << u"userId=11111111-2f2d-f1fe-94fa-7e71c1df1022"_s << none
                                    << u"shaped like a UUID, of no known version"_s;
        QTest::addRow("nil") << u"sessionId=00000000-0000-0000-0000-000000000000"_s << none
                             << u"all zeros: names nobody"_s;
        QTest::addRow("no UUID") << u"userId=42"_s << none << u"not a UUID"_s;
        QTest::addRow("example ID") << u"userId=8679739f-8a1c-48fb-b498-d46b78e0fa01"_s << none
                                    << u"the vendor's example, still in place"_s;
        QTest::addRow("example app") << u"appId=your-app-id"_s << none << u"the vendor's example, still in place"_s;
        QTest::addRow("constant") << u"event=tr"_s << none << u"Always tr: a transaction."_s;
        QTest::addRow("page view") << u"event=pv"_s << none << u"a page view, not a transaction"_s;
        QTest::addRow("order ID") << u"transactionId=7"_s << none << none;
        QTest::addRow("order ID under the sample's key")
            << u"orderId=7"_s << none << u"the order ID, under the key of the vendor's sample"_s;
        QTest::addRow("empty") << u"tax="_s << none << u"without a value"_s;
        QTest::addRow("unknown") << u"color=red"_s << none << u"not in the field table"_s;
        QTest::addRow("dialect") << u"transactionTotal=1"_s << none
                                 << u"a phone app's word for Revenue; not in the field table"_s;
        QTest::addRow("apps only") << u"deepLink=x"_s << none
                                   << u"only in events of phone apps; not in the field table"_s;
    }
    void saysWhatAValueMeans()
    {
        QFETCH(QString, pair);
        QFETCH(QString, rest);
        QFETCH(QString, meaning);
        const DecodedUrl url = decode((u"/i?"_s + pair + u'&' + rest).toUtf8());
        QCOMPARE(meaningOf(url.parameters[0], url.event, u"Europe/London"_s), meaning);
    }

    void withoutAZoneOnlyUtcIsSaid_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addRow("none") << QString();
        QTest::addRow("no zone") << u"UTC+3"_s;
    }
    void withoutAZoneOnlyUtcIsSaid()
    {
        QFETCH(QString, zone);
        const DecodedUrl url = decode("/i?timestamp=1735689600000");
        QCOMPARE(meaningOf(url.parameters[0], url.event, zone), u"2025-01-01 00:00:00 UTC"_s);
    }
};

QTEST_APPLESS_MAIN(MeaningTest)
#include "tst_meaning.moc"
