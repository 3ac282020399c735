// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rail.h"

#include "ui/common/card.h"
#include "ui/common/look.h"

#include <QAbstractButton>
#include <QAction>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace rookery::ui {

namespace {

constexpr int Padding = 8;
constexpr int EntryHeight = 36;
constexpr int LowEntryHeight = 28;
constexpr int Indent = 10;
constexpr int KeyGap = 24;
constexpr char16_t LeftToRightMark = 0x200e;
constexpr qreal Radius = 6;
constexpr qreal KeyScale = 0.85;

/// One entry: icon, words, and its key at the right.
class Entry final : public QAbstractButton {
public:
    Entry(QAction* action, QString icon, QWidget* parent)
        : QAbstractButton(parent)
        , m_icon(std::move(icon))
        , m_action(action)
    {
        setText(action->iconText());
        setToolTip(action->toolTip());
        setAccessibleName(text());
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
        connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
    }

    void setBrief(bool brief)
    {
        m_brief = brief;
        setToolTip(brief ? text() + QStringLiteral("  ") + keyText() : m_action->toolTip());
        updateGeometry();
        update();
    }

    void setLow(bool low)
    {
        m_low = low;
        updateGeometry();
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const int height = m_low ? minimumSizeHint().height() : qMax(EntryHeight, fontMetrics().height() * 2);
        if (m_brief)
            return {2 * Indent + iconSide(), height};
        QFont bold = font();
        bold.setWeight(QFont::DemiBold); // as wide as it becomes when it is the page in front
        const int words = QFontMetrics(bold).horizontalAdvance(text());
        const int keys = QFontMetrics(keyFont()).horizontalAdvance(keyText());
        return {3 * Indent + iconSide() + words + (keys > 0 ? KeyGap + keys : 0), height};
    }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {2 * Indent + iconSide(), qMax(LowEntryHeight, fontMetrics().height() * 3 / 2)};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Colours& c = colours();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool on = isChecked();
        if (on || underMouse() || hasFocus()) {
            painter.setPen(hasFocus() ? QPen(c.accent, 2) : QPen(Qt::NoPen));
            painter.setBrush(on ? c.accentSoft : c.raised);
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Radius, Radius);
        }
        const QColor colour = on ? c.accent : c.text;
        QRect rest = rect().adjusted(Indent, 0, -Indent, 0);
        const auto mirrored = [this](const QRect& r) { return QStyle::visualRect(layoutDirection(), rect(), r); };
        ui::icon(m_icon, colour).paint(&painter, mirrored({rest.left(), rest.top(), iconSide(), rest.height()}));
        if (m_brief)
            return;
        rest = mirrored(rest.adjusted(iconSide() + Indent, 0, 0, 0));
        QFont words = font();
        words.setWeight(on ? QFont::DemiBold : QFont::Normal);
        painter.setFont(words);
        painter.setPen(colour);
        painter.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft, text());
        painter.setFont(keyFont());
        painter.setPen(c.muted);
        painter.drawText(rest, Qt::AlignVCenter | Qt::AlignRight, keyText());
    }

    void enterEvent(QEnterEvent*) override { update(); }
    void leaveEvent(QEvent*) override { update(); }

private:
    [[nodiscard]] QFont keyFont() const
    {
        QFont small = font();
        small.setPointSizeF(small.pointSizeF() * KeyScale);
        return small;
    }
    // A key is read from left to right, whatever stands around it.
    [[nodiscard]] QString keyText() const
    {
        const QString keys = m_action->shortcut().toString(QKeySequence::NativeText);
        return keys.isEmpty() ? keys : QChar(LeftToRightMark) + keys + QChar(LeftToRightMark);
    }

    QString m_icon;
    QAction* m_action;
    bool m_brief = false;
    bool m_low = false;
};

} // namespace

Rail::Rail(QWidget* parent) : QWidget(parent), m_pages(new QVBoxLayout), m_tools(new QVBoxLayout)
{
    auto* layout = new QVBoxLayout(this);
    setMargins(*layout, Padding, Padding + 4, Padding + 1, Padding + 4);
    layout->addLayout(m_pages);
    layout->addStretch();
    layout->addLayout(m_tools);
    m_pages->setSpacing(2);
    m_tools->setSpacing(2);
}

void Rail::addPage(QAction* action, const QString& icon)
{
    auto* entry = new Entry(action, icon, this);
    entry->setCheckable(true);
    m_pages->addWidget(entry);
    m_entries.insert(action, entry);
    m_all << entry;
}

void Rail::addTool(QAction* action, const QString& icon)
{
    auto* entry = new Entry(action, icon, this);
    m_tools->addWidget(entry);
    m_all << entry;
}

void Rail::setBrief(bool brief)
{
    for (QWidget* entry : std::as_const(m_all))
        static_cast<Entry*>(entry)->setBrief(brief);
}

void Rail::setLow(bool low)
{
    for (QWidget* entry : std::as_const(m_all))
        static_cast<Entry*>(entry)->setLow(low);
    const int above = low ? Padding / 2 : Padding + 4;
    setMargins(*layout(), Padding, above, Padding + 1, above);
}

void Rail::setCurrent(QAction* action)
{
    for (auto it = m_entries.constBegin(); it != m_entries.constEnd(); ++it)
        static_cast<QAbstractButton*>(it.value())->setChecked(it.key() == action);
}

void Rail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().surface);
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(width() - 1, 0, 1, height())), colours().line);
}

} // namespace rookery::ui
