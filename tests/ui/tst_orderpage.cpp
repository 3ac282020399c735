// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/counter.h"

#include "ui/common/bar.h"
#include "ui/history/historyfinder.h"
#include "ui/history/historypage.h"
#include "ui/order/draftkeeper.h"
#include "ui/order/fieldrow.h"
#include "ui/order/orderform.h"
#include "ui/order/orderpage.h"
#include "ui/order/previewpane.h"
#include "ui/order/recentpanel.h"
#include "ui/order/tallyrow.h"
#include "ui/shell/verbs.h"

#include <QCheckBox>
#include <QClipboard>
#include <QListWidget>
#include <QScrollArea>
#include <QScrollBar>

using namespace rookery;
using ledger::State;

namespace {

QString barText(const Counter& counter)
{
    QStringList texts;
    const auto bars = counter.window->findChildren<ui::Bar*>();
    for (const ui::Bar* bar : bars)
        texts << bar->text();
    return texts.join(u' ');
}

QString remarkOf(const Counter& counter, pixel::Field field)
{
    const auto rows = counter.window->findChildren<ui::FieldRow*>();
    for (const ui::FieldRow* row : rows) {
        if (row->field() == field)
            return row->remark();
    }
    return {};
}

void paste(const Counter& counter, const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
    counter.press(Qt::Key_V, Qt::ControlModifier);
}

void clickNamed(const Counter& counter, const QString& text)
{
    const auto buttons = counter.window->findChildren<QPushButton*>();
    for (QPushButton* button : buttons) {
        if (button->text() == text)
            return button->click();
    }
    QFAIL("no such button");
}

} // namespace

class OrderPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whileNothingCanBeRecordedSendingIsOff()
    {
        Counter counter;
        const auto* send = counter.window->findChild<QPushButton*>(QStringLiteral("send"));
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("5"));
        QVERIFY(send->isEnabled());
        engine::Engine* engine = counter.desk->signalsOf();
        Q_EMIT engine->troubled({Error::Code::DiskFull, QStringLiteral("The disk is full."), {}});
        QVERIFY(!send->isEnabled());
        QCOMPARE(send->text(), QStringLiteral("Sending is off"));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("A-1"));
        QVERIFY(counter.ledger().isEmpty());
        Q_EMIT engine->troubleOver();
        QVERIFY(send->isEnabled());
        QVERIFY2(send->text().startsWith(QStringLiteral("Send to Till")), qPrintable(send->text()));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(counter.ledger().size(), 1);
    }

    void asManyValuesAreCountedAsAreSeenToBeWrong()
    {
        Counter counter;
        const auto* preview = counter.window->findChild<ui::PreviewPane*>();
        counter.type(QStringLiteral("A"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("12,50,1"));
        counter.press(Qt::Key_Tab);
        QVERIFY2(preview->sentence().contains(QStringLiteral(": 1 value")), qPrintable(preview->sentence()));
        counter.field("transactionId")->setFocus();
        counter.press(Qt::Key_Backspace); // typed and taken back: said to be missing from now on
        counter.press(Qt::Key_Tab);
        QVERIFY(!remarkOf(counter, pixel::Field::OrderId).isEmpty());
        QVERIFY2(preview->sentence().contains(QStringLiteral(": 2 value")), qPrintable(preview->sentence()));
    }

    void anOrderIsSentWithTheKeyboardAlone_data()
    {
        QTest::addColumn<int>("enter");
        QTest::addRow("main key") << int(Qt::Key_Return);
        QTest::addRow("keypad") << int(Qt::Key_Enter);
    }
    void anOrderIsSentWithTheKeyboardAlone()
    {
        QFETCH(int, enter);
        Counter counter;
        QTRY_COMPARE(QApplication::focusWidget(), counter.field("transactionId"));
        counter.type(QStringLiteral("1234abcd"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("1,000.99"));
        counter.press(enter, Qt::ControlModifier | (enter == Qt::Key_Enter ? Qt::KeypadModifier : Qt::NoModifier));
        QTRY_COMPARE(counter.ledger().size(), 1);
        QTRY_COMPARE(counter.ledger().first().state, State::Delivered);
        QCOMPARE(counter.ledger().first().orderId(), QStringLiteral("1234abcd"));
        QCOMPARE(counter.ledger().first().fields.value(pixel::Field::Revenue), QStringLiteral("1000.99"));
        QCOMPARE(counter.collector.events().size(), 1);
        QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        QCOMPARE(counter.field("revenue")->text(), QString());
        QCOMPARE(QApplication::focusWidget(), counter.field("transactionId"));
    }

    void enterGoesToTheNextFieldAndNeverSends()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), counter.field("revenue"));
        counter.type(QStringLiteral("5"));
        counter.press(Qt::Key_Enter, Qt::KeypadModifier);
        QCOMPARE(QApplication::focusWidget(), counter.field("tax"));
        QVERIFY(counter.ledger().isEmpty());
    }

    void whatIsWrongIsSaidAtItsFieldAndNothingIsSent()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("much"));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(remarkOf(counter, pixel::Field::Revenue).contains(QStringLiteral("much")));
        QCOMPARE(QApplication::focusWidget(), counter.field("revenue"));
        QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("A-1"));
        QVERIFY(counter.ledger().isEmpty());
    }

    void aNarrowWindowDoesNotCutTheFormAtItsSide()
    {
        Counter counter;
        auto* page = counter.window->findChild<ui::OrderPage*>();
        const auto* form = page->findChild<ui::OrderForm*>();
        const QScrollArea* area = nullptr;
        const auto areas = page->findChildren<QScrollArea*>();
        for (const QScrollArea* one : areas)
            area = one->isAncestorOf(form) ? one : area;
        QVERIFY(area);
        const auto top = [&counter, area] { return counter.field("revenue")->mapTo(area->widget(), QPoint()).y(); };
        const int roomy = top();
        page->setMaximumWidth(form->roomyWidth() + 30);
        QTRY_VERIFY(top() < roomy); // and less of its height goes into what is around the fields
        QTRY_COMPARE(area->horizontalScrollBar()->maximum(), 0);
        page->setMaximumWidth(QWIDGETSIZE_MAX);
        QTRY_COMPARE(top(), roomy);
    }

    void sendDoesNotStandOutBesideWhatIsKnownToBeWrong()
    {
        Counter counter;
        const auto* send = counter.window->findChild<QPushButton*>(QStringLiteral("send"));
        const auto standsOut = [send] { return send->palette().color(QPalette::Button) == ui::colours().accent; };
        QVERIFY(!standsOut()); // there is nothing to send
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("much"));
        counter.press(Qt::Key_Tab);
        QVERIFY(!standsOut());
        QVERIFY(send->isEnabled()); // pressed, it says why not
        counter.field("revenue")->setText(QStringLiteral("5"));
        QVERIFY(standsOut());
    }

    void whatIsMissingIsSaidOnlyOnceItIsTried()
    {
        Counter counter;
        counter.press(Qt::Key_Tab);
        counter.press(Qt::Key_Tab);
        QCOMPARE(remarkOf(counter, pixel::Field::OrderId), QString());
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!remarkOf(counter, pixel::Field::OrderId).isEmpty());
        QVERIFY(!remarkOf(counter, pixel::Field::Revenue).isEmpty());
        QCOMPARE(QApplication::focusWidget(), counter.field("transactionId"));
    }

    void anAmountWithTwoMeaningsIsAskedAbout_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("revenue");
        QTest::addRow("first") << int(Qt::Key_1) << QStringLiteral("1.234");
        QTest::addRow("second") << int(Qt::Key_2) << QStringLiteral("1234");
    }
    void anAmountWithTwoMeaningsIsAskedAbout()
    {
        QFETCH(int, key);
        QFETCH(QString, revenue);
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("1.234"));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(counter.ledger().isEmpty());
        counter.press(key);
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(counter.ledger().size(), 1);
        QCOMPARE(counter.ledger().first().fields.value(pixel::Field::Revenue), revenue);
    }

    void enterAloneDecidesNothing()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("1.234"));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        counter.press(Qt::Key_Return);
        counter.press(Qt::Key_2);
        QTRY_COMPARE(counter.field("revenue")->text(), QStringLiteral("1,234"));
    }

    void anOrderThatStillGoesByItselfIsNotMadeTwice()
    {
        Counter counter;
        counter.collector.setScript(*practice::AnswerScript::parse(R"([{"status":503,"repeat":9}])"));
        const auto type = [&counter] {
            counter.type(QStringLiteral("A-1"));
            counter.press(Qt::Key_Tab);
            counter.type(QStringLiteral("5.00"));
            counter.press(Qt::Key_Return, Qt::ControlModifier);
        };
        type();
        QTRY_COMPARE(counter.collector.events().size(), 1);
        QTRY_COMPARE(counter.ledger().first().state, ledger::State::Waiting);
        type();
        QCOMPARE(counter.ledger().size(), 1);
        QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("A-1"));
        const auto bars = counter.window->findChildren<ui::Bar*>();
        QVERIFY(std::any_of(bars.begin(), bars.end(),
            [](const ui::Bar* bar) { return bar->text().contains(QStringLiteral("there is nothing to do")); }));
    }

    void aDigitForTheNextFieldAnswersNoQuestion()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("1.234"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("200.20"));
        QCOMPARE(counter.field("tax")->text(), QStringLiteral("200.20"));
        counter.press(Qt::Key_Tab, Qt::ShiftModifier); // back to the field, not to the question
        QCOMPARE(QApplication::focusWidget(), counter.field("revenue"));
        counter.press(Qt::Key_Tab);
        counter.press(Qt::Key_2, Qt::AltModifier);
        QTRY_COMPARE(counter.field("revenue")->text(), QStringLiteral("1,234")); // Qt presses the button for a moment
        QCOMPARE(QApplication::focusWidget(), counter.field("tax"));
    }

    void theKeyOfAnEmptyFormLeadsToItsFirstField()
    {
        Counter counter;
        counter.window->findChild<QPushButton*>(QStringLiteral("previewPlain"))->setFocus();
        counter.press(Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), counter.field("transactionId"));
    }

    void aClearedFormCanBeBroughtBack()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("12,"));
        counter.press(Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(counter.field("transactionId")->text(), QString());
        clickNamed(counter, QStringLiteral("Bring it back"));
        QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("A-1"));
        QCOMPARE(counter.field("revenue")->text(), QStringLiteral("12,"));
    }

    void theLastOrdersValueComesWithOneKey()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("5"));
        counter.field("shipping")->setFocus();
        counter.type(QStringLiteral("14.99"));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(counter.ledger().size(), 1);
        QTRY_COMPARE(counter.field("shipping")->text(), QString());
        counter.field("shipping")->setFocus();
        counter.press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(counter.field("shipping")->text(), QStringLiteral("14.99"));
        QCOMPARE(counter.field("revenue")->text(), QString());
    }

    void todayCountsAndSumsByState()
    {
        Counter counter;
        for (const auto* id : {"A-1", "A-2"}) {
            counter.type(QLatin1StringView(id));
            counter.press(Qt::Key_Tab);
            counter.type(QStringLiteral("1000.99"));
            counter.press(Qt::Key_Return, Qt::ControlModifier);
            QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        }
        const auto rows = counter.window->findChildren<ui::TallyRow*>();
        QCOMPARE(rows.size(), 4);
        QTRY_COMPARE(rows.first()->accessibleName(), QStringLiteral("Delivered: 2, 2,001.98 GBP"));
        QCOMPARE(rows.last()->accessibleName(), QStringLiteral("Waiting: 0"));
        rows.first()->click(); // and finds what it counts
        const auto* search = counter.window->findChild<ui::HistoryFinder*>()->findChild<QLineEdit*>();
        QCOMPARE(search->text(), QStringLiteral("on:today profile:=Till"));
        const auto* found = counter.window->findChild<QAbstractItemView*>(QStringLiteral("history"))->model();
        QTRY_COMPARE(found->rowCount(), 2);
    }

    void todayLeavesOutWhatWasCancelledSinceAndSaysSo()
    {
        Counter counter;
        for (const auto* id : {"A-1", "A-2"}) {
            counter.type(QLatin1StringView(id));
            counter.press(Qt::Key_Tab);
            counter.type(QStringLiteral("1000.99"));
            counter.press(Qt::Key_Return, Qt::ControlModifier);
            QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        }
        const auto* row = counter.window->findChild<ui::TallyRow*>();
        QTRY_COMPARE(row->accessibleName(), QStringLiteral("Delivered: 2, 2,001.98 GBP"));
        const auto* corrected = counter.window->findChild<QLabel*>(QStringLiteral("corrected"));
        QVERIFY(corrected->isHidden());
        const auto correct = [&counter](qint64 id, const ledger::Correction& correction) {
            counter.desk->tell([id, correction](engine::Engine& engine) { return engine.correct(id, correction); });
        };
        correct(counter.ledger()[0].id, {ledger::CorrectionKind::Cancelled, QStringLiteral("changed her mind")});
        QTRY_COMPARE(row->accessibleName(), QStringLiteral("Delivered: 1, 1,000.99 GBP"));
        QCOMPARE(corrected->text(), QStringLiteral("1 cancelled since"));
        correct(counter.ledger()[1].id,
            {ledger::CorrectionKind::AmountChanged, QStringLiteral("a discount"), {}, QStringLiteral("900")});
        QTRY_COMPARE(row->accessibleName(), QStringLiteral("Delivered: 1, 900.00 GBP"));
        QCOMPARE(corrected->text(), QStringLiteral("1 cancelled since, 1 with a changed amount"));
        QVERIFY(!corrected->isHidden());
    }

    void whatWasClearedComesBackWithTheKeyOfUndo()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("5"));
        counter.press(Qt::Key_N, Qt::ControlModifier);
        QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        QVERIFY(barText(counter).contains(QStringLiteral("cleared")));
        counter.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("A-1"));
        QCOMPARE(counter.field("revenue")->text(), QStringLiteral("5"));
        QCOMPARE(barText(counter).trimmed(), QString());
        counter.press(Qt::Key_Z, Qt::ControlModifier); // once is enough
        QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("A-1"));
    }

    void whatIsBeingTypedIsTakenBackBeforeTheClearedForm()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_N, Qt::ControlModifier);
        QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        counter.type(QStringLiteral("B"));
        counter.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(counter.field("transactionId")->text(), QString());
        counter.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("A-1"));
    }

    void theSentenceIsEnoughUntilTheAddressIsWanted()
    {
        Counter counter;
        const auto address
            = [&counter] { return counter.window->findChild<QTextEdit*>(QStringLiteral("address"))->isVisible(); };
        counter.type(QStringLiteral("A-1"));
        QVERIFY(!address());
        QVERIFY(counter.window->findChild<ui::PreviewPane*>()->sentence().contains(QStringLiteral("A-1")));
        counter.press(Qt::Key_T, Qt::ControlModifier);
        QVERIFY(address());
        counter.close();
        counter.open();
        QTRY_VERIFY(address()); // who wants it wants it tomorrow
        counter.press(Qt::Key_T, Qt::ControlModifier);
        QVERIFY(!address());
        counter.close();
        counter.open();
        QTRY_COMPARE(counter.field("transactionId")->text(), QStringLiteral("A-1")); // all is there
        QVERIFY(!address());
    }

    void theFieldWithTheKeysIsMarkedInTheAddress()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        const auto* address = counter.window->findChild<QTextEdit*>(QStringLiteral("address"));
        const auto marked = [address] {
            const auto marks = address->extraSelections();
            return marks.isEmpty() ? QString() : marks.first().cursor.selectedText();
        };
        QCOMPARE(marked(), QStringLiteral("transactionId=A-1"));
        counter.press(Qt::Key_Tab);
        QCOMPARE(marked(), QString()); // nothing is typed there yet
        counter.type(QStringLiteral("5"));
        QCOMPARE(marked(), QStringLiteral("revenue=5"));
    }

    void aPastedUrlFillsTheForm()
    {
        Counter counter;
        paste(counter,
            QStringLiteral("https://corvidae.example.com/i?timestamp=1735689600000&event=tr&orderId=77%2F8&currency=GBP"
                           "&revenue=1000.99&tax=200.20&shipping=14.99&eventID=old"));
        QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("77/8"));
        QCOMPARE(counter.field("revenue")->text(), QStringLiteral("1,000.99"));
        QCOMPARE(counter.field("tax")->text(), QStringLiteral("200.20"));
        QCOMPARE(counter.field("shipping")->text(), QStringLiteral("14.99"));
        const QString address = counter.window->findChild<ui::PreviewPane*>()->address();
        QVERIFY(address.contains(QStringLiteral("transactionId=77/8")));
        QVERIFY(!address.contains(QStringLiteral("old"))); // an event ID is given once
    }

    void aPastedRowFillsTheForm()
    {
        Counter counter;
        paste(counter, QStringLiteral("0077\t£1,000.99\t200.20\n"));
        QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("0077"));
        QCOMPARE(counter.field("revenue")->text(), QStringLiteral("1,000.99"));
        QCOMPARE(counter.field("tax")->text(), QStringLiteral("200.20"));
    }

    void severalRowsFillNothing()
    {
        Counter counter;
        paste(counter, QStringLiteral("1\t5\n2\t6\n"));
        QCOMPARE(counter.field("transactionId")->text(), QString());
        QVERIFY2(barText(counter).contains(QStringLiteral("this form takes one order")), qPrintable(barText(counter)));
    }

    void plainTextIsPastedIntoItsField()
    {
        Counter counter;
        paste(counter, QStringLiteral("77-A"));
        QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("77-A"));
    }

    void whatAPasteReplacedCanBeBroughtBack()
    {
        Counter counter;
        counter.type(QStringLiteral("typed"));
        paste(counter, QStringLiteral("pasted\t5"));
        QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("pasted"));
        clickNamed(counter, QStringLiteral("Bring it back"));
        QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("typed"));
    }

    void keptValuesStayForTheNextOrder()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("5"));
        counter.field("shipping")->setFocus();
        counter.type(QStringLiteral("14.99"));
        counter.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(counter.ledger().size(), 1);
        QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        QCOMPARE(counter.field("shipping")->text(), QStringLiteral("14.99"));
        QCOMPARE(counter.field("revenue")->text(), QString());
    }

    void aParkedOrderIsNotSentAndComesBack()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("12"));
        counter.press(Qt::Key_S, Qt::ControlModifier);
        auto* parked = counter.window->findChild<QListWidget*>(QStringLiteral("parked"));
        QTRY_COMPARE(parked->count(), 1);
        QCOMPARE(counter.field("transactionId")->text(), QString());
        QVERIFY(counter.ledger().isEmpty());
        counter.close();
        counter.open(); // it outlives the window
        parked = counter.window->findChild<QListWidget*>(QStringLiteral("parked"));
        QTRY_COMPARE(parked->count(), 1);
        counter.press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(parked));
        counter.press(Qt::Key_Return);
        QTRY_COMPARE(counter.field("transactionId")->text(), QStringLiteral("A-1"));
        QCOMPARE(counter.field("revenue")->text(), QStringLiteral("12"));
        QTRY_COMPARE(parked->count(), 0);
    }

    void clearedAgainAParkedOrderIsParkedAsBefore()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_S, Qt::ControlModifier);
        auto* parked = counter.window->findChild<QListWidget*>(QStringLiteral("parked"));
        QTRY_COMPARE(parked->count(), 1);
        counter.press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        counter.press(Qt::Key_Return);
        QTRY_COMPARE(counter.field("transactionId")->text(), QStringLiteral("A-1"));
        QTRY_COMPARE(parked->count(), 0);
        counter.press(Qt::Key_N, Qt::ControlModifier);
        QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        QTRY_COMPARE(parked->count(), 1);
    }

    void aRefusedOrderMayBeSentInItsPlaceAndNobodyIsWarnedOff()
    {
        Counter counter;
        counter.collector.setScript(*practice::AnswerScript::parse(R"([{"status":400}])"));
        const auto send = [&counter] {
            counter.type(QStringLiteral("A-1"));
            counter.press(Qt::Key_Tab);
            counter.type(QStringLiteral("5"));
            counter.press(Qt::Key_Return, Qt::ControlModifier);
        };
        send();
        QTRY_COMPARE(counter.ledger().value(0).state, ledger::State::Refused);
        QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        counter.answerNext(QStringLiteral("Send as a new event"));
        send();
        QTRY_COMPARE(counter.ledger().size(), 2);
        QVERIFY2(counter.asked.contains(QStringLiteral("in its place")), qPrintable(counter.asked));
        QVERIFY(!counter.asked.contains(QStringLiteral("left out of reports")));
    }

    void aChordThatIsHeldDownHidesNoOutcome()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("5"));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        QSignalSpy said(counter.desk.get(), &ui::Desk::said);
        counter.press(Qt::Key_Return, Qt::ControlModifier); // as a repetition may look
        QCOMPARE(said.size(), 0);
        QCOMPARE(counter.ledger().size(), 1);
    }

    void whatWasTypedIsParkedWhenAParkedOneTakesItsPlace()
    {
        Counter counter;
        counter.type(QStringLiteral("first"));
        counter.press(Qt::Key_S, Qt::ControlModifier);
        auto* parked = counter.window->findChild<QListWidget*>(QStringLiteral("parked"));
        QTRY_COMPARE(parked->count(), 1);
        QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        counter.field("transactionId")->setFocus();
        counter.type(QStringLiteral("second"));
        counter.press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        counter.press(Qt::Key_Return);
        QTRY_COMPARE(counter.field("transactionId")->text(), QStringLiteral("first"));
        QTRY_COMPARE(parked->count(), 1);
        QVERIFY(parked->item(0)->text().contains(QStringLiteral("second")));
    }

    void aWebCodeSaysWhoBought()
    {
        Counter counter;
        profile::Profile coded = counter.profile();
        coded.webCode.kind = profile::WebCodeKind::Pattern;
        coded.webCode.pattern = QStringLiteral("(?<visitor>[0-9a-f-]{36})");
        QVERIFY(profile::ProfileStore(counter.folder.filePath(QStringLiteral("profiles")), {}).save(coded));
        counter.desk->readProfiles();
        const QString visitor = QStringLiteral("6f1c1b0a-54a2-4c5e-9f53-0d1f7f6d2a11");
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("5"));
        counter.field("webCode")->setFocus();
        counter.type(visitor);
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(counter.ledger().size(), 1);
        QCOMPARE(counter.ledger().first().fields.value(pixel::Field::VisitorId), visitor);
    }

    void aDeclinedCallerLeavesNoIdentity()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("5"));
        counter.press(Qt::Key_J, Qt::ControlModifier);
        counter.field("userId")->setFocus();
        counter.type(QStringLiteral("c56a4180-65aa-42ec-a945-5fd21dec0538"));
        counter.window->findChild<QCheckBox*>(QStringLiteral("declined"))->setChecked(true);
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(counter.ledger().size(), 1);
        QVERIFY(counter.ledger().first().declined);
        QVERIFY(!counter.ledger().first().fields.hasIdentity());
        const auto decisions = counter.desk->reader()->decisions(counter.ledger().first().id);
        QCOMPARE(decisions->first().what, QStringLiteral("tracking-declined"));
    }

    void pastedIdsFindTheirFields()
    {
        Counter counter;
        const QString visitor = QStringLiteral("6f1c1b0a-54a2-4c5e-9f53-0d1f7f6d2a11");
        const QString session = QStringLiteral("0b0a7c52-9a53-4a43-8f0e-3c2f3b1f7a90");
        paste(counter, QStringLiteral("visitorId: %1, session id = %2").arg(visitor, session));
        QCOMPARE(counter.field("visitorId")->text(), visitor);
        QCOMPARE(counter.field("sessionId")->text(), session);
        QCOMPARE(counter.field("transactionId")->text(), QString());
        paste(counter, visitor); // nobody can tell which it is
        QCOMPARE(counter.field("transactionId")->text(), QString());
        clickNamed(counter, QStringLiteral("User ID"));
        QCOMPARE(counter.field("userId")->text(), visitor);
    }

    void aNameThatTheProfileDoesNotListTakesADecision()
    {
        Counter counter;
        paste(counter, QStringLiteral("https://corvidae.example.com/i?orderId=77&revenue=5&conversionName=Newsletter"));
        QVERIFY(barText(counter).contains(QStringLiteral("Newsletter")));
        clickNamed(counter, QStringLiteral("Use it"));
        counter.answerNext(QStringLiteral("Cancel"));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        counter.comeBack();
        QVERIFY(counter.asked.contains(QStringLiteral("Newsletter")));
        QVERIFY(counter.defaultAnswer.contains(QStringLiteral("Cancel")));
        QVERIFY(counter.ledger().isEmpty());

        // Meanwhile somebody gave the profile another colour: what was decided holds.
        profile::Profile changed = counter.profile();
        changed.colour = QStringLiteral("#123456");
        QVERIFY(profile::ProfileStore(profile::DataFolder(counter.folder.path()).profileFolder(), {}).save(changed));
        QTRY_COMPARE(counter.desk->profile().value_or(profile::Profile()).colour, changed.colour);
        counter.answerNext(QStringLiteral("all the same"));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(counter.ledger().size(), 1);
        QCOMPARE(counter.ledger().first().fields.value(pixel::Field::ConversionName), QStringLiteral("Newsletter"));
    }

    void theNextProblemIsOneKeyAway()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("12,50,1"));
        counter.press(Qt::Key_Tab);
        counter.press(Qt::Key_Tab);
        counter.press(Qt::Key_F8);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(counter.field("revenue")));
    }

    void anIdThatDiffersInItsLettersOnlyIsSaidAndNotHeldBack()
    {
        Counter counter;
        const auto typeOrder = [&counter](const QString& id) {
            counter.type(id);
            counter.press(Qt::Key_Tab);
            counter.type(QStringLiteral("88"));
        };
        typeOrder(QStringLiteral("PH-1"));
        QTRY_COMPARE(remarkOf(counter, pixel::Field::OrderId), QStringLiteral("Not used before"));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(counter.ledger().value(0).state, State::Delivered);
        QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        typeOrder(QStringLiteral("ph-1"));
        QTRY_COMPARE(remarkOf(counter, pixel::Field::OrderId), QStringLiteral("Sent before in other letters"));
        QVERIFY2(barText(counter).contains(QStringLiteral("\"ph-1\" is \"PH-1\" in other letters")),
            qPrintable(barText(counter)));
        QVERIFY2(barText(counter).contains(QStringLiteral("88.00 GBP")), qPrintable(barText(counter)));
        QVERIFY(counter.window->findChild<QPushButton*>(QStringLiteral("send"))
                    ->text()
                    .startsWith(QStringLiteral("Send to Till")));
        counter.press(Qt::Key_Return, Qt::ControlModifier); // nothing is asked
        QTRY_COMPARE(counter.ledger().size(), 2);
        QCOMPARE(counter.ledger().first().orderId(), QStringLiteral("ph-1"));
    }

    void theOrderInOtherLettersCanBeOpened()
    {
        Counter counter;
        counter.type(QStringLiteral("PH-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("88"));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(counter.ledger().size(), 1);
        QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        counter.type(QStringLiteral("ph-1"));
        counter.press(Qt::Key_Tab);
        QTRY_VERIFY(barText(counter).contains(QStringLiteral("in other letters")));
        clickNamed(counter, QStringLiteral("Open it"));
        QTRY_VERIFY(counter.window->findChild<ui::HistoryPage*>()->isVisible());
    }

    void whatCanBeDoneWithALastOrderFollowsWhatBecameOfIt()
    {
        Counter counter;
        counter.window->resize(1300, 900); // room for the side
        counter.collector.setScript(*practice::AnswerScript::parse(R"([{"delayMs":1500,"status":404}])"));
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("5"));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        auto* list = counter.window->findChild<ui::RecentPanel*>()->findChild<QListView*>();
        QTRY_VERIFY(list->isVisible() && !counter.ledger().isEmpty());
        QTRY_COMPARE(counter.ledger().first().state, State::Sending);
        list->setFocus();
        list->setCurrentIndex(list->model()->index(0, 0));
        const QAction* retry = counter.window->findChild<ui::Verbs*>()->action(ui::Verb::Retry);
        QTRY_VERIFY(!retry->isEnabled());
        QTRY_COMPARE(counter.ledger().first().state, State::Refused);
        QTRY_VERIFY(retry->isEnabled());
    }

    void aKnownOrderIdIsShownAndSentAgainOnlyOnPurpose()
    {
        Counter counter;
        for (int i = 0; i < 3; ++i) {
            counter.type(QStringLiteral("A-1"));
            counter.press(Qt::Key_Tab);
            if (i > 0)
                QVERIFY(barText(counter).contains(QStringLiteral("A-1")));
            counter.type(QStringLiteral("5"));
            if (i == 1)
                counter.answerNext(QStringLiteral("Cancel"));
            if (i == 2)
                counter.answerNext(QStringLiteral("new event"));
            counter.press(Qt::Key_Return, Qt::ControlModifier);
            counter.comeBack();
            const qsizetype expected = i == 0 || i == 1 ? 1 : 2;
            QTRY_COMPARE(counter.ledger().size(), expected);
            QTRY_COMPARE(counter.collector.events().size(), expected);
            if (i > 0) {
                QVERIFY(counter.asked.contains(QStringLiteral("A-1")));
                QVERIFY(counter.defaultAnswer.contains(QStringLiteral("Cancel")));
            }
            if (i == 1) {
                QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("A-1"));
                counter.press(Qt::Key_N, Qt::ControlModifier);
            }
            QTRY_COMPARE(QApplication::focusWidget(), counter.field("transactionId"));
            QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        }
    }

    void whatWasTypedIsBackAfterTheProgramWasKilled()
    {
        Counter counter;
        auto* keeper = counter.window->findChild<ui::DraftKeeper*>();
        QSignalSpy saved(keeper, &ui::DraftKeeper::saved);
        counter.type(QStringLiteral("half an ord"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("12,"));
        QTRY_VERIFY(!saved.isEmpty());
        // Not close(): that would write it once more.
        counter.window.reset();
        counter.desk.reset();
        counter.open();
        QTRY_COMPARE(counter.field("transactionId")->text(), QStringLiteral("half an ord"));
        QCOMPARE(counter.field("revenue")->text(), QStringLiteral("12,"));
        QVERIFY(barText(counter).contains(QStringLiteral("Restored")));
    }

    void whatWasTypedLastIsBackAfterTheWindowWasClosed()
    {
        Counter counter;
        counter.type(QStringLiteral("just typed"));
        counter.close();
        counter.open();
        QTRY_COMPARE(counter.field("transactionId")->text(), QStringLiteral("just typed"));
    }

    void aSentOrderIsNoDraftAnyMore()
    {
        Counter counter;
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("5"));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(counter.ledger().value(0).state, State::Delivered); // else closing asks
        QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        counter.close();
        counter.open();
        QCOMPARE(counter.field("transactionId")->text(), QString());
        QCOMPARE(barText(counter).trimmed(), QString());
    }

    void anOrderThatCouldNotBeSavedStaysInTheForm()
    {
        Counter counter;
        // The profile goes away behind the window's back.
        QVERIFY(QDir(counter.folder.filePath(QStringLiteral("profiles"))).removeRecursively());
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("5"));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!barText(counter).trimmed().isEmpty());
        QCOMPARE(counter.field("transactionId")->text(), QStringLiteral("A-1"));
        QCOMPARE(counter.field("revenue")->text(), QStringLiteral("5"));
        QVERIFY(counter.ledger().isEmpty());
    }

    void aLiveProfileAsksOnceBeforeTheFirstOrder()
    {
        Counter counter;
        profile::Profile live = counter.profile();
        live.name = QStringLiteral("Real");
        live.live = true;
        QVERIFY(profile::ProfileStore(counter.folder.filePath(QStringLiteral("profiles")), {}).save(live));
        counter.desk->readProfiles();
        counter.desk->chooseProfile(live.name);
        const auto order = [&](const QString& id) {
            counter.field("transactionId")->setFocus();
            counter.field("transactionId")->setText(id);
            counter.field("revenue")->setText(QStringLiteral("5"));
            counter.press(Qt::Key_Return, Qt::ControlModifier);
        };
        counter.answerNext(QStringLiteral("Cancel"));
        order(QStringLiteral("A-1"));
        counter.comeBack();
        QVERIFY(counter.asked.contains(QStringLiteral("LIVE")));
        QVERIFY(counter.defaultAnswer.contains(QStringLiteral("Cancel")));
        QVERIFY(counter.ledger().isEmpty());
        counter.answerNext(QStringLiteral("Send"));
        order(QStringLiteral("A-1"));
        counter.comeBack();
        QTRY_COMPARE(counter.ledger().size(), 1);
        QTRY_COMPARE(counter.field("transactionId")->text(), QString());
        order(QStringLiteral("A-2")); // nobody asks again
        QTRY_COMPARE(counter.ledger().size(), 2);
    }

    void withoutAProfileOneKeyStartsPractising()
    {
        Counter counter(false);
        QTRY_COMPARE(QApplication::focusWidget(),
            static_cast<QWidget*>(counter.window->findChild<QPushButton*>(QStringLiteral("practise"))));
        counter.press(Qt::Key_Space);
        QTRY_VERIFY(counter.desk->profile().has_value());
        QTRY_COMPARE(QApplication::focusWidget(), counter.field("transactionId"));
        counter.type(QStringLiteral("A-1"));
        counter.press(Qt::Key_Tab);
        counter.type(QStringLiteral("5"));
        counter.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(counter.ledger().size(), 1);
        QTRY_COMPARE(counter.ledger().first().state, State::Delivered);
    }
};

QTEST_MAIN(OrderPageTest)
#include "tst_orderpage.moc"
