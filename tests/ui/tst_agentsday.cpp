// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/counter.h"

#include "ui/common/bar.h"
#include "ui/history/historymodel.h"
#include "ui/history/historypage.h"
#include "ui/order/draftkeeper.h"
#include "ui/order/fieldrow.h"
#include "ui/order/previewpane.h"
#include "ui/order/tallyrow.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QTableView>

using namespace rookery;
using ledger::State;
using pixel::Field;

namespace {

void send(const Counter& counter) { counter.press(Qt::Key_Return, Qt::ControlModifier); }

/// ID, Tab, amount, Ctrl+Enter; until the form is free for the next one.
void sendOrder(const Counter& counter, const QString& id, const QString& amount)
{
    QTRY_COMPARE(QApplication::focusWidget(), counter.field("transactionId"));
    counter.type(id);
    counter.press(Qt::Key_Tab);
    counter.type(amount);
    send(counter);
    QTRY_COMPARE(counter.field("transactionId")->text(), QString());
}

QString barText(const Counter& counter)
{
    QStringList texts;
    const auto bars = counter.window->findChildren<ui::Bar*>();
    for (const ui::Bar* bar : bars)
        texts << bar->text();
    return texts.join(u' ');
}

void clickNamed(const Counter& counter, const QString& text)
{
    const auto buttons = counter.window->findChildren<QPushButton*>();
    for (QPushButton* button : buttons) {
        if (button->isVisible() && button->text() == text)
            return button->click();
    }
    QFAIL("no such button");
}

ui::HistoryPage* history(const Counter& counter) { return counter.window->findChild<ui::HistoryPage*>(); }
QByteArray lastUrl(const Counter& counter) { return counter.collector.events().last().url; }

} // namespace

/// What an agent does all day, one story each, from the keys to the collector: the details of UX.md of which somebody
/// says "this was made for me", by their numbers there.
class AgentsDayTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void detail1_twoFieldsAndOneChord()
    {
        Counter counter;
        QTRY_COMPARE(QApplication::focusWidget(), counter.field("transactionId"));
        QElapsedTimer watch;
        watch.start();
        counter.type(QStringLiteral("1234abcd"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("1000.99"));
        counter.press(Qt::Key_Enter, Qt::ControlModifier | Qt::KeypadModifier);
        QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        QVERIFY(!QApplication::activeModalWidget());
        QVERIFY(watch.elapsed() < 6000);
        QCOMPARE(QApplication::focusWidget(), counter.field("transactionId"));
        QTRY_COMPARE(counter.ledger().value(0).state, State::Delivered);
        QCOMPARE(counter.collector.events().size(), 1);
        QVERIFY(lastUrl(counter).contains("&transactionId=1234abcd&currency=GBP&revenue=1000.99"));
    }

    void detail2_alreadySentWhileTheCallerIsOnThePhone()
    {
        Counter counter;
        sendOrder(counter, QStringLiteral("1234abcd"), QStringLiteral("1000.99"));
        QTRY_COMPARE(counter.ledger().value(0).state, State::Delivered);
        counter.type(QStringLiteral("1234abcd"));
        counter.press(Qt::Key_Tab); // at once: nothing is waited for
        const QString said = barText(counter);
        for (const char* part : {"1234abcd", "1,000.99 GBP", "desk 4", "delivered"})
            QVERIFY2(said.contains(QLatin1StringView(part)), qPrintable(said));
        QVERIFY(counter.window->findChild<QPushButton*>(QStringLiteral("send"))
                    ->text()
                    .startsWith(QStringLiteral("Resend as new event")));
        clickNamed(counter, QStringLiteral("Open it"));
        QVERIFY(history(counter)->isVisible());
        QCOMPARE(counter.collector.events().size(), 1);
    }

    void detail3_itUnderstandsANumberReadAloud_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QByteArray>("sent");
        QTest::addRow("with its sign") << QStringLiteral("£1,000.99") << QByteArray("1000.99");
        QTest::addRow("with a comma") << QStringLiteral("1000,99") << QByteArray("1000.99");
        QTest::addRow("with spaces") << QStringLiteral(" 1 000.99 ") << QByteArray("1000.99");
        QTest::addRow("with its currency") << QStringLiteral("1.000,99 GBP") << QByteArray("1000.99");
        QTest::addRow("two meanings, the second") << QStringLiteral("1.234") << QByteArray("1234");
    }
    void detail3_itUnderstandsANumberReadAloud()
    {
        QFETCH(QString, written);
        QFETCH(QByteArray, sent);
        Counter counter;
        counter.type(QStringLiteral("1234abcd"));
        counter.press(Qt::Key_Tab);
        QGuiApplication::clipboard()->setText(written);
        counter.press(Qt::Key_V, Qt::ControlModifier);
        send(counter);
        if (counter.ledger().isEmpty() && written == QStringLiteral("1.234")) {
            counter.press(Qt::Key_2); // asked at the field, answered with one key
            send(counter);
        }
        QTRY_COMPARE(counter.collector.events().size(), 1);
        QVERIFY2(lastUrl(counter).endsWith("&revenue=" + sent), lastUrl(counter).constData());
        QVERIFY(!QApplication::activeModalWidget());
    }

    void detail4_aPlainSentenceBeforeSending()
    {
        Counter counter;
        counter.type(QStringLiteral("1234abcd"));
        for (const char* amount : {"1000.99", "200.20", "14.99"}) {
            counter.press(Qt::Key_Return);
            counter.type(QLatin1StringView(amount));
        }
        QCOMPARE(counter.window->findChild<ui::PreviewPane*>()->sentence(),
            QStringLiteral("Order 1234abcd for 1,000.99 GBP (tax 200.20, shipping 14.99), as Sale, on Till (not "
                           "counted). Without web identity. "
                           "Its time: when you press Send."));
        send(counter);
        QTRY_COMPARE(counter.collector.events().size(), 1);
        QVERIFY(lastUrl(counter).endsWith(
            "&conversionName=Sale&transactionId=1234abcd&currency=GBP&revenue=1000.99&tax=200.20&shipping=14.99"));
    }

    void detail5_nothingThatWasTypedIsEverLost()
    {
        Counter counter;
        profile::Profile other = counter.profile();
        other.name = QStringLiteral("Other");
        QVERIFY(profile::ProfileStore(counter.folder.filePath(QStringLiteral("profiles")), {}).save(other));
        counter.desk->readProfiles();
        QSignalSpy saved(counter.window->findChild<ui::DraftKeeper*>(), &ui::DraftKeeper::saved);
        counter.type(QStringLiteral("half an ord"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("12,"));
        counter.desk->chooseProfile(other.name);
        QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("half an ord"));
        QTRY_VERIFY(!saved.isEmpty());
        counter.window.reset(); // killed
        counter.desk.reset();
        counter.open();
        QTRY_COMPARE(counter.field("transactionId")->text(), QStringLiteral("half an ord"));
        QCOMPARE(counter.field("revenue")->text(), QStringLiteral("12,"));
        QVERIFY(barText(counter).contains(QStringLiteral("Restored what you were typing at ")));
        QCOMPARE(counter.desk->profile()->name, other.name);
        counter.field("revenue")->setFocus();
        counter.type(QStringLiteral("50"));
        counter.close(); // quit in the middle of a word
        counter.open();
        QTRY_COMPARE(counter.field("revenue")->text(), QStringLiteral("12.50"));
        send(counter);
        QTRY_COMPARE(counter.ledger().value(0).state, State::Delivered);
        QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        counter.close();
        counter.open();
        QCOMPARE(counter.field("transactionId")->text(), QString()); // sent, so no draft any more
        QCOMPARE(counter.collector.events().size(), 1);
    }

    void detail6_dittoAndKeep()
    {
        Counter counter;
        counter.press(Qt::Key_J, Qt::ControlModifier);
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("5"));
        counter.field("shipping")->setFocus();
        counter.type(QStringLiteral("14.99"));
        counter.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier); // keep
        counter.field("note")->setFocus();
        counter.type(QStringLiteral("came by letter"));
        send(counter);
        QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        QCOMPARE(counter.field("shipping")->text(), QStringLiteral("14.99"));
        QCOMPARE(counter.field("note")->text(), QString());
        counter.field("note")->setFocus();
        counter.press(Qt::Key_D, Qt::ControlModifier); // the same as the last order
        QCOMPARE(counter.field("note")->text(), QStringLiteral("came by letter"));
        counter.field("transactionId")->setFocus();
        counter.type(QStringLiteral("A-2"));
        counter.press(Qt::Key_Tab);
        counter.press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(counter.field("revenue")->text(), QStringLiteral("5"));
        send(counter);
        QTRY_COMPARE(counter.collector.events().size(), 2);
        QVERIFY(lastUrl(counter).endsWith("&transactionId=A-2&currency=GBP&revenue=5&shipping=14.99"));
        QCOMPARE(counter.ledger().first().note, QStringLiteral("came by letter"));
    }

    void detail8_errorsTalkLikeAColleague()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("much"));
        send(counter);
        const auto rows = counter.window->findChildren<ui::FieldRow*>();
        const auto revenue = std::find_if(
            rows.begin(), rows.end(), [](const ui::FieldRow* r) { return r->field() == Field::Revenue; });
        const QString said = (*revenue)->remark(); // where, what was expected, what was found
        for (const char* part : {"Revenue: expected ", "found \"much\""})
            QVERIFY2(said.contains(QLatin1StringView(part)), qPrintable(said));
        QCOMPARE(QApplication::focusWidget(), counter.field("revenue"));
        QVERIFY(!QApplication::activeModalWidget());
        QVERIFY(counter.ledger().isEmpty());
        counter.type(QStringLiteral("12,50")); // over what was wrong, which is selected
        send(counter);
        QTRY_COMPARE(counter.collector.events().size(), 1);
        QVERIFY(lastUrl(counter).endsWith("&revenue=12.50"));
    }

    void detail9_retryIsAWordToTrust()
    {
        Counter counter;
        counter.collector.setScript(*practice::AnswerScript::parse(R"([{"break":"before"}])"));
        sendOrder(counter, QStringLiteral("A-1"), QStringLiteral("5"));
        QTRY_VERIFY(counter.ledger().value(0).attempts > 0 && counter.ledger().value(0).state != State::Sending);
        const ledger::EventRecord before = counter.ledger().first();
        if (before.state == State::Unknown)
            QVERIFY2(before.message.contains(QStringLiteral("retrying is safe: it can't be counted twice")),
                qPrintable(before.message));
        counter.window->showHistoryPage();
        const auto* model = counter.window->findChild<ui::HistoryModel*>();
        QTRY_VERIFY(model->rowCount() > 0);
        counter.window->showHistoryPage(); // it is selected on arrival
        QTRY_VERIFY(history(counter)->can(ui::Verb::Retry));
        counter.press(Qt::Key_R, Qt::ControlModifier); // nobody asks
        QVERIFY(!QApplication::activeModalWidget());
        QTRY_COMPARE(counter.ledger().first().state, State::Delivered);
        const auto events = counter.collector.events();
        for (const auto& event : events)
            QCOMPARE(event.url, events.first().url); // the same event, however often it goes
        QCOMPARE(counter.ledger().size(), 1);
        QTRY_VERIFY(history(counter)->can(ui::Verb::ResendAsNew));
        counter.answerNext(QStringLiteral("Cancel"));
        counter.press(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier); // what may count twice asks
        QTRY_VERIFY(!counter.asked.isEmpty());
        QVERIFY(counter.defaultAnswer.contains(QStringLiteral("Cancel")));
        QCOMPARE(counter.ledger().size(), 1);
    }

    void detail10_theEndOfTheShiftInOneGlance()
    {
        Counter counter;
        sendOrder(counter, QStringLiteral("A-1"), QStringLiteral("1000.99"));
        sendOrder(counter, QStringLiteral("A-2"), QStringLiteral("19.01"));
        QTRY_COMPARE(counter.collector.events().size(), 2);
        counter.collector.setScript(*practice::AnswerScript::parse(R"([{"status":404}])"));
        sendOrder(counter, QStringLiteral("A-3"), QStringLiteral("5"));
        const auto rows = counter.window->findChildren<ui::TallyRow*>();
        QTRY_COMPARE(rows[0]->accessibleName(), QStringLiteral("Delivered: 2, 1,020.00 GBP"));
        QTRY_COMPARE(rows[1]->accessibleName(), QStringLiteral("Not delivered: 1, 5.00 GBP"));
        rows[1]->click();
        QVERIFY(history(counter)->isVisible());
        const auto* table = counter.window->findChild<QTableView*>(QStringLiteral("history"));
        QTRY_COMPARE(table->model()->rowCount(), 1);
        counter.press(Qt::Key_1, Qt::ControlModifier);
        counter.press(Qt::Key_F9);
        QTRY_VERIFY(counter.desk->isPaused(QStringLiteral("Till")));
        sendOrder(counter, QStringLiteral("A-4"), QStringLiteral("7"));
        counter.answerNext(QStringLiteral("Stay"));
        QVERIFY(!counter.window->close());
        QVERIFY2(counter.asked.contains(QStringLiteral("\n1 order")), qPrintable(counter.asked));
        QVERIFY(counter.window->close()); // said once
    }
};

QTEST_MAIN(AgentsDayTest)
#include "tst_agentsday.moc"
