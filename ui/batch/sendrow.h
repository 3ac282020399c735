// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QLabel;
class QPushButton;

namespace rookery::ui {

class BatchWork;
class Desk;

/// The foot of a batch: how many rows would go, for how much, and the button that sends them.
class SendRow final : public QWidget {
    Q_OBJECT

public:
    SendRow(Desk& desk, BatchWork& work, QWidget* parent = nullptr);

    /// From what the batch says now.
    void refresh();
    [[nodiscard]] bool hasRejects() const;

Q_SIGNALS:
    void sendWanted();
    void rejectsWanted();
    void resultsWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    Desk& m_desk;
    BatchWork& m_work;
    QBoxLayout* m_layout;
    QBoxLayout* m_buttons;
    QLabel* m_ready;
    QLabel* m_sums;
    QCheckBox* m_stops;
    QPushButton* m_rejects;
    QPushButton* m_results;
    QPushButton* m_send;
};

} // namespace rookery::ui
