// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/counter.h"

#include "ui/batch/batchgrid.h"
#include "ui/batch/batchpage.h"
#include "ui/batch/batchstart.h"
#include "ui/batch/rowfilters.h"
#include "ui/batch/sheetmodel.h"
#include "ui/common/bar.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QListWidget>
#include <QMimeData>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace Qt::StringLiterals;
using namespace rookery;
using ledger::State;
using ui::BatchWork;

namespace {

const QString Rows = u"Ref\tTotal\tVAT\tNotes\r\n"
                     "0001\t1,000.99\t200.20\tcalls back\r\n"
                     "0002\t12,50\t\t\r\n"
                     "0003\t88,00\t\t\r\n"
                     "0001\t1,000.99\t200.20\t\r\n"
                     "1E5\t19.99\t3.33\t\r\n"_s;

/// The page of batches, in front.
struct Batches : Counter {
    Batches()
    {
        window->showBatchPage();
        page = window->findChild<ui::BatchPage*>();
        QVERIFY(page);
        follow();
    }
    void follow()
    {
        work = &page->work();
        grid = window->findChild<ui::BatchGrid*>();
        model = window->findChild<ui::SheetModel*>();
        tester = std::make_unique<QAbstractItemModelTester>(model);
    }
    void paste(const QString& text)
    {
        QGuiApplication::clipboard()->setText(text);
        press(Qt::Key_V, Qt::ControlModifier);
        settle();
    }
    void settle() const
    {
        QTRY_COMPARE(work->doing(), BatchWork::Doing::Nothing);
        QTRY_VERIFY(work->whyNotSend() != BatchWork::tr("The rows are being checked."));
    }
    void stopSending() const
    {
        desk->tell([](engine::Engine& engine) { return engine.pause({}); });
        QTRY_VERIFY(desk->isPaused(u"Till"_s));
    }
    void sendNow()
    {
        answerNext(u"Send"_s);
        press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(work->doing(), BatchWork::Doing::Countdown);
        comeBack();
    }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return model->data(model->index(row, column), Qt::DisplayRole).toString();
    }
    [[nodiscard]] QStringList column(int column) const
    {
        QStringList all;
        for (int row = 0; row < model->rowCount(); ++row)
            all << cell(row, column);
        return all;
    }
    [[nodiscard]] QPushButton* button(const QString& words) const
    {
        const auto buttons = window->findChildren<QPushButton*>();
        for (QPushButton* one : buttons) {
            if (one->isVisible() && one->text().contains(words))
                return one;
        }
        return nullptr;
    }

    ui::BatchPage* page = nullptr;
    BatchWork* work = nullptr;
    ui::BatchGrid* grid = nullptr;
    ui::SheetModel* model = nullptr;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

} // namespace

class BatchPageTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pastedRowsAreCheckedAtOnce()
    {
        Batches b;
        b.paste(Rows);
        QCOMPARE(b.model->rowCount(), 5);
        QCOMPARE(b.column(ui::SheetModel::NumberColumn), (QStringList{u"2"_s, u"3"_s, u"4"_s, u"5"_s, u"6"_s}));
        QCOMPARE(b.column(ui::SheetModel::FirstField),
            (QStringList{u"0001"_s, u"0002"_s, u"0003"_s, u"0001"_s, u"1E5"_s})); // IDs are text
        QCOMPARE(b.column(ui::SheetModel::StatusColumn),
            (QStringList{u"Ready"_s, u"Needs fixing"_s, u"Needs fixing"_s, u"Skipped"_s, u"Ready"_s}));
        QVERIFY(b.cell(1, b.model->problemColumn()).contains(u"12.50"_s));
        QCOMPARE(b.button(u"Send 2 to Till"_s)->isEnabled(), true);
        QVERIFY(b.ledger().isEmpty());
    }

    void theSameProblemIsFixedInAllRowsAtOnceAndUndoneAtOnce()
    {
        Batches b;
        b.paste(Rows);
        QPushButton* fix = b.button(u"Fix all 2"_s);
        QVERIFY(fix);
        fix->click();
        b.settle();
        QTRY_COMPARE(b.work->counts().ready(), 4);
        QCOMPARE(b.cell(1, 3), u"12.50"_s);
        b.grid->setFocus();
        b.press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(b.work->counts().ready(), 2);
        QCOMPARE(b.cell(1, 3), u"12,50"_s);
        b.press(Qt::Key_Y, Qt::ControlModifier);
        QTRY_COMPARE(b.work->counts().ready(), 4);
    }

    void nextProblemGoesToTheCellAndTheSuggestionIsTakenByAKey()
    {
        Batches b;
        b.paste(Rows);
        b.press(Qt::Key_F8);
        QCOMPARE(b.grid->currentIndex().row(), 1);
        QCOMPARE(b.grid->currentIndex().column(), 3);
        b.press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        b.settle();
        QTRY_COMPARE(b.cell(1, ui::SheetModel::StatusColumn), u"Ready"_s);
        b.press(Qt::Key_F8);
        QCOMPARE(b.grid->currentIndex().row(), 2);
    }

    void aRowThatWasRefusedSaysWhyAndIsRetriedByAKey()
    {
        Batches b;
        practice::ScriptedAnswer refusal;
        refusal.status = 400;
        b.collector.setScript(practice::AnswerScript({refusal}));
        b.paste(u"Ref\tTotal\r\nA-1\t1.00\r\nA-2\t2.00\r\n"_s);
        b.sendNow();
        b.work->sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 1, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().notDelivered, 1, 20'000);
        b.settle();
        b.grid->setFocus();
        b.press(Qt::Key_F8);
        const int row = b.grid->currentIndex().row();
        QCOMPARE(b.cell(row, ui::SheetModel::StatusColumn), u"Not delivered"_s);
        QVERIFY2(b.cell(row, b.model->problemColumn()).contains(u"refused"_s),
            qPrintable(b.cell(row, b.model->problemColumn())));
        QVERIFY(b.model->wholeProblem(row).contains(u"cannot be counted twice"_s));
        b.press(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 2, 20'000);
        QCOMPARE(b.cell(row, b.model->problemColumn()), QString());
        QCOMPARE(b.ledger().size(), 2);
    }

    void f8GoesToWhatMustBeMendedBeforeWhatIsOnlyToBeLookedAt()
    {
        Batches b;
        b.paste(u"Ref\tTotal\tVAT\r\nA-1\t1.00\t9.00\r\nA-1\t1.00\t\r\nA-2\tx\t\r\nA-3\t3.00\t9.00\r\n"_s);
        QCOMPARE(b.column(ui::SheetModel::StatusColumn),
            (QStringList{u"Ready, check"_s, u"Skipped"_s, u"Needs fixing"_s, u"Ready, check"_s}));
        b.press(Qt::Key_F8);
        QCOMPARE(b.grid->currentIndex().row(), 2);
        b.press(Qt::Key_F8); // the only one
        QCOMPARE(b.grid->currentIndex().row(), 2);
        b.work->edits().edit(u"test"_s, {{2, 1, u"2.00"_s}});
        b.settle();
        QTRY_COMPARE(b.work->counts().count(engine::RowLook::Fix), 0);
        b.press(Qt::Key_F8);
        QCOMPARE(b.grid->currentIndex().row(), 3);
        b.press(Qt::Key_F8); // around, past the duplicate, which nobody has to mend
        QCOMPARE(b.grid->currentIndex().row(), 0);
    }

    void rowsOfOneOrderAreAskedAboutBeforeTheyAreCounted()
    {
        Batches b;
        b.paste(u"Ref\tTotal\r\nA-1\t1.00\r\nA-1\t2.50\r\nA-2\t3.00\r\n"_s);
        QCOMPARE(b.work->counts().duplicates(), 1);
        QVERIFY(b.button(u"Items: add up"_s));
        QVERIFY(!b.page->can(ui::Verb::Send)); // a sum that nobody meant cannot be mended after sending
        b.button(u"Items: add up"_s)->click();
        b.settle();
        QTRY_COMPARE(b.work->report().revenue.text(), u"6.50"_s);
        QCOMPARE(b.work->counts().ready(), 2);
        QVERIFY(!b.button(u"Items: add up"_s));
    }

    void aQuestionAboutAllRowsIsAnsweredByKeysAlone()
    {
        Batches b;
        b.paste(u"Ref\tTotal\r\nA-1\t1.00\r\nA-1\t2.50\r\nA-2\t3.00\r\n"_s);
        QVERIFY(b.work->whyNotSend().contains(u'G')); // the key that leads to it
        b.press(Qt::Key_1);                           // belongs to the cells yet
        QVERIFY(b.work->mustAskForLines());
        b.press(Qt::Key_Escape);
        b.press(Qt::Key_G, Qt::ControlModifier);
        QCOMPARE(b.window->focusWidget(), b.button(u"Items: add up"_s));
        b.press(Qt::Key_2);
        b.settle();
        QVERIFY(!b.work->mustAskForLines());
        QTRY_COMPARE(b.work->report().revenue.text(), u"4.00"_s); // the first of them
        QCOMPARE(b.window->focusWidget(), b.grid);
    }

    void whatABarAsksComesBeforeTheRowsWhenGoingOnWithTab()
    {
        Batches b;
        b.paste(u"Ref\tTotal\r\nA-1\t1.00\r\nA-1\t2.50\r\nA-2\t3.00\r\n"_s);
        QWidget* one = b.button(u"Items: add up"_s);
        int steps = 0;
        while (one != b.grid && ++steps < 100)
            one = one->nextInFocusChain();
        QVERIFY(steps < 100);
        for (QWidget* next = b.button(u"Items: add up"_s); next != b.grid; next = next->nextInFocusChain())
            QVERIFY(next->objectName() != u"send"_s);
    }

    void anAmountOfTwoReadingsIsDecidedForAllRowsAtOnce_data()
    {
        QTest::addColumn<bool>("isThousands");
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("sum");
        QTest::addRow("one thousand two hundred") << true << u"1234"_s << u"3690"_s;
        QTest::addRow("one point two") << false << u"1.2340"_s << u"3.6900"_s;
    }
    void anAmountOfTwoReadingsIsDecidedForAllRowsAtOnce()
    {
        QFETCH(bool, isThousands);
        QFETCH(QString, cell);
        QFETCH(QString, sum);
        Batches b;
        b.paste(u"Ref\tTotal\r\nA-1\t1.234\r\nA-2\t2.456\r\n"_s);
        QCOMPARE(b.work->counts().count(engine::RowLook::Fix), 2);
        const engine::SheetProblem problem = b.work->report().problems.first();
        const auto readings = b.work->readings(problem);
        QVERIFY(readings);
        const bool other = (readings->first == u"1234"_s) != isThousands;
        QPushButton* answer = b.button(other ? readings->second : readings->first);
        QVERIFY(answer);
        answer->click();
        b.settle();
        QTRY_COMPARE(b.work->counts().ready(), 2);
        QCOMPARE(b.work->sheet().cellAt(0, 1), cell);
        QCOMPARE(b.work->report().revenue.text(), sum);
        b.grid->setFocus();
        b.press(Qt::Key_Z, Qt::ControlModifier); // one step
        QTRY_COMPARE(b.work->counts().ready(), 0);
    }

    void sendingPausesWhereItIsToPauseWhenOneFails()
    {
        Batches b;
        practice::ScriptedAnswer refusal;
        refusal.status = 400;
        b.collector.setScript(practice::AnswerScript({refusal}));
        QString rows = u"Ref\tTotal\r\n"_s;
        for (int i = 0; i < 300; ++i)
            rows += u"P-%1\t1.00\r\n"_s.arg(i);
        b.paste(rows);
        b.work->setPausesOnFailure(true);
        QSignalSpy paused(b.work, &BatchWork::pausedAt);
        b.sendNow();
        b.work->sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(paused.size(), 1, 20'000);
        QTRY_VERIFY(b.desk->isPaused(u"Till"_s));
        QVERIFY(b.work->counts().waiting > 0);
        QTRY_VERIFY(b.button(u"Resume"_s));
        b.press(Qt::Key_F9, Qt::ShiftModifier); // whatever was stopped
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 299, 40'000);
        QCOMPARE(b.work->counts().notDelivered, 1);
    }

    void cancellingWhatWaitsIsAskedAboutAndItsDefaultIsNo()
    {
        Batches b;
        b.stopSending();
        b.paste(Rows);
        b.sendNow();
        b.work->sendNow();
        QTRY_COMPARE(b.work->counts().waiting, 2);
        b.settle();
        const auto before = b.desk->reader()->batchStandings([] { return true; });
        QVERIFY(before);
        QCOMPARE(before->value(b.work->batch()).underWay, 2);
        b.answerNext(u"Cancel 2"_s);
        QTRY_VERIFY(b.page->can(ui::Verb::CancelOrder));
        b.page->perform(ui::Verb::CancelOrder);
        QVERIFY(!b.defaultAnswer.contains(u'2'));
        QTRY_COMPARE(b.work->counts().cancelled, 2);
        const auto after = b.desk->reader()->batchStandings([] { return true; });
        QVERIFY(after);
        QCOMPARE(after->value(b.work->batch()), (ledger::BatchStanding{0, 0, 2}));
    }

    void aBatchThatIsOpenedInTheMiddleOfItsSendingCountsToItsEnd()
    {
        constexpr qint64 Count = 1200;
        Batches b;
        QString rows = u"Ref\tTotal\r\n"_s;
        for (qint64 i = 0; i < Count; ++i)
            rows += u"M-%1\t1.00\r\n"_s.arg(i);
        b.paste(rows);
        b.sendNow();
        b.work->sendNow();
        QTRY_VERIFY_WITH_TIMEOUT(b.work->counts().delivered > Count / 4, 40'000);
        QTRY_VERIFY_WITH_TIMEOUT(b.work->doing() == BatchWork::Doing::Nothing, 40'000);
        const qint64 batch = b.work->batch();
        b.work->reopen(batch); // read while the next ones arrive
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, Count, 60'000);
        QCOMPARE(b.work->counts().waiting, 0);
        QCOMPARE(b.collector.events().size(), Count);
    }

    void whatWasPutAwayIsStillThereAfterARestart()
    {
        Batches b;
        b.paste(Rows);
        b.work->clear();
        b.settle();
        b.close();
        b.open();
        b.window->showBatchPage();
        b.page = b.window->findChild<ui::BatchPage*>();
        b.follow();
        QTRY_VERIFY(b.button(u"Bring them back"_s));
        b.button(u"Bring them back"_s)->click();
        QTRY_COMPARE(b.model->rowCount(), 5);
    }

    void f8DoesNotPassTheRowThatHasTheKeys()
    {
        Batches b;
        b.paste(Rows);
        b.grid->setCurrentIndex(b.model->index(1, ui::SheetModel::FirstField));
        b.press(Qt::Key_F8);
        QCOMPARE(b.grid->currentIndex().row(), 1);
        QCOMPARE(b.grid->currentIndex().column(), 3);
    }

    void theListOfBatchesSaysThatAllAreDeliveredOnlyWhenThatIsKnown()
    {
        ledger::Batch batch;
        batch.id = 7;
        batch.rows = 3;
        batch.accepted = 3;
        ui::BatchStart start;
        start.show({batch});
        const auto* list = start.findChild<QListWidget*>();
        QVERIFY(!list->item(0)->text().contains(u"all delivered"_s));
        start.showStandings({{7, {2, 0, 0}}});
        QVERIFY(list->item(0)->text().contains(u"2 waiting"_s));
        start.showStandings({{7, {0, 0, 3}}});
        QVERIFY(list->item(0)->text().contains(u"3 cancelled"_s));
        QVERIFY(!list->item(0)->text().contains(u"all delivered"_s));
        start.showStandings({});
        QVERIFY(list->item(0)->text().contains(u"all delivered"_s));
    }

    void aBatchWhoseOrdersStillWaitIsThereAfterARestart()
    {
        Batches b;
        b.stopSending();
        b.paste(Rows);
        b.sendNow();
        b.work->sendNow();
        QTRY_COMPARE(b.work->counts().waiting, 2);
        b.settle();
        b.answerNext(u"Quit"_s); // what waits is said once
        b.close();
        b.open();
        b.page = b.window->findChild<ui::BatchPage*>();
        b.follow();
        QTRY_COMPARE(b.work->counts().waiting, 2);
    }

    void furtherLinesOfAnOrderThatWasAcceptedNeverBecomeAnOrderOfTheirOwn()
    {
        Batches b;
        b.stopSending();
        b.paste(u"Ref\tTotal\r\nA-1\t1.00\r\nA-1\t2.50\r\nA-2\tx\r\n"_s);
        b.work->setLines(intake::LineRule::Sum);
        b.settle();
        QTRY_COMPARE(b.work->counts().ready(), 1);
        b.sendNow();
        b.work->sendNow();
        QTRY_COMPARE(b.work->counts().waiting, 1);
        b.settle();
        b.work->orders().cancelWaiting(); // which frees the order ID
        QTRY_COMPARE(b.work->counts().cancelled, 1);
        b.work->edits().edit(u"test"_s, {{2, 1, u"7.00"_s}}); // checked anew
        b.settle();
        QTRY_COMPARE(b.work->counts().ready(), 1);
        QCOMPARE(b.work->report().revenue.text(), u"7.00"_s);
        QCOMPARE(b.column(ui::SheetModel::StatusColumn), (QStringList{u"Cancelled"_s, u"Line of above"_s, u"Ready"_s}));
    }

    void aCellThatWasChangedMeanwhileIsNotFixedOver()
    {
        Batches b;
        b.paste(Rows);
        const engine::SheetProblem problem = b.work->report().problems.first();
        b.work->edits().edit(u"test"_s, {{1, 1, u"99.00"_s}});
        b.work->fixAll(problem); // before it was checked
        QCOMPARE(b.work->sheet().cellAt(1, 1), u"99.00"_s);
        b.settle();
        b.work->fixAll(problem); // as it was found before
        QCOMPARE(b.work->sheet().cellAt(1, 1), u"99.00"_s);
        QCOMPARE(b.work->sheet().cellAt(2, 1), u"88.00"_s);
    }

    void rowsAreNotAddedWhileOthersAreAccepted()
    {
        Batches b;
        b.paste(Rows);
        b.sendNow();
        b.work->sendNow();
        QCOMPARE(b.work->doing(), BatchWork::Doing::Accepting);
        const qsizetype rows = b.work->sheet().size();
        b.work->edits().addRows(1);
        QCOMPARE(b.work->sheet().size(), rows);
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 2, 20'000);
    }

    void readyRowsGoOutOnceAndTheOthersStay()
    {
        Batches b;
        b.paste(Rows);
        b.sendNow();
        QVERIFY(b.asked.contains(u"1,020.98 GBP"_s));
        QVERIFY(b.asked.contains(u"Till"_s));
        QVERIFY(!b.defaultAnswer.contains(u"Send"_s));
        QVERIFY(b.ledger().isEmpty()); // nothing leaves during the countdown
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 2, 20'000);
        QCOMPARE(b.collector.events().size(), 2);
        const ui::BatchCounts counts = b.work->counts();
        QCOMPARE(counts.accepted, 2);
        QCOMPARE(counts.count(engine::RowLook::Fix), 2);
        QCOMPARE(counts.duplicates(), 1);
        QTRY_COMPARE(b.cell(0, ui::SheetModel::StatusColumn), u"Delivered"_s);
        QVERIFY(!b.model->flags(b.model->index(0, 3)).testFlag(Qt::ItemIsEditable));

        // What was mended goes in a second run of the same batch, and nothing goes twice.
        b.settle();
        QTRY_VERIFY(b.button(u"Fix all 2"_s));
        b.button(u"Fix all 2"_s)->click();
        b.settle();
        QTRY_COMPARE(b.work->counts().ready(), 2);
        b.grid->setFocus();
        b.sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 4, 20'000);
        QCOMPARE(b.collector.events().size(), 4);
        QCOMPARE(b.ledger().size(), 4);
        const auto batches = b.desk->reader()->batches(10);
        QVERIFY(batches);
        QCOMPARE(batches->size(), 1);
        b.settle();
        const auto closed = b.desk->reader()->batch(batches->first().id);
        QVERIFY(closed);
        QCOMPARE(closed->accepted, 4);
        QCOMPARE(closed->rows.value_or(0), closed->accepted + closed->held + closed->duplicates); // it adds up
    }

    void sendingCanBeTakenBackWhileNothingHasLeft()
    {
        Batches b;
        b.paste(Rows);
        b.sendNow();
        b.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(b.work->doing(), BatchWork::Doing::Nothing);
        QVERIFY(b.ledger().isEmpty());
        b.work->sendNow(); // it does not go any more
        QCOMPARE(b.work->doing(), BatchWork::Doing::Nothing);
        QCOMPARE(b.work->counts().ready(), 2);
    }

    void anotherProfileTakesTheSendingBack()
    {
        Batches b;
        profile::Profile other = b.profile();
        other.name = u"Other"_s;
        QVERIFY(profile::ProfileStore(profile::DataFolder(b.folder.path()).profileFolder(), {}).save(other));
        b.desk->readProfiles();
        b.paste(Rows);
        b.sendNow();
        b.desk->chooseProfile(u"Other"_s);
        QVERIFY(b.work->doing() != BatchWork::Doing::Countdown);
    }

    void anotherMappingTakesTheSendingBack()
    {
        Batches b;
        b.paste(Rows);
        b.sendNow();
        intake::Mapping other = b.work->mapping();
        other.setColumn(pixel::Field::Tax, -1);
        b.work->setMapping(other);
        QVERIFY(b.work->doing() != BatchWork::Doing::Countdown);
        b.settle();
        QVERIFY(b.ledger().isEmpty());
    }

    void rowsThatChangeUnderTheQuestionAreNotSent()
    {
        Batches b;
        b.paste(Rows);
        QTimer::singleShot(0, b.work, [&b] { b.work->edits().setLeftOut({0}, true); }); // while the question is open
        b.answerNext(u"Send"_s);
        b.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(b.work->doing() != BatchWork::Doing::Countdown);
        b.settle();
        QVERIFY(b.ledger().isEmpty());
    }

    void whatWasSentIsNeitherUndoneNorReadAgain()
    {
        Batches b;
        b.paste(Rows);
        b.work->edits().edit(u"test"_s, {{0, 1, u"1,000.50"_s}});
        b.settle();
        b.sendNow();
        b.work->sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 2, 20'000);
        b.settle();
        QVERIFY(!b.work->edits().undo().canUndo());
        QVERIFY(!b.work->canReadAgain());
        intake::Choices choices;
        choices.headerRow = 3;
        b.work->setChoices(choices);
        b.settle();
        QCOMPARE(b.model->rowCount(), 5);
        QCOMPARE(b.cell(0, 3), u"1,000.50"_s);
    }

    void rowsThatMakeRoomCanBeBroughtBack()
    {
        Batches b;
        b.paste(Rows);
        b.work->edits().edit(u"test"_s, {{1, 1, u"12.50"_s}});
        b.settle();
        b.answerNext(u"Put them away"_s);
        b.page->openSource({u"other"_s, {}, "Ref,Total\r\nX-1,1.00\r\n"});
        b.settle();
        QTRY_COMPARE(b.model->rowCount(), 1);
        QTRY_VERIFY(b.button(u"Bring them back"_s));
        b.button(u"Bring them back"_s)->click();
        QTRY_COMPARE(b.model->rowCount(), 5);
        b.settle();
        QCOMPARE(b.cell(1, 3), u"12.50"_s);
        b.button(u"Keep"_s)->click();
        b.work->clear();
        QTRY_COMPARE(b.model->rowCount(), 0);
        b.button(u"Bring them back"_s)->click();
        QTRY_COMPARE(b.model->rowCount(), 5);
        QTRY_VERIFY(b.button(u"Keep"_s)); // what was put away is not said once more over it
    }

    void aFileAtTheStartDoesNotLoseWhatWasKept()
    {
        Batches b;
        b.paste(Rows);
        b.settle();
        b.close();
        QFile file(b.folder.filePath(u"orders.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Ref,Total\r\nX-1,1.00\r\n");
        file.close();
        b.desk = std::make_unique<ui::Desk>(profile::DataFolder(b.folder.path()), u"desk 4"_s);
        b.window = std::make_unique<ui::MainWindow>(*b.desk);
        b.window->openBatch(file.fileName()); // before there is a page for it
        QObject::connect(b.window.get(), &ui::MainWindow::painted, b.desk.get(), &ui::Desk::open);
        b.window->show();
        QVERIFY(QTest::qWaitForWindowActive(b.window.get()));
        QTRY_VERIFY(b.window->findChild<ui::BatchPage*>());
        b.page = b.window->findChild<ui::BatchPage*>();
        b.follow();
        QTRY_COMPARE(b.model->rowCount(), 1);
        QTRY_VERIFY(b.button(u"Bring them back"_s));
        b.button(u"Bring them back"_s)->click();
        QTRY_COMPARE(b.model->rowCount(), 5);
    }

    void whatWasCancelledDoesNotKeepTheOthersFromGoing()
    {
        Batches b;
        b.stopSending();
        b.paste(Rows);
        b.sendNow();
        b.work->sendNow();
        QTRY_COMPARE(b.work->counts().waiting, 2);
        b.settle();
        b.work->orders().cancelWaiting();
        QTRY_COMPARE(b.work->counts().cancelled, 2);
        b.desk->tell([](engine::Engine& engine) { return engine.resume({}); });
        QTRY_VERIFY(b.button(u"Fix all 2"_s));
        b.button(u"Fix all 2"_s)->click();
        b.settle();
        QTRY_COMPARE(b.work->counts().ready(), 3); // the second of an order whose first was taken back too
        b.grid->setFocus();
        b.sendNow();
        b.work->sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 3, 20'000);
        QCOMPARE(b.work->counts().cancelled, 2);
    }

    void rejectsHoldAllLinesOfAnOrder()
    {
        Batches b;
        b.paste(u"Ref\tTotal\r\nA-1\t1.00\r\nA-1\tx\r\nA-2\t3.00\r\n"_s);
        b.work->setLines(intake::LineRule::Sum);
        b.settle();
        QCOMPARE(b.work->counts().count(engine::RowLook::Fix), 1);
        const QString rejects = b.folder.filePath(u"rejects.csv"_s);
        QSignalSpy written(b.work, &BatchWork::written);
        b.work->writeRejects(rejects);
        QTRY_COMPARE(written.size(), 1);
        QCOMPARE(written.first().at(1).toLongLong(), 2);
    }

    void theSameRowsAgainAreKnownByTheirOrders()
    {
        Batches b;
        b.paste(Rows);
        b.sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 2, 20'000);
        b.settle();
        QString again = Rows;
        b.paste(again.replace(u"19.99"_s, u"29.99"_s) + u"0009\t9.00\t\t\r\n"_s);
        QCOMPARE(b.work->counts().count(engine::RowLook::Known), 2);
        QCOMPARE(b.work->report().changedSince, 1);
        QCOMPARE(b.work->counts().ready(), 1);
        QVERIFY(b.cell(4, b.model->problemColumn()).contains(u"another"_s));
    }

    void cellsAreWrittenFilledDownClearedAndPasted()
    {
        Batches b;
        b.paste(Rows);
        b.grid->setCurrentIndex(b.model->index(0, 4));
        b.grid->setFocus();
        b.press(Qt::Key_F2);
        QTRY_VERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()));
        b.press(Qt::Key_A, Qt::ControlModifier);
        b.type(u"1.50"_s);
        b.press(Qt::Key_Return);
        QTRY_COMPARE(b.cell(0, 4), u"1.50"_s);
        QCOMPARE(b.grid->currentIndex().row(), 1); // Enter goes down
        b.press(Qt::Key_D, Qt::ControlModifier);   // as the row above
        QTRY_COMPARE(b.cell(1, 4), u"1.50"_s);
        b.grid->selectionModel()->select(
            QItemSelection(b.model->index(0, 4), b.model->index(3, 4)), QItemSelectionModel::ClearAndSelect);
        b.press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(b.cell(3, 4), u"1.50"_s);
        b.press(Qt::Key_Delete);
        QCOMPARE(b.cell(0, 4), QString());
        b.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(b.cell(3, 4), u"1.50"_s);
        b.grid->selectionModel()->setCurrentIndex(b.model->index(4, 2), QItemSelectionModel::ClearAndSelect);
        QGuiApplication::clipboard()->setText(u"0005\t5.00\t0.50\n0006\t6.00\t0.60\n"_s);
        b.press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(b.model->rowCount(), 6);
        QCOMPARE(b.cell(5, 3), u"6.00"_s);
        b.press(Qt::Key_Z, Qt::ControlModifier); // rows and cells in one step
        QCOMPARE(b.model->rowCount(), 5);
        QCOMPARE(b.cell(4, 2), u"1E5"_s);
    }

    void aRowThatIsTakenOutStaysBehind()
    {
        Batches b;
        b.paste(Rows);
        b.grid->setCurrentIndex(b.model->index(0, 2));
        b.grid->setFocus();
        b.press(Qt::Key_Space);
        b.settle();
        QTRY_COMPARE(b.cell(0, ui::SheetModel::StatusColumn), u"Left out"_s);
        QTRY_COMPARE(b.cell(3, ui::SheetModel::StatusColumn), u"Ready"_s); // it was a duplicate of that one
        b.press(Qt::Key_Space);
        QTRY_COMPARE(b.cell(3, ui::SheetModel::StatusColumn), u"Skipped"_s);
    }

    void aFilterShowsWhatIsToMendAndDoesNotTakeItAwayWhileItIsMended()
    {
        Batches b;
        b.paste(Rows);
        auto* filters = b.window->findChild<ui::RowFilters*>();
        filters->choose(ui::RowFilter::Fix);
        QCOMPARE(b.column(ui::SheetModel::FirstField), (QStringList{u"0002"_s, u"0003"_s}));
        b.grid->setCurrentIndex(b.model->index(0, 3));
        b.grid->setFocus();
        b.press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        b.settle();
        QTRY_COMPARE(b.cell(0, ui::SheetModel::StatusColumn), u"Ready"_s);
        QCOMPARE(b.model->rowCount(), 2);
    }

    void columnsThatNobodyCanGuessAreAskedFor()
    {
        Batches b;
        b.paste(u"foo\tbar\r\nx1\t10.00\r\nx2\t20.00\r\n"_s);
        QVERIFY(!b.work->whatIsMissing().isEmpty());
        const auto boxOf = [&](const QString& name) -> QComboBox* {
            const auto boxes = b.window->findChildren<QComboBox*>();
            const auto found = std::find_if(boxes.begin(), boxes.end(),
                [&](const QComboBox* box) { return box->isVisible() && box->accessibleName() == name; });
            return found == boxes.end() ? nullptr : *found;
        };
        for (const auto& [name, field] :
            {std::pair(u"foo"_s, pixel::Field::OrderId), std::pair(u"bar"_s, pixel::Field::Revenue)}) {
            QTRY_VERIFY(boxOf(name));
            QComboBox* box = boxOf(name);
            box->setCurrentIndex(box->findData(int(field)));
            Q_EMIT box->activated(box->currentIndex());
        }
        QTRY_VERIFY(b.work->whatIsMissing().isEmpty());
        QTRY_VERIFY(b.button(u"Show the rows"_s));
        b.button(u"Show the rows"_s)->click();
        b.settle();
        QCOMPARE(b.work->counts().ready(), 2);

        // And the next time they are known.
        b.sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 2, 20'000);
        b.settle();
        b.paste(u"bar\tfoo\r\n30.00\tx3\r\n40.00\tx4\r\n"_s);
        QVERIFY(b.work->isMappingRemembered());
        QCOMPARE(b.work->counts().ready(), 2);
    }

    void whatWasBeingWorkedOnIsThereAgain()
    {
        Batches b;
        b.paste(Rows);
        b.work->edits().edit(u"test"_s, {{1, 1, u"12.50"_s}});
        b.settle();
        b.close();
        b.open();
        b.window->showBatchPage();
        b.page = b.window->findChild<ui::BatchPage*>();
        b.follow();
        QTRY_COMPARE(b.model->rowCount(), 5);
        b.settle();
        QCOMPARE(b.cell(1, 3), u"12.50"_s);
        QTRY_COMPARE(b.work->counts().ready(), 3);
        b.button(u"Discard"_s)->click();
        QTRY_COMPARE(b.model->rowCount(), 0);
        b.button(u"Bring them back"_s)->click();
        QTRY_COMPARE(b.model->rowCount(), 5);
    }

    void aBatchOfBeforeOpensWithTheTruthOfEachRow()
    {
        Batches b;
        b.paste(Rows);
        b.sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 2, 20'000);
        b.settle();
        const qint64 batch = b.work->batch();
        b.close();
        b.open();
        b.window->showBatchPage();
        b.page = b.window->findChild<ui::BatchPage*>();
        b.follow();
        QCOMPARE(b.model->rowCount(), 0);
        b.work->reopen(batch);
        QTRY_COMPARE(b.work->counts().delivered, 2);
        b.settle();
        QCOMPARE(b.column(ui::SheetModel::StatusColumn),
            (QStringList{u"Delivered"_s, u"Needs fixing"_s, u"Needs fixing"_s, u"Skipped"_s, u"Delivered"_s}));
    }

    void aBatchThatWasBrokenOffComesBackByItself()
    {
        Batches b;
        b.paste(Rows);
        b.sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 2, 20'000);
        b.settle();
        b.close();
        {
            // As it stands when the program is killed after the first row was accepted.
            SQLite::Database ledger(
                profile::DataFolder(b.folder.path()).ledgerFile().toStdString(), SQLite::OPEN_READWRITE);
            ledger.exec("UPDATE batch SET rows = NULL");
        }
        b.open();
        b.window->showBatchPage();
        b.page = b.window->findChild<ui::BatchPage*>();
        b.follow();
        QTRY_COMPARE(b.work->counts().delivered, 2);
        b.settle();
        const auto bars = b.page->findChildren<ui::Bar*>();
        QVERIFY(std::any_of(
            bars.begin(), bars.end(), [](const ui::Bar* bar) { return bar->text().contains(u"what became of it"_s); }));
        // The rest goes in the same batch, and nothing goes again.
        QTRY_VERIFY(b.button(u"Fix all 2"_s));
        b.button(u"Fix all 2"_s)->click();
        b.settle();
        QTRY_COMPARE(b.work->counts().ready(), 2);
        b.grid->setFocus();
        b.sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 4, 20'000);
        QCOMPARE(b.collector.events().size(), 4);
    }

    void resultsAndRejectsSayWhatBecameOfEachRow()
    {
        Batches b;
        b.paste(Rows);
        b.sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 2, 20'000);
        b.settle();
        const QString results = b.folder.filePath(u"results.csv"_s);
        const QString rejects = b.folder.filePath(u"rejects.csv"_s);
        QSignalSpy written(b.work, &BatchWork::written);
        b.work->writeResults(results);
        QTRY_COMPARE(written.size(), 1);
        b.work->writeRejects(rejects);
        QTRY_COMPARE(written.size(), 2);
        QFile file(results);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 6);
        QVERIFY(lines[1].contains("http://127.0.0.1"));
        QVERIFY(lines[1].contains(",delivered,200,"));
        QVERIFY(lines[2].contains(",fix,"));
        // The rejects open again with their mapping, and only they.
        b.page->openSource({u"rejects.csv"_s, rejects, {}});
        b.settle();
        QTRY_COMPARE(b.model->rowCount(), 3);
        QVERIFY(b.work->isMappingRemembered());
        QCOMPARE(b.cell(0, 2), u"0002"_s);
    }

    void whatIsWrongWithTheWholeSourceIsSaid_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        QTest::addRow("unclosed quote") << QByteArray("Ref,Total\r\nA,1.00\r\nB,\"2.00\r\nC,3.00\r\n") << u"quote"_s;
        QTest::addRow("nothing in it") << QByteArray("\r\n") << u"no rows"_s;
    }
    void whatIsWrongWithTheWholeSourceIsSaid()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, said);
        Batches b;
        b.page->openSource({u"bad.csv"_s, {}, text});
        const auto bars = b.page->findChildren<ui::Bar*>();
        QTRY_VERIFY(
            std::any_of(bars.begin(), bars.end(), [&](const ui::Bar* bar) { return bar->text().contains(said); }));
        QCOMPARE(b.work->doing() == BatchWork::Doing::Reading, false);
    }

    void whatIsKeptWhileWorkingIsGoneWhenTheBatchIsAccepted()
    {
        Batches b;
        b.paste(Rows);
        const QString working = b.folder.filePath(u"batches/working.sheet"_s);
        QTRY_VERIFY(QFile::exists(working));
        b.sendNow();
        b.work->sendNow();
        QTRY_VERIFY(b.work->batch() > 0);
        QVERIFY(!QFile::exists(working)); // a crash from now on finds the batch, not the rows before it
        QVERIFY(QFile::exists(b.folder.filePath(u"batches/%1.sheet"_s.arg(b.work->batch()))));
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 2, 20'000);
    }

    void droppedFilesAndTextComeIn()
    {
        Batches b;
        QMimeData data;
        data.setText(Rows);
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(b.page, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(b.page, &drop);
        b.settle();
        QCOMPARE(b.model->rowCount(), 5);
    }

    void rowsCanBeTyped()
    {
        Batches b;
        b.button(u"Type rows"_s)->click();
        b.settle();
        b.grid->setCurrentIndex(b.model->index(0, 2));
        b.grid->setFocus();
        b.type(u"T-1"_s);
        b.press(Qt::Key_Tab);
        b.type(u"5.00"_s);
        b.press(Qt::Key_Return);
        b.settle();
        QTRY_COMPARE(b.work->counts().ready(), 1);
    }

    void anOrderOfTheFormIsAddedToTheBatch()
    {
        Batches b;
        b.window->showOrderPage();
        QTRY_COMPARE(QApplication::focusWidget(), b.field("transactionId"));
        for (const QString& id : {u"F-1"_s, u"F-2"_s}) {
            b.type(id);
            b.press(Qt::Key_Tab);
            b.type(u"1,000.50"_s);
            b.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
            QCOMPARE(b.field("transactionId")->text(), QString());
        }
        QVERIFY(b.ledger().isEmpty());
        b.window->showBatchPage();
        b.settle();
        QTRY_COMPARE(b.work->counts().ready(), 2);
        QCOMPARE(b.work->report().revenue.text(), u"2001.00"_s);
    }

    void severalPastedOrdersGoFromTheFormToTheBatch()
    {
        Batches b;
        b.window->showOrderPage();
        QTRY_COMPARE(QApplication::focusWidget(), b.field("transactionId"));
        QGuiApplication::clipboard()->setText(u"0001\t10.00\n0002\t20.00\n"_s);
        b.press(Qt::Key_V, Qt::ControlModifier);
        QPushButton* open = b.button(u"Open in Batch"_s);
        QVERIFY(open);
        open->click();
        b.settle();
        QTRY_COMPARE(b.work->sheet().size() > 0, true);
        QVERIFY(b.page->isVisible());
    }
};

QTEST_MAIN(BatchPageTest)
#include "tst_batchpage.moc"
