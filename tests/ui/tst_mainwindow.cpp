// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/counter.h"
#include "ui/history/historymodel.h"

#include "ui/common/card.h"
#include "ui/settings/aboutpane.h"
#include "ui/shell/header.h"
#include "ui/shell/worldstrip.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLayout>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>

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
    void aWindowThatNobodyPaintsSendsWhatWaits()
    {
        Counter counter(false);
        counter.close();
        counter.desk = std::make_unique<ui::Desk>(profile::DataFolder(counter.folder.path()), QStringLiteral("desk 4"));
        counter.window = std::make_unique<ui::MainWindow>(*counter.desk);
        counter.window->setUpdatesEnabled(false); // as it is when it starts minimised
        const QSignalSpy begun(counter.window.get(), &ui::MainWindow::begun);
        counter.window->show();
        QTRY_COMPARE(begun.size(), 1);
        counter.window->setUpdatesEnabled(true);
        counter.window->repaint();
        QCOMPARE(begun.size(), 1);
    }
    void quittingSaysOnceWhatIsWaiting()
    {
        Counter counter;
        stopSending(counter);
        order(counter, QStringLiteral("A-1"));
        QTRY_COMPARE(counter.ledger().size(), 1);
        counter.answerNext(QStringLiteral("Stay"));
        QVERIFY(!counter.window->close());
        QVERIFY2(counter.asked.contains(QStringLiteral("\n1 order")), qPrintable(counter.asked));
        QVERIFY(counter.defaultAnswer.contains(QStringLiteral("Quit")));
        QVERIFY(counter.window->isVisible());
        QVERIFY(counter.window->close()); // once is enough
    }

    void quittingPromisesNothingOfWhatDoesNotGoByItself()
    {
        Counter counter;
        // An answer that is a web page: nobody knows, and only a person sends it again.
        counter.collector.setScript(*practice::AnswerScript::parse(R"([{"html":true}])"));
        order(counter, QStringLiteral("A-1"));
        QTRY_COMPARE(counter.ledger().value(0).hold, ledger::Hold::WebPage);
        counter.answerNext(QStringLiteral("Stay"));
        QVERIFY(!counter.window->close());
        QVERIFY2(!counter.asked.contains(QStringLiteral("started again")), qPrintable(counter.asked));
        QVERIFY2(counter.asked.contains(QStringLiteral("open the history")), qPrintable(counter.asked));
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

    void theOrdersOfSeveralSilentServersAreShownTogether()
    {
        Counter counter;
        auto* strip = counter.window->findChild<ui::WorldStrip*>();
        const auto* search = counter.window->findChild<QLineEdit*>(QStringLiteral("search"));
        Q_EMIT strip->wanted(ui::Remedy::ShowWaiting, {QStringLiteral("Till"), QStringLiteral("Outlet")});
        QCOMPARE(search->text(), QStringLiteral("is:queued")); // a search that names both would find neither
        Q_EMIT strip->wanted(ui::Remedy::ShowWaiting, {QStringLiteral("Till")});
        QVERIFY2(search->text().contains(QStringLiteral("Till")), qPrintable(search->text()));
    }

    void theCountsKeepTheirWordsLongerThanTheirAge()
    {
        Counter counter;
        stopSending(counter);
        order(counter, QStringLiteral("A-1"));
        const auto* header = counter.window->findChild<ui::Header*>();
        const auto says = [header](const QString& words) {
            const auto buttons = header->findChildren<QPushButton*>();
            return std::any_of(buttons.begin(), buttons.end(),
                [&words](const QPushButton* b) { return b->isVisible() && b->text() == words; });
        };
        const auto saysAge = [header] {
            const auto buttons = header->findChildren<QPushButton*>();
            return std::any_of(buttons.begin(), buttons.end(), [](const QPushButton* b) {
                return b->isVisible() && b->text().startsWith(QStringLiteral("1 waiting, oldest "));
            });
        };
        counter.window->resize(1280, 720);
        QTRY_VERIFY(saysAge());
        bool saidInBrief = false;
        for (int width = 1280; width > 300 && !says(QStringLiteral("1")); width -= 10) {
            counter.window->findChild<ui::Header*>()->resize(width, header->height());
            saidInBrief = saidInBrief || says(QStringLiteral("1 waiting"));
        }
        QVERIFY(saidInBrief);
        QVERIFY(says(QStringLiteral("1"))); // the number is the last to go
    }

    void aServerThatDoesNotAnswerIsSaid()
    {
        Counter counter;
        const auto says = [&counter](const char* words) {
            const auto remarks = counter.window->findChild<ui::Header*>()->findChildren<ui::Remark*>();
            return std::any_of(remarks.begin(), remarks.end(), [words](const ui::Remark* remark) {
                return remark->isVisible() && remark->text() == QLatin1StringView(words);
            });
        };
        const quint16 port = counter.collector.port();
        counter.collector.close();
        order(counter, QStringLiteral("A-1"));
        QTRY_VERIFY(says("No answer from server"));
        QVERIFY(counter.collector.listen(port));
        counter.desk->tell([id = counter.ledger().first().id](engine::Engine& engine) { return engine.resend(id); });
        QTRY_COMPARE(counter.ledger().first().state, ledger::State::Delivered);
        QTRY_VERIFY(!says("No answer from server"));
    }

    void theRemedyOfTheStripFindsTheOrdersOfItsProfile()
    {
        Counter counter;
        auto* strip = counter.window->findChild<ui::WorldStrip*>();
        Q_EMIT strip->wanted(ui::Remedy::ShowWaiting, {QStringLiteral("Till")});
        QCOMPARE(counter.window->findChild<QLineEdit*>(QStringLiteral("search"))->text(),
            QStringLiteral("is:queued profile:=Till"));
    }

    void aStoppedSenderIsVisibleUntilItGoesOn()
    {
        Counter counter;
        stopSending(counter);
        const auto* strip = counter.window->findChild<ui::WorldStrip*>();
        const auto says = [strip] { return strip->isVisible() && strip->text().contains(QStringLiteral("stopped")); };
        QTRY_VERIFY(says());
        counter.press(Qt::Key_F9, Qt::ShiftModifier);
        QTRY_VERIFY(!says());
    }

    void thePanesAreReachedOneAfterTheOtherAndBack()
    {
        Counter counter;
        QTRY_COMPARE(QApplication::focusWidget(), counter.field("transactionId"));
        QList<QWidget*> been{QApplication::focusWidget()};
        do {
            counter.press(Qt::Key_F6);
            been << QApplication::focusWidget();
        } while (been.last() != been.first() && been.size() < 20);
        QVERIFY2(been.size() >= 5, qPrintable(QString::number(been.size()))); // header, rail, form, preview, side
        QCOMPARE(been.last(), been.first());                                  // where the form was left
        for (qsizetype i = been.size() - 2; i >= 0; --i) {
            counter.press(Qt::Key_F6, Qt::ShiftModifier);
            QCOMPARE(QApplication::focusWidget(), been[i]);
        }
    }

    void theEditMenuActsOnTheFieldThatHasTheKeys()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        const auto choose = [&](const QString& title, const QString& words) {
            const QList<QAction*> titles = counter.window->menuBar()->actions();
            for (const QAction* menu : titles) {
                if (menu->text() != title)
                    continue;
                Q_EMIT menu->menu()->aboutToShow();
                const QList<QAction*> actions = menu->menu()->actions();
                for (QAction* action : actions) {
                    if (action->text() == words)
                        return action->isEnabled() ? action->trigger() : QTest::qFail("off", __FILE__, __LINE__);
                }
            }
            QTest::qFail("not there", __FILE__, __LINE__);
        };
        choose(QStringLiteral("&Edit"), QStringLiteral("Select &all"));
        choose(QStringLiteral("&Edit"), QStringLiteral("Cu&t"));
        QCOMPARE(counter.field("transactionId")->text(), QString());
        choose(QStringLiteral("&Edit"), QStringLiteral("&Undo"));
        QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("A-1"));
        choose(QStringLiteral("&Edit"), QStringLiteral("&Redo"));
        choose(QStringLiteral("&Edit"), QStringLiteral("&Paste"));
        QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("A-1"));
    }

    void noAccessKeyMeansTwoThings()
    {
        Counter counter;
        counter.press(Qt::Key_J, Qt::ControlModifier); // all fields of an order are shown
        QStringList texts;
        const QList<QAction*> titles = counter.window->menuBar()->actions();
        for (const QAction* title : titles)
            texts << title->text();
        const QList<QLabel*> labels = counter.window->findChildren<QLabel*>();
        for (const QLabel* label : labels) {
            if (label->isVisible() && label->buddy())
                texts << label->text();
        }
        const QList<QAbstractButton*> buttons = counter.window->findChildren<QAbstractButton*>();
        for (const QAbstractButton* button : buttons) {
            if (button->isVisible())
                texts << button->text();
        }
        QHash<QKeySequence, QString> keys;
        for (const QString& text : std::as_const(texts)) {
            const QKeySequence key = QKeySequence::mnemonic(text);
            if (key.isEmpty())
                continue;
            QVERIFY2(!keys.contains(key), qPrintable(text + QStringLiteral(" and ") + keys.value(key)));
            keys.insert(key, text);
        }
        QVERIFY(keys.contains(QKeySequence(Qt::ALT | Qt::Key_O)));
        QVERIFY(keys.size() > titles.size());
    }

    void theKeysOfTheMenusReachThemFromAText()
    {
        Counter counter;
        order(counter, QStringLiteral("A-1"));
        counter.press(Qt::Key_3, Qt::ControlModifier);
        const auto* rows = counter.window->findChild<QTableView*>(QStringLiteral("history"))->model();
        QTRY_COMPARE(rows->rowCount(), 1);
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("history"));
        counter.press(Qt::Key_F, Qt::ControlModifier);
        auto* search = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(search);
        counter.type(QStringLiteral("-1"));
        QTRY_COMPARE(rows->rowCount(), 1);
        counter.press(Qt::Key_U, Qt::ControlModifier); // in a text it deletes the line on some systems
        QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("http://127.0.0.1")));
        QCOMPARE(search->text(), QStringLiteral("-1"));
    }

    void theMenuShowsWhatTheSettingsShowAboutTheProgram()
    {
        Counter counter;
        bool seen = false;
        auto* timer = new QTimer(counter.window.get());
        connect(timer, &QTimer::timeout, timer, [&seen, timer] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            timer->stop();
            seen = dialog->findChild<ui::AboutPane*>();
            QTest::keyClick(dialog, Qt::Key_Escape);
        });
        timer->start(10);
        const auto actions = counter.window->findChildren<QAction*>();
        for (QAction* action : actions) {
            if (action->text() == QStringLiteral("&About Rookery"))
                action->trigger();
        }
        QVERIFY(seen);
        QVERIFY(!QApplication::activeModalWidget());
    }

    // A large history is read while somebody has gone on and types an order: the letters are the order's.
    void aHistoryThatIsReadLateTakesNoKeysFromAnotherPage()
    {
        Counter counter;
        const auto* rows = counter.window->findChild<ui::HistoryModel*>();
        counter.window->showHistoryPage();
        auto* search = counter.window->findChild<QLineEdit*>(QStringLiteral("search"));
        search->setFocus();
        counter.type(QStringLiteral("nothing"));
        counter.press(Qt::Key_Return); // to what is found
        QVERIFY(rows->isReading());
        counter.window->showOrderPage();
        QTRY_VERIFY(!rows->isReading() && rows->count());
        QCoreApplication::processEvents();
        QCOMPARE(QApplication::focusWidget(), counter.field("transactionId"));
        stopSending(counter);
        order(counter, QStringLiteral("A-1"));
        QTRY_COMPARE(counter.ledger().size(), 1);
    }

    void aLargeTextNeedsNoSidewaysScrollingOnASmallScreen()
    {
        // In its own process it would be --data-dir with settings.json; here the font is what the setting makes of it.
        const QFont before = QApplication::font();
        QFont large = before;
        large.setPointSizeF(before.pointSizeF() * 2);
        QApplication::setFont(large);
        {
            Counter counter;
            counter.window->resize(1280, 720);
            for (const auto show :
                {&ui::MainWindow::showHistoryPage, &ui::MainWindow::showBatchPage, &ui::MainWindow::showOrderPage}) {
                (counter.window.get()->*show)();
                const auto areas = counter.window->findChildren<QScrollArea*>();
                int seen = 0;
                for (const QScrollArea* area : areas) {
                    if (!area->isVisible())
                        continue;
                    ++seen;
                    QTRY_COMPARE(area->horizontalScrollBar()->maximum(), 0);
                }
                QVERIFY(seen > 0);
            }
            stopSending(counter);
            order(counter, QStringLiteral("A-1")); // the header has something to count
            const auto* header = counter.window->findChild<ui::Header*>();
            QTRY_VERIFY(header->width() >= header->layout()->minimumSize().width());
            counter.press(Qt::Key_3, Qt::ControlModifier);
            const auto* rows = counter.window->findChild<QTableView*>(QStringLiteral("history"))->model();
            QTRY_COMPARE(rows->rowCount(), 1);
            QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("history"));
            QTRY_COMPARE(counter.window->size(), QSize(1280, 720));
        }
        QApplication::setFont(before);
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

    void whatIsTypedForAnOrderNeverChoosesAProfile()
    {
        Counter counter;
        const profile::ProfileStore store(counter.folder.filePath(QStringLiteral("profiles")), {});
        profile::Profile other = counter.profile();
        other.name = QStringLiteral("PH other");
        QVERIFY(store.save(other));
        QTRY_COMPARE(counter.desk->profiles().size(), 2);
        const QString chosen = counter.desk->profile()->name;
        auto* box = counter.window->findChild<QComboBox*>(QStringLiteral("profile"));
        counter.press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(box->view()->isVisible());
        QTest::keyClick(box->view(), Qt::Key_Escape);
        QTRY_COMPARE(counter.window->focusWidget(), static_cast<QWidget*>(counter.field("transactionId")));
        box->setFocus();
        QTest::keyClicks(box, QStringLiteral("PH-777"));
        QCOMPARE(counter.desk->profile()->name, chosen);
    }

    void enterPressesTheButtonThatHasTheKeys()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.window->findChild<QPushButton*>(QStringLiteral("park"))->setFocus();
        counter.press(Qt::Key_Return);
        QTRY_COMPARE(counter.field("transactionId")->text(), QString()); // it is saved for later
    }
};

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
