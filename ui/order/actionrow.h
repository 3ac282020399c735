// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QScrollArea;
class QVBoxLayout;

namespace rookery::ui {

class FlowLayout;

/// What can be done with a form that scrolls: its last row as long as that is in sight, and a foot under the page where
/// the form is higher. Either way nobody has to look for Send.
class ActionRow final : public QWidget {
    Q_OBJECT

public:
    /// `home`: the form's layout, in a widget within `area`; it has the row as its last. `foot`: the layout that has
    /// `area` as its last.
    ActionRow(QScrollArea& area, QVBoxLayout& home, QVBoxLayout& foot, QWidget* parent = nullptr);

    void addButton(QWidget* button);
    /// Beneath the buttons.
    void addRemark(QWidget* remark);
    /// Where the fields of the form begin, which the buttons do too.
    void setAxis(int axis);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();
    void standIn(bool foot);
    [[nodiscard]] int insetOfCard() const;

    QScrollArea& m_area;
    QVBoxLayout& m_home;
    QVBoxLayout& m_foot;
    QHBoxLayout* m_line;
    QVBoxLayout* m_column;
    FlowLayout* m_buttons;
    int m_inset = 0; // of the card, where this stands below it
    int m_axis = 0;
    bool m_isFoot = false;
    QTimer m_place;
};

} // namespace rookery::ui
