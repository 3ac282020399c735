// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/counter.h"

#include "ui/common/bar.h"
#include "ui/shell/header.h"

#include <QComboBox>

using namespace rookery;

namespace {

void stopSending(const Counter& counter)
{
    counter.press(Qt::Key_F9);
    QTRY_VERIFY(counter.desk->isPaused(QStringLiteral("Till")));
}

void order(const Counter& counter, const QString& id)
{
    counter.type(id);
    counter.press(Qt::Key_Tab);
    counter.type(QStringLiteral("5"));
    counter.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(counter.field("transactionId")->text(), QString());
}

} // namespace

class MainWindowTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void quittingSaysOnceWhatIsWaiting()
    {
        Counter counter;
        stopSending(counter);
        order(counter, QStringLiteral("A-1"));
        QTRY_COMPARE(counter.ledger().size(), 1);
        counter.answerNext(QStringLiteral("Stay"));
        QVERIFY(!counter.window->close());
        QVERIFY2(counter.asked.startsWith(QStringLiteral("1 order")), qPrintable(counter.asked));
        QVERIFY(counter.defaultAnswer.contains(QStringLiteral("Quit")));
        QVERIFY(counter.window->isVisible());
        QVERIFY(counter.window->close()); // once is enough
    }

    void quittingWithNothingWaitingJustQuits()
    {
        Counter counter;
        order(counter, QStringLiteral("A-1"));
        QTRY_COMPARE(counter.ledger().value(0).state, ledger::State::Delivered);
        QVERIFY(counter.window->close());
    }

    void whatWaitsIsCountedWithItsAge()
    {
        Counter counter;
        stopSending(counter);
        order(counter, QStringLiteral("A-1"));
        order(counter, QStringLiteral("A-2"));
        const auto buttons = counter.window->findChild<ui::Header*>()->findChildren<QPushButton*>();
        QTRY_VERIFY(std::any_of(buttons.begin(), buttons.end(),
            [](const QPushButton* b) { return b->text().startsWith(QStringLiteral("2 waiting, oldest ")); }));
    }

    void aStoppedSenderIsVisibleUntilItGoesOn()
    {
        Counter counter;
        stopSending(counter);
        const auto bars = counter.window->findChildren<ui::Bar*>();
        const auto says = [&bars] {
            return std::any_of(bars.begin(), bars.end(),
                [](const ui::Bar* b) { return b->text().contains(QStringLiteral("stopped")); });
        };
        QTRY_VERIFY(says());
        counter.press(Qt::Key_F9, Qt::ShiftModifier);
        QTRY_VERIFY(!says());
    }

    void whatWasChosenIsChosenAgainHoweverItWasChosen()
    {
        Counter counter(false);
        counter.press(Qt::Key_Space); // practise
        QTRY_VERIFY(counter.desk->profile().has_value());
        const QString chosen = counter.desk->profile()->name;
        profile::Profile live = counter.profile();
        live.name = QStringLiteral("A live one");
        live.port = 1;
        live.live = true;
        QVERIFY(profile::ProfileStore(counter.folder.filePath(QStringLiteral("profiles")), {}).save(live));
        QTRY_COMPARE(counter.desk->profiles().size(), 2); // noticed without being told
        QCOMPARE(counter.desk->profile()->name, chosen);
        counter.close();
        counter.open();
        QTRY_VERIFY(counter.desk->profile().has_value());
        QCOMPARE(counter.desk->profile()->name, chosen);
    }

    void aProfileThatIsGoneNeverMakesWayForALiveOne()
    {
        Counter counter;
        const profile::ProfileStore store(counter.folder.filePath(QStringLiteral("profiles")), {});
        profile::Profile live = counter.profile();
        live.name = QStringLiteral("A live one");
        live.live = true;
        QVERIFY(store.save(live));
        QTRY_COMPARE(counter.desk->profiles().size(), 2);
        QVERIFY(store.remove(QStringLiteral("Till")));
        QTRY_COMPARE(counter.desk->profiles().size(), 1);
        QVERIFY(!counter.desk->profile().has_value());
        const auto* box = counter.window->findChild<QComboBox*>(QStringLiteral("profile"));
        QCOMPARE(box->currentIndex(), -1);
    }
};

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
