// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/actionrow.h"

#include "ui/common/flowlayout.h"
#include "ui/common/look.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QTimer>

namespace rookery::ui {

namespace {

constexpr int Gap = 8;
constexpr int FootPadding = 10;

} // namespace

ActionRow::ActionRow(QScrollArea& area, QVBoxLayout& home, QVBoxLayout& foot, QWidget* parent)
    : QWidget(parent)
    , m_area(area)
    , m_home(home)
    , m_foot(foot)
    , m_line(new QHBoxLayout(this))
    , m_column(new QVBoxLayout)
    , m_buttons(new FlowLayout(Gap))
{
    m_line->setSpacing(0);
    m_line->addSpacing(0);
    m_line->addLayout(m_column, 1);
    m_column->setSpacing(Gap);
    m_column->addLayout(m_buttons);
    m_place.setSingleShot(true);
    m_place.setInterval(0); // not while those around it are being laid out
    connect(&m_place, &QTimer::timeout, this, &ActionRow::place);
    standIn(false);
    m_area.installEventFilter(this);
    m_home.parentWidget()->installEventFilter(this);
}

void ActionRow::addButton(QWidget* button) { m_buttons->addWidget(button); }

void ActionRow::addRemark(QWidget* remark) { m_column->addWidget(remark); }

void ActionRow::setAxis(int axis)
{
    m_axis = axis;
    standIn(m_isFoot);
}

bool ActionRow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move || event->type() == QEvent::LayoutRequest)
        m_place.start();
    return QWidget::eventFilter(watched, event);
}

int ActionRow::insetOfCard() const
{
    const QWidget* card = m_home.parentWidget();
    const int left = card->mapTo(m_area.widget(), QPoint()).x();
    const int start = isRightToLeft() ? m_area.widget()->width() - left - card->width() : left;
    return start + m_home.contentsMargins().left();
}

void ActionRow::standIn(bool foot)
{
    m_inset = foot ? insetOfCard() : 0;
    // No margin: that stays left from right to left.
    static_cast<QSpacerItem*>(m_line->itemAt(0))->changeSize(m_axis + m_inset, 0, QSizePolicy::Fixed);
    m_line->setContentsMargins(0, foot ? FootPadding : 0, 0, foot ? FootPadding : 0);
    m_line->invalidate();
}

void ActionRow::place()
{
    const QWidget* card = m_home.parentWidget();
    const int own = heightForWidth(width());
    const int end = card->mapTo(m_area.widget(), QPoint(0, card->height())).y() + (m_isFoot ? own : 0);
    const int room = m_area.height() + (m_isFoot ? height() : 0);
    const bool foot = end > room;
    if (foot == m_isFoot) {
        if (foot && insetOfCard() != m_inset)
            standIn(true); // the card has moved
        return;
    }
    m_isFoot = foot;
    QWidget* focus = window()->focusWidget(); // also while another window is the active one
    const bool hadKeys = focus && isAncestorOf(focus);
    standIn(foot);
    (foot ? m_foot : m_home).addWidget(this);
    show();
    if (hadKeys)
        focus->setFocus(Qt::OtherFocusReason);
}

void ActionRow::paintEvent(QPaintEvent*)
{
    if (!m_isFoot)
        return;
    QPainter painter(this);
    painter.fillRect(rect(), colours().surface);
    painter.fillRect(QRect(0, 0, width(), 1), colours().line);
}

} // namespace rookery::ui
