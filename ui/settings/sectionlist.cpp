// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/sectionlist.h"

#include "ui/common/look.h"

#include <QPainter>
#include <QStyle>
#include <QStyledItemDelegate>

namespace rookery::ui {

namespace {

constexpr int RowHeight = 36;
constexpr int RowPadding = 14;
constexpr int Padding = 10;
constexpr qreal Radius = 6;
constexpr int IconRole = Qt::UserRole;

QFont boldOf(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

class SectionDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Colours& c = colours();
        const bool on = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (on || option.state.testFlag(QStyle::State_MouseOver)) {
            const bool focused = on && option.state.testFlag(QStyle::State_HasFocus);
            painter->setPen(focused ? QPen(c.accent, 2) : QPen(Qt::NoPen));
            painter->setBrush(on ? c.accentSoft : c.raised);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), Radius, Radius);
        }
        const QColor colour = on ? c.accent : c.text;
        const QRect inner = option.rect.adjusted(Padding, 0, -Padding, 0);
        const auto mirrored = [&](const QRect& r) { return QStyle::visualRect(option.direction, option.rect, r); };
        icon(index.data(IconRole).toString(), colour)
            .paint(painter, mirrored({inner.left(), inner.top(), iconSide(), inner.height()}));
        painter->setFont(on ? boldOf(option.font) : option.font);
        painter->setPen(colour);
        painter->drawText(mirrored(inner.adjusted(iconSide() + Padding, 0, 0, 0)),
            int(QStyle::visualAlignment(option.direction, Qt::AlignVCenter | Qt::AlignLeft)), index.data().toString());
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const int words = QFontMetrics(boldOf(option.font)).horizontalAdvance(index.data().toString());
        return {3 * Padding + iconSide() + words, qMax(RowHeight, option.fontMetrics.height() + RowPadding)};
    }
};

} // namespace

SectionList::SectionList(QWidget* parent) : QListWidget(parent)
{
    setAccessibleName(tr("Sections of the settings"));
    setObjectName(QStringLiteral("sections"));
    setItemDelegate(new SectionDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QPalette colours = palette();
    colours.setColor(QPalette::Base, ui::colours().window);
    setPalette(colours);
    softenSelection(this);
}

void SectionList::addSection(const QString& name, const QString& icon)
{
    auto* item = new QListWidgetItem(name, this);
    item->setData(IconRole, icon);
}

void SectionList::fit()
{
    constexpr int Edge = 4;
    setFixedWidth(sizeHintForColumn(0) + 2 * frameWidth() + Edge);
}

} // namespace rookery::ui
