// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace rookery::ui {

/// LIVE or PRACTICE in a profile's colour. LIVE is filled and PRACTICE a frame, so that they differ without colours
/// too.
class ProfileMark final : public QLabel {
    Q_OBJECT

public:
    explicit ProfileMark(QWidget* parent = nullptr);

    /// `colour`: the profile's, readable on a surface.
    void show(bool live, const QColor& colour);

    /// Where there is no room for a widget: how large it is, and it itself.
    [[nodiscard]] static QSize sizeOf(bool live, const QFont& font);
    static void paint(QPainter& painter, const QRect& place, bool live, const QColor& colour, const QFont& font);
    [[nodiscard]] static QPixmap picture(bool live, const QColor& colour, const QFont& font, qreal pixelRatio);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_live = false;
    QColor m_colour;
};

} // namespace rookery::ui
