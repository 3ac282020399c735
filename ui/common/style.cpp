// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/style.h"

#include "ui/common/card.h"
#include "ui/common/look.h"

#include <QComboBox>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStyleFactory>
#include <QStyleOption>

namespace rookery::ui {

namespace {

constexpr qreal Radius = 6;
constexpr int ChipPadding = 20;
constexpr int ControlPadding = 14; // above and below the text of a control, together
constexpr int ControlHeight = 32;
constexpr int MenuRowPadding = 8;
constexpr int HeaderHeight = 30;
constexpr int TextIndent = 6;
constexpr int MenuBarMargin = 8;
constexpr int CellMargin = 10;
constexpr int IconGap = 6;
constexpr int ChordGap = 14; // between what a button does and the keys that do it
constexpr qreal ChordScale = 0.85;
constexpr qreal DisabledOpacity = 0.5;
constexpr int PressedDarker = 108;
constexpr int ScrollBarWidth = 12;
constexpr int ShortestThumb = 28;
constexpr int AlignmentMask = int(Qt::AlignHorizontal_Mask) | int(Qt::AlignVertical_Mask);
constexpr QChar FirstStrongIsolate(0x2068);
constexpr QChar PopIsolate(0x2069);

// Both grow with the text, as icons do.
int comboArrow() { return iconSide() + 8; }
qreal chevronWidth() { return iconSide() / 4.0; }

QColor outlineOf(const QPalette& palette) { return palette.color(QPalette::Dark); }
QColor lineOf(const QPalette& palette) { return palette.color(QPalette::Mid); }
QColor accentOf(const QPalette& palette) { return palette.color(QPalette::Link); }

/// A control's outline: one pixel, or two in the accent where the next key goes.
void drawPanel(QPainter* painter, const QRect& rect, const QColor& fill, const QColor& outline, bool focused,
    const QPalette& palette)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const qreal width = focused ? 2 : 1;
    painter->setPen(QPen(focused ? accentOf(palette) : outline, width));
    painter->setBrush(fill);
    painter->drawRoundedRect(QRectF(rect).adjusted(width / 2, width / 2, -width / 2, -width / 2), Radius, Radius);
    painter->restore();
}

bool isFocused(const QStyleOption& option) { return option.state.testFlag(QStyle::State_HasFocus); }
bool isEnabled(const QStyleOption& option) { return option.state.testFlag(QStyle::State_Enabled); }

void drawButton(QPainter* painter, const QStyleOption& option)
{
    QColor fill = option.palette.color(QPalette::Button);
    const bool primary = fill == accentOf(option.palette) && isEnabled(option);
    if (option.state & (QStyle::State_Sunken | QStyle::State_On))
        fill = primary ? fill.darker(PressedDarker) : option.palette.color(QPalette::AlternateBase);
    if (!isEnabled(option))
        fill = option.palette.color(QPalette::Window);
    const QColor outline = primary ? fill : isEnabled(option) ? outlineOf(option.palette) : lineOf(option.palette);
    drawPanel(painter, option.rect, fill, outline, false, option.palette);
    if (!isFocused(option))
        return;
    // The ring of a filled button lies inside it, in the colour of its text; any other has it as its outline.
    QPalette ring = option.palette;
    if (primary) {
        ring.setColor(QPalette::Link, option.palette.color(QPalette::ButtonText));
        drawPanel(painter, option.rect.adjusted(2, 2, -2, -2), Qt::transparent, outline, true, ring);
    } else {
        drawPanel(painter, option.rect, Qt::transparent, outline, true, ring);
    }
}

/// Degrees from pointing down, clockwise.
enum class Pointing { Down = 0, Left = 90, Up = 180, Right = 270 };

void drawChevron(QPainter* painter, const QRect& rect, const QColor& colour, Pointing pointing = Pointing::Down)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->translate(QRectF(rect).center());
    painter->rotate(int(pointing));
    const qreal width = chevronWidth();
    painter->drawPolyline(QPolygonF{{-width, -width / 2}, {0, width / 2}, {width, -width / 2}});
    painter->restore();
}

/// The box of a choice, round for one of several: hollow, or filled with the accent and its mark.
void drawIndicator(QPainter* painter, const QStyleOption& option, bool round)
{
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool partly = option.state.testFlag(QStyle::State_NoChange);
    const qreal side = qMin(option.rect.width(), option.rect.height()) - 1;
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option.rect).center());
    const QColor fill = on || partly ? accentOf(option.palette) : option.palette.color(QPalette::Base);
    const QColor outline = on || partly ? fill : outlineOf(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setOpacity(isEnabled(option) ? 1 : DisabledOpacity);
    painter->setPen(QPen(outline, 1));
    painter->setBrush(fill);
    const qreal radius = round ? side / 2 : side / 4;
    painter->drawRoundedRect(box, radius, radius);
    const QColor mark = option.palette.color(QPalette::Base);
    painter->translate(box.topLeft());
    painter->scale(side, side);
    painter->setPen(QPen(mark, 1.0 / 8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(round ? QBrush(mark) : QBrush(Qt::NoBrush));
    if (partly)
        painter->drawLine(QPointF(0.28, 0.5), QPointF(0.72, 0.5));
    else if (on && round)
        painter->drawEllipse(QPointF(0.5, 0.5), 0.14, 0.14);
    else if (on)
        painter->drawPolyline(QPolygonF{{0.25, 0.52}, {0.43, 0.7}, {0.75, 0.32}});
    painter->restore();
}

/// Icon, words and, smaller, the keys: what follows a tab in the text, as in a menu.
void drawButtonLabel(QPainter* painter, const QStyleOptionButton& button, const QStyle& style)
{
    const bool hasMenu = button.features.testFlag(QStyleOptionButton::HasMenu);
    const QRect room = button.rect;
    const QString words = button.text.section(u'\t', 0, 0);
    const QString chord = button.text.section(u'\t', 1);
    QFont small = painter->font();
    small.setPointSizeF(small.pointSizeF() * ChordScale);
    small.setWeight(QFont::Normal);
    const int side = button.icon.isNull() ? 0 : button.iconSize.width();
    const int iconRoom = side == 0 ? 0 : words.isEmpty() ? side : side + IconGap;
    const int wordsWidth = button.fontMetrics.size(Qt::TextShowMnemonic, words).width();
    const int chordWidth = chord.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(chord);
    const int chordRoom = chord.isEmpty() ? 0 : ChordGap + chordWidth;
    const int arrowRoom = hasMenu ? IconGap + iconSide() : 0; // behind the words, and in the middle with them
    int x = room.left() + (room.width() - iconRoom - wordsWidth - chordRoom - arrowRoom) / 2;
    const auto place = [&](int from, int width) {
        return style.visualRect(button.direction, button.rect, {from, room.top(), width, room.height()});
    };
    if (side > 0)
        button.icon.paint(painter, place(x, side), Qt::AlignCenter, isEnabled(button) ? QIcon::Normal : QIcon::Disabled,
            button.state.testFlag(QStyle::State_On) ? QIcon::On : QIcon::Off);
    x += iconRoom;
    const int mnemonic
        = style.styleHint(QStyle::SH_UnderlineShortcut, &button) != 0 ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
    style.drawItemText(painter, place(x, wordsWidth), Qt::AlignCenter | mnemonic, button.palette, isEnabled(button),
        words, QPalette::ButtonText);
    if (hasMenu)
        drawChevron(painter, place(x + wordsWidth + chordRoom + IconGap, iconSide()),
            button.palette.color(isEnabled(button) ? QPalette::ButtonText : QPalette::Mid));
    if (chord.isEmpty())
        return;
    painter->save();
    painter->setFont(small);
    style.drawItemText(painter, place(x + wordsWidth + ChordGap, chordWidth), Qt::AlignCenter, button.palette,
        isEnabled(button), chord, QPalette::ButtonText);
    painter->restore();
}

// A thin thumb and nothing else: it says where one is and how much there is.
void drawScrollBar(QPainter* painter, const QStyleOptionSlider& bar, const QRect& thumb, bool ofList)
{
    // Of a list it belongs to the list, of a page to the page.
    painter->fillRect(bar.rect, bar.palette.color(ofList ? QPalette::Base : QPalette::Window));
    if (bar.maximum <= bar.minimum)
        return;
    const bool active = bar.state & (QStyle::State_Sunken | QStyle::State_MouseOver);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(active ? bar.palette.color(QPalette::Text) : outlineOf(bar.palette));
    constexpr qreal Inset = 3;
    const QRectF inner = QRectF(thumb).adjusted(Inset, Inset, -Inset, -Inset);
    const qreal radius = qMin(inner.width(), inner.height()) / 2;
    painter->drawRoundedRect(inner, radius, radius);
    painter->restore();
}

// A step that can't be taken any more is pale.
void drawStep(QPainter* painter, const QStyleOptionSpinBox& box, const QRect& rect, bool up)
{
    const bool possible = isEnabled(box)
        && box.stepEnabled.testFlag(up ? QAbstractSpinBox::StepUpEnabled : QAbstractSpinBox::StepDownEnabled);
    const bool pressed = box.state.testFlag(QStyle::State_Sunken)
        && box.activeSubControls == (up ? QStyle::SC_SpinBoxUp : QStyle::SC_SpinBoxDown);
    const QColor colour = pressed ? accentOf(box.palette)
        : possible                ? box.palette.color(QPalette::Text)
                                  : lineOf(box.palette);
    drawChevron(painter, rect, colour, up ? Pointing::Up : Pointing::Down);
}

// Flat, on one line; where nobody knows how long it takes, a part of it that does not move.
void drawProgress(QPainter* painter, const QStyleOptionProgressBar& bar, bool isContents)
{
    constexpr double Height = 8;
    constexpr double Unknown = 0.3;
    QRectF line(bar.rect.left(), bar.rect.center().y() + 1 - Height / 2, bar.rect.width(), Height);
    if (isContents) {
        const int range = bar.maximum - bar.minimum;
        const double part = range > 0 ? double(bar.progress - bar.minimum) / range : Unknown;
        const double width = line.width() * qBound(0.0, part, 1.0);
        if (width <= 0)
            return;
        line = bar.direction == Qt::RightToLeft ? line.adjusted(line.width() - width, 0, 0, 0)
                                                : line.adjusted(0, 0, width - line.width(), 0);
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(isContents ? accentOf(bar.palette) : lineOf(bar.palette));
    painter->drawRoundedRect(line, Height / 2, Height / 2);
    painter->restore();
}

} // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) { }

// QLabel goes by its text: a server's message or a name in Latin letters would stand at the far side of a window that
// is read from right to left.
void Style::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    auto* label = qobject_cast<QLabel*>(widget);
    if (label && label->layoutDirection() == Qt::RightToLeft && !label->alignment().testFlag(Qt::AlignAbsolute))
        label->setAlignment(visualAlignment(Qt::RightToLeft, label->alignment()) | Qt::AlignAbsolute);
}

void Style::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    switch (element) {
    case PE_PanelLineEdit: {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame && frame->lineWidth == 0) {
            painter->fillRect(option->rect, option->palette.color(QPalette::Base));
            return;
        }
        const bool writable = !option->state.testFlag(State_ReadOnly) && isEnabled(*option);
        drawPanel(painter, option->rect, option->palette.color(writable ? QPalette::Base : QPalette::Window),
            writable ? outlineOf(option->palette) : lineOf(option->palette), isFocused(*option), option->palette);
        return;
    }
    case PE_FrameLineEdit:
        return;
    case PE_PanelButtonCommand:
        drawButton(painter, *option);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorRadioButton:
        drawIndicator(painter, *option, element == PE_IndicatorRadioButton);
        return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowRight:
    case PE_IndicatorArrowLeft:
        drawChevron(painter, option->rect, option->palette.color(QPalette::ButtonText),
            element == PE_IndicatorArrowDown       ? Pointing::Down
                : element == PE_IndicatorArrowLeft ? Pointing::Left
                                                   : Pointing::Right);
        return;
    case PE_FrameFocusRect:
        if (qobject_cast<const QComboBox*>(widget) || option->type == QStyleOption::SO_Button)
            return;
        break;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(
    ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    switch (element) {
    case CE_HeaderEmptyArea:
    case CE_HeaderSection: {
        const QRect& r = option->rect;
        painter->fillRect(r, option->palette.color(QPalette::Base));
        painter->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), lineOf(option->palette));
        return;
    }
    case CE_ProgressBarGroove:
    case CE_ProgressBarContents:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
            drawProgress(painter, *bar, element == CE_ProgressBarContents);
            return;
        }
        break;
    case CE_PushButtonBevel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            QStyleOptionButton bevel = *button;
            bevel.features.setFlag(QStyleOptionButton::HasMenu, false); // its arrow belongs to the words
            QProxyStyle::drawControl(element, &bevel, painter, widget);
            return;
        }
        break;
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            drawButtonLabel(painter, *button, *this);
            return;
        }
        break;
    case CE_TabBarTabShape:
        if (option->state.testFlag(State_Selected)) {
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(isFocused(*option) ? QPen(accentOf(option->palette), 1) : QPen(Qt::NoPen));
            painter->setBrush(option->palette.color(QPalette::Midlight));
            painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), Radius, Radius);
            painter->restore();
        }
        return;
    case CE_TabBarTabLabel:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            const bool selected = option->state.testFlag(State_Selected);
            drawItemText(painter, option->rect, Qt::AlignCenter | Qt::TextShowMnemonic, option->palette,
                isEnabled(*option), tab->text, selected ? QPalette::Link : QPalette::WindowText);
            return;
        }
        break;
    case CE_ItemViewItem:
        // As in drawItemText(), where the text is laid out by the direction of the view.
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
            item && item->direction == Qt::RightToLeft && !item->text.isEmpty()) {
            QStyleOptionViewItem isolated = *item;
            isolated.text = FirstStrongIsolate + item->text + PopIsolate;
            return QProxyStyle::drawControl(element, &isolated, painter, widget);
        }
        break;
    case CE_ComboBoxLabel:
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
            const int padding = ControlPadding / 2 + 2;
            QRect rect = option->rect.adjusted(padding, 0, -comboArrow(), 0);
            if (!combo->currentIcon.isNull()) {
                const QRect place(rect.left(), rect.top(), iconSide(), rect.height());
                combo->currentIcon.paint(painter, visualRect(combo->direction, combo->rect, place));
                rect.adjust(iconSide() + padding, 0, 0, 0);
            }
            const QString text = combo->fontMetrics.elidedText(combo->currentText, Qt::ElideRight, rect.width());
            drawItemText(painter, visualRect(combo->direction, combo->rect, rect),
                int(visualAlignment(combo->direction, Qt::AlignVCenter | Qt::AlignLeft)), option->palette,
                isEnabled(*option), text, QPalette::ButtonText);
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawItemText(QPainter* painter, const QRect& rect, int flags, const QPalette& palette, bool enabled,
    const QString& text, QPalette::ColorRole role) const
{
    constexpr int Forced = Qt::TextForceLeftToRight | Qt::TextForceRightToLeft;
    if (!(flags & Forced)) {
        // The side first: a direction that is forced would turn it round.
        const int side = int(visualAlignment(painter->layoutDirection(), Qt::Alignment(flags & AlignmentMask)));
        flags = (flags & ~AlignmentMask) | side
            | int(text.isRightToLeft() ? Qt::TextForceRightToLeft : Qt::TextForceLeftToRight);
    }
    QProxyStyle::drawItemText(painter, rect, flags, palette, enabled, text, role);
}

void Style::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (control == CC_ComboBox && combo && !combo->editable) {
        drawPanel(painter, option->rect, option->palette.color(isEnabled(*option) ? QPalette::Base : QPalette::Window),
            outlineOf(option->palette), isFocused(*option), option->palette);
        const QRect arrow(option->rect.right() - comboArrow(), option->rect.top(), comboArrow(), option->rect.height());
        drawChevron(
            painter, visualRect(option->direction, option->rect, arrow), option->palette.color(QPalette::ButtonText));
        return;
    }
    const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    if (control == CC_SpinBox && spin) {
        drawPanel(painter, option->rect, option->palette.color(isEnabled(*option) ? QPalette::Base : QPalette::Window),
            outlineOf(option->palette), isFocused(*option), option->palette);
        drawStep(painter, *spin, subControlRect(CC_SpinBox, spin, SC_SpinBoxUp, widget), true);
        drawStep(painter, *spin, subControlRect(CC_SpinBox, spin, SC_SpinBoxDown, widget), false);
        return;
    }
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control == CC_ScrollBar && bar) {
        const bool ofPage
            = widget && widget->parentWidget() && qobject_cast<QScrollArea*>(widget->parentWidget()->parentWidget());
        drawScrollBar(painter, *bar, subControlRect(CC_ScrollBar, bar, SC_ScrollBarSlider, widget), !ofPage);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QSize Style::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int height = qMax(ControlHeight, (option ? option->fontMetrics.height() : 0) + ControlPadding);
    switch (type) {
    case CT_PushButton:
        // A chip is as wide as its word; a button is wide enough to be hit.
        if (const auto* button = qobject_cast<const QPushButton*>(widget); button && isChip(button))
            return {size.width() + ChipPadding, height};
        return {result.width() + ControlPadding, height};
    case CT_ComboBox:
    case CT_SpinBox:
        return {result.width() + comboArrow(), height};
    case CT_LineEdit:
        return {result.width(), height};
    case CT_TabBarTab:
        return {result.width(), height - 4};
    case CT_HeaderSection:
        return {result.width(), qMax(result.height(), HeaderHeight)};
    case CT_MenuItem:
        return {result.width(), result.height() + MenuRowPadding / 2};
    case CT_MenuBarItem:
        return {result.width() + MenuRowPadding / 2, result.height() + MenuRowPadding};
    default:
        return result;
    }
}

QRect Style::subControlRect(
    ComplexControl control, const QStyleOptionComplex* option, SubControl sub, const QWidget* widget) const
{
    if (control == CC_SpinBox && option->rect.width() > comboArrow()) {
        const QRect& all = option->rect;
        const QRect steps(all.right() - comboArrow(), all.top(), comboArrow(), all.height());
        QRect part = all;
        if (sub == SC_SpinBoxUp)
            part = steps.adjusted(0, 4, 0, -steps.height() / 2);
        else if (sub == SC_SpinBoxDown)
            part = steps.adjusted(0, steps.height() / 2, 0, -4);
        else if (sub == SC_SpinBoxEditField)
            part = all.adjusted(TextIndent + 2, 2, -comboArrow() - 2, -2);
        return visualRect(option->direction, all, part);
    }
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control != CC_ScrollBar || !bar)
        return QProxyStyle::subControlRect(control, option, sub, widget);
    // Without arrows the whole length is the thumb's.
    const bool upright = bar->orientation == Qt::Vertical;
    const int length = upright ? bar->rect.height() : bar->rect.width();
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    const int thumb = range > 0
        ? qBound(qMin(ShortestThumb, length), int(qint64(length) * bar->pageStep / (range + bar->pageStep)), length)
        : length;
    const int at
        = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - thumb, bar->upsideDown);
    const auto part = [&](int from, int size) {
        const QRect rect = upright ? QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), size)
                                   : QRect(bar->rect.left() + from, bar->rect.top(), size, bar->rect.height());
        return visualRect(bar->direction, bar->rect, rect);
    };
    switch (sub) {
    case SC_ScrollBarSlider:
        return part(at, thumb);
    case SC_ScrollBarSubPage:
        return part(0, at);
    case SC_ScrollBarAddPage:
        return part(at + thumb, length - at - thumb);
    case SC_ScrollBarGroove:
        return bar->rect;
    default:
        return {};
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    if (element == SE_LineEditContents && frame && frame->lineWidth > 0)
        return rect.adjusted(TextIndent, 0, -TextIndent, 0);
    return rect;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_TabBarBaseHeight:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftVertical:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_DefaultFrameWidth:
        return 1;
    case PM_ScrollBarExtent:
        return ScrollBarWidth;
    case PM_ScrollBarSliderMin:
        return ShortestThumb;
    case PM_HeaderMargin:
        return CellMargin;
    case PM_MenuBarHMargin:
        return MenuBarMargin;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return iconSide();
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QIcon Style::standardIcon(StandardPixmap standard, const QStyleOption* option, const QWidget* widget) const
{
    // The theme's one is searched for in every icon folder of the system, which costs a sixth of the start.
    if (standard == SP_LineEditClearButton)
        return icon(QStringLiteral("refused"), colours().muted);
    return QProxyStyle::standardIcon(standard, option, widget);
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* result) const
{
    if (hint == SH_EtchDisabledText || hint == SH_ItemView_ShowDecorationSelected
        || hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return hint == SH_ItemView_ShowDecorationSelected;
    return QProxyStyle::styleHint(hint, option, widget, result);
}

} // namespace rookery::ui
