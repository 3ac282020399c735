// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/counter.h"

#include "ui/history/historymodel.h"
#include "ui/history/historypage.h"
#include "ui/history/historytable.h"

#include <QAction>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QMenuBar>

using namespace rookery;
using ui::HistoryColumn;
using ui::Verb;

namespace {

ui::HistoryTable* table(const Counter& counter) { return counter.window->findChild<ui::HistoryTable*>(); }
QMenu* menu(const Counter& counter) { return counter.window->findChild<ui::HistoryPage*>()->columnsMenu(); }

QAction* line(const Counter& counter, const QString& title)
{
    Q_EMIT menu(counter)->aboutToShow();
    const QList<QAction*> actions = menu(counter)->actions();
    const auto found = std::find_if(
        actions.begin(), actions.end(), [&title](QAction* action) { return action->text().remove(u'&') == title; });
    return found == actions.end() ? nullptr : *found;
}

/// One delivered order, selected, with the history in front.
void showOne(const Counter& counter)
{
    engine::Order order;
    order.profile = QStringLiteral("Till");
    order.typed.set(pixel::Field::OrderId, QStringLiteral("A-1"));
    order.typed.set(pixel::Field::Revenue, QStringLiteral("19.99"));
    counter.desk->ask(
        counter.window.get(), [order](engine::Engine& engine) { return engine.confirm(order); },
        [](const Result<qint64>& accepted) { QVERIFY(accepted); });
    counter.window->showHistoryPage();
    QTRY_COMPARE(table(counter)->model()->rowCount(), 1);
    counter.window->showHistoryPage(); // it is selected on arrival
}

QStringList copied(const Counter& counter, int row)
{
    table(counter)->copyRows();
    return QGuiApplication::clipboard()->text().split(u'\n').value(row).split(u'\t');
}

} // namespace

class HistoryColumnsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aColumnCanBeHiddenFromTheMenuOfTheWindow()
    {
        Counter counter;
        showOne(counter);
        bool inMenuBar = false;
        const QList<QAction*> menus = counter.window->menuBar()->actions();
        for (const QAction* top : menus)
            inMenuBar = inMenuBar || top->menu()->actions().contains(menu(counter)->menuAction());
        QVERIFY(inMenuBar);
        QAction* took = line(counter, QStringLiteral("Took"));
        QVERIFY(took && took->isChecked());
        took->trigger();
        QVERIFY(table(counter)->isColumnHidden(HistoryColumn::Took));
        QVERIFY(!line(counter, QStringLiteral("Took"))->isChecked());
        line(counter, QStringLiteral("Took"))->trigger();
        QVERIFY(!table(counter)->isColumnHidden(HistoryColumn::Took));
    }

    void theHeaderHasTheSameMenu()
    {
        Counter counter;
        showOne(counter);
        Q_EMIT table(counter)->horizontalHeader()->customContextMenuRequested({5, 5});
        QTRY_VERIFY(menu(counter)->isVisible());
        menu(counter)->close();
    }

    void whatARowIsAboutStays()
    {
        Counter counter;
        for (const auto* title : {"Status", "Order ID"})
            QVERIFY(!line(counter, QLatin1StringView(title))->isEnabled());
        table(counter)->setShown(HistoryColumn::OrderId, false);
        QVERIFY(!table(counter)->isColumnHidden(HistoryColumn::OrderId));
    }

    void copiedRowsHaveTheColumnsAsTheyAreShown()
    {
        Counter counter;
        showOne(counter);
        line(counter, QStringLiteral("Revenue"))->trigger();
        QHeaderView* header = table(counter)->horizontalHeader();
        header->moveSection(header->visualIndex(HistoryColumn::OrderId), 0);
        QCOMPARE(copied(counter, 0).first(), QStringLiteral("Order ID"));
        QCOMPARE(copied(counter, 1).first(), QStringLiteral("A-1"));
        QVERIFY(!copied(counter, 0).contains(QStringLiteral("Revenue")));
        QCOMPARE(table(counter)->shownColumns().first(), HistoryColumn::OrderId);
    }

    void theFirstColumnTellsTheWholeRow()
    {
        Counter counter;
        showOne(counter);
        const auto spoken = [&counter](int column) {
            return table(counter)->model()->index(0, column).data(Qt::AccessibleTextRole).toString();
        };
        QVERIFY(spoken(HistoryColumn::Confirmed).contains(QStringLiteral("19.99")));
        line(counter, QStringLiteral("Entered"))->trigger();
        QVERIFY(!spoken(HistoryColumn::Confirmed).contains(QStringLiteral("19.99")));
        QVERIFY(spoken(HistoryColumn::Status).contains(QStringLiteral("19.99")));
        // And the rows can still be walked through.
        table(counter)->selectRow(0);
        QCOMPARE(table(counter)->currentIndex().column(), int(HistoryColumn::Status));
    }

    void columnsAreAsTheyWereLeft()
    {
        Counter counter;
        line(counter, QStringLiteral("Agent"))->trigger();
        QHeaderView* header = table(counter)->horizontalHeader();
        header->moveSection(header->visualIndex(HistoryColumn::Note), 0);
        counter.close();
        counter.open();
        QVERIFY(table(counter)->isColumnHidden(HistoryColumn::Agent));
        QVERIFY(!line(counter, QStringLiteral("Agent"))->isChecked());
        QCOMPARE(table(counter)->shownColumns().first(), HistoryColumn::Note);
    }

    void aNeededColumnThatWasRememberedAsHiddenComesBack()
    {
        Counter counter;
        table(counter)->horizontalHeader()->hideSection(HistoryColumn::Status);
        counter.close();
        counter.open();
        QVERIFY(!table(counter)->isColumnHidden(HistoryColumn::Status));
    }

    void resetBringsBackWhichWhereAndHowWide()
    {
        Counter counter;
        const int width = table(counter)->columnWidth(HistoryColumn::Took);
        line(counter, QStringLiteral("HTTP"))->trigger();
        QHeaderView* header = table(counter)->horizontalHeader();
        header->moveSection(0, 4);
        table(counter)->setColumnWidth(HistoryColumn::Took, width + 50);
        line(counter, QStringLiteral("Reset columns"))->trigger();
        QCOMPARE(table(counter)->shownColumns().size(), int(HistoryColumn::ColumnCount));
        QCOMPARE(header->visualIndex(0), 0);
        QCOMPARE(table(counter)->columnWidth(HistoryColumn::Took), width);
    }
};

QTEST_MAIN(HistoryColumnsTest)
#include "tst_historycolumns.moc"
