// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

class QScrollArea;
class QWidget;

namespace rookery::ui {

/// Keeps what has the keys in sight of an area that scrolls: when they move, and when something that comes in above or
/// below leaves less room. Where a person scrolls to stays as it is.
class KeysInSight final : public QObject {
    Q_OBJECT

public:
    /// `margin`: so much above and below it is in sight as well.
    KeysInSight(QScrollArea& area, int margin);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] QWidget* keys() const; ///< what has them, where it is in the area
    void look();
    void bring();

    QScrollArea& m_area;
    int m_margin;
    bool m_inSight = true; // until somebody scrolls away from it
    QTimer m_arranged;     // when all have their places
};

} // namespace rookery::ui
