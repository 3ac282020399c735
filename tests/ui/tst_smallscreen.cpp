// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/counter.h"

#include "ui/common/bar.h"
#include "ui/history/historymodel.h"
#include "ui/history/historytable.h"
#include "ui/order/orderpage.h"
#include "ui/order/orderside.h"

#include <QAbstractButton>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

using namespace rookery;

namespace {

// A screen of 1280x720 with twice the dots, without what a window manager puts around a window.
constexpr QSize Half{640, 336};

void order(const Counter& counter, const QString& id)
{
    engine::Order order;
    order.profile = QStringLiteral("Till");
    order.typed.set(pixel::Field::OrderId, id);
    order.typed.set(pixel::Field::Revenue, QStringLiteral("12345.67"));
    counter.desk->ask(
        counter.window.get(), [order](engine::Engine& engine) { return engine.confirm(order); },
        [](const Result<qint64>& accepted) { QVERIFY(accepted); });
    QTRY_COMPARE(counter.ledger().value(0).state, ledger::State::Delivered);
}

bool isInSight(const QWidget& widget) { return widget.visibleRegion().boundingRect() == widget.rect(); }

} // namespace

class SmallScreenTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWindowFitsWithAStripOfNewsToo()
    {
        Counter counter;
        counter.press(Qt::Key_F9);
        QTRY_VERIFY(counter.desk->isPaused(QStringLiteral("Till")));
        counter.window->resize(Half);
        QTRY_COMPARE(counter.window->size(), Half);
        for (const auto show :
            {&ui::MainWindow::showHistoryPage, &ui::MainWindow::showBatchPage, &ui::MainWindow::showOrderPage}) {
            (counter.window.get()->*show)();
            QTRY_VERIFY(counter.window->minimumSizeHint().height() <= Half.height());
        }
    }

    void todayAndTheLastOrdersStandBelowTheFormAndAreScrolledTo()
    {
        Counter counter;
        auto* side = counter.window->findChild<ui::OrderSide*>();
        counter.window->resize(1280, 720);
        QTRY_VERIFY(side->isBeside());
        counter.window->resize(Half);
        QTRY_VERIFY(!side->isBeside());
        auto* delivered = side->findChildren<QAbstractButton*>().first();
        delivered->setFocus();
        QTRY_VERIFY(isInSight(*delivered));
        counter.window->resize(1280, 720);
        QTRY_VERIFY(side->isBeside());
        QTRY_VERIFY(isInSight(*delivered));
        QCOMPARE(counter.window->focusWidget(), delivered); // the keys came along
    }

    void whatComesInAboveDoesNotPushTheFieldWithTheKeysOutOfSight()
    {
        Counter counter;
        counter.window->resize(Half);
        counter.press(Qt::Key_J, Qt::ControlModifier); // more fields than there is room for
        QWidget* field = counter.field("note");
        field->setFocus();
        QTRY_VERIFY(isInSight(*field));
        auto* bar = counter.window->findChild<ui::OrderPage*>()->findChild<ui::Bar*>();
        const int before = field->mapTo(counter.window.get(), QPoint()).y();
        bar->say(ui::Bar::Mood::Careful, QStringLiteral("An answer that comes late"));
        QTRY_VERIFY(field->mapTo(counter.window.get(), QPoint()).y() != before); // it has its room now
        QTRY_VERIFY(isInSight(*field));
    }

    void whoScrolledAwayFromTheFieldWithTheKeysStaysThere()
    {
        Counter counter;
        counter.window->resize(Half);
        const QWidget* field = counter.field("transactionId");
        QCOMPARE(counter.window->focusWidget(), field);
        auto* page = counter.window->findChild<ui::OrderPage*>();
        const QList<QScrollArea*> areas = page->findChildren<QScrollArea*>();
        const auto scrolls = std::find_if(
            areas.begin(), areas.end(), [field](const QScrollArea* area) { return area->isAncestorOf(field); });
        QVERIFY(scrolls != areas.end());
        QScrollBar* scroll = (*scrolls)->verticalScrollBar();
        QTRY_VERIFY(scroll->maximum() > 0);
        scroll->setValue(scroll->maximum()); // to the last orders
        QVERIFY(!isInSight(*field));
        const int there = scroll->value();
        auto* bar = page->findChild<ui::Bar*>();
        bar->say(ui::Bar::Mood::Careful, QStringLiteral("An answer that comes late"));
        QTRY_VERIFY(scroll->maximum() > there); // it has its room
        QCoreApplication::processEvents();
        QCOMPARE(scroll->value(), there);
    }

    void anAmountIsNotCutAtTheEdgeOfTheHistory()
    {
        Counter counter;
        order(counter, QStringLiteral("A-1"));
        counter.window->resize(Half);
        counter.window->showHistoryPage();
        auto* table = counter.window->findChild<ui::HistoryTable*>();
        QTRY_COMPARE(table->model()->rowCount(), 1);
        const auto endOf
            = [table](int column) { return table->columnViewportPosition(column) + table->columnWidth(column); };
        QTRY_VERIFY(endOf(ui::HistoryModel::Currency) <= table->viewport()->width());
        // Where all have room again, so have the longest states.
        const int narrow = table->columnWidth(ui::HistoryModel::Status);
        counter.window->resize(1600, 720);
        QTRY_VERIFY(table->columnWidth(ui::HistoryModel::Status) > narrow);
    }
};

QTEST_MAIN(SmallScreenTest)
#include "tst_smallscreen.moc"
