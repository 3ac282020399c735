// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/recentmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace rookery;

namespace {

ledger::EventRecord order(const QString& id)
{
    ledger::EventRecord event;
    event.fields.set(pixel::Field::OrderId, id);
    event.state = ledger::State::Delivered;
    return event;
}

} // namespace

class RecentModelTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheRulesOfModelsHoweverManyThereAre()
    {
        ui::RecentModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRecords({order(QStringLiteral("A")), order(QStringLiteral("B"))});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(1).data().toString(), QStringLiteral("B"));
        QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("A")));
        model.setRecords({order(QStringLiteral("C"))});
        QCOMPARE(model.rowCount(), 1);
        model.setRecords({});
        QCOMPARE(model.rowCount(), 0);
    }

    void anOrderOfAnotherProfileSaysSo()
    {
        ui::RecentModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        ledger::EventRecord own = order(QStringLiteral("A"));
        own.profile = QStringLiteral("ACME UK");
        ledger::EventRecord other = order(QStringLiteral("B"));
        other.profile = QStringLiteral("Outlet");
        model.setProfile(own.profile);
        model.setRecords({own, other});
        const auto spoken = [&model](int row) { return model.index(row).data(Qt::AccessibleTextRole).toString(); };
        QCOMPARE(model.otherProfile(0), QString());
        QVERIFY(!spoken(0).contains(own.profile));
        QCOMPARE(model.otherProfile(1), other.profile);
        QVERIFY2(spoken(1).endsWith(other.profile), qPrintable(spoken(1)));
        model.setProfile(other.profile);
        QVERIFY(spoken(0).endsWith(own.profile));
        QVERIFY(!spoken(1).contains(other.profile));
    }

    void whatGoesAgainByItselfIsToldFromWhatNeedsAPerson()
    {
        ui::RecentModel model;
        ledger::EventRecord again = order(QStringLiteral("A"));
        again.state = ledger::State::Waiting;
        again.attempts = again.failures = 1;
        ledger::EventRecord held = again;
        held.hold = ledger::Hold::OtherHost;
        ledger::EventRecord refused = order(QStringLiteral("C"));
        refused.state = ledger::State::Refused;
        model.setRecords({again, held, refused});
        QCOMPARE(model.againText(0), QStringLiteral("goes again"));
        QCOMPARE(model.againText(1), QString());
        QCOMPARE(model.againText(2), QString());
        model.setHeldUp([](const QString&) { return QStringLiteral("waits (stopped)"); },
            [](const QString&) { return QStringLiteral("It goes when sending is resumed."); });
        QCOMPARE(model.againText(0), QStringLiteral("waits (stopped)"));
        QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("when sending is")));
        QVERIFY(!model.index(0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("by itself")));
    }

    void theSameAgainIsNoChange()
    {
        ui::RecentModel model;
        model.setRecords({order(QStringLiteral("A"))});
        int resets = 0;
        connect(&model, &QAbstractItemModel::modelReset, this, [&resets] { ++resets; });
        model.setRecords({order(QStringLiteral("A"))});
        QCOMPARE(resets, 0);
    }
};

QTEST_MAIN(RecentModelTest)
#include "tst_recentmodel.moc"
