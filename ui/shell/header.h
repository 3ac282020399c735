// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/query.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QAbstractItemView;
class QComboBox;
class QLabel;
class QPushButton;

namespace rookery::ui {

class Desk;
class ProfileMark;
class Remark;

/// Where orders go: the profile with its colour and mark, and what has not arrived yet.
class Header final : public QWidget {
    Q_OBJECT

public:
    explicit Header(Desk& desk, QWidget* parent = nullptr);

    void focusProfiles();
    /// Counts again what has not arrived.
    void refresh();
    /// A low window: no higher than the list of profiles needs.
    void setLow(bool low);
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void standingWanted(rookery::ledger::Standing standing);
    void searchWanted(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// What is said of the line to the server.
    struct LineWords {
        QString icon;
        QColor colour;
        QString words;
        QString fewerWords;
    };

    void putCount(QPushButton* button, int count, const QString& words, const QString& fewer) const;
    [[nodiscard]] bool isOffline() const;
    [[nodiscard]] int narrowProfiles() const;
    void arrange();
    void showProfiles();
    void showChosen();
    void showWaiting();
    void showWhose();
    void showOnline();

    Desk& m_desk;
    QComboBox* m_profiles;
    QAbstractItemView* m_list = nullptr; // of the profiles
    ProfileMark* m_mark;
    QLabel* m_facts;
    QLabel* m_whose; // what the counts are about, where that is in doubt
    QPushButton* m_waiting;
    QPushButton* m_notDelivered;
    QPushButton* m_unknown;
    Remark* m_online;
    LineWords m_line;
    bool m_wasOffline = false;
    QColor m_strip;
    bool m_live = true;
    QPointer<QWidget> m_keysBefore; // where they were when the list of profiles was opened
    bool m_whoseWanted = false;
    int m_waitingCount = 0;
    std::optional<UtcMs> m_oldest; // of what is under way
    QTimer m_age;                  // what waits grows older while nothing else happens
};

} // namespace rookery::ui
