// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/singlewindow.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using rookery::ui::SingleWindow;

class SingleWindowTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoComesFirstFindsNobody()
    {
        const QTemporaryDir folder;
        SingleWindow first(folder.path());
        QVERIFY(!first.raiseOther());
    }

    void whoComesSecondAsksTheFirstToComeForward()
    {
        const QTemporaryDir folder;
        SingleWindow first(folder.path());
        first.listen();
        QSignalSpy asked(&first, &SingleWindow::asked);
        bool raised = false;
        // raiseOther() waits for the answer, as a program that starts does.
        const std::unique_ptr<QThread> second(QThread::create([&] {
            SingleWindow window(folder.path());
            raised = window.raiseOther();
        }));
        second->start();
        QTRY_VERIFY(second->isFinished());
        QVERIFY(raised);
        QCOMPARE(asked.size(), 1);
    }

    void anotherDataFolderIsAnotherWindow()
    {
        const QTemporaryDir folder;
        const QTemporaryDir other;
        SingleWindow first(folder.path());
        first.listen();
        SingleWindow second(other.path());
        QVERIFY(!second.raiseOther());
    }
};

QTEST_GUILESS_MAIN(SingleWindowTest)
#include "tst_singlewindow.moc"
