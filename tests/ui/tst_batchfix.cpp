// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batches.h"

#include "engine/sheetfix.h"
#include "ui/batch/rowfilters.h"

class BatchFixTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
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

    void f8GoesToWhatMustBeMendedBeforeWhatIsOnlyToBeLookedAt()
    {
        Batches b;
        b.paste(u"Ref\tTotal\tVAT\r\nA-1\t1.00\t9.31\r\nA-1\t1.00\t\r\nA-2\tx\t\r\nA-3\t3.00\t8.72\r\n"_s);
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
        QCOMPARE(b.work->counts().count(engine::RowLook::Fix), 2);
        QVERIFY(b.button(u"Items: add up"_s));
        // A sum that nobody meant cannot be mended after sending.
        QSignalSpy said(b.desk.get(), &ui::Desk::said);
        b.page->perform(ui::Verb::Send);
        QCOMPARE(said.size(), 1);
        QVERIFY(said[0][0].toString().contains(u"more than one row"_s));
        QCOMPARE(b.work->doing(), ui::BatchWork::Doing::Nothing);
        b.button(u"Items: add up"_s)->click();
        b.settle();
        QTRY_COMPARE(b.work->report().revenue.text(), u"6.50"_s);
        QCOMPARE(b.work->counts().ready(), 2);
        QVERIFY(!b.button(u"Items: add up"_s));
    }

    void rowsOfOneOrderThatStandApartAreAskedAboutToo()
    {
        Batches b;
        b.paste(u"Ref\tTotal\r\nA-1\t1.00\r\nA-2\t3.00\r\nA-1\t2.50\r\n"_s);
        QCOMPARE(
            b.column(ui::SheetModel::StatusColumn), (QStringList{u"Needs fixing"_s, u"Ready"_s, u"Needs fixing"_s}));
        QVERIFY(b.work->mustAskForLines());
        b.button(u"Duplicates"_s)->click();
        b.settle();
        QVERIFY(!b.work->mustAskForLines());
        QTRY_COMPARE(b.column(ui::SheetModel::StatusColumn), (QStringList{u"Ready"_s, u"Ready"_s, u"Skipped"_s}));
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

    void aQuestionIsAnsweredFromTheCellsWithoutChangingOne()
    {
        Batches b;
        b.paste(u"Ref\tTotal\r\nA-1\t1.00\r\nA-1\t2.50\r\nA-2\t3.00\r\n"_s);
        QVERIFY(b.button(u"Alt+2"_s));
        b.grid->setFocus();
        b.press(Qt::Key_2, Qt::AltModifier);
        b.settle();
        QVERIFY(!b.work->mustAskForLines());
        QTRY_COMPARE(b.work->report().revenue.text(), u"4.00"_s); // the first of them
        QCOMPARE(b.cell(0, ui::SheetModel::FirstField), u"A-1"_s);
    }

    void anAnswerIsAStepLikeAnyEdit_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addRow("added up") << u"Items: add up"_s;
        QTest::addRow("the first") << u"Take the first"_s;
        QTest::addRow("the same again") << u"The same again"_s;
        QTest::addRow("duplicates") << u"Duplicates"_s;
    }

    void anAnswerIsAStepLikeAnyEdit()
    {
        QFETCH(QString, answer);
        Batches b;
        b.paste(u"Ref\tTotal\r\nA-1\t1.00\r\nA-1\t2.50\r\nA-2\t3.00\r\n"_s);
        b.work->edits().edit(u"test"_s, {{2, 1, u"4.00"_s}});
        b.settle();
        QTRY_VERIFY(b.button(answer));
        b.button(answer)->click();
        b.settle();
        QVERIFY(!b.work->mustAskForLines());
        QCOMPARE(b.window->focusWidget(), b.grid);
        b.press(Qt::Key_Z, Qt::ControlModifier);
        b.settle();
        QVERIFY(b.work->mustAskForLines()); // the answer, and not what was written before it
        QCOMPARE(b.work->sheet().cellAt(2, 1), u"4.00"_s);
        QTRY_VERIFY(b.button(answer));
        b.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(b.work->sheet().cellAt(2, 1), u"3.00"_s);
        b.settle();
        b.press(Qt::Key_Y, Qt::ControlModifier);
        b.press(Qt::Key_Y, Qt::ControlModifier);
        b.settle();
        QVERIFY(!b.work->mustAskForLines());
        QCOMPARE(b.work->sheet().cellAt(2, 1), u"4.00"_s);
    }

    void anAnswerIsKeptWithTheRows()
    {
        Batches b;
        b.paste(u"Ref\tTotal\r\nA-1\t1.00\r\nA-1\t2.50\r\nA-2\t3.00\r\n"_s);
        b.button(u"Duplicates"_s)->click();
        b.settle();
        b.close();
        b.open();
        b.window->showBatchPage();
        b.page = b.window->findChild<ui::BatchPage*>();
        b.follow();
        QTRY_COMPARE(b.model->rowCount(), 3);
        b.settle();
        QVERIFY(!b.work->mustAskForLines());
        QTRY_COMPARE(
            b.column(ui::SheetModel::StatusColumn), (QStringList{u"Ready, check"_s, u"Skipped"_s, u"Ready"_s}));
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
        const auto readings = engine::readingsOf(problem, b.work->sheet().shape().numbers.value);
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

    void f8DoesNotPassTheRowThatHasTheKeys()
    {
        Batches b;
        b.paste(Rows);
        b.grid->setCurrentIndex(b.model->index(1, ui::SheetModel::FirstField));
        b.press(Qt::Key_F8);
        QCOMPARE(b.grid->currentIndex().row(), 1);
        QCOMPARE(b.grid->currentIndex().column(), 3);
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

    void anEditorIsLeftWithoutComplaint_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::addColumn<QString>("cell");
        QTest::addColumn<int>("row"); // that has the keys then
        QTest::addRow("Enter") << int(Qt::Key_Return) << Qt::KeyboardModifiers(Qt::NoModifier) << u"1.50"_s << 1;
        QTest::addRow("Enter beside the figures")
            << int(Qt::Key_Enter) << Qt::KeyboardModifiers(Qt::KeypadModifier) << u"1.50"_s << 1;
        QTest::addRow("Tab") << int(Qt::Key_Tab) << Qt::KeyboardModifiers(Qt::NoModifier) << u"1.50"_s << 0;
        QTest::addRow("Escape") << int(Qt::Key_Escape) << Qt::KeyboardModifiers(Qt::NoModifier) << u"200.20"_s << 0;
        QTest::addRow("the next problem") << int(Qt::Key_F8) << Qt::KeyboardModifiers(Qt::NoModifier) << u"1.50"_s << 1;
    }

    void anEditorIsLeftWithoutComplaint()
    {
        QFETCH(const int, key);
        QFETCH(const Qt::KeyboardModifiers, modifiers);
        QFETCH(const QString, cell);
        QFETCH(const int, row);
        QTest::failOnWarning(QRegularExpression(u"editor"_s));
        Batches b;
        b.paste(Rows);
        b.grid->setCurrentIndex(b.model->index(0, 4));
        b.grid->setFocus();
        b.press(Qt::Key_F2);
        QTRY_VERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()));
        b.press(Qt::Key_A, Qt::ControlModifier);
        b.type(u"1.50"_s);
        b.press(key, modifiers);
        QTRY_COMPARE(b.cell(0, 4), cell);
        QTRY_COMPARE(b.grid->currentIndex().row(), row);
        b.settle();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(b.grid->currentIndex().row(), row); // and stays there
    }

    void thatNoRowHasAProblemIsSaidOfWhatItIsTrueOf()
    {
        Batches b;
        b.paste(u"Ref\tTotal\r\nA-1\t1.00\r\nA-2\tx\r\nA-3\t3.00\r\n"_s);
        QSignalSpy said(b.desk.get(), &ui::Desk::said);
        const auto last = [&said] { return said.isEmpty() ? QString() : said.last()[0].toString(); };
        auto* filters = b.window->findChild<ui::RowFilters*>();
        filters->choose(ui::RowFilter::Ready);
        b.grid->setFocus();
        b.press(Qt::Key_F8);
        QVERIFY2(last().startsWith(u"No row of this list has a problem; 1 other"_s), qPrintable(last()));
        filters->choose(ui::RowFilter::All);
        b.work->edits().edit(u"test"_s, {{1, 1, u"2.00"_s}});
        b.press(Qt::Key_F8);
        QVERIFY(last() != u"No row has a problem."_s); // nobody has looked yet
        b.settle();
        b.press(Qt::Key_F8);
        QCOMPARE(last(), u"No row has a problem."_s);
        b.work->edits().edit(u"test"_s, {{2, 1, u"x"_s}});
        b.settle();
        QTRY_COMPARE(b.work->counts().problems(), 1);
        QCOMPARE(last(), QString()); // it would stand above a row that has one
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
};

QTEST_MAIN(BatchFixTest)
#include "tst_batchfix.moc"
