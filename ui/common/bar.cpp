// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/bar.h"

#include "ui/common/card.h"
#include "ui/common/look.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace rookery::ui {

namespace {

constexpr qreal Radius = 6;
constexpr int Padding = 12;
constexpr int Gap = 8;

} // namespace

Bar::Bar(QWidget* parent) : QWidget(parent), m_layout(new QHBoxLayout(this)), m_remark(new Remark(this))
{
    setMargins(*m_layout, Padding, Gap, Gap, Gap);
    m_layout->setSpacing(Gap);
    m_layout->addWidget(m_remark, 1);
    hide();
}

void Bar::say(Mood mood, const QString& text, const QList<Answer>& answers)
{
    dismiss();
    m_mood = mood;
    showText(text);
    for (const Answer& answer : answers) {
        auto* button = new QPushButton(answer.text, this);
        connect(button, &QPushButton::clicked, this, [this, act = answer.act] {
            dismiss();
            if (act)
                act();
        });
        m_layout->addWidget(button);
        m_buttons << button;
    }
    QWidget::show();
}

void Bar::retell(const QString& text)
{
    if (!isHidden())
        showText(text);
}

void Bar::showText(const QString& text)
{
    if (m_mood == Mood::Calm)
        m_remark->show({}, colours().text, text);
    else
        m_remark->showProblem(m_mood == Mood::Bad, text);
}

void Bar::dismiss()
{
    for (QWidget* button : std::as_const(m_buttons))
        button->deleteLater();
    m_buttons.clear();
    hide();
}

QString Bar::text() const { return isHidden() ? QString() : m_remark->text(); }

void Bar::paintEvent(QPaintEvent*)
{
    const Colours& c = colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_mood == Mood::Bad ? c.softBad : m_mood == Mood::Careful ? c.softCareful : c.accentSoft);
    painter.drawRoundedRect(rect(), Radius, Radius);
}

} // namespace rookery::ui
