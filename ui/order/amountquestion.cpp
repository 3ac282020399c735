// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/order/amountquestion.h"

#include "intake/amounttext.h"
#include "ui/common/flowlayout.h"
#include "ui/common/look.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

namespace rookery::ui {

namespace {

constexpr int Gap = 8;
constexpr int GroupDigits = 3; // only an amount with one group of them can be read in two ways

} // namespace

AmountQuestion::AmountQuestion(QWidget* parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_firstButton(new QPushButton(this))
    , m_secondButton(new QPushButton(this))
{
    auto* layout = new FlowLayout(Gap, this);
    layout->addWidget(m_label);
    layout->addWidget(m_firstButton);
    layout->addWidget(m_secondButton);
    m_label->setTextFormat(Qt::PlainText);
    QPalette palette = m_label->palette();
    palette.setColor(QPalette::WindowText, colours().check);
    m_label->setPalette(palette);
    // No stop on the way from field to field: a digit that was meant for the next amount must not answer. Alt+1 and
    // Alt+2 do from anywhere, and takeFocus() when it is time to decide.
    m_firstButton->setFocusPolicy(Qt::ClickFocus);
    m_secondButton->setFocusPolicy(Qt::ClickFocus);
    connect(m_firstButton, &QPushButton::clicked, this, [this] { Q_EMIT answered(m_first); });
    connect(m_secondButton, &QPushButton::clicked, this, [this] { Q_EMIT answered(m_second); });
    setFocusPolicy(Qt::ClickFocus);
    hide();
}

void AmountQuestion::ask(
    const QString& typed, const pixel::Amount& first, const pixel::Amount& second, pixel::AmountStyle style)
{
    m_first = first;
    m_second = second;
    //: %1 is an amount as it was typed, which may mean two things; two buttons follow
    m_label->setText(tr("%1: which one? Alt+1 or Alt+2").arg(typed));
    setAccessibleName(m_label->text());
    const auto reading = [style](const pixel::Amount& amount) {
        const QString& plain = amount.text();
        const qsizetype cut = amount.decimals() > 0 ? plain.indexOf(u'.') : plain.size() - GroupDigits;
        const QString left = plain.left(cut);
        const QString right = plain.right(GroupDigits);
        //: an amount as it is said aloud: "1 point 234"
        return tr("%1 (%2)").arg(intake::showAmount(amount, style),
            amount.decimals() > 0 ? tr("%1 point %2").arg(left, right) : tr("%1 thousand %2").arg(left, right));
    };
    //: a key and the amount that it chooses
    m_firstButton->setText(tr("&1:  %1").arg(reading(first)));
    m_secondButton->setText(tr("&2:  %1").arg(reading(second)));
    show();
}

// Neither is the usual one: Enter alone decides nothing.
void AmountQuestion::takeFocus() { setFocus(Qt::OtherFocusReason); }

void AmountQuestion::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_1:
        m_firstButton->click();
        break;
    case Qt::Key_2:
        m_secondButton->click();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() & ~Qt::KeypadModifier)
            event->ignore();
        else if (auto* button = qobject_cast<QPushButton*>(focusWidget()))
            button->click();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace rookery::ui
