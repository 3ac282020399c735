// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/counter.h"

#include "ui/common/bar.h"
#include "ui/order/draftkeeper.h"
#include "ui/order/orderpage.h"
#include "ui/order/previewpane.h"
#include "ui/order/timerow.h"

#include <QListWidget>

using namespace rookery;
using ledger::State;

namespace {

ui::TimeRow* row(const Counter& counter) { return counter.window->findChild<ui::TimeRow*>(); }
ui::OrderPage* page(const Counter& counter) { return counter.window->findChild<ui::OrderPage*>(); }
QString sentence(const Counter& counter) { return counter.window->findChild<ui::PreviewPane*>()->sentence(); }

/// An order ID and an amount, and the keys in the field for its time.
void typeOrder(const Counter& counter, const QString& time)
{
    counter.type(QStringLiteral("A-1"));
    counter.press(Qt::Key_Tab);
    counter.type(QStringLiteral("5"));
    counter.press(Qt::Key_J, Qt::ControlModifier);
    counter.field("orderTime")->setFocus();
    counter.type(time);
}

void send(const Counter& counter) { counter.press(Qt::Key_Return, Qt::ControlModifier); }

void clickNamed(const Counter& counter, const QString& text)
{
    const auto buttons = counter.window->findChildren<QPushButton*>();
    for (QPushButton* button : buttons) {
        if (button->text() == text)
            return button->click();
    }
    QFAIL("no such button");
}

/// The window of a desk where this was chosen.
void restartWith(Counter& counter, const std::function<void(profile::Settings&)>& choose)
{
    counter.close();
    const QString file = profile::DataFolder(counter.folder.path()).settingsFile();
    auto settings = profile::Settings::load(file);
    QVERIFY(settings);
    choose(*settings);
    QVERIFY(settings->save(file));
    counter.open();
    QTRY_COMPARE(QApplication::focusWidget(), counter.field("transactionId"));
}

} // namespace

class OrderTimeTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTimeIsSaidInWords_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("words");
        QTest::addRow("day first") << QStringLiteral("03/04/2026 10:42")
                                   << QStringLiteral("Friday 3 April 2026, 10:42");
        QTest::addRow("year first") << QStringLiteral("2026-11-23 10:42")
                                    << QStringLiteral("Monday 23 November 2026, 10:42 Europe/London");
        QTest::addRow("skipped") << QStringLiteral("29/03/2026 01:30") << QStringLiteral("showed no 01:30");
        QTest::addRow("twice") << QStringLiteral("25/10/2026 01:30")
                               << QStringLiteral("showed 01:30 twice. The first is meant (+01:00)");
        QTest::addRow("ahead") << QStringLiteral("2099-01-01 10:42") << QStringLiteral("lies in the future");
        QTest::addRow("long ago") << QStringLiteral("2020-01-01 10:42") << QStringLiteral("days back");
        QTest::addRow("no time") << QStringLiteral("noon") << QStringLiteral("found \"noon\"");
        QTest::addRow("none") << QString() << QStringLiteral("Optional");
    }
    void theTimeIsSaidInWords()
    {
        QFETCH(QString, typed);
        QFETCH(QString, words);
        Counter counter;
        typeOrder(counter, typed);
        QVERIFY2(row(counter)->remark().replace(QStringLiteral("day(s)"), QStringLiteral("days")).contains(words),
            qPrintable(row(counter)->remark()));
    }

    void theTimeIsKeptBesideTheTimeOfSending()
    {
        Counter counter;
        typeOrder(counter, QStringLiteral("23/11/2026 10:42"));
        QVERIFY(sentence(counter).contains(QStringLiteral("Its time: when you press Send")));
        QVERIFY(sentence(counter).contains(QStringLiteral("Monday 23 November 2026, 10:42")));
        send(counter);
        QTRY_COMPARE(counter.ledger().value(0).state, State::Delivered);
        const ledger::EventRecord event = counter.ledger().first();
        QVERIFY(event.orderTime);
        QCOMPARE(event.orderTime->isoText(), QStringLiteral("2026-11-23T10:42:00.000Z"));
        const UtcMs stamped(event.fields.value(pixel::Field::Timestamp).toLongLong());
        QVERIFY(stamped >= event.confirmed);
        QTRY_COMPARE(counter.field("orderTime")->text(), QString()); // the next order has its own
    }

    void theTimeIsSentWhereTheProfileSaysSo()
    {
        Counter counter;
        counter.close();
        profile::Profile profile = counter.profile();
        profile.timestampFrom = profile::TimestampFrom::Order;
        const profile::DataFolder data(counter.folder.path());
        QVERIFY(profile::ProfileStore(data.profileFolder(), {}).save(profile));
        counter.open();
        typeOrder(counter, QStringLiteral("23/11/2026 10:42"));
        QVERIFY(sentence(counter).contains(QStringLiteral("Its time: Monday 23 November 2026, 10:42")));
        send(counter);
        QTRY_COMPARE(counter.ledger().value(0).state, State::Delivered);
        QCOMPARE(counter.ledger().first().fields.value(pixel::Field::Timestamp), QStringLiteral("1795430520000"));
        QVERIFY(counter.collector.events().first().url.contains("timestamp=1795430520000"));
    }

    void aTimeThatCannotBeReadIsNotLeftOutInSilence()
    {
        Counter counter;
        typeOrder(counter, QStringLiteral("noonish"));
        counter.field("transactionId")->setFocus();
        counter.press(Qt::Key_J, Qt::ControlModifier);
        QVERIFY(!counter.field("orderTime")->isVisible());
        send(counter);
        QVERIFY(counter.field("orderTime")->isVisible());
        QCOMPARE(QApplication::focusWidget(), counter.field("orderTime"));
        QVERIFY(counter.ledger().isEmpty());
        counter.type(QStringLiteral("23/11/2026 10:42"));
        send(counter);
        QTRY_COMPARE(counter.ledger().size(), 1);
    }

    void nowIsOneKeyAway()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        const UtcMs before(QDateTime::currentMSecsSinceEpoch() - 1000);
        counter.press(Qt::Key_Semicolon, Qt::ControlModifier);
        QVERIFY(counter.field("orderTime")->isVisible());
        QCOMPARE(QApplication::focusWidget(), counter.field("transactionId")); // goes on where it was
        QVERIFY(row(counter)->time());
        QVERIFY(*row(counter)->time() >= before);
        QVERIFY(*row(counter)->time() <= UtcMs(QDateTime::currentMSecsSinceEpoch()));
        QVERIFY(!row(counter)->remark().contains(QStringLiteral("Check")));
    }

    void aTimeOfDayKeepsItsDay()
    {
        Counter counter;
        const QString today
            = QDateTime::currentDateTimeUtc().toTimeZone(QTimeZone("Europe/London")).date().toString(Qt::ISODate);
        auto* keeper = counter.window->findChild<ui::DraftKeeper*>();
        QSignalSpy saved(keeper, &ui::DraftKeeper::saved);
        typeOrder(counter, QStringLiteral("10:42"));
        QTRY_VERIFY(!saved.isEmpty());
        counter.window.reset(); // killed: the field was never left
        counter.desk.reset();
        counter.open();
        QTRY_COMPARE(counter.field("orderTime")->text(), today + QStringLiteral(" 10:42"));
        QVERIFY(counter.field("orderTime")->isVisible());
    }

    void theTimeIsPartOfWhatWasTyped()
    {
        Counter counter;
        typeOrder(counter, QStringLiteral("2026-11-23 10:42"));
        counter.press(Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(counter.field("orderTime")->text(), QString());
        clickNamed(counter, QStringLiteral("Bring it back"));
        QCOMPARE(counter.field("orderTime")->text(), QStringLiteral("2026-11-23 10:42"));
        counter.press(Qt::Key_S, Qt::ControlModifier);
        auto* parked = counter.window->findChild<QListWidget*>(QStringLiteral("parked"));
        QTRY_COMPARE(parked->count(), 1);
        QTRY_COMPARE(counter.field("orderTime")->text(), QString());
        counter.press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        counter.press(Qt::Key_Return);
        QTRY_COMPARE(counter.field("orderTime")->text(), QStringLiteral("2026-11-23 10:42"));
    }

    void aCopyHasTheTimeOfItsOrder()
    {
        Counter counter;
        typeOrder(counter, QStringLiteral("2026-11-23 10:42:07"));
        send(counter);
        QTRY_COMPARE(counter.ledger().value(0).state, State::Delivered);
        QTRY_COMPARE(counter.field("orderTime")->text(), QString());
        counter.field("orderTime")->setFocus();
        counter.press(Qt::Key_D, Qt::ControlModifier); // another order was not taken at the same time
        QCOMPARE(counter.field("orderTime")->text(), QString());
        page(counter)->startFrom(counter.ledger().first());
        QCOMPARE(counter.field("orderTime")->text(), QStringLiteral("2026-11-23 10:42:07"));
    }

    void enterOnTheLastFieldSendsOnlyWhereThatWasChosen_data()
    {
        QTest::addColumn<bool>("chosen");
        QTest::addColumn<bool>("more");
        QTest::addRow("not chosen") << false << false;
        QTest::addRow("chosen") << true << false;
        QTest::addRow("chosen, the note is last") << true << true;
    }
    void enterOnTheLastFieldSendsOnlyWhereThatWasChosen()
    {
        QFETCH(bool, chosen);
        QFETCH(bool, more);
        Counter counter;
        restartWith(counter, [chosen](profile::Settings& settings) { settings.enterSends = chosen; });
        if (more)
            counter.press(Qt::Key_J, Qt::ControlModifier);
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Return);
        counter.type(QStringLiteral("5"));
        QLineEdit* last = counter.field(more ? "note" : "shipping");
        for (int i = 0; i < 20 && QApplication::focusWidget() != last; ++i)
            counter.press(i % 2 ? Qt::Key_Return : Qt::Key_Enter, i % 2 ? Qt::NoModifier : Qt::KeypadModifier);
        QCOMPARE(QApplication::focusWidget(), last);
        QVERIFY(counter.ledger().isEmpty());
        QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"), true);
        if (chosen) {
            QApplication::sendEvent(last, &held);
            QCOMPARE(QApplication::focusWidget(), last);
        }
        counter.press(Qt::Key_Return);
        if (!chosen) {
            QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("send"));
            QVERIFY(counter.ledger().isEmpty());
            return;
        }
        QTRY_COMPARE(counter.ledger().size(), 1);
        QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        QCOMPARE(QApplication::focusWidget(), counter.field("transactionId"));
        QTRY_COMPARE(counter.collector.events().size(), 1);
    }

    void theKeysGoThroughMoreDetailsInReadingOrder()
    {
        Counter counter;
        QTRY_COMPARE(QApplication::focusWidget(), counter.field("transactionId"));
        counter.press(Qt::Key_J, Qt::ControlModifier);
        QStringList order;
        while (QApplication::focusWidget()->objectName() != QStringLiteral("note") && order.size() < 30) {
            order << QApplication::focusWidget()->objectName();
            counter.press(Qt::Key_Tab);
        }
        order.removeAll(QString());
        QCOMPARE(order,
            (QStringList{QStringLiteral("transactionId"), QStringLiteral("revenue"), QStringLiteral("tax"),
                QStringLiteral("shipping"), QStringLiteral("visitorId"), QStringLiteral("sessionId"),
                QStringLiteral("userId"), QStringLiteral("declined"), QStringLiteral("orderTime")}));
    }
};

QTEST_MAIN(OrderTimeTest)
#include "tst_ordertime.moc"
