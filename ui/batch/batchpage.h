// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/batch/batchwork.h"
#include "ui/common/bar.h"
#include "ui/common/page.h"

#include <QTimer>

class QLabel;
class QPushButton;
class QScrollArea;

namespace rookery::ui {

class BatchGrid;
class BatchStart;
class Desk;
class ElidedLabel;
class MatchPane;
class PageStack;
class ProblemBar;
class RowFilters;
class RunRow;
class SendRow;
class SheetModel;

/// Many orders at once: bring rows in, say what they are, mend what is wrong, send what is ready.
class BatchPage final : public Page {
    Q_OBJECT

public:
    explicit BatchPage(Desk& desk, QWidget* parent = nullptr);

    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    void arrive() override;
    [[nodiscard]] bool mayBeReplaced() const override;
    [[nodiscard]] QJsonObject memo() const override;
    void takeUp(const QJsonObject& memo) override;
    [[nodiscard]] QWidgetList panes() const override;

    [[nodiscard]] BatchWork& work() const { return *m_work; }
    void openSource(const BatchSource& source);
    /// Rows on the clipboard, or their absence, as a sentence.
    void pasteClipboard();
    void chooseFile();
    /// These changed in the ledger.
    void follow(const QList<qint64>& events) { m_work->follow(events); }
    void catchUp();
    /// Rows are becoming orders, or are about to.
    [[nodiscard]] bool isSending() const;

Q_SIGNALS:
    /// The history, with this search.
    void searchWanted(const QString& text);
    void orderWanted(qint64 event);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    [[nodiscard]] QLayout* makeHead();
    void showGrid();
    void connectWork();
    void showAll();
    void showHead();
    void showMatch();
    void showRow();
    void showRun();
    void showBatches();
    void sayElsewhere(const QString& text);
    void showRows(bool rows);
    void offerKept(const QDateTime& kept);
    void sayPutAside(qsizetype rows);
    /// A batch that was sent and has made room for others.
    struct Former {
        qint64 batch = 0;
        QString name;
        bool goesOn = false; ///< not all of it is settled
    };
    void sayFormer(const Former& former);
    void startAnew();
    [[nodiscard]] qint64 orderOfRow() const;
    void offerNext();
    void replaceAfterAsking(const std::function<void()>& bringIn);
    void askAndSend();
    void askAndCancel();
    [[nodiscard]] QString countdownText() const;
    [[nodiscard]] QString fileFor(const QString& what) const; ///< to offer
    void saveRejects();
    void saveResults();
    void saveTemplate();

    Desk& m_desk;
    BatchWork* m_work;
    SheetModel* m_model;
    ElidedLabel* m_about;
    QPushButton* m_match;
    QPushButton* m_new;
    QPushButton* m_inHistory;
    Bar* m_bar;
    ProblemBar* m_problem;
    RowFilters* m_filters;
    RunRow* m_run;
    PageStack* m_stack;
    BatchStart* m_start;
    MatchPane* m_matchPane;
    QScrollArea* m_area = nullptr; // what scrolls where there is little room
    BatchGrid* m_grid;
    QWidget* m_gridCard;
    QLabel* m_row; // what is wrong with the one that has the keys
    SendRow* m_foot;
    QTimer m_refilter;
    BatchSource m_next; // came in while others were being saved
    QString m_saidPaused;
    bool m_saidNoProblem = false; // and nothing else since
    QTimer m_refresh;             // many changes at once are shown together
    qint64 m_progress = 0;
    QTimer m_slow;                       // progress is shown of what takes its time
    std::optional<qsizetype> m_putAside; // to be said when the others are there
    std::optional<Former> m_former;      // likewise
    bool m_counting = false;
    bool m_wasHere = false; // in the window before this one, which had another look
};

} // namespace rookery::ui
