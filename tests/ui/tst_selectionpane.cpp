// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/selectionpane.h"

#include "ui/common/look.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace rookery;
using ui::Verb;

namespace {

ledger::EventRecord order(qint64 id, const QString& revenue, bool live)
{
    ledger::EventRecord event;
    event.id = id;
    event.state = ledger::State::Unknown;
    event.attempts = 1;
    event.live = live;
    event.profile = live ? QStringLiteral("ACME UK") : QStringLiteral("Practice");
    event.fields.set(pixel::Field::Revenue, revenue);
    event.fields.set(pixel::Field::Currency, QStringLiteral("GBP"));
    return event;
}

QString titleOf(const ui::SelectionPane& pane) { return pane.findChild<QLabel*>()->text(); }

} // namespace

class SelectionPaneTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void practiceIsNotAddedToWhatCounts_data()
    {
        QTest::addColumn<QList<bool>>("live");
        QTest::addColumn<QString>("sums");
        QTest::addRow("live") << QList<bool>{true, true} << QStringLiteral("20.50 GBP");
        QTest::addRow("practice") << QList<bool>{false, false} << QStringLiteral("20.50 GBP");
        QTest::addRow("both") << QList<bool>{true, false} << QStringLiteral("12.50 GBP live, 8.00 GBP practice");
    }
    void practiceIsNotAddedToWhatCounts()
    {
        QFETCH(QList<bool>, live);
        QFETCH(QString, sums);
        ui::SelectionPane pane;
        pane.show({order(1, QStringLiteral("12.5"), live[0]), order(2, QStringLiteral("8"), live[1])}, std::nullopt,
            pixel::AmountStyle::Point);
        QCOMPARE(titleOf(pane), QStringLiteral("2 order(s), ") + sums);
    }

    void retryStandsOutAsLongAsOneOfThemWouldGo()
    {
        ui::SelectionPane pane;
        QStringList stopped;
        pane.setHeldUp([&stopped](const QString& profile) {
            return stopped.contains(profile) ? QStringLiteral("waits (stopped)") : QString();
        });
        const ui::Choice both{order(1, QStringLiteral("1"), true), order(2, QStringLiteral("2"), false)};
        const auto standsOut = [&] {
            pane.show(both, std::nullopt, pixel::AmountStyle::Point);
            return pane.button(Verb::Retry)->palette().color(QPalette::Button) == ui::colours().accent;
        };
        QVERIFY(standsOut());
        stopped << QStringLiteral("Practice");
        QVERIFY(standsOut());
        stopped << QStringLiteral("ACME UK");
        QVERIFY(!standsOut());
    }
};

QTEST_MAIN(SelectionPaneTest)
#include "tst_selectionpane.moc"
