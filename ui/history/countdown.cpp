// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/countdown.h"

#include "engine/choice.h"
#include "ui/common/look.h"
#include "ui/common/words.h"

#include <QCoreApplication>

namespace rookery::ui {

namespace {

using namespace std::chrono_literals;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rookery::ui::Countdown)
};

constexpr int SecondMs = 1000;
constexpr auto LongestRun = 10min; // beyond it the time of day says more

UtcMs now() { return UtcMs(QDateTime::currentMSecsSinceEpoch()); }

QString runText(std::chrono::milliseconds left)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left).count();
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString nextText(const ledger::EventRecord& event, UtcMs now, const QString& heldUp)
{
    const auto next = engine::nextTry(event);
    if (!next)
        return {};
    if (!heldUp.isEmpty())
        return heldUp;
    const auto left = *next - now;
    if (left <= 0s)
        return Words::tr("next try soon");
    return left >= LongestRun ? Words::tr("next try at %1").arg(minuteText(*next))
                              //: %1 minutes and seconds: 0:42
                              : Words::tr("next try in %1").arg(runText(left));
}

} // namespace

QString againText(const ledger::EventRecord& event, UtcMs now, const QString& heldUp)
{
    const auto next = engine::nextTry(event);
    if (!next)
        return {};
    if (!heldUp.isEmpty())
        return heldUp;
    const auto left = *next - now;
    if (left <= 0s)
        return Words::tr("again soon");
    return left >= LongestRun ? Words::tr("again at %1").arg(minuteText(*next))
                              //: %1 minutes and seconds: 0:42
                              : Words::tr("again in %1").arg(runText(left));
}

QString againSpoken(const ledger::EventRecord& event, UtcMs now, const QString& heldUp)
{
    const auto next = engine::nextTry(event);
    if (!next)
        return {};
    if (!heldUp.isEmpty())
        return heldUp;
    return *next <= now ? Words::tr("goes again soon by itself")
                        : Words::tr("goes again by itself at %1").arg(timeText(*next));
}

Countdown::Countdown(QWidget* parent) : QLabel(parent)
{
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, colours().muted);
    setPalette(muted);
    m_seconds.setInterval(SecondMs);
    connect(&m_seconds, &QTimer::timeout, this, &Countdown::tick);
}

void Countdown::show(const ledger::EventRecord& event)
{
    m_event = event;
    tick();
    setVisible(!text().isEmpty());
}

void Countdown::tick()
{
    setText(nextText(m_event, now(), heldUp()));
    if (const QString spoken = againSpoken(m_event, now(), heldUp()); spoken != accessibleName())
        setAccessibleName(spoken);
}

void Countdown::showEvent(QShowEvent* event)
{
    QLabel::showEvent(event);
    tick();
    m_seconds.start();
}

void Countdown::hideEvent(QHideEvent* event)
{
    QLabel::hideEvent(event);
    m_seconds.stop();
}

} // namespace rookery::ui
