// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/batch/batchwork.h"

#include <QElapsedTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace rookery::ui {

/// How far it is: rows coming in, being checked, becoming orders, and orders on their way, with the rate, the time that
/// is left, and what can be done about it.
class RunRow final : public QWidget {
    Q_OBJECT

public:
    explicit RunRow(QWidget* parent = nullptr);

    /// `total` 0: nobody knows.
    void showWork(BatchWork::Doing doing, qint64 done, qint64 total);
    void showSending(const BatchCounts& counts, bool isPaused);
    /// Nothing is under way.
    void showNothing();

Q_SIGNALS:
    void stopWanted(); ///< of rows coming in
    void pauseWanted(bool pause);
    void cancelWanted();
    void retryWanted();

private:
    QProgressBar* m_bar;
    QLabel* m_words;
    QPushButton* m_stop;
    QPushButton* m_pause;
    QPushButton* m_cancel;
    QPushButton* m_retry;
    QElapsedTimer m_since;
    qint64 m_from = -1; // orders that were through when the measuring began
    bool m_isPaused = false;
};

} // namespace rookery::ui
