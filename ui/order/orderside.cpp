// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/orderside.h"

#include "ui/common/look.h"

#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int BesideWidth = 316;
constexpr int BesideLetters = 44;
constexpr int Padding = 16;
constexpr int Top = 20;
constexpr qreal Radius = 8; // as cards have

int besideWidth(const QWidget& side)
{
    return qMax(BesideWidth, side.fontMetrics().averageCharWidth() * BesideLetters);
}

} // namespace

OrderSide::OrderSide(const QWidgetList& panels, QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setSpacing(Top);
    for (QWidget* panel : panels)
        m_layout->addWidget(panel, panel == panels.last() ? 1 : 0);
    setBeside(true);
}

std::optional<int> OrderSide::widthBeside(int height) const
{
    return height < m_layout->minimumSize().height() ? std::nullopt : std::optional(besideWidth(*this));
}

void OrderSide::setBeside(bool beside)
{
    m_beside = beside;
    m_layout->setContentsMargins(Padding, beside ? Top : Padding, Padding, Padding);
    setMinimumWidth(beside ? besideWidth(*this) : 0);
    setMaximumWidth(beside ? besideWidth(*this) : QWIDGETSIZE_MAX);
    // The page puts it below before it would be cut.
    setSizePolicy(QSizePolicy::Preferred, beside ? QSizePolicy::Ignored : QSizePolicy::Preferred);
    update();
}

void OrderSide::paintEvent(QPaintEvent*)
{
    const Colours& c = colours();
    QPainter painter(this);
    if (m_beside) {
        painter.fillRect(rect(), c.raised);
        painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, 1, height())), c.line);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(c.line);
    painter.setBrush(c.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius, Radius);
}

} // namespace rookery::ui
