// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pixel/error.h"
#include "ui/common/page.h"

#include <QMainWindow>
#include <QSet>
#include <QTimer>

class QStackedWidget;

namespace rookery::ui {

class Bar;
class Desk;
class Header;
class HistoryPage;
class OrderPage;
class Rail;
class StatusLine;
class Verbs;

/// The one window: puts the pages together and hands verbs to the page in front.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(Desk& desk, QWidget* parent = nullptr);

    void showOrderPage();
    void showHistoryPage();
    /// In front of everything else: a second copy of the program was started.
    void comeForward();

Q_SIGNALS:
    /// Once, after the first paint: only now anything may be read or opened.
    void painted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void connectDesk();
    void connectOrderPage();
    void finish();
    void perform(Verb verb);
    void showPage(Page* page);
    void updateVerbs();
    void follow(const QList<qint64>& events);
    void followNow();
    void tellOutcome(qint64 event);
    void chooseFolder();
    void ledgerFailed(const Error& error);
    void showPaused();
    void showClock(qint64 aheadMs);
    void askAgentName();
    void about();
    [[nodiscard]] bool mayClose();

    Desk& m_desk;
    Verbs* m_verbs;
    Header* m_header;
    Rail* m_rail;
    Bar* m_pausedBar;
    Bar* m_troubleBar;
    Bar* m_clockBar;
    QStackedWidget* m_pages;
    OrderPage* m_order;
    HistoryPage* m_history = nullptr; // made after the first paint, which does not show it
    StatusLine* m_status;
    QSet<qint64> m_changed;
    QTimer m_follow; // many changes at once are shown together
    bool m_painted = false;
    bool m_saidWhatWaits = false;
};

} // namespace rookery::ui
