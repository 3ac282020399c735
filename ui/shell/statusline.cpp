// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/statusline.h"

#include "engine/choice.h"
#include "ui/common/card.h"
#include "ui/common/desk.h"
#include "ui/common/look.h"
#include "ui/common/words.h"
#include "ui/common/worldwatch.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QTime>
#include <QToolButton>

namespace rookery::ui {

namespace {

constexpr int Padding = 16;
constexpr int Height = 30;
constexpr int Gap = 16;
constexpr int LowGap = 8;

// Of the memo.
const QString EventKey = QStringLiteral("event");
const QString SentenceKey = QStringLiteral("sentence");
const QString BadKey = QStringLiteral("bad");
const QString TimeKey = QStringLiteral("time");

} // namespace

StatusLine::StatusLine(Desk& desk, QWidget* parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_layout(new QHBoxLayout(this))
    , m_last(new Remark)
    , m_open(new QToolButton)
    , m_agent(mutedLabel())
{
    m_layout->setContentsMargins(Padding, 1, Padding, 0);
    m_layout->setSpacing(Gap);
    m_last->setElided();
    m_layout->addWidget(m_last, 1);
    m_layout->addWidget(m_open);
    m_open->setText(tr("Open"));
    m_open->setToolTip(tr("Shows the order in the history"));
    m_open->setAutoRaise(true);
    m_open->setFocusPolicy(Qt::TabFocus);
    m_open->hide();
    connect(m_open, &QToolButton::clicked, this, [this] { Q_EMIT openRequested(m_said.value(EventKey).toInteger()); });
    m_layout->addWidget(m_agent);
    setLow(false);
    const auto showAgent = [this] {
        m_agent->setText(m_desk.agent());
        m_agent->setToolTip(tr("Recorded with every order"));
    };
    connect(&m_desk, &Desk::agentChanged, this, showAgent);
    showAgent();
}

void StatusLine::setLow(bool low)
{
    const int text = fontMetrics().height();
    setFixedHeight(low ? text + LowGap : qMax(Height, text + Gap));
}

void StatusLine::addStop(QAction* stop, QAction* goOn)
{
    auto* button = new QToolButton;
    button->setObjectName(QStringLiteral("stopSending"));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const auto follow = [this, button, stop, goOn] {
        const bool stopped = m_desk.isPaused({});
        const QAction* action = stopped ? goOn : stop;
        const QColor colour = stopped ? colours().check : colours().muted;
        QPalette palette = button->palette();
        palette.setColor(QPalette::ButtonText, colour);
        button->setPalette(palette);
        button->setIcon(icon(stopped ? QStringLiteral("goon") : QStringLiteral("pause"), colour));
        button->setText(stopped ? tr("Resume sending") : tr("Stop sending"));
        button->setAccessibleName(button->text());
        button->setToolTip(
            action->toolTip() + QStringLiteral("  (") + action->shortcut().toString(QKeySequence::NativeText) + u')');
        button->setEnabled(action->isEnabled());
    };
    connect(
        button, &QToolButton::clicked, this, [this, stop, goOn] { (m_desk.isPaused({}) ? goOn : stop)->trigger(); });
    connect(&m_desk, &Desk::pausedChanged, button, follow);
    connect(stop, &QAction::changed, button, follow);
    m_layout->insertWidget(m_layout->indexOf(m_agent), button);
    follow();
}

void StatusLine::put(const QString& icon, const QColor& colour, const QString& text, bool bold)
{
    m_last->setBold(bold);
    m_time = m_toldTime.isValid() ? m_toldTime : QTime::currentTime();
    m_last->show(icon, colour, m_time.toString(QStringLiteral("HH:mm:ss")) + QStringLiteral("   ") + text);
    m_last->setAccessibleName(text);
    // Screen readers hear of it as well; an announcement of its own needs a newer Qt (QT-NOTES 6).
    QAccessibleEvent event(m_last, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void StatusLine::tell(const ledger::EventRecord& event)
{
    // One that may have arrived, or that a server answered, is another matter.
    const bool waitsForNetwork = !m_desk.online().value_or(true) && event.state == ledger::State::Waiting
        && !event.lastStatus && engine::nextTry(event);
    // What counts nowhere must not be taken for what does.
    const QString kind = event.live ? QStringLiteral("%1") : tr("Practice: %1");
    if (!waitsForNetwork) {
        const StateLook look = lookOf(event);
        put(look.icon, look.colour,
            kind.arg(resultText(event, heldUpSentence(m_desk.worldWatch().world(), event.profile))), true);
    } else {
        // Not the order's failure: every one of them would say so.
        put(QStringLiteral("waiting"), colours().waiting,
            kind.arg(tr("Order %1 waits for the network. It is saved and goes by itself.").arg(event.orderId())), true);
    }
    m_said = {{EventKey, event.id}};
    m_open->show();
    //: %1 an order ID
    m_open->setAccessibleName(tr("Open order %1").arg(event.orderId()));
}

void StatusLine::say(const QString& sentence, bool bad)
{
    m_said = {{SentenceKey, sentence}, {BadKey, bad}};
    m_open->hide();
    if (sentence.isEmpty())
        return m_last->clear();
    put(bad ? QStringLiteral("check") : QString(), bad ? colours().notDelivered : colours().text, sentence, bad);
}

QString StatusLine::text() const { return m_last->text(); }

QJsonObject StatusLine::memo() const
{
    QJsonObject memo = m_said;
    memo.insert(TimeKey, m_time.toString(Qt::ISODate));
    return memo;
}

void StatusLine::takeUp(const QJsonObject& memo)
{
    m_toldTime = QTime::fromString(memo.value(TimeKey).toString(), Qt::ISODate);
    const ledger::Reader* reader = m_desk.reader();
    const qint64 event = memo.value(EventKey).toInteger();
    if (const auto record
        = event > 0 && reader ? reader->event(event) : Result<ledger::EventRecord>(failure(Error::Code::NotFound, {})))
        tell(*record);
    else if (const QString sentence = memo.value(SentenceKey).toString(); !sentence.isEmpty())
        say(sentence, memo.value(BadKey).toBool());
    m_toldTime = {};
}

void StatusLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours().surface);
    painter.fillRect(QRect(0, 0, width(), 1), colours().line);
}

} // namespace rookery::ui
