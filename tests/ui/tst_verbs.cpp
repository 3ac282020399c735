// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcutsheet.h"
#include "ui/shell/verbs.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QTest>

using rookery::ui::ShortcutSheet;
using rookery::ui::Verb;
using rookery::ui::Verbs;

class VerbsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noTwoVerbsShareAKey()
    {
        QMainWindow window;
        const Verbs verbs(&window);
        QHash<QKeySequence, Verb> taken;
        for (const Verb verb : Verbs::all()) {
            const QList<QKeySequence> keys = verbs.action(verb)->shortcuts();
            for (const QKeySequence& key : keys) {
                QVERIFY2(!taken.contains(key), qPrintable(key.toString()));
                taken.insert(key, verb);
            }
        }
    }

    void aHeldKeyActsOnce()
    {
        QMainWindow window;
        const Verbs verbs(&window);
        for (const Verb verb : Verbs::all())
            QVERIFY(!verbs.action(verb)->autoRepeat());
    }

    void sendHasTheMainEnterAndTheKeypads()
    {
        QMainWindow window;
        const Verbs verbs(&window);
        const QList<QKeySequence> keys = verbs.action(Verb::Send)->shortcuts();
        QVERIFY(keys.contains(QKeySequence(Qt::CTRL | Qt::Key_Return)));
        QVERIFY(keys.contains(QKeySequence(Qt::CTRL | Qt::Key_Enter)));
    }

    void everyVerbIsInAMenu()
    {
        QMainWindow window;
        const Verbs verbs(&window);
        verbs.fillMenus(window.menuBar());
        QList<QAction*> inMenus;
        const QList<QMenu*> menus = window.menuBar()->findChildren<QMenu*>();
        for (const QMenu* menu : menus)
            inMenus << menu->actions();
        for (const Verb verb : Verbs::all()) {
            QCOMPARE(inMenus.count(verbs.action(verb)), 1);
            QVERIFY(!verbs.action(verb)->text().isEmpty());
        }
    }

    void theSheetHasEveryKeyOfTheMenus()
    {
        QMainWindow window;
        const Verbs verbs(&window);
        verbs.fillMenus(window.menuBar());
        ShortcutSheet sheet(*window.menuBar(), nullptr);
        const QString all = sheet.shown().join(u'\n');
        for (const Verb verb : Verbs::all()) {
            const QList<QKeySequence> keys = verbs.action(verb)->shortcuts();
            if (!keys.isEmpty())
                QVERIFY2(
                    all.contains(keys.last().toString(QKeySequence::NativeText)), qPrintable(keys.last().toString()));
        }
        sheet.search(QStringLiteral("bigger text"));
        QCOMPARE(sheet.shown().size(), 1);
        sheet.search(QStringLiteral("nobody would look for this"));
        QVERIFY(sheet.shown().isEmpty());
    }

    void noWindowKeyIsStolenFromTheFields()
    {
        QMainWindow window;
        const Verbs verbs(&window);
        for (const Verb verb : Verbs::all()) {
            const QList<QKeySequence> keys = verbs.action(verb)->shortcuts();
            for (const QKeySequence& key :
                {QKeySequence(Qt::Key_Escape), QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_F2)})
                QVERIFY(!keys.contains(key));
        }
    }
};

QTEST_MAIN(VerbsTest)
#include "tst_verbs.moc"
