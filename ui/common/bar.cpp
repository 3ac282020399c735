// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/bar.h"

#include "ui/common/card.h"
#include "ui/common/flowlayout.h"
#include "ui/common/look.h"

#include <QBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace rookery::ui {

namespace {

constexpr qreal Radius = 6;
constexpr int Padding = 12;
constexpr int Gap = 8;
constexpr int LeastLetters = 30; // beside the answers, where it has as many

} // namespace

Bar::Bar(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_remark(new Remark(this))
    , m_answers(new QWidget(this))
{
    setMargins(*m_layout, Padding, Gap, Gap, Gap);
    m_layout->setSpacing(Gap);
    m_layout->addWidget(m_remark, 1);
    m_layout->addWidget(m_answers);
    auto* answers = new FlowLayout(Gap, m_answers);
    // Made once: what is made later comes behind everything else when somebody goes on with Tab.
    for (int i = 0; i < MostAnswers; ++i) {
        auto* button = new QPushButton(m_answers);
        button->hide();
        answers->addWidget(button);
        m_buttons << button;
        connect(button, &QPushButton::clicked, this, [this, i] {
            const auto act = m_acts.value(i);
            dismiss();
            if (act)
                act();
        });
    }
    hide();
}

void Bar::say(Mood mood, const QString& text, const QList<Answer>& answers)
{
    dismiss();
    m_mood = mood;
    showText(text);
    Q_ASSERT(answers.size() <= MostAnswers);
    for (qsizetype i = 0; i < answers.size(); ++i) {
        m_buttons[i]->setText(answers[i].text);
        m_buttons[i]->show();
        m_acts << answers[i].act;
    }
    m_answers->setVisible(!answers.isEmpty());
    arrange();
    QWidget::show();
}

// Where the words would have hardly any room beside the answers, they stand above them.
void Bar::arrange()
{
    const int answers = static_cast<const FlowLayout*>(m_answers->layout())->lineWidth();
    const int letters = qMin(LeastLetters, int(m_remark->text().size()));
    const bool above = answers > 0
        && width() - answers - Padding - 2 * Gap < iconSide() + Gap + letters * fontMetrics().averageCharWidth();
    m_layout->setDirection(above ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_answers->setMinimumWidth(above ? 0 : answers);
}

void Bar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
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
    m_acts.clear();
    hide(); // before its buttons: the keys go to what comes behind it
    for (QPushButton* button : std::as_const(m_buttons)) {
        button->setText({});
        button->hide();
    }
}

void Bar::takeFocus()
{
    if (!m_acts.isEmpty())
        m_buttons.first()->setFocus(Qt::ShortcutFocusReason);
}

void Bar::answer(int which)
{
    if (which < m_acts.size())
        m_buttons[which]->click();
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
