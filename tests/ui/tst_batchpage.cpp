// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batches.h"

#include "ui/common/bar.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDropEvent>
#include <QMimeData>
#include <QTableWidget>
#include <QWheelEvent>

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

    // One behind the other: each of them can be brought back.
    void severalThatMadeRoomAreAllInTheList()
    {
        Batches b;
        for (const QString& order : {u"A-1"_s, u"B-1"_s, u"C-1"_s}) {
            b.paste(u"Ref\tTotal\r\n"_s + order + u"\t1.00\r\n"_s);
            QCOMPARE(b.cell(0, ui::SheetModel::FirstField), order);
            b.work->clear();
            b.settle();
        }
        b.work->typeRows(); // nothing was typed: nothing to put away
        b.settle();
        b.work->clear();
        b.settle();
        auto* list = b.page->findChild<QTableWidget*>();
        QVERIFY(list);
        QTRY_COMPARE(b.work->putAwayRows().all().size(), 3);
        b.window->showOrderPage();
        b.window->showBatchPage();
        QTRY_COMPARE(list->rowCount(), 3);
        QVERIFY2(list->item(2, 4)->text().contains(u"1 row"_s), qPrintable(list->item(2, 4)->text()));
        list->selectRow(2);
        list->setFocus();
        b.press(Qt::Key_Return);
        QTRY_COMPARE(b.model->rowCount(), 1);
        QCOMPARE(b.cell(0, ui::SheetModel::FirstField), u"A-1"_s);
        QTRY_COMPARE(b.work->putAwayRows().all().size(), 2);
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
        QObject::connect(b.window.get(), &ui::MainWindow::begun, b.desk.get(), &ui::Desk::open);
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

    void whatIsChosenOnceMoreIsNotReadAgain_data()
    {
        QTest::addColumn<QString>("box");
        for (const char* box : {"Separator", "Header", "Text"})
            QTest::addRow("%s", box) << QString::fromLatin1(box);
    }

    void whatIsChosenOnceMoreIsNotReadAgain()
    {
        QFETCH(const QString, box);
        Batches b;
        b.paste(Rows);
        b.work->edits().edit(u"test"_s, {{1, 1, u"12.50"_s}});
        b.settle();
        b.button(u"Columns and format"_s)->click();
        const auto chosen = [&]() -> QComboBox* {
            const auto boxes = b.window->findChildren<QComboBox*>();
            const auto found = std::find_if(boxes.begin(), boxes.end(),
                [&](const QComboBox* one) { return one->isVisible() && one->accessibleName() == box; });
            return found == boxes.end() ? nullptr : *found;
        };
        QTRY_VERIFY(chosen());
        const int now = chosen()->currentIndex();
        b.answerNext(u"Cancel"_s);
        Q_EMIT chosen()->activated(now);
        QCOMPARE(b.work->sheet().cellAt(1, 1), u"12.50"_s);
        QVERIFY(b.asked.isEmpty());
        // Another one is asked about; who declines sees the one that it is.
        chosen()->setCurrentIndex(now + 1);
        Q_EMIT chosen()->activated(now + 1);
        QVERIFY(!b.asked.isEmpty());
        QTRY_VERIFY(chosen() && chosen()->currentIndex() == now);
        QCOMPARE(b.work->sheet().cellAt(1, 1), u"12.50"_s);
    }

    void aColumnIsMatchedOnPurposeOnly()
    {
        Batches b;
        b.paste(u"foo\tbar\r\nx1\t10.00\r\n"_s);
        QTRY_VERIFY(qobject_cast<QComboBox*>(QApplication::focusWidget())); // the first of them
        auto* box = static_cast<QComboBox*>(QApplication::focusWidget());
        QCOMPARE(box->accessibleName(), u"foo"_s);
        const int before = box->currentIndex();
        const QPoint middle = box->rect().center();
        QWheelEvent wheel(middle, box->mapToGlobal(middle), {}, QPoint(0, -120), Qt::NoButton, Qt::NoModifier,
            Qt::NoScrollPhase, false);
        QApplication::sendEvent(box, &wheel);
        QCOMPARE(box->currentIndex(), before);
        QTest::keyClick(box, Qt::Key_R);
        QCOMPARE(box->currentIndex(), before);
        QTRY_VERIFY(box->view()->isVisible());
        QTest::keyClick(box->view(), Qt::Key_Escape);
        QTRY_VERIFY(!box->view()->isVisible());
        QCOMPARE(box->currentIndex(), before);
        const auto next = static_cast<pixel::Field>(box->itemData(before + 1).toInt());
        QTest::keyClick(box, Qt::Key_Down); // on purpose
        QTRY_COMPARE(b.work->mapping().columnOf(next), 0);
    }

    void aWindowThatIsClosedLosesNothingOfABatch_data()
    {
        QTest::addColumn<bool>("isWriting");
        QTest::addRow("with rows to fix") << false;
        QTest::addRow("in the middle of a cell") << true;
    }

    void aWindowThatIsClosedLosesNothingOfABatch()
    {
        QFETCH(const bool, isWriting);
        Batches b;
        b.paste(Rows);
        if (isWriting) {
            b.grid->setCurrentIndex(b.model->index(1, 3));
            b.grid->setFocus();
            b.press(Qt::Key_F2);
            QTRY_VERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()));
            b.press(Qt::Key_A, Qt::ControlModifier);
            b.type(u"12.75"_s);
        }
        b.close();
        b.open();
        b.window->showBatchPage();
        b.page = b.window->findChild<ui::BatchPage*>();
        b.follow();
        QTRY_COMPARE(b.model->rowCount(), 5);
        b.settle();
        QCOMPARE(b.cell(1, 3), isWriting ? u"12.75"_s : u"12,50"_s);
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
        QVERIFY(b.isSaid(u"Nothing of it was sent"_s));
        b.button(u"Discard"_s)->click();
        QTRY_COMPARE(b.model->rowCount(), 0);
        b.button(u"Bring them back"_s)->click();
        QTRY_COMPARE(b.model->rowCount(), 5);
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
