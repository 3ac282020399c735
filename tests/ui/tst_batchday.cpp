// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batches.h"

#include "pixel/decode.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QFileDialog>
#include <QSet>

/// A sheet of fifty phone orders from the clipboard to the saved results, without a mouse.
class BatchDayTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fiftyRowsFromTheClipboardToTheSavedResultsByKeysAlone()
    {
        constexpr int Count = 50;
        constexpr int Refused = 4;
        Batches b;
        practice::ScriptedAnswer refusal;
        refusal.status = 400;
        b.collector.setScript(practice::AnswerScript(QList<practice::ScriptedAnswer>(Refused, refusal)));

        // Nobody can guess what `zz` is; two rows are written the German way, in one the amount is missing.
        QString rows = u"Ref\tzz\tNotes\r\n"_s;
        for (int i = 1; i <= Count; ++i)
            rows += u"P-%1\t%2\tcalls back\r\n"_s.arg(i, 4, 10, QLatin1Char('0'))
                        .arg(i == 7 || i == 8 ? u"12,50"_s
                                : i == 20     ? QString()
                                              : QString::number(i) + u".99"_s);
        b.paste(rows);
        QVERIFY(!b.work->whatIsMissing().isEmpty());
        chooseRevenueFor(b, u"zz"_s);
        QTRY_VERIFY(b.work->whatIsMissing().isEmpty());
        b.press(Qt::Key_Escape);
        b.settle();
        QTRY_COMPARE(b.work->counts().ready(), Count - 3);

        // Fix three.
        QTRY_COMPARE(QApplication::focusWidget(), b.grid);
        b.press(Qt::Key_G, Qt::ControlModifier);
        b.settle();
        QTRY_COMPARE(b.work->counts().ready(), Count - 1);
        b.press(Qt::Key_F8);
        QCOMPARE(b.cell(b.grid->currentIndex().row(), ui::SheetModel::NumberColumn), u"21"_s);
        b.type(u"1"_s); // begins the cell anew
        b.type(u"9.99"_s);
        b.press(Qt::Key_Return);
        QTRY_COMPARE(b.work->counts().ready(), Count);
        b.settle();

        // Send; four are refused.
        b.sendNow();
        b.press(Qt::Key_Return, Qt::ControlModifier); // now
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().notDelivered, Refused, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, Count - Refused, 30'000);
        b.settle();
        QVERIFY(b.offers(ui::Verb::Retry));
        b.press(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(b.work->counts().delivered, Count, 30'000);
        QCOMPARE(b.ledger().size(), Count);
        QSet<QString> identities;
        for (const practice::ReceivedEvent& event : b.collector.events())
            identities << pixel::decode(event.url).event.value(pixel::Field::EventId);
        QCOMPARE(identities.size(), Count); // a retry is the same event
        QCOMPARE(b.collector.events().size(), Count + Refused);

        const QString file = b.folder.filePath(u"results.csv"_s);
        QSignalSpy written(b.work, &BatchWork::written);
        typeIntoFileDialog(file);
        b.press(Qt::Key_E, Qt::ControlModifier);
        QTRY_COMPARE(written.size(), 1);
        QFile results(file);
        QVERIFY(results.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = results.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 1 + Count);
        for (int i = 1; i <= Count; ++i)
            QVERIFY2(lines[i].contains("calls back") && lines[i].contains(",delivered,200,"), lines[i].constData());
        QVERIFY(lines[20].contains("19.99"));
    }

private:
    // From box to box with Tab, and in its list by the first letters of what is meant.
    static void chooseRevenueFor(const Batches& b, const QString& column)
    {
        const auto isThere = [&] {
            const auto* box = qobject_cast<QComboBox*>(QApplication::focusWidget());
            return box && box->accessibleName() == column;
        };
        QTRY_VERIFY(qobject_cast<QComboBox*>(QApplication::focusWidget()));
        for (int i = 0; i < 30 && !isThere(); ++i)
            b.press(Qt::Key_Tab);
        QVERIFY(isThere());
        const auto* box = qobject_cast<QComboBox*>(QApplication::focusWidget());
        b.type(u"R"_s);
        QTRY_VERIFY(box->view()->isVisible());
        QTest::keyClicks(box->view(), u"ev"_s);
        QTest::keyClick(box->view(), Qt::Key_Return);
        b.comeBack();
    }

    static void typeIntoFileDialog(const QString& file)
    {
        auto* timer = new QTimer(qApp);
        connect(timer, &QTimer::timeout, timer, [timer, file] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            auto* name = dialog ? dialog->findChild<QLineEdit*>() : nullptr;
            if (!name)
                return;
            timer->deleteLater();
            name->setText(file); // typed, each letter would open the list of names that begin so
            QMetaObject::invokeMethod(dialog, "accept", Qt::QueuedConnection);
        });
        timer->start(10);
    }
};

QTEST_MAIN(BatchDayTest)
#include "tst_batchday.moc"
