// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/practicecollector.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

/// The whole window on a data folder of its own, with a practice profile and its collector: what a person has before
/// them. Keys go where the focus is.
struct Counter {
    explicit Counter(bool withProfile = true)
    {
        if (withProfile) {
            QVERIFY(collector.listen(0));
            const rookery::profile::DataFolder data(folder.path());
            QVERIFY(data.create());
            QVERIFY(rookery::profile::ProfileStore(data.profileFolder(), {}).save(profile()));
        }
        open();
    }

    void open()
    {
        desk = std::make_unique<rookery::ui::Desk>(
            rookery::profile::DataFolder(folder.path()), QStringLiteral("desk 4"));
        window = std::make_unique<rookery::ui::MainWindow>(*desk);
        QSignalSpy opened(desk.get(), &rookery::ui::Desk::opened);
        QObject::connect(window.get(), &rookery::ui::MainWindow::begun, desk.get(), &rookery::ui::Desk::open);
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        QTRY_COMPARE(opened.size(), 1);
    }
    void close()
    {
        window->close();
        window.reset();
        desk.reset();
    }

    [[nodiscard]] rookery::profile::Profile profile() const
    {
        rookery::profile::Profile p;
        p.name = QStringLiteral("Till");
        p.scheme = QStringLiteral("http");
        p.host = QStringLiteral("127.0.0.1");
        p.port = collector.port();
        p.appId = QStringLiteral("till-app");
        p.properties = {QStringLiteral("till-shop")};
        p.conversions = {QStringLiteral("Sale")};
        p.currency = QStringLiteral("GBP");
        p.timeZone = QStringLiteral("Europe/London");
        return p;
    }

    [[nodiscard]] QLineEdit* field(const char* key) const
    {
        return window->findChild<QLineEdit*>(QLatin1StringView(key));
    }
    void type(const QString& text) const { QTest::keyClicks(QApplication::focusWidget(), text); }
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(
            QApplication::focusWidget() ? QApplication::focusWidget() : window.get(), Qt::Key(key), modifiers);
    }

    /// Presses a button of the question that is going to be asked, by its words.
    void answerNext(const QString& words)
    {
        asked.clear();
        auto* timer = new QTimer(window.get());
        QObject::connect(timer, &QTimer::timeout, timer, [this, timer, words] {
            auto* box = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            if (!box || box->objectName() != QStringLiteral("question"))
                return;
            timer->deleteLater();
            asked = box->windowTitle() + QLatin1Char('\n') + box->accessibleDescription();
            const QList<QPushButton*> buttons = box->findChildren<QPushButton*>();
            for (const QPushButton* button : buttons) {
                if (button->isDefault())
                    defaultAnswer = button->text();
            }
            for (QPushButton* button : buttons) {
                if (button->text().remove(u'&').contains(words))
                    return button->click();
            }
            box->reject();
        });
        timer->start(10);
    }

    /// A real window manager gives the window its keys back after a question; the offscreen one does not.
    void comeBack() const
    {
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }

    [[nodiscard]] QList<rookery::ledger::EventRecord> ledger() const
    {
        const rookery::ledger::Reader* reader = desk->reader();
        return reader ? reader->page({}, std::nullopt, 100).value_or(QList<rookery::ledger::EventRecord>())
                      : QList<rookery::ledger::EventRecord>();
    }

    QTemporaryDir folder;
    rookery::practice::PracticeCollector collector{[] { return rookery::UtcMs(QDateTime::currentMSecsSinceEpoch()); }};
    std::unique_ptr<rookery::ui::Desk> desk;
    std::unique_ptr<rookery::ui::MainWindow> window;
    QString asked;         ///< the last question
    QString defaultAnswer; ///< and what Enter would have said
};
