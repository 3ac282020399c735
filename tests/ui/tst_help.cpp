// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/counter.h"

#include "pixel/field.h"
#include "ui/help/helpwindow.h"

#include <QListWidget>
#include <QMenuBar>
#include <QTextBrowser>

using namespace rookery;

namespace {

struct Help {
    explicit Help(const Counter& counter) : window(ui::keyEntries(*counter.window->menuBar()), counter.window.get())
    {
        window.show();
        window.activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), &window);
    }
    QString page(const QString& title)
    {
        auto* list = window.findChild<QListWidget*>();
        list->setCurrentItem(list->findItems(title, Qt::MatchExactly).value(0));
        return window.text();
    }
    QLineEdit* search() { return window.findChild<QLineEdit*>(QStringLiteral("searchHelp")); }

    ui::HelpWindow window;
};

} // namespace

class HelpTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theKeyOpensItBesideTheWindow()
    {
        Counter counter;
        counter.press(Qt::Key_F1);
        auto* help = counter.window->findChild<ui::HelpWindow*>();
        QVERIFY(help);
        QVERIFY(help->isVisible());
        QVERIFY(!help->isModal());
        QTest::keyClick(help, Qt::Key_Escape);
        QVERIFY(!help->isVisible());
        counter.comeBack();
        counter.press(Qt::Key_F1); // the same one
        QVERIFY(help->isVisible());
        QCOMPARE(counter.window->findChildren<ui::HelpWindow*>().size(), 1);
    }

    void everyFieldIsExplained()
    {
        Counter counter;
        Help help(counter);
        const QString text = help.page(QStringLiteral("Fields"));
        for (const pixel::FieldSpec& field : pixel::fieldTable()) {
            QVERIFY2(text.contains(pixel::label(field.field)), field.key);
            QVERIFY2(text.contains(pixel::key(field.field)), field.key);
            QVERIFY2(text.contains(pixel::help(field.field)), field.key);
        }
    }

    void everyStateIsExplainedByItsOwnWord()
    {
        Counter counter;
        Help help(counter);
        const QString text = help.page(QStringLiteral("What the states mean"));
        for (const ledger::State state : ledger::AllStates) {
            ledger::EventRecord event;
            event.state = state;
            QVERIFY2(text.contains(ui::lookOf(event).word), qPrintable(ui::lookOf(event).word));
            QVERIFY(text.contains(ledger::stateText(state)));
        }
    }

    void everyKeyOfTheMenusIsThere()
    {
        Counter counter;
        Help help(counter);
        const QString text = help.page(QStringLiteral("Keys"));
        const QList<ui::KeyEntry> keys = ui::keyEntries(*counter.window->menuBar());
        for (const ui::KeyEntry& entry : keys)
            QVERIFY2(text.contains(entry.text) && text.contains(entry.keys.simplified()), qPrintable(entry.text));
    }

    void aSearchGoesToThePlace()
    {
        Counter counter;
        Help help(counter);
        QTest::keyClick(&help.window, Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(help.search()->hasFocus());
        QTest::keyClicks(help.search(), QStringLiteral("ignores an event id"));
        QCOMPARE(help.window.titles(), QStringList{QStringLiteral("Why Retry is safe")});
        QCOMPARE(
            help.window.findChild<QTextBrowser*>()->textCursor().selectedText(), QStringLiteral("ignores an event ID"));
        QTest::keyClick(help.search(), Qt::Key_Return); // the next place, of which there is none: the same
        QVERIFY(help.window.isVisible());
        QTest::keyClick(help.search(), Qt::Key_Escape);
        QCOMPARE(help.window.titles().size(), 6);
        QTest::keyClick(help.search(), Qt::Key_Escape);
        QVERIFY(!help.window.isVisible());
    }
};

QTEST_MAIN(HelpTest)
#include "tst_help.moc"
