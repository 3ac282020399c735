// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/profilemark.h"

#include "ui/common/look.h"

#include <QPainter>

namespace rookery::ui {

namespace {

constexpr qreal Scale = 0.85;
constexpr qreal Radius = 4;
constexpr qreal Line = 1.5;
constexpr int SidePadding = 7;
constexpr int LidPadding = 2;

QString wordOf(bool live)
{
    //: marks a profile whose orders are counted
    return live ? ProfileMark::tr("LIVE") : ProfileMark::tr("PRACTICE");
}

QFont markFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * Scale);
    font.setWeight(QFont::Bold);
    return font;
}

} // namespace

ProfileMark::ProfileMark(QWidget* parent) : QLabel(parent) { }

void ProfileMark::show(bool live, const QColor& colour)
{
    m_live = live;
    m_colour = colour;
    setText(wordOf(live)); // for who hears the window
    updateGeometry();
    update();
}

QSize ProfileMark::sizeOf(bool live, const QFont& font)
{
    const QFontMetrics metrics(markFont(font));
    return {metrics.horizontalAdvance(wordOf(live)) + 2 * SidePadding, metrics.height() + 2 * LidPadding};
}

void ProfileMark::paint(QPainter& painter, const QRect& place, bool live, const QColor& colour, const QFont& font)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, Line));
    painter.setBrush(live ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), Radius, Radius);
    painter.setFont(markFont(font));
    painter.setPen(live ? colours().surface : colour);
    painter.drawText(place, Qt::AlignCenter, wordOf(live));
    painter.restore();
}

QPixmap ProfileMark::picture(bool live, const QColor& colour, const QFont& font, qreal pixelRatio)
{
    const QSize size = sizeOf(live, font);
    QPixmap picture(size * pixelRatio);
    picture.setDevicePixelRatio(pixelRatio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paint(painter, QRect(QPoint(), size), live, colour, font);
    return picture;
}

QSize ProfileMark::sizeHint() const { return sizeOf(m_live, font()); }

QSize ProfileMark::minimumSizeHint() const { return sizeHint(); }

void ProfileMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint(painter, rect(), m_live, m_colour, font());
}

} // namespace rookery::ui
