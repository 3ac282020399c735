// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"
#include "ui/common/page.h"
#include "ui/common/portions.h"
#include "ui/common/verb.h"
#include "ui/common/windowmemory.h"

#include <QElapsedTimer>
#include <QMainWindow>
#include <QTimer>

class QStackedWidget;

namespace rookery::ui {

class BatchPage;
class Desk;
class DeskVerbs;
class EditMenu;
class Header;
class HelpWindow;
class HistoryPage;
class OrderPage;
class Notifier;
class Rail;
class StatusLine;
class Verbs;
class WorldAnswers;
class WorldStrip;

/// The one window: puts the pages together and hands verbs to the page in front.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(Desk& desk, QWidget* parent = nullptr);

    void showOrderPage();
    void showBatchPage();
    void showHistoryPage();
    /// A file of orders, on the page of batches.
    void openBatch(const QString& file);
    /// The same, or in the profiles' dialog a profile of another desk.
    void openFile(const QString& file);
    void showSearch(const QString& text);
    /// False while an answer is awaited that must find this window.
    [[nodiscard]] bool mayBeReplaced() const;
    /// Another window is to take its place: what may be put aside for that is, and comes back there.
    void makeWay();
    /// What another window needs to go on where this one is; its place is remembered anyway.
    [[nodiscard]] QJsonObject memo();
    /// Before it is shown: on a desk where everything runs already.
    void takeUp(const QJsonObject& memo);
    /// When it is shown: the keys are where they were.
    void takeUpKeys(const QJsonObject& memo);

    /// In front of everything else: a second copy of the program was started.
    void comeForward();

Q_SIGNALS:
    /// Once, after the first paint: only now anything may be read or opened. A window that nobody paints, started
    /// minimised for one, begins a moment after it was shown.
    void begun();

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectDesk();
    void connectOrderPage();
    void begin();
    void finish();
    void makeBatch();
    void makeHistory();
    void makeRoom();
    [[nodiscard]] QWidgetList panes() const;
    void updateEditing();
    void perform(Verb verb);
    void showPage(Page* page);
    void updateVerbs();
    void follow(const QList<qint64>& events);
    void followNow(const QList<qint64>& events);
    void count();
    void tellOutcome(qint64 event);
    void showWorld();
    void showStanding(ledger::Standing standing, const QString& within = {});
    void showOrder(qint64 event);
    void showTitle();
    void showHelp();
    [[nodiscard]] bool mayClose();

    Desk& m_desk;
    WindowMemory m_memory;
    Verbs* m_verbs;
    DeskVerbs* m_deskVerbs;
    EditMenu* m_edit;
    Header* m_header;
    Rail* m_rail;
    WorldStrip* m_world;
    WorldAnswers* m_answers;
    QStackedWidget* m_pages;
    OrderPage* m_order;
    BatchPage* m_batch = nullptr; // made after the first paint, which does not show it; so is the next
    HistoryPage* m_history = nullptr;
    StatusLine* m_status;
    Notifier* m_notifier;
    HelpWindow* m_help = nullptr; // made when it is wanted
    Portions m_changed;           // many changes at once are shown together
    QElapsedTimer m_sinceCounted;
    QTimer m_count;
    QString m_fileToOpen; // as soon as there is a page for it
    bool m_begun = false;
    bool m_saidWhatWaits = false;
};

} // namespace rookery::ui
