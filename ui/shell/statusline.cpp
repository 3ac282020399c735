// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/statusline.h"

#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/common/words.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QTime>

namespace rookery::ui {

namespace {

constexpr int Padding = 16;
constexpr int Height = 30;

} // namespace

StatusLine::StatusLine(Desk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_last(new Remark)
    , m_agent(mutedLabel())
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(Padding, 1, Padding, 0);
    m_last->setElided();
    layout->addWidget(m_last, 1);
    layout->addWidget(m_agent);
    setFixedHeight(qMax(Height, fontMetrics().height() * 2));
    const auto showAgent = [this] {
        m_agent->setText(m_desk.agent());
        m_agent->setToolTip(tr("Recorded with every order"));
    };
    connect(&m_desk, &Desk::agentChanged, this, showAgent);
    showAgent();
}

void StatusLine::put(const QString& icon, const QColor& colour, const QString& text, bool bold)
{
    m_last->setBold(bold);
    m_last->show(
        icon, colour, QTime::currentTime().toString(QStringLiteral("HH:mm:ss")) + QStringLiteral("   ") + text);
    // Screen readers hear of it as well; an announcement of its own needs a newer Qt (QT-NOTES 6).
    QAccessibleEvent event(m_last, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void StatusLine::tell(const ledger::EventRecord& event)
{
    const StateLook look = lookOf(event);
    put(look.icon, look.colour, resultText(event), true);
}

void StatusLine::say(const QString& sentence, bool bad)
{
    if (sentence.isEmpty())
        return m_last->clear();
    put(bad ? QStringLiteral("check") : QString(), bad ? colours().notDelivered : colours().text, sentence, bad);
}

QString StatusLine::text() const { return m_last->text(); }

void StatusLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().surface);
    painter.fillRect(QRect(0, 0, width(), 1), colours().line);
}

} // namespace rookery::ui
