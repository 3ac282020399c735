// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/profilelist.h"

#include "ui/common/card.h"
#include "ui/common/look.h"
#include "ui/common/profilemark.h"

#include <QAction>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int RowHeight = 36;
constexpr int RowPadding = 14;
constexpr int Padding = 10;
constexpr int Gap = 8;
constexpr int IconSize = 16;
constexpr qreal Radius = 6;
constexpr qsizetype Few = 6; ///< that many are seen at a glance

enum Role { LiveRole = Qt::UserRole, LockedRole, ColourRole };

/// Swatch, name, and at the end who may change it and whether it counts.
class ProfileDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Colours& c = colours();
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
            const bool focused = selected && option.state.testFlag(QStyle::State_HasFocus);
            painter->setPen(focused ? QPen(c.accent, 2) : QPen(Qt::NoPen));
            painter->setBrush(selected ? c.selected : c.raised);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), Radius, Radius);
        }
        QRect rest = option.rect.adjusted(Padding, 0, -Padding, 0);
        QFont font = option.font;
        font.setWeight(selected ? QFont::DemiBold : QFont::Normal);
        // The mark has the colour too, and the name is what is looked for.
        const int around = IconSize + 2 * Gap + ProfileMark::sizeOf(true, option.font).width();
        const int words = QFontMetrics(font).horizontalAdvance(index.data().toString());
        if (!index.data(LiveRole).toBool() || words + around <= rest.width())
            index.data(Qt::DecorationRole).value<QIcon>().paint(painter, mirrored(option, takeLeft(rest, IconSize)));
        if (index.data(LockedRole).toBool())
            icon(QStringLiteral("lock"), c.muted).paint(painter, mirrored(option, takeRight(rest, IconSize)));
        if (index.data(LiveRole).toBool())
            drawLive(painter, option, rest, readable(index.data(ColourRole).value<QColor>()));
        painter->setPen(c.text);
        painter->setFont(font);
        const QString name = QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, rest.width());
        painter->drawText(mirrored(option, rest), Qt::AlignVCenter | Qt::AlignLeft, name);
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {option.fontMetrics.averageCharWidth(), qMax(RowHeight, option.fontMetrics.height() + RowPadding)};
    }

private:
    static QRect mirrored(const QStyleOptionViewItem& option, const QRect& rect)
    {
        return QStyle::visualRect(option.direction, option.rect, rect);
    }
    static QRect takeLeft(QRect& rest, int width)
    {
        const QRect part(rest.left(), rest.top(), width, rest.height());
        rest.setLeft(rest.left() + width + Gap);
        return part;
    }
    static QRect takeRight(QRect& rest, int width)
    {
        const QRect part(rest.right() - width + 1, rest.top(), width, rest.height());
        rest.setRight(rest.right() - width - Gap);
        return part;
    }
    static void drawLive(QPainter* painter, const QStyleOptionViewItem& option, QRect& rest, const QColor& colour)
    {
        const QSize size = ProfileMark::sizeOf(true, option.font);
        const QRect place = takeRight(rest, size.width());
        const int above = (place.height() - size.height()) / 2;
        ProfileMark::paint(*painter, mirrored(option, place.adjusted(0, above, 0, -above)), true, colour, option.font);
    }
};

} // namespace

ProfileList::ProfileList(QWidget* parent) : QWidget(parent), m_filter(new QLineEdit), m_list(new QListWidget)
{
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the profiles"));
    m_filter->setObjectName(QStringLiteral("profileFilter"));
    makeSearchField(m_filter);
    m_filter->hide();
    m_list->setAccessibleName(tr("Profiles"));
    m_list->setObjectName(QStringLiteral("profiles"));
    m_list->setItemDelegate(new ProfileDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    QPalette palette = m_list->palette();
    palette.setColor(QPalette::Base, colours().window);
    m_list->setPalette(palette);
    softenSelection(m_list);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &ProfileList::filter);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item)
            Q_EMIT chosen(item->text());
    });
}

void ProfileList::setProfiles(const QList<profile::Profile>& profiles)
{
    const QSignalBlocker blocker(m_list);
    const QString current = m_list->currentItem() ? m_list->currentItem()->text() : QString();
    m_list->clear();
    for (const profile::Profile& profile : profiles) {
        auto* item = new QListWidgetItem(swatch(profile.colour), profile.name, m_list);
        item->setData(LiveRole, profile.live);
        item->setData(LockedRole, profile.locked);
        item->setData(ColourRole, QColor(profile.colour));
        item->setToolTip(profile.locked ? tr("Set by the administrator") : QString());
        const QString kind = profile.live ? tr("live") : tr("practice");
        item->setData(Qt::AccessibleTextRole,
            //: name of a profile, "live" or "practice"
            profile.locked ? tr("%1, %2, set by the administrator").arg(profile.name, kind)
                           : tr("%1, %2").arg(profile.name, kind));
    }
    m_filter->setVisible(profiles.size() > Few);
    if (profiles.size() <= Few)
        m_filter->clear();
    filter(m_filter->text());
    setCurrent(current);
}

void ProfileList::setCurrent(const QString& name)
{
    const QSignalBlocker blocker(m_list);
    m_list->setCurrentItem(nullptr);
    m_list->clearSelection();
    const auto found = m_list->findItems(name, Qt::MatchExactly | Qt::MatchCaseSensitive);
    if (!name.isEmpty() && !found.isEmpty())
        m_list->setCurrentItem(found.first());
}

void ProfileList::filter(const QString& words)
{
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem* item = m_list->item(row);
        item->setHidden(!item->text().contains(words.trimmed(), Qt::CaseInsensitive));
    }
}

void ProfileList::takeFocus() { m_list->setFocus(Qt::OtherFocusReason); }

} // namespace rookery::ui
