// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/card.h"

#include "ui/common/elidedlabel.h"
#include "ui/common/look.h"

#include <QAction>
#include <QApplication>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

#include <utility>

namespace rookery::ui {

namespace {

constexpr qreal Radius = 8;
constexpr int IconGap = 6;
constexpr qreal SmallScale = 0.85;
constexpr qreal LetterSpacing = 0.6;

constexpr auto ChipProperty = "rookeryChip";

} // namespace

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours().line);
    painter.setBrush(colours().surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius, Radius);
}

SectionLabel::SectionLabel(const QString& text, QWidget* parent) : QLabel(text, parent)
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * SmallScale);
    small.setWeight(QFont::DemiBold);
    small.setCapitalization(QFont::AllUppercase);
    small.setLetterSpacing(QFont::AbsoluteSpacing, LetterSpacing);
    setFont(small);
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, colours().muted);
    setPalette(muted);
}

Remark::Remark(QWidget* parent) : QWidget(parent), m_icon(new QLabel(this)), m_text(new QLabel(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(IconGap);
    layout->addWidget(m_icon, 0, Qt::AlignVCenter);
    layout->addWidget(m_text, 1);
    m_text->setTextFormat(Qt::PlainText); // what a server or a person wrote is never markup
    m_text->setWordWrap(true);
    m_icon->hide();
}

void Remark::show(const QString& icon, const QColor& colour, const QString& text)
{
    m_icon->setVisible(!icon.isEmpty());
    if (!icon.isEmpty())
        m_icon->setPixmap(ui::icon(icon, colour).pixmap(QSize(iconSide(), iconSide()), devicePixelRatioF()));
    QPalette palette = m_text->palette();
    palette.setColor(QPalette::WindowText, colour);
    m_text->setPalette(palette);
    m_text->setText(text);
    updateGeometry(); // now: the layout around it may ask before it is told
}

void Remark::showProblem(bool wrong, const QString& text)
{
    const auto [icon, colour] = signOf(wrong);
    show(icon, colour, text);
}

void Remark::clear()
{
    m_icon->hide();
    m_text->clear();
}

void Remark::setBold(bool bold)
{
    QFont font = m_text->font();
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    m_text->setFont(font);
}

void Remark::setWrap(bool wrap)
{
    m_text->setWordWrap(wrap);
    setSizePolicy(wrap ? QSizePolicy::Preferred : QSizePolicy::Maximum, QSizePolicy::Preferred);
}

void Remark::setElided()
{
    auto* elided = new ElidedLabel(this);
    elided->setFont(m_text->font());
    delete layout()->replaceWidget(m_text, elided);
    delete std::exchange(m_text, elided);
}

void makePrimary(QPushButton* button, bool primary)
{
    const QPalette plain = QApplication::palette("QPushButton");
    QPalette palette = button->palette();
    for (const auto group : {QPalette::Active, QPalette::Inactive}) {
        palette.setColor(group, QPalette::Button, primary ? colours().accent : plain.color(group, QPalette::Button));
        palette.setColor(
            group, QPalette::ButtonText, primary ? colours().onAccent : plain.color(group, QPalette::ButtonText));
    }
    button->setPalette(palette);
    QFont font = button->font();
    font.setWeight(primary ? QFont::DemiBold : QFont::Normal);
    button->setFont(font);
}

bool isChip(const QPushButton* button) { return button->property(ChipProperty).toBool(); }

void makeChip(QPushButton* button)
{
    button->setProperty(ChipProperty, true);
    const auto colour = [button](bool on) {
        const Colours& c = colours();
        QPalette palette = button->palette();
        palette.setColor(QPalette::Button, on ? c.accentSoft : c.surface);
        palette.setColor(QPalette::AlternateBase, c.accentSoft);
        palette.setColor(QPalette::ButtonText, on ? c.accent : c.text);
        palette.setColor(QPalette::Disabled, QPalette::ButtonText, c.muted);
        palette.setColor(QPalette::Dark, on ? c.accent : c.line);
        button->setPalette(palette);
    };
    QObject::connect(button, &QPushButton::toggled, button, colour);
    colour(button->isChecked());
}

void makeSearchField(QLineEdit* edit)
{
    QAction* glass = edit->addAction(icon(QStringLiteral("search"), colours().muted), QLineEdit::LeadingPosition);
    glass->setText(QCoreApplication::translate("rookery::ui::Search", "Search")); // both for who hears the window
    edit->setClearButtonEnabled(true);
    if (auto* clear = edit->findChild<QAction*>(QStringLiteral("_q_qlineeditclearaction")))
        clear->setText(QCoreApplication::translate("rookery::ui::Search", "Clear the search"));
}

void setMargins(QLayout& layout, int start, int top, int end, int bottom)
{
    const bool mirrored = QGuiApplication::isRightToLeft();
    layout.setContentsMargins(mirrored ? end : start, top, mirrored ? start : end, bottom);
}

QLabel* mutedLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, colours().muted);
    palette.setColor(QPalette::Text, colours().muted); // inside a field
    label->setPalette(palette);
    return label;
}

} // namespace rookery::ui
