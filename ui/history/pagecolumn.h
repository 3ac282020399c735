// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QSplitter;
class QVBoxLayout;

namespace rookery::ui {

/// The parts of a page below each other. As long as there is room for all, the last two share it, and a handle between
/// them moves. Where there is not (large text, a small screen), each has the height that it needs and the page
/// scrolls as one: no part covers another or scrolls within what scrolls. What gets the keys comes into sight.
class PageColumn final : public QScrollArea {
    Q_OBJECT

public:
    /// The upper one sets its own minimum height. By `name` the place of the handle is remembered (WindowMemory).
    PageColumn(const QWidgetList& heads, QWidget* upper, QWidget* lower, const QString& name);

    /// What is in the lower part changed: how high it has to be, and how high it would be without scrolling inside.
    /// `another`: it is of another kind, so that the room is shared anew, unless somebody moved the handle.
    void setLowerNeed(int least, int whole, bool another);
    void bringToSight(const QWidget* widget);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void measure();
    void share();

    QWidgetList m_parts;
    QWidget* m_upper;
    QWidget* m_lower;
    QSplitter* m_splitter;
    QString m_name;
    bool m_wasShown = false;
    bool m_moved = false; // by somebody, now or before
    int m_least = 0;
    int m_whole = 0;
    int m_kept = 0; // the most that the lower part needed since it is of this kind
};

/// The height that a widget needs at this width, by its layouts, with wrapped text as high as it gets. `whole`: tables
/// and texts have room for all that is in them, up to a dozen lines.
[[nodiscard]] int neededHeight(const QWidget& widget, int width, bool whole);

} // namespace rookery::ui
