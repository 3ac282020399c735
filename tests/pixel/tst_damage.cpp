// SPDX-License-Identifier: GPL-3.0-or-later
#include "pixel/damage.h"

#include "pixel/vendorsample.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace rookery::pixel;

class DamageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsNothingInWhatIsWhole()
    {
        const Damage damage = findDamage(vendorsample::Url);
        QVERIFY(damage.findings.isEmpty());
        QCOMPARE(damage.repaired, vendorsample::Url);
    }

    void namesTheCauseAndRepairsIt_data()
    {
        QTest::addColumn<QByteArray>("damaged");
        QTest::addColumn<QByteArray>("repaired");
        QTest::addColumn<QString>("code");
        QTest::addColumn<qsizetype>("position");
        const auto row
            = [](const char* name, const QByteArray& damaged, const QByteArray& repaired, const QString& code,
                  qsizetype position) { QTest::addRow("%s", name) << damaged << repaired << code << position; };
        const QString currency = u"damaged.currency"_s;
        const QString timestamp = u"damaged.timestamp"_s;
        const QString amp = u"damaged.amp"_s;
        row("currency, raw", "/i?a=1¤cy=GBP&b=2", "/i?a=1&currency=GBP&b=2", currency, 6);
        row("currency, encoded", "/i?a=1%C2%A4cy=GBP&b=2", "/i?a=1&currency=GBP&b=2", currency, 6);
        row("currency, encoded in lower case", "/i?a=1%c2%a4cy=GBP", "/i?a=1&currency=GBP", currency, 6);
        row("currency, first", "/i?¤cy=GBP&b=2", "/i?currency=GBP&b=2", currency, 3);
        row("currency, its separator still there", "/i?a=1&¤cy=GBP", "/i?a=1&currency=GBP", currency, 7);
        row("timestamp, raw", "/i?a=1×tamp=5&b=2", "/i?a=1&timestamp=5&b=2", timestamp, 6);
        row("timestamp, encoded", "/i?a=1%C3%97tamp=5&b=2", "/i?a=1&timestamp=5&b=2", timestamp, 6);
        row("&amp;", "/i?a=1&amp;b=2", "/i?a=1&b=2", amp, 6);
        row("&AMP;", "/i?a=1&AMP;b=2", "/i?a=1&b=2", amp, 6);
    }
    void namesTheCauseAndRepairsIt()
    {
        QFETCH(QByteArray, damaged);
        const Damage damage = findDamage(damaged);
        QTEST(damage.repaired, "repaired");
        QCOMPARE(damage.findings.size(), 1);
        const Finding& finding = damage.findings.first();
        QTEST(finding.code, "code");
        QTEST(finding.position, "position");
        QCOMPARE(finding.severity, Severity::Error);
        QVERIFY(finding.detail.contains(u"HTML"_s));
    }

    void repairsTheVendorsOwnDamagedSample()
    {
        const QByteArray damaged = QByteArray(vendorsample::Url).replace("&currency", "¤cy");
        const Damage damage = findDamage(damaged);
        QCOMPARE(damage.repaired, vendorsample::Url);
        QCOMPARE(damage.findings.size(), 1);
        QCOMPARE(damage.findings.first().field, Field::Currency);
        QCOMPARE(damage.findings.first().position, damaged.indexOf("¤"));
    }

    void repairsEveryPlace()
    {
        const Damage damage = findDamage("/i?event=tr×tamp=5¤cy=GBP&amp;tax=1&amp;shipping=2");
        QCOMPARE(damage.repaired, QByteArray("/i?event=tr&timestamp=5&currency=GBP&tax=1&shipping=2"));
        QCOMPARE(damage.findings.size(), 4);
    }

    void leavesAloneWhatOnlyLooksLikeIt_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addRow("the sign in a value") << QByteArray("/i?a=5¤&b=2");
        QTest::addRow("the sign and letters in a value") << QByteArray("/i?a=¤cy&b=2");
        QTest::addRow("encoded, in a value with its equals sign") << QByteArray("/i?a=%C2%A4cy%3DGBP&b=2");
        QTest::addRow("times in a value") << QByteArray("/i?a=3×4&b=2");
        QTest::addRow("an ampersand as it should be written") << QByteArray("/i?a=x%26amp%3By&b=2");
        QTest::addRow("a key amp") << QByteArray("/i?a=1&amp=2");
        QTest::addRow("breaks off within it") << QByteArray("/i?a=1&am");
        QTest::addRow("half the sign") << QByteArray("/i?a=1\xC2");
        QTest::addRow("nothing") << QByteArray();
    }
    void leavesAloneWhatOnlyLooksLikeIt()
    {
        QFETCH(QByteArray, url);
        const Damage damage = findDamage(url);
        QVERIFY(damage.findings.isEmpty());
        QCOMPARE(damage.repaired, url);
    }
};

QTEST_APPLESS_MAIN(DamageTest)
#include "tst_damage.moc"
