// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/tallyrow.h"

#include "ui/common/look.h"

#include <QLocale>
#include <QPainter>
#include <QStyle>

namespace rookery::ui {

namespace {

constexpr int Height = 30;
constexpr int Gap = 8;
constexpr int SumDigits = 12;
constexpr int CountDigits = 6;
constexpr qreal Radius = 6;

} // namespace

TallyRow::TallyRow(const QString& word, QString icon, const QColor& colour, QWidget* parent)
    : QAbstractButton(parent)
    , m_icon(std::move(icon))
    , m_colour(colour)
{
    setText(word);
    setAccessibleName(word);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Show them in the history"));
}

void TallyRow::show(qint64 count, const QString& sum, const QString& currency)
{
    m_count = count;
    m_sum = sum;
    //: a state, how many orders, their sum and its currency; for screen readers
    setAccessibleName(sum.isEmpty() ? tr("%1: %2").arg(text(), QLocale().toString(count))
                                    : tr("%1: %2, %3 %4").arg(text(), QLocale().toString(count), sum, currency));
    update();
}

void TallyRow::showUnknown()
{
    m_count.reset();
    m_sum.clear();
    setAccessibleName(tr("%1: not counted yet").arg(text()));
    update();
}

QSize TallyRow::sizeHint() const { return {0, qMax(Height, fontMetrics().height() + Gap)}; }

void TallyRow::paintEvent(QPaintEvent*)
{
    const Colours& c = colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus() || underMouse()) {
        painter.setPen(hasFocus() ? QPen(c.accent, 2) : QPen(Qt::NoPen));
        painter.setBrush(underMouse() ? QBrush(c.accentSoft) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Radius, Radius);
    }
    // Where nothing is, nothing asks for attention.
    const bool any = m_count.value_or(0) > 0;
    const QColor colour = any ? m_colour : c.muted;
    QRect rest = rect();
    const auto mirrored = [this](const QRect& r) { return QStyle::visualRect(layoutDirection(), rect(), r); };
    ui::icon(m_icon, colour).paint(&painter, mirrored({rest.left(), rest.top(), iconSide(), rest.height()}));
    rest.adjust(iconSide() + Gap, 0, 0, 0);
    QFont words = font();
    words.setWeight(any ? QFont::DemiBold : QFont::Normal);
    painter.setFont(words);
    painter.setPen(colour);
    painter.drawText(mirrored(rest), Qt::AlignVCenter | Qt::AlignLeft, text());
    painter.setFont(font());
    const int digit = fontMetrics().horizontalAdvance(u'0');
    const int sumWidth = digit * SumDigits;
    painter.setPen(any ? c.text : c.muted);
    // Columns of their own, so that figures stand below each other from right to left too.
    constexpr int Side = Qt::AlignVCenter | Qt::AlignRight | Qt::AlignAbsolute;
    const int countWidth = digit * CountDigits;
    const auto column = [&](int end, int width) { return QRect(end - width + 1, rest.top(), width, rest.height()); };
    painter.drawText(mirrored(column(rest.right() - sumWidth - Gap, countWidth)), Side,
        m_count ? QLocale().toString(*m_count) : QStringLiteral("\u2013"));
    painter.setPen(c.muted);
    painter.drawText(
        mirrored(column(rest.right(), sumWidth)), Side, fontMetrics().elidedText(m_sum, Qt::ElideRight, sumWidth));
}

void TallyRow::enterEvent(QEnterEvent*) { update(); }

void TallyRow::leaveEvent(QEvent*) { update(); }

} // namespace rookery::ui
