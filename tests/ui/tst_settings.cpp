// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/counter.h"

#include "ledger/backup.h"
#include "ui/common/bar.h"
#include "ui/common/card.h"
#include "ui/common/worldwatch.h"
#include "ui/settings/settingsdialog.h"
#include "ui/shell/appearance.h"
#include "ui/shell/worldstrip.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QMenuBar>
#include <QSpinBox>
#include <QStackedWidget>

using namespace rookery;

namespace {

/// The settings over the window, as a person has them.
struct Settings {
    explicit Settings(Counter& counter) : dialog(*counter.desk, *counter.window->menuBar(), counter.window.get())
    {
        dialog.show();
        dialog.activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), &dialog);
    }
    void open(const QString& section) { list()->setCurrentItem(list()->findItems(section, Qt::MatchExactly).value(0)); }
    QListWidget* list() { return dialog.findChild<QListWidget*>(QStringLiteral("sections")); }
    QStringList sections()
    {
        QStringList names;
        for (int row = 0; row < list()->count(); ++row) {
            if (!list()->item(row)->isHidden())
                names << list()->item(row)->text();
        }
        return names;
    }
    template <typename Widget>
    Widget* find(const char* name)
    {
        return dialog.findChild<Widget*>(QLatin1StringView(name));
    }
    QPushButton* button(const QString& words)
    {
        const auto buttons = dialog.findChildren<QPushButton*>();
        for (QPushButton* button : buttons) {
            if (button->isVisible() && button->text().remove(u'&') == words)
                return button;
        }
        return nullptr;
    }

    ui::SettingsDialog dialog;
};

profile::Settings saved(const Counter& counter)
{
    return profile::Settings::load(counter.desk->folder().settingsFile()).value_or(profile::Settings());
}

ui::SettingsDialog* openDialog(const QWidget* window)
{
    auto* dialog = window->findChild<ui::SettingsDialog*>();
    return dialog && dialog->isVisible() ? dialog : nullptr;
}

} // namespace

class SettingsDialogTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theKeyOpensThemAndEscCloses()
    {
        Counter counter;
        QTimer::singleShot(0, counter.window.get(), [&counter] { counter.press(Qt::Key_Comma, Qt::ControlModifier); });
        bool seen = false;
        auto* timer = new QTimer(counter.window.get());
        connect(timer, &QTimer::timeout, timer, [&] {
            auto* dialog = qobject_cast<ui::SettingsDialog*>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            timer->stop();
            seen = true;
            QTest::keyClick(dialog, Qt::Key_Escape);
        });
        timer->start(10);
        QTRY_VERIFY(seen);
        QTRY_VERIFY(!QApplication::activeModalWidget());
    }

    void everySectionIsThere()
    {
        Counter counter;
        Settings settings(counter);
        QCOMPARE(settings.sections(),
            (QStringList{QStringLiteral("Profiles"), QStringLiteral("Entry"), QStringLiteral("History"),
                QStringLiteral("Appearance"), QStringLiteral("Keyboard"), QStringLiteral("About")}));
    }

    void theArrowsGoThroughTheSections()
    {
        Counter counter;
        Settings settings(counter);
        auto* stack = settings.dialog.findChild<QStackedWidget*>();
        QVERIFY(settings.list()->hasFocus());
        QTest::keyClick(settings.list(), Qt::Key_Down);
        QCOMPARE(stack->currentIndex(), 1);
        QTest::keyClick(settings.list(), Qt::Key_End);
        QCOMPARE(stack->currentIndex(), 5);
    }

    void aSearchFindsASettingInAnySection_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QStringList>("sections");
        const auto row = [](const char* words, const QStringList& sections) {
            QTest::addRow("%s", words) << QString::fromLatin1(words) << sections;
        };
        row("certificates", {QStringLiteral("Profiles")});
        row("last field", {QStringLiteral("Entry")});
        row("back up", {QStringLiteral("History")});
        row("text size", {QStringLiteral("Appearance"), QStringLiteral("Keyboard")});
        row("ctrl+shift+r", {QStringLiteral("Keyboard")});
        row("no warranty", {QStringLiteral("About")});
        row("zebra", {});
    }
    void aSearchFindsASettingInAnySection()
    {
        QFETCH(QString, words);
        QFETCH(QStringList, sections);
        Counter counter;
        Settings settings(counter);
        QTest::keyClick(&settings.dialog, Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(settings.find<QLineEdit>("searchAllSettings")->hasFocus());
        QTest::keyClicks(settings.find<QLineEdit>("searchAllSettings"), words);
        QCOMPARE(settings.sections(), sections);
        if (!sections.isEmpty())
            QCOMPARE(settings.list()->currentItem()->text(), sections.first());
        QTest::keyClick(settings.find<QLineEdit>("searchAllSettings"), Qt::Key_Escape);
        QCOMPARE(settings.sections().size(), 6);
        QVERIFY(settings.dialog.isVisible());
        QTest::keyClick(settings.find<QLineEdit>("searchAllSettings"), Qt::Key_Escape);
        QVERIFY(!settings.dialog.isVisible());
    }

    void whatIsChangedIsObeyedAndKeptAtOnce()
    {
        Counter counter;
        Settings settings(counter);
        QSignalSpy changed(counter.desk.get(), &ui::Desk::settingsChanged);
        settings.open(QStringLiteral("Entry"));
        settings.find<QCheckBox>("enterSends")->click();
        settings.find<QCheckBox>("soundOnFailure")->click();
        QVERIFY(counter.desk->settings().enterSends);
        QVERIFY(saved(counter).enterSends);
        QVERIFY(saved(counter).soundOnFailure);
        settings.open(QStringLiteral("History"));
        settings.find<QSpinBox>("diskWarnMb")->setValue(2000);
        QCOMPARE(saved(counter).diskWarnMb, 2000);
        QCOMPARE(changed.size(), 3);
    }

    void anAgentNameCanBeTakenBack()
    {
        Counter counter;
        Settings settings(counter);
        settings.open(QStringLiteral("Entry"));
        auto* name = settings.find<QLineEdit>("agent");
        name->setFocus();
        QTest::keyClicks(name, QStringLiteral("desk 9"));
        QTest::keyClick(name, Qt::Key_Tab);
        QCOMPARE(counter.desk->agent(), QStringLiteral("desk 9"));
        settings.button(QStringLiteral("Undo"))->click();
        QCOMPARE(saved(counter).agent, QString());
        QCOMPARE(name->text(), QString());
    }

    void whatWasSavedCanBeTakenBackAfterTheWindowWasMadeAnew()
    {
        Counter counter;
        QJsonObject memo;
        {
            Settings settings(counter);
            settings.find<QLineEdit>("appId")->setText(QStringLiteral("other"));
            settings.button(QStringLiteral("Save"))->click();
            QTRY_VERIFY(settings.button(QStringLiteral("Undo")));
            QCOMPARE(counter.desk->profile()->appId, QStringLiteral("other"));
            settings.open(QStringLiteral("Appearance"));
            memo = settings.dialog.memo();
        }
        Settings settings(counter);
        settings.dialog.takeUp(memo);
        settings.open(QStringLiteral("Profiles"));
        QVERIFY(settings.button(QStringLiteral("Undo")));
        settings.button(QStringLiteral("Undo"))->click();
        QTRY_COMPARE(counter.desk->profile()->appId, QStringLiteral("till-app"));
    }

    void anUnsavedProfileIsNotLostOnTheWay()
    {
        Counter counter;
        Settings settings(counter);
        auto* appId = settings.find<QLineEdit>("appId");
        appId->setText(QStringLiteral("other"));
        settings.open(QStringLiteral("Entry"));
        QVERIFY(settings.button(QStringLiteral("Go back to it")));
        counter.answerNext(QStringLiteral("Cancel"));
        settings.button(QStringLiteral("Close"))->click();
        QVERIFY(!counter.asked.isEmpty());
        QVERIFY(settings.dialog.isVisible());
        QCOMPARE(settings.list()->currentItem()->text(), QStringLiteral("Profiles"));
        QCOMPARE(appId->text(), QStringLiteral("other"));
        counter.answerNext(QStringLiteral("Discard"));
        settings.button(QStringLiteral("Close"))->click();
        QVERIFY(!settings.dialog.isVisible());
    }

    // --- Back-ups

    void aBackUpIsMadeAndSaid()
    {
        Counter counter;
        Settings settings(counter);
        settings.open(QStringLiteral("History"));
        auto* result = settings.find<ui::Remark>("backupResult");
        QCOMPARE(result->text(), QStringLiteral("None yet."));
        settings.button(QStringLiteral("Back up now"))->click();
        QTRY_VERIFY(result->text().startsWith(QStringLiteral("Last back-up: ")));
        QCOMPARE(ledger::backupsIn(counter.desk->folder().backupFolder()).size(), 1);
        QVERIFY(settings.button(QStringLiteral("Back up now"))->isEnabled());
    }

    void aBackUpThatFailsIsOverTheWindowUntilOneIsMade()
    {
        Counter counter;
        QFile inTheWay(counter.desk->folder().backupFolder());
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        Settings settings(counter);
        settings.open(QStringLiteral("History"));
        settings.button(QStringLiteral("Back up now"))->click();
        auto* strip = counter.window->findChild<ui::WorldStrip*>();
        QTRY_VERIFY(strip->text().contains(QStringLiteral("No back-up could be made")));
        QVERIFY(settings.find<ui::Remark>("backupResult")->text().contains(QStringLiteral("No back-up")));
        settings.dialog.close();
        QVERIFY(inTheWay.remove());
        const auto buttons = strip->findChildren<QPushButton*>();
        QCOMPARE(buttons.size(), 1);
        QCOMPARE(buttons.first()->text(), QStringLiteral("Try again"));
        buttons.first()->click();
        QTRY_COMPARE(strip->text(), QString());
        QCOMPARE(ledger::backupsIn(counter.desk->folder().backupFolder()).size(), 1);
    }

    void theWarningOfAFullDiskFollowsTheSetting()
    {
        Counter counter;
        const auto lowDisk = [&counter] { return counter.desk->worldWatch().world().lowDisk.has_value(); };
        counter.desk->changeSettings([](profile::Settings& settings) { settings.diskWarnMb = 2'000'000'000; });
        QTRY_VERIFY(lowDisk());
        counter.desk->changeSettings([](profile::Settings& settings) { settings.diskWarnMb = 0; });
        QTRY_VERIFY(!lowDisk());
    }

    // --- Appearance

    void theSettingsAreOpenAgainInTheNewWindow()
    {
        Counter counter;
        counter.close();
        counter.desk = std::make_unique<ui::Desk>(profile::DataFolder(counter.folder.path()), QStringLiteral("desk 4"));
        {
            ui::Appearance appearance(*counter.desk, {});
            QSignalSpy opened(counter.desk.get(), &ui::Desk::opened);
            connect(appearance.window(), &ui::MainWindow::begun, counter.desk.get(), &ui::Desk::open);
            appearance.window()->show();
            QVERIFY(QTest::qWaitForWindowActive(appearance.window()));
            QTRY_COMPARE(opened.size(), 1);
            const ui::MainWindow* before = appearance.window();
            bool chosen = false;
            QTimer poll;
            connect(&poll, &QTimer::timeout, this, [&] { // within the dialog's own loop
                auto* dialog = openDialog(appearance.window());
                if (!dialog)
                    return;
                if (!chosen) {
                    chosen = true;
                    auto* list = dialog->findChild<QListWidget*>(QStringLiteral("sections"));
                    list->setCurrentItem(list->findItems(QStringLiteral("Appearance"), Qt::MatchExactly).value(0));
                    auto* size = dialog->findChild<QComboBox*>(QStringLiteral("textPercent"));
                    size->setFocus();
                    size->setCurrentIndex(2);
                } else if (appearance.window() != before) {
                    poll.stop();
                    QCOMPARE(dialog->findChild<QListWidget*>(QStringLiteral("sections"))->currentItem()->text(),
                        QStringLiteral("Appearance"));
                    QCOMPARE(dialog->focusWidget()->objectName(), QStringLiteral("textPercent"));
                    QCOMPARE(dialog->findChild<QComboBox*>(QStringLiteral("textPercent"))->currentIndex(), 2);
                    dialog->close();
                }
            });
            poll.start(10);
            QTest::keyClick(appearance.window(), Qt::Key_Comma, Qt::ControlModifier);
            QTRY_VERIFY(appearance.window() != before);
            QTRY_VERIFY(!poll.isActive());
            QTRY_VERIFY(!QApplication::activeModalWidget());
        }
        ui::applyLook(*qobject_cast<QApplication*>(QApplication::instance()), ui::Scheme::System, 100);
    }

    void everythingHasANameForThoseWhoListen()
    {
        Counter counter;
        Settings settings(counter);
        for (int row = 0; row < settings.list()->count(); ++row) {
            settings.list()->setCurrentRow(row);
            const auto widgets = settings.dialog.findChildren<QWidget*>();
            for (const QWidget* widget : widgets) {
                const bool field = qobject_cast<const QComboBox*>(widget)
                    || qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QAbstractItemView*>(widget)
                    || (qobject_cast<const QLineEdit*>(widget)
                        && !qobject_cast<const QAbstractSpinBox*>(widget->parent()));
                if (field && widget->isVisible() && !widget->parentWidget()->inherits("QComboBoxPrivateContainer"))
                    QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
            }
        }
    }
};

QTEST_MAIN(SettingsDialogTest)
#include "tst_settings.moc"
