// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/worldstrip.h"

#include "ui/common/card.h"
#include "ui/common/look.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

namespace rookery::ui {

namespace {

constexpr int Side = 16;
constexpr int Padding = 4;
constexpr int Gap = 8;

} // namespace

WorldStrip::WorldStrip(QWidget* parent) : QWidget(parent), m_layout(new QHBoxLayout(this)), m_remark(new Remark(this))
{
    m_layout->setContentsMargins(Side, Padding, Side, Padding + 1);
    m_layout->setSpacing(Gap);
    m_layout->addWidget(m_remark, 1);
    m_remark->setBold(true);
    m_remark->setMinimumHeight(QPushButton().sizeHint().height()); // as high without a button
    hide();
}

void WorldStrip::show(const QList<WorldState>& states)
{
    if (states == m_states)
        return;
    const QString before = text();
    m_states = states;
    for (QWidget* button : std::as_const(m_buttons)) {
        button->hide();
        button->deleteLater();
    }
    m_buttons.clear();
    setVisible(!states.isEmpty());
    if (states.isEmpty())
        return m_remark->clear();
    const WorldState& first = states.first();
    m_remark->showProblem(first.weight == WorldState::Weight::Bad, first.sentence);
    if (states.size() > 1)
        addMore();
    for (const Remedy remedy : first.remedies)
        addButton(remedyText(remedy), remedy, first.profiles);
    update();
    if (text() != before) {
        m_remark->setAccessibleName(text());
        QAccessibleEvent event(m_remark, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void WorldStrip::addButton(const QString& text, Remedy remedy, const QStringList& profiles)
{
    auto* button = new QPushButton(text, this);
    connect(button, &QPushButton::clicked, this, [this, remedy, profiles] { Q_EMIT wanted(remedy, profiles); });
    m_layout->addWidget(button);
    m_buttons << button;
}

// The others are one key away, with what can be done about each.
void WorldStrip::addMore()
{
    auto* more = new QPushButton(tr("and %Ln more", nullptr, int(m_states.size()) - 1), this);
    more->setFlat(true);
    auto* menu = new QMenu(more);
    QStringList sentences;
    for (const WorldState& state : m_states.sliced(1)) {
        QString line = state.sentence;
        line.replace(u'&', QLatin1StringView("&&"));
        const Remedy remedy = state.remedies.value(0, Remedy::None);
        QAction* action = menu->addAction(remedy == Remedy::None ? line : tr("%1  (%2)").arg(line, remedyText(remedy)));
        sentences << state.sentence;
        connect(action, &QAction::triggered, this,
            [this, remedy, profiles = state.profiles] { Q_EMIT wanted(remedy, profiles); });
    }
    more->setAccessibleDescription(sentences.join(u' '));
    more->setMenu(menu);
    m_layout->addWidget(more);
    m_buttons << more;
}

QString WorldStrip::text() const { return m_states.isEmpty() ? QString() : m_states.first().sentence; }

void WorldStrip::paintEvent(QPaintEvent*)
{
    if (m_states.isEmpty())
        return;
    const Colours& c = colours();
    QPainter painter(this);
    painter.fillRect(rect(), m_states.first().weight == WorldState::Weight::Bad ? c.softBad : c.softCareful);
    painter.fillRect(QRect(0, height() - 1, width(), 1), c.line);
}

} // namespace rookery::ui
