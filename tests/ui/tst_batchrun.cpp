// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batches.h"

#include "ui/batch/batchstart.h"
#include "ui/batch/batchwords.h"
#include "ui/batch/rowfilters.h"
#include "ui/common/bar.h"
#include "ui/common/worldwatch.h"

#include <QTableWidget>

#include <SQLiteCpp/SQLiteCpp.h>

class BatchRunTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
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
        QVERIFY(b.offers(ui::Verb::Retry));
        b.press(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 2, 20'000);
        QCOMPARE(b.cell(row, b.model->problemColumn()), QString());
        QCOMPARE(b.ledger().size(), 2);
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

    void whatIsCancelledIsCancelledInOneGo()
    {
        constexpr qint64 Count = 1500; // more than one portion of anything else
        Batches b;
        b.stopSending();
        b.paste(manyRows(Count));
        b.sendNow();
        b.work->sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().waiting, Count, 40'000);
        QTRY_COMPARE_WITH_TIMEOUT(b.work->doing(), BatchWork::Doing::Nothing, 40'000);
        QSignalSpy told(&b.work->orders(), &ui::BatchOrders::cancelled);
        b.answerNext(u"Cancel 1"_s);
        b.page->perform(ui::Verb::CancelOrder);
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().cancelled, Count, 20'000);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().at(0).toLongLong(), Count);
        QCOMPARE(told.first().at(1).toLongLong(), 0);
    }

    void aListOfWhatWaitsFollowsWhatGoes()
    {
        Batches b;
        b.stopSending();
        b.paste(manyRows(300));
        b.sendNow();
        b.work->sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().waiting, 300, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(b.work->doing(), BatchWork::Doing::Nothing, 20'000);
        b.window->findChild<ui::RowFilters*>()->choose(ui::RowFilter::Waiting);
        QTRY_COMPARE(b.model->rowCount(), 300);
        b.desk->tell([](engine::Engine& engine) { return engine.resume({}); });
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 300, 20'000);
        QTRY_COMPARE(b.model->rowCount(), 0);
        b.window->findChild<ui::RowFilters*>()->choose(ui::RowFilter::Delivered);
        QTRY_COMPARE(b.model->rowCount(), 300);
    }

    void aFileThatComesInWhileRowsAreSavedIsOfferedAfterwards()
    {
        Batches b;
        b.paste(manyRows(1200));
        b.sendNow();
        b.work->sendNow();
        QCOMPARE(b.work->doing(), BatchWork::Doing::Accepting);
        b.page->openSource({u"late.tsv"_s, {}, "Ref\tTotal\r\nL-1\t5.00\r\n"});
        QTRY_VERIFY_WITH_TIMEOUT(b.button(u"Open it"_s), 40'000);
        b.button(u"Open it"_s)->click();
        b.settle();
        QTRY_COMPARE(b.model->rowCount(), 1);
        QVERIFY(b.button(u"Back to it"_s)); // the rows before go on
        b.button(u"Back to it"_s)->click();
        QTRY_COMPARE(b.model->rowCount(), 1200);
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 1200, 40'000);
    }

    void onlyABatchThatIsNotSettledGoesOn_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("said");
        QTest::addRow("delivered") << 200 << u"the clipboard is in the list of batches."_s;
        QTest::addRow("refused") << 400 << u"the clipboard is in the list of batches."_s;
        QTest::addRow("tried again") << 503 << u"the clipboard goes on by itself, and is in the list of batches."_s;
    }
    void onlyABatchThatIsNotSettledGoesOn()
    {
        QFETCH(int, status);
        QFETCH(QString, said);
        Batches b;
        practice::ScriptedAnswer answer;
        answer.status = status;
        b.collector.setScript(practice::AnswerScript({answer, answer, answer}));
        b.paste(u"Ref\tTotal\r\nA-1\t1.00\r\n"_s);
        b.sendNow();
        b.work->sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered + b.work->counts().notDelivered, 1, 20'000);
        b.settle();
        b.page->openSource({u"late.tsv"_s, {}, "Ref\tTotal\r\nL-1\t5.00\r\n"});
        b.settle();
        QTRY_COMPARE(b.page->findChild<ui::Bar*>()->text(), said);
    }

    void anotherFileInTheCountdownSaysThatNothingWasSent()
    {
        Batches b;
        b.paste(Rows);
        b.sendNow();
        b.answerNext(u"Cancel"_s); // keep what is there
        b.page->openSource({u"late.tsv"_s, {}, "Ref\tTotal\r\nL-1\t5.00\r\n"});
        QCOMPARE(b.work->doing(), BatchWork::Doing::Nothing);
        QCOMPARE(b.model->rowCount(), 5);
        const auto bars = b.page->findChildren<ui::Bar*>();
        QVERIFY(std::any_of(
            bars.begin(), bars.end(), [](const ui::Bar* bar) { return bar->text().contains(u"was not sent"_s); }));
        QVERIFY(b.ledger().isEmpty());
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

    void theListOfBatchesSaysThatAllAreDeliveredOnlyWhenThatIsKnown()
    {
        ledger::Batch batch;
        batch.id = 7;
        batch.rows = 3;
        batch.accepted = 3;
        ui::BatchStart start;
        start.show({batch});
        const auto* list = start.findChild<QTableWidget*>();
        QVERIFY(!list->item(0, 4)->text().contains(u"All delivered"_s));
        start.showStandings({{7, {2, 0, 0}}});
        QVERIFY(list->item(0, 4)->text().contains(u"2 waiting"_s));
        start.showStandings({{7, {0, 0, 3}}});
        QVERIFY(list->item(0, 4)->text().contains(u"3 cancelled"_s));
        QVERIFY(!list->item(0, 4)->text().contains(u"All delivered"_s));
        start.showStandings({});
        QVERIFY(list->item(0, 4)->text().contains(u"All delivered"_s));
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
        QVERIFY(ui::sumsOfBatch(*b.work, b.desk->profile()).contains(u"100.50 GBP"_s)); // of what goes now
        b.grid->setFocus();
        b.sendNow();
        QVERIFY2(b.asked.contains(u"100.50 GBP"_s), qPrintable(b.asked));
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

    void aProgramThatEndsInTheCountdownSaysThatNothingWasSent()
    {
        Batches b;
        b.paste(Rows);
        b.sendNow();
        b.answerNext(u"Quit"_s);
        b.close(); // what is on disk was written when sending was asked for, as for a kill
        b.open();
        b.window->showBatchPage();
        b.page = b.window->findChild<ui::BatchPage*>();
        b.follow();
        QTRY_COMPARE(b.model->rowCount(), 5);
        b.settle();
        QVERIFY(b.isSaid(u"Nothing of it was sent"_s));
        QVERIFY(b.ledger().isEmpty());
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
        b.work->edits().edit(u"test"_s, {{0, 1, u"1,000.50"_s}, {3, 1, u"1,000.50"_s}});
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

    void theSumOfABatchThatIsOpenedAgainIsThatOfWhatGoesNow()
    {
        Batches b;
        b.stopSending();
        b.paste(Rows);
        b.sendNow();
        b.work->sendNow();
        QTRY_COMPARE(b.work->counts().waiting, 2);
        b.settle();
        const qint64 batch = b.work->batch();
        b.work->orders().cancelWaiting();
        QTRY_COMPARE(b.work->counts().cancelled, 2);
        b.work->clear();
        b.work->reopen(batch);
        QTRY_COMPARE(b.work->counts().cancelled, 2);
        b.settle();
        QTRY_VERIFY(b.button(u"Fix all 2"_s));
        b.button(u"Fix all 2"_s)->click();
        b.settle();
        QTRY_COMPARE(b.work->counts().ready(), 3);
        QTRY_COMPARE(b.work->report().revenue.text(), u"1101.49"_s); // without the two that were taken back
        QVERIFY(ui::sumsOfBatch(*b.work, b.desk->profile()).contains(u"1,101.49 GBP"_s));
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

    void whatIsSaidOfRowsThatAreHereAddsUp_data()
    {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("said");
        QTest::addRow("the same file") << Rows << u"2 of 5 rows|2 to fix, 1 duplicate(s) of an earlier row."_s;
        QTest::addRow("what was sent alone")
            << u"Ref\tTotal\r\n0001\t1,000.99\r\n1E5\t19.99\r\n"_s << u"All 2 rows|none is new."_s;
        QTest::addRow("with a new one, one twice, and the header")
            << u"Ref\tTotal\r\n0001\t1,000.99\r\n1E5\t19.99\r\nRef\tTotal\r\n0007\t7.00\r\n0007\t7.00\r\n"
               "0007\t7.00\r\n"_s
            << u"2 of 6 rows|1 ready, 2 duplicate(s) of an earlier row, 1 header or further line."_s;
    }

    void whatIsSaidOfRowsThatAreHereAddsUp()
    {
        QFETCH(const QString, rows);
        QFETCH(const QString, said);
        Batches b;
        b.paste(Rows);
        b.sendNow();
        b.work->sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 2, 20'000);
        b.settle();
        b.paste(rows);
        QTRY_COMPARE(b.work->counts().count(engine::RowLook::Known), 2);
        const QString text = ui::knownRows(*b.work);
        QVERIFY2(text.startsWith(said.section(u'|', 0, 0)), qPrintable(text));
        QVERIFY2(text.endsWith(said.section(u'|', 1)), qPrintable(text));
        const QString about = ui::aboutBatch(*b.work, b.desk->profile());
        QVERIFY2(about.startsWith(u"%1 row(s)"_s.arg(b.work->report().rows())), qPrintable(about));
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
        // Whoever looks at another page is told, and told until it was seen.
        QTRY_COMPARE(b.desk->worldWatch().world().brokenOff, u"the clipboard"_s);
        QTRY_VERIFY(b.button(u"Show the batch"_s));
        b.button(u"Show the batch"_s)->click();
        QVERIFY(b.desk->worldWatch().world().brokenOff.isEmpty());
        b.page = b.window->findChild<ui::BatchPage*>();
        QVERIFY(b.page->isVisible());
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
        // Of what it is a duplicate.
        QVERIFY2(lines[4].contains(",duplicate,") && lines[4].contains("is here already"), lines[4].constData());
        // The rejects open again with their mapping, and only they.
        b.page->openSource({u"rejects.csv"_s, rejects, {}});
        b.settle();
        QTRY_COMPARE(b.model->rowCount(), 3);
        QVERIFY(b.work->isMappingRemembered());
        QCOMPARE(b.cell(0, 2), u"0002"_s);
    }

    void resultsSayOfEachRowWhatThePageSays()
    {
        Batches b;
        b.paste(u"Ref\tTotal\r\nA-1\t1.00\r\nA-2\t2.00\r\n"_s);
        b.sendNow();
        b.work->sendNow();
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, 2, 20'000);
        b.settle();
        b.paste(u"Ref\tTotal\r\nA-1\t1.00\r\nRef\tTotal\r\nA-3\t3.00\r\nA-3\t4.00\r\nA-4\t4.00\r\nA-5\tx\r\n"_s);
        b.work->setLines(intake::LineRule::Sum);
        b.settle();
        b.work->edits().setLeftOut({4}, true);
        b.settle();
        QCOMPARE(b.column(ui::SheetModel::StatusColumn),
            (QStringList{u"Skipped"_s, u"Header"_s, u"Ready"_s, u"Line of above"_s, u"Left out"_s, u"Needs fixing"_s}));
        const QString results = b.folder.filePath(u"results.csv"_s);
        QSignalSpy written(b.work, &BatchWork::written);
        b.work->writeResults(results);
        QTRY_COMPARE(written.size(), 1);
        QFile file(results);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 7);
        const QByteArrayList words{",duplicate,", ",header,", ",ready,", ",line,", ",left-out,", ",fix,"};
        for (qsizetype i = 0; i < words.size(); ++i)
            QVERIFY2(lines[i + 1].contains(words[i]), lines[i + 1].constData());
        QVERIFY2(lines[1].contains("order \"\"A-1\"\" is here already"), lines[1].constData());
        QVERIFY2(lines[4].contains("the order in row 4"), lines[4].constData());
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
};

QTEST_MAIN(BatchRunTest)
#include "tst_batchrun.moc"
