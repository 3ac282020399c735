// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/counter.h"

#include "ui/common/bar.h"
#include "ui/help/helpwindow.h"
#include "ui/history/timelineview.h"
#include "ui/shell/appearance.h"

#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QScopeGuard>
#include <QTableView>

using namespace rookery;

namespace {

/// The program as main.cpp puts it together.
struct Console {
    Console()
    {
        counter.close();
        QVERIFY(collector.listen(0));
        const profile::DataFolder data(counter.folder.path());
        profile::Profile till = counter.profile();
        till.port = collector.port();
        QVERIFY(data.create());
        QVERIFY(profile::ProfileStore(data.profileFolder(), {}).save(till));
        start();
    }

    void start(std::optional<ui::Scheme> given = {})
    {
        appearance.reset();
        desk = std::make_unique<ui::Desk>(profile::DataFolder(counter.folder.path()), QStringLiteral("desk 4"));
        appearance = std::make_unique<ui::Appearance>(*desk, given);
        QSignalSpy opened(desk.get(), &ui::Desk::opened);
        QObject::connect(window(), &ui::MainWindow::begun, desk.get(), &ui::Desk::open);
        window()->show();
        QVERIFY(QTest::qWaitForWindowActive(window()));
        QTRY_COMPARE(opened.size(), 1);
    }

    [[nodiscard]] ui::MainWindow* window() const { return appearance->window(); }
    [[nodiscard]] QLineEdit* field(const char* key) const
    {
        return window()->findChild<QLineEdit*>(QLatin1StringView(key));
    }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key(key), modifiers);
    }
    /// Presses it, and waits for the window that comes of it.
    void change(int key) const
    {
        const ui::MainWindow* before = window();
        press(key, Qt::ControlModifier);
        QTRY_VERIFY(window() != before);
        QVERIFY(QTest::qWaitForWindowActive(window()));
    }

    Counter counter{false}; // for its folder and profile
    practice::PracticeCollector collector{[] { return UtcMs(QDateTime::currentMSecsSinceEpoch()); }};
    std::unique_ptr<ui::Desk> desk;
    std::unique_ptr<ui::Appearance> appearance;
};

} // namespace

class AppearanceTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { ui::applyLook(*qApp, ui::Scheme::Light, 100); }

    void largerTextIsThereAtOnceAndAtTheNextStart()
    {
        Console console;
        const qreal usual = QApplication::font().pointSizeF();
        const int usualIcon = ui::iconSide();
        console.change(Qt::Key_Equal);
        QCOMPARE(QApplication::font().pointSizeF(), usual * 1.1);
        QCOMPARE(console.field("revenue")->font().pointSizeF(), usual * 1.1);
        for (int percent = 110; percent < 200; percent += 10)
            console.change(Qt::Key_Plus);
        QCOMPARE(QApplication::font().pointSizeF(), usual * 2);
        QVERIFY(ui::iconSide() > usualIcon * 3 / 2);
        console.start();
        QCOMPARE(QApplication::font().pointSizeF(), usual * 2);
        console.change(Qt::Key_0);
        QCOMPARE(QApplication::font().pointSizeF(), usual);
    }

    void titleHelpAndWhatWasClearedAreStillThere()
    {
        Console console;
        QTRY_COMPARE(console.window()->windowTitle(), QStringLiteral("Till - Rookery"));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("A-1"));
        console.press(Qt::Key_N, Qt::ControlModifier);
        QTRY_COMPARE(console.field("transactionId")->text(), QString());
        console.press(Qt::Key_F1);
        auto* help = console.window()->findChild<ui::HelpWindow*>();
        QVERIFY(help && help->isVisible());
        help->search(QStringLiteral("web identity"));
        const QString text = help->text();
        console.desk->setAppearance(QStringLiteral("dark"), 110);
        const ui::MainWindow* before = console.window();
        QTRY_VERIFY(console.window() != before);
        QCOMPARE(console.window()->windowTitle(), QStringLiteral("Till - Rookery"));
        help = console.window()->findChild<ui::HelpWindow*>();
        QVERIFY(help && help->isVisible());
        QCOMPARE(help->text(), text);
        help->close();
        console.window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(console.window()));
        console.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(console.field("transactionId")->text(), QStringLiteral("A-1"));
    }

    void aLabelStandsByTheDirectionOfTheWindow_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::addColumn<Qt::Alignment>("given");
        QTest::addColumn<Qt::Alignment>("stands");
        QTest::addRow("left to right") << Qt::LeftToRight << Qt::Alignment(Qt::AlignLeft)
                                       << Qt::Alignment(Qt::AlignLeft);
        QTest::addRow("right to left") << Qt::RightToLeft << Qt::Alignment(Qt::AlignLeft)
                                       << Qt::Alignment(Qt::AlignRight);
        QTest::addRow("right to left, at the end")
            << Qt::RightToLeft << Qt::Alignment(Qt::AlignRight) << Qt::Alignment(Qt::AlignLeft);
        QTest::addRow("in the middle") << Qt::RightToLeft << Qt::Alignment(Qt::AlignHCenter)
                                       << Qt::Alignment(Qt::AlignHCenter);
    }
    void aLabelStandsByTheDirectionOfTheWindow()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QFETCH(Qt::Alignment, given);
        QWidget window;
        window.setLayoutDirection(direction);
        auto* label = new QLabel(QStringLiteral("of Latin letters"), &window);
        label->setAlignment(given | Qt::AlignVCenter);
        window.show();
        QTEST(label->alignment() & ~(Qt::AlignVCenter | Qt::AlignAbsolute), "stands");
    }

    void aTimelineIsReadFromTheOtherSideToo()
    {
        ledger::AttemptRecord attempt;
        attempt.number = 1;
        // How far from the edge, past the icon, its first word begins.
        const auto indent = [&attempt](Qt::LayoutDirection direction) {
            QGuiApplication::setLayoutDirection(direction); // painters go by it
            const auto guard = qScopeGuard([] { QGuiApplication::setLayoutDirection(Qt::LeftToRight); });
            ui::TimelineView view;
            view.show({attempt});
            view.resize(view.sizeHint());
            const QImage picture = view.grab().toImage();
            const QRgb paper = picture.pixel(0, picture.height() - 1);
            constexpr int Icon = 20;
            for (int x = Icon; x < picture.width(); ++x) {
                for (int y = 0; y < picture.height() / 3; ++y) {
                    const int column = direction == Qt::LeftToRight ? x : picture.width() - 1 - x;
                    if (picture.pixel(column, y) != paper)
                        return x;
                }
            }
            return picture.width();
        };
        const int usual = indent(Qt::LeftToRight);
        QVERIFY(usual < 40);
        QVERIFY2(qAbs(indent(Qt::RightToLeft) - usual) < 6, qPrintable(QString::number(indent(Qt::RightToLeft))));
    }

    void nothingThatIsTypedIsLostAndTheKeysStay()
    {
        Console console;
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("A-1"));
        console.press(Qt::Key_Tab);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("1,000.9"));
        console.press(Qt::Key_Left);
        console.change(Qt::Key_Equal);
        QCOMPARE(console.field("transactionId")->text(), QStringLiteral("A-1"));
        QCOMPARE(console.field("revenue")->text(), QStringLiteral("1,000.9"));
        QCOMPARE(QApplication::focusWidget(), console.field("revenue"));
        QCOMPARE(console.field("revenue")->cursorPosition(), 6);
        const auto bars = console.window()->findChildren<ui::Bar*>();
        QTest::qWait(0);
        for (const ui::Bar* bar : bars)
            QCOMPARE(bar->text(), QString()); // nothing was restored: it never went away
        // And it is all there to be sent.
        console.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(console.collector.events().size(), 1);
    }

    void theSchemeIsChosenInTheMenuAndRemembered()
    {
        Console console;
        const ui::MainWindow* before = console.window();
        const QColor lightWindow = QApplication::palette().color(QPalette::Window);
        const auto actions = console.window()->findChildren<QAction*>();
        for (QAction* action : actions) {
            if (action->text() == QStringLiteral("&Dark"))
                action->trigger();
        }
        QTRY_VERIFY(console.window() != before);
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < lightWindow.lightness());
        console.start();
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < lightWindow.lightness());
        console.start(ui::Scheme::Light); // for this start
        QCOMPARE(QApplication::palette().color(QPalette::Window), lightWindow);
        QCOMPARE(console.desk->settings().scheme, QStringLiteral("dark"));
    }

    void theHistoryIsStillInFront()
    {
        Console console;
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("A-1"));
        console.press(Qt::Key_Tab);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("5"));
        console.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(console.collector.events().size(), 1);
        const auto* rows = console.window()->findChild<QTableView*>(QStringLiteral("history"))->model();
        console.press(Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE(rows->rowCount(), 1);
        console.press(Qt::Key_3, Qt::ControlModifier); // what is there is selected on arrival
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("history"));
        console.window()->resize(1111, 777);
        console.change(Qt::Key_Equal);
        auto* table = console.window()->findChild<QTableView*>(QStringLiteral("history"));
        QTRY_VERIFY(table->isVisible()); // once it is read again
        QTRY_COMPARE(QApplication::focusWidget(), table);
        QCOMPARE(table->model()->rowCount(), 1);
        QTRY_COMPARE(table->selectionModel()->selectedRows().size(), 1);
        QCOMPARE(console.window()->size(), QSize(1111, 777));
    }
};

QTEST_MAIN(AppearanceTest)
#include "tst_appearance.moc"
