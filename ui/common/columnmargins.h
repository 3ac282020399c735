// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QLayout;
class QScrollArea;

namespace rookery::ui {

/// The margins of a page that scrolls: its bar stands in them, so that the parts stay as wide as they are when it
/// comes and goes.
class ColumnMargins final : public QObject {
    Q_OBJECT

public:
    /// `column`: of the area's widget.
    ColumnMargins(QScrollArea& area, QLayout& column);

    void set(int side, int top, int bottom);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void apply();

    QScrollArea& m_area;
    QLayout& m_column;
    int m_side = 0;
    int m_top = 0;
    int m_bottom = 0;
    bool m_scrolls = false;
};

} // namespace rookery::ui
